//! Defines the reasons why a run fails, each with a message in both languages that tells what to
//! do.

mod io_cause;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(crate) use io_cause::{IoCause, system_message};

use crate::msg;
use crate::text::{Lang, Message, counted};

/// Error in one of the office's own files, with its line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Name of the file, for the user.
    pub file: String,
    /// Line from 1, or row of a sheet.
    pub line: usize,
    /// Sheet and cell, if the file is a workbook.
    pub cell: Option<String>,
    /// Description and correction.
    pub what: Message,
}

/// Reason why a run fails, with exit code 2 unless noted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Errors in the office's own files, all of them.
    #[error("unsound files of the office")]
    Unsound(Vec<Fault>),
    /// A file or folder that cannot be read.
    #[error("cannot read {}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    /// A folder that cannot be listed; earlier results are unchanged.
    #[error("cannot list {}", path.display())]
    Unlisted { path: PathBuf, source: std::io::Error },
    /// An output that cannot be written; earlier results are unchanged.
    #[error("cannot write {}", path.display())]
    Write { path: PathBuf, source: std::io::Error },
    /// A workbook that exceeds a limit of the file format.
    #[error("cannot lay out the workbook: {0}")]
    Workbook(String),
    /// A letter that exceeds a limit of the file format.
    #[error("cannot lay out the letter: {0}")]
    Letter(String),
    /// Another run is writing into the workspace.
    #[error("{0}")]
    Busy(Message),
    /// Any other reason.
    #[error("{0}")]
    Message(Message),
    /// No report was found (exit code 3).
    #[error("no report found in {}", .0.display())]
    NoReports(PathBuf),
}

impl Error {
    /// Returns the error for an unreadable file.
    pub fn read(path: &Path, source: std::io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    /// Returns the error for a folder that cannot be listed.
    pub(crate) fn unlisted(path: &Path, source: std::io::Error) -> Self {
        Self::Unlisted { path: path.to_owned(), source }
    }

    /// Returns the error for an output that cannot be written.
    pub fn write(path: &Path, source: std::io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }

    /// Returns a stable key for programs.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unsound(_) => "unsound",
            Self::Read { .. } | Self::Unlisted { .. } => "read",
            Self::Write { .. } => "write",
            Self::Workbook(_) => "workbook",
            Self::Letter(_) => "letter",
            Self::Busy(_) => "busy",
            Self::Message(_) => "refused",
            Self::NoReports(_) => "no-reports",
        }
    }

    /// Returns the message in one language.
    pub fn message(&self, lang: Lang) -> String {
        self.to_message().in_lang(lang).to_owned()
    }

    /// Returns the message: what is wrong, where, and what to do.
    pub fn to_message(&self) -> Message {
        match self {
            Self::Unsound(faults) => Self::fault_list(faults),
            Self::Read { path, source } => {
                let (path, Message { vi, en }) =
                    (path.display(), IoCause::from_error(source).unread(source));
                msg!(
                    "Không đọc được {path}: {vi}.\nKiểm tra đường dẫn và quyền truy cập rồi chạy lại.",
                    "Cannot read {path}: {en}.\nCheck the path and the access rights, then run again."
                )
            }
            Self::Unlisted { path, source } => {
                let (path, why) = (path.display(), IoCause::from_error(source).unreadable(source));
                let Message { vi, en } = why;
                msg!(
                    "Không liệt kê được thư mục {path}: {vi}. Không biết trong đó có những tệp nào, nên không tổng hợp; kết quả cũ còn nguyên.\nKhắc phục rồi chạy lại.",
                    "The folder {path} cannot be listed: {en}. Its files are unknown, so nothing was consolidated; earlier results are unchanged.\nCorrect it, then run again."
                )
            }
            Self::Write { path, source } => {
                let cause = IoCause::from_error(source);
                let (what, remedy) = (cause.unwritable(path, source), cause.remedy());
                Message {
                    vi: format!("{}\nKết quả cũ còn nguyên. {}", what.vi, remedy.vi),
                    en: format!("{}\nEarlier results are unchanged. {}", what.en, remedy.en),
                }
            }
            Self::Workbook(why) => msg!(
                "Không lập được bảng tính (chi tiết kỹ thuật: {why}).",
                "The workbook could not be laid out: {why}."
            ),
            Self::Letter(why) => {
                msg!(
                    "Không lập được văn bản (chi tiết kỹ thuật: {why}).",
                    "The letter could not be laid out: {why}."
                )
            }
            Self::Busy(said) | Self::Message(said) => said.clone(),
            Self::NoReports(path) => {
                let path = path.display();
                msg!(
                    "Không tìm thấy báo cáo nào trong {path}.\nChép tệp báo cáo của các đơn vị vào thư mục này rồi chạy lại.",
                    "No report was found in {path}.\nCopy the units' report files into this folder, then run again."
                )
            }
        }
    }

    fn fault_list(faults: &[Fault]) -> Message {
        let count = faults.len();
        let errors = counted(count, "error");
        let mut all = msg!(
            "Tệp của văn phòng có {count} lỗi; sửa hết rồi chạy lại:",
            "{errors} in the office's files. Correct them all, then run again:"
        );
        for Fault { file, line, cell, what } in faults {
            let place = cell
                .as_ref()
                .map_or_else(|| format!("{file}:{line}"), |cell| format!("{file}, {cell}"));
            let _ = write!(all.vi, "\n  {place}: {}", what.vi);
            let _ = write!(all.en, "\n  {place}: {}", what.en);
        }
        all
    }
}

impl From<Message> for Error {
    fn from(said: Message) -> Self {
        Self::Message(said)
    }
}
