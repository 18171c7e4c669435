//! Turns system limits on the process into messages instead of signals.

use super::FAILED;
use super::json_document;
use crate::msg;
use crate::text::Lang;
use std::io::Write as _;
use std::process::ExitCode;

/// Environment variable that marks a supervised process.
const SUPERVISED: &str = "TONGHOP_WATCHED";
/// Signal of a process out of memory.
const ABORT: i32 = signal_hook::consts::SIGABRT;

/// Prepares for system limits. If memory is limited, runs the command in a child process and
/// returns its exit code, because a process out of memory cannot report it.
pub(super) fn prepare(lang: Lang, json: bool) -> Option<ExitCode> {
    use std::os::unix::process::ExitStatusExt as _;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // with this signal handled, a file above the size limit is an ordinary write error
    let _ =
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let (soft, _) = rlimit::Resource::AS.get().ok()?;
    if std::env::var_os(SUPERVISED).is_some() {
        return None;
    }
    if soft == rlimit::INFINITY {
        let _ = signal_hook::flag::register_conditional_shutdown(
            ABORT,
            FAILED.into(),
            Arc::new(AtomicBool::new(true)),
        );
        return None;
    }
    let words = std::env::args_os().skip(1);
    let run = std::process::Command::new(std::env::current_exe().ok()?)
        .args(words)
        .env(SUPERVISED, "1")
        .env("RUST_BACKTRACE", "0")
        .status()
        .ok()?;
    if run.signal() == Some(ABORT) {
        out_of_memory(soft >> 20, lang, json);
        return Some(ExitCode::from(FAILED));
    }
    // other signals give the exit code of a shell
    let code = run.code().or_else(|| run.signal().map(|signal| 128 + signal));
    Some(ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(FAILED)))
}

fn out_of_memory(limit: u64, lang: Lang, json: bool) {
    let said = msg!(
        "Không đủ bộ nhớ: máy chỉ cho chương trình dùng {limit} MB, nên lần chạy này phải dừng giữa chừng.\nNhờ người quản trị máy nới giới hạn bộ nhớ rồi chạy lại.",
        "Out of memory: this machine limits the program to {limit} MB, so the run stopped.\nAsk the administrator to raise the memory limit, then run again."
    );
    let _ = writeln!(std::io::stderr().lock(), "{}", said.in_lang(lang));
    if json {
        json_document::print(&json_document::failure("memory", said.in_lang(lang), FAILED));
    }
}
