//! Computes what a number format displays (ECMA-376, part 1, 18.8.31).

use super::grid::Value;
use crate::model::date::{day_from_serial, written_vi};
use crate::model::number::displays;
use crate::model::reading::UNKNOWN_DISPLAY;
use ssfmt::{FormatOptions, NumberFormat as Digits};
use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::sync::Arc;

/// Maximum length of a format code, in characters; programs write shorter ones.
const MAX_LENGTH: usize = 512;

#[derive(Debug, Clone, Default)]
pub(super) enum NumberFormat {
    /// Displays every number and text unchanged.
    #[default]
    Plain,
    /// May display something else.
    Other(Arc<Sections>),
}

/// Result of formatting a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rendered {
    /// The number itself, apart from rounding and grouping.
    Same,
    /// A date or time.
    Day,
    /// Another text; empty if nothing is displayed.
    Other(Arc<str>),
}

/// Sections of a format code.
#[derive(Debug, Default)]
pub(super) struct Sections {
    numbers: Vec<Section>,
    /// Section for texts; `None` if texts are displayed unchanged.
    text: Option<Section>,
}

/// One section of a format code.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing the section may have, met letter by letter"
)]
struct Section {
    condition: Option<(String, f64)>,
    /// The code without colors, fills and conditions.
    code: String,
    /// Literal text before and after the value.
    around: [String; 2],
    has_value: bool,
    has_point: bool,
    is_general: bool,
    is_text: bool,
    is_day: bool,
    is_bare: bool,
    is_white: bool,
    digits: Option<Digits>,
    /// Number of commas after the last digit, each dividing by 1,000.
    thousands: i32,
}

impl NumberFormat {
    /// Returns a built-in format (ECMA-376, part 1, 18.8.30).
    pub(super) fn built_in(id: u32) -> Self {
        Self::from_code(match id {
            5..=8 => "\"$\"#,##0",
            9 => "0%",
            10 => "0.00%",
            11 | 48 => "0.00E+00",
            12 | 13 => "# ??/??",
            14..=22 | 27..=36 | 45..=47 | 50..=58 => "d/m/yyyy",
            42 | 44 => "\"$\"* #,##0",
            _ => "General",
        })
    }

    /// Parses a format code.
    pub(super) fn from_code(code: &str) -> Self {
        let plain =
            ["", "@", "0", "#,##0", "0.00", "#,##0.00"].contains(&code) || is_general_word(code);
        if plain { Self::Plain } else { Self::Other(Arc::new(Sections::parse(code))) }
    }

    /// Returns a value as displayed, and the displayed text if it differs from the value.
    pub(super) fn displayed(&self, value: Value, from_1904: bool) -> (Value, Option<Arc<str>>) {
        match value {
            Value::Number(number) => match self.number(number) {
                Rendered::Same => (value, None),
                Rendered::Day => (date_value(number, from_1904), None),
                Rendered::Other(shown) => (value, Some(shown)),
            },
            Value::Text(text) => {
                let shown = self.text(&text);
                (Value::Text(text), shown)
            }
            other => (other, None),
        }
    }

    /// Returns what is displayed for a number.
    pub(super) fn number(&self, value: f64) -> Rendered {
        let Self::Other(sections) = self else {
            return Rendered::Same;
        };
        let Some(section) = sections.of_number(value) else {
            return Rendered::Other(UNKNOWN_DISPLAY.into());
        };
        match section {
            section if section.is_day => Rendered::Day,
            // a negative number is never a count, however it is displayed
            _ if value < 0.0 || !value.is_finite() => Rendered::Same,
            section => {
                let shown = section.shown(value);
                if displays(&shown, value) {
                    Rendered::Same
                } else {
                    Rendered::Other(shown.trim().into())
                }
            }
        }
    }

