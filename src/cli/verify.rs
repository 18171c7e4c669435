//! `tonghop verify`: rebuilds results from their record and compares them byte for byte. Writes
//! nothing.

use super::args::{Invocation, When};
use super::console::Console;
use super::lock::recover;
use super::progress::Progress;
use super::{DONE, FOUND, examine, open, periods};
use crate::book::form;
use crate::error::Error;
use crate::model::case::RunScope;
use crate::model::id::PeriodCode;
use crate::model::record::{Changes, FileDigest, Input, InputKind, Manifest};
use crate::model::results::{Results, Tool, TotalEntry};
use crate::model::revision::Revision;
use crate::model::submission::{Content, Identity};
use crate::msg;
use crate::read::{InputFile, Reader, hash_of_file, hash_of_input, inbox};
use crate::render::verification::{self, Verdict, Verification};
use crate::store::history::History;
use crate::store::input_source::InputSource;
use crate::store::layout::RESULTS;
use crate::store::office_files::OfficeFiles;
use crate::store::period_results::LayoutOptions;
use crate::store::workspace::Workspace;
use crate::store::{layout, period_results, reminders, run_records};
use crate::text::{Lang, Text, listed};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Maximum number of files listed per kind if results cannot be rebuilt.
const MAX_LISTED: usize = 20;

/// Recorded results to rebuild.
struct Recorded {
    /// Name of the record.
    name: String,
    revision: Revision,
    /// Folder of the results.
    folder: String,
    manifest: Manifest,
    /// Totals at closing.
    totals: Option<Vec<TotalEntry>>,
}

pub(super) fn run(
    invocation: &Invocation,
    period: Option<&str>,
    console: &mut Console,
) -> Result<u8, Error> {
    let root = &invocation.root;
    let now = OfficeFiles::from_workspace(root)?;
    console.lang = invocation.lang.or(now.settings.lang).unwrap_or_default();
    let code = match period {
        // existing results of a period do not need a valid plan today
        Some(code) if root.join(RESULTS).join(code).is_dir() => PeriodCode::from(code),
        written => {
            let asked = When { period: written.map(str::to_owned), as_of: None };
            periods::when(&open::open(invocation, console)?, &asked)?.0.code.clone()
        }
    };
    let (recorded, office) = recorded(root, &code, now)?;
    let rebuilt = rebuild(root, &recorded, office, console)?;
    let verdicts = compare(root, &recorded, &rebuilt);
    refuse_if_overtaken(root, &code, &recorded, console)?;
    let verification =
        Verification { record: &recorded.name, manifest: &recorded.manifest, verdicts: &verdicts };
    console.print(&if console.json {
        verification::document(&verification)
    } else {
        verification::report(&verification, console.style())
    })?;
    Ok(if verdicts.iter().all(|(_, verdict)| verdict.is_sound()) { DONE } else { FOUND })
}

/// Returns the last closed results, or else those of the last run, with the office's files to
/// rebuild them.
fn recorded(
    root: &Path,
    period: &PeriodCode,
    now: OfficeFiles,
) -> Result<(Recorded, OfficeFiles), Error> {
    let history = History::read(root, period)?;
    let folder_of = |revision| history.name(&history.folder(revision));
    if let Some((revision, closing)) = history.closing()? {
        let folder = history.closed_folder(revision);
        let office = OfficeFiles::from_copies(&folder, &closing.manifest.inputs)?;
        let (name, totals) =
            (history.name(&folder.join(crate::store::history::CLOSING)), Some(closing.totals));
        return Ok((
            Recorded {
                name,
                revision,
                folder: folder_of(revision),
                manifest: closing.manifest,
                totals,
            },
            office,
        ));
    }
    let (name, run) = run_records::last(&history)?.ok_or_else(|| {
        msg!(
            "Kỳ {period} chưa có lần tổng hợp nào được ghi lại. Chạy trước: tonghop consolidate --period {period}",
            "No consolidation of period {period} is recorded. Run first: tonghop consolidate --period {period}"
        )
    })?;
    let revision = history.revisions.open;
    Ok((
        Recorded {
            name,
            revision,
            folder: folder_of(revision),
            manifest: run.manifest,
            totals: None,
        },
        now,
    ))
}

