//! Defines the codes that identify the plan's items in files, results and findings.

use std::fmt;
use std::sync::Arc;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Returns the code as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(code: &str) -> Self {
                Self(Arc::from(code))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                String::json_schema(generator)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from).map(|code| Self(code.into()))
            }
        }
    )+};
}

codes! {
    /// Code of a unit: `H-THOXUAN`.
    UnitCode,
    /// Code of a group of units: `so-nganh`.
    GroupCode,
    /// Number of a task in the plan: `II.2.1`.
    TaskCode,
    /// Code of an indicator: `CT01`.
    IndicatorCode,
    /// Code of a period: `2024-6T`.
    PeriodCode,
}

impl PeriodCode {
    /// Returns whether a name is this code, or the code of the same period in another year:
    /// `2023-6T` for `2024-6T`.
    pub(crate) fn matches_any_year(&self, name: &str) -> bool {
        let kind = |code: &str| {
            let (year, kind) = code.split_once('-')?;
            (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then(|| kind.to_owned())
        };
        self.as_str() == name || kind(self.as_str()).is_some_and(|own| kind(name) == Some(own))
    }

    /// Returns the code of the same period of the year before; `None` if the code names no year.
    pub(crate) fn year_before(&self) -> Option<Self> {
        let (year, kind) = self.as_str().split_once('-')?;
        let year: u16 = year.parse().ok().filter(|_| year.len() == 4)?;
        Some(format!("{}-{kind}", year.checked_sub(1)?).as_str().into())
    }
}

impl IndicatorCode {
    /// Splits a code into upper-case letters and number, so that `ct-1` and `CT01` are equal.
    /// `None` for other shapes: `CT02.1` is not `CT21`.
    pub fn parts(written: &str) -> Option<(String, u32)> {
        let is_mark = |c: char| {
            c.is_whitespace() || matches!(c, '-' | '.' | '_' | ':' | '\u{200b}' | '\u{feff}')
        };
        let split = written.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = written.split_at_checked(split)?;
        let letters: String = letters.chars().filter(|c| !is_mark(*c)).collect();
        let digits = digits.trim_end_matches(is_mark);
        let good = !letters.is_empty()
            && letters.chars().all(char::is_alphabetic)
            && digits.chars().all(|c| c.is_ascii_digit());
        good.then(|| digits.parse().ok()).flatten().map(|number| (letters.to_uppercase(), number))
    }
}

impl TaskCode {
    /// Normalizes a task number: `ii. 2.1.` and `II.2.1` are equal.
    pub fn shape(written: &str) -> String {
        let plain: String = written
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'))
            .map(|c| if matches!(c, '-' | ',' | '/' | '–') { '.' } else { c })
            .collect();
        plain.trim_matches(['.', ')', '(', ':']).to_uppercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indicator_code_is_read_however_it_is_punctuated() {
        for written in ["CT01", "ct 01", "CT-1", "Ct.01", " ct1 ", "CT_001"] {
            assert_eq!(IndicatorCode::parts(written), Some(("CT".to_owned(), 1)), "{written}");
        }
        for written in
            ["", "CT", "01", "CT1O", "1CT", "CT01 văn bản", "CT02.1", "CT1-1", "CT 1 1", "CT01a"]
        {
            assert_eq!(IndicatorCode::parts(written), None, "{written}");
        }
    }

    #[test]
    fn a_task_code_is_read_however_it_is_punctuated() {
        for written in ["II.2.1", "ii.2.1.", "II. 2.1", "II-2-1", "(II.2.1)"] {
            assert_eq!(TaskCode::shape(written), "II.2.1", "{written}");
        }
    }
}
