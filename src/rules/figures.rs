//! What the rules on figures share: the figures that failed for one reason.

use super::cell_groups::Entry;
use super::{Excludes, Location, Reporter};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::id::IndicatorCode;
use crate::model::number::NumberKind;
use crate::model::origin::{CellRef, Origin};
use crate::model::reading::{Misread, Reading, Why};
use crate::model::submission::{Figure, Report, Submission};
use crate::msg;
use crate::text::Message;
use std::sync::Arc;

/// The figures of a submission whose reading failed for a reason.
pub(super) fn misread(
    submission: &Submission,
    wanted: fn(&Why) -> bool,
) -> impl Iterator<Item = (&Figure, &Misread)> {
    let figures = submission.report().map_or(&[][..], |report| report.figures.as_slice());
    figures.iter().filter_map(move |figure| match &figure.reading {
        Reading::Misread(misread) if wanted(&misread.why) => Some((figure, misread)),
        _ => None,
    })
}

/// Reports one figure, which is not counted.
pub(super) fn report_one(
    out: &mut Reporter<'_>,
    figure: &Figure,
    expected: Message,
    message: Message,
) {
    let location = Location {
        sheet: figure.at.as_ref().map(|at| Arc::clone(&at.sheet)),
        cells: figure.at.iter().map(|at| at.cell).chain(figure.rivals.iter().copied()).collect(),
        about: vec![About::Indicator(figure.indicator.clone())],
        found: figure.raw.as_ref().map(ToString::to_string),
        expected: Some(expected),
    };
    out.report(location, message).excludes = Excludes::Values(vec![figure.indicator.clone()]);
}

/// What a figure is asked as.
pub(super) fn asked(scope: &RunScope<'_>, figure: &Figure) -> Message {
    let indicator = scope.plan.indicator(&figure.indicator);
    indicator.map_or_else(|| NumberKind::COUNT.asked(), |indicator| indicator.answer.asked())
}

/// What is asked of several figures: a count, or what the form says of each.
pub(super) fn asked_of_all<'f>(
    scope: &RunScope<'_>,
    mut figures: impl Iterator<Item = &'f Figure>,
) -> Message {
    let count = NumberKind::COUNT.asked();
    if figures.all(|figure| asked(scope, figure) == count) {
        let Message { vi, en } = count;
        msg!("{vi}, hoặc “Không phát sinh”", "{en}, or “Không phát sinh”")
    } else {
        msg!("câu trả lời mà biểu mẫu hỏi ở từng ô", "the answer that the form asks in each cell")
    }
}

/// A figure as one place among several.
pub(super) fn entry(figure: &Figure) -> Entry<'_> {
    Entry {
        at: figure.at.as_ref(),
        beside: &figure.rivals,
        about: Some(About::Indicator(figure.indicator.clone())),
        found: figure.raw.as_deref(),
    }
}

/// The codes of the figures that stand in cells of a sheet.
pub(super) fn in_cells(
    report: &Report,
    sheet: Option<&str>,
    wanted: impl Fn(CellRef) -> bool,
) -> Vec<IndicatorCode> {
    let here = |at: &Origin| sheet == Some(&*at.sheet) && wanted(at.cell);
    report
        .figures
        .iter()
        .filter(|figure| figure.at.as_ref().is_some_and(here))
        .map(|figure| figure.indicator.clone())
        .collect()
}

/// The codes of every figure of a report.
pub(super) fn codes(report: &Report) -> Vec<IndicatorCode> {
    report.figures.iter().map(|figure| figure.indicator.clone()).collect()
}
