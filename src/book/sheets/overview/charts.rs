//! Two tables of counts on the second page, each with its chart beside it.

use super::super::context::SheetContext;
use super::super::index;
use super::super::table::{CODE, count};
use super::{COLUMNS, across};
use crate::book::{Area, Cell, Chart, Highlight, Link, Role, Sheet, Value, measure};
use crate::model::form::Sheet as Kind;
use crate::model::origin::CellRef;
use crate::outcome::BarChart;
use crate::text::Text;

/// The column at which charts begin, after the tables.
const CHART: u32 = 7;
/// Minimum height of a row beside a chart, in points.
const ROW: f64 = 15.0;
/// Height of a bar with its name, and of a chart's numbers and legend, in points.
const BAR: f64 = 13.0;
const FRAME: f64 = 45.0;

pub(super) fn add(context: &SheetContext<'_>, sheet: &mut Sheet) {
    sheet.push(Vec::new());
    let title =
        Text::new("Tình hình gửi báo cáo theo khối (số đơn vị)", "Punctuality by group (units)");
    sheet.push(vec![Cell::text(context.say(title), Role::Section)]);
    let table = by_group(context, sheet);
    let tones: Vec<Highlight> =
        context.turnout.columns().map(|(_, punctuality)| punctuality.highlight()).collect();
    chart(context, sheet, title, table, &tones, 3);
    if !context.case().scope.has_sheet(Kind::Tasks) {
        return;
    }
    sheet.push(Vec::new());
    let progress = context.outcome.progress_by_task();
    sheet.push(vec![Cell::text(context.say(progress.title), Role::Section)]);
    let table = by_task(context, sheet, &progress);
    let tones: Vec<Highlight> = progress.series.iter().map(|series| series.tone).collect();
    chart(context, sheet, progress.title, table, &tones, 1);
}

/// Adds punctuality by group; returns the rows of the heading and of the end of the table.
fn by_group(context: &SheetContext<'_>, sheet: &mut Sheet) -> (u32, u32, u32) {
    let head = sheet.next_row();
    across(sheet, (head, 0, 2), Cell::text(context.say(super::super::table::GROUP), Role::Heading));
    for (col, (_, punctuality)) in context.turnout.columns().enumerate() {
        sheet.put(
            head,
            3 + index(col),
            Cell::text(context.say(punctuality.title()), Role::Heading),
        );
    }
    let turnout = &context.turnout;
    for (group, punctual) in &turnout.groups {
        let row = sheet.next_row();
        across(sheet, (row, 0, 2), Cell::text(group.in_lang(context.lang), Role::Text));
        for (col, units) in
            turnout.columns().filter_map(|(place, _)| punctual.get(place)).enumerate()
        {
            sheet.put(row, 3 + index(col), count(*units));
        }
    }
    let (last, total) = (sheet.next_row() - 1, sheet.next_row());
    across(
        sheet,
        (total, 0, 2),
        Cell::text(context.say(Text::new("Tổng số", "Total")), Role::TotalName),
    );
    for (col, units) in
        turnout.columns().filter_map(|(place, _)| turnout.punctual.get(place).copied()).enumerate()
    {
        let letters = CellRef::column_name(3 + index(col));
        let expr = format!("SUM({letters}{}:{letters}{})", head + 2, last + 1);
        sheet.put(
            total,
            3 + index(col),
            Cell::formula(expr, Value::Number(units.into()), Role::Total),
        );
    }
    (head, last, total)
}

/// Adds progress by task; returns the same rows.
fn by_task(context: &SheetContext<'_>, sheet: &mut Sheet, progress: &BarChart) -> (u32, u32, u32) {
    let headings = progress.series.iter().map(|series| series.title);
    let headings = std::iter::once(CODE).chain(headings);
    let head =
        sheet.push(headings.map(|title| Cell::text(context.say(title), Role::Heading)).collect());
    for (at, task) in context.case().scope.plan.tasks.iter().enumerate() {
        let link = Link::Within(
            super::super::TASKS.to_owned(),
            CellRef::new(super::super::HEAD, 3 + index(at)),
        );
        let mut cells = vec![
            Cell::text(task.code.as_str(), Role::Code).leading_to(link).noted(task.title.as_str()),
        ];
        let numbers = progress.series.iter().filter_map(|series| series.numbers.get(at));
        cells.extend(numbers.map(|units| Cell::number(*units, Role::Number)));
        sheet.push(cells);
    }
    let last = sheet.next_row() - 1;
    (head, last, last)
}

/// Returns the chart beside a table, from its heading to its last row.
fn chart(
    context: &SheetContext<'_>,
    sheet: &mut Sheet,
    title: Text,
    (head, last, bottom): (u32, u32, u32),
    tones: &[Highlight],
    first: u32,
) {
    measure::fit(sheet);
    let room = (f64::from(last - head) * BAR + FRAME) / f64::from(bottom - head + 1);
    for row in sheet.rows.iter_mut().take(bottom as usize + 1).skip(head as usize) {
        row.height = row.height.map(|height| height.max(ROW).max(room.ceil()));
    }
    let heights = sheet
        .rows
        .iter()
        .skip(head as usize)
        .take((bottom - head + 1) as usize)
        .map(|row| row.height.unwrap_or(15.0));
    let start = CHART.max(first + index(tones.len()));
    let widths = sheet
        .columns
        .iter()
        .skip(start as usize)
        .take(COLUMNS.saturating_sub(start) as usize)
        .map(|width| width.chars * 7.0 + 5.0);
    let size = (pixels(widths.sum::<f64>() - 10.0), pixels(heights.sum::<f64>() * 4.0 / 3.0));
    let series = tones.iter().enumerate().map(|(col, tone)| {
        let col = first + index(col);
        (CellRef::new(head, col), Area::new(head + 1, col, last, col), *tone)
    });
    let alt =
        Text::new("Biểu đồ cột chồng của bảng bên trái.", "Stacked bars of the table on the left.");
    sheet.charts.push(Chart {
        at: CellRef::new(head, start),
        size,
        alt: format!("{}. {}", context.say(title), context.say(alt)),
        sheet: super::super::OVERVIEW.to_owned(),
        categories: Area::new(head + 1, 0, last, 0),
        series: series.collect(),
        lying: true,
        labeled: false,
    });
}

pub(super) fn pixels(length: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a sheet's size, clamped"
    )]
    let whole = length.clamp(0.0, 100_000.0) as u32;
    whole
}
