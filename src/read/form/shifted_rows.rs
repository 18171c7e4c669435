//! Rejects figures that may be one row off their indicators.

use super::cell_values;
use super::context::ReportReading;
use super::figure_columns::is_count;
use super::table::Table;
use crate::model::about::About;
use crate::model::form::Column;
use crate::model::id::IndicatorCode;
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plan::{Indicator, Plan};
use crate::model::reading::{Reading as Answer, Why};
use crate::model::submission::Observed;
use crate::read::grid::Value;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Number of relations that must be broken as written, and hold one row further, to show a shift.
const BROKEN: usize = 2;
const HOLDING: usize = 3;

/// Maximum number of blank rows tried as the place of a shift.
const BLANKS: usize = 6;

/// Rejects the figures of a table that may be shifted.
pub(super) fn reject_shifted(reading: &mut ReportReading<'_, '_>, table: &Table<'_>) {
    let Some(rows) = Placed::new(reading, table).shifted(table) else { return };
    let col = table.columns.get(&Column::Figure).copied();
    let mut found = Vec::new();
    for figure in &mut reading.report.figures {
        let Some(at) = figure.at.as_ref().filter(|at| at.sheet == table.grid.name) else {
            continue;
        };
        let is_blank = figure.reading == Answer::Blank;
        if Some(at.cell.col) == col
            && rows.contains(&at.cell.row)
            && (is_blank || figure.reading.amount().is_some())
        {
            figure.reading = Answer::misread(Why::SeveralPlaces, None);
            found.push(at.cell);
        }
    }
    if found.is_empty() {
        return;
    }
    let said = found.iter().map(|at| {
        table.grid.get(*at).map(|cell| cell.value.seen().into_owned()).unwrap_or_default()
    });
    let said = said.collect::<Vec<_>>().join("; ");
    reading.observations.add(
        Observed::Shifted,
        Some(&table.grid.name),
        found,
        &[About::Column(table.kind, Column::Figure)],
        Some(said),
    );
}

impl Table<'_> {
    /// Returns the number in the figures column.
    pub(super) fn figure_number(&self, row: u32) -> Option<f64> {
        let Value::Number(number) = self.cell(row, Column::Figure)?.value else {
            return None;
        };
        Some(number)
    }

    /// Returns whether a row has a figure but no code or name, so that the figure may belong to the
    /// row above. A sum of all figures above does not count.
    pub(super) fn is_unnamed_figure(&self, row: u32, sum_above: f64) -> bool {
        let is_blank = |column| Key::new(&self.text_over(row, column)).is_empty();
        let is_sum =
            || self.figure_number(row).is_some_and(|number| (sum_above - number).abs() < 0.5);
        let is_figure = self.cell(row, Column::Figure).is_some_and(|cell| is_count(&cell.value));
        is_figure && is_blank(Column::Code) && is_blank(Column::Name) && !is_sum()
    }

    /// Returns whether two rows have different figures.
    pub(super) fn has_other_figure(&self, row: u32, other: u32) -> bool {
        let figure = |row| {
            self.cell(row, Column::Figure)
                .filter(|cell| is_count(&cell.value))
                .map(|cell| cell.value.seen())
        };
        figure(other).is_some_and(|other| figure(row).is_none_or(|own| own != other))
    }
}

/// Figures of a table in the order of their rows.
struct Placed<'p> {
    plan: &'p Plan,
    rows: Vec<(u32, &'p Indicator)>,
    amounts: Vec<Option<Decimal>>,
    blanks: Vec<usize>,
}

impl<'p> Placed<'p> {
    fn new(reading: &ReportReading<'_, 'p>, table: &Table<'_>) -> Self {
        let plan = reading.form.plan;
        let col = table.columns.get(&Column::Figure).copied();
        let here = reading.report.figures.iter().filter_map(|figure| {
            let at = figure.at.as_ref().filter(|at| at.sheet == table.grid.name)?.cell;
            (Some(at.col) == col).then_some((at.row, plan.indicator(&figure.indicator)?, figure))
        });
        let mut here: Vec<_> = here.collect();
        here.sort_by_key(|(row, ..)| *row);
        let blank = |place: usize| {
            here.get(place).is_some_and(|(.., figure)| figure.reading == Answer::Blank)
        };
        Self {
            plan,
            blanks: (0..here.len()).filter(|place| blank(*place)).take(BLANKS).collect(),
            rows: here.iter().map(|(row, indicator, _)| (*row, *indicator)).collect(),
            amounts: here
                .iter()
                .map(|(_, indicator, figure)| indicator.amount(&figure.reading))
                .collect(),
        }
    }

