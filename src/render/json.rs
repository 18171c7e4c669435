//! `tong-hop.json`, schema 2: the facts of a run for other programs. These types are the contract (product, §6) and are the
//! program's own nowhere else, so that no change inside can change what others read.

use crate::consolidate::{Progress, Total};
use crate::model::case::{Dossier, Version};
use crate::model::file_role::FileRole;
use crate::model::file_role::VersionRole;
use crate::model::id::{IndicatorCode, PeriodCode, TaskCode, UnitCode};
use crate::model::origin::Origin;
use crate::model::plan::Duty;
use crate::model::reading::{Reading, Status};
use crate::model::status::{Evidence, Punctuality, State};
use crate::model::submission::{Figure, Submission};
use crate::outcome::Outcome;
use crate::rules::{Finding, Rule};
use crate::text::{Lang, Message};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

/// The schema's number.
const SCHEMA: u32 = 2;

#[derive(Serialize)]
struct Document<'a, Units, Values, Tasks, Totals, Findings, Files> {
    schema: u32,
    tool: Tool,
    plan: PlanId<'a>,
    period: &'a PeriodCode,
    as_of: String,
    /// Why the results are not complete; nothing where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    incomplete: Option<Message>,
    units: Units,
    values: Values,
    tasks: Tasks,
    totals: Totals,
    findings: Findings,
    files: Files,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct PlanId<'a> {
    id: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct UnitLine<'a> {
    unit: &'a UnitCode,
    name: &'a str,
    group: &'a str,
    expected: bool,
    punctuality: &'static str,
    days_late: i64,
    received: Option<Received>,
    state: &'static str,
    nil: bool,
    file: Option<&'a str>,
    version: usize,
    superseded: Vec<&'a str>,
}

#[derive(Serialize)]
struct Received {
    on: String,
    evidence: &'static str,
}

#[derive(Serialize)]
struct ValueLine<'a> {
    unit: &'a UnitCode,
    indicator: &'a IndicatorCode,
    value: Option<String>,
    answer: &'static str,
    counted: bool,
    raw: Option<&'a str>,
    at: Option<At<'a>>,
}

#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    sheet: &'a str,
    cell: String,
}

#[derive(Serialize)]
struct TaskLine<'a> {
    unit: &'a UnitCode,
    task: &'a TaskCode,
    duty: &'static str,
    status: &'static str,
    at: Option<At<'a>>,
}

#[derive(Serialize)]
struct TotalLine<'a> {
    indicator: &'a IndicatorCode,
    sum: String,
    units: usize,
    expected: usize,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    id: String,
    rule: &'static str,
    severity: &'static str,
    unit: Option<&'a UnitCode>,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    cells: Vec<String>,
    label: Option<&'a str>,
    found: Option<&'a str>,
    expected: Option<&'a str>,
    message: &'a Message,
    fix: &'a Message,
    waived: Option<Waived<'a>>,
}

#[derive(Serialize)]
struct Waived<'a> {
    reason: &'a str,
    by: &'a str,
}

#[derive(Serialize)]
struct FileLine<'a> {
    file: &'a str,
    sha256: &'a str,
    bytes: u64,
    unit: Option<&'a UnitCode>,
    role: &'static str,
}

