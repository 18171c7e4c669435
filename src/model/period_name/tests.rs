use crate::load::shipped;
use crate::model::plan::Plan;
use chrono::NaiveDate;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn meant(written: &str) -> Vec<String> {
    shipped::plan()
        .unwrap()
        .periods_meant(written)
        .iter()
        .map(|period| period.code.to_string())
        .collect()
}

#[test]
fn a_period_is_recognized_in_common_spellings() {
    for written in [
        "2024-6T",
        "6T",
        "6t",
        "2024-6t",
        "2024–6T",
        "6T/2024",
        "6 tháng",
        "6 thang dau nam",
        "06 tháng đầu năm 2024",
        "Kỳ 6 tháng",
    ] {
        assert_eq!(meant(written), ["2024-6T"], "{written}");
    }
    for written in
        ["NAM", "nam", "năm", "2024-NĂM", "Cả năm", "năm 2024", "NĂM 2024", "the year 2024"]
    {
        assert_eq!(meant(written), ["2024-NAM"], "{written}");
    }
    for written in ["ĐX", "đột xuất", "2024-dx", "dot xuat 2024"] {
        assert_eq!(meant(written), ["2024-DX"], "{written}");
    }
    for written in ["2023-6T", "2024", "", "6", "quý I", "6T 2025", "-"] {
        assert_eq!(meant(written), [""; 0], "{written}");
    }
}

/// Returns a plan with the periods of several series and a month of another year.
fn in_series() -> Plan {
    let mut plan = shipped::plan().unwrap();
    let like = plan.periods.remove(0);
    plan.periods = [
        ("2025-T09", "tháng 9 năm 2025"),
        ("2026-T01", "tháng 01 năm 2026"),
        ("2026-T09", "tháng 9 năm 2026"),
        ("2026-T10", "tháng 10 năm 2026"),
        ("2026-T11", "tháng 11 năm 2026"),
        ("2026-Q1", "quý I năm 2026"),
        ("2026-Q3", "quý III năm 2026"),
        ("2026-6T", "6 tháng đầu năm 2026"),
        ("2026-6TC", "6 tháng cuối năm 2026"),
        ("2026-9T", "9 tháng đầu năm 2026"),
        ("2026-NAM", "năm 2026"),
    ]
    .map(|(code, name)| super::Period {
        code: code.into(),
        name: name.to_owned(),
        aliases: Vec::new(),
        from: None,
        to: None,
        ..like.clone()
    })
    .into();
    plan
}

