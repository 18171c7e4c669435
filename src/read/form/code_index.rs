//! Finds a task or an indicator by its code and wording.

use crate::model::id::{IndicatorCode, TaskCode};
use crate::model::key::Key;
use crate::model::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// Words that may precede a wording without changing its meaning.
const LEADING: [&str; 6] = ["tổng số", "tổng cộng", "số lượng", "tổng", "số", "các"];

/// Codes and wordings, each with its index in the plan's list.
#[derive(Default)]
pub(super) struct CodeIndex {
    exact: BTreeMap<String, usize>,
    shapes: BTreeMap<String, usize>,
    wordings: BTreeMap<Key, usize>,
    /// Wordings without spaces between syllables: *pa nô*, *panô*.
    without_spaces: BTreeMap<String, usize>,
    /// Wordings that name a row only beside its code: those of parts without *trong đó*, and those of several places.
    beside_code: BTreeSet<(Key, usize)>,
    /// Wordings of parts that name the whole too.
    full: BTreeMap<Key, usize>,
    shape: Option<fn(&str) -> Option<String>>,
}

/// How a row matches the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowMatch {
    /// By its code as in the form, with a matching wording or none.
    Code(usize),
    /// By its code in another notation.
    OtherCode(usize),
    /// By its wording.
    Wording(usize),
    /// By its code, but its wording is neither the form's nor a shortened form of it.
    Reworded(usize),
    /// Its code and wording name different entries.
    Contradiction(usize, usize),
    Nothing,
}

/// The code and wording of a row. The wording has no code or number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written<'t> {
    pub(super) code: &'t str,
    pub(super) wording: &'t str,
}

impl CodeIndex {
    pub(super) fn for_tasks(plan: &Plan) -> Self {
        let mut index = Self {
            shape: Some(|written| Some(TaskCode::shape(written)).filter(|shape| !shape.is_empty())),
            ..Self::default()
        };
        for (place, task) in plan.tasks.iter().enumerate() {
            index.add(place, task.code.as_str(), std::iter::once(&task.title).chain(&task.aliases));
        }
        index
    }

    pub(super) fn for_indicators(plan: &Plan) -> Self {
        let shape = |written: &str| {
            IndicatorCode::parts(written).map(|(letters, number)| format!("{letters}{number}"))
        };
        let mut index = Self { shape: Some(shape), ..Self::default() };
        for (place, indicator) in plan.indicators.iter().enumerate() {
            index.add(place, indicator.code.as_str(), indicator.names());
            if let Some(part) = &indicator.part {
                index.full.insert(Key::new(&part.full_name), place);
                index.beside_code.insert((without_number(&Key::new(&part.own)), place));
            }
        }
        index
    }

    fn add<'a>(&mut self, place: usize, code: &str, wordings: impl Iterator<Item = &'a String>) {
        self.exact.insert(code.to_owned(), place);
        self.shapes.extend(self.shape.and_then(|shape| shape(code)).map(|shape| (shape, place)));
        for key in wordings.map(|wording| Key::new(wording)) {
            match self.wordings.get(&key).copied().filter(|other| *other != place) {
                // identical wordings of two indicators identify neither
                Some(other) => {
                    self.wordings.remove(&key);
                    self.without_spaces.remove(&without_spaces(&key));
                    self.beside_code.extend([(key.clone(), other), (key, place)]);
                }
                None if self.beside_code.iter().any(|(known, _)| *known == key) => {
                    self.beside_code.insert((key, place));
                }
                None => {
                    self.without_spaces.insert(without_spaces(&key), place);
                    self.wordings.insert(key, place);
                }
            }
        }
    }

    /// Returns the index of a code, and whether it is written exactly as in the form.
    pub(super) fn by_code(&self, written: &str) -> Option<(usize, bool)> {
        let plain = written.trim();
        let exact = self.exact.get(plain).map(|place| (*place, true));
        exact.or_else(|| Some((*self.shapes.get(&self.shape?(plain)?)?, false)))
    }

    /// Returns the index of a wording, ignoring numbering and text in brackets.
    pub(super) fn by_wording(&self, written: &str) -> Option<usize> {
        [written, without_bracket(written)].into_iter().find_map(|text| {
            let key = without_number(&Key::new(text));
            let exact = |key: &Key| self.wordings.get(key).or_else(|| self.full.get(key));
            let whole = exact(&Key::new(text)).or_else(|| exact(&key));
            let place = whole
                .or_else(|| self.wordings.get(&without_leading(&key)?))
                .or_else(|| self.without_spaces.get(&without_spaces(&key)));
            place.copied()
        })
    }

    /// Returns whether a wording identifies a row only beside its code.
    fn is_known_beside(&self, place: usize, written: &str) -> bool {
        let keys = [Key::new(written), without_number(&Key::new(written))];
        keys.into_iter().any(|key| self.beside_code.contains(&(key, place)))
    }

    /// Returns whether a wording shortens a known wording of one entry and of no other.
    fn is_shortened(&self, place: usize, written: &str) -> bool {
        let key = without_number(&Key::new(without_bracket(written)));
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

    /// Separates code and wording if they are in one cell: `CT01 - Văn bản`, `CT02. Trong đó`.
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

    /// Returns whether a code is a plan code followed by other text: `CT05a`, `CT05 (2023)`,
    /// `CT05 + CT07`.
    fn has_suffix(&self, code: &str) -> bool {
        let digits = code.trim_start_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
        let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let named = code
            .strip_suffix(rest)
            .is_some_and(|first| digits.len() < code.len() && self.by_code(first).is_some());
        rest.len() < digits.len() && named && rest.contains(char::is_alphanumeric)
    }

    /// Matches a row by code and wording.
    pub(super) fn row(&self, written: Written<'_>) -> RowMatch {
        let Written { code, wording } = written;
        match (self.by_code(code), self.by_wording(wording)) {
            (Some((place, is_exact)), _) if self.is_known_beside(place, wording) => {
                if is_exact {
                    RowMatch::Code(place)
                } else {
                    RowMatch::OtherCode(place)
                }
            }
            (Some((place, _)), Some(other)) if place != other => {
                RowMatch::Contradiction(place, other)
            }
            (Some((place, _)), None)
                if !Key::new(wording).is_empty() && !self.is_shortened(place, wording) =>
            {
                RowMatch::Reworded(place)
            }
            (Some((place, true)), _) => RowMatch::Code(place),
            (Some((place, false)), _) => RowMatch::OtherCode(place),
            // `CT02.1` is a part of CT02, whatever its wording
            (None, _) if is_sub_code(code) || self.has_suffix(code) => RowMatch::Nothing,
            (None, Some(place)) => RowMatch::Wording(place),
            (None, None) => RowMatch::Nothing,
        }
    }
}

