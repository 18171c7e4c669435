//! Files to submissions. Reading never fails: a file that cannot be read is a submission that says why.

mod archive;
mod binary;
mod days;
mod displayed;
mod form;
mod grid;
mod isolate;
mod legacy;
mod limits;
mod ods;
mod register;
mod sniff;
mod strays;
mod walk;
mod xlsx;
mod xml;

use crate::error::Error;
use crate::model::file_role::is_junk;
use crate::model::form_texts::FormTexts;
use crate::model::plan::Plan;
use crate::model::submission::{Claim, ClaimedBy, Content, Identity, Submission, Unreadable};
use crate::say;
use form::FormReader;
use grid::Workbook;
use isolate::Format;
use limits::Clock;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use sniff::Kind;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use isolate::{COMMAND as READ_COMMAND, answer};
pub use register::lines as register_lines;
pub use strays::strays;
pub use walk::{Found, files as inbox, name_in_results};

/// Reads files for one plan.
pub struct Reader<'p> {
    plan: &'p Plan,
    form: FormReader<'p>,
    /// The program that reads the binary formats in a process of its own; none reads them here.
    program: Option<PathBuf>,
}

impl<'p> Reader<'p> {
    /// A reader. `texts` are what the office writes into its forms; `program` is this program's own file, started with [`READ_COMMAND`] for formats whose reader can abort.
    #[must_use]
    pub fn new(plan: &'p Plan, texts: FormTexts, program: Option<PathBuf>) -> Self {
        Self { plan, form: FormReader::new(plan, texts), program }
    }

    /// Reads every file below a folder, in parallel, in the order of their names. `seen` is told the number of files before
    /// the first and is called after each.
    ///
    /// # Errors
    /// Where the folder does not exist or holds no file.
    pub fn folder(&self, root: &Path, folder: &Path, seen: &(dyn Fn(usize) + Sync)) -> Result<Vec<Submission>, Error> {
        if !folder.is_dir() {
            return Err(Error::NoReports(folder.to_owned()));
        }
        let found = walk::files(root, folder);
        if found.iter().all(|file| is_junk(&file.name)) {
            return Err(Error::NoReports(folder.to_owned()));
        }
        Ok(self.all(&found, seen))
    }

    /// Reads the files a person names.
    ///
    /// # Errors
    /// Where one of them does not exist.
    pub fn files(&self, root: &Path, paths: &[PathBuf], seen: &(dyn Fn(usize) + Sync)) -> Result<Vec<Submission>, Error> {
        let mut found = Vec::new();
        for path in paths {
            std::fs::metadata(path).map_err(|error| Error::read(path, error))?;
            if path.is_dir() {
                found.extend(walk::files(root, path));
            } else {
                found.push(Found { path: path.clone(), name: walk::name_in_results(root, path) });
            }
        }
        Ok(self.all(&found, seen))
    }

    /// Reads files under the names they are to have in results.
    pub fn all(&self, found: &[Found], seen: &(dyn Fn(usize) + Sync)) -> Vec<Submission> {
        seen(found.len());
        let read = found.par_iter().map(|file| {
            let read = self.one(file);
            seen(0);
            read
        });
        read.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// Reads one file; an archive gives itself and each of its members.
    fn one(&self, file: &Found) -> Vec<Submission> {
        let name: Arc<str> = file.name.as_str().into();
        if is_junk(&name) {
            let (sha256, bytes) = hash_of_file(&file.path);
            return vec![Submission { file: name, sha256, bytes, identity: Identity::default(), content: Content::Ignored }];
        }
        match held(&file.path) {
            Ok(bytes) => self.bytes(&name, &bytes),
            Err(why) => {
                let (sha256, bytes) = hash_of_file(&file.path);
                vec![self.unreadable(&name, sha256, bytes, why)]
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
        match read.unwrap_or_else(|_| Err(died())) {
            Ok(Opened::Report(report, identity)) => vec![submission(Content::Report(report), identity)],
            Ok(Opened::Archive(members)) => {
                let mut all = vec![submission(Content::Ignored, Identity::default())];
                all.extend(members);
                all
            }
            Err(why) => vec![self.unreadable(name, sha256, size, why)],
        }
    }

    fn content(&self, name: &Arc<str>, bytes: &[u8], outermost: bool) -> Result<Opened, Unreadable> {
        let clock = Clock::start();
        let workbook = match sniff::kind(bytes)? {
            Kind::Xlsx(mut archive) => xlsx::read(&mut archive, clock)?,
            Kind::Ods(mut archive) => ods::read(&mut archive, clock)?,
            Kind::Xlsb => isolate::read(self.program.as_deref(), Format::Xlsb, bytes)?,
            Kind::Compound => isolate::read(self.program.as_deref(), Format::Compound, bytes)?,
            Kind::Archive(archive) if outermost => return self.members(name, archive).map(Opened::Archive),
            Kind::Archive(_) => {
                return Err(Unreadable::NotSpreadsheet(say!("tệp nén nằm trong tệp nén", "an archive inside an archive")));
            }
        };
        self.report(name, workbook)
    }

    fn report(&self, name: &Arc<str>, workbook: Workbook) -> Result<Opened, Unreadable> {
        if workbook.sheets.iter().all(|sheet| sheet.cells.is_empty()) {
            return Err(Unreadable::Damaged(say!("bảng tính không có ô nào có nội dung", "no cell of the workbook has anything in it")));
        }
        let (mut report, mut identity) = self.form.report(name, workbook)?;
        days::settle(&mut report, self.plan.year);
        if identity.unit.is_none() && identity.suggestions.is_empty() {
            identity.suggestions = self.plan.registry.in_file_name(attribution(name)).into_iter().collect();
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
                Err(why) => members.push(self.unreadable(&full, String::new(), 0, why)),
            }
        }
        Ok(members)
    }

    /// A file that could not be read: its name is all there is to say whose it is.
    fn unreadable(&self, name: &Arc<str>, sha256: String, bytes: u64, why: Unreadable) -> Submission {
        let named = self.plan.registry.in_file_name(attribution(name));
        let unit = if named.len() == 1 { named.first().cloned() } else { None };
        let claims = vec![Claim { by: ClaimedBy::FileName, written: attribution(name).to_owned(), unit: unit.clone(), at: None }];
        let suggestions = if unit.is_none() { named.into_iter().collect() } else { Vec::new() };
        let identity = Identity { unit, claims, conflict: false, suggestions };
        Submission { file: Arc::clone(name), sha256, bytes, identity, content: Content::Unreadable(why) }
    }
}

enum Opened {
    Report(Box<crate::model::submission::Report>, Identity),
    Archive(Vec<Submission>),
}

fn died() -> Unreadable {
    Unreadable::Damaged(say!("cấu trúc bên trong hỏng, không thể mở an toàn", "the file is damaged inside and cannot be opened safely"))
}

/// What of a file's name may say whose it is: the name without its folders and its ending; of an archive's member what leads to
/// it from the archive's name on.
fn attribution(name: &str) -> &str {
    let is_archive = |part: &str| part.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("zip"));
    let mut start = 0;
    let mut parts = name.split('/').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() || is_archive(part) {
            break;
        }
        start += part.len() + 1;
    }
    let full = name.get(start..).unwrap_or(name);
    match full.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => stem,
        _ => full,
    }
}

