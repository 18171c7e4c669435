//! Rejects figures that other figures of the file contradict or that may be one row off.

use super::cell_values;
use super::code_index::RowMatch;
use super::context::ReportReading;
use super::table::Table;
use crate::model::about::About;
use crate::model::form::Column;
use crate::model::origin::CellRef;
use crate::model::plan::Indicator;
use crate::model::reading::{Reading as Answer, Why};
use crate::model::submission::{Figure, Observed};

/// Rejects the figures of a column that may be shifted down by one row: there is a figure below the
/// last row, and one is missing above.
pub(super) fn reject_shifted(reading: &mut ReportReading<'_, '_>, table: &Table<'_>) {
    let Some(last) = table.named.last().copied() else {
        return;
    };
    let is_blank = |row: &&u32| table.cell(**row, Column::Figure).is_none();
    let above = table
        .rows()
        .take_while(|(row, _)| *row <= last)
        .filter_map(|(row, _)| table.figure_number(row))
        .sum();
    let Some(from) = table
        .named
        .iter()
        .find(is_blank)
        .copied()
        .filter(|_| table.is_unnamed_figure(last + 1, above))
    else {
        return;
    };
    let slipped = |figure: &Figure| {
        figure.at.as_ref().map(|at| at.cell).filter(|at| (from..=last).contains(&at.row))
    };
    let mut found = Vec::new();
    for figure in reading
        .report
        .figures
        .iter_mut()
        .filter(|figure| figure.at.as_ref().is_some_and(|at| at.sheet == table.grid.name))
    {
        if let Some(at) = slipped(figure).filter(|_| figure.reading.amount().is_some()) {
            figure.reading = Answer::misread(Why::SeveralPlaces, None);
            found.push((at, figure.raw.as_ref().map(ToString::to_string)));
        }
    }
    for (at, raw) in found {
        reading.observations.add(
            Observed::Ambiguous,
            Some(&table.grid.name),
            [at],
            &[About::Column(table.kind, Column::Figure)],
            raw,
        );
    }
}

/// Rejects figures for which another table of the file gives a different number.
pub(super) fn reject_contradicted(reading: &mut ReportReading<'_, '_>, beside: &[Table<'_>]) {
    for table in beside {
        let figures = std::mem::take(&mut reading.report.figures);
        let contradicted = |(place, figure): (usize, &Figure)| {
            let indicator = reading.form.plan.indicators.get(place)?;
            let at = contradicting(reading, table, (place, indicator), figure)?;
            Some((place, figure.at.clone()?, at))
        };
        let places: Vec<_> = figures.iter().enumerate().filter_map(contradicted).collect();
        reading.report.figures = figures;
        let alone = places.len() == 1;
        for (place, own, at) in places {
            let Some(figure) = reading.report.figures.get_mut(place) else {
                continue;
            };
            figure.reading = Answer::misread(Why::SeveralPlaces, None);
            let other =
                table.grid.get(at).map(|cell| cell.value.seen().into_owned()).unwrap_or_default();
            let found = format!(
                "{}; {}!{at}: {other}",
                figure.raw.as_deref().unwrap_or_default(),
                table.grid.name
            );
            let about = if alone {
                About::Indicator(figure.indicator.clone())
            } else {
                About::Column(table.kind, Column::Figure)
            };
            reading.observations.add(
                Observed::Ambiguous,
                Some(&own.sheet),
                [own.cell],
                &[about],
                Some(found),
            );
        }
    }
}

/// Returns the cell of another table with a different figure for an indicator.
fn contradicting(
    reading: &ReportReading<'_, '_>,
    table: &Table<'_>,
    (place, indicator): (usize, &Indicator),
    figure: &Figure,
) -> Option<CellRef> {
    let known = figure.reading.amount()?;
    let col = table.figures.answer?;
    let index = &reading.form.indicators;
    let rows = table.rows().filter(|(row, _)| {
        let (code, wording) = (table.text(*row, Column::Code), table.text(*row, Column::Name));
        matches!(index.row(index.written(&code, &wording)), RowMatch::Code(at) | RowMatch::OtherCode(at) | RowMatch::Wording(at) if at == place)
    });
    let mut cells = rows.filter_map(|(row, _)| table.grid.get(CellRef::new(row, col)));
    cells
        .find(|cell| {
            cell_values::figure(cell, indicator).0.amount().is_some_and(|other| other != known)
        })
        .map(|cell| cell.at)
}
