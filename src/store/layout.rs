//! Names of the folders and files of a workspace.

/// Folder of issued forms, with a folder per period.
pub(crate) const FORMS: &str = "mau";
/// Folder of received reports, with a folder per period.
pub(crate) const INBOX: &str = "nhan";
/// Folder of results, with a folder per period.
pub(crate) const RESULTS: &str = "ket-qua";

/// Settings of a workspace.
pub(crate) const SETTINGS: &str = "tonghop.toml";

pub(crate) use crate::model::result_names::{BOARD, FACTS, WORKBOOK, workbook};
