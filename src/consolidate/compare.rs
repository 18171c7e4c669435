//! Compares two results of a period down to units and cells. The contributions to a total add up
//! exactly to its change.

use super::Aggregate;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::results::{FindingEntry, Results, UnitEntry, ValueEntry};
use crate::model::severity::Severity;
use crate::model::status::State;
use crate::msg;
use crate::text::{Message, Text};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Differences between two results.
#[derive(Debug)]
pub(crate) struct Difference<'f> {
    pub old: &'f Results,
    pub new: &'f Results,
    /// Totals that changed, or to which a unit contributes differently, in the plan's order.
    pub totals: Vec<TotalChange<'f>>,
    /// Units that changed, before and after, in the office's order.
    pub units: Vec<[Option<&'f UnitEntry>; 2]>,
}

/// A changed total.
#[derive(Debug)]
pub(crate) struct TotalChange<'f> {
    pub indicator: &'f IndicatorCode,
    pub old: Aggregate,
    pub new: Aggregate,
    /// Contributions of units to the change, in the office's order.
    pub contributions: Vec<Contribution<'f>>,
}

impl TotalChange<'_> {
    /// Returns the change, or `None` if one of the totals is not a number.
    pub(crate) fn change(&self) -> Option<Decimal> {
        Some(self.new.number? - self.old.number?)
    }
}

/// Contribution of a unit to the change of a total.
#[derive(Debug)]
pub(crate) struct Contribution<'f> {
    pub unit: &'f UnitCode,
    pub old: Option<&'f ValueEntry>,
    pub new: Option<&'f ValueEntry>,
    /// Change of the unit's figure, which for a sum is its change of the total.
    pub change: Decimal,
    /// Reasons, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
    /// Errors that excluded the figure before, or exclude it now.
    pub findings: Vec<&'f FindingEntry>,
}

/// Reason for a unit's different amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// The unit had no report before.
    NewReport,
    /// The unit's report is no longer in the inbox.
    Withdrawn,
    /// The figure comes from another file, or the file's bytes changed.
    ReplacedFile,
    /// The same file gives another value.
    ValueChanged,
    /// The figure was excluded and is now counted.
    NowCounted,
    /// The figure was counted and is now excluded.
    NoLongerCounted,
}

impl Reason {
    /// Returns its words.
    pub(crate) const fn title(self) -> Text {
        match self {
            Self::NewReport => Text::new("báo cáo mới", "new report"),
            Self::Withdrawn => Text::new("báo cáo không còn", "report no longer in the inbox"),
            Self::ReplacedFile => Text::new("tệp được thay", "replaced file"),
            Self::ValueChanged => Text::new("giá trị thay đổi", "value changed"),
            Self::NowCounted => Text::new("nay được cộng", "now counted"),
            Self::NoLongerCounted => Text::new("không còn được cộng", "no longer counted"),
        }
    }
}

impl<'f> Difference<'f> {
    /// Returns the differences between two results.
    ///
    /// # Errors
    /// Returns an error if the results have different periods or plans, because their totals are
    /// not comparable.
    pub(crate) fn between(old: &'f Results, new: &'f Results) -> Result<Self, Message> {
        let of = |facts: &Results| format!("{} ({})", facts.period, facts.plan.id);
        if of(old) != of(new) {
            let (old, new) = (of(old), of(new));
            return Err(msg!(
                "Hai kết quả không cùng kỳ và kế hoạch: {old} và {new}. Chỉ so sánh được hai kết quả của cùng một kỳ.",
                "The two results are not of one period and plan: {old} and {new}. Only results of the same period can be compared."
            ));
        }
        let totals = Sides::new(old, new).totals();
        Ok(Self { old, new, totals, units: units(old, new) })
    }

    /// Returns the numbers of findings before and after: unwaived errors, warnings and notes, and
    /// waived ones.
    pub(crate) fn findings(&self) -> [[usize; 2]; 4] {
        let count = |wanted: &dyn Fn(&FindingEntry) -> bool| {
            [self.old, self.new]
                .map(|facts| facts.findings.iter().filter(|finding| wanted(finding)).count())
        };
        let standing =
            |severity| count(&|finding| finding.severity == severity && finding.waived.is_none());
        [
            standing(Severity::Error),
            standing(Severity::Warning),
            standing(Severity::Note),
            count(&|finding: &FindingEntry| finding.waived.is_some()),
        ]
    }
}

/// Returns the units whose state differs: those of the later results in their order, then those no
/// longer there.
fn units<'f>(old: &'f Results, new: &'f Results) -> Vec<[Option<&'f UnitEntry>; 2]> {
    let then: BTreeMap<&UnitCode, &UnitEntry> =
        old.units.iter().map(|unit| (&unit.unit, unit)).collect();
    let now: BTreeSet<&UnitCode> = new.units.iter().map(|unit| &unit.unit).collect();
    let standing =
        |unit: &UnitEntry| (unit.punctuality, unit.days_late, unit.state, unit.file.clone());
    let kept = new.units.iter().map(|unit| [then.get(&unit.unit).copied(), Some(unit)]);
    let gone =
        old.units.iter().filter(|unit| !now.contains(&unit.unit)).map(|unit| [Some(unit), None]);
    kept.chain(gone).filter(|[then, now]| then.map(standing) != now.map(standing)).collect()
}

/// Both results, indexed for comparison.
struct Sides<'f> {
    old: Side<'f>,
    new: Side<'f>,
}

struct Side<'f> {
    facts: &'f Results,
    figures: BTreeMap<(&'f IndicatorCode, &'f UnitCode), &'f ValueEntry>,
    /// Units that reported, each with the hash of its current file.
    reports: BTreeMap<&'f UnitCode, Option<&'f str>>,
}

