//! Computes formulas of numbers, cells, arithmetic and a few functions.

use crate::model::origin::CellRef;
use crate::read::grid::{Sheet, Value};

/// Maximum nesting of brackets.
const DEEPEST: usize = 16;

/// Result of a formula.
#[derive(Debug)]
pub(super) enum Computed {
    Number(f64),
    Error(&'static str),
    /// The result changes each time, or the formula refers to its own cell.
    Nothing,
    /// The formula cannot be computed here.
    Unknown,
}

/// A formula being computed.
pub(super) struct Computation<'a> {
    rest: &'a str,
    sheets: &'a [Sheet],
    /// The formula's own sheet and cell.
    own: (usize, CellRef),
    depth: usize,
    steps: usize,
    is_circular: bool,
}

/// Numbers among the arguments of a function.
#[derive(Default)]
struct Numbers {
    count: u32,
    sum: f64,
    least: Option<f64>,
    greatest: Option<f64>,
}

impl Numbers {
    fn add(&mut self, number: f64) {
        self.count += 1;
        self.sum += number;
        self.least = Some(self.least.map_or(number, |least| least.min(number)));
        self.greatest = Some(self.greatest.map_or(number, |greatest| greatest.max(number)));
    }
}

impl<'a> Computation<'a> {
    pub(super) fn new(
        formula: &'a str,
        sheets: &'a [Sheet],
        own: (usize, CellRef),
        steps: usize,
    ) -> Self {
        Self { rest: formula, sheets, own, depth: 0, steps, is_circular: false }
    }

    /// Computes the formula and subtracts its operations from `steps`.
    pub(super) fn result(mut self, steps: &mut usize) -> Computed {
        let number = self.sum();
        *steps = self.steps;
        match number {
            _ if self.is_circular => Computed::Nothing,
            Some(number) if self.rest.trim().is_empty() => Computed::Number(number),
            _ => Computed::Unknown,
        }
    }

    fn sum(&mut self) -> Option<f64> {
        let mut sum = self.product()?;
        loop {
            sum = match () {
                () if self.takes("+") => sum + self.product()?,
                () if self.takes("-") => sum - self.product()?,
                () => return Some(sum),
            };
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut product = self.power()?;
        loop {
            product = match () {
                () if self.takes("*") => product * self.power()?,
                () if self.takes("/") => product / self.power()?,
                () => return Some(product),
            };
        }
    }

    fn power(&mut self) -> Option<f64> {
        let mut power = self.signed()?;
        while self.takes("^") {
            power = power.powf(self.signed()?);
        }
        Some(power)
    }

    fn signed(&mut self) -> Option<f64> {
        let mut sign = 1.0;
        loop {
            match () {
                () if self.takes("-") => sign = -sign,
                () if self.takes("+") => {}
                () => break,
            }
        }
        let mut operand = sign * self.operand()?;
        while self.takes("%") {
            operand /= 100.0;
        }
        Some(operand)
    }

    fn operand(&mut self) -> Option<f64> {
        self.steps = self.steps.checked_sub(1)?;
        if self.takes("(") {
            return self.in_brackets(Self::sum);
        }
        let start = self.rest.trim_start();
        let digits = start.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(start.len());
        if digits > 0 {
            let (number, rest) = start.split_at_checked(digits)?;
            self.rest = rest;
            return number.parse().ok();
        }
        if let Some((name, rest)) = start.split_once('(')
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphabetic())
        {
            self.rest = rest;
            return self.function(&name.to_ascii_uppercase());
        }
        let (place, at) = self.reference()?;
        match self.sheets.get(place)?.get(at).map(|cell| &cell.value) {
            None => Some(0.0),
            Some(Value::Number(number)) => Some(*number),
            Some(_) => None,
        }
    }

    fn in_brackets<T>(&mut self, inside: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        self.depth = Some(self.depth + 1).filter(|depth| *depth < DEEPEST)?;
        let inside = inside(self)?;
        self.depth -= 1;
        self.takes(")").then_some(inside)
    }

    /// Computes a function after its opening bracket.
    fn function(&mut self, name: &str) -> Option<f64> {
        match name {
            "SUM" | "MAX" | "MIN" | "AVERAGE" | "COUNT" => {
                let numbers = self.in_brackets(Self::numbers)?;
                match name {
                    "SUM" => Some(numbers.sum),
                    "MAX" => Some(numbers.greatest.unwrap_or(0.0)),
                    "MIN" => Some(numbers.least.unwrap_or(0.0)),
                    "COUNT" => Some(f64::from(numbers.count)),
                    _ => (numbers.count > 0).then(|| numbers.sum / f64::from(numbers.count)),
                }
            }
            "ABS" => self.in_brackets(Self::sum).map(f64::abs),
            "INT" => self.in_brackets(Self::sum).map(f64::floor),
            "N" => self.in_brackets(Self::sum),
            "IFERROR" => self.in_brackets(|it| {
                let number = it.sum()?;
                if !it.separator() {
                    return None;
                }
                let otherwise = it.branch()?;
                unless_text(if number.is_finite() { number } else { otherwise })
            }),
            "MOD" => self.in_brackets(|it| {
                it.pair().map(|(number, by)| number - by * (number / by).floor())
            }),
            "ROUND" => self.rounded(f64::round),
            "ROUNDUP" => self.rounded(|number| number.abs().ceil().copysign(number)),
            "ROUNDDOWN" => self.rounded(f64::trunc),
            "TRUNC" => self.in_brackets(|it| {
                let number = it.sum()?;
                let places = if it.separator() { it.sum()? } else { 0.0 };
                Some(to_places(number, places, f64::trunc))
            }),
            "IF" => self.in_brackets(|it| {
                let holds = it.condition()?;
                let yes = if it.separator() { it.branch()? } else { return None };
                let no = if it.separator() { it.branch()? } else { return None };
                unless_text(if holds { yes } else { no })
            }),
            _ => None,
        }
    }