    /// Returns what is displayed for a text, if it differs.
    pub(super) fn text(&self, text: &str) -> Option<Arc<str>> {
        let Self::Other(sections) = self else {
            return None;
        };
        let section = sections.text.as_ref()?;
        let [before, behind] = &section.around;
        let shown =
            if section.has_value { format!("{before}{text}{behind}") } else { before.clone() };
        (shown.trim() != text.trim()).then(|| shown.trim().into())
    }
}

/// Converts a serial number to a date.
pub(super) fn date_value(number: f64, from_1904: bool) -> Value {
    match day_from_serial(number, from_1904) {
        Some(day) => Value::Day(Some(day), written_vi(day)),
        None => Value::Day(None, number.to_string()),
    }
}

impl Sections {
    fn parse(code: &str) -> Self {
        if code.chars().count() > MAX_LENGTH {
            return Self { numbers: vec![Section::default()], text: None };
        }
        let mut all = split(code);
        let last_is_text = all.len() >= 4 || all.last().is_some_and(|section| section.is_text);
        let text = if last_is_text { all.pop() } else { None };
        if all.is_empty() {
            all.push(Section { is_general: true, ..Section::default() });
        }
        all.iter_mut().for_each(Section::parse_digits);
        Self { numbers: all, text }
    }

    /// Returns the section for a number, or `None` if no condition holds.
    fn of_number(&self, value: f64) -> Option<&Section> {
        if self.numbers.iter().any(|section| section.condition.is_some()) {
            return self.numbers.iter().find(|section| section.holds(value));
        }
        let place = match self.numbers.len() {
            2.. if value < 0.0 => 1,
            3.. if value == 0.0 => 2,
            _ => 0,
        };
        self.numbers.get(place)
    }
}

impl Section {
    /// Parses the collected code for formatting.
    fn parse_digits(&mut self) {
        let code = self.code.clone();
        // the library may panic on an unknown code
        self.digits = catch_unwind(|| Digits::parse(&code).ok()).ok().flatten();
    }

    fn holds(&self, value: f64) -> bool {
        let Some((sign, bound)) = &self.condition else {
            return true;
        };
        match sign.as_str() {
            ">" => value > *bound,
            ">=" => value >= *bound,
            "<" => value < *bound,
            "<=" => value <= *bound,
            "<>" | "!=" => (value - bound).abs() >= f64::EPSILON,
            _ => (value - bound).abs() < f64::EPSILON,
        }
    }

    /// Formats a non-negative number.
    fn shown(&self, value: f64) -> String {
        match &self.digits {
            _ if self.is_white => String::new(),
            _ if self.is_general
                || (self.code.is_empty() && self.is_bare && self.condition.is_none()) =>
            {
                let [before, behind] = &self.around;
                format!("{before}{value}{behind}")
            }
            _ if self.code.is_empty() => String::new(),
            Some(digits) => catch_unwind(|| {
                digits.format(value / 1000_f64.powi(self.thousands), &FormatOptions::default())
            })
            .unwrap_or_else(|_| UNKNOWN_DISPLAY.to_owned()),
            None => UNKNOWN_DISPLAY.to_owned(),
        }
    }

    /// Adds a literal character.
    fn literal(&mut self, c: char) {
        let _ =
            write!(self.code, "{}", if c == '"' { "\\\"".to_owned() } else { format!("\"{c}\"") });
        let [before, behind] = &mut self.around;
        if self.has_value { behind.push(c) } else { before.push(c) }
    }

