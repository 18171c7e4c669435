//! Functions that search ranges.

use super::criterion::Criterion;
use super::evaluation::{Evaluation, Operand, Outcome, Stop, count_of, offset, unless_error};
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
        let at = area.cell((offset(row)?, offset(col)?));
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
                let (rows, columns) = area.distance(at);
                return Ok(f64::from(rows + columns) + 1.0);
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
            let distance = first.distance(at);
            let mut is_met = true;
            for (area, criterion) in &criteria {
                // an error meets no condition
                let value = self.cell(area.sheet, area.cell(distance)).map_err(unless_error)?;
                is_met = is_met && criterion.meets(&value)?;
            }
            if is_met {
                count += 1;
            }
            if is_met && summed.is_some() {
                let value = self.cell(origin.sheet, origin.cell(distance))?;
                sum += value.number_in_range()?.unwrap_or(0.0);
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
        let shape = |area: &Area| area.distance(area.last);
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
            let mut product = 1.0;
            for argument in arguments {
                let value = self.of_element(first.distance(at), argument)?;
                product *= value.number_in_range()?.unwrap_or(0.0);
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
        let is_column = keys.first.col == keys.last.col;
        let distance = if is_column { (offset, 0) } else { (0, offset) };
        self.cell(results.sheet, results.cell(distance))
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
