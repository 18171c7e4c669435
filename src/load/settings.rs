//! Reads `tonghop.toml`: the files of a workspace and the language.

use super::file::File;
use super::table::Table;
use super::{Source, sound};
use crate::error::Error;
use crate::text::Lang;

/// Settings of a workspace. Paths are relative to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub plan: String,
    pub units: String,
    /// Calendar of the office, if it has its own; otherwise the shipped one applies.
    pub holidays: Option<String>,
    pub decisions: String,
    /// Whether the settings name the file of decisions, which must exist then.
    pub names_decisions: bool,
    /// Register of incoming documents.
    pub register: String,
    /// Language, if set.
    pub lang: Option<Lang>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            plan: "ke-hoach.toml".to_owned(),
            units: "don-vi.toml".to_owned(),
            holidays: None,
            decisions: "quyet-dinh.toml".to_owned(),
            names_decisions: false,
            register: "so-den.xlsx".to_owned(),
            lang: None,
        }
    }
}

/// Reads the settings of a file; keys not set have their defaults.
///
/// # Errors
///
/// Returns [`Error::Unsound`] with all errors, ordered by line.
pub fn settings(source: Source<'_>) -> Result<Settings, Error> {
    let file = File::open(source);
    let read = Table::root(&file).map(|mut root| {
        let usual = Settings::default();
        let mut path = |key: &str| root.optional(key).text().map(|path| path.value);
        let decisions = path("decisions");
        let settings = Settings {
            plan: path("plan").unwrap_or(usual.plan),
            units: path("units").unwrap_or(usual.units),
            holidays: path("holidays"),
            names_decisions: decisions.is_some(),
            decisions: decisions.unwrap_or(usual.decisions),
            register: path("register").unwrap_or(usual.register),
            lang: root
                .optional("lang")
                .word(&[("vi", Lang::Vi), ("en", Lang::En)])
                .map(|lang| lang.value),
        };
        root.done();
        settings
    });
    sound(read, [file])
}
