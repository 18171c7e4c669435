//! Two charts over time: reports received around the deadline, and the totals that changed most
//! since the previous period. Their numbers are to the right of the print area.

use super::super::context::SheetContext;
use super::super::index;
use super::super::table::{code, count, text};
use super::charts::pixels;
use super::{CHARS, COLUMNS, HALF, across};
use crate::book::{Area, Cell, Chart, Highlight, Role, Sheet, Style, Width};
use crate::model::number::rounded;
use crate::model::origin::CellRef;
use crate::model::status::Punctuality;
use crate::msg;
use crate::text::Text;
use chrono::{Datelike, NaiveDate, TimeDelta};
use rust_decimal::Decimal;

/// The first column of the numbers of these charts.
const NUMBERS: u32 = COLUMNS + 1;
/// The column of the changed indicators.
const CHANGES: u32 = NUMBERS + 4;
/// The row of the headings of the numbers.
const HEADINGS: u32 = 1;
/// Days shown before the last on-time date (minimum), and days shown altogether (maximum).
const DAYS_BEFORE: (i64, i64) = (10, 30);
const DAYS: usize = 45;
/// Maximum number of changed indicators.
const MOST: usize = 5;
/// Maximum length of an indicator's name in a chart, in characters.
const NAMED: usize = 44;
/// Height of the charts, in rows and in points.
const ROWS: u32 = 10;
const HEIGHT: f64 = 150.0;

pub(super) fn add(context: &SheetContext<'_>, sheet: &mut Sheet) {
    let days = Text::new("Số đơn vị đã gửi đến từng ngày", "Units that had reported by each day");
    let changed = Text::new(
        "Chỉ tiêu thay đổi nhiều nhất so với kỳ trước, cùng đơn vị (%)",
        "Largest changes since the previous period, same units (%)",
    );
    let titles = sheet.next_row();
    sheet.put(titles, 0, Cell::text(context.say(days), Role::Section));
    sheet.put(titles, HALF, Cell::text(context.say(changed), Role::Section));
    let top = titles + 1;
    for row in top..top + ROWS {
        sheet.put(row, 0, Cell::default());
        if let Some(row) = sheet.rows.get_mut(row as usize) {
            row.height = Some(HEIGHT / f64::from(ROWS));
        }
    }
    let none = |text: Text| Cell::text(context.say(text), Role::Text);
    match write_days(context, sheet) {
        Some(last) => sheet.charts.push(by_day(context, days, top, last)),
        None => across(
            sheet,
            (top, 0, HALF - 2),
            none(Text::new("Chưa có báo cáo nào.", "No reports yet.")),
        ),
    }
    match write_changes(context, sheet) {
        Some(last) => sheet.charts.push(by_change(context, changed, top, last)),
        None => across(
            sheet,
            (top, HALF, COLUMNS - 1),
            none(Text::new(
                "Chưa có số liệu kỳ trước để so sánh.",
                "There is no previous period to compare with.",
            )),
        ),
    }
    widen(sheet);
}

/// Sets the widths of the columns of numbers.
fn widen(sheet: &mut Sheet) {
    let chars = [3.0, 8.0, 12.0, 12.0, 3.0, 48.0, 14.0, 22.0];
    sheet.columns.extend(chars.map(|chars| Width { chars, level: 0 }));
}

/// Writes the number of units received by each date; returns the last row.
fn write_days(context: &SheetContext<'_>, sheet: &mut Sheet) -> Option<u32> {
    let case = context.case();
    let last_day = case.scope.period.deadline?.last_day();
    let expected = case.dossiers.iter().filter(|dossier| dossier.expected);
    let received: Vec<(NaiveDate, bool)> = expected
        .filter_map(|dossier| {
            Some((dossier.received?.on, dossier.punctuality == Punctuality::Late))
        })
        .collect();
    let (first, latest) =
        (received.iter().map(|(on, _)| *on).min()?, received.iter().map(|(on, _)| *on).max()?);
    let [least, most] = [DAYS_BEFORE.0, DAYS_BEFORE.1].map(TimeDelta::days);
    let begin = first.clamp(last_day - most, last_day - least);
    let end = latest.max(last_day).min(case.scope.as_of).max(begin);
    heading(context, sheet, NUMBERS, "Ngày", "Day");
    for (col, punctuality) in (NUMBERS + 1..).zip([Punctuality::OnTime, Punctuality::Late]) {
        sheet.put(HEADINGS, col, Cell::text(context.say(punctuality.title()), Role::Heading));
    }
    let mut row = HEADINGS;
    for day in begin.iter_days().take_while(|day| *day <= end).take(DAYS) {
        row += 1;
        sheet.put(row, NUMBERS, code(format!("{}/{}", day.day(), day.month())));
        for (col, late) in [(NUMBERS + 1, false), (NUMBERS + 2, true)] {
            let by = received.iter().filter(|(on, is_late)| *on <= day && *is_late == late);
            sheet.put(row, col, count(by.count()));
        }
    }
    Some(row)
}

