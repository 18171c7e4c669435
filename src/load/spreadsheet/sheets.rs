//! Lays out the text of a file of the office as sheets. Keys that have no place of their own are
//! written as TOML, so that nothing is lost; comments are not kept.

use super::layout::{Field, Kind, Layout, MapSheet, OTHER, SINGLE, TableSheet};
use super::matrix;
use super::sheet_table::{SheetColumn, SheetTable, column};
use super::toml_text::{key, literal};
use crate::load::file::UNCONFIRMED;
use crate::model::plain_sheet::PlainValue;
use crate::text::Lang;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use toml_edit::{Document, Item, Value};

/// A value with its path of keys.
type Leaf = (Vec<String>, Value);

/// Returns the sheets for the text of a file, explained in a language; none if it is not TOML.
pub(crate) fn sheets(
    text: &str,
    layout: &Layout,
    names: &matrix::Names,
    lang: Lang,
) -> Option<Vec<SheetTable>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = Document::parse(text).ok()?;
    let mut single: Vec<Leaf> = Vec::new();
    let mut lists: Vec<(String, Vec<Vec<Leaf>>)> = Vec::new();
    for (name, item) in document.iter() {
        match item {
            Item::ArrayOfTables(tables) => {
                let rows = tables.iter().map(|table| leaves(&Item::Table(table.clone())));
                lists.push((name.to_owned(), rows.collect()));
            }
            other => single.extend(prefixed(name, leaves(other))),
        }
    }
    let mut maps = Vec::new();
    for map in layout.maps {
        maps.push(map_sheet(map, &mut single, lang));
    }
    let mut all = vec![single_sheet(layout, single, lang)];
    for table in layout.tables {
        let rows = take(&mut lists, table.key);
        all.push(table_sheet(table, rows, lang));
        if layout.matrix.is_some() && table.key == "task" {
            let entries = take(&mut lists, matrix::KEY);
            let (sheet, rest) = matrix::sheet(entries, &all, names, lang);
            all.push(sheet);
            if !rest.is_empty() {
                lists.push((matrix::KEY.to_owned(), rest));
            }
        }
    }
    all.extend(maps);
    all.extend(lists.into_iter().map(|(name, rows)| free_sheet(name, &rows)));
    Some(all)
}

/// Removes the rows of a list of tables.
fn take(lists: &mut Vec<(String, Vec<Vec<Leaf>>)>, key: &str) -> Vec<Vec<Leaf>> {
    let at = lists.iter().position(|(name, _)| name == key);
    at.map(|at| lists.remove(at).1).unwrap_or_default()
}

fn prefixed(name: &str, leaves: Vec<Leaf>) -> impl Iterator<Item = Leaf> {
    leaves.into_iter().map(move |(mut path, value)| {
        path.insert(0, name.to_owned());
        (path, value)
    })
}

/// Returns the values below an item with their paths, in the order of the text.
fn leaves(item: &Item) -> Vec<Leaf> {
    match item {
        Item::Table(table) => {
            table.iter().flat_map(|(name, item)| prefixed(name, leaves(item))).collect()
        }
        Item::Value(Value::InlineTable(table)) if !table.is_empty() => table
            .iter()
            .flat_map(|(name, value)| prefixed(name, leaves(&Item::Value(value.clone()))))
            .collect(),
        Item::Value(value) => vec![(Vec::new(), value.clone())],
        Item::None | Item::ArrayOfTables(_) => Vec::new(),
    }
}

fn single_sheet(layout: &Layout, mut values: Vec<Leaf>, lang: Lang) -> SheetTable {
    let (name, fields) = layout.single;
    let text = |text: &str| Some(PlainValue::Text(text.to_owned()));
    let mut rows: Vec<Vec<Option<PlainValue>>> = fields
        .iter()
        .map(|field| {
            let value = removed(&mut values, field);
            vec![
                text(field.heading),
                value,
                field.prompt.and_then(|prompt| text(prompt.in_lang(lang))),
            ]
        })
        .collect();
    rows.extend(
        values.iter().map(|(path, value)| vec![text(&key(path)), text(&literal(value)), None]),
    );
    let columns =
        SINGLE.into_iter().zip([36.0, 80.0, 46.0]).map(|(heading, width)| column(heading, width));
    SheetTable { name: name.to_owned(), columns: columns.collect(), rows }
}

/// Removes the value of a field, if it can be shown in a cell.
fn removed(values: &mut Vec<Leaf>, field: &Field) -> Option<PlainValue> {
    let at = values.iter().position(|(path, _)| path.join(".") == field.key)?;
    let shown = shown(&values.get(at)?.1, field.kind)?;
    values.remove(at);
    Some(shown)
}

