//! The units that report, their groups, and finding a unit by its name: by alias and key, never by likeness.

use super::id::{GroupCode, UnitCode};
use super::key::{Key, bare_words};
use super::period::Period;
use crate::text::Lang;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A group of units (*khối*): sub-totals and assignments go by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its code.
    pub code: GroupCode,
    /// Its name in Vietnamese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
}

impl Group {
    /// Its name in a language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.name,
            Lang::En => &self.name_en,
        }
    }
}

/// A body that reports (*đơn vị*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code.
    pub code: UnitCode,
    /// Its full name.
    pub name: String,
    /// The group it belongs to.
    pub group: GroupCode,
    /// Other names under which it writes.
    pub aliases: Vec<String>,
    /// Whether a report is expected of it.
    pub must_report: bool,
    /// The first day it exists, where that matters.
    pub valid_from: Option<NaiveDate>,
    /// The last day it exists, where it has ended.
    pub valid_to: Option<NaiveDate>,
    /// The units that took its place after that day: one, or several where it was split.
    pub successors: Vec<UnitCode>,
}

impl Unit {
    /// Whether the unit exists on a day.
    #[must_use]
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Whether a report is expected of the unit in a period: it must report and exists on the deadline.
    #[must_use]
    pub fn owes_report(&self, period: &Period) -> bool {
        self.must_report && period.deadline.is_some_and(|deadline| self.exists_on(deadline.last_day()))
    }

    /// The name and all aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// How names are brought to one shape before they are compared; data of the office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Naming {
    /// Short words and what they stand for: `UBND`, `Ủy ban nhân dân`.
    pub abbreviations: Vec<(String, String)>,
    /// What may follow a name without changing it: `tỉnh Thanh Hóa`.
    pub suffixes: Vec<String>,
    /// Words that mark a body below the units: `xã`, `Công an huyện`. A file name with one of these names no unit.
    pub lower_bodies: Vec<String>,
}

/// All units in the office's order, and the index by which they are found.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    groups: Vec<Group>,
    units: Vec<Unit>,
    by_code: BTreeMap<UnitCode, usize>,
    by_key: BTreeMap<Key, UnitCode>,
    bare: Vec<(Vec<String>, UnitCode)>,
    abbreviations: BTreeMap<Key, Key>,
    suffixes: Vec<Key>,
    lower_bodies: Vec<Vec<String>>,
}

impl Registry {
    /// A registry, and the pairs of units that share a name and could not be told apart.
    #[must_use]
    pub fn new(groups: Vec<Group>, units: Vec<Unit>, naming: &Naming) -> (Self, Vec<(UnitCode, UnitCode, String)>) {
        let mut registry = Self {
            groups,
            by_code: units.iter().enumerate().map(|(place, unit)| (unit.code.clone(), place)).collect(),
            abbreviations: naming.abbreviations.iter().map(|(short, long)| (Key::of(short), Key::of(long))).collect(),
            suffixes: naming.suffixes.iter().map(|suffix| Key::of(suffix)).collect(),
            lower_bodies: naming.lower_bodies.iter().map(|body| bare_words(body)).collect(),
            units,
            ..Self::default()
        };
        let mut clashes = Vec::new();
        let mut index = BTreeMap::new();
        for unit in &registry.units {
            for name in unit.names() {
                let plain = Key::of(name);
                for key in [registry.written_out(&plain), plain].into_iter().filter(|key| !key.is_empty()) {
                    match index.insert(key, unit.code.clone()) {
                        Some(other) if other != unit.code => clashes.push((other, unit.code.clone(), name.to_owned())),
                        _ => {}
                    }
                }
                registry.bare.push((bare_words(name), unit.code.clone()));
            }
        }
        registry.by_key = index;
        (registry, clashes)
    }

    /// The units in the office's order.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The groups in the office's order.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// A unit by its code as written (case and spaces do not matter).
    #[must_use]
    pub fn by_code(&self, written: &str) -> Option<&Unit> {
        let code: String = written.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        self.get(&UnitCode::from(code.as_str()))
    }

