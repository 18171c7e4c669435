//! Two charts over time: reports received around the deadline, and the totals that changed most
//! since the previous period. Their numbers are to the right of the print area.

use super::super::context::SheetContext;
use super::super::index;
use super::super::table::{code, count, text};
use super::charts::pixels;
use super::{CHARS, COLUMNS, HALF, across};
use crate::book::{Area, Cell, Chart, Role, Sheet, Style, Width};
use crate::model::origin::CellRef;
use crate::msg;
use crate::outcome::BarChart;
use crate::text::Text;

/// The first column of the numbers of these charts.
const NUMBERS: u32 = COLUMNS + 1;
/// The column of the changed indicators.
const CHANGES: u32 = NUMBERS + 4;
/// The row of the headings of the numbers.
const HEADINGS: u32 = 1;
/// Height of the charts, in rows and in points.
const ROWS: u32 = 10;
const HEIGHT: f64 = 150.0;

pub(super) fn add(context: &SheetContext<'_>, sheet: &mut Sheet) {
    let top = sheet.next_row() + 1;
    for row in top..top + ROWS {
        sheet.put(row, 0, Cell::default());
        if let Some(row) = sheet.rows.get_mut(row as usize) {
            row.height = Some(HEIGHT / f64::from(ROWS));
        }
    }
    let heading = |text: Text| Cell::text(context.say(text), Role::Heading);
    let shown = [
        (
            context.outcome.received_by_day(),
            (0, HALF),
            (NUMBERS, Text::new("Ngày", "Day")),
            Text::new("Chưa có báo cáo nào.", "No reports yet."),
        ),
        (
            context.outcome.chart_of_changes(),
            (HALF, COLUMNS),
            (CHANGES, Text::new("Chỉ tiêu", "Indicator")),
            Text::new(
                "Chưa có số liệu kỳ trước để so sánh.",
                "There is no previous period to compare with.",
            ),
        ),
    ];
    for (chart, (begin, end), (col, names), none) in shown {
        sheet.put(top - 1, begin, Cell::text(context.say(chart.title), Role::Section));
        sheet.put(HEADINGS, col, heading(names));
        write_numbers(context, sheet, col, &chart);
        if chart.names.is_empty() {
            across(sheet, (top, begin, end - 1), Cell::text(context.say(none), Role::Text));
        } else {
            sheet.charts.push(placed(context, &chart, (top, begin, end), col));
        }
    }
    let units = Text::new("Số đơn vị so sánh", "Units compared");
    sheet.put(HEADINGS, CHANGES + 2, heading(units));
    for (row, change) in (HEADINGS + 1..).zip(context.outcome.largest_changes()) {
        sheet.put(row, CHANGES + 2, count(change.units));
    }
    let chars = [3.0, 8.0, 12.0, 12.0, 3.0, 48.0, 14.0, 22.0];
    sheet.columns.extend(chars.map(|chars| Width { chars, level: 0 }));
}

/// Writes the names and numbers of a chart, from a column on.
fn write_numbers(context: &SheetContext<'_>, sheet: &mut Sheet, col: u32, chart: &BarChart) {
    for (row, name) in (HEADINGS + 1..).zip(&chart.names) {
        let name = name.as_str();
        sheet.put(row, col, if chart.lying { text(name) } else { code(name) });
    }
    let style = Style::with_decimals(Role::Number, u32::from(chart.labeled));
    for (col, series) in (col + 1..).zip(&chart.series) {
        sheet.put(HEADINGS, col, Cell::text(context.say(series.title), Role::Heading));
        for (row, number) in (HEADINGS + 1..).zip(&series.numbers) {
            sheet.put(row, col, Cell::number(*number, style));
        }
    }
}

/// Returns a chart from a row on, between two columns, whose numbers begin at a column.
fn placed(
    context: &SheetContext<'_>,
    chart: &BarChart,
    (row, begin, end): (u32, u32, u32),
    col: u32,
) -> Chart {
    let width = f64::from(end - begin) * (CHARS * 7.0 + 5.0) - 12.0;
    let said = context.say(chart.title);
    let alt = msg!(
        "{said}. Số liệu ở bên phải phần in.",
        "{said}. The numbers are to the right of what is printed."
    );
    let last = HEADINGS + index(chart.names.len());
    let column = |col: u32| Area::new(HEADINGS + 1, col, last, col);
    let series = (col + 1..).zip(&chart.series);
    Chart {
        at: CellRef::new(row, begin),
        size: (pixels(width), pixels(HEIGHT * 4.0 / 3.0)),
        alt: alt.in_lang(context.lang).to_owned(),
        sheet: super::super::OVERVIEW.to_owned(),
        categories: column(col),
        series: series
            .map(|(col, series)| (CellRef::new(HEADINGS, col), column(col), series.tone))
            .collect(),
        lying: chart.lying,
        labeled: chart.labeled,
    }
}
