//! Days as people write them: day, month, year. A text is a day only where it can be no other day.

use super::key::Key;
use crate::text::Said;
use chrono::NaiveDate;

/// The day a text names: `30/4/2024`, `30.04.2024`, `ngày 30 tháng 4 năm 2024`, `2024-04-30`. The year has four digits;
/// month before day is never read.
#[must_use]
pub fn day_from_text(text: &str) -> Option<NaiveDate> {
    let (text, clock) = match text.split_once(':') {
        // "30/4/2024 0:00", "2024-04-30T00:00:00": the hour stands before the first colon
        Some((before, _)) => (before.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('T'), true),
        None => (text, false),
    };
    let key = Key::of(text);
    let words: Vec<&str> = key.words().collect();
    let shape: String = words.iter().map(|word| shape_of(word)).collect();
    let numbers: Vec<&str> = words.iter().filter(|word| shape_of(word) == '#').copied().collect();
    let said = matches!(shape.trim_start_matches('?'), "d#m#y#" | "d###" | "#m#y#");
    if !(said && !clock || shape == "###") {
        return None;
    }
    let [a, b, c] = numbers.as_slice() else { return None };
    let (year, month, day) = if a.len() == 4 && shape == "###" { (a, b, c) } else { (c, b, a) };
    let sized = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    sized.then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)).flatten()
}

/// A word's part in a date: a number, *ngày*, *tháng*, *năm*, or anything else.
fn shape_of(word: &str) -> char {
    if word.chars().all(|c| c.is_ascii_digit()) {
        return '#';
    }
    [("ngày", 'd'), ("tháng", 'm'), ("năm", 'y')]
        .into_iter()
        .find(|(name, _)| Key::of(name).words().next() == Some(word))
        .map_or('?', |(_, shape)| shape)
}

/// The day of a spreadsheet's serial number; `None` outside the years 1900–9999, and for 29/02/1900, which never was.
#[must_use]
pub fn day_from_serial(serial: f64, from_1904: bool) -> Option<NaiveDate> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let days = serial.floor() as i64;
    let (epoch, days) = match (from_1904, days) {
        (true, days) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        (false, 60 | 0) => return None,
        (false, days) if days < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
        (false, days) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
    };
    epoch.checked_add_signed(chrono::TimeDelta::days(days))
}

/// The serial number by which a spreadsheet holds a day (1900 system).
#[must_use]
pub fn serial_of_day(day: NaiveDate) -> f64 {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    f64::from(i32::try_from((day - epoch).num_days()).unwrap_or(0))
}

/// A day as it is written in Vietnamese letters and tables: `30/4/2024`, with a leading nought for days below 10 and for
/// the months 1 and 2 (Nghị định 30/2020/NĐ-CP, Phụ lục I).
#[must_use]
pub fn written_vi(day: NaiveDate) -> String {
    use chrono::Datelike;
    match day.month() {
        1 | 2 => day.format("%d/%m/%Y").to_string(),
        month => format!("{:02}/{month}/{}", day.day(), day.year()),
    }
}

/// A day as a sentence names it in either language.
#[must_use]
pub fn said(day: NaiveDate) -> Said {
    Said { vi: written_vi(day), en: day.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
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
        ] {
            assert_eq!(day_from_text(text), day(2024, 4, 30), "{text}");
        }
    }

    #[test]
    fn what_could_be_another_day_is_no_day() {
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
    fn days_are_written_as_the_decree_asks() {
        let written = |y, m, d| day(y, m, d).map(written_vi);
        assert_eq!(written(2024, 4, 30).as_deref(), Some("30/4/2024"));
        assert_eq!(written(2024, 5, 1).as_deref(), Some("01/5/2024"));
        assert_eq!(written(2024, 1, 5).as_deref(), Some("05/01/2024"));
    }

    proptest! {
        #[test]
        fn a_day_survives_its_serial_number(days in 61_i32..60_000) {
            let date = day_from_serial(f64::from(days), false);
            prop_assert_eq!(date.map(serial_of_day), Some(f64::from(days)));
            prop_assert_eq!(date.map(written_vi).and_then(|text| day_from_text(&text)), date);
        }
    }
}
