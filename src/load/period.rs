//! `[[period]]`: the periods and their deadlines.

use super::file::{At, File};
use super::raw::Table;
use super::sound::{Codes, FILE_CODE, Names, check_shape, is_file_code};
use crate::model::period::{Deadline, Period};
use crate::say;
use crate::text::Text;
use chrono::{Datelike, NaiveDate};

/// The periods of a plan of a year.
pub(super) fn read(file: &File, root: &mut Table, year: Option<u32>) -> Vec<Period> {
    let mut codes = Codes::new(Text::new("kỳ báo cáo", "period"), str::to_uppercase);
    let mut names = Names::default();
    root.need("period").tables().into_iter().filter_map(|table| period(file, table, year, &mut codes, &mut names)).collect()
}

fn period(file: &File, mut table: Table, year: Option<u32>, codes: &mut Codes, names: &mut Names) -> Option<Period> {
    let code = table.need("code").text();
    let (name, name_en, aliases) = (table.need("name").text(), table.need("name_en").text(), table.may("aliases").texts());
    let (before, by) = (table.may("before").day(), table.may("by").day());
    let (from, to) = (table.may("from").day(), table.may("to").day());
    table.done();
    check_shape(file, code.as_ref(), is_file_code, FILE_CODE);
    codes.add(file, code.as_ref());
    if let Some(owner) = &code {
        for name in std::iter::once(owner).chain(&name).chain(&aliases) {
            names.add(file, &owner.value, name);
        }
    }
    let deadline = deadline(file, before, by);
    check_days(file, deadline.as_ref(), from.as_ref(), to.as_ref(), year);
    Some(Period {
        code: code?.value.as_str().into(),
        name: name?.value,
        name_en: name_en?.value,
        aliases: aliases.into_iter().map(|alias| alias.value).collect(),
        deadline: deadline.map(|deadline| deadline.value),
        from: from.map(|day| day.value),
        to: to.map(|day| day.value),
    })
}

fn deadline(file: &File, before: Option<At<NaiveDate>>, by: Option<At<NaiveDate>>) -> Option<At<Deadline>> {
    match (before, by) {
        (Some(before), Some(by)) => {
            file.fault(
                before.line.max(by.line),
                say!(
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

fn check_days(file: &File, deadline: Option<&At<Deadline>>, from: Option<&At<NaiveDate>>, to: Option<&At<NaiveDate>>, year: Option<u32>) {
    if let (Some(from), Some(to)) = (from, to)
        && from.value > to.value
    {
        let (first, last) = (from.value, to.value);
        file.fault(
            to.line,
            say!(
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
            say!(
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
            say!(
                "Thời hạn {last} không thuộc năm {year} của kế hoạch hay năm {next}.",
                "The deadline {last} is neither in the plan's year {year} nor in {next}."
            ),
        );
    }
}
