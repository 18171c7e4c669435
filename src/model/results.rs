//! Defines `tong-hop.json` once: written, read, compared and published as
//! `data/schema/tong-hop.json`. Keys and values are part of the contract (product, §6).

mod read;

use super::file_role::FileRole;
use super::id::{GroupCode, IndicatorCode, PeriodCode, TaskCode, UnitCode};
use super::indicator::Aggregation;
use super::origin::Origin;
use super::plan::Duty;
use super::reading::{NonNumber, Reading, Status};
use super::severity::Severity;
use super::status::{Punctuality, Receipt, State};
use super::target::Comparison;
use crate::text::Message;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use std::sync::Arc;

pub(crate) use read::schema_of;

/// Schema number written.
pub(crate) const SCHEMA: u32 = 2;

/// Schema numbers that can be read. Schema 2 extends schema 1.
pub(crate) const READABLE: RangeInclusive<u32> = 1..=SCHEMA;

/// tong-hop.json, schema 2: the results of a period for programs
///
/// The sections are lists when read; when written, anything that serializes as a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "tong-hop.json", deny_unknown_fields)]
#[schemars(description = "tong-hop.json, schema 2: the results of a period for programs")]
pub struct Results<
    Units = Vec<UnitEntry>,
    Values = Vec<ValueEntry>,
    Tasks = Vec<TaskEntry>,
    Totals = Vec<TotalEntry>,
    Findings = Vec<FindingEntry>,
    Files = Vec<FileEntry>,
> {
    /// 2
    pub schema: u32,
    pub tool: Tool,
    pub plan: PlanId,
    /// The code of the period
    pub period: PeriodCode,
    /// The as-of day of the results
    #[schemars(with = "String", extend("format" = "date"))]
    pub as_of: NaiveDate,
    /// Why the results are incomplete; absent if they are complete
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incomplete: Option<Message>,
    pub units: Units,
    pub values: Values,
    pub tasks: Tasks,
    pub totals: Totals,
    pub findings: Findings,
    pub files: Files,
}

/// Results with units and values only, for comparison with the next period.
pub type Figures =
    Results<Vec<UnitEntry>, Vec<ValueEntry>, IgnoredAny, IgnoredAny, IgnoredAny, IgnoredAny>;

/// The program that wrote the results
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Tool {
    pub name: String,
    pub version: String,
}

impl Tool {
    /// Returns this program.
    pub fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// The plan of the results
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PlanId {
    pub id: String,
    /// SHA-256 of the plan's files
    pub sha256: String,
}

/// A unit and its report
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Unit", deny_unknown_fields)]
pub struct UnitEntry {
    pub unit: UnitCode,
    pub name: String,
    pub group: GroupCode,
    /// Whether a report was expected
    pub expected: bool,
    pub punctuality: Punctuality,
    pub days_late: i64,
    pub received: Option<Receipt>,
    pub state: State,
    /// Whether the whole report says that there is nothing to report
    pub nil: bool,
    /// The file whose values are the unit's
    pub file: Option<Arc<str>>,
    pub version: usize,
    pub superseded: Vec<Arc<str>>,
}

/// A unit's answer to an indicator
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Value", deny_unknown_fields)]
pub struct ValueEntry {
    pub unit: UnitCode,
    pub indicator: IndicatorCode,
    /// A decimal number as text
    #[schemars(with = "Option<String>")]
    pub value: Option<Decimal>,
    pub answer: Answer,
    /// The answer in words, a day as YYYY-MM-DD; absent if a number is asked
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Arc<str>>,
    /// Whether the total includes it
    pub counted: bool,
    /// The content of the cell
    pub raw: Option<Arc<str>>,
    pub at: Option<CellAddress>,
}

impl ValueEntry {
    /// Returns the amount in the total; `None` if it is not counted. An answer without a number
    /// counts as 0.
    pub(crate) fn amount(&self) -> Option<Decimal> {
        self.counted.then(|| self.value.unwrap_or_default())
    }
}

/// The kind of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Number,
    Zero,
    Nil,
    NotApplicable,
    Blank,
    Misread,
    Choice,
    Text,
    Date,
}

