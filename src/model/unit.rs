//! The units that report, their groups, and finding a unit by its name: by alias and key, never by likeness.

use super::id::{GroupCode, UnitCode};
use super::key::Key;
use super::period::Period;
use super::unit_name::Names;
use crate::text::Lang;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

pub use super::unit_name::Naming;

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
    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
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
    pub(crate) fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Whether a report is expected of the unit in a period: it must report and exists on the deadline.
    pub(crate) fn owes_report(&self, period: &Period) -> bool {
        self.must_report
            && period.deadline.is_some_and(|deadline| self.exists_on(deadline.last_day()))
    }

    /// The name and all aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// All units in the office's order, and the index by which they are found.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    groups: Vec<Group>,
    units: Vec<Unit>,
    by_code: BTreeMap<UnitCode, usize>,
    names: Names,
}

impl Registry {
    /// A registry, and the pairs of units that share a name and could not be told apart.
    pub fn new(
        groups: Vec<Group>,
        units: Vec<Unit>,
        naming: &Naming,
    ) -> (Self, Vec<(UnitCode, UnitCode, String)>) {
        let by_code =
            units.iter().enumerate().map(|(place, unit)| (unit.code.clone(), place)).collect();
        let (names, clashes) =
            Names::new(units.iter().map(|unit| (&unit.code, unit.names().collect())), naming);
        (Self { groups, units, by_code, names }, clashes)
    }

    /// The units in the office's order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The groups in the office's order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// A unit by its code as written (case and spaces do not matter).
    pub fn by_code(&self, written: &str) -> Option<&Unit> {
        let code: String =
            written.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        self.get(&UnitCode::from(code.as_str()))
    }

    /// The unit of a code.
    pub fn get(&self, code: &UnitCode) -> Option<&Unit> {
        self.by_code.get(code).and_then(|place| self.units.get(*place))
    }

