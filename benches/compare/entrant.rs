//! Defines the entrants and how each is started.

use crate::made::Fault;
use crate::made::round::{AS_OF, PERIOD};
use crate::measured;
use std::path::Path;
use std::process::Command;

/// A way to do the job, or a part of it that every way needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entrant {
    /// Inflates every part: less than any reader does.
    Inflate,
    /// calamine reads the cells of every sheet.
    Calamine,
    /// tonghop reads the plan and the list of units, but no report.
    Open,
    /// tonghop reads the plan, the units and the reports.
    Read,
    /// `tonghop check`.
    Check,
    /// `tonghop consolidate` in a workspace without results.
    First,
    /// A script in the folder `peers`.
    Peer(Peer),
}

/// Alternative that people would use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Peer {
    pub(crate) tool: Tool,
    /// Whether it reads every sheet, as tonghop does, or only the figures.
    pub(crate) every: bool,
    /// Number of processes.
    pub(crate) processes: usize,
}

/// Python library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    PythonCalamine,
    Polars,
    OpenPyxl,
    Pandas,
}

impl Tool {
    pub(crate) const ALL: [Self; 4] =
        [Self::PythonCalamine, Self::Polars, Self::OpenPyxl, Self::Pandas];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::PythonCalamine => "python-calamine",
            Self::Polars => "polars",
            Self::OpenPyxl => "openpyxl",
            Self::Pandas => "pandas",
        }
    }

    const fn script(self) -> &'static str {
        match self {
            Self::PythonCalamine => "by_python_calamine.py",
            Self::Polars => "by_polars.py",
            Self::OpenPyxl => "by_openpyxl.py",
            Self::Pandas => "by_pandas.py",
        }
    }

    /// Returns the packages of the script with their versions, or why it cannot be run.
    pub(crate) fn versions(self) -> Result<Vec<String>, Fault> {
        let packages = match self {
            Self::PythonCalamine => "python-calamine openpyxl",
            Self::Polars => "polars fastexcel xlsxwriter",
            Self::OpenPyxl => "openpyxl",
            Self::Pandas => "pandas openpyxl",
        };
        let program = "import sys, importlib.metadata as m\nprint(*(f'{p} {m.version(p)}' for p in sys.argv[1].split()), sep='\\n')";
        let (_, printed) = measured::run(python().args(["-c", program, packages]))?;
        Ok(printed.lines().map(str::to_owned).collect())
    }
}

/// Returns Python, configured to write no files beside the scripts.
pub(crate) fn python() -> Command {
    let mut python = Command::new("python3");
    python.env("PYTHONDONTWRITEBYTECODE", "1");
    python
}

impl Entrant {
    /// tonghop and the baselines.
    pub(crate) const ALWAYS: [Self; 6] =
        [Self::Inflate, Self::Calamine, Self::Open, Self::Read, Self::Check, Self::First];

    /// Returns its name in tables.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Inflate => "inflating the same bytes".to_owned(),
            Self::Calamine => "calamine alone, every cell".to_owned(),
            Self::Open => "**tonghop**, opening plan and units".to_owned(),
            Self::Read => "**tonghop**, opening and reading".to_owned(),
            Self::Check => "**tonghop check**".to_owned(),
            Self::First => "**tonghop consolidate**, first run".to_owned(),
            Self::Peer(Peer { tool, every, processes }) => {
                let sheets = if every { "every sheet" } else { "figures only" };
                let processes =
                    if processes == 1 { String::new() } else { format!(", {processes} processes") };
                format!("{}, {sheets}{processes}", tool.name())
            }
        }
    }

    /// Returns whether it needs a workspace without results.
    pub(crate) const fn needs_fresh(self) -> bool {
        matches!(self, Self::Check | Self::First)
    }

    /// Returns its command for a workspace.
    pub(crate) fn command(self, workspace: &Path) -> Result<Command, Fault> {
        let floor = |job: &str| -> Result<Command, Fault> {
            let mut command = Command::new(std::env::current_exe()?);
            command.arg(job).arg(workspace);
            Ok(command)
        };
        match self {
            Self::Inflate => floor("inflate"),
            Self::Calamine => floor("calamine"),
            Self::Open => floor("open"),
            Self::Read => floor("read"),
            Self::Check => Ok(tonghop(workspace, "check")),
            Self::First => Ok(tonghop(workspace, "consolidate")),
            Self::Peer(Peer { tool, every, processes }) => {
                let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/compare/peers");
                let target = workspace.with_extension("xlsx");
                let mut command = python();
                command.arg(scripts.join(tool.script())).arg(workspace.join("nhan")).arg(target);
                command.arg(processes.to_string()).arg(if every { "every" } else { "one" });
                Ok(command)
            }
        }
    }
}

/// Returns the command for a job of tonghop.
pub(crate) fn tonghop(workspace: &Path, work: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    command.arg("-C").arg(workspace).args([
        work,
        "--period",
        PERIOD,
        "--as-of",
        AS_OF,
        "--exit-zero",
    ]);
    command
}
