//! Data shipped with the program: the plan of 2024, units and calendar. `init` writes them for the
//! office.

use super::Source;
use crate::error::Error;
use crate::model::plan::Plan;

/// `ke-hoach.toml`.
pub const PLAN: &str = include_str!("../../data/ke-hoach-2024.toml");
pub const PLAN_ID: &str = "PCKB-THANHHOA-2024";
pub const PLAN_YEAR: i32 = 2024;
/// `don-vi.toml`.
pub const UNITS: &str = include_str!("../../data/don-vi-2024.toml");
/// Units since districts were abolished: communes, wards, and departments as merged in 2025.
pub(crate) const UNITS_2026: &str = include_str!("../../data/don-vi-2026.toml");
pub const HOLIDAYS: &str = include_str!("../../data/holidays.toml");
/// `tonghop.toml` of a new workspace.
pub const SETTINGS: &str = include_str!("../../data/tonghop.toml");
/// `quyet-dinh.toml` of a new workspace, without decisions.
pub const DECISIONS: &str = include_str!("../../data/quyet-dinh.toml");

/// Returns the shipped plan.
///
/// # Errors
///
/// Never fails: the plan is valid and changes no severity.
pub fn plan() -> Result<Plan, Error> {
    let source = |name, text| Source { name, text };
    super::plan(
        source("ke-hoach.toml", PLAN),
        source("don-vi.toml", UNITS),
        source("holidays.toml", HOLIDAYS),
        &[],
    )
}

/// Returns the shipped list of units for a year.
pub(crate) const fn units_of(year: i32) -> &'static str {
    if year < 2026 { UNITS } else { UNITS_2026 }
}
