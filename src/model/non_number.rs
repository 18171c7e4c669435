//! Reads answers that are not numbers: items of a list, texts and dates.

use super::date::day_from_text;
use super::key::Key;
use super::number::count_from_text;
use super::reading::{NonNumber, Reading, Why};
use crate::text::Message;
use std::sync::Arc;

/// Answers to a yes-or-no question, with other wordings of the same meaning.
const YES_NO: [(&str, &[&str]); 2] =
    [("Có", &["Đã có", "Yes"]), ("Không", &["Không có", "Chưa có", "No"])];

/// Returns the answers to a yes-or-no question.
pub fn yes_no() -> Vec<Arc<str>> {
    YES_NO.iter().map(|(word, _)| (*word).into()).collect()
}

/// Returns an item of a list as it is counted, “22 có”; yes and no are translated.
pub(crate) fn counted_choice(word: &str) -> Message {
    const ENGLISH: [&str; 2] = ["yes", "no"];
    let vi = word.to_lowercase();
    let place = YES_NO.iter().position(|(own, _)| *own == word);
    let en = place.and_then(|place| ENGLISH.get(place)).map_or(vi.as_str(), |en| *en).to_owned();
    Message { vi, en }
}

/// Reads an item of a list; also typed without diacritics (`khong`).
pub(crate) fn choice_from_text(text: &str, words: &[Arc<str>]) -> Reading {
    if let Some(reading) = no_answer(text) {
        return reading;
    }
    let key = Key::new(text);
    let has_sign = text.contains(['?', '*', '/', '!']);
    let others = |word: &str| {
        let known = YES_NO.iter().find(|(own, _)| *own == word && words.len() == YES_NO.len());
        known.map_or(&[][..], |(_, others)| *others)
    };
    let mut named = words.iter().filter(|word| {
        key.is_spelling_of(word) || others(word).iter().any(|other| key.is_spelling_of(other))
    });
    match (named.next(), named.next()) {
        (Some(word), None) if !has_sign => Reading::NonNumber(NonNumber::Choice(Arc::clone(word))),
        _ => Reading::misread(Why::NotAChoice, None),
    }
}

/// Reads a date from text.
pub(crate) fn day_from_answer(text: &str) -> Reading {
    no_answer(text).unwrap_or_else(|| {
        day_from_text(text).map_or(Reading::misread(Why::NotADay, None), |day| {
            Reading::NonNumber(NonNumber::Day(day))
        })
    })
}

/// Reads an answer in free text.
pub(crate) fn words_from_text(text: &str) -> Reading {
    match count_from_text(text).0 {
        Reading::Nil => Reading::Nil,
        _ => no_answer(text).unwrap_or_else(|| Reading::NonNumber(NonNumber::Words(text.into()))),
    }
}

/// Returns the reading of a text that is blank or “not applicable”.
fn no_answer(text: &str) -> Option<Reading> {
    let reading = count_from_text(text).0;
    matches!(reading, Reading::Blank | Reading::NotApplicable).then_some(reading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn chosen(text: &str) -> Option<String> {
        match choice_from_text(text, &yes_no()) {
            Reading::NonNumber(said) => Some(said.text().to_string()),
            Reading::Misread(misread) => {
                assert_eq!(misread.why, Why::NotAChoice, "{text}");
                None
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn yes_and_no_are_read_in_common_spellings() {
        for yes in ["Có", "có", "CÓ.", " co ", "Đã có", "yes"] {
            assert_eq!(chosen(yes).as_deref(), Some("Có"), "{yes}");
        }
        for no in ["Không", "khong", "KHÔNG", "Không có", "chưa có", "No"] {
            assert_eq!(chosen(no).as_deref(), Some("Không"), "{no}");
        }
    }

    #[test]
    fn unclear_answers_are_not_guessed() {
        for unclear in [
            "x",
            "X",
            "✓",
            "1",
            "0",
            "-",
            "có?",
            "có/không",
            "Không phát sinh",
            "chưa",
            "một phần",
            "rồi",
        ] {
            assert_eq!(chosen(unclear), None, "{unclear}");
        }
        assert_eq!(choice_from_text("Không thuộc nhiệm vụ", &yes_no()), Reading::NotApplicable);
        assert_eq!(choice_from_text(" ", &yes_no()), Reading::Blank);
    }

    #[test]
    fn only_items_of_the_list_are_answers() {
        let words: Vec<Arc<str>> = ["Tốt", "Khá", "Trung bình"].map(Arc::from).into();
        assert_eq!(
            choice_from_text("tốt", &words),
            Reading::NonNumber(NonNumber::Choice("Tốt".into()))
        );
        assert_eq!(choice_from_text("Có", &words), Reading::misread(Why::NotAChoice, None));
    }

    #[test]
    fn dates_and_texts_are_read() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 14).expect("a day");
        assert_eq!(day_from_answer("14/9/2026"), Reading::NonNumber(NonNumber::Day(day)));
        assert_eq!(day_from_answer("giữa tháng 9"), Reading::misread(Why::NotADay, None));
        assert_eq!(words_from_text("không có"), Reading::Nil);
        assert_eq!(
            words_from_text("Đã họp"),
            Reading::NonNumber(NonNumber::Words("Đã họp".into()))
        );
    }
}
