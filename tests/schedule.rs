//! What `schedule` prints is parsed as the systems parse it: the days, the command, the exit codes that alert nobody.

use crate::tree::{code, files, printed, said, tonghop};
use chrono::{Datelike as _, NaiveDate};
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A folder whose name has all that a person may write and a system may take amiss.
const FOLDER: &str =
    if cfg!(windows) { WITHOUT_MARKS } else { "Ban Chỉ đạo & \"Tổ\" 100% $HOME 'x'; #1" };
/// The same without quotation marks, which no path on Windows has.
const WITHOUT_MARKS: &str = "Ban Chỉ đạo & Tổ 100% $HOME 'x'; #1";
/// Days of a year, month and day.
type Days = BTreeSet<(u32, u32)>;

/// A workspace, with the plan's text changed.
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

/// The days from one to another in a year.
fn between(first: (i32, u32, u32), last: (i32, u32, u32)) -> Days {
    let date = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    date(first)
        .iter_days()
        .take_while(|day| *day <= date(last))
        .map(|day| (day.month(), day.day()))
        .collect()
}

/// The days around the deadlines of the shipped plan.
fn shipped_days() -> Days {
    let first = between((2024, 3, 31), (2024, 5, 2));
    first.union(&between((2024, 10, 1), (2024, 11, 2))).copied().collect()
}

fn span(text: &str) -> std::ops::RangeInclusive<u32> {
    let (first, last) =
        text.split_once('-').or_else(|| text.split_once("..")).unwrap_or((text, text));
    first.parse().unwrap()..=last.parse().unwrap()
}

/// The sections of a unit's text, each with its keys in order.
type Unit = BTreeMap<String, Vec<(String, String)>>;

/// The two units of what is printed for systemd.
fn units(text: &str) -> (Unit, Unit) {
    let part = |end: &str| {
        let after = text
            .split("\n# ===== ")
            .find(|part| part.lines().next().unwrap().ends_with(&format!("{end} =====")))
            .unwrap();
        let mut unit = Unit::new();
        let mut section = String::new();
        for line in after.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']').to_owned();
            } else {
                let (key, value) = line.split_once('=').unwrap();
                unit.entry(section.clone()).or_default().push((key.to_owned(), value.to_owned()));
            }
        }
        unit
    };
    (part(".service"), part(".timer"))
}

fn values(unit: &Unit, section: &str, key: &str) -> Vec<String> {
    unit[section].iter().filter(|(name, _)| name == key).map(|(_, value)| value.clone()).collect()
}

/// The words of a unit's command line: quotation marks, `\`, `%%` and `$$`, the last not in the first word.
fn unit_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut inside, mut letters) =
        (Vec::new(), String::new(), false, line.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => inside = !inside,
            '\\' => word.extend(letters.next()),
            '%' => {
                assert_eq!(letters.next(), Some('%'), "{line}");
                word.push('%');
            }
            '$' if !words.is_empty() => {
                assert_eq!(letters.next(), Some('$'), "{line}");
                word.push('$');
            }
            ' ' if !inside => words.push(std::mem::take(&mut word)),
            letter => word.push(letter),
        }
    }
    words.push(word);
    words
}

/// The command that every job runs, with the option that keeps the log.
fn expected(root: &Path) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_tonghop");
    [program, "-C", root.to_str().unwrap(), "--log", "json", "consolidate"]
        .map(str::to_owned)
        .into()
}

fn log(root: &Path) -> String {
    root.join("ket-qua").join("nhat-ky-chay.log").to_str().unwrap().to_owned()
}

fn systemd_days(timer: &Unit) -> Days {
    let mut days = Days::new();
    for pattern in values(timer, "Timer", "OnCalendar") {
        let [date, hour, zone] = pattern.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{pattern}")
        };
        assert_eq!((hour, zone), ("07:00:00", "Asia/Ho_Chi_Minh"));
        let [_, year, month, day] =
            [&["any"], &date.splitn(3, '-').collect::<Vec<_>>()[..]].concat()[..]
        else {
            panic!("{date}")
        };
        assert_eq!(year, "*");
        days.extend(span(day).map(|day| (month.parse().unwrap(), day)));
    }
    days
}

