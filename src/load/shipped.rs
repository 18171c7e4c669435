//! The data the program ships with: the plan of 2024, its units, and the days off. `init` writes them out for the office.

use super::Source;
use crate::error::Error;
use crate::model::plan::Plan;

/// The plan, `ke-hoach.toml`.
pub const PLAN: &str = include_str!("../../data/ke-hoach-2024.toml");
/// The identity of that plan.
pub const PLAN_ID: &str = "PCKB-THANHHOA-2024";
/// Its year.
pub const PLAN_YEAR: i32 = 2024;
/// The units, `don-vi.toml`.
pub const UNITS: &str = include_str!("../../data/don-vi-2024.toml");
/// The units since districts were abolished: communes, wards, and departments as merged in 2025.
pub(crate) const UNITS_2026: &str = include_str!("../../data/don-vi-2026.toml");
/// The days off.
pub const HOLIDAYS: &str = include_str!("../../data/holidays.toml");
/// The settings of a new workspace, `tonghop.toml`.
pub const SETTINGS: &str = include_str!("../../data/tonghop.toml");
/// The decisions of a new workspace, `quyet-dinh.toml`: none yet.
pub const DECISIONS: &str = include_str!("../../data/quyet-dinh.toml");

/// The plan that the program ships with.
///
/// # Errors
///
/// Never: it is sound, and changes no rule.
pub fn plan() -> Result<Plan, Error> {
    let source = |name, text| Source { name, text };
    super::plan(
        source("ke-hoach.toml", PLAN),
        source("don-vi.toml", UNITS),
        source("holidays.toml", HOLIDAYS),
        &[],
    )
}

/// Returns the list of units of a year, as far as the program ships with it.
pub(crate) const fn units_of(year: i32) -> &'static str {
    if year < 2026 { UNITS } else { UNITS_2026 }
}
