use super::*;
use proptest::prelude::*;

fn day(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(y, m, d)
}

#[test]
fn dates_are_read_in_common_spellings() {
    for text in [
        "30/4/2024",
        "30.4.2024",
        "30-04-2024",
        " 30 / 04 / 2024 ",
        "ngày 30 tháng 4 năm 2024",
        "Ngày 30/4/2024",
        "Thanh Hóa, ngày 30 tháng 04 năm 2024",
        "2024-04-30",
        "2024-04-30T00:00:00",
        "30/4/2024 0:00",
        "30-Apr-2024",
        "30 April 2024",
        "April 30, 2024",
        "30.IV.2024",
        "30 thg 4, 2024",
        "30-thg4-2024",
        "Ngày 30 tháng Tư năm 2024",
        "30 tháng bốn 2024",
        "ngày 30 tháng IV năm 2024",
    ] {
        assert_eq!(day_from_text(text), day(2024, 4, 30), "{text}");
    }
}

#[test]
fn months_are_read_by_every_name() {
    let months = [
        ("tháng năm", 5),
        ("tháng Mười", 10),
        ("tháng mười hai", 12),
        ("tháng Giêng", 1),
        ("tháng chạp", 12),
        ("Sept", 9),
    ];
    for (name, month) in months {
        assert_eq!(
            day_from_text(&format!("ngày 5 {name} năm 2024")),
            day(2024, month, 5),
            "{name}"
        );
    }
}

#[test]
fn the_year_of_the_plan_completes_short_dates() {
    for text in [
        "22/4/24",
        "22-Apr-24",
        "22.4.24",
        "4/22/2024",
        "4/22/24",
        "45404",
        "Ngày 22/4/24",
        "22 tháng Tư năm 24",
    ] {
        assert_eq!(day_near(text, 2024), day(2024, 4, 22), "{text}");
    }
    assert_eq!(day_near("4/5/24", 2024), day(2024, 5, 4));
    for text in ["22/4/19", "22/4", "45404", "22/4/99", "tháng 4/24", "2024", "22 tháng 4"] {
        let year = if text == "45404" { 2030 } else { 2024 };
        assert_eq!(day_near(text, year), None, "{text}");
    }
    assert_eq!(day_near("22/4/2019", 2024), day(2019, 4, 22));
}

#[test]
fn the_month_is_first_only_if_no_other_order_fits() {
    assert!(is_month_first("4/22/2024") && is_month_first("04-22-24"));
    assert!(
        !["4/5/2024", "22/4/2024", "April 22, 2024", "2024-04-22", "4/32/2024"]
            .into_iter()
            .any(is_month_first)
    );
}

#[test]
fn ambiguous_dates_are_not_read() {
    for text in [
        "",
        "30/4",
        "4/30/2024",
        "30/4/24",
        "45412",
        "30/02/2024",
        "cuối tháng 4",
        "30/4/2024 và 2/5/2024",
        "2024",
        "1/2/3/2024",
        "ngày 30 tháng 4",
        "Thanh Hóa 30/4/2024",
        "30/4/2024 hoặc 2/5",
        "cuối Apr 2024",
        "30 năm 2024",
        "30.tư.2024",
    ] {
        assert_eq!(day_from_text(text), None, "{text}");
    }
}

#[test]
fn serial_numbers_follow_both_systems() {
    assert_eq!(day_from_serial(45_412.0, false), day(2024, 4, 30));
    assert_eq!(day_from_serial(45_412.75, false), day(2024, 4, 30));
    assert_eq!(day_from_serial(45_412.0 - 1462.0, true), day(2024, 4, 30));
    assert_eq!(day_from_serial(1.0, false), day(1900, 1, 1));
    for serial in [f64::NAN, -5.0, 1e300, 60.0, 2_958_466.0] {
        assert_eq!(day_from_serial(serial, false), None, "{serial}");
    }
}

#[test]
fn dates_are_formatted_according_to_the_decree() {
    let written = |y, m, d| day(y, m, d).map(written_vi);
    assert_eq!(written(2024, 4, 30).as_deref(), Some("30/4/2024"));
    assert_eq!(written(2024, 5, 1).as_deref(), Some("01/5/2024"));
    assert_eq!(written(2024, 1, 5).as_deref(), Some("05/01/2024"));
}

proptest! {
    #[test]
    fn a_date_survives_its_serial_number(days in 61_i32..60_000) {
        let date = day_from_serial(f64::from(days), false);
        prop_assert_eq!(date.map(serial_of_day), Some(f64::from(days)));
        prop_assert_eq!(date.map(written_vi).and_then(|text| day_from_text(&text)), date);
    }
}