/// A file's bytes, where it is an ordinary file and not too large.
fn held(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let unreadable = |error: std::io::Error| {
        Unreadable::Damaged(say!("không đọc được tệp từ đĩa ({error})", "the file could not be read from disk ({error})"))
    };
    let about = std::fs::symlink_metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(Unreadable::Damaged(say!(
            "không phải tệp thông thường (lối tắt, thiết bị)",
            "not an ordinary file (a link, a device)"
        )));
    }
    if about.len() > limits::FILE_BYTES {
        return Err(limits::too_large_on_disk(about.len()));
    }
    std::fs::read(path).map_err(unreadable)
}

fn hash(bytes: &[u8]) -> String {
    crate::text::hex(&Sha256::digest(bytes))
}

/// A file's hash and size, without holding it; nothing where it cannot be read.
#[must_use]
pub fn hash_of_file(path: &Path) -> (String, u64) {
    let is_file = std::fs::symlink_metadata(path).is_ok_and(|about| about.is_file());
    let Ok(mut file) = std::fs::File::open(path) else { return (String::new(), 0) };
    if !is_file {
        return (String::new(), 0);
    }
    let (mut digest, mut size, mut buffer) = (Sha256::new(), 0_u64, vec![0; 1 << 16]);
    while let Ok(read @ 1..) = file.read(&mut buffer) {
        digest.update(buffer.get(..read).unwrap_or_default());
        size += u64::try_from(read).unwrap_or(0);
    }
    (crate::text::hex(&digest.finalize()), size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_of_an_archive_is_known_by_the_archives_name_too() {
        for (name, said) in [
            ("nhan/2024-6T/BC huyen Tho Xuan.xlsx", "BC huyen Tho Xuan"),
            ("nhan/2024-6T/2024-04-28/bc", "bc"),
            ("nhan/2024-6T/huyện Yên Định.zip/bao cao.pdf", "huyện Yên Định.zip/bao cao"),
            ("nhan/2024-6T/huyện Yên Định.ZIP/scan/1", "huyện Yên Định.ZIP/scan/1"),
        ] {
            assert_eq!(attribution(name), said);
        }
        let plan = crate::load::shipped::plan().expect("sound");
        let found = |name| plan.registry.in_file_name(attribution(name)).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(found("nhan/2024-6T/huyện Yên Định.zip/bao cao.pdf"), ["H-YENDINH"]);
        assert_eq!(found("nhan/2024-6T/huyện Yên Định.zip/xã Định Hòa.pdf"), [""; 0]);
        for lower in ["UBND P. Lam Sơn - TP Thanh Hóa.pdf", "Agribank huyen Yen Dinh.pdf", "Công ty A - huyện Yên Định.docx"] {
            assert_eq!(found(lower), [""; 0], "{lower}");
        }
        assert_eq!(found("BC UBND TP. Thanh Hoa 6T.pdf"), ["TP-THANHHOA"]);
    }
}
