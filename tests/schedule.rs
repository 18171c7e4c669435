//! Tests of `schedule`: its output is parsed like the systems parse it: days, command, exit codes.

mod parsing;

use crate::tree::{code, files, printed, said, tonghop};
use parsing::{cron_command, task, unit_words, units, values, windows_words};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Folder name with everything that users may type and systems may misinterpret.
const FOLDER: &str =
    if cfg!(windows) { WITHOUT_MARKS } else { "Ban Chỉ đạo & \"Tổ\" 100% $HOME 'x'; #1" };
/// The same without quotation marks, which paths on Windows cannot contain.
const WITHOUT_MARKS: &str = "Ban Chỉ đạo & Tổ 100% $HOME 'x'; #1";

/// Returns a workspace with a changed plan.
fn workspace(folder: &str, plan: impl Fn(String) -> String) -> (TempDir, PathBuf) {
    let home = TempDir::new().unwrap();
    let made = tonghop(home.path(), &["init", folder]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let root = home.path().join(folder);
    let path = root.join("ke-hoach.toml");
    std::fs::write(&path, plan(std::fs::read_to_string(&path).unwrap())).unwrap();
    (home, root)
}

fn job(root: &Path, system: &str, lang: &str) -> String {
    let run = tonghop(root, &["schedule", "--for", system, "--lang", lang]);
    assert_eq!(code(&run), 0, "{}", said(&run));
    printed(&run)
}

/// Returns the command of every job, with the option for the log.
fn expected(root: &Path) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_tonghop");
    [program, "-C", root.to_str().unwrap(), "--log", "json", "consolidate", "--if-due"]
        .map(str::to_owned)
        .into()
}

fn log(root: &Path) -> String {
    root.join("ket-qua").join("nhat-ky-chay.log").to_str().unwrap().to_owned()
}

#[cfg(unix)]
#[test]
fn systemd_runs_the_job_every_day() {
    let (_home, root) = workspace(FOLDER, |plan| plan);
    let (service, timer) = units(&job(&root, "systemd", "vi"));
    assert_eq!(values(&timer, "Timer", "OnCalendar"), ["*-*-* 07:00:00 Asia/Ho_Chi_Minh"]);
    assert_eq!(values(&timer, "Timer", "Persistent"), ["true"]);
    assert_eq!(values(&timer, "Install", "WantedBy"), ["timers.target"]);
    assert_eq!(values(&service, "Service", "Type"), ["oneshot"]);
    assert_eq!(values(&service, "Service", "SuccessExitStatus"), ["1 3"]);
    assert_eq!(unit_words(&values(&service, "Service", "ExecStart")[0]), expected(&root));
    for stream in ["StandardOutput", "StandardError"] {
        let to = values(&service, "Service", stream)[0].replace("%%", "\0");
        assert!(!to.contains('%'), "{to}");
        assert_eq!(to.replace('\0', "%"), format!("append:{}", log(&root)));
    }
}

