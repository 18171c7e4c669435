//! Builds a sheet from the cells that calamine reads and from the records.

use super::{CellStyle, Overflow, SheetExtras};
use crate::model::date::{day_from_text, written_vi};
use crate::model::origin::{CellRef, LAST};
use crate::model::submission::Unreadable;
use crate::read::conditional;
use crate::read::grid::{Cell, Centering, LegacyFont, Sheet, Value};
use crate::read::limits::Budget;
use crate::read::narrow;
use crate::read::number_format::{Rendered, date_value};
use calamine::{Data, SheetVisible};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn sheet(
    about: &calamine::Sheet,
    cells: impl Iterator<Item = (CellRef, Data)>,
    extras: Option<&SheetExtras>,
    budget: &mut Budget,
) -> Result<Sheet, Unreadable> {
    let mut sheet = Sheet {
        name: about.name.as_str().into(),
        hidden: about.visible != SheetVisible::Visible,
        ..Sheet::default()
    };
    let mut seen = BTreeSet::new();
    for (at, data) in cells.filter(|(at, _)| at.row <= LAST.row && at.col <= LAST.col) {
        let style = extras.and_then(|extras| extras.cells.get(&at)).cloned().unwrap_or_default();
        seen.insert(at);
        let effect_texts = extras
            .and_then(|extras| extras.effect_texts.get(&at))
            .map(|text| Value::Text(Arc::clone(text)));
        let from_1904 = extras.is_some_and(|extras| extras.from_1904);
        // the runs of a rich text already show which letters are struck through
        let struck = style.struck && effect_texts.is_none();
        if let Some(value) = effect_texts.or_else(|| value(data, &style, from_1904)) {
            budget.cell()?;
            let (value, mut shown) = style.format.displayed(value, from_1904);
            let hides_zero =
                value == Value::Number(0.0) && extras.is_some_and(|extras| extras.hides_zeros);
            shown = style.legibility.shown(&value).or(shown);
            if hides_zero {
                shown = Some("".into());
            }
            if let Some(extras) =
                extras.filter(|_| style.overflow == Overflow::Marks && shown.is_none())
            {
                shown = extras.narrow.shown(at, &value);
            }
            let value = if struck { value.struck() } else { value };
            let is_doubled = extras.is_some_and(|extras| extras.doubled.contains(&at));
            let value =
                if is_doubled { Value::Unreadable(value.seen().into_owned()) } else { value };
            sheet.cells.push(Cell {
                at,
                value,
                legacy_font: style.legacy_font,
                original: None,
                shown,
            });
        }
    }
    if let Some(extras) = extras {
        conditional::apply(&mut sheet, &extras.conditional, budget, extras.from_1904)?;
    }
    sheet.normalize();
    if let Some(extras) = extras {
        add_extras(&mut sheet, extras);
        add_lost(&mut sheet, extras, &seen, budget)?;
        sheet.normalize();
        narrow::widen_merged(&mut sheet);
    }
    Ok(sheet)
}

/// Adds what calamine does not read: hidden rows and columns, margins, notes, boxes, merged and
/// centered cells.
fn add_extras(sheet: &mut Sheet, extras: &SheetExtras) {
    sheet.hidden_columns.clone_from(&extras.hidden_columns);
    sheet.hidden_rows = extras
        .hidden_rows
        .iter()
        .copied()
        .filter(|row| !sheet.between(*row..=*row).is_empty())
        .collect();
    sheet.margins.clone_from(&extras.margins);
    sheet.notes.clone_from(&extras.notes);
    sheet.boxes.clone_from(&extras.boxes);
    let mut centering = Centering::default();
    extras.centered.iter().for_each(|(at, has_value)| centering.take(sheet, *at, true, *has_value));
    centering.end(sheet);
    sheet.merged.clone_from(&extras.merged);
}

/// Adds cells that the records have and calamine omitted, as unreadable values.
fn add_lost(
    sheet: &mut Sheet,
    extras: &SheetExtras,
    seen: &BTreeSet<CellRef>,
    budget: &mut Budget,
) -> Result<(), Unreadable> {
    let lost: Vec<(CellRef, CellStyle)> = extras
        .cells
        .iter()
        .filter(|(at, _)| !seen.contains(at))
        .map(|(at, style)| (*at, style.clone()))
        .collect();
    for (at, style) in lost {
        budget.cell()?;
        let value = match extras.errors.get(&at) {
            _ if style.uncomputed => Value::Uncomputed,
            Some(error) => Value::Error((*error).to_owned()),
            None => Value::Unreadable(String::new()),
        };
        sheet.cells.push(Cell {
            at,
            value,
            legacy_font: LegacyFont::None,
            original: None,
            shown: None,
        });
    }
    Ok(())
}

fn value(data: Data, style: &CellStyle, from_1904: bool) -> Option<Value> {
    if style.uncomputed {
        return Some(Value::Uncomputed);
    }
    match data {
        Data::Int(number) => Some(Value::Number(f64::from(i32::try_from(number).ok()?))),
        Data::Float(number) => Some(Value::Number(number)),
        Data::Bool(truth) => Some(Value::Truth(truth)),
        // calamine takes some other formats for dates
        Data::DateTime(day) => match style.format.number(day.as_f64()) {
            Rendered::Other(_) => Some(Value::Number(day.as_f64())),
            Rendered::Same | Rendered::Day => Some(date_value(day.as_f64(), from_1904)),
        },
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            let day = day_from_text(&text);
            Some(Value::Day(day, day.map_or(text, written_vi)))
        }
        Data::Error(error) => Some(Value::Error(error.to_string())),
        Data::String(text) => text_value(&text),
        Data::Empty => None,
    }
}

/// Returns a text value. If every other character is NUL, the bytes are UTF-16 and are decoded
/// again.
fn text_value(text: &str) -> Option<Value> {
    if !text.contains('\0') {
        return (!text.trim().is_empty()).then(|| Value::Text(text.into()));
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let units = bytes.filter(|bytes| bytes.len().is_multiple_of(2)).map(|bytes| {
        bytes
            .chunks_exact(2)
            .map(|pair| {
                u16::from_le_bytes([
                    pair.first().copied().unwrap_or(0),
                    pair.last().copied().unwrap_or(0),
                ])
            })
            .collect::<Vec<_>>()
    });
    match units
        .and_then(|units| String::from_utf16(&units).ok())
        .filter(|text| !text.contains('\0'))
    {
        Some(text) => Some(Value::Text(text.into())),
        None => Some(Value::Unreadable(text.replace('\0', "·"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_stored_as_bytes_is_decoded() {
        let widened: String =
            "Đơn vị".encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect();
        assert_eq!(text_value("T\0i\0t\0e\0l\0"), Some(Value::Text("Titel".into())));
        assert_eq!(text_value(&widened), Some(Value::Text("Đơn vị".into())));
        assert_eq!(text_value("a\0b"), Some(Value::Unreadable("a·b".into())));
    }
}
