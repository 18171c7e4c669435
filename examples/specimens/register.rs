//! A register of one unit's reports, with the columns that the program reads.

use crate::made::Fault;
use crate::made::register::{Column, Line, Register};
use chrono::NaiveDate;
use tonghop::xlsx;

const REGISTER: Register<'_> = Register {
    title: None,
    columns: &[
        (Column::Arrived, 12.0),
        (Column::Number, 9.0),
        (Column::Author, 36.0),
        (Column::Symbol, 18.0),
        (Column::Subject, 60.0),
    ],
};

/// Returns the workbook of a register: the date of arrival and the number of each report.
pub(super) fn workbook(author: &str, reports: &[(NaiveDate, &str)]) -> Result<Vec<u8>, Fault> {
    let subject = "Báo cáo kết quả phòng, chống đuối nước trẻ em 6 tháng đầu năm 2024";
    let lines: Vec<Line> = reports
        .iter()
        .map(|(arrived, symbol)| Line {
            arrived: *arrived,
            author: author.to_owned(),
            symbol: (*symbol).to_owned(),
            signed: None,
            subject: subject.to_owned(),
        })
        .collect();
    Ok(xlsx::write(&REGISTER.book(&lines)?)?)
}
