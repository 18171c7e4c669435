//! The scope of a run: the plan, the period and the as-of day.

use super::form::Sheet;
use super::period::Period;
use super::plan::Plan;
use chrono::NaiveDate;

/// What is asked of every file: the plan, the period and today.
#[derive(Debug, Clone, Copy)]
pub struct RunScope<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The period reported on.
    pub period: &'a Period,
    /// Today, as an argument.
    pub as_of: NaiveDate,
}

impl RunScope<'_> {
    /// Whether a sheet is of the period's form.
    pub fn asks(&self, sheet: Sheet) -> bool {
        Sheet::of_period(self.period).contains(&sheet)
    }
}