fn table_sheet(table: &TableSheet, rows: Vec<Vec<Leaf>>, lang: Lang) -> SheetTable {
    let mut columns: Vec<SheetColumn> =
        table.fields.iter().map(|field| column_of(field, lang)).collect();
    let mut rows: Vec<Vec<Option<PlainValue>>> = rows
        .into_iter()
        .map(|mut values| {
            let mut cells: Vec<_> =
                table.fields.iter().map(|field| removed(&mut values, field)).collect();
            let other: Vec<String> = values
                .iter()
                .map(|(path, value)| format!("{} = {}", key(path), literal(value)))
                .collect();
            cells.push(
                Some(other.join("\n")).filter(|other| !other.is_empty()).map(PlainValue::Text),
            );
            cells
        })
        .collect();
    if rows.iter().all(|row| row.last().is_none_or(Option::is_none)) {
        for row in &mut rows {
            row.pop();
        }
    } else {
        columns.push(column(OTHER, 40.0));
    }
    SheetTable { name: table.sheet.to_owned(), columns, rows }
}

fn map_sheet(map: &MapSheet, values: &mut Vec<Leaf>, lang: Lang) -> SheetTable {
    let depth = map.key.split('.').count();
    let mut rows = Vec::new();
    values.retain(|(path, value)| {
        let is_here = path.len() == depth + map.keys.len()
            && path.join(".").starts_with(&format!("{}.", map.key));
        let shown = shown(value, map.value.kind).filter(|_| is_here);
        let is_kept = shown.is_none();
        if let Some(shown) = shown {
            let keys = path.iter().skip(depth).map(|key| Some(PlainValue::Text(key.clone())));
            rows.push(keys.chain([Some(shown)]).collect());
        }
        is_kept
    });
    let keys = map.keys.iter().map(|heading| column(heading, 24.0));
    SheetTable {
        name: map.sheet.to_owned(),
        columns: keys.chain([column_of(&map.value, lang)]).collect(),
        rows,
    }
}

/// Returns a sheet for a list of tables that has no layout: its keys are the headings, its values
/// are TOML.
fn free_sheet(name: String, rows: &[Vec<Leaf>]) -> SheetTable {
    let mut keys: Vec<String> = Vec::new();
    for (path, _) in rows.iter().flatten() {
        if !keys.contains(&key(path)) {
            keys.push(key(path));
        }
    }
    let cell = |row: &Vec<Leaf>, wanted: &String| {
        let found = row.iter().find(|(path, _)| key(path) == *wanted);
        found.map(|(_, value)| PlainValue::Text(literal(value)))
    };
    let rows = rows.iter().map(|row| keys.iter().map(|key| cell(row, key)).collect()).collect();
    let columns = keys.iter().map(|key| column(key, 24.0)).collect();
    SheetTable { name, columns, rows }
}

fn column_of(field: &Field, lang: Lang) -> SheetColumn {
    let words = match field.kind {
        Kind::Word(words) => words.iter().map(|(_, word)| (*word).to_owned()).collect(),
        Kind::Truth => TRUTH.map(str::to_owned).to_vec(),
        _ => Vec::new(),
    };
    let prompt = field.prompt.map_or("", |prompt| prompt.in_lang(lang)).to_owned();
    SheetColumn { words, prompt, ..column(field.heading, field.width) }
}

/// Words for *true* and *false*.
pub(super) const TRUTH: [&str; 2] = ["có", "không"];

/// Returns a value as its cell shows it; `None` if the cell would not be read as that value again.
fn shown(value: &Value, kind: Kind) -> Option<PlainValue> {
    let text = |text: &str| PlainValue::Text(text.to_owned());
    let is_plain = |text: &str| !text.is_empty() && text.trim() == text && !text.contains('\r');
    match (value, kind) {
        (Value::String(written), _) if written.value().contains(UNCONFIRMED) => {
            is_plain(written.value()).then(|| text(written.value()))
        }
        (Value::String(written), Kind::Text) => {
            let written = written.value().trim_end_matches('\n');
            is_plain(written).then(|| text(written))
        }
        (Value::String(written), Kind::Word(words)) => {
            words.iter().find(|(word, _)| word == written.value()).map(|(_, shown)| text(shown))
        }
        (Value::String(written), Kind::List) => {
            let one = written.value();
            (is_plain(one) && !one.contains('\n')).then(|| text(one))
        }
        (Value::Array(items), Kind::List) => {
            let items: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            let items = items?;
            let fits = |item: &&str| is_plain(item) && !item.contains('\n');
            (!items.is_empty() && items.iter().all(fits)).then(|| text(&items.join("\n")))
        }
        (Value::Boolean(truth), Kind::Truth) => {
            TRUTH.get(usize::from(!*truth.value())).map(|word| text(word))
        }
        (Value::Integer(number), Kind::Number) => {
            Some(PlainValue::Number((*number.value()).into()))
        }
        (Value::Float(_), Kind::Number) => {
            Decimal::from_str_exact(&literal(value)).ok().map(PlainValue::Number)
        }
        (Value::Datetime(moment), Kind::Day) => {
            let moment = moment.value();
            let date = moment.date.filter(|_| moment.time.is_none())?;
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
                .map(PlainValue::Day)
        }
        _ => None,
    }
}
