//! Short names of units, for a person who knows the province: *Huyện Quan Hóa* instead of *Ủy ban nhân dân huyện Quan Hóa*.

use super::case::Case;
use super::id::UnitCode;
use super::key::Key;
use super::unit::Unit;

impl Unit {
    /// The shortest of its other names that the full name ends in: abbreviations, old and mistaken names never do.
    pub(crate) fn short_name(&self) -> &str {
        let full = Key::new(&self.name);
        let ends = |name: &&String| {
            let key = Key::new(name);
            let rest = full.as_str().strip_suffix(key.as_str());
            key.words().nth(1).is_some()
                && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        // of names as short as one another the first is taken, the full one before all
        std::iter::once(&self.name)
            .chain(self.aliases.iter().filter(ends))
            .min_by_key(|name| name.chars().count())
            .unwrap_or(&self.name)
    }
}

impl Case<'_> {
    /// A unit's short name; its code where the plan has none.
    pub(crate) fn short_name<'s>(&'s self, code: &'s UnitCode) -> &'s str {
        self.scope.plan.registry.get(code).map_or(code.as_str(), Unit::short_name)
    }
}

#[cfg(test)]
mod tests {
    use crate::load::shipped;

    #[test]
    fn a_unit_is_called_by_the_end_of_its_full_name() {
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
    fn no_two_units_have_one_short_name() {
        let plan = shipped::plan().unwrap();
        let names: std::collections::BTreeSet<&str> =
            plan.registry.units().iter().map(super::Unit::short_name).collect();
        assert_eq!(names.len(), plan.registry.units().len());
    }
}
