//! Reads binary formats in a child process, which is this program started with a hidden command
//! under memory and CPU limits. A crash of the child is a finding about the file; a child stopped
//! from outside, or by lack of resources, is a machine failure.

use super::binary;
use super::failure::Failure;
use super::grid::Workbook;
use super::limits::{self, Clock};
use crate::error::IoCause;
use crate::model::submission::Unreadable;
use crate::msg;
use crate::text::Message;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;
use wait_timeout::ChildExt;
use wait4::Wait4 as _;

/// Hidden command that reads one file in a child process.
pub(crate) const COMMAND: &str = "__read";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BinaryFormat {
    Compound,
    Xlsb,
}

impl BinaryFormat {
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

/// Runs in the child: reads a workbook from `input` under memory and CPU limits and returns the
/// response for standard output.
pub fn answer(format: &str, input: &mut dyn Read) -> Vec<u8> {
    limit();
    let format = if format == BinaryFormat::Xlsb.word() {
        BinaryFormat::Xlsb
    } else {
        BinaryFormat::Compound
    };
    let mut bytes = Vec::new();
    let read: Result<Workbook, Failure> =
        match input.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes) {
            Ok(_) => format.read(&bytes).map_err(Failure::from),
            Err(error) => Err(Failure::from_io(&error)),
        };
    serde_json::to_vec(&read).unwrap_or_default()
}

#[cfg(unix)]
fn limit() {
    use rlimit::{Resource, setrlimit};
    let _ = setrlimit(Resource::AS, limits::CHILD_BYTES, limits::CHILD_BYTES);
    let seconds = limits::TIME.as_secs();
    let _ = setrlimit(Resource::CPU, seconds, seconds + 1);
    // a crash writes no core dump
    let _ = setrlimit(Resource::CORE, 0, 0);
}

#[cfg(windows)]
fn limit() {
    let _ = ALLOCATOR.set_limit(usize::try_from(limits::CHILD_BYTES).unwrap_or(usize::MAX));
}

/// Allocator that can refuse memory, since Windows sets no limit on a process.
#[cfg(windows)]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// Returns whether this machine allows a child the full memory and CPU limits. If not, a child that
/// runs out of them is a machine failure.
#[cfg(unix)]
fn has_full_limits() -> bool {
    let gives = |resource: rlimit::Resource, needed: u64| {
        resource.get_hard().map_or(true, |most| most >= needed)
    };
    gives(rlimit::Resource::AS, limits::CHILD_BYTES)
        && gives(rlimit::Resource::CPU, limits::TIME.as_secs() + 1)
}

#[cfg(not(unix))]
const fn has_full_limits() -> bool {
    true
}

/// Reads a file in a child process, or in this process if no program is given.
pub(super) fn read(
    program: Option<&Path>,
    format: BinaryFormat,
    bytes: &[u8],
) -> Result<Workbook, Failure> {
    let Some(program) = program else {
        return Ok(format.read(bytes)?);
    };
    let child = Command::new(program)
        .args([COMMAND, format.word()])
        // a backtrace needs memory, and a child without memory would deadlock
        .env("RUST_BACKTRACE", "0")
        .env_remove("RUST_LIB_BACKTRACE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| not_started(&error))?;
    exchange(child, bytes, limits::WAIT)
}

/// Sends the child its file and interprets its response and exit status.
fn exchange(mut child: Child, bytes: &[u8], wait: Duration) -> Result<Workbook, Failure> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        let given = thread::Builder::new()
            .spawn_scoped(scope, || stdin.map(|mut stdin| stdin.write_all(bytes)));
        let answer = thread::Builder::new().spawn_scoped(scope, || {
            let mut answer = Vec::new();
            let read =
                stdout.map(|stdout| stdout.take(limits::INFLATED_BYTES).read_to_end(&mut answer));
            read.map(|read| read.map(|_| answer))
        });
        let (given, answer) = match (given, answer) {
            (Ok(given), Ok(answer)) => (given, answer),
            (Err(error), _) | (_, Err(error)) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(not_started(&error));
            }
        };
        let ended = child.wait_timeout(wait);
        let Ok(Some(status)) = ended else {
            // over time: kill the child and wait for it, so that no zombie remains
            let _ = child.kill();
            let busy =
                child.wait4().map_or(Duration::ZERO, |used| used.rusage.utime + used.rusage.stime);
            let _ = (given.join(), answer.join());
            return Err(if busy >= limits::TIME { limits::too_slow().into() } else { stopped() });
        };
        let given = given.join().ok().flatten().is_some_and(|given| given.is_ok());
        match answer.join().ok().flatten() {
            Some(Ok(answer)) if status.success() && given => {
                serde_json::from_slice(&answer).unwrap_or_else(|_| Err(died().into()))
            }
            _ => Err(exit_failure(status, has_full_limits())),
        }
    })
}

