//! Form under edits, with what a person would see in it.

use crate::units::form::{FIGURES, Form, SL, Typed};
use crate::units::judged::Judged;
use fastrand::Rng;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What a person sees of an indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sees {
    /// This number.
    Number(Decimal),
    /// Nothing certain: it must not count, or a finding must name its cell.
    Unclear,
    /// Nothing: it must not count.
    Nothing,
}

type Later = Box<dyn FnOnce(&mut EditedForm)>;

pub(super) struct EditedForm {
    pub(super) form: Form,
    /// Random numbers, reproducible for each edit of each case.
    pub(super) rng: Rng,
    figures: [Sees; 24],
    doubts: BTreeSet<usize>,
    words: Vec<String>,
    /// Rows of the indicators, from 1.
    rows: [u32; 24],
    /// Column of the figures.
    pub(super) col: char,
    /// Row of the headings.
    pub(super) head: u32,
    taken: BTreeSet<&'static str>,
    later: Vec<Later>,
    /// Archive that contains the file, with its name.
    pub(super) packed: Option<(String, Vec<u8>)>,
}

impl EditedForm {
    pub(super) fn new() -> Self {
        let rows: Vec<u32> = (6..30).collect();
        Self {
            form: Form::filled(),
            rng: Rng::with_seed(0),
            figures: FIGURES.map(|figure| Sees::Number(figure.into())),
            doubts: BTreeSet::new(),
            words: Vec::new(),
            rows: rows.try_into().unwrap(),
            col: 'D',
            head: 5,
            taken: BTreeSet::new(),
            later: Vec::new(),
            packed: None,
        }
    }

    /// Returns whether this is the first call for something that can be done only once.
    pub(super) fn once(&mut self, what: &'static str) -> bool {
        self.taken.insert(what)
    }

    /// Returns a random indicator.
    pub(super) fn any(&mut self) -> usize {
        self.rng.usize(..24)
    }

    /// Returns a random text.
    pub(super) fn one<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.rng.usize(..texts.len())]
    }

    /// Returns a cell in the row of an indicator.
    pub(super) fn at(&self, col: char, place: usize) -> String {
        format!("{col}{}", self.rows[place])
    }

    /// Returns the cell of an indicator's figure.
    pub(super) fn cell(&self, place: usize) -> String {
        self.at(self.col, place)
    }

    /// Types into the cell of a figure; `sees` is what a person then sees.
    pub(super) fn figure(&mut self, place: usize, typed: impl Into<Typed>, sees: Sees) {
        let at = self.cell(place);
        self.form.put(SL, &at, typed);
        self.figures[place] = sees;
    }

    /// Marks a figure as uncertain.
    pub(super) fn doubt(&mut self, place: usize) {
        self.doubts.insert(place);
    }

    /// Marks all figures as uncertain.
    pub(super) fn doubt_all(&mut self) {
        self.doubts.extend(0..24);
    }

    /// Marks all figures as absent.
    pub(super) fn no_figures(&mut self) {
        self.figures = [Sees::Nothing; 24];
    }

    /// Returns new unique words that must not be lost.
    pub(super) fn words(&mut self) -> String {
        let words = format!("Ghi thêm QZ{}", self.rng.u32(10_000..100_000));
        self.words.push(words.clone());
        words
    }

    /// Records words that must not be lost.
    pub(super) fn say(&mut self, words: &str) {
        self.words.push(words.to_owned());
    }

    /// Schedules an edit for when everything is in its final place.
    pub(super) fn later(&mut self, what: impl FnOnce(&mut EditedForm) + 'static) {
        self.later.push(Box::new(what));
    }

    /// Inserts a row; the indicators below move.
    pub(super) fn row(&mut self, before: u32, cells: &[(char, Typed)]) {
        let named: Vec<(String, Typed)> =
            cells.iter().map(|(col, typed)| (col.to_string(), typed.clone())).collect();
        let cells: Vec<(&str, Typed)> =
            named.iter().map(|(col, typed)| (col.as_str(), typed.clone())).collect();
        self.form.insert_row(SL, before, &cells);
        self.rows.iter_mut().filter(|row| **row >= before).for_each(|row| *row += 1);
        self.head += u32::from(self.head >= before);
    }

    /// Deletes the row of an indicator.
    pub(super) fn delete(&mut self, place: usize) {
        let row = self.rows[place];
        self.form.delete_row(SL, row);
        self.rows.iter_mut().filter(|other| **other > row).for_each(|row| *row -= 1);
        self.figures[place] = Sees::Nothing;
    }

    /// Inserts a column while the rows are as issued.
    pub(super) fn column(&mut self, before: char, heading: &str, beside: impl Fn(usize) -> Typed) {
        self.form.column(&before.to_string(), heading, beside);
        if before <= self.col {
            self.col = char::from(self.col as u8 + 1);
        }
    }

    /// Applies the scheduled edits; returns the bytes of the workbook.
    pub(super) fn bytes(&mut self) -> Vec<u8> {
        for later in std::mem::take(&mut self.later) {
            later(self);
        }
        self.form.bytes()
    }

    /// Applies the scheduled edits; returns the program's results.
    pub(super) fn judged(&mut self) -> Judged {
        let bytes = self.bytes();
        match self.packed.take() {
            Some((name, other)) => {
                let archive =
                    crate::units::inbox::zipped(&[(name.as_str(), &bytes), ("doc.txt", &other)]);
                Judged::of("bc.zip", &archive)
            }
            None => Judged::of("bc.xlsx", &bytes),
        }
    }

    /// Returns the violations in the program's results.
    pub(super) fn wrong(&self, judged: &Judged) -> Vec<String> {
        let mut wrong = Vec::new();
        for (place, sees) in self.figures.iter().enumerate() {
            let code = format!("CT{:02}", place + 1);
            let Some(counted) = judged.counted(&code) else {
                continue;
            };
            let sees = if self.doubts.contains(&place) && *sees != Sees::Nothing {
                Sees::Unclear
            } else {
                *sees
            };
            match sees {
                Sees::Number(number) if number == counted || judged.names(&code) => {}
                Sees::Unclear if judged.names(&code) => {}
                sees => wrong.push(format!("{code} counts as {counted}, a person sees {sees:?}")),
            }
        }
        if wrong.len() > 2 {
            wrong.splice(1.., [format!("… of {}", wrong.len())]);
        }
        // of a file that is unread, unattributed or of another period, only the reason is quoted
        if !["B105", "T101", "T103", "T105", "T110", "T111", "T112"]
            .iter()
            .any(|rule| judged.has(rule))
        {
            wrong.extend(
                self.words
                    .iter()
                    .filter(|words| !judged.quotes(words))
                    .map(|words| format!("lost: {words}")),
            );
        }
        wrong
    }
}
