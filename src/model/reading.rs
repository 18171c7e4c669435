//! Defines readings of cells. Blank, zero, “không phát sinh”, “không thuộc nhiệm vụ” and unreadable
//! are five different answers.

use super::key::Key;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Reading of an answer to an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A number permitted by the indicator.
    Number(Decimal),
    /// An answer to an indicator that does not ask for a number.
    NonNumber(NonNumber),
    /// “Nothing to report”: *không phát sinh*, a dash and similar wordings.
    Nil,
    /// “Not applicable”: *không thuộc nhiệm vụ*.
    NotApplicable,
    Blank,
    /// Content that cannot be read with certainty; never counted.
    Misread(Misread),
}

/// Answer that is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NonNumber {
    /// An item of the indicator's list.
    Choice(Arc<str>),
    Words(Arc<str>),
    Day(NaiveDate),
}

impl NonNumber {
    /// Returns the answer as text; a date as `2026-09-14`.
    pub fn text(&self) -> Arc<str> {
        match self {
            Self::Choice(words) | Self::Words(words) => Arc::clone(words),
            Self::Day(day) => day.to_string().into(),
        }
    }
}

/// Content that cannot be read with certainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    pub why: Why,
    /// Number that counts if the office accepts the content unchanged.
    pub likely: Option<Decimal>,
}

/// Displayed text of a cell if it is unknown.
pub(crate) const UNKNOWN_DISPLAY: &str = "?";

/// Displayed text of a number that is wider than its column.
pub(crate) const NO_ROOM_DISPLAY: &str = "#";

/// Reason why content cannot be read with certainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Text, mixed content, a date or a truth value.
    NotANumber,
    /// Below 0.
    Negative,
    /// Not a whole number, and not a number divided by a thousand.
    Fraction,
    /// Larger than any plausible number.
    TooLarge,
    /// Outside the bounds in the plan.
    OutOfBounds,
    /// Not an item of the indicator's list.
    NotAChoice,
    /// Not a date although the indicator asks for one.
    NotADay,
    /// Two numbers are possible: 1.25 may be a mistyped 1.250, which is given.
    TwoReadings(Decimal),
    /// An error value such as `#REF!`.
    ErrorValue,
    /// A formula without a stored result.
    Uncomputed,
    /// Another unit of measure, which is given.
    OtherMeasure(String),
    /// Text beside the figure that may change its meaning; the text is given.
    Qualified(String),
    /// Two rows with the code, or two columns that could contain the answer.
    SeveralPlaces,
    /// The column of figures is missing.
    NoColumn,
    /// The cell could not be read from the file.
    Unreadable,
    /// The displayed text, which is given, differs from the content; empty if nothing is displayed.
    ShownOtherwise(String),
}

impl Reading {
    /// Returns a failed reading.
    pub const fn misread(why: Why, likely: Option<Decimal>) -> Self {
        Self::Misread(Misread { why, likely })
    }

    /// Returns the number to add: 0 for [`Self::Nil`], `None` if there is nothing to add.
    pub(crate) fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Nil => Some(Decimal::ZERO),
            Self::NonNumber(_) | Self::NotApplicable | Self::Blank | Self::Misread(_) => None,
        }
    }

    /// Returns the number that counts if the office accepts a failed reading unchanged.
    pub(crate) const fn likely(&self) -> Option<Decimal> {
        match self {
            Self::Misread(misread) => misread.likely,
            _ => None,
        }
    }

    /// Returns whether the cell contains an answer of any kind.
    pub const fn is_answer(&self) -> bool {
        !matches!(self, Self::Blank)
    }
}

/// Date read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub date: NaiveDate,
    /// Whether the cell contains a date and not a text.
    pub typed: bool,
}

/// Status of a task (*tình trạng*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// *Chưa triển khai*.
    NotStarted,
    /// *Đang triển khai*.
    InProgress,
    /// *Hoàn thành*.
    Done,
    /// *Không phát sinh*.
    NothingArose,
    /// *Không thuộc nhiệm vụ*.
    NotApplicable,
}

impl Status {
    /// All statuses, in the order of the form's list.
    pub const ALL: [Self; 5] =
        [Self::NotStarted, Self::InProgress, Self::Done, Self::NothingArose, Self::NotApplicable];

