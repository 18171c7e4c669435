//! Reads `[[series]]`: periods that come every month, quarter, half-year or year of the plan.

use super::file::{At, File};
use super::period::WrittenPeriod;
use super::table::Table;
use crate::model::series::{Every, MonthRange};
use crate::msg;
use crate::text::Message;
use chrono::NaiveDate;

/// Series of periods. A value of `None` could not be read.
struct Series {
    line: usize,
    every: Option<Every>,
    cumulative: Option<At<bool>>,
    due: Option<Due>,
    /// Frequency of the periods whose figures add up to those of a period.
    sum_of: Option<At<Every>>,
    /// Day of the month on which the data begin; 1 for whole months.
    first_day: Option<At<u32>>,
}

/// Deadline in terms of the last month of a period.
struct Due {
    line: usize,
    before: Option<At<u32>>,
    by: Option<At<u32>>,
    months_after: u32,
}

/// Reads all series and returns their periods in the plan's year.
pub(super) fn read(file: &File, root: &mut Table, year: Option<u32>) -> Vec<WrittenPeriod> {
    let tables = root.optional("series").tables();
    let all: Vec<Series> = tables.into_iter().map(|table| series(file, table)).collect();
    let Some(year) = year.and_then(|year| i32::try_from(year).ok()) else {
        return Vec::new();
    };
    all.iter().flat_map(|series| series.periods(file, year)).collect()
}

fn series(file: &File, mut table: Table) -> Series {
    let line = table.line;
    let every = table.required("every").word(&Every::WORDS).map(|every| every.value);
    let cumulative = table.optional("cumulative").boolean();
    let sum_of = table.optional("sum_of").word(&Every::WORDS);
    if let (Some(parts), Some(every)) = (&sum_of, every)
        && (!every.consists_of(parts.value) || cumulative.as_ref().is_some_and(|is| is.value))
    {
        file.fault(
            parts.line,
            msg!(
                "“sum_of” là kỳ ngắn hơn “every” (ví dụ every = \"quarter\", sum_of = \"month\"), không dùng cùng cumulative = true.",
                "“sum_of” is shorter than “every” (for example every = \"quarter\", sum_of = \"month\"), and does not go with cumulative = true."
            ),
        );
    }
    let due = table.required("due").table().and_then(|table| due(file, table));
    let first_day = if table.has("window") {
        table.optional("window").table().and_then(|table| first_day(file, table))
    } else {
        Some(At { line, value: 1 })
    };
    table.done();
    Series { line, every, cumulative, due, sum_of, first_day }
}

/// Reads `due = { by = 19 }`, `{ before = 20 }` or `{ by = 5, months_after = 1 }`.
fn due(file: &File, mut table: Table) -> Option<Due> {
    let line = table.line;
    // a month without the day has its last day instead, which must not move the day before
    let before = table.optional("before").number(1..=28);
    let by = table.optional("by").number(1..=31);
    let months_after = table.optional("months_after").number(0..=3);
    let is_given = table.has("before") || table.has("by");
    table.done();
    if !is_given {
        file.fault(
            line,
            msg!(
                "“due” phải ghi ngày trong tháng: before (trước ngày) hoặc by (chậm nhất ngày), ví dụ {{ by = 19 }}.",
                "“due” must give a day of the month, as before or as by, for example {{ by = 19 }}."
            ),
        );
    }
    let months_after = months_after.map_or(0, |months| months.value);
    (before.is_some() || by.is_some()).then_some(Due { line, before, by, months_after })
}

/// Reads `window = { from = 15, to = 14 }`. Windows must adjoin.
fn first_day(file: &File, mut table: Table) -> Option<At<u32>> {
    let line = table.line;
    let (from, to) = (table.required("from").number(2..=28), table.required("to").number(1..=27));
    table.done();
    let (from, to) = (from?.value, to?.value);
    if to + 1 != from {
        let day_before = from - 1;
        file.fault(
            line,
            msg!(
                "“window” từ ngày {from} thì phải đến ngày {day_before} (to = {day_before}), để không ngày nào bị bỏ sót hoặc tính hai lần.",
                "A “window” from day {from} must end on day {day_before} (to = {day_before}), so that no day is left out or counted twice."
            ),
        );
        return None;
    }
    Some(At { line, value: from })
}

impl Series {
    /// Returns the periods of a year; none if the series could not be read.
    fn periods(&self, file: &File, year: i32) -> Vec<WrittenPeriod> {
        let (Some(every), Some(due), Some(first_day)) = (self.every, &self.due, &self.first_day)
        else {
            return Vec::new();
        };
        let cumulative = self.cumulative.as_ref().is_some_and(|cumulative| cumulative.value);
        let last_year = || every.periods(year - 1, false).pop();
        let mut previous = if cumulative { None } else { last_year() };
        let mut periods = Vec::new();
        for months in every.periods(year, cumulative) {
            periods.extend(self.period(months, previous, due, first_day));
            previous = Some(months);
        }
        check_due(file, due.line, &periods);
        periods
    }

    fn period(
        &self,
        months: MonthRange,
        previous: Option<MonthRange>,
        due: &Due,
        first_day: &At<u32>,
    ) -> Option<WrittenPeriod> {
        let at = |value: String| Some(At { line: self.line, value });
        let day = |day: &Option<At<u32>>| {
            let At { line, value } = day.as_ref()?;
            Some(At { line: *line, value: months.due(*value, due.months_after)? })
        };
        let (from, to) = months.window(first_day.value)?;
        let on = |value: NaiveDate| Some(At { line: first_day.line, value });
        let Message { vi, en } = months.name();
        Some(WrittenPeriod {
            code: at(months.code()),
            name: at(vi),
            name_en: at(en),
            aliases: Vec::new(),
            before: day(&due.before),
            by: day(&due.by),
            from: on(from),
            to: on(to),
            previous: previous.and_then(|previous| at(previous.code())),
            included: previous.and(self.cumulative.clone()),
            parts: self.parts(months),
        })
    }

    /// Returns the codes of the periods that add up to one.
    fn parts(&self, months: MonthRange) -> Vec<At<String>> {
        let Some(At { line, value: every }) = self.sum_of else { return Vec::new() };
        months.parts(every).map(|part| At { line, value: part.code() }).collect()
    }
}

/// Checks that the data of a period are complete on its last on-time day.
fn check_due(file: &File, line: usize, periods: &[WrittenPeriod]) {
    let early = periods.iter().find_map(|period| {
        let before = period.before.as_ref().and_then(|before| before.value.pred_opt());
        let (last, to) = (before.or(period.by.as_ref().map(|by| by.value))?, period.to.as_ref()?);
        (last < to.value).then_some((period.name.as_ref()?, last, to.value))
    });
    if let Some((At { value: name, .. }, last, to)) = early {
        file.fault(
            line,
            msg!(
                "Thời hạn hết vào {last}, trước ngày cuối lấy số liệu của {name} ({to}): ghi window, ví dụ {{ from = 15, to = 14 }}, hoặc months_after = 1 nếu hạn ở tháng sau.",
                "The deadline ends on {last}, before the last day of the data ({to}) of {name}: add a window, for example {{ from = 15, to = 14 }}, or months_after = 1 if it is due in the next month."
            ),
        );
    }
}
