//! Derives the units for another year: the old list without dissolved units, or the list shipped
//! for that year with the office's changes to the old one.

use super::{code, parsed, tables};
use crate::error::Error;
use crate::load::shipped;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// Returns the units that exist when a year begins.
///
/// # Errors
///
/// Returns an error if the list that ships with the program is not TOML.
pub(super) fn carried_over(mut old: DocumentMut, year: i32) -> Result<DocumentMut, Error> {
    let Some(start) = NaiveDate::from_ymd_opt(year, 1, 1) else {
        return Ok(old);
    };
    let shipped_now = shipped::units_of(year);
    let shipped_then = parsed(shipped::UNITS, "don-vi.toml")?;
    // an office whose list is already of that year keeps its own
    let before: Vec<Table> = tables(&old, "unit").cloned().collect();
    let lost = before.iter().any(|unit| has_ended(unit, start));
    if !lost || shipped_now == shipped::UNITS {
        if let Some(units) = old.get_mut("unit").and_then(Item::as_array_of_tables_mut) {
            units.retain(|unit| !has_ended(unit, start));
        }
        return Ok(old);
    }
    let mut new = parsed(shipped_now, "don-vi.toml")?;
    let by_code = |document: &DocumentMut| -> BTreeMap<String, Table> {
        tables(document, "unit").filter_map(|unit| Some((code(unit)?, unit.clone()))).collect()
    };
    let was = by_code(&shipped_then);
    let kept = before.iter().filter(|unit| !has_ended(unit, start));
    for unit in kept {
        let Some(code) = code(unit) else { continue };
        let there = new.get_mut("unit").and_then(Item::as_array_of_tables_mut);
        let Some(units) = there else { continue };
        let same = units.iter_mut().find(|new| super::code(new).as_ref() == Some(&code));
        match (same, was.get(&code)) {
            (Some(now), Some(was)) => carry_changes(now, was, unit),
            // a unit added by the office
            (None, None) => append(units, unit),
            // a unit that the list of that year no longer contains, or contains under the office's
            // own code
            _ => {}
        }
    }
    let naming = |document: &'_ DocumentMut| document.get("naming")?.as_table().cloned();
    if let (Some(own), Some(was)) = (naming(&old), naming(&shipped_then)) {
        merge_naming(&mut new, &own, &was);
    }
    Ok(new)
}

/// Carries over the office's changes to a unit: another name, whether it must report, aliases, and
/// keys of the office's own.
fn carry_changes(now: &mut Table, was: &Table, unit: &Table) {
    for (key, item) in unit {
        let changed = was.get(key).is_none_or(|then| plain(then) != plain(item));
        match key {
            "code" | "group" | "order" | "valid_from" | "valid_to" | "successor" => {}
            "aliases" => add_texts(now, key, item, was.get(key)),
            _ if changed => {
                now.insert(key, item.clone());
            }
            _ => {}
        }
    }
}

/// Appends a unit added by the office.
fn append(units: &mut ArrayOfTables, unit: &Table) {
    let last = units.iter().filter_map(|unit| unit.get("order")?.as_integer()).max();
    let mut unit = unit.clone();
    unit.insert("order", value(last.unwrap_or(0) + 1));
    // its position in the old file must not apply
    unit.set_position(None);
    units.push(unit);
}

/// Adds the office's own rules for reading names.
fn merge_naming(new: &mut DocumentMut, own: &Table, was: &Table) {
    let Some(naming) = new.get_mut("naming").and_then(Item::as_table_mut) else {
        return;
    };
    for (key, item) in own {
        let Item::Table(words) = item else {
            add_texts(naming, key, item, was.get(key));
            continue;
        };
        let shipped = was.get(key).and_then(Item::as_table);
        let added =
            words.iter().filter(|(word, _)| shipped.is_none_or(|was| !was.contains_key(word)));
        if let Some(there) = naming.get_mut(key).and_then(Item::as_table_mut) {
            for (word, meaning) in added {
                there.insert(word, meaning.clone());
            }
        }
    }
}

/// Adds the texts of a list that the office added to the shipped ones.
fn add_texts(table: &mut Table, key: &str, own: &Item, was: Option<&Item>) {
    let texts = |item: &Item| -> BTreeSet<String> {
        let texts = item.as_array().into_iter().flatten();
        texts.filter_map(|text| text.as_str().map(str::to_owned)).collect()
    };
    let mut known = was.map(texts).unwrap_or_default();
    known.extend(table.get(key).map(texts).unwrap_or_default());
    let added: Vec<String> = texts(own).into_iter().filter(|text| !known.contains(text)).collect();
    if added.is_empty() {
        return;
    }
    let list = table.entry(key).or_insert_with(|| value(Array::new()));
    if let Some(list) = list.as_array_mut() {
        list.extend(added);
    }
}

/// Returns whether a unit was dissolved before a day.
fn has_ended(unit: &Table, start: NaiveDate) -> bool {
    let last = unit.get("valid_to").and_then(Item::as_datetime).map(ToString::to_string);
    last.and_then(|day| day.parse::<NaiveDate>().ok()).is_some_and(|last| last < start)
}

/// Returns the text of a value without surrounding whitespace and comments.
fn plain(item: &Item) -> String {
    item.to_string().trim().to_owned()
}
