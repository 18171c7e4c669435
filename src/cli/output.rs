//! What goes out: results to standard output, everything else to standard error, files whole or not at all.

use super::args::Invocation;
use crate::error::Error;
use crate::render::paint::Paint;
use crate::render::terminal::Style;
use crate::text::{Lang, Said};
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
}

impl Console {
    /// The console a command line asks for.
    pub(super) fn new(invocation: &Invocation, lang: Lang) -> Self {
        let wanted = || std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { lang, json: invocation.json, quiet: invocation.quiet, paint: Paint(invocation.colour.unwrap_or_else(wanted)) }
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

    /// Prints the files that were written, one a line or as JSON.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(super) fn written(&self, root: &Path, paths: &[PathBuf]) -> Result<(), Error> {
        let names: Vec<String> = paths.iter().map(|path| path.strip_prefix(root).unwrap_or(path).display().to_string()).collect();
        if self.json {
            let names = serde_json::json!({ "written": names });
            return self.print(&format!("{names:#}\n"));
        }
        if self.quiet { Ok(()) } else { self.print(&(names.join("\n") + "\n")) }
    }
}

/// Files that appear together, each whole or not at all: all are written beside their places first, then put there.
#[derive(Default)]
pub(super) struct Outputs {
    files: Vec<(NamedTempFile, PathBuf)>,
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

    /// Puts every file in its place and gives their paths.
    ///
    /// # Errors
    /// [`Error::Write`]; the file that could not be put in place is as it was before.
    pub(super) fn appear(self) -> Result<Vec<PathBuf>, Error> {
        let mut places = Vec::new();
        for (file, path) in self.files {
            file.persist(&path).map_err(|error| Error::write(&path, error.error))?;
            places.push(path);
        }
        Ok(places)
    }
}

fn beside(path: &Path, bytes: &[u8]) -> std::io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".tonghop-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}
