//! Finds the headings of a register, which may span one to three rows and vary in wording.

use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::read::grid::Sheet;
use crate::read::tidy::tidy;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A column in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RegisterColumn {
    Arrived,
    Number,
    Author,
    Symbol,
    Issued,
    Subject,
    Note,
}

/// Columns with their possible headings, the standard one first.
const COLUMNS: [(RegisterColumn, &[&str]); 7] = [
    (
        RegisterColumn::Arrived,
        &[
            "Ngày đến",
            "Ngày nhận",
            "Ngày tháng đến",
            "Ngày tháng năm đến",
            "Ngày đến VB",
            "Ngày VB đến",
            "Ngày văn bản đến",
            "Ngày đến văn bản",
            "Ngày nhận VB",
            "Ngày nhận văn bản",
            "Ngày tháng nhận",
            "Ngày vào sổ",
            "Ngày đăng ký",
        ],
    ),
    (
        RegisterColumn::Number,
        &["Số đến", "Số thứ tự đến", "STT đến", "Số VB đến", "Số văn bản đến", "Số đến VB"],
    ),
    (
        RegisterColumn::Author,
        &[
            "Tác giả",
            "Tác giả văn bản",
            "Tác giả VB",
            "Cơ quan ban hành",
            "Cơ quan ban hành văn bản",
            "Cơ quan ban hành VB",
            "Tên cơ quan ban hành",
            "Cơ quan, tổ chức ban hành",
            "Cơ quan, đơn vị ban hành",
            "Đơn vị ban hành",
            "Nơi ban hành",
            "Nơi phát hành",
            "Cơ quan phát hành",
            "Nơi gửi",
            "Nơi gửi văn bản",
            "Nơi gửi VB",
            "Nơi gửi đến",
            "Đơn vị gửi",
            "Cơ quan gửi",
            "Cơ quan, đơn vị gửi",
            "Đơn vị, cơ quan gửi",
            "Cơ quan gửi văn bản",
            "Đơn vị gửi văn bản",
        ],
    ),
    (
        RegisterColumn::Symbol,
        &[
            "Số, ký hiệu",
            "Số ký hiệu",
            "Số và ký hiệu",
            "Số, ký hiệu văn bản",
            "Số, ký hiệu VB",
            "Số và ký hiệu văn bản",
            "Số hiệu",
            "Số hiệu văn bản",
            "Số văn bản",
            "Số VB",
            "Số, KH",
            "Số KH",
            "Số, kí hiệu",
            "Số kí hiệu",
            "Số và kí hiệu",
            "Số, ký hiệu của văn bản",
        ],
    ),
    (
        RegisterColumn::Issued,
        &[
            "Ngày tháng",
            "Ngày tháng năm",
            "Ngày tháng văn bản",
            "Ngày tháng VB",
            "Ngày tháng năm văn bản",
            "Ngày văn bản",
            "Ngày VB",
            "Ngày ban hành",
            "Ngày tháng ban hành",
            "Ngày ký",
            "Ngày của văn bản",
            "Ngày ký văn bản",
        ],
    ),
    (
        RegisterColumn::Subject,
        &[
            "Tên loại và trích yếu nội dung",
            "Tên loại và trích yếu",
            "Tên loại, trích yếu nội dung",
            "Tên loại, trích yếu",
            "Trích yếu nội dung",
            "Trích yếu",
            "Trích yếu nội dung văn bản",
            "Trích yếu văn bản",
            "Nội dung trích yếu",
            "Nội dung",
            "Nội dung văn bản",
            "Tên loại và trích yếu nội dung văn bản",
        ],
    ),
    (RegisterColumn::Note, &["Ghi chú", "Chú thích", "Ghi chú khác"]),
];

/// Columns without which a line is unusable.
const REQUIRED: [RegisterColumn; 3] =
    [RegisterColumn::Arrived, RegisterColumn::Author, RegisterColumn::Symbol];

/// Maximum number of rows searched for headings, and maximum number of rows in a heading.
const MAX_ROWS_SEARCHED: usize = 40;
const MAX_HEADING_ROWS: usize = 3;

static KNOWN: LazyLock<BTreeMap<Key, RegisterColumn>> = LazyLock::new(|| {
    let names =
        COLUMNS.iter().flat_map(|(field, names)| names.iter().map(|name| (Key::new(name), *field)));
    names.collect()
});

/// Headings of a sheet.
#[derive(Debug)]
pub(super) struct Headings {
    /// Last row of the headings.
    pub(super) row: u32,
    columns: BTreeMap<RegisterColumn, u32>,
}

impl Headings {
    pub(super) fn column(&self, field: RegisterColumn) -> Option<u32> {
        self.columns.get(&field).copied()
    }

    /// Returns the standard headings of missing required columns.
    pub(super) fn missing_required(&self) -> Vec<&'static str> {
        let lacks = |field: &RegisterColumn| !self.columns.contains_key(field);
        let usual = |field: RegisterColumn| {
            COLUMNS
                .iter()
                .find(|(known, _)| *known == field)
                .and_then(|(_, names)| names.first().copied())
        };
        REQUIRED.into_iter().filter(lacks).filter_map(usual).collect()
    }

    /// Returns the number of required columns found.
    fn found(&self) -> usize {
        REQUIRED.iter().filter(|field| self.columns.contains_key(field)).count()
    }
}

/// Finds the headings with the most required columns, at least two.
pub(super) fn find(sheet: &Sheet) -> Option<Headings> {
    let rows: Vec<u32> = sheet.rows().map(|(row, _)| row).take(MAX_ROWS_SEARCHED).collect();
    let spans = rows.iter().flat_map(|row| {
        (0..MAX_HEADING_ROWS).map(move |depth| (*row, row + u32::try_from(depth).unwrap_or(0)))
    });
    let mut best: Option<Headings> = None;
    for (first, last) in spans {
        let head = head(sheet, first, last);
        if head.found() >= 2 && best.as_ref().is_none_or(|best| best.found() < head.found()) {
            best = Some(head);
        }
    }
    best
}

/// Reads headings from a range of rows: each cell by itself, and the cells of a column joined.
fn head(sheet: &Sheet, first: u32, last: u32) -> Headings {
    let mut columns = BTreeMap::new();
    let mut take = |field: Option<&RegisterColumn>, col: u32| {
        if let Some(field) = field {
            columns.entry(*field).or_insert(col);
        }
    };
    // the lower cell is closer to the column
    for row in (first..=last).rev() {
        for cell in sheet.between(row..=row) {
            take(KNOWN.get(&key(&cell.value.seen())), cell.at.col);
        }
    }
    for cell in sheet.between(last..=last) {
        let above = (first..last).filter_map(|row| shown(sheet, CellRef::new(row, cell.at.col)));
        let whole = above.chain([cell.value.seen().into_owned()]).collect::<Vec<_>>().join(" ");
        take(KNOWN.get(&key(&whole)), cell.at.col);
    }
    Headings { row: last, columns }
}

/// Returns the displayed text of a cell, which may be part of a merged range.
fn shown(sheet: &Sheet, at: CellRef) -> Option<String> {
    let covers = |(first, last): &&(CellRef, CellRef)| {
        (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
    };
    let cell = sheet
        .get(at)
        .or_else(|| sheet.merged.iter().find(covers).and_then(|(first, _)| sheet.get(*first)))?;
    Some(cell.value.seen().into_owned())
}

/// Returns the key of a heading without text in brackets.
fn key(heading: &str) -> Key {
    let tidied = tidy(heading);
    let bare = tidied.split_once('(').map_or(&*tidied, |(before, _)| before);
    Key::new(bare)
}
