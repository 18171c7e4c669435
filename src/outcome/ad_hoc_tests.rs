//! Tests of ad hoc reports, alone and during a dated period.

use crate::model::file_role::VersionRole;
use crate::model::form::{Field, Sheet};
use crate::model::incident::JoinedIncident;
use crate::model::submission::{Content, PeriodClaim};
use crate::rules::fixture::{Fixture, case, codes, date, day, incident, words};
use chrono::NaiveDate;

fn joined_incidents(fixture: &Fixture) -> Vec<String> {
    let outcome = fixture.outcome();
    let line = |told: &JoinedIncident<'_>| {
        let words = told.first.incident.event.as_ref().map_or("", |event| &*event.value).to_owned();
        format!("{} {words} {}", told.unit, told.sources().filter(|telling| telling.ad_hoc).count())
    };
    outcome.case.incidents().iter().map(line).collect()
}

fn march(n: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2024, 3, n)
}

#[test]
fn ad_hoc_reports_do_not_replace_each_other_and_are_never_late() {
    let fixture = case()
        .ad_hoc("A", "1/BC", &[(march(9), "Vụ một")])
        .ad_hoc("A", "2/BC", &[(march(2), "Vụ hai")])
        .for_ad_hoc_period();
    assert_eq!(codes(&fixture), [""; 0]);
    assert_eq!(joined_incidents(&fixture), ["A Vụ hai 1", "A Vụ một 1"]);
    let outcome = fixture.outcome();
    assert!(outcome.consolidation.totals.is_empty() && outcome.consolidation.progress.is_empty());
}

#[test]
fn a_declared_replacement_replaces_only_that_report() {
    let mut fixture = case().ad_hoc("A", "1/BC", &[(march(9), "Vụ một")]).ad_hoc(
        "A",
        "2/BC",
        &[(march(2), "Vụ hai")],
    );
    fixture = fixture.ad_hoc("A", "3/BC", &[(march(9), "Vụ một, kết quả")]).for_ad_hoc_period();
    if let Content::Report(report) = &mut fixture.inputs.submissions[2].content {
        report.info.insert(Field::Replaces, words("1/BC", Sheet::Info, 2));
    }
    assert_eq!(codes(&fixture), ["N104 A"]);
    assert_eq!(joined_incidents(&fixture), ["A Vụ hai 1", "A Vụ một, kết quả 1"]);
    // a replacement with errors does not replace an accepted report
    if let Content::Report(report) = &mut fixture.inputs.submissions[2].content {
        report.incidents[0].happened = None;
    }
    assert_eq!(joined_incidents(&fixture), ["A Vụ hai 1", "A Vụ một 1"]);
}

#[test]
fn duplicates_count_once() {
    let mut fixture = case().ad_hoc("A", "1/BC", &[(march(9), "Vụ một")]).ad_hoc(
        "A",
        "1/BC",
        &[(march(9), "Vụ một")],
    );
    fixture.inputs.ad_hoc[1].file = "nhan/2024-DX/ban-sao.xlsx".into();
    let fixture = fixture.for_ad_hoc_period();
    assert_eq!(codes(&fixture), ["T106 A"]);
    assert_eq!(joined_incidents(&fixture), ["A Vụ một 1"]);
}

#[test]
fn the_data_window_includes_its_first_and_last_day() {
    let days = [day(2023, 10, 31), day(2023, 11, 1), day(2024, 4, 30), day(2024, 5, 1)].map(Some);
    let [before, first, last, after] = days;
    let fixture = case().ad_hoc(
        "B",
        "1/BC",
        &[(after, "Sau"), (last, "Cuối"), (first, "Đầu"), (before, "Trước")],
    );
    assert_eq!(joined_incidents(&fixture), ["B Đầu 1", "B Cuối 1"]);
    assert_eq!(codes(&fixture), [""; 0]);
}

#[test]
fn an_undated_incident_is_in_every_period_and_an_error() {
    let undated = || {
        let mut fixture = case()
            .ad_hoc("B", "1/BC", &[(None, "Không ngày"), (march(1), "Có ngày")])
            .ad_hoc("C", "2/BC", &[(None, "Tháng ba")]);
        if let Content::Report(report) = &mut fixture.inputs.ad_hoc[1].content {
            report.incidents[0].happened = Some(date(None, "tháng 3", false, Sheet::Incidents));
        }
        fixture
    };
    assert_eq!(joined_incidents(&undated()), ["B Có ngày 1", "B Không ngày 1", "C Tháng ba 1"]);
    assert_eq!(codes(&undated().for_ad_hoc_period()), ["G103 B", "G102 C"]);
}

#[test]
fn an_incident_in_both_reports_is_one_with_two_sources() {
    let listed = |n, text: &str| {
        let listed = incident(march(n), text, &"nhan/P/A.xlsx".into());
        case().report("A", |report| report.incidents.push(listed)).ad_hoc(
            "A",
            "1/BC",
            &[(march(9), "Vụ cháy  Rừng.")],
        )
    };
    assert_eq!(joined_incidents(&listed(9, "Vụ cháy rừng")), ["A Vụ cháy rừng 1"]);
    assert_eq!(
        joined_incidents(&listed(8, "Vụ cháy rừng")),
        ["A Vụ cháy rừng 0", "A Vụ cháy  Rừng. 1"]
    );
    assert_eq!(joined_incidents(&listed(9, "Vụ cháy rừng ở xã")).len(), 2);
}

#[test]
fn equal_rows_of_one_report_are_two_incidents() {
    let fixture = case().ad_hoc("A", "1/BC", &[(march(9), "Vụ việc"), (march(9), "Vụ việc")]);
    assert_eq!(joined_incidents(&fixture).len(), 2);
    assert_eq!(joined_incidents(&fixture.for_ad_hoc_period()).len(), 2);
}

#[test]
fn surplus_sheets_of_an_ad_hoc_report_are_reported() {
    let mut fixture = case().ad_hoc("A", "1/BC", &[(march(9), "Vụ việc")]).for_ad_hoc_period();
    if let Content::Report(report) = &mut fixture.inputs.submissions[0].content {
        report.figures = match &case().inputs.submissions[0].content {
            Content::Report(full) => full.figures.clone(),
            _ => Vec::new(),
        };
        report.period = PeriodClaim::Unsaid;
    }
    assert_eq!(
        codes(&fixture),
        ["B103 A", "G103 A"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(fixture.outcome().case.dossiers[0].versions[0].role, VersionRole::Current);
}
