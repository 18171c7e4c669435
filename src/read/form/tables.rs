//! Finding the form's tables on the sheets of a workbook, by their headings, wherever they stand.

use super::figure_columns::FigureColumns;
use super::headings::{
    HeadingMatch, HeadingMatcher, HeadingText, MatchStrength, RecognizedHeadings, fit, is_table,
};
use super::qualifying_lines::QualifyingLine;
use super::text_classifier::TextClassifier;
use crate::model::form::{Column, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::read::grid::{Cell, Sheet as Grid, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// A heading has at most this many letters; longer text is an answer.
const LONGEST_HEADING: usize = 120;

/// A heading in unknown words is usually not longer than this, in bytes.
const USUAL_HEADING: usize = 60;

/// Nor is half of one longer than this.
const HALF_HEADING: usize = 40;

/// A table found on a sheet.
pub(super) struct Table<'a> {
    /// Which table of the form.
    pub(super) kind: Sheet,
    /// The sheet it stands on.
    pub(super) grid: &'a Grid,
    /// The sheet's place in the workbook.
    pub(super) place: usize,
    /// The first row that belongs to it, with the lines above its headings.
    pub(super) from: u32,
    /// The rows of its headings.
    pub(super) head: RangeInclusive<u32>,
    /// The rows below, up to the next table.
    pub(super) body: RangeInclusive<u32>,
    /// What its headings say, by column.
    pub(super) recognized: RecognizedHeadings<'a>,
    /// The columns, each with its place.
    pub(super) columns: BTreeMap<Column, u32>,
    /// Columns that could be meant as well as another: which, and the places.
    pub(super) rivals: BTreeMap<Column, Vec<u32>>,
    /// Which column holds the figures, and what else stands in its heading.
    pub(super) figures: FigureColumns,
    /// The lines above it, and the name of its sheet, that may change what its figures count.
    pub(super) above: Vec<QualifyingLine>,
    /// The rows that stand for something of the plan.
    pub(super) named: BTreeSet<u32>,
}

/// The tables of a sheet, from top to bottom.
pub(super) fn find<'a>(place: usize, grid: &'a Grid, matcher: &HeadingMatcher) -> Vec<Table<'a>> {
    let titles = Titles::of(grid, matcher);
    let mut heads: Vec<(Sheet, RangeInclusive<u32>, RecognizedHeadings<'a>)> = Vec::new();
    for (row, cells) in grid.rows() {
        if heads.last().is_some_and(|(_, head, _)| *head.end() >= row) || cells.len() < 2 {
            continue;
        }
        let alone = if titles.may_head(cells, !heads.is_empty()) {
            titles.candidates(row, None)
        } else {
            Vec::new()
        };
        let Some((kind, recognized)) = best(&alone, MatchStrength::Earlier) else {
            heads.extend(
                titles.split(row).map(|(kind, recognized)| (kind, row..=row + 1, recognized)),
            );
            continue;
        };
        let double =
            recognize(&titles.candidates(row, Some(row + 1)), kind, MatchStrength::Earlier);
        if fit(&double) > fit(&recognized) && !has_answers(grid, row + 1) {
            heads.push((kind, row..=row + 1, double));
        } else {
            heads.push((kind, row..=row, recognized));
        }
    }
    let last = grid.cells.last().map_or(0, |cell| cell.at.row);
    let starts: Vec<u32> =
        heads.iter().map(|(_, head, _)| *head.start()).skip(1).chain([last + 1]).collect();
    let mut tables: Vec<Table<'a>> = Vec::new();
    for ((kind, head, recognized), next) in heads.into_iter().zip(starts) {
        let body = *head.end() + 1..=next.saturating_sub(1);
        let from = tables.last().map_or(0, Table::end);
        let (columns, rivals, figures, above, named) = (
            BTreeMap::new(),
            BTreeMap::new(),
            FigureColumns::default(),
            Vec::new(),
            BTreeSet::new(),
        );
        let mut table = Table {
            kind,
            grid,
            place,
            from,
            head,
            body,
            recognized,
            columns,
            rivals,
            figures,
            above,
            named,
        };
        table.choose_columns();
        tables.push(table);
    }
    tables
}

