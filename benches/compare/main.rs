//! Compares tonghop with the alternatives that people would use, on the same generated reports in
//! one session:
//!
//! ```text
//! cargo bench --bench compare -- 100 1000 10000           the comparison, as Markdown
//! cargo bench --bench compare -- trust                    10,000 files, some of them broken or hostile
//! cargo bench --bench compare -- national                 3,321 communes under 34 provinces
//! cargo bench --bench compare -- make DIR --reports 1000  only the workspace with the reports
//! ```
//!
//! Every entrant is measured as a whole process: tonghop as released; Python scripts (`peers/`), if
//! Python and the packages are installed; and two baselines with as many threads as tonghop, for
//! which this program runs itself. All files are in the system's cache, because they were just
//! written.

mod agreement;
mod alone;
mod contest;
mod entrant;
mod floors;
mod machine;
#[path = "../../examples/made/mod.rs"]
mod made;
mod measured;
mod national;
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
    /// Passed by `cargo bench`.
    #[arg(long, hide = true, global = true)]
    bench: bool,
}

/// Options of the comparison.
#[derive(Args)]
struct ContestArguments {
    /// Numbers of reports (default: 100).
    sizes: Vec<usize>,
    /// Runs of each entrant.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Runs of each entrant with more than a thousand reports.
    #[arg(long, default_value_t = 3)]
    many_rounds: usize,
    /// Runs of each Python script; at most as many as of the others.
    #[arg(long, default_value_t = 3)]
    peer_rounds: usize,
    /// Maximum number of reports for the Python scripts.
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
    /// Generates a workspace with the reports of a period.
    Make {
        /// Folder of the workspace; must not exist.
        folder: PathBuf,
        #[command(flatten)]
        order: Order,
    },
    /// Consolidates a period with damaged, encrypted and hostile files, and accounts for every
    /// file.
    Trust {
        /// Number of files.
        #[arg(long, default_value_t = 10_000)]
        reports: usize,
    },
    /// Consolidates communes under provinces, and the provinces' reports at the level above.
    National {
        /// Number of provinces: those of Viet Nam since 01/7/2025.
        #[arg(long, default_value_t = 34)]
        provinces: usize,
        /// Number of communes: those of Viet Nam since 01/7/2025.
        #[arg(long, default_value_t = 3321)]
        communes: usize,
        /// Runs of each program.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// Baseline: inflates the files of a workspace.
    Inflate { folder: PathBuf },
    /// Baseline: reads the cells of a workspace's files with calamine.
    Calamine { folder: PathBuf },
    /// Reads only the plan and the units of a workspace.
    Open { folder: PathBuf },
    /// Reads the files of a workspace with tonghop's reader, without further work.
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
        Some(Job::National { provinces, communes, rounds }) => {
            national::run(provinces, communes, rounds, &place)
        }
        Some(Job::Inflate { folder }) => count(floors::inflate(&folder)),
        Some(Job::Calamine { folder }) => count(floors::calamine(&folder)),
        Some(Job::Open { folder }) => {
            count(floors::open(&folder).map(|plan| plan.registry.units().len()))
        }
        Some(Job::Read { folder }) => count(floors::read(&folder)),
    }
}

/// Runs the comparison and prints it.
fn compare(arguments: &ContestArguments, place: &Path) -> Result<(), Fault> {
    let found = Tool::ALL.map(|tool| (tool, tool.versions()));
    for (tool, _) in found.iter().filter(|(_, versions)| versions.is_err()) {
        tell(&format!("{} is left out: Python or one of its packages is not here", tool.name()));
    }
    let (tools, versions): (Vec<Tool>, Vec<Vec<String>>) =
        found.into_iter().filter_map(|(tool, found)| Some((tool, found.ok()?))).unzip();
    let measured = contest::hold(arguments, &tools, place)?;
    // last, because memory in use by this program by then would be counted for processes it starts
    let agreement = agreement::check(&tools, place)?;
    say(&format!("\n{}\n{agreement}", machine::described(versions.concat())))?;
    say(
        "Medians of alternating runs, each a whole process; memory is that of its largest process; all files in the system's cache.\n",
    )?;
    say(&table::sides(&measured))?;
    say(&table::growth(&measured))?;
    say(&table::goals(&measured))
}

fn say(text: &str) -> Result<(), Fault> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

/// Prints to standard error.
fn tell(text: &str) {
    // if this fails, there is no other place to report it
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
