//! Other wordings of the form's headings and labels: data of the plan, so that a reading can be made certain without
//! touching the program.

use super::form::Sheet;
use std::collections::BTreeMap;

/// Other wordings by sheet and heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadingAliases(BTreeMap<(Sheet, String), Vec<String>>);

/// Another wording of a heading that the office may take into its plan (*tên gọi khác của tiêu đề*).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeadingAlias {
    /// The sheet of the form.
    pub sheet: Sheet,
    /// The heading, exactly.
    pub heading: &'static str,
    /// The wording that was found.
    pub wording: String,
}

impl HeadingAlias {
    /// The heading's table in the plan, `[headings."Số liệu"]`.
    pub fn table(&self) -> String {
        format!("[headings.{}]", quoted(self.sheet.title()))
    }
}

/// A text as TOML writes it.
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

    /// A heading's line in its table of the plan, with the wordings known already and others.
    pub fn line<'a>(
        &'a self,
        sheet: Sheet,
        heading: &str,
        others: impl IntoIterator<Item = &'a str>,
    ) -> String {
        let wordings = self.wordings(sheet, heading).iter().map(String::as_str).chain(others);
        format!("{} = [{}]", quoted(heading), wordings.map(quoted).collect::<Vec<_>>().join(", "))
    }

    /// The other wordings of a heading.
    pub fn wordings(&self, sheet: Sheet, heading: &str) -> &[String] {
        self.0.get(&(sheet, heading.to_owned())).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_the_plan_keeps_what_is_known_and_is_sound_toml() {
        let mut wording = HeadingAliases::default();
        wording.add(Sheet::Figures, "Số liệu", ["Kết quả".to_owned()]);
        let line = wording.line(Sheet::Figures, "Số liệu", ["Kết quả \"kỳ này\"\n"]);
        assert_eq!(line, "\"Số liệu\" = [\"Kết quả\", \"Kết quả \\\"kỳ này\\\" \"]");
        assert!(line.parse::<toml::Table>().is_ok());
    }
}
