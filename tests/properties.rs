//! Property tests: any report written into the form is read back unchanged.

use crate::reports::{PLAN, noticed, period, report};
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use tonghop::book::form;
use tonghop::model::form::{Field, Stamp};
use tonghop::model::number::count_from_number;
use tonghop::model::period::Period;
use tonghop::model::reading::{Reading, Why};
use tonghop::model::submission::{Content, Figure, PeriodClaim, Report, Submission};
use tonghop::model::unit::Unit;
use tonghop::read::Reader;
use tonghop::xlsx;

fn created() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, 1).expect("a day")
}

/// Writes a report into the form of a unit and reads it.
fn written_and_read(unit: &Unit, period: &Period, report: &Report) -> (Vec<u8>, Submission) {
    let bytes =
        xlsx::write(&form::filled(&PLAN, unit, period, created(), report)).expect("a workbook");
    let read = Reader::new(&PLAN, tonghop::book::form::texts(&PLAN), None)
        .bytes(&"bao-cao.xlsx".into(), &bytes)
        .pop()
        .expect("a submission");
    (bytes, read)
}

/// Returns why a submission is not a clean form of the unit; `None` if it is.
fn not_clean(unit: &Unit, period: &Period, submission: &Submission) -> Option<String> {
    let Content::Report(report) = &submission.content else {
        return Some(format!("{:?}", submission.content));
    };
    let stamp = Stamp {
        version: Some(PLAN.form_version),
        plan: Some(PLAN.id.clone()),
        period: Some(period.code.to_string()),
        unit: Some(unit.code.to_string()),
        ..Stamp::default()
    };
    let clean = submission.identity.unit.as_ref() == Some(&unit.code)
        && !submission.identity.conflict
        && report.period == PeriodClaim::Named(period.code.clone())
        && report.stamp == stamp
        && noticed(report).is_empty();
    (!clean).then(|| {
        format!(
            "{:?} {:?} {:?} {:?}",
            submission.identity, report.period, report.stamp, report.observations
        )
    })
}

#[test]
fn blank_forms_identify_their_unit_without_observations() {
    let units: Vec<&Unit> = PLAN.expected(period()).collect();
    assert_eq!(units.len(), 54);
    for (place, unit) in units.into_iter().enumerate() {
        let book = form::blank(&PLAN, unit, period(), created());
        let bytes = xlsx::write(&book).expect("a workbook");
        if place % 9 == 0 {
            assert_eq!(xlsx::write(&book).expect("a workbook"), bytes, "{}", unit.code);
        }
        let read = Reader::new(&PLAN, tonghop::book::form::texts(&PLAN), None)
            .bytes(&"mau.xlsx".into(), &bytes)
            .pop()
            .expect("a submission");
        assert_eq!(not_clean(unit, period(), &read), None);
        let report = read.report().expect("a report");
        assert!(
            report
                .figures
                .iter()
                .all(|figure| figure.reading == Reading::Blank && figure.at.is_some())
        );
        assert!(report.documents.is_empty() && report.incidents.is_empty());
    }
}

fn any_unit() -> impl Strategy<Value = &'static Unit> {
    select(PLAN.expected(period()).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(crate::fuzz::config(24))]

    #[test]
    fn a_report_survives_writing_and_reading((unit, report) in any_unit().prop_flat_map(|unit| (Just(unit), report(unit)))) {
        let (bytes, read) = written_and_read(unit, period(), &report);
        prop_assert_eq!(not_clean(unit, period(), &read), None);
        let again = read.report().expect("a report");
        prop_assert!(again.has_same_content(&report), "{:#?}\n{:#?}", again, report);
        prop_assert_eq!(written_and_read(unit, period(), again).0, bytes, "the same bytes a second time");
    }

    #[test]
    fn an_ad_hoc_report_survives_writing_and_reading((unit, report) in any_unit().prop_flat_map(|unit| (Just(unit), report(unit)))) {
        let period = PLAN.ad_hoc_period().expect("a period");
        let (mut report, asked) = (report, PLAN.info_fields(period).collect::<Vec<_>>());
        report.restrict_to(PLAN.sheets_of(period));
        report.info.retain(|field, _| asked.contains(field) && *field != Field::Period);
        report.days.retain(|field, _| asked.contains(field));
        let (bytes, read) = written_and_read(unit, period, &report);
        prop_assert_eq!(not_clean(unit, period, &read), None);
        let again = read.report().expect("a report");
        let mut said = again.clone();
        said.info.remove(&Field::Period);
        prop_assert!(said.has_same_content(&report), "{:#?}\n{:#?}", said, report);
        prop_assert_eq!(written_and_read(unit, period, again).0, bytes, "the same bytes a second time");
    }
}

#[test]
fn uncertain_numbers_stay_uncertain() {
    let unit = PLAN.expected(period()).next().expect("a unit");
    let mut report = Report::default();
    for (indicator, (reading, raw)) in PLAN.indicators.iter().zip([
        (count_from_number(2.0, Some("2.000")), "2"),
        (Reading::misread(Why::OtherMeasure("nghìn lượt".into()), Some(Decimal::from(3))), "3"),
        (Reading::misread(Why::SeveralPlaces, None), "5"),
        (count_from_number(12.0, Some("12 nghìn")), "12"),
        (count_from_number(12.0, Some("")), "12"),
    ]) {
        let (at, raw) = (None, Some(raw.into()));
        report.figures.push(Figure {
            indicator: indicator.code.clone(),
            reading,
            raw,
            at,
            as_text: false,
            rivals: Vec::new(),
            note: None,
        });
    }
    let (_, read) = written_and_read(unit, period(), &report);
    let again = read.report().expect("a report");
    assert!(
        again.figures.iter().take(5).all(|figure| matches!(figure.reading, Reading::Misread(_))),
        "{:?}",
        again.figures
    );
}