/// The table whose headings, recognised as surely as asked for, fit a row best.
fn best<'a>(
    candidates: &[Candidates<'a>],
    least: MatchStrength,
) -> Option<(Sheet, RecognizedHeadings<'a>)> {
    // no table has fewer than two columns that are known
    if candidates.len() < 2 {
        return None;
    }
    let each = Sheet::TABLES.into_iter().map(|sheet| (sheet, recognize(candidates, sheet, least)));
    let fitting = each.filter(|(sheet, recognized)| is_table(*sheet, recognized));
    // of two that fit alike the one that leaves fewer of its own headings out
    fitting.max_by_key(|(sheet, recognized)| {
        let (columns, exactness) = fit(recognized);
        (columns * 100 / sheet.columns().len().max(1), exactness)
    })
}

/// A column with the texts that may be its heading, most telling first, each with what it says.
type Candidates<'a> = (u32, Vec<(HeadingText<'a>, HeadingMatch)>);

/// What candidates say of a table, where they say it as surely as asked for.
fn recognize<'a>(
    candidates: &[Candidates<'a>],
    sheet: Sheet,
    least: MatchStrength,
) -> RecognizedHeadings<'a> {
    let matches = |(col, titles): &Candidates<'a>| {
        let named = titles.iter().filter_map(|(title, matches)| {
            Some((*title, matches.of(sheet).filter(|(_, how)| *how >= least)?))
        });
        let best =
            named.max_by_key(|(_, (_, how))| *how).map(|(title, column)| (title, Some(column)));
        Some((*col, best.or_else(|| Some((titles.first()?.0, None)))?))
    };
    candidates.iter().filter_map(matches).collect()
}

/// The texts of a sheet that may be headings.
struct Titles<'a, 'w> {
    grid: &'a Grid,
    matcher: &'w HeadingMatcher,
    /// By place, in order.
    known: Vec<Known<'a>>,
}

/// A text that may be a heading, and its key.
struct Known<'a> {
    at: CellRef,
    text: &'a str,
    key: Key,
}

impl<'a, 'w> Titles<'a, 'w> {
    fn of(grid: &'a Grid, matcher: &'w HeadingMatcher) -> Self {
        let texts = grid.cells.iter().filter_map(|cell| Some((cell.at, heading_of(cell)?)));
        Self {
            grid,
            matcher,
            known: texts.map(|(at, text)| Known { at, text, key: Key::new(text) }).collect(),
        }
    }

