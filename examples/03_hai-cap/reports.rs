//! Writes the reports of this example, those of three communes to their province and that of the other province to the level
//! above, with the product's own form writer:
//!
//! ```text
//! cargo run --release --example hai-cap
//! ```
//!
//! A folder may be named to write into another place than this example's own folder. Every figure is invented.

use chrono::NaiveDate;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tonghop::book::form;
use tonghop::load::{self, Source, shipped};
use tonghop::model::form::Field;
use tonghop::model::number::{Shown, count_from_number};
use tonghop::model::origin::{CellRef, Origin, Sourced};
use tonghop::model::plan::Plan;
use tonghop::model::reading::{Day, Status};
use tonghop::model::submission::{Figure, Incident, Report, TaskAnswer};
use tonghop::xlsx;

/// A report: workspace, period, folder of the day it arrived, unit, number, figures in the plan's order, incidents.
type Line = (&'static str, &'static str, &'static str, &'static str, &'static str, [u32; 5], &'static [&'static str]);

const LINES: [Line; 4] = [
    ("tinh", "2026-6T", "2026-06-17", "X-SUOICO", "21/BC-UBND", [120, 118, 4, 1, 0], &[]),
    ("tinh", "2026-6T", "2026-06-18", "X-DOITHONG", "17/BC-UBND", [85, 80, 2, 0, 1], &["Hai mươi hộ dân cùng nộp đơn về đường vào xóm"]),
    ("tinh", "2026-6T", "2026-06-19", "X-BENDA", "33/BC-UBND", [64, 64, 3, 0, 0], &[]),
    ("trung-uong", "2026-H1", "2026-06-25", "T-HAVAN", "140/BC-UBND", [500, 481, 12, 3, 1], &["Ba mươi hộ dân cùng nộp đơn về chợ"]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/03_hai-cap");
    let target = std::env::args_os().nth(1).map_or_else(|| here.clone(), PathBuf::from);
    for (workspace, period, arrived, unit, number, figures, incidents) in LINES {
        let plan = plan(&here.join(workspace))?;
        let period = plan.period(period).ok_or("no such period")?;
        let reporter = plan.registry.by_code(unit).ok_or("no such unit")?;
        let report = report(&plan, number, &figures, incidents);
        let bytes = xlsx::write(&form::filled(&plan, reporter, period, day(1), &report))?;
        let folder = target.join(workspace).join("nhan").join(period.code.as_str()).join(arrived);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{unit}.xlsx")), bytes)?;
    }
    Ok(())
}

fn plan(workspace: &Path) -> Result<Plan, Box<dyn Error>> {
    let [plan, units] = ["ke-hoach.toml", "don-vi.toml"].map(|name| std::fs::read_to_string(workspace.join(name)));
    let (plan, units) = (plan?, units?);
    let source = |name, text| Source { name, text };
    let plan = load::plan(source("ke-hoach.toml", &plan), source("don-vi.toml", &units), source("holidays.toml", shipped::HOLIDAYS), &[]);
    plan.map_err(|error| error.message(tonghop::text::Lang::En).into())
}

fn report(plan: &Plan, number: &str, figures: &[u32], incidents: &[&str]) -> Report {
    let mut report = Report::default();
    report.info.insert(Field::Symbol, words(number));
    report.info.insert(Field::Signer, words("Nguyễn Văn A"));
    report.days.insert(Field::SignedOn, date(16));
    report.figures = plan.indicators.iter().zip(figures).map(|(indicator, number)| figure(indicator.code.as_str(), *number)).collect();
    let status = Status::InProgress;
    report.tasks = plan
        .tasks
        .iter()
        .map(|task| TaskAnswer {
            task: Some(task.code.clone()),
            status: Some(sourced(Some(status), status.word())),
            result: Some(words("Đã làm theo kế hoạch.")),
            ..TaskAnswer::default()
        })
        .collect();
    report.incidents =
        incidents.iter().map(|event| Incident { happened: Some(date(2)), event: Some(words(event)), ..Incident::default() }).collect();
    report
}

fn figure(code: &str, number: u32) -> Figure {
    let reading = count_from_number(f64::from(number), Shown::Plain);
    Figure {
        indicator: code.into(),
        reading,
        raw: Some(number.to_string().into()),
        at: None,
        as_text: false,
        rivals: Vec::new(),
        note: None,
    }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap_or_default()
}

fn date(of: u32) -> Sourced<Option<Day>> {
    sourced(Some(Day { date: day(of), typed: true }), "")
}

fn words(text: &str) -> Sourced<Arc<str>> {
    sourced(text.into(), text)
}

/// What is not read from a file stands nowhere.
fn sourced<T>(value: T, raw: &str) -> Sourced<T> {
    Sourced { value, raw: raw.into(), at: Origin { file: "".into(), sheet: "".into(), cell: CellRef::default() } }
}