    /// The units that stand in a unit's place on a day: itself as long as it exists, then those that took its place, and those
    /// that took theirs. None where it ended without a successor.
    pub(crate) fn heirs(&self, unit: &UnitCode, day: NaiveDate) -> BTreeSet<&UnitCode> {
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
    pub fn place(&self, code: &UnitCode) -> usize {
        self.by_code.get(code).copied().unwrap_or(usize::MAX)
    }

    /// The unit that a text names, where all of it is understood: a name or an alias of one unit, and what says nothing beside it.
    pub fn named(&self, name: &str) -> Option<&UnitCode> {
        self.names.named(name)
    }

    /// Whether a text names a unit when diacritics are left aside, and nothing else.
    pub(crate) fn is_loosely(&self, unit: &UnitCode, name: &str) -> bool {
        self.names.is_loosely(unit, name)
    }

    /// Whether a text names nothing but a body that stands over the units, or what may stand beside any name.
    pub(crate) fn is_above(&self, name: &str) -> bool {
        self.names.is_above(name)
    }

    /// Whether a text is the level of a unit, as *huyện* or *xã*, without a name.
    pub(crate) fn is_level(&self, text: &Key) -> bool {
        self.names.is_level(text)
    }

    /// The units a file's name names, without regard to diacritics. A hint only: used where the file cannot be opened,
    /// and as a suggestion.
    pub(crate) fn in_file_name(&self, name: &str) -> BTreeSet<UnitCode> {
        self.names.in_file_name(name)
    }

    /// Units whose names stand in a text or are near to it, nearest first, at most three. Only ever shown to a person.
    pub(crate) fn suggestions(&self, text: &str) -> Vec<UnitCode> {
        self.names.suggestions(text, |unit| self.place(unit))
    }
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
            unit(
                "H-X",
                "Ủy ban nhân dân huyện Thọ Xuân",
                &["UBND huyện Thọ Xuân", "Huyện Thọ Xuân"],
            ),
            unit("H-T", "Ủy ban nhân dân huyện Thường Xuân", &["Huyện Thường Xuân"]),
            unit("TX-B", "Ủy ban nhân dân thị xã Bỉm Sơn", &["Thị xã Bỉm Sơn"]),
            unit("K-C", "Cảng hàng không Thọ Xuân", &[]),
            unit("K-V", "Cảng vụ Hàng không - Đại diện tại Cảng hàng không Thọ Xuân", &[]),
        ];
        let naming = Naming {
            abbreviations: vec![
                ("UBND".into(), "Ủy ban nhân dân".into()),
                ("H".into(), "huyện".into()),
                ("TX".into(), "thị xã".into()),
            ],
            suffixes: vec!["tỉnh Thanh Hóa".into(), "Thanh Hóa".into()],
            decorations: vec!["Ban Chỉ đạo".into(), "Ban Chỉ đạo PCKB".into(), "BCĐ PCKB".into()],
            above: vec!["UBND tỉnh".into()],
            lower_bodies: vec!["xã".into(), "Công an huyện".into()],
        };
        let (registry, clashes) = Registry::new(Vec::new(), units, &naming);
        assert!(clashes.is_empty());
        registry
    }

    #[test]
    fn a_unit_is_found_by_any_writing_of_its_names() {
        let registry = registry();
        for name in [
            "UBND H. Thọ Xuân",
            "UBND H.Thọ Xuân",
            "UỶ BAN NHÂN DÂN HUYỆN THỌ XUÂN",
            "UBND huyện Thọ Xuân, tỉnh Thanh Hóa",
            "H. Thọ Xuân",
        ] {
            assert_eq!(registry.named(name).map(UnitCode::as_str), Some("H-X"), "{name}");
        }
    }

    #[test]
    fn a_unit_is_never_found_by_likeness() {
        let registry = registry();
        for name in [
            "UBND xã Thọ Thanh, huyện Thường Xuân",
            "UBND huyen Tho Xuan",
            "Thọ Xuân",
            "Huyện Thọ Xuân 2",
            "",
            "tỉnh Thanh Hóa",
        ] {
            assert_eq!(registry.named(name), None, "{name}");
        }
        assert_eq!(
            registry.suggestions("UBND huyen Tho Xuan").first().map(UnitCode::as_str),
            Some("H-X")
        );
    }

    #[test]
    fn what_says_nothing_beside_a_name_is_a_closed_list() {
        let registry = registry();
        for name in [
            "Ban Chỉ đạo PCKB huyện Thọ Xuân",
            "UBND huyện Thọ Xuân (Ban Chỉ đạo PCKB huyện)",
            "UBND huyện Thọ Xuân (BCĐ PCKB)",
            "UBND huyện Thọ Xuân - Thanh Hóa",
            "UBND huyện Thọ Xuân (H-X)",
            "UBND huyện Thọ Xuân, địa chỉ: khu 3, thị trấn Thọ Xuân",
            "UBND tỉnh Thanh Hóa",
        ] {
            let expected = (!name.contains("UBND tỉnh")).then_some("H-X");
            assert_eq!(registry.named(name).map(UnitCode::as_str), expected, "{name}");
        }
        for name in [
            "Ngân hàng CSXH huyện Thọ Xuân",
            "Cụm 1 huyện Thọ Xuân",
            "UBND huyện Thọ Xuân - Xuân Lai",
            "Lam Sơn - H. Thọ Xuân",
            "UBND huyện Thọ Xuân và huyện Thường Xuân",
            "Phòng Nội vụ huyện Thọ Xuân",
            "Công ty CP Mía đường Lam Sơn (huyện Thọ Xuân)",
            "Địa chỉ: huyện Thọ Xuân",
            "Ban Chỉ đạo",
        ] {
            assert_eq!(registry.named(name), None, "{name}");
            assert!(!registry.is_loosely(&"H-X".into(), name), "{name}");
        }
        assert!(registry.is_loosely(&"H-X".into(), "BCD PCKB - UBND H. Tho Xuan"));
        assert!(!registry.is_loosely(&"H-T".into(), "UBND H. Tho Xuan"));
        assert!(
            registry.is_above("UBND TỈNH THANH HÓA")
                && registry.is_above("Ban Chỉ đạo - UBND tỉnh")
        );
        assert!(
            !registry.is_above("UBND XÃ THỌ THANH") && !registry.is_above("UBND huyện Thọ Xuân")
        );
    }

    #[test]
    fn a_file_name_names_one_unit_or_none() {
        let registry = registry();
        assert_eq!(
            registry
                .suggestions("UBND xã Thọ Thanh, huyện Thường Xuân")
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            ["H-T"]
        );
        let found =
            |name| registry.in_file_name(name).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(found("BC_UBND_huyen_Tho_Xuan (hong)"), ["H-X"]);
        assert_eq!(found("Cảng vụ Hàng không - Đại diện tại Cảng hàng không Thọ Xuân"), ["K-V"]);
        for name in ["thi xa Bim Son", "BC TX Bim Son", "BC TX. Bỉm Sơn 6T"] {
            assert_eq!(found(name), ["TX-B"], "{name}");
        }
        assert_eq!(found("BC UBND H. Tho Xuan 6T"), ["H-X"]);
        assert_eq!(found("TX-B (1) gui lai"), ["TX-B"]);
        assert_eq!(found("H-X va H-T"), ["H-T", "H-X"]);
        assert_eq!(found("UBND xã Thọ Thanh, huyện Thường Xuân"), [""; 0]);
        assert_eq!(found("Cong an huyen Tho Xuan"), [""; 0]);
        assert_eq!(found("huyện Thọ Xuân và huyện Thường Xuân"), ["H-T", "H-X"]);
    }
}
