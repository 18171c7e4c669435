//! Finding a task or an indicator by its code and its wording.

use crate::model::id::{IndicatorCode, TaskCode};
use crate::model::key::Key;
use crate::model::plan::Plan;
use std::collections::BTreeMap;

/// Words that may stand before a wording without changing what is counted.
const LEADING: [&str; 6] = ["tổng số", "tổng cộng", "số lượng", "tổng", "số", "các"];

/// Codes and wordings, each with the place in the plan's list.
#[derive(Default)]
pub(super) struct CodeIndex {
    exact: BTreeMap<String, usize>,
    shapes: BTreeMap<String, usize>,
    wordings: BTreeMap<Key, usize>,
    /// The wordings without the blanks between syllables: *pa nô*, *panô*.
    joined: BTreeMap<String, usize>,
    shape: Option<fn(&str) -> Option<String>>,
}

/// What a row is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowMatch {
    /// By its code, as the form writes it, and a wording that agrees or is not there.
    Code(usize),
    /// By its code, written another way.
    OtherCode(usize),
    /// By its wording.
    Wording(usize),
    /// By its code, beside a wording that is neither the form's nor a shortened form of it.
    Reworded(usize),
    /// Its code says one thing and its wording another.
    Both(usize, usize),
    /// Nothing of the plan.
    Nothing,
}

/// What a row writes: a code, and a wording without the code or the running number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written<'t> {
    pub(super) code: &'t str,
    pub(super) wording: &'t str,
}

impl CodeIndex {
    pub(super) fn of_tasks(plan: &Plan) -> Self {
        let mut index = Self {
            shape: Some(|written| Some(TaskCode::shape(written)).filter(|shape| !shape.is_empty())),
            ..Self::default()
        };
        for (place, task) in plan.tasks.iter().enumerate() {
            index.add(place, task.code.as_str(), std::iter::once(&task.title).chain(&task.aliases));
        }
        index
    }

    pub(super) fn of_indicators(plan: &Plan) -> Self {
        let shape = |written: &str| {
            IndicatorCode::parts(written).map(|(letters, number)| format!("{letters}{number}"))
        };
        let mut index = Self { shape: Some(shape), ..Self::default() };
        for (place, indicator) in plan.indicators.iter().enumerate() {
            index.add(place, indicator.code.as_str(), indicator.names());
        }
        index
    }

