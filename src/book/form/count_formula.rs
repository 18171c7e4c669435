//! Formulas that count cells, each with its result for the laid-out answers. They use only
//! functions available since Excel 2010, and no array input.

use super::allowed_numbers;
use crate::book::{Area, Content, Sheet};
use crate::model::indicator::Indicator;
use crate::model::number::{LARGEST, NIL, NOT_APPLICABLE, NumberKind};
use crate::model::origin::CellRef;
use rust_decimal::Decimal;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CountFormula {
    pub(super) expr: String,
    pub(super) count: usize,
}

impl CountFormula {
    pub(super) fn nothing() -> Self {
        Self { expr: String::new(), count: 0 }
    }

    pub(super) fn and(self, other: Self) -> Self {
        let expr = match (self.expr.is_empty(), other.expr.is_empty()) {
            (true, _) => other.expr,
            (_, true) => self.expr,
            _ => format!("{}+{}", self.expr, other.expr),
        };
        Self { expr, count: self.count + other.count }
    }
}

/// A laid-out sheet, read by the formulas.
#[derive(Clone, Copy)]
pub(super) struct SheetView<'a>(pub(super) &'a Sheet);

impl SheetView<'_> {
    /// Returns the reference to an area, valid on any sheet.
    pub(super) fn area(self, area: Area) -> String {
        let first = absolute(area.first);
        let to = if area.first == area.last {
            String::new()
        } else {
            format!(":{}", absolute(area.last))
        };
        format!("'{}'!{first}{to}", self.0.name.replace('\'', "''"))
    }

    /// Returns the reference to a cell, valid on any sheet.
    pub(super) fn cell(self, row: u32, col: u32) -> String {
        self.area(Area::new(row, col, row, col))
    }

    /// Returns a cell's trimmed text.
    pub(super) fn text(self, row: u32, col: u32) -> String {
        match self.0.cell(CellRef::new(row, col)).map(|cell| &cell.content) {
            Some(Content::Text(text)) => {
                text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
            }
            Some(Content::Number(number)) => number.to_string(),
            Some(Content::Day(day)) => day.to_string(),
            _ => String::new(),
        }
    }

    pub(super) fn number(self, row: u32, col: u32) -> Option<Decimal> {
        match self.0.cell(CellRef::new(row, col)).map(|cell| &cell.content) {
            Some(Content::Number(number)) => Some(*number),
            Some(Content::Day(_)) => Some(Decimal::ONE),
            _ => None,
        }
    }

    pub(super) fn is_blank(self, row: u32, col: u32) -> bool {
        self.text(row, col).is_empty()
    }

    fn rows(area: Area) -> impl Iterator<Item = u32> {
        area.first.row..=area.last.row
    }

    /// Counts cells with neither a number nor a word for none.
    pub(super) fn not_numbers(self, column: Area) -> CountFormula {
        let (range, col) = (self.area(column), column.first.col);
        let expr = format!(
            "SUMPRODUCT(--(TRIM({range})<>\"\"))-COUNT({range})-SUMPRODUCT(--(TRIM({range})={{{}}}))",
            said(true)
        );
        let wrong = |row: &u32| {
            !self.is_blank(*row, col)
                && self.number(*row, col).is_none()
                && !is_word(&self.text(*row, col), true)
        };
        CountFormula { expr, count: Self::rows(column).filter(wrong).count() }
    }

    /// Counts nonblank cells without a date.
    pub(super) fn not_days(self, column: Area) -> CountFormula {
        let (range, col) = (self.area(column), column.first.col);
        let wrong = |row: &u32| !self.is_blank(*row, col) && self.number(*row, col).is_none();
        CountFormula {
            expr: format!("SUMPRODUCT(--(TRIM({range})<>\"\"))-COUNT({range})"),
            count: Self::rows(column).filter(wrong).count(),
        }
    }

    /// Returns 1 if a cell has a number that is not a valid answer, otherwise 0.
    pub(super) fn not_allowed(self, row: u32, col: u32, kind: &NumberKind) -> CountFormula {
        let cell = self.cell(row, col);
        let is_wrong =
            self.number(row, col).is_some_and(|number| !allowed_numbers::is_allowed(number, kind));
        let allowed = allowed_numbers::formula(&cell, kind);
        CountFormula {
            expr: format!("IF(ISNUMBER({cell}),IF({allowed},0,1),0)"),
            count: usize::from(is_wrong),
        }
    }

    /// Counts cells with a number that is no count: negative, fractional or too large.
    pub(super) fn no_counts(self, column: Area) -> CountFormula {
        let (range, col) = (self.area(column), column.first.col);
        let expr = format!(
            "COUNTIF({range},\"<0\")+COUNTIF({range},\">{LARGEST}\")\
             +SUMPRODUCT(ISNUMBER({range})*({range}>=0)*({range}<={LARGEST})*(TEXT({range},\"0\")<>{range}&\"\"))"
        );
        CountFormula {
            expr,
            count: Self::rows(column)
                .filter(|row| self.number(*row, col).is_some_and(|number| !is_count(number)))
                .count(),
        }
    }

    /// Counts blank cells in rows with a code in column A.
    pub(super) fn blanks(self, column: Area) -> CountFormula {
        let (range, codes) = (self.area(column), self.area(beside(column, 0)));
        let blank = |row: &u32| !self.is_blank(*row, 0) && self.is_blank(*row, column.first.col);
        CountFormula {
            expr: format!("SUMPRODUCT(({codes}<>\"\")*(TRIM({range})=\"\"))"),
            count: Self::rows(column).filter(blank).count(),
        }
    }

    /// Counts cells with a word that is not in a list.
    pub(super) fn not_among(self, column: Area, words: &[&str]) -> CountFormula {
        let range = self.area(column);
        let expr = format!(
            "SUMPRODUCT(--(TRIM({range})<>\"\"))-SUMPRODUCT(--(TRIM({range})={{{}}}))",
            quoted(words.iter().copied())
        );
        let wrong = |row: &u32| {
            let text = self.text(*row, column.first.col);
            !text.is_empty() && !words.iter().any(|word| is_same(word, &text))
        };
        CountFormula { expr, count: Self::rows(column).filter(wrong).count() }
    }

    /// Returns a formula that is true if a cell has a valid figure or a word for none, and a
    /// formula for its amount.
    pub(super) fn amount(
        self,
        row: u32,
        col: u32,
        indicator: &Indicator,
    ) -> (String, Option<Decimal>) {
        let cell = self.cell(row, col);
        let Some(kind) = indicator.answer.number() else {
            return ("FALSE".to_owned(), None);
        };
        let may_be_nil = indicator.total.adds_up();
        if !indicator.answer.is_count() || !may_be_nil {
            let number = format!("ISNUMBER({cell}),{}", allowed_numbers::formula(&cell, kind));
            let expr = if may_be_nil {
                format!("OR(AND({number}),TRIM({cell})={{{}}})", said(false))
            } else {
                format!("AND({number})")
            };
            let amount = match self.number(row, col) {
                Some(number) => allowed_numbers::is_allowed(number, kind).then_some(number),
                None => {
                    (may_be_nil && is_word(&self.text(row, col), false)).then_some(Decimal::ZERO)
                }
            };
            return (expr, amount);
        }
        let expr = format!(
            "OR(AND(ISNUMBER({cell}),N({cell})>=0,INT(N({cell}))=N({cell})),TRIM({cell})={{{}}})",
            said(false)
        );
        let amount = match self.number(row, col) {
            Some(number) => {
                (!number.is_sign_negative() && number.fract().is_zero()).then_some(number)
            }
            None => is_word(&self.text(row, col), false).then_some(Decimal::ZERO),
        };
        (expr, amount)
    }
}

