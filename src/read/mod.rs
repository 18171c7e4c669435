//! Files to submissions. Reading never fails: a file that cannot be read is a submission that says why.

mod archive;
mod binary;
mod bytes;
mod failure;
mod form;
mod grid;
mod isolate;
mod legacy;
mod limits;
mod ods;
mod register;
mod sniff;
mod walk;
mod xlsx;
mod xml;

use crate::error::Error;
use crate::model::file_role::is_junk;
use crate::model::plan::Plan;
use crate::model::submission::{Claim, ClaimedBy, Content, Identity, Submission, Unreadable};
use crate::say;
use bytes::{hash, held};
use failure::Failure;
use form::FormReader;
use grid::Workbook;
use isolate::Format;
use limits::Clock;
use rayon::prelude::*;
use sniff::Kind;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use bytes::{hash_of_file, hash_of_input};
pub use isolate::{COMMAND as READ_COMMAND, answer};
pub use register::lines as register_lines;
pub use walk::{Found, files as inbox, name_in_results, of_periods};

/// Reads files for one plan.
pub struct Reader<'p> {
    plan: &'p Plan,
    form: FormReader<'p>,
    /// The program that reads the binary formats in a process of its own; none reads them here.
    program: Option<PathBuf>,
}

impl<'p> Reader<'p> {
    /// A reader. `program` is this program's own file, started with [`READ_COMMAND`] for formats whose reader can abort.
    #[must_use]
    pub fn new(plan: &'p Plan, program: Option<PathBuf>) -> Self {
        Self { plan, form: FormReader::new(plan), program }
    }

