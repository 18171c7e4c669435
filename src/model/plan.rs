//! The plan: what is owed, by whom, by when. A plan in hand is always sound: every code in it stands for something in it.

use super::heading_aliases::HeadingAliases;
use super::id::{IndicatorCode, TaskCode, UnitCode};
pub use super::indicator::{Indicator, Nature, Ratio, RowsOf, Thresholds};
use super::key::Key;
use super::number::rounded;
use super::period::{Calendar, Period};
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

/// A unit's part in a task (*vai trò*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// *Phối hợp*.
    With,
    /// *Thực hiện*: each unit for itself.
    Own,
    /// *Hướng dẫn*: guides the others beside the lead.
    Guide,
    /// *Chủ trì*.
    Lead,
}

impl Role {
    /// The word of the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::With => "Phối hợp",
            Self::Own => "Thực hiện",
            Self::Guide => "Hướng dẫn",
            Self::Lead => "Chủ trì",
        }
    }

    /// The part a text names, by key; `None` where it is not in the list.
    pub fn from_text(written: &str) -> Option<Self> {
        let key = Key::new(written);
        [Self::With, Self::Own, Self::Guide, Self::Lead]
            .into_iter()
            .find(|role| Key::new(role.word()) == key)
    }
}

/// What a unit owes under a task (*phân công*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    /// Whether an answer is owed.
    pub duty: Duty,
    /// The unit's part.
    pub role: Role,
}

/// A task (*nhiệm vụ*), with the plan's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The plan's own numbering.
    pub code: TaskCode,
    /// Its heading.
    pub title: String,
    /// The plan's own words.
    pub text: String,
    /// The documents it rests on.
    pub basis: Vec<String>,
    /// Other wordings of the heading that units use.
    pub aliases: Vec<String>,
}

/// A relation between indicators that must hold in every report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// The first is at most the second.
    AtMost(IndicatorCode, IndicatorCode),
    /// Both are above 0 or neither is.
    Together(IndicatorCode, IndicatorCode),
    /// The first is the sum of the others.
    Sum(IndicatorCode, Vec<IndicatorCode>),
    /// The first is a ratio of two others, rounded or cut to at most so many decimal places.
    Ratio(IndicatorCode, Ratio, u32),
}

impl Relation {
    /// The indicators it speaks of.
    pub fn sides(&self) -> Vec<&IndicatorCode> {
        match self {
            Self::AtMost(a, b) | Self::Together(a, b) => vec![a, b],
            Self::Sum(total, parts) => std::iter::once(total).chain(parts).collect(),
            Self::Ratio(figure, Ratio { of, per, .. }, _) => vec![figure, of, per],
        }
    }

    /// Whether it does not hold between amounts. Where one of them is not known nothing is known against it.
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

/// The office and the committee, for the heads of what is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// The body above the issuing one, in capitals.
    pub parent: String,
    /// The issuing body, in capitals.
    pub body: String,
    /// The standing office's name.
    pub name: String,
    /// Where documents are dated from.
    pub place: String,
    /// Where reports are sent.
    pub address: String,
    /// To whom the committee's own report goes.
    pub recipients: Vec<String>,
    /// The signer's authority and post, in capitals, one a line; empty where it is not set.
    pub signer_post: String,
    /// The signer's name; empty where it is not set.
    pub signer: String,
    /// Whom units ask; empty where it is not set.
    pub contact: String,
    /// The telephone to ask at; empty where it is not set.
    pub phone: String,
    /// The symbol of letters, `BCĐ-ANND`; empty where it is not set.
    pub letter_symbol: String,
    /// The symbol of the report, `BC-BCĐ`; empty where it is not set.
    pub report_symbol: String,
    /// Days given to a unit for sending a corrected report, where they are set.
    pub return_days: Option<u32>,
    /// The plan's paragraph on reporting, in its own words.
    pub reporting_clause: String,
    /// Where that paragraph stands in the plan.
    pub reporting_clause_place: String,
}

/// The plan of a year with everything it rests on.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its identity, for stamps and results.
    pub id: String,
    /// SHA-256 of the files it was made of.
    pub sha256: String,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i32,
    /// The office.
    pub office: Office,
    /// Version of the form it issues.
    pub form_version: u32,
    /// The periods.
    pub periods: Vec<Period>,
    /// The tasks, in the plan's order.
    pub tasks: Vec<Task>,
    /// The indicators, in order.
    pub indicators: Vec<Indicator>,
    /// The relations.
    pub relations: Vec<Relation>,
    /// Who owes what: every pair that is assigned.
    pub assignments: BTreeMap<UnitCode, BTreeMap<TaskCode, Assignment>>,
    /// The units.
    pub registry: Registry,
    /// The task under which each unit issues its own plan; the form asks for that plan's number and date.
    pub own_plan_task: Option<TaskCode>,
    /// Days off.
    pub calendar: Calendar,
    /// Other wordings of the form's headings.
    pub heading_aliases: HeadingAliases,
    /// The rules to which the office gives another severity, by code.
    pub severities: BTreeMap<String, Severity>,
}

impl Plan {
    /// The period of a code.
    pub fn period(&self, code: &str) -> Option<&Period> {
        self.periods.iter().find(|period| period.code.as_str() == code)
    }

    /// The period under which ad hoc reports come.
    pub fn ad_hoc_period(&self) -> Option<&Period> {
        self.periods.iter().find(|period| period.is_ad_hoc())
    }

    /// The period whose deadline is nearest to a day; the earlier of two equally near.
    pub(crate) fn nearest_period(&self, day: NaiveDate) -> Option<&Period> {
        let dated =
            self.periods.iter().filter_map(|period| Some((period.deadline?.last_day(), period)));
        dated
            .min_by_key(|(last, _)| ((*last - day).num_days().abs(), *last))
            .map(|(_, period)| period)
    }

    /// What a unit owes under a task.
    pub fn assignment(&self, unit: &UnitCode, task: &TaskCode) -> Option<Assignment> {
        self.assignments.get(unit)?.get(task).copied()
    }

    /// Whether a unit owes an answer to an indicator.
    pub fn requires(&self, unit: &UnitCode, indicator: &Indicator) -> bool {
        match &indicator.task {
            Some(task) => self
                .assignment(unit, task)
                .is_some_and(|assignment| assignment.duty == Duty::Required),
            None => true,
        }
    }

    /// The indicator of a code.
    pub fn indicator(&self, code: &IndicatorCode) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == *code)
    }

    /// Returns how many decimal places figures have, at most.
    pub fn decimals(&self) -> u32 {
        self.indicators.iter().map(Indicator::decimals).max().unwrap_or(0)
    }

    /// The task of a code.
    pub fn task(&self, code: &TaskCode) -> Option<&Task> {
        self.tasks.iter().find(|task| task.code == *code)
    }

    /// The units of whom a report is expected in a period, in the office's order.
    pub fn expected<'a>(&'a self, period: &'a Period) -> impl Iterator<Item = &'a Unit> {
        self.registry.units().iter().filter(|unit| unit.owes_report(period))
    }
}
