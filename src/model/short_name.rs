//! Shortens unit names for readers who know the province: *Huyện Quan Hóa* instead of *Ủy ban nhân
//! dân huyện Quan Hóa*.

use super::case::Case;
use super::id::UnitCode;
use super::key::Key;
use super::unit::Unit;

impl Unit {
    /// Returns the shortest alias of two words or more with which the full name ends.
    /// Abbreviations, former and mistaken names never match.
    pub(crate) fn short_name(&self) -> &str {
        let full = Key::new(&self.name);
        let ends = |name: &&String| {
            let key = Key::new(name);
            let rest = full.as_str().strip_suffix(key.as_str());
            key.words().nth(1).is_some()
                && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        // the first of equally short names wins
        std::iter::once(&self.name)
            .chain(self.aliases.iter().filter(ends))
            .min_by_key(|name| name.chars().count())
            .unwrap_or(&self.name)
    }
}

impl Case<'_> {
    /// Returns the short name of a unit, or its code if the unit is not in the plan.
    pub(crate) fn short_name<'s>(&'s self, code: &'s UnitCode) -> &'s str {
        self.scope.plan.registry.get(code).map_or(code.as_str(), Unit::short_name)
    }
}

#[cfg(test)]
mod tests {
    use crate::load::shipped;

    #[test]
    fn short_names_are_ends_of_full_names() {
        let plan = shipped::plan().unwrap();
        for (code, name) in [
            ("H-QUANHOA", "Huyện Quan Hóa"),
            ("S-TP", "Sở Tư pháp"),
            ("S-TTT", "Thanh tra tỉnh"),
            ("S-GTVT", "Sở Giao thông vận tải"),
            ("H-NGOCLAC", "Huyện Ngọc Lặc"),
            ("TX-NGHISON", "Thị xã Nghi Sơn"),
        ] {
            assert_eq!(plan.registry.by_code(code).map(super::Unit::short_name), Some(name));
        }
    }

    #[test]
    fn short_names_are_unique() {
        let plan = shipped::plan().unwrap();
        let names: std::collections::BTreeSet<&str> =
            plan.registry.units().iter().map(super::Unit::short_name).collect();
        assert_eq!(names.len(), plan.registry.units().len());
    }
}
