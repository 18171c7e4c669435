//! Strategies for reports as units may send them.

use crate::made::answers::{sourced, words};
use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use tonghop::load::shipped;
use tonghop::model::date::written_vi;
use tonghop::model::form::{Field, Sheet};
use tonghop::model::number::{count_from_number, count_from_text};
use tonghop::model::origin::Sourced;
use tonghop::model::period::Period;
use tonghop::model::plan::{Indicator, Plan, Task};
use tonghop::model::reading::{Day, Reading, Status};
use tonghop::model::submission::{Document, Figure, Incident, Report, TaskAnswer};
use tonghop::model::unit::Unit;

pub(crate) static PLAN: LazyLock<Plan> =
    LazyLock::new(|| shipped::plan().expect("the shipped plan is sound"));

pub(crate) fn period() -> &'static Period {
    PLAN.period("2024-6T").expect("a period")
}

/// Returns a strategy for text in a cell, as the reader keeps it.
fn text() -> impl Strategy<Value = Sourced<Arc<str>>> {
    let sentence = "[A-ZĐ][a-zàáảãạăắđêếôốơớưứựỳ ,.;()/0-9“”&<>]{0,60}[a-zđ]";
    prop_oneof![
        4 => sentence.prop_map(|text| text),
        1 => ("[=+@'\"-]", sentence).prop_map(|(sign, text)| format!("{sign}{text}")),
        1 => vec(sentence, 2..5).prop_map(|lines| lines.join("\n")),
        1 => sentence.prop_map(|text| format!("{text}. ").repeat(60).trim().to_owned()),
        1 => select(vec!["=1+1", "<r><t>x</t></r>", "_x000D_", "{=SUM(A1)}", "#REF!", "15", "1e5", "TRUE", "30/4/2024"]).prop_map(str::to_owned),
    ]
    .prop_map(|text| words(&text))
}

fn maybe<T: std::fmt::Debug + Clone>(
    strategy: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(strategy)
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0_i64..730).prop_map(|days| {
        NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default() + chrono::TimeDelta::days(days)
    })
}

/// Returns a strategy for date cells, dates as text, and text that is not a date.
fn day() -> impl Strategy<Value = Sourced<Option<Day>>> {
    let typed =
        |typed: bool| move |date: NaiveDate| sourced(Some(Day { date, typed }), &written_vi(date));
    prop_oneof![
        4 => date().prop_map(typed(true)),
        1 => date().prop_map(typed(false)),
        1 => select(vec!["tháng 3", "cuối năm 2023", "30/4", "?"]).prop_map(|text| sourced(None, text)),
    ]
}

fn figure(indicator: &'static Indicator) -> impl Strategy<Value = Figure> {
    let of = move |(reading, as_text): (Reading, bool), raw: String| Figure {
        indicator: indicator.code.clone(),
        raw: (reading != Reading::Blank).then(|| raw.into()),
        reading,
        at: None,
        as_text,
        rivals: Vec::new(),
        note: None,
    };
    let number =
        move |number: f64| of((count_from_number(number, None), false), number.to_string());
    let written = select(vec![
        "không phát sinh",
        "-",
        "KPS",
        "x",
        "không thuộc nhiệm vụ",
        "12 buổi",
        "khoảng 20",
        "1.250",
        "1.25",
        "007",
        "-3",
        "1.",
        "1_000",
        "0,5",
        "2.000.000",
        "=1+1",
        "15%",
        "#REF!",
        "",
    ]);
    let read = prop_oneof![
        6 => (0_u32..100_000).prop_map(move |count| number(f64::from(count))),
        1 => select(vec![0.5, 1.25, -4.0, -0.5, 1e12, 999_999_999_999.0, 1e20]).prop_map(number),
        3 => written.prop_map(move |text| of(count_from_text(text), text.to_owned())),
    ];
    (read, maybe(text()))
        .prop_map(|(figure, note)| Figure { note: note.map(|note| note.value), ..figure })
}

