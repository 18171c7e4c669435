//! Reads `[[relation]]`: relations between indicators that every report must satisfy.

use super::file::{At, File};
use super::suggestion::quoted;
use super::table::Table;
use super::validate::Codes;
use crate::model::id::IndicatorCode;
use crate::model::indicator::{Aggregation, Indicator};
use crate::model::plan::Relation;
use crate::msg;

/// A kind of relation.
#[derive(Clone, Copy)]
enum Kind {
    AtMost,
    Together,
    Sum,
}

/// Reads the relations of a plan, after those of parts to their wholes.
pub(super) fn read(
    file: &File,
    root: &mut Table,
    indicators: &Codes,
    mut relations: Vec<At<Relation>>,
) -> Vec<Relation> {
    for table in root.optional("relation").tables() {
        let line = table.line;
        let Some(value) = relation(file, table, indicators) else {
            continue;
        };
        if let Some(first) = relations.iter().find(|other| contradicts(&other.value, &value)) {
            let first = first.line;
            file.fault(
                line,
                msg!(
                    "Quan hệ này đã ghi, hoặc ghi ngược lại, ở dòng {first}; bỏ một trong hai.",
                    "This relation, or its reverse, is already on line {first}; remove one of them."
                ),
            );
        }
        relations.push(At { line, value });
    }
    relations.into_iter().map(|relation| relation.value).collect()
}

/// Returns the relations between each ratio and its two indicators.
pub(super) fn of_ratios(indicators: &[Indicator]) -> impl Iterator<Item = Relation> {
    indicators.iter().filter_map(|indicator| match &indicator.total {
        Aggregation::Ratio(ratio) => {
            Some(Relation::Ratio(indicator.code.clone(), ratio.clone(), indicator.decimals()))
        }
        _ => None,
    })
}

fn relation(file: &File, mut table: Table, indicators: &Codes) -> Option<Relation> {
    let kind = table.required("kind").word(&[
        ("at-most", Kind::AtMost),
        ("together", Kind::Together),
        ("sum", Kind::Sum),
    ])?;
    let relation = match kind.value {
        Kind::AtMost => at_most(file, &mut table, indicators),
        Kind::Together => together(file, &mut table, indicators),
        Kind::Sum => sum(file, &mut table, indicators),
    };
    table.done();
    relation
}

fn at_most(file: &File, table: &mut Table, indicators: &Codes) -> Option<Relation> {
    let (smaller, larger) = (table.required("smaller").text(), table.required("larger").text());
    let [smaller, larger]: [_; 2] =
        known(file, &[smaller?, larger?], indicators)?.try_into().ok()?;
    Some(Relation::AtMost(smaller, larger))
}

fn together(file: &File, table: &mut Table, indicators: &Codes) -> Option<Relation> {
    let both = table.required("both").texts();
    let line = both.first()?.line;
    if both.len() != 2 {
        file.fault(
            line,
            msg!("“both” phải có đúng hai chỉ tiêu.", "“both” needs exactly two indicators."),
        );
        return None;
    }
    let [one, other]: [_; 2] = known(file, &both, indicators)?.try_into().ok()?;
    Some(Relation::Together(one, other))
}

fn sum(file: &File, table: &mut Table, indicators: &Codes) -> Option<Relation> {
    let (total, parts) = (table.required("total").text(), table.required("parts").texts());
    let line = parts.first()?.line;
    if parts.len() < 2 {
        file.fault(
            line,
            msg!(
                "“parts” phải có từ hai chỉ tiêu trở lên.",
                "“parts” needs two indicators or more."
            ),
        );
        return None;
    }
    let mut codes =
        known(file, &std::iter::once(total?).chain(parts).collect::<Vec<_>>(), indicators)?;
    let total = codes.remove(0);
    Some(Relation::Sum(total, codes))
}

/// Returns the indicators of a relation, if all are known and different.
fn known(file: &File, sides: &[At<String>], indicators: &Codes) -> Option<Vec<IndicatorCode>> {
    let mut codes: Vec<IndicatorCode> = Vec::new();
    for side in sides {
        let code = side.value.as_str().into();
        if codes.contains(&code) {
            let written = quoted(&side.value);
            file.fault(
                side.line,
                msg!(
                    "Chỉ tiêu {written} có quan hệ với chính nó; xem lại.",
                    "The indicator {written} is related to itself; check it."
                ),
            );
        } else if indicators.check(file, side) {
            codes.push(code);
        }
    }
    (codes.len() == sides.len()).then_some(codes)
}

/// Returns whether two relations repeat or reverse each other.
fn contradicts(one: &Relation, other: &Relation) -> bool {
    match (one, other) {
        (Relation::AtMost(a, b), Relation::AtMost(c, d))
        | (Relation::Together(a, b), Relation::Together(c, d)) => {
            (a, b) == (c, d) || (a, b) == (d, c)
        }
        _ => one == other,
    }
}
