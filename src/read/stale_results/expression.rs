//! Parses the text of a formula.

use crate::model::origin::{CellRef, LAST};
use crate::read::grid::Sheet;
use std::cmp::Ordering;

/// Maximum nesting of brackets.
const DEEPEST: usize = 16;

#[derive(Debug, Clone)]
pub(super) enum Expression {
    /// An omitted argument.
    Omitted,
    Number(f64),
    Text(String),
    Truth(bool),
    Cells(Area),
    Call(String, Vec<Expression>),
    Operation(Operator, Box<[Expression; 2]>),
    Negative(Box<Expression>),
    Percent(Box<Expression>),
}

impl Expression {
    /// Adds the ranges of several cells that an operation applies to.
    pub(super) fn ranges(&self, areas: &mut Vec<Area>) {
        match self {
            Self::Cells(area) if area.first != area.last => areas.push(*area),
            Self::Operation(_, sides) => sides.iter().for_each(|side| side.ranges(areas)),
            Self::Negative(inside) | Self::Percent(inside) => inside.ranges(areas),
            _ => {}
        }
    }
}

/// A cell or a range of cells of one sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) sheet: usize,
    pub(super) first: CellRef,
    pub(super) last: CellRef,
}

impl Area {
    /// Returns the cell at a distance in rows and columns from the first.
    pub(super) fn cell(self, (rows, columns): (u32, u32)) -> CellRef {
        CellRef::new(self.first.row.saturating_add(rows), self.first.col.saturating_add(columns))
    }

