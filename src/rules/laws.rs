//! Tests that all rules are complete and consistent.

use super::fixture::{case, codes, date, day, total};
use super::{Check, RULES, Rule, Scope, Severity, Waiver};
use crate::model::form::Sheet;
use crate::model::origin::CellRef;
use crate::model::reading::{Reading, Why};
use crate::model::submission::{ForeignKind, Observed, Report, Unreadable};
use crate::msg;
use crate::text::Text;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use unicode_normalization::is_nfc;

/// Rule families in the order of the catalog.
const FAMILIES: &str = "KTBGNCL";

/// Rules by severity, as in the contract.
const ERRORS: &str = "T101 T102 T103 T104 T105 T108 T110 T111 T112 B101 B102 B105 B107 B109 B110 G101 G102 G103 G104 G105 G106 \
                      G108 G111 N101 N105 C101 C102 L101";
const WARNINGS: &str = "K101 K103 T107 T109 B103 B104 B108 B111 G107 G109 G110 G112 N102 N106 N107 N108 N109 C103 C104 C105 C106 \
                      L102 L103 L104";
const NOTES: &str = "K102 T106 B106 N103 N104";

/// Rules with a fixed severity.
const FIXED: [&str; 21] = [
    "T101", "T102", "T103", "T104", "T105", "T108", "T110", "T111", "T112", "B101", "B102", "B105",
    "B107", "B109", "B110", "G101", "G104", "G105", "G106", "G111", "N105",
];

fn texts(rule: &Rule) -> [Text; 5] {
    [rule.title, rule.why, rule.bad, rule.good, rule.fix]
}

#[test]
fn a_code_is_a_family_letter_and_three_digits() {
    for rule in RULES {
        let (family, number) = rule.code.split_at(1);
        assert!(
            FAMILIES.contains(family)
                && number.len() == 3
                && number.bytes().all(|b| b.is_ascii_digit()),
            "{}",
            rule.code
        );
    }
}

#[test]
fn codes_are_unique_and_in_order() {
    let places: Vec<_> =
        RULES.iter().map(|rule| (FAMILIES.find(rule.code.split_at(1).0), rule.code)).collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
}

#[test]
fn every_rule_file_is_in_the_list() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let names = std::fs::read_dir(folder)
        .expect("the rules")
        .map(|entry| entry.expect("a file").file_name());
    let stems = names.filter_map(|name| {
        name.to_str().and_then(|name| name.strip_suffix(".rs")).map(str::to_uppercase)
    });
    let is_code =
        |stem: &String| stem.len() == 4 && stem.bytes().skip(1).all(|b| b.is_ascii_digit());
    let files: BTreeSet<String> = stems.filter(is_code).collect();
    assert_eq!(files, RULES.iter().map(|rule| rule.code.to_owned()).collect());
}

#[test]
fn severities_agree_with_the_contract() {
    for rule in RULES {
        let list = match rule.severity {
            Severity::Error => ERRORS,
            Severity::Warning => WARNINGS,
            Severity::Note => NOTES,
        };
        assert!(
            list.split_whitespace().any(|code| code == rule.code),
            "{} is no {}",
            rule.code,
            rule.severity.word()
        );
    }
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    for rule in RULES {
        for text in texts(rule).into_iter().flat_map(|text| [text.vi, text.en]) {
            assert!(
                !text.trim().is_empty() && text.trim() == text && is_nfc(text),
                "{}: {text}",
                rule.code
            );
            let plain = text.replace("#REF!", "").replace("#DIV/0!", "");
            assert!(!plain.contains('!'), "{}: {text}", rule.code);
        }
        for text in [rule.title, rule.why, rule.fix] {
            assert_ne!(text.vi, text.en, "{}", rule.code);
        }
        for text in [rule.why, rule.fix] {
            assert!(text.vi.ends_with('.') && text.en.ends_with('.'), "{}: {}", rule.code, text.vi);
        }
        assert!(
            ![rule.title.vi, rule.title.en].iter().any(|title| title.ends_with('.')),
            "{}",
            rule.code
        );
        assert!(
            rule.fix.vi != rule.title.vi && rule.fix.en != rule.title.en && rule.bad != rule.good,
            "{}",
            rule.code
        );
    }
}

#[test]
fn titles_are_unique() {
    for side in [(|text| text.vi) as fn(Text) -> &'static str, |text| text.en] {
        assert_eq!(
            RULES.iter().map(|rule| side(rule.title)).collect::<BTreeSet<_>>().len(),
            RULES.len()
        );
    }
}

#[test]
fn a_rule_is_found_by_its_code_in_any_case() {
    assert_eq!(super::by_code(" g101 ").map(|rule| rule.code), Some("G101"));
    assert!(super::by_code("G999").is_none());
}

/// A figure that cannot be read must not be lost without a finding.
#[test]
fn every_reason_for_a_misread_figure_is_a_finding() {
    let reasons = [
        (Why::NotANumber, "G101 A"),
        (Why::Unreadable, "G101 A"),
        (Why::Negative, "G104 A"),
        (Why::Fraction, "G104 A"),
        (Why::TooLarge, "G104 A"),
        (Why::TwoReadings(Decimal::from(1250)), "G106 A"),
        (Why::ErrorValue, "G105 A"),
        (Why::ShownOtherwise("12 nghìn".to_owned()), "G111 A"),
        (Why::Uncomputed, "T108 A"),
        (Why::OtherMeasure("nghìn cuộc".to_owned()), "B107 A"),
    ];
    for (why, expected) in reasons {
        let fixture = case().reading("A", "CT05", Reading::misread(why.clone(), None), "?", false);
        assert_eq!(codes(&fixture), [expected], "{why:?}");
    }
}

