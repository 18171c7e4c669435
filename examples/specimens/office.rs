//! The fictional office: its plan, and its units' forms with few rows.

use super::report;
use crate::made::{self, Fault};
use chrono::NaiveDate;
use std::fmt::Write as _;
use tonghop::book::{Book, Cell, Content, form};
use tonghop::model::form::{GUIDE, SELF_CHECK, Sheet};
use tonghop::model::origin::CellRef;
use tonghop::model::plan::Plan;
use tonghop::model::submission::Report;
use tonghop::xlsx;

/// The unit that sends the specimens.
pub(super) const UNIT: &str = "X-SUOICO";
/// Rows kept of the lists, including title and headings.
const LIST: usize = 7;

pub(super) struct Office {
    plan_text: String,
    units_text: String,
    plan: Plan,
}

impl Office {
    pub(super) fn of(plan_text: String, units_text: String) -> Result<Self, Fault> {
        let plan = made::plan(&plan_text, &units_text)?;
        Ok(Self { plan_text, units_text, plan })
    }

    /// Changes a part of the plan's text; returns the text and the office with that plan.
    pub(super) fn with_changed_plan(&self, from: &str, to: &str) -> Result<(String, Self), Fault> {
        if !self.plan_text.contains(from) {
            return Err(format!("the plan has no {from}").into());
        }
        let text = self.plan_text.replace(from, to);
        Ok((text.clone(), Self::of(text, self.units_text.clone())?))
    }

    /// Adds communes that report; returns the texts of the plan and of the units, and the office.
    pub(super) fn with_communes(
        &self,
        more: &[(&str, &str)],
    ) -> Result<(String, String, Self), Fault> {
        let (plan, _) =
            self.with_changed_plan("units = [\"X-SUOICO\", \"X-DOITHONG\"]", "everyone = true")?;
        let mut units = self.units_text.replace("must_report = false", "must_report = true");
        for (place, (code, name)) in more.iter().enumerate() {
            let order = place + 3;
            write!(
                units,
                "\n[[unit]]\ncode = \"{code}\"\nname = \"Ủy ban nhân dân {name}\"\ngroup = \"xa\"\norder = {order}\nmust_report = true\naliases = []\n"
            )?;
        }
        let office = Self::of(plan.clone(), units.clone())?;
        Ok((plan, units, office))
    }

    /// Returns the valid report as a workbook, to be changed.
    pub(super) fn sound(&self) -> Result<Book, Fault> {
        self.filled(UNIT, &report::sound()?)
    }

    /// Returns the valid report after a change.
    pub(super) fn changed(
        &self,
        change: impl FnOnce(&mut Report) -> Result<(), Fault>,
    ) -> Result<Vec<u8>, Fault> {
        let mut report = report::sound()?;
        change(&mut report)?;
        Ok(xlsx::write(&self.filled(UNIT, &report)?)?)
    }

    /// Returns a unit's form with a report, without the sheets that have no answers and without
    /// spare rows.
    pub(super) fn filled(&self, unit: &str, report: &Report) -> Result<Book, Fault> {
        self.filled_for("2024-6T", unit, report)
    }

    /// Returns the same as [`Self::filled`], for any period.
    pub(super) fn filled_for(
        &self,
        period: &str,
        unit: &str,
        report: &Report,
    ) -> Result<Book, Fault> {
        let unit = self.plan.registry.by_code(unit).ok_or_else(|| format!("no unit {unit}"))?;
        let period = self.plan.period(period).ok_or("no such period")?;
        let issued = NaiveDate::from_ymd_opt(2024, 3, 15).ok_or("no such day")?;
        let mut book = form::filled(&self.plan, unit, period, issued, report);
        book.sheets.retain(|sheet| sheet.name != SELF_CHECK && sheet.name != GUIDE);
        for list in [Sheet::Documents, Sheet::Incidents] {
            sheet(&mut book, list)?.rows.truncate(LIST);
        }
        Ok(book)
    }
}

/// Returns a sheet of a form.
pub(super) fn sheet(book: &mut Book, kind: Sheet) -> Result<&mut tonghop::book::Sheet, String> {
    book.sheets
        .iter_mut()
        .find(|sheet| sheet.name == kind.title())
        .ok_or_else(|| format!("no sheet {}", kind.title()))
}

/// Writes into a cell of a form and keeps its style.
pub(super) fn put(book: &mut Book, kind: Sheet, at: &str, content: Content) -> Result<(), String> {
    let place = CellRef::parse(at).ok_or_else(|| format!("{at} is no cell"))?;
    let sheet = sheet(book, kind)?;
    let style = sheet.cell(place).map(|cell| cell.style).unwrap_or_default();
    sheet.put(place.row, place.col, Cell { content, style, ..Cell::default() });
    Ok(())
}

/// Writes text into a cell of a form.
pub(super) fn put_text(book: &mut Book, kind: Sheet, at: &str, words: &str) -> Result<(), String> {
    put(
        book,
        kind,
        at,
        if words.is_empty() { Content::Blank } else { Content::Text(words.to_owned()) },
    )
}
