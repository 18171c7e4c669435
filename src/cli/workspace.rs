//! A workspace: the folder an office works in, its settings and its plan.

use super::args::{Invocation, When};
use super::history::rested_on;
use super::log::{Level, here};
use super::office::Office;
use super::output::Console;
use super::periods;
use super::platform::in_full;
use crate::error::Error;
use crate::load::{self, Source, shipped};
use crate::model::decision::Decisions;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::{Input, Part, Stamp};
use crate::model::register::RegisterLine;
use crate::msg;
use crate::outcome::Outcome;
use crate::read::{name_in_results, register_lines};
use crate::rules::{RULES, grades};
use chrono::{DateTime, NaiveDate, Utc};
use std::path::{Path, PathBuf};

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
    /// The files all this was read from.
    pub(super) office: Office,
}

impl Workspace {
    /// Opens the workspace of a command line; its settings choose the language where the command line does not.
    ///
    /// # Errors
    /// Where the folder is none, or the office's own files have faults: all of them.
    pub(super) fn open(invocation: &Invocation, console: &mut Console) -> Result<Self, Error> {
        let office = Office::of_workspace(&invocation.root)?;
        console.lang = invocation.lang.or(office.settings.lang).unwrap_or_default();
        let workspace = Self::of(&invocation.root, office)?;
        [Part::Decisions, Part::Register]
            .into_iter()
            .try_for_each(|part| workspace.still_has(part))?;
        let Plan { id, sha256, registry, .. } = &workspace.plan;
        let units = registry.units().len();
        let said = msg!("Kế hoạch {id}, {units} đơn vị.", "Plan {id}, {units} units.");
        console.event(
            Level::Info,
            "plan-read",
            &said,
            &[
                ("plan", id.clone().into()),
                ("sha256", sha256.clone().into()),
                ("units", units.into()),
            ],
        );
        Ok(workspace)
    }

    /// The workspace that files of the office make.
    ///
    /// # Errors
    /// Where they have faults: all of them.
    pub(super) fn of(root: &Path, office: Office) -> Result<Self, Error> {
        let plan = plan_of(&office)?;
        let written = office.source(Part::Decisions)?.unwrap_or(NOTHING);
        let decisions = decisions(written, &plan)?;
        Ok(Self { root: root.to_owned(), plan, decisions, office })
    }

    /// Stops a run without a file of the office that the run before rested on: what was decided or recorded in it would be dropped.
    fn still_has(&self, part: Part) -> Result<(), Error> {
        let nothing = Stamp::of(String::new(), shipped::DECISIONS.as_bytes()).sha256;
        match rested_on(&self.root, &self.plan, part).filter(|_| self.office.bytes(part).is_none())
        {
            Some((record, stamp)) if stamp.sha256 != nothing => {
                Err(gone_since(part, &record, &stamp.file))
            }
            _ => Ok(()),
        }
    }

    /// The name of the office's file of decisions.
    pub(super) fn decisions_name(&self) -> &str {
        &self.office.settings.decisions
    }

    /// What stands in the office's file of decisions; `None` where there is no such file.
    ///
    /// # Errors
    /// Where it is no Unicode text.
    pub(super) fn decisions_text(&self) -> Result<Option<&str>, Error> {
        Ok(self.office.source(Part::Decisions)?.map(|source| source.text))
    }

    /// The decisions of a text.
    ///
    /// # Errors
    /// Where it has faults: all of them.
    pub(super) fn sound_decisions(&self, text: &str) -> Result<Decisions, Error> {
        decisions(Source { name: self.decisions_name(), text }, &self.plan)
    }

    /// A file as results name it, however a person wrote its path: relative to the workspace, or from where they stand.
    pub(super) fn name_of(&self, written: &str) -> String {
        let (path, root) =
            (Path::new(written), in_full(&self.root).unwrap_or_else(|_| self.root.clone()));
        let found =
            [self.root.join(path), path.to_owned()].iter().find_map(|path| in_full(path).ok());
        name_in_results(&root, found.as_deref().unwrap_or(path))
    }