impl<'f> Side<'f> {
    fn new(facts: &'f Results) -> Self {
        let hashes: BTreeMap<&str, &str> =
            facts.files.iter().map(|file| (&*file.file, file.sha256.as_str())).collect();
        let hash =
            |unit: &UnitEntry| unit.file.as_ref().and_then(|file| hashes.get(&**file).copied());
        let reporting = facts.units.iter().filter(|unit| unit.state != State::None);
        Self {
            facts,
            figures: facts.figures(),
            reports: reporting.map(|unit| (&unit.unit, hash(unit))).collect(),
        }
    }

    fn total(&self, indicator: &IndicatorCode) -> Aggregate {
        let total = self.facts.totals.iter().find(|total| total.indicator == *indicator);
        let none = || Aggregate { number: Some(Decimal::ZERO), ..Aggregate::default() };
        total.map_or_else(none, |total| {
            let answers = total.answers.iter();
            Aggregate {
                number: total.sum.or(total.value),
                answers: answers.map(|of| (Arc::clone(&of.answer), of.units)).collect(),
                units: total.units,
            }
        })
    }

    /// Returns the errors that exclude a figure: those about its cell or code, or else those about
    /// the whole report.
    fn excluding_errors(
        &self,
        unit: &UnitCode,
        indicator: &IndicatorCode,
    ) -> Vec<&'f FindingEntry> {
        let at = self.figures.get(&(indicator, unit)).and_then(|figure| figure.at.as_ref());
        let is_about = |finding: &FindingEntry| {
            let at_cell = at.is_some_and(|at| {
                finding.sheet.as_ref() == Some(&at.sheet) && finding.cells.contains(&at.cell)
            });
            at_cell
                || finding
                    .label
                    .as_ref()
                    .is_some_and(|label| label.split(", ").any(|code| code == indicator.as_str()))
        };
        let standing = |finding: &&FindingEntry| {
            finding.severity == Severity::Error && finding.waived.is_none()
        };
        let errors = self
            .facts
            .findings
            .iter()
            .filter(standing)
            .filter(|finding| finding.unit.as_ref() == Some(unit));
        let (about, of_report): (Vec<_>, Vec<_>) = errors.partition(|finding| is_about(finding));
        if about.is_empty() { of_report } else { about }
    }
}

impl<'f> Sides<'f> {
    fn new(old: &'f Results, new: &'f Results) -> Self {
        Self { old: Side::new(old), new: Side::new(new) }
    }

    fn totals(&self) -> Vec<TotalChange<'f>> {
        let now: BTreeSet<&IndicatorCode> =
            self.new.facts.totals.iter().map(|total| &total.indicator).collect();
        let then = self
            .old
            .facts
            .totals
            .iter()
            .map(|total| &total.indicator)
            .filter(|indicator| !now.contains(indicator));
        let indicators = self.new.facts.totals.iter().map(|total| &total.indicator).chain(then);
        indicators.filter_map(|indicator| self.total(indicator)).collect()
    }

    fn total(&self, indicator: &'f IndicatorCode) -> Option<TotalChange<'f>> {
        let now: BTreeSet<&UnitCode> = self.new.facts.units.iter().map(|unit| &unit.unit).collect();
        let gone =
            self.old.facts.units.iter().map(|unit| &unit.unit).filter(|unit| !now.contains(unit));
        let units = self.new.facts.units.iter().map(|unit| &unit.unit).chain(gone);
        let contributions: Vec<_> =
            units.filter_map(|unit| self.contribution(indicator, unit)).collect();
        let total = TotalChange {
            indicator,
            old: self.old.total(indicator),
            new: self.new.total(indicator),
            contributions,
        };
        (!total.contributions.is_empty() || total.old != total.new).then_some(total)
    }

    fn contribution(
        &self,
        indicator: &'f IndicatorCode,
        unit: &'f UnitCode,
    ) -> Option<Contribution<'f>> {
        let [old, new] =
            [&self.old, &self.new].map(|side| side.figures.get(&(indicator, unit)).copied());
        let [then, now] = [old, new].map(|figure| figure.and_then(ValueEntry::amount));
        if then == now {
            return None;
        }
        let reasons = self.reasons(unit, old, new);
        let findings = match reasons.last() {
            Some(Reason::NowCounted) => self.old.excluding_errors(unit, indicator),
            Some(Reason::NoLongerCounted) => self.new.excluding_errors(unit, indicator),
            _ => Vec::new(),
        };
        let change = now.unwrap_or_default() - then.unwrap_or_default();
        Some(Contribution { unit, old, new, change, reasons, findings })
    }

    fn reasons(
        &self,
        unit: &UnitCode,
        old: Option<&ValueEntry>,
        new: Option<&ValueEntry>,
    ) -> Vec<Reason> {
        let Some(old_file) = self.old.reports.get(unit) else {
            return vec![Reason::NewReport];
        };
        let Some(new_file) = self.new.reports.get(unit) else {
            return vec![Reason::Withdrawn];
        };
        let [then, now] = [old, new].map(|figure| figure.is_some_and(|figure| figure.counted));
        let replaced = old.is_some() && new.is_some() && old_file != new_file;
        let mut reasons = Vec::new();
        reasons.extend(replaced.then_some(Reason::ReplacedFile));
        reasons.extend((!replaced && then && now).then_some(Reason::ValueChanged));
        reasons.extend((!then && now).then_some(Reason::NowCounted));
        reasons.extend((then && !now).then_some(Reason::NoLongerCounted));
        reasons
    }
}

#[cfg(test)]
mod tests;
