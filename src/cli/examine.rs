//! Common part of `check`, `consolidate` and `close`: reads the inbox, examines it and determines
//! the exit code.

use super::args::Examine;
use super::console::Console;
use super::log::Level;
use super::progress::Progress;
use super::run_context::RunContext;
use super::{DONE, FAILED, FOUND, NOTHING, input_paths, periods};
use crate::book::form;
use crate::error::Error;
use crate::model::case::{Inputs, RunScope};
use crate::model::period::Period;
use crate::model::submission::Submission;
use crate::msg;
use crate::outcome::{self, Outcome};
use crate::read::Reader;
use crate::rules::Severity;
use crate::store::input_source::InputSource;
use crate::store::layout::INBOX;
use crate::store::workspace::Workspace;
use crate::store::{closed_periods, previous};
use std::collections::BTreeMap;

/// Reads and examines the reports, and reports unusable files.
pub(super) fn outcome<'w>(
    workspace: &'w Workspace,
    asked: &Examine,
    console: &Console,
    context: &mut RunContext,
) -> Result<Outcome<'w>, Error> {
    let outcome = outcome_quietly(workspace, asked, console, context)?;
    tell(&outcome, console);
    if asked.files.is_empty() && !outcome.has_reports() {
        console.warn("no-reports", &no_reports(workspace, outcome.case.scope.period).to_message());
    }
    Ok(outcome)
}

/// Reads and examines the reports.
pub(super) fn outcome_quietly<'w>(
    workspace: &'w Workspace,
    asked: &Examine,
    console: &Console,
    context: &mut RunContext,
) -> Result<Outcome<'w>, Error> {
    let (period, as_of) = periods::when(workspace, &asked.when)?;
    context.set_scope(period, as_of);
    let reader =
        Reader::new(&workspace.plan, form::texts(&workspace.plan), std::env::current_exe().ok());
    let progress = Progress::new(console);
    let seen = |count| progress.seen(count);
    let submissions = if asked.files.is_empty() {
        reader.folder(&workspace.root, &workspace.folder(INBOX, period), &seen)?
    } else {
        input_paths::read(&reader, &workspace.root, &asked.files, &seen)?
    };
    context.stage_done("read", console);
    let source = InputSource { workspace, reader: &reader, recorded: None };
    let scope = RunScope { plan: &workspace.plan, period, as_of };
    let outcome = examine_submissions(&source, scope, submissions, asked.files.is_empty())?;
    context.stage_done("examine", console);
    Ok(if asked.files.is_empty() { outcome } else { outcome.limited_to_files() })
}

/// Returns the error for an inbox without reports.
pub(super) fn no_reports(workspace: &Workspace, period: &Period) -> Error {
    Error::NoReports(workspace.folder(INBOX, period))
}

/// Examines submissions together with the office's files and the previous period. If the whole
/// inbox was read, ad hoc reports are included.
pub(super) fn examine_submissions<'w>(
    source: &InputSource<'_>,
    scope: RunScope<'w>,
    submissions: Vec<Submission>,
    whole: bool,
) -> Result<Outcome<'w>, Error> {
    let beside =
        scope.plan.ad_hoc_period().filter(|beside| whole && beside.code != scope.period.code);
    let ad_hoc =
        beside.map_or_else(|| Ok(Vec::new()), |beside| source.received(&beside.code, &|_| {}))?;
    let earlier = previous::read(source, &scope)?;
    let year_before = previous::read_year_before(source, &scope)?;
    let closed = closed_periods::read(source, &scope)?;
    let (register, decisions) = (source.workspace.register()?, source.workspace.decisions.clone());
    let strays = if whole { source.misplaced_files() } else { Vec::new() };
    Ok(outcome::examine(
        scope,
        Inputs { submissions, register, decisions, earlier, year_before, closed, ad_hoc, strays },
    ))
}

/// Logs files that could not be used and the number of findings.
fn tell(outcome: &Outcome<'_>, console: &Console) {
    if let Some(said) = outcome.incomplete() {
        console.warn("incomplete", &said);
    }
    for submission in outcome.case.unread() {
        let fields = [("file", (*submission.file).into())];
        submission.unread().inspect(|why| console.event(Level::Warn, "file-unread", why, &fields));
    }
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &outcome.findings {
        *rules.entry(finding.rule.code).or_default() += 1;
        let submission = finding.submission.and_then(|place| outcome.case.submissions.get(place));
        // rules of family T judge whole files
        if let Some(submission) = submission
            .filter(|_| finding.rule.code.starts_with('T') && finding.severity == Severity::Error)
        {
            let fields = [("file", (*submission.file).into()), ("rule", finding.rule.code.into())];
            console.event(Level::Warn, "file-unusable", &finding.message, &fields);
        }
    }
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| outcome.count(severity));
    let files = outcome.case.submissions.len();
    let said = msg!(
        "{files} tệp: {errors} lỗi, {warnings} cảnh báo.",
        "{files} files: {errors} errors, {warnings} warnings."
    );
    let fields = [
        ("period", outcome.case.scope.period.code.as_str().into()),
        ("as_of", outcome.case.scope.as_of.to_string().into()),
        ("files", files.into()),
        ("errors", errors.into()),
        ("warnings", warnings.into()),
        ("notes", notes.into()),
        ("rules", serde_json::json!(rules)),
    ];
    console.event(Level::Info, "examined", &said, &fields);
}

/// Returns the exit code of a completed run.
pub(super) fn code(outcome: &Outcome<'_>, fail_on: Option<Severity>) -> u8 {
    if outcome.incomplete().is_some() {
        return FAILED;
    }
    if !outcome.has_reports() {
        return NOTHING;
    }
    // a higher severity compares as less
    let grave = fail_on.is_some_and(|limit| {
        outcome.findings.iter().any(|finding| finding.severity <= limit && finding.waived.is_none())
    });
    if grave { FOUND } else { DONE }
}
