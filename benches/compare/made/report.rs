//! What was drawn → the report a unit sends.

use super::figures;
use super::listed::{self, Happened, Listed};
use super::one_of;
use super::sending::{Sending, Slip};
use super::words::Teller;
use chrono::{Days, NaiveDate};
use fastrand::Rng;
use std::sync::Arc;
use tonghop::model::form::{Field, Sheet};
use tonghop::model::id::TaskCode;
use tonghop::model::number::{count_from_number, count_from_text};
use tonghop::model::origin::{CellRef, Origin, Sourced};
use tonghop::model::plan::{Duty, Plan, Task};
use tonghop::model::reading::{Day, Status};
use tonghop::model::submission::{Document, Figure, Incident, Report, TaskAnswer};
use tonghop::model::unit::Unit;

type Text = Option<Sourced<Arc<str>>>;

/// The report, and its figures before anything was done wrong with them.
pub(super) fn of(
    plan: &Plan,
    unit: &Unit,
    sending: &Sending,
    random: &mut Rng,
) -> (Report, Vec<u64>) {
    let (documents, incidents) =
        (listed::documents(random, organ(unit)), listed::incidents(random));
    let count = |length: usize| u64::try_from(length).unwrap_or_default();
    let plans = documents.iter().filter(|(_, _, kind, ..)| *kind == "Kế hoạch").count();
    let foreign = foreign(plan, unit, random);
    let mut figures =
        figures::draw(random, count(documents.len()), count(plans), count(incidents.len()));
    for (figure, indicator) in figures.iter_mut().zip(&plan.indicators) {
        if indicator.task.as_ref().is_some_and(|task| foreign.contains(task)) {
            *figure = 0;
        }
    }
    let mut report = Report::default();
    labels(&mut report, unit, sending, documents.first(), random);
    let numbers = figures.iter().map(ToString::to_string);
    report.figures = plan
        .indicators
        .iter()
        .zip(numbers)
        .map(|(indicator, number)| figure(&indicator.code, number, false))
        .collect();
    let mut teller = Teller { random, figures: &figures, unit };
    report.tasks =
        plan.tasks.iter().filter_map(|task| answer(plan, task, &foreign, &mut teller)).collect();
    let assessed = Sheet::Assessment
        .fields()
        .iter()
        .filter_map(|field| Some((*field, text(&teller.assessed(*field))?)));
    report.info.extend(assessed.collect::<Vec<_>>());
    report.documents = documents.iter().map(document).collect();
    report.incidents = incidents.iter().map(incident).collect();
    slip(&mut report, sending.slip);
    (report, figures)
}

/// Number and symbol of a unit's report.
pub(super) fn symbol(number: usize, unit: &Unit) -> String {
    format!("{number}/BC-{}", organ(unit))
}

/// The unit's short name in its documents' symbols.
fn organ(unit: &Unit) -> &str {
    if unit.name.starts_with("Ủy ban nhân dân") {
        "UBND"
    } else {
        unit.code.as_str().split('-').next_back().unwrap_or_default()
    }
}

fn labels(
    report: &mut Report,
    unit: &Unit,
    sending: &Sending,
    own_plan: Option<&Listed>,
    random: &mut Rng,
) {
    let replaces =
        if sending.version == 0 { String::new() } else { symbol(sending.number - 3, unit) };
    let title = if organ(unit) == "UBND" { "Phó Chủ tịch" } else { "Phó Thủ trưởng" };
    let words = [
        (Field::Symbol, symbol(sending.number, unit)),
        (Field::Signer, Teller::person(random)),
        (Field::SignerTitle, title.to_owned()),
        (Field::Officer, Teller::person(random)),
        (Field::Phone, format!("0237 3{:03} {:03}", random.u32(0..1000), random.u32(0..1000))),
        (Field::Replaces, replaces),
        (Field::OwnPlan, own_plan.map_or_else(String::new, |(symbol, ..)| symbol.clone())),
    ];
    for (field, words) in words {
        report.info.extend(text(&words).map(|answer| (field, answer)));
    }
    report.days.insert(Field::SignedOn, date(sending.signed));
    report.days.extend(own_plan.map(|(_, issued, ..)| (Field::OwnPlanDate, date(*issued))));
}

fn figure(code: &tonghop::model::id::IndicatorCode, written: String, is_text: bool) -> Figure {
    let (reading, as_text) = match written.parse() {
        Ok(number) if !is_text => (count_from_number(number, None), false),
        _ => count_from_text(&written),
    };
    let raw = (!written.is_empty()).then(|| written.into());
    Figure {
        indicator: code.clone(),
        reading,
        raw,
        at: None,
        as_text,
        rivals: Vec::new(),
        note: None,
    }
}

