//! Runs all entrants several times, alternating, on generated reports.

use crate::entrant::{Entrant, Peer, Tool};
use crate::made::Fault;
use crate::made::round::Order;
use crate::measured::{self, Run};
use crate::{ContestArguments, tell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Measurements by number of reports and entrant.
pub(crate) type Measured = BTreeMap<usize, BTreeMap<Entrant, Vec<Run>>>;

/// Files of a generated workspace; others were left by runs and are removed before a first run.
const MADE: [&str; 6] =
    ["tonghop.toml", "ke-hoach.toml", "don-vi.toml", "quyet-dinh.toml", "so-den.xlsx", "nhan"];

/// Measures all entrants at every number of reports. `tools` are those available on this machine.
pub(crate) fn hold(
    arguments: &ContestArguments,
    tools: &[Tool],
    place: &Path,
) -> Result<Measured, Fault> {
    let mut measured = Measured::new();
    for reports in arguments.sizes() {
        let order = Order { reports, ..Order::default() };
        let workspace = make(&order, &place.join(reports.to_string()))?;
        let with_peers = reports <= arguments.peers_up_to;
        let of_size = measured.entry(reports).or_default();
        for round in 0..arguments.rounds(reports) {
            let mut entrants = Entrant::ALWAYS.to_vec();
            if with_peers && round < arguments.peer_rounds {
                entrants.extend(peers(tools));
            }
            // alternating order, so that a slow phase of the machine does not affect one entrant
            // only
            if round % 2 == 1 {
                entrants.reverse();
            }
            for entrant in entrants {
                if entrant.needs_fresh() {
                    freshen(&workspace)?;
                }
                let (run, _) = measured::run(&mut entrant.command(&workspace)?)?;
                let (round, seconds) = (round + 1, run.seconds);
                tell(&format!(
                    "{reports} reports, round {round}: {} {seconds:.2} s",
                    entrant.name()
                ));
                of_size.entry(entrant).or_default().push(run);
            }
        }
        std::fs::remove_dir_all(&workspace)?;
    }
    Ok(measured)
}

/// Returns every way to use the tools: figures only, every sheet, and every sheet with two
/// processes.
fn peers(tools: &[Tool]) -> Vec<Entrant> {
    let ways = [(false, 1), (true, 1), (true, 2)];
    tools
        .iter()
        .flat_map(|tool| {
            ways.map(|(every, processes)| Entrant::Peer(Peer { tool: *tool, every, processes }))
        })
        .collect()
}

/// Generates a workspace in a separate process, so that its memory is not counted for processes
/// started later.
pub(crate) fn make(order: &Order, workspace: &Path) -> Result<PathBuf, Fault> {
    if workspace.exists() {
        std::fs::remove_dir_all(workspace)?;
    }
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("make").arg(workspace).args(words(order));
    let (run, _) = measured::run(&mut command)?;
    tell(&format!("{} reports made in {:.1} s", order.reports, run.seconds));
    Ok(workspace.to_owned())
}

/// Returns the command-line arguments for an order.
fn words(order: &Order) -> Vec<String> {
    let Order { reports, units, seed, clean, damaged, encrypted, hostile } = order;
    let mut words = format!(
        "--reports={reports} --seed={seed} --damaged={damaged} --encrypted={encrypted} --hostile={hostile}"
    );
    words.push_str(if *clean { " --clean" } else { "" });
    words.extend(units.iter().map(|units| format!(" --units={units}")));
    words.split(' ').map(str::to_owned).collect()
}

/// Removes what runs left in a workspace.
pub(crate) fn freshen(workspace: &Path) -> Result<(), Fault> {
    for entry in std::fs::read_dir(workspace)? {
        let entry = entry?;
        if MADE.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
