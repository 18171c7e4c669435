//! Fictional reports of a whole period: a workspace with the shipped plan, any number of units and
//! their reports, written by the program's own form writer. The same settings give the same bytes.

pub(crate) mod accounts;
mod bad_files;
mod figures;
mod listed;
pub(crate) mod national;
mod phrases;
mod register;
mod report;
mod sending;
mod units;
mod words;

use super::Fault;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use tonghop::book::form;
use tonghop::load::shipped;
use tonghop::model::id::IndicatorCode;
use tonghop::model::plan::Plan;
use tonghop::model::submission::Report;
use tonghop::model::unit::Unit;
use tonghop::xlsx;

pub(crate) use bad_files::Condition;
pub(crate) use sending::Sending;

/// The period of the reports.
pub(crate) const PERIOD: &str = "2024-6T";
/// The date of the consolidation.
pub(crate) const AS_OF: &str = "2024-05-06";

/// What to generate.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Order {
    /// Number of reports.
    #[arg(long, default_value_t = Self::default().reports)]
    pub(crate) reports: usize,
    /// Number of units. Each further report of a unit replaces the previous one. By default, one of
    /// twenty reports replaces another.
    #[arg(long)]
    pub(crate) units: Option<usize>,
    /// Different seeds give different reports.
    #[arg(long, default_value_t = Self::default().seed)]
    pub(crate) seed: u64,
    /// No errors, late reports or replacements: every figure of every file counts.
    #[arg(long)]
    pub(crate) clean: bool,
    /// Number of damaged files.
    #[arg(long, default_value_t = 0)]
    pub(crate) damaged: usize,
    /// Number of password-protected files.
    #[arg(long, default_value_t = 0)]
    pub(crate) encrypted: usize,
    /// Number of files designed to crash or exhaust a program.
    #[arg(long, default_value_t = 0)]
    pub(crate) hostile: usize,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            reports: 1000,
            units: None,
            seed: 2024,
            clean: false,
            damaged: 0,
            encrypted: 0,
            hostile: 0,
        }
    }
}

/// The generated round: the plan with its units, the texts of both, and the files.
struct Round {
    plan: Plan,
    plan_text: String,
    units: String,
    sent: Vec<Sending>,
}

impl Round {
    fn of(order: &Order) -> Result<Self, Fault> {
        let units = units::registry(sending::units(order), sending::silent(order));
        Self::new(order, shipped::PLAN.to_owned(), units)
    }

    fn new(order: &Order, plan_text: String, units: String) -> Result<Self, Fault> {
        let plan = super::plan(&plan_text, &units)?;
        let sent = sending::all(order, &plan)?;
        Ok(Self { plan, plan_text, units, sent })
    }

    fn unit(&self, sending: &Sending) -> Result<&Unit, Fault> {
        Ok(self.plan.registry.units().get(sending.unit).ok_or("no such unit")?)
    }

    /// Returns a report, and its figures before any mistake.
    fn report(&self, order: &Order, sending: &Sending) -> Result<(Report, Vec<u64>), Fault> {
        Ok(report::of(
            &self.plan,
            self.unit(sending)?,
            sending,
            &mut random(order.seed, sending.place),
        ))
    }

    /// Returns the totals of the figures of all reports before any mistake.
    fn totals(&self, order: &Order) -> Result<Totals, Fault> {
        let mut totals = Totals::new();
        for sending in &self.sent {
            let (_, figures) = self.report(order, sending)?;
            for (indicator, figure) in self.plan.indicators.iter().zip(figures) {
                *totals.entry(indicator.code.clone()).or_insert(0) += figure;
            }
        }
        Ok(totals)
    }

    /// Writes the workspace; returns the number of reports.
    fn lay_out(&self, order: &Order, root: &Path) -> Result<usize, Fault> {
        let inbox = root.join("nhan").join(PERIOD);
        std::fs::create_dir_all(&inbox)?;
        for sending in &self.sent {
            std::fs::create_dir_all(inbox.join(&sending.file).parent().unwrap_or(&inbox))?;
        }
        let files = [
            ("tonghop.toml", shipped::SETTINGS),
            ("ke-hoach.toml", &self.plan_text),
            ("don-vi.toml", &self.units),
            ("quyet-dinh.toml", shipped::DECISIONS),
        ];
        for (name, text) in files {
            std::fs::write(root.join(name), text)?;
        }
        self.sent.par_iter().try_for_each(|sending| self.write(order, sending, &inbox))?;
        let register = xlsx::write(&register::book(&self.plan, &self.sent)?)?;
        std::fs::write(root.join("so-den.xlsx"), register)?;
        Ok(self.sent.len())
    }

    fn write(&self, order: &Order, sending: &Sending, inbox: &Path) -> Result<(), Fault> {
        let period = self.plan.period(PERIOD).ok_or("no such period")?;
        let (report, _) = self.report(order, sending)?;
        let good = xlsx::write(&form::filled(
            &self.plan,
            self.unit(sending)?,
            period,
            day(3, 15),
            &report,
        ))?;
        Ok(std::fs::write(
            inbox.join(&sending.file),
            bad_files::in_condition(sending.condition, good)?,
        )?)
    }
}

/// Returns the files to send, without generating them.
pub(crate) fn sent(order: &Order) -> Result<Vec<Sending>, Fault> {
    Ok(Round::of(order)?.sent)
}

/// Totals of figures, by indicator.
pub(crate) type Totals = BTreeMap<IndicatorCode, u64>;

/// Returns the totals of the figures of all reports before any mistake.
pub(crate) fn totals(order: &Order) -> Result<Totals, Fault> {
    Round::of(order)?.totals(order)
}

/// Generates a workspace in a folder; returns the number of files.
pub(crate) fn make(order: &Order, root: &Path) -> Result<usize, Fault> {
    Round::of(order)?.lay_out(order, root)
}

/// Returns a random generator of a report's own, so that reports can be generated in any order.
fn random(seed: u64, place: usize) -> fastrand::Rng {
    let place = u64::try_from(place).unwrap_or_default();
    fastrand::Rng::with_seed(
        seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ place.wrapping_mul(0xD1B5_4A32_D192_ED03),
    )
}

/// Returns a random element.
fn one_of<'a, T: ?Sized>(random: &mut fastrand::Rng, several: &[&'a T]) -> Option<&'a T> {
    random.choice(several).copied()
}

/// Returns a date in 2024.
fn day(month: u32, day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2024, month, day).unwrap_or_default()
}
