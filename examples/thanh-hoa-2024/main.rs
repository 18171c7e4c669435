//! Writes the reports of this example (`nhan/2024-6T/` and the register `so-den.xlsx`) from the
//! fictional data beside it, and the plan and the units like `tonghop init`:
//!
//! ```text
//! cargo run --release --example thanh-hoa-2024
//! ```
//!
//! The program's own form writer writes the reports, so each is what a unit would send after
//! filling in its form. An optional argument names another output folder.

#[path = "../made/mod.rs"]
mod made;
mod register;
mod report;

use made::Fault;
use made::answers::date;
use serde::Deserialize;
use std::path::Path;
use tonghop::load::shipped;
use tonghop::model::plan::Plan;
use tonghop::xlsx;

/// The period of the reports.
const PERIOD: &str = "2024-6T";

/// The content of `du-lieu.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    report: Vec<Filled>,
    registered: Vec<Registered>,
}

/// A report as a unit fills it in. The head of the data file explains each key.
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

/// Damage to a file in transit.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Damage {
    /// Its end is missing.
    Cut,
    /// A PDF with a spreadsheet's name.
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

fn main() -> Result<(), Fault> {
    let (here, target) = made::folders("thanh-hoa-2024");
    let data: Data = toml::from_str(&std::fs::read_to_string(here.join("du-lieu.toml"))?)?;
    let plan = shipped::plan().map_err(|error| error.message(tonghop::text::Lang::En))?;
    for filled in &data.report {
        write(&plan, filled, &target)?;
    }
    made::write(&target.join("ke-hoach.toml"), shipped::PLAN.as_bytes())?;
    made::write(&target.join("don-vi.toml"), shipped::UNITS.as_bytes())?;
    made::write(&target.join("so-den.xlsx"), &xlsx::write(&register::book(&plan, &data)?)?)
}

fn write(plan: &Plan, filled: &Filled, target: &Path) -> Result<(), Fault> {
    let (report, issued) = (report::of(filled, plan)?, date("2024-03-15")?);
    let mut bytes = made::filled(plan, &filled.unit, PERIOD, issued, &report)?;
    match filled.damage {
        Some(Damage::Cut) => bytes.truncate(bytes.len() * 2 / 3),
        Some(Damage::Pdf) => {
            bytes = b"%PDF-1.4\n% a scan sent in place of the spreadsheet\n".to_vec();
        }
        None => {}
    }
    for name in std::iter::once(&filled.file).chain(&filled.copy) {
        made::write(&target.join("nhan").join(PERIOD).join(name), &bytes)?;
    }
    Ok(())
}
