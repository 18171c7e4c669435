//! Compares units of measure that differ only in scale or in how money is abbreviated: *triệu đồng*, *tr.đ*, *tỷ đồng*.

use super::key::Key;
use super::qualifier::{Neutral, Qualifier, parse};
use rust_decimal::Decimal;

/// Abbreviations in measures of money, each with the words it stands for.
const ABBREVIATED: [(&str, &str); 9] = [
    ("đ", "đồng"),
    ("vnđ", "đồng"),
    ("vnd", "đồng"),
    ("tr", "triệu"),
    ("trđ", "triệu đồng"),
    ("tỉ", "tỷ"),
    ("ngàn", "nghìn"),
    ("ngđ", "nghìn đồng"),
    ("ng", "nghìn"),
];

const MONEY: &str = "đồng";

/// Returns whether a measure is another wording of a measure of money: “tr.đ” of “triệu đồng”.
pub(crate) fn is_same_money(written: &str, asked: &str) -> bool {
    let asked = expanded(asked);
    asked.words().last() == Key::new(MONEY).words().last() && expanded(written) == asked
}

/// Returns a number converted from one measure to another that differs only in scale.
pub(crate) fn converted(number: Decimal, from: &str, to: &str) -> Option<Decimal> {
    let ((from, what), (to, other)) = (scale(from)?, scale(to)?);
    if what != other || from == to {
        return None;
    }
    let factor = Decimal::from(10_u64.checked_pow(from.abs_diff(to))?);
    if from > to { number.checked_mul(factor) } else { number.checked_div(factor) }
}

/// Returns the power of ten in a measure and what it measures.
fn scale(measure: &str) -> Option<(u32, Key)> {
    let key = expanded(measure);
    let parsed = parse(key.as_str(), &Neutral::default());
    let power = match parsed.qualifiers.as_slice() {
        [] => 0,
        [Qualifier::Scale(power)] => *power,
        _ => return None,
    };
    // the words of a scale of money include “đồng”
    let money = key.words().last().map(Key::new).filter(|last| *last == Key::new(MONEY));
    let what = money.unwrap_or_else(|| Key::new(&parsed.rest.join(" ")));
    (!key.is_empty()).then_some((power, what))
}

/// Returns a measure without abbreviations.
fn expanded(measure: &str) -> Key {
    let key = Key::new(measure);
    let whole = |word: &str| ABBREVIATED.iter().find(|(short, _)| Key::new(short).as_str() == word);
    let words = key.words().map(|word| whole(word).map_or(word, |(_, words)| words));
    Key::new(&words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_the_same_in_its_usual_abbreviations() {
        for same in ["triệu đồng", "Triệu Đồng", "tr.đ", "trđ", "tr. đồng", "triệu VNĐ", "Triệu đ"]
        {
            assert!(is_same_money(same, "triệu đồng"), "{same}");
        }
        for other in
            ["triệu", "tỷ đồng", "đồng", "trăm triệu đồng", "triệu USD", "triệu đồng/năm", ""]
        {
            assert!(!is_same_money(other, "triệu đồng"), "{other}");
        }
        assert!(!is_same_money("tr", "triệu lượt"));
    }

    #[test]
    fn a_scale_is_converted_where_only_it_differs() {
        let convert = |from: &str, to: &str| {
            converted(Decimal::new(15, 1), from, to).map(|number| number.normalize().to_string())
        };
        assert_eq!(convert("tỷ đồng", "triệu đồng").as_deref(), Some("1500"));
        assert_eq!(convert("đồng", "triệu đồng").as_deref(), Some("0.0000015"));
        assert_eq!(convert("lượt", "nghìn lượt").as_deref(), Some("0.0015"));
        assert_eq!(convert("nghìn người", "nghìn lượt"), None);
        assert_eq!(convert("tr.đ", "triệu đồng"), None);
        assert_eq!(convert("%", "triệu đồng"), None);
    }
}