/// An unreadable file is one finding, and the other files are read.
#[test]
fn every_reason_for_an_unreadable_file_is_one_finding() {
    let what = || msg!("lý do", "reason");
    let (sheet, stamp) = ("Số liệu".into(), "MẬT".to_owned());
    let reasons = [
        (Unreadable::Damaged(what()), "T101 A"),
        (Unreadable::Empty(what()), "T101 A"),
        (Unreadable::Encrypted, "T102 A"),
        (Unreadable::TooLarge(what()), "T103 A"),
        (Unreadable::NotSpreadsheet(what(), ForeignKind::Document), "T104 A"),
        (Unreadable::Classified { sheet, cell: None, stamp }, "T110 A"),
        (Unreadable::Doubled(what()), "T112 A"),
    ];
    for (reason, expected) in reasons {
        assert_eq!(codes(&case().unreadable("A", reason)), [expected]);
    }
}

#[test]
fn a_sound_case_has_no_findings() {
    assert_eq!(codes(&case()), [""; 0]);
    assert!(RULES.iter().any(|rule| matches!(rule.check, Check::Case(_))));
}

#[test]
fn only_errors_about_unreadable_data_have_a_fixed_severity() {
    let fixed: Vec<_> = super::grades().into_iter().filter(|grade| grade.fixed).collect();
    assert_eq!(fixed.iter().map(|grade| grade.rule).collect::<Vec<_>>(), FIXED);
    assert!(fixed.iter().all(|grade| grade.severity == Severity::Error));
}

/// A severity of error set by the plan excludes the values concerned, and no others.
#[test]
fn a_warning_made_an_error_excludes_its_values() {
    let outside = |report: &mut Report| {
        report.documents[0].issued =
            Some(date(Some(day(2023, 3, 15)), "15/3/2023", false, Sheet::Documents));
    };
    let swapped = |report: &mut Report| {
        report.documents[0].issued =
            Some(date(Some(day(2024, 9, 3)), "03/9/2024", true, Sheet::Documents));
    };
    let cases = [
        ("G107", case().figure("A", "CT05", "15"), "CT05"),
        ("G109", case().report("A", outside), "CT01"),
        ("G110", case().report("A", swapped), "CT01"),
        ("B104", case().observed("A", Observed::RowByWording, None), "CT01"),
        ("B108", case().observed("A", Observed::Hidden(true), None), "CT01"),
        ("C105", case().number("A", "CT01", 3.0), "CT01"),
        ("L102", case().task("A", "T1", Some("Không phát sinh"), None), "CT04"),
    ];
    for (code, fixture, indicator) in cases {
        let fixture = fixture.report("A", |report| {
            report.observations.iter_mut().for_each(|seen| seen.cells = vec![CellRef::new(1, 3)]);
        });
        assert_eq!(
            (codes(&fixture), total(&fixture, indicator).1),
            (vec![format!("{code} A")], 3),
            "{code}"
        );
        let graver =
            fixture.plan(|plan| plan.severities.extend([(code.to_owned(), Severity::Error)]));
        assert_eq!((total(&graver, indicator).1, total(&graver, "CT02").1), (2, 3), "{code}");
        let outcome = graver.outcome();
        assert_eq!(
            (outcome.findings[0].severity, outcome.count(Severity::Error)),
            (Severity::Error, 1),
            "{code}"
        );
    }
}

#[test]
fn no_unit_is_asked_to_act_for_the_office() {
    let of_office = [
        "tonghop",
        ".toml",
        "so-den",
        "Hỏi ",
        "ới đơn vị",
        "ề nghị đơn vị",
        "văn phòng thêm",
        "văn phòng ghi",
        "khỏi máy",
    ];
    let reach_units =
        |rule: &&&Rule| !matches!(rule.scope, Scope::Version | Scope::Unit | Scope::Office);
    for rule in RULES.iter().filter(reach_units).filter(|rule| rule.severity != Severity::Note) {
        let asked = rule.unit_fix().vi;
        assert!(!of_office.iter().any(|words| asked.contains(words)), "{}: {asked}", rule.code);
    }
}

#[test]
fn a_rule_without_waiver_has_other_remedies() {
    for rule in RULES.iter().filter(|rule| rule.waiver == Waiver::Never) {
        assert!(!rule.remedies.is_empty(), "{}", rule.code);
    }
}

/// Code outside the rules depends on properties of a rule, never on its code.
#[test]
fn rule_codes_occur_only_in_the_rules() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("a source"));
    let mut named = Vec::new();
    for entry in sources.filter(|entry| entry.path().extension().is_some_and(|end| end == "rs")) {
        let name = entry.path().strip_prefix(&root).expect("below").to_string_lossy().into_owned();
        if name.starts_with("rules") || name.contains("tests") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("a source");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        named.extend(
            RULES
                .iter()
                .filter(|rule| code.contains(&format!("\"{}\"", rule.code)))
                .map(|rule| format!("{name}: {}", rule.code)),
        );
    }
    assert_eq!(named, [""; 0]);
}
