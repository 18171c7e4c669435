use super::*;

fn kind(decimals: u32) -> NumberKind {
    NumberKind { decimals, is_count: false, ..NumberKind::COUNT }
}

fn percent() -> NumberKind {
    NumberKind { is_percent: true, max: Some(Decimal::ONE_HUNDRED), ..kind(2) }
}

fn said(reading: &Reading) -> String {
    match reading {
        Reading::Number(number) => number.to_string(),
        Reading::Misread(misread) => match &misread.why {
            Why::TwoReadings(other) => format!("or {other}"),
            why => format!("{why:?}"),
        },
        other => format!("{other:?}"),
    }
}

fn texts(kind: &NumberKind, written: &[(&str, &str)]) {
    for (text, expected) in written {
        assert_eq!(said(&number_from_text(text, kind).0), *expected, "{text}");
    }
}

fn numbers(kind: &NumberKind, written: &[(f64, Option<&str>, &str)]) {
    for (number, shown, expected) in written {
        let read = number_from_number(*number, *shown, kind);
        assert_eq!(said(&read), *expected, "{number} {shown:?}");
    }
}

#[test]
fn decimals_are_read_if_the_indicator_permits_them() {
    texts(
        &kind(2),
        &[
            ("12,5", "12.5"),
            ("12.5", "12.5"),
            ("1,25", "1.25"),
            ("1.250", "1250"),
            // 12,345 may be 12345 or a number with one decimal place too many
            ("12,345", "or 12345"),
            ("1,250", "or 1250"),
            ("1.250,5", "1250.5"),
            ("1,250.75", "1250.75"),
            ("1.250.000", "1250000"),
            ("1 250", "1250"),
            ("0,05", "0.05"),
            ("không phát sinh", "Nil"),
            ("12,5%", "NotANumber"),
            ("12,5 triệu", "NotANumber"),
            ("-3", "Negative"),
        ],
    );
    numbers(&kind(2), &[(12.5, None, "12.5"), (1250.0, None, "1250"), (0.1 + 0.2, None, "0.3")]);
    numbers(&kind(1), &[(1250.55, None, "1250.6"), (1250.45, None, "1250.5")]);
}

#[test]
fn a_possible_thousand_is_not_read_as_a_decimal() {
    // a thousandth of a whole number, with more decimal places than permitted
    numbers(&kind(2), &[(12.345, None, "or 12345"), (1.25, None, "1.25")]);
    numbers(&kind(1), &[(1.25, None, "or 1250"), (12.5, None, "12.5")]);
    numbers(
        &kind(2),
        &[(2.0, Some("2.000"), "or 2000"), (2.0, Some("3"), "ShownOtherwise(\"3\")")],
    );
    texts(&kind(3), &[("1.250", "or 1250"), ("1,250", "or 1250"), ("1.2505", "Fraction")]);
    texts(
        &kind(2),
        &[("12,3456", "Fraction"), ("1000.000", "or 1000000"), ("1.25.0", "NotANumber")],
    );
    numbers(&NumberKind::COUNT, &[(1.25, None, "or 1250"), (0.5, None, "Fraction")]);
}

#[test]
fn a_percentage_is_read_with_its_sign_and_unclear_as_a_fraction() {
    texts(
        &percent(),
        &[
            ("98,75%", "98.75"),
            ("98,75 %", "98.75"),
            ("98.75", "98.75"),
            ("0,5%", "0.5"),
            ("0,5", "or 50"),
            ("98.750", "or 98750"),
            ("120%", "OutOfBounds"),
            ("98,756%", "or 98756"),
            ("98,7561%", "Fraction"),
            ("98,75%%", "NotANumber"),
        ],
    );
    numbers(
        &percent(),
        &[
            (0.9875, Some("98.75%"), "98.75"),
            (0.9875, Some("99%"), "98.75"),
            (98.75, Some("98.75%"), "98.75"),
            (98.75, Some("9875%"), "OutOfBounds"),
            (98.75, None, "98.75"),
            (0.9875, None, "or 98.75"),
            (1.0, None, "or 100"),
            (1.0, Some("100%"), "100"),
            (0.0, None, "0"),
            (0.9875, Some("12%"), "ShownOtherwise(\"12%\")"),
        ],
    );
    let open = NumberKind { max: None, ..percent() };
    numbers(
        &open,
        &[(1.2, Some("120%"), "120"), (98.75, Some("9875%"), "ShownOtherwise(\"9875%\")")],
    );
    numbers(&kind(2), &[(0.9875, Some("98.75%"), "ShownOtherwise(\"98.75%\")")]);
}

#[test]
fn bounds_and_signs_follow_the_plan() {
    let signed = NumberKind { is_signed: true, min: Some(Decimal::from(-10)), ..kind(1) };
    numbers(&signed, &[(-3.5, None, "-3.5"), (-10.5, None, "OutOfBounds")]);
    texts(&signed, &[("-3,5", "-3.5"), ("−3,5", "-3.5"), ("-", "Nil")]);
    let few = NumberKind { max: Some(Decimal::TEN), ..NumberKind::COUNT };
    numbers(&few, &[(10.0, None, "10"), (11.0, None, "OutOfBounds")]);
    numbers(&kind(0), &[(2e9, None, "2000000000"), (1e16, None, "TooLarge")]);
}
