//! The layout shared by all tables of the workbook.

use super::context::SheetContext;
use super::link_limit;
use super::row_split;
use super::{HEAD, index};
use crate::book::{
    Area, Cell, Content, Highlight, Link, NamedTable, Print, Role, Row, RowStream, Sheet, Style,
    Width, measure, paper,
};
use crate::model::form::Sheet as Kind;
use crate::model::id::UnitCode;
use crate::model::number::written_vi;
use crate::model::origin::{CellRef, Origin};
use crate::model::result_names;
use crate::model::submission::Report;
use crate::model::{case::Dossier, origin::Sourced, reading::Day};
use crate::msg;
use crate::text::Text;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A sheet with a table whose rows are laid out while being written.
pub(super) struct Table<'a> {
    pub(super) sheet: Sheet,
    pub(super) stream: Option<RowStream<'a>>,
}

impl From<Sheet> for Table<'_> {
    fn from(sheet: Sheet) -> Self {
        Self { sheet, stream: None }
    }
}

impl<'a> Table<'a> {
    pub(super) fn new(mut sheet: Sheet, stream: RowStream<'a>) -> Self {
        end(&mut sheet, stream.rows());
        Self { sheet, stream: Some(stream) }
    }
}

/// Links per row of text: the unit's code, and the cell of the text.
const LINKS: usize = 2;

impl<'a> Table<'a> {
    /// Returns a sheet with a table of text; long text is divided over several rows. `render` lays
    /// out the cells of a record, given its index and the number of links.
    pub(super) fn of_texts<T: Send + Sync + 'a>(
        context: &Arc<SheetContext<'a>>,
        mut sheet: Sheet,
        told: Vec<T>,
        line: impl Fn(&SheetContext<'a>, usize, &T, usize) -> Vec<Cell> + Send + Sync + 'a,
    ) -> Self {
        let (own, count) = (Arc::clone(context), told.len());
        let lay = move |at: usize, links: usize| {
            let cells = told.get(at).map(|told| line(&own, at, told, links));
            Row { cells: cells.unwrap_or_default(), ..Row::default() }
        };
        let stream = row_split::stream(context, &sheet, count, Arc::new(lay));
        if link_limit::per_row(stream.rows() as usize) < LINKS {
            remark(&mut sheet, context.say(link_limit::FEWER));
        }
        Self::new(sheet, stream)
    }
}

/// Names of the sheets that are empty in an ad hoc period.
const DATED_ONLY: [&str; 6] = [
    super::TASKS,
    super::FIGURES,
    super::UNIT_FIGURES,
    super::RESULTS,
    super::PROPOSALS,
    super::DOCUMENTS,
];
/// Heading of the column of unit codes.
pub(super) const UNIT_CODE: Text = Text::new("Mã đơn vị", "Mã đơn vị");
/// Heading of the column of codes of tasks, indicators or rules.
pub(super) const CODE: Text = Text::new("Mã", "Mã");
/// Heading of the column of tasks, or of subjects in a plan without tasks.
pub(super) const TASK: Text = Text::new("Nhiệm vụ", "Task");
pub(super) const SUBJECT: Text = Text::new("Nội dung", "Subject");
pub(super) const UNIT: Text = Text::new("Đơn vị", "Unit");
pub(super) const GROUP: Text = Text::new("Khối", "Group");
pub(super) const FILE: Text = Text::new("Tệp", "File");
pub(super) const OPEN: Text = Text::new("Mở tệp", "Open file");
/// Heading of the column of row numbers.
pub(super) const ORDINAL: Text = Text::new("STT", "No.");

