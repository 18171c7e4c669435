//! `Nguồn`: every file read, followed by its figures with their cells and original text. Both are
//! rows of one table, because the workbook's stable layout has one sheet for them: the row of a
//! file has its size, SHA-256 and received date, the row of a figure its sheet and cell, and the
//! first column says which it is. Only the first page is printed, unless the office clears the
//! print area.

use super::HEAD;
use super::context::SheetContext;
use super::files::Entry;
use super::link_limit;
use super::table::{
    self, CODE, FILE, OPEN, Table, UNIT, UNIT_CODE, begin, code, file, highlighted, linked,
    remark as remark_on, text,
};
use crate::book::{
    Area, Cell, Highlight, Link, Role, Row, RowStream, Sheet, Style, measure, paper,
};
use crate::model::case::Dossier;
use crate::model::file_role::FileRole;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::indicator::Indicator;
use crate::model::reading::Reading;
use crate::model::submission::Figure;
use crate::text::Text;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let headings = [
        (Text::new("Loại dòng", "Row"), 9.0),
        (UNIT_CODE, 12.0),
        (UNIT, 30.0),
        (FILE, 40.0),
        (OPEN, 6.0),
        (Text::new("Trang", "Sheet"), 11.0),
        (Text::new("Ô", "Cell"), 6.0),
        (CODE, 7.0),
        (Text::new("Chỉ tiêu", "Indicator"), 40.0),
        (Text::new("Nguyên văn", "As written"), 14.0),
        (Text::new("Giá trị", "Value"), 10.0),
        (Text::new("Trả lời", "Answer"), 16.0),
        (Text::new("Được tính", "Counted"), 8.0),
        (Text::new("Vai trò của tệp", "Role of the file"), 14.0),
        (Text::new("Ngày nhận", "Received"), 11.0),
        (Text::new("Căn cứ ngày nhận", "Evidence"), 20.0),
        (Text::new("Dung lượng (KB)", "Size (KB)"), 11.0),
        (Text::new("SHA-256", "SHA-256"), 68.0),
        (Text::new("Ghi chú của đơn vị", "The unit's note"), 40.0),
    ];
    let remark = Text::new(
        "Mỗi tệp một dòng, dưới đó mỗi số liệu trong tệp một dòng. Lọc cột “Mã” theo một chỉ tiêu để xem mọi đơn vị; lọc cột “Loại dòng” \
         để xem danh mục tệp. Bản in chỉ gồm trang đầu; cần in cả bảng thì xóa vùng in (Page Layout, Print Area, Clear Print Area).",
        "One row per file, below it one row for each figure in it. Filter “Mã” by an indicator to see all units, “Row” to see the \
         files. Only the first page is printed; to print all, clear the print area (Page Layout, Print Area, Clear Print Area).",
    );
    let title =
        Text::new("NGUỒN SỐ LIỆU VÀ TỆP ĐÃ ĐỌC", "SOURCES: EVERY FIGURE AND EVERY FILE READ");
    let columns = headings.map(|(heading, width)| (context.say(heading), width));
    let mut sheet =
        begin(context, super::SOURCES, (context.say(title), context.say(remark)), &columns, 3);
    let (files, figures) = (context.files.entries.len(), context.files.figures());
    let (of_files, of_figures) =
        (link_limit::fit(LINKS * files), link_limit::fit(LINKS * (files + figures)));
    if !of_figures {
        let only = Text::new(
            " Bảng quá dài để dòng nào cũng có liên kết: tệp mở ở dòng của tệp, ngay trên các số liệu của nó.",
            " The table is too long for links in every line: a file opens from its own line, just above its figures.",
        );
        remark_on(&mut sheet, context.say(if of_files { only } else { link_limit::FEWER }));
    }
    let own = Arc::clone(context);
    let lines = RowStream::new(context.files.entries.iter().map(Entry::rows), move |at, take| {
        let Some(entry) = own.files.entries.get(at) else {
            return;
        };
        take(Row { cells: file_line(&own, entry, of_files), ..Row::default() });
        if let Some(dossier) = entry.dossier.filter(|_| !entry.figures.is_empty()) {
            let shared = Shared::new(&own, entry, dossier, of_figures);
            for figure in entry.figures {
                take(Row { cells: figure_line(&own, &shared, figure), level: 1, ..Row::default() });
            }
        }
    });
    let decimals = context.case().scope.plan.decimals();
    let lines = lines.at_level(1).with_decimals(decimals);
    print_first_page(&mut sheet, &lines);
    Table::new(sheet, lines)
}

/// The last printed column; programs use the identifiers after it.
const PRINTED: u32 = 15;

/// Limits the print area to the first page.
fn print_first_page(sheet: &mut Sheet, lines: &RowStream<'_>) {
    sheet.print.area = Some(Area::new(0, 0, HEAD, PRINTED));
    let mut held = sheet.clone();
    measure::fit(&mut held);
    let mut rows = held.rows;
    if let Some(chunk) = lines.chunks().first() {
        lines.render_chunk(*chunk, &sheet.widths(), &mut |row| rows.push(row));
    }
    let heights = rows.iter().map(|row| row.height.unwrap_or(measure::PLAIN));
    let scale = paper::scale(sheet);
    let fitting = paper::rows_of_page(sheet.print.landscape, scale, heights).max(HEAD + 2);
    sheet.print.area = Some(Area::new(0, 0, fitting - 1, PRINTED));
    sheet.print.scale = Some(scale);
}

