//! A workspace: the folder an office works in, its settings and its plan.

use super::args::{Invocation, When};
use super::output::Console;
use crate::error::{Error, Fault};
use crate::load::{self, Settings, Source, shipped};
use crate::model::decision::Decisions;
use crate::model::id::PeriodCode;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::register::RegisterLine;
use crate::read::read_register;
use crate::rules::RULES;
use crate::say;
use chrono::{NaiveDate, TimeDelta, Utc};
use std::path::{Path, PathBuf};

/// The name of the settings' file.
pub(super) const SETTINGS: &str = "tonghop.toml";
/// Where forms are issued, reports received, results written: a folder a period in each.
pub(super) const FORMS: &str = "mau";
/// See [`FORMS`].
pub(super) const INBOX: &str = "nhan";
/// See [`FORMS`].
pub(super) const RESULTS: &str = "ket-qua";

/// A workspace that is sound.
pub(super) struct Workspace {
    /// The folder.
    pub(super) root: PathBuf,
    /// The plan.
    pub(super) plan: Plan,
    /// The office's decisions.
    pub(super) decisions: Decisions,
    settings: Settings,
}

impl Workspace {
    /// Opens the workspace of a command line; its settings choose the language where the command line does not.
    ///
    /// # Errors
    /// Where the folder is none, or the office's own files have faults: all of them.
    pub(super) fn open(invocation: &Invocation, console: &mut Console) -> Result<Self, Error> {
        let root = &invocation.root;
        let settings = settings(root)?;
        console.lang = invocation.lang.or(settings.lang).unwrap_or_default();
        let plan = plan(root, &settings)?;
        let decisions = if root.join(&settings.decisions).exists() {
            let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
            load::decisions(Source { name: &settings.decisions, text: &text(root, &settings.decisions)? }, &plan, &codes)?
        } else {
            Decisions::new()
        };
        Ok(Self { root: root.to_owned(), plan, decisions, settings })
    }

    /// The lines of the register of incoming documents; none where the office keeps none.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn register(&self) -> Result<Vec<RegisterLine>, Error> {
        read_register(&self.root.join(&self.settings.register), &self.plan)
    }

    /// The folder of a period below one of the workspace's folders.
    pub(super) fn folder(&self, of: &str, period: &Period) -> PathBuf {
        self.root.join(of).join(period.code.as_str())
    }

    /// The period asked for, or the one whose deadline is nearest; and the day asked for, or today.
    ///
    /// # Errors
    /// Where the plan has no such period.
    pub(super) fn when(&self, asked: &When) -> Result<(&Period, NaiveDate), Error> {
        let as_of = asked.as_of.unwrap_or_else(today);
        let code = asked.period.as_deref().map(PeriodCode::from);
        let period = self.plan.choose_period(code.as_ref(), as_of).ok_or_else(|| {
            let written = asked.period.as_deref().unwrap_or_default();
            let known = self.plan.periods.iter().map(|period| period.code.as_str()).collect::<Vec<_>>().join(", ");
            say!(
                "Kế hoạch không có kỳ báo cáo “{written}”. Các kỳ của kế hoạch: {known}.",
                "The plan has no period “{written}”. The plan's periods: {known}."
            )
        })?;
        Ok((period, as_of))
    }
}

/// Today in Vietnam (`Asia/Ho_Chi_Minh`, seven hours ahead all year), whatever the machine's zone.
pub(super) fn today() -> NaiveDate {
    (Utc::now() + TimeDelta::hours(7)).date_naive()
}

/// The plan of another workspace, or of a plan's file with the units' file beside it.
///
/// # Errors
/// As [`Workspace::open`].
pub(super) fn plan_at(path: &Path) -> Result<Plan, Error> {
    if path.is_dir() {
        return plan(path, &settings(path)?);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    plan(path.parent().unwrap_or(Path::new("")), &Settings { plan: name, ..Settings::default() })
}

/// The plan that settings name.
fn plan(root: &Path, settings: &Settings) -> Result<Plan, Error> {
    let (plan, units) = (text(root, &settings.plan)?, text(root, &settings.units)?);
    let own = settings.holidays.as_deref().map(|name| Ok::<_, Error>((name, text(root, name)?))).transpose()?;
    let holidays = own.as_ref().map_or(Source { name: "holidays.toml", text: shipped::HOLIDAYS }, |(name, text)| Source { name, text });
    load::plan(Source { name: &settings.plan, text: &plan }, Source { name: &settings.units, text: &units }, holidays)
}

fn settings(root: &Path) -> Result<Settings, Error> {
    let path = root.join(SETTINGS);
    if !path.is_file() {
        let shown = root.display();
        return Err(say!(
            "{shown} không phải là thư mục làm việc: không có {SETTINGS}.\nLập thư mục mới: tonghop init THU-MUC; hoặc chỉ đến thư mục đã có: tonghop -C THU-MUC …",
            "{shown} is not a workspace: it has no {SETTINGS}.\nLay one out: tonghop init DIR; or name the one you have: tonghop -C DIR …"
        )
        .into());
    }
    load::settings(Source { name: SETTINGS, text: &text(root, SETTINGS)? })
}

/// A file of the office as text.
fn text(root: &Path, name: &str) -> Result<String, Error> {
    let path = root.join(name);
    let bytes = std::fs::read(&path).map_err(|error| Error::read(&path, error))?;
    String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        let what = say!(
            "không phải văn bản Unicode (UTF-8); mở tệp và lưu lại dạng UTF-8",
            "is not Unicode text (UTF-8); open the file and save it as UTF-8"
        );
        Error::Unsound(vec![Fault { file: name.to_owned(), line, what }])
    })
}
