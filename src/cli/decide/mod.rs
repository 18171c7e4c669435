//! `tonghop decide`: writes, lists and undoes the office's decisions.

mod interactive;
mod list;
mod lookup;
mod open_findings;
mod resolve;
mod write;

use super::args::{Decide, DecisionRequest, Invocation, Record};
use super::console::Console;
use super::run_context::RunContext;
use super::{DONE, open, periods};
use crate::error::Error;
use crate::model::decision::Decision;
use crate::model::plan::Plan;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::Message;
use lookup::Lookup;

/// Returns the number of findings that the office can decide.
pub(super) fn waiting(outcome: &Outcome<'_>) -> usize {
    open_findings::with_options(outcome).count()
}

pub(super) fn run(
    invocation: &Invocation,
    asked: &Decide,
    console: &mut Console,
    context: &mut RunContext,
) -> Result<u8, Error> {
    let workspace = open::open(invocation, console)?;
    context.set_workspace(&workspace);
    match asked {
        Decide::Record(record) => {
            // a unit belongs to the period at hand, which must be near; ids and files determine
            // their own
            if let DecisionRequest::Extend { about, .. } | DecisionRequest::Exempt { about } =
                &record.what
                && !lookup::is_id(about)
            {
                periods::choices(&workspace, invocation, &record.when, periods::Use::Decides)?;
            }
            let lookup = Lookup::new(invocation, &workspace, &record.when, console)?;
            let written = decide(&lookup, record, console, context)?;
            console.print(&written)?;
        }
        Decide::List(when) => {
            console.print(&list::list(
                &Lookup::new(invocation, &workspace, when, console)?,
                console,
            )?)?;
        }
        Decide::Undo(undo) => {
            console.print(&write::undo(invocation, &workspace, undo, console, context)?)?;
        }
        Decide::Walk(when) => {
            let lookup = Lookup::new(invocation, &workspace, when, console)?;
            if interactive::is_possible(console) {
                interactive::run(&lookup, console, context)?;
            } else {
                console.print(&open_findings::list(&lookup, console)?)?;
            }
        }
    }
    Ok(DONE)
}

/// Writes one decision and returns the confirmation.
fn decide(
    lookup: &Lookup<'_>,
    record: &Record,
    console: &Console,
    context: &mut RunContext,
) -> Result<String, Error> {
    for (key, words) in [("--reason", &record.reason), ("--by", &record.by)] {
        if !words.chars().any(char::is_alphanumeric) {
            return Err(msg!(
                "{key} còn trống; mọi quyết định phải có lý do và người quyết định.",
                "{key} is empty; every decision needs a reason and who decided."
            )
            .into());
        }
    }
    let resolved = resolve::resolve(lookup, &record.what)?;
    write::add(lookup, resolved, record, console, context)
}

/// Describes a decision.
fn description(decision: &Decision, plan: &Plan) -> Message {
    decision
        .ruling
        .to_message(|unit| plan.registry.get(unit).map_or(unit.as_str(), |unit| unit.name.as_str()))
}
