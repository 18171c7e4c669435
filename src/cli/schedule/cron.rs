//! A line for cron.

use super::{HOUR, Job, comments, quoted};
use crate::cli::args::System;
use crate::msg;

/// Returns the line with its instructions, between two lines that mark begin and end.
pub(super) fn text(job: &Job<'_>) -> String {
    let (head, name, command) =
        (comments(job.about().into_iter().chain(steps(job))), &job.name, command(job));
    format!("# >>> {name}\n{head}0 {HOUR} * * * {command}\n# <<< {name}\n")
}

/// Returns how to install, try and remove the line.
fn steps(job: &Job<'_>) -> Vec<String> {
    let (name, log) = (&job.name, quoted(&job.log));
    let print = job.printing(System::Cron);
    let said = msg!(
        "Giờ là giờ của máy: cron của Debian không nhận múi giờ riêng (không có CRON_TZ). Máy đặt múi giờ từ UTC-9 đến UTC+14 thì {HOUR:02}:00\n\
         luôn rơi đúng ngày ấy ở Việt Nam. Ngày máy tắt thì cron không chạy bù; cần chạy bù thì dùng lịch systemd.\n\
         Nhật ký: {log}\n\
         Chỉ khi mã thoát khác 0, 1, 3 cron mới gửi thư báo, đến hộp thư của người dùng trên máy hoặc địa chỉ ghi ở MAILTO=.\n\
         \n\
         Cài đặt: crontab -e rồi dán tất cả các dòng này vào cuối; hoặc\n\
         \x20 (crontab -l; {print}) | crontab -\n\
         Chạy thử: dán vào cửa sổ lệnh phần sau dấu * cuối cùng của dòng lệnh. Xem đã cài chưa: crontab -l\n\
         Gỡ bỏ (trước khi cài lại cũng vậy): crontab -e rồi xóa từ dòng “# >>> {name}” đến dòng “# <<< {name}”.",
        "The hour is the machine's: Debian's cron takes no zone of its own (it has no CRON_TZ). By a clock from UTC-9 to UTC+14, {HOUR:02}:00\n\
         is always on the same day in Vietnam. Days on which the machine was off are not made up for; for that take the job for systemd.\n\
         Log: {log}\n\
         Only where the exit code is none of 0, 1 and 3 does cron send mail, to the person's mailbox on the machine or to MAILTO=.\n\
         \n\
         To install: crontab -e, and paste all these lines at the end; or\n\
         \x20 (crontab -l; {print}) | crontab -\n\
         To try it: paste what follows the last * of the line into a terminal. To see whether it is installed: crontab -l\n\
         To remove it (before reinstalling it, too): crontab -e, and delete from the line “# >>> {name}” to the line “# <<< {name}”."
    );
    job.say(said).lines().map(str::to_owned).collect()
}

/// Returns the command: all output goes to the log, and only what the office must see goes to cron, which mails it.
fn command(job: &Job<'_>) -> String {
    let words = job.words().into_iter().map(word).collect::<Vec<_>>().join(" ");
    let (path, log) = (&job.log, word(&job.log));
    let alert = job.say(msg!(
        "tonghop: lịch chạy không làm được, mã thoát $?. Xem cuối tệp {path}",
        "tonghop: the batch could not be done, exit code $?. See the end of {path}"
    ));
    let (before, after) = alert.split_once("$?").unwrap_or((&alert, ""));
    format!(
        "{words} >>{log} 2>&1; case $? in 0|1|3) ;; *) echo {}$?{} >&2 ;; esac",
        word(before),
        word(after)
    )
}

/// Quotes a word for cron and its shell: cron turns each `%` without a `\` before it into a line end, and removes that `\`.
fn word(word: &str) -> String {
    quoted(word).replace('%', r"'\%'")
}
