//! `tonghop check`: prints who has reported and all findings. Writes nothing.

use super::args::{Examine, FindingFilter, Invocation};
use super::closed_results::ClosedResults;
use super::console::Console;
use super::run_context::RunContext;
use super::{board, decide, examine, open, settlement, shell, template};
use crate::error::Error;
use crate::model::id::UnitCode;
use crate::msg;
use crate::outcome::Outcome;
use crate::render::{findings, json, summary, terminal};
use crate::rules::{Finding, RULES};
use crate::store::history::History;
use crate::store::workspace::Workspace;
use crate::text::counted;

pub(super) fn run(
    invocation: &Invocation,
    asked: &Examine,
    console: &mut Console,
    context: &mut RunContext,
) -> Result<u8, Error> {
    let workspace = open::open(invocation, console)?;
    let filter = SelectedFindings::new(&workspace, &asked.filter)?;
    let outcome = examine::outcome(&workspace, asked, console, context)?;
    if asked.files.is_empty() {
        let history = History::read(&workspace.root, &outcome.case.scope.period.code)?;
        if let Some(closed) = ClosedResults::compare(&history, &workspace.inputs(&outcome))? {
            closed.tell(console);
        }
    }
    let (code, all) = (examine::code(&outcome, asked.fail_on), outcome.findings.len());
    let outcome = if filter.is_everything() {
        outcome
    } else {
        outcome.narrowed(|finding| filter.keeps(finding))
    };
    let style = console.style();
    let commands = |finding: &Finding| {
        settlement::commands_for_office(invocation, &outcome, finding, console.lang)
    };
    let text = match (console.json, console.quiet) {
        (true, _) => json::document(&outcome),
        (false, _) if !filter.is_everything() => {
            terminal::head(&outcome, style)
                + &findings::findings(&outcome, &commands, style)
                + &decision_command(invocation, &outcome, console)
                + &findings::shown(outcome.findings.len(), all, style)
        }
        (false, true) => terminal::counts(&outcome, style),
        (false, false) => {
            let end = end(invocation, &workspace, asked, &outcome, console)?;
            terminal::report(&outcome, &commands, style) + &summary::summary(&outcome, style) + &end
        }
    };
    console.print(&text)?;
    Ok(code)
}

/// Returns the last lines: open decisions and, unless it is about to be opened, the status board.
fn end(
    invocation: &Invocation,
    workspace: &Workspace,
    asked: &Examine,
    outcome: &Outcome<'_>,
    console: &Console,
) -> Result<String, Error> {
    let period = outcome.case.scope.period;
    let mut text = decision_command(invocation, outcome, console);
    if !asked.open && !period.is_ad_hoc() && workspace.root == invocation.root {
        let board = board::location(invocation, &period.code, outcome.case.scope.as_of)?;
        text += board.in_lang(console.lang);
        text.push('\n');
    }
    Ok(text)
}

/// Returns the command for findings that the office may decide, or an empty text if there are none.
fn decision_command(invocation: &Invocation, outcome: &Outcome<'_>, console: &Console) -> String {
    let scope = &outcome.case.scope;
    let count = decide::waiting(outcome);
    if count == 0 {
        return String::new();
    }
    let words = ["decide", "--period", scope.period.code.as_str()];
    let command = shell::in_workspace_as_of(invocation, &words, scope.as_of);
    let findings = counted(count, "finding");
    let said = msg!(
        "Văn phòng có thể quyết định {count} nội dung (chấp nhận, gia hạn, miễn, ghi ngày nhận):\n  {command}\n",
        "The office can decide {findings} (accept, extend, exempt, record a date):\n  {command}\n"
    );
    said.in_lang(console.lang).to_owned()
}

/// Filter of the findings shown.
struct SelectedFindings {
    units: Vec<UnitCode>,
    filter: FindingFilter,
}

impl SelectedFindings {
    /// Resolves the filter's words.
    ///
    /// # Errors
    /// Returns an error if a unit or rule does not exist.
    fn new(workspace: &Workspace, filter: &FindingFilter) -> Result<Self, Error> {
        let registry = &workspace.plan.registry;
        let unit = |written: &String| {
            let known = registry
                .by_code(written)
                .map(|unit| unit.code.clone())
                .or_else(|| registry.named(written).cloned());
            known.ok_or_else(|| template::unknown_unit(workspace, written))
        };
        let units = filter.units.iter().map(unit).collect::<Result<Vec<_>, Error>>()?;
        let rules: Vec<String> =
            filter.rules.iter().map(|rule| rule.trim().to_uppercase()).collect();
        if let Some(none) = rules.iter().find(|rule| {
            rule.is_empty() || !RULES.iter().any(|known| known.code.starts_with(rule.as_str()))
        }) {
            return Err(msg!(
                "Không có quy tắc “{none}”. Xem danh sách: tonghop explain",
                "There is no rule “{none}”. To see the list: tonghop explain"
            )
            .into());
        }
        Ok(Self { units, filter: FindingFilter { rules, ..filter.clone() } })
    }

    const fn is_everything(&self) -> bool {
        self.units.is_empty() && self.filter.rules.is_empty() && self.filter.severities.is_empty()
    }

    fn keeps(&self, finding: &Finding) -> bool {
        let FindingFilter { rules, severities, .. } = &self.filter;
        (self.units.is_empty()
            || finding.unit.as_ref().is_some_and(|unit| self.units.contains(unit)))
            && (rules.is_empty()
                || rules.iter().any(|rule| finding.rule.code.starts_with(rule.as_str())))
            && (severities.is_empty() || severities.contains(&finding.severity))
    }
}