/// Returns the same rows of another column.
pub(super) fn beside(column: Area, col: u32) -> Area {
    Area::new(column.first.row, col, column.last.row, col)
}

/// Returns whether two texts are equal in a spreadsheet, which ignores case.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Returns whether a text is a word for nothing to report.
pub(super) fn is_nil(text: &str) -> bool {
    is_word(text, false)
}

/// Returns the words for nothing to report, as a list for a formula's braces.
pub(super) fn nil_words() -> String {
    said(false)
}

/// Returns whether a text is a word for nothing to report or for not applicable.
pub(super) fn is_word(text: &str, not_applicable: bool) -> bool {
    words(not_applicable).any(|word| is_same(word, text))
}

fn said(not_applicable: bool) -> String {
    quoted(words(not_applicable))
}

fn words(not_applicable: bool) -> impl Iterator<Item = &'static str> {
    std::iter::once("-")
        .chain(NIL)
        .chain(NOT_APPLICABLE.into_iter().filter(move |_| not_applicable))
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(",")
}

fn is_count(number: Decimal) -> bool {
    (number.is_zero() || !number.is_sign_negative())
        && number.fract().is_zero()
        && number <= Decimal::from(LARGEST)
}

fn absolute(at: CellRef) -> String {
    format!("${}${}", CellRef::column_name(at.col), at.row + 1)
}