    /// Reads the content of square brackets: a color, condition, currency or elapsed time.
    fn bracket(&mut self, inside: &str) {
        let lower = inside.to_lowercase();
        let bound = lower.trim_start_matches(['<', '>', '=', '!']);
        let sign = lower.strip_suffix(bound).unwrap_or_default();
        match () {
            () if !sign.is_empty() => {
                self.condition = Some((sign.to_owned(), bound.trim().parse().unwrap_or(f64::NAN)));
            }
            () if lower.starts_with('$') => {
                let symbol = inside
                    .strip_prefix('$')
                    .and_then(|rest| rest.split('-').next())
                    .unwrap_or_default();
                symbol.chars().for_each(|c| self.literal(c));
            }
            () if !lower.is_empty() && lower.chars().all(|c| matches!(c, 'h' | 'm' | 's')) => {
                self.is_day = true;
            }
            () => {
                // the second color of the palette is white
                self.is_white |= matches!(lower.as_str(), "white" | "color2" | "color 2");
                self.is_bare = true;
            }
        }
    }
}

/// Returns whether a code is the General format.
fn is_general_word(code: &str) -> bool {
    ["general", "standard"].iter().any(|word| code.trim().eq_ignore_ascii_case(word))
}

/// Splits a code into sections without colors, fills and conditions.
fn split(code: &str) -> Vec<Section> {
    let (mut all, mut section, mut rest) = (Vec::new(), Section::default(), code);
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let general = ["eneral", "tandard"].iter().find(|word| {
            rest.get(..word.len()).is_some_and(|next| next.eq_ignore_ascii_case(word))
        });
        match (c, general) {
            ('g' | 'G' | 's' | 'S', Some(word)) => {
                rest = rest.get(word.len()..).unwrap_or_default();
                (section.is_general, section.has_value) = (true, true);
                section.code.push_str("General");
            }
            (';', _) => all.push(std::mem::take(&mut section)),
            ('"', _) => {
                let (words, after) = rest.split_once('"').unwrap_or((rest, ""));
                words.chars().for_each(|c| section.literal(c));
                // empty quotes make a section that displays nothing
                section.code.push_str(if words.is_empty() { "\"\"" } else { "" });
                rest = after;
            }
            ('[', _) => {
                let (inside, after) = rest.split_once(']').unwrap_or((rest, ""));
                section.bracket(inside);
                rest = after;
            }
            ('\\' | '_' | '*', _) => {
                let next = rest.chars().next();
                rest = rest.get(next.map_or(0, char::len_utf8)..).unwrap_or_default();
                match (c, next) {
                    ('\\', Some(next)) => section.literal(next),
                    // a fill character may be repeated to any length
                    ('*', Some(fill)) if fill != ' ' => section.literal(fill),
                    ('_', _) => section.literal(' '),
                    _ => {}
                }
            }
            (c, _) => section.placeholder(c, rest),
        }
    }
    all.push(section);
    all
}

impl Section {
    /// Reads a placeholder for a part of the value, or an unquoted literal.
    fn placeholder(&mut self, c: char, rest: &str) {
        let scientific = matches!(c, 'e' | 'E') && rest.starts_with(['+', '-']);
        match c {
            '@' => (self.is_text, self.has_value) = (true, true),
            'y' | 'Y' | 'd' | 'D' | 'm' | 'M' | 'h' | 'H' | 's' | 'S' => self.is_day = true,
            'e' | 'E' | 'b' | 'B' | 'g' | 'G' if !scientific && !self.has_value => {
                self.is_day = true;
            }
            '0' | '#' | '?' | '.' | ',' | '%' | '/' | '+' | '-' | 'E' | 'e' => {
                self.has_value |= matches!(c, '0' | '#' | '?');
            }
            ' ' => self
                .around
                .iter_mut()
                .skip(usize::from(self.has_value))
                .take(1)
                .for_each(|words| words.push(' ')),
            c => return self.literal(c),
        }
        if c == ',' && self.has_value {
            self.thousands += 1;
            return;
        }
        // commas between digits group thousands; commas before a point or after the last digit do
        // not
        if matches!(c, '0' | '#' | '?') && self.thousands > 0 && !self.has_point {
            self.code.push(',');
            self.thousands = 0;
        }
        self.has_point |= c == '.';
        self.code.push(c);
    }
}

#[cfg(test)]
mod tests;
