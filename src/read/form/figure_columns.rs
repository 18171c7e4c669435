//! Chooses the answer column in a table of figures. A heading is read over all its rows and spans:
//! words other than the form's decide whether its column is the answer, something else, or
//! uncertain.

use super::table::{FigureColumns, Table};
use super::text_classifier::{Effect, TextClassifier};
use crate::model::form::Column;
use crate::model::number::count_from_text;
use crate::model::origin::CellRef;
use crate::model::reading::Reading as Answer;
use crate::read::grid::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Maximum number of rows in a heading below its first.
const MAX_EXTRA_ROWS: u32 = 3;
/// Maximum length of one heading cell, in characters; longer text is an answer.
const MAX_CHARS: usize = 120;

/// Minimum number of rows with swapped values for two columns to count as swapped.
const MIN_SWAPPED_ROWS: usize = 3;

/// Meaning of a column's heading.
#[derive(Debug, PartialEq)]
enum Meaning {
    /// Answers for this period and the whole unit.
    Answer,
    /// Something else that is understood: another period, a part, a plan.
    Elsewhere,
    /// Words that are not understood or may change the figures.
    Unclear,
    /// No heading.
    Blank,
}

struct Heading {
    text: String,
    meaning: Meaning,
    /// Whether it has the form's words for figures.
    names_figures: bool,
    /// Whether it has no other words.
    is_own: bool,
    may_be_alias: bool,
}