/// Begins a sheet with a table: title, status, remark, headings with their widths, and the number
/// of frozen columns.
pub(super) fn begin(
    context: &SheetContext<'_>,
    name: &str,
    (title, remark): (&str, &str),
    columns: &[(&str, f64)],
    frozen: u32,
) -> Sheet {
    // codes must not wrap
    let width = |(heading, chars): &(&str, f64)| Width {
        chars: if *heading == context.say(UNIT_CODE) { context.code_width } else { *chars },
        level: 0,
    };
    let mut sheet = Sheet {
        name: name.to_owned(),
        columns: columns.iter().map(width).collect(),
        freeze: Some(CellRef::new(HEAD + 1, frozen)),
        print: Print { landscape: true, repeat: Some((HEAD, HEAD)), ..Print::default() },
        ..Sheet::default()
    };
    let (period, cut_off, standing) = (context.period(), context.cut_off(), context.standing());
    let line = msg!(
        "Kỳ báo cáo: {period} – {cut_off}. {standing}.",
        "Period: {period} – {cut_off}. {standing}."
    );
    sheet.push(vec![Cell::text(title, Role::Section)]);
    sheet.push(vec![Cell::text(line.in_lang(context.lang), Role::Paragraph)]);
    let is_asked = !context.case().scope.period.is_ad_hoc() || !DATED_ONLY.contains(&name);
    let none = context
        .say(Text::new("Báo cáo đột xuất không có phần này.", "Ad hoc reports have no such part."));
    sheet.push(vec![Cell::text(if is_asked { remark } else { none }, Role::Remark)]);
    sheet.push(columns.iter().map(|(heading, _)| Cell::text(*heading, Role::Heading)).collect());
    spread(&mut sheet, index(columns.len()));
    sheet
}

/// Returns the columns or cells of a row, without those about tasks if the plan has none.
pub(super) fn of_tasks<T>(
    context: &SheetContext<'_>,
    mut columns: Vec<T>,
    about_tasks: Range<usize>,
) -> Vec<T> {
    if !context.case().scope.plan.has_sheet(Kind::Tasks) {
        columns.drain(about_tasks);
    }
    columns
}

/// Spreads the lines above a table across its first columns, which are on one page.
fn spread(sheet: &mut Sheet, columns: u32) {
    sheet.merges.retain(|area| area.first.row >= HEAD);
    if columns > 1 {
        sheet.merges.extend((1..HEAD).map(|row| Area::new(row, 0, row, columns - 1)));
    }
}

/// Begins another page at a column, if the sheet would be too small on one page. Columns up to
/// `repeated` are on both.
pub(super) fn break_at(sheet: &mut Sheet, column: u32, repeated: u32) {
    if paper::scale(sheet) < paper::LEGIBLE {
        sheet.print.repeat_columns = Some((0, repeated));
        sheet.print.column_breaks.push(column);
        spread(sheet, column);
    }
}

/// Ends a table: sets its name and area, including `more` rows of a stream.
pub(super) fn end(sheet: &mut Sheet, more: u32) {
    let bottom = (sheet.next_row().saturating_sub(1) + more).max(HEAD + 1);
    let (sheet_name, part) = sheet.name.split_once(" (").unwrap_or((&sheet.name, ""));
    let mut name = result_names::sheets::table(sheet_name).to_owned();
    if let Some(part) = part.strip_suffix(')') {
        name = format!("{name}_{part}");
    }
    let area = Area::new(HEAD, 0, bottom, index(sheet.columns.len().max(1) - 1));
    distinguish(sheet);
    sheet.table = Some(NamedTable { name, area });
}

/// Makes the headings of a table distinct and nonempty, as spreadsheet programs require.
fn distinguish(sheet: &mut Sheet) {
    let mut seen = BTreeSet::new();
    for cell in sheet.rows.get_mut(HEAD as usize).into_iter().flat_map(|row| &mut row.cells) {
        let own = match &cell.content {
            Content::Text(text) => text.clone(),
            _ => "…".to_owned(),
        };
        let mut heading = own.clone();
        for number in 2.. {
            if seen.insert(heading.to_lowercase()) {
                break;
            }
            heading = format!("{own} ({number})");
        }
        cell.content = Content::Text(heading);
    }
}

/// Adds a sentence to the remark above a table.
pub(super) fn remark(sheet: &mut Sheet, more: &str) {
    let above = sheet.rows.iter_mut().take(HEAD as usize).filter_map(|row| row.cells.first_mut());
    for cell in above.filter(|cell| cell.style.role == Role::Remark) {
        if let Content::Text(text) = &mut cell.content {
            text.push_str(more);
        }
    }
}

pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell::text(text, Role::Text)
}

pub(super) fn code(text: impl Into<String>) -> Cell {
    Cell::text(text, Role::Code)
}

pub(super) fn highlighted(text: impl Into<String>, tone: Highlight) -> Cell {
    Cell::text(text, Style::highlighted(Role::Code, tone))
}

pub(super) fn count(count: usize) -> Cell {
    Cell::number(u64::try_from(count).unwrap_or(u64::MAX), Role::Number)
}

