//! Derives the office's files for another year from those of the previous one. Values that the
//! office must decide again are marked with [`UNCONFIRMED`]; nothing is issued before they are
//! confirmed.

mod plan;
mod units;

use super::office_files::OfficeFiles;
use super::office_workbooks::{plan as plan_of, plan_and_units};
use crate::error::Error;
use crate::load::spreadsheet::BareNames;
use crate::load::{UNCONFIRMED, shipped};
use crate::model::record::InputKind;
use crate::model::series::{Every, MonthRange};
use crate::msg;
use plan::plan_skeleton;
use std::path::Path;
use toml_edit::{DocumentMut, Item, Table, value};
use units::carried_over;

/// Texts of the office's files for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OfficeTexts {
    /// `tonghop.toml`.
    pub(crate) settings: String,
    /// `ke-hoach.toml`.
    pub(crate) plan: String,
    /// `don-vi.toml`.
    pub(crate) units: String,
}

impl OfficeTexts {
    /// Returns the files that the program ships with.
    pub(crate) fn shipped() -> Self {
        Self {
            settings: shipped::SETTINGS.to_owned(),
            plan: shipped::PLAN.to_owned(),
            units: shipped::UNITS.to_owned(),
        }
    }

    /// Returns the files of a workspace.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder is not a workspace, or files are missing or invalid.
    pub(crate) fn of_workspace(root: &Path) -> Result<Self, Error> {
        let files = OfficeFiles::from_workspace(root)?;
        plan_of(&files)?;
        let (plan, units) = plan_and_units(&files, BareNames::Refused)?;
        let settings = files.source(InputKind::Settings)?;
        Ok(Self {
            settings: settings.map_or(String::new(), |source| source.text.to_owned()),
            plan: plan.text().to_owned(),
            units: units.text().to_owned(),
        })
    }

    /// Returns the year of the plan and the codes of its periods.
    ///
    /// # Errors
    ///
    /// Returns an error if the plan is not TOML.
    pub(crate) fn periods(&self) -> Result<(i32, Vec<String>), Error> {
        let plan = parsed(&self.plan, "ke-hoach.toml")?;
        let year = year_of(&plan).unwrap_or_default();
        let every = |series: &Table| {
            let word = series.get("every")?.as_str()?.trim_start_matches(UNCONFIRMED).trim();
            Every::WORDS.iter().find(|(every, _)| *every == word).map(|(_, every)| *every)
        };
        let is_cumulative =
            |series: &Table| series.get("cumulative").and_then(Item::as_bool).unwrap_or_default();
        let series = tables(&plan, "series").flat_map(|series| {
            every(series).map_or_else(Vec::new, |every| every.periods(year, is_cumulative(series)))
        });
        let codes = tables(&plan, "period").filter_map(code).chain(series.map(MonthRange::code));
        Ok((year, codes.collect()))
    }

    /// Returns the number of places in the plan that must be confirmed before anything is issued.
    pub(crate) fn unconfirmed(&self) -> usize {
        let values = self.plan.lines().filter(|line| !line.trim_start().starts_with('#'));
        values.map(|line| line.matches(UNCONFIRMED).count()).sum()
    }

    /// Returns the files for a later year: the plan as a skeleton, the units that exist at its
    /// beginning, and the settings with files in the workspace itself.
    ///
    /// # Errors
    ///
    /// Returns an error if a file is not TOML, or if the plan is not for an earlier year.
    pub(crate) fn of_year(&self, year: i32) -> Result<Self, Error> {
        let old_units = parsed(&self.units, "don-vi.toml")?;
        let units = carried_over(old_units.clone(), year)?;
        let plan = plan_skeleton(parsed(&self.plan, "ke-hoach.toml")?, year, &old_units, &units)?;
        let mut settings = parsed(&self.settings, "tonghop.toml")?;
        for (key, name) in [
            ("plan", "ke-hoach.toml"),
            ("units", "don-vi.toml"),
            ("decisions", "quyet-dinh.toml"),
            ("register", "so-den.xlsx"),
        ] {
            settings.insert(key, value(name));
        }
        // days off are not carried over to another year
        settings.remove("holidays");
        Ok(Self { settings: settings.to_string(), plan, units: units.to_string() })
    }
}

/// Parses one of the office's files for editing; comments are preserved.
fn parsed(text: &str, name: &str) -> Result<DocumentMut, Error> {
    text.strip_prefix('\u{feff}').unwrap_or(text).parse().map_err(|_| {
        msg!(
            "{name} của thư mục cũ sai cú pháp; chạy tonghop trong thư mục đó để xem từng lỗi.",
            "{name} of the old folder is not valid; run tonghop in that folder to see each error."
        )
        .into()
    })
}

/// Returns the year of a plan.
fn year_of(plan: &DocumentMut) -> Option<i32> {
    plan.get("plan")?.get("year")?.as_integer().and_then(|year| i32::try_from(year).ok())
}

/// Returns the tables with a name, such as `[[unit]]`.
fn tables<'d>(document: &'d DocumentMut, name: &str) -> impl Iterator<Item = &'d Table> {
    document.get(name).and_then(Item::as_array_of_tables).into_iter().flatten()
}

fn code(table: &Table) -> Option<String> {
    table.get("code")?.as_str().map(str::to_owned)
}

/// Marks a text for confirmation.
fn marked(text: &str) -> String {
    if text.contains(UNCONFIRMED) {
        return text.to_owned();
    }
    format!("{UNCONFIRMED} {}", text.trim_start())
}

#[cfg(test)]
mod tests;