/// Returns the failure for a child that ended without a response. The file is the cause only if the
/// child crashed with full resources.
fn exit_failure(status: ExitStatus, free: bool) -> Failure {
    // exit code of a panic
    if status.code() == Some(101) {
        return died().into();
    }
    match signal(status) {
        // abort and processor faults, caused by a damaged file or by lack of memory
        Some(4 | 5 | 6 | 7 | 8 | 10 | 11) if free => died().into(),
        Some(signal) if Some(signal) == CPU_LIMIT_SIGNAL && free => limits::too_slow().into(),
        Some(_) if !free => Failure::Machine(msg!(
            "máy giới hạn bộ nhớ hoặc thời gian xử lý của chương trình quá thấp",
            "this machine limits the program's memory or time too tightly"
        )),
        _ => stopped(),
    }
}

#[cfg(unix)]
const CPU_LIMIT_SIGNAL: Option<i32> = Some(signal_hook::consts::SIGXCPU);
#[cfg(not(unix))]
const CPU_LIMIT_SIGNAL: Option<i32> = None;

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

/// Maps the exit codes of crashed processes on Windows to Unix signals.
#[cfg(not(unix))]
fn signal(status: ExitStatus) -> Option<i32> {
    // access violation, stack overflow, abort
    let code = status.code()?.cast_unsigned();
    matches!(code, 0xC000_0005 | 0xC000_00FD | 0xC000_0409).then_some(6)
}

fn died() -> Unreadable {
    Unreadable::Damaged(msg!(
        "cấu trúc bên trong hỏng nặng, không thể mở an toàn",
        "the file is so damaged inside that it cannot be opened safely"
    ))
}

fn stopped() -> Failure {
    Failure::Machine(msg!(
        "tiến trình đọc tệp bị dừng từ bên ngoài, hoặc máy quá tải",
        "the reading process was stopped from outside, or the machine is overloaded"
    ))
}

fn not_started(error: &std::io::Error) -> Failure {
    let Message { vi, en } = IoCause::from_error(error).unreadable(error);
    Failure::Machine(msg!(
        "không khởi động được tiến trình đọc tệp: {vi}",
        "the reading process could not be started: {en}"
    ))
}

#[cfg(windows)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_child_is_refused_memory_above_its_limit() {
        limit();
        let refused = Vec::<u8>::new().try_reserve_exact(400 << 20);
        let _ = ALLOCATOR.set_limit(usize::MAX);
        assert!(refused.is_err());
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn ended(line: &str, wait: Duration) -> Failure {
        let child = Command::new("sh")
            .args(["-c", line])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        exchange(child, b"", wait).expect_err("nothing is read")
    }

    #[test]
    fn only_a_crash_is_a_fault_of_the_file() {
        let long = Duration::from_mins(1);
        for signal in ["ABRT", "SEGV", "ILL", "FPE"] {
            assert_eq!(ended(&format!("kill -{signal} $$"), long), died().into(), "{signal}");
        }
        assert_eq!(ended("exit 101", long), died().into());
        assert_eq!(ended("kill -XCPU $$", long), limits::too_slow().into());
        for line in
            ["kill -KILL $$", "kill -TERM $$", "kill -HUP $$", "kill -INT $$", "exit 127", "exit 2"]
        {
            assert!(matches!(ended(line, long), Failure::Machine(_)), "{line}");
        }
        // a stopped process uses no CPU time
        assert!(matches!(ended("kill -STOP $$", Duration::from_millis(200)), Failure::Machine(_)));
    }

    #[test]
    fn a_crash_under_tight_limits_is_a_machine_failure() {
        let status = Command::new("sh").args(["-c", "kill -ABRT $$"]).status().unwrap();
        assert!(
            matches!(exit_failure(status, true), Failure::File(_))
                && matches!(exit_failure(status, false), Failure::Machine(_))
        );
    }

    #[test]
    fn a_child_that_cannot_start_is_a_machine_failure() {
        assert!(matches!(
            read(Some(Path::new("/no/such/program")), BinaryFormat::Compound, b""),
            Err(Failure::Machine(_))
        ));
    }
}
