//! Selects, from several tables of one kind, those that are the report: the form's own sheet, or
//! else tables not marked as something else. A blank table of the form means missing answers, never
//! that another table is used.

use super::context::ReportReading;
use super::table::Table;
use super::text_classifier::Effect;

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
        let beside = rest.into_iter().filter(|table| !is_other(table)).collect();
        let (other, plain): (Vec<_>, Vec<_>) = own.into_iter().partition(is_other);
        if plain.is_empty() { (other, beside) } else { (plain, beside) }
    };
    reading.used.extend(read.iter().map(|table| table.place));
    (read, beside)
}
