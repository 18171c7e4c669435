//! Functions that search ranges.

use super::criterion::Criterion;
use super::evaluation::{
    Evaluation, Operand, Outcome, Stop, count_of, offset, says_number, unless_error,
};
use super::expression::{Area, Expression};
use crate::model::origin::CellRef;
use std::cmp::Ordering;

impl Evaluation<'_> {
    /// Evaluates a function that finds a value in a table.
    pub(super) fn lookup(&mut self, name: &str, arguments: &[Expression]) -> Outcome {
        let (area, row, col) = match (name, arguments) {
            ("VLOOKUP", [wanted, Expression::Cells(table), place, kind]) => {
                self.exactly(kind)?;
                let keys = Area { last: CellRef::new(table.last.row, table.first.col), ..*table };
                (*table, self.position(wanted, keys)?, self.number(place)?)
            }
            ("HLOOKUP", [wanted, Expression::Cells(table), place, kind]) => {
                self.exactly(kind)?;
                let keys = Area { last: CellRef::new(table.first.row, table.last.col), ..*table };
                (*table, self.number(place)?, self.position(wanted, keys)?)
            }
            ("INDEX", [Expression::Cells(table), place]) => {
                let place = self.number(place)?;
                match () {
                    () if table.first.col == table.last.col => (*table, place, 1.0),
                    () if table.first.row == table.last.row => (*table, 1.0, place),
                    () => return Err(Stop::Unknown),
                }
            }
            ("INDEX", [Expression::Cells(table), row, col]) => {
                (*table, self.number(row)?, self.number(col)?)
            }
            _ => return Err(Stop::Unknown),
        };
        let at = CellRef::new(
            area.first.row.saturating_add(offset(row)?),
            area.first.col.saturating_add(offset(col)?),
        );
        if at.row > area.last.row || at.col > area.last.col {
            return Err(Stop::Error("#REF!".to_owned()));
        }
        self.cell(area.sheet, at)
    }

    /// Checks that a lookup asks for an equal value, not for the nearest one.
    pub(super) fn exactly(&mut self, kind: &Expression) -> Outcome<()> {
        if self.truth(kind)? { Err(Stop::Unknown) } else { Ok(()) }
    }

    /// Returns the place of a value in a row or column, from 1.
    pub(super) fn position(&mut self, wanted: &Expression, area: Area) -> Outcome<f64> {
        let wanted = self.expression(wanted)?;
        let is_pattern = matches!(&wanted, Operand::Text(text) if text.contains(['*', '?', '~']));
        if is_pattern || wanted == Operand::Blank {
            return Err(Stop::Unknown);
        }
        for at in self.filled(area)? {
            if self.cell(area.sheet, at)?.order(&wanted)? == Ordering::Equal {
                let offset = (at.row - area.first.row) + (at.col - area.first.col);
                return Ok(f64::from(offset) + 1.0);
            }
        }
        Err(Stop::Error("#N/A".to_owned()))
    }

    /// Evaluates a sum or count of cells that meet conditions.
    pub(super) fn conditional(&mut self, name: &str, arguments: &[Expression]) -> Outcome {
        let (summed, conditions) = match (name, arguments) {
            ("SUMIF", [area, _]) => (Some(area), arguments),
            ("SUMIF", [conditions @ .., summed]) | ("SUMIFS", [summed, conditions @ ..]) => {
                (Some(summed), conditions)
            }
            _ => (None, arguments),
        };
        let mut criteria = Vec::new();
        for condition in conditions.chunks(2) {
            let [Expression::Cells(area), criterion] = condition else {
                return Err(Stop::Unknown);
            };
            criteria.push((*area, Criterion::new(self.expression(criterion)?)?));
        }
        let first = criteria.first().ok_or(Stop::Unknown)?.0;
        let mut may_be_blank = false;
        for (_, criterion) in &criteria {
            may_be_blank |= criterion.meets(&Operand::Blank)?;
        }
        // programs differ in whether several conditions may be met by empty cells
        if may_be_blank && criteria.len() > 1 {
            return Err(Stop::Unknown);
        }
        let origin = match summed {
            None => first,
            Some(Expression::Cells(summed)) => *summed,
            Some(_) => return Err(Stop::Unknown),
        };
        let (mut count, mut sum) = (0, 0.0);
        let places = if may_be_blank { self.every_cell(first)? } else { self.filled(first)? };
        for at in places {
            let shift = |corner: CellRef| {
                CellRef::new(
                    corner.row.saturating_add(at.row - first.first.row),
                    corner.col.saturating_add(at.col - first.first.col),
                )
            };
            let mut is_met = true;
            for (area, criterion) in &criteria {
                // an error meets no condition
                let value = self.cell(area.sheet, shift(area.first)).map_err(unless_error)?;
                is_met = is_met && criterion.meets(&value)?;
            }
            if is_met {
                count += 1;
            }
            if is_met && summed.is_some() {
                sum += match self.cell(origin.sheet, shift(origin.first))? {
                    Operand::Number(number) => number,
                    Operand::Blank => 0.0,
                    Operand::Text(text) if !says_number(&text) => 0.0,
                    _ => return Err(Stop::Unknown),
                };
            }
        }
        Ok(Operand::Number(if summed.is_some() { sum } else { count_of(count) }))
    }

    /// Evaluates `SUMPRODUCT` over ranges of the same shape, or over operations on them.
    pub(super) fn sum_of_products(&mut self, arguments: &[Expression]) -> Outcome<f64> {
        let mut areas = Vec::new();
        for argument in arguments {
            argument.ranges(&mut areas);
        }
        let shape = |area: &Area| (area.last.row - area.first.row, area.last.col - area.first.col);
        let first = *areas.first().ok_or(Stop::Unknown)?;
        if areas.iter().any(|area| shape(area) != shape(&first)) {
            return Err(Stop::Unknown);
        }
        let is_plain = |argument: &Expression| matches!(argument, Expression::Cells(_));
        let places = if arguments.iter().any(is_plain) {
            self.filled(first)?
        } else {
            self.every_cell(first)?
        };
        let mut sum = 0.0;
        for at in places {
            let element = (at.row - first.first.row, at.col - first.first.col);
            let mut product = 1.0;
            for argument in arguments {
                let value = self.of_element(element, argument)?;
                product *= match value {
                    Operand::Number(number) => number,
                    Operand::Text(text) if says_number(&text) => return Err(Stop::Unknown),
                    Operand::Text(_) | Operand::Blank => 0.0,
                    // programs differ in whether a truth value counts
                    Operand::Truth(_) | Operand::Other => return Err(Stop::Unknown),
                };
            }
            sum += product;
        }
        Ok(sum)
    }

    /// Evaluates `XLOOKUP` of an equal value.
    pub(super) fn found_beside(
        &mut self,
        wanted: &Expression,
        keys: Area,
        results: Area,
        otherwise: Option<&Expression>,
    ) -> Outcome {
        let offset = match (self.position(wanted, keys), otherwise) {
            (Err(Stop::Error(_)), Some(otherwise)) => return self.expression(otherwise),
            (position, _) => offset(position?)?,
        };
        let (row, col) = if keys.first.col == keys.last.col { (offset, 0) } else { (0, offset) };
        self.cell(
            results.sheet,
            CellRef::new(
                results.first.row.saturating_add(row),
                results.first.col.saturating_add(col),
            ),
        )
    }

    /// Returns the number of empty cells in a range.
    pub(super) fn blanks(&mut self, area: Area) -> Outcome<f64> {
        let is_blank = Criterion::new(Operand::Text(String::new()))?;
        let mut count = 0;
        for at in self.every_cell(area)? {
            if is_blank.meets(&self.cell(area.sheet, at).map_err(unless_error)?)? {
                count += 1;
            }
        }
        Ok(count_of(count))
    }

    /// Returns all places in a range.
    fn every_cell(&mut self, area: Area) -> Outcome<Vec<CellRef>> {
        let (rows, columns) = (area.first.row..=area.last.row, area.first.col..=area.last.col);
        let size = rows.clone().count().saturating_mul(columns.clone().count());
        self.step(size)?;
        Ok(rows.flat_map(|row| columns.clone().map(move |col| CellRef::new(row, col))).collect())
    }
}
