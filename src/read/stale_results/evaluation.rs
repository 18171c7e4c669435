//! Evaluates formulas: cells, operators and ranges.

use super::expression::{self, Area, Expression, Operator};
use crate::model::origin::CellRef;
use crate::read::formula::is_volatile;
use crate::read::grid::{Sheet, TextEffect, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Maximum depth of expressions, over all formulas that refer to one another.
const DEEPEST: usize = 300;

/// Result of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Blank,
    Number(f64),
    Text(String),
    Truth(bool),
    /// A value that is not computed with, such as a date.
    Other,
}

/// Reason why an expression has no result.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stop {
    /// It cannot be evaluated here.
    Unknown,
    /// It refers to its own cell, or to a result that changes each time.
    Nothing,
    Error(String),
}

pub(super) type Outcome<T = Operand> = Result<T, Stop>;

impl Operand {
    fn number(self) -> Outcome<f64> {
        match self {
            Self::Blank => Ok(0.0),
            Self::Number(number) => Ok(number),
            Self::Truth(truth) => Ok(f64::from(u8::from(truth))),
            Self::Text(_) | Self::Other => Err(Stop::Unknown),
        }
    }

    pub(super) fn text(self) -> Outcome<String> {
        match self {
            Self::Blank => Ok(String::new()),
            Self::Text(text) if !TextEffect::is_struck(&text) => Ok(text),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                Ok(number.to_string())
            }
            _ => Err(Stop::Unknown),
        }
    }

    /// Returns the number of a cell in a range; none for words and empty cells.
    pub(super) fn number_in_range(self) -> Outcome<Option<f64>> {
        match self {
            Self::Number(number) => Ok(Some(number)),
            Self::Text(text) if says_number(&text) => Err(Stop::Unknown),
            Self::Text(_) | Self::Blank => Ok(None),
            // programs differ in whether a truth value counts
            Self::Truth(_) | Self::Other => Err(Stop::Unknown),
        }
    }

    fn truth(self) -> Outcome<bool> {
        self.number().map(|number| number != 0.0)
    }

    /// Compares as Excel does: numbers precede texts, whose case is ignored, and an empty cell
    /// equals 0 and an empty text.
    pub(super) fn order(&self, other: &Self) -> Outcome<Ordering> {
        let empty = |beside: &Self| match beside {
            Self::Text(_) => Self::Text(String::new()),
            Self::Truth(_) => Self::Truth(false),
            _ => Self::Number(0.0),
        };
        match (self, other) {
            (Self::Number(a), Self::Number(b)) if (a - b).abs() < f64::EPSILON => {
                Ok(Ordering::Equal)
            }
            (Self::Number(a), Self::Number(b)) => a.partial_cmp(b).ok_or(Stop::Unknown),
            (Self::Truth(a), Self::Truth(b)) => Ok(a.cmp(b)),
            (Self::Text(a), Self::Text(b))
                if !TextEffect::is_struck(a) && !TextEffect::is_struck(b) =>
            {
                Ok(a.to_lowercase().cmp(&b.to_lowercase()))
            }
            (Self::Number(_), Self::Text(text)) if !says_number(text) => Ok(Ordering::Less),
            (Self::Blank, Self::Blank) => Ok(Ordering::Equal),
            (Self::Blank, beside) if *beside != Self::Other => empty(beside).order(beside),
            (Self::Text(_), Self::Number(_)) | (_, Self::Blank) => {
                other.order(self).map(Ordering::reverse)
            }
            _ => Err(Stop::Unknown),
        }
    }
}

/// Returns whether a text may be a number for one program and a text for another.
pub(super) fn says_number(text: &str) -> bool {
    Value::Text(text.into()).says_number()
}

/// The formulas of a workbook with the results found so far.
pub(super) struct Evaluation<'a> {
    sheets: &'a [Sheet],
    formulas: &'a BTreeMap<(usize, CellRef), String>,
    /// Result of each formula; `None` while it is being evaluated.
    results: BTreeMap<(usize, CellRef), Option<Outcome>>,
    /// Row and column, from 0, of the element that an operation on ranges is evaluated for.
    element: Option<(u32, u32)>,
    depth: usize,
    steps: usize,
}

