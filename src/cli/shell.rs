//! Builds commands that can be pasted into the current shell: bash, cmd or `PowerShell`.

use super::args::Invocation;
use super::clock::today;
use crate::text::Lang;
use chrono::NaiveDate;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// A shell, which determines how words are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shell {
    Posix,
    Cmd,
    Powershell,
}

impl Shell {
    /// Returns the shell that started the program, as far as the environment shows.
    pub(super) fn detect() -> Self {
        Self::from_environment(cfg!(windows), |name| std::env::var(name).ok())
    }

    fn from_environment(windows: bool, variable: impl Fn(&str) -> Option<String>) -> Self {
        let modules = variable("PSModulePath").unwrap_or_default();
        if !windows {
            // on other systems only PowerShell sets this
            return if modules.is_empty() { Self::Posix } else { Self::Powershell };
        }
        let has = |name| variable(name).is_some_and(|value| !value.is_empty());
        // Windows sets it; PowerShell adds the user's own folder
        match () {
            () if has("MSYSTEM") || has("SHELL") => Self::Posix,
            () if modules.split(';').any(is_own_folder) => Self::Powershell,
            () => Self::Cmd,
        }
    }

    /// Quotes a word.
    pub(super) fn quoted(self, word: &str) -> String {
        let marks = match self {
            Self::Posix => "-_./=:+@%,…",
            Self::Cmd => r"-_./\:+@…",
            Self::Powershell => r"-_./\:+…",
        };
        if !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || marks.contains(c)) {
            return word.to_owned();
        }
        match self {
            Self::Posix => format!("'{}'", word.replace('\'', r"'\''")),
            Self::Cmd => format!("\"{}\"", word.replace('"', "\"\"")),
            // each of these ends a string in PowerShell
            Self::Powershell => {
                let doubled: String = word
                    .chars()
                    .flat_map(|c| std::iter::repeat_n(c, 1 + usize::from("'‘’‚‛".contains(c))))
                    .collect();
                format!("'{doubled}'")
            }
        }
    }

    /// Joins words into a command.
    pub(super) fn command<'w>(self, words: impl IntoIterator<Item = &'w str>) -> String {
        let mut words = words.into_iter().map(|word| self.quoted(word));
        let program = words.next().unwrap_or_default();
        // PowerShell treats a quoted word as a string, not a command
        let program = if self == Self::Powershell && program.starts_with('\'') {
            format!("& {program}")
        } else {
            program
        };
        std::iter::once(program).chain(words).collect::<Vec<_>>().join(" ")
    }

    /// Returns the command that moves a file, or everything in a folder, into another folder
    /// without overwriting.
    pub(super) fn moves(self, from: &str, whole_folder: bool, to: &str) -> String {
        let own = |path: &str| {
            if self == Self::Posix { path.to_owned() } else { path.replace('/', r"\") }
        };
        let (from, to) = (own(from), own(to));
        match (self, whole_folder) {
            (Self::Posix, true) => format!("mv -n {}/* {}/", self.quoted(&from), self.quoted(&to)),
            (Self::Posix, false) => format!("mv -n {} {}/", self.quoted(&from), self.quoted(&to)),
            (Self::Cmd, true) => {
                format!("move /-Y {} {}", self.quoted(&format!(r"{from}\*")), self.quoted(&to))
            }
            (Self::Cmd, false) => format!("move /-Y {} {}", self.quoted(&from), self.quoted(&to)),
            (Self::Powershell, true) => format!(
                "Get-ChildItem {} | Move-Item -Destination {}",
                self.quoted(&from),
                self.quoted(&to)
            ),
            (Self::Powershell, false) => {
                format!("Move-Item -LiteralPath {} {}", self.quoted(&from), self.quoted(&to))
            }
        }
    }

    /// Returns the command that opens a file or folder in its default program.
    pub(super) fn opens(self, path: &str) -> String {
        let path = self.quoted(&if cfg!(windows) && self != Self::Posix {
            path.replace('/', r"\")
        } else {
            path.to_owned()
        });
        match self {
            Self::Cmd => format!("start \"\" {path}"),
            Self::Powershell => format!("Invoke-Item {path}"),
            Self::Posix if cfg!(windows) => format!("start {path}"),
            Self::Posix if cfg!(target_os = "macos") => format!("open {path}"),
            Self::Posix => format!("xdg-open {path}"),
        }
    }
}

/// Returns whether a module folder of `PowerShell` belongs to the user, not to the machine.
fn is_own_folder(folder: &str) -> bool {
    let folder = folder.to_lowercase();
    let machine = [r":\program files", r":\windows"]
        .iter()
        .any(|start| folder.get(1..).is_some_and(|rest| rest.starts_with(start)));
    folder.contains("powershell") && !machine
}

/// Returns whether the program was started by a double click: on Windows, without arguments and
/// without a shell.
pub(super) fn is_double_click(invocation: &Invocation) -> bool {
    is_without_shell(cfg!(windows), invocation.words.len(), |name| std::env::var(name).ok())
}

fn is_without_shell(
    windows: bool,
    words: usize,
    variable: impl Fn(&str) -> Option<String>,
) -> bool {
    // cmd sets PROMPT for its child processes
    windows
        && words < 2
        && variable("PROMPT").is_none()
        && Shell::from_environment(windows, variable) == Shell::Cmd
}

/// Returns the program as the user starts it: by name if the shell finds it, otherwise by the typed
/// path.
pub(super) fn program(typed: Option<&OsStr>) -> String {
    let Some(typed) = typed else {
        return "tonghop".to_owned();
    };
    let path = Path::new(typed);
    let is_found = || {
        let own = std::env::current_exe().and_then(std::fs::canonicalize).ok()?;
        let name = own.file_name()?.to_owned();
        let folders = std::env::var_os("PATH")?;
        let first = std::env::split_paths(&folders)
            .map(|folder| folder.join(&name))
            .find(|file| file.is_file())?;
        (std::fs::canonicalize(first).ok()? == own)
            .then(|| path.file_stem().unwrap_or(typed).to_string_lossy().into_owned())
    };
    if path.components().count() > 1
        && let Some(name) = is_found()
    {
        return name;
    }
    typed.to_string_lossy().into_owned()
}

/// Returns a command of this program in the current workspace and language, quoted for the current
/// shell.
pub(super) fn in_workspace(invocation: &Invocation, words: &[&str]) -> String {
    let program = program(invocation.words.first().map(OsString::as_os_str));
    let root = invocation.root.to_string_lossy();
    let place = (root != "." && !root.is_empty()).then_some(["-C", &*root]);
    let lang = invocation.lang.filter(|lang| *lang == Lang::En).map(|_| ["--lang", "en"]);
    let options = place.into_iter().chain(lang).flatten();
    let all = std::iter::once(program.as_str()).chain(options).chain(words.iter().copied());
    Shell::detect().command(all)
}

/// Returns [`in_workspace`] as of a date, which is repeated unless it is today.
pub(super) fn in_workspace_as_of(
    invocation: &Invocation,
    words: &[&str],
    as_of: NaiveDate,
) -> String {
    let day = as_of.to_string();
    let day = ["--as-of", day.as_str()];
    let day = if as_of == today() { &[][..] } else { &day };
    in_workspace(invocation, &[words, day].concat())
}

/// Returns the command that creates the workspace of another year beside this one.
pub(super) fn another_year(invocation: &Invocation, year: i32) -> String {
    let (name, year) = (format!("nam-{year}"), year.to_string());
    let root = &invocation.root;
    let is_here = root == Path::new(".") || root.as_os_str().is_empty();
    let (new, old) = if is_here {
        (PathBuf::from(format!("../{name}")), PathBuf::from("."))
    } else {
        (root.with_file_name(name), root.clone())
    };
    let anywhere = Invocation { root: PathBuf::from("."), ..invocation.clone() };
    let (new, old) = (new.to_string_lossy(), old.to_string_lossy());
    in_workspace(&anywhere, &["init", &new, "--year", &year, "--from", &old])
}

/// Returns a path of the workspace relative to the current folder.
pub(super) fn path(invocation: &Invocation, name: &str) -> String {
    let root = invocation.root.to_string_lossy();
    if root == "." { name.to_owned() } else { format!("{}/{name}", root.trim_end_matches('/')) }
}

/// Returns the typed command line with words added.
pub(super) fn with_words_added(invocation: &Invocation, added: &[&str]) -> String {
    let typed: Vec<String> =
        invocation.words.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let program = program(invocation.words.first().map(OsString::as_os_str));
    let words = std::iter::once(program.as_str())
        .chain(typed.iter().map(String::as_str))
        .chain(added.iter().copied());
    Shell::detect().command(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_each_shell() {
        let quoted = |word: &str| {
            [Shell::Posix, Shell::Cmd, Shell::Powershell].map(|shell| shell.quoted(word))
        };
        assert_eq!(quoted("2024-6T"), ["2024-6T"; 3]);
        assert_eq!(quoted("Bá-Thước.xlsx"), ["Bá-Thước.xlsx"; 3]);
        assert_eq!(quoted("6 tháng"), ["'6 tháng'", "\"6 tháng\"", "'6 tháng'"]);
        assert_eq!(quoted("a'b"), [r"'a'\''b'", "\"a'b\"", "'a''b'"]);
        assert_eq!(quoted("$x"), ["'$x'", "\"$x\"", "'$x'"]);
        assert_eq!(quoted(""), ["''", "\"\"", "''"]);
    }

    #[test]
    fn a_quoted_program_is_called_in_powershell() {
        let words = [r"C:\Ban chỉ đạo\tonghop.exe", "check"];
        assert_eq!(Shell::Powershell.command(words), r"& 'C:\Ban chỉ đạo\tonghop.exe' check");
        assert_eq!(Shell::Cmd.command(words), "\"C:\\Ban chỉ đạo\\tonghop.exe\" check");
    }

    #[test]
    fn files_are_moved_without_overwriting() {
        let moves = |shell: Shell| {
            [
                shell.moves("nhan/6 tháng", true, "nhan/2024-6T"),
                shell.moves("nhan/a b.xlsx", false, "nhan/2024-6T"),
            ]
        };
        assert_eq!(
            moves(Shell::Posix),
            ["mv -n 'nhan/6 tháng'/* nhan/2024-6T/", "mv -n 'nhan/a b.xlsx' nhan/2024-6T/"]
        );
        assert_eq!(
            moves(Shell::Cmd),
            [
                r#"move /-Y "nhan\6 tháng\*" nhan\2024-6T"#,
                r#"move /-Y "nhan\a b.xlsx" nhan\2024-6T"#
            ]
        );
        assert!(
            moves(Shell::Powershell)[0].starts_with(r"Get-ChildItem 'nhan\6 tháng' | Move-Item")
        );
    }

    #[test]
    fn the_shell_is_detected_by_its_environment() {
        let of = |windows, set: &[(&str, &str)]| {
            let set: Vec<(String, String)> =
                set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            Shell::from_environment(windows, |name| {
                set.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
            })
        };
        let machine = ("PSModulePath", r"C:\Program Files\WindowsPowerShell\Modules");
        assert_eq!(of(true, &[machine]), Shell::Cmd);
        assert_eq!(
            of(true, &[("PSModulePath", r"C:\Users\b\Documents\WindowsPowerShell\Modules;C:\x")]),
            Shell::Powershell
        );
        assert_eq!(of(true, &[machine, ("MSYSTEM", "MINGW64")]), Shell::Posix);
        let clicked = |words, set: Option<&str>| {
            is_without_shell(true, words, |name| {
                set.filter(|known| *known == name).map(|_| "x".to_owned())
            })
        };
        assert!(
            clicked(1, None)
                && !clicked(2, None)
                && !clicked(1, Some("PROMPT"))
                && !clicked(1, Some("MSYSTEM"))
        );
        assert_eq!(of(false, &[("SHELL", "/bin/bash")]), Shell::Posix);
        assert_eq!(of(false, &[("PSModulePath", "/opt/microsoft/powershell")]), Shell::Powershell);
    }
}
