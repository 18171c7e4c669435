//! Reports of a made-up round: a workspace of the shipped plan with as many units as are wanted and what they sent, written by the
//! product's own form writer. The same order gives the same bytes.

mod figures;
mod listed;
mod register;
mod report;
mod sending;
mod trouble;
mod units;
mod words;

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use tonghop::book::form;
use tonghop::load::{self, Source, shipped};
use tonghop::model::id::IndicatorCode;
use tonghop::model::plan::Plan;
use tonghop::text::Lang;
use tonghop::xlsx;

pub(crate) use sending::{Fate, Sending};

/// The period of the reports.
pub(crate) const PERIOD: &str = "2024-6T";
/// The day on which they are looked at.
pub(crate) const AS_OF: &str = "2024-05-06";

/// What went wrong, whatever it was.
pub(crate) type Fault = Box<dyn Error + Send + Sync>;

/// What is to be made.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Order {
    /// How many reports.
    #[arg(long, default_value_t = 1000)]
    pub(crate) reports: usize,
    /// Over how many units; what a unit sends after its first report replaces the one before. Of twenty reports one
    /// is such a later one where this is not said.
    #[arg(long)]
    pub(crate) units: Option<usize>,
    /// Another seed gives other reports.
    #[arg(long, default_value_t = 2024)]
    pub(crate) seed: u64,
    /// Without faults, late reports and later versions: every figure of every file counts.
    #[arg(long)]
    pub(crate) clean: bool,
    /// How many of them are damaged.
    #[arg(long, default_value_t = 0)]
    pub(crate) damaged: usize,
    /// How many of them are under a password.
    #[arg(long, default_value_t = 0)]
    pub(crate) encrypted: usize,
    /// How many of them are made to bring a program down.
    #[arg(long, default_value_t = 0)]
    pub(crate) hostile: usize,
}

/// What was made.
pub(crate) struct Made {
    /// What was sent, in the order of making.
    pub(crate) sent: Vec<Sending>,
    /// What the figures of all files that can be opened add up to, before anything was done wrong with them.
    pub(crate) totals: BTreeMap<IndicatorCode, u64>,
}

/// Makes a workspace in a folder.
pub(crate) fn make(order: &Order, root: &Path) -> Result<Made, Fault> {
    let units = units::registry(sending::units(order), sending::silent(order));
    let source = |name, text| Source { name, text };
    let plan = load::plan(source("ke-hoach.toml", shipped::PLAN), source("don-vi.toml", &units), source("", shipped::HOLIDAYS), &[])
        .map_err(|error| error.message(Lang::En))?;
    let sent = sending::all(order, &plan)?;
    let inbox = root.join("nhan").join(PERIOD);
    for sending in &sent {
        std::fs::create_dir_all(inbox.join(&sending.file).parent().unwrap_or(&inbox))?;
    }
    let files = [("tonghop.toml", shipped::SETTINGS), ("ke-hoach.toml", shipped::PLAN), ("don-vi.toml", &units)];
    for (name, text) in files.into_iter().chain([("quyet-dinh.toml", shipped::DECISIONS)]) {
        std::fs::write(root.join(name), text)?;
    }
    let figures = sent.par_iter().map(|sending| write(order, &plan, sending, &inbox)).collect::<Result<Vec<_>, Fault>>()?;
    std::fs::write(root.join("so-den.xlsx"), xlsx::write(&register::book(&plan, &sent)?)?)?;
    let mut totals = BTreeMap::new();
    for (indicator, figure) in figures.into_iter().flat_map(|figures| plan.indicators.iter().zip(figures)) {
        *totals.entry(indicator.code.clone()).or_insert(0) += figure;
    }
    Ok(Made { sent, totals })
}

/// Writes what was sent, and gives the figures of it where it can be opened.
fn write(order: &Order, plan: &Plan, sending: &Sending, inbox: &Path) -> Result<Vec<u64>, Fault> {
    let unit = plan.registry.units().get(sending.unit).ok_or("no such unit")?;
    let period = plan.period(PERIOD).ok_or("no such period")?;
    let mut random = random(order.seed, sending.place);
    let (report, figures) = report::of(plan, unit, sending, &mut random);
    let good = xlsx::write(&form::filled(plan, unit, period, day(3, 15), &report))?;
    std::fs::write(inbox.join(&sending.file), trouble::befallen(sending.fate, good)?)?;
    Ok(if sending.fate == Fate::Arrived { figures } else { Vec::new() })
}

/// The chance that decides about a report: of its own, so that reports can be made in any order.
fn random(seed: u64, place: usize) -> fastrand::Rng {
    let place = u64::try_from(place).unwrap_or_default();
    fastrand::Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ place.wrapping_mul(0xD1B5_4A32_D192_ED03))
}

/// One of several.
fn one_of<'a, T: ?Sized>(random: &mut fastrand::Rng, several: &[&'a T]) -> Option<&'a T> {
    random.choice(several).copied()
}

/// A day of 2024.
fn day(month: u32, day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2024, month, day).unwrap_or_default()
}