#[test]
fn the_periods_of_a_series_are_recognized_in_common_spellings() {
    let mut plan = in_series();
    let meant = |written: &str| -> Vec<&str> {
        plan.periods_meant(written).iter().map(|period| period.code.as_str()).collect()
    };
    let named = |written: &str| {
        plan.period_named(written, |_| false).map_or("", |period| period.code.as_str())
    };
    for (code, spellings) in [
        (
            "2026-T09",
            "2026-T09|tháng 9 năm 2026|Tháng 09 năm 2026|T9/2026|T09/2026|9/2026|09/2026|9-2026|09-2026|tháng 9/2026|\
             tháng 9-2026|THÁNG 9/2026|tháng chín năm 2026|thang 9 nam 2026|thang 9/2026|Kỳ tháng 9/2026|tháng IX năm 2026|\
             báo cáo tháng 9 năm 2026|Th9/2026|Tháng 9 (năm 2026)|từ 01/9/2026 đến 30/9/2026|01/09/2026 - 30/09/2026",
        ),
        ("2025-T09", "T9/2025|tháng 9 năm 2025|9-2025"),
        ("2026-T01", "tháng 1 năm 2026|Tháng 01/2026|T1/2026|tháng một năm 2026|01-2026"),
        ("2026-T10", "tháng 10/2026|T10/2026|tháng mười năm 2026"),
        ("2026-T11", "tháng 11/2026|T11/2026|tháng mười một năm 2026"),
        (
            "2026-Q3",
            "Quý III năm 2026|quý 3/2026|Quý III/2026|QUÝ III - 2026|Q3/2026|QIII/2026|quý 3 năm 2026|quy 3/2026|quý ba năm 2026|\
             Quí III/2026|từ tháng 7 đến tháng 9 năm 2026|tháng 7, 8, 9 năm 2026|từ 01/7 đến 30/9/2026",
        ),
        ("2026-Q1", "quý I/2026|quý 1/2026|quý một năm 2026|3 tháng đầu năm 2026|Quý 01/2026"),
        ("2026-6T", "6 tháng đầu năm 2026|6T/2026|quý I, II năm 2026|H1/2026"),
        ("2026-6TC", "6 tháng cuối năm 2026|06 tháng cuối năm 2026|quý III, IV/2026"),
        ("2026-9T", "9 tháng đầu năm 2026|9 tháng năm 2026|9T/2026|chín tháng năm 2026"),
        ("2026-NAM", "năm 2026|cả năm 2026|12 tháng năm 2026"),
    ] {
        for written in spellings.split('|').map(str::trim) {
            assert_eq!((named(written), meant(written)), (code, vec![code]), "{written}");
        }
    }
    for (written, codes) in [
        ("T9", vec!["2025-T09", "2026-T09"]),
        ("tháng 9", vec!["2025-T09", "2026-T09"]),
        ("quý 3", vec!["2026-Q3"]),
        ("9T", vec!["2026-9T"]),
        ("tháng 8/2026", vec![]),
        ("tháng 9/2024", vec![]),
        ("tháng 9 và tháng 10 năm 2026", vec![]),
        ("tháng 13/2026", vec![]),
    ] {
        assert_eq!((named(written), meant(written)), ("", codes), "{written}");
    }
    plan.periods.retain(|period| period.code.as_str() != "2026-6T");
    // not the third quarter
    assert!(plan.periods_meant("quý I, II năm 2026").is_empty());
}

#[test]
fn ambiguous_input_returns_all_matching_periods() {
    let mut plan = shipped::plan().unwrap();
    plan.periods[1].code = "2025-6T".into();
    plan.periods[1].name = "6 tháng đầu năm 2025".to_owned();
    let codes = |written: &str| {
        plan.periods_meant(written).iter().map(|period| period.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes("6T"), ["2024-6T", "2025-6T"]);
    assert_eq!(codes("2025-6t"), ["2025-6T"]);
}

#[test]
fn periods_at_hand_are_the_open_ones_and_the_nearest() {
    let mut plan = shipped::plan().unwrap();
    let codes = |plan: &Plan, day| {
        plan.periods_at_hand(day).iter().map(|period| period.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&plan, day(2024, 4, 20)), ["2024-6T"]);
    assert_eq!(codes(&plan, day(2024, 8, 20)), ["2024-NAM"]);
    plan.periods[1].deadline = Some(super::Deadline::By(day(2024, 5, 11)));
    assert_eq!(codes(&plan, day(2024, 5, 5)), ["2024-6T"], "in the first half of the time between");
    plan.periods[1].previous = None;
    assert_eq!(codes(&plan, day(2024, 4, 20)), ["2024-6T", "2024-NAM"]);
    assert_eq!(codes(&plan, day(2024, 5, 10)), ["2024-NAM"]);
    assert_eq!(codes(&plan, day(2024, 5, 2)), ["2024-6T", "2024-NAM"]);
}

#[test]
fn a_period_is_far_after_half_a_year_or_in_another_year() {
    let plan = shipped::plan().unwrap();
    let far = |code: &str, day| plan.is_far_from(plan.period(code).unwrap(), day);
    assert!(
        !far("2024-6T", day(2024, 5, 6))
            && !far("2024-6T", day(2024, 10, 27))
            && far("2024-6T", day(2024, 10, 28))
    );
    assert!(far("2024-NAM", day(2025, 1, 2)) && !far("2024-NAM", day(2024, 12, 31)));
    assert!(!far("2024-DX", day(2026, 1, 1)));
    let mut late = shipped::plan().unwrap();
    late.periods[1].deadline = Some(super::Deadline::By(day(2025, 1, 15)));
    assert!(
        !late.is_far_from(late.period("2024-NAM").unwrap(), day(2025, 1, 10)),
        "its own deadline is of this year"
    );
}
