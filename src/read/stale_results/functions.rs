//! Functions of formulas.

use super::evaluation::{Evaluation, Operand, Outcome, Stop, count_of, offset, unless_error};
use super::expression::{Area, Expression};
use crate::model::origin::CellRef;

impl Evaluation<'_> {
    /// Evaluates a function that is known by its name in capitals.
    pub(super) fn call(&mut self, name: &str, arguments: &[Expression]) -> Outcome {
        let number = match (name, arguments) {
            ("SUM" | "MAX" | "MIN" | "AVERAGE" | "COUNT" | "PRODUCT" | "COUNTA" | "MEDIAN", _) => {
                return self.aggregate(name, arguments);
            }
            ("SUBTOTAL", [kind, areas @ ..]) => return self.subtotal(kind, areas),
            ("IF" | "IFERROR" | "IFNA" | "AND" | "OR" | "NOT" | "CHOOSE", _) => {
                return self.choice(name, arguments);
            }
            ("ISERROR" | "ISBLANK" | "ISNUMBER" | "ISTEXT", [value]) => {
                return self.kind(name, value).map(Operand::Truth);
            }
            ("VLOOKUP" | "HLOOKUP" | "INDEX", _) => return self.lookup(name, arguments),
            ("COUNTIF" | "COUNTIFS" | "SUMIF" | "SUMIFS", _) => {
                return self.conditional(name, arguments);
            }
            ("CONCATENATE" | "CONCAT", _) => return self.joined(arguments),
            ("MATCH", [wanted, Expression::Cells(area), kind]) => {
                self.exactly(kind)?;
                self.position(wanted, *area)?
            }
            (
                "XLOOKUP",
                [wanted, Expression::Cells(keys), Expression::Cells(results), rest @ ..],
            ) if rest.len() < 2 => {
                return self.found_beside(wanted, *keys, *results, rest.first());
            }
            ("COUNTBLANK", [Expression::Cells(area)]) => self.blanks(*area)?,
            ("LARGE" | "SMALL", [area, place]) => self.ordered(name, area, place)?,
            ("ROWS", [Expression::Cells(area)]) => f64::from(area.last.row - area.first.row + 1),
            ("COLUMNS", [Expression::Cells(area)]) => f64::from(area.last.col - area.first.col + 1),
            ("SUMPRODUCT", _) => self.sum_of_products(arguments)?,
            ("VALUE", [text]) => self.value(text)?,
            ("N", [number]) => self.number(number)?,
            ("ABS", [number]) => self.number(number)?.abs(),
            ("SIGN", [number]) => {
                let number = self.number(number)?;
                if number == 0.0 { 0.0 } else { number.signum() }
            }
            ("INT", [number]) => self.number(number)?.floor(),
            ("SQRT", [number]) => self.number(number)?.sqrt(),
            ("POWER", [base, exponent]) => self.number(base)?.powf(self.number(exponent)?),
            ("MOD", [number, by]) => {
                let (number, by) = (self.number(number)?, self.number(by)?);
                number - by * (number / by).floor()
            }
            ("QUOTIENT", [number, by]) => (self.number(number)? / self.number(by)?).trunc(),
            ("ROUND", [number, places]) => self.rounded(number, places, f64::round)?,
            ("ROUNDUP", [number, places]) => self.rounded(number, places, away_from_zero)?,
            ("ROUNDDOWN" | "TRUNC", [number, places]) => {
                self.rounded(number, places, f64::trunc)?
            }
            ("TRUNC", [number]) => self.number(number)?.trunc(),
            ("CEILING", [number, step]) => self.multiple(number, step, f64::ceil)?,
            ("FLOOR", [number, step]) => self.multiple(number, step, f64::floor)?,
            ("MROUND", [number, step]) => self.multiple(number, step, f64::round)?,
            _ => return Err(Stop::Unknown),
        };
        if number.is_finite() { Ok(Operand::Number(number)) } else { Err(Stop::Unknown) }
    }

    /// Returns the values of a range that are not empty.
    fn values(&mut self, area: Area) -> Outcome<Vec<Operand>> {
        let filled = self.filled(area)?;
        filled.into_iter().map(|at| self.cell(area.sheet, at)).collect()
    }

    /// Returns the numbers among the arguments of a function; words in ranges are ignored.
    fn numbers(&mut self, arguments: &[Expression]) -> Outcome<Vec<f64>> {
        let mut numbers = Vec::new();
        for argument in arguments {
            let Expression::Cells(area) = argument else {
                numbers.push(self.number(argument)?);
                continue;
            };
            for value in self.values(*area)? {
                numbers.extend(value.number_in_range()?);
            }
        }
        Ok(numbers)
    }

    fn aggregate(&mut self, name: &str, arguments: &[Expression]) -> Outcome {
        if name == "COUNTA" {
            let mut count = 0;
            for argument in arguments {
                let Expression::Cells(area) = argument else { return Err(Stop::Unknown) };
                count += self.values(*area).map_err(unless_error)?.len();
            }
            return Ok(Operand::Number(count_of(count)));
        }
        let numbers = self.numbers(arguments);
        let numbers = if name == "COUNT" { numbers.map_err(unless_error)? } else { numbers? };
        let (count, sum) = (count_of(numbers.len()), numbers.iter().sum::<f64>());
        let number = match name {
            "SUM" => sum,
            "MAX" => numbers.into_iter().reduce(f64::max).unwrap_or(0.0),
            "MIN" => numbers.into_iter().reduce(f64::min).unwrap_or(0.0),
            "PRODUCT" if count > 0.0 => numbers.iter().product(),
            "PRODUCT" => 0.0,
            "COUNT" => count,
            "MEDIAN" => median(numbers)?,
            _ if count > 0.0 => sum / count,
            _ => return Err(Stop::Error("#DIV/0!".to_owned())),
        };
        Ok(Operand::Number(number))
    }

    /// Returns the largest or smallest number, or the one after as many others as asked.
    fn ordered(&mut self, name: &str, area: &Expression, place: &Expression) -> Outcome<f64> {
        let mut numbers = self.numbers(std::slice::from_ref(area))?;
        numbers.sort_unstable_by(f64::total_cmp);
        if name == "LARGE" {
            numbers.reverse();
        }
        let place = offset(self.number(place)?)? as usize;
        numbers.get(place).copied().ok_or(Stop::Unknown)
    }

    /// Evaluates `SUBTOTAL` over ranges without hidden rows and without other subtotals, which it
    /// leaves out.
    fn subtotal(&mut self, kind: &Expression, areas: &[Expression]) -> Outcome {
        let names = ["AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT", "", "", "SUM"];
        // 101 to 111 are the same functions as 1 to 11
        let kind = offset(self.number(kind)? % 100.0)? as usize;
        let name = names.get(kind).ok_or(Stop::Unknown)?;
        for area in areas {
            let Expression::Cells(area) = area else { return Err(Stop::Unknown) };
            let filled = self.filled(*area)?;
            let is_left_out = |at: &CellRef| self.has_formula_with(area.sheet, *at, "SUBTOTAL");
            if self.has_hidden_row(*area) || filled.iter().any(is_left_out) {
                return Err(Stop::Unknown);
            }
        }
        self.aggregate(name, areas)
    }

    fn choice(&mut self, name: &str, arguments: &[Expression]) -> Outcome {
        match (name, arguments) {
            ("IF", [condition, yes]) => {
                if self.truth(condition)? {
                    self.expression(yes)
                } else {
                    Ok(Operand::Truth(false))
                }
            }
            ("IF", [condition, yes, no]) => {
                if self.truth(condition)? {
                    self.expression(yes)
                } else {
                    self.expression(no)
                }
            }
            ("IFERROR", [number, otherwise]) => match self.expression(number) {
                Err(Stop::Error(_)) => self.expression(otherwise),
                result => result,
            },
            ("IFNA", [number, otherwise]) => match self.expression(number) {
                Err(Stop::Error(error)) if error == "#N/A" => self.expression(otherwise),
                result => result,
            },
            ("NOT", [condition]) => Ok(Operand::Truth(!self.truth(condition)?)),
            ("AND" | "OR", [_, ..]) => {
                let mut result = name == "AND";
                for condition in arguments {
                    let holds = self.truth(condition)?;
                    result = if name == "AND" { result && holds } else { result || holds };
                }
                Ok(Operand::Truth(result))
            }
            ("CHOOSE", [place, choices @ ..]) => {
                let place = offset(self.number(place)?)? as usize;
                self.expression(choices.get(place).ok_or(Stop::Unknown)?)
            }
            _ => Err(Stop::Unknown),
        }
    }

    /// Returns whether a value is of the kind that a function asks for.
    fn kind(&mut self, name: &str, value: &Expression) -> Outcome<bool> {
        match (name, self.expression(value)) {
            ("ISERROR", Err(Stop::Error(_))) => Ok(true),
            (_, Err(Stop::Error(_))) => Ok(false),
            (_, Err(stop)) => Err(stop),
            ("ISBLANK", Ok(value)) => Ok(value == Operand::Blank),
            ("ISNUMBER", Ok(value)) => Ok(matches!(value, Operand::Number(_) | Operand::Other)),
            ("ISTEXT", Ok(value)) => Ok(matches!(value, Operand::Text(_))),
            _ => Ok(false),
        }
    }

    fn joined(&mut self, arguments: &[Expression]) -> Outcome {
        let mut text = String::new();
        for argument in arguments {
            text += &self.expression(argument)?.text()?;
        }
        Ok(Operand::Text(text))
    }

    /// Evaluates `VALUE` of a number or of a text of digits.
    fn value(&mut self, text: &Expression) -> Outcome<f64> {
        match self.expression(text)? {
            Operand::Number(number) => Ok(number),
            Operand::Text(text) if text.trim().chars().all(|c| c.is_ascii_digit()) => {
                text.trim().parse().map_err(|_| Stop::Unknown)
            }
            _ => Err(Stop::Unknown),
        }
    }

    /// Rounds a number to a number of places after the point.
    fn rounded(
        &mut self,
        number: &Expression,
        places: &Expression,
        round: impl Fn(f64) -> f64,
    ) -> Outcome<f64> {
        let (number, places) = (self.number(number)?, self.number(places)?);
        let scale = 10_f64.powf(places.trunc());
        Ok(round(number * scale) / scale)
    }

    fn multiple(
        &mut self,
        number: &Expression,
        step: &Expression,
        round: impl Fn(f64) -> f64,
    ) -> Outcome<f64> {
        let (number, step) = (self.number(number)?, self.number(step)?);
        if number < 0.0 || step <= 0.0 {
            return Err(Stop::Unknown);
        }
        Ok(round(number / step) * step)
    }
}

fn away_from_zero(number: f64) -> f64 {
    number.abs().ceil().copysign(number)
}

fn median(mut numbers: Vec<f64>) -> Outcome<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let upper = numbers.get(middle).ok_or(Stop::Unknown)?;
    let below = middle.checked_sub(1).filter(|_| numbers.len().is_multiple_of(2));
    let lower = below.and_then(|below| numbers.get(below)).unwrap_or(upper);
    Ok(f64::midpoint(*lower, *upper))
}