    /// Returns the distance of a cell in rows and columns from the first.
    pub(super) fn distance(self, at: CellRef) -> (u32, u32) {
        (at.row - self.first.row, at.col - self.first.col)
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Operator {
    AtMost,
    AtLeast,
    Unequal,
    Below,
    Above,
    Equal,
    Join,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

impl Operator {
    /// Returns when a comparison holds; `None` for other operators.
    pub(super) fn comparison(self) -> Option<fn(Ordering) -> bool> {
        match self {
            Self::AtMost => Some(Ordering::is_le),
            Self::AtLeast => Some(Ordering::is_ge),
            Self::Unequal => Some(Ordering::is_ne),
            Self::Below => Some(Ordering::is_lt),
            Self::Above => Some(Ordering::is_gt),
            Self::Equal => Some(Ordering::is_eq),
            _ => None,
        }
    }
}

/// Comparisons with their signs.
pub(super) const COMPARISONS: &[(&str, Operator)] = &[
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("<>", Operator::Unequal),
    ("<", Operator::Below),
    (">", Operator::Above),
    ("=", Operator::Equal),
];

/// Operators with their signs, weakest first.
const LEVELS: [&[(&str, Operator)]; 5] = [
    COMPARISONS,
    &[("&", Operator::Join)],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[("*", Operator::Multiply), ("/", Operator::Divide)],
    &[("^", Operator::Power)],
];

/// Parses a formula of a sheet; `None` if it has a part that is not understood.
pub(super) fn parse(formula: &str, sheets: &[Sheet], own: usize) -> Option<Expression> {
    let mut parser = Parser { rest: formula, sheets, own, depth: 0 };
    let parsed = parser.level(0)?;
    parser.rest.trim().is_empty().then_some(parsed)
}

struct Parser<'a> {
    rest: &'a str,
    sheets: &'a [Sheet],
    own: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    /// Parses the operators of a level and of the stronger ones.
    fn level(&mut self, level: usize) -> Option<Expression> {
        let Some(operators) = LEVELS.get(level) else { return self.signed() };
        let mut left = self.level(level + 1)?;
        while let Some((_, operator)) = operators.iter().find(|(sign, _)| self.takes(sign)) {
            let right = self.level(level + 1)?;
            left = Expression::Operation(*operator, Box::new([left, right]));
        }
        Some(left)
    }

    fn signed(&mut self) -> Option<Expression> {
        let mut minuses = 0;
        loop {
            match () {
                () if self.takes("-") => minuses += 1,
                () if self.takes("+") => {}
                () => break,
            }
        }
        let operand = self.operand()?;
        let mut signed =
            (0..minuses).fold(operand, |operand, _| Expression::Negative(Box::new(operand)));
        while self.takes("%") {
            signed = Expression::Percent(Box::new(signed));
        }
        Some(signed)
    }

    fn operand(&mut self) -> Option<Expression> {
        if self.takes("(") {
            return self.in_brackets(|parser| parser.level(0));
        }
        if self.takes("\"") {
            return self.text();
        }
        self.takes("@");
        let start = self.rest.trim_start();
        if start.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !is_row(start) {
            return self.number();
        }
        let is_outside = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.');
        let (name, rest) = start.split_at(start.find(is_outside).unwrap_or(start.len()));
        if let Some(rest) = rest.strip_prefix('(').filter(|_| !name.is_empty()) {
            self.rest = rest;
            let name = name.to_ascii_uppercase();
            let name = name.trim_start_matches("_XLFN.").to_owned();
            return self.in_brackets(|parser| Some(Expression::Call(name, parser.arguments()?)));
        }
        let is_truth = name.eq_ignore_ascii_case("TRUE");
        if (is_truth || name.eq_ignore_ascii_case("FALSE")) && !rest.starts_with('!') {
            self.rest = rest;
            return Some(Expression::Truth(is_truth));
        }
        self.area().map(Expression::Cells)
    }

    fn in_brackets<T>(&mut self, inside: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth = Some(self.depth + 1).filter(|depth| *depth < DEEPEST)?;
        let inside = inside(self)?;
        self.depth -= 1;
        self.takes(")").then_some(inside)
    }

    fn arguments(&mut self) -> Option<Vec<Expression>> {
        if self.rest.trim_start().starts_with(')') {
            return Some(Vec::new());
        }
        let mut arguments = Vec::new();
        loop {
            let is_omitted = self.rest.trim_start().starts_with([',', ';', ')']);
            arguments.push(if is_omitted { Expression::Omitted } else { self.level(0)? });
            if !self.takes(",") && !self.takes(";") {
                return Some(arguments);
            }
        }
    }

    /// Parses a text after its opening quote. Two quotes stand for one.
    fn text(&mut self) -> Option<Expression> {
        let mut text = String::new();
        loop {
            let (piece, rest) = self.rest.split_once('"')?;
            text.push_str(piece);
            let Some(rest) = rest.strip_prefix('"') else {
                self.rest = rest;
                return Some(Expression::Text(text));
            };
            text.push('"');
            self.rest = rest;
        }
    }

    fn number(&mut self) -> Option<Expression> {
        let start = self.rest.trim_start();
        let digits = start.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(start.len());
        let (mantissa, rest) = start.split_at_checked(digits)?;
        let exponent = rest.strip_prefix(['E', 'e']).and_then(|rest| {
            let signs = usize::from(rest.starts_with(['+', '-']));
            let digits = rest.get(signs..)?.find(|c: char| !c.is_ascii_digit());
            let end = digits.map_or(rest.len(), |digits| signs + digits);
            (end > signs).then(|| rest.split_at(end))
        });
        let (exponent, rest) = exponent.unwrap_or(("0", rest));
        self.rest = rest;
        format!("{mantissa}e{exponent}").parse().ok().map(Expression::Number)
    }

    /// Parses a cell, a range such as `A1:$B$2` or `'Văn bản'!A1:B2`, or whole columns or rows.
    fn area(&mut self) -> Option<Area> {
        let (sheet, first) = self.corner()?;
        if !self.takes(":") {
            return first.cell().map(|at| Area { sheet, first: at, last: at });
        }
        let (other, last) = self.corner()?;
        let is_one_sheet = other == sheet || other == self.own;
        let (first, last) = match (first, last) {
            (Corner::Cell(first), Corner::Cell(last)) => (first, last),
            (Corner::Column(first), Corner::Column(last)) => {
                (CellRef::new(0, first), CellRef::new(LAST.row, last))
            }
            (Corner::Row(first), Corner::Row(last)) => {
                (CellRef::new(first, 0), CellRef::new(last, LAST.col))
            }
            _ => return None,
        };
        let first_of = CellRef::new(first.row.min(last.row), first.col.min(last.col));
        let last_of = CellRef::new(first.row.max(last.row), first.col.max(last.col));
        is_one_sheet.then_some(Area { sheet, first: first_of, last: last_of })
    }

    /// Takes a corner of a range with the place of its sheet.
    fn corner(&mut self) -> Option<(usize, Corner)> {
        let start = self.rest.trim_start();
        let (sheet, start) = self.named_sheet(start).unwrap_or((self.own, start));
        let is_outside = |c: char| !c.is_ascii_alphanumeric() && c != '$';
        let (written, rest) = start.split_at(start.find(is_outside).unwrap_or(start.len()));
        let corner = Corner::parse(written)?;
        self.rest = rest;
        Some((sheet, corner))
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

/// Returns whether a text begins with a row of a range, such as `5:5`.
fn is_row(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(':')
}

/// A corner of a range.
#[derive(Debug, Clone, Copy)]
enum Corner {
    Cell(CellRef),
    Column(u32),
    Row(u32),
}

impl Corner {
    fn parse(written: &str) -> Option<Self> {
        let plain = written.replace('$', "");
        if plain.is_empty() {
            return None;
        }
        match () {
            () if plain.chars().all(|c| c.is_ascii_digit()) => {
                let at = CellRef::parse(&format!("A{plain}"))?;
                Some(Self::Row(at.row))
            }
            () if plain.chars().all(|c| c.is_ascii_alphabetic()) => {
                let at = CellRef::parse(&format!("{plain}1"))?;
                Some(Self::Column(at.col))
            }
            () => CellRef::parse(written).map(Self::Cell),
        }
    }

    fn cell(self) -> Option<CellRef> {
        if let Self::Cell(at) = self { Some(at) } else { None }
    }
}
