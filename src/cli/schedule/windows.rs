//! A task for the Windows Task Scheduler.
//!
//! `schtasks` accepts UTF-16 or the machine's code page, and refuses a file whose declaration names
//! another encoding. The declaration therefore names none, and all values are ASCII with character
//! references, so that the file is valid however a shell saves it. Only the comment has other
//! characters.

use super::{HOUR, Job};
use crate::error::Error;
use crate::msg;

/// Returns the task, with its instructions in a comment.
///
/// # Errors
/// Returns an error if Windows would change a path.
pub(super) fn text(job: &Job<'_>) -> Result<String, Error> {
    for path in [&job.program, &job.workspace] {
        if path.matches('%').count() > 1 {
            return Err(msg!(
                "Đường dẫn {path} có hai dấu %, Windows sẽ hiểu là tên biến. Đổi tên thư mục rồi chạy lại.",
                "The path {path} has two % signs, which Windows takes for a variable. Rename the folder, then run again."
            )
            .into());
        }
    }
    let about = job.say(msg!(
        "Tổng hợp báo cáo tự động trước và sau mỗi thời hạn (tonghop)",
        "Consolidates reports around each deadline (tonghop)"
    ));
    let (name, about, arguments) = (escaped(&job.name), escaped(&about), escaped(&arguments(job)));
    let first = job.first_day;
    Ok(format!(
        r#"<?xml version="1.0"?>
<!--
{}
-->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{about}</Description>
    <URI>\{name}</URI>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{first}T{HOUR:02}:00:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>cmd.exe</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"#,
        comment(job)
    ))
}

/// Returns how to install, try and remove the task. An XML comment must not contain `--`.
fn comment(job: &Job<'_>) -> String {
    let (name, log) = (&job.name, &job.log);
    let said = msg!(
        "Giờ là giờ của máy; ngày máy tắt thì chạy bù khi bật máy và đăng nhập.\n\
         Nhật ký: {log}\n\
         \n\
         Lưu tất cả phần in ra này thành tệp lich.xml (thêm > lich.xml vào cuối lệnh đã in ra nó), rồi trong cửa sổ lệnh:\n\
         Cài đặt:   schtasks /Create /TN \"{name}\" /XML lich.xml\n\
         Chạy thử:  schtasks /Run /TN \"{name}\"\n\
         Xem:       schtasks /Query /TN \"{name}\" /V /FO LIST\n\
         \x20          Last Result (Kết quả lần cuối) là mã thoát: 0, 1, 3 bình thường; 2 phải xem nhật ký.\n\
         Gỡ bỏ:     schtasks /Delete /TN \"{name}\"",
        "The hour is the machine's; if it was off, the job runs when it is on and the person is logged in.\n\
         Log: {log}\n\
         \n\
         Save all that was printed as lich.xml (add > lich.xml to the command that printed it), then in a command window:\n\
         To install:   schtasks /Create /TN \"{name}\" /XML lich.xml\n\
         To try it:    schtasks /Run /TN \"{name}\"\n\
         To look:      schtasks /Query /TN \"{name}\" /V /FO LIST\n\
         \x20             Last Result is the exit code: 0, 1 and 3 are ordinary; at 2 see the log.\n\
         To remove it: schtasks /Delete /TN \"{name}\""
    );
    let (mut lines, steps) = (job.about(), job.say(said));
    lines.extend(steps.lines().map(str::to_owned));
    let lines: Vec<String> =
        lines.into_iter().map(|line| format!("  {line}").trim_end().to_owned()).collect();
    lines.join("\n").replace("--", "- -")
}

/// Returns the arguments of `cmd.exe`: output in UTF-8 goes to the log, the exit code becomes the task's. With `/s` only the first
/// and the last quotation mark are removed; a path on Windows has none.
fn arguments(job: &Job<'_>) -> String {
    let words = job.words();
    let program = &job.program;
    let word = |word: &&str| {
        if word.contains(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
            argument(word)
        } else {
            (*word).to_owned()
        }
    };
    let words: Vec<String> = words.iter().skip(1).map(word).collect();
    format!(
        r#"/d /v:off /s /c "chcp 65001 >nul & "{program}" {} >>"{}" 2>&1""#,
        words.join(" "),
        job.log
    )
}

/// Quotes a word for a program: `\` before the closing quotation mark is doubled.
fn argument(word: &str) -> String {
    let tail: String = word.chars().rev().take_while(|c| *c == '\\').collect();
    format!("\"{word}{tail}\"")
}

/// Escapes text as ASCII XML.
fn escaped(text: &str) -> String {
    let letter = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        c if c.is_ascii() => c.to_string(),
        c => format!("&#x{:X};", u32::from(c)),
    };
    text.chars().map(letter).collect()
}