/// The kind of a file's row.
const FILE_ROW: Text = Text::new("tệp", "file");
const FIGURE_ROW: Text = Text::new("số liệu", "figure");

const KILOBYTE: u64 = 1024;

/// Links per row.
const LINKS: usize = 2;

fn file_line<'a>(context: &SheetContext<'a>, entry: &Entry<'a>, leads: bool) -> Vec<Cell> {
    let (submission, version) = (entry.submission, entry.version);
    let unit = submission.identity.unit.as_ref();
    let role = FileRole::new(submission, version.map(|version| version.role));
    let tone = match role {
        FileRole::Current => Highlight::Good,
        FileRole::Unreadable | FileRole::Unidentified => Highlight::Bad,
        FileRole::Unread => Highlight::Watch,
        FileRole::Superseded | FileRole::Duplicate | FileRole::Ignored => Highlight::Muted,
    };
    let receipt = version.and_then(|version| version.receipt);
    let [unit_code, name] = table::unit(context, unit, leads);
    let [path, open] = file(context, Some(&submission.file), leads);
    let mut cells = vec![code(context.say(FILE_ROW)), unit_code, name, path, open];
    cells.extend((0..8).map(|_| Cell::blank(Style::highlighted(Role::Text, Highlight::Muted))));
    cells.extend([
        highlighted(context.say(role.title()), tone),
        receipt.map_or(Cell::blank(Role::Day), |receipt| Cell::day(receipt.on, Role::Day)),
        code(receipt.map_or("", |receipt| context.say(receipt.evidence.title()))),
        Cell::number(submission.bytes.div_ceil(KILOBYTE), Role::Number),
        text(&*submission.sha256),
        Cell::blank(Role::Text),
    ]);
    cells
}

/// Cells shared by the rows of a file's figures.
struct Shared<'a> {
    unit: [Cell; 2],
    file: &'a str,
    open: [Cell; 2],
    counted: BTreeMap<&'a IndicatorCode, Decimal>,
    /// The unit whose current report it is.
    current: Option<&'a UnitCode>,
}

impl<'a> Shared<'a> {
    fn new(
        context: &SheetContext<'a>,
        entry: &Entry<'a>,
        dossier: &'a Dossier,
        leads: bool,
    ) -> Self {
        let unit = &dossier.unit;
        let to_figures: Option<Link> = leads.then(|| context.unit_figures(unit)).flatten();
        Self {
            unit: [linked(code(unit.as_str()), to_figures), text(context.name(unit))],
            file: &entry.submission.file,
            open: file(context, Some(&entry.submission.file), leads),
            current: entry.is_current.then_some(unit),
            counted: if entry.is_current {
                context.outcome.consolidation.counted_of(unit)
            } else {
                BTreeMap::new()
            },
        }
    }
}

fn figure_line<'a>(
    context: &SheetContext<'a>,
    shared: &Shared<'a>,
    figure: &'a Figure,
) -> Vec<Cell> {
    let at = figure.at.as_ref();
    let indicator = context.case().scope.plan.indicator(&figure.indicator);
    let counted = shared.counted.contains_key(&figure.indicator)
        || shared.current.is_some_and(|unit| {
            context.outcome.consolidation.non_number(unit, &figure.indicator).is_some()
        });
    let answers = !matches!(figure.reading, Reading::Blank | Reading::NotApplicable);
    let [path, open] = match at.map(|at| &*at.file) {
        Some(own) if own == shared.file => shared.open.clone(),
        other => file(context, other, shared.open[1].link.is_some()),
    };
    let value = match &figure.reading {
        Reading::Number(number) => Cell::number(
            number.normalize(),
            Style::with_decimals(Role::Number, indicator.map_or(0, Indicator::decimals)),
        ),
        _ => Cell::blank(Role::Number),
    };
    let (word, tone) = match (counted, answers) {
        (true, _) => (Text::new("có", "yes"), Highlight::Good),
        (false, true) => (Text::new("không", "no"), Highlight::Bad),
        (false, false) => (Text::new("không", "no"), Highlight::Muted),
    };
    let [unit, name] = shared.unit.clone();
    let mut cells = Vec::with_capacity(19);
    cells.extend([
        code(context.say(FIGURE_ROW)),
        unit,
        name,
        path,
        open,
        code(at.map_or("", |at| &*at.sheet)),
        code(at.map_or(String::new(), |at| at.cell.to_string())),
        code(figure.indicator.as_str()),
        text(indicator.map_or("", Indicator::full_name)),
        text(figure.raw.as_deref().unwrap_or_default()),
        value,
        code(context.say(figure.reading.title())),
        highlighted(context.say(word), tone),
    ]);
    cells.extend((0..5).map(|_| Cell::blank(Role::Text)));
    cells.push(text(figure.note.as_deref().unwrap_or_default()));
    cells
}
