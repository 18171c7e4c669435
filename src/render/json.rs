//! Writes `tong-hop.json`: the facts of a run for other programs, as [`Results`] define them.

use crate::consolidate::Progress;
use crate::model::case::{Dossier, Version};
use crate::model::file_role::{FileRole, VersionRole};
use crate::model::id::UnitCode;
use crate::model::reading::Reading;
use crate::model::results::{
    Answer, FileEntry, FindingEntry, PlanId, Results, SCHEMA, TaskEntry, Tool, UnitEntry,
    ValueEntry, Waiver,
};
use crate::model::submission::{Figure, Report, Submission};
use crate::outcome::Outcome;
use crate::rules::{Finding, Rule};
use crate::text::Lang;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;

/// Returns the results of a run as JSON text, with a final line break.
pub fn document(outcome: &Outcome<'_>) -> String {
    let mut text = Vec::new();
    // writing to memory cannot fail, and every entry can be written as JSON
    let _ = write(outcome, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// Writes the results of a run as JSON text. Entries are made as they are written, so memory does not grow with their number.
///
/// # Errors
///
/// Returns the error of the writer.
pub fn write(outcome: &Outcome<'_>, to: &mut dyn Write) -> io::Result<()> {
    let case = &outcome.case;
    let dossiers = case.dossiers.iter().map(|dossier| (&dossier.unit, dossier)).collect();
    let attributed = case.attributed();
    let results = Results {
        schema: SCHEMA,
        tool: Tool::this(),
        plan: PlanId { id: case.scope.plan.id.clone(), sha256: case.scope.plan.sha256.clone() },
        period: case.scope.period.code.clone(),
        as_of: case.scope.as_of,
        incomplete: outcome.incomplete(),
        units: Each(|| case.dossiers.iter().map(|dossier| unit_entry(outcome, dossier))),
        values: Each(|| case.dossiers.iter().flat_map(|dossier| value_entries(outcome, dossier))),
        tasks: Each(|| {
            outcome
                .consolidation
                .progress
                .iter()
                .map(|progress| task_entry(outcome, &dossiers, progress))
        }),
        totals: Each(|| outcome.consolidation.total_entries()),
        findings: Each(|| outcome.findings.iter().map(finding_entry)),
        files: Each(|| {
            case.submissions
                .iter()
                .enumerate()
                .map(|(index, submission)| file_entry(&attributed, index, submission))
        }),
    };
    let mut to = BufWriter::with_capacity(1 << 16, to);
    serde_json::to_writer_pretty(&mut to, &results)?;
    to.write_all(b"\n")?;
    to.flush()
}

/// List whose entries are made as they are written.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0())
    }
}

/// Returns rules as JSON text, for `explain`.
pub(crate) fn catalogue(rules: &[&Rule]) -> String {
    let line = |rule: &&Rule| {
        serde_json::json!({
            "rule": rule.code,
            "severity": rule.severity.word(),
            "title": rule.title.to_message(),
            "why": rule.why.to_message(),
            "bad": rule.bad.to_message(),
            "good": rule.good.to_message(),
            "fix": rule.fix.to_message(),
        })
    };
    format!("{:#}\n", serde_json::Value::Array(rules.iter().map(line).collect()))
}

fn unit_entry(outcome: &Outcome<'_>, dossier: &Dossier) -> UnitEntry {
    let case = &outcome.case;
    let file =
        |index: usize| case.submissions.get(index).map(|submission| Arc::clone(&submission.file));
    let superseded =
        dossier.versions.iter().filter(|version| version.role == VersionRole::Superseded);
    UnitEntry {
        unit: dossier.unit.clone(),
        name: case.name(&dossier.unit).to_owned(),
        group: case.unit(dossier).map_or_else(|| "".into(), |unit| unit.group.clone()),
        expected: dossier.expected,
        punctuality: dossier.punctuality,
        days_late: dossier.days_late,
        received: dossier.received,
        state: outcome.state(dossier),
        nil: case.report(dossier).is_some_and(Report::is_nil),
        file: dossier.shown().and_then(|version| file(version.submission)),
        version: dossier.version(),
        superseded: superseded.filter_map(|version| file(version.submission)).collect(),
    }
}

fn value_entries(outcome: &Outcome<'_>, dossier: &Dossier) -> impl Iterator<Item = ValueEntry> {
    let all_counted = outcome.consolidation.counted_of(&dossier.unit);
    let figures = outcome.case.report(dossier).map_or(&[][..], |report| report.figures.as_slice());
    figures.iter().map(move |figure: &Figure| {
        let counted = all_counted.get(&figure.indicator).copied();
        ValueEntry {
            unit: dossier.unit.clone(),
            indicator: figure.indicator.clone(),
            value: number(&figure.reading, counted).map(|number| number.normalize()),
            answer: Answer::from(&figure.reading),
            said: match &figure.reading {
                Reading::NonNumber(said) => Some(said.text()),
                _ => None,
            },
            counted: counted.is_some()
                || outcome.consolidation.non_number(&dossier.unit, &figure.indicator).is_some(),
            raw: figure.raw.clone(),
            at: figure.at.as_ref().map(Into::into),
        }
    })
}

/// Returns the number of a reading; if a decision accepts what is not a number, the amount it counts as.
fn number(reading: &Reading, counted: Option<Decimal>) -> Option<Decimal> {
    match reading {
        Reading::Number(number) => Some(*number),
        Reading::Nil | Reading::NonNumber(_) => None,
        Reading::NotApplicable | Reading::Blank | Reading::Misread(_) => counted,
    }
}

fn task_entry(
    outcome: &Outcome<'_>,
    dossiers: &BTreeMap<&UnitCode, &Dossier>,
    progress: &Progress,
) -> TaskEntry {
    let report = dossiers.get(&progress.unit).and_then(|dossier| outcome.case.report(dossier));
    TaskEntry {
        unit: progress.unit.clone(),
        task: progress.task.clone(),
        duty: progress.duty,
        status: progress.status.into(),
        at: report.and_then(|report| report.task(&progress.task)?.at.as_ref()).map(Into::into),
    }
}

fn finding_entry(finding: &Finding) -> FindingEntry {
    let location = &finding.location;
    FindingEntry {
        id: finding.id(),
        rule: finding.rule.code.to_owned(),
        severity: finding.severity,
        unit: finding.unit.clone(),
        file: finding.file.clone(),
        sheet: location.sheet.clone(),
        cells: finding.cells(),
        label: location.label(),
        found: location.found.clone(),
        expected: location.expected.as_ref().map(|expected| expected.in_lang(Lang::Vi).to_owned()),
        message: finding.message.clone(),
        fix: finding.fix.clone(),
        waived: finding
            .waived
            .as_ref()
            .map(|decision| Waiver { reason: decision.reason.clone(), by: decision.by.clone() }),
    }
}

fn file_entry(
    attributed: &BTreeMap<usize, (&Dossier, &Version)>,
    index: usize,
    submission: &Submission,
) -> FileEntry {
    let version = attributed.get(&index).map(|(_, version)| version.role);
    FileEntry {
        file: Arc::clone(&submission.file),
        sha256: submission.sha256.clone(),
        bytes: submission.bytes,
        unit: submission.identity.unit.clone(),
        role: FileRole::new(submission, version),
    }
}
