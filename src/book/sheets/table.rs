//! The shape that all tables of the workbook share.

use super::context::SheetContext;
use super::link_limit;
use super::row_split;
use super::{HEAD, index};
use crate::book::{Area, Cell, Content, Highlight, Print, Role, Row, RowStream, Sheet, Width};
use crate::book::{Link, Style, measure};
use crate::model::form::Sheet as Kind;
use crate::model::id::UnitCode;
use crate::model::number::written_vi;
use crate::model::origin::{CellRef, Origin};
use crate::model::submission::Report;
use crate::model::{case::Dossier, origin::Sourced, reading::Day};
use crate::msg;
use crate::text::Text;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A sheet, and the lines of its table where they are laid out as they are written.
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
    /// A sheet with a table of these lines, with filter buttons over all its rows.
    pub(super) fn new(mut sheet: Sheet, stream: RowStream<'a>) -> Self {
        end(&mut sheet, stream.rows());
        Self { sheet, stream: Some(stream) }
    }
}

/// As many cells of a line of words lead somewhere: the unit's code, and the cell they stand in.
const LINKS: usize = 2;

impl<'a> Table<'a> {
    /// A sheet with a table of words, which go on in rows of their own where they are long. Of each thing told, its place among
    /// the others and how many cells of its line may lead somewhere come its cells.
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

/// The sheets that show what a part of the form asks.
const ANSWERS: [(&str, Kind); 6] = [
    (super::TASKS, Kind::Tasks),
    (super::FIGURES, Kind::Figures),
    (super::UNIT_FIGURES, Kind::Figures),
    (super::RESULTS, Kind::Tasks),
    (super::PROPOSALS, Kind::Tasks),
    (super::DOCUMENTS, Kind::Documents),
];
/// The heading of the column of units' codes.
pub(super) const UNIT_CODE: Text = Text::new("Mã đơn vị", "Mã đơn vị");
/// The heading of the column of tasks', indicators' or rules' codes.
pub(super) const CODE: Text = Text::new("Mã", "Mã");
/// The heading of the column of units' names.
pub(super) const UNIT: Text = Text::new("Đơn vị", "Unit");
/// The heading of the column of groups.
pub(super) const GROUP: Text = Text::new("Khối", "Group");
/// The heading of the column of files.
pub(super) const FILE: Text = Text::new("Tệp", "File");
/// The heading of the column of cells that open them.
pub(super) const OPEN: Text = Text::new("Mở tệp", "Open file");
/// The heading of the column of running numbers.
pub(super) const ORDINAL: Text = Text::new("STT", "No.");

/// Begins a sheet with a table: title, how things stand, a remark, the headings with their widths; `frozen` columns stay in
/// sight.
pub(super) fn begin(
    context: &SheetContext<'_>,
    name: &str,
    (title, remark): (Text, &str),
    columns: &[(&str, f64)],
    frozen: u32,
) -> Sheet {
    // the machine's key must not be broken
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
    sheet.push(vec![Cell::text(context.say(title), Role::Section)]);
    sheet.push(vec![Cell::text(line.in_lang(context.lang), Role::Loose)]);
    let is_asked =
        ANSWERS.iter().all(|(sheet, kind)| *sheet != name || context.case().scope.asks(*kind));
    let none = context
        .say(Text::new("Báo cáo đột xuất không có phần này.", "Ad hoc reports have no such part."));
    sheet.push(vec![Cell::text(if is_asked { remark } else { none }, Role::Remark)]);
    if columns.len() > 1 {
        sheet.merges.push(Area::new(HEAD - 1, 0, HEAD - 1, index(columns.len() - 1)));
    }
    sheet.push(columns.iter().map(|(heading, _)| Cell::text(*heading, Role::Heading)).collect());
    sheet
}

/// Ends a table: filter buttons over all its rows, of which so many do not stand in the sheet.
pub(super) fn end(sheet: &mut Sheet, more: u32) {
    let bottom = sheet.next_row().saturating_sub(1).max(HEAD) + more;
    sheet.filter = Some(Area::new(HEAD, 0, bottom, index(sheet.columns.len().max(1) - 1)));
}

/// Adds a sentence to the remark above a table.
pub(super) fn remark(sheet: &mut Sheet, more: &str) {
    let cell = sheet.rows.get_mut(HEAD as usize - 1).and_then(|row| row.cells.first_mut());
    if let Some(Cell { content: Content::Text(text), .. }) = cell {
        text.push_str(more);
    }
}

/// A text in a table.
pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell::text(text, Role::Text)
}

