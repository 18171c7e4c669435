//! Explains failures of the file system, with remedies for those that users can fix.

use crate::msg;
use crate::text::Message;
use std::io::ErrorKind;
use std::path::Path;

/// Cause of a failure of the file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IoCause {
    /// The disk or the quota of the account is full.
    Full,
    /// The account has no permission.
    Denied,
    /// The file system is read-only.
    ReadOnly,
    /// Another program uses the file; only on Windows.
    InUse,
    /// The file would exceed the maximum size of the system.
    TooLarge,
    Other,
}

impl IoCause {
    /// Returns the cause of a system error.
    pub(crate) fn from_error(error: &std::io::Error) -> Self {
        Self::known(error.kind(), error.raw_os_error().filter(|_| cfg!(windows)))
    }

    /// Classifies an error; `windows` is its code on Windows, because the standard library does not
    /// classify all of them.
    fn known(kind: ErrorKind, windows: Option<i32>) -> Self {
        match (windows, kind) {
            // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
            (Some(32 | 33), _) => Self::InUse,
            // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
            (Some(39 | 112), _) | (_, ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                Self::Full
            }
            // ERROR_WRITE_PROTECT
            (Some(19), _) | (_, ErrorKind::ReadOnlyFilesystem) => Self::ReadOnly,
            (_, ErrorKind::PermissionDenied) => Self::Denied,
            (_, ErrorKind::FileTooLarge) => Self::TooLarge,
            _ => Self::Other,
        }
    }

    /// Describes why a file could not be written.
    pub(super) fn unwritable(self, path: &Path, source: &std::io::Error) -> Message {
        let shown = path.display();
        match self {
            Self::Full => msg!(
                "Không ghi được {shown}: ổ đĩa đã đầy.",
                "Cannot write {shown}: the disk is full."
            ),
            Self::Denied => {
                msg!(
                    "Không ghi được {shown}: tài khoản này không có quyền ghi ở đó.",
                    "Cannot write {shown}: this account has no right to write there."
                )
            }
            Self::ReadOnly => msg!(
                "Không ghi được {shown}: ổ đĩa chỉ cho đọc.",
                "Cannot write {shown}: the disk can only be read."
            ),
            Self::InUse => {
                msg!(
                    "Không ghi được {shown}: tệp đang mở trong chương trình khác.",
                    "Cannot write {shown}: the file is open in another program."
                )
            }
            Self::TooLarge => {
                msg!(
                    "Không ghi được {shown}: tệp vượt quá cỡ mà hệ thống cho phép.",
                    "Cannot write {shown}: the file would be larger than the system allows."
                )
            }
            Self::Other => {
                let Message { vi, en } = system_message(source);
                msg!("Không ghi được {shown}: {vi}.", "Cannot write {shown}: {en}.")
            }
        }
    }

    /// Describes why a file or folder could not be read, without its name.
    pub(crate) fn unreadable(self, source: &std::io::Error) -> Message {
        match self {
            Self::Denied => {
                msg!("tài khoản này không có quyền đọc", "this account has no right to read it")
            }
            Self::InUse => {
                msg!("tệp đang bị chương trình khác khóa", "it is in use by another program")
            }
            _ if source.kind() == ErrorKind::NotFound => {
                msg!("không còn ở chỗ cũ", "it is no longer there")
            }
            _ => system_message(source),
        }
    }

