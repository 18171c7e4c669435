//! The stamp of a form: invisible to the person who fills it in, kept in defined names and document properties.

/// Version of the form.
pub const VERSION: &str = "tonghop_mau";
/// The plan's identity.
pub const PLAN: &str = "tonghop_ke_hoach";
/// The period's code.
pub const PERIOD: &str = "tonghop_ky";
/// The unit's code.
pub const UNIT: &str = "tonghop_don_vi";
/// The reports that a returned form answers: the beginnings of their files' SHA-256.
pub(crate) const ANSWERS: &str = "tonghop_tra_loi";
/// The number of the report that a returned form answers.
pub(crate) const ANSWERS_NUMBER: &str = "tonghop_tra_loi_so";

/// The stamp of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Version of the form.
    pub version: Option<u32>,
    /// The plan's identity.
    pub plan: Option<String>,
    /// The period's code.
    pub period: Option<String>,
    /// The unit's code.
    pub unit: Option<String>,
    /// The reports that a returned form answers: the beginnings of their files' SHA-256.
    pub answers: Vec<String>,
    /// The number of the report that a returned form answers.
    pub answers_number: Option<String>,
}

/// The letters of a file's SHA-256 that a stamp holds; a text in a defined name may have 255.
pub(crate) const STAMPED_LETTERS: usize = 16;
/// The most files that a stamp names.
pub(crate) const STAMPED_FILES: usize = 12;

impl Stamp {
    /// Whether it says that the form answers a file of a SHA-256.
    pub(crate) fn answers_file(&self, sha256: &str) -> bool {
        self.answers
            .iter()
            .any(|begin| begin.len() == STAMPED_LETTERS && sha256.starts_with(begin.as_str()))
    }
}