/// Returns a count, blank if it is 0.
pub(super) fn count_unless_0(number: usize) -> Cell {
    if number == 0 { Cell::blank(Role::Number) } else { count(number) }
}

pub(super) fn linked(cell: Cell, link: Option<Link>) -> Cell {
    match link {
        Some(link) if cell.content != crate::book::Content::Blank => cell.leading_to(link),
        _ => cell,
    }
}

/// Returns a unit's text, verbatim.
pub(super) fn words(answer: Option<&Sourced<Arc<str>>>) -> Cell {
    answer.map_or(Cell::blank(Role::Text), |answer| text(&*answer.value))
}

/// Returns a date; invalid text is repeated verbatim.
pub(super) fn day(answer: Option<&Sourced<Option<Day>>>) -> Cell {
    match answer {
        Some(Sourced { value: Some(day), .. }) => Cell::day(day.date, Role::Day),
        Some(Sourced { raw, .. }) => highlighted(&**raw, Highlight::Watch),
        None => Cell::blank(Role::Day),
    }
}

/// Returns a unit's code, linked to its punctuality, and its name. Only short cells have links:
/// some programs do not wrap the text of a link.
pub(super) fn unit<'a>(
    context: &SheetContext<'a>,
    unit: Option<&'a UnitCode>,
    leads: bool,
) -> [Cell; 2] {
    let Some(unit) = unit else {
        return [code(""), text("")];
    };
    [
        linked(code(unit.as_str()), leads.then(|| context.unit(unit)).flatten()),
        text(context.name(unit)),
    ]
}

/// Returns a received file and the cell that opens it.
pub(super) fn file<'a>(
    context: &SheetContext<'a>,
    file: Option<&'a str>,
    leads: bool,
) -> [Cell; 2] {
    let Some(file) = file else {
        return [text(""), code("")];
    };
    let link = leads.then(|| context.file(file));
    [
        text(file),
        if leads { linked(code(context.say(Text::new("mở", "open"))), link) } else { code("") },
    ]
}

/// Returns the sheet and cell of a text, linked to the file.
pub(super) fn source<'a, T>(
    context: &SheetContext<'a>,
    answer: Option<&'a Sourced<T>>,
    leads: bool,
) -> Cell {
    source_at(context, answer.map(|answer| &answer.at), leads)
}

/// Returns a sheet and cell, linked to the file.
pub(super) fn source_at<'a>(
    context: &SheetContext<'a>,
    at: Option<&'a Origin>,
    leads: bool,
) -> Cell {
    let shown = |at: &'a Origin| {
        linked(code(format!("{}!{}", at.sheet, at.cell)), leads.then(|| context.file(&at.file)))
    };
    at.map_or(Cell::blank(Role::Code), shown)
}

/// Returns the width of a column of counts, because a count wider than its column is shown as
/// `###`.
pub(super) fn counts_width(counts: impl Iterator<Item = Decimal>, role: Role, least: f64) -> f64 {
    let (mut width, mut widest) = (least, None);
    for count in counts {
        // all digits have one width, so that counts of equal length need one measurement
        let size = (count.is_sign_negative(), count.scale(), count.abs());
        if widest
            .is_none_or(|(sign, scale, most)| size.0 != sign || size.1 != scale || size.2 > most)
        {
            (width, widest) = (measure::chars(&written_vi(count), role).max(width), Some(size));
        }
    }
    width
}

/// Returns the width of the column of unit names, up to a limit.
pub(super) fn names_width(context: &SheetContext<'_>, most: f64) -> f64 {
    let names = context.dossiers.iter().map(|dossier| context.name(&dossier.unit));
    longest(names).clamp(20.0, most)
}

/// Returns the width of the column of groups, up to a limit.
pub(super) fn groups_width(context: &SheetContext<'_>, most: f64) -> f64 {
    longest(context.dossiers.iter().map(|dossier| context.group_of(dossier))).clamp(10.0, most)
}

fn longest<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    texts.map(|text| measure::chars(text, Role::Text)).fold(0.0, f64::max)
}

/// Returns the reports for this period with the rows of one of their lists.
pub(super) fn listed<'a, T: 'a>(
    context: &SheetContext<'a>,
    list: impl Fn(&'a Report) -> &'a [T],
) -> Vec<(&'a Dossier, &'a T)> {
    context
        .reports()
        .flat_map(|(dossier, report)| list(report).iter().map(move |line| (dossier, line)))
        .collect()
}
