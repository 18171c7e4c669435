//! The same job done by tonghop and by what people would use instead, on the same made-up reports, in one session:
//!
//! ```text
//! cargo bench --bench compare -- 100 1000 10000           the comparison, as Markdown
//! cargo bench --bench compare -- trust                    10,000 files, some of them broken or hostile
//! cargo bench --bench compare -- make DIR --reports 1000  only the workspace with the reports
//! ```
//!
//! Everyone is measured as a whole process: tonghop as it is released; scripts in Python (`peers/`), where Python and the packages
//! are installed; and two floors on as many threads as tonghop has, which this program is itself when it is called for them. All
//! files are in the system's cache, where the making of them left them.

mod agreement;
mod alone;
mod contest;
mod entrant;
mod floors;
mod machine;
#[path = "../../examples/made/mod.rs"]
mod made;
mod measured;
mod table;
mod trust;

use clap::{Args, Parser, Subcommand};
use entrant::Tool;
use made::Fault;
use made::round::{self, AS_OF, Order, PERIOD};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "compare", about, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    job: Option<Job>,
    #[command(flatten)]
    contest: ContestArguments,
    /// Message by `cargo bench`.
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

/// How the comparison is held.
#[derive(Args)]
struct ContestArguments {
    /// Numbers of reports; 100 where none is named.
    sizes: Vec<usize>,
    /// How often each is run.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// How often each is run with more than a thousand reports.
    #[arg(long, default_value_t = 3)]
    many_rounds: usize,
    /// How often the scripts in Python are run, at most as often as the others.
    #[arg(long, default_value_t = 3)]
    peer_rounds: usize,
    /// The most reports with which the scripts in Python are run.
    #[arg(long, default_value_t = 1000)]
    peers_up_to: usize,
}

impl ContestArguments {
    fn rounds(&self, reports: usize) -> usize {
        if reports > 1000 { self.many_rounds } else { self.rounds }
    }

    fn sizes(&self) -> Vec<usize> {
        if self.sizes.is_empty() { vec![100] } else { self.sizes.clone() }
    }
}

#[derive(Subcommand)]
enum Job {
    /// Makes a workspace with the reports of a round.
    Make {
        /// The workspace's folder, which must not exist.
        folder: PathBuf,
        #[command(flatten)]
        order: Order,
    },
    /// Consolidates a round with damaged, encrypted and hostile files in it, and accounts for every file.
    Trust {
        /// How many files.
        #[arg(long, default_value_t = 10_000)]
        reports: usize,
    },
    /// A floor: inflates the files of a workspace.
    Inflate { folder: PathBuf },
    /// A floor: goes through the cells of the files of a workspace with calamine.
    Calamine { folder: PathBuf },
    /// Opens the plan and the units of a workspace and no more.
    Open { folder: PathBuf },
    /// Reads the files of a workspace with tonghop's reader and does nothing with them.
    Read { folder: PathBuf },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            tell(&fault.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Fault> {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare");
    let count = |count: Result<usize, Fault>| say(&format!("{}\n", count?));
    match arguments.job {
        None => compare(&arguments.contest, &place),
        Some(Job::Make { folder, order }) => {
            if folder.exists() {
                return Err(format!(
                    "{} is there already; name a folder that is not",
                    folder.display()
                )
                .into());
            }
            std::fs::create_dir_all(&folder)?;
            let (files, shown) = (round::make(&order, &folder)?, folder.display());
            say(&format!(
                "{files} files\ntonghop -C {shown} check --period {PERIOD} --as-of {AS_OF}\n"
            ))
        }
        Some(Job::Trust { reports }) => trust::run(
            &Order { reports, damaged: 200, encrypted: 50, hostile: 5, ..Order::default() },
            &place,
        ),
        Some(Job::Inflate { folder }) => count(floors::inflate(&folder)),
        Some(Job::Calamine { folder }) => count(floors::calamine(&folder)),
        Some(Job::Open { folder }) => {
            count(floors::open(&folder).map(|plan| plan.registry.units().len()))
        }
        Some(Job::Read { folder }) => count(floors::read(&folder)),
    }
}

/// Holds the comparison and prints it.
fn compare(arguments: &ContestArguments, place: &Path) -> Result<(), Fault> {
    let found = Tool::ALL.map(|tool| (tool, tool.versions()));
    for (tool, _) in found.iter().filter(|(_, versions)| versions.is_err()) {
        tell(&format!("{} is left out: Python or one of its packages is not here", tool.name()));
    }
    let (tools, versions): (Vec<Tool>, Vec<Vec<String>>) =
        found.into_iter().filter_map(|(tool, found)| Some((tool, found.ok()?))).unzip();
    let measured = contest::hold(arguments, &tools, place)?;
    // last, because what this program itself holds by then would be counted as that of what it starts
    let agreement = agreement::check(&tools, place)?;
    say(&format!("\n{}\n{agreement}", machine::described(versions.concat())))?;
    say(
        "Medians of alternating runs, each a whole process; memory is that of its largest process; all files in the system's cache.\n",
    )?;
    say(&table::sides(&measured))?;
    say(&table::growth(&measured))?;
    say(&table::goals(&measured))
}

/// Prints a result.
fn say(text: &str) -> Result<(), Fault> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

/// Says something by the way.
fn tell(text: &str) {
    // there is no one left to tell where this fails
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
