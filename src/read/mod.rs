//! Reads files into submissions. Reading never fails: an unreadable file becomes a submission with
//! the cause.

mod archive;
mod binary;
mod child_process;
mod color;
mod conditional;
mod date_inference;
mod failure;
mod file_bytes;
mod file_names;
mod file_types;
mod form;
mod formula;
mod grid;
mod legacy;
mod legibility;
mod limits;
mod members;
mod misplaced_files;
mod narrow;
mod number_format;
mod ods;
mod register;
mod sniff;
mod stale_results;
mod system_files;
mod tidy;
mod walk;
mod xlsx;
mod xml;

use crate::error::Error;
use crate::model::form_texts::FormTexts;
use crate::model::id::UnitCode;
use crate::model::plan::Plan;
use crate::model::submission::{Claim, ClaimedBy, Content, Identity, Submission, Unreadable};
use crate::msg;
use child_process::BinaryFormat;
use failure::Failure;
use file_bytes::{hash, read_file};
use form::FormReader;
use grid::Workbook;
use limits::Clock;
use members::{ArchiveBudget, ignored};
use rayon::prelude::*;
use sniff::Kind;
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use child_process::COMMAND as READ_COMMAND;
pub use child_process::answer;
pub(crate) use file_bytes::{hash_of_file, hash_of_input};
pub(crate) use misplaced_files::misplaced_files;
pub use register::lines as register_lines;
pub(crate) use register::{EXAMPLE, is_blank as register_is_blank, is_workbook, office_sheets};
pub(crate) use walk::name_in_results;
pub use walk::{InputFile, files as inbox};

/// Reads the reports of one plan.
pub struct Reader<'p> {
    plan: &'p Plan,
    form: FormReader<'p>,
    /// This program's file, started as a child process for binary formats; without it they are read
    /// in this process.
    program: Option<PathBuf>,
}

impl<'p> Reader<'p> {
    /// Creates a reader. `texts` are the office's own texts in its forms. `program` is this
    /// program's file, started with [`READ_COMMAND`] for formats whose parser may abort.
    pub fn new(plan: &'p Plan, texts: FormTexts, program: Option<PathBuf>) -> Self {
        Self { plan, form: FormReader::new(plan, texts), program }
    }