/// Runs a command like cron, with another program in place of ours; returns its output, which would
/// be mailed. The arguments of the program are in the log.
#[cfg(unix)]
fn mailed(command: &str, exit: u8, home: &Path) -> String {
    let stand_in = home.join("stand-in");
    let script = format!("#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done\nexit {exit}\n");
    std::fs::write(&stand_in, script).unwrap();
    std::fs::set_permissions(&stand_in, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .unwrap();
    let command = command.replacen(env!("CARGO_BIN_EXE_tonghop"), stand_in.to_str().unwrap(), 1);
    let run = Command::new("/bin/sh").args(["-c", &command]).output().unwrap();
    assert!(run.stdout.is_empty());
    said(&run)
}

#[test]
#[cfg(unix)]
fn cron_sends_mail_only_for_failures() {
    let (home, root) = workspace(FOLDER, |plan| plan);
    let command = cron_command(&job(&root, "cron", "vi"));
    for exit in [0, 1, 3] {
        assert_eq!(mailed(&command, exit, home.path()), "", "{exit}");
    }
    for exit in [2, 101] {
        let mail = mailed(&command, exit, home.path());
        assert!(
            mail.contains(&format!("mã thoát {exit}.")) && mail.contains(&log(&root)),
            "{mail}"
        );
    }
    let logged = std::fs::read_to_string(log(&root)).unwrap();
    let once = expected(&root)[1..].join("\n") + "\n";
    assert_eq!(logged, once.repeat(5));
}

#[test]
#[cfg(unix)]
fn the_printed_command_runs() {
    // a plan of the current year in Vietnam
    let now = chrono::Utc::now() + chrono::TimeDelta::hours(7);
    let year = chrono::Datelike::year(&now).to_string();
    let (_home, root) = workspace("ban chỉ đạo", |plan| plan.replace("2024", &year));
    let command = cron_command(&job(&root, "cron", "vi"));
    let run = Command::new("/bin/sh").args(["-c", &command]).output().unwrap();
    assert_eq!((code(&run), said(&run)), (0, String::new()));
    let logged = std::fs::read_to_string(log(&root)).unwrap();
    let ends = ["không có kỳ nào đang mở", "Không tìm thấy báo cáo nào"];
    assert!(ends.iter().any(|end| logged.contains(end)), "{logged}");
}

#[test]
fn windows_runs_the_job_every_day() {
    let (_home, root) = workspace(WITHOUT_MARKS, |plan| plan);
    let text = job(&root, "windows", "vi");
    let task = task(&text);
    let of = |path: &str| task[&format!("Task/{path}")][0].clone();
    assert_eq!(of("Triggers/CalendarTrigger/StartBoundary"), "2024-03-31T07:00:00");
    assert_eq!(of("Triggers/CalendarTrigger/ScheduleByDay/DaysInterval"), "1");
    assert_eq!(of("Settings/StartWhenAvailable"), "true");
    assert_eq!(of("Settings/MultipleInstancesPolicy"), "IgnoreNew");
    assert_eq!(of("Actions/Exec/Command"), "cmd.exe");
    assert!(of("RegistrationInfo/Description").starts_with("Tổng hợp báo cáo tự động"));
    // with /s only the outermost quotation marks are removed
    let arguments = of("Actions/Exec/Arguments");
    let line = arguments
        .strip_prefix("/d /v:off /s /c \"")
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap();
    let line = line.strip_prefix("chcp 65001 >nul & ").unwrap();
    let (command, to) = line.split_once(" >>").unwrap();
    assert_eq!(windows_words(command), expected(&root));
    assert_eq!(to, format!("\"{}\" 2>&1", log(&root)));
    // the essential text is ASCII, whatever encoding a shell used
    assert!(text.starts_with("<?xml version=\"1.0\"?>\n<!--"));
    assert!(text.split("-->").nth(1).unwrap().is_ascii());
}

#[test]
fn a_path_like_a_windows_variable_is_refused() {
    let (_home, root) = workspace("a %TEMP% b", |plan| plan);
    let refused = tonghop(&root, &["schedule", "--for", "windows"]);
    assert_eq!(code(&refused), 2);
    assert!(said(&refused).contains("hai dấu %"), "{}", said(&refused));
    #[cfg(unix)]
    assert_eq!(
        unit_words(&values(&units(&job(&root, "systemd", "vi")).0, "Service", "ExecStart")[0]),
        expected(&root)
    );
}

#[test]
fn the_job_runs_only_around_deadlines() {
    let (_home, root) = workspace("w", |plan| plan);
    let on = |day: &str| tonghop(&root, &["consolidate", "--if-due", "--as-of", day]);
    let before = files(&root).len();
    for day in ["2024-03-30", "2024-05-03", "2024-09-30", "2024-11-03", "2024-12-31"] {
        let run = on(day);
        assert_eq!((code(&run), printed(&run)), (0, String::new()), "{day}: {}", said(&run));
        assert!(said(&run).contains("không có kỳ nào đang mở"), "{day}: {}", said(&run));
    }
    assert!(said(&on("2024-05-03")).contains("Kỳ tiếp theo: 2024-NAM, mở từ 01/10/2024"));
    assert!(said(&on("2024-11-03")).contains("Gỡ lịch chạy"));
    assert_eq!(files(&root).len(), before, "nothing is written on other days");
    let stale = on("2026-05-01");
    assert_eq!(code(&stale), 2, "a job left on the plan of an earlier year alerts");
    assert!(said(&stale).contains("kế hoạch của năm cũ"), "{}", said(&stale));
    for day in ["2024-03-31", "2024-05-02", "2024-10-01", "2024-11-02"] {
        // it runs, and finds no report
        assert_eq!(code(&on(day)), 3, "{day}");
    }
    // a changed deadline needs no other job
    let path = root.join("ke-hoach.toml");
    let plan = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, plan.replace("before = 2024-11-01", "by = 2025-01-15")).unwrap();
    assert_eq!([code(&on("2024-10-05")), code(&on("2024-12-20"))], [0, 3]);
    // a period given on the command line is always due
    let asked = tonghop(
        &root,
        &["consolidate", "--if-due", "--period", "2024-6T", "--as-of", "2024-07-01"],
    );
    assert_eq!(code(&asked), 3);
}

