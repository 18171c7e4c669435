//! Places the errors of a text in the cells of the workbook that it stands for.

use super::layout::{Layout, MapSheet};
use super::matrix;
use super::text::{Place, WorkbookText};
use crate::error::Fault;
use crate::text::Message;
use std::collections::BTreeSet;

impl WorkbookText {
    /// Returns the errors of the cells and of the text, by cell. Errors of a text whose row already
    /// has one in a cell are left out, and all of them if the workbook lacks what they depend on.
    pub(crate) fn faults(&self, file: &str, layout: &Layout, of_text: Vec<Fault>) -> Vec<Fault> {
        let rows: BTreeSet<(&str, u32)> =
            self.faults.iter().map(|(place, _)| (place.sheet.as_str(), place.at.row)).collect();
        let own = self.faults.iter().map(|(place, what)| (place.clone(), what.clone()));
        let others = of_text.into_iter().filter(|_| !self.is_broken).filter_map(|fault| {
            let place = self.places.get(fault.line.saturating_sub(1)).or(self.places.first())?;
            let is_new = !rows.contains(&(place.sheet.as_str(), place.at.row));
            is_new.then(|| (place.clone(), self.reworded(&fault.what, place, layout)))
        });
        let mut all: Vec<(Place, Message)> = own.chain(others).collect();
        all.sort_by_key(|(place, _)| (layout.position(&place.sheet), place.clone()));
        all.dedup();
        let fault = |(place, what): (Place, Message)| Fault {
            file: file.to_owned(),
            line: place.at.row as usize + 1,
            cell: Some(place.to_string()),
            what,
        };
        all.into_iter().map(fault).collect()
    }

    /// Names headings and cells instead of keys and lines.
    fn reworded(&self, what: &Message, place: &Place, layout: &Layout) -> Message {
        let named = |text: &str, line: &str, quotes: &str| {
            let mut text = self.with_cells(text, line).replace(quotes, "");
            for (key, heading) in layout.headings(&place.sheet) {
                text = text.replace(&format!("“{key}”"), &format!("“{heading}”"));
            }
            for (table, sheet) in layout.sheets() {
                for name in [format!("[[{table}]]"), format!("[{table}]")] {
                    text = text.replace(&name, &format!("“{sheet}”"));
                }
            }
            text
        };
        Message {
            vi: named(&what.vi, "dòng ", " và hai dấu nháy"),
            en: named(&what.en, "line ", " and the quotes"),
        }
    }

    /// Replaces `dòng 12` by the cell of that line.
    fn with_cells(&self, text: &str, word: &str) -> String {
        let mut parts = text.split(word);
        let mut all = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, rest) = part.split_at(digits);
            let place =
                number.parse().ok().and_then(|line: usize| self.places.get(line.checked_sub(1)?));
            match place {
                Some(place) => all.extend([place.to_string().as_str(), rest]),
                None => all.extend([word, part]),
            }
        }
        all
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}!{}", self.sheet, self.at)
    }
}

impl Layout {
    /// Returns the names of the sheets, in the order of the workbook.
    pub(super) fn sheet_names(&self) -> impl Iterator<Item = &'static str> {
        let tables = self.tables.iter().map(|table| table.sheet);
        let maps = self.maps.iter().map(|map| map.sheet);
        std::iter::once(self.single.0).chain(tables).chain(self.matrix).chain(maps)
    }

    /// Returns the position of a sheet in the workbook.
    fn position(&self, sheet: &str) -> usize {
        self.sheet_names().position(|name| name == sheet).unwrap_or(usize::MAX)
    }

    /// Returns the last part of each key of a sheet with its heading.
    fn headings(&self, sheet: &str) -> Vec<(&'static str, &'static str)> {
        let table = self.tables.iter().find(|table| table.sheet == sheet);
        let fields = table.map_or(self.single.1, |table| table.fields);
        fields
            .iter()
            .map(|field| (field.key.rsplit('.').next().unwrap_or(field.key), field.heading))
            .collect()
    }

    /// Returns the keys of tables with their sheets.
    fn sheets(&self) -> Vec<(&'static str, &'static str)> {
        let tables = self.tables.iter().map(|table| (table.key, table.sheet));
        let maps = self.maps.iter().map(|MapSheet { key, sheet, .. }| (*key, *sheet));
        let single = self
            .single
            .1
            .iter()
            .filter_map(|field| Some((field.key.split_once('.')?.0, self.single.0)));
        tables
            .chain(maps)
            .chain(single)
            .chain(self.matrix.map(|sheet| (matrix::KEY, sheet)))
            .collect()
    }
}