fn task(task: &'static Task) -> impl Strategy<Value = TaskAnswer> {
    let status = prop_oneof![
        5 => select(Status::ALL.to_vec()).prop_map(|status| sourced(Some(status), status.word())),
        1 => select(vec!["Xong rồi", "50%", "đang làm"]).prop_map(|text| sourced(None, text)),
    ];
    (maybe(status), maybe(text()), maybe(text()), maybe(text())).prop_map(
        move |(status, result, difficulty, proposal)| TaskAnswer {
            status,
            result,
            difficulty,
            proposal,
            at: None,
            task: Some(task.code.clone()),
        },
    )
}

fn document() -> impl Strategy<Value = Document> {
    (text(), maybe(day()), maybe(text()), maybe(text()), maybe(text())).prop_map(
        |(symbol, issued, kind, subject, task)| Document {
            symbol: Some(symbol),
            issued,
            kind,
            subject,
            task,
        },
    )
}

fn incident() -> impl Strategy<Value = Incident> {
    (maybe(day()), maybe(text()), text(), maybe(text()), maybe(text())).prop_map(
        |(happened, place, event, measures, result)| Incident {
            happened,
            place,
            event: Some(event),
            measures,
            result,
        },
    )
}

type Labelled = (BTreeMap<Field, Sourced<Arc<str>>>, BTreeMap<Field, Sourced<Option<Day>>>);

/// Returns a strategy for labeled answers; those of the office are fixed.
fn labelled(unit: &'static Unit) -> impl Strategy<Value = Labelled> {
    let fields: Vec<Field> = Sheet::LABELED.into_iter().flat_map(Sheet::fields).copied().collect();
    let each: Vec<_> =
        fields.into_iter().map(|field| (Just(field), maybe(text()), maybe(day()))).collect();
    each.prop_map(move |answers| {
        let mut labelled = Labelled::default();
        for (field, text, day) in answers {
            let given = match field {
                Field::Plan => Some(PLAN.title.as_str()),
                Field::Period => Some(period().name.as_str()),
                Field::UnitCode => Some(unit.code.as_str()),
                Field::UnitName => Some(unit.name.as_str()),
                _ => None,
            };
            if field.is_date() {
                labelled.0.extend(day.as_ref().map(|day| (field, words(&day.raw))));
                labelled.1.extend(day.map(|day| (field, day)));
            } else {
                labelled.0.extend(given.map(words).or(text).map(|text| (field, text)));
            }
        }
        labelled
    })
}

/// Returns a strategy for reports of a unit.
pub(crate) fn report(unit: &'static Unit) -> impl Strategy<Value = Report> {
    let tasks: Vec<_> = PLAN.tasks.iter().map(task).collect();
    let figures: Vec<_> = PLAN.indicators.iter().map(figure).collect();
    let documents = prop_oneof![5 => vec(document(), 0..5), 1 => vec(document(), 30..40)];
    let lists = (documents, vec(incident(), 0..4));
    (labelled(unit), tasks, figures, lists).prop_map(
        |((info, days), tasks, figures, (documents, incidents))| Report {
            info,
            days,
            tasks,
            figures,
            documents,
            incidents,
            ..Report::default()
        },
    )
}

/// Returns the observations, except notes at figures with a number, which are quoted.
pub(crate) fn noticed(
    report: &tonghop::model::submission::Report,
) -> Vec<&tonghop::model::submission::Observation> {
    use tonghop::model::about::About;
    use tonghop::model::form::{Column, Sheet};
    use tonghop::model::submission::Observed;
    let of_note =
        |about: &[About]| about.last() == Some(&About::Column(Sheet::Figures, Column::Note));
    report
        .observations
        .iter()
        .filter(|seen| !(seen.what == Observed::Outside && of_note(&seen.about)))
        .collect()
}
