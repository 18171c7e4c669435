//! Findings: what a rule has to say about one cause, with where it stands and what to do.

use super::{Marks, Rule, Waiver};
use crate::model::about::About;
use crate::model::case::Exclusions;
use crate::model::decision::Decision;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::origin::CellRef;
use crate::model::severity::Severity;
use crate::model::subject::Subject;
use crate::model::submission::Observation;
use crate::text::{Lang, Message};
use std::fmt::Write as _;
use std::sync::Arc;

/// What a finding keeps out of the totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excludes {
    /// Nothing.
    Nothing,
    /// These values of the unit.
    Values(Vec<IndicatorCode>),
    /// Every value of the unit.
    Report,
}

/// Where a cause stands and what is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Location {
    /// The sheet, as it is called in the file.
    pub sheet: Option<Arc<str>>,
    /// The cells, all of them.
    pub cells: Vec<CellRef>,
    /// What of the plan or the form is concerned.
    pub about: Vec<About>,
    /// What stands there.
    pub found: Option<String>,
    /// What would be right.
    pub expected: Option<Message>,
}

impl Location {
    /// The location of something the reader noticed.
    pub fn from_observation(observation: &Observation) -> Self {
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
    pub location: Location,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub fix: Message,
    /// What it keeps out of the totals, where it is an error.
    pub excludes: Excludes,
    /// What of a returned form it points to.
    pub marks: Marks,
    /// The decision that accepts what was found unchanged.
    pub waived: Option<Arc<Decision>>,
}

impl Finding {
    /// Whether it is of a severity and nobody accepted it.
    pub(crate) fn stands_as(&self, severity: Severity) -> bool {
        self.severity == severity && self.waived.is_none()
    }

    /// Whether it is an error that nobody accepted.
    pub(crate) fn is_standing_error(&self) -> bool {
        self.stands_as(Severity::Error)
    }

    /// Returns whether it was found by a rule.
    pub(crate) fn is_of(&self, rule: &Rule) -> bool {
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

    /// Keeps what the finding concerns out of the totals, where it is an error; what was accepted is let in.
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

    /// What it is about: indicators and tasks of the plan, wherever the unit put them; otherwise cells; otherwise its label.
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

    /// Its short name, the same in every run as long as the cause is the same.
    pub fn id(&self) -> String {
        self.subject().id()
    }

    /// What the unit is asked to do: nothing of what only the office can.
    pub fn asked(&self, lang: Lang) -> &str {
        let fix = self.fix.in_lang(lang);
        // what a finding adds to its rule's words is for the office
        if fix.starts_with(self.rule.fix.in_lang(lang)) {
            self.rule.asked_of_unit().in_lang(lang)
        } else {
            fix
        }
    }

    /// Adds the wording for the plan that would make a reading certain, where the reader found one.
    pub(in crate::rules) fn remedy(&mut self, observation: &Observation) {
        if let Some(alias) = &observation.remedy {
            let (table, heading, wording) = (alias.table(), alias.heading, &alias.wording);
            let Message { vi, en } = &mut self.fix;
            let _ = write!(
                vi,
                " Nếu đúng như vậy, văn phòng thêm “{wording}” vào dòng “{heading}” của bảng {table} trong ke-hoach.toml."
            );
            let _ = write!(
                en,
                " If that is right, the office adds “{wording}” to the line “{heading}” of {table} in ke-hoach.toml."
            );
        }
    }

    /// The cells as a person writes them, `D7, D9`.
    pub fn cells(&self) -> Vec<String> {
        self.location.cells.iter().map(ToString::to_string).collect()
    }
}
