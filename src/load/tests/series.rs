//! Tests of `[[series]]`.

use super::*;
use crate::model::period::Period;

/// Returns the plan of another example with these series instead of its periods.
fn with(series: &str) -> Files {
    let mut files = Files::another();
    let start = files.plan.find("[[series]]").unwrap();
    let end = files.plan.find("[[task]]").unwrap();
    files.plan.replace_range(start..end, &format!("{series}\n"));
    files
}

fn periods(series: &str) -> Vec<Period> {
    let plan = with(series).load();
    plan.unwrap_or_else(|error| panic!("{}", error.message(Lang::Vi))).periods
}

/// Returns code, window, last on-time day and previous period; a star marks one that is included.
fn shown(period: &Period) -> String {
    let previous = period.previous.as_ref().map_or(String::new(), |previous| {
        format!(" {}{}", previous.code, if previous.included { "*" } else { "" })
    });
    format!(
        "{} {}..{} {}{previous}",
        period.code,
        period.from.unwrap(),
        period.to.unwrap(),
        period.deadline.unwrap().last_day(),
    )
}

#[test]
fn a_series_gives_periods_windows_and_deadlines() {
    let monthly = periods(
        "[[series]]\nevery = \"month\"\nwindow = { from = 15, to = 14 }\ndue = { by = 19 }\n",
    );
    assert_eq!(monthly.len(), 12);
    assert_eq!(shown(&monthly[0]), "2026-T01 2025-12-15..2026-01-14 2026-01-19 2025-T12");
    assert_eq!(shown(&monthly[8]), "2026-T09 2026-08-15..2026-09-14 2026-09-19 2026-T08");
    let quarterly = "[[series]]\nevery = \"quarter\"\ndue = { before = 5, months_after = 1 }\n";
    assert_eq!(
        periods(quarterly).iter().map(shown).collect::<Vec<_>>(),
        [
            "2026-Q1 2026-01-01..2026-03-31 2026-04-04 2025-Q4",
            "2026-Q2 2026-04-01..2026-06-30 2026-07-04 2026-Q1",
            "2026-Q3 2026-07-01..2026-09-30 2026-10-04 2026-Q2",
            "2026-Q4 2026-10-01..2026-12-31 2027-01-04 2026-Q3",
        ]
    );
    let cumulative = "[[series]]\nevery = \"quarter\"\ncumulative = true\ndue = { by = 31 }\n";
    assert_eq!(
        periods(cumulative).iter().map(shown).collect::<Vec<_>>(),
        [
            "2026-Q1 2026-01-01..2026-03-31 2026-03-31",
            "2026-6T 2026-01-01..2026-06-30 2026-06-30 2026-Q1*",
            "2026-9T 2026-01-01..2026-09-30 2026-09-30 2026-6T*",
            "2026-NAM 2026-01-01..2026-12-31 2026-12-31 2026-9T*",
        ]
    );
    let halves = "[[series]]\nevery = \"half-year\"\ndue = { by = 31 }\n";
    assert_eq!(
        periods(halves).iter().map(shown).collect::<Vec<_>>(),
        [
            "2026-6T 2026-01-01..2026-06-30 2026-06-30 2025-6TC",
            "2026-6TC 2026-07-01..2026-12-31 2026-12-31 2026-6T",
        ]
    );
    let yearly = "[[series]]\nevery = \"year\"\ndue = { by = 14 }\nwindow = { from = 15, to = 14 }";
    assert_eq!(
        periods(yearly).iter().map(shown).collect::<Vec<_>>(),
        ["2026-NAM 2025-12-15..2026-12-14 2026-12-14 2025-NAM"]
    );
}

#[test]
fn a_series_names_its_periods_in_both_languages() {
    let names = |every: &str, cumulative: bool| {
        let series = format!(
            "[[series]]\nevery = \"{every}\"\ncumulative = {cumulative}\ndue = {{ by = 31 }}\n"
        );
        let names = periods(&series).into_iter().map(|period| (period.name, period.name_en));
        names.map(|(vi, en)| format!("{vi} = {en}")).collect::<Vec<_>>()
    };
    let monthly = names("month", false);
    assert_eq!(
        (monthly[1].as_str(), monthly[8].as_str()),
        ("tháng 02 năm 2026 = February 2026", "tháng 9 năm 2026 = September 2026")
    );
    assert_eq!(
        names("quarter", true),
        [
            "quý I năm 2026 = first quarter of 2026",
            "6 tháng đầu năm 2026 = first six months of 2026",
            "9 tháng đầu năm 2026 = first nine months of 2026",
            "năm 2026 = the year 2026",
        ]
    );
    assert_eq!(names("quarter", false)[3], "quý IV năm 2026 = fourth quarter of 2026");
    assert_eq!(names("half-year", false)[1], "6 tháng cuối năm 2026 = last six months of 2026");
    assert_eq!(names("month", true)[1], "2 tháng đầu năm 2026 = first two months of 2026");
}

#[test]
fn faults_of_a_series_are_at_its_lines() {
    let faults = |series: &str| {
        let files = with(series);
        let start = files.plan.lines().position(|line| line == "[[series]]").unwrap();
        let faults = files.faults().into_iter();
        faults.map(|fault| (fault.line - start - 1, fault.what.en)).collect::<Vec<_>>()
    };
    for (series, at, what) in [
        ("every = \"week\"\ndue = { by = 5 }", 1, "“every” is one of \"month\""),
        ("every = \"month\"", 0, "[[series]] lacks “due”"),
        ("every = \"month\"\ndue = {}", 2, "“due” must give a day of the month"),
        ("every = \"month\"\ndue = { by = 32 }", 2, "from 1 to 31"),
        ("every = \"month\"\ndue = { by = 5, before = 6 }", 2, "both as before and as by"),
        ("every = \"month\"\ndue = { by = 15 }", 2, "add a window"),
        (
            "every = \"month\"\ndue = { by = 15 }\nwindow = { from = 15, to = 15 }",
            3,
            "must end on day 14",
        ),
        ("every = \"month\"\ndue = 15", 2, "“due” must be a table"),
        (
            "every = \"quarter\"\ndue = { by = 31 }\nsum_of = \"month\"",
            3,
            "There is no period with the code “2026-T01”",
        ),
        (
            "every = \"quarter\"\ndue = { by = 31 }\nsum_of = \"year\"",
            3,
            "“sum_of” is shorter than “every”",
        ),
        ("every = \"month\"\ndue = { by = 31 }\nname = \"x\"", 3, "[[series]] has no key “name”"),
        (
            "every = \"month\"\ndue = { by = 31 }\n[[series]]\nevery = \"month\"\ndue = { by = 31 }",
            3,
            "The period code “2026-T01” is used on line",
        ),
    ] {
        let found = faults(&format!("[[series]]\n{series}"));
        assert!(
            found.first().is_some_and(|(line, said)| *line == at && said.contains(what)),
            "{series}: {found:?}"
        );
    }
}
