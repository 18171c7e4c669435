//! Conditional formats that change what cells show: another number format, invisible or
//! struck-through text, or an icon instead of the value.

use super::differential::DifferentialFormat;
use super::styles::Styles;
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::read::conditional::{self, Condition, ConditionalEffect, ConditionalFormat};
use crate::read::xml::{Token, Xml, cut_short};
use std::sync::Arc;

/// Reads the conditional formats of one range, after its opening tag.
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
            Token::Open(tag, is_empty) => match tag.name() {
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
                    if is_empty {
                        found.extend(finished(&mut differential, &mut condition));
                    }
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
                "cfRule" => found.extend(finished(&mut differential, &mut condition)),
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
    all.truncate(conditional::MAX_CONDITIONS);
    Ok(())
}

/// Takes the effect and the condition of a rule at its end.
fn finished(
    differential: &mut Option<DifferentialFormat>,
    condition: &mut Condition,
) -> Option<(ConditionalEffect, Condition)> {
    Some((differential.take()?.effect()?, std::mem::take(condition)))
}

fn areas(ranges: &str) -> Vec<(CellRef, CellRef)> {
    let area = |range: &str| {
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        Some((CellRef::parse(first)?, CellRef::parse(last)?))
    };
    ranges.split_whitespace().filter_map(area).collect()
}
