//! What a run came to, kept for the next one: where the program, the day and every file are the same, the results that lie there
//! are those that would be written again. What is kept lies in `ket-qua/.bo-nho/`; deleting it costs nothing but time.
//!
//! Files are the same by their bytes, never by their times. Looked at are the office's own files, all that lies in the inbox,
//! whatever the period, the newest results of the other periods, and each result of the run itself.

use super::history::History;
use super::output::{Console, Done, Outputs};
use super::results::{FACTS, Session};
use super::watch::Watch;
use super::workspace::{INBOX, RESULTS, Workspace};
use super::{DONE, FOUND};
use crate::error::Error;
use crate::model::file_name::file_name;
use crate::model::id::PeriodCode;
use crate::model::period::Period;
use crate::model::record::{Part, Run, Stamp};
use crate::model::severity::Severity;
use crate::msg;
use crate::read::{Found, hash_of_file, hash_of_input, name_in_results, of_periods};
use crate::render::glance;
use crate::render::paint::Paint;
use crate::render::terminal::Style;
use crate::text::Lang;
use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where it is kept, in `ket-qua/`.
const KEPT: &str = ".bo-nho";

/// All that results depend on.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Ground {
    /// The hash of the program's own file: another build may come to something else.
    program: String,
    period: PeriodCode,
    as_of: NaiveDate,
    lang: Lang,
    /// The office's own files.
    office: Vec<Stamp>,
    /// The newest results of the other periods.
    others: Vec<Stamp>,
    /// Every file in the inbox, by its name.
    inbox: Vec<Stamp>,
    /// The names on the disk of those that have another one there.
    #[serde(default)]
    on_disk: Vec<String>,
}

/// What a run came to.
#[derive(Serialize, Deserialize)]
struct Kept {
    ground: Ground,
    run: Run,
    /// The severity of the gravest finding that nobody accepted.
    gravest: Option<Severity>,
    /// What the run said in short, without colour and with it.
    said: [String; 2],
}

/// Results that stand.
pub(super) struct Standing {
    kept: Kept,
    path: PathBuf,
}

/// What lies in the inbox when a run begins.
pub(super) struct Inbox(Vec<Found>);

fn kept_at(workspace: &Workspace, period: &PeriodCode) -> PathBuf {
    workspace.root.join(RESULTS).join(KEPT).join(format!("{}.json", file_name(period.as_str())))
}

impl Inbox {
    /// Looks at what lies there, without opening any of it.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub(super) fn of(workspace: &Workspace) -> Result<Self, Error> {
        of_periods(&workspace.root, &workspace.root.join(INBOX)).map(Self)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|found| found.name.as_str())
    }

    fn on_disk(&self) -> Vec<String> {
        self.0.iter().filter_map(|found| found.on_disk.clone()).collect()
    }

    /// The results of the run before, where nothing they rest on has changed since, nor they themselves. Whatever cannot be read
    /// or understood of what was kept is as if it were not there.
    pub(super) fn standing(
        &self,
        workspace: &Workspace,
        history: &History,
        (period, as_of): (&Period, NaiveDate),
        lang: Lang,
    ) -> Option<Standing> {
        let (period, path) = (&period.code, kept_at(workspace, &period.code));
        // closed results stand by their own record
        let kept = history.standing.closed.is_none().then(|| std::fs::read(&path).ok())??;
        let kept: Kept = serde_json::from_slice(&kept).ok()?;
        let ground = &kept.ground;
        // what costs little to compare comes first
        let stands = (ground.period == *period && ground.as_of == as_of && ground.lang == lang)
            && ground.office == office(workspace)
            && ground.inbox.iter().map(|stamp| stamp.file.as_str()).eq(self.names())
            && ground.on_disk == self.on_disk()
            && ground.program == program()?
            && ground.others == others(workspace, period).ok()?
            && ground.inbox == self.hashed(&BTreeMap::new())
            && history.altered(&kept.run.basis.outputs).is_empty();
        stands.then_some(Standing { kept, path })
    }

    /// Keeps what a run came to, among its results, and gives where. Where a file changed while the run went on, or could not be
    /// read, nothing is kept.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn keep(
        &self,
        session: &Session<'_>,
        outputs: &Outputs<'_>,
        run: &Run,
    ) -> Result<Option<PathBuf>, Error> {
        let Session { workspace, outcome, history, lang, .. } = *session;
        let (period, as_of) = (&outcome.case.scope.period.code, outcome.case.scope.as_of);
        // what this machine could not read now it may read the next time
        let is_whole = outcome.incomplete().is_none() && outcome.has_reports();
        let Some(program) = program().filter(|_| is_whole && history.standing.closed.is_none())
        else {
            return Ok(None);
        };
        let read: BTreeMap<&str, &Stamp> = run
            .basis
            .inputs
            .iter()
            .map(|input| (input.stamp.file.as_str(), &input.stamp))
            .collect();
        let (office, others) = (office(workspace), others(workspace, period)?);
        let same_before = run
            .basis
            .inputs
            .iter()
            .filter(|input| input.part == Part::Earlier)
            .all(|input| others.contains(&input.stamp));
        let same_office = history.altered(&office).is_empty();
        if !same_before || !same_office || !self.names().eq(Self::of(workspace)?.names()) {
            return Ok(None);
        }
        let ground = Ground {
            program,
            period: period.clone(),
            as_of,
            lang,
            office,
            others,
            inbox: self.hashed(&read),
            on_disk: self.on_disk(),
        };
        let gravest = outcome
            .findings
            .iter()
            .filter(|finding| finding.waived.is_none())
            .map(|finding| finding.severity)
            .min();
        let said = [false, true].map(|paint| {
            glance::glance(outcome, Style { lang, paint: Paint(paint), columns: None })
        });
        let path = kept_at(workspace, period);
        outputs.add(
            path.clone(),
            &serde_json::to_vec(&Kept { ground, run: run.clone(), gravest, said })
                .unwrap_or_default(),
        )?;
        Ok(Some(path))
    }

    /// The files with their hashes: those that a run read itself as it read them.
    fn hashed(&self, read: &BTreeMap<&str, &Stamp>) -> Vec<Stamp> {
        let stamp = |found: &Found| {
            read.get(found.name.as_str()).map_or_else(
                || {
                    let (sha256, bytes) = hash_of_input(&found.path);
                    Stamp { file: found.name.clone(), sha256, bytes }
                },
                |stamp| (*stamp).clone(),
            )
        };
        self.0.par_iter().map(stamp).collect()
    }
}

