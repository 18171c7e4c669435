//! Conditional formats, as far as they change what a cell shows: another number format, letters that are not seen or are struck
//! through, a sign in the value's place.

use super::differential::DifferentialFormat;
use super::styles::Styles;
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::read::conditional::ConditionalEffect;
use crate::read::grid::{Cell, Sheet, Value};
use crate::read::limits::Budget;
use crate::read::xml::{Token, Xml, cut_short};
use std::sync::Arc;

/// Most formats of a sheet that are kept: no report has as many.
const MOST: usize = 1_000;

/// A conditional format that changes what cells show.
#[derive(Debug, Clone)]
pub(super) struct ConditionalFormat {
    areas: Arc<[(CellRef, CellRef)]>,
    effect: ConditionalEffect,
    condition: Condition,
}

/// When it applies to a cell, as far as the cell's own number says.
#[derive(Debug, Clone, Default)]
struct Condition {
    kind: String,
    operator: String,
    operands: Vec<String>,
}

impl Condition {
    /// Whether it applies to a number; nothing where that cannot be told.
    fn holds(&self, value: f64) -> Option<bool> {
        match self.kind.as_str() {
            "containsBlanks" | "containsErrors" => return Some(false),
            "notContainsBlanks" | "notContainsErrors" => return Some(true),
            "cellIs" => {}
            _ => return None,
        }
        let operand = |place: usize| {
            self.operands.get(place)?.trim().trim_start_matches('=').parse::<f64>().ok()
        };
        if self
            .operands
            .first()
            .is_some_and(|text| text.trim().trim_start_matches('=').starts_with('"'))
        {
            return match self.operator.as_str() {
                "equal" => Some(false),
                "notEqual" => Some(true),
                _ => None,
            };
        }
        let first = operand(0)?;
        let between = || Some((first..=operand(1)?).contains(&value));
        Some(match self.operator.as_str() {
            "greaterThan" => value > first,
            "greaterThanOrEqual" => value >= first,
            "lessThan" => value < first,
            "lessThanOrEqual" => value <= first,
            "equal" => (value - first).abs() < f64::EPSILON,
            "notEqual" => (value - first).abs() >= f64::EPSILON,
            "between" => between()?,
            "notBetween" => !between()?,
            _ => return None,
        })
    }
}

/// Reads the conditional formats of one range, behind its opening tag.
pub(super) fn read(
    xml: &mut Xml<'_>,
    over: &str,
    styles: &Styles,
    all: &mut Vec<ConditionalFormat>,
) -> Result<(), Unreadable> {
    let mut areas = areas(over);
    let (mut found, mut condition, mut differential): (
        Vec<(ConditionalEffect, Condition)>,
        Condition,
        Option<DifferentialFormat>,
    ) = (Vec::new(), Condition::default(), None);
    let mut text = String::new();
    loop {
        match xml.next()? {
            Token::Open(tag, _) => match tag.name() {
                "cfRule" => {
                    let get = |key| tag.get(key).unwrap_or_default().into_owned();
                    condition = Condition {
                        kind: get("type"),
                        operator: get("operator"),
                        operands: Vec::new(),
                    };
                    differential = tag
                        .get("dxfId")
                        .and_then(|id| styles.differential(id.parse().ok()?))
                        .cloned();
                }
                "dxf" => differential = Some(DifferentialFormat::default()),
                "iconSet" | "dataBar"
                    if tag
                        .get("showValue")
                        .is_some_and(|shows| matches!(&*shows, "0" | "false")) =>
                {
                    found.push((ConditionalEffect::Hides, Condition::default()));
                }
                "formula" | "f" | "sqref" => text.clear(),
                _ => differential.iter_mut().for_each(|differential| differential.take(&tag)),
            },
            Token::Text(piece) => text.push_str(&piece),
            Token::Close(tag) => match tag.name() {
                "formula" | "f" => condition.operands.push(std::mem::take(&mut text)),
                "sqref" => areas.extend(self::areas(&text)),
                "cfRule" => {
                    found.extend(
                        differential
                            .take()
                            .and_then(|differential| differential.effect())
                            .map(|effect| (effect, std::mem::take(&mut condition))),
                    );
                }
                "conditionalFormatting" => break,
                _ => {}
            },
            Token::End => return Err(cut_short()),
        }
    }
    let areas: Arc<[(CellRef, CellRef)]> = areas.into();
    all.extend(found.into_iter().map(|(effect, condition)| ConditionalFormat {
        areas: Arc::clone(&areas),
        effect,
        condition,
    }));
    all.truncate(MOST);
    Ok(())
}

fn areas(ranges: &str) -> Vec<(CellRef, CellRef)> {
    let area = |range: &str| {
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        Some((CellRef::parse(first)?, CellRef::parse(last)?))
    };
    ranges.split_whitespace().filter_map(area).collect()
}

/// Lets the conditional formats of a sheet change what its cells show.
pub(super) fn apply(
    sheet: &mut Sheet,
    all: &[ConditionalFormat],
    budget: &Budget,
    from_1904: bool,
) -> Result<(), Unreadable> {
    for conditional in all {
        budget.time()?;
        for cell in &mut sheet.cells {
            if cell.shown.is_none() && conditional.covers(cell.at) {
                cell.shown = conditional.shown(cell, from_1904);
            }
        }
    }
    Ok(())
}

impl ConditionalFormat {
    fn covers(&self, at: CellRef) -> bool {
        let within = |(first, last): &(CellRef, CellRef)| {
            (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
        };
        self.areas.iter().any(within)
    }

    /// What a cell shows where it is, or may be, something else than it holds.
    fn shown(&self, cell: &Cell, from_1904: bool) -> Option<Arc<str>> {
        let applies = if let Value::Number(number) = cell.value {
            self.condition.holds(number)
        } else {
            None
        };
        self.effect.shown(&cell.value, applies, from_1904)
    }
}
