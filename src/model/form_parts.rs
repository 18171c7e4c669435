//! Selects the parts of the form that a plan and a period need.

use super::form::{Field, Sheet};
use super::key::Key;
use super::period::Period;
use super::plan::Plan;

/// Types of documents that plans are issued as.
const DOCUMENT_TYPES: [&str; 9] = [
    "Kế hoạch",
    "Chương trình",
    "Đề án",
    "Thông tư",
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Công văn",
    "Hướng dẫn",
];

impl Plan {
    /// Returns the sheets of a period's form, in order: for an ad hoc report, only information and
    /// incidents.
    pub fn sheets_of(&self, period: &Period) -> &[Sheet] {
        if period.is_ad_hoc() { &[Sheet::Info, Sheet::Incidents] } else { &self.sheets }
    }

    /// Returns whether the form of any period has a sheet.
    pub(crate) fn has_sheet(&self, sheet: Sheet) -> bool {
        self.periods.iter().any(|period| self.sheets_of(period).contains(&sheet))
    }

    /// Returns the labels of the sheet of information. The unit's own plan is only asked for if
    /// the plan has a task for it, and not in ad hoc reports.
    pub fn info_fields(&self, period: &Period) -> impl Iterator<Item = Field> {
        let asks_own_plan = self.own_plan_task.is_some() && !period.is_ad_hoc();
        let is_asked = move |field: &Field| {
            asks_own_plan || !matches!(field, Field::OwnPlan | Field::OwnPlanDate)
        };
        Sheet::Info.fields().iter().copied().filter(is_asked)
    }

    /// Returns the type of document of the plan, by the first words of its title.
    pub(crate) fn document_type(&self) -> &'static str {
        let title = Key::new(&self.title);
        let begins = |kind: &&str| title.as_str().starts_with(Key::new(kind).as_str());
        DOCUMENT_TYPES.into_iter().find(begins).unwrap_or(DOCUMENT_TYPES[0])
    }
}
