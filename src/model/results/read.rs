//! Reads results, and checks that their totals are the sums of their values.

use super::{READABLE, Results, SCHEMA, TotalEntry, UnitEntry, ValueEntry};
use crate::model::id::{IndicatorCode, UnitCode};
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Returns the schema number of results; `None` if the text has none.
///
/// # Errors
///
/// Returns the parser's error if the text is not a JSON object.
pub(crate) fn schema_of(text: &str) -> Result<Option<u32>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Schema {
        schema: Option<u32>,
    }
    serde_json::from_str::<Schema>(text).map(|head| head.schema)
}

impl Results {
    /// Reads results and checks their totals.
    ///
    /// # Errors
    ///
    /// Returns a message if the text is not JSON, has another schema, or a total is not the sum of
    /// its values.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match schema_of(text).map_err(|error| broken(&error))? {
            Some(schema) if READABLE.contains(&schema) => {}
            Some(other) => {
                return Err(msg!(
                    "tệp theo cấu trúc số {other}, phiên bản này đọc cấu trúc số {SCHEMA}",
                    "it is of schema {other}, this version reads schema {SCHEMA}"
                ));
            }
            None => {
                return Err(msg!("đây không phải là tong-hop.json", "this is not a tong-hop.json"));
            }
        }
        let results: Self = serde_json::from_str(text).map_err(|error| broken(&error))?;
        match results.wrong_total() {
            None => Ok(results),
            Some(code) => Err(msg!(
                "tổng của {code} không bằng các giá trị được cộng trong cùng tệp: tệp đã bị sửa tay",
                "the total of {code} is not the sum of the values counted in the same file: it was edited by hand"
            )),
        }
    }

    /// Returns the entry of a unit.
    pub fn unit(&self, code: &UnitCode) -> Option<&UnitEntry> {
        self.units.iter().find(|unit| unit.unit == *code)
    }

    /// Returns the values by indicator and unit.
    pub fn figures(&self) -> BTreeMap<(&IndicatorCode, &UnitCode), &ValueEntry> {
        self.values.iter().map(|value| ((&value.indicator, &value.unit), value)).collect()
    }

    /// Returns the first indicator whose total differs from the sum of its counted values.
    fn wrong_total(&self) -> Option<&IndicatorCode> {
        let mut sums: BTreeMap<&IndicatorCode, (Decimal, usize)> = BTreeMap::new();
        for ((indicator, _), amount) in
            self.figures().into_iter().filter_map(|(key, value)| Some((key, value.amount()?)))
        {
            let sum = sums.entry(indicator).or_default();
            *sum = (sum.0.saturating_add(amount), sum.1 + 1);
        }
        // ratios and means depend on the plan
        let is_right = |total: &TotalEntry| {
            let (sum, units) = sums.get(&total.indicator).copied().unwrap_or_default();
            total.total.is_some() || (Some(sum), units) == (total.sum, total.units)
        };
        let wrong = self.totals.iter().find(|total| !is_right(total)).map(|total| &total.indicator);
        let without_total = || {
            sums.keys()
                .find(|code| !self.totals.iter().any(|total| total.indicator == ***code))
                .copied()
        };
        wrong.or_else(without_total)
    }
}

fn broken(error: &serde_json::Error) -> Message {
    let line = error.line();
    msg!(
        "không đúng cấu trúc của tong-hop.json (dòng {line})",
        "it does not have the structure of tong-hop.json (line {line}: {error})"
    )
}