impl<'a> Evaluation<'a> {
    /// `steps` is the maximum number of cells and operations.
    pub(super) fn new(
        sheets: &'a [Sheet],
        formulas: &'a BTreeMap<(usize, CellRef), String>,
        steps: usize,
    ) -> Self {
        Self { sheets, formulas, results: BTreeMap::new(), element: None, depth: 0, steps }
    }

    /// Returns the result of the formula of a cell.
    pub(super) fn formula(&mut self, sheet: usize, at: CellRef) -> Outcome {
        match self.results.get(&(sheet, at)) {
            Some(Some(result)) => return result.clone(),
            Some(None) => return Err(Stop::Nothing),
            None => {}
        }
        let Some(formula) = self.formulas.get(&(sheet, at)) else { return Err(Stop::Unknown) };
        let parsed = match () {
            () if is_volatile(formula) => Err(Stop::Nothing),
            () if lost_reference(formula) => Err(Stop::Error("#REF!".to_owned())),
            () => expression::parse(formula, self.sheets, sheet).ok_or(Stop::Unknown),
        };
        self.results.insert((sheet, at), None);
        let element = self.element.take();
        let result = parsed.and_then(|parsed| self.expression(&parsed));
        self.element = element;
        let result = result.map(|result| match result {
            Operand::Blank => Operand::Number(0.0),
            other => other,
        });
        self.results.insert((sheet, at), Some(result.clone()));
        result
    }

    /// Returns whether a cell has a formula that contains a word.
    pub(super) fn has_formula_with(&self, sheet: usize, at: CellRef, word: &str) -> bool {
        self.formulas.get(&(sheet, at)).is_some_and(|formula| formula.contains(word))
    }

    /// Returns whether a range has a hidden row.
    pub(super) fn has_hidden_row(&self, area: Area) -> bool {
        let rows = area.first.row..=area.last.row;
        self.sheets
            .get(area.sheet)
            .is_some_and(|sheet| sheet.hidden_rows.iter().any(|row| rows.contains(row)))
    }

    /// Counts operations; there is no result after too many.
    pub(super) fn step(&mut self, steps: usize) -> Outcome<()> {
        self.steps = self.steps.checked_sub(steps).ok_or(Stop::Unknown)?;
        Ok(())
    }

    pub(super) fn expression(&mut self, expression: &Expression) -> Outcome {
        self.step(1)?;
        self.depth += 1;
        let result =
            if self.depth < DEEPEST { self.shallow(expression) } else { Err(Stop::Unknown) };
        self.depth -= 1;
        result
    }

    fn shallow(&mut self, expression: &Expression) -> Outcome {
        match expression {
            Expression::Omitted => Ok(Operand::Blank),
            Expression::Number(number) => Ok(Operand::Number(*number)),
            Expression::Text(text) => Ok(Operand::Text(text.clone())),
            Expression::Truth(truth) => Ok(Operand::Truth(*truth)),
            Expression::Cells(area) if area.first == area.last => self.cell(area.sheet, area.first),
            Expression::Cells(area) => {
                let element = self.element.ok_or(Stop::Unknown)?;
                self.cell(area.sheet, area.cell(element))
            }
            // functions may apply to a whole range
            Expression::Call(..) if self.element.is_some() => Err(Stop::Unknown),
            Expression::Call(name, arguments) => self.call(name, arguments),
            Expression::Operation(operator, sides) => {
                let [left, right] = &**sides;
                let left = self.expression(left)?;
                let right = self.expression(right)?;
                operation(*operator, left, right)
            }
            Expression::Negative(inside) => {
                self.number(inside).map(|number| Operand::Number(-number))
            }
            Expression::Percent(inside) => {
                self.number(inside).map(|number| Operand::Number(number / 100.0))
            }
        }
    }

