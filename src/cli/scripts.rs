//! Scripts to double-click, written by `init`. Each runs one command in its own folder, opens the
//! status board and waits before its window closes. The program is where it was when `init` ran
//! (named without the machine's folders if it is beside the workspace), or else in the folder above,
//! or else in the search path.

use crate::error::Error;
use crate::msg;
use crate::store::file_system::{self, canonical};
use crate::text::{Lang, Message};
use std::path::{Path, PathBuf};

/// A script to double-click.
struct Script {
    name: Message,
    command: &'static str,
    /// Question before it begins.
    question: Option<Message>,
}

fn scripts() -> [Script; 3] {
    [
        Script { name: msg!("Kiểm tra", "Check"), command: "check", question: None },
        Script {
            name: msg!("Tổng hợp", "Consolidate"), command: "consolidate", question: None
        },
        Script {
            name: msg!("Chốt kỳ", "Close"),
            command: "close",
            question: Some(msg!(
                "Chốt kết quả của kỳ? Bấm Enter để chốt, đóng cửa sổ để thôi.",
                "Close the period's results? Press Enter to close them, or shut this window."
            )),
        },
    ]
}

/// Returns names and texts of the scripts of a workspace for this system.
pub(super) fn all(workspace: &Path, lang: Lang) -> Vec<(String, String)> {
    let program = std::env::current_exe()
        .map(|path| seen_from(workspace, &path).display().to_string())
        .unwrap_or_default();
    scripts().iter().map(|script| file(script, &program, cfg!(windows), lang)).collect()
}

/// Returns the program's path, relative to the workspace if both are in one folder.
fn seen_from(workspace: &Path, program: &Path) -> PathBuf {
    match (canonical(workspace), canonical(program), program.file_name()) {
        (Ok(workspace), Ok(full), Some(name)) if workspace.parent() == full.parent() => {
            Path::new("..").join(name)
        }
        _ => program.to_owned(),
    }
}

/// Makes the scripts in a folder executable.
///
/// # Errors
/// Returns [`Error::Write`] if the permissions cannot be changed.
pub(super) fn make_executable(folder: &Path, lang: Lang) -> Result<(), Error> {
    all(folder, lang)
        .into_iter()
        .map(|(name, _)| folder.join(name))
        .filter(|path| path.is_file())
        .try_for_each(|path| {
            file_system::make_executable(&path).map_err(|error| Error::write(&path, error))
        })
}

fn file(script: &Script, program: &str, windows: bool, lang: Lang) -> (String, String) {
    let name = script.name.in_lang(lang);
    let question = script.question.as_ref().map(|question| question.in_lang(lang));
    if windows {
        (format!("{name}.bat"), batch(script, program, question, lang))
    } else {
        (format!("{name}.sh"), shell(script, program, question, lang))
    }
}

fn shell(script: &Script, program: &str, question: Option<&str>, lang: Lang) -> String {
    let (command, quoted) = (script.command, program.replace('\'', r"'\''"));
    let (close, language) = (msg!("Bấm Enter để đóng.", "Press Enter to close."), option(lang));
    let ask = question
        .map_or_else(String::new, |question| format!("echo '{question}'\nread -r _ || exit 2\n"));
    format!(
        "#!/bin/sh\n# tonghop {command}\ncd \"$(dirname \"$0\")\" || exit 2\nprogram='{quoted}'\n[ -x \"$program\" ] || program=../tonghop\n[ -f \"$program\" ] || program=tonghop\n\
         {ask}\"$program\" {language}{command} --open\ncode=$?\necho\necho '{}'\nread -r _\nexit $code\n",
        close.in_lang(lang)
    )
}

fn batch(script: &Script, program: &str, question: Option<&str>, lang: Lang) -> String {
    let (command, quoted) = (script.command, program.replace('%', "%%"));
    let (close, language) = (msg!("Nhấn một phím để đóng.", "Press a key to close."), option(lang));
    let ask =
        question.map_or_else(String::new, |question| format!("set /p \"answer={question}\"\n"));
    let text = format!(
        "@echo off\nchcp 65001 >nul\ncd /d \"%~dp0\"\nset \"program={quoted}\"\nif not exist \"%program%\" set \"program=..\\tonghop.exe\"\nif not exist \"%program%\" set \"program=tonghop\"\n\
         {ask}\"%program%\" {language}{command} --open\nset \"code=%errorlevel%\"\necho.\necho {}\npause >nul\nexit /b %code%\n",
        close.in_lang(lang)
    );
    text.replace('\n', "\r\n")
}

/// Returns the language option of `init` for the scripts.
const fn option(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "",
        Lang::En => "--lang en ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_run_one_command_in_their_folder_and_wait() {
        let made = |windows| {
            scripts()
                .iter()
                .map(|script| file(script, "/opt/a'b/tonghop", windows, Lang::Vi))
                .collect::<Vec<_>>()
        };
        let names: Vec<String> = made(false).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Kiểm tra.sh", "Tổng hợp.sh", "Chốt kỳ.sh"]);
        for (name, text) in made(false) {
            assert!(
                text.contains(r"program='/opt/a'\''b/tonghop'")
                    && text.contains("|| program=../tonghop\n")
                    && text.contains(" --open\n")
                    && text.contains("read -r _"),
                "{name}"
            );
        }
        let close = &made(true)[2];
        assert_eq!(close.0, "Chốt kỳ.bat");
        assert!(
            close.1.contains("\" close --open\r\n")
                && close.1.contains("set \"program=..\\tonghop.exe\"\r\n")
                && !close.1.replace("\r\n", "").contains('\n')
                && close.1.contains("set /p \"answer=Chốt kết quả của kỳ? ")
        );
    }

    #[test]
    fn a_program_beside_the_workspace_is_named_without_folders() {
        let folder = tempfile::TempDir::new().unwrap();
        let [workspace, program, other] =
            ["w", "tonghop", "w/tonghop"].map(|name| folder.path().join(name));
        std::fs::create_dir(&workspace).unwrap();
        for file in [&program, &other] {
            std::fs::write(file, "x").unwrap();
        }
        assert_eq!(seen_from(&workspace, &program), Path::new("../tonghop"));
        assert_eq!(seen_from(&workspace, &other), other);
    }
}
