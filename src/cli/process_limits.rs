//! What the system may do to the program: a limit it runs into ends as a message, never as a signal.

use super::FAILED;
#[cfg(unix)]
use super::json_document;
use crate::msg;
use crate::text::Lang;
use std::io::Write as _;
use std::process::ExitCode;

/// The variable that tells a run that another watches over it.
#[cfg(unix)]
const WATCHED: &str = "TONGHOP_WATCHED";
/// The signal of a program that can get no more memory.
#[cfg(unix)]
const ABORT: i32 = signal_hook::consts::SIGABRT;

/// Prepares for limits of the system. Where memory is limited the run is another process, and its exit code is given: a program
/// that gets no more memory can say nothing by itself.
#[cfg(unix)]
pub(super) fn prepare(lang: Lang, json: bool) -> Option<ExitCode> {
    use std::os::unix::process::ExitStatusExt as _;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // with the signal heard, a file that grows past the limit is an error of writing like any other
    let _ =
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let (soft, _) = rlimit::Resource::AS.get().ok()?;
    if std::env::var_os(WATCHED).is_some() {
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
        .env(WATCHED, "1")
        .env("RUST_BACKTRACE", "0")
        .status()
        .ok()?;
    if run.signal() == Some(ABORT) {
        out_of_memory(soft >> 20, lang, json);
        return Some(ExitCode::from(FAILED));
    }
    // the code of any other signal is that of a shell
    let code = run.code().or_else(|| run.signal().map(|signal| 128 + signal));
    Some(ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(FAILED)))
}

/// Prepares for limits of the system.
#[cfg(not(unix))]
pub(super) const fn prepare(_lang: Lang, _json: bool) -> Option<ExitCode> {
    None
}

#[cfg(unix)]
fn out_of_memory(limit: u64, lang: Lang, json: bool) {
    let said = msg!(
        "Không đủ bộ nhớ: máy chỉ cho chương trình dùng {limit} MiB, nên lần chạy này phải dừng giữa chừng.\nNhờ người quản trị máy nới giới hạn bộ nhớ rồi chạy lại.",
        "Out of memory: this machine gives the program {limit} MiB only, so that the run had to stop.\nAsk whoever runs the machine to raise the limit on memory, then run again."
    );
    let _ = writeln!(std::io::stderr().lock(), "{}", said.in_lang(lang));
    if json {
        json_document::print(&json_document::failure("memory", said.in_lang(lang), FAILED));
    }
}
