//! The edits that people make to a form.

use super::words::{self, Slip};
use crate::reports::PLAN;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use tonghop::book::{Book, Cell, Content, Role, Row, Sheet};
use tonghop::model::form::SELF_CHECK;
use tonghop::model::plan::Indicator;

/// One edit. Places are taken modulo what is there.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    /// Rows above a sheet's table, blank or with titles.
    RowsAbove { sheet: usize, titles: Vec<&'static str> },
    /// A row between the figures: blank, a group's title, an indicator of the unit's own, a total.
    RowBetween { at: usize, code: &'static str, wording: &'static str, number: Option<u32> },
    /// The headings again, as at the top of a printed page.
    HeadingsAgain { at: usize },
    /// `(1) (2) (3)` below the headings.
    Numbers { sheet: usize, letters: bool },
    /// A blank column.
    Column { sheet: usize, at: usize },
    /// A running number before the codes.
    Ordinals,
    /// A column of figures stands somewhere else.
    MoveColumn { from: usize, to: usize },
    /// Another period's figures beside this one's.
    OtherPeriod { heading: &'static str, before: bool, from: u32 },
    /// The figures' heading in other words.
    Heading { words: &'static str },
    /// Headings over two rows: one word above the other, or one cell over both.
    TwoRows { sheet: usize, split: bool },
    /// Figures in another order.
    Permute { by: usize },
    /// Another name for a sheet.
    Rename { sheet: usize, name: &'static str },
    /// Labels, headings and wordings typed anew.
    Retype { sheet: usize, slip: Slip, every: usize },
    /// Codes written another way, or lost.
    Codes { style: usize, every: usize },
    /// Wordings lost: only the codes are left.
    Wordings { every: usize },
    /// Figures as text.
    Text { style: usize, every: usize },
    /// Figures without the number or the words in them: a dash where nothing was, a note beside them.
    Notes { text: &'static str, every: usize },
    /// A second sheet of the same, with or without its figures.
    Duplicate { sheet: usize, blank: bool, first: bool },
    /// No stamp.
    NoStamp,
    /// An indicator's row is gone.
    Delete { row: usize },
    /// An indicator stands twice, the second time with another figure.
    Twice { row: usize, number: u32 },
    /// A sheet below another, on the same sheet.
    Join { from: usize, to: usize },
}

/// A few of them, one after the other.
pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    proptest::collection::vec(edit(), 1..5)
}

fn edit() -> impl Strategy<Value = Edit> {
    let sheet = || 0_usize..6;
    let titles = vec![
        "",
        "ỦY BAN NHÂN DÂN TỈNH THANH HÓA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Biểu số 02",
        "Đơn vị tính: cuộc",
        "Số liệu",
    ];
    let above = proptest::collection::vec(select(titles), 1..4);
    let own = select(vec![
        ("", "", None),
        ("I", "Công tác tuyên truyền", None),
        ("", "Công tác tuyên truyền", Some(12)),
        ("", "Tổng cộng", Some(99_999)),
        ("", "Cộng", Some(1)),
        ("CT25", "Chỉ tiêu riêng của đơn vị", Some(77)),
        ("25", "Số vụ khác", Some(3)),
        ("", "Trong đó:", None),
        ("CT01.1", "Công văn", Some(2)),
    ]);
    let headings = select(vec![
        "Kỳ trước",
        "Số liệu kỳ trước",
        "Số liệu cùng kỳ",
        "Lũy kế",
        "Lũy kế từ đầu năm",
        "Năm 2023",
        "6 tháng đầu năm 2023",
        "Số liệu năm 2023",
        "So sánh",
        "Tăng, giảm",
        "Kế hoạch",
        "Chỉ tiêu giao",
    ]);
    let figure_heading = select(vec![
        "Kết quả",
        "Số lượng",
        "Kỳ này",
        "Thực hiện",
        "6 tháng đầu năm 2024",
        "Năm 2024",
        "Số liệu 6 tháng",
        "SL",
        "Tổng số",
    ]);
    let names = select(vec![
        "Sheet1",
        "Báo cáo",
        "Số liệu ",
        "SO LIEU",
        "Biểu 2",
        "Trang tính 3",
        "Nhiệm vụ (2)",
    ]);
    let notes = select(vec![
        "15",
        "tăng 3 so với kỳ trước",
        "CT02",
        "Không phát sinh",
        "Trong đó: kế hoạch",
        "văn bản",
    ]);
    let some = || 1_usize..5;
    prop_oneof![
        (sheet(), above).prop_map(|(sheet, titles)| Edit::RowsAbove { sheet, titles }),
        (0_usize..25, own).prop_map(|(at, (code, wording, number))| Edit::RowBetween {
            at,
            code,
            wording,
            number
        }),
        (1_usize..24).prop_map(|at| Edit::HeadingsAgain { at }),
        (sheet(), any::<bool>()).prop_map(|(sheet, letters)| Edit::Numbers { sheet, letters }),
        (sheet(), 0_usize..5).prop_map(|(sheet, at)| Edit::Column { sheet, at }),
        Just(Edit::Ordinals),
        (0_usize..6, 0_usize..6).prop_map(|(from, to)| Edit::MoveColumn { from, to }),
        (headings, any::<bool>(), 1_u32..90_000)
            .prop_map(|(heading, before, from)| { Edit::OtherPeriod { heading, before, from } }),
        figure_heading.prop_map(|words| Edit::Heading { words }),
        (sheet(), any::<bool>()).prop_map(|(sheet, split)| Edit::TwoRows { sheet, split }),
        (1_usize..24).prop_map(|by| Edit::Permute { by }),
        (sheet(), names).prop_map(|(sheet, name)| Edit::Rename { sheet, name }),
        (sheet(), words::slips(), some()).prop_map(|(sheet, slip, every)| Edit::Retype {
            sheet,
            slip,
            every
        }),
        (0_usize..8, some()).prop_map(|(style, every)| Edit::Codes { style, every }),
        some().prop_map(|every| Edit::Wordings { every }),
        (0_usize..7, some()).prop_map(|(style, every)| Edit::Text { style, every }),
        (notes, some()).prop_map(|(text, every)| Edit::Notes { text, every }),
        (sheet(), any::<bool>(), any::<bool>()).prop_map(|(sheet, blank, first)| Edit::Duplicate {
            sheet,
            blank,
            first
        }),
        Just(Edit::NoStamp),
        (0_usize..24).prop_map(|row| Edit::Delete { row }),
        (0_usize..24, 1_u32..90_000).prop_map(|(row, number)| Edit::Twice { row, number }),
        (sheet(), sheet()).prop_map(|(from, to)| Edit::Join { from, to }),
    ]
}

/// Leaves out what an edit would have to move and what says nothing: the self-check, inputs, filters, merges.
pub(crate) fn prepare(book: &mut Book) {
    book.sheets.retain(|sheet| sheet.name != SELF_CHECK);
    for sheet in &mut book.sheets {
        *sheet = Sheet {
            name: sheet.name.clone(),
            rows: std::mem::take(&mut sheet.rows),
            ..Sheet::default()
        };
        for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.link = None;
        }
    }
}

impl Edit {
    /// Whether the edit takes an indicator away.
    pub(crate) fn deletes(&self, indicator: &Indicator) -> bool {
        matches!(self, Self::Delete { row } if PLAN.indicators.get(*row) == Some(indicator))
    }

    /// Makes the edit.
    pub(crate) fn apply(&self, book: &mut Book) {
        match self {
            Self::NoStamp => {
                book.names.clear();
                book.properties.custom.clear();
            }
            Self::Duplicate { sheet, blank, first } => duplicate(book, *sheet, *blank, *first),
            Self::Join { from, to } => join(book, *from, *to),
            Self::Rename { sheet, name } => {
                if book.sheets.iter().all(|other| !other.name.eq_ignore_ascii_case(name)) {
                    (*name).clone_into(&mut one(book, *sheet).name);
                }
            }
            Self::RowsAbove { sheet, titles } => {
                let rows = titles.iter().map(|title| row(vec![Cell::text(*title, Role::Loose)]));
                one(book, *sheet).rows.splice(0..0, rows);
            }
            Self::Column { sheet, at } => {
                one(book, *sheet).rows.iter_mut().for_each(|row| insert(row, *at, Cell::default()));
            }
            Self::Numbers { sheet, letters } => numbers(one(book, *sheet), *letters),
            Self::TwoRows { sheet, split } => two_rows(one(book, *sheet), *split),
            Self::Retype { sheet, slip, every } => {
                let texts = one(book, *sheet)
                    .rows
                    .iter_mut()
                    .flat_map(|row| &mut row.cells)
                    .filter_map(text_of);
                texts
                    .enumerate()
                    .filter(|(place, _)| place % every == 0)
                    .for_each(|(_, text)| *text = slip.on(text));
            }
            _ => {
                if let Some(table) = Figures::of(book) {
                    self.on_figures(table);
                }
            }
        }
    }

    fn on_figures(&self, mut table: Figures<'_>) {
        match self {
            Self::RowBetween { at, code, wording, number } => {
                let number = number
                    .map_or_else(Cell::default, |number| Cell::number(number, Role::AnswerNumber));
                let cells = [
                    (table.code, Cell::text(*code, Role::Code)),
                    (table.name, Cell::text(*wording, Role::Label)),
                    (table.figure, number),
                ];
                table.insert(*at, cells);
            }
            Self::HeadingsAgain { at } => {
                let headings = table.sheet.rows[table.head].clone();
                let place = table.head + 1 + at % table.length();
                table.sheet.rows.insert(place, headings);
            }
            Self::Ordinals => table.column(0, "STT", |place| Cell::number(place, Role::Code)),
            Self::MoveColumn { from, to } => table.move_column(*from, *to),
            Self::OtherPeriod { heading, before, from } => {
                let at = if *before { table.figure } else { table.figure + 1 };
                table.column(at, heading, |place| {
                    Cell::number(Decimal::from(*from) + Decimal::from(place), Role::AnswerNumber)
                });
            }
            Self::Heading { words } => {
                table.sheet.rows[table.head].cells[table.figure] =
                    Cell::text(*words, Role::Heading);
            }
            Self::Permute { by } => {
                let (first, length) = (table.head + 1, table.length());
                table.sheet.rows[first..].rotate_left(by % length);
                table.sheet.rows[first..].chunks_mut(3).for_each(<[Row]>::reverse);
            }
            // what a row is called by is its code or its wording: nobody takes both away
            Self::Codes { style, every } => {
                let (code, name) = (table.code, table.name);
                table
                    .rows(*every)
                    .filter(|row| row.cells.get(name).is_some_and(|cell| !said(cell).is_empty()))
                    .for_each(|row| {
                        row.cells[code] = words::code(&row.cells[code], *style);
                    });
            }
            Self::Wordings { every } => {
                let (code, name) = (table.code, table.name);
                let coded = |row: &&mut Row| {
                    row.cells.len() > name
                        && said(&row.cells[code]).to_uppercase().starts_with("CT")
                };
                table.rows(*every).filter(coded).for_each(|row| row.cells[name] = Cell::default());
            }
            Self::Text { style, every } => {
                table.each(*every, table.figure, |figure| words::number(figure, *style));
            }
            Self::Notes { text, every } => {
                let notes = table.sheet.rows[table.head]
                    .cells
                    .iter()
                    .position(|cell| said(cell) == "Ghi chú");
                if let Some(notes) = notes {
                    table.each(*every, notes, |_| Cell::text(*text, Role::Answer));
                }
            }
            Self::Delete { row } => table.take(
                PLAN.indicators[*row].name.as_str(),
                PLAN.indicators[*row].code.as_str(),
                None,
            ),
            Self::Twice { row, number } => {
                let figure = Cell::number(*number, Role::AnswerNumber);
                table.take(
                    PLAN.indicators[*row].name.as_str(),
                    PLAN.indicators[*row].code.as_str(),
                    Some(figure),
                );
            }
            _ => {}
        }
    }
}

/// The table of the figures, wherever it stands now.
struct Figures<'a> {
    sheet: &'a mut Sheet,
    head: usize,
    code: usize,
    name: usize,
    figure: usize,
}

impl<'a> Figures<'a> {
    /// The table, where its headings are still the form's; edits that change them come last for it.
    fn of(book: &'a mut Book) -> Option<Self> {
        let headings = ["Mã", "Chỉ tiêu", "Số liệu"];
        book.sheets.iter_mut().find_map(|sheet| {
            let places = |row: &Row| {
                headings.map(|heading| row.cells.iter().position(|cell| said(cell) == heading))
            };
            let (head, found) = sheet
                .rows
                .iter()
                .map(places)
                .enumerate()
                .find(|(_, found)| found.iter().all(Option::is_some))?;
            let [code, name, figure] = found.map(Option::unwrap_or_default);
            (sheet.rows.len() > head + 1).then_some(Figures { sheet, head, code, name, figure })
        })
    }

    fn length(&self) -> usize {
        self.sheet.rows.len() - self.head - 1
    }

    fn insert<const N: usize>(&mut self, at: usize, cells: [(usize, Cell); N]) {
        let mut new = Row::default();
        for (col, cell) in cells {
            if new.cells.len() <= col {
                new.cells.resize_with(col + 1, Cell::default);
            }
            new.cells[col] = cell;
        }
        let place = self.head + 1 + at % (self.length() + 1);
        self.sheet.rows.insert(place, new);
    }

    /// A new column with a heading, filled beside each indicator.
    fn column(&mut self, at: usize, heading: &str, cell: impl Fn(usize) -> Cell) {
        for (place, row) in self.sheet.rows.iter_mut().enumerate() {
            let new = match place.checked_sub(self.head) {
                Some(0) => Cell::text(heading, Role::Heading),
                Some(place) => cell(place),
                None => Cell::default(),
            };
            insert(row, at, new);
        }
    }

    fn move_column(&mut self, from: usize, to: usize) {
        let width = self.sheet.rows[self.head].cells.len();
        for row in &mut self.sheet.rows[self.head..] {
            row.cells.resize_with(row.cells.len().max(width), Cell::default);
            let cell = row.cells.remove(from % width);
            row.cells.insert(to % width, cell);
        }
    }

    fn rows(&mut self, every: usize) -> impl Iterator<Item = &mut Row> {
        self.sheet.rows[self.head + 1..].iter_mut().step_by(every)
    }

    fn each(&mut self, every: usize, col: usize, change: impl Fn(&Cell) -> Cell) {
        for row in self.rows(every) {
            if let Some(cell) = row.cells.get_mut(col) {
                *cell = change(cell);
            }
        }
    }

    /// Deletes an indicator's row, or puts another figure for it below.
    fn take(&mut self, name: &str, code: &str, figure: Option<Cell>) {
        let (by_name, by_code) = (self.name, self.code);
        let row_of = |row: &Row| {
            row.cells.get(by_name).is_some_and(|cell| said(cell) == name)
                || row.cells.get(by_code).is_some_and(|cell| said(cell) == code)
        };
        let Some(figure) = figure else {
            self.sheet.rows.retain(|row| !row_of(row));
            return;
        };
        let Some(place) = self.sheet.rows.iter().position(row_of) else {
            return;
        };
        let mut second = self.sheet.rows[place].clone();
        if let Some(cell) = second.cells.get_mut(self.figure) {
            *cell = figure;
        }
        self.sheet.rows.insert(place + 1, second);
    }
}

fn one(book: &mut Book, place: usize) -> &mut Sheet {
    let count = book.sheets.len();
    &mut book.sheets[place % count]
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

fn insert(row: &mut Row, at: usize, cell: Cell) {
    if row.cells.len() < at {
        row.cells.resize_with(at, Cell::default);
    }
    row.cells.insert(at, cell);
}

fn said(cell: &Cell) -> &str {
    text_in(&cell.content)
}

fn text_in(content: &Content) -> &str {
    if let Content::Text(text) = content { text } else { "" }
}

fn text_of(cell: &mut Cell) -> Option<&mut String> {
    if let Content::Text(text) = &mut cell.content { Some(text) } else { None }
}

/// The row of headings of any table: the first with three cells of text.
fn head(sheet: &Sheet) -> Option<usize> {
    sheet
        .rows
        .iter()
        .position(|row| row.cells.iter().filter(|cell| !said(cell).is_empty()).count() >= 3)
}

fn numbers(sheet: &mut Sheet, letters: bool) {
    let Some(head) = head(sheet) else { return };
    let number = |place: usize| match place {
        0 if letters => "A".to_owned(),
        1 if letters => "B".to_owned(),
        place => format!("({})", place + 1),
    };
    let cells = (0..sheet.rows[head].cells.len())
        .map(|place| Cell::text(number(place), Role::Code))
        .collect();
    sheet.rows.insert(head + 1, row(cells));
}

fn two_rows(sheet: &mut Sheet, split: bool) {
    let Some(head) = head(sheet) else { return };
    let mut below = Vec::new();
    for cell in &mut sheet.rows[head].cells {
        let lower = text_of(cell).filter(|_| split).and_then(|text| {
            let (above, below) =
                text.split_once(' ').map(|(above, below)| (above.to_owned(), below.to_owned()))?;
            *text = above;
            Some(below)
        });
        below.push(Cell::text(lower.unwrap_or_default(), Role::Heading));
    }
    sheet.rows.insert(head + 1, row(below));
}

fn duplicate(book: &mut Book, place: usize, blank: bool, first: bool) {
    let mut copy = one(book, place).clone();
    copy.name = format!("{} (2)", copy.name.chars().take(24).collect::<String>().trim());
    if book.sheets.iter().any(|sheet| sheet.name == copy.name) {
        return;
    }
    for cell in copy.rows.iter_mut().flat_map(|row| &mut row.cells).filter(|_| blank) {
        if matches!(
            cell.style.role,
            Role::Answer | Role::AnswerNumber | Role::AnswerDay | Role::AnswerChoice
        ) {
            cell.content = Content::Blank;
        }
    }
    let at = if first { 0 } else { book.sheets.len() };
    book.sheets.insert(at, copy);
}

fn join(book: &mut Book, from: usize, to: usize) {
    let count = book.sheets.len();
    if from % count == to % count {
        return;
    }
    let rows = std::mem::take(&mut one(book, from).rows);
    one(book, to).rows.extend(std::iter::once(Row::default()).chain(rows));
}
