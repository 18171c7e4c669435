//! Defines the plan: tasks, indicators, units and deadlines. A loaded plan is valid: all codes in
//! it are defined.

pub use super::area::Area;
use super::form::Sheet;
use super::heading_aliases::HeadingAliases;
use super::id::{IndicatorCode, TaskCode, UnitCode};
pub use super::indicator::{Indicator, Nature, Ratio, RowsOf, Thresholds};
use super::key::Key;
use super::number::rounded;
use super::period::{Calendar, Period};
pub use super::sentence::{Clause, Sentence, SentencePart};
use super::severity::Severity;
use super::unit::{Registry, Unit};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Duty of a unit to answer.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// *Theo chức năng, nhiệm vụ*: an answer is optional.
    ByFunction,
    /// An answer is required.
    Required,
}

/// Role of a unit in a task (*vai trò*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// *Phối hợp*.
    With,
    /// *Thực hiện*: each unit by itself.
    Own,
    /// *Hướng dẫn*: guides other units alongside the lead.
    Guide,
    /// *Chủ trì*.
    Lead,
}

impl Role {
    /// Returns the word in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::With => "Phối hợp",
            Self::Own => "Thực hiện",
            Self::Guide => "Hướng dẫn",
            Self::Lead => "Chủ trì",
        }
    }

    /// Returns the role in a text, compared by key; `None` if the text is not a role.
    pub(crate) fn from_text(written: &str) -> Option<Self> {
        let key = Key::new(written);
        [Self::With, Self::Own, Self::Guide, Self::Lead]
            .into_iter()
            .find(|role| Key::new(role.word()) == key)
    }
}

/// Assignment of a task to a unit (*phân công*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    pub duty: Duty,
    pub role: Role,
}

/// Task (*nhiệm vụ*) in the wording of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Number in the plan.
    pub code: TaskCode,
    pub title: String,
    /// Wording of the plan.
    pub text: String,
    /// Documents on which the task is based.
    pub basis: Vec<String>,
    /// Other wordings of the title used by units.
    pub aliases: Vec<String>,
    /// The sentence that states its figures in the report.
    pub sentence: Sentence,
}

/// Relation between indicators that every report must satisfy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// The first is at most the second.
    AtMost(IndicatorCode, IndicatorCode),
    /// Both are greater than 0 or neither is.
    Together(IndicatorCode, IndicatorCode),
    /// The first is the sum of the others.
    Sum(IndicatorCode, Vec<IndicatorCode>),
    /// The first is a ratio of two others, rounded or truncated to at most this many decimal
    /// places.
    Ratio(IndicatorCode, Ratio, u32),
}

impl Relation {
    /// Returns the indicators in the relation.
    pub fn indicators(&self) -> Vec<&IndicatorCode> {
        match self {
            Self::AtMost(a, b) | Self::Together(a, b) => vec![a, b],
            Self::Sum(total, parts) => std::iter::once(total).chain(parts).collect(),
            Self::Ratio(figure, Ratio { of, per, .. }, _) => vec![figure, of, per],
        }
    }

    /// Returns whether amounts violate the relation; `false` if one of them is unknown.
    pub(crate) fn is_broken(&self, amount: impl Fn(&IndicatorCode) -> Option<Decimal>) -> bool {
        match self {
            Self::AtMost(part, whole) => {
                amount(part).zip(amount(whole)).is_some_and(|(part, whole)| part > whole)
            }
            Self::Together(a, b) => {
                amount(a).zip(amount(b)).is_some_and(|(a, b)| a.is_zero() != b.is_zero())
            }
            Self::Sum(total, parts) => {
                let sum = parts
                    .iter()
                    .try_fold(Decimal::ZERO, |sum, part| Some(sum.saturating_add(amount(part)?)));
                amount(total).zip(sum).is_some_and(|(total, sum)| total != sum)
            }
            Self::Ratio(figure, ratio, places) => {
                let exact = amount(&ratio.of)
                    .zip(amount(&ratio.per))
                    .and_then(|(of, per)| ratio.value(of, per));
                let is_short = |number, exact: Decimal| {
                    (0..=*places).any(|to| {
                        rounded(exact, to) == number || exact.trunc_with_scale(to) == number
                    })
                };
                amount(figure).zip(exact).is_some_and(|(number, exact)| !is_short(number, exact))
            }
        }
    }
}

/// Issuer of papers: names in the letterhead, one or more lines each, and the signer. A name that
/// is not set is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issuer {
    /// Organization above the issuing one, in capitals.
    pub parent: String,
    /// Issuing organization, in capitals.
    pub body: String,
    /// Authority and post of the signer, in capitals, one per line.
    pub signer_post: String,
    /// Post of the signer in the agency whose seal the issuer uses, in capitals.
    pub signer_agency_post: String,
    /// Name of the signer.
    pub signer: String,
}

impl Issuer {
    /// Returns the name of the organization above on one line.
    pub(crate) fn parent_name(&self) -> String {
        self.parent.replace('\n', " ")
    }

    /// Returns the name of the issuing organization on one line.
    pub(crate) fn organization_name(&self) -> String {
        self.body.replace('\n', " ")
    }
}

