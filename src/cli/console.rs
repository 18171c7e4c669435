//! Output of a run: results to standard output, everything else to standard error.

use super::args::Invocation;
use super::json_document;
use super::log::{Fields, Level, LogFormat};
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

pub(super) struct Console {
    pub(super) lang: Lang,
    pub(super) json: bool,
    /// Whether only errors and warnings are printed.
    pub(super) quiet: bool,
    /// Name of the command in events and records.
    pub(super) command: &'static str,
    log: Option<LogFormat>,
    ansi: Ansi,
    terminal: bool,
    /// Whether a result was printed.
    printed: Cell<bool>,
    /// Number of documents printed so far in a document of several periods.
    within: Cell<Option<usize>>,
}

impl Console {
    /// Creates the console that a command line asks for.
    pub(super) fn new(invocation: &Invocation, lang: Lang) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let ansi = Ansi(invocation.use_color.unwrap_or_else(|| terminal::wants_color(terminal)));
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

    /// Returns whether a person watches standard error and only messages are written there.
    pub(super) fn is_watched(&self) -> bool {
        !self.quiet
            && self.log.is_none()
            && terminal::can_overwrite()
            && std::io::stderr().is_terminal()
    }

    pub(super) fn style(&self) -> Style {
        Style { lang: self.lang, ansi: self.ansi, columns: self.columns() }
    }

    /// Returns the width of the terminal with the results, or `None` if they go elsewhere.
    pub(super) fn columns(&self) -> Option<usize> {
        let columns = || {
            terminal_size::terminal_size()
                .map_or(80, |(terminal_size::Width(columns), _)| columns.into())
        };
        self.terminal.then(columns).map(|columns: usize| columns.max(40))
    }

    /// Prints a result. A closed pipe is not an error.
    ///
    /// # Errors
    /// Returns an error if standard output fails otherwise.
    pub(super) fn print(&self, text: &str) -> Result<(), Error> {
        self.printed.set(true);
        if let Some(count) = self.within.get() {
            self.within.set(Some(count + 1));
            write(if count == 0 { "" } else { ",\n" })?;
            return write(text.trim_end());
        }
        write(text)
    }

    /// Begins a JSON document of several periods, to which following results are added.
    ///
    /// # Errors
    /// See [`Console::print`].
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
    /// See [`Console::print`].
    pub(super) fn end_periods(&self) -> Result<(), Error> {
        self.within.take().map_or(Ok(()), |_| write("\n] }\n"))
    }

    /// Prints a text result, for JSON as a value beside its properties.
    ///
    /// # Errors
    /// See [`Console::print`].
    pub(super) fn print_text(
        &self,
        of: &[(&str, &str)],
        name: &str,
        text: &str,
    ) -> Result<(), Error> {
        if self.json {
            let all: Vec<(&str, &str)> = of.iter().copied().chain([(name, text)]).collect();
            return self.print(&json_document::formatted(&json_document::text(&all)));
        }
        self.print(text)
    }

    /// Writes an event if events are logged.
    pub(super) fn event(&self, level: Level, event: &str, said: &Message, fields: Fields<'_>) {
        if let Some(form) = self.log
            && !(self.quiet && level == Level::Info)
        {
            form.write(level, event, said.in_lang(self.lang), fields);
        }
    }

    /// Prints a message unless quiet.
    pub(super) fn tell(&self, said: &Message) {
        self.note("notice", said, &[]);
    }

    /// Prints a message unless quiet, with an event of its own.
    pub(super) fn note(&self, event: &str, said: &Message, fields: Fields<'_>) {
        match self.log {
            Some(_) => self.event(Level::Info, event, said, fields),
            None if self.quiet => {}
            None => write_message(said.in_lang(self.lang)),
        }
    }

    /// Prints a warning, even if quiet.
    pub(super) fn warn(&self, event: &str, said: &Message) {
        match self.log {
            Some(_) => self.event(Level::Warn, event, said, &[]),
            None => write_message(said.in_lang(self.lang)),
        }
    }

    /// Prints a warning already in the output language, even if quiet.
    pub(super) fn warn_text(&self, text: &str) {
        match self.log {
            Some(form) => form.write(Level::Warn, "warning", text, &[]),
            None => write_message(text),
        }
    }

    /// Reports why the command failed, also as JSON if requested.
    pub(super) fn fail(&self, error: &Error, exit_code: u8) {
        self.print_failure(error, exit_code);
        match self.log {
            Some(_) => {
                self.event(
                    Level::Error,
                    "failed",
                    &error.to_message(),
                    &[("error", error.key().into())],
                );
            }
            None => write_message(&error.message(self.lang)),
        }
    }

    /// Prints the failure as a JSON document, unless another document was printed that it is not
    /// part of.
    pub(super) fn print_failure(&self, error: &Error, exit_code: u8) {
        if self.json && (self.within.get().is_some() || !self.printed.get()) {
            let failure = json_document::failure(error.key(), &error.message(self.lang), exit_code);
            // a failure to print cannot be reported
            let _ = self.print(&json_document::formatted(&failure));
        }
    }

    /// Prints the files written and removed, one per line or as JSON.
    ///
    /// # Errors
    /// See [`Console::print`].
    pub(super) fn done(&self, root: &Path, done: &Committed) -> Result<(), Error> {
        let names = |paths: &[PathBuf]| -> Vec<String> {
            paths.iter().map(|path| visible_line(&name_in_results(root, path))).collect()
        };
        let (written, removed) = (names(&done.written), names(&done.removed));
        if self.json {
            let names = serde_json::json!({ "written": written, "removed": removed });
            return self.print(&json_document::formatted(&names));
        }
        let removed = removed.into_iter().map(|name| match self.lang {
            Lang::Vi => format!("{name} (đã bỏ: không còn cần)"),
            Lang::En => format!("{name} (removed: no longer needed)"),
        });
        let lines: Vec<String> =
            self.summarize_folders(written).into_iter().chain(removed).collect();
        if self.quiet { Ok(()) } else { self.print(&(lines.join("\n") + "\n")) }
    }

    /// Returns names one per line. On a terminal, a folder with many files takes one line, so that
    /// earlier output stays visible.
    fn summarize_folders(&self, names: Vec<String>) -> Vec<String> {
        if !self.terminal {
            return names;
        }
        let folder = |name: &String| {
            name.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
        };
        let line = |names: &[String]| match (names, self.lang) {
            (names, _) if names.len() <= MAX_LISTED => names.join("\n"),
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

/// Writes to standard output. A closed pipe is not an error.
fn write(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(output_error(&error)),
        _ => Ok(()),
    }
}

/// Maximum number of files per folder listed on a terminal.
const MAX_LISTED: usize = 10;

/// Returns the error for failed output. Files written before are complete and in place.
fn output_error(error: &std::io::Error) -> Error {
    let Message { vi, en } = system_message(error);
    msg!(
        "Không in được ra đầu ra chuẩn: {vi}. Tệp kết quả đã ghi trước đó, nếu có, đã đủ và ở đúng chỗ.",
        "Cannot write to standard output: {en}. Result files written before, if any, are complete and in place."
    )
    .into()
}

fn write_message(text: &str) {
    // a failure to print cannot be reported
    let _ = writeln!(std::io::stderr().lock(), "{}", visible(text));
}
