//! Formats measurements as tables for the README.

use crate::contest::Measured;
use crate::entrant::{Entrant, Peer, Tool};
use crate::measured::{Run, median};
use std::collections::BTreeMap;
use std::fmt::Write as _;

type OfSize = BTreeMap<Entrant, Vec<Run>>;

/// Returns a table per number of reports: time, speed, memory.
pub(crate) fn sides(measured: &Measured) -> String {
    let mut text = String::new();
    for (reports, of_size) in measured {
        let floor = seconds(of_size, Entrant::Calamine);
        let _ = write!(
            text,
            "\n| {reports} reports | time, s | files/s | × calamine alone | peak memory, MB | runs |\n|---|--:|--:|--:|--:|--:|\n"
        );
        for (entrant, runs) in of_size {
            let Some(time) = seconds(of_size, *entrant) else {
                continue;
            };
            let rate = count(*reports) / time;
            let ratio = floor.map_or_else(String::new, |floor| format!("{:.2}", time / floor));
            let peak = peak(of_size, *entrant).unwrap_or_default();
            let (name, runs) = (entrant.name(), runs.len());
            let _ =
                writeln!(text, "| {name} | {time:.2} | {rate:.0} | {ratio} | {peak:.0} | {runs} |");
        }
    }
    text
}

/// Returns a table of the growth of time and memory with the number of reports.
pub(crate) fn growth(measured: &Measured) -> String {
    let mut text = heads("ms a report (peak memory, MB)", measured);
    for entrant in Entrant::ALWAYS {
        let cell = |(reports, of_size): (&usize, &OfSize)| {
            let each = seconds(of_size, entrant).unwrap_or_default() * 1000.0 / count(*reports);
            format!("{each:.2} ({:.0})", peak(of_size, entrant).unwrap_or_default())
        };
        text.push_str(&line(&entrant.name(), measured.iter().map(cell)));
    }
    text
}

/// Goal for a duration as a multiple of another: name, entrants, limit, and whether to stay below
/// it.
type Goal = (&'static str, Entrant, Entrant, f64, bool);

fn time_goals() -> Vec<Goal> {
    const fn peer(tool: Tool, every: bool) -> Entrant {
        Entrant::Peer(Peer { tool, every, processes: 1 })
    }
    let (openpyxl, pandas) = (peer(Tool::OpenPyxl, true), peer(Tool::Pandas, true));
    let figures = [peer(Tool::OpenPyxl, false), peer(Tool::Pandas, false)];
    let (read, first, calamine) = (Entrant::Read, Entrant::First, Entrant::Calamine);
    vec![
        ("opening and reading ≤ 1.15 × calamine alone", read, calamine, 1.15, true),
        ("consolidate ≤ 1.5 × calamine alone", first, calamine, 1.5, true),
        ("consolidate ≤ 1.5 × opening and reading", first, read, 1.5, true),
        ("reading ≥ 15 × as fast as openpyxl, every sheet", openpyxl, read, 15.0, false),
        ("reading ≥ 10 × as fast as pandas, every sheet", pandas, read, 10.0, false),
        ("consolidate ≥ 15 × as fast as openpyxl, every sheet", openpyxl, first, 15.0, false),
        ("consolidate ≥ 10 × as fast as pandas, every sheet", pandas, first, 10.0, false),
        ("consolidate ≥ 15 × as fast as openpyxl, figures only", figures[0], first, 15.0, false),
        ("consolidate ≥ 10 × as fast as pandas, figures only", figures[1], first, 10.0, false),
    ]
}

/// Returns a table of the goals and whether they are met.
pub(crate) fn goals(measured: &Measured) -> String {
    let mut text = heads("goal", measured);
    let mut goal =
        |name: &str, limit: f64, below: bool, measure: &dyn Fn(&OfSize) -> Option<f64>| {
            let cell = |of_size: &OfSize| {
                measure(of_size)
                    .map_or_else(String::new, |measured| verdict(measured, limit, below))
            };
            text.push_str(&line(name, measured.values().map(cell)));
        };
    for (name, a, b, limit, below) in time_goals() {
        goal(name, limit, below, &|of_size| Some(seconds(of_size, a)? / seconds(of_size, b)?));
    }
    goal(
        "reading without opening plan and units ≤ 1.15 × calamine alone",
        1.15,
        true,
        &|of_size| {
            let [read, open, floor] = [Entrant::Read, Entrant::Open, Entrant::Calamine]
                .map(|entrant| seconds(of_size, entrant));
            Some((read? - open?) / floor?)
        },
    );
    goal("peak memory of consolidate < 500 MB", 500.0, true, &|of_size| {
        peak(of_size, Entrant::First)
    });
    if let Some(grown) = memory_growth(measured) {
        let cell = |reports: &usize| {
            if *reports == MANY { verdict(grown, 3.0, true) } else { String::new() }
        };
        text.push_str(&line(
            "peak memory of consolidate at 10,000 ≤ 3 × that at 1,000",
            measured.keys().map(cell),
        ));
    }
    text
}

/// Numbers of reports between which the growth of memory is limited.
const SOME: usize = 1_000;
/// See [`SOME`].
const MANY: usize = 10_000;

/// Returns the heading of a table with a column per number of reports.
fn heads(name: &str, measured: &Measured) -> String {
    format!(
        "\n{}|---|{}\n",
        line(name, measured.keys().map(ToString::to_string)),
        "--:|".repeat(measured.len())
    )
}

fn line(name: &str, cells: impl Iterator<Item = String>) -> String {
    format!("| {name} | {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

fn memory_growth(measured: &Measured) -> Option<f64> {
    let at = |reports: usize| peak(measured.get(&reports)?, Entrant::First);
    Some(at(MANY)? / at(SOME)?)
}

fn verdict(measured: f64, limit: f64, below: bool) -> String {
    let met = if below { measured <= limit } else { measured >= limit };
    let digits = if measured < 100.0 { 2 } else { 0 };
    format!("{measured:.digits$} {}", if met { "✓" } else { "✗" })
}

/// Returns the median duration of an entrant.
fn seconds(of_size: &OfSize, entrant: Entrant) -> Option<f64> {
    median(of_size.get(&entrant)?.iter().map(|run| run.seconds))
}

/// Returns the median peak memory of an entrant, in MB.
fn peak(of_size: &OfSize, entrant: Entrant) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a number of megabytes")]
    median(of_size.get(&entrant)?.iter().map(|run| (run.peak >> 10) as f64 / 1024.0))
}

#[expect(clippy::cast_precision_loss, reason = "a number of files")]
fn count(reports: usize) -> f64 {
    reports as f64
}
