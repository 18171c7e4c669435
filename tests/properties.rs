//! What must hold for any report: written into the form and read back it says the same.

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use tonghop::book::form;
use tonghop::load::{self, Source, shipped};
use tonghop::model::date::written_vi;
use tonghop::model::form::{Field, Sheet, Stamp};
use tonghop::model::number::{Shown, count_from_number, count_from_text};
use tonghop::model::origin::{CellRef, Origin, Sourced};
use tonghop::model::period::Period;
use tonghop::model::plan::{Indicator, Plan, Task};
use tonghop::model::reading::{Day, Reading, Status};
use tonghop::model::submission::{Content, Document, Figure, Incident, PeriodClaim, Report, Submission, TaskAnswer};
use tonghop::model::unit::Unit;
use tonghop::read::Reader;
use tonghop::xlsx;

static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    let source = |name, text| Source { name, text };
    load::plan(source("ke-hoach", shipped::PLAN), source("don-vi", shipped::UNITS), source("ngay-nghi", shipped::HOLIDAYS))
        .expect("the shipped plan is sound")
});

fn period() -> &'static Period {
    PLAN.period("2024-6T").expect("a period")
}

fn created() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, 1).expect("a day")
}

/// What a unit's form, with a report in it, is read as.
fn written_and_read(unit: &Unit, report: &Report) -> (Vec<u8>, Submission) {
    let bytes = xlsx::write(&form::filled(&PLAN, unit, period(), created(), report)).expect("a workbook");
    let read = Reader::new(&PLAN, None).bytes(&"bao-cao.xlsx".into(), &bytes).pop().expect("a submission");
    (bytes, read)
}

/// Why a submission is not a unit's clean form; nothing where it is.
fn not_clean(unit: &Unit, submission: &Submission) -> Option<String> {
    let Content::Report(report) = &submission.content else { return Some(format!("{:?}", submission.content)) };
    let stamp = Stamp {
        version: Some(PLAN.form_version),
        plan: Some(PLAN.id.clone()),
        period: Some(period().code.to_string()),
        unit: Some(unit.code.to_string()),
    };
    let clean = submission.identity.unit.as_ref() == Some(&unit.code)
        && !submission.identity.conflict
        && report.period == PeriodClaim::Named(period().code.clone())
        && report.stamp == stamp
        && report.observations.is_empty();
    (!clean).then(|| format!("{:?} {:?} {:?} {:?}", submission.identity, report.period, report.stamp, report.observations))
}

#[test]
fn the_blank_form_of_every_expected_unit_is_its_own_and_nothing_is_noticed() {
    let units: Vec<&Unit> = PLAN.expected(period()).collect();
    assert_eq!(units.len(), 54);
    for unit in units {
        let book = form::blank(&PLAN, unit, period(), created());
        let bytes = xlsx::write(&book).expect("a workbook");
        assert_eq!(xlsx::write(&book).expect("a workbook"), bytes, "{}", unit.code);
        let read = Reader::new(&PLAN, None).bytes(&"mau.xlsx".into(), &bytes).pop().expect("a submission");
        assert_eq!(not_clean(unit, &read), None);
        let report = read.report().expect("a report");
        assert!(report.figures.iter().all(|figure| figure.reading == Reading::Blank && figure.at.is_some()));
        assert!(report.documents.is_empty() && report.incidents.is_empty());
    }
}

fn sourced<T>(value: T, raw: &str) -> Sourced<T> {
    let at = Origin { file: "bao-cao.xlsx".into(), sheet: "".into(), cell: CellRef::new(0, 0) };
    Sourced { value, raw: raw.into(), at }
}

fn words(text: &str) -> Sourced<Arc<str>> {
    sourced(text.into(), text)
}

/// Text as people and machines may leave it in a cell, as the reader keeps it.
fn text() -> impl Strategy<Value = Sourced<Arc<str>>> {
    let sentence = "[A-ZĐ][a-zàáảãạăắđêếôốơớưứựỳ ,.;()/0-9“”&<>]{0,60}[a-zđ]";
    prop_oneof![
        4 => sentence.prop_map(|text| text),
        1 => ("[=+@'\"-]", sentence).prop_map(|(sign, text)| format!("{sign}{text}")),
        1 => proptest::collection::vec(sentence, 2..5).prop_map(|lines| lines.join("\n")),
        1 => sentence.prop_map(|text| format!("{text}. ").repeat(60).trim().to_owned()),
        1 => select(vec!["=1+1", "<r><t>x</t></r>", "_x000D_", "{=SUM(A1)}", "#REF!", "15", "1e5", "TRUE", "30/4/2024"]).prop_map(str::to_owned),
    ]
    .prop_map(|text| words(&text))
}

