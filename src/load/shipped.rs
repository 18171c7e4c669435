//! The data the program ships with: the plan of 2024, its units, and the days off. `init` writes them out for the office.

/// The plan, `ke-hoach.toml`.
pub const PLAN: &str = include_str!("../../data/ke-hoach-2024.toml");
/// The units, `don-vi.toml`.
pub const UNITS: &str = include_str!("../../data/don-vi-2024.toml");
/// The days off.
pub const HOLIDAYS: &str = include_str!("../../data/holidays.toml");