/// Refuses the comparison if another run has written new results meanwhile.
fn refuse_if_overtaken(
    root: &Path,
    period: &PeriodCode,
    recorded: &Recorded,
    console: &Console,
) -> Result<(), Error> {
    recover(root, console)?;
    if recorded.totals.is_none()
        && run_records::last(&History::read(root, period)?)?
            .is_none_or(|(name, _)| name != recorded.name)
    {
        return Err(Error::Busy(msg!(
            "Một lần chạy khác đã ghi kết quả mới trong lúc đối chiếu. Chạy lại lệnh này.",
            "Another run wrote new results while these were compared. Run this again."
        )));
    }
    Ok(())
}

/// A rebuilt file.
struct RebuiltFile {
    digest: FileDigest,
    /// Totals, if the file is the facts.
    totals: Option<Vec<TotalEntry>>,
}

/// Rebuilt files by name in the folder of results.
type Rebuilt = BTreeMap<String, RebuiltFile>;

/// Rebuilds the recorded results.
fn rebuild(
    root: &Path,
    recorded: &Recorded,
    mut office: OfficeFiles,
    console: &Console,
) -> Result<Rebuilt, Error> {
    let manifest = &recorded.manifest;
    office.add_previous(root, &manifest.inputs)?;
    let (found, gone) = received(root, &manifest.inputs)?;
    let office_now: Vec<Input> = office.inputs().collect();
    let office_changed = Changes::between(&manifest.inputs, &office_now).office;
    if !gone.is_empty() || !office_changed.is_empty() {
        return Err(cannot_rebuild(&recorded.name, &gone, &office_changed));
    }
    let workspace = Workspace::new(root, office)?;
    let period = workspace
        .plan
        .period(manifest.period.as_str())
        .ok_or_else(|| cannot_rebuild(&recorded.name, &[], &[]))?;
    let progress = Progress::new(console);
    let reader =
        Reader::new(&workspace.plan, form::texts(&workspace.plan), std::env::current_exe().ok());
    let source = InputSource { workspace: &workspace, reader: &reader, recorded: Some(&found) };
    let mut submissions = source.received(&manifest.period, &|count| progress.seen(count))?;
    // files left by programs are compared by the record only, because they change at any time
    let ignored: BTreeMap<&str, &FileDigest> = inputs_of_kind(&manifest.inputs, InputKind::Ignored)
        .map(|digest| (digest.file.as_str(), digest))
        .collect();
    for submission in &mut submissions {
        if let Some(digest) = ignored.get(&*submission.file) {
            (submission.sha256, submission.bytes) = (digest.sha256.clone(), digest.bytes);
            (submission.content, submission.identity) = (Content::Ignored, Identity::default());
        }
    }
    let scope = RunScope { plan: &workspace.plan, period, as_of: manifest.as_of };
    let outcome = examine::examine_submissions(&source, scope, submissions, true)?;
    if let Some(why) = outcome.incomplete() {
        return Err(why.into());
    }
    let days = reminders::days(&manifest.reminders, &recorded.folder);
    let files = period_results::lay_out(
        &outcome,
        manifest.lang,
        recorded.revision,
        &LayoutOptions { days: &days, annexes: manifest.annexes, since: manifest.since.as_ref() },
        |name, fill| {
            let mut bytes = Vec::new();
            fill(&mut bytes)?;
            let digest = FileDigest::new(name.to_owned(), &bytes);
            let facts = (name == layout::FACTS)
                .then(|| Results::parse(&String::from_utf8_lossy(&bytes)).ok())
                .flatten();
            Ok(RebuiltFile { digest, totals: facts.map(|facts| facts.totals) })
        },
    )?;
    Ok(files.into_iter().map(|again| (again.digest.file.clone(), again)).collect())
}

fn inputs_of_kind(inputs: &[Input], kind: InputKind) -> impl Iterator<Item = &FileDigest> {
    inputs.iter().filter(move |input| input.kind == kind).map(|input| &input.digest)
}

