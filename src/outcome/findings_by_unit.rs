//! An index of findings by unit.

use crate::model::id::UnitCode;
use crate::rules::Finding;
use std::collections::BTreeMap;

/// Indexes of findings by unit, in order.
#[derive(Debug)]
pub(super) struct FindingsByUnit(BTreeMap<UnitCode, Vec<usize>>);

impl FindingsByUnit {
    pub(super) fn new(findings: &[Finding]) -> Self {
        let mut places: BTreeMap<UnitCode, Vec<usize>> = BTreeMap::new();
        for (place, finding) in findings.iter().enumerate() {
            let Some(unit) = &finding.unit else { continue };
            match places.get_mut(unit) {
                Some(own) => own.push(place),
                None => drop(places.insert(unit.clone(), vec![place])),
            }
        }
        Self(places)
    }

    /// Returns a unit's findings, given the findings that were indexed.
    pub(super) fn among<'f>(
        &'f self,
        findings: &'f [Finding],
        unit: &UnitCode,
    ) -> impl Iterator<Item = &'f Finding> + use<'f> {
        let places = self.0.get(unit).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| findings.get(*place))
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::case;

    #[test]
    fn the_index_returns_the_findings_of_a_unit_in_order() {
        let fixture = case()
            .missing("A")
            .figure("B", "CT04", "12 buổi")
            .number("B", "CT01", 7.0)
            .figure("C", "CT04", "không áp dụng");
        for (outcome, count) in [(fixture.outcome(), 4), (fixture.outcome().limited_to_files(), 3)]
        {
            let mut found = 0;
            for dossier in &outcome.case.dossiers {
                let own: Vec<_> =
                    outcome.findings_of(&dossier.unit).map(std::ptr::from_ref).collect();
                let among_all = outcome
                    .findings
                    .iter()
                    .filter(|finding| finding.unit.as_ref() == Some(&dossier.unit));
                assert_eq!(
                    own,
                    among_all.map(std::ptr::from_ref).collect::<Vec<_>>(),
                    "{}",
                    dossier.unit
                );
                found += own.len();
            }
            assert_eq!(found, count);
        }
    }
}
