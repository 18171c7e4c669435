//! Layout shared by the sheets: title, headings, row heights and input rules.

use super::{Form, measured};
use crate::book::{Area, Cell, Input, InputKind, Role, Row, Sheet, Width};
use crate::model::form::Sheet as Kind;
use crate::model::period::Period;
use crate::model::unit::Unit;
use chrono::NaiveDate;

/// The row of the headings, or of the first label.
pub(super) const HEAD: u32 = 4;
pub(super) const FIRST: u32 = HEAD + 1;
/// The row between the title and the table.
pub(super) const GAP: u32 = 3;
/// Height of the gap, in points.
const SPACE: f64 = 6.0;
/// Minimum height of an answer row, in points.
const LOWEST: f64 = 17.25;

/// Returns a sheet with its title, its unit and period, and instructions.
pub(super) fn titled(
    form: &Form<'_>,
    name: &str,
    widths: &[f64],
    title: &str,
    remark: &str,
) -> Sheet {
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    sheet.columns = widths.iter().map(|chars| Width { chars: *chars, level: 0 }).collect();
    sheet.protected = true;
    let whose = whose(form.period, form.unit);
    for (row, (text, role)) in
        (0..).zip([(title, Role::Title), (whose.as_str(), Role::Subtitle), (remark, Role::Remark)])
    {
        sheet.push(vec![Cell::text(text, role)]);
        sheet.merges.push(Area::new(row, 0, row, last_column(&sheet)));
    }
    sheet.rows.push(Row { height: Some(SPACE), ..Row::default() });
    sheet
}

/// Returns the line with the period and the unit of a form.
pub(super) fn whose(period: &Period, unit: &Unit) -> String {
    format!("Kỳ {} – {}", period.name, unit.name)
}

/// Adds the headings of one of the form's tables, repeated on every page and frozen.
pub(super) fn add_headings(sheet: &mut Sheet, kind: Kind, frozen_columns: u32) {
    let headings =
        kind.columns().iter().map(|spec| Cell::text(spec.heading, Role::Heading)).collect();
    let row = sheet.push(headings);
    sheet.freeze = Some(crate::model::origin::CellRef::new(row + 1, frozen_columns));
    sheet.print.repeat = Some((row, row));
}

pub(super) fn last_column(sheet: &Sheet) -> u32 {
    u32::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(0)
}

/// Sets the row heights, each at least high enough to write in.
pub(super) fn finished(sheet: Sheet) -> Sheet {
    let given: Vec<Option<f64>> = sheet.rows.iter().map(|row| row.height).collect();
    let mut sheet = measured(sheet);
    for (row, given) in sheet.rows.iter_mut().zip(given) {
        let boxed = row
            .cells
            .iter()
            .any(|cell| !matches!(cell.style.role, Role::Loose | Role::Paragraph | Role::Remark));
        row.height = match (row.height, boxed) {
            (Some(height), true) if given.is_none() => Some((height + 3.0).max(LOWEST)),
            (height, _) => height,
        };
    }
    sheet
}

/// Sets the height of a row to what its text needs, but at least to `height`.
pub(super) fn at_least(sheet: &mut Sheet, row: u32, height: f64) {
    let mut alone =
        Sheet { columns: sheet.columns.clone(), merges: Vec::new(), ..Sheet::default() };
    alone.rows.extend(sheet.rows.get(row as usize).map(|row| Row { height: None, ..row.clone() }));
    let needed = measured(alone).rows.first().and_then(|row| row.height).unwrap_or(0.0);
    if let Some(row) = sheet.rows.get_mut(row as usize) {
        row.height = Some(height.max(needed + 3.0));
    }
}

/// Adds an input rule.
pub(super) fn ask(
    sheet: &mut Sheet,
    area: Area,
    kind: InputKind,
    title: &str,
    prompt: &str,
    error: &str,
) {
    sheet.inputs.push(Input {
        area,
        kind,
        title: title.to_owned(),
        prompt: prompt.to_owned(),
        error: error.to_owned(),
    });
}

/// Adds an input rule for dates.
pub(super) fn ask_day(form: &Form<'_>, sheet: &mut Sheet, area: Area, title: &str) {
    let day = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let kind = InputKind::Day(day(form.plan.year - 5, 1, 1), day(form.plan.year + 1, 12, 31));
    let error = "Ghi một ngày có thật theo thứ tự ngày/tháng/năm, ví dụ 30/4/2024.";
    ask(sheet, area, kind, title, "Ghi ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 30/4/2024.", error);
}
