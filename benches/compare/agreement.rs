//! Checks that all entrants do the same job: on reports without errors, their totals are those the
//! reports were made with.

use crate::contest::make;
use crate::entrant::{Entrant, Peer, Tool, tonghop};
use crate::made::Fault;
use crate::made::round::{self, Order};
use crate::measured;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Number of reports for comparing totals.
const REPORTS: usize = 100;

pub(crate) type Totals = BTreeMap<String, u64>;

/// Returns a line with the entrants that agree, and one for each that does not.
pub(crate) fn check(tools: &[Tool], place: &Path) -> Result<String, Fault> {
    let order = Order { reports: REPORTS, clean: true, ..Order::default() };
    let workspace = make(&order, &place.join("clean"))?;
    let made: Totals =
        round::totals(&order)?.into_iter().map(|(code, total)| (code.to_string(), total)).collect();
    let (_, facts) = measured::run(tonghop(&workspace, "check").args(["--format", "json"]))?;
    let mut all = vec![("tonghop", of_facts(&serde_json::from_str(&facts)?))];
    for tool in tools {
        let peer = Entrant::Peer(Peer { tool: *tool, every: false, processes: 1 });
        let (_, printed) = measured::run(&mut peer.command(&workspace)?)?;
        all.push((tool.name(), serde_json::from_str(&printed)?));
    }
    std::fs::remove_dir_all(&workspace)?;
    let (agreed, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, totals)| *totals == made);
    let names: Vec<&str> = agreed.iter().map(|(name, _)| *name).collect();
    let mut said = format!(
        "Totals of all {} indicators over {REPORTS} reports without faults: {} agree.\n",
        made.len(),
        names.join(", ")
    );
    for (name, totals) in others {
        let _ = writeln!(said, "**{name} does not agree**: {totals:?}, not {made:?}");
    }
    Ok(said)
}

/// Returns the totals in the facts that tonghop writes.
pub(crate) fn of_facts(facts: &Value) -> Totals {
    let lines = facts.get("totals").and_then(Value::as_array).into_iter().flatten();
    lines
        .filter_map(|line| {
            Some((
                line.get("indicator")?.as_str()?.to_owned(),
                line.get("sum")?.as_str()?.parse().ok()?,
            ))
        })
        .collect()
}
