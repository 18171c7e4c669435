//! `tonghop schedule`: prints a daily job that consolidates on the days around each deadline of the plan. It installs nothing; the
//! printed text says how to install it.

mod cron;
mod systemd;
mod windows;

use super::args::{Invocation, System};
use super::console::Console;
use super::{DONE, open};
use crate::error::Error;
use crate::model::date;
use crate::model::period::{Deadline, Period};
use crate::msg;
use crate::store::layout::RESULTS;
use crate::store::workspace::Workspace;
use crate::text::{Lang, Message};
use chrono::NaiveDate;
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;

/// Hour of the job: before the office opens, and on the same day in Vietnam for machines from UTC-9 to UTC+14.
const HOUR: u32 = 7;
/// Options for a log that programs can read.
const LOGGED: [&str; 2] = ["--log", "json"];
/// Log of the job, in the folder of results.
const LOG: &str = "nhat-ky-chay.log";

/// The job to print.
struct Job<'w> {
    lang: Lang,
    /// The language as an option, if the command line asks for it.
    language: &'static [&'static str],
    /// Its name, in ASCII letters.
    name: String,
    program: String,
    workspace: String,
    log: String,
    /// The periods with a deadline, in the order of their deadlines.
    periods: Vec<ScheduledPeriod<'w>>,
    /// The first day on which a period is open.
    first_day: NaiveDate,
}

/// Prints the job.
pub(super) fn run(
    invocation: &Invocation,
    system: System,
    console: &mut Console,
) -> Result<u8, Error> {
    let workspace = open::open(invocation, console)?;
    let job = Job::new(&workspace, console.lang, invocation.lang)?;
    let text = match system {
        System::Systemd => systemd::text(&job),
        System::Cron => cron::text(&job),
        System::Windows => windows::text(&job)?,
    };
    if (system == System::Windows) != cfg!(windows) {
        console.warn_text(
            msg!(
                "Đường dẫn trong lịch là của máy này; hãy in lịch trên chính máy sẽ chạy.",
                "The job contains this machine's paths; print it on the machine that will run it."
            )
            .in_lang(console.lang),
        );
    }
    console.print_text(&[("for", system.name())], "job", &text)?;
    Ok(DONE)
}

/// Period with its deadline and the days on which reports are collected.
struct ScheduledPeriod<'w> {
    period: &'w Period,
    deadline: Deadline,
    first_day: NaiveDate,
    last_day: NaiveDate,
}

impl<'w> Job<'w> {
    fn new(workspace: &'w Workspace, lang: Lang, asked: Option<Lang>) -> Result<Self, Error> {
        let plan = &workspace.plan;
        let scheduled = |period| {
            let (first_day, last_day) = plan.open_days(period)?;
            Some(ScheduledPeriod { period, deadline: period.deadline?, first_day, last_day })
        };
        let mut periods: Vec<ScheduledPeriod<'_>> =
            plan.periods.iter().filter_map(scheduled).collect();
        periods.sort_by_key(|period| period.deadline.last_day());
        let Some(first_day) = periods.iter().map(|period| period.first_day).min() else {
            return Err(msg!(
                "Kế hoạch không có kỳ báo cáo nào có thời hạn nên không có ngày nào để lập lịch. Ghi thời hạn cho kỳ trong kế hoạch (before hoặc by; trang Kỳ của ke-hoach.xlsx).",
                "No period of the plan has a deadline, so there is no day to schedule. Give a period a deadline in the plan (before or by; the sheet Kỳ of ke-hoach.xlsx)."
            )
            .into());
        };
        let root = std::path::absolute(&workspace.root)
            .map_err(|error| Error::read(&workspace.root, error))?;
        let program =
            std::env::current_exe().map_err(|error| Error::read(Path::new("tonghop"), error))?;
        let log = root.join(RESULTS).join(LOG);
        let name = named(&root);
        Ok(Self {
            lang,
            language: if asked == Some(Lang::En) { &["--lang", "en"] } else { &[] },
            name,
            program: written(&program)?,
            workspace: written(&root)?,
            log: written(&log)?,
            periods,
            first_day,
        })
    }

    /// Returns program and arguments. Period and day are those of the run.
    fn words(&self) -> Vec<&str> {
        let workspace = [self.program.as_str(), "-C", &self.workspace];
        [&workspace, self.language, &LOGGED, &["consolidate", "--if-due"]].concat()
    }

    /// Returns the command that prints the job again, quoted for a shell of Linux.
    fn printing(&self, system: System) -> String {
        let workspace = [self.program.as_str(), "-C", &self.workspace];
        let words = [&workspace, self.language, &["schedule", "--for", system.name()]].concat();
        words.into_iter().map(quoted).collect::<Vec<_>>().join(" ")
    }

