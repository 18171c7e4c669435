//! Defines findings: cause, location and correction.

use super::{Marks, Rule, Waiver};
use crate::model::about::About;
use crate::model::case::Exclusions;
use crate::model::decision::Decision;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::origin::CellRef;
use crate::model::plan::Plan;
use crate::model::severity::Severity;
use crate::model::subject::Subject;
use crate::model::submission::Observation;
use crate::text::{Lang, Message};
use std::fmt::Write as _;
use std::sync::Arc;

/// Maximum number of indicators whose names are written out.
const MAX_NAMED: usize = 3;

/// Values that a finding excludes from totals if it is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excludes {
    Nothing,
    /// These values of the unit.
    Values(Vec<IndicatorCode>),
    /// All values of the unit.
    Report,
}

/// Location of a cause with the text found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Location {
    /// Name of the sheet in the file.
    pub sheet: Option<Arc<str>>,
    /// All cells concerned.
    pub cells: Vec<CellRef>,
    /// Parts of the plan or the form concerned.
    pub about: Vec<About>,
    /// Text found.
    pub found: Option<String>,
    /// Correct answer.
    pub expected: Option<Message>,
}

impl Location {
    /// Returns the location of an observation.
    pub(crate) fn from_observation(observation: &Observation) -> Self {
        Self {
            sheet: observation.sheet.clone(),
            cells: observation.cells.clone(),
            about: observation.about.clone(),
            found: observation.found.clone(),
            expected: None,
        }
    }

    /// Returns the indicators concerned.
    pub fn indicators(&self) -> impl Iterator<Item = &IndicatorCode> {
        self.about.iter().filter_map(|about| match about {
            About::Indicator(code) => Some(code),
            _ => None,
        })
    }

    /// Returns the names of what is concerned, separated by commas.
    pub fn label(&self) -> Option<String> {
        About::label(&self.about)
    }
}

/// Finding of a rule (*phát hiện*): one cause with its location.
#[derive(Debug, Clone)]
pub struct Finding {
    pub rule: &'static Rule,
    /// Its severity in this case, which may differ from that of the rule.
    pub severity: Severity,
    pub unit: Option<UnitCode>,
    pub file: Option<Arc<str>>,
    /// Index of the submission in the case.
    pub submission: Option<usize>,
    pub location: Location,
    /// Description of the error.
    pub message: Message,
    /// Instructions for the correction.
    pub fix: Message,
    /// Values excluded from totals if it is an error.
    pub excludes: Excludes,
    pub marks: Marks,
    /// Decision that accepts the finding unchanged.
    pub waived: Option<Arc<Decision>>,
}

impl Finding {
    /// Returns the message, with the names of few indicators beside their codes.
    pub(crate) fn message_with_names(&self, plan: &Plan, lang: Lang) -> String {
        let indicators: Vec<_> =
            self.location.indicators().filter_map(|code| plan.indicator(code)).collect();
        let mut message = self.message.in_lang(lang).to_owned();
        if indicators.len() > MAX_NAMED {
            return message;
        }
        for indicator in indicators {
            let (code, name) = (indicator.code.as_str(), indicator.full_name());
            let is_whole = |at: usize| {
                !message
                    .get(at + code.len()..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
            };
            let place = message.match_indices(code).map(|(at, _)| at).find(|at| is_whole(*at));
            if let Some(at) = place.filter(|_| !message.contains(name)) {
                message.insert_str(at + code.len(), &format!(" ({name})"));
            }
        }
        message
    }

    /// Returns whether the finding has a severity and no decision accepts it.
    pub(crate) fn is_unwaived(&self, severity: Severity) -> bool {
        self.severity == severity && self.waived.is_none()
    }

    /// Returns whether the finding is an error that no decision accepts.
    pub(crate) fn is_unwaived_error(&self) -> bool {
        self.is_unwaived(Severity::Error)
    }

    /// Returns whether it was found by a rule.
    pub(crate) fn is_of_rule(&self, rule: &Rule) -> bool {
        self.rule.code == rule.code
    }

    /// Returns whether the office may accept it unchanged.
    pub(crate) fn may_be_waived(&self) -> bool {
        match self.rule.waiver {
            Waiver::Likely | Waiver::Offered | Waiver::OnRequest => true,
            Waiver::UnlessError => self.severity != Severity::Error,
            Waiver::Never => false,
        }
    }

    /// Excludes the values concerned if the finding is an error; a waiver admits them.
    pub(crate) fn exclude(&self, exclusions: &mut Exclusions) {
        let Some(unit) = self.unit.as_ref().filter(|_| self.severity == Severity::Error) else {
            return;
        };
        match &self.excludes {
            Excludes::Values(indicators) if self.waived.is_some() => {
                for indicator in indicators {
                    exclusions.allow(unit, indicator);
                }
            }
            Excludes::Values(indicators) => {
                for indicator in indicators {
                    exclusions.exclude(unit, indicator);
                }
            }
            Excludes::Report if self.waived.is_none() => exclusions.exclude_all(unit),
            Excludes::Report | Excludes::Nothing => {}
        }
    }

    /// Returns the subject: indicators and tasks in any cells; otherwise the cells; otherwise the
    /// label.
    pub fn subject(&self) -> Subject {
        let location = &self.location;
        let codes = location.about.iter().all(About::has_code).then(|| location.label()).flatten();
        let cells = (!location.cells.is_empty()).then(|| {
            format!("{}!{}", location.sheet.as_deref().unwrap_or_default(), self.cells().join(", "))
        });
        Subject {
            rule: self.rule.code.to_owned(),
            unit: self.unit.clone(),
            file: self.file.as_ref().filter(|_| self.unit.is_none()).map(ToString::to_string),
            at: codes.or(cells).or_else(|| location.label()),
            value: location.found.clone(),
        }
    }

    /// Returns its identifier, the same in every run while the cause is the same.
    pub fn id(&self) -> String {
        self.subject().id()
    }

    /// Returns what the unit must do, without steps for the office.
    pub fn unit_fix(&self, lang: Lang) -> &str {
        let fix = self.fix.in_lang(lang);
        // text that a finding appends to its rule's correction is for the office
        if fix.starts_with(self.rule.fix.in_lang(lang)) {
            self.rule.unit_fix().in_lang(lang)
        } else {
            fix
        }
    }

    /// Appends the wording for the plan that would make the reading certain, if any.
    pub(in crate::rules) fn remedy(&mut self, observation: &Observation) {
        if let Some(alias) = &observation.remedy {
            let (table, heading, wording) = (alias.table(), alias.heading, &alias.wording);
            let Message { vi, en } = &mut self.fix;
            let _ = write!(
                vi,
                " Nếu đúng như vậy, văn phòng thêm “{wording}” vào dòng “{heading}” của bảng {table} trong ke-hoach.toml (trang Tiêu đề của ke-hoach.xlsx)."
            );
            let _ = write!(
                en,
                " If that is right, the office adds “{wording}” to the line “{heading}” of {table} in ke-hoach.toml (the sheet Tiêu đề of ke-hoach.xlsx)."
            );
        }
    }

    /// Returns the cells in A1 notation.
    pub fn cells(&self) -> Vec<String> {
        self.location.cells.iter().map(ToString::to_string).collect()
    }
}
