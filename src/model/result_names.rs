//! Names of the result files and of the sheets of the consolidated workbook (product, §2, §5).

/// The consolidated workbook.
pub const WORKBOOK: &str = "tong-hop.xlsx";
/// The same facts for programs.
pub const FACTS: &str = "tong-hop.json";
/// The status board.
pub const BOARD: &str = "bang-theo-doi.html";

/// Sheets of the consolidated workbook.
pub mod sheets {
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
    pub const OVERVIEW: &str = "Tổng quan";
    /// One row a unit.
    pub const TURNOUT: &str = "Tình hình gửi";
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
}
