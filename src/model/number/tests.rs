use super::*;
use proptest::prelude::*;

fn number(text: &str) -> Option<String> {
    match count_from_text(text) {
        (Reading::Number(number), true) => Some(number.to_string()),
        _ => None,
    }
}

fn why(reading: Reading) -> Option<Why> {
    match reading {
        Reading::Misread(misread) => Some(misread.why),
        _ => None,
    }
}

#[test]
fn texts_with_one_possible_number_are_read() {
    let rows = [
        ("15", "15"),
        ("02", "2"),
        (" 1.250 ", "1250"),
        ("1,250", "1250"),
        ("1 250", "1250"),
        ("1\u{a0}250", "1250"),
        ("1\u{202f}250\u{202f}000", "1250000"),
        ("1.250.000", "1250000"),
        ("１２", "12"),
        ("'15", "15"),
        ("1.250,00", "1250"),
        ("1,250.0", "1250"),
        ("12.000", "12000"),
        ("+7", "7"),
        ("\u{202d}1348\u{202c}", "1348"),
        ("\u{2066}1.348\u{2069}", "1348"),
        ("\u{200f}1348\u{200f}", "1348"),
        ("1\u{2009}348", "1348"),
        ("1348\n", "1348"),
        ("1'250", "1250"),
        ("1’250’000", "1250000"),
        ("1'250.00", "1250"),
        ("1348.", "1348"),
        ("1.348.", "1348"),
    ];
    for (text, expected) in rows {
        assert_eq!(number(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn texts_without_a_certain_number_are_misread() {
    for text in [
        "12 buổi",
        "khoảng 20",
        "1O",
        "l5",
        "12/15",
        "15 (trong đó 3 nữ)",
        "> 300",
        "15%",
        "1e3",
        "10²",
        "...",
        "1 2 3",
        "1250 000",
        "0.250.000",
        "1.250,000",
        "12,,5",
        ".5",
        "Mười hai",
        "15 - 20",
        "٣",
        "1..250",
        "12 5",
        "2024-04-30",
        "TRUE",
        "1.25.000",
        "12\n345",
        "12\r\n345",
        "5\t120",
        "12\u{ad}15",
        "1\u{200b}348",
        "12\u{2003}345",
        "12\u{2028}345",
        "12'30",
        "1''250",
        "2.65.",
        "1\u{200f}348",
        "\u{202e}1348\u{202c}",
        "\u{200f}1 348",
        "－12",
        "𝟏𝟐",
        "12(1)",
        "x",
        "X",
        "v",
        "Không/Có",
        "Không?",
        "Có/Không",
        "không...",
        "khong",
        "_____",
        "N/A",
        "0x10",
    ] {
        assert_eq!(number(text), None, "{text}");
        assert!(matches!(count_from_text(text).0, Reading::Misread(_)), "{text}");
    }
}

#[test]
fn a_count_divided_by_a_thousand_has_two_readings() {
    assert_eq!(why(count_from_number(1.25, None)), Some(Why::TwoReadings(Decimal::from(1250))));
    assert_eq!(why(count_from_number(12.5, None)), Some(Why::TwoReadings(Decimal::from(12500))));
    assert_eq!(
        why(count_from_number(2.0, Some("2.000"))),
        Some(Why::TwoReadings(Decimal::from(2000)))
    );
    assert_eq!(why(count_from_text("1,25").0), Some(Why::TwoReadings(Decimal::from(1250))));
    // either one thousand with three decimal zeros or one million
    for text in ["1000.000", "1000,000"] {
        let million = Why::TwoReadings(Decimal::from(1_000_000));
        assert_eq!(why(count_from_text(text).0), Some(million), "{text}");
    }
}

#[test]
fn a_number_displayed_differently_is_misread() {
    let shown = |text: &str| Some(Why::ShownOtherwise(text.to_owned()));
    for (value, text) in [
        (12.0, "12K"),
        (12.0, "12%"),
        (0.15, "15%"),
        (1348.0, ""),
        (12_500.0, "12,5 nghìn"),
        (2.0, "2"),
    ] {
        assert_eq!(why(count_from_number(value, Some(text))), shown(text), "{text}");
    }
    assert_eq!(why(count_from_number(-3.0, Some("(3)"))), Some(Why::Negative));
    assert_eq!(why(count_from_number(0.0, Some(""))), shown(""));
}

#[test]
fn a_displayed_text_matches_its_number_in_any_grouping() {
    let rows = [
        (1348.0, "1,348"),
        (1348.0, "1.348"),
        (1348.0, "1 348"),
        (1348.0, " 1,348.00 "),
        (1348.0, "1.348,000"),
        (1348.0, "1348.000"),
        (12.0, "012"),
        (12.0, "12."),
        (12.0, "1.20E+01"),
        (2.0, "2.00"),
        (5.0, "+5"),
        (-5.0, "-5"),
        (0.0, "-"),
        (0.0, "0"),
        (1.25, "1.25"),
        (12.4, "12"),
    ];
    for (value, text) in rows {
        assert!(displays(text, value), "{text}");
    }
    for (value, text) in [
        (2.0, "2.000"),
        (12.0, "12.000"),
        (1348.0, "-1348"),
        (1348.0, "(1348)"),
        (1348.0, "1.3E+03"),
        (348.0, "1348"),
    ] {
        assert!(!displays(text, value), "{text}");
    }
    assert!(
        !displays("", 0.0)
            && !displays("12 nghìn", 12.0)
            && !displays("12.34", 1234.0)
            && !displays("2", 2000.0)
    );
}

#[test]
fn other_fractions_are_reported_as_fractions() {
    for value in [0.5, 0.25, 1.2345, 1234.5] {
        assert_eq!(why(count_from_number(value, None)), Some(Why::Fraction), "{value}");
    }
}

#[test]
fn negative_and_implausible_counts_are_misread() {
    assert_eq!(why(count_from_number(-3.0, None)), Some(Why::Negative));
    assert_eq!(why(count_from_text("-3").0), Some(Why::Negative));
    assert_eq!(why(count_from_number(1e300, None)), Some(Why::TooLarge));
    assert_eq!(why(count_from_number(237_300_000.0, None)), Some(Why::TooLarge));
    assert_eq!(why(count_from_number(f64::NAN, None)), Some(Why::NotANumber));
    assert_eq!(count_from_number(-0.0, None), Reading::Number(Decimal::ZERO));
}

#[test]
fn blank_zero_nil_and_not_applicable_are_distinguished() {
    for text in [
        "-",
        "–",
        "-----",
        "— —",
        "không",
        "Kho\u{302}ng  co\u{301}",
        "KHÔNG CÓ",
        "Không phát sinh",
        "KPS",
        "không phát sinh.",
    ] {
        assert_eq!(count_from_text(text).0, Reading::Nil, "{text}");
    }
    assert_eq!(count_from_text("Không thuộc nhiệm vụ").0, Reading::NotApplicable);
    assert!(
        NIL.iter()
            .chain(&NOT_APPLICABLE)
            .all(|word| is_nil(&format!(" {} .", word.to_uppercase())))
    );
    assert!(!is_nil(&"không ".repeat(LONGEST)));
    assert!(is_nil("Không có") && is_nil("Không thuộc nhiệm vụ") && !is_nil("0") && !is_nil(""));
    assert_eq!(count_from_text(" \u{a0} ").0, Reading::Blank);
    assert_eq!(count_from_text("0").0, Reading::Number(Decimal::ZERO));
}

#[test]
fn numbers_are_rounded_to_fifteen_digits() {
    assert_eq!(decimal(0.1 + 0.2).map(|d| d.to_string()), Some("0.3".to_owned()));
    assert_eq!(decimal(1250.0).map(|d| d.to_string()), Some("1250".to_owned()));
}

#[test]
fn numbers_are_formatted_in_vietnamese() {
    assert_eq!(written_vi(Decimal::from(1_234_567)), "1.234.567");
    assert_eq!(written_vi(Decimal::new(-125, 1)), "-12,5");
    assert_eq!(written_vi(Decimal::from(100)), "100");
    assert_eq!(to_message(Decimal::new(-12_345, 1)).en, "-1,234.5");
}

proptest! {
    #[test]
    fn every_count_survives_formatting(n in 0_i64..=LARGEST) {
        let shown = written_vi(Decimal::from(n));
        prop_assert_eq!(count_from_text(&shown).0, Reading::Number(Decimal::from(n)));
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        let cell = n as f64;
        prop_assert_eq!(count_from_number(cell, None), Reading::Number(Decimal::from(n)));
    }

    #[test]
    fn any_digits_give_a_reading(whole in "[0-9]{1,40}", behind in "[0-9]{0,40}", point in "[.,]") {
        let _ = count_from_text(&format!("{whole}{point}{behind}"));
        let _ = count_from_number(format!("{whole}.{behind}").parse().unwrap_or(f64::NAN), Some(&whole));
    }

    #[test]
    fn any_text_gives_a_reading(text in "\\PC{0,20}") {
        let _ = count_from_text(&text);
    }
}
