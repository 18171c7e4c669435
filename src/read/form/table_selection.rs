//! Selects, from several tables of one kind, those that are the report: the form's own sheet, or
//! else tables not marked as something else. A blank table of the form means missing answers, never
//! that another table is used.

use super::code_index::RowMatch;
use super::context::{FormDefinition, ReportReading};
use super::row_matching::match_row;
use super::table::Table;
use super::text_classifier::Effect;
use crate::model::form::Sheet;
use crate::model::key::Key;
use std::collections::BTreeSet;

/// Returns the tables to read, and those that are only compared with them. Other tables are not
/// used.
pub(super) fn select_tables<'t>(
    reading: &mut ReportReading<'_, '_>,
    mut found: Vec<Table<'t>>,
) -> (Vec<Table<'t>>, Vec<Table<'t>>) {
    let words = reading.words();
    for table in &mut found {
        table.above = table.lines_above(reading, &words);
    }
    // a sheet of corrections contradicts the figures and is compared
    let is_other = |table: &Table<'_>| {
        table.figures.is_elsewhere
            || table.above.iter().any(|line| line.effect == Effect::Elsewhere)
    };
    let is_own = |table: &Table<'_>| table.kind.is_titled(&table.grid.name);
    let (own, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(is_own);
    let (read, beside) = if own.is_empty() {
        let (other, plain): (Vec<_>, Vec<_>) = rest.into_iter().partition(is_other);
        if plain.is_empty() { (other, Vec::new()) } else { (plain, Vec::new()) }
    } else {
        let (further, beside): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .filter(|table| !is_other(table))
            .partition(|table| continues(table, &own, reading.form));
        let (other, mut plain): (Vec<_>, Vec<_>) = own.into_iter().partition(is_other);
        if plain.is_empty() {
            (other, further.into_iter().chain(beside).collect())
        } else {
            plain.extend(further);
            (plain, beside)
        }
    };
    reading.used.extend(read.iter().map(|table| table.place));
    (read, beside)
}

/// Words in the name of a sheet that continues the table of another.
const FURTHER: [&str; 8] = ["tiếp", "tiếp theo", "theo", "phần", "trang", "tờ", "cont", "p"];

/// Returns whether a table continues the form's own on a sheet named after it: `Số liệu (tiếp)`.
/// Each of its rows has a code that no own table has.
fn continues(table: &Table<'_>, own: &[Table<'_>], form: &FormDefinition<'_>) -> bool {
    let index = if table.kind == Sheet::Tasks { &form.tasks } else { &form.indicators };
    let name = Key::new(&table.grid.name);
    let title = Key::new(table.kind.title());
    let is_further = |word: &str| {
        word.chars().all(|c| c.is_ascii_digit())
            || FURTHER.iter().any(|further| Key::new(further).words().any(|known| known == word))
    };
    let rest = name.as_str().strip_prefix(title.as_str()).unwrap_or_default();
    let codes = |table: &Table<'_>| -> Vec<RowMatch> {
        let rows = table.rows().map(|(row, _)| match_row(table, row, index));
        rows.filter(|found| *found != RowMatch::Nothing).collect()
    };
    let place = |found: &RowMatch| match found {
        RowMatch::Code(place) | RowMatch::OtherCode(place) => Some(*place),
        _ => None,
    };
    let known: BTreeSet<usize> = own.iter().flat_map(codes).filter_map(|row| place(&row)).collect();
    let further = codes(table);
    rest.starts_with(' ')
        && rest.split_whitespace().all(is_further)
        && !further.is_empty()
        && further.iter().all(|row| place(row).is_some_and(|place| !known.contains(&place)))
}
