//! Tests of errors in thresholds, calendar, severities and TOML syntax.

use super::*;

#[test]
fn thresholds_are_positive_whole_numbers() {
    assert_fault(
        Kh,
        "[thresholds]",
        "change_percent = 50",
        "change_percent = 0",
        "from 1 to 10000",
    );
    assert_fault(
        Kh,
        "[thresholds]",
        "change_floor = 20",
        "change_flor = 20",
        "did you mean “change_floor”?",
    );
    assert_fault(
        Kh,
        "code = \"CT03\"",
        "nature",
        "change_floor = \"20\"\nnature",
        "“change_floor” must be a whole number",
    );
}

#[test]
fn days_off_are_valid() {
    assert_fault(
        Holidays,
        "day = 2024-05-01",
        "2024-05-01",
        "2024-04-30",
        "The day 2024-04-30 is already on line",
    );
    assert_fault(
        Holidays,
        "working = [2024-05-04]",
        "2024-05-04",
        "2024-05-03",
        "neither a Saturday nor a Sunday",
    );
    assert_fault(
        Holidays,
        "working = [2026-08-22]",
        "2026-08-22",
        "2026-04-26",
        "is a non-working day on line",
    );
    assert_fault(
        Holidays,
        "day = 2026-01-01",
        "2026-01-01",
        "2027-01-01",
        "The year 2027 has no [[year]]",
    );
}

#[test]
fn invalid_toml_is_an_error_with_its_line() {
    assert_fault(
        Kh,
        "[plan]",
        "id = \"PCKB-THANHHOA-2024\"",
        "id = PCKB",
        "“PCKB” must be in double quotes",
    );
    assert_fault(
        Kh,
        "[plan]",
        "year = 2024",
        "year = 2024\nyear = 2025",
        "“year” is already above",
    );
    assert_fault(Units, "[naming.abbreviations]", "\"BĐBP\"", "BĐBP", "must be in double quotes");
    assert_fault(Units, "code = \"S-NV\"", "aliases = [", "aliases = ", "This line is not TOML");
    assert_fault(
        Kh,
        "code = \"CT01\"",
        "code = \"CT01\"",
        "code \"CT01\"",
        "This line is not TOML",
    );
}

#[test]
fn severities_are_of_existing_rules_and_changeable() {
    assert_fault(
        Kh,
        "[severity]",
        "[severity]",
        "[severity]\nL130 = \"note\"",
        "There is no rule “L130”; did you mean “L103”?",
    );
    assert_fault(
        Kh,
        "[severity]",
        "[severity]",
        "[severity]\nL103 = \"lỗi\"",
        "“L103” is one of \"error\", \"warning\", \"note\"",
    );
    assert_fault(
        Kh,
        "[severity]",
        "[severity]",
        "[severity]\nT101 = \"warning\"",
        "T101 is always \"error\"",
    );
    let plan =
        changed(Kh, "[severity]", "[severity]", "[severity]\nL103 = \"error\"\nT101 = \"error\"")
            .0
            .load()
            .unwrap();
    assert_eq!(plan.severities.get("L103"), Some(&Severity::Error));
}

#[test]
fn thresholds_are_numbers_and_may_be_set_per_indicator() {
    assert_fault(
        Kh,
        "[thresholds]",
        "outlier = 3.5",
        "outlier = \"3.5\"",
        "“outlier” must be a number from 1 to 1000, like 3.5, or false",
    );
    assert_fault(
        Kh,
        "[thresholds]",
        "outlier = 3.5",
        "outlier = 0.5",
        "“outlier” must be a number from 1 to 1000",
    );
    assert_fault(
        Kh,
        "[thresholds]",
        "outlier_floor = 10",
        "outlier_floor = 0",
        "“outlier_floor” must be a whole number from 1",
    );
    let own =
        changed(Kh, "code = \"CT05\"", "nature", "outlier = false\noutlier_floor = 50\nnature")
            .0
            .load()
            .unwrap();
    let of = |code: &str| {
        own.indicator(&code.into())
            .map(|indicator| (indicator.thresholds.outlier, indicator.thresholds.outlier_floor))
            .unwrap()
    };
    assert_eq!((of("CT05"), of("CT06")), ((None, 50), (Some(Decimal::new(35, 1)), 10)));
}
