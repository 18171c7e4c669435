//! `tonghop.toml`: which files a workspace uses, and the language.

use super::file::File;
use super::table::Table;
use super::{Source, sound};
use crate::error::Error;
use crate::text::Lang;

/// The settings of a workspace. Paths are relative to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The plan.
    pub plan: String,
    /// The units.
    pub units: String,
    /// The days off, if the office has its own; otherwise those that the program ships with.
    pub holidays: Option<String>,
    /// The office's decisions.
    pub decisions: String,
    /// Whether the settings name the file of decisions, which must exist then.
    pub names_decisions: bool,
    /// The register of incoming documents.
    pub register: String,
    /// The language, if one is chosen.
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

/// The settings of a file; what it does not name is as usual.
///
/// # Errors
///
/// [`Error::Unsound`] with all faults, in the order of their lines.
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
