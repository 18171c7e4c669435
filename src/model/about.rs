//! What an observation or a finding is about.

use super::form::{Column, Field, Sheet};
use super::id::{IndicatorCode, TaskCode};
use std::fmt;

/// A part of the plan or of the form, or other words that name the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// An indicator of the plan.
    Indicator(IndicatorCode),
    /// A task of the plan.
    Task(TaskCode),
    /// A labelled answer.
    Field(Field),
    /// A column of a table.
    Column(Sheet, Column),
    /// A sheet of the form.
    Sheet(Sheet),
    /// Something that neither plan nor form has: a cell, a document's number, a line of a file.
    Other(String),
}

impl About {
    /// Returns the task or the indicator of a row of a table.
    pub fn row(sheet: Sheet, code: &str) -> Self {
        if sheet == Sheet::Tasks { Self::Task(code.into()) } else { Self::Indicator(code.into()) }
    }

    /// Returns whether the plan names it by a code, wherever the unit put it.
    pub(crate) const fn has_code(&self) -> bool {
        matches!(self, Self::Indicator(_) | Self::Task(_))
    }

    /// Returns all names, separated by commas; `None` if there are none.
    pub fn label(all: &[Self]) -> Option<String> {
        let names: Vec<String> = all.iter().map(ToString::to_string).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Indicator(code) => code.fmt(f),
            Self::Task(code) => code.fmt(f),
            Self::Field(field) => field.label().fmt(f),
            Self::Column(sheet, column) => sheet.heading(*column).fmt(f),
            Self::Sheet(sheet) => sheet.title().fmt(f),
            Self::Other(words) => words.fmt(f),
        }
    }
}
