//! The few reasons why a job could not be done, each said in both languages with what to do about it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::say;
use crate::text::{Lang, Said};

/// A fault in one of the office's own files, with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file's name as the person knows it.
    pub file: String,
    /// The line, from 1; or the row of a sheet.
    pub line: usize,
    /// What is wrong and what would be right.
    pub what: Said,
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
    /// Any other reason, in plain words.
    #[error("{0}")]
    Said(Said),
    /// There was no report to read (exit code 3).
    #[error("no report found in {}", .0.display())]
    NoReports(PathBuf),
}

impl Error {
    /// The reason for an unreadable file.
    #[must_use]
    pub fn read(path: &Path, source: std::io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    /// The reason for an unwritable output.
    #[must_use]
    pub fn write(path: &Path, source: std::io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }

    /// The message for a person: what is wrong, where, what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let said = match self {
            Self::Unsound(faults) => return Self::fault_list(faults, lang),
            Self::Read { path, source } => {
                let path = path.display();
                say!(
                    "Không đọc được {path}: {source}.\nKiểm tra đường dẫn và quyền truy cập rồi chạy lại.",
                    "Cannot read {path}: {source}.\nCheck the path and the access rights, then run again."
                )
            }
            Self::Write { path, source } => {
                let path = path.display();
                say!(
                    "Không ghi được {path}: {source}.\nKết quả cũ còn nguyên. Đóng tệp nếu đang mở, kiểm tra quyền ghi và dung lượng đĩa rồi chạy lại.",
                    "Cannot write {path}: {source}.\nEarlier results are as they were. Close the file if it is open, check write access and disk space, then run again."
                )
            }
            Self::Workbook(why) => say!("Không lập được bảng tính: {why}.", "The workbook could not be laid out: {why}."),
            Self::Letter(why) => say!("Không lập được văn bản: {why}.", "The letter could not be laid out: {why}."),
            Self::Said(said) => said.clone(),
            Self::NoReports(path) => {
                let path = path.display();
                say!(
                    "Không tìm thấy báo cáo nào trong {path}.\nChép tệp báo cáo của các đơn vị vào thư mục này rồi chạy lại.",
                    "No report was found in {path}.\nCopy the units' report files into this folder, then run again."
                )
            }
        };
        said.in_lang(lang).to_owned()
    }

    fn fault_list(faults: &[Fault], lang: Lang) -> String {
        let count = faults.len();
        let head = say!(
            "Tệp của văn phòng có {count} lỗi; sửa hết rồi chạy lại:",
            "The office's own files have {count} fault(s); mend them all, then run again:"
        );
        let mut text = head.in_lang(lang).to_owned();
        for fault in faults {
            let Fault { file, line, what } = fault;
            let _ = write!(text, "\n  {file}:{line}: {}", what.in_lang(lang));
        }
        text
    }
}

impl From<Said> for Error {
    fn from(said: Said) -> Self {
        Self::Said(said)
    }
}
