//! What the rules on days share: every day a report gives, which of them can be meant, and which may have day and month
//! swapped.

use super::cell_groups::Entry;
use super::{Excludes, Location};
use crate::model::about::About;
use crate::model::case::{Case, RunScope};
use crate::model::date::is_month_first;
use crate::model::form::{Column, Sheet};
use crate::model::number::is_nil;
use crate::model::origin::Sourced;
use crate::model::plan::RowsOf;
use crate::model::reading::Day;
use crate::model::register::folder_with_other_date;
use crate::model::submission::{Report, Submission};
use crate::msg;
use crate::text::Message;
use chrono::{Datelike, NaiveDate};

/// What a finding on the day of receipt adds where the file's folder seems to be named by a day and is not read as one.
pub(super) fn unread_folder(case: &Case<'_>, submission: &Submission) -> Option<Message> {
    let folder = folder_with_other_date(case.archives().openable(&submission.file))?;
    Some(msg!(
        "; thư mục “{folder}” không được đọc là ngày nhận, cần đặt tên theo dạng 2024-04-28",
        "; the folder “{folder}” is not read as a day of receipt, which is written as in 2024-04-28"
    ))
}

/// A day that a report gives.
pub(super) struct Dated<'r> {
    /// What stands there; `None` where it is no day.
    pub(super) answer: &'r Sourced<Option<Day>>,
    /// The labelled answer or the column.
    about: About,
    /// The list it stands in, whose days must lie within the period.
    list: Option<RowsOf>,
}

impl Dated<'_> {
    /// Whether something stands there that is no day. That there is none is an answer too.
    pub(super) fn is_no_day(&self) -> bool {
        self.answer.value.is_none() && !is_nil(&self.answer.raw)
    }

    /// The day.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.answer.value.map(|day| day.date)
    }

    /// The day as one place among several.
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry {
            at: Some(&self.answer.at),
            beside: &[],
            about: Some(self.about.clone()),
            found: Some(&*self.answer.raw),
        }
    }

    /// Whether it was written with the month first, so that no other reading is a day.
    fn is_month_first(&self) -> bool {
        self.answer.value.is_some_and(|day| !day.typed) && is_month_first(&self.answer.raw)
    }

    /// The day of a date cell, where day and month could be swapped; of text too on a machine that puts the month first.
    fn swappable_beside(&self, month_first: bool) -> Option<NaiveDate> {
        let day = self.answer.value.filter(|day| day.typed || month_first)?.date;
        (day.day() <= 12 && day.day() != day.month()).then_some(day)
    }

    /// The day of a date cell, where day and month could be swapped.
    fn swappable(&self) -> Option<NaiveDate> {
        self.swappable_beside(false)
    }
}

/// Every day of a report.
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

/// The counts of the lists in which days of a place stand.
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

/// Whether a day can be meant: it is not in the future, and within the period where it must be.
pub(super) fn is_plausible(scope: &RunScope<'_>, dated: &Dated<'_>, day: NaiveDate) -> bool {
    day <= scope.as_of && (scope.period.contains(day) || dated.list.is_none())
}

/// For each day whether day and month may be swapped: the day cannot be meant as it stands but can the other way round, or
/// it or its column shows a machine that put the month first (see [`is_column_month_first`]).
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

/// Whether a column was typed on a machine that puts the month first: what fits both ways became date cells, all with small
/// days, and only what does not fit stayed text.
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
