//! Finds the year of a register's days that are written without one.

use super::headings::{Headings, RegisterColumn};
use super::seen;
use crate::model::date::day_from_text;
use crate::model::key::Key;
use crate::read::grid::{Cell, Sheet, Value};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Returns the only year of the sheet's name, of the lines above its rows and of its received
/// dates; `None` if none is named or several are.
pub(super) fn year_of(sheet: &Sheet, head: &Headings) -> Option<i32> {
    let above = sheet.between(0..=head.row).iter().map(|cell| seen(Some(cell)));
    let named = above
        .chain([sheet.name.to_string()])
        .flat_map(|text| Key::new(&text).years().collect::<Vec<_>>());
    let arrived = head.column(RegisterColumn::Arrived);
    let dated = sheet.cells.iter().filter(|cell| cell.at.row > head.row);
    let dated = dated.filter(|cell| Some(cell.at.col) == arrived).filter_map(date);
    let years: BTreeSet<i32> = named.chain(dated.map(|day| day.year())).collect();
    years.first().filter(|_| years.len() == 1).copied()
}

fn date(cell: &Cell) -> Option<NaiveDate> {
    match &cell.value {
        Value::Day(day, _) => *day,
        Value::Text(text) => day_from_text(text),
        _ => None,
    }
}