/// The results of a run as JSON text, ending in a line end.
pub fn document(outcome: &Outcome<'_>) -> String {
    let mut text = Vec::new();
    // memory always takes more, and every line can be said in JSON
    let _ = write(outcome, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// Writes the results of a run as JSON text, line by line: what is held does not grow with their number.
///
/// # Errors
/// Where what is written to takes no more.
pub fn write(outcome: &Outcome<'_>, to: &mut dyn Write) -> io::Result<()> {
    let case = &outcome.case;
    let (places, attributed) =
        (case.dossiers.iter().map(|dossier| (&dossier.unit, dossier)).collect(), case.attributed());
    let document = Document {
        schema: SCHEMA,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        plan: PlanId { id: &case.scope.plan.id, sha256: &case.scope.plan.sha256 },
        period: &case.scope.period.code,
        as_of: case.scope.as_of.to_string(),
        incomplete: outcome.incomplete(),
        units: Each(|| case.dossiers.iter().map(|dossier| unit_line(outcome, dossier))),
        values: Each(|| case.dossiers.iter().flat_map(|dossier| value_lines(outcome, dossier))),
        tasks: Each(|| {
            outcome
                .consolidation
                .progress
                .iter()
                .map(|progress| task_line(outcome, &places, progress))
        }),
        totals: Each(|| {
            outcome.consolidation.totals.iter().map(|total| total_line(outcome, total))
        }),
        findings: Each(|| outcome.findings.iter().map(|finding| finding_line(outcome, finding))),
        files: Each(|| {
            case.submissions
                .iter()
                .enumerate()
                .map(|(place, submission)| file_line(&attributed, place, submission))
        }),
    };
    let mut to = BufWriter::with_capacity(1 << 16, to);
    serde_json::to_writer_pretty(&mut to, &document)?;
    to.write_all(b"\n")?;
    to.flush()
}

/// Lines that are made as they are written.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0())
    }
}

/// Rules as JSON text, for `explain`.
pub fn catalogue(rules: &[&Rule]) -> String {
    let line = |rule: &&Rule| {
        serde_json::json!({
            "rule": rule.code,
            "severity": rule.severity.word(),
            "title": rule.title.said(),
            "why": rule.why.said(),
            "bad": rule.bad.said(),
            "good": rule.good.said(),
            "fix": rule.fix.said(),
        })
    };
    format!("{:#}\n", serde_json::Value::Array(rules.iter().map(line).collect()))
}

fn unit_line<'a>(outcome: &'a Outcome<'_>, dossier: &'a Dossier) -> UnitLine<'a> {
    let case = &outcome.case;
    let unit = case.unit(dossier);
    let file = |place: usize| case.submissions.get(place).map(|submission| &*submission.file);
    UnitLine {
        unit: &dossier.unit,
        name: case.name(&dossier.unit),
        group: unit.map_or("", |unit| unit.group.as_str()),
        expected: dossier.expected,
        punctuality: punctuality_word(dossier.punctuality),
        days_late: dossier.days_late,
        received: dossier.received.map(|receipt| Received {
            on: receipt.on.to_string(),
            evidence: evidence_word(receipt.evidence),
        }),
        state: state_word(outcome.state(dossier)),
        nil: case.report(dossier).is_some_and(crate::model::submission::Report::is_nil),
        file: dossier.shown().and_then(|version| file(version.submission)),
        version: dossier.version(),
        superseded: dossier
            .versions
            .iter()
            .filter(|version| version.role == VersionRole::Superseded)
            .filter_map(|version| file(version.submission))
            .collect(),
    }
}

fn value_lines<'a>(
    outcome: &'a Outcome<'_>,
    dossier: &'a Dossier,
) -> impl Iterator<Item = ValueLine<'a>> {
    let all_counted = outcome.consolidation.counted_of(&dossier.unit);
    let figures = outcome.case.report(dossier).map_or(&[][..], |report| report.figures.as_slice());
    let line = move |figure: &'a Figure| {
        let counted = all_counted.get(&figure.indicator).copied();
        // what was accepted by decision counts as the number it was taken for
        let taken = counted.filter(|_| figure.reading.amount().is_none());
        ValueLine {
            unit: &dossier.unit,
            indicator: &figure.indicator,
            value: taken.map_or_else(
                || value(&figure.reading),
                |amount| Some(amount.normalize().to_string()),
            ),
            answer: answer_word(&figure.reading),
            counted: counted.is_some(),
            raw: figure.raw.as_deref(),
            at: figure.at.as_ref().map(at),
        }
    };
    figures.iter().map(line)
}

fn task_line<'a>(
    outcome: &'a Outcome<'_>,
    places: &BTreeMap<&UnitCode, &'a Dossier>,
    progress: &'a Progress,
) -> TaskLine<'a> {
    let report = places.get(&progress.unit).and_then(|dossier| outcome.case.report(dossier));
    TaskLine {
        unit: &progress.unit,
        task: &progress.task,
        duty: match progress.duty {
            Duty::Required => "required",
            Duty::ByFunction => "by-function",
        },
        status: progress.status.map_or("unreported", status_word),
        at: report.and_then(|report| report.task(&progress.task)?.at.as_ref()).map(at),
    }
}

