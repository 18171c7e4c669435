//! Names the result files and the sheets of the consolidated workbook (product, §2, §5).

use super::revision::Revision;

/// Consolidated workbook of the first revision.
pub(crate) const WORKBOOK: &str = "tong-hop.xlsx";

/// Returns the name of a revision's consolidated workbook: `tong-hop-ban-2.xlsx` beside the closed
/// `tong-hop.xlsx`.
pub(crate) fn workbook(revision: Revision) -> String {
    revision
        .folder()
        .map_or_else(|| WORKBOOK.to_owned(), |folder| format!("tong-hop-{folder}.xlsx"))
}

/// Results for programs.
pub(crate) const FACTS: &str = "tong-hop.json";
/// Status board.
pub(crate) const BOARD: &str = "bang-theo-doi.html";

/// List of units with the papers to send to each.
pub(crate) const MAILING_LIST: &str = "danh-sach-gui.xlsx";

/// Names of the sheets in the consolidated workbook.
pub(crate) mod sheets {
    /// All sheets, in order.
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
    /// Period, as-of day, key figures, charts, missing reports and reasons.
    pub(crate) const OVERVIEW: &str = "Tổng quan";
    /// One row per unit.
    pub(crate) const TURNOUT: &str = "Tình hình gửi";
    /// Units by tasks.
    pub(crate) const TASKS: &str = "Nhiệm vụ";
    /// One row per indicator, with totals.
    pub const FIGURES: &str = "Số liệu";
    /// Units by indicators.
    pub(crate) const UNIT_FIGURES: &str = "Số liệu đơn vị";
    /// Texts on results by task.
    pub const RESULTS: &str = "Kết quả";
    /// Difficulties and proposals by task.
    pub const PROPOSALS: &str = "Kiến nghị";
    /// Documents listed by units.
    pub(crate) const DOCUMENTS: &str = "Văn bản";
    /// Incidents listed by units.
    pub(crate) const INCIDENTS: &str = "Đột xuất";
    pub(crate) const FINDINGS: &str = "Lỗi";
    /// Every file and every figure with its location.
    pub(crate) const SOURCES: &str = "Nguồn";
    pub(crate) const CATALOGUE: &str = "Quy tắc";
    /// Compliance over periods, behind the others; only if the results of another period are closed.
    pub(crate) const COMPLIANCE: &str = "Chấp hành";

    /// Returns the name of a sheet's table, by which other programs find it.
    pub(crate) fn table(sheet: &str) -> &'static str {
        match sheet {
            TURNOUT => "TinhHinhGui",
            TASKS => "NhiemVu",
            FIGURES => "SoLieu",
            UNIT_FIGURES => "SoLieuDonVi",
            RESULTS => "KetQua",
            PROPOSALS => "KienNghi",
            DOCUMENTS => "VanBan",
            INCIDENTS => "DotXuat",
            FINDINGS => "Loi",
            SOURCES => "Nguon",
            CATALOGUE => "QuyTac",
            COMPLIANCE => "ChapHanh",
            _ => "Bang",
        }
    }
}