#[test]
fn systemd_runs_the_batch_on_each_day_around_the_deadlines() {
    let (_home, root) = workspace(FOLDER, |plan| plan);
    let (service, timer) = units(&job(&root, "systemd", "vi"));
    assert_eq!(systemd_days(&timer), shipped_days());
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

/// A line of a crontab: its days, and the command as cron hands it to the shell.
fn cron_line(line: &str) -> (Days, String) {
    let fields: Vec<&str> = line.splitn(6, ' ').collect();
    assert_eq!((fields[0], fields[1], fields[4]), ("0", "7", "*"));
    let days = span(fields[2]).map(|day| (fields[3].parse().unwrap(), day)).collect();
    let (mut command, mut escaped) = (String::new(), false);
    for letter in fields[5].chars() {
        match letter {
            '%' if escaped => {
                command.pop();
                command.push('%');
            }
            '%' => panic!("an input line of cron's: {line}"),
            letter => command.push(letter),
        }
        escaped = letter == '\\' && !escaped;
    }
    (days, command)
}

fn cron_lines(text: &str) -> Vec<(Days, String)> {
    text.lines().filter(|line| !line.starts_with('#')).map(cron_line).collect()
}

#[test]
fn cron_runs_the_batch_on_each_day_around_the_deadlines() {
    let (_home, root) = workspace(FOLDER, |plan| plan);
    let lines = cron_lines(&job(&root, "cron", "vi"));
    let days: Vec<&(u32, u32)> = lines.iter().flat_map(|(days, _)| days).collect();
    assert_eq!(days.len(), 66, "no day twice");
    assert_eq!(days.into_iter().copied().collect::<Days>(), shipped_days());
    assert!(lines.iter().all(|(_, command)| *command == lines[0].1));
}

/// Runs a command as cron does, with a program of our own in the place of ours; what it says goes to the mail. The words the
/// program was given are in the log.
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
fn cron_sends_mail_only_where_the_job_could_not_be_done() {
    let (home, root) = workspace(FOLDER, |plan| plan);
    let (_, command) = cron_lines(&job(&root, "cron", "vi")).swap_remove(0);
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
fn the_printed_command_runs_the_batch_of_its_day() {
    // a plan of this year, so that one of its deadlines is near
    let year =
        chrono::Datelike::year(&(chrono::Utc::now() + chrono::TimeDelta::hours(7))).to_string();
    let (_home, root) = workspace("ban chỉ đạo", |plan| plan.replace("2024", &year));
    let (_, command) = cron_lines(&job(&root, "cron", "vi")).swap_remove(0);
    // the option is another part of the program; where it is not there yet, the rest is run
    let knows = printed(&tonghop(&root, &["--help"])).contains("--log");
    let command = if knows { command } else { command.replace(" --log json", "") };
    let run = Command::new("/bin/sh").args(["-c", &command]).output().unwrap();
    assert_eq!((code(&run), said(&run)), (0, String::new()));
    let logged = std::fs::read_to_string(log(&root)).unwrap();
    assert!(logged.contains("Không tìm thấy báo cáo nào"), "{logged}");
}

/// What stands between the tags of a task: paths of elements, each with its texts.
fn task(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut path, mut texts) = (Vec::<String>::new(), BTreeMap::<String, Vec<String>>::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                path.push(tag.name().as_ref().to_owned());
                texts.entry(path.join("/")).or_default().push(String::new());
            }
            Event::Empty(tag) => texts
                .entry(path.join("/") + "/empty")
                .or_default()
                .push(tag.name().as_ref().to_owned()),
            Event::End(_) => drop(path.pop()),
            Event::Text(part) => text_of(&mut texts, &path).push_str(&part),
            Event::GeneralRef(named) => {
                let letter = match named.resolve_char_ref().unwrap() {
                    Some(letter) => letter,
                    None => BTreeMap::from([("amp", '&'), ("lt", '<'), ("gt", '>')])[&*named],
                };
                text_of(&mut texts, &path).push(letter);
            }
            Event::Comment(comment) => assert!(!comment.contains("--")),
            Event::Eof => return texts,
            _ => {}
        }
    }
}

fn text_of<'t>(texts: &'t mut BTreeMap<String, Vec<String>>, path: &[String]) -> &'t mut String {
    let texts = texts.entry(path.join("/")).or_default();
    if texts.is_empty() {
        texts.push(String::new());
    }
    texts.last_mut().unwrap()
}

fn windows_days(text: &str) -> Days {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut days = Days::new();
    for trigger in text
        .split("<CalendarTrigger>")
        .skip(1)
        .map(|rest| rest.split("</CalendarTrigger>").next().unwrap())
    {
        let trigger = task(&format!("<T>{trigger}</T>"));
        assert!(trigger["T/StartBoundary"][0].ends_with("T07:00:00"));
        let month = &trigger["T/ScheduleByMonth/Months/empty"][0];
        let month =
            u32::try_from(MONTHS.iter().position(|name| name == month).unwrap()).unwrap() + 1;
        days.extend(
            trigger["T/ScheduleByMonth/DaysOfMonth/Day"]
                .iter()
                .map(|day| (month, day.parse().unwrap())),
        );
    }
    days
}