/// A code or a word in a table.
pub(super) fn code(text: impl Into<String>) -> Cell {
    Cell::text(text, Role::Code)
}

/// A word in a table with a shade.
pub(super) fn highlighted(text: impl Into<String>, tone: Highlight) -> Cell {
    Cell::text(text, Style::highlighted(Role::Code, tone))
}

/// A count in a table.
pub(super) fn count(count: usize) -> Cell {
    Cell::number(u64::try_from(count).unwrap_or(u64::MAX), Role::Number)
}

/// A count in a table, empty where it is 0.
pub(super) fn count_unless_0(number: usize) -> Cell {
    if number == 0 { Cell::blank(Role::Number) } else { count(number) }
}

/// A cell with a link, where there is one to follow.
pub(super) fn linked(cell: Cell, link: Option<Link>) -> Cell {
    match link {
        Some(link) if cell.content != crate::book::Content::Blank => cell.leading_to(link),
        _ => cell,
    }
}

/// A unit's own words, as they stand in its cell.
pub(super) fn words(answer: Option<&Sourced<Arc<str>>>) -> Cell {
    answer.map_or(Cell::blank(Role::Text), |answer| text(&*answer.value))
}

/// A day a unit gives, or its own words where they are no day.
pub(super) fn day(answer: Option<&Sourced<Option<Day>>>) -> Cell {
    match answer {
        Some(Sourced { value: Some(day), .. }) => Cell::day(day.date, Role::Day),
        Some(Sourced { raw, .. }) => highlighted(&**raw, Highlight::Watch),
        None => Cell::blank(Role::Day),
    }
}

/// A unit's code, which leads to its line among those who reported, and its name. Only short cells lead somewhere: some
/// programs do not wrap the text of a link.
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

/// A received file and the cell that opens it.
pub(super) fn file<'a>(
    context: &SheetContext<'a>,
    file: Option<&'a str>,
    leads: bool,
) -> [Cell; 2] {
    let Some(file) = file else {
        return [text(""), code("")];
    };
    let link = leads.then(|| context.file(file));
    // a word that opens nothing is no help
    [
        text(file),
        if leads { linked(code(context.say(Text::new("mở", "open"))), link) } else { code("") },
    ]
}

/// The sheet and cell that words stand in, which lead to the file.
pub(super) fn source<'a, T>(
    context: &SheetContext<'a>,
    answer: Option<&'a Sourced<T>>,
    leads: bool,
) -> Cell {
    source_at(context, answer.map(|answer| &answer.at), leads)
}

/// A sheet and cell, which lead to the file.
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

/// The width of a column of counts: no count may be wider than its column, or it is shown as `###`.
pub(super) fn counts_width(counts: impl Iterator<Item = Decimal>, role: Role, least: f64) -> f64 {
    let (mut width, mut widest) = (least, None);
    for count in counts {
        // all digits are equally wide: only one that has more of them, or a sign, is measured
        let size = (count.is_sign_negative(), count.scale(), count.abs());
        if widest
            .is_none_or(|(sign, scale, most)| size.0 != sign || size.1 != scale || size.2 > most)
        {
            (width, widest) = (measure::chars(&written_vi(count), role).max(width), Some(size));
        }
    }
    width
}

/// The width of the column of units' names: as wide as the longest of them, up to a bound.
pub(super) fn names_width(context: &SheetContext<'_>, most: f64) -> f64 {
    let names = context.dossiers.iter().map(|dossier| context.name(&dossier.unit));
    longest(names).clamp(20.0, most)
}

/// The width of the column of groups: as wide as the longest of them, up to a bound.
pub(super) fn groups_width(context: &SheetContext<'_>, most: f64) -> f64 {
    longest(context.dossiers.iter().map(|dossier| context.group_of(dossier))).clamp(10.0, most)
}

fn longest<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    texts.map(|text| measure::chars(text, Role::Text)).fold(0.0, f64::max)
}

/// The reports of this period with the lines of one of their lists.
pub(super) fn listed<'a, T: 'a>(
    context: &SheetContext<'a>,
    list: impl Fn(&'a Report) -> &'a [T],
) -> Vec<(&'a Dossier, &'a T)> {
    context
        .reports()
        .flat_map(|(dossier, report)| list(report).iter().map(move |line| (dossier, line)))
        .collect()
}
