//! Names of the result files and of the sheets of the consolidated workbook (product, §2, §5).

use super::revision::Revision;

/// The consolidated workbook of the first revision.
pub(crate) const WORKBOOK: &str = "tong-hop.xlsx";

/// Returns the name of a revision's consolidated workbook: `tong-hop-ban-2.xlsx` beside the closed `tong-hop.xlsx`.
pub(crate) fn workbook(revision: Revision) -> String {
    revision
        .folder()
        .map_or_else(|| WORKBOOK.to_owned(), |folder| format!("tong-hop-{folder}.xlsx"))
}

/// The same facts for programs.
pub(crate) const FACTS: &str = "tong-hop.json";
/// The status board.
pub(crate) const BOARD: &str = "bang-theo-doi.html";

/// Sheets of the consolidated workbook.
pub(crate) mod sheets {
    /// The names of the sheets, in order.
    pub const NAMES: [&str; 12] = [
        OVERVIEW,
        TURNOUT,
        TASKS,
        FIGURES,
        UNIT_FIGURES,
        RESULTS,
        PROPOSALS,
        DOCUMENTS,
        INCIDENTS,
        FINDINGS,
        SOURCES,
        CATALOGUE,
    ];
    /// Period, cut-off, key figures, charts, who is not in and why.
    pub(crate) const OVERVIEW: &str = "Tổng quan";
    /// One row a unit.
    pub(crate) const TURNOUT: &str = "Tình hình gửi";
    /// Units and tasks.
    pub(crate) const TASKS: &str = "Nhiệm vụ";
    /// One row an indicator, with totals.
    pub const FIGURES: &str = "Số liệu";
    /// Units and indicators.
    pub(crate) const UNIT_FIGURES: &str = "Số liệu đơn vị";
    /// Narratives by task.
    pub const RESULTS: &str = "Kết quả";
    /// Difficulties and proposals by task.
    pub const PROPOSALS: &str = "Kiến nghị";
    /// The units' lists of documents.
    pub(crate) const DOCUMENTS: &str = "Văn bản";
    /// The units' lists of incidents.
    pub(crate) const INCIDENTS: &str = "Đột xuất";
    /// Findings.
    pub(crate) const FINDINGS: &str = "Lỗi";
    /// Every file and every figure, with where it stands.
    pub(crate) const SOURCES: &str = "Nguồn";
    /// The rules.
    pub(crate) const CATALOGUE: &str = "Quy tắc";
}
