//! A sheet of one of the office's own workbooks, as plain cells.

use super::origin::CellRef;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A sheet with its nonempty cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct PlainSheet {
    pub(crate) name: String,
    pub(crate) cells: BTreeMap<CellRef, PlainValue>,
    /// Merged ranges: first and last cell.
    pub(crate) merged: Vec<(CellRef, CellRef)>,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PlainValue {
    Text(String),
    Number(Decimal),
    Day(NaiveDate),
    Truth(bool),
    /// An error value, or a formula without a result, as written.
    Unreadable(String),
}
