//! Extends the tables that the library wrote to the streamed rows.

use super::super::sheet::table_in_library;
use super::{Long, failed};
use crate::book::{Area, NamedTable, Sheet};
use crate::error::Error;
use crate::xlsx::markup::{replace_once, unexpected};

/// Tables of sheets with streamed rows that are still to be extended.
pub(super) struct Tables<'b>(Vec<(&'b Sheet, &'b NamedTable)>);

impl<'b> Tables<'b> {
    pub(super) fn new(long: &[Long<'b>]) -> Self {
        Self(
            long.iter().filter_map(|long| Some((long.sheet, long.sheet.table.as_ref()?))).collect(),
        )
    }

    /// Returns the part of a table with its full area. Tables without streamed rows are unchanged.
    pub(super) fn complete(&mut self, content: Vec<u8>) -> Result<Vec<u8>, Error> {
        let text = std::str::from_utf8(&content).map_err(failed)?;
        let named = |table: &NamedTable| format!(" displayName=\"{}\" ref=", table.name);
        let Some(place) = self.0.iter().position(|(_, table)| text.contains(&named(table))) else {
            return Ok(content);
        };
        let (sheet, table) = self.0.swap_remove(place);
        let [short, full] = [table_in_library(sheet, table), table.area].map(quoted);
        let text = [named(table), "<autoFilter ref=".to_owned()].iter().try_fold(
            text.to_owned(),
            |text, before| {
                replace_once(&text, &format!("{before}{short}"), &format!("{before}{full}"))
            },
        )?;
        Ok(text.into_bytes())
    }

    /// Returns an error if the part of a table was missing.
    pub(super) fn finish(self) -> Result<(), Error> {
        match self.0.first() {
            Some((_, table)) => Err(unexpected(&format!("no table {}", table.name))),
            None => Ok(()),
        }
    }
}

fn quoted(area: Area) -> String {
    format!("\"{}:{}\"", area.first, area.last)
}
