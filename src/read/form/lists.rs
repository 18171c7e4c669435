//! Reads the tables whose rows the unit adds: documents and incidents.

use super::cell_values;
use super::context::ReportReading;
use super::extra_content::{ExtraRows, note_columns, note_extra_columns};
use super::observations::SheetOrigin;
use super::summary_rows::{self, ListRows, Summary};
use super::table::Table;
use super::table_selection::select_tables;
use crate::model::form::{Column, Sheet};
use crate::model::key::Key;
use crate::model::number::is_nil;
use crate::model::submission::{Document, Incident, Observed};
use crate::read::grid::Cell;
use std::collections::BTreeSet;

/// Phrases for “nothing to list”: *không có vụ việc*, *trong kỳ không xảy ra*.
const NOTHING: [&str; 10] = [
    "chưa phát hiện",
    "không có",
    "không phát sinh",
    "không xảy ra",
    "không ghi nhận",
    "chưa có",
    "chưa xảy ra",
    "chưa phát sinh",
    "không ban hành",
    "chưa ban hành",
];

/// Other words allowed in such a sentence; any further word makes it an entry.
const NOTHING_SENTENCE_WORDS: [&str; 5] = [
    "không có phát sinh xảy ra ghi nhận chưa hiện được",
    "ban hành văn bản kế hoạch công văn mới",
    "trong kỳ báo cáo thời gian qua năm tháng đầu quý",
    "vụ việc nào gì cả sự cố tình huống đột xuất phức tạp phải",
    "trên địa bàn đơn vị tại toàn huyện xã tỉnh tình hình ổn định an ninh trật tự các",
];

