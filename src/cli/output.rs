//! What goes out: results to standard output, everything else to standard error, files whole or not at all.

use super::args::Invocation;
use crate::error::Error;
use crate::render::paint::Paint;
use crate::render::terminal::Style;
use crate::say;
use crate::text::{Lang, Said};
use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where a run speaks, and how.
pub(super) struct Console {
    /// The language.
    pub(super) lang: Lang,
    /// Whether results are JSON.
    pub(super) json: bool,
    /// Whether only what went wrong is said.
    pub(super) quiet: bool,
    paint: Paint,
    terminal: bool,
}

impl Console {
    /// The console a command line asks for.
    pub(super) fn new(invocation: &Invocation, lang: Lang) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let wanted = || terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let paint = Paint(invocation.colour.unwrap_or_else(wanted));
        Self { lang, json: invocation.json, quiet: invocation.quiet, paint, terminal }
    }

    /// How results are shown.
    pub(super) const fn style(&self) -> Style {
        Style { lang: self.lang, paint: self.paint }
    }

    /// Prints a result. A reader that went away is no fault of the run.
    ///
    /// # Errors
    /// Where standard output takes no more for another reason.
    #[expect(clippy::unused_self, reason = "a result is printed on the run's own console")]
    pub(super) fn print(&self, text: &str) -> Result<(), Error> {
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::write(Path::new("stdout"), error)),
            _ => Ok(()),
        }
    }

    /// Says something by the way.
    pub(super) fn tell(&self, said: &Said) {
        if !self.quiet {
            self.complain(said.in_lang(self.lang));
        }
    }

    /// Says why the job could not be done.
    #[expect(clippy::unused_self, reason = "the counterpart of `print`")]
    pub(super) fn complain(&self, text: &str) {
        // there is no one left to tell where this fails
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// Prints the files that were written and those that were removed, one a line or as JSON.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(super) fn done(&self, root: &Path, done: &Done) -> Result<(), Error> {
        let names = |paths: &[PathBuf]| -> Vec<String> {
            paths.iter().map(|path| path.strip_prefix(root).unwrap_or(path).display().to_string()).collect()
        };
        let (written, removed) = (names(&done.written), names(&done.removed));
        if self.json {
            let names = serde_json::json!({ "written": written, "removed": removed });
            return self.print(&format!("{names:#}\n"));
        }
        let removed = removed.into_iter().map(|name| match self.lang {
            Lang::Vi => format!("{name} (đã bỏ: không còn cần)"),
            Lang::En => format!("{name} (removed: no longer called for)"),
        });
        let lines: Vec<String> = self.at_a_glance(written).into_iter().chain(removed).collect();
        if self.quiet { Ok(()) } else { self.print(&(lines.join("\n") + "\n")) }
    }

    /// Names, one a line; on a terminal a folder with very many is one line, so that what came before stays in sight.
    fn at_a_glance(&self, names: Vec<String>) -> Vec<String> {
        if !self.terminal {
            return names;
        }
        let folder = |name: &String| name.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
        let line = |names: &[String]| match (names, self.lang) {
            (names, _) if names.len() <= NAMED => names.join("\n"),
            (names, Lang::Vi) => format!("{}/ ({} tệp)", names.first().map(folder).unwrap_or_default(), names.len()),
            (names, Lang::En) => format!("{}/ ({} files)", names.first().map(folder).unwrap_or_default(), names.len()),
        };
        names.chunk_by(|a, b| folder(a) == folder(b)).map(line).collect()
    }
}

/// The most files of one folder that are named one by one where a person reads.
const NAMED: usize = 10;

/// Files that appear together, each whole or not at all: all are written beside their places first, then put there. Files of an
/// earlier run that are no longer called for go when the new ones are in their places.
#[derive(Default)]
pub(super) struct Outputs {
    files: Vec<(NamedTempFile, PathBuf)>,
    own: BTreeSet<PathBuf>,
}

/// What a run did to the disk.
pub(super) struct Done {
    /// The files written.
    pub(super) written: Vec<PathBuf>,
    /// The files of an earlier run removed.
    pub(super) removed: Vec<PathBuf>,
}

impl Outputs {
    /// Takes a file's bytes and has them safely on the disk, not yet in their place.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn add(&mut self, path: PathBuf, bytes: &[u8]) -> Result<(), Error> {
        let written = beside(&path, bytes).map_err(|error| Error::write(&path, error))?;
        self.files.push((written, path));
        Ok(())
    }

    /// Names files of a folder that are this program's own: one that lies there from an earlier run and is not written in this
    /// one is removed. A file of any other name is never touched.
    pub(super) fn own(&mut self, folder: &Path, names: impl IntoIterator<Item = String>) {
        self.own.extend(names.into_iter().map(|name| folder.join(name)));
    }

    /// Puts every file in its place, then removes what is no longer called for.
    ///
    /// # Errors
    /// [`Error::Write`]; the file that could not be put in place is as it was before.
    pub(super) fn appear(mut self) -> Result<Done, Error> {
        let mut written = Vec::new();
        for (file, path) in self.files {
            file.persist(&path).map_err(|error| Error::write(&path, error.error))?;
            self.own.remove(&path);
            written.push(path);
        }
        let removed: Vec<PathBuf> = self.own.into_iter().filter(|path| path.is_file()).collect();
        for path in &removed {
            std::fs::remove_file(path).map_err(|error| stale(path, &error))?;
        }
        Ok(Done { written, removed })
    }
}

fn stale(path: &Path, error: &std::io::Error) -> Error {
    let path = path.display();
    say!(
        "Kết quả mới đã ghi xong, nhưng không xóa được {path} của lần chạy trước: {error}.\nTệp này không còn cần; đóng tệp nếu đang mở rồi xóa tay.",
        "The new results are written, but {path} of an earlier run could not be removed: {error}.\nIt is no longer called for; close it if it is open, then delete it."
    )
    .into()
}

fn beside(path: &Path, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".tonghop-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}