/// The words of a command line as a program on Windows takes them, up to where its output is redirected.
fn windows_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut inside, mut strokes) = (Vec::new(), String::new(), false, 0);
    for letter in line.chars() {
        if letter == '"' {
            word.truncate(word.len() - strokes / 2);
            if strokes % 2 == 1 {
                word.pop();
                word.push('"');
            } else {
                inside = !inside;
            }
        } else if letter == ' ' && !inside {
            words.push(std::mem::take(&mut word));
        } else {
            word.push(letter);
        }
        strokes = if letter == '\\' { strokes + 1 } else { 0 };
    }
    words.push(word);
    words
}

#[test]
fn windows_runs_the_batch_on_each_day_around_the_deadlines() {
    let (_home, root) = workspace(WITHOUT_MARKS, |plan| plan);
    let text = job(&root, "windows", "vi");
    assert_eq!(windows_days(&text), shipped_days());
    let task = task(&text);
    let of = |path: &str| task[&format!("Task/{path}")][0].clone();
    assert_eq!(of("Settings/StartWhenAvailable"), "true");
    assert_eq!(of("Settings/MultipleInstancesPolicy"), "IgnoreNew");
    assert_eq!(of("Actions/Exec/Command"), "cmd.exe");
    assert!(of("RegistrationInfo/Description").starts_with("Tổng hợp báo cáo tự động"));
    // with /s the outermost marks go and nothing else
    let arguments = of("Actions/Exec/Arguments");
    let line = arguments
        .strip_prefix("/d /v:off /s /c \"")
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap();
    let line = line.strip_prefix("chcp 65001 >nul & ").unwrap();
    let (command, to) = line.split_once(" >>").unwrap();
    assert_eq!(windows_words(command), expected(&root));
    assert_eq!(to, format!("\"{}\" 2>&1", log(&root)));
    // what counts is in ASCII, whatever encoding a shell wrote it in
    assert!(text.starts_with("<?xml version=\"1.0\"?>\n<!--"));
    assert!(text.split("-->").nth(1).unwrap().is_ascii());
}

#[test]
fn a_path_that_windows_takes_for_a_variable_is_refused() {
    let (_home, root) = workspace("a %TEMP% b", |plan| plan);
    let refused = tonghop(&root, &["schedule", "--for", "windows"]);
    assert_eq!(code(&refused), 2);
    assert!(said(&refused).contains("hai dấu %"), "{}", said(&refused));
    assert_eq!(
        unit_words(&values(&units(&job(&root, "systemd", "vi")).0, "Service", "ExecStart")[0]),
        expected(&root)
    );
}

#[test]
fn the_days_are_those_of_the_workspaces_own_plan() {
    // a deadline over the turn of the year, one at the end of February
    let (_home, root) = workspace("w", |plan| {
        let plan = plan
            .replace("before = 2024-05-01", "by = 2024-03-10")
            .replace("to = 2024-04-30", "to = 2024-02-29");
        plan.replace("before = 2024-11-01", "by = 2025-01-15")
    });
    // 29 February comes in leap years only; thirty days before 10 March are one day more in other years
    let around_february = between((2024, 2, 8), (2024, 3, 11));
    let expected: Days =
        around_february.union(&between((2024, 12, 16), (2025, 1, 16))).copied().collect();
    assert_eq!(systemd_days(&units(&job(&root, "systemd", "vi")).1), expected);
    assert_eq!(
        cron_lines(&job(&root, "cron", "vi"))
            .into_iter()
            .flat_map(|(days, _)| days)
            .collect::<Days>(),
        expected
    );
    assert_eq!(windows_days(&job(&root, "windows", "vi")), expected);
    assert!(job(&root, "cron", "en").contains("due by 15 January: 16 December through 16 January"));
}

#[test]
fn a_plan_without_deadlines_has_no_days_to_schedule() {
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
fn a_job_says_in_either_language_how_to_install_try_and_remove_it_and_writes_nothing() {
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
            vi.contains("từ 31/3 đến hết 02/5") && en.contains("31 March through 2 May"),
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
fn today_is_the_day_in_vietnam_whatever_the_zone_of_the_machine() {
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