    /// Reads all files in a folder in parallel, ordered by name. `seen` is called with the number
    /// of files first, then with 0 after each file.
    ///
    /// # Errors
    /// Returns an error if the folder exists and cannot be listed.
    pub fn folder(
        &self,
        root: &Path,
        folder: &Path,
        seen: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Submission>, Error> {
        match std::fs::metadata(folder) {
            Ok(about) if about.is_dir() => Ok(self.all(&walk::files(root, folder)?, seen)),
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Error::unlisted(folder, error))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Reads files and folders named on the command line.
    ///
    /// # Errors
    /// Returns an error if one of them does not exist or cannot be listed.
    pub fn files(
        &self,
        root: &Path,
        paths: &[PathBuf],
        seen: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Submission>, Error> {
        let mut found = Vec::new();
        for path in paths {
            std::fs::metadata(path).map_err(|error| Error::read(path, error))?;
            if path.is_dir() {
                found.extend(walk::files(root, path)?);
            } else {
                found.push(InputFile::new(root, path.clone()));
            }
        }
        Ok(self.all(&found, seen))
    }

    /// Reads files in parallel. Files that this machine could not read are retried once, one at a
    /// time.
    pub fn all(&self, found: &[InputFile], seen: &(dyn Fn(usize) + Sync)) -> Vec<Submission> {
        seen(found.len());
        let read = found.par_iter().map(|file| {
            let read = self.read_one(file);
            seen(0);
            read
        });
        let mut read: Vec<Vec<Submission>> = read.collect();
        for (file, submissions) in found.iter().zip(&mut read) {
            if submissions.iter().any(|submission| submission.unread().is_some()) {
                *submissions = self.read_one(file);
            }
        }
        read.into_iter().flatten().collect()
    }

    /// Reads one file. An archive returns itself and each of its members.
    fn read_one(&self, file: &InputFile) -> Vec<Submission> {
        let mut read = self.read_input(file);
        if let Some(whole) = read.first_mut() {
            whole.on_disk = file.on_disk.as_deref().map(Arc::from);
        }
        read
    }

    fn read_input(&self, file: &InputFile) -> Vec<Submission> {
        let name: Arc<str> = file.name.as_str().into();
        if below_period(&name).is_some_and(|path| system_files::is_in_trash(&path.join("/"))) {
            let (sha256, bytes) = hash_of_input(&file.path);
            return vec![ignored(name, sha256, bytes)];
        }
        match read_file(&file.path) {
            Ok(bytes) => self.bytes(&name, &bytes),
            Err(why) => {
                let (sha256, bytes) = hash_of_input(&file.path);
                let why = match why {
                    Failure::File(why) => refine_too_large(why, || head(&file.path)).into(),
                    machine @ Failure::Machine(_) => machine,
                };
                vec![self.failed(&name, sha256, bytes, why)]
            }
        }
    }

    /// Reads a stream under a display name.
    pub fn stream(&self, name: &Arc<str>, from: &mut dyn std::io::Read) -> Vec<Submission> {
        match file_bytes::read_stream(from) {
            Ok(bytes) => self.bytes(name, &bytes),
            Err(why) => vec![self.failed(name, String::new(), 0, why)],
        }
    }

    /// Reads bytes under a display name.
    pub fn bytes(&self, name: &Arc<str>, bytes: &[u8]) -> Vec<Submission> {
        self.submissions(name, bytes, &mut ArchiveBudget::new())
    }

    fn submissions(
        &self,
        name: &Arc<str>,
        bytes: &[u8],
        nesting: &mut ArchiveBudget,
    ) -> Vec<Submission> {
        let (sha256, size) = (hash(bytes), u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let submission = |content, identity| Submission {
            file: Arc::clone(name),
            on_disk: None,
            sha256: sha256.clone(),
            bytes: size,
            identity,
            content,
        };
        // a panic in a library is caused by the file
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            self.content(name, bytes, nesting)
        }));
        match read.unwrap_or_else(|_| Err(died().into())) {
            Ok(Opened::Report(report, identity)) => {
                vec![submission(Content::Report(report), identity)]
            }
            Ok(Opened::Archive(members)) => {
                let mut all = vec![submission(Content::Archive, Identity::default())];
                all.extend(members);
                all
            }
            Err(Failure::File(why)) if system_files::is_system_file(name, bytes, &why) => {
                vec![submission(Content::Ignored, Identity::default())]
            }
            Err(why) => vec![self.failed(name, sha256, size, why)],
        }
    }

    fn content(
        &self,
        name: &Arc<str>,
        bytes: &[u8],
        nesting: &mut ArchiveBudget,
    ) -> Result<Opened, Failure> {
        let clock = Clock::start();
        let workbook = match sniff::kind(bytes)? {
            Kind::Xlsx(mut archive) => xlsx::read(&mut archive, clock)?,
            Kind::Ods(mut archive) => ods::read(&mut archive, clock)?,
            Kind::Xlsb => child_process::read(self.program.as_deref(), BinaryFormat::Xlsb, bytes)?,
            Kind::Compound => {
                child_process::read(self.program.as_deref(), BinaryFormat::Compound, bytes)?
            }
            Kind::Archive(archive) => {
                return Ok(Opened::Archive(self.members(name, archive, nesting)?));
            }
        };
        Ok(self.report(name, workbook)?)
    }

    fn report(&self, name: &Arc<str>, workbook: Workbook) -> Result<Opened, Unreadable> {
        if workbook.sheets.iter().all(|sheet| sheet.cells.is_empty()) {
            return Err(Unreadable::Empty(msg!(
                "bảng tính không có ô nào có nội dung",
                "no cell of the workbook has anything in it"
            )));
        }
        let (mut report, mut identity) = self.form.report(name, workbook)?;
        date_inference::infer_dates(&mut report, self.plan.year);
        if identity.unit.is_none() && identity.suggestions.is_empty() {
            identity.suggestions = self.units_in_name(name).into_iter().collect();
        }
        Ok(Opened::Report(Box::new(report), identity))
    }

    /// Returns the submission for an unreadable file, attributed by its file name alone.
    fn failed(&self, name: &Arc<str>, sha256: String, bytes: u64, why: Failure) -> Submission {
        let named = self.units_in_name(name);
        let unit = if named.len() == 1 { named.first().cloned() } else { None };
        let claims = vec![Claim {
            by: ClaimedBy::FileName,
            written: stem(name).to_owned(),
            unit: unit.clone(),
            at: None,
        }];
        let suggestions = if unit.is_none() { named.into_iter().collect() } else { Vec::new() };
        let identity = Identity { unit, claims, conflict: false, suggestions };
        let content = match why {
            Failure::File(why) => Content::Unreadable(why),
            Failure::Machine(why) => Content::Unread(why),
        };
        Submission { file: Arc::clone(name), on_disk: None, sha256, bytes, identity, content }
    }

    /// Returns the units named in a file's name, or else those named together with its folders and
    /// archive.
    fn units_in_name(&self, name: &str) -> BTreeSet<UnitCode> {
        let registry = &self.plan.registry;
        let own = registry.in_file_name(stem(name));
        if !own.is_empty() {
            return own;
        }
        // the separator keeps a name from matching across two folders
        let steps: Vec<&str> = attribution_path(name).into_iter().map(file_names::stem).collect();
        registry.in_file_name(&steps.join(" và "))
    }
}

enum Opened {
    Report(Box<crate::model::submission::Report>, Identity),
    Archive(Vec<Submission>),
}

fn died() -> Unreadable {
    Unreadable::Damaged(msg!(
        "cấu trúc bên trong hỏng, không thể mở an toàn",
        "the file is damaged inside and cannot be opened safely"
    ))
}

/// Returns a file name without folders and extension.
fn stem(name: &str) -> &str {
    file_names::stem(name.rsplit('/').next().unwrap_or(name))
}

/// Returns the path of a received file below its period's folder, or `None` if it is elsewhere.
fn below_period(name: &str) -> Option<Vec<&str>> {
    let path = name.strip_prefix("nhan/")?;
    Some(path.split('/').skip(1).collect())
}

/// Returns the folders, archive and file name that may name the unit, without those that lead to
/// the workspace.
fn attribution_path(name: &str) -> Vec<&str> {
    if let Some(steps) = below_period(name) {
        return steps;
    }
    let is_archive = |step: &&str| {
        step.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("zip"))
    };
    let steps: Vec<&str> = name.split('/').collect();
    let first = steps.iter().position(is_archive).unwrap_or(steps.len().saturating_sub(1));
    steps.into_iter().skip(first).collect()
}

/// Replaces “too large” by the file type if the first bytes show a scan or video.
fn refine_too_large(why: Unreadable, head: impl FnOnce() -> Vec<u8>) -> Unreadable {
    match why {
        Unreadable::TooLarge(why) => match file_types::identify(&head()) {
            Some((what, nature)) => Unreadable::NotSpreadsheet(what, nature),
            None => Unreadable::TooLarge(why),
        },
        why => why,
    }
}

fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = std::fs::File::open(path) {
        let _ = file.take(file_types::HEAD).read_to_end(&mut head);
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribution_uses_folders_below_the_period_or_from_the_archive_on() {
        assert_eq!(attribution_path("nhan/2024-6T/Thọ Xuân/a.pdf"), ["Thọ Xuân", "a.pdf"]);
        assert_eq!(attribution_path("/home/Yên Định/gửi.ZIP/b/a.pdf"), ["gửi.ZIP", "b", "a.pdf"]);
        assert_eq!(attribution_path("/home/Yên Định/a.pdf"), ["a.pdf"]);
    }
}
