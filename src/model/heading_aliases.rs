//! Other wordings of the form's headings and labels, defined by the plan: they make a reading
//! certain without changing the program.

use super::form::Sheet;
use std::collections::BTreeMap;

/// Other wordings by sheet and heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadingAliases(BTreeMap<(Sheet, String), Vec<String>>);

/// Other wording of a heading (*tên gọi khác của tiêu đề*) that the office may add to its plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeadingAlias {
    pub sheet: Sheet,
    /// Exact heading of the form.
    pub heading: &'static str,
    /// Wording found in a file.
    pub wording: String,
}

impl HeadingAlias {
    /// Returns the table of the plan for this heading: `[headings."Số liệu"]`.
    pub fn table(&self) -> String {
        format!("[headings.{}]", quoted(self.sheet.title()))
    }
}

/// Quotes a text as a TOML string.
fn quoted(text: &str) -> String {
    format!(
        "\"{}\"",
        text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\n', '\r', '\t'], " ")
    )
}

impl HeadingAliases {
    /// Adds other wordings of a heading.
    pub fn add(&mut self, sheet: Sheet, heading: &str, others: impl IntoIterator<Item = String>) {
        self.0.entry((sheet, heading.to_owned())).or_default().extend(others);
    }

    /// Returns the line of a heading in the plan, with the wordings known and others.
    pub fn line<'a>(
        &'a self,
        sheet: Sheet,
        heading: &str,
        others: impl IntoIterator<Item = &'a str>,
    ) -> String {
        let wordings = self.wordings(sheet, heading).iter().map(String::as_str).chain(others);
        format!("{} = [{}]", quoted(heading), wordings.map(quoted).collect::<Vec<_>>().join(", "))
    }

    /// Returns the other wordings of a heading.
    pub fn wordings(&self, sheet: Sheet, heading: &str) -> &[String] {
        self.0.get(&(sheet, heading.to_owned())).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_the_plan_keeps_known_wordings_and_is_valid_toml() {
        let mut wording = HeadingAliases::default();
        wording.add(Sheet::Figures, "Số liệu", ["Kết quả".to_owned()]);
        let line = wording.line(Sheet::Figures, "Số liệu", ["Kết quả \"kỳ này\"\n"]);
        assert_eq!(line, "\"Số liệu\" = [\"Kết quả\", \"Kết quả \\\"kỳ này\\\" \"]");
        assert!(line.parse::<toml::Table>().is_ok());
    }
}