impl Table<'_> {
    /// Chooses the column of figures.
    pub(super) fn take_figures(&mut self, matcher: &TextClassifier<'_>) {
        let figures = self.figure_columns(matcher);
        self.columns.extend(figures.answer.map(|col| (Column::Figure, col)));
        if !figures.rivals.is_empty() {
            self.rivals.insert(Column::Figure, figures.rivals.clone());
        }
        self.figures = figures;
    }

    /// Extends the heading by rows that belong to it: those above the first matched row, with no
    /// content in the code and name columns.
    pub(super) fn extend_head(&mut self, names_row: impl Fn(&Table<'_>, u32) -> bool) {
        let (start, mut end) = (*self.head.start(), *self.head.end());
        let naming: BTreeSet<u32> = [Column::Code, Column::Name]
            .iter()
            .filter_map(|column| self.columns.get(column))
            .copied()
            .collect();
        for row in end + 1..=end + MAX_EXTRA_ROWS {
            let cells = self.grid.between(row..=row);
            let short = cells.iter().all(|cell| cell.value.seen().chars().count() <= MAX_CHARS);
            let apart = cells.iter().all(|cell| !naming.contains(&cell.at.col));
            let is_heading = apart
                && cells.iter().any(|cell| {
                    matches!(&cell.value, Value::Text(text) if is_worded(text))
                        || is_year(&cell.value)
                });
            if cells.is_empty()
                || names_row(self, row)
                || !short
                || !(is_heading || is_numbering(cells.iter().map(|cell| cell.value.seen())))
            {
                break;
            }
            end = row;
        }
        self.head = start..=end;
        self.body = end + 1..=(*self.body.end()).max(end);
    }

    /// Rejects both columns if units of measure are under the heading of figures and numbers under
    /// that of units.
    pub(super) fn reject_swapped(&mut self, is_measure: impl Fn(&str) -> bool) {
        let (Some(measure), Some(figure)) = (
            self.columns.get(&Column::Measure).copied(),
            self.columns.get(&Column::Figure).copied(),
        ) else {
            return;
        };
        let holds = |row: u32, col: u32, wanted: &dyn Fn(&Value) -> bool| {
            self.grid.get(CellRef::new(row, col)).is_some_and(|cell| wanted(&cell.value))
        };
        let measures = |value: &Value| matches!(value, Value::Text(text) if is_measure(text));
        let swapped = self
            .rows()
            .filter(|(row, _)| holds(*row, figure, &measures) && holds(*row, measure, &is_count))
            .count();
        if swapped >= MIN_SWAPPED_ROWS {
            self.columns.remove(&Column::Figure);
            self.rivals.insert(Column::Figure, vec![measure, figure]);
        }
    }

    /// Chooses the answer column.
    pub(super) fn figure_columns(&self, words: &TextClassifier<'_>) -> FigureColumns {
        let headings = self.headings(words);
        let texts = headings.iter().map(|(col, heading)| (*col, heading.text.clone())).collect();
        FigureColumns { headings: texts, ..self.chosen(&headings) }
    }

    /// Returns the headings of columns that are not another column of the form.
    fn headings(&self, words: &TextClassifier<'_>) -> BTreeMap<u32, Heading> {
        let known = |column: Column| self.columns.get(&column).copied();
        let others: BTreeSet<u32> = [Column::Code, Column::Name, Column::Measure, Column::Note]
            .into_iter()
            .filter_map(known)
            .collect();
        let cells = || self.grid.between(*self.head.start()..=*self.body.end()).iter();
        let all: BTreeSet<u32> =
            cells().map(|cell| cell.at.col).filter(|col| !others.contains(col)).collect();
        all.into_iter().map(|col| (col, self.heading(col, words))).collect()
    }

    fn chosen(&self, headings: &BTreeMap<u32, Heading>) -> FigureColumns {
        let hidden =
            |col: &u32| self.grid.hidden_columns.iter().any(|columns| columns.contains(col));
        let counts = |col: &u32| {
            self.grid
                .between(self.body.clone())
                .iter()
                .any(|cell| cell.at.col == *col && is_count(&cell.value))
        };
        let filled =
            |col: &u32| self.grid.between(self.body.clone()).iter().any(|cell| cell.at.col == *col);
        let of = |wanted: fn(&Heading) -> bool| {
            headings.iter().filter(move |(_, heading)| wanted(heading)).map(|(col, _)| *col)
        };
        let answers: Vec<u32> = of(|heading| heading.meaning == Meaning::Answer).collect();
        let name = self
            .columns
            .get(&Column::Name)
            .or(self.columns.get(&Column::Code))
            .copied()
            .unwrap_or(0);
        // columns before the wording identify the row; columns that number the rows are not figures
        let may_count = |col: &u32| *col > name && counts(col) && !self.numbers_rows(*col);
        let unclear: Vec<u32> =
            of(|heading| matches!(heading.meaning, Meaning::Unclear | Meaning::Blank))
                .filter(may_count)
                .collect();
        let shown: Vec<u32> = answers.iter().copied().filter(|col| !hidden(col)).collect();
        let in_use: Vec<u32> = shown.iter().copied().filter(filled).collect();
        let hidden_in_use: Vec<u32> =
            answers.iter().copied().filter(|col| hidden(col) && filled(col)).collect();
        let shown_unclear = unclear.iter().copied().filter(|col| !hidden(col));
        let is_own = |col: &u32| headings.get(col).is_some_and(|heading| heading.is_own);
        let used = Used { shown: &in_use, hidden: &hidden_in_use };
        let taken = match used.answer(shown.last().copied(), shown_unclear.collect(), is_own) {
            Ok(taken) => taken,
            Err(rivals) => return FigureColumns { rivals, ..FigureColumns::default() },
        };
        match taken {
            Some(answer) => FigureColumns {
                answer: Some(answer),
                doubtful: unclear,
                reworded: headings.get(&answer).is_some_and(|heading| !heading.is_own),
                may_be_alias: headings.get(&answer).is_some_and(|heading| heading.may_be_alias),
                ..FigureColumns::default()
            },
            None => unresolved(headings, &counts),
        }
    }

    /// Returns whether a column only numbers the rows from 1.
    fn numbers_rows(&self, col: u32) -> bool {
        let numbers = self
            .grid
            .between(self.body.clone())
            .iter()
            .filter(|cell| cell.at.col == col)
            .map(|cell| cell.value.seen());
        let numbers: Vec<u32> = numbers.map_while(|seen| seen.trim().parse().ok()).collect();
        numbers.len() > 2 && numbers.iter().zip(1..).all(|(number, place)| *number == place)
    }

    /// Reads a column's heading over all its rows.
    fn heading(&self, col: u32, words: &TextClassifier<'_>) -> Heading {
        let mut parts: Vec<String> = Vec::new();
        for row in self.head.clone() {
            if is_numbering(self.grid.between(row..=row).iter().map(|cell| cell.value.seen())) {
                continue;
            }
            let own = self
                .grid
                .displayed_at(CellRef::new(row, col))
                .map(|cell| cell.value.seen().into_owned());
            let part = own.or_else(|| self.spanning_heading(row, col)).unwrap_or_default();
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        let text = parts.join(" ");
        let read = words.heading(&text);
        let meaning = match read.effect {
            _ if text.trim().is_empty() => Meaning::Blank,
            Effect::Elsewhere => Meaning::Elsewhere,
            Effect::None if read.names_figures => Meaning::Answer,
            Effect::None | Effect::Unclear => Meaning::Unclear,
        };
        Heading {
            meaning,
            names_figures: read.names_figures,
            is_own: read.is_own,
            may_be_alias: read.may_be_alias,
            text,
        }
    }

    /// Returns the heading to the left if it spans this blank cell and a lower heading row is
    /// filled.
    fn spanning_heading(&self, row: u32, col: u32) -> Option<String> {
        let below = row < *self.head.end()
            && (row + 1..=*self.head.end())
                .any(|row| self.grid.get(CellRef::new(row, col)).is_some());
        let left = self.grid.between(row..=row).iter().rev().find(|cell| cell.at.col < col)?;
        let kept = [Column::Code, Column::Name, Column::Measure, Column::Note]
            .iter()
            .any(|column| self.columns.get(column) == Some(&left.at.col));
        // the heading to the left spans its own column too
        let over = (row + 1..=*self.head.end())
            .any(|row| self.grid.get(CellRef::new(row, left.at.col)).is_some());
        (below && over && !kept).then(|| left.value.seen().into_owned())
    }
}

/// Returns the column that would be the answer but for its words, or the candidates.
fn unresolved(headings: &BTreeMap<u32, Heading>, counts: &dyn Fn(&u32) -> bool) -> FigureColumns {
    let named: Vec<(&u32, &Heading)> =
        headings.iter().filter(|(col, heading)| heading.names_figures && counts(col)).collect();
    match named.as_slice() {
        [(col, heading)] => FigureColumns {
            answer: Some(**col),
            qualified: Some(heading.text.clone()),
            ..FigureColumns::default()
        },
        [] => FigureColumns {
            is_elsewhere: headings.values().any(|heading| heading.meaning == Meaning::Elsewhere),
            ..FigureColumns::default()
        },
        several => FigureColumns {
            rivals: several.iter().map(|(col, _)| **col).collect(),
            ..FigureColumns::default()
        },
    }
}

/// Returns whether a value could be a count.
pub(super) fn is_count(value: &Value) -> bool {
    match value {
        Value::Number(..) => true,
        Value::Text(text) => match count_from_text(text).0 {
            Answer::Number(_) => true,
            Answer::Misread(misread) => misread.likely.is_some(),
            _ => false,
        },
        _ => false,
    }
}

/// Returns whether a row only numbers the columns: `A`, `1`, `(2)`.
fn is_numbering<'t>(texts: impl Iterator<Item = std::borrow::Cow<'t, str>>) -> bool {
    let mut places =
        texts.map(|text| text.trim().trim_matches(['(', ')', '[', ']']).to_owned()).peekable();
    let first = places.peek().cloned().unwrap_or_default();
    let starts = matches!(first.as_str(), "1" | "A" | "a" | "I");
    let all: Vec<String> = places.collect();
    let is_place = |text: &String| {
        text.chars().count() <= 2 && text.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let numbers: Vec<u32> = all.iter().filter_map(|text| text.parse().ok()).collect();
    starts
        && all.len() > 2
        && all.iter().all(is_place)
        && numbers.windows(2).all(|pair| pair.first().map(|n| n + 1) == pair.last().copied())
}

fn is_worded(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Returns whether a number is a year, which may be a column heading.
fn is_year(value: &Value) -> bool {
    matches!(value, Value::Number(number) if (1990.0..2100.0).contains(number) && number.fract() == 0.0)
}
/// Filled columns with headings of figures.
struct Used<'u> {
    shown: &'u [u32],
    hidden: &'u [u32],
}

impl Used<'_> {
    /// Returns the answer column, given the last visible one and those with unclear headings, or
    /// the candidates as an error.
    fn answer(
        &self,
        shown: Option<u32>,
        unclear: Vec<u32>,
        is_own: impl Fn(&u32) -> bool,
    ) -> Result<Option<u32>, Vec<u32>> {
        match (self.shown, shown, self.hidden) {
            // hidden figures under a better heading make a weaker visible one uncertain
            ([one], ..) if is_own(one) || self.hidden.is_empty() => Ok(Some(*one)),
            ([], shown, []) => Ok(shown),
            ([], _, [one]) if unclear.is_empty() => Ok(Some(*one)),
            ([], _, [one]) => Err(unclear.into_iter().chain([*one]).collect()),
            _ => Err(self.shown.iter().chain(self.hidden).copied().collect()),
        }
    }
}
