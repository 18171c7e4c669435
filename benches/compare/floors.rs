//! Measures the minimum cost of reading: the same files on the same cores, only inflated, or only
//! read cell by cell with calamine; and tonghop's reading without further work.

use crate::alone::{cells, inflated};
use crate::made::Fault;
use crate::made::round::PERIOD;
use rayon::prelude::*;
use std::path::Path;
use tonghop::load::{self, Source, shipped};
use tonghop::model::plan::Plan;
use tonghop::read::{self, InputFile, Reader};
use tonghop::text::Lang;

/// Inflates every part of every file; returns the number of bytes.
pub(crate) fn inflate(root: &Path) -> Result<usize, Fault> {
    all(root, |file| inflated(&std::fs::read(&file.path).unwrap_or_default()))
}

/// Reads every cell of every file with calamine; returns the number of cells.
pub(crate) fn calamine(root: &Path) -> Result<usize, Fault> {
    all(root, |file| cells(&std::fs::read(&file.path).unwrap_or_default()))
}

/// Reads the plan with its units.
pub(crate) fn open(root: &Path) -> Result<Plan, Fault> {
    let text = |name: &str| std::fs::read_to_string(root.join(name));
    let (plan, units) = (text("ke-hoach.toml")?, text("don-vi.toml")?);
    let source = |name, text| Source { name, text };
    let plan = load::plan(
        source("ke-hoach.toml", &plan),
        source("don-vi.toml", &units),
        source("", shipped::HOLIDAYS),
        &[],
    );
    Ok(plan.map_err(|error| error.message(Lang::En))?)
}

/// Reads every file with tonghop's reader, dropping each report at once; returns the number of
/// figures.
pub(crate) fn read(root: &Path) -> Result<usize, Fault> {
    let plan = open(root)?;
    let reader = Reader::new(&plan, tonghop::book::form::texts(&plan), None);
    all(root, |file| {
        let read = reader.all(std::slice::from_ref(file), &|_| {});
        read.iter()
            .filter_map(|submission| submission.report())
            .map(|report| report.figures.len())
            .sum()
    })
}

/// Sums a function over every file in the inbox, on all cores.
fn all(root: &Path, of_one: impl Fn(&InputFile) -> usize + Sync + Send) -> Result<usize, Fault> {
    let found = read::inbox(root, &root.join("nhan").join(PERIOD))?;
    if found.is_empty() {
        return Err(format!("{}: no reports", root.display()).into());
    }
    Ok(found.par_iter().map(of_one).sum())
}
