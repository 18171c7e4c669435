//! Tests of reading and writing decisions.

use super::*;
use crate::error::Fault;
use crate::load::{decision_entry, shipped};
use crate::text::Lang;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| shipped::plan().expect("the shipped plan"));
const RULES: [&str; 2] = ["C101", "G101"];

fn load(text: &str) -> Result<Decisions, Error> {
    decisions(Source { name: "quyet-dinh.toml", text }, &PLAN, &RULES)
}

/// Lists the errors of a text as `line: message`, in English.
fn faults(text: &str) -> Vec<String> {
    match load(text) {
        Err(Error::Unsound(faults)) => faults
            .iter()
            .map(|Fault { line, what, .. }| format!("{line}: {}", what.in_lang(Lang::En)))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_shipped_file_has_no_decision() {
    assert_eq!(load(shipped::DECISIONS).expect("a sound file"), Decisions::new());
}

#[test]
fn a_missing_reason_is_an_error_with_its_line() {
    let text = "# chú thích\n[[exempt]]\nperiod = \"2024-6T\"\nunit = \"H-THOXUAN\"\nby = \"B\"\non = 2024-05-05\n";
    assert_eq!(faults(text), ["2: [[exempt]] lacks “reason”; add it."]);
    assert_eq!(
        faults(&text.replace("by =", "reason = \"\"\nby =")),
        ["5: “reason” is empty; fill it in."]
    );
}

#[test]
fn all_unknown_codes_are_reported() {
    let text = "[[waive]]\nperiod = \"2024-7T\"\nunit = \"H-THOXUA\"\nrule = \"C110\"\nreason = \"r\"\nby = \"b\"\non = 2024-05-05\n";
    let expected = [
        "2: There is no code “2024-7T”; did you mean “2024-6T”?",
        "3: There is no code “H-THOXUA”; did you mean “H-THOXUAN”?",
        "4: There is no code “C110”; did you mean “C101”?",
    ];
    assert_eq!(faults(text), expected);
}

#[test]
fn decisions_on_files_are_read() {
    let with = |more: &str| {
        let sha256 = "0".repeat(64);
        format!(
            "[[file]]\nperiod = \"2024-6T\"\nfile = \"nhan/a.xlsx\"\nsha256 = \"{sha256}\"\n{more}reason = \"r\"\nby = \"b\"\non = 2024-05-05\n"
        )
    };
    let rulings = |text: &str| {
        load(text)
            .expect("sound")
            .iter()
            .map(|decision| decision.ruling.clone())
            .collect::<Vec<_>>()
    };
    let file = FileRef { path: "nhan/a.xlsx".to_owned(), sha256: "0".repeat(64) };
    assert_eq!(rulings(&with("counts = true\n")), [Ruling::Choice(file.clone())]);
    assert_eq!(
        rulings(&with("unit = \"S-YT\"\n")),
        [Ruling::Identity { file, unit: "S-YT".into() }]
    );
    for neither in [
        "",
        "counts = false\n",
        "counts = true\nunit = \"S-YT\"\n",
        "counts = true\nignore = true\n",
        "ignore = false\n",
    ] {
        assert!(
            faults(&with(neither))[0].starts_with("1: [[file]] needs one of three"),
            "{neither}"
        );
    }
    assert!(
        faults(&with("counts = true\n").replace("0000", "xx"))[0]
            .starts_with("4: “sha256” must be 64")
    );
}

#[test]
fn a_decision_that_ends_before_its_date_is_an_error() {
    let text = "[[exempt]]\nperiod = \"2024-6T\"\nunit = \"S-YT\"\nreason = \"r\"\nby = \"b\"\non = 2024-05-05\nuntil = 2024-05-04\n";
    assert_eq!(
        faults(text),
        ["7: The decision ends (until = 2024-05-04) before the day it was made (on = 2024-05-05)."]
    );
}

fn ruling() -> impl Strategy<Value = Ruling> {
    let words = || proptest::option::of("[^\u{0}-\u{8}\r\u{7f}]{1,30}");
    let day = (0_u32..2000).prop_map(|days| {
        NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day") + chrono::TimeDelta::days(days.into())
    });
    let file = "[a-zđ /]{1,9}[a-z]".prop_map(|name| FileRef {
        path: format!("nhan/{}", name.split_whitespace().collect::<Vec<_>>().join(" ")),
        sha256: "ab".repeat(32),
    });
    let waiver = (words(), words(), any::<bool>()).prop_map(|(at, value, owned)| {
        let unit = owned.then(|| "S-YT".into());
        Ruling::Waive(Subject {
            rule: "C101".to_owned(),
            file: (!owned).then(|| "nhan/tệp.xlsx".to_owned()),
            unit,
            at,
            value,
        })
    });
    prop_oneof![
        waiver,
        day.clone().prop_map(|to| Ruling::Extend { unit: "S-YT".into(), to }),
        Just(Ruling::Exempt("S-YT".into())),
        (file.clone(), day).prop_map(|(file, received)| Ruling::Receipt { file, received }),
        file.clone().prop_map(|file| Ruling::Identity { file, unit: "S-YT".into() }),
        file.clone().prop_map(Ruling::Choice),
        file.prop_map(Ruling::Ignore),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]
    #[test]
    fn written_decisions_are_read_back(ruling in ruling(), lasts in any::<bool>()) {
        let on = NaiveDate::from_ymd_opt(2024, 5, 5).expect("a day");
        let undone = lasts.then(|| Undone { by: "Trần \"C\"".to_owned(), on, reason: Some("ghi nhầm".to_owned()) });
        let decision = Decision {
            number: 1,
            line: 3,
            period: "2024-6T".into(),
            ruling,
            reason: "Đã hỏi \"đơn vị\" \\ 12".to_owned(),
            by: "Nguyễn Văn B".to_owned(),
            on,
            until: lasts.then_some(on),
            undone,
        };
        let text = format!("# một\n{}", decision_entry(&decision, "hai\n\n"));
        let read = load(&text).map_err(|error| TestCaseError::fail(format!("{}\n{text}", error.message(Lang::En))))?;
        prop_assert_eq!(read.first().map(|read| &**read), Some(&decision));
    }
}
