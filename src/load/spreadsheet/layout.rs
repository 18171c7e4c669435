//! The sheets, headings and words in which an officer writes the plan and the units in a
//! spreadsheet program.

use crate::text::Text;

/// How the cells of a column or of a line are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// Several texts, one a line.
    List,
    Number,
    Day,
    /// *có* or *không*.
    Truth,
    /// One of several words: the value in TOML and the word shown.
    Word(&'static [(&'static str, &'static str)]),
    /// A value as TOML writes it.
    Literal,
}

/// A column of a table, or a line of a sheet of single values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// The key in TOML; parts of nested keys are separated by dots.
    pub(crate) key: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) kind: Kind,
    /// Width of its column in characters.
    pub(crate) width: f64,
    /// Explanation for the officer.
    pub(crate) prompt: Option<Text>,
}

/// A sheet with one table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TableSheet {
    pub(crate) sheet: &'static str,
    /// The key of the list of tables in TOML, such as `period` for `[[period]]`.
    pub(crate) key: &'static str,
    /// Keys of the columns without which no row can be read.
    pub(crate) essential: &'static [&'static str],
    pub(crate) fields: &'static [Field],
}

/// A sheet with entries whose keys are free: the first columns are the keys, the last the value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MapSheet {
    pub(crate) sheet: &'static str,
    pub(crate) key: &'static str,
    /// Headings of the columns of keys.
    pub(crate) keys: &'static [&'static str],
    pub(crate) value: Field,
}

/// The sheets of a workbook.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Sheet with single values, and its lines.
    pub(crate) single: (&'static str, &'static [Field]),
    pub(crate) tables: &'static [TableSheet],
    pub(crate) maps: &'static [MapSheet],
    /// Sheets that every workbook has.
    pub(crate) needed: &'static [&'static str],
    /// Sheet with a table of tasks by groups, if any.
    pub(crate) matrix: Option<&'static str>,
}

/// Headings of a sheet of single values.
pub(crate) const SINGLE: [&str; 3] = ["Mục", "Nội dung", "Giải thích"];
/// Heading of the column for keys without a column, each as a line of TOML.
pub(crate) const OTHER: &str = "Khác (TOML)";

/// Returns a field without explanation.
pub(super) const fn field(
    key: &'static str,
    heading: &'static str,
    kind: Kind,
    width: f64,
) -> Field {
    Field { key, heading, kind, width, prompt: None }
}

impl Field {
    /// Adds an explanation in Vietnamese and English.
    pub(super) const fn explained(self, vi: &'static str, en: &'static str) -> Self {
        Self { prompt: Some(Text::new(vi, en)), ..self }
    }
}
