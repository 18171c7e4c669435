//! The register of incoming documents, with the columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV that are read.

use chrono::NaiveDate;
use std::error::Error;
use tonghop::book::{Book, Cell, Properties, Role, Sheet, Width};
use tonghop::xlsx;

const HEADINGS: [(&str, f64); 5] = [
    ("Ngày đến", 12.0),
    ("Số đến", 9.0),
    ("Tác giả", 36.0),
    ("Số, ký hiệu", 18.0),
    ("Tên loại và trích yếu nội dung", 60.0),
];

/// A register of one unit's reports: the day each arrived, and its number.
pub(super) fn of(author: &str, lines: &[(NaiveDate, &str)]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut sheet = Sheet { name: "Sổ đến 2024".to_owned(), ..Sheet::default() };
    sheet.columns = HEADINGS.iter().map(|(_, chars)| Width { chars: *chars, level: 0 }).collect();
    sheet.push(HEADINGS.iter().map(|(heading, _)| Cell::text(*heading, Role::Heading)).collect());
    for (place, (arrived, symbol)) in (101_i64..).zip(lines) {
        sheet.push(vec![
            Cell::day(*arrived, Role::Day),
            Cell::number(place, Role::Number),
            Cell::text(author, Role::Text),
            Cell::text(*symbol, Role::Text),
            Cell::text(
                "Báo cáo kết quả phòng, chống đuối nước trẻ em 6 tháng đầu năm 2024",
                Role::Text,
            ),
        ]);
    }
    tonghop::book::measure::fit(&mut sheet);
    let created = NaiveDate::from_ymd_opt(2024, 5, 6).ok_or("no such day")?;
    let properties =
        Properties {
            title: "Sổ đăng ký văn bản đến".to_owned(), created, ..Properties::default()
        };
    Ok(xlsx::write(&Book { sheets: vec![sheet], properties, ..Book::default() })?)
}
