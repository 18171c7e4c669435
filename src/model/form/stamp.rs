//! Defines the stamp of a form: defined names and document properties, invisible to the person who
//! fills in the form.

/// Version of the form.
pub const VERSION: &str = "tonghop_mau";
pub const PLAN: &str = "tonghop_ke_hoach";
pub const PERIOD: &str = "tonghop_ky";
pub const UNIT: &str = "tonghop_don_vi";
/// Reports that a returned form answers: prefixes of the SHA-256 of their files.
pub(crate) const ANSWERS: &str = "tonghop_tra_loi";
/// Number of the report that a returned form answers.
pub(crate) const ANSWERS_NUMBER: &str = "tonghop_tra_loi_so";

/// Identification of a form: defined names and document properties.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    pub version: Option<u32>,
    pub plan: Option<String>,
    pub period: Option<String>,
    pub unit: Option<String>,
    /// Reports that the returned form answers: prefixes of the SHA-256 of their files.
    pub answers: Vec<String>,
    /// Number of the report that the returned form answers.
    pub answers_number: Option<String>,
}

/// Length of a SHA-256 prefix in a stamp. With [`STAMPED_FILES`] it keeps the text within the 255
/// characters of a defined name.
pub(crate) const STAMPED_LETTERS: usize = 16;
/// Maximum number of files named by a stamp.
pub(crate) const STAMPED_FILES: usize = 12;

impl Stamp {
    /// Returns whether the form answers the file with this SHA-256.
    pub(crate) fn answers_file(&self, sha256: &str) -> bool {
        self.answers
            .iter()
            .any(|begin| begin.len() == STAMPED_LETTERS && sha256.starts_with(begin.as_str()))
    }
}
