//! Names the states of the model in both languages. Wordings of the form stay unchanged.

use super::case::Dossier;
use super::date::to_message;
use super::period::Deadline;
use super::plan::Role;
use super::reading::{Reading, Status};
use super::status::{Evidence, Punctuality, State};
use crate::msg;
use crate::text::{Message, Text, counted};

impl Punctuality {
    /// Returns the name for people.
    pub const fn title(self) -> Text {
        match self {
            Self::OnTime => Text::new("đúng hạn", "on time"),
            Self::Late => Text::new("chậm", "late"),
            Self::Undated => Text::new("không rõ ngày", "date unknown"),
            Self::Awaited => Text::new("chưa đến hạn", "not yet due"),
            Self::Missing => Text::new("quá hạn", "overdue"),
            Self::NotDue => Text::new("không bắt buộc", "not due"),
            Self::Exempt => Text::new("được miễn", "exempt"),
        }
    }
}

impl Dossier {
    /// Describes the punctuality, with the number of days if late.
    pub(crate) fn punctuality_message(&self) -> Message {
        self.punctuality.message_with_days(self.days_late)
    }
}

impl Punctuality {
    /// Describes the punctuality, with the number of days if late.
    pub(crate) fn message_with_days(self, days: i64) -> Message {
        match self {
            Self::Late => {
                let many = counted(days, "day");
                msg!("chậm {days} ngày", "{many} late")
            }
            punctuality => punctuality.title().to_message(),
        }
    }
}

impl Deadline {
    /// Describes the deadline: *trước 01/5/2024*.
    pub fn to_message(self) -> Message {
        match self {
            Self::Before(day) => {
                let Message { vi, en } = to_message(day);
                msg!("trước {vi}", "before {en}")
            }
            Self::By(day) => {
                let Message { vi, en } = to_message(day);
                msg!("chậm nhất {vi}", "by {en}")
            }
        }
    }
}

impl State {
    /// Returns the name for people.
    pub const fn title(self) -> Text {
        match self {
            Self::Accepted => Text::new("Chấp nhận", "Accepted"),
            Self::Returned => Text::new("Trả lại", "Needs correction"),
            Self::Unreadable => Text::new("Không đọc được", "Unreadable"),
            Self::Unread => Text::new("Máy chưa đọc được", "Unread"),
            Self::None => Text::new("Chưa có", "No report"),
        }
    }
}

impl Evidence {
    /// Returns the name for people.
    pub const fn title(self) -> Text {
        match self {
            Self::Decision => Text::new("theo quyết định", "by decision"),
            Self::Register => Text::new("theo sổ văn bản đến", "by the register"),
            Self::Folder => Text::new("theo thư mục", "by its folder"),
            Self::Signed => Text::new("theo ngày ký", "by its own date"),
        }
    }
}

impl Status {
    /// Returns the name for people; in Vietnamese the word in the form.
    pub const fn title(self) -> Text {
        let en = match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::NothingArose => "Nothing to report",
            Self::NotApplicable => "Not applicable",
        };
        Text::new(self.word(), en)
    }
}

impl Role {
    /// Returns the name for people; in Vietnamese the word in the form.
    pub const fn title(self) -> Text {
        let en = match self {
            Self::With => "Supports",
            Self::Own => "Carries out",
            Self::Guide => "Guides",
            Self::Lead => "Leads",
        };
        Text::new(self.word(), en)
    }
}

impl Reading {
    /// Returns the name of the kind of answer.
    pub fn title(&self) -> Text {
        match self {
            Self::Number(number) if number.is_zero() => Text::new("số 0", "zero"),
            Self::Number(_) => Text::new("số", "number"),
            Self::NonNumber(_) => Text::new("chữ", "words"),
            Self::Nil => Text::new("không phát sinh", "nothing to report"),
            Self::NotApplicable => Text::new("không thuộc nhiệm vụ", "not applicable"),
            Self::Blank => Text::new("để trống", "blank"),
            Self::Misread(_) => Text::new("không đọc được", "could not be read"),
        }
    }
}
