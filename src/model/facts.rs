//! `tong-hop.json`, schema 2, as it is read again: the part of it that tells one result from another.

use super::id::{IndicatorCode, PeriodCode, UnitCode};
use super::severity::Severity;
use super::status::{Punctuality, State};
use crate::msg;
use crate::text::Message;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema that is written.
const SCHEMA: u32 = 2;
/// The first schema that is still understood: the second has words that the first did not know.
const OLDEST: u32 = 1;

/// The results of a run.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Facts {
    /// The program that wrote them.
    pub tool: Tool,
    /// The plan.
    pub plan: PlanId,
    /// The period.
    pub period: PeriodCode,
    /// The day they speak of.
    pub as_of: NaiveDate,
    /// The units.
    pub units: Vec<UnitFact>,
    /// Every figure.
    pub values: Vec<ValueFact>,
    /// Every total.
    pub totals: Vec<TotalFact>,
    /// Every finding.
    pub findings: Vec<FindingFact>,
    /// Every file received.
    pub files: Vec<FileFact>,
}

/// A program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// This program.
    pub fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanId {
    /// Its id.
    pub id: String,
    /// SHA-256 of its files.
    pub sha256: String,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct UnitFact {
    /// Its code.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
    /// Whether it was on time.
    pub punctuality: Punctuality,
    /// By how many days not.
    pub days_late: i64,
    /// What the office made of its report.
    pub state: State,
    /// Its file.
    pub file: Option<String>,
}

/// A unit's figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ValueFact {
    /// The unit.
    pub unit: UnitCode,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The number, where it is one.
    pub value: Option<Decimal>,
    /// Whether it is in the total.
    pub counted: bool,
    /// What stands in the cell.
    pub raw: Option<String>,
    /// Where.
    pub at: Option<PlaceFact>,
}

impl ValueFact {
    /// What it adds to the total; `None` where it is not counted. What did not arise counts as nothing.
    pub fn amount(&self) -> Option<Decimal> {
        self.counted.then(|| self.value.unwrap_or_default())
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct PlaceFact {
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: String,
}

/// A total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalFact {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The sum.
    pub sum: Decimal,
    /// Of how many units.
    pub units: usize,
    /// Of how many a report was expected.
    pub expected: usize,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FindingFact {
    /// Its id.
    pub id: String,
    /// How grave it is.
    pub severity: Severity,
    /// The unit.
    pub unit: Option<UnitCode>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cells.
    pub cells: Vec<String>,
    /// What of the plan or the form is concerned.
    pub label: Option<String>,
    /// What is wrong.
    pub message: Message,
    /// The decision that accepts it.
    pub waived: Option<WaivedFact>,
}

/// Why a finding was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WaivedFact {
    /// The reason.
    pub reason: String,
    /// Who decided.
    pub by: String,
}

/// A file received.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FileFact {
    /// The file.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

#[derive(Deserialize)]
struct Head {
    schema: Option<u32>,
}

impl Facts {
    /// Reads results.
    ///
    /// # Errors
    /// What is wrong with the text: no JSON, no results of this program, or totals that are not the sum of what counts.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let broken = |error: serde_json::Error| {
            msg!(
                "không đúng cấu trúc của tong-hop.json (bộ đọc báo: {error})",
                "it is not built as tong-hop.json is (the parser says: {error})"
            )
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match serde_json::from_str::<Head>(text).map_err(broken)?.schema {
            Some(OLDEST..=SCHEMA) => {}
            Some(other) => {
                return Err(msg!(
                    "tệp theo cấu trúc số {other}, phiên bản này đọc cấu trúc số {SCHEMA}",
                    "it is of schema {other}, this version reads schema {SCHEMA}"
                ));
            }
            None => {
                return Err(msg!("đây không phải là tong-hop.json", "this is no tong-hop.json"));
            }
        }
        let facts: Self = serde_json::from_str(text).map_err(broken)?;
        match facts.untrue_total() {
            None => Ok(facts),
            Some(code) => Err(msg!(
                "tổng của {code} không bằng các giá trị được cộng trong cùng tệp: tệp đã bị sửa tay",
                "the total of {code} is not the sum of the values counted in the same file: it was edited by hand"
            )),
        }
    }

    /// A unit.
    pub fn unit(&self, code: &UnitCode) -> Option<&UnitFact> {
        self.units.iter().find(|unit| unit.unit == *code)
    }

    /// The figures by indicator and unit.
    pub fn figures(&self) -> BTreeMap<(&IndicatorCode, &UnitCode), &ValueFact> {
        self.values.iter().map(|value| ((&value.indicator, &value.unit), value)).collect()
    }

    /// The first indicator whose total is not what its counted values add up to.
    fn untrue_total(&self) -> Option<&IndicatorCode> {
        let mut sums: BTreeMap<&IndicatorCode, (Decimal, usize)> = BTreeMap::new();
        for ((indicator, _), amount) in
            self.figures().into_iter().filter_map(|(key, value)| Some((key, value.amount()?)))
        {
            let sum = sums.entry(indicator).or_default();
            *sum = (sum.0.saturating_add(amount), sum.1 + 1);
        }
        let said = |total: &TotalFact| {
            sums.get(&total.indicator).copied().unwrap_or_default() == (total.sum, total.units)
        };
        let untrue = self.totals.iter().find(|total| !said(total)).map(|total| &total.indicator);
        let of_none = || {
            sums.keys()
                .find(|code| !self.totals.iter().any(|total| total.indicator == ***code))
                .copied()
        };
        untrue.or_else(of_none)
    }
}
