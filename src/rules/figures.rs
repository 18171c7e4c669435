//! Reports figures that could not be read, for the rules on figures.

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

/// Returns the figures whose reading failed for one of the wanted reasons.
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

/// Reports one figure and excludes it.
pub(super) fn report_one(
    out: &mut Reporter<'_>,
    figure: &Figure,
    expected: Message,
    message: Message,
) {
    out.report(location(figure, expected), message).excludes =
        Excludes::Values(vec![figure.indicator.clone()]);
}

/// Reports one figure and excludes it. For an indicator that does not ask for a plain count, the
/// correction is the permitted answer.
pub(super) fn report_answer(
    out: &mut Reporter<'_>,
    scope: &RunScope<'_>,
    figure: &Figure,
    expected: Message,
    message: Message,
) {
    let indicator = scope.plan.indicator(&figure.indicator);
    let is_count = indicator.is_none_or(|indicator| indicator.answer.is_count());
    let finding = out.report(location(figure, expected.clone()), message);
    finding.excludes = Excludes::Values(vec![figure.indicator.clone()]);
    if !is_count {
        let Message { vi, en } = expected;
        finding.fix = msg!("Ghi {vi}.", "Enter {en}.");
    }
}

/// Returns the location of a figure.
pub(super) fn location(figure: &Figure, expected: Message) -> Location {
    Location {
        sheet: figure.at.as_ref().map(|at| Arc::clone(&at.sheet)),
        cells: figure.at.iter().map(|at| at.cell).chain(figure.rivals.iter().copied()).collect(),
        about: vec![About::Indicator(figure.indicator.clone())],
        found: figure.raw.as_ref().map(ToString::to_string),
        expected: Some(expected),
    }
}

/// Describes the permitted answer.
pub(super) fn permitted(scope: &RunScope<'_>, figure: &Figure) -> Message {
    let indicator = scope.plan.indicator(&figure.indicator);
    indicator.map_or_else(
        || NumberKind::COUNT.with_article(),
        |indicator| indicator.answer.description(),
    )
}

/// Describes the permitted answers to several figures.
pub(super) fn permitted_in_all<'f>(
    scope: &RunScope<'_>,
    mut figures: impl Iterator<Item = &'f Figure>,
) -> Message {
    let count = NumberKind::COUNT.with_article();
    if figures.all(|figure| permitted(scope, figure) == count) {
        let Message { vi, en } = count;
        msg!("{vi}, hoặc “Không phát sinh”", "{en}, or “Không phát sinh”")
    } else {
        msg!("câu trả lời mà biểu mẫu hỏi ở từng ô", "the answer that the form asks in each cell")
    }
}

/// Returns an entry for a finding.
pub(super) fn entry(figure: &Figure) -> Entry<'_> {
    Entry {
        at: figure.at.as_ref(),
        beside: &figure.rivals,
        about: Some(About::Indicator(figure.indicator.clone())),
        found: figure.raw.as_deref(),
    }
}

/// Returns the codes of the figures in cells of a sheet.
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

/// Returns the codes of all figures in a report.
pub(super) fn codes(report: &Report) -> Vec<IndicatorCode> {
    report.figures.iter().map(|figure| figure.indicator.clone()).collect()
}