    /// Evaluates an operation on ranges for one of their elements.
    pub(super) fn of_element(&mut self, element: (u32, u32), operation: &Expression) -> Outcome {
        let outer = self.element.replace(element);
        let result = self.expression(operation);
        self.element = outer;
        result
    }

    pub(super) fn number(&mut self, expression: &Expression) -> Outcome<f64> {
        self.expression(expression)?.number()
    }

    pub(super) fn truth(&mut self, expression: &Expression) -> Outcome<bool> {
        self.expression(expression)?.truth()
    }

    /// Returns the value of a cell: the result of its formula if that can be evaluated, else the
    /// stored value.
    pub(super) fn cell(&mut self, sheet: usize, at: CellRef) -> Outcome {
        self.step(1)?;
        if self.formulas.contains_key(&(sheet, at)) {
            match self.formula(sheet, at) {
                Err(Stop::Unknown) => {}
                known => return known,
            }
        }
        let sheets = self.sheets;
        let Some(cell) = sheets.get(sheet).ok_or(Stop::Unknown)?.get(at) else {
            let is_formula = self.formulas.contains_key(&(sheet, at));
            return Ok(if is_formula { Operand::Text(String::new()) } else { Operand::Blank });
        };
        match &cell.value {
            Value::Number(number) => Ok(Operand::Number(*number)),
            Value::Text(text) => Ok(Operand::Text(text.to_string())),
            Value::Truth(truth) => Ok(Operand::Truth(*truth)),
            Value::Error(error) => Err(Stop::Error(error.clone())),
            Value::Day(..) => Ok(Operand::Other),
            Value::Uncomputed | Value::Unreadable(_) => Err(Stop::Unknown),
        }
    }

    /// Returns the places in a range that have a value or a formula.
    pub(super) fn filled(&mut self, area: Area) -> Outcome<Vec<CellRef>> {
        let sheet = self.sheets.get(area.sheet).ok_or(Stop::Unknown)?;
        let columns = area.first.col..=area.last.col;
        let cells = sheet.between(area.first.row..=area.last.row);
        self.step(cells.len())?;
        let first = (area.sheet, CellRef::new(area.first.row, 0));
        let formulas = self.formulas.range(first..=(area.sheet, area.last));
        let mut filled: Vec<CellRef> = cells
            .iter()
            .map(|cell| cell.at)
            .chain(formulas.map(|((_, at), _)| *at))
            .filter(|at| columns.contains(&at.col))
            .collect();
        filled.sort_unstable();
        filled.dedup();
        Ok(filled)
    }
}

fn operation(operator: Operator, left: Operand, right: Operand) -> Outcome {
    if let Some(holds) = operator.comparison() {
        return left.order(&right).map(|order| Operand::Truth(holds(order)));
    }
    if let Operator::Join = operator {
        return Ok(Operand::Text(left.text()? + &right.text()?));
    }
    let (left, right) = (left.number()?, right.number()?);
    let result = match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide if right == 0.0 => return Err(Stop::Error("#DIV/0!".to_owned())),
        Operator::Divide => left / right,
        _ => left.powf(right),
    };
    if result.is_finite() { Ok(Operand::Number(result)) } else { Err(Stop::Unknown) }
}

pub(super) fn count_of(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Returns why a function that passes over errors has no result here.
pub(super) fn unless_error(stop: Stop) -> Stop {
    if matches!(stop, Stop::Error(_)) { Stop::Unknown } else { stop }
}

/// Returns the offset of a place that counts from 1.
pub(super) fn offset(place: f64) -> Outcome<u32> {
    let place = format!("{:.0}", place.trunc()).parse::<u32>().ok();
    place.and_then(|place| place.checked_sub(1)).ok_or(Stop::Unknown)
}

/// Returns whether a formula refers to a deleted cell, so that its result is an error.
fn lost_reference(formula: &str) -> bool {
    let upper = formula.to_ascii_uppercase();
    upper.contains("#REF!") && !upper.contains("IFERROR") && !upper.contains("ISERR")
}
