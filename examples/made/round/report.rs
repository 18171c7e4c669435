//! What was drawn → the report a unit sends.

use super::super::answers;
use super::figures;
use super::listed::{self, Listed};
use super::sending::{Sending, Slip};
use super::words::Teller;
use fastrand::Rng;
use tonghop::model::form::{Field, Sheet};
use tonghop::model::id::TaskCode;
use tonghop::model::plan::{Duty, Plan, Task};
use tonghop::model::reading::Status;
use tonghop::model::submission::{Figure, Report, TaskAnswer};
use tonghop::model::unit::Unit;

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
    let numbers = plan.indicators.iter().zip(&figures);
    report.figures = numbers
        .map(|(indicator, figure)| {
            answers::number(
                indicator.code.as_str(),
                f64::from(u32::try_from(*figure).unwrap_or_default()),
            )
        })
        .collect();
    let mut teller = Teller { random, figures: &figures, unit };
    report.tasks =
        plan.tasks.iter().filter_map(|task| answer(plan, task, &foreign, &mut teller)).collect();
    let assessed = Sheet::Assessment
        .fields()
        .iter()
        .filter_map(|field| Some((*field, answers::text(&teller.assessed(*field))?)));
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
        report.info.extend(answers::text(&words).map(|answer| (field, answer)));
    }
    report.days.insert(Field::SignedOn, answers::day(sending.signed));
    report.days.extend(own_plan.map(|(_, issued, ..)| (Field::OwnPlanDate, answers::day(*issued))));
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
    let told = status.requires_result();
    let result = if told { teller.result(&task.code, own_plan) } else { String::new() };
    let difficulty =
        if told && teller.random.usize(0..6) == 0 { teller.difficulty() } else { String::new() };
    let proposal =
        if told && teller.random.usize(0..8) == 0 { teller.proposal() } else { String::new() };
    let written = [status.word(), &result, &difficulty, &proposal];
    Some(answers::task(task.code.as_str(), written))
}

/// Does something wrong.
fn slip(report: &mut Report, slip: Option<Slip>) {
    let spoilt = match slip {
        Some(Slip::Blank) => Some(answers::written("CT08", "")),
        Some(Slip::Words) => Some(answers::written("CT04", "nhiều buổi")),
        Some(Slip::Text) => Some(answers::written("CT05", "1.250")),
        Some(Slip::Relation) => Some(answers::number("CT14", 11.0)),
        _ => None,
    };
    if let Some(spoilt) = spoilt {
        let same = |figure: &&mut Figure| figure.indicator == spoilt.indicator;
        report
            .figures
            .iter_mut()
            .find(same)
            .into_iter()
            .for_each(|figure| *figure = spoilt.clone());
    }
    let Some(task) = report.tasks.first_mut() else {
        return;
    };
    match slip {
        Some(Slip::Status) => task.status = answers::status("Đang làm dở"),
        Some(Slip::Untold) => {
            task.status = answers::status(Status::Done.word());
            task.result = None;
        }
        _ => {}
    }
}