fn maybe<T: std::fmt::Debug + Clone>(strategy: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(strategy)
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0_i64..730).prop_map(|days| NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default() + chrono::TimeDelta::days(days))
}

/// A day typed as one, a day written as text, or what is no day.
fn day() -> impl Strategy<Value = Sourced<Option<Day>>> {
    let typed = |typed: bool| move |date: NaiveDate| sourced(Some(Day { date, typed }), &written_vi(date));
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
    };
    let number = move |number: f64| of((count_from_number(number, Shown::Plain), false), number.to_string());
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
    prop_oneof![
        6 => (0_u32..100_000).prop_map(move |count| number(f64::from(count))),
        1 => select(vec![0.5, 1.25, -4.0, -0.5, 1e12, 999_999_999_999.0, 1e20]).prop_map(number),
        3 => written.prop_map(move |text| of(count_from_text(text), text.to_owned())),
    ]
}

fn task(task: &'static Task) -> impl Strategy<Value = TaskAnswer> {
    let status = prop_oneof![
        5 => select(Status::ALL.to_vec()).prop_map(|status| sourced(Some(status), status.word())),
        1 => select(vec!["Xong rồi", "50%", "đang làm"]).prop_map(|text| sourced(None, text)),
    ];
    (maybe(status), maybe(text()), maybe(text()), maybe(text())).prop_map(move |(status, result, difficulty, proposal)| TaskAnswer {
        status,
        result,
        difficulty,
        proposal,
        at: None,
        task: Some(task.code.clone()),
    })
}

fn document() -> impl Strategy<Value = Document> {
    (text(), maybe(day()), maybe(text()), maybe(text()), maybe(text())).prop_map(|(symbol, issued, kind, subject, task)| Document {
        symbol: Some(symbol),
        issued,
        kind,
        subject,
        task,
    })
}

fn incident() -> impl Strategy<Value = Incident> {
    (maybe(day()), maybe(text()), text(), maybe(text()), maybe(text())).prop_map(|(happened, place, event, measures, result)| Incident {
        happened,
        place,
        event: Some(event),
        measures,
        result,
    })
}

type Labelled = (BTreeMap<Field, Sourced<Arc<str>>>, BTreeMap<Field, Sourced<Option<Day>>>);

/// The labelled answers; those of the office are its own.
fn labelled(unit: &'static Unit) -> impl Strategy<Value = Labelled> {
    let fields: Vec<Field> = Sheet::LABELLED.into_iter().flat_map(|sheet| sheet.fields()).copied().collect();
    let each: Vec<_> = fields.into_iter().map(|field| (Just(field), maybe(text()), maybe(day()))).collect();
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

fn report(unit: &'static Unit) -> impl Strategy<Value = Report> {
    let tasks: Vec<_> = PLAN.tasks.iter().map(task).collect();
    let figures: Vec<_> = PLAN.indicators.iter().map(figure).collect();
    let lists = (proptest::collection::vec(document(), 0..45), proptest::collection::vec(incident(), 0..5));
    (labelled(unit), tasks, figures, lists).prop_map(|((info, days), tasks, figures, (documents, incidents))| Report {
        info,
        days,
        tasks,
        figures,
        documents,
        incidents,
        ..Report::default()
    })
}

fn any_unit() -> impl Strategy<Value = &'static Unit> {
    select(PLAN.expected(period()).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn writing_a_report_and_reading_it_gives_the_same_report((unit, report) in any_unit().prop_flat_map(|unit| (Just(unit), report(unit)))) {
        let (bytes, read) = written_and_read(unit, &report);
        prop_assert_eq!(not_clean(unit, &read), None);
        let again = read.report().expect("a report");
        prop_assert!(again.says_the_same(&report), "{:#?}\n{:#?}", again, report);
        prop_assert_eq!(written_and_read(unit, again).0, bytes, "the same bytes a second time");
    }
}

#[test]
fn a_number_that_was_never_certain_does_not_become_one() {
    let unit = PLAN.expected(period()).next().expect("a unit");
    let mut report = Report::default();
    for (indicator, (reading, raw)) in PLAN.indicators.iter().zip([
        (count_from_number(2.0, Shown::ThreeDecimals), "2"),
        (Reading::misread(tonghop::model::reading::Why::OtherMeasure("nghìn lượt".into()), Some(Decimal::from(3))), "3"),
        (Reading::misread(tonghop::model::reading::Why::SeveralPlaces, None), "5"),
    ]) {
        let (at, raw) = (None, Some(raw.into()));
        report.figures.push(Figure { indicator: indicator.code.clone(), reading, raw, at, as_text: false, rivals: Vec::new() });
    }
    let (_, read) = written_and_read(unit, &report);
    let again = read.report().expect("a report");
    assert!(again.figures.iter().take(3).all(|figure| matches!(figure.reading, Reading::Misread(_))), "{:?}", again.figures);
}
