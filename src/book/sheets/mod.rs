//! The consolidated workbook, `tong-hop.xlsx` (product, §5): one file a sheet.
//!
//! Every table has its heading in row 4, below a title, the state of things and a remark; then one line a row, so that filter
//! and sorting work and a program finds `Mã đơn vị` and `Mã` in the heading. The names of the sheets and these two headings
//! are the contract and the same in both languages; everything else follows the language. A cell whose shade has a meaning says
//! it by a word or a sign too.

mod catalogue;
mod desk;
mod documents;
mod figures;
mod findings;
mod incidents;
mod long;
mod overview;
mod proposals;
mod results;
mod sources;
mod table;
mod tasks;
mod turnout;
mod unit_figures;

use super::{Book, Properties, measure};
use crate::model::edition::Edition;
use crate::outcome::Outcome;
use crate::say;
use crate::text::Lang;
use desk::Desk;

/// The names of the sheets, in order.
pub const NAMES: [&str; 12] =
    [OVERVIEW, TURNOUT, TASKS, FIGURES, UNIT_FIGURES, RESULTS, PROPOSALS, DOCUMENTS, INCIDENTS, FINDINGS, SOURCES, CATALOGUE];
/// Period, cut-off, key figures, charts, who is not in and why.
pub const OVERVIEW: &str = "Tổng quan";
/// One row a unit.
pub const TURNOUT: &str = "Tình hình nộp";
/// Units and tasks.
pub const TASKS: &str = "Nhiệm vụ";
/// One row an indicator, with totals.
pub const FIGURES: &str = "Số liệu";
/// Units and indicators.
pub const UNIT_FIGURES: &str = "Số liệu đơn vị";
/// Narratives by task.
pub const RESULTS: &str = "Kết quả";
/// Difficulties and proposals by task.
pub const PROPOSALS: &str = "Kiến nghị";
/// The units' lists of documents.
pub const DOCUMENTS: &str = "Văn bản";
/// The units' lists of incidents.
pub const INCIDENTS: &str = "Đột xuất";
/// Findings.
pub const FINDINGS: &str = "Lỗi";
/// Every file and every figure, with where it stands.
pub const SOURCES: &str = "Nguồn";
/// The rules.
pub const CATALOGUE: &str = "Quy tắc";

/// Lays out the consolidated workbook of an edition of the results: where it lies says how its links lead to what was received.
#[must_use]
pub fn lay_out(outcome: &Outcome<'_>, lang: Lang, edition: Edition) -> Book {
    let desk = Desk::new(outcome, lang, edition);
    let mut sheets = vec![
        overview::sheet(&desk),
        turnout::sheet(&desk),
        tasks::sheet(&desk),
        figures::sheet(&desk),
        unit_figures::sheet(&desk),
        results::sheet(&desk),
        proposals::sheet(&desk),
        documents::sheet(&desk),
        incidents::sheet(&desk),
        findings::sheet(&desk),
        sources::sheet(&desk),
        catalogue::sheet(&desk),
    ];
    sheets.iter_mut().for_each(measure::fit);
    let (brief, period) = (&outcome.case.brief, desk.period());
    let properties = Properties {
        title: say!("Tổng hợp báo cáo {period}", "Consolidated reports, {period}").in_lang(lang).to_owned(),
        subject: brief.plan.title.clone(),
        author: brief.plan.office.body.clone(),
        created: brief.as_of,
        custom: Vec::new(),
    };
    Book { sheets, names: Vec::new(), properties }
}

#[cfg(test)]
mod tests;