    /// The unit of a code.
    #[must_use]
    pub fn get(&self, code: &UnitCode) -> Option<&Unit> {
        self.by_code.get(code).and_then(|place| self.units.get(*place))
    }

    /// The units that stand in a unit's place on a day: itself as long as it exists, then those that took its place, and those
    /// that took theirs. None where it ended without a successor.
    #[must_use]
    pub fn heirs(&self, unit: &UnitCode, day: NaiveDate) -> BTreeSet<&UnitCode> {
        let (mut heirs, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![unit]);
        while let Some(unit) = open.pop().and_then(|code| self.get(code)) {
            if unit.valid_to.is_none_or(|to| day <= to) {
                heirs.insert(&unit.code);
            } else if seen.insert(&unit.code) {
                open.extend(&unit.successors);
            }
        }
        heirs
    }

    /// A unit's place in the office's order.
    #[must_use]
    pub fn place(&self, code: &UnitCode) -> usize {
        self.by_code.get(code).copied().unwrap_or(usize::MAX)
    }

    /// The unit that has this name or alias.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&UnitCode> {
        self.keys(name).iter().find_map(|key| self.by_key.get(key))
    }

    /// The keys a name is looked up by: as written, written out, and without what may follow it.
    fn keys(&self, name: &str) -> Vec<Key> {
        let plain = Key::of(name);
        let mut keys = vec![self.written_out(&plain), plain];
        for place in 0..keys.len() {
            for suffix in &self.suffixes {
                let shorter = keys.get(place).and_then(|key| without_suffix(key, suffix));
                keys.extend(shorter);
            }
        }
        keys.retain(|key| !key.is_empty());
        keys
    }

    /// A key with its abbreviations written out.
    fn written_out(&self, key: &Key) -> Key {
        let long: Vec<String> = key
            .words()
            .map(|word| self.abbreviations.get(&Key::from_words([word])).map_or_else(|| word.to_owned(), ToString::to_string))
            .collect();
        Key::from_words(long.iter().map(String::as_str))
    }

    /// The units a file's name names, without regard to diacritics. A hint only: used where the file cannot be opened,
    /// and as a suggestion.
    #[must_use]
    pub fn in_file_name(&self, name: &str) -> BTreeSet<UnitCode> {
        let words = bare_words(name);
        let mut spans: Vec<(usize, usize, &UnitCode)> = Vec::new();
        // forms are issued under the unit's code; a code of one word may be any word
        let codes = self.units.iter().map(|unit| (bare_words(unit.code.as_str()), unit.code.clone()));
        let codes: Vec<_> = codes.filter(|(words, _)| words.len() > 1).collect();
        for (alias, unit) in codes.iter().chain(&self.bare) {
            spans.extend(positions(&words, alias).map(|start| (start, start + alias.len(), unit)));
        }
        let widest: Vec<_> =
            spans.iter().filter(|(start, end, _)| !spans.iter().any(|(s, e, _)| s <= start && end <= e && e - s > end - start)).collect();
        let covered = |at: usize| widest.iter().any(|(start, end, _)| *start <= at && at < *end);
        let lower = self.lower_bodies.iter().any(|body| positions(&words, body).any(|start| !covered(start)));
        if lower { BTreeSet::new() } else { widest.into_iter().map(|(_, _, unit)| (*unit).clone()).collect() }
    }

    /// Units whose names are near to a text, nearest first, at most three. Only ever shown to a person.
    #[must_use]
    pub fn suggestions(&self, text: &str) -> Vec<UnitCode> {
        let words = bare_words(text).join(" ");
        let mut near: Vec<(usize, usize, &UnitCode)> = self
            .bare
            .iter()
            .filter_map(|(alias, unit)| {
                let distance = strsim::damerau_levenshtein(&alias.join(" "), &words);
                (distance * 3 <= words.chars().count()).then(|| (distance, self.place(unit), unit))
            })
            .collect();
        near.sort_unstable();
        // beside a name one or two letters away, one that is far away is no suggestion
        let nearest = near.first().map_or(0, |(distance, ..)| *distance);
        near.retain(|(distance, ..)| *distance <= nearest * 2 + 1);
        let mut found: Vec<UnitCode> = Vec::new();
        for (_, _, unit) in near {
            if !found.contains(unit) {
                found.push(unit.clone());
            }
        }
        found.truncate(3);
        found
    }
}