/// Office and committee, for letterheads and letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// Issuer of the report.
    pub issuer: Issuer,
    /// Issuer of letters to units, if it is not that of the report.
    pub letter_issuer: Option<Issuer>,
    /// Name of the standing office.
    pub name: String,
    /// Name of the office within a sentence, such as *văn phòng thường trực*.
    pub short_name: String,
    /// Area of which figures are added up.
    pub area: Area,
    /// Place in the date line of documents.
    pub place: String,
    /// Address for reports.
    pub address: String,
    /// Bodies that the report is addressed to, in full.
    pub addressees: Vec<String>,
    /// Recipients of copies of the report.
    pub recipients: Vec<String>,
    /// Contact person for units; empty if not set.
    pub contact: String,
    /// Telephone of the contact person; empty if not set.
    pub phone: String,
    /// Symbol of letters, such as `BCĐ-ANND`; empty if not set.
    pub letter_symbol: String,
    /// Symbol of the report, such as `BC-BCĐ`; empty if not set.
    pub report_symbol: String,
    /// Days for a unit to send a corrected report, if set.
    pub return_days: Option<u32>,
    /// Paragraph of the plan on reporting, verbatim.
    pub reporting_clause: String,
    /// Location of that paragraph in the plan.
    pub reporting_clause_place: String,
}

/// Number, date and issuer of the plan, by which papers cite it; what is not set is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// Number and symbol; `…` stands for what is not known.
    pub number: String,
    /// Date of issue.
    pub date: Option<NaiveDate>,
    /// Issuing body.
    pub issuer: String,
}

/// Plan of a year with units, periods and calendar.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Identifier in stamps and results.
    pub id: String,
    /// SHA-256 of the files that define it.
    pub sha256: String,
    pub title: String,
    /// Subject of the plan in the words of titles, such as *PCKB*.
    pub topics: Vec<String>,
    pub citation: Citation,
    pub year: i32,
    pub office: Office,
    /// Version of the form issued.
    pub form_version: u32,
    /// Sheets of the form of dated periods, in the order of the form.
    pub sheets: Vec<Sheet>,
    pub periods: Vec<Period>,
    /// Tasks, in the order of the plan.
    pub tasks: Vec<Task>,
    /// Indicators, in the order of the plan.
    pub indicators: Vec<Indicator>,
    pub relations: Vec<Relation>,
    /// Assignments of tasks to units; other pairs are not assigned.
    pub assignments: BTreeMap<UnitCode, BTreeMap<TaskCode, Assignment>>,
    pub registry: Registry,
    /// Task under which each unit issues its own plan; the form asks for the number and date of
    /// that plan.
    pub own_plan_task: Option<TaskCode>,
    pub calendar: Calendar,
    pub heading_aliases: HeadingAliases,
    /// Severities set by the office, by rule code.
    pub severities: BTreeMap<String, Severity>,
}

impl Plan {
    /// Returns the period with a code.
    pub fn period(&self, code: &str) -> Option<&Period> {
        self.periods.iter().find(|period| period.code.as_str() == code)
    }

    /// Returns the period of ad hoc reports.
    pub fn ad_hoc_period(&self) -> Option<&Period> {
        self.periods.iter().find(|period| period.is_ad_hoc())
    }

    /// Returns the period whose deadline is nearest to a day; the earlier of two at equal distance.
    pub(crate) fn nearest_period(&self, day: NaiveDate) -> Option<&Period> {
        let dated =
            self.periods.iter().filter_map(|period| Some((period.deadline?.last_day(), period)));
        dated
            .min_by_key(|(last, _)| ((*last - day).num_days().abs(), *last))
            .map(|(_, period)| period)
    }

    /// Returns the assignment of a task to a unit.
    pub fn assignment(&self, unit: &UnitCode, task: &TaskCode) -> Option<Assignment> {
        self.assignments.get(unit)?.get(task).copied()
    }

    /// Returns whether a unit must answer an indicator.
    pub fn requires(&self, unit: &UnitCode, indicator: &Indicator) -> bool {
        let is_owed = |task: &TaskCode| {
            self.assignment(unit, task).is_some_and(|assignment| assignment.duty == Duty::Required)
        };
        indicator.is_asked_of(unit) && indicator.task.as_ref().is_none_or(is_owed)
    }

    /// Returns the indicator with a code.
    pub fn indicator(&self, code: &IndicatorCode) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == *code)
    }

    /// Returns the maximum number of decimal places in any figure.
    pub fn decimals(&self) -> u32 {
        self.indicators.iter().map(Indicator::decimals).max().unwrap_or(0)
    }

    /// Returns the task with a code.
    pub fn task(&self, code: &TaskCode) -> Option<&Task> {
        self.tasks.iter().find(|task| task.code == *code)
    }

    /// Returns the units that must report in a period, in the order of the unit list.
    pub fn expected<'a>(&'a self, period: &'a Period) -> impl Iterator<Item = &'a Unit> {
        self.registry.units().iter().filter(|unit| unit.must_report_in(period))
    }
}