impl From<&Reading> for Answer {
    fn from(reading: &Reading) -> Self {
        match reading {
            Reading::Number(number) if number.is_zero() => Self::Zero,
            Reading::Number(_) => Self::Number,
            Reading::NonNumber(NonNumber::Choice(_)) => Self::Choice,
            Reading::NonNumber(NonNumber::Words(_)) => Self::Text,
            Reading::NonNumber(NonNumber::Day(_)) => Self::Date,
            Reading::Nil => Self::Nil,
            Reading::NotApplicable => Self::NotApplicable,
            Reading::Blank => Self::Blank,
            Reading::Misread(_) => Self::Misread,
        }
    }
}

/// A cell of a file
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CellAddress {
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    pub cell: String,
}

impl From<&Origin> for CellAddress {
    fn from(origin: &Origin) -> Self {
        Self {
            file: Arc::clone(&origin.file),
            sheet: Arc::clone(&origin.sheet),
            cell: origin.cell.to_string(),
        }
    }
}

/// A unit's answer to a task
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Task", deny_unknown_fields)]
pub struct TaskEntry {
    pub unit: UnitCode,
    pub task: TaskCode,
    pub duty: Duty,
    pub status: TaskStatus,
    pub at: Option<CellAddress>,
}

/// The status of a task, or that none was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TaskStatus {
    NotStarted,
    InProgress,
    Done,
    NothingArose,
    NotApplicable,
    Unreported,
}

impl From<Option<Status>> for TaskStatus {
    fn from(status: Option<Status>) -> Self {
        status.map_or(Self::Unreported, |status| match status {
            Status::NotStarted => Self::NotStarted,
            Status::InProgress => Self::InProgress,
            Status::Done => Self::Done,
            Status::NothingArose => Self::NothingArose,
            Status::NotApplicable => Self::NotApplicable,
        })
    }
}

/// The total of an indicator
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Total", deny_unknown_fields)]
pub struct TotalEntry {
    pub indicator: IndicatorCode,
    /// A decimal number as text; null if the values of units do not add up
    #[schemars(with = "Option<String>")]
    pub sum: Option<Decimal>,
    /// The number of units counted
    pub units: usize,
    /// The number of units expected
    pub expected: usize,
    /// What the values of units make; absent if it is their sum
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<TotalKind>,
    /// The ratio or the mean, a decimal number as text; absent if there is none
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub value: Option<Decimal>,
    /// How many units gave each answer of the list; absent if there is none
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerCount>,
    /// The target and whether it is reached; absent if there is none
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetEntry>,
}

/// The target of an indicator and whether it is reached
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Target", deny_unknown_fields)]
pub struct TargetEntry {
    pub comparison: Comparison,
    /// A decimal number as text
    #[schemars(with = "String")]
    pub value: Decimal,
    /// Whether the total reaches it; null without a total
    pub reached: Option<bool>,
    /// The number of units whose own value reaches it; null if the values add up
    pub units: Option<usize>,
}

/// How many units gave an answer
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AnswerCount {
    pub answer: Arc<str>,
    pub units: usize,
}

/// What the values of units make that do not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TotalKind {
    None,
    Ratio,
    Mean,
}

impl TotalKind {
    /// Returns the kind of total; `None` for sums.
    pub(crate) const fn from_aggregation(aggregation: &Aggregation) -> Option<Self> {
        match aggregation {
            Aggregation::Sum | Aggregation::Latest => None,
            Aggregation::None => Some(Self::None),
            Aggregation::Ratio(_) => Some(Self::Ratio),
            Aggregation::Mean => Some(Self::Mean),
        }
    }
}

/// A finding
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Finding", deny_unknown_fields)]
pub struct FindingEntry {
    /// The same in every run while the cause is the same
    pub id: String,
    pub rule: String,
    pub severity: Severity,
    pub unit: Option<UnitCode>,
    pub file: Option<Arc<str>>,
    pub sheet: Option<Arc<str>>,
    pub cells: Vec<String>,
    pub label: Option<String>,
    pub found: Option<String>,
    pub expected: Option<String>,
    pub message: Message,
    pub fix: Message,
    /// The decision that accepts it
    pub waived: Option<Waiver>,
}

/// The decision that accepts a finding
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Waiver {
    pub reason: String,
    pub by: String,
}

/// A file received
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "File", deny_unknown_fields)]
pub struct FileEntry {
    /// Relative to the workspace, with /
    pub file: Arc<str>,
    pub sha256: String,
    pub bytes: u64,
    pub unit: Option<UnitCode>,
    pub role: FileRole,
}