    fn get(&self, at: CellRef) -> Option<&Known<'a>> {
        self.known
            .binary_search_by_key(&at, |known| known.at)
            .ok()
            .and_then(|place| self.known.get(place))
    }

    /// Whether a row can be one of headings: it has one in known words, or, above all tables, nothing in it is longer than a
    /// heading usually is.
    fn may_head(&self, cells: &[Cell], is_under_table: bool) -> bool {
        let titles = || cells.iter().filter_map(|cell| self.get(cell.at));
        let known = || titles().any(|title| self.matcher.knows(&title.key));
        let is_short =
            || !is_under_table && titles().all(|title| title.text.len() <= USUAL_HEADING);
        titles().count() > 1 && (is_short() || known())
    }

    /// The table whose headings stand half in a row and half in the next (`Số` above `liệu`), where neither row is one by itself.
    fn split(&self, row: u32) -> Option<(Sheet, RecognizedHeadings<'a>)> {
        let below = self.grid.between(row + 1..=row + 1);
        let is_short =
            |cell: &Cell| self.get(cell.at).is_some_and(|title| title.text.len() <= HALF_HEADING);
        let both_short = self.grid.between(row..=row + 1).iter().all(is_short);
        if below.len() < 3 || !both_short {
            return None;
        }
        let candidates = self.candidates(row, Some(row + 1));
        // sentences of an explanation may hold a heading's words: only whole headings, and several of them, make a table of two rows
        best(&candidates, MatchStrength::Alias).filter(|(_, recognized)| {
            fit(recognized).0 >= 3
                && best(&self.candidates(row + 1, None), MatchStrength::Earlier).is_none()
        })
    }

    /// What may be the headings of the columns of one row, or of two rows together.
    fn candidates(&self, row: u32, below: Option<u32>) -> Vec<Candidates<'a>> {
        let of_column = |col: u32| {
            let (top, wide) = self.spanning(CellRef::new(row, col));
            let under = below.and_then(|below| self.get(CellRef::new(below, col)));
            let both = top.zip(under).map(|(over, under)| {
                let key = Key::from_words(over.key.words().chain(under.key.words()));
                (HeadingText { above: over.text, below: under.text }, self.matcher.matches(&key))
            });
            // a heading over several columns says nothing of one of them by itself
            let by_itself = top.filter(|_| !wide || under.is_none());
            let single = under.into_iter().chain(by_itself).map(|one| {
                (HeadingText { above: one.text, below: "" }, self.matcher.matches(&one.key))
            });
            (col, both.into_iter().chain(single).collect())
        };
        self.grid
            .between(row..=below.unwrap_or(row))
            .iter()
            .map(|cell| of_column(cell.at.col))
            .collect()
    }

    /// The heading at a place, or the one merged over it; and whether it is merged over several columns.
    fn spanning(&self, at: CellRef) -> (Option<&Known<'a>>, bool) {
        let over = self.grid.merged.iter().find(|(first, last)| {
            (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
        });
        let from = over.map_or(at, |(first, _)| *first);
        (self.get(from), over.is_some_and(|(first, last)| first.col < last.col))
    }
}

fn heading_of(cell: &Cell) -> Option<&str> {
    match &cell.value {
        Value::Text(text) if text.chars().count() <= LONGEST_HEADING => Some(text),
        _ => None,
    }
}

/// Whether a row holds something that no heading is: a number, a day.
fn has_answers(grid: &Grid, row: u32) -> bool {
    grid.between(row..=row).iter().any(|cell| !matches!(cell.value, Value::Text(_)))
}