    /// Reads every file below a folder, in parallel, in the order of their names. `seen` is told the number of files before
    /// the first and is called after each.
    ///
    /// # Errors
    /// Where the folder does not exist, cannot be listed, or holds no file.
    pub fn folder(&self, root: &Path, folder: &Path, seen: &(dyn Fn(usize) + Sync)) -> Result<Vec<Submission>, Error> {
        match std::fs::metadata(folder) {
            Ok(about) if about.is_dir() => {}
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::unlisted(folder, error)),
            _ => return Err(Error::NoReports(folder.to_owned())),
        }
        let found = walk::files(root, folder)?;
        if found.iter().all(|file| is_junk(&file.name)) {
            return Err(Error::NoReports(folder.to_owned()));
        }
        Ok(self.all(&found, seen))
    }

    /// Reads the files a person names.
    ///
    /// # Errors
    /// Where one of them does not exist or cannot be listed.
    pub fn files(&self, root: &Path, paths: &[PathBuf], seen: &(dyn Fn(usize) + Sync)) -> Result<Vec<Submission>, Error> {
        let mut found = Vec::new();
        for path in paths {
            std::fs::metadata(path).map_err(|error| Error::read(path, error))?;
            if path.is_dir() {
                found.extend(walk::files(root, path)?);
            } else {
                found.push(Found { path: path.clone(), name: walk::name_in_results(root, path) });
            }
        }
        Ok(self.all(&found, seen))
    }

    /// Reads files under the names they are to have in results. What this machine could not read beside the others is tried once
    /// more by itself.
    pub fn all(&self, found: &[Found], seen: &(dyn Fn(usize) + Sync)) -> Vec<Submission> {
        seen(found.len());
        let read = found.par_iter().map(|file| {
            let read = self.one(file);
            seen(0);
            read
        });
        let mut read: Vec<Vec<Submission>> = read.collect();
        for (file, submissions) in found.iter().zip(&mut read) {
            if submissions.iter().any(|submission| submission.unread().is_some()) {
                *submissions = self.one(file);
            }
        }
        read.into_iter().flatten().collect()
    }

    /// Reads one file; an archive gives itself and each of its members.
    fn one(&self, file: &Found) -> Vec<Submission> {
        let name: Arc<str> = file.name.as_str().into();
        if is_junk(&name) {
            let (sha256, bytes) = hash_of_input(&file.path);
            return vec![Submission { file: name, sha256, bytes, identity: Identity::default(), content: Content::Ignored }];
        }
        match held(&file.path) {
            Ok(bytes) => self.bytes(&name, &bytes),
            Err(why) => {
                let (sha256, bytes) = hash_of_input(&file.path);
                vec![self.failed(&name, sha256, bytes, why)]
            }
        }
    }

    /// Reads a file's bytes under a name.
    #[must_use]
    pub fn bytes(&self, name: &Arc<str>, bytes: &[u8]) -> Vec<Submission> {
        self.opened(name, bytes, true)
    }

    fn opened(&self, name: &Arc<str>, bytes: &[u8], outermost: bool) -> Vec<Submission> {
        let (sha256, size) = (hash(bytes), u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let submission = |content, identity| Submission { file: Arc::clone(name), sha256: sha256.clone(), bytes: size, identity, content };
        // what a library does with a file nobody foresaw is a fact about the file
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.content(name, bytes, outermost)));
        match read.unwrap_or_else(|_| Err(died().into())) {
            Ok(Opened::Report(report, identity)) => vec![submission(Content::Report(report), identity)],
            Ok(Opened::Archive(members)) => {
                let mut all = vec![submission(Content::Ignored, Identity::default())];
                all.extend(members);
                all
            }
            Err(why) => vec![self.failed(name, sha256, size, why)],
        }
    }

    fn content(&self, name: &Arc<str>, bytes: &[u8], outermost: bool) -> Result<Opened, Failure> {
        let clock = Clock::start();
        let workbook = match sniff::kind(bytes)? {
            Kind::Xlsx(mut archive) => xlsx::read(&mut archive, clock)?,
            Kind::Ods(mut archive) => ods::read(&mut archive, clock)?,
            Kind::Xlsb => isolate::read(self.program.as_deref(), Format::Xlsb, bytes)?,
            Kind::Compound => isolate::read(self.program.as_deref(), Format::Compound, bytes)?,
            Kind::Archive(archive) if outermost => return Ok(Opened::Archive(self.members(name, archive)?)),
            Kind::Archive(_) => {
                return Err(Unreadable::NotSpreadsheet(say!("tệp nén nằm trong tệp nén", "an archive inside an archive")).into());
            }
        };
        Ok(self.report(name, workbook)?)
    }

    fn report(&self, name: &Arc<str>, workbook: Workbook) -> Result<Opened, Unreadable> {
        if workbook.sheets.iter().all(|sheet| sheet.cells.is_empty()) {
            return Err(Unreadable::Damaged(say!("bảng tính không có ô nào có nội dung", "no cell of the workbook has anything in it")));
        }
        let (report, mut identity) = self.form.report(name, workbook)?;
        if identity.unit.is_none() && identity.suggestions.is_empty() {
            identity.suggestions = self.plan.registry.in_file_name(stem(name)).into_iter().collect();
        }
        Ok(Opened::Report(Box::new(report), identity))
    }

    /// The members of an archive of reports, each a file of its own.
    fn members(&self, name: &Arc<str>, mut archive: archive::Archive<'_>) -> Result<Vec<Submission>, Unreadable> {
        let names: Vec<String> = archive.names().map(str::to_owned).collect();
        if names.is_empty() {
            return Err(Unreadable::Damaged(say!("tệp nén rỗng", "the archive is empty")));
        }
        let mut members = Vec::new();
        for member in names {
            let full: Arc<str> = format!("{name}/{}", form::tidy(&member.replace('\\', "/"))).into();
            match archive.bytes(&member, limits::FILE_BYTES) {
                Ok(bytes) => {
                    let bytes = bytes.unwrap_or_default();
                    if is_junk(&full) {
                        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                        members.push(Submission {
                            file: full,
                            sha256: hash(&bytes),
                            bytes: size,
                            identity: Identity::default(),
                            content: Content::Ignored,
                        });
                    } else {
                        members.extend(self.opened(&full, &bytes, false));
                    }
                }
                Err(why) => members.push(self.failed(&full, String::new(), 0, why.into())),
            }
        }
        Ok(members)
    }

    /// A file that could not be read: its name is all there is to say whose it is.
    fn failed(&self, name: &Arc<str>, sha256: String, bytes: u64, why: Failure) -> Submission {
        let named = self.plan.registry.in_file_name(stem(name));
        let unit = if named.len() == 1 { named.first().cloned() } else { None };
        let claims = vec![Claim { by: ClaimedBy::FileName, written: stem(name).to_owned(), unit: unit.clone(), at: None }];
        let suggestions = if unit.is_none() { named.into_iter().collect() } else { Vec::new() };
        let identity = Identity { unit, claims, conflict: false, suggestions };
        let content = match why {
            Failure::File(why) => Content::Unreadable(why),
            Failure::Machine(why) => Content::Unread(why),
        };
        Submission { file: Arc::clone(name), sha256, bytes, identity, content }
    }
}

enum Opened {
    Report(Box<crate::model::submission::Report>, Identity),
    Archive(Vec<Submission>),
}

fn died() -> Unreadable {
    Unreadable::Damaged(say!("cấu trúc bên trong hỏng, không thể mở an toàn", "the file is damaged inside and cannot be opened safely"))
}

/// A file's name without its folders and its ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
