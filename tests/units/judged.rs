//! Results of the program, queried like a person would: what counts, what was reported, and where.

use super::form::FIGURES;
use super::package::Package;
use crate::fixtures::outcome_of;
use crate::reports::PLAN;
use rust_decimal::Decimal;
use serde_json::Value;
use tonghop::book::sheets;
use tonghop::model::revision::Revision;
use tonghop::outcome::Outcome;
use tonghop::render::json;
use tonghop::text::Lang;
use tonghop::xlsx;

/// Rules that only report another spelling, not a possibly different figure.
const DRIFT: [&str; 3] = ["G107", "B104", "B103"];
/// Rules about circumstances outside a file.
const BESIDE: [&str; 5] = ["N101", "N103", "N106", "K101", "K102"];

/// Expected treatment of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Want {
    /// Counts as filled in.
    Own,
    /// Counts as this number.
    Is(i64),
    /// Counts as filled in, or not at all.
    OwnOrNot,
    /// Counts as this number, or not at all.
    MayBe(i64),
    /// Does not count.
    Not,
    /// Does not count, or a finding names its cell.
    Named,
    /// Anything.
    Any,
}

/// Results of a run on one file or one folder.
pub(crate) struct Judged {
    facts: Value,
    outcome: Option<Outcome<'static>>,
    unit: String,
}

impl Judged {
    /// Returns the results for one file.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Self {
        let outcome = outcome_of(name, bytes);
        let facts = serde_json::from_str(&json::document(&outcome)).unwrap();
        Self { facts, outcome: Some(outcome), unit: "H-THOXUAN".to_owned() }
    }

    /// Wraps the results written by a run.
    pub(crate) fn read(facts: Value) -> Self {
        Self { facts, outcome: None, unit: "H-THOXUAN".to_owned() }
    }

    /// Selects another unit.
    pub(crate) fn about(mut self, unit: &str) -> Self {
        unit.clone_into(&mut self.unit);
        self
    }

    pub(crate) fn facts(&self) -> &Value {
        &self.facts
    }

    /// Returns the entry of the unit.
    pub(crate) fn line(&self) -> &Value {
        self.facts["units"]
            .as_array()
            .unwrap()
            .iter()
            .find(|line| line["unit"] == self.unit.as_str())
            .unwrap_or(&Value::Null)
    }

    fn value(&self, code: &str) -> Option<&Value> {
        let mut values = self.facts["values"].as_array().unwrap().iter();
        values.find(|value| value["unit"] == self.unit.as_str() && value["indicator"] == code)
    }

    /// Returns the counted value of a figure.
    pub(crate) fn counted(&self, code: &str) -> Option<Decimal> {
        let value = self.value(code).filter(|value| value["counted"] == true)?;
        Some(value["value"].as_str().map_or(Decimal::ZERO, |text| text.parse().unwrap()))
    }

    /// Returns the findings on what was received.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Value> {
        let all = self.facts["findings"].as_array().unwrap().iter();
        all.filter(|finding| !BESIDE.contains(&finding["rule"].as_str().unwrap()))
    }

    /// Returns the findings as `rule sheet cell…`.
    pub(crate) fn codes(&self) -> Vec<String> {
        let line = |finding: &Value| {
            let word = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            let cells = finding["cells"]
                .as_array()
                .into_iter()
                .flatten()
                .take(4)
                .map(|cell| cell.as_str().unwrap_or_default().to_owned());
            [word("rule"), word("sheet")]
                .into_iter()
                .chain(cells)
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        self.findings().map(line).collect()
    }

    /// Returns whether a rule has a finding.
    pub(crate) fn has(&self, rule: &str) -> bool {
        self.findings().any(|finding| finding["rule"] == rule)
    }

    pub(crate) fn has_error(&self) -> bool {
        self.findings().any(|finding| finding["severity"] == "error")
    }

    /// Returns whether a finding about the meaning of figures names the cell of a figure.
    pub(crate) fn names(&self, code: &str) -> bool {
        let at = self.value(code).map_or(&Value::Null, |value| &value["at"]);
        self.findings().any(|finding| {
            let is_cell = |cells: &Vec<Value>| cells.contains(&at["cell"]);
            let here =
                finding["sheet"] == at["sheet"] && finding["cells"].as_array().is_some_and(is_cell);
            here && !DRIFT.contains(&finding["rule"].as_str().unwrap())
        })
    }

    /// Returns the violations: some figures must be treated in one way, the others in another.
    pub(crate) fn wrong(&self, wants: &[(&str, Want)], rest: Want) -> Vec<String> {
        let mut wrong = Vec::new();
        for (indicator, own) in PLAN.indicators.iter().zip(FIGURES) {
            let code = indicator.code.as_str();
            let want = wants.iter().find(|(one, _)| *one == code).map_or(rest, |(_, want)| *want);
            let counted = self.counted(code);
            let said = counted.map(|number| number.to_string());
            let (right, may_lack) =
                match want {
                    Want::Own => (own, false),
                    Want::OwnOrNot => (own, true),
                    Want::Is(number) => (number, false),
                    Want::MayBe(number) => (number, true),
                    Want::Any => continue,
                    Want::Not => {
                        wrong.extend(said.map(|number| format!("{code} counts as {number}")));
                        continue;
                    }
                    Want::Named => {
                        wrong.extend(said.filter(|_| !self.names(code)).map(|number| {
                            format!("{code} counts as {number}, and nothing is said")
                        }));
                        continue;
                    }
                };
            match counted {
                Some(number) if number != Decimal::from(right) => {
                    wrong.push(format!("{code} counts as {number}, is {right}"));
                }
                None if !may_lack => wrong.push(format!("{code} is lost")),
                _ => {}
            }
        }
        if wrong.len() > 3 {
            wrong.splice(2.., [format!("… of {}", wrong.len())]);
        }
        wrong
    }

    /// Returns whether words occur in a finding or in the consolidated workbook.
    pub(crate) fn quotes(&self, words: &str) -> bool {
        let in_findings = self.findings().any(|finding| finding.to_string().contains(words));
        in_findings
            || self.outcome.as_ref().is_some_and(|outcome| workbook(outcome).contains(words))
    }
}

fn workbook(outcome: &Outcome<'_>) -> String {
    let mut bytes = Vec::new();
    // without an attributed report there is no workbook
    if outcome.case.dossiers.is_empty() {
        return String::new();
    }
    xlsx::write_long(&sheets::lay_out(outcome, Lang::Vi, Revision::FIRST), &mut bytes).unwrap();
    Package::open(&bytes).all_text()
}

/// Fails with all violations in a table, not only the first.
pub(crate) fn all_right(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} fell short:\n{}", faults.len(), faults.join("\n"));
}

/// Returns the violations in a table.
pub(crate) fn short(
    about: &str,
    judged: &Judged,
    wants: &[(&str, Want)],
    rest: Want,
) -> Option<String> {
    let wrong = judged.wrong(wants, rest);
    (!wrong.is_empty())
        .then(|| format!("{about}: {} | {}", wrong.join(", "), judged.codes().join("; ")))
}