/// Returns a wording up to its first bracket.
fn without_bracket(written: &str) -> &str {
    written.split('(').next().unwrap_or(written)
}

/// Returns the text in a wording's brackets.
pub(super) fn bracket(written: &str) -> Option<&str> {
    let (_, inside) = written.split_once('(')?;
    Some(inside.rsplit_once(')').map_or(inside, |(inside, _)| inside))
}

/// Returns whether a wording marks its row as a part of the row above: *trong đó*, a dash.
pub(super) fn is_subordinate(written: &str) -> bool {
    let written = written.trim_start();
    written.starts_with(['-', '+', '•', '*', '–'])
        || Key::new(written).as_str().starts_with(Key::new("trong đó").as_str())
}

/// Returns whether a code has the form of a sub-code: letters, a number, a separator and another
/// number.
fn is_sub_code(code: &str) -> bool {
    let digits = code.trim().trim_start_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < code.trim().len()
        && rest.len() < digits.len()
        && rest.starts_with(['.', '-', ',', '_', '/'])
        && rest.ends_with(|c: char| c.is_alphanumeric())
}

/// Returns a key without spaces between syllables.
fn without_spaces(key: &Key) -> String {
    key.words().collect()
}

/// Returns a key without its leading number.
fn without_number(key: &Key) -> Key {
    let numbered = key.words().next().is_some_and(|first| {
        first.chars().count() == 1 || first.chars().all(|c| c.is_ascii_digit())
    });
    if numbered { Key::from_words(key.words().skip(1)) } else { key.clone() }
}

/// Returns a key without a leading phrase such as *tổng số*, or `None` if it has none.
fn without_leading(key: &Key) -> Option<Key> {
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
    fn rows_are_found_by_code_or_else_by_wording() {
        assert_eq!(row("CT01", "Văn bản đã ban hành"), RowMatch::Code(0));
        assert_eq!(row("CT01", ""), RowMatch::Code(0));
        assert_eq!(row("ct-1", "Tổng số văn bản đã ban hành"), RowMatch::OtherCode(0));
        assert_eq!(row("", "- Trong đó: Kế hoạch"), RowMatch::Wording(1));
        assert_eq!(row("2", "2. Trong đó: kế hoạch (văn bản)"), RowMatch::Wording(1));
        assert_eq!(row("CT0l", "Văn bản đã ban hành"), RowMatch::Wording(0));
        assert_eq!(row("", "Chỉ tiêu riêng"), RowMatch::Nothing);
    }

    #[test]
    fn code_and_wording_in_one_cell_are_separated() {
        for (code, wording) in [
            ("1", "CT01. Văn bản đã ban hành"),
            ("CT01 - Văn bản đã ban hành", ""),
            ("", "CT01: Văn bản đã ban hành"),
        ] {
            assert_eq!(row(code, wording), RowMatch::Code(0), "{code} {wording}");
        }
    }

    #[test]
    fn a_code_that_contradicts_its_wording_is_reported() {
        assert_eq!(row("CT01", "Trong đó: kế hoạch"), RowMatch::Contradiction(0, 1));
    }

    #[test]
    fn a_shortened_wording_matches_and_a_changed_one_does_not() {
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
    fn a_sub_code_is_not_another_code() {
        for code in ["CT02.1", "CT1.1", "CT01-2", "CT01/3", "CT 1.3"] {
            assert_eq!(row(code, "Trong đó: kế hoạch"), RowMatch::Nothing, "{code}");
        }
    }

    #[test]
    fn a_code_with_a_suffix_is_not_that_code() {
        for code in ["CT01a", "CT01 (2023)", "CT01 + CT02", "CT01\n(xã)"] {
            assert_eq!(row(code, "Văn bản đã ban hành"), RowMatch::Nothing, "{code}");
        }
        for code in ["CT01*", "CT01:", "CT01 )"] {
            assert!(!matches!(row(code, "Văn bản đã ban hành"), RowMatch::Nothing), "{code}");
        }
    }
}