/// Returns the recorded input files under their recorded names and in their order, and those that
/// no longer exist with the same bytes.
fn received<'b>(root: &Path, inputs: &'b [Input]) -> Result<(Vec<InputFile>, Vec<&'b str>), Error> {
    let folders: BTreeSet<String> = inputs_of_kind(inputs, InputKind::Received)
        .map(|digest| period_folder(&digest.file))
        .collect();
    let there = folders
        .iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.try_exists().unwrap_or(true));
    let there = there.map(|folder| inbox(root, &folder)).collect::<Result<Vec<_>, _>>()?;
    let there: Vec<(String, InputFile)> = there
        .into_par_iter()
        .flatten()
        .map(|found| (hash_of_input(&found.path).0, found))
        .collect();
    let by_bytes = |digest: &FileDigest| {
        let same =
            || there.iter().filter(|(hash, _)| *hash == digest.sha256).map(|(_, found)| found);
        same()
            .find(|found| found.name == digest.file)
            .or_else(|| same().next().filter(|_| !digest.sha256.is_empty()))
    };
    let (mut found, mut gone) = (Vec::new(), Vec::new());
    for Input { kind, digest, on_disk } in inputs {
        let name = || digest.file.clone();
        match kind {
            InputKind::Ignored => {
                let path = root.join(on_disk.as_ref().unwrap_or(&digest.file));
                found.push(InputFile { path, name: name(), on_disk: on_disk.clone() });
            }
            InputKind::Received => match by_bytes(digest) {
                Some(same) => found.push(InputFile {
                    path: same.path.clone(),
                    name: name(),
                    on_disk: on_disk.clone(),
                }),
                None => gone.push(digest.file.as_str()),
            },
            _ => {}
        }
    }
    Ok((found, gone))
}

/// Returns the folder of a period in the inbox: the first two components of a file's path.
fn period_folder(file: &str) -> String {
    file.split('/').take(2).collect::<Vec<_>>().join("/")
}

/// Returns the error for results that cannot be rebuilt.
fn cannot_rebuild(record: &str, gone: &[&str], office: &[String]) -> Error {
    let mut why = [Lang::Vi, Lang::En].map(|lang| {
        let mut lines = Vec::new();
        let gone: Vec<String> = gone.iter().map(|file| (*file).to_owned()).collect();
        for (title, files) in [
            (
                Text::new("báo cáo không còn, hoặc đã bị sửa", "reports gone or changed"),
                gone.as_slice(),
            ),
            (Text::new("tệp của văn phòng đã sửa", "files of the office edited"), office),
        ] {
            if !files.is_empty() {
                lines.push(format!(
                    "  {} ({}): {}",
                    title.in_lang(lang),
                    files.len(),
                    listed(files, MAX_LISTED, lang)
                ));
            }
        }
        lines.join("\n")
    });
    let [vi, en] = &mut why;
    msg!(
        "Không dựng lại được kết quả theo {record}:\n{vi}\nĐưa đúng các tệp ấy về chỗ cũ rồi chạy lại.",
        "The results cannot be rebuilt from {record}:\n{en}\nRestore these files, then run again."
    )
    .into()
}

/// Compares each recorded output, and the totals recorded at closing.
fn compare(root: &Path, recorded: &Recorded, rebuilt: &Rebuilt) -> Vec<(String, Verdict)> {
    let mut verdicts = Vec::new();
    for digest in &recorded.manifest.outputs {
        let within =
            digest.file.strip_prefix(&recorded.folder).map(|rest| rest.trim_start_matches('/'));
        let again = within.and_then(|name| rebuilt.get(name));
        // changes made by hand to a reminder were recorded beside the program's own text
        let reminder =
            recorded.manifest.reminders.iter().find(|reminder| reminder.file == digest.file);
        let written = reminder.map_or(&digest.sha256, |reminder| &reminder.sha256);
        let same_again = again.is_some_and(|again| again.digest.sha256 == *written);
        let path = root.join(&digest.file);
        let verdict = match (path.is_file(), hash_of_file(&path).0 == digest.sha256) {
            (false, _) => Verdict::Missing,
            (true, false) => Verdict::Altered,
            (true, true) if same_again && digest.sha256 != *written => Verdict::ByHand,
            (true, true) if same_again => Verdict::Same,
            (true, true) => Verdict::OtherBytes,
        };
        verdicts.push((digest.file.clone(), verdict));
    }
    if let Some(totals) = &recorded.totals {
        let again = rebuilt.get(layout::FACTS).and_then(|again| again.totals.as_ref());
        let true_record = again == Some(totals);
        let foreign = recorded.manifest.tool != Tool::this();
        let verdict = if true_record {
            Verdict::Same
        } else if foreign {
            Verdict::OtherBytes
        } else {
            Verdict::Altered
        };
        verdicts.push((recorded.name.clone(), verdict));
    }
    verdicts
}
