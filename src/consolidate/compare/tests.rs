use super::*;
use crate::model::submission::Unreadable;
use crate::render::json;
use crate::rules::fixture::{Fixture, case, day};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn facts(fixture: &Fixture) -> Results {
    Results::parse(&json::document(&fixture.outcome())).expect("results")
}

/// Returns the changes as `CODE old→new: UNIT ±n reasons findings`.
fn changes(old: &Fixture, new: &Fixture) -> Vec<String> {
    let (old, new) = (facts(old), facts(new));
    let difference = Difference::between(&old, &new).expect("one period");
    let mut changes = Vec::new();
    for total in &difference.totals {
        let of_units = total.contributions.iter().map(|part| {
            let ids: Vec<&str> = part
                .findings
                .iter()
                .map(|finding| finding.id.split('-').next().unwrap_or_default())
                .collect();
            format!("{} {:+} {:?} {ids:?}", part.unit, part.change, part.reasons)
        });
        changes.push(format!(
            "{} {}→{}: {}",
            total.indicator,
            total.old.number.expect("a sum"),
            total.new.number.expect("a sum"),
            of_units.collect::<Vec<_>>().join("; ")
        ));
    }
    changes
}

#[test]
fn the_same_results_do_not_differ() {
    let facts = facts(&case());
    let difference = Difference::between(&facts, &facts).expect("one period");
    assert!(difference.totals.is_empty() && difference.units.is_empty());
}

#[test]
fn a_new_report_contributes_all_its_figures() {
    let changes = changes(&case().missing("B"), &case());
    assert_eq!(changes[3], "CT04 200→300: B +100 [NewReport] []");
    // zero is a figure too, so the number of units differs
    assert_eq!(changes[4], "CT05 0→0: B +0 [NewReport] []");
}

#[test]
fn a_removed_report_removes_its_figures() {
    assert_eq!(changes(&case(), &case().missing("B"))[3], "CT04 300→200: B -100 [Withdrawn] []");
}

#[test]
fn an_excluded_figure_names_the_error() {
    let faulty = case().figure("A", "CT05", "khoảng 200");
    assert_eq!(changes(&case(), &faulty), ["CT05 0→0: A +0 [NoLongerCounted] [\"G101\"]"]);
    assert_eq!(
        changes(&faulty, &case().number("A", "CT05", 200.0)),
        ["CT05 0→200: A +200 [NowCounted] [\"G101\"]"]
    );
}

#[test]
fn an_unusable_report_is_not_a_removed_one() {
    let two = case().another("A", "16/BC-A", day(2024, 4, 27), |_| {});
    assert_eq!(changes(&case(), &two)[3], "CT04 300→200: A -100 [NoLongerCounted] [\"N105\"]");
    let damaged = case().unreadable("A", Unreadable::Encrypted);
    assert_eq!(changes(&damaged, &case())[3], "CT04 200→300: A +100 [NowCounted] [\"T102\"]");
}

#[test]
fn replacements_and_changed_values_are_distinguished() {
    let changed = case().number("A", "CT05", 7.0);
    assert_eq!(changes(&case(), &changed), ["CT05 0→7: A +7 [ValueChanged] []"]);
    let replaced = changed.edit("A", |submission| submission.sha256 = "other bytes".to_owned());
    assert_eq!(changes(&case(), &replaced), ["CT05 0→7: A +7 [ReplacedFile] []"]);
}

#[test]
fn units_with_another_state_are_listed() {
    let (old, new) =
        (facts(&case()), facts(&case().arrived("C", Some(day(2024, 5, 3))).missing("B")));
    let difference = Difference::between(&old, &new).expect("one period");
    let units: Vec<&str> =
        difference.units.iter().filter_map(|[_, now]| Some(now.as_ref()?.unit.as_str())).collect();
    assert_eq!(units, ["B", "C"]);
    assert_eq!(difference.findings()[0], [0, 1], "B is missing");
}

#[test]
fn results_of_two_periods_are_not_compared() {
    let (old, mut new) = (facts(&case()), facts(&case()));
    new.period = "2099-NAM".into();
    assert!(Difference::between(&old, &new).expect_err("two periods").en.contains("2099-NAM"));
}

#[test]
fn other_files_are_not_compared() {
    let text = json::document(&case().outcome());
    let why = |text: &str| Results::parse(text).expect_err("no results").en;
    assert!(why("{").contains("line 1"));
    assert!(why("{}").contains("not a tong-hop.json"));
    assert!(why(&text.replace("\"schema\": 2", "\"schema\": 7")).contains("schema 7"));
    assert!(
        Results::parse(&text.replace("\"schema\": 2", "\"schema\": 1")).is_ok(),
        "as versions before wrote it"
    );
    assert!(why(&text.replace("\"sum\": \"300\"", "\"sum\": \"301\"")).contains("total of CT04"));
    assert!(Results::parse(&format!("\u{feff}{text}")).is_ok(), "as an editor may have saved it");
}

/// Results in which each unit has arbitrary figures or no report.
fn any_facts() -> impl Strategy<Value = Results> {
    let figure = proptest::sample::select(vec![
        "0",
        "7",
        "1.204",
        "12 buổi",
        "",
        "không phát sinh",
        "-3",
        "1,25",
    ]);
    let unit = proptest::option::weighted(0.8, proptest::collection::vec(figure, 5));
    proptest::collection::vec(unit, 3).prop_map(|units| {
        let fixture =
            ["A", "B", "C"].into_iter().zip(units).fold(case(), |fixture, (unit, figures)| {
                let Some(figures) = figures else {
                    return fixture.missing(unit);
                };
                let codes = ["CT01", "CT02", "CT03", "CT04", "CT05"];
                codes
                    .into_iter()
                    .zip(figures)
                    .fold(fixture, |fixture, (code, text)| fixture.figure(unit, code, text))
            });
        facts(&fixture)
    })
}

proptest! {
    #[test]
    fn the_contributions_add_up_to_the_change(old in any_facts(), new in any_facts()) {
        let difference = Difference::between(&old, &new).expect("one period");
        let units = |sum: &Aggregate| i64::try_from(sum.units).expect("a number");
        for total in &difference.totals {
            let parts = &total.contributions;
            prop_assert_eq!(parts.iter().map(|part| part.change).sum::<Decimal>(), total.change().expect("a sum"));
            let came = parts.iter().filter(|part| part.old.and_then(ValueEntry::amount).is_none()).count();
            let went = parts.iter().filter(|part| part.new.and_then(ValueEntry::amount).is_none()).count();
            prop_assert_eq!(units(&total.new) - units(&total.old), i64::try_from(came).expect("a number") - i64::try_from(went).expect("a number"));
            prop_assert!(parts.iter().all(|part| !part.reasons.is_empty()));
        }
        // every differing total is reported
        for total in &new.totals {
            let was = old.totals.iter().find(|other| other.indicator == total.indicator).expect("a total");
            let changes = difference.totals.iter().any(|change| *change.indicator == total.indicator);
            prop_assert!(changes || (was.sum, was.units) == (total.sum, total.units));
        }
    }
}
