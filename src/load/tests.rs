//! Tests of loading the shipped plan, plans with errors and random texts.

use super::*;
use crate::error::Fault;
use crate::model::period::Previous;
use crate::model::plan::{Duty, Nature, Relation, Role, RowsOf, Thresholds};
use crate::model::severity::Severity;
use crate::text::Lang;
use proptest::prelude::*;

mod faults;
mod series;
mod shipped_plan;
mod units_2026;
mod whole_files;

/// Two rules; the severity of the second is fixed.
const GRADES: [Grade; 2] = [
    Grade { rule: "L103", severity: Severity::Warning, fixed: false },
    Grade { rule: "T101", severity: Severity::Error, fixed: true },
];

/// The shipped files, one of them changed.
struct Files {
    plan: String,
    units: String,
    holidays: String,
}

impl Files {
    fn shipped() -> Self {
        Self {
            plan: shipped::PLAN.to_owned(),
            units: shipped::UNITS.to_owned(),
            holidays: shipped::HOLIDAYS.to_owned(),
        }
    }

    fn another() -> Self {
        Self {
            plan: include_str!("../../examples/02_hang-quy/ke-hoach.toml").to_owned(),
            units: include_str!("../../examples/02_hang-quy/don-vi.toml").to_owned(),
            holidays: shipped::HOLIDAYS.to_owned(),
        }
    }

    fn load(&self) -> Result<Plan, Error> {
        plan(
            Source { name: "ke-hoach.toml", text: &self.plan },
            Source { name: "don-vi.toml", text: &self.units },
            Source { name: "holidays.toml", text: &self.holidays },
            &GRADES,
        )
    }

    fn faults(&self) -> Vec<Fault> {
        match self.load() {
            Ok(_) => Vec::new(),
            Err(Error::Unsound(faults)) => faults,
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn another_plan_needs_only_toml() {
    let plan =
        Files::another().load().unwrap_or_else(|error| panic!("{}", error.message(Lang::Vi)));
    assert_eq!((plan.registry.units().len(), plan.registry.groups().len()), (21, 2));
    assert_eq!((plan.tasks.len(), plan.indicators.len(), plan.year), (3, 10, 2026));
    let last = |code| {
        plan.period(code)
            .and_then(|period| period.deadline)
            .map(|deadline| deadline.last_day().to_string())
    };
    assert_eq!(last("2026-Q3").as_deref(), Some("2026-09-18"));
    assert_eq!(plan.periods.len(), 4);
    let previous = plan.period("2026-Q3").and_then(|period| period.previous.clone());
    assert_eq!(previous, Some(Previous { code: "2026-Q2".into(), included: false }));
    let thresholds =
        |code: &str| plan.indicator(&code.into()).map(|indicator| indicator.thresholds);
    assert_eq!(
        thresholds("CC03"),
        Some(Thresholds { change_percent: 80, change_floor: 30, ..Thresholds::default() })
    );
    assert_eq!(
        thresholds("CC10"),
        Some(Thresholds { change_percent: 80, change_floor: 3, ..Thresholds::default() })
    );
    let settings = settings(Source {
        name: "tonghop.toml",
        text: include_str!("../../examples/02_hang-quy/tonghop.toml"),
    });
    assert_eq!(settings.ok(), Some(Settings { lang: Some(Lang::Vi), ..Settings::default() }));
}

#[test]
fn settings_have_defaults_and_report_errors() {
    let read = |text| settings(Source { name: "tonghop.toml", text });
    assert_eq!(read("").ok(), Some(Settings::default()));
    let own = read("holidays = \"nghi.toml\"\nlang = \"en\"").ok();
    assert_eq!(
        own.map(|own| (own.holidays, own.lang)),
        Some((Some("nghi.toml".to_owned()), Some(Lang::En)))
    );
    let Err(Error::Unsound(faults)) = read("plan = 3\nunit = \"x\"\nlang = \"fr\"") else {
        panic!("sound")
    };
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(faults[1].what.en.contains("did you mean “units”?"), "{}", faults[1].what.en);
}

/// Checks that loading succeeds or reports at least one error within a file.
fn load_or_report(files: &Files) -> Result<(), TestCaseError> {
    match files.load() {
        Ok(_) => Ok(()),
        Err(Error::Unsound(faults)) => {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| fault.line >= 1
                && !fault.what.vi.is_empty()
                && !fault.what.en.is_empty()));
            Ok(())
        }
        Err(other) => Err(TestCaseError::fail(other.message(Lang::En))),
    }
}

/// Replaces a piece of a text.
fn mutated(text: &str, at: usize, cut: usize, put: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = at % (chars.len() + 1);
    chars
        .iter()
        .take(at)
        .chain(&put.chars().collect::<Vec<_>>())
        .chain(chars.iter().skip(at + cut))
        .collect()
}

fn snippet() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        prop::sample::select(vec![
            "\"",
            "[",
            "]]",
            "\"\"\"",
            "=",
            "\n",
            "[[task]]\n",
            "\ncode = \"CT01\"\n",
            "{",
            "}",
            ",",
            "#",
            "2024-02-30",
            "true",
            "\u{feff}",
            "'",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_plan_or_has_errors(plan in "(?s).{0,200}", units in "(?s).{0,200}", holidays in "(?s).{0,200}") {
        load_or_report(&Files { plan, units, holidays })?;
    }

    #[test]
    fn any_toml_is_a_plan_or_has_errors(lines in prop::collection::vec(
        "(\\[\\[?(plan|office|period|task|assignment|indicator|relation|headings|group|unit|naming|year|holiday)\\]\\]?|(code|name|tasks|units|everyone|before|kind|both|order|day) = (1|\"II\\.1\"|\"CT01\"|true|2024-05-01|\\[\\]|\\[\"CT01\", 3\\]|\\{ a = 1 \\}))",
        0..30,
    )) {
        let text = lines.join("\n");
        load_or_report(&Files { plan: text.clone(), units: text.clone(), holidays: text })?;
    }

    #[test]
    fn a_mutated_plan_is_valid_or_has_errors(at in 0usize..60_000, cut in 0usize..40, put in snippet()) {
        let mut files = Files::shipped();
        files.plan = mutated(&files.plan, at, cut, &put);
        load_or_report(&files)?;
    }

    #[test]
    fn mutated_units_and_calendars_are_valid_or_have_errors(at in 0usize..60_000, cut in 0usize..40, put in snippet()) {
        let mut files = Files::another();
        files.units = mutated(&files.units, at, cut, &put);
        files.holidays = mutated(&files.holidays, at, cut, &put);
        load_or_report(&files)?;
    }
}