impl Table<'_> {
    /// Chooses one place for each column; where two could be meant, neither is taken.
    fn choose_columns(&mut self) {
        let mut places: BTreeMap<Column, Vec<(MatchStrength, u32)>> = BTreeMap::new();
        for (col, (_, known)) in &self.recognized {
            if let Some((column, how)) = known {
                places.entry(*column).or_default().push((*how, *col));
            }
        }
        for (column, found) in places.into_iter().filter(|(column, _)| *column != Column::Figure) {
            let filled = |col: u32| {
                self.grid.between(self.body.clone()).iter().any(|cell| cell.at.col == col)
            };
            let named: Vec<u32> = found
                .iter()
                .filter(|(how, _)| *how >= MatchStrength::Alias)
                .map(|(_, col)| *col)
                .collect();
            let named_filled: Vec<u32> = named.iter().copied().filter(|col| filled(*col)).collect();
            let hinted: Vec<u32> = found
                .iter()
                .filter(|(how, col)| *how == MatchStrength::Within && filled(*col))
                .map(|(_, col)| *col)
                .collect();
            let earlier: Vec<u32> = found
                .iter()
                .filter(|(how, col)| *how == MatchStrength::Earlier && filled(*col))
                .map(|(_, col)| *col)
                .collect();
            let all = || {
                found.iter().map(|(_, col)| *col).filter(|col| filled(*col)).collect::<Vec<u32>>()
            };
            match (named_filled.as_slice(), hinted.as_slice(), earlier.as_slice()) {
                // the form's own heading, and nothing of this period beside it
                ([one], [], _) | ([], [one], []) => {
                    self.columns.insert(column, *one);
                }
                ([], [], []) => {
                    let blank = named.first().or(found
                        .iter()
                        .find(|(how, _)| *how == MatchStrength::Within)
                        .map(|(_, col)| col));
                    self.columns.extend(blank.map(|col| (column, *col)));
                }
                // only another period's: the answers are not here
                ([], [], [_]) => {}
                _ => {
                    self.rivals.insert(column, all());
                }
            }
        }
    }

    /// Chooses the column of the figures.
    pub(super) fn take_figures(&mut self, matcher: &TextClassifier<'_>) {
        let figures = self.figure_columns(matcher);
        self.columns.extend(figures.answer.map(|col| (Column::Figure, col)));
        if !figures.rivals.is_empty() {
            self.rivals.insert(Column::Figure, figures.rivals.clone());
        }
        self.figures = figures;
    }

    /// The row behind the last of its rows that has a running number, a code or several cells.
    pub(super) fn end(&self) -> u32 {
        let naming = |cell: &Cell| {
            [Column::Code, Column::Name, Column::Ordinal]
                .iter()
                .any(|column| self.columns.get(column) == Some(&cell.at.col))
        };
        let is_row = |cells: &[Cell]| cells.len() > 1 && cells.iter().any(naming);
        self.rows()
            .filter(|(_, cells)| is_row(cells))
            .last()
            .map_or(*self.head.end(), |(row, _)| row)
            + 1
    }

    /// How a column's heading was recognised.
    pub(super) fn how(&self, column: Column) -> Option<MatchStrength> {
        let col = self.columns.get(&column)?;
        self.recognized.get(col)?.1.map(|(_, how)| how)
    }

    /// The cell of a column in a row.
    pub(super) fn cell(&self, row: u32, column: Column) -> Option<&Cell> {
        self.grid.get(CellRef::new(row, *self.columns.get(&column)?))
    }

    /// The text of a column in a row; empty where there is none.
    pub(super) fn text(&self, row: u32, column: Column) -> Cow<'_, str> {
        self.cell(row, column).map(|cell| cell.value.seen()).unwrap_or_default()
    }

    /// The text of a column in a row, or of the merged range over its cell.
    pub(super) fn text_over(&self, row: u32, column: Column) -> Cow<'_, str> {
        let at = self.columns.get(&column).map(|col| CellRef::new(row, *col));
        at.and_then(|at| self.grid.seen_at(at)).map(|cell| cell.value.seen()).unwrap_or_default()
    }

    /// Whether a row only goes on with the merged code or wording of the row above, without an answer of its own.
    pub(super) fn is_continued(&self, row: u32, answers: &[Column]) -> bool {
        let covered = |column: &Column| {
            let at = self.columns.get(column).map(|col| CellRef::new(row, *col));
            at.and_then(|at| self.grid.merge_over(at)).is_some_and(|(first, _)| first.row < row)
        };
        let answered = |column: &Column| self.cell(row, *column).is_some();
        [Column::Code, Column::Name].iter().any(covered) && !answers.iter().any(answered)
    }

    /// The words in a row that stand in columns the form does not have.
    pub(super) fn beside(&self, row: u32) -> impl Iterator<Item = &Cell> {
        let known = |col: u32| self.columns.values().any(|own| *own == col);
        let worded = |cell: &Cell| matches!(&cell.value, Value::Text(text) if text.chars().any(char::is_alphabetic));
        self.grid.between(row..=row).iter().filter(move |cell| !known(cell.at.col) && worded(cell))
    }

    /// The rows of the body that have cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        let body = self.body.clone();
        self.grid
            .between(body)
            .chunk_by(|a, b| a.at.row == b.at.row)
            .filter_map(|row| Some((row.first()?.at.row, row)))
    }
}
