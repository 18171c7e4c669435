//! Validates codes, references and names: unique codes, known references, unambiguous names.

use super::file::{At, File};
use super::suggestion::{did_you_mean, quoted};
use crate::model::key::Key;
use crate::msg;
use crate::text::Text;
use std::collections::BTreeMap;

/// Codes of one kind; must be unique.
pub(super) struct Codes {
    what: Text,
    fold: fn(&str) -> String,
    known: BTreeMap<String, At<String>>,
    whole: bool,
}

impl Codes {
    /// Returns an empty set. Codes are equal if their folded forms are.
    pub(super) fn new(what: Text, fold: fn(&str) -> String) -> Self {
        Self { what, fold, known: BTreeMap::new(), whole: true }
    }

    /// Records that a code could not be read, so that an unknown code may be that one.
    pub(super) fn mark_incomplete(&mut self) {
        self.whole = false;
    }

    /// Returns whether all codes could be read.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Adds a code; `None` could not be read.
    pub(super) fn add(&mut self, file: &File, code: Option<&At<String>>) {
        let Some(code) = code else { return self.mark_incomplete() };
        let folded = (self.fold)(&code.value);
        if let Some(first) = self.known.get(&folded) {
            let (written, line, Text { vi, en }) = (quoted(&code.value), first.line, self.what);
            self.whole = false; // a reference to this code is not another error
            file.fault(
                code.line,
                msg!(
                    "Mã {vi} {written} đã dùng ở dòng {line}; mỗi mã chỉ dùng một lần.",
                    "The {en} code {written} is used on line {line}; a code is used once."
                ),
            );
        } else {
            self.known.insert(folded, code.clone());
        }
    }

    /// Returns whether a code is known, exactly as written; if not, reports an error with the most
    /// similar code.
    pub(super) fn check(&self, file: &File, code: &At<String>) -> bool {
        if self.known.get(&(self.fold)(&code.value)).is_some_and(|known| known.value == code.value)
        {
            return true;
        }
        if self.whole {
            let (written, Text { vi, en }) = (quoted(&code.value), self.what);
            let hint = did_you_mean(&code.value, self.list());
            let (ask_vi, ask_en) = (hint.vi, hint.en);
            file.fault(
                code.line,
                msg!(
                    "Không có {vi} nào mang mã {written}{ask_vi}",
                    "There is no {en} with the code {written}{ask_en}"
                ),
            );
        }
        false
    }

    /// Returns the codes, in the order of their folded forms.
    pub(super) fn list(&self) -> impl Iterator<Item = &str> {
        self.known.values().map(|code| code.value.as_str())
    }

    /// Returns a code with its line.
    pub(super) fn place(&self, code: &str) -> Option<&At<String>> {
        self.known.get(&(self.fold)(code))
    }
}

/// Names that must be unique.
#[derive(Default)]
pub(super) struct Names(BTreeMap<Key, (String, usize)>);

impl Names {
    pub(super) fn add(&mut self, file: &File, owner: &str, name: &At<String>) {
        let (key, written) = (Key::new(&name.value), quoted(&name.value));
        if key.is_empty() {
            file.fault(
                name.line,
                msg!(
                    "{written} không có chữ hay số nào.",
                    "{written} has neither letters nor digits."
                ),
            );
            return;
        }
        let first = self.0.entry(key).or_insert_with(|| (owner.to_owned(), name.line));
        if first.0 != owner {
            let (other, line) = (quoted(&first.0), first.1);
            let owner = quoted(owner);
            file.fault(
                name.line,
                msg!(
                    "{written} của {owner} trùng với một cách viết của {other} ở dòng {line} (không kể chữ hoa, dấu câu, chỗ đặt dấu); bỏ một trong hai.",
                    "{written} of {owner} is also a wording of {other} on line {line} (case, punctuation and tone placement aside); drop one of them."
                ),
            );
        }
    }
}

/// Returns whether a code can be a file name on any system: capitals without diacritics, digits,
/// hyphens.
pub(super) fn is_file_code(code: &str) -> bool {
    !code.starts_with('-')
        && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
}

/// Reports a code of the wrong form.
pub(super) fn check_shape(
    file: &File,
    code: Option<&At<String>>,
    good: fn(&str) -> bool,
    shape: Text,
) {
    if let Some(code) = code.filter(|code| !good(&code.value)) {
        let (written, Text { vi, en }) = (quoted(&code.value), shape);
        file.fault(
            code.line,
            msg!(
                "Mã {written} viết chưa đúng dạng: {vi}.",
                "The code {written} has not the right shape: {en}."
            ),
        );
    }
}

/// Description of [`is_file_code`].
pub(super) const FILE_CODE: Text = Text::new(
    "chữ hoa không dấu, chữ số và gạch nối",
    "capitals without diacritics, digits and hyphens",
);
