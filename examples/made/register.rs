//! The register of incoming documents, with the columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV.

use super::Fault;
use chrono::NaiveDate;
use tonghop::book::{Book, Cell, Print, Properties, Role, Sheet, Width, measure};
use tonghop::model::origin::CellRef;

#[derive(Clone, Copy)]
pub(crate) enum Column {
    Arrived,
    Number,
    Author,
    Symbol,
    Signed,
    Subject,
    Recipient,
    Forwarded,
    Receipt,
    Note,
}

/// All columns, with the widths that the fictional office uses.
pub(crate) const COLUMNS: [(Column, f64); 10] = [
    (Column::Arrived, 12.0),
    (Column::Number, 9.0),
    (Column::Author, 42.0),
    (Column::Symbol, 20.0),
    (Column::Signed, 12.0),
    (Column::Subject, 60.0),
    (Column::Recipient, 20.0),
    (Column::Forwarded, 12.0),
    (Column::Receipt, 10.0),
    (Column::Note, 14.0),
];

/// A register: an optional title and its columns with their widths.
pub(crate) struct Register<'r> {
    pub(crate) title: Option<&'r str>,
    pub(crate) columns: &'r [(Column, f64)],
}

/// A received document.
pub(crate) struct Line {
    pub(crate) arrived: NaiveDate,
    pub(crate) author: String,
    pub(crate) symbol: String,
    pub(crate) signed: Option<NaiveDate>,
    pub(crate) subject: String,
}

impl Column {
    fn heading(self) -> &'static str {
        match self {
            Self::Arrived => "Ngày đến",
            Self::Number => "Số đến",
            Self::Author => "Tác giả",
            Self::Symbol => "Số, ký hiệu",
            Self::Signed => "Ngày tháng",
            Self::Subject => "Tên loại và trích yếu nội dung",
            Self::Recipient => "Đơn vị hoặc người nhận",
            Self::Forwarded => "Ngày chuyển",
            Self::Receipt => "Ký nhận",
            Self::Note => "Ghi chú",
        }
    }

    fn cell(self, number: i64, line: &Line) -> Cell {
        match self {
            Self::Arrived | Self::Forwarded => Cell::day(line.arrived, Role::Day),
            Self::Number => Cell::number(number, Role::Number),
            Self::Author => Cell::text(&line.author, Role::Text),
            Self::Symbol => Cell::text(&line.symbol, Role::Text),
            Self::Signed => line
                .signed
                .map_or_else(|| Cell::blank(Role::Day), |signed| Cell::day(signed, Role::Day)),
            Self::Subject => Cell::text(&line.subject, Role::Text),
            Self::Recipient => Cell::text("Phòng An ninh nội địa", Role::Text),
            Self::Receipt | Self::Note => Cell::blank(Role::Text),
        }
    }
}

impl Register<'_> {
    /// Returns the register of 2024 with its lines, in the order given.
    pub(crate) fn book(&self, lines: &[Line]) -> Result<Book, Fault> {
        let mut sheet = Sheet { name: "Sổ đến 2024".to_owned(), ..Sheet::default() };
        sheet.columns =
            self.columns.iter().map(|(_, chars)| Width { chars: *chars, level: 0 }).collect();
        if let Some(title) = self.title {
            sheet.push(vec![Cell::text(title, Role::Section)]);
            sheet.freeze = Some(CellRef::new(2, 0));
            sheet.print = Print { landscape: true, repeat: Some((1, 1)), ..Print::default() };
        }
        let columns = self.columns.iter().map(|(column, _)| *column);
        let headings = columns.clone().map(|column| Cell::text(column.heading(), Role::Heading));
        sheet.push(headings.collect());
        for (number, line) in (101..).zip(lines) {
            sheet.push(columns.clone().map(|column| column.cell(number, line)).collect());
        }
        measure::fit(&mut sheet);
        let properties = Properties {
            title: "Sổ đăng ký văn bản đến".to_owned(),
            created: NaiveDate::from_ymd_opt(2024, 5, 6).ok_or("no such day")?,
            ..Properties::default()
        };
        Ok(Book { sheets: vec![sheet], properties, ..Book::default() })
    }
}