/// Reads the documents issued.
pub(super) fn documents(reading: &mut ReportReading<'_, '_>, found: Vec<Table<'_>>) {
    let columns = [Column::Symbol, Column::Date, Column::Kind, Column::Subject, Column::Task];
    read_rows(reading, found, &columns, Column::Subject, |reading, table, row| {
        let entry = reading.report.documents.len();
        reading.record_questions(table, row, entry, &columns);
        let place = SheetOrigin::new(reading.file, table.grid);
        let issued =
            cell_values::day(table.cell(row, Column::Date), &place, &mut reading.observations);
        let mut text =
            |column| cell_values::words(table.cell(row, column), &place, &mut reading.observations);
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
pub(super) fn incidents(reading: &mut ReportReading<'_, '_>, found: Vec<Table<'_>>) {
    let columns = [Column::Date, Column::Place, Column::Event, Column::Measures, Column::Result];
    read_rows(reading, found, &columns, Column::Event, |reading, table, row| {
        let entry = reading.report.incidents.len();
        reading.record_questions(table, row, entry, &columns);
        let place = SheetOrigin::new(reading.file, table.grid);
        let happened =
            cell_values::day(table.cell(row, Column::Date), &place, &mut reading.observations);
        let mut text =
            |column| cell_values::words(table.cell(row, column), &place, &mut reading.observations);
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

/// Kind of a row in a list.
enum RowKind {
    Entry,
    /// Says that there is nothing to list.
    None,
    /// Only a running number.
    Blank,
    /// Totals or heads other rows.
    Summary(Summary),
    /// Other words.
    Other,
}

/// Calls `take` for each entry and reports other rows.
fn read_rows(
    reading: &mut ReportReading<'_, '_>,
    found: Vec<Table<'_>>,
    fields: &[Column],
    main: Column,
    mut take: impl FnMut(&mut ReportReading<'_, '_>, &Table<'_>, u32),
) {
    let (mut found, _) = select_tables(reading, found);
    for table in &mut found {
        note_columns(&mut reading.observations, table);
        reading.account_headings(table);
        let (mut extra, mut named, mut rows) =
            (ExtraRows::default(), BTreeSet::new(), ListRows::default());
        for (row, cells) in table.rows() {
            match kind_of(reading, table, row, cells, fields, main) {
                RowKind::Entry => {
                    take(reading, table, row);
                    named.insert(row);
                    rows.entry(
                        table.kind != Sheet::Documents || table.cell(row, Column::Kind).is_some(),
                    );
                    if let Some(cell) = cells.iter().find(|cell| table.grid.hides(cell.at)) {
                        reading.observations.add(
                            Observed::Hidden(true),
                            Some(&table.grid.name),
                            [cell.at],
                            &[],
                            None,
                        );
                    }
                }
                RowKind::None => {
                    rows.nil(row);
                    continue;
                }
                RowKind::Summary(summary) => {
                    rows.summary(row, summary);
                    continue;
                }
                RowKind::Blank => {
                    reading.account(table, row, Column::Ordinal);
                    continue;
                }
                RowKind::Other => {
                    extra.add(cells, fields.iter().filter_map(|column| table.cell(row, *column)));
                    continue;
                }
            }
            for column in fields.iter().chain([&Column::Ordinal]) {
                reading.account(table, row, *column);
            }
        }
        table.named = named;
        rows.settle(reading, table, &mut extra);
        extra.note(reading, table);
        note_extra_columns(reading, table);
        let last = table.named.last().copied().unwrap_or(*table.head.end());
        reading.table_rows.entry(table.place).or_default().push(*table.head.start()..=last);
    }
}

fn kind_of(
    reading: &ReportReading<'_, '_>,
    table: &Table<'_>,
    row: u32,
    cells: &[Cell],
    fields: &[Column],
    main: Column,
) -> RowKind {
    let filled: Vec<Column> =
        fields.iter().copied().filter(|column| table.cell(row, *column).is_some()).collect();
    let ordinal = table.text(row, Column::Ordinal);
    let numbered = !ordinal.trim().is_empty()
        && ordinal.trim().trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit());
    let lettered = !ordinal.trim().is_empty() && !numbered;
    let other = || summary_rows::find(cells).map_or(RowKind::Other, RowKind::Summary);
    let nil = || filled.iter().all(|column| says_none(&table.text(row, *column)));
    match filled.as_slice() {
        [] if cells
            .iter()
            .all(|cell| table.columns.get(&Column::Ordinal) == Some(&cell.at.col))
            && !lettered =>
        {
            RowKind::Blank
        }
        [] if lettered && says_none(&ordinal) => RowKind::None,
        [_, ..] if !lettered && nil() => RowKind::None,
        _ if reading.form.labels.begins(cells) => other(),
        [] => other(),
        [_] if lettered => other(),
        [only] if !numbered && *only != main => other(),
        [_, ..] if !numbered && is_total(cells) => other(),
        _ => RowKind::Entry,
    }
}

/// Returns whether a text only says that there is nothing to list.
fn says_none(text: &str) -> bool {
    let key = Key::new(text);
    let plain = NOTHING_SENTENCE_WORDS
        .iter()
        .flat_map(|words| words.split(' '))
        .map(Key::new)
        .collect::<Vec<_>>();
    let only = || key.words().all(|word| plain.iter().any(|known| known.as_str() == word));
    let text = text.trim().trim_matches(['(', ')', '[', ']']);
    let is_zero = || {
        matches!(key.words().next(), Some(first) if first.chars().all(|c| c == '0'))
            && key.words().skip(1).all(|word| plain.iter().any(|known| known.as_str() == word))
    };
    is_nil(text)
        || is_zero()
        || (NOTHING.iter().any(|words| key.contains(&Key::new(words))) && only())
}

/// Returns whether a row begins with the words of a total.
fn is_total(cells: &[Cell]) -> bool {
    let first = cells
        .iter()
        .map(|cell| Key::new(&cell.value.seen()))
        .find(|key| !key.is_empty())
        .unwrap_or_default();
    ["cộng", "tổng", "tổng cộng", "tổng số"].iter().any(|words| {
        let words = Key::new(words);
        let behind =
            || first.as_str().strip_prefix(words.as_str()).filter(|rest| rest.starts_with(' '));
        first == words
            || (words.as_str().contains(' ') || words == Key::new("cộng"))
                && behind().is_some()
                && first.words().count() <= 6
    })
}
