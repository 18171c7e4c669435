//! What the program made of what was received, asked as a person would: what counts, what was said, where.

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

/// Rules that say only that something was written another way: they do not say that a figure may be another.
const DRIFT: [&str; 3] = ["G107", "B104", "B103"];
/// Rules about what a file cannot help.
const BESIDE: [&str; 5] = ["N101", "N103", "N106", "K101", "K102"];

/// What has to become of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Want {
    /// It counts as filled in.
    Own,
    /// It counts as this number.
    Is(i64),
    /// It counts as filled in, or not at all.
    OwnOrNot,
    /// It counts as this number, or not at all.
    MayBe(i64),
    /// It does not count.
    Not,
    /// It does not count, or a finding names its cell.
    Named,
    /// Nothing is asked of it.
    Any,
}

/// The results of a run over one file or one folder.
pub(crate) struct Judged {
    facts: Value,
    outcome: Option<Outcome<'static>>,
    unit: String,
}

impl Judged {
    /// What becomes of one file.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Self {
        let outcome = outcome_of(name, bytes);
        let facts = serde_json::from_str(&json::document(&outcome)).unwrap();
        Self { facts, outcome: Some(outcome), unit: "H-THOXUAN".to_owned() }
    }

    /// The results that a run wrote.
    pub(crate) fn read(facts: Value) -> Self {
        Self { facts, outcome: None, unit: "H-THOXUAN".to_owned() }
    }

    /// The same, asked about another unit.
    pub(crate) fn about(mut self, unit: &str) -> Self {
        unit.clone_into(&mut self.unit);
        self
    }

    /// The results themselves.
    pub(crate) fn facts(&self) -> &Value {
        &self.facts
    }

    /// The line of the unit.
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

    /// What a figure counts as.
    pub(crate) fn counted(&self, code: &str) -> Option<Decimal> {
        let value = self.value(code).filter(|value| value["counted"] == true)?;
        Some(value["value"].as_str().map_or(Decimal::ZERO, |text| text.parse().unwrap()))
    }

    /// The findings that speak of what was received.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Value> {
        let all = self.facts["findings"].as_array().unwrap().iter();
        all.filter(|finding| !BESIDE.contains(&finding["rule"].as_str().unwrap()))
    }

    /// The findings as `rule sheet cell…`.
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

    /// Whether a rule speaks.
    pub(crate) fn has(&self, rule: &str) -> bool {
        self.findings().any(|finding| finding["rule"] == rule)
    }

    /// Whether an error was found.
    pub(crate) fn has_error(&self) -> bool {
        self.findings().any(|finding| finding["severity"] == "error")
    }

    /// Whether a finding that can be about what a figure is names a figure's cell.
    pub(crate) fn names(&self, code: &str) -> bool {
        let at = self.value(code).map_or(&Value::Null, |value| &value["at"]);
        self.findings().any(|finding| {
            let is_cell = |cells: &Vec<Value>| cells.contains(&at["cell"]);
            let here =
                finding["sheet"] == at["sheet"] && finding["cells"].as_array().is_some_and(is_cell);
            here && !DRIFT.contains(&finding["rule"].as_str().unwrap())
        })
    }

    /// What is wrong with the figures: some have to become this, the rest that.
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

    /// Whether words stand in a finding or in the consolidated workbook.
    pub(crate) fn quotes(&self, words: &str) -> bool {
        let in_findings = self.findings().any(|finding| finding.to_string().contains(words));
        in_findings
            || self.outcome.as_ref().is_some_and(|outcome| workbook(outcome).contains(words))
    }
}

fn workbook(outcome: &Outcome<'_>) -> String {
    let mut bytes = Vec::new();
    // of nobody's report there is no workbook
    if outcome.case.dossiers.is_empty() {
        return String::new();
    }
    xlsx::write_long(&sheets::lay_out(outcome, Lang::Vi, Revision::FIRST), &mut bytes).unwrap();
    Package::open(&bytes).all_text()
}

/// Fails with all rows of a table that fell short, not with the first.
pub(crate) fn all_right(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} fell short:\n{}", faults.len(), faults.join("\n"));
}

/// The rows of a table that fell short of what is wanted of them.
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
