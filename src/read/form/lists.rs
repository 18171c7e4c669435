//! The tables whose rows are the unit's own: documents issued, incidents.

use super::cells::{self, Place};
use super::tables::Table;
use super::{Extra, Reading, note_columns, note_extra_columns};
use crate::model::form::Column;
use crate::model::submission::{Document, Incident, Observed};
use std::collections::BTreeSet;

/// Reads the documents issued.
pub(super) fn documents(reading: &mut Reading<'_, '_>, found: &[(usize, Table<'_>)]) {
    each_row(reading, found, &[Column::Symbol, Column::Date, Column::Kind, Column::Subject], |reading, table, row| {
        let entry = reading.report.documents.len();
        reading.asks_row(table, row, entry, &[Column::Symbol, Column::Date, Column::Kind, Column::Subject, Column::Task]);
        let place = Place::of(reading.file, table.grid);
        let issued = cells::day(table.cell(row, Column::Date), &place, &mut reading.notes);
        let mut text = |column| cells::words(table.cell(row, column), &place, &mut reading.notes);
        let document = Document {
            symbol: text(Column::Symbol),
            kind: text(Column::Kind),
            subject: text(Column::Subject),
            task: text(Column::Task),
            issued,
        };
        reading.report.documents.push(document);
    });
}

/// Reads the incidents.
pub(super) fn incidents(reading: &mut Reading<'_, '_>, found: &[(usize, Table<'_>)]) {
    let columns = [Column::Date, Column::Place, Column::Event, Column::Measures, Column::Result];
    each_row(reading, found, &columns, |reading, table, row| {
        let entry = reading.report.incidents.len();
        reading.asks_row(table, row, entry, &columns);
        let place = Place::of(reading.file, table.grid);
        let happened = cells::day(table.cell(row, Column::Date), &place, &mut reading.notes);
        let mut text = |column| cells::words(table.cell(row, column), &place, &mut reading.notes);
        let incident = Incident {
            place: text(Column::Place),
            event: text(Column::Event),
            measures: text(Column::Measures),
            result: text(Column::Result),
            happened,
        };
        reading.report.incidents.push(incident);
    });
}

/// Takes every row that is an entry: it has two of the fields, or one and its running number. What else stands there is noted.
fn each_row(
    reading: &mut Reading<'_, '_>,
    found: &[(usize, Table<'_>)],
    fields: &[Column],
    mut take: impl FnMut(&mut Reading<'_, '_>, &Table<'_>, u32),
) {
    for (sheet, table) in found {
        note_columns(&mut reading.notes, table);
        let mut entries: BTreeSet<u32> = BTreeSet::new();
        let mut extra = Extra::default();
        for (row, cells) in table.rows() {
            if reading.form.labels.begins(cells) {
                break;
            }
            let filled = fields.iter().filter(|column| table.cell(row, **column).is_some()).count();
            let numbered = table.cell(row, Column::Ordinal).is_some();
            if filled >= 2 || (filled == 1 && numbered) {
                take(reading, table, row);
                entries.insert(row);
                if let Some(cell) = cells.iter().find(|cell| table.grid.hides(cell.at)) {
                    reading.notes.add(Observed::Hidden(true), Some(&table.grid.name), [cell.at], None, None);
                }
            } else if filled == 1 {
                extra.add(cells, fields.iter().filter_map(|column| table.cell(row, *column)));
            }
        }
        if !entries.is_empty() {
            extra.note(&mut reading.notes, table);
        }
        note_extra_columns(&mut reading.notes, table, &entries);
        let last = entries.last().copied().unwrap_or(*table.head.end());
        reading.taken.entry(*sheet).or_default().push(*table.head.start()..=last);
    }
}
