//! A line of data → the report a unit sends.

use super::Filled;
use chrono::NaiveDate;
use std::error::Error;
use std::sync::Arc;
use tonghop::model::form::{Field, Sheet};
use tonghop::model::number::{count_from_number, count_from_text};
use tonghop::model::origin::{CellRef, Origin, Sourced};
use tonghop::model::plan::Plan;
use tonghop::model::reading::{Day, Reading, Status};
use tonghop::model::submission::{Document, Figure, Incident, Report, TaskAnswer};

type Text = Option<Sourced<Arc<str>>>;

/// The report of a line of data.
pub(super) fn of(filled: &Filled, plan: &Plan) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::default();
    labels(&mut report, filled)?;
    if filled.figures.len() != plan.indicators.len() {
        return Err(format!(
            "{}: {} figures for {} indicators",
            filled.unit,
            filled.figures.len(),
            plan.indicators.len()
        )
        .into());
    }
    report.figures = plan
        .indicators
        .iter()
        .zip(&filled.figures)
        .map(|(indicator, value)| figure(indicator.code.clone(), value))
        .collect();
    report.tasks = filled
        .tasks
        .iter()
        .map(|[code, status, result, difficulty, proposal]| {
            answer(code, status, [result, difficulty, proposal])
        })
        .collect();
    for [symbol, issued, kind, subject, task] in &filled.documents {
        report.documents.push(Document {
            symbol: text(symbol),
            issued: Some(date(issued)?),
            kind: text(kind),
            subject: text(subject),
            task: text(task),
        });
    }
    for [happened, place, event, measures, result] in &filled.incidents {
        let (place, event, measures, result) =
            (text(place), text(event), text(measures), text(result));
        report.incidents.push(Incident {
            happened: Some(date(happened)?),
            place,
            event,
            measures,
            result,
        });
    }
    Ok(report)
}

fn labels(report: &mut Report, filled: &Filled) -> Result<(), Box<dyn Error>> {
    let [signer, title] = &filled.signer;
    let [officer, phone] = &filled.officer;
    let [own_plan, issued] = &filled.own_plan;
    let replaces = filled.replaces.as_deref().unwrap_or_default();
    let words = [
        (Field::Symbol, filled.number.as_str()),
        (Field::Signer, signer),
        (Field::SignerTitle, title),
        (Field::Officer, officer),
        (Field::Phone, phone),
        (Field::Replaces, replaces),
        (Field::OwnPlan, own_plan),
    ];
    let assessed = Sheet::Assessment
        .fields()
        .iter()
        .copied()
        .zip(filled.assessment.iter().map(String::as_str));
    for (field, words) in words.into_iter().chain(assessed) {
        report.info.extend(text(words).map(|answer| (field, answer)));
    }
    for (field, written) in
        [(Field::SignedOn, filled.signed.to_string()), (Field::OwnPlanDate, issued.clone())]
    {
        report.days.insert(field, date(&written)?);
    }
    Ok(())
}

fn figure(indicator: tonghop::model::id::IndicatorCode, value: &toml::Value) -> Figure {
    let (reading, as_text, raw) = match value {
        toml::Value::Integer(number) => (
            number
                .to_string()
                .parse()
                .map_or(Reading::Blank, |number| count_from_number(number, None)),
            false,
            number.to_string(),
        ),
        toml::Value::Float(number) => (count_from_number(*number, None), false, number.to_string()),
        other => {
            let written = other.as_str().unwrap_or_default().to_owned();
            let (reading, as_text) = count_from_text(&written);
            (reading, as_text, written)
        }
    };
    let raw = (!raw.is_empty()).then(|| raw.into());
    Figure { indicator, reading, raw, at: None, as_text, rivals: Vec::new(), note: None }
}

fn answer(code: &str, status: &str, [result, difficulty, proposal]: [&str; 3]) -> TaskAnswer {
    TaskAnswer {
        status: text(status).map(|written| Sourced {
            value: Status::from_word(status),
            raw: written.raw,
            at: written.at,
        }),
        result: text(result),
        difficulty: text(difficulty),
        proposal: text(proposal),
        at: None,
        task: Some(code.into()),
    }
}

fn text(words: &str) -> Text {
    let words: Arc<str> = words.into();
    (!words.is_empty()).then(|| Sourced { value: Arc::clone(&words), raw: words, at: nowhere() })
}

fn date(written: &str) -> Result<Sourced<Option<Day>>, Box<dyn Error>> {
    Ok(Sourced {
        value: Some(Day { date: day(written)?, typed: true }),
        raw: written.into(),
        at: nowhere(),
    })
}

/// A day as the data writes it.
pub(super) fn day(written: &str) -> Result<NaiveDate, Box<dyn Error>> {
    NaiveDate::parse_from_str(written, "%Y-%m-%d")
        .map_err(|error| format!("{written}: {error}").into())
}

/// What is not read from a file stands nowhere.
fn nowhere() -> Origin {
    Origin { file: "".into(), sheet: "".into(), cell: CellRef::default() }
}