    fn add<'a>(&mut self, place: usize, code: &str, wordings: impl Iterator<Item = &'a String>) {
        self.exact.insert(code.to_owned(), place);
        self.shapes.extend(self.shape.and_then(|shape| shape(code)).map(|shape| (shape, place)));
        for key in wordings.map(|wording| Key::new(wording)) {
            self.joined.insert(joined(&key), place);
            self.wordings.insert(key, place);
        }
    }

    /// The place of a code, and whether it is written as the form writes it.
    pub(super) fn by_code(&self, written: &str) -> Option<(usize, bool)> {
        let plain = written.trim();
        let exact = self.exact.get(plain).map(|place| (*place, true));
        exact.or_else(|| Some((*self.shapes.get(&self.shape?(plain)?)?, false)))
    }

    /// The place of a wording, whatever numbers it or explains it in brackets.
    pub(super) fn by_wording(&self, written: &str) -> Option<usize> {
        [written, without_bracket(written)].into_iter().find_map(|text| {
            let key = unnumbered(&Key::new(text));
            let whole = self.wordings.get(&Key::new(text)).or_else(|| self.wordings.get(&key));
            let place = whole
                .or_else(|| self.wordings.get(&unled(&key)?))
                .or_else(|| self.joined.get(&joined(&key)));
            place.copied()
        })
    }

    /// Whether a wording is a shortened form of one that the plan knows for a place, and of none of another.
    fn is_shortened(&self, place: usize, written: &str) -> bool {
        let key = unnumbered(&Key::new(without_bracket(written)));
        let words: Vec<&str> = key.words().collect();
        let fits = |known: &Key| {
            let mut rest = known.words();
            words.iter().all(|word| rest.any(|other| other == *word))
        };
        let shortens: Vec<usize> = self
            .wordings
            .iter()
            .filter(|(known, _)| fits(known))
            .map(|(_, place)| *place)
            .collect();
        words.len() >= 2 && !shortens.is_empty() && shortens.iter().all(|other| *other == place)
    }

    /// The code and the wording of a row, where they stand in one cell taken apart: `CT01 - Văn bản`, `CT02. Trong đó`.
    pub(super) fn written<'t>(&self, code: &'t str, wording: &'t str) -> Written<'t> {
        if self.by_code(code).is_some() {
            return Written { code, wording };
        }
        let together = |text: &'t str| {
            let text = text.trim_start();
            let end =
                text.find(|c: char| c.is_whitespace() || matches!(c, ':' | '–' | '—' | ')'))?;
            let (first, rest) = text.split_at_checked(end)?;
            self.by_code(first)?;
            let first = first.trim_end_matches(['.', '-', '_']);
            Some(Written {
                code: first,
                wording: rest.trim_start_matches(|c: char| !c.is_alphanumeric()),
            })
        };
        let in_code = together(code).filter(|written| {
            wording.trim().is_empty() || self.by_wording(written.wording).is_some()
        });
        in_code
            .or_else(|| {
                together(wording).filter(|written| self.by_wording(written.wording).is_some())
            })
            .unwrap_or(Written { code, wording })
    }

    /// Whether a code of the plan stands with more behind it: `CT05a`, `CT05 (2023)`, `CT05 + CT07`.
    fn is_more(&self, code: &str) -> bool {
        let digits = code.trim_start_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
        let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let named = code
            .strip_suffix(rest)
            .is_some_and(|first| digits.len() < code.len() && self.by_code(first).is_some());
        rest.len() < digits.len() && named && rest.contains(char::is_alphanumeric)
    }

    /// What a row with this code and this wording is.
    pub(super) fn row(&self, written: Written<'_>) -> RowMatch {
        let Written { code, wording } = written;
        match (self.by_code(code), self.by_wording(wording)) {
            (Some((place, _)), Some(other)) if place != other => RowMatch::Both(place, other),
            (Some((place, _)), None)
                if !Key::new(wording).is_empty() && !self.is_shortened(place, wording) =>
            {
                RowMatch::Reworded(place)
            }
            (Some((place, true)), _) => RowMatch::Code(place),
            (Some((place, false)), _) => RowMatch::OtherCode(place),
            // `CT02.1` names a part of CT02, whatever its wording
            (None, _) if is_part_of(code) || self.is_more(code) => RowMatch::Nothing,
            (None, Some(place)) => RowMatch::Wording(place),
            (None, None) => RowMatch::Nothing,
        }
    }
}

/// What a wording says before its first bracket.
fn without_bracket(written: &str) -> &str {
    written.split('(').next().unwrap_or(written)
}

/// What stands in the brackets of a wording.
pub(super) fn bracket(written: &str) -> Option<&str> {
    let (_, inside) = written.split_once('(')?;
    Some(inside.rsplit_once(')').map_or(inside, |(inside, _)| inside))
}

/// Whether a wording presents its row as a part of the one above: *trong đó*, a dash.
pub(super) fn is_subordinate(written: &str) -> bool {
    let written = written.trim_start();
    written.starts_with(['-', '+', '•', '*', '–'])
        || Key::new(written).as_str().starts_with(Key::new("trong đó").as_str())
}

/// Whether a code has the shape of a part's: letters, a number, and another number behind a mark.
fn is_part_of(code: &str) -> bool {
    let digits = code.trim().trim_start_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < code.trim().len()
        && rest.len() < digits.len()
        && rest.starts_with(['.', '-', ',', '_', '/'])
        && rest.ends_with(|c: char| c.is_alphanumeric())
}

/// A key without the blanks between its syllables.
fn joined(key: &Key) -> String {
    key.words().collect()
}

/// A key without the running number before it.
fn unnumbered(key: &Key) -> Key {
    let numbered = key.words().next().is_some_and(|first| {
        first.chars().count() == 1 || first.chars().all(|c| c.is_ascii_digit())
    });
    if numbered { Key::from_words(key.words().skip(1)) } else { key.clone() }
}

