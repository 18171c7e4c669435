//! Fictional reports for the examples, the specimens, the tests and the benchmarks. The program's
//! own form writer writes them; the same input gives the same bytes.

#![allow(dead_code, reason = "each example, test and bench uses a part")]

pub(crate) mod answers;
pub(crate) mod register;
pub(crate) mod round;

use chrono::NaiveDate;
use std::error::Error;
use std::path::{Path, PathBuf};
use tonghop::book::form;
use tonghop::load::{self, Source, shipped};
use tonghop::model::plan::Plan;
use tonghop::model::submission::Report;
use tonghop::rules::grades;
use tonghop::text::Lang;
use tonghop::xlsx;

/// Any error.
pub(crate) type Fault = Box<dyn Error + Send + Sync>;

/// Returns the plan of a `ke-hoach.toml` and a `don-vi.toml`.
pub(crate) fn plan(plan: &str, units: &str) -> Result<Plan, Fault> {
    let source = |name, text| Source { name, text };
    load::plan(
        source("ke-hoach.toml", plan),
        source("don-vi.toml", units),
        source("holidays.toml", shipped::HOLIDAYS),
        &grades(),
    )
    .map_err(|error| error.message(Lang::En).into())
}

/// Returns the plan of a workspace.
pub(crate) fn plan_of(workspace: &Path) -> Result<Plan, Fault> {
    let text = |name| std::fs::read_to_string(workspace.join(name));
    plan(&text("ke-hoach.toml")?, &text("don-vi.toml")?)
}

/// Returns the workbook of a unit's form with the answers of a report.
pub(crate) fn filled(
    plan: &Plan,
    unit: &str,
    period: &str,
    issued: NaiveDate,
    report: &Report,
) -> Result<Vec<u8>, Fault> {
    let unit = plan.registry.by_code(unit).ok_or_else(|| format!("no unit {unit}"))?;
    let period = plan.period(period).ok_or_else(|| format!("no period {period}"))?;
    Ok(xlsx::write(&form::filled(plan, unit, period, issued, report))?)
}

/// Returns the folder of an example, and its output folder: the same, unless the first argument
/// names another.
pub(crate) fn folders(example: &str) -> (PathBuf, PathBuf) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    let target = std::env::args_os().nth(1).map_or_else(|| here.clone(), PathBuf::from);
    (here, target)
}

/// Writes a file and creates its folders.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    std::fs::create_dir_all(path.parent().ok_or("no folder")?)?;
    Ok(std::fs::write(path, bytes)?)
}
