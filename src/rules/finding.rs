//! Findings: what a rule has to say about one cause, with where it stands and what to do.

use super::Rule;
use crate::model::case::Barred;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::origin::CellRef;
use crate::model::submission::{Observation, Submission};
use crate::model::tone::Tone;
use crate::text::{Said, Text};
use std::fmt::Write as _;
use std::sync::Arc;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The value is not counted.
    Error,
    /// Counted, but someone must look.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word of the contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The word a person reads.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Error => Text::new("Lỗi", "Error"),
            Self::Warning => Text::new("Cảnh báo", "Warning"),
            Self::Note => Text::new("Ghi chú", "Note"),
        }
    }

    /// Its shade.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Self::Error => Tone::Bad,
            Self::Warning => Tone::Watch,
            Self::Note => Tone::Muted,
        }
    }
}

/// What a finding keeps out of the totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bars {
    /// Nothing.
    Nothing,
    /// These values of the unit.
    Values(Vec<IndicatorCode>),
    /// Every value of the unit.
    Report,
}

/// Where a cause stands and what is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    /// The sheet, as it is called in the file.
    pub sheet: Option<Arc<str>>,
    /// The cells, all of them.
    pub cells: Vec<CellRef>,
    /// What of the plan or the form is concerned.
    pub label: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// What would be right.
    pub expected: Option<Said>,
}

impl Spot {
    /// The spot of something the reader noticed.
    #[must_use]
    pub fn of(observation: &Observation) -> Self {
        Self {
            sheet: observation.sheet.clone(),
            cells: observation.cells.clone(),
            label: observation.label.clone(),
            found: observation.found.clone(),
            expected: None,
        }
    }
}

/// One cause found (*phát hiện*).
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is here.
    pub severity: Severity,
    /// The unit.
    pub unit: Option<UnitCode>,
    /// The file.
    pub file: Option<Arc<str>>,
    /// The submission's place in the case.
    pub submission: Option<usize>,
    /// Where it stands.
    pub spot: Spot,
    /// What is wrong.
    pub message: Said,
    /// What to do.
    pub fix: Said,
    /// What it keeps out of the totals.
    pub bars: Bars,
}

impl Finding {
    /// Keeps what the finding concerns out of the totals, where it is an error.
    pub fn bar(&self, barred: &mut Barred) {
        let Some(unit) = self.unit.as_ref().filter(|_| self.severity == Severity::Error) else { return };
        match &self.bars {
            Bars::Nothing => {}
            Bars::Values(indicators) => indicators.iter().for_each(|indicator| barred.bar(unit, indicator)),
            Bars::Report => barred.bar_all(unit),
        }
    }

    /// Adds the wording for the plan that would make a reading certain, where the reader found one.
    pub(super) fn remedy(&mut self, observation: &Observation) {
        if let Some(alias) = &observation.remedy {
            let (table, heading, wording) = (alias.table(), alias.heading, &alias.wording);
            let Said { vi, en } = &mut self.fix;
            let _ = write!(vi, " Nếu đúng như vậy, văn phòng thêm “{wording}” vào dòng “{heading}” của bảng {table} trong ke-hoach.toml.");
            let _ = write!(en, " If that is right, the office adds “{wording}” to the line “{heading}” of {table} in ke-hoach.toml.");
        }
    }

    /// The cells as a person writes them, `D7, D9`.
    #[must_use]
    pub fn cells(&self) -> Vec<String> {
        self.spot.cells.iter().map(ToString::to_string).collect()
    }
}

/// Takes findings of one rule; it stamps each with the rule's identity and with whose it is.
pub struct Reporter<'a> {
    rule: &'static Rule,
    submission: Option<(usize, &'a Submission)>,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(rule: &'static Rule, submission: Option<(usize, &'a Submission)>, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, submission, findings }
    }

    /// Reports a cause in the file at hand, or in none.
    pub fn report(&mut self, spot: Spot, message: Said) -> &mut Finding {
        let (place, file, unit) = match self.submission {
            Some((place, submission)) => (Some(place), Some(Arc::clone(&submission.file)), submission.identity.unit.clone()),
            None => (None, None, None),
        };
        let finding = Finding {
            rule: self.rule,
            severity: self.rule.severity,
            unit,
            file,
            submission: place,
            spot,
            message,
            fix: self.rule.fix.said(),
            bars: Bars::Nothing,
        };
        self.push(finding)
    }

    /// Reports a cause of a unit.
    pub fn unit(&mut self, unit: &UnitCode, spot: Spot, message: Said) -> &mut Finding {
        let finding = self.report(spot, message);
        finding.unit = Some(unit.clone());
        finding
    }

    /// Reports a cause in one of a unit's files.
    pub fn file(&mut self, unit: &UnitCode, place: usize, submission: &Submission, spot: Spot, message: Said) -> &mut Finding {
        let finding = self.unit(unit, spot, message);
        finding.submission = Some(place);
        finding.file = Some(Arc::clone(&submission.file));
        finding
    }

    fn push(&mut self, finding: Finding) -> &mut Finding {
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "just pushed")]
        &mut self.findings[last]
    }
}
