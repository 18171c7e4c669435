//! Reads the calendar from `holidays.toml`: days off and working weekends.

use super::file::{At, File};
use super::table::Table;
use crate::model::period::{Calendar, Holiday};
use crate::msg;
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::BTreeMap;

/// Reads the calendar; errors are recorded in the file.
pub(super) fn read(file: &File) -> Calendar {
    let Some(mut root) = Table::root(file) else {
        return Calendar::default();
    };
    let (mut years, mut working) = (Vec::new(), Vec::new());
    for mut year in root.optional("year").tables() {
        years.extend(year.required("year").number(2000..=2100).map(|year| year.value));
        year.required("source").text();
        working.extend(year.optional("working").days());
        year.done();
    }
    let mut seen = BTreeMap::new();
    let holidays = root
        .optional("holiday")
        .tables()
        .into_iter()
        .filter_map(|table| holiday(file, table, &years, &mut seen))
        .collect();
    root.done();
    for day in &working {
        check_working(file, day, &seen);
    }
    Calendar { holidays, working: working.into_iter().map(|day| day.value).collect() }
}

fn holiday(
    file: &File,
    mut table: Table,
    years: &[u32],
    seen: &mut BTreeMap<NaiveDate, usize>,
) -> Option<Holiday> {
    let day = table.required("day").day();
    let (name, name_en) = (table.required("name").text(), table.required("name_en").text());
    let confirmed = table.optional("confirmed").boolean().is_none_or(|confirmed| confirmed.value);
    table.done();
    let At { line, value: day } = day?;
    if let Some(first) = seen.insert(day, line) {
        file.fault(
            line,
            msg!(
                "Ngày {day} đã ghi ở dòng {first}; bỏ một trong hai.",
                "The day {day} is already on line {first}; remove one of them."
            ),
        );
    }
    if !years.contains(&u32::try_from(day.year()).unwrap_or_default()) {
        let year = day.year();
        file.fault(
            line,
            msg!(
                "Năm {year} chưa có mục [[year]] ghi nguồn; thêm vào.",
                "The year {year} has no [[year]] that names its source; add one."
            ),
        );
    }
    let (mut name, mut name_en) = (name?.value, name_en?.value);
    if !confirmed {
        name.push_str(" (chưa xác nhận)");
        name_en.push_str(" (not confirmed)");
    }
    Some(Holiday { day, name, name_en })
}

fn check_working(file: &File, day: &At<NaiveDate>, holidays: &BTreeMap<NaiveDate, usize>) {
    let At { line, value: day } = *day;
    if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        file.fault(
            line,
            msg!(
                "Ngày làm bù {day} không phải thứ Bảy hay Chủ nhật; xem lại.",
                "The made-up working day {day} is neither a Saturday nor a Sunday; check it."
            ),
        );
    }
    if let Some(other) = holidays.get(&day) {
        file.fault(
            line,
            msg!(
                "Ngày làm bù {day} lại là ngày nghỉ ở dòng {other}; bỏ một trong hai.",
                "The made-up working day {day} is a non-working day on line {other}; drop one of them."
            ),
        );
    }
}
