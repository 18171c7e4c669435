//! Converts a line of data into a report.

use super::Filled;
use crate::made::Fault;
use crate::made::answers::{date, day, document, incident, number, task, text, written};
use tonghop::model::form::{Field, Sheet};
use tonghop::model::plan::Plan;
use tonghop::model::submission::{Figure, Report};

/// Returns the report of a line of data.
pub(super) fn of(filled: &Filled, plan: &Plan) -> Result<Report, Fault> {
    let (found, asked) = (filled.figures.len(), plan.indicators.len());
    if found != asked {
        return Err(format!("{}: {found} figures for {asked} indicators", filled.unit).into());
    }
    let mut report = Report::default();
    labels(&mut report, filled)?;
    let figures = plan.indicators.iter().zip(&filled.figures);
    report.figures =
        figures.map(|(indicator, value)| figure(indicator.code.as_str(), value)).collect();
    for [code, status, result, difficulty, proposal] in &filled.tasks {
        report.tasks.push(task(code, [status, result, difficulty, proposal]));
    }
    for [symbol, issued, kind, subject, task] in &filled.documents {
        report.documents.push(document(date(issued)?, [symbol, kind, subject, task]));
    }
    for [happened, place, event, measures, result] in &filled.incidents {
        report.incidents.push(incident(date(happened)?, [place, event, measures, result]));
    }
    Ok(report)
}

fn labels(report: &mut Report, filled: &Filled) -> Result<(), Fault> {
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
    let assessment = filled.assessment.iter().map(String::as_str);
    let assessed = Sheet::Assessment.fields().iter().copied().zip(assessment);
    for (field, words) in words.into_iter().chain(assessed) {
        report.info.extend(text(words).map(|answer| (field, answer)));
    }
    report.days.insert(Field::SignedOn, day(date(&filled.signed.to_string())?));
    report.days.insert(Field::OwnPlanDate, day(date(issued)?));
    Ok(())
}

/// Returns a figure: a number, or text if the data quotes it.
fn figure(indicator: &str, value: &toml::Value) -> Figure {
    match value {
        toml::Value::Float(float) => number(indicator, *float),
        toml::Value::Integer(integer) => integer
            .to_string()
            .parse()
            .map_or_else(|_| written(indicator, ""), |float| number(indicator, float)),
        other => written(indicator, other.as_str().unwrap_or_default()),
    }
}