fn without_suffix(key: &Key, suffix: &Key) -> Option<Key> {
    let words: Vec<&str> = key.words().collect();
    let end: Vec<&str> = suffix.words().collect();
    words.strip_suffix(end.as_slice()).filter(|rest| rest.len() > 1).map(|rest| Key::from_words(rest.iter().copied()))
}

/// Where a run of words stands in another.
fn positions<'a>(words: &'a [String], run: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    let windows = (!run.is_empty()).then(|| words.windows(run.len()).enumerate());
    windows.into_iter().flatten().filter(move |(_, window)| *window == run).map(|(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        let unit = |code: &str, name: &str, aliases: &[&str]| Unit {
            code: code.into(),
            name: name.to_owned(),
            group: "g".into(),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            must_report: true,
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
        };
        let units = vec![
            unit("H-X", "Ủy ban nhân dân huyện Thọ Xuân", &["UBND huyện Thọ Xuân", "Huyện Thọ Xuân"]),
            unit("H-T", "Ủy ban nhân dân huyện Thường Xuân", &["Huyện Thường Xuân"]),
            unit("TX-B", "Ủy ban nhân dân thị xã Bỉm Sơn", &["Thị xã Bỉm Sơn"]),
            unit("K-C", "Cảng hàng không Thọ Xuân", &[]),
            unit("K-V", "Cảng vụ Hàng không - Đại diện tại Cảng hàng không Thọ Xuân", &[]),
        ];
        let naming = Naming {
            abbreviations: vec![("UBND".into(), "Ủy ban nhân dân".into()), ("H".into(), "huyện".into()), ("TX".into(), "thị xã".into())],
            suffixes: vec!["tỉnh Thanh Hóa".into()],
            lower_bodies: vec!["xã".into(), "Công an huyện".into()],
        };
        let (registry, clashes) = Registry::new(Vec::new(), units, &naming);
        assert!(clashes.is_empty());
        registry
    }

    #[test]
    fn a_unit_is_found_by_any_writing_of_its_names() {
        let registry = registry();
        for name in
            ["UBND H. Thọ Xuân", "UBND H.Thọ Xuân", "UỶ BAN NHÂN DÂN HUYỆN THỌ XUÂN", "UBND huyện Thọ Xuân, tỉnh Thanh Hóa", "H. Thọ Xuân"]
        {
            assert_eq!(registry.named(name).map(UnitCode::as_str), Some("H-X"), "{name}");
        }
    }

    #[test]
    fn a_unit_is_never_found_by_likeness() {
        let registry = registry();
        for name in ["UBND xã Thọ Thanh, huyện Thường Xuân", "UBND huyen Tho Xuan", "Thọ Xuân", "Huyện Thọ Xuân 2", "", "tỉnh Thanh Hóa"]
        {
            assert_eq!(registry.named(name), None, "{name}");
        }
        assert_eq!(registry.suggestions("UBND huyen Tho Xuan").first().map(UnitCode::as_str), Some("H-X"));
    }

    #[test]
    fn a_file_name_names_one_unit_or_none() {
        let registry = registry();
        let found = |name| registry.in_file_name(name).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(found("BC_UBND_huyen_Tho_Xuan (hong)"), ["H-X"]);
        assert_eq!(found("Cảng vụ Hàng không - Đại diện tại Cảng hàng không Thọ Xuân"), ["K-V"]);
        assert_eq!(found("thi xa Bim Son"), ["TX-B"]);
        assert_eq!(found("TX-B (1) gui lai"), ["TX-B"]);
        assert_eq!(found("H-X va H-T"), ["H-T", "H-X"]);
        assert_eq!(found("UBND xã Thọ Thanh, huyện Thường Xuân"), [""; 0]);
        assert_eq!(found("Cong an huyen Tho Xuan"), [""; 0]);
        assert_eq!(found("huyện Thọ Xuân và huyện Thường Xuân"), ["H-T", "H-X"]);
    }
}
