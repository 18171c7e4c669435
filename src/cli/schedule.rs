//! `tonghop schedule`: prints a job that runs the batch around each deadline of the plan. It installs nothing: the person sees
//! what will run, and the text itself says where it goes.

mod cron;
mod days;
mod systemd;
mod windows;

use super::args::{Invocation, System};
use super::console::Console;
use super::{DONE, open};
use crate::error::Error;
use crate::model::period::Deadline;
use crate::msg;
use crate::store::layout::RESULTS;
use crate::store::workspace::Workspace;
use crate::text::{Lang, Message};
use days::Window;
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;

/// The hour, o'clock: before the office opens, and on the same day in Vietnam by any machine's clock from UTC-9 to UTC+14.
const HOUR: u32 = 7;
/// How the batch keeps its log, so that a program can read it too.
const LOGGED: [&str; 2] = ["--log", "json"];
/// The log of all batch runs, in the folder of the results.
const LOG: &str = "nhat-ky-chay.log";

/// A job to print.
struct Job<'w> {
    lang: Lang,
    /// A name for it, in plain letters.
    name: String,
    program: String,
    workspace: String,
    log: String,
    windows: Vec<Window<'w>>,
}

/// Prints the job.
pub(super) fn run(
    invocation: &Invocation,
    system: System,
    console: &mut Console,
) -> Result<u8, Error> {
    let workspace = open::open(invocation, console)?;
    let job = Job::of(&workspace, console.lang)?;
    let text = match system {
        System::Systemd => systemd::text(&job),
        System::Cron => cron::text(&job),
        System::Windows => windows::text(&job)?,
    };
    if (system == System::Windows) != cfg!(windows) {
        console.complain(
            msg!(
                "Đường dẫn trong lịch là của máy này; hãy in lịch trên chính máy sẽ chạy.",
                "The paths in the job are those of this machine; print it on the machine that will run it."
            )
            .in_lang(console.lang),
        );
    }
    console.print_text(&[("for", system.name())], "job", &text)?;
    Ok(DONE)
}

impl<'w> Job<'w> {
    fn of(workspace: &'w Workspace, lang: Lang) -> Result<Self, Error> {
        let windows = Window::all(&workspace.plan);
        if windows.is_empty() {
            return Err(msg!(
                "Kế hoạch không có kỳ báo cáo nào có thời hạn nên không có ngày nào để lập lịch. Ghi before hoặc by cho kỳ trong ke-hoach.toml.",
                "No period of the plan has a deadline, so there is no day to schedule. Give a period before or by in ke-hoach.toml."
            )
            .into());
        }
        let root = std::path::absolute(&workspace.root)
            .map_err(|error| Error::read(&workspace.root, error))?;
        let program =
            std::env::current_exe().map_err(|error| Error::read(Path::new("tonghop"), error))?;
        let log = root.join(RESULTS).join(LOG);
        let name = named(&root);
        Ok(Self {
            lang,
            name,
            program: written(&program)?,
            workspace: written(&root)?,
            log: written(&log)?,
            windows,
        })
    }

    /// What is run: the program and its words. The period and the day are those of the run.
    fn words(&self) -> [&str; 6] {
        let [log, json] = LOGGED;
        [&self.program, "-C", &self.workspace, log, json, "consolidate"]
    }

    fn say(&self, said: Message) -> String {
        match self.lang {
            Lang::Vi => said.vi,
            Lang::En => said.en,
        }
    }

    /// What is true of a job on any system, a line each: when it runs, what its exit codes mean, where its log is.
    fn about(&self) -> Vec<String> {
        let mut lines = vec![self.say(msg!(
            "Lịch chạy tự động của tonghop: mỗi ngày một lần, lúc {HOUR:02}:00.",
            "The batch of tonghop: once a day, at {HOUR:02}:00."
        ))];
        lines.extend(self.windows.iter().map(|window| self.window(window)));
        if self.windows.iter().any(|window| window.is_shared) {
            lines.push(self.say(msg!(
                "Ngày nào có nhiều kỳ đang mở thì lần chạy của ngày đó làm lần lượt từng kỳ.",
                "On a day on which several periods are open, the run does each of them in turn."
            )));
        }
        lines.extend([
            self.say(msg!(
                "Mỗi đợt: từ 30 ngày trước ngày cuối còn đúng hạn (T-30) đến hết ngày sau ngày ghi trong thời hạn (T+1).",
                "Each time: from 30 days before the last day in time (T-30) through the day after the one the deadline names (T+1)."
            )),
            self.say(msg!(
                "Lặp lại hằng năm. Khi sửa thời hạn trong kế hoạch thì in và cài lại.",
                "It comes again every year. Whenever a deadline of the plan is changed, print and install it anew."
            )),
            self.say(msg!(
                "Mã thoát 0 (xong), 1 (xong, báo cáo có lỗi), 3 (chưa có báo cáo nào) là bình thường; 2 là không làm được, phải xem nhật ký.",
                "Exit codes 0 (done), 1 (done, errors in reports) and 3 (no report yet) are ordinary; 2 means it could not be done: see the log."
            )),
        ]);
        lines
    }

    /// The days of a window: *kỳ 2024-6T, trước 01/5: từ 31/3 đến hết 02/5*.
    fn window(&self, window: &Window<'_>) -> String {
        let (code, name) = (&window.period.code, window.period.in_lang(self.lang));
        let (first, last) = (self.day(window.first.into()), self.day(window.last.into()));
        let due = match window.deadline {
            Deadline::Before(day) => {
                let day = self.day(day.into());
                msg!("trước {day}", "before {day}")
            }
            Deadline::By(day) => {
                let day = self.day(day.into());
                msg!("chậm nhất {day}", "by {day}")
            }
        };
        let Message { vi, en } = due;
        self.say(msg!(
            "- Kỳ {code} ({name}), hạn {vi}: từ {first} đến hết {last}",
            "- Period {code} ({name}), due {en}: {first} through {last}"
        ))
    }

    /// A day of the year: `31/3`; in English `31 March`.
    fn day(&self, day: days::Day) -> String {
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
        let days::Day { month, day } = day;
        match self.lang {
            Lang::Vi if month < 3 => format!("{day:02}/{month:02}"),
            Lang::Vi => format!("{day:02}/{month}"),
            Lang::En => format!("{day} {}", MONTHS.get(month as usize - 1).unwrap_or(&"")),
        }
    }
}

/// A path as it stands in a job; one that no job can name is refused.
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

/// A name for the job of a workspace: the folder's, in plain letters.
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

/// A word as a shell takes it, whatever is in it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Lines as comments of a text format.
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