    /// Returns the rows whose figures may be shifted.
    fn shifted(&self, table: &Table<'_>) -> Option<RangeInclusive<u32>> {
        let last = *table.named.last()?;
        below(table, last)
            .or_else(|| self.of_other_rows(table, last))
            .or_else(|| self.by_relations())
    }

    /// Returns the shifted rows if as many figures are beside group headings as are missing at the end.
    fn of_other_rows(&self, table: &Table<'_>, last: u32) -> Option<RangeInclusive<u32>> {
        let heads = |row: u32| {
            let is_blank = |column| table.text(row, column).trim().is_empty();
            !table.named.contains(&row) && !is_blank(Column::Name) && is_blank(Column::Measure)
        };
        let first = *table.named.first()?;
        // the first group heading is above all indicators
        let before = table.rows().map(|(row, _)| row).filter(|row| *row < first).last();
        let headings: BTreeSet<u32> = table
            .rows()
            .map(|(row, _)| row)
            .filter(|row| {
                (before.unwrap_or(first)..=last).contains(row)
                    && heads(*row)
                    && table.figure_number(*row).is_some()
            })
            .collect();
        let filled = self.amounts.iter().rposition(Option::is_some)? + 1;
        let missing = self.rows.len() - filled;
        let is_blank = |place: usize| self.blanks.contains(&place);
        if headings.is_empty()
            || headings.len() != missing
            || !(filled..self.rows.len()).all(is_blank)
        {
            return None;
        }
        let rows: BTreeSet<u32> =
            self.rows.iter().map(|(row, _)| *row).chain(headings.iter().copied()).collect();
        let in_order = rows.iter().zip(&self.rows).map(|(row, (_, indicator))| {
            let cell = table.grid.get(CellRef::new(*row, *table.columns.get(&Column::Figure)?))?;
            indicator.amount(&cell_values::figure(cell, indicator).0)
        });
        let in_order: Vec<Option<Decimal>> = in_order.collect();
        let from = *headings.first()?;
        (self.relations(&in_order, 0).0 == 0).then_some(from..=last)
    }

    /// Returns the shifted rows if moving the figures to a blank row mends every broken relation.
    fn by_relations(&self) -> Option<RangeInclusive<u32>> {
        let row = |place: usize| self.rows.get(place).map(|(row, _)| *row);
        self.blanks.iter().find_map(|blank| {
            let mut down = self.amounts.clone();
            down.remove(*blank);
            down.push(None);
            if self.is_better(&down, *blank..=self.rows.len()) {
                return Some(row(*blank)?..=row(self.rows.len() - 1)?);
            }
            (0..*blank).find_map(|lost| {
                let mut up = self.amounts.clone();
                up.remove(*blank);
                up.insert(lost, None);
                self.is_better(&up, lost..=*blank).then_some(row(lost)?..=row(*blank)?)
            })
        })
    }

    /// Returns whether moved figures agree with each other where the written ones do not.
    fn is_better(&self, other: &[Option<Decimal>], places: RangeInclusive<usize>) -> bool {
        let from = *places.start();
        let (broken, _) = self.relations(&self.amounts, from);
        let (still_broken, holding) = self.relations(other, from);
        broken >= BROKEN && still_broken == 0 && holding >= HOLDING
    }

    /// Returns the numbers of broken and of satisfied relations among figures from a row on.
    fn relations(&self, amounts: &[Option<Decimal>], from: usize) -> (usize, usize) {
        let known: BTreeMap<&IndicatorCode, (usize, Decimal)> = self
            .rows
            .iter()
            .zip(amounts)
            .enumerate()
            .filter_map(|(place, ((_, indicator), amount))| {
                Some((&indicator.code, (place, (*amount)?)))
            })
            .collect();
        let (mut broken, mut holding) = (0, 0);
        for relation in &self.plan.relations {
            let sides: Option<Vec<_>> =
                relation.indicators().into_iter().map(|code| known.get(code)).collect();
            if sides.is_some_and(|sides| sides.iter().any(|(place, _)| *place >= from)) {
                let is_broken =
                    relation.is_broken(|code| known.get(code).map(|(_, amount)| *amount));
                *if is_broken { &mut broken } else { &mut holding } += 1;
            }
        }
        (broken, holding)
    }
}

/// Returns the shifted rows if a figure is below the last row and one is missing above.
fn below(table: &Table<'_>, last: u32) -> Option<RangeInclusive<u32>> {
    let is_blank = |row: &&u32| table.cell(**row, Column::Figure).is_none();
    let above = table.rows().take_while(|(row, _)| *row <= last);
    let sum = above.filter_map(|(row, _)| table.figure_number(row)).sum();
    let from = table.named.iter().find(is_blank)?;
    table.is_unnamed_figure(last + 1, sum).then_some(*from..=last)
}
