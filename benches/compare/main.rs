//! The same job done by tonghop and by what people would use instead, on the same made-up reports, in one session.
//!
//! ```text
//! cargo bench --bench compare -- make DIR --reports 1000
//! ```

mod made;

use clap::{Parser, Subcommand};
use made::{AS_OF, Fault, Order, PERIOD};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "compare", about, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    job: Option<Job>,
    /// Said by `cargo bench`.
    #[arg(long, hide = true, global = true)]
    bench: bool,
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
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(std::io::stderr().lock(), "{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Fault> {
    match arguments.job {
        Some(Job::Make { folder, order }) => {
            std::fs::create_dir(&folder)?;
            let made = made::make(&order, &folder)?;
            let (shown, files, sum) = (folder.display(), made.sent.len(), made.totals.values().sum::<u64>());
            say(&format!("{files} files, whose figures add up to {sum}\ntonghop -C {shown} check --period {PERIOD} --as-of {AS_OF}\n"))
        }
        None => Ok(()),
    }
}

fn say(text: &str) -> Result<(), Fault> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}
