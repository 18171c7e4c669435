//! Rejects figures that other tables of the file contradict.

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
