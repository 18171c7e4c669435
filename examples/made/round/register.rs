//! The register of incoming documents.

use super::super::register::{COLUMNS, Line, Register};
use super::{Fault, Sending, report};
use tonghop::book::Book;
use tonghop::model::plan::Plan;

const REGISTER: Register<'_> = Register {
    title: Some("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN (số liệu hư cấu)"),
    // this office does not forward documents
    columns: COLUMNS.split_at(7).0,
};

/// Returns the register, in the order of arrival.
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