fn total_line<'a>(outcome: &Outcome<'_>, total: &'a Total) -> TotalLine<'a> {
    TotalLine {
        indicator: &total.indicator,
        sum: total.all.sum.normalize().to_string(),
        units: total.all.units,
        expected: outcome.consolidation.expected,
    }
}

fn finding_line<'a>(outcome: &'a Outcome<'_>, finding: &'a Finding) -> FindingLine<'a> {
    FindingLine {
        id: finding.id(&outcome.case.scope),
        rule: finding.rule.code,
        severity: finding.severity.word(),
        unit: finding.unit.as_ref(),
        file: finding.file.as_deref(),
        sheet: finding.location.sheet.as_deref(),
        cells: finding.cells(),
        label: finding.location.label.as_deref(),
        found: finding.location.found.as_deref(),
        expected: finding.location.expected.as_ref().map(|expected| expected.in_lang(Lang::Vi)),
        message: &finding.message,
        fix: &finding.fix,
        waived: finding
            .waived
            .as_ref()
            .map(|decision| Waived { reason: &decision.reason, by: &decision.by }),
    }
}

fn file_line<'a>(
    attributed: &Attributed<'_>,
    place: usize,
    submission: &'a Submission,
) -> FileLine<'a> {
    FileLine {
        file: &submission.file,
        sha256: &submission.sha256,
        bytes: submission.bytes,
        unit: submission.identity.unit.as_ref(),
        role: role_word(FileRole::new(
            submission,
            attributed.get(&place).map(|(_, version)| version.role),
        )),
    }
}

/// Whose each file is and what became of it.
type Attributed<'a> = BTreeMap<usize, (&'a Dossier, &'a Version)>;

fn value(reading: &Reading) -> Option<String> {
    match reading {
        Reading::Number(number) => Some(number.normalize().to_string()),
        Reading::Nil | Reading::NotApplicable | Reading::Blank | Reading::Misread(_) => None,
    }
}

fn at(origin: &Origin) -> At<'_> {
    At { file: &origin.file, sheet: &origin.sheet, cell: origin.cell.to_string() }
}

const fn role_word(role: FileRole) -> &'static str {
    match role {
        FileRole::Current => "current",
        FileRole::Superseded => "superseded",
        FileRole::Duplicate => "duplicate",
        FileRole::Unidentified => "unidentified",
        FileRole::Unreadable => "unreadable",
        FileRole::Unread => "unread",
        FileRole::Ignored => "ignored",
    }
}

const fn answer_word(reading: &Reading) -> &'static str {
    match reading {
        Reading::Number(number) if number.is_zero() => "zero",
        Reading::Number(_) => "number",
        Reading::Nil => "nil",
        Reading::NotApplicable => "not-applicable",
        Reading::Blank => "blank",
        Reading::Misread(_) => "misread",
    }
}

const fn punctuality_word(punctuality: Punctuality) -> &'static str {
    match punctuality {
        Punctuality::OnTime => "on-time",
        Punctuality::Late => "late",
        Punctuality::Undated => "undated",
        Punctuality::Awaited => "awaited",
        Punctuality::Missing => "missing",
        Punctuality::NotDue => "not-due",
        Punctuality::Exempt => "exempt",
    }
}

const fn evidence_word(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Decision => "decision",
        Evidence::Register => "register",
        Evidence::Folder => "folder",
        Evidence::Signed => "signed",
    }
}

const fn state_word(state: State) -> &'static str {
    match state {
        State::Accepted => "accepted",
        State::Returned => "returned",
        State::Unreadable => "unreadable",
        State::Unread => "unread",
        State::None => "none",
    }
}

const fn status_word(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "not-started",
        Status::InProgress => "in-progress",
        Status::Done => "done",
        Status::NothingArose => "nothing-arose",
        Status::NotApplicable => "not-applicable",
    }
}
