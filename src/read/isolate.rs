//! Reading a binary format in a child process: the program itself, by a hidden command, with limits on memory and time. Its
//! death is a finding about the file.

use super::binary;
use super::grid::Workbook;
use super::limits::{self, Clock};
use crate::model::submission::Unreadable;
use crate::say;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use wait_timeout::ChildExt;

/// The hidden command by which the program reads one file for itself.
pub const COMMAND: &str = "__read";

/// Which binary format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Compound,
    Xlsb,
}

impl Format {
    const fn word(self) -> &'static str {
        match self {
            Self::Compound => "compound",
            Self::Xlsb => "xlsb",
        }
    }

    fn read(self, bytes: &[u8]) -> Result<Workbook, Unreadable> {
        match self {
            Self::Compound => binary::compound(bytes, Clock::start()),
            Self::Xlsb => binary::xlsb(bytes, Clock::start()),
        }
    }
}

/// What the child does: reads the file given on its standard input and answers with what is to be written to its standard
/// output. Memory is limited first, where the system can.
#[must_use]
pub fn answer(format: &str, input: &mut dyn Read) -> Vec<u8> {
    #[cfg(unix)]
    let _ = rlimit::setrlimit(rlimit::Resource::AS, limits::CHILD_BYTES, limits::CHILD_BYTES);
    let format = if format == Format::Xlsb.word() { Format::Xlsb } else { Format::Compound };
    let mut bytes = Vec::new();
    let read = match input.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => format.read(&bytes),
        Err(error) => Err(Unreadable::Damaged(say!("không đọc được tệp ({error})", "the file could not be read ({error})"))),
    };
    serde_json::to_vec(&read).unwrap_or_default()
}

/// Reads a file in a child process, or here where there is no program to start.
pub(super) fn read(program: Option<&Path>, format: Format, bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let Some(program) = program else { return format.read(bytes) };
    let child = Command::new(program)
        .args([COMMAND, format.word()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| {
            Unreadable::Damaged(say!(
                "không khởi động được tiến trình đọc tệp ({error})",
                "the reading process could not be started ({error})"
            ))
        })?;
    ask(child, bytes)
}

fn ask(mut child: Child, bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (ended, answer) = std::thread::scope(|scope| {
        scope.spawn(|| stdin.map(|mut stdin| stdin.write_all(bytes)));
        let answer = scope.spawn(|| {
            let mut answer = Vec::new();
            let read = stdout.map(|stdout| stdout.take(limits::INFLATED_BYTES).read_to_end(&mut answer));
            read.map(|read| read.map(|_| answer))
        });
        let ended = child.wait_timeout(limits::TIME);
        if !matches!(ended, Ok(Some(_))) {
            // past its time: stopped, and waited for so that nothing is left behind
            let _ = child.kill();
            let _ = child.wait();
        }
        (ended, answer.join().ok().flatten().and_then(Result::ok))
    });
    match (ended, answer) {
        (Ok(None), _) => Err(limits::too_slow()),
        (Ok(Some(status)), Some(answer)) if status.success() => serde_json::from_slice(&answer).unwrap_or_else(|_| Err(died())),
        _ => Err(died()),
    }
}

fn died() -> Unreadable {
    Unreadable::Damaged(say!(
        "cấu trúc bên trong hỏng nặng, không thể mở an toàn",
        "the file is so damaged inside that it cannot be opened safely"
    ))
}
