//! What a spreadsheet program shows of a cell by its number format (ECMA-376, part 1, 18.8.31).

use super::grid::Value;
use crate::model::date::{day_from_serial, written_vi};
use crate::model::number::says;
use crate::model::reading::UNKNOWN_DISPLAY;
use ssfmt::{FormatOptions, NumberFormat as Digits};
use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::sync::Arc;

/// Longest format code a program writes, in letters, with some to spare.
const LONGEST: usize = 512;

/// A cell's number format.
#[derive(Debug, Clone, Default)]
pub(super) enum NumberFormat {
    /// Shows every number as it is, and every text.
    #[default]
    Plain,
    /// May show something else.
    Other(Arc<Sections>),
}

/// What a format makes of a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rendered {
    /// The number itself, rounding and grouping aside.
    Same,
    /// A day or a time.
    Day,
    /// Another text; empty where nothing is shown.
    Other(Arc<str>),
}

/// The sections of a format code.
#[derive(Debug, Default)]
pub(super) struct Sections {
    numbers: Vec<Section>,
    /// What stands before and behind a text; nothing where texts are shown as they are.
    text: Option<Section>,
}

/// A section of a format code.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing the section may have, met letter by letter"
)]
struct Section {
    condition: Option<(String, f64)>,
    /// The code without colours, fills and conditions.
    code: String,
    /// What its quoted words and single letters say, before and behind the value.
    around: [String; 2],
    has_value: bool,
    has_point: bool,
    is_general: bool,
    is_text: bool,
    is_day: bool,
    is_bare: bool,
    is_white: bool,
    digits: Option<Digits>,
    /// Commas behind the last digit: each leaves out a thousand.
    thousands: i32,
}

impl NumberFormat {
    /// The formats every program knows by number (ECMA-376, part 1, 18.8.30).
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

    /// The format of a code.
    pub(super) fn from_code(code: &str) -> Self {
        let plain =
            ["", "@", "0", "#,##0", "0.00", "#,##0.00"].contains(&code) || is_general_word(code);
        if plain { Self::Plain } else { Self::Other(Arc::new(Sections::parse(code))) }
    }

    /// A value as it is shown, and the text that is shown where it is another.
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

    /// What is shown of a number.
    pub(super) fn number(&self, value: f64) -> Rendered {
        let Self::Other(sections) = self else {
            return Rendered::Same;
        };
        let Some(section) = sections.of_number(value) else {
            return Rendered::Other(UNKNOWN_DISPLAY.into());
        };
        match section {
            section if section.is_day => Rendered::Day,
            // a number below zero is no count, however it is shown
            _ if value < 0.0 || !value.is_finite() => Rendered::Same,
            section => {
                let shown = section.shown(value);
                if says(&shown, value) {
                    Rendered::Same
                } else {
                    Rendered::Other(shown.trim().into())
                }
            }
        }
    }

    /// What is shown of a text, where it is something else.
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

/// A number shown as a day.
pub(super) fn date_value(number: f64, from_1904: bool) -> Value {
    match day_from_serial(number, from_1904) {
        Some(day) => Value::Day(Some(day), written_vi(day)),
        None => Value::Day(None, number.to_string()),
    }
}

impl Sections {
    fn parse(code: &str) -> Self {
        if code.chars().count() > LONGEST {
            return Self { numbers: vec![Section::default()], text: None };
        }
        let mut all = split(code);
        let last_is_text = all.len() >= 4 || all.last().is_some_and(|section| section.is_text);
        let text = if last_is_text { all.pop() } else { None };
        if all.is_empty() {
            all.push(Section { is_general: true, ..Section::default() });
        }
        all.iter_mut().for_each(Section::settle);
        Self { numbers: all, text }
    }

    /// The section that shows a number; none where no condition holds.
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
    /// Makes the code ready to be shown, once it is whole.
    fn settle(&mut self) {
        let code = self.code.clone();
        // a code that the library does not know must not bring the reading down
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

    /// What is shown of a number of 0 or more.
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

    /// Takes a letter that is shown as it stands.
    fn literal(&mut self, c: char) {
        let _ =
            write!(self.code, "{}", if c == '"' { "\\\"".to_owned() } else { format!("\"{c}\"") });
        let [before, behind] = &mut self.around;
        if self.has_value { behind.push(c) } else { before.push(c) }
    }

    /// Takes what stands in square brackets: a colour, a condition, a currency, a time that goes on past the day.
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
                // the second colour of the palette is white
                self.is_white |= matches!(lower.as_str(), "white" | "color2" | "color 2");
                self.is_bare = true;
            }
        }
    }
}

/// Whether a code is the word for the format that shows numbers as they are.
fn is_general_word(code: &str) -> bool {
    ["general", "standard"].iter().any(|word| code.trim().eq_ignore_ascii_case(word))
}

/// The sections of a code, each without colours, fills and conditions.
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
                // words of no letter make a section that shows nothing
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
                    // what fills the cell may be one letter or many
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
    /// Takes a letter that stands for a part of the value, or is shown though nothing says so.
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
        // commas between digits set groups apart; those before a point or behind the last digit do not
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
