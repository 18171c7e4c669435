//! Which numbers the form accepts, both as a formula and as its result.

use crate::model::number::NumberKind;
use rust_decimal::Decimal;

/// Returns a formula that is true if a cell with a number is a valid answer.
pub(super) fn formula(cell: &str, kind: &NumberKind) -> String {
    let number = number(cell, kind);
    let mut all = Vec::new();
    all.extend(kind.least().map(|least| format!("{number}>={}", least.normalize())));
    all.extend(kind.max.map(|max| format!("{number}<={}", max.normalize())));
    all.extend(kind.is_count.then(|| format!("INT({number})={number}")));
    all.extend(is_fraction_unclear(kind).then(|| format!("OR({number}=0,{number}>1)")));
    if all.is_empty() { "TRUE".to_owned() } else { format!("AND({})", all.join(",")) }
}

/// Returns a formula for the number in a cell. A percentage typed with its sign is stored as a
/// fraction.
pub(super) fn number(cell: &str, kind: &NumberKind) -> String {
    if kind.is_percent {
        format!("(N({cell})*IF(LEFT(CELL(\"format\",{cell}),1)=\"P\",100,1))")
    } else {
        format!("N({cell})")
    }
}

pub(super) fn is_allowed(number: Decimal, kind: &NumberKind) -> bool {
    let is_fraction = number > Decimal::ZERO && number <= Decimal::ONE;
    kind.least().is_none_or(|least| number >= least)
        && kind.max.is_none_or(|max| number <= max)
        && (!kind.is_count || number.fract().is_zero())
        && !(is_fraction_unclear(kind) && is_fraction)
}

/// Returns whether a percentage of at most 1 could be a fraction.
fn is_fraction_unclear(kind: &NumberKind) -> bool {
    kind.is_percent && kind.allows(Decimal::ONE_HUNDRED)
}
