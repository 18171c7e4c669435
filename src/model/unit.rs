//! Defines units, their groups and the lookup of units by name: by alias and key, never by
//! similarity.

use super::id::{GroupCode, UnitCode};
use super::key::Key;
use super::period::Period;
use super::unit_name::Names;
use crate::text::Lang;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

pub use super::unit_name::Naming;

/// Group of units (*khối*) for subtotals and assignments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub code: GroupCode,
    pub name: String,
    pub name_en: String,
}

impl Group {
    /// Returns the name in a language.
    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.name,
            Lang::En => &self.name_en,
        }
    }
}

/// Address of mail to a unit; what is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    pub email: String,
    pub person: String,
    pub phone: String,
}

/// Reporting unit (*đơn vị*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub code: UnitCode,
    pub name: String,
    pub group: GroupCode,
    /// Other names used by the unit.
    pub aliases: Vec<String>,
    /// Whether the unit must report.
    pub must_report: bool,
    /// Address of mail to the unit.
    pub contact: Contact,
    /// First day of existence, if relevant.
    pub valid_from: Option<NaiveDate>,
    /// Last day of existence, if dissolved.
    pub valid_to: Option<NaiveDate>,
    /// Units that succeed it after that day; several if it was split.
    pub successors: Vec<UnitCode>,
}

impl Unit {
    /// Returns whether the unit exists on a day.
    pub(crate) fn exists_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// Returns whether the unit must report in a period and exists on its last on-time day.
    pub(crate) fn must_report_in(&self, period: &Period) -> bool {
        self.must_report
            && period.deadline.is_some_and(|deadline| self.exists_on(deadline.last_day()))
    }

    /// Returns the name and all aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// All units and groups, with an index by code and name.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    groups: Vec<Group>,
    units: Vec<Unit>,
    by_code: BTreeMap<UnitCode, usize>,
    names: Names,
}

impl Registry {
    /// Builds a registry; also returns the pairs of units that share a name and cannot be
    /// distinguished.
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

    /// Returns the units in the order of the unit list.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Returns the groups in the order of the unit list.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Returns the unit with a code, regardless of case and spaces.
    pub fn by_code(&self, written: &str) -> Option<&Unit> {
        let code: String =
            written.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        self.get(&UnitCode::from(code.as_str()))
    }

    /// Returns the unit with a code.
    pub fn get(&self, code: &UnitCode) -> Option<&Unit> {
        self.by_code.get(code).and_then(|place| self.units.get(*place))
    }

    /// Returns the units that succeed a unit on a day: itself while it exists, then its successors
    /// and theirs; empty if it was dissolved without a successor.
    pub(crate) fn successors_on(&self, unit: &UnitCode, day: NaiveDate) -> BTreeSet<&UnitCode> {
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

    /// Returns the index of a unit in the unit list.
    pub fn place(&self, code: &UnitCode) -> usize {
        self.by_code.get(code).copied().unwrap_or(usize::MAX)
    }

    /// Returns the unit named by a text, if the whole text is understood: a name or an alias of one
    /// unit, and phrases without meaning of their own.
    pub fn named(&self, name: &str) -> Option<&UnitCode> {
        self.names.named(name)
    }

    /// Returns whether a text, compared without diacritics, names the unit and nothing else.
    pub(crate) fn is_loosely(&self, unit: &UnitCode, name: &str) -> bool {
        self.names.is_loosely(unit, name)
    }

    /// Returns whether a text names only organizations above the units, apart from phrases without
    /// meaning of their own.
    pub(crate) fn is_above(&self, name: &str) -> bool {
        self.names.is_above(name)
    }

    /// Returns whether a text is the level of a unit, such as *huyện* or *xã*, without a name.
    pub(crate) fn is_level(&self, text: &Key) -> bool {
        self.names.is_level(text)
    }

    /// Returns the units named in a file name, compared without diacritics.
    ///
    /// Only a hint: for files that cannot be opened, and for suggestions.
    pub(crate) fn in_file_name(&self, name: &str) -> BTreeSet<UnitCode> {
        self.names.in_file_name(name)
    }

    /// Returns at most three units whose names are similar to a text or contained in it, most
    /// similar first. They are only shown to people.
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
            contact: Contact::default(),
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
    fn a_unit_is_found_by_any_spelling_of_its_names() {
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
    fn a_unit_is_never_found_by_similarity() {
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
    fn only_listed_phrases_may_accompany_a_name() {
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
    fn file_names_are_read_without_diacritics() {
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
