//! Reads `[[period]]`: periods and deadlines. Those of a `[[series]]` are checked here too.

use super::file::{At, File};
use super::table::Table;
use super::validate::{Codes, FILE_CODE, Names, check_shape, is_file_code};
use crate::model::period::{Deadline, Period, Previous};
use crate::msg;
use crate::text::Text;
use chrono::{Datelike, NaiveDate};

/// Period as written in the plan, or as given by a series.
pub(super) struct WrittenPeriod {
    pub(super) code: Option<At<String>>,
    pub(super) name: Option<At<String>>,
    pub(super) name_en: Option<At<String>>,
    pub(super) aliases: Vec<At<String>>,
    pub(super) before: Option<At<NaiveDate>>,
    pub(super) by: Option<At<NaiveDate>>,
    pub(super) from: Option<At<NaiveDate>>,
    pub(super) to: Option<At<NaiveDate>>,
    pub(super) previous: Option<At<String>>,
    pub(super) included: Option<At<bool>>,
    /// Codes of periods whose figures add up to those of this one.
    pub(super) parts: Vec<At<String>>,
}

/// Reads the periods of a plan and adds those of its series.
pub(super) fn read(
    file: &File,
    root: &mut Table,
    year: Option<u32>,
    series: Vec<WrittenPeriod>,
) -> Vec<Period> {
    let mut codes = Codes::new(Text::new("kỳ báo cáo", "period"), str::to_uppercase);
    let mut names = Names::default();
    let tables =
        if root.has("series") { root.optional("period") } else { root.required("period") }.tables();
    let mut written: Vec<WrittenPeriod> = tables.into_iter().map(written).collect();
    written.extend(series);
    let parts: Vec<At<String>> =
        written.iter().flat_map(|period| period.parts.iter().cloned()).collect();
    let periods: Vec<At<Period>> = written
        .into_iter()
        .filter_map(|written| period(file, written, year, &mut codes, &mut names))
        .collect();
    // after another error, a period may be incomplete
    if file.count() == 0 {
        // one fault for all unknown parts of a series
        if let Some(part) = parts.iter().find(|part| codes.place(&part.value).is_none()) {
            codes.check(file, part);
        }
        for At { line, value } in &periods {
            check_previous(file, *line, value, &periods);
        }
    }
    periods.into_iter().map(|period| period.value).collect()
}

/// Reads a table of `[[period]]`.
fn written(mut table: Table) -> WrittenPeriod {
    let written = WrittenPeriod {
        code: table.required("code").text(),
        name: table.required("name").text(),
        name_en: table.required("name_en").text(),
        aliases: table.optional("aliases").texts(),
        before: table.optional("before").day(),
        by: table.optional("by").day(),
        from: table.optional("from").day(),
        to: table.optional("to").day(),
        previous: table.optional("previous").text(),
        included: table.optional("includes_previous").boolean(),
        parts: Vec::new(),
    };
    table.done();
    written
}

/// Checks a period; returns it with the line of its previous period.
fn period(
    file: &File,
    written: WrittenPeriod,
    year: Option<u32>,
    codes: &mut Codes,
    names: &mut Names,
) -> Option<At<Period>> {
    let WrittenPeriod { code, name, name_en, aliases, from, to, previous, included, .. } = written;
    check_shape(file, code.as_ref(), is_file_code, FILE_CODE);
    codes.add(file, code.as_ref());
    if let Some(owner) = &code {
        for name in std::iter::once(owner).chain(&name).chain(&aliases) {
            names.add(file, &owner.value, name);
        }
    }
    let deadline = deadline(file, written.before, written.by);
    check_days(file, deadline.as_ref(), from.as_ref(), to.as_ref(), year);
    check_shape(file, previous.as_ref(), is_file_code, FILE_CODE);
    if let (None, Some(included)) = (&previous, &included) {
        file.fault(
            included.line,
            msg!(
                "includes_previous chỉ ghi khi có kỳ trước (previous).",
                "includes_previous is given only where there is a previous period (previous)."
            ),
        );
    }
    let line = previous.as_ref().map_or(0, |previous| previous.line);
    let value = Period {
        code: code?.value.as_str().into(),
        name: name?.value,
        name_en: name_en?.value,
        aliases: aliases.into_iter().map(|alias| alias.value).collect(),
        deadline: deadline.map(|deadline| deadline.value),
        from: from.map(|day| day.value),
        to: to.map(|day| day.value),
        previous: previous.map(|previous| Previous {
            code: previous.value.as_str().into(),
            included: included.is_some_and(|included| included.value),
        }),
        parts: written.parts.into_iter().map(|part| part.value.as_str().into()).collect(),
    };
    Some(At { line, value })
}

