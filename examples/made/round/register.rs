//! The register of incoming documents.

use super::super::register::{Column, Line, Register};
use super::{Fault, Sending, report};
use tonghop::book::Book;
use tonghop::model::plan::Plan;

const REGISTER: Register<'_> = Register {
    title: Some("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN (số liệu hư cấu)"),
    columns: &[
        (Column::Arrived, 12.0),
        (Column::Number, 9.0),
        (Column::Author, 42.0),
        (Column::Symbol, 20.0),
        (Column::Signed, 12.0),
        (Column::Subject, 60.0),
        (Column::Recipient, 20.0),
    ],
};

/// The register, in the order of arrival.
pub(super) fn book(plan: &Plan, sent: &[Sending]) -> Result<Book, Fault> {
    let mut registered: Vec<&Sending> = sent.iter().filter(|sending| sending.registered).collect();
    registered.sort_by_key(|sending| (sending.arrived, sending.place));
    let line = |sending: &Sending| {
        let unit = plan.registry.units().get(sending.unit).ok_or("no such unit")?;
        let subject = "Báo cáo kết quả công tác phòng, chống khủng bố 6 tháng đầu năm 2024";
        Ok(Line {
            arrived: sending.arrived,
            author: unit.name.clone(),
            symbol: report::symbol(sending.number, unit),
            signed: Some(sending.signed),
            subject: subject.to_owned(),
        })
    };
    let lines = registered.into_iter().map(line).collect::<Result<Vec<_>, Fault>>()?;
    REGISTER.book(&lines)
}
