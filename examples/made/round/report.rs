//! Generates the report of a unit.

use super::super::answers;
use super::figures;
use super::listed::{self, Listed};
use super::sending::{Mistake, Sending};
use super::words::TextWriter;
use fastrand::Rng;
use tonghop::model::form::{Field, Sheet};
use tonghop::model::id::TaskCode;
use tonghop::model::plan::{Duty, Plan, Task};
use tonghop::model::reading::Status;
use tonghop::model::submission::{Figure, Report, TaskAnswer};
use tonghop::model::unit::Unit;

/// Returns the report, and its figures before any mistake.
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
    let numbers = plan.indicators.iter().zip(&figures);
    report.figures = numbers
        .map(|(indicator, figure)| {
            answers::number(
                indicator.code.as_str(),
                f64::from(u32::try_from(*figure).unwrap_or_default()),
            )
        })
        .collect();
    let mut texts = TextWriter { random, figures: &figures, unit };
    report.tasks =
        plan.tasks.iter().filter_map(|task| answer(plan, task, &foreign, &mut texts)).collect();
    let assessed = Sheet::Assessment
        .fields()
        .iter()
        .filter_map(|field| Some((*field, answers::text(&texts.assessed(*field))?)));
    report.info.extend(assessed.collect::<Vec<_>>());
    report.documents = documents
        .iter()
        .map(|(symbol, issued, kind, subject, task)| {
            answers::document(*issued, [symbol, kind, subject, task])
        })
        .collect();
    report.incidents = incidents
        .iter()
        .map(|(happened, place, event, measures, result)| {
            answers::incident(*happened, [place, event, measures, result])
        })
        .collect();
    make_mistake(&mut report, sending.mistake);
    (report, figures)
}

/// Returns number and symbol of a unit's report.
pub(super) fn symbol(number: usize, unit: &Unit) -> String {
    format!("{number}/BC-{}", organ(unit))
}

/// Returns the unit's short name in its documents' symbols.
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
        (Field::Signer, TextWriter::person(random)),
        (Field::SignerTitle, title.to_owned()),
        (Field::Officer, TextWriter::person(random)),
        (Field::Phone, format!("0237 3{:03} {:03}", random.u32(0..1000), random.u32(0..1000))),
        (Field::Replaces, replaces),
        (Field::OwnPlan, own_plan.map_or_else(String::new, |(symbol, ..)| symbol.clone())),
    ];
    for (field, words) in words {
        report.info.extend(answers::text(&words).map(|answer| (field, answer)));
    }
    report.days.insert(Field::SignedOn, answers::day(sending.signed));
    report.days.extend(own_plan.map(|(_, issued, ..)| (Field::OwnPlanDate, answers::day(*issued))));
}

/// Returns the tasks that do not apply to the unit: most of those assigned only by its function.
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

/// Returns the answer to a task that is assigned to the unit.
fn answer(
    plan: &Plan,
    task: &Task,
    foreign: &[TaskCode],
    texts: &mut TextWriter<'_>,
) -> Option<TaskAnswer> {
    plan.assignment(&texts.unit.code, &task.code)?;
    let own_plan = plan.own_plan_task.as_ref() == Some(&task.code);
    let status = match (foreign.contains(&task.code), own_plan, texts.random.usize(0..10)) {
        (true, ..) => Status::NotApplicable,
        (_, true, _) | (_, _, 0..4) => Status::Done,
        _ => Status::InProgress,
    };
    let has_result = status.requires_result();
    let result = if has_result { texts.result(&task.code, own_plan) } else { String::new() };
    let difficulty = if has_result && texts.random.usize(0..6) == 0 {
        texts.difficulty()
    } else {
        String::new()
    };
    let proposal =
        if has_result && texts.random.usize(0..8) == 0 { texts.proposal() } else { String::new() };
    let written = [status.word(), &result, &difficulty, &proposal];
    Some(answers::task(task.code.as_str(), written))
}

/// Makes a mistake in a report.
fn make_mistake(report: &mut Report, mistake: Option<Mistake>) {
    let wrong = match mistake {
        Some(Mistake::Blank) => Some(answers::written("CT08", "")),
        Some(Mistake::Words) => Some(answers::written("CT04", "nhiều buổi")),
        Some(Mistake::Text) => Some(answers::written("CT05", "1.250")),
        Some(Mistake::Relation) => Some(answers::number("CT14", 11.0)),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let same = |figure: &&mut Figure| figure.indicator == wrong.indicator;
        report.figures.iter_mut().find(same).into_iter().for_each(|figure| *figure = wrong.clone());
    }
    let Some(task) = report.tasks.first_mut() else {
        return;
    };
    match mistake {
        Some(Mistake::Status) => task.status = answers::status("Đang làm dở"),
        Some(Mistake::NoResult) => {
            task.status = answers::status(Status::Done.word());
            task.result = None;
        }
        _ => {}
    }
}
