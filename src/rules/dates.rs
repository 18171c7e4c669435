//! Collects the dates in a report, and detects implausible dates and dates whose day and month may
//! be swapped.

use super::cell_groups::Entry;
use super::{Excludes, Location};
use crate::model::about::About;
use crate::model::case::{Case, RunScope};
use crate::model::date::is_month_first;
use crate::model::form::{Column, Field, Sheet};
use crate::model::number::is_nil;
use crate::model::origin::Sourced;
use crate::model::plan::RowsOf;
use crate::model::reading::Day;
use crate::model::register::folder_with_other_date;
use crate::model::submission::{Report, Submission};
use crate::msg;
use crate::text::Message;
use chrono::{Datelike, NaiveDate};

/// Describes a folder whose name seems to be a date but was not read as one, for findings on the
/// received date.
pub(super) fn unread_folder(case: &Case<'_>, submission: &Submission) -> Option<Message> {
    let folder = folder_with_other_date(case.archives().openable(&submission.file))?;
    Some(msg!(
        "; thư mục “{folder}” không được đọc là ngày nhận, cần đặt tên theo dạng 2024-04-28",
        "; the folder “{folder}” is not read as a day of receipt, which is written as in 2024-04-28"
    ))
}

/// Date in a report.
pub(super) struct Dated<'r> {
    /// Answer; `None` if it is not a date.
    pub(super) answer: &'r Sourced<Option<Day>>,
    about: About,
    /// List that contains it; its dates must be in the period.
    list: Option<RowsOf>,
}

impl Dated<'_> {
    /// Returns whether the answer is not a date. “Nothing to report” is accepted.
    pub(super) fn is_not_a_date(&self) -> bool {
        self.answer.value.is_none() && !is_nil(&self.answer.raw)
    }

    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.answer.value.map(|day| day.date)
    }

    /// Returns an entry for a finding.
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry {
            at: Some(&self.answer.at),
            beside: &[],
            about: Some(self.about.clone()),
            found: Some(&*self.answer.raw),
        }
    }

    /// Returns whether it was written with the month first, so that no other order gives a date.
    fn is_month_first(&self) -> bool {
        self.answer.value.is_some_and(|day| !day.typed) && is_month_first(&self.answer.raw)
    }

    /// Returns the date in a date cell if day and month could be swapped; with `month_first` also a
    /// date in text.
    fn swappable_beside(&self, month_first: bool) -> Option<NaiveDate> {
        let day = self.answer.value.filter(|day| day.typed || month_first)?.date;
        (day.day() <= 12 && day.day() != day.month()).then_some(day)
    }

    /// Returns the date in a date cell if day and month could be swapped.
    fn swappable(&self) -> Option<NaiveDate> {
        self.swappable_beside(false)
    }
}

/// Returns all dates of a report.
pub(super) fn all(report: &Report) -> Vec<Dated<'_>> {
    let labelled = report.days.iter().map(|(field, answer)| Dated {
        answer,
        about: About::Field(*field),
        list: None,
    });
    let issued = report.documents.iter().filter_map(|document| document.issued.as_ref());
    let issued = issued.map(|answer| Dated {
        answer,
        about: About::Column(Sheet::Documents, Column::Date),
        list: Some(RowsOf::Documents),
    });
    let happened = report.incidents.iter().filter_map(|incident| incident.happened.as_ref());
    let happened = happened.map(|answer| Dated {
        answer,
        about: About::Column(Sheet::Incidents, Column::Date),
        list: Some(RowsOf::Incidents),
    });
    labelled.chain(issued).chain(happened).collect()
}

/// Returns the values that count the rows of the lists with these dates.
pub(super) fn excludes(scope: &RunScope<'_>, days: &[&Dated<'_>], location: &Location) -> Excludes {
    let here = |dated: &&&Dated<'_>| location.sheet.as_ref() == Some(&dated.answer.at.sheet);
    let lists: Vec<RowsOf> = days.iter().filter(here).filter_map(|dated| dated.list).collect();
    let counts = scope
        .plan
        .indicators
        .iter()
        .filter(|indicator| indicator.rows_of.is_some_and(|list| lists.contains(&list)));
    Excludes::Values(counts.map(|indicator| indicator.code.clone()).collect())
}

/// Returns whether a date is plausible: not in the future, in the period if in a list, and not
/// before the period if it is the signing date.
pub(super) fn is_plausible(scope: &RunScope<'_>, dated: &Dated<'_>, day: NaiveDate) -> bool {
    let may_precede = dated.about != About::Field(Field::SignedOn)
        || scope.period.from.is_none_or(|from| from <= day);
    day <= scope.as_of
        && if dated.list.is_some() { scope.period.contains(day) } else { may_precede }
}

/// Returns for each date whether day and month may be swapped: only the swapped date is plausible,
/// or the date or its column was typed with the month first (see [`is_column_month_first`]).
pub(super) fn swapped(scope: &RunScope<'_>, days: &[Dated<'_>]) -> Vec<bool> {
    let fits_swapped = |dated: &Dated<'_>, day: NaiveDate| {
        let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
        !is_plausible(scope, dated, day)
            && other.is_some_and(|other| is_plausible(scope, dated, other))
    };
    let written = |dated: &Dated<'_>| {
        days.iter().any(|other| other.about == dated.about && other.is_month_first())
    };
    let is_swapped = |dated: &Dated<'_>| {
        let by_column = |_| written(dated) || is_column_month_first(days, &dated.about);
        dated.is_month_first()
            || dated.swappable().is_some_and(|day| fits_swapped(dated, day))
            || dated.swappable_beside(written(dated)).is_some_and(by_column)
    };
    days.iter().map(is_swapped).collect()
}

/// Returns whether a column was typed on a computer with the month first: ambiguous dates, all with
/// small days, became date cells and only the others stayed text.
fn is_column_month_first(days: &[Dated<'_>], about: &About) -> bool {
    let column =
        || days.iter().filter(|dated| dated.about == *about).filter_map(|dated| dated.answer.value);
    let small = |day: &Day| day.date.day() <= 12;
    let swappable =
        days.iter().filter(|dated| dated.about == *about && dated.swappable().is_some()).count();
    let mut texts = column().filter(|day| !day.typed).peekable();
    swappable >= 2
        && texts.peek().is_some()
        && texts.all(|day| !small(&day))
        && column().filter(|day| day.typed).all(|day| small(&day))
}