    /// Describes why a file or folder named by the user could not be read.
    pub(super) fn unread(self, source: &std::io::Error) -> Message {
        // on Windows a pattern that matches nothing is no name
        if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::InvalidFilename) {
            return msg!("không có tệp hoặc thư mục này", "there is no such file or folder");
        }
        self.unreadable(source)
    }

    /// Returns what to do about it.
    pub(crate) fn remedy(self) -> Message {
        match self {
            Self::Full => {
                msg!(
                    "Xóa bớt tệp không cần trên ổ đĩa đó rồi chạy lại.",
                    "Delete what is not needed on that disk, then run again."
                )
            }
            Self::Denied => msg!(
                "Chạy bằng tài khoản đã lập thư mục làm việc, hoặc xin quyền ghi vào đó, rồi chạy lại.",
                "Run as the account that laid out the workspace, or ask for the right to write there, then run again."
            ),
            Self::ReadOnly => msg!(
                "Chép thư mục làm việc sang ổ đĩa ghi được rồi chạy lại ở đó.",
                "Copy the workspace to a disk that can be written to and run again there."
            ),
            Self::InUse => msg!(
                "Đóng tệp đó (thường là trong Excel hoặc Word) rồi chạy lại.",
                "Close the file (most often it is open in Excel or Word), then run again."
            ),
            Self::TooLarge => msg!(
                "Nhờ người quản trị máy nới giới hạn cỡ tệp rồi chạy lại.",
                "Ask whoever runs the machine to raise the limit on file sizes, then run again."
            ),
            Self::Other => msg!(
                "Kiểm tra đường dẫn, quyền ghi và dung lượng đĩa rồi chạy lại.",
                "Check the path, the right to write and the space on the disk, then run again."
            ),
        }
    }
}

/// Translates the message of the system.
pub(crate) fn system_message(source: &std::io::Error) -> Message {
    match source.kind() {
        ErrorKind::NotFound => msg!("không còn ở chỗ cũ", "it is no longer there"),
        ErrorKind::IsADirectory => msg!("đó là một thư mục", "it is a folder"),
        ErrorKind::NotADirectory => {
            msg!("một phần của đường dẫn không phải là thư mục", "part of the path is not a folder")
        }
        ErrorKind::AlreadyExists => msg!("đã có ở đó", "it exists already"),
        ErrorKind::DirectoryNotEmpty => msg!("thư mục không trống", "the folder is not empty"),
        ErrorKind::BrokenPipe => msg!("đầu nhận đã đóng", "the receiving end is closed"),
        ErrorKind::OutOfMemory => msg!("máy thiếu bộ nhớ", "the machine is out of memory"),
        ErrorKind::TimedOut => msg!("quá thời gian chờ", "it timed out"),
        ErrorKind::Interrupted => msg!("bị ngắt giữa chừng", "it was interrupted"),
        ErrorKind::UnexpectedEof => msg!("dữ liệu kết thúc giữa chừng", "the data ended early"),
        _ => match source.raw_os_error() {
            Some(code) => {
                msg!("hệ thống báo lỗi số {code}", "the system reports: {source}")
            }
            None => msg!("hệ thống báo lỗi không rõ", "the system reports: {source}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_codes_and_error_kinds_are_classified() {
        for (kind, windows, cause) in [
            (ErrorKind::Other, Some(32), IoCause::InUse),
            (ErrorKind::Other, Some(33), IoCause::InUse),
            (ErrorKind::Other, Some(112), IoCause::Full),
            (ErrorKind::Other, Some(19), IoCause::ReadOnly),
            (ErrorKind::PermissionDenied, Some(5), IoCause::Denied),
            (ErrorKind::StorageFull, None, IoCause::Full),
            (ErrorKind::QuotaExceeded, None, IoCause::Full),
            (ErrorKind::ReadOnlyFilesystem, None, IoCause::ReadOnly),
            (ErrorKind::PermissionDenied, None, IoCause::Denied),
            (ErrorKind::FileTooLarge, None, IoCause::TooLarge),
            (ErrorKind::IsADirectory, None, IoCause::Other),
        ] {
            assert_eq!(IoCause::known(kind, windows), cause, "{kind} {windows:?}");
        }
        // on other systems, 32 is a broken pipe
        #[cfg(unix)]
        assert_eq!(IoCause::from_error(&std::io::Error::from_raw_os_error(32)), IoCause::Other);
    }

    #[test]
    fn every_cause_names_the_file_and_the_remedy() {
        let all = [
            IoCause::Full,
            IoCause::Denied,
            IoCause::ReadOnly,
            IoCause::InUse,
            IoCause::TooLarge,
            IoCause::Other,
        ];
        let said = all.map(|cause| cause.unwritable(Path::new("a.xlsx"), &ErrorKind::Other.into()));
        assert!(said.iter().all(|said| said.vi.contains("a.xlsx") && said.en.contains("a.xlsx")));
        let words: std::collections::BTreeSet<String> = all.map(|cause| cause.remedy().vi).into();
        assert_eq!(words.len(), all.len());
    }
}
