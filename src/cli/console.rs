//! Output of a run: results to standard output, everything else to standard error.

use super::args::Invocation;
use super::json_document;
use super::log::{Fields, Form, Level};
use super::terminal;
use crate::error::{Error, system_message};
use crate::msg;
use crate::read::name_in_results;
use crate::render::ansi::Ansi;
use crate::render::style::Style;
use crate::store::transaction::Committed;
use crate::text::{Lang, Message, visible, visible_line};
use std::cell::Cell;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

/// Where a run speaks, and how.
pub(super) struct Console {
    /// The language.
    pub(super) lang: Lang,
    /// Whether results are JSON.
    pub(super) json: bool,
    /// Whether only what went wrong is said.
    pub(super) quiet: bool,
    /// The command, as events and records name it.
    pub(super) command: &'static str,
    log: Option<Form>,
    ansi: Ansi,
    terminal: bool,
    /// Whether a result was printed.
    printed: Cell<bool>,
    /// The documents printed so far within that of several periods.
    within: Cell<Option<usize>>,
}

impl Console {
    /// The console a command line asks for.
    pub(super) fn new(invocation: &Invocation, lang: Lang) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let ansi = Ansi(invocation.colour.unwrap_or_else(|| terminal::wants_colours(terminal)));
        let (command, log) = (invocation.job.command(), invocation.log);
        Self {
            lang,
            json: invocation.json,
            quiet: invocation.quiet,
            command,
            log,
            ansi,
            terminal,
            printed: Cell::new(false),
            within: Cell::new(None),
        }
    }

    /// Whether a person looks at standard error and nothing but messages is written there.
    pub(super) fn is_watched(&self) -> bool {
        !self.quiet
            && self.log.is_none()
            && terminal::moves_its_cursor()
            && std::io::stderr().is_terminal()
    }

    /// How results are shown.
    pub(super) fn style(&self) -> Style {
        Style { lang: self.lang, ansi: self.ansi, columns: self.columns() }
    }

    /// The columns of the terminal that results are printed on; `None` where they go elsewhere.
    pub(super) fn columns(&self) -> Option<usize> {
        let columns = || {
            terminal_size::terminal_size()
                .map_or(80, |(terminal_size::Width(columns), _)| columns.into())
        };
        self.terminal.then(columns).map(|columns: usize| columns.max(40))
    }

    /// Prints a result. A reader that went away is no fault of the run.
    ///
    /// # Errors
    /// Where standard output takes no more for another reason.
    pub(super) fn print(&self, text: &str) -> Result<(), Error> {
        self.printed.set(true);
        if let Some(count) = self.within.get() {
            self.within.set(Some(count + 1));
            write(if count == 0 { "" } else { ",\n" })?;
            return write(text.trim_end());
        }
        write(text)
    }

    /// Begins the one document of several periods, where results are JSON: each result printed until its end is one of them.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(super) fn begin_periods(&self) -> Result<(), Error> {
        if self.json {
            self.printed.set(true);
            write("{ \"periods\": [\n")?;
            self.within.set(Some(0));
        }
        Ok(())
    }

    /// Ends the document of several periods.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(super) fn end_periods(&self) -> Result<(), Error> {
        self.within.take().map_or(Ok(()), |_| write("\n] }\n"))
    }

    /// Prints a result that is text, for a program as a value beside what it is of.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(super) fn print_text(
        &self,
        of: &[(&str, &str)],
        name: &str,
        text: &str,
    ) -> Result<(), Error> {
        if self.json {
            let all: Vec<(&str, &str)> = of.iter().copied().chain([(name, text)]).collect();
            return self.print(&json_document::written(&json_document::text(&all)));
        }
        self.print(text)
    }

    /// Tells of an event where events are asked for.
    pub(super) fn event(&self, level: Level, event: &str, said: &Message, fields: Fields<'_>) {
        if let Some(form) = self.log
            && !(self.quiet && level == Level::Info)
        {
            form.write(level, event, said.in_lang(self.lang), fields);
        }
    }

    /// Says something by the way.
    pub(super) fn tell(&self, said: &Message) {
        self.note("notice", said, &[]);
    }

    /// Says something by the way that is an event of its own.
    pub(super) fn note(&self, event: &str, said: &Message, fields: Fields<'_>) {
        match self.log {
            Some(_) => self.event(Level::Info, event, said, fields),
            None if self.quiet => {}
            None => words(said.in_lang(self.lang)),
        }
    }

    /// Says what a person must know, however quiet the run.
    pub(super) fn warn(&self, event: &str, said: &Message) {
        match self.log {
            Some(_) => self.event(Level::Warn, event, said, &[]),
            None => words(said.in_lang(self.lang)),
        }
    }

    /// Says what a person must know, in words made for the language.
    pub(super) fn complain(&self, text: &str) {
        match self.log {
            Some(form) => form.write(Level::Warn, "warning", text, &[]),
            None => words(text),
        }
    }

    /// Says why the job could not be done: a program that reads results reads it too.
    pub(super) fn fail(&self, error: &Error, exit_code: u8) {
        self.print_failure(error, exit_code);
        match self.log {
            Some(_) => {
                self.event(Level::Error, "failed", &error.said(), &[("error", error.key().into())]);
            }
            None => words(&error.message(self.lang)),
        }
    }

    /// Prints why the job could not be done as a document, unless another was printed that it is not part of.
    pub(super) fn print_failure(&self, error: &Error, exit_code: u8) {
        if self.json && (self.within.get().is_some() || !self.printed.get()) {
            let failure = json_document::failure(error.key(), &error.message(self.lang), exit_code);
            // there is no one left to tell where this fails
            let _ = self.print(&json_document::written(&failure));
        }
    }

    /// Prints the files that were written and those that were removed, one a line or as JSON.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(super) fn done(&self, root: &Path, done: &Committed) -> Result<(), Error> {
        let names = |paths: &[PathBuf]| -> Vec<String> {
            paths.iter().map(|path| visible_line(&name_in_results(root, path))).collect()
        };
        let (written, removed) = (names(&done.written), names(&done.removed));
        if self.json {
            let names = serde_json::json!({ "written": written, "removed": removed });
            return self.print(&json_document::written(&names));
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
        let folder = |name: &String| {
            name.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
        };
        let line = |names: &[String]| match (names, self.lang) {
            (names, _) if names.len() <= NAMED => names.join("\n"),
            (names, Lang::Vi) => {
                format!("{}/ ({} tệp)", names.first().map(folder).unwrap_or_default(), names.len())
            }
            (names, Lang::En) => format!(
                "{}/ ({} files)",
                names.first().map(folder).unwrap_or_default(),
                names.len()
            ),
        };
        names.chunk_by(|a, b| folder(a) == folder(b)).map(line).collect()
    }
}

/// Writes to standard output. A reader that went away is no fault of the run.
fn write(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(unprinted(&error)),
        _ => Ok(()),
    }
}

/// The most files of one folder that are named one by one where a person reads.
const NAMED: usize = 10;

/// Why nothing more can be printed: files may have been written before, and are then in their places.
fn unprinted(error: &std::io::Error) -> Error {
    let Message { vi, en } = system_message(error);
    msg!(
        "Không in được ra đầu ra chuẩn: {vi}. Tệp kết quả đã ghi trước đó, nếu có, đã đủ và ở đúng chỗ.",
        "Cannot write to standard output: {en}. Result files written before, if any, are complete and in place."
    )
    .into()
}

fn words(text: &str) {
    // there is no one left to tell where this fails
    let _ = writeln!(std::io::stderr().lock(), "{}", visible(text));
}
