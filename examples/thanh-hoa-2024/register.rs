//! The register of incoming documents: the reports, and documents without a file.

use super::{Data, PERIOD};
use crate::made::Fault;
use crate::made::answers::date;
use crate::made::register::{COLUMNS, Line, Register};
use tonghop::book::Book;
use tonghop::model::plan::Plan;

const REGISTER: Register<'_> = Register {
    title: Some("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN (ví dụ, số liệu hư cấu)"),
    columns: &COLUMNS,
};

/// Returns the register, in the order of arrival.
pub(super) fn book(plan: &Plan, data: &Data) -> Result<Book, Fault> {
    let period = plan.period(PERIOD).ok_or("no such period")?;
    let author = |unit: &String| {
        plan.registry.by_code(unit).map_or_else(|| unit.clone(), |unit| unit.name.clone())
    };
    let mut lines = Vec::new();
    for filled in &data.report {
        if let Some(arrived) = filled.arrived {
            lines.push(Line {
                arrived: date(&arrived.to_string())?,
                author: author(&filled.unit),
                symbol: filled.number.clone(),
                signed: Some(date(&filled.signed.to_string())?),
                subject: format!("Báo cáo kết quả công tác phòng, chống khủng bố {}", period.name),
            });
        }
    }
    for other in &data.registered {
        lines.push(Line {
            arrived: date(&other.arrived.to_string())?,
            author: author(&other.unit),
            symbol: other.number.clone(),
            signed: None,
            subject: other.subject.clone(),
        });
    }
    lines.sort_by_key(|line| line.arrived);
    REGISTER.book(&lines)
}