impl Standing {
    /// Says that the results stand, and what they are in short, and leaves the record of this run.
    ///
    /// # Errors
    /// Where the record cannot be written or nothing can be printed.
    pub(super) fn tell(
        self,
        (workspace, history): (&Workspace, &History),
        outputs: Outputs<'_>,
        fail_on: Option<Severity>,
        console: &Console,
        watch: &mut Watch,
    ) -> Result<u8, Error> {
        let Kept { run, gravest, said: [plain, painted], .. } = self.kept;
        let exit_code =
            if gravest.is_some_and(|gravest| fail_on.is_some_and(|limit| gravest <= limit)) {
                FOUND
            } else {
                DONE
            };
        watch.lap("compare", console);
        let kept = name_in_results(&workspace.root, &self.path);
        console.tell(&msg!(
            "Từ lần chạy trước không có tệp nào thay đổi: kết quả giữ nguyên, không ghi lại (theo {kept}; xóa tệp đó thì lần sau làm lại từ đầu).",
            "No file has changed since the run before: the results stand and are not written again (by {kept}; delete it to have everything \
             done anew)."
        ));
        let results =
            run.basis.outputs.iter().filter(|stamp| {
                run.basis.reminders.iter().all(|reminder| reminder.file != stamp.file)
            });
        let written = results.map(|stamp| workspace.root.join(&stamp.file)).collect();
        let run = Run { started: watch.started, stages: watch.stages.clone(), exit_code, ..run };
        history.leave(&outputs, &run)?;
        outputs.appear()?;
        if console.json {
            console.print(&history.text(history.standing.open)?)?;
            return Ok(exit_code);
        }
        if !console.quiet {
            console.print(if console.style().paint.0 { &painted } else { &plain })?;
        }
        console.done(&workspace.root, &Done { written, removed: Vec::new() })?;
        Ok(exit_code)
    }
}

/// The hash of the program's own file.
fn program() -> Option<String> {
    let (hash, _) = hash_of_file(&std::env::current_exe().ok()?);
    (!hash.is_empty()).then_some(hash)
}

fn office(workspace: &Workspace) -> Vec<Stamp> {
    workspace.office.inputs().map(|input| input.stamp).collect()
}

/// The newest results of the plan's other periods, and those of the period before where it is of another plan.
fn others(workspace: &Workspace, period: &PeriodCode) -> Result<Vec<Stamp>, Error> {
    let plan = &workspace.plan;
    let before = plan.periods.iter().filter_map(|period| Some(&period.previous.as_ref()?.code));
    let codes: BTreeSet<&PeriodCode> = plan
        .periods
        .iter()
        .map(|period| &period.code)
        .chain(before)
        .filter(|code| *code != period)
        .collect();
    let facts = codes.into_iter().map(|code| {
        let history = History::of(&workspace.root, code)?;
        let path = history.folder(history.standing.newest).join(FACTS);
        Ok(stamp_of(history.name(&path), &path))
    });
    facts.collect()
}

/// A file as it is now; one that is not there has no hash.
fn stamp_of(file: String, path: &Path) -> Stamp {
    let (sha256, bytes) = hash_of_input(path);
    Stamp { file, sha256, bytes }
}
