//! The few reasons why a job could not be done, each said in both languages with what to do about it.

mod io_cause;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(crate) use io_cause::{IoCause, system_message};

use crate::msg;
use crate::text::{Lang, Message, counted};

/// A fault in one of the office's own files, with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file's name as the person knows it.
    pub file: String,
    /// The line, from 1; or the row of a sheet.
    pub line: usize,
    /// What is wrong and what would be right.
    pub what: Message,
}

/// Why the job could not be done. Everything here ends the run with exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The office's own files are unsound: all faults at once.
    #[error("unsound files of the office")]
    Unsound(Vec<Fault>),
    /// A file or folder could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder could not be listed; earlier results are as they were.
    #[error("cannot list {}", path.display())]
    Unlisted {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An output could not be written; earlier results are as they were.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A workbook could not be laid out: a limit of the file format.
    #[error("cannot lay out the workbook: {0}")]
    Workbook(String),
    /// A letter could not be laid out: a limit of the file format.
    #[error("cannot lay out the letter: {0}")]
    Letter(String),
    /// Another run writes into the workspace.
    #[error("{0}")]
    Busy(Message),
    /// Any other reason, in plain words.
    #[error("{0}")]
    Message(Message),
    /// There was no report to read (exit code 3).
    #[error("no report found in {}", .0.display())]
    NoReports(PathBuf),
}

impl Error {
    /// The reason for an unreadable file.
    pub fn read(path: &Path, source: std::io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    /// The reason for a folder of which nobody can say what lies in it.
    pub(crate) fn unlisted(path: &Path, source: std::io::Error) -> Self {
        Self::Unlisted { path: path.to_owned(), source }
    }

    /// The reason for an unwritable output.
    pub fn write(path: &Path, source: std::io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }

    /// What kind of reason it is, in a word for programs that never changes.
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

    /// The message for a person, in one language.
    pub fn message(&self, lang: Lang) -> String {
        self.said().in_lang(lang).to_owned()
    }

    /// The message for a person: what is wrong, where, what to do.
    pub fn said(&self) -> Message {
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
                let trouble = IoCause::from_error(source);
                let (what, remedy) = (trouble.unwritable(path, source), trouble.remedy());
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
        for Fault { file, line, what } in faults {
            let _ = write!(all.vi, "\n  {file}:{line}: {}", what.vi);
            let _ = write!(all.en, "\n  {file}:{line}: {}", what.en);
        }
        all
    }
}

impl From<Message> for Error {
    fn from(said: Message) -> Self {
        Self::Message(said)
    }
}