/// Checks that the previous period ends earlier; one that is not in this plan is in an earlier
/// plan.
fn check_previous(file: &File, line: usize, period: &Period, periods: &[At<Period>]) {
    let Some(Previous { code: before, included }) = &period.previous else {
        return;
    };
    let code = &period.code;
    let Some(deadline) = period.deadline else {
        file.fault(
            line,
            msg!(
                "{code} không có thời hạn nên không có kỳ trước (previous).",
                "{code} has no deadline and so no previous period (previous)."
            ),
        );
        return;
    };
    let Some(previous) =
        periods.iter().map(|other| &other.value).find(|other| other.code == *before)
    else {
        return;
    };
    if previous.deadline.is_none_or(|earlier| earlier.last_day() >= deadline.last_day()) {
        file.fault(
            line,
            msg!(
                "Kỳ trước (previous = {before}) phải có thời hạn, và hết hạn trước {code}.",
                "The previous period (previous = {before}) must have a deadline that is earlier than that of {code}."
            ),
        );
    } else if *included && !contains_window(period, previous) {
        file.fault(
            line,
            msg!(
                "{code} không gồm hết {before} (xem from, to) nên không ghi includes_previous = true.",
                "{code} does not take in the whole of {before} (see from, to), so includes_previous = true is wrong."
            ),
        );
    }
}

/// Returns whether a period's window contains another's, if both are set.
fn contains_window(period: &Period, other: &Period) -> bool {
    period.from.zip(other.from).is_none_or(|(first, other)| first <= other)
        && period.to.zip(other.to).is_none_or(|(last, other)| other <= last)
}

fn deadline(
    file: &File,
    before: Option<At<NaiveDate>>,
    by: Option<At<NaiveDate>>,
) -> Option<At<Deadline>> {
    match (before, by) {
        (Some(before), Some(by)) => {
            file.fault(
                before.line.max(by.line),
                msg!(
                    "Thời hạn ghi cả before (trước ngày) và by (chậm nhất ngày); giữ một trong hai.",
                    "The deadline is given both as before and as by; keep one of them."
                ),
            );
            None
        }
        (Some(At { line, value }), None) => Some(At { line, value: Deadline::Before(value) }),
        (None, Some(At { line, value })) => Some(At { line, value: Deadline::By(value) }),
        (None, None) => None,
    }
}

fn check_days(
    file: &File,
    deadline: Option<&At<Deadline>>,
    from: Option<&At<NaiveDate>>,
    to: Option<&At<NaiveDate>>,
    year: Option<u32>,
) {
    if let (Some(from), Some(to)) = (from, to)
        && from.value > to.value
    {
        let (first, last) = (from.value, to.value);
        file.fault(
            to.line,
            msg!(
                "Ngày cuối (to = {last}) sớm hơn ngày đầu (from = {first}).",
                "The last day (to = {last}) is before the first (from = {first})."
            ),
        );
    }
    let Some(deadline) = deadline else { return };
    let last = deadline.value.last_day();
    if let Some(from) = from.filter(|from| last < from.value) {
        let first = from.value;
        file.fault(
            deadline.line,
            msg!(
                "Thời hạn hết vào {last}, trước ngày đầu của kỳ (from = {first}).",
                "The deadline ends on {last}, before the period's first day (from = {first})."
            ),
        );
    }
    let Some(year) = year else { return };
    let next = year + 1;
    if !u32::try_from(last.year()).is_ok_and(|due| due == year || due == next) {
        file.fault(
            deadline.line,
            msg!(
                "Thời hạn {last} không thuộc năm {year} của kế hoạch hay năm {next}.",
                "The deadline {last} is neither in the plan's year {year} nor in {next}."
            ),
        );
    }
}