/// A key without the words that may stand before any wording; `None` where it begins with none.
fn unled(key: &Key) -> Option<Key> {
    LEADING.iter().map(|words| Key::new(words)).find_map(|lead| {
        let rest = key.as_str().strip_prefix(lead.as_str())?.strip_prefix(' ')?;
        Some(Key::from_words(rest.split(' ')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> CodeIndex {
        let shape = |written: &str| {
            IndicatorCode::parts(written).map(|(letters, number)| format!("{letters}{number}"))
        };
        let mut index = CodeIndex { shape: Some(shape), ..CodeIndex::default() };
        index.add(0, "CT01", std::iter::once(&"Văn bản đã ban hành".to_owned()));
        index.add(1, "CT02", std::iter::once(&"Trong đó: kế hoạch".to_owned()));
        index.add(2, "CT13", std::iter::once(&"Phương án phải xây dựng".to_owned()));
        index.add(3, "CT15", std::iter::once(&"Phương án đã được phê duyệt".to_owned()));
        index
    }

    fn row(code: &str, wording: &str) -> RowMatch {
        let index = index();
        index.row(index.written(code, wording))
    }

    #[test]
    fn a_row_is_found_by_code_and_failing_that_by_wording() {
        assert_eq!(row("CT01", "Văn bản đã ban hành"), RowMatch::Code(0));
        assert_eq!(row("CT01", ""), RowMatch::Code(0));
        assert_eq!(row("ct-1", "Tổng số văn bản đã ban hành"), RowMatch::OtherCode(0));
        assert_eq!(row("", "- Trong đó: Kế hoạch"), RowMatch::Wording(1));
        assert_eq!(row("2", "2. Trong đó: kế hoạch (văn bản)"), RowMatch::Wording(1));
        assert_eq!(row("CT0l", "Văn bản đã ban hành"), RowMatch::Wording(0));
        assert_eq!(row("", "Chỉ tiêu riêng"), RowMatch::Nothing);
    }

    #[test]
    fn code_and_wording_in_one_cell_are_taken_apart() {
        for (code, wording) in [
            ("1", "CT01. Văn bản đã ban hành"),
            ("CT01 - Văn bản đã ban hành", ""),
            ("", "CT01: Văn bản đã ban hành"),
        ] {
            assert_eq!(row(code, wording), RowMatch::Code(0), "{code} {wording}");
        }
    }

    #[test]
    fn a_code_that_contradicts_its_wording_is_seen() {
        assert_eq!(row("CT01", "Trong đó: kế hoạch"), RowMatch::Both(0, 1));
    }

    #[test]
    fn a_shortened_wording_is_known_and_a_changed_one_is_not() {
        assert_eq!(row("CT15", "Phương án được phê duyệt"), RowMatch::Code(3));
        for (code, wording) in [
            ("CT15", "Phương án chưa được phê duyệt"),
            ("CT15", "Phương án"),
            ("CT01", "Văn bản đã ban hành năm 2023"),
            ("CT01", "Buổi"),
        ] {
            assert!(matches!(row(code, wording), RowMatch::Reworded(_)), "{code} {wording}");
        }
    }

    #[test]
    fn the_code_of_a_part_is_no_other_code() {
        for code in ["CT02.1", "CT1.1", "CT01-2", "CT01/3", "CT 1.3"] {
            assert_eq!(row(code, "Trong đó: kế hoạch"), RowMatch::Nothing, "{code}");
        }
    }

    #[test]
    fn a_code_with_more_behind_it_is_not_that_code() {
        for code in ["CT01a", "CT01 (2023)", "CT01 + CT02", "CT01\n(xã)"] {
            assert_eq!(row(code, "Văn bản đã ban hành"), RowMatch::Nothing, "{code}");
        }
        for code in ["CT01*", "CT01:", "CT01 )"] {
            assert!(!matches!(row(code, "Văn bản đã ban hành"), RowMatch::Nothing), "{code}");
        }
    }
}
