//! The scope of a run: the plan, the period and the as-of day.

use super::form::Sheet;
use super::period::Period;
use super::plan::Plan;
use chrono::NaiveDate;

/// Scope of a run: what reports are read and checked for.
#[derive(Debug, Clone, Copy)]
pub struct RunScope<'a> {
    pub plan: &'a Plan,
    pub period: &'a Period,
    /// Current day, given as an argument.
    pub as_of: NaiveDate,
}

impl RunScope<'_> {
    /// Returns whether a sheet is part of the period's form.
    pub(crate) fn has_sheet(&self, sheet: Sheet) -> bool {
        self.plan.sheets_of(self.period).contains(&sheet)
    }
}
