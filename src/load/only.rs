//! `only` of an indicator: the groups and units that are asked.

use super::file::File;
use super::table::Table;
use super::units::Units;
use crate::model::id::UnitCode;
use crate::msg;
use std::collections::BTreeSet;

/// Reads the units that are asked; `None` if all are.
pub(super) fn read(file: &File, table: &mut Table, units: &Units) -> Option<BTreeSet<UnitCode>> {
    let mut only = table.optional("only").table()?;
    let line = only.line;
    let mut groups = only.optional("groups").texts();
    let mut named = only.optional("units").texts();
    only.done();
    if groups.is_empty() && named.is_empty() {
        file.fault(
            line,
            msg!(
                "“only” phải có ít nhất một khối (groups) hoặc một đơn vị (units); hỏi mọi đơn vị thì bỏ “only”.",
                "“only” needs at least one of groups or units; to ask every unit drop “only”."
            ),
        );
    }
    groups.retain(|group| units.groups.check(file, group));
    named.retain(|unit| units.codes.check(file, unit));
    let is_asked = |group: &str, unit: &str| {
        groups.iter().any(|asked| asked.value == group)
            || named.iter().any(|asked| asked.value == unit)
    };
    let all = units.registry.units().iter();
    let asked = all.filter(|unit| is_asked(unit.group.as_str(), unit.code.as_str()));
    Some(asked.map(|unit| unit.code.clone()).collect())
}