#[test]
fn a_plan_without_deadlines_cannot_be_scheduled() {
    let undated = |plan: String| {
        let lines = plan.lines().filter(|line| {
            !["before = ", "previous = ", "includes_previous"]
                .iter()
                .any(|key| line.starts_with(key))
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let (_home, root) = workspace("w", undated);
    let refused = tonghop(&root, &["schedule", "--for", "cron"]);
    assert_eq!(code(&refused), 2);
    assert!(said(&refused).contains("không có kỳ báo cáo nào có thời hạn"), "{}", said(&refused));
}

#[test]
fn schedule_prints_instructions_and_writes_nothing() {
    let (_home, root) = workspace("w", |plan| plan);
    let before = files(&root).len();
    for (system, commands) in [
        (
            "systemd",
            [
                "systemctl --user enable --now tonghop-w.timer",
                "systemctl --user start tonghop-w.service",
                "systemctl --user disable",
            ],
        ),
        ("cron", ["crontab -e", "crontab -l", "# <<< tonghop-w"]),
        (
            "windows",
            [
                "schtasks /Create /TN \"tonghop-w\" /XML lich.xml",
                "schtasks /Run /TN",
                "schtasks /Delete /TN",
            ],
        ),
    ] {
        let (vi, en) = (job(&root, system, "vi"), job(&root, system, "en"));
        for command in commands {
            assert!(vi.contains(command) && en.contains(command), "{system}: {command}");
        }
        assert!(
            vi.contains("từ 31/3/2024 đến hết 02/5/2024")
                && en.contains("31 March 2024 through 2 May 2024"),
            "{system}"
        );
        assert!(vi.contains("T-30") && vi.contains("T+1") && vi.contains(&log(&root)), "{system}");
        for (word, english) in
            [("Cài đặt", "To install"), ("Chạy thử", "To try it"), ("Gỡ bỏ", "To remove it")]
        {
            assert!(
                vi.contains(word) && en.contains(english) && !en.contains(word),
                "{system}: {word}"
            );
        }
    }
    assert_eq!(files(&root).len(), before);
}

#[test]
fn the_current_day_is_that_in_vietnam() {
    let (_home, root) = workspace("w", |plan| plan);
    tonghop(&root, &["template", "--period", "2024-6T", "--unit", "S-YT"]);
    std::fs::copy(root.join("mau/2024-6T/S-YT.xlsx"), root.join("nhan/2024-6T/S-YT.xlsx")).unwrap();
    let today = || (chrono::Utc::now() + chrono::TimeDelta::hours(7)).date_naive().to_string();
    for zone in [
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Asia/Ho_Chi_Minh",
        "UTC",
        "<+14>-14",
        "<-12>12",
    ] {
        let before = today();
        let mut run = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        run.args(["check", "--period", "2024-6T", "--format", "json"])
            .current_dir(&root)
            .env("TZ", zone);
        let facts: serde_json::Value =
            serde_json::from_slice(&run.output().unwrap().stdout).unwrap();
        let as_of = facts["as_of"].as_str().unwrap();
        assert!([before.as_str(), today().as_str()].contains(&as_of), "{zone}: {as_of}");
    }
}
