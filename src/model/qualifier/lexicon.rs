//! Defines the vocabulary of time spans.

use crate::model::key::Key;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Meaning of a word in a time span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lex {
    Month,
    Quarter,
    Year,
    Half,
    Term,
    First,
    Last,
    Day,
    From,
    To,
    Until,
    Whole,
    One,
    And,
    Of,
    Number(u32),
}

pub(super) static LEXICON: LazyLock<BTreeMap<String, Lex>> = LazyLock::new(|| {
    let words = [
        (Lex::Month, "tháng th thg t"),
        (Lex::Quarter, "quý quí q"),
        (Lex::Year, "năm"),
        (Lex::Half, "nửa"),
        (Lex::Term, "kỳ kì"),
        (Lex::First, "đầu"),
        (Lex::Last, "cuối"),
        (Lex::Day, "ngày"),
        (Lex::From, "từ"),
        (Lex::To, "đến tới"),
        (Lex::Until, "hết"),
        (Lex::Whole, "cả trọn"),
        (Lex::One, "một nhất"),
        (Lex::And, "và"),
        (Lex::Of, "của trong"),
    ];
    let numbers = [
        "i",
        "ii hai",
        "iii ba",
        "iv bốn tư",
        "v",
        "vi sáu",
        "vii bảy bẩy",
        "viii tám",
        "ix chín",
        "x mười",
        "xi",
        "xii",
    ];
    let mut lexicon: BTreeMap<String, Lex> = BTreeMap::new();
    for (lex, words) in words {
        lexicon.extend(words.split(' ').map(|word| (Key::new(word).as_str().to_owned(), lex)));
    }
    for (value, words) in (1..).zip(numbers) {
        lexicon.extend(
            words.split(' ').map(|word| (Key::new(word).as_str().to_owned(), Lex::Number(value))),
        );
    }
    lexicon
});

/// Words in texts without diacritics; ambiguous ones have the meaning they have in headings.
pub(super) const BARE: [(&str, Lex); 12] = [
    ("thang", Lex::Month),
    ("quy", Lex::Quarter),
    ("nam", Lex::Year),
    ("nua", Lex::Half),
    ("ky", Lex::Term),
    ("dau", Lex::First),
    ("cuoi", Lex::Last),
    ("ngay", Lex::Day),
    ("tu", Lex::From),
    ("den", Lex::To),
    ("het", Lex::Until),
    ("ca", Lex::Whole),
];