    /// The lines of the register of incoming documents; none where the office keeps none.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn register(&self) -> Result<Vec<RegisterLine>, Error> {
        let program = std::env::current_exe().ok();
        let read = self
            .office
            .bytes(Part::Register)
            .map(|(name, bytes)| register_lines(name, bytes, &self.plan, program.as_deref()));
        Ok(read.transpose()?.unwrap_or_default())
    }

    /// Every file an outcome rests on.
    pub(super) fn inputs(&self, outcome: &Outcome<'_>) -> Vec<Input> {
        self.office.inputs().chain(outcome.rests_on()).collect()
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
        let period = match &asked.period {
            Some(written) => periods::named(self, written)?,
            None => self.plan.nearest_period(as_of).ok_or_else(|| periods::undated(self))?,
        };
        Ok((period, as_of))
    }
}

/// That a file of the office is gone on which the run before rested.
fn gone_since(part: Part, record: &str, name: &str) -> Error {
    let (held, else_vi, else_en) = if part == Part::Register {
        (
            msg!("ngày đến đã ghi", "the days of arrival"),
            "Nếu văn phòng không dùng sổ nữa, để lại sổ chỉ có hàng tiêu đề.",
            "Where the office keeps no register any more, leave one with nothing but its headings.",
        )
    } else {
        (
            msg!(
                "quyết định, gia hạn, miễn báo cáo đã ghi",
                "the decisions, extensions and exemptions recorded"
            ),
            "Nếu không còn gì để ghi, lập một tệp trống cùng tên.",
            "Where there is nothing left to record, make an empty file of that name.",
        )
    };
    let (vi, en) = (held.vi, held.en);
    msg!(
        "Lần chạy trước đã dùng {name}, nay không có tệp này; chạy tiếp thì mất {vi} trong đó.\nĐưa tệp về chỗ cũ rồi chạy lại. {else_vi}\nLần chạy trước: {record}.",
        "The run before used {name}, which is not there; to go on would drop {en} in it.\nPut the file back, then run again. {else_en}\nThe run before: {record}."
    )
    .into()
}

/// Today in Vietnam, whatever the machine's zone.
pub(super) fn today() -> NaiveDate {
    day_in_vietnam(Utc::now())
}

/// The day in Vietnam at an instant.
fn day_in_vietnam(instant: DateTime<Utc>) -> NaiveDate {
    here(instant).date_naive()
}

fn decisions(source: Source<'_>, plan: &Plan) -> Result<Decisions, Error> {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    load::decisions(source, plan, &codes)
}

/// A file that is not there.
const NOTHING: Source<'_> = Source { name: "", text: "" };

/// The plan of another workspace, or of a plan's file with the units' file beside it.
///
/// # Errors
/// As [`Workspace::open`].
pub(super) fn plan_at(path: &Path) -> Result<Plan, Error> {
    plan_of(&if path.is_dir() { Office::of_workspace(path)? } else { Office::of_plan(path)? })
}

/// The plan that files of the office make.
fn plan_of(office: &Office) -> Result<Plan, Error> {
    let source = |part| Ok::<_, Error>(office.source(part)?.unwrap_or(NOTHING));
    let holidays = office
        .source(Part::Holidays)?
        .unwrap_or(Source { name: "holidays.toml", text: shipped::HOLIDAYS });
    load::plan(source(Part::Plan)?, source(Part::Units)?, holidays, &grades())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_in_vietnam_begins_at_seventeen_hours_the_evening_before_in_greenwich() {
        let day = |instant: &str| day_in_vietnam(instant.parse().unwrap()).to_string();
        assert_eq!(day("2024-04-30T16:59:59Z"), "2024-04-30");
        assert_eq!(day("2024-04-30T17:00:00Z"), "2024-05-01");
        assert_eq!(day("2024-02-28T17:00:00Z"), "2024-02-29");
        assert_eq!(day("2024-12-31T17:00:00Z"), "2025-01-01");
        // the same instant, as clocks elsewhere tell it
        assert_eq!(day("2024-05-01T05:59:59+13:00"), "2024-04-30");
        assert_eq!(day("2024-04-30T07:00:00-10:00"), "2024-05-01");
    }
}
