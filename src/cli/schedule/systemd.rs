//! A service and a timer for the user's systemd; installing them needs no administrator.

use super::{HOUR, Job, comments, quoted};
use crate::cli::args::System;
use crate::msg;

/// Time zone of the timer.
const ZONE: &str = "Asia/Ho_Chi_Minh";

/// Starts a program whose path systemd does not accept.
const ENV: &str = "/usr/bin/env";

/// Returns both units with their instructions, each below a line with its name.
pub(super) fn text(job: &Job<'_>) -> String {
    let name = &job.name;
    let head = comments(job.about().into_iter().chain(steps(job)));
    format!(
        "{head}\n# ===== {name}.service =====\n{}\n# ===== {name}.timer =====\n{}",
        service(job),
        timer()
    )
}

/// Returns how to install, try and remove the units.
fn steps(job: &Job<'_>) -> Vec<String> {
    let (name, zone, log) = (&job.name, ZONE, quoted(&job.log));
    let print = job.printing(System::Systemd);
    let said = msg!(
        "Giờ là giờ Việt Nam ({zone}); ngày máy tắt thì chạy bù khi bật máy.\n\
         Nhật ký: {log}\n\
         \n\
         Cài đặt (không cần quyền quản trị). Lưu hai phần dưới đây thành {name}.service và {name}.timer trong ~/.config/systemd/user/:\n\
         \x20 mkdir -p ~/.config/systemd/user\n\
         \x20 {print} | sed -n '/^# ===== {name}.service/,/^# ===== {name}.timer/p' > ~/.config/systemd/user/{name}.service\n\
         \x20 {print} | sed -n '/^# ===== {name}.timer/,$p' > ~/.config/systemd/user/{name}.timer\n\
         \x20 systemctl --user daemon-reload\n\
         \x20 systemctl --user enable --now {name}.timer\n\
         \x20 loginctl enable-linger    (để chạy cả khi không ai đăng nhập)\n\
         Chạy thử:\n\
         \x20 systemctl --user start {name}.service\n\
         \x20 systemctl --user list-timers {name}.timer\n\
         Xem khi mã thoát là 2 (dịch vụ được ghi là hỏng):\n\
         \x20 systemctl --user --failed\n\
         \x20 systemctl --user status {name}.service\n\
         Gỡ bỏ:\n\
         \x20 systemctl --user disable --now {name}.timer\n\
         \x20 rm ~/.config/systemd/user/{name}.service ~/.config/systemd/user/{name}.timer\n\
         \x20 systemctl --user daemon-reload",
        "The hour is Vietnam's ({zone}); if the machine was off, the job runs when it is on again.\n\
         Log: {log}\n\
         \n\
         To install (no administrator needed), save the two parts below as {name}.service and {name}.timer in ~/.config/systemd/user/:\n\
         \x20 mkdir -p ~/.config/systemd/user\n\
         \x20 {print} | sed -n '/^# ===== {name}.service/,/^# ===== {name}.timer/p' > ~/.config/systemd/user/{name}.service\n\
         \x20 {print} | sed -n '/^# ===== {name}.timer/,$p' > ~/.config/systemd/user/{name}.timer\n\
         \x20 systemctl --user daemon-reload\n\
         \x20 systemctl --user enable --now {name}.timer\n\
         \x20 loginctl enable-linger    (so that it runs when nobody is logged in)\n\
         To try it:\n\
         \x20 systemctl --user start {name}.service\n\
         \x20 systemctl --user list-timers {name}.timer\n\
         Where exit code 2 is seen (the service is marked as failed):\n\
         \x20 systemctl --user --failed\n\
         \x20 systemctl --user status {name}.service\n\
         To remove it:\n\
         \x20 systemctl --user disable --now {name}.timer\n\
         \x20 rm ~/.config/systemd/user/{name}.service ~/.config/systemd/user/{name}.timer\n\
         \x20 systemctl --user daemon-reload"
    );
    job.say(said).lines().map(str::to_owned).collect()
}

fn service(job: &Job<'_>) -> String {
    let command = command(&job.words());
    let log = job.log.replace('%', "%%");
    let alert = comments([job.say(msg!(
        "Muốn được báo ngay khi mã thoát là 2: bỏ dấu # ở dòng dưới và ghi tên dịch vụ báo tin của máy",
        "To be notified of exit code 2: remove the # below and name the machine's notification service"
    ))]);
    format!(
        "[Unit]\nDescription=tonghop consolidate\n{alert}#OnFailure=bao-tin@%n.service\n\n\
         [Service]\nType=oneshot\nExecStart={command}\nSuccessExitStatus=1 3\nStandardOutput=append:{log}\nStandardError=append:{log}\n"
    )
}

fn timer() -> String {
    format!(
        "[Unit]\nDescription=tonghop consolidate\n\n[Timer]\nOnCalendar=*-*-* {HOUR:02}:00:00 {ZONE}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
}

/// Returns the command line. systemd expands variables in all words but the program, whose path may hold no quotation mark or
/// backslash: `env` starts such a program.
fn command(words: &[&str]) -> String {
    let [program, others @ ..] = words else {
        return String::new();
    };
    let (first, others) =
        if program.contains(['"', '\'', '\\']) { (ENV, words) } else { (*program, others) };
    let words = std::iter::once(unit_word(first, "$"))
        .chain(others.iter().map(|word| unit_word(word, "$$")));
    words.collect::<Vec<_>>().join(" ")
}

/// Quotes a word for a unit, with the text that stands for a dollar sign.
fn unit_word(word: &str, dollar: &str) -> String {
    let escaped =
        word.replace('\\', r"\\").replace('"', "\\\"").replace('%', "%%").replace('$', dollar);
    format!("\"{escaped}\"")
}
