//! Reports as the examples write them, every figure invented.

use chrono::NaiveDate;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use tonghop::load::{self, Source, shipped};
use tonghop::model::form::Field;
use tonghop::model::number::count_from_number;
use tonghop::model::origin::{CellRef, Origin, Sourced};
use tonghop::model::plan::Plan;
use tonghop::model::reading::{Day, Status};
use tonghop::model::submission::{Figure, Incident, Report, TaskAnswer};

/// The plan of a workspace.
pub(crate) fn plan(workspace: &Path) -> Result<Plan, Box<dyn Error>> {
    let [plan, units] =
        ["ke-hoach.toml", "don-vi.toml"].map(|name| std::fs::read_to_string(workspace.join(name)));
    let (plan, units) = (plan?, units?);
    let source = |name, text| Source { name, text };
    let plan = load::plan(
        source("ke-hoach.toml", &plan),
        source("don-vi.toml", &units),
        source("holidays.toml", shipped::HOLIDAYS),
        &[],
    );
    plan.map_err(|error| error.message(tonghop::text::Lang::En).into())
}

/// A report with its number, its figures in the plan's order and its incidents.
pub(crate) fn report(plan: &Plan, number: &str, figures: &[u32], incidents: &[&str]) -> Report {
    let mut report = Report::default();
    report.info.insert(Field::Symbol, words(number));
    report.info.insert(Field::Signer, words("Nguyễn Văn A"));
    report.days.insert(Field::SignedOn, date(16));
    report.figures = plan
        .indicators
        .iter()
        .zip(figures)
        .map(|(indicator, number)| figure(indicator.code.as_str(), *number))
        .collect();
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
    report.incidents = incidents
        .iter()
        .map(|event| Incident {
            happened: Some(date(2)),
            event: Some(words(event)),
            ..Incident::default()
        })
        .collect();
    report
}

fn figure(code: &str, number: u32) -> Figure {
    let reading = count_from_number(f64::from(number), None);
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

/// A day of June 2026.
pub(crate) fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap_or_default()
}

fn date(of: u32) -> Sourced<Option<Day>> {
    sourced(Some(Day { date: day(of), typed: true }), "")
}

/// What a unit writes.
pub(crate) fn words(text: &str) -> Sourced<Arc<str>> {
    sourced(text.into(), text)
}

/// What is not read from a file stands nowhere.
fn sourced<T>(value: T, raw: &str) -> Sourced<T> {
    Sourced {
        value,
        raw: raw.into(),
        at: Origin { file: "".into(), sheet: "".into(), cell: CellRef::default() },
    }
}
