//! Who takes part, and how each is started.

use crate::made::Fault;
use crate::made::round::{AS_OF, PERIOD};
use crate::measured;
use std::path::Path;
use std::process::Command;

/// One way to do the job, or a part of it that no way can do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entrant {
    /// Inflating every part: less than any reader does.
    Inflate,
    /// calamine going through the cells of every sheet.
    Calamine,
    /// The product opening the plan and the list of units, before it reads.
    Open,
    /// The product's reading alone, with opening.
    Read,
    /// `tonghop check`.
    Check,
    /// `tonghop consolidate` in a workspace without results.
    First,
    /// A script of the folder `peers`.
    Peer(Peer),
}

/// What people would use instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Peer {
    /// With what.
    pub(crate) tool: Tool,
    /// Whether it reads every sheet, as tonghop does, or only the one with the figures.
    pub(crate) every: bool,
    /// In how many processes.
    pub(crate) processes: usize,
}

/// A library of Python's.
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

    /// What the script uses, each with its version, or why it cannot be run.
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

/// Python, which is to leave nothing beside the scripts.
pub(crate) fn python() -> Command {
    let mut python = Command::new("python3");
    python.env("PYTHONDONTWRITEBYTECODE", "1");
    python
}

impl Entrant {
    /// The product and the floors.
    pub(crate) const ALWAYS: [Self; 6] =
        [Self::Inflate, Self::Calamine, Self::Open, Self::Read, Self::Check, Self::First];

    /// What the tables call it.
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

    /// Whether the workspace must be as it was made before it starts.
    pub(crate) const fn needs_fresh(self) -> bool {
        matches!(self, Self::Check | Self::First)
    }

    /// The command that does it for a workspace.
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

/// The product at its ordinary work.
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