    fn say(&self, said: Message) -> String {
        match self.lang {
            Lang::Vi => said.vi,
            Lang::En => said.en,
        }
    }

    /// Returns what holds on any system: when the job runs and what its exit codes mean.
    fn about(&self) -> Vec<String> {
        let mut lines = vec![self.say(msg!(
            "Lịch chạy tự động của tonghop: mỗi ngày một lần, lúc {HOUR:02}:00. Ngày không có kỳ nào đang mở thì không làm gì.",
            "The batch of tonghop: once a day, at {HOUR:02}:00. It does nothing on days when no period is open."
        ))];
        lines.extend(self.periods.iter().map(|period| self.period(period)));
        lines.extend([
            self.say(msg!(
                "Mỗi đợt: từ 30 ngày trước ngày cuối cùng của thời hạn (T-30; các kỳ sát nhau thì từ giữa hai thời hạn) đến hết ngày sau ngày ghi trong thời hạn (T+1).",
                "Each time: from 30 days before the last on-time day (T-30; from midway between two deadlines that are close) through the day after the one the deadline names (T+1)."
            )),
            self.say(msg!(
                "Sửa thời hạn trong kế hoạch thì không phải cài lại; sang năm mới thì gỡ lịch này và cài lịch của thư mục làm việc mới.",
                "If a deadline of the plan changes, nothing has to be reinstalled. For a new year, remove this job and install that of the new workspace."
            )),
            self.say(msg!(
                "Mã thoát 0 (xong), 1 (xong, báo cáo có lỗi), 3 (chưa có báo cáo nào) là bình thường; 2 là không làm được, phải xem nhật ký.",
                "Exit codes 0 (done), 1 (done, errors in reports) and 3 (no report yet) are ordinary; 2 means it could not be done: see the log."
            )),
        ]);
        lines
    }

    /// Returns the open days of a period: *kỳ 2024-6T, trước 01/5/2024: từ 31/3/2024 đến hết 02/5/2024*.
    fn period(&self, scheduled: &ScheduledPeriod<'_>) -> String {
        let ScheduledPeriod { period, deadline, first_day, last_day } = scheduled;
        let (code, name) = (&period.code, period.in_lang(self.lang));
        let [first, last] =
            [first_day, last_day].map(|day| date::to_message(*day).in_lang(self.lang).to_owned());
        let Message { vi, en } = deadline.to_message();
        self.say(msg!(
            "- Kỳ {code} ({name}), hạn {vi}: từ {first} đến hết {last}",
            "- Period {code} ({name}), due {en}: {first} through {last}"
        ))
    }
}

/// Returns a path as text.
///
/// # Errors
/// Returns an error if no job can name the path.
fn written(path: &Path) -> Result<String, Error> {
    let unfit = |c: char| c.is_control();
    path.to_str().filter(|text| !text.contains(unfit)).map(str::to_owned).ok_or_else(|| {
        let shown = path.display();
        msg!(
            "Không ghi được đường dẫn {shown} vào lịch: có ký tự điều khiển hoặc không phải Unicode. Đổi tên thư mục rồi chạy lại.",
            "The path {shown} cannot be written into a job: it holds control characters or is not Unicode. Rename the folder, then run again."
        )
        .into()
    })
}

/// Returns a name for the job, from the folder's name in ASCII letters.
fn named(root: &Path) -> String {
    let folder =
        root.file_name().unwrap_or_default().to_string_lossy().to_lowercase().replace('đ', "d");
    let plain: String = folder
        .nfd()
        .filter(|c| c.is_ascii() || c.is_alphanumeric())
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    std::iter::once("tonghop").chain(words).collect::<Vec<_>>().join("-")
}

/// Quotes a word for a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Returns lines as comments.
fn comments(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_named_after_its_folder_in_plain_letters() {
        let named = |folder: &str| named(&Path::new("/srv").join(folder));
        assert_eq!(named("Ban Chỉ đạo (2024)"), "tonghop-ban-chi-dao-2024");
        assert_eq!(named("ĐƠN VỊ"), "tonghop-don-vi");
        assert_eq!(named("%%"), "tonghop");
    }

    #[test]
    fn a_path_that_no_job_can_name_is_refused() {
        assert!(written(Path::new("/srv/a\nb")).is_err());
        assert_eq!(
            written(Path::new("/srv/Ban Chỉ đạo")).ok().as_deref(),
            Some("/srv/Ban Chỉ đạo")
        );
    }
}
