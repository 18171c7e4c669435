//! Names of the folders and files of a workspace.

/// Folder of issued forms, with a folder per period.
pub const FORMS: &str = "mau";
/// Folder of received reports, with a folder per period.
pub const INBOX: &str = "nhan";
/// Folder of results, with a folder per period.
pub const RESULTS: &str = "ket-qua";

/// Settings of a workspace.
pub const SETTINGS: &str = "tonghop.toml";

pub use crate::model::result_names::{BOARD, FACTS, WORKBOOK};
