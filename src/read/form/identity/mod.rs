//! Determines whose report a workbook is, of which period, and whether it may be read at all.

mod answers;
mod letterhead;
mod period;
mod secrecy;
#[cfg(test)]
mod tests;

use super::context::ReportReading;
use crate::model::about::About;
use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::origin::Sourced;
use crate::model::submission::{Claim, ClaimedBy, Identity, Observed};
use crate::read::grid::Workbook;
use answers::answers;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) use secrecy::{margin_lines, refuse_classified};

/// Determines the unit and period from the content of the workbook.
pub(super) fn identify(reading: &mut ReportReading<'_, '_>, workbook: &Workbook) -> Identity {
    reading.report.period = period::period(reading, workbook);
    let registry = &reading.form.plan.registry;
    let coded = |written: &str| registry.by_code(written).map(|unit| unit.code.clone());
    let mut claims: Vec<Claim> = Vec::new();
    for code in answers(reading, workbook, Field::UnitCode) {
        add(&mut claims, claim(ClaimedBy::Code, &code, coded(&code.value)));
    }
    for name in answers(reading, workbook, Field::UnitName) {
        add(&mut claims, claim(ClaimedBy::Name, &name, registry.named(&name.value).cloned()));
    }
    if let Some(stamped) = &reading.report.stamp.unit {
        add(
            &mut claims,
            Claim {
                by: ClaimedBy::Stamp,
                written: stamped.clone(),
                unit: coded(stamped),
                at: None,
            },
        );
    }
    for title in letterhead::claims(reading, workbook) {
        // a title that repeats another claim adds nothing
        if title.unit.is_none()
            || !claims.iter().any(|claim| claim.unit == title.unit && claim.by != ClaimedBy::Stamp)
        {
            add(&mut claims, title);
        }
    }
    judge(reading, claims)
}

/// Adds a new claim.
fn add(claims: &mut Vec<Claim>, claim: Claim) {
    if !claims.iter().any(|known| known.by == claim.by && known.written == claim.written) {
        claims.push(claim);
    }
}

/// Determines the unit from all claims.
fn judge(reading: &mut ReportReading<'_, '_>, claims: Vec<Claim>) -> Identity {
    let registry = &reading.form.plan.registry;
    let units: BTreeSet<&UnitCode> =
        claims.iter().filter_map(|claim| claim.unit.as_ref()).collect();
    // titles alone do not identify the unit if its stated name is unknown
    let only_titles =
        claims.iter().all(|claim| claim.by == ClaimedBy::Title || claim.unit.is_none());
    let unknown_name = only_titles && claims.iter().any(|claim| claim.by == ClaimedBy::Name);
    let mut identity = Identity::default();
    match units.into_iter().collect::<Vec<_>>().as_slice() {
        // another body's name or letterhead contradicts the unit, unless it differs only in
        // diacritics
        [unit]
            if !unknown_name
                && claims
                    .iter()
                    .all(|claim| !is_other(claim) || registry.is_loosely(unit, &claim.written)) =>
        {
            identity.unit = Some((*unit).clone());
        }
        units if units.is_empty() || unknown_name => {
            let near = claims.iter().flat_map(|claim| registry.suggestions(&claim.written));
            identity.suggestions = near.chain(units.iter().map(|unit| (*unit).clone())).collect();
        }
        _ => identity.conflict = true,
    }
    let mut seen = BTreeSet::new();
    identity.suggestions.retain(|unit| seen.insert(unit.clone()));
    if identity.unit.is_some() {
        let unknown =
            claims.iter().find(|claim| claim.by == ClaimedBy::Code && claim.unit.is_none());
        let labelled =
            claims.iter().any(|claim| matches!(claim.by, ClaimedBy::Code | ClaimedBy::Name));
        let odd = unknown
            .or_else(|| claims.iter().find(|claim| claim.by == ClaimedBy::Title && !labelled));
        if let Some(Claim { written, at: Some(at), .. }) = odd {
            reading.observations.add(
                Observed::UnitByWording,
                Some(&at.sheet),
                [at.cell],
                &[About::Field(Field::UnitCode)],
                Some(written.clone()),
            );
        }
    }
    identity.claims = claims;
    identity
}

/// Returns whether a claim names a body that is not a unit.
fn is_other(claim: &Claim) -> bool {
    matches!(claim.by, ClaimedBy::Name | ClaimedBy::Title) && claim.unit.is_none()
}

fn claim(by: ClaimedBy, answer: &Sourced<Arc<str>>, unit: Option<UnitCode>) -> Claim {
    Claim { by, written: answer.value.to_string(), unit, at: Some(answer.at.clone()) }
}
