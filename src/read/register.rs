//! The register of incoming documents, `so-den.xlsx`: the ten columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV. It is the
//! office's own file: a register that cannot be read stops the run, with the rows that are wrong.

use super::archive::Archive;
use super::grid::{Cell, Sheet, Value, Workbook};
use super::limits::Clock;
use super::xlsx;
use crate::error::{Error, Fault};
use crate::model::date::day_from_text;
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plan::Plan;
use crate::model::register::RegisterLine;
use crate::say;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The columns that are used, with the ways their headings are written.
const COLUMNS: [(Field, &[&str]); 5] = [
    (Field::Arrived, &["Ngày đến", "Ngày nhận", "Ngày tháng đến"]),
    (Field::Number, &["Số đến", "Số thứ tự đến"]),
    (Field::Author, &["Tác giả", "Cơ quan ban hành", "Nơi gửi", "Đơn vị gửi"]),
    (Field::Symbol, &["Số, ký hiệu", "Số ký hiệu", "Số và ký hiệu", "Số, ký hiệu văn bản"]),
    (Field::Subject, &["Tên loại và trích yếu nội dung", "Tên loại và trích yếu", "Trích yếu nội dung", "Trích yếu"]),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Arrived,
    Number,
    Author,
    Symbol,
    Subject,
}

/// Reads a register from its bytes.
///
/// # Errors
/// Where the file is no register, or a line of one of the units has no readable day of arrival.
pub fn lines(name: &str, bytes: &[u8], plan: &Plan) -> Result<Vec<RegisterLine>, Error> {
    let workbook = Archive::open(bytes).and_then(|mut archive| xlsx::read(&mut archive, Clock::start())).unwrap_or_default();
    let Some((sheet, head, columns)) = find(&workbook) else {
        let what = say!(
            "không phải sổ đăng ký văn bản đến dạng .xlsx: cần một hàng tiêu đề có các cột Ngày đến, Tác giả, Số, ký hiệu",
            "this is no register of incoming documents in .xlsx: a row of headings with Ngày đến, Tác giả, Số, ký hiệu is needed"
        );
        return Err(Error::Unsound(vec![Fault { file: name.to_owned(), line: 1, what }]));
    };
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for (row, _) in sheet.rows().filter(|(row, _)| *row > head) {
        let cell = |field: Field| columns.get(&field).and_then(|col| sheet.get(CellRef::new(row, *col)));
        let text = |field: Field| cell(field).map(|cell| super::form::tidy(&cell.value.seen()).into_owned()).unwrap_or_default();
        let Some(author) = plan.registry.named(&text(Field::Author)) else { continue };
        match arrived(cell(Field::Arrived)) {
            Ok(arrived) => lines.push(RegisterLine {
                row: row + 1,
                arrived,
                number: text(Field::Number),
                author: author.clone(),
                symbol: text(Field::Symbol),
                subject: text(Field::Subject),
            }),
            Err(written) => faults.push(Fault {
                file: name.to_owned(),
                line: usize::try_from(row).unwrap_or(0) + 1,
                what: say!(
                    "ngày đến “{written}” không phải là một ngày; ghi theo dạng 30/4/2024",
                    "the day of arrival “{written}” is no day; write it as 30/4/2024"
                ),
            }),
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(Error::Unsound(faults)) }
}

/// The day of arrival; `None` where the cell is blank, the text where it is no day.
fn arrived(cell: Option<&Cell>) -> Result<Option<NaiveDate>, String> {
    match cell.map(|cell| &cell.value) {
        None => Ok(None),
        Some(Value::Day(Some(day), _)) => Ok(Some(*day)),
        Some(Value::Text(text)) => day_from_text(text).map(Some).ok_or_else(|| text.to_string()),
        Some(value) => Err(value.seen().into_owned()),
    }
}

/// The sheet with the register's headings, their row, and the columns.
fn find(workbook: &Workbook) -> Option<(&Sheet, u32, BTreeMap<Field, u32>)> {
    workbook.sheets.iter().filter(|sheet| !sheet.hidden).find_map(|sheet| {
        sheet.rows().take(40).find_map(|(row, cells)| {
            let mut columns = BTreeMap::new();
            for cell in cells {
                let key = Key::of(&cell.value.seen());
                let known = COLUMNS.iter().find(|(_, names)| names.iter().any(|name| Key::of(name) == key));
                if let Some((field, _)) = known {
                    columns.entry(*field).or_insert(cell.at.col);
                }
            }
            let enough = [Field::Arrived, Field::Author, Field::Symbol].iter().all(|field| columns.contains_key(field));
            enough.then_some((sheet, row, columns))
        })
    })
}