    /// Returns the word in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "Chưa triển khai",
            Self::InProgress => "Đang triển khai",
            Self::Done => "Hoàn thành",
            Self::NothingArose => "Không phát sinh",
            Self::NotApplicable => "Không thuộc nhiệm vụ",
        }
    }

    /// Returns other wordings with exactly the same meaning.
    const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::NotStarted => &["Chưa thực hiện", "Chưa triển khai thực hiện", "Chưa tiến hành"],
            Self::InProgress => &["Đang thực hiện", "Đang triển khai thực hiện", "Đang tiến hành"],
            Self::Done => &["Đã hoàn thành", "Hoàn thành xong", "Đã hoàn thành xong"],
            Self::NothingArose => &["Không có phát sinh", "Chưa phát sinh"],
            Self::NotApplicable => &[
                "Không thuộc nhiệm vụ được giao",
                "Không thuộc nhiệm vụ của đơn vị",
                "Không thuộc chức năng, nhiệm vụ",
            ],
        }
    }

    /// Reads the status in a cell, from the form's word or another wording with the same meaning,
    /// compared by key; also typed without diacritics (`hoan thanh`). `None` if the status is not
    /// certain.
    pub fn from_word(written: &str) -> Option<Self> {
        if written.chars().any(may_change_meaning) {
            return None;
        }
        let key = Key::new(written);
        let words =
            |status: &Self| std::iter::once(status.word()).chain(status.aliases().iter().copied());
        Self::ALL.into_iter().find(|status| words(status).any(|word| key.is_spelling_of(word)))
    }

    /// Returns whether the status requires a text on the results.
    pub const fn requires_result(self) -> bool {
        matches!(self, Self::InProgress | Self::Done)
    }
}

/// Returns whether a sign may change the meaning of a status, like a question mark, an asterisk or
/// an empty box.
fn may_change_meaning(sign: char) -> bool {
    let plain = sign.is_alphanumeric() || sign.is_whitespace() || sign.is_control();
    let unseen = matches!(sign, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !(plain || unseen || ".,;:()[]-–—•'\"‘’“”✓✔☑".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_with_a_sign_that_may_change_its_meaning_is_not_read() {
        for written in [
            "Hoàn thành?",
            "Hoàn thành*",
            "☐ Hoàn thành",
            "☒ Hoàn thành",
            "Hoàn thành (!)",
            "Hoàn thành%",
        ] {
            assert_eq!(Status::from_word(written), None, "{written}");
        }
        for written in ["- Hoàn thành;", "“Hoàn thành”", "✓ Hoàn thành", "Hoàn thành\u{200b}"]
        {
            assert_eq!(Status::from_word(written), Some(Status::Done), "{written}");
        }
    }

    #[test]
    fn a_status_is_read_by_key_and_never_by_similarity() {
        assert_eq!(Status::from_word(" HOÀN  THÀNH. "), Some(Status::Done));
        assert_eq!(Status::from_word("Xong rồi"), None);
        assert_eq!(Status::from_word("Hoàn thành tốt"), None);
    }

    #[test]
    fn only_equivalent_wordings_of_a_status_are_read() {
        for (status, written) in [
            (
                Status::Done,
                "Đã hoàn thành; đã hoàn thành.; ĐÃ HOÀN THÀNH; hoan thanh; Da hoan thanh; Hoàn thành xong",
            ),
            (
                Status::InProgress,
                "Đang thực hiện; dang thuc hien; Đang triển khai thực hiện; dang trien khai; Đang tiến hành",
            ),
            (
                Status::NotStarted,
                "Chưa thực hiện; chua trien khai; Chưa triển khai thực hiện; Chưa tiến hành",
            ),
            (Status::NothingArose, "Không có phát sinh; khong phat sinh; Chưa phát sinh"),
            (Status::NotApplicable, "Không thuộc nhiệm vụ được giao; khong thuoc nhiem vu"),
        ] {
            for written in written.split("; ") {
                assert_eq!(Status::from_word(written), Some(status), "{written}");
            }
        }
        let other = "Hoàn thành?; Hoàn thành 50%; Cơ bản hoàn thành; Chưa hoàn thành; Sắp hoàn thành; Hoàn thành một phần; Đã thực hiện; \
                     Đã triển khai; Hoàn thanh; hoan thanh 1/2; Đang hoàn thành; Không hoàn thành; Không; thanh";
        for written in other.split("; ") {
            assert_eq!(Status::from_word(written), None, "{written}");
        }
    }
}
