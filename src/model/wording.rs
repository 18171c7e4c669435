//! Other wordings of the form's headings and labels: data of the plan, so that a reading can be made certain without
//! touching the program.

use super::form::Sheet;
use std::collections::BTreeMap;

/// Other wordings by sheet and heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording(BTreeMap<(Sheet, String), Vec<String>>);

impl Wording {
    /// Adds other wordings of a heading.
    pub fn add(&mut self, sheet: Sheet, heading: &str, others: impl IntoIterator<Item = String>) {
        self.0.entry((sheet, heading.to_owned())).or_default().extend(others);
    }

    /// The other wordings of a heading.
    #[must_use]
    pub fn of(&self, sheet: Sheet, heading: &str) -> &[String] {
        self.0.get(&(sheet, heading.to_owned())).map_or(&[], Vec::as_slice)
    }
}
