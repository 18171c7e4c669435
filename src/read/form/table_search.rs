//! Finds the form's tables on the sheets of a workbook by their headings, wherever they are.

use super::headings::{
    HeadingMatch, HeadingMatcher, HeadingText, MatchStrength, RecognizedHeadings, fit, is_table,
};
use super::labels::Labels;
use super::table::{FigureColumns, Table};
use crate::model::form::{Column, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::read::grid::{Cell, Sheet as Grid, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Maximum length of a heading, in characters; longer text is an answer.
const MAX_HEADING_CHARS: usize = 120;

/// Usual maximum length of a heading in unknown words, in bytes.
const USUAL_HEADING: usize = 60;

/// Maximum length of half a heading, in bytes.
const HALF_HEADING: usize = 40;

/// Finds the tables of a sheet from top to bottom. A row that begins with one of the form's labels
/// is never a heading, whatever its answer looks like (`215/2023/BC-UBND`).
pub(super) fn find<'a>(
    place: usize,
    grid: &'a Grid,
    matcher: &HeadingMatcher,
    labels: &Labels,
) -> Vec<Table<'a>> {
    let titles = Titles::new(grid, matcher);
    let mut heads: Vec<(Sheet, RangeInclusive<u32>, RecognizedHeadings<'a>)> = Vec::new();
    for (row, cells) in grid.rows() {
        if heads.last().is_some_and(|(_, head, _)| *head.end() >= row)
            || cells.len() < 2
            || labels.begins(cells)
        {
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

/// Returns the table that best fits a row of headings, with at least the given match strength.
fn best<'a>(
    candidates: &[Candidates<'a>],
    least: MatchStrength,
) -> Option<(Sheet, RecognizedHeadings<'a>)> {
    // every table has at least two known columns
    if candidates.len() < 2 {
        return None;
    }
    let each = Sheet::TABLES.into_iter().map(|sheet| (sheet, recognize(candidates, sheet, least)));
    let fitting = each.filter(|(sheet, recognized)| is_table(*sheet, recognized));
    // prefer the table with the larger share of its headings
    fitting.max_by_key(|(sheet, recognized)| {
        let (columns, exactness) = fit(recognized);
        (columns * 100 / sheet.columns().len().max(1), exactness)
    })
}

/// A column with the texts that may be its heading, most specific first, each with its match.
type Candidates<'a> = (u32, Vec<(HeadingText<'a>, HeadingMatch)>);

/// Returns the matches in one table with at least the given strength.
fn recognize<'a>(
    candidates: &[Candidates<'a>],
    sheet: Sheet,
    least: MatchStrength,
) -> RecognizedHeadings<'a> {
    let matches = |(col, titles): &Candidates<'a>| {
        let named = titles.iter().filter_map(|(title, matches)| {
            Some((*title, matches.in_table(sheet).filter(|(_, how)| *how >= least)?))
        });
        let best =
            named.max_by_key(|(_, (_, how))| *how).map(|(title, column)| (title, Some(column)));
        Some((*col, best.or_else(|| Some((titles.first()?.0, None)))?))
    };
    candidates.iter().filter_map(matches).collect()
}

/// Texts of a sheet that may be headings.
struct Titles<'a, 'w> {
    grid: &'a Grid,
    matcher: &'w HeadingMatcher,
    /// Ordered by cell.
    known: Vec<Known<'a>>,
}

/// A text that may be a heading, with its key.
struct Known<'a> {
    at: CellRef,
    text: &'a str,
    key: Key,
}

impl<'a, 'w> Titles<'a, 'w> {
    fn new(grid: &'a Grid, matcher: &'w HeadingMatcher) -> Self {
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

    /// Returns whether a row may hold headings: it has a known one, or it is above all tables and
    /// has no long text.
    fn may_head(&self, cells: &[Cell], is_under_table: bool) -> bool {
        let titles = || cells.iter().filter_map(|cell| self.get(cell.at));
        let known = || titles().any(|title| self.matcher.knows(&title.key));
        let is_short =
            || !is_under_table && titles().all(|title| title.text.len() <= USUAL_HEADING);
        titles().count() > 1 && (is_short() || known())
    }

    /// Returns the table whose headings are split over two rows (`Số` above `liệu`), if neither row
    /// alone is a heading.
    fn split(&self, row: u32) -> Option<(Sheet, RecognizedHeadings<'a>)> {
        let below = self.grid.between(row + 1..=row + 1);
        let is_short =
            |cell: &Cell| self.get(cell.at).is_some_and(|title| title.text.len() <= HALF_HEADING);
        let both_short = self.grid.between(row..=row + 1).iter().all(is_short);
        if below.len() < 3 || !both_short {
            return None;
        }
        let candidates = self.candidates(row, Some(row + 1));
        // explanations may contain heading words, so only several complete headings make a table
        best(&candidates, MatchStrength::Alias).filter(|(_, recognized)| {
            fit(recognized).0 >= 3
                && best(&self.candidates(row + 1, None), MatchStrength::Earlier).is_none()
        })
    }

    /// Returns the possible headings of the columns in one row, or in two rows together.
    fn candidates(&self, row: u32, below: Option<u32>) -> Vec<Candidates<'a>> {
        let of_column = |col: u32| {
            let (top, wide) = self.spanning(CellRef::new(row, col));
            let under = below.and_then(|below| self.get(CellRef::new(below, col)));
            let both = top.zip(under).map(|(over, under)| {
                let key = Key::from_words(over.key.words().chain(under.key.words()));
                (HeadingText { above: over.text, below: under.text }, self.matcher.matches(&key))
            });
            // a heading over several columns does not describe one of them alone
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

    /// Returns the heading of a cell, or of the merged range over it, and whether it spans several
    /// columns.
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
        Value::Text(text) if text.chars().count() <= MAX_HEADING_CHARS => Some(text),
        _ => None,
    }
}

/// Returns whether a row has a value that no heading has: a number or a date.
fn has_answers(grid: &Grid, row: u32) -> bool {
    grid.between(row..=row).iter().any(|cell| !matches!(cell.value, Value::Text(_)))
}

impl Table<'_> {
    /// Chooses a place for each column; an ambiguous column has none.
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
                // the form's heading, with no other column for this period
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
                // only another period's column, so the answers are missing
                ([], [], [_]) => {}
                _ => {
                    self.rivals.insert(column, all());
                }
            }
        }
    }
}