/// The tasks that are none of the unit's business: most of those it has a part in only by its function.
fn foreign(plan: &Plan, unit: &Unit, random: &mut Rng) -> Vec<TaskCode> {
    let by_function = |task: &&Task| {
        plan.assignment(&unit.code, &task.code)
            .is_some_and(|assignment| assignment.duty == Duty::ByFunction)
    };
    plan.tasks
        .iter()
        .filter(by_function)
        .filter(|_| random.usize(0..5) < 3)
        .map(|task| task.code.clone())
        .collect()
}

/// The answer to a task; none where the unit has no part in it.
fn answer(
    plan: &Plan,
    task: &Task,
    foreign: &[TaskCode],
    teller: &mut Teller<'_>,
) -> Option<TaskAnswer> {
    plan.assignment(&teller.unit.code, &task.code)?;
    let own_plan = plan.own_plan_task.as_ref() == Some(&task.code);
    let status = match (foreign.contains(&task.code), own_plan, teller.random.usize(0..10)) {
        (true, ..) => Status::NotApplicable,
        (_, true, _) | (_, _, 0..4) => Status::Done,
        _ => Status::InProgress,
    };
    let told = status.asks_for_result();
    let result = if told { teller.result(&task.code, own_plan) } else { String::new() };
    let difficulty =
        if told && teller.random.usize(0..6) == 0 { teller.difficulty() } else { String::new() };
    let proposal =
        if told && teller.random.usize(0..8) == 0 { teller.proposal() } else { String::new() };
    let status = text(status.word()).map(|written| Sourced {
        value: Some(status),
        raw: written.raw,
        at: written.at,
    });
    let (result, difficulty, proposal) = (text(&result), text(&difficulty), text(&proposal));
    Some(TaskAnswer {
        status,
        result,
        difficulty,
        proposal,
        at: None,
        task: Some(task.code.clone()),
    })
}

fn document((symbol, issued, kind, subject, task): &Listed) -> Document {
    Document {
        symbol: text(symbol),
        issued: Some(date(*issued)),
        kind: text(kind),
        subject: text(subject),
        task: text(task),
    }
}

fn incident((happened, place, event, measures, result): &Happened) -> Incident {
    let (place, event, measures, result) = (text(place), text(event), text(measures), text(result));
    Incident { happened: Some(date(*happened)), place, event, measures, result }
}

/// Does something wrong.
fn slip(report: &mut Report, slip: Option<Slip>) {
    let written = match slip {
        Some(Slip::Blank) => Some(("CT08", String::new())),
        Some(Slip::Words) => Some(("CT04", "nhiều buổi".to_owned())),
        Some(Slip::Text) => Some(("CT05", "1.250".to_owned())),
        Some(Slip::Relation) => Some(("CT14", "11".to_owned())),
        _ => None,
    };
    if let Some((code, written)) = written {
        let is_text = slip != Some(Slip::Relation);
        let spoilt = report.figures.iter_mut().find(|figure| figure.indicator.as_str() == code);
        if let Some(spoilt) = spoilt {
            *spoilt = figure(&spoilt.indicator.clone(), written, is_text);
        }
    }
    let Some(task) = report.tasks.first_mut() else {
        return;
    };
    match slip {
        Some(Slip::Status) => {
            task.status = text("Đang làm dở").map(|written| Sourced {
                value: None,
                raw: written.raw,
                at: written.at,
            });
        }
        Some(Slip::Untold) => {
            task.status = text(Status::Done.word()).map(|written| Sourced {
                value: Some(Status::Done),
                raw: written.raw,
                at: written.at,
            });
            task.result = None;
        }
        _ => {}
    }
}

fn text(words: &str) -> Text {
    let words: Arc<str> = words.into();
    (!words.is_empty()).then(|| Sourced { value: Arc::clone(&words), raw: words, at: nowhere() })
}

fn date(day: NaiveDate) -> Sourced<Option<Day>> {
    Sourced {
        value: Some(Day { date: day, typed: true }),
        raw: day.to_string().into(),
        at: nowhere(),
    }
}

/// What is not read from a file stands nowhere.
fn nowhere() -> Origin {
    Origin { file: "".into(), sheet: "".into(), cell: CellRef::default() }
}

/// A day in the months of the period, as people write it.
pub(super) fn said_day(random: &mut Rng) -> String {
    let day = super::day(1, 3) + Days::new(random.u64(0..95));
    let shape = one_of(random, &["%-d/%-m", "%d/%m/2024", "%-d/%-m/2024"]).unwrap_or_default();
    day.format(shape).to_string()
}