    /// Computes a function that rounds a number to a number of places.
    fn rounded(&mut self, round: impl Fn(f64) -> f64) -> Option<f64> {
        let (number, places) = self.in_brackets(Self::pair)?;
        Some(to_places(number, places, round))
    }

    fn pair(&mut self) -> Option<(f64, f64)> {
        let first = self.sum()?;
        let second = if self.separator() { self.sum()? } else { return None };
        Some((first, second))
    }

    /// Reads a result that a function chooses: a number, or an empty text, for which this returns
    /// `NAN`.
    fn branch(&mut self) -> Option<f64> {
        if self.takes("\"\"") { Some(f64::NAN) } else { self.sum() }
    }

    fn separator(&mut self) -> bool {
        self.takes(",") || self.takes(";")
    }

    fn condition(&mut self) -> Option<bool> {
        if let Some(is_filled) = self.compared_with_nothing() {
            return Some(is_filled);
        }
        let left = self.sum()?;
        let sign = ["<=", ">=", "<>", "<", ">", "="].into_iter().find(|sign| self.takes(sign))?;
        let right = self.sum()?;
        let is_equal = (left - right).abs() < f64::EPSILON;
        Some(match sign {
            "<=" => left <= right,
            ">=" => left >= right,
            "<" => left < right,
            ">" => left > right,
            "=" => is_equal,
            _ => !is_equal,
        })
    }

    /// Reads the comparison of a cell that holds a number, or nothing, with no text.
    fn compared_with_nothing(&mut self) -> Option<bool> {
        let start = self.rest;
        let compared = self.reference().and_then(|(place, at)| {
            let is_equal = self.takes("=");
            let is_comparison = (is_equal || self.takes("<>")) && self.takes("\"\"");
            let cell = self.sheets.get(place)?.get(at);
            let is_blank = match cell.map(|cell| &cell.value) {
                None => true,
                Some(Value::Number(_)) => false,
                Some(_) => return None,
            };
            is_comparison.then_some(is_blank == is_equal)
        });
        if compared.is_none() {
            self.rest = start;
        }
        compared
    }

    /// Reads the arguments of a function of numbers.
    fn numbers(&mut self) -> Option<Numbers> {
        let mut numbers = Numbers::default();
        loop {
            let start = self.rest;
            let first = self.reference();
            let is_range = first.is_some() && self.takes(":");
            match first {
                Some(first) if is_range => {
                    let last = self.reference()?;
                    self.range(first, last.1, &mut numbers)?;
                }
                Some(first) if self.rest.trim_start().starts_with([',', ';', ')']) => {
                    self.range(first, first.1, &mut numbers)?;
                }
                _ => {
                    self.rest = start;
                    numbers.add(self.sum()?);
                }
            }
            if !self.separator() {
                return Some(numbers);
            }
        }
    }

    /// Adds the numbers in a range, ignoring words.
    fn range(
        &mut self,
        (place, first): (usize, CellRef),
        last: CellRef,
        numbers: &mut Numbers,
    ) -> Option<()> {
        let (rows, columns) = (first.row..=last.row, first.col..=last.col);
        let (own_place, own) = self.own;
        if place == own_place && rows.contains(&own.row) && columns.contains(&own.col) {
            self.is_circular = true;
            return None;
        }
        let cells = self.sheets.get(place)?.between(rows);
        self.steps = self.steps.checked_sub(cells.len())?;
        for cell in cells.iter().filter(|cell| columns.contains(&cell.at.col)) {
            match &cell.value {
                Value::Number(number) => numbers.add(*number),
                Value::Text(_) if !cell.value.says_number() => {}
                _ => return None,
            }
        }
        Some(())
    }

    /// Takes a cell with the place of its sheet, `A1`, `$A$1` or `'Văn bản'!A1`, unless it is the
    /// formula's own.
    fn reference(&mut self) -> Option<(usize, CellRef)> {
        let start = self.rest.trim_start();
        let (place, start) = self.named_sheet(start).unwrap_or((self.own.0, start));
        let is_outside = |c: char| !c.is_ascii_alphanumeric() && c != '$';
        let (cell, rest) = start.split_at(start.find(is_outside).unwrap_or(start.len()));
        let at = CellRef::parse(cell)?;
        if (place, at) == self.own {
            self.is_circular = true;
            return None;
        }
        self.rest = rest;
        Some((place, at))
    }

    /// Returns the sheet that a reference names, and the rest of the text.
    fn named_sheet(&self, text: &'a str) -> Option<(usize, &'a str)> {
        let named = self.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.name.is_empty());
        let after = |name: &str| {
            let quoted = format!("'{}'!", name.replace('\'', "''"));
            let plain = format!("{name}!");
            text.strip_prefix(quoted.as_str()).or_else(|| text.strip_prefix(plain.as_str()))
        };
        let mut known = named.filter_map(|(place, sheet)| Some((place, after(&sheet.name)?)));
        text.contains('!').then(|| known.next()).flatten()
    }

    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// Rounds a number to a number of places after the point.
fn to_places(number: f64, places: f64, round: impl Fn(f64) -> f64) -> f64 {
    let scale = 10_f64.powf(places);
    round(number * scale) / scale
}

/// Returns a chosen result, unless it is a text, for which `NAN` stands.
fn unless_text(chosen: f64) -> Option<f64> {
    (!chosen.is_nan()).then_some(chosen)
}
