//! Writes the reports of this example, `nhan/2024-6T/` and the register `so-den.xlsx`, from the invented data beside it, and
//! the plan and the units as `tonghop init` does:
//!
//! ```text
//! cargo run --release --example thanh-hoa-2024
//! ```
//!
//! The reports are written by the product's own form writer, so each is what a unit would send after filling in its form.
//! A folder may be named to write into another place than this example's own folder.

mod register;
mod report;

use serde::Deserialize;
use std::error::Error;
use std::path::{Path, PathBuf};
use tonghop::book::form;
use tonghop::load::shipped;
use tonghop::model::plan::Plan;
use tonghop::xlsx;

/// The period of the reports.
const PERIOD: &str = "2024-6T";

/// `du-lieu.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    report: Vec<Filled>,
    registered: Vec<Registered>,
}

/// A report as a unit fills it in. What each key means stands at the head of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    unit: String,
    number: String,
    signed: toml::value::Datetime,
    arrived: Option<toml::value::Datetime>,
    file: String,
    copy: Option<String>,
    damage: Option<Damage>,
    replaces: Option<String>,
    signer: [String; 2],
    officer: [String; 2],
    own_plan: [String; 2],
    figures: Vec<toml::Value>,
    tasks: Vec<[String; 5]>,
    documents: Vec<[String; 5]>,
    #[serde(default)]
    incidents: Vec<[String; 5]>,
    #[serde(default)]
    assessment: Vec<String>,
}

/// What went wrong with a file on its way.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Damage {
    /// Its end is missing.
    Cut,
    /// It is a PDF under a spreadsheet's name.
    Pdf,
}

/// A line of the register without a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Registered {
    unit: String,
    number: String,
    arrived: toml::value::Datetime,
    subject: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/thanh-hoa-2024");
    let target = std::env::args_os().nth(1).map_or_else(|| here.clone(), PathBuf::from);
    let data: Data = toml::from_str(&std::fs::read_to_string(here.join("du-lieu.toml"))?)?;
    let plan = shipped::plan().map_err(|error| error.message(tonghop::text::Lang::En))?;
    for filled in &data.report {
        write(&plan, filled, &target)?;
    }
    std::fs::write(target.join("ke-hoach.toml"), shipped::PLAN)?;
    std::fs::write(target.join("don-vi.toml"), shipped::UNITS)?;
    std::fs::write(target.join("so-den.xlsx"), xlsx::write(&register::book(&plan, &data)?)?)?;
    Ok(())
}

fn write(plan: &Plan, filled: &Filled, target: &Path) -> Result<(), Box<dyn Error>> {
    let unit =
        plan.registry.by_code(&filled.unit).ok_or_else(|| format!("no unit {}", filled.unit))?;
    let period = plan.period(PERIOD).ok_or("no such period")?;
    let issued = report::day("2024-03-15")?;
    let mut bytes =
        xlsx::write(&form::filled(plan, unit, period, issued, &report::of(filled, plan)?))?;
    match filled.damage {
        Some(Damage::Cut) => bytes.truncate(bytes.len() * 2 / 3),
        Some(Damage::Pdf) => {
            bytes = b"%PDF-1.4\n% a scan sent in place of the spreadsheet\n".to_vec();
        }
        None => {}
    }
    for name in std::iter::once(&filled.file).chain(&filled.copy) {
        let path = target.join("nhan").join(PERIOD).join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(target))?;
        std::fs::write(path, &bytes)?;
    }
    Ok(())
}
