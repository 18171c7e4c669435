//! What a cell says: blank, zero, "không phát sinh", "không thuộc nhiệm vụ" and "could not be read" are five answers.

use super::key::{Key, bare_words};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::sync::Arc;

/// What a cell that asks for a count says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A whole number of 0 or more.
    Number(Decimal),
    /// An answer in words, of an indicator that asks for words.
    Said(Said),
    /// "Không phát sinh", "-" and the like: said to be nothing.
    Nil,
    /// "Không thuộc nhiệm vụ".
    NotApplicable,
    /// Nothing stands there.
    Blank,
    /// Something stands there that is not certainly a count. It is never added up.
    Misread(Misread),
}

/// An answer in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A word of the indicator's list.
    Choice(Arc<str>),
    /// A text.
    Words(Arc<str>),
    /// A day.
    Day(NaiveDate),
}

impl Said {
    /// Returns the answer as text; a day as `2026-09-14`.
    pub fn text(&self) -> Arc<str> {
        match self {
            Self::Choice(words) | Self::Words(words) => Arc::clone(words),
            Self::Day(day) => day.to_string().into(),
        }
    }
}

/// Something that could not be read as a count with certainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// Why.
    pub why: Why,
    /// The number it would be if the office decides to take it as it stands.
    pub likely: Option<Decimal>,
}

/// What is noted as shown where it cannot be told what is.
pub(crate) const UNKNOWN_DISPLAY: &str = "?";

/// What is noted as shown of a number that has no room in its column.
pub(crate) const NO_ROOM_DISPLAY: &str = "#";

/// Why a cell is not certainly a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Words, a mixture, a date, a truth value.
    NotANumber,
    /// Below zero.
    Negative,
    /// Not whole, and not a lost thousand.
    Fraction,
    /// More than any count can be.
    TooLarge,
    /// Less or more than the plan allows.
    OutOfBounds,
    /// No word of the indicator's list.
    NotAChoice,
    /// No day, where a day is asked.
    NotADay,
    /// 1.25 that may have been 1.250: the second is the other reading.
    TwoReadings(Decimal),
    /// `#REF!` and the like.
    ErrorValue,
    /// A formula whose result was never stored.
    Uncomputed,
    /// Counted in another unit of measurement, which is named.
    OtherMeasure(String),
    /// Words at the figure may change what it counts: the words.
    Qualified(String),
    /// The same code in two rows, or two columns that could be the answer.
    SeveralPlaces,
    /// The column of the answers is not there.
    NoColumn,
    /// The cell itself could not be read from the file.
    Unreadable,
    /// The cell shows something else than it holds: what it shows, empty where it shows nothing.
    ShownOtherwise(String),
}

impl Reading {
    /// A reading that failed for a reason.
    pub const fn misread(why: Why, likely: Option<Decimal>) -> Self {
        Self::Misread(Misread { why, likely })
    }

    /// The number that adds up: `Nil` is 0; `None` where nothing is to be added.
    pub(crate) fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Nil => Some(Decimal::ZERO),
            Self::Said(_) | Self::NotApplicable | Self::Blank | Self::Misread(_) => None,
        }
    }

    /// The number that what stands there would be if it were taken as it stands.
    pub(crate) const fn likely(&self) -> Option<Decimal> {
        match self {
            Self::Misread(misread) => misread.likely,
            _ => None,
        }
    }

    /// Whether a person answered the question, in whatever way.
    pub const fn is_answer(&self) -> bool {
        !matches!(self, Self::Blank)
    }
}

/// A day read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Whether the cell held a real date (and not a text that says one).
    pub typed: bool,
}

/// How far a unit got with a task (*tình trạng*).
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
    /// All of them, in the order of the form's list.
    pub const ALL: [Self; 5] =
        [Self::NotStarted, Self::InProgress, Self::Done, Self::NothingArose, Self::NotApplicable];

    /// The word of the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "Chưa triển khai",
            Self::InProgress => "Đang triển khai",
            Self::Done => "Hoàn thành",
            Self::NothingArose => "Không phát sinh",
            Self::NotApplicable => "Không thuộc nhiệm vụ",
        }
    }

    /// Other words that say the same and nothing more.
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

    /// The status a cell names, by key, in the form's word or another that says the same; without any marks too (`hoan thanh`).
    /// `None` where it is not certain.
    pub fn from_word(written: &str) -> Option<Self> {
        if written.chars().any(says_more) {
            return None;
        }
        let key = Key::new(written);
        let is_bare = key.as_str().is_ascii();
        let says = |word: &str| {
            Key::new(word) == key
                || (is_bare && bare_words(word).iter().map(String::as_str).eq(key.words()))
        };
        let words =
            |status: &Self| std::iter::once(status.word()).chain(status.aliases().iter().copied());
        Self::ALL.into_iter().find(|status| words(status).any(says))
    }

    /// Whether this status says that there is work to tell about.
    pub const fn asks_for_result(self) -> bool {
        matches!(self, Self::InProgress | Self::Done)
    }
}

/// Whether a sign beside a status may change what it says, as a question mark, a star or an empty box does.
fn says_more(sign: char) -> bool {
    let plain = sign.is_alphanumeric() || sign.is_whitespace() || sign.is_control();
    let unseen = matches!(sign, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !(plain || unseen || ".,;:()[]-–—•'\"‘’“”✓✔☑".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_beside_a_status_that_may_change_it_leaves_it_unread() {
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
    fn a_status_is_known_by_its_key_and_by_nothing_like_it() {
        assert_eq!(Status::from_word(" HOÀN  THÀNH. "), Some(Status::Done));
        assert_eq!(Status::from_word("Xong rồi"), None);
        assert_eq!(Status::from_word("Hoàn thành tốt"), None);
    }

    #[test]
    fn other_words_that_say_the_same_are_known_and_no_others() {
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