fn by_day(context: &SheetContext<'_>, title: Text, top: u32, last: u32) -> Chart {
    let column = |col: u32| Area::new(HEADINGS + 1, col, last, col);
    let series = [(NUMBERS + 1, Highlight::Good), (NUMBERS + 2, Highlight::Watch)];
    chart(
        context,
        title,
        (top, 0, HALF),
        column(NUMBERS),
        &series.map(|(col, tone)| (CellRef::new(HEADINGS, col), column(col), tone)),
    )
}

/// An indicator whose total changed.
struct Changed {
    name: String,
    percent: Decimal,
    units: usize,
}

/// Returns the indicators whose totals changed most, relative to the previous period, over the same
/// units.
fn largest(context: &SheetContext<'_>) -> Vec<Changed> {
    let plan = context.case().scope.plan;
    let mut all: Vec<Changed> = Vec::new();
    for total in &context.outcome.consolidation.totals {
        let Some((indicator, same)) = plan
            .indicator(&total.indicator)
            .zip(total.change.as_ref().and_then(|change| change.same_units.as_ref()))
        else {
            continue;
        };
        let floor = Decimal::from(indicator.thresholds.change_floor);
        let Some(percent) =
            same.percent().filter(|_| same.change().abs() >= floor && !same.change().is_zero())
        else {
            continue;
        };
        let name: String = indicator.full_name().chars().take(NAMED).collect();
        let more = if name.len() < indicator.full_name().len() { "…" } else { "" };
        let (code, units) = (&indicator.code, same.units);
        all.push(Changed {
            name: format!("{code} {}{more}", name.trim()),
            percent: rounded(percent, 1),
            units,
        });
    }
    all.sort_by_key(|changed| std::cmp::Reverse(changed.percent.abs()));
    all.truncate(MOST);
    all
}

/// Writes the largest changes; returns the last row.
fn write_changes(context: &SheetContext<'_>, sheet: &mut Sheet) -> Option<u32> {
    let changed = largest(context);
    heading(context, sheet, CHANGES, "Chỉ tiêu", "Indicator");
    heading(context, sheet, CHANGES + 1, "Thay đổi (%)", "Change (%)");
    heading(context, sheet, CHANGES + 2, "Số đơn vị so sánh", "Units compared");
    for (row, changed) in (HEADINGS + 1..).zip(&changed) {
        sheet.put(row, CHANGES, text(changed.name.as_str()));
        let style = Style::with_decimals(Role::Number, 1);
        sheet.put(row, CHANGES + 1, Cell::number(changed.percent, style));
        sheet.put(row, CHANGES + 2, count(changed.units));
    }
    (!changed.is_empty()).then(|| HEADINGS + index(changed.len()))
}

fn by_change(context: &SheetContext<'_>, title: Text, top: u32, last: u32) -> Chart {
    let column = |col: u32| Area::new(HEADINGS + 1, col, last, col);
    let series = (CellRef::new(HEADINGS, CHANGES + 1), column(CHANGES + 1), Highlight::None);
    let chart = chart(context, title, (top, HALF, COLUMNS), column(CHANGES), &[series]);
    Chart { lying: true, labeled: true, ..chart }
}

/// Returns a chart with vertical bars from a row on, between two columns.
fn chart(
    context: &SheetContext<'_>,
    title: Text,
    (row, begin, end): (u32, u32, u32),
    categories: Area,
    series: &[(CellRef, Area, Highlight)],
) -> Chart {
    let width = f64::from(end - begin) * (CHARS * 7.0 + 5.0) - 12.0;
    let said = context.say(title);
    let alt = msg!(
        "{said}. Số liệu ở bên phải phần in.",
        "{said}. The numbers are to the right of what is printed."
    );
    Chart {
        at: CellRef::new(row, begin),
        size: (pixels(width), pixels(HEIGHT * 4.0 / 3.0)),
        alt: alt.in_lang(context.lang).to_owned(),
        sheet: super::super::OVERVIEW.to_owned(),
        categories,
        series: series.to_vec(),
        lying: false,
        labeled: false,
    }
}

fn heading(
    context: &SheetContext<'_>,
    sheet: &mut Sheet,
    col: u32,
    vi: &'static str,
    en: &'static str,
) {
    sheet.put(HEADINGS, col, Cell::text(context.say(Text::new(vi, en)), Role::Heading));
}
