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
use crate::read::{name_in_results, read_register};
use crate::rules::{RULES, grades};
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
/// The results of a period for programs.
pub(super) const FACTS: &str = "tong-hop.json";

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
        let (plan, units) = (text(root, &settings.plan)?, text(root, &settings.units)?);
        let own = settings.holidays.as_deref().map(|name| Ok::<_, Error>((name, text(root, name)?))).transpose()?;
        let holidays = own.as_ref().map_or(Source { name: "holidays.toml", text: shipped::HOLIDAYS }, |(name, text)| Source { name, text });
        let (plan, units) = (Source { name: &settings.plan, text: &plan }, Source { name: &settings.units, text: &units });
        let plan = load::plan(plan, units, holidays, &grades())?;
        let mut workspace = Self { root: root.to_owned(), plan, decisions: Decisions::new(), settings };
        if let Some(written) = workspace.decisions_text()? {
            workspace.decisions = workspace.sound_decisions(&written)?;
        }
        Ok(workspace)
    }

    /// The name of the office's file of decisions.
    pub(super) fn decisions_name(&self) -> &str {
        &self.settings.decisions
    }

    /// What stands in the office's file of decisions; `None` where there is no such file.
    ///
    /// # Errors
    /// Where it is there and cannot be read.
    pub(super) fn decisions_text(&self) -> Result<Option<String>, Error> {
        let name = self.decisions_name();
        self.root.join(name).exists().then(|| text(&self.root, name)).transpose()
    }

    /// The decisions of a text.
    ///
    /// # Errors
    /// Where it has faults: all of them.
    pub(super) fn sound_decisions(&self, text: &str) -> Result<Decisions, Error> {
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        load::decisions(Source { name: self.decisions_name(), text }, &self.plan, &codes)
    }

    /// A file as results name it, however a person wrote its path: relative to the workspace, or from where they stand.
    pub(super) fn name_of(&self, written: &str) -> String {
        let (path, root) = (Path::new(written), self.root.canonicalize().unwrap_or_else(|_| self.root.clone()));
        let found = [self.root.join(path), path.to_owned()].iter().find_map(|path| path.canonicalize().ok());
        name_in_results(&root, found.as_deref().unwrap_or(path))
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

    /// The file that holds a period's results, where there is one.
    pub(super) fn results(&self, period: &PeriodCode) -> Option<PathBuf> {
        let path = self.root.join(RESULTS).join(period.as_str()).join(FACTS);
        path.is_file().then_some(path)
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
