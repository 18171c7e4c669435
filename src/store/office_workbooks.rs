//! The plan and the units of a workspace as text, whether they are TOML or workbooks.

use super::office_files::OfficeFiles;
use crate::error::{Error, Fault};
use crate::load::spreadsheet::{
    self, BareNames, GroupNames, Layout, WorkbookText, group_names, workbook_text,
};
use crate::load::{self, Source, shipped};
use crate::model::plan::Plan;
use crate::model::record::InputKind;
use crate::read::{is_workbook, office_sheets};
use crate::rules::grades;

/// A file of the office as text.
pub(crate) struct OfficeText {
    name: String,
    workbook: Option<(WorkbookText, &'static Layout)>,
    text: String,
}

impl OfficeText {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the errors found in the cells of a workbook.
    pub(crate) fn cell_faults(&self) -> Vec<Fault> {
        self.relocated(Vec::new())
    }

    /// Returns whether a workbook lacks a sheet or a column.
    fn is_broken(&self) -> bool {
        self.workbook.as_ref().is_some_and(|(read, _)| read.is_broken)
    }

    fn source(&self) -> Source<'_> {
        Source { name: &self.name, text: &self.text }
    }

    /// Returns errors of the text by cell, if the file is a workbook, with those of the cells.
    fn relocated(&self, faults: Vec<Fault>) -> Vec<Fault> {
        match &self.workbook {
            Some((read, layout)) => read.faults(&self.name, layout, faults),
            None => faults,
        }
    }
}

/// Returns the plan and the units as text. Units that have only a name are completed or refused.
///
/// # Errors
/// Returns an error if one of them is missing, or is neither text nor a workbook.
pub(crate) fn plan_and_units(
    files: &OfficeFiles,
    bare: BareNames,
) -> Result<(OfficeText, OfficeText), Error> {
    let none = GroupNames::new();
    let units = text(files, InputKind::Units, &spreadsheet::UNITS, &none, bare)?;
    // only the headings of a workbook name groups
    let is_book = files.bytes(InputKind::Plan).is_some_and(|(_, bytes)| is_workbook(bytes));
    let names = if is_book { group_names(units.text()) } else { none };
    let plan = text(files, InputKind::Plan, &spreadsheet::PLAN, &names, bare)?;
    Ok((plan, units))
}

fn text(
    files: &OfficeFiles,
    kind: InputKind,
    layout: &'static Layout,
    names: &GroupNames,
    bare: BareNames,
) -> Result<OfficeText, Error> {
    match files.bytes(kind) {
        Some((name, bytes)) if is_workbook(bytes) => {
            let program = std::env::current_exe().ok();
            let sheets = office_sheets(name, bytes, program.as_deref())?;
            let mut read = workbook_text(&sheets, layout, names, bare);
            let text = std::mem::take(&mut read.text);
            Ok(OfficeText { name: name.to_owned(), workbook: Some((read, layout)), text })
        }
        _ => {
            let source = files.source(kind)?.unwrap_or(Source { name: "", text: "" });
            Ok(OfficeText {
                name: source.name.to_owned(),
                workbook: None,
                text: source.text.to_owned(),
            })
        }
    }
}

/// Reads and validates the plan of a workspace.
///
/// # Errors
/// Returns all errors in the office's files.
pub(crate) fn plan(files: &OfficeFiles) -> Result<Plan, Error> {
    let (plan, units) = plan_and_units(files, BareNames::Refused)?;
    let holidays = files
        .source(InputKind::Holidays)?
        .unwrap_or(Source { name: "holidays.toml", text: shipped::HOLIDAYS });
    let read = load::plan(plan.source(), units.source(), holidays, &grades());
    let (read, faults) = match read {
        Ok(read) => (Some(read), Vec::new()),
        Err(Error::Unsound(faults)) => (None, faults),
        Err(other) => return Err(other),
    };
    let (of_plan, rest): (Vec<Fault>, Vec<Fault>) =
        faults.into_iter().partition(|fault| fault.file == plan.name);
    let (of_units, rest): (Vec<Fault>, Vec<Fault>) =
        rest.into_iter().partition(|fault| fault.file == units.name);
    // without the units the plan's references cannot be judged
    let of_plan = if units.is_broken() { Vec::new() } else { of_plan };
    let faults: Vec<Fault> = [plan.relocated(of_plan), units.relocated(of_units), rest].concat();
    match read {
        Some(read) if faults.is_empty() => Ok(read),
        _ => Err(Error::Unsound(faults)),
    }
}
