//! The checks, in the order of the form.

mod figures;
mod info;
mod lists;
mod own_plan;
mod tasks;

use super::super::Form;
use super::super::count_formula::CountFormula;
use super::Answered;
use crate::book::Area;
use crate::book::form::layout::FIRST;
use crate::model::form::Sheet as Kind;
use crate::model::id::IndicatorCode;
use crate::model::indicator::Indicator;
use crate::model::origin::CellRef;
use crate::rules::Rule;

/// A check: a statement, the number of cells that contradict it, and where to look.
pub(super) struct Line {
    /// The rules of the consolidation with the same check.
    pub(super) rules: Vec<&'static Rule>,
    pub(super) what: String,
    pub(super) asked: CountFormula,
    pub(super) place: Kind,
    pub(super) cell: CellRef,
}

/// Returns the checks of the sheets that the form has.
pub(super) fn all(form: &Form<'_>, answered: &Answered<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    info::add(form, answered, &mut lines);
    tasks::add(form, answered, &mut lines);
    figures::add(form, answered, &mut lines);
    lists::add(form, answered, &mut lines);
    figures::add_relations(form, answered.figures, &mut lines);
    lines.retain(|line| form.asks(line.place) && !line.asked.expr.is_empty());
    lines
}

fn line(
    rules: impl IntoIterator<Item = &'static Rule>,
    what: impl Into<String>,
    asked: CountFormula,
    place: Kind,
    cell: CellRef,
) -> Line {
    Line { rules: rules.into_iter().collect(), what: what.into(), asked, place, cell }
}

/// Returns the code and the name of an indicator.
fn called(form: &Form<'_>, code: &IndicatorCode) -> String {
    let name = form
        .plan
        .indicators
        .iter()
        .find(|indicator| indicator.code == *code)
        .map(Indicator::full_name);
    name.map_or_else(|| code.to_string(), |name| format!("{code} ({name})"))
}

/// Returns the areas of a column whose rows are required.
fn owed_columns(owed: &[bool], col: u32) -> impl Iterator<Item = Area> {
    let rows: Vec<u32> =
        (FIRST..).zip(owed).filter(|(_, owed)| **owed).map(|(row, _)| row).collect();
    let stretches: Vec<Area> = rows
        .chunk_by(|one, next| one + 1 == *next)
        .filter_map(|stretch| Some(Area::new(*stretch.first()?, col, *stretch.last()?, col)))
        .collect();
    stretches.into_iter()
}

fn row_of(form: &Form<'_>, code: &IndicatorCode) -> Option<u32> {
    (FIRST..)
        .zip(&form.indicators)
        .find(|(_, indicator)| indicator.code == *code)
        .map(|(row, _)| row)
}
