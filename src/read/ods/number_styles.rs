//! Converts the number styles of an `.ods` file to format codes.

use crate::read::number_format::NumberFormat;
use crate::read::xml::Tag;
use std::collections::BTreeMap;

/// Number styles read so far, and the current one.
#[derive(Default)]
pub(super) struct NumberStyles {
    codes: BTreeMap<String, String>,
    ready: BTreeMap<String, NumberFormat>,
    current: Option<Current>,
}

#[derive(Default)]
struct Current {
    name: String,
    code: String,
    /// Conditions, each with the style that applies.
    maps: Vec<(String, String)>,
    is_percentage: bool,
    /// How following text is interpreted.
    words: Words,
    /// Start of the digits in the code, and their end before the decimal point.
    digits: (usize, usize),
    embedded: usize,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Words {
    #[default]
    None,
    Literal,
    Fill,
    Embedded,
}

impl NumberStyles {
    pub(super) fn get(&self, name: &str) -> Option<&NumberFormat> {
        self.ready.get(name)
    }

    /// Returns whether a number style is being read.
    pub(super) fn is_open(&self) -> bool {
        self.current.is_some()
    }

    /// Processes the tag of a number style or of an element in it.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        if is_format(tag.name()) {
            self.end();
            let name = tag.get("name").unwrap_or_default().into_owned();
            let code = if matches!(tag.name(), "date-style" | "time-style") { "yyyy" } else { "" };
            let is_percentage = tag.name() == "percentage-style";
            self.current =
                Some(Current { name, code: code.to_owned(), is_percentage, ..Current::default() });
        } else if let Some(current) = &mut self.current {
            current.take(tag);
        }
    }

    /// Adds text of an element in a number style.
    pub(super) fn words(&mut self, words: &str) {
        if let Some(current) = &mut self.current {
            current.words(words);
        }
    }

    /// Ends an element.
    pub(super) fn ended(&mut self, name: &str) {
        if is_format(name) {
            self.end();
        } else if let Some(current) = &mut self.current {
            current.words = Words::None;
        }
    }

    /// Ends the number style.
    pub(super) fn end(&mut self) {
        let Some(current) = self.current.take() else {
            return;
        };
        let part = |code: &str| {
            if code.is_empty() { "\"\"".to_owned() } else { code.to_owned() }
        };
        let mut sections: Vec<String> = Vec::new();
        for (condition, style) in &current.maps {
            let code = self.codes.get(style).map(String::as_str).unwrap_or_default();
            sections.push(format!("[{condition}]{}", part(code)));
        }
        sections.push(part(&current.code));
        self.ready.insert(current.name.clone(), NumberFormat::from_code(&sections.join(";")));
        self.codes.insert(current.name, current.code);
    }
}

impl Current {
    fn take(&mut self, tag: &Tag<'_>) {
        let count = |key| {
            tag.get(key).and_then(|value| value.parse::<usize>().ok()).map(|count| count.min(30))
        };
        self.words = Words::None;
        match tag.name() {
            "number" => {
                let digits = number(
                    count("min-integer-digits"),
                    count("decimal-places"),
                    tag.is("grouping"),
                    tag.get("display-factor").and_then(|factor| factor.parse().ok()),
                );
                let whole = digits.find('.').unwrap_or(digits.len());
                self.digits = (self.code.len(), self.code.len() + whole);
                self.code.push_str(&digits);
            }
            "scientific-number" => self.code.push_str("0.00E+00"),
            "fraction" => self.code.push_str("# ??/??"),
            "boolean" => self.code.push_str("General"),
            "text-content" => self.code.push('@'),
            "text" | "currency-symbol" => self.words = Words::Literal,
            "fill-character" => self.words = Words::Fill,
            "embedded-text" => {
                (self.words, self.embedded) = (Words::Embedded, count("position").unwrap_or(0));
            }
            "text-properties"
                if tag.get("color").is_some_and(|color| color.eq_ignore_ascii_case("#ffffff")) =>
            {
                self.code.insert_str(0, "[White]");
            }
            "map" => {
                let condition = tag.get("condition").unwrap_or_default().replace("value()", "");
                self.maps.push((
                    condition,
                    tag.get("apply-style-name").unwrap_or_default().into_owned(),
                ));
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let quoted: String = words
            .chars()
            .map(|c| if c == '%' && self.is_percentage { "%".to_owned() } else { format!("\\{c}") })
            .collect();
        match self.words {
            Words::None => {}
            Words::Literal => self.code.push_str(&quoted),
            Words::Fill => self.code.extend(words.chars().take(1).flat_map(|c| ['*', c])),
            Words::Embedded => {
                let (start, end) = self.digits;
                let digits = self.code.get(start..end).unwrap_or_default();
                let padded = format!(
                    "{}{digits}",
                    "#".repeat((self.embedded + 1).saturating_sub(digits.len()))
                );
                let (before, behind) = padded
                    .split_at_checked(padded.len().saturating_sub(self.embedded))
                    .unwrap_or((&padded, ""));
                let replaced = format!("{before}{quoted}{behind}");
                self.code.replace_range(start..end, &replaced);
                self.digits = (start, start + before.len());
            }
        }
    }
}

/// Returns the format code of a number's digits.
fn number(
    whole: Option<usize>,
    decimals: Option<usize>,
    grouped: bool,
    factor: Option<f64>,
) -> String {
    let scaled = factor.filter(|factor| *factor > 1.0);
    let whole = whole.unwrap_or(usize::from(decimals.is_none()));
    if decimals.is_none() && !grouped && scaled.is_none() && whole <= 1 {
        return "General".to_owned();
    }
    let mut code = if grouped { "#,##".to_owned() } else { String::new() };
    code.push_str(&if whole == 0 { "#".to_owned() } else { "0".repeat(whole) });
    if let Some(decimals @ 1..) = decimals {
        code.push('.');
        code.push_str(&"0".repeat(decimals));
    }
    // each comma divides by 1,000
    let mut rest = scaled.unwrap_or(1.0);
    while rest >= 999.0 {
        code.push(',');
        rest /= 1000.0;
    }
    code
}

/// Returns whether an element defines the format of a number, currency, percentage, date or text.
fn is_format(name: &str) -> bool {
    matches!(
        name,
        "number-style"
            | "currency-style"
            | "percentage-style"
            | "date-style"
            | "time-style"
            | "text-style"
            | "boolean-style"
    )
}
