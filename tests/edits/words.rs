//! Other spellings of labels, codes and numbers.

use proptest::prelude::*;
use proptest::sample::select;
use tonghop::book::{Cell, Content, Role};
use unicode_normalization::UnicodeNormalization;

/// Other spelling of the same words.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Slip {
    Upper,
    Lower,
    Decomposed,
    /// `Ð` and `Ɖ` in place of `Đ`.
    LookAlike(char),
    /// `hoà` for `hòa`.
    OldTones,
    /// Spaces of all kinds.
    Spaces(&'static str),
    /// An asterisk or a number before or after.
    Around(&'static str, &'static str),
    /// Without diacritics.
    Bare,
}

pub(crate) fn slips() -> impl Strategy<Value = Slip> {
    use Slip::{Around, Bare, Decomposed, LookAlike, Lower, OldTones, Spaces, Upper};
    select(vec![
        Upper,
        Lower,
        Decomposed,
        LookAlike('Ð'),
        LookAlike('Ɖ'),
        OldTones,
        Spaces("  "),
        Spaces("\u{a0}"),
        Spaces("\n"),
        Spaces("\u{200b} "),
        Around("", " (*)"),
        Around("1. ", ""),
        Around("- ", ""),
        Around(" ", ":"),
        Around("", " "),
        Bare,
    ])
}

impl Slip {
    pub(crate) fn on(self, text: &str) -> String {
        match self {
            Self::Upper => text.to_uppercase(),
            Self::Lower => text.to_lowercase(),
            Self::Decomposed => text.nfd().collect(),
            Self::LookAlike(letter) => text.replace('Đ', &letter.to_string()),
            Self::OldTones => {
                [("òa", "oà"), ("óa", "oá"), ("úy", "uý"), ("ủy", "uỷ"), ("ụy", "uỵ"), ("ủY", "uỶ")]
                    .into_iter()
                    .fold(text.to_owned(), |text, (new, old)| text.replace(new, old))
            }
            Self::Spaces(space) => text.replace(' ', space),
            Self::Around(before, behind) => format!("{before}{text}{behind}"),
            Self::Bare => text
                .nfd()
                .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
                .map(|c| match c {
                    'đ' => 'd',
                    'Đ' => 'D',
                    c => c,
                })
                .collect(),
        }
    }
}

fn text(cell: &Cell) -> &str {
    if let Content::Text(text) = &cell.content { text } else { "" }
}

/// Returns a code in another spelling.
pub(crate) fn code(cell: &Cell, style: usize) -> Cell {
    let code = text(cell);
    let Some(number) = code.strip_prefix("CT") else {
        return cell.clone();
    };
    let short = number.trim_start_matches('0');
    let written = match style {
        0 => format!("ct {number}"),
        1 => format!("CT-{short}"),
        2 => format!("CT {short}"),
        3 => format!("CT{short}."),
        4 => String::new(),
        5 => short.to_owned(),
        6 => format!("{code}\u{a0}"),
        _ => format!("CT.{number}"),
    };
    Cell::text(written, Role::Code)
}

/// Returns a number as text that can only be this number.
pub(crate) fn number(cell: &Cell, style: usize) -> Cell {
    let Content::Number(number) = &cell.content else {
        return cell.clone();
    };
    let grouped = |mark: &str| {
        let digits = number.to_string();
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(mark);
            }
            text.push(digit);
        }
        text
    };
    let written = match style {
        0 => number.to_string(),
        1 => grouped("."),
        2 => grouped(" "),
        3 => grouped("\u{a0}"),
        4 => grouped(","),
        5 => format!(" {number} "),
        _ => format!("{number:0>3}"),
    };
    Cell::text(written, Role::AnswerNumber)
}
