//! Consolidates two levels: communes under their provinces, and the provinces' reports at the level
//! above.

use crate::agreement::{Totals, of_facts};
use crate::contest::freshen;
use crate::entrant::{Entrant, tonghop};
use crate::made::Fault;
use crate::made::round::PERIOD;
use crate::made::round::national::{self, NATIONAL, Province};
use crate::measured::{self, Run, median};
use crate::{machine, say, tell};
use std::fmt::Write as _;
use std::path::Path;

/// Work that is measured in each round: its name, and its runs, one a round.
type Line = (&'static str, Vec<Run>);

/// Runs both levels several times, checks the totals at the level above and prints a table.
pub(crate) fn run(
    provinces: usize,
    communes: usize,
    rounds: usize,
    place: &Path,
) -> Result<(), Fault> {
    let root = place.join("national");
    if root.exists() {
        std::fs::remove_dir_all(&root)?;
    }
    let (all, made) = national::make(provinces, communes, &root)?;
    let made: Totals = made.into_iter().map(|(code, sum)| (code.to_string(), sum)).collect();
    tell(&format!("{communes} reports made"));
    let mut lines: [Line; 4] = [
        ("calamine alone, all communes, a process a province", Vec::new()),
        ("**tonghop consolidate --as-report**, all provinces", Vec::new()),
        ("calamine alone, the reports of the provinces", Vec::new()),
        ("**tonghop consolidate**, the level above", Vec::new()),
    ];
    for round in 1..=rounds {
        let measured = once(&all, &root)?;
        for ((name, runs), run) in lines.iter_mut().zip(measured) {
            tell(&format!("round {round}: {name} {:.2} s", run.seconds));
            runs.push(run);
        }
    }
    let facts = root.join(NATIONAL).join("ket-qua").join(PERIOD).join("tong-hop.json");
    let totals = of_facts(&serde_json::from_slice(&std::fs::read(facts)?)?);
    std::fs::remove_dir_all(&root)?;
    if totals != made {
        return Err(format!("the level above counts {totals:?}, not {made:?}").into());
    }
    say(&format!(
        "\n{}\nThe totals at the level above are those of the {communes} reports.\n\n{}",
        machine::described(Vec::new()),
        table(&lines)
    ))
}

/// Runs both levels once; returns the measurements in the order of the table.
fn once(provinces: &[Province], root: &Path) -> Result<[Run; 4], Fault> {
    let above = root.join(NATIONAL);
    let arrived = above.join("nhan").join(PERIOD).join("2024-04-26");
    std::fs::create_dir_all(&arrived)?;
    let (mut floor, mut consolidated) = (Run::default(), Run::default());
    for province in provinces {
        let workspace = root.join(&province.folder);
        freshen(&workspace)?;
        floor.add(measured::run(&mut Entrant::Calamine.command(&workspace)?)?.0);
        let mut command = tonghop(&workspace, "consolidate");
        command.arg("--as-report").arg(&above).args(["--as-unit", &province.code]);
        consolidated.add(measured::run(&mut command)?.0);
        let name = format!("{}.xlsx", province.code);
        let report = workspace.join("ket-qua").join(PERIOD).join("bao-cao-cap-tren").join(&name);
        std::fs::copy(report, arrived.join(name))?;
    }
    freshen(&above)?;
    let (above_floor, _) = measured::run(&mut Entrant::Calamine.command(&above)?)?;
    let (above_run, _) = measured::run(&mut tonghop(&above, "consolidate"))?;
    Ok([floor, consolidated, above_floor, above_run])
}

/// Formats the medians; the ratio is to the line before, the baseline of the same files.
fn table(lines: &[Line; 4]) -> String {
    let seconds = |runs: &[Run]| median(runs.iter().map(|run| run.seconds)).unwrap_or_default();
    let mut text =
        "| work | time, s | × calamine alone | peak memory, MB | runs |\n|---|--:|--:|--:|--:|\n"
            .to_owned();
    for pair in lines.chunks(2) {
        let floor = pair.first().map_or(0.0, |(_, runs)| seconds(runs));
        for (name, runs) in pair {
            let (time, peak) = (seconds(runs), runs.iter().map(|run| run.peak >> 20).max());
            let (ratio, peak, rounds) = (time / floor, peak.unwrap_or_default(), runs.len());
            let _ = writeln!(text, "| {name} | {time:.2} | {ratio:.2} | {peak} | {rounds} |");
        }
    }
    text
}
