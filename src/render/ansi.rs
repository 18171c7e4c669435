//! Colors on a terminal, which never carry a meaning that the text does not.

use crate::model::highlight::Highlight;

/// Whether to use color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ansi(pub bool);

impl Ansi {
    fn wrap(self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// Returns text in a highlight.
    pub(crate) fn highlighted(self, tone: Highlight, text: &str) -> String {
        match tone {
            Highlight::Good => self.good(text),
            Highlight::Watch | Highlight::Busy => self.warn(text),
            Highlight::Bad => self.bad(text),
            Highlight::Muted => self.faint(text),
            Highlight::None => text.to_owned(),
        }
    }

    /// Returns emphasized text.
    pub(crate) fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// Returns text about an error.
    pub(crate) fn bad(self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    /// Returns text about a warning.
    pub(crate) fn warn(self, text: &str) -> String {
        self.wrap("33", text)
    }

    /// Returns text about a success.
    pub(crate) fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// Returns secondary text.
    pub(crate) fn faint(self, text: &str) -> String {
        self.wrap("2", text)
    }
}
