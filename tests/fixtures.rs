//! Files written by other programs, listed in `tests/fixtures/README.md`: one report in every
//! format, and cells whose content differs from what they display. The expected readings are exact.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use crate::reports::{PLAN, period};
use crate::tree::root;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use tonghop::model::case::{Inputs, RunScope};
use tonghop::model::form::Field;
use tonghop::model::id::UnitCode;
use tonghop::model::reading::{Reading, Status};
use tonghop::model::status::State;
use tonghop::model::submission::{Content, PeriodClaim, Report, Submission};
use tonghop::outcome::{Outcome, examine};
use tonghop::read::Reader;

/// Figures in all files, in the order of the plan, unless a test says otherwise.
const FIGURES: [i64; 24] =
    [3, 1, 4, 12, 1250, 27, 180, 4500, 2, 64, 31, 3, 5, 5, 4, 1, 120, 2, 95, 6, 9, 7, 5, 1];
/// The reports of the fixtures have no evidence of receipt except the signing date.
pub(crate) const N103: &str = "N103 Thông tin";

fn day(month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2024, month, day)
}

/// A form issued by this program, filled in and saved by other programs.
pub(crate) const SAVED_AGAIN: [&str; 5] = [
    "libreoffice-again.xlsx",
    "libreoffice-again.ods",
    "libreoffice-again.xls",
    "openpyxl-again.xlsx",
    "openpyxl-libreoffice-again.xlsx",
];

/// Two of them with the password that spreadsheet programs try by default.
pub(crate) const PROTECTED: [&str; 4] = [
    "msoffcrypto-protected.xlsx",
    "by-hand-protected.xlsx",
    "libreoffice-protected.xls",
    "xlwt-protected.xls",
];

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fixtures").join(name)).unwrap()
}

/// Returns the outcome for one of the files.
fn outcome(name: &str) -> Outcome<'static> {
    outcome_of(name, &fixture(name))
}

/// Returns the outcome for the bytes of a file.
pub(crate) fn outcome_of(name: &str, bytes: &[u8]) -> Outcome<'static> {
    let reader = Reader::new(
        &PLAN,
        tonghop::book::form::texts(&PLAN),
        Some(env!("CARGO_BIN_EXE_tonghop").into()),
    );
    let submissions = reader.bytes(&name.into(), bytes);
    let as_of = day(4, 25).unwrap();
    examine(
        RunScope { plan: &PLAN, period: period(), as_of },
        Inputs { submissions, ..Inputs::default() },
    )
    .limited_to_files()
}

fn only<'a>(outcome: &'a Outcome<'_>) -> (&'a Submission, &'a Report) {
    let [submission] = outcome.case.submissions.as_slice() else {
        panic!("{:?}", outcome.case.submissions)
    };
    (submission, submission.report().unwrap_or_else(|| panic!("{:?}", submission.content)))
}

/// Returns the findings as `rule sheet cell…`; cells only if there are few.
pub(crate) fn findings(outcome: &Outcome<'_>) -> Vec<String> {
    let line = |finding: &tonghop::rules::Finding| {
        let cells = if finding.rule.code == "N103" || finding.location.cells.len() > 3 {
            Vec::new()
        } else {
            finding.cells()
        };
        let words = [finding.rule.code, finding.location.sheet.as_deref().unwrap_or_default()]
            .map(str::to_owned);
        words.into_iter().chain(cells).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    outcome.findings.iter().map(line).collect()
}

/// Returns the indicators whose reading differs from the expected figure, with their text.
fn other_figures(report: &Report) -> Vec<(String, String)> {
    let known = |figure: i64| Reading::Number(Decimal::from(figure));
    let pairs = report
        .figures
        .iter()
        .zip(FIGURES)
        .filter(|(figure, known_figure)| figure.reading != known(*known_figure));
    pairs
        .map(|(figure, _)| {
            (figure.indicator.to_string(), figure.raw.as_deref().unwrap_or_default().to_owned())
        })
        .collect()
}

/// Checks the unit, all dates and some texts of the report.
fn is_the_report(name: &str, outcome: &Outcome<'_>) {
    let (submission, report) = only(outcome);
    assert_eq!(
        submission.identity.unit.as_ref().map(UnitCode::as_str),
        Some("H-THOXUAN"),
        "{name}"
    );
    assert_eq!(report.period, PeriodClaim::Named("2024-6T".into()), "{name}");
    let days =
        [Field::SignedOn, Field::OwnPlanDate].map(|field| report.day(field).map(|day| day.date));
    assert_eq!(days, [day(4, 22), day(1, 15)], "{name}");
    let issued: Vec<_> = report
        .documents
        .iter()
        .map(|document| document.issued.as_ref()?.value.map(|day| day.date))
        .collect();
    assert_eq!(issued, [day(1, 15), day(2, 5), day(3, 22)], "{name}");
    let happened: Vec<_> = report
        .incidents
        .iter()
        .map(|incident| incident.happened.as_ref()?.value.map(|day| day.date))
        .collect();
    assert_eq!(happened, [day(3, 9)], "{name}");
    assert_eq!(report.text(Field::Officer), Some("Trịnh Văn Đức"), "{name}");
    let third = report.tasks.get(2).unwrap();
    assert_eq!(
        third.status.as_ref().and_then(|status| status.value),
        Some(Status::InProgress),
        "{name}"
    );
    assert_eq!(
        third.result.as_ref().map(|result| &*result.value),
        Some("Rà soát cơ sở kinh doanh có điều kiện."),
        "{name}"
    );
}

fn reads_as(name: &str, figures: &[(&str, &str)], found: &[&str]) {
    assert_report(name, &outcome(name), figures, found);
}

/// Checks that a file is the report, except for some figures, with some findings.
pub(crate) fn assert_report(
    name: &str,
    outcome: &Outcome<'_>,
    figures: &[(&str, &str)],
    found: &[&str],
) {
    is_the_report(name, outcome);
    let figures: Vec<_> =
        figures.iter().map(|(code, raw)| ((*code).to_owned(), (*raw).to_owned())).collect();
    assert_eq!(other_figures(only(outcome).1), figures, "{name}");
    assert_eq!(findings(outcome), found, "{name}");
}

#[test]
fn a_report_is_equal_in_all_formats() {
    let forms = [
        "openpyxl-form.xlsx",
        "libreoffice-form.xlsx",
        "libreoffice-form.ods",
        "libreoffice-form.xls",
    ];
    for name in forms.into_iter().chain(["xlsxwriter-plain.xlsx", "by-hand-plain.xlsb"]) {
        reads_as(name, &[], &[N103]);
        let outcome = outcome(name);
        assert!(
            outcome.case.dossiers.iter().all(|dossier| outcome.state(dossier) == State::Accepted),
            "{name}"
        );
    }
}

#[test]
fn hidden_and_filtered_cells_are_used_and_reported() {
    for name in ["openpyxl-hidden.xlsx", "libreoffice-hidden.ods", "libreoffice-hidden.xls"] {
        reads_as(
            name,
            &[],
            &[
                "B108 Nhiệm vụ D4 E4",
                "B108 Số liệu",
                "B108 Văn bản D4 D5 D6",
                "B108 Đánh giá",
                N103,
            ],
        );
    }
}

#[test]
fn dates_of_the_1904_system_are_converted() {
    for name in ["openpyxl-since-1904.xlsx", "libreoffice-since-1904.xls", "xlwt-since-1904.xls"] {
        reads_as(name, &[], &[N103]);
    }
}

#[test]
fn a_formula_without_result_is_not_an_answer() {
    for name in ["openpyxl-uncomputed.xlsx", "xlwt-uncomputed.xls"] {
        reads_as(name, &[("CT05", ""), ("CT06", "")], &["T108 Số liệu D8 D9", N103]);
    }
}

#[test]
fn struck_through_and_superscript_digits_are_not_read() {
    for name in ["openpyxl-struck.xlsx", "libreoffice-struck.ods", "libreoffice-struck.xls"] {
        let figures = [
            ("CT06", "2\u{336}7\u{336}"),
            ("CT07", "180¹"),
            ("CT08", "4\u{336}5\u{336}0\u{336}0\u{336} 4600"),
        ];
        reads_as(
            name,
            &figures,
            &["G101 Số liệu D9", "G101 Số liệu D10", "G101 Số liệu D11", N103],
        );
    }
}

#[test]
fn displayed_numbers_are_checked_in_binary_workbooks() {
    let struck = [
        ("CT06", "2\u{336}7\u{336}"),
        ("CT07", "180¹"),
        ("CT08", "4\u{336}5\u{336}0\u{336}0\u{336} 4600"),
        ("CT09", "2"),
        ("CT10", ""),
    ];
    let found = [
        "G101 Số liệu D9",
        "G101 Số liệu D10",
        "G101 Số liệu D11",
        "G111 Số liệu D12",
        "T108 Số liệu D13",
        N103,
    ];
    reads_as("by-hand-struck.xlsb", &struck, &found);
}

#[test]
fn error_values_are_read_in_binary_workbooks() {
    let found = ["G105 Số liệu D9", "G105 Số liệu D10", "B108 Số liệu D6", N103];
    reads_as("by-hand-errors.xlsb", &[("CT06", "#REF!"), ("CT07", "#DIV/0!")], &found);
}

#[test]
fn legacy_encodings_are_converted_and_reported() {
    let sheets = ["Nhiệm vụ", "Số liệu", "Thông tin", "Văn bản", "Đánh giá", "Đột xuất"]
        .map(|sheet| format!("T109 {sheet}"));
    let found: Vec<&str> = sheets.iter().map(String::as_str).chain([N103]).collect();
    for name in ["openpyxl-tcvn3.xlsx", "openpyxl-vni.xlsx", "xlwt-tcvn3.xls", "xlwt-vni.xls"] {
        reads_as(name, &[], &found);
    }
}

#[test]
fn archive_members_have_their_own_names() {
    let outcome = outcome("two-reports.zip");
    let [archive, first, second] = outcome.case.submissions.as_slice() else {
        panic!("three files")
    };
    assert!(matches!(archive.content, Content::Archive));
    assert_eq!(
        (&*first.file, &*second.file),
        ("two-reports.zip/Báo cáo/Thọ Xuân.xlsx", "two-reports.zip/Báo cáo/Yên Định.xlsx")
    );
    let units = [first, second]
        .map(|member| member.identity.unit.as_ref().map(|unit| unit.as_str().to_owned()));
    assert_eq!(units, [Some("H-THOXUAN".to_owned()), Some("H-YENDINH".to_owned())]);
    assert_eq!(other_figures(first.report().unwrap()), []);
    assert_eq!(other_figures(second.report().unwrap()), [("CT03".to_owned(), "8".to_owned())]);
    assert_eq!(findings(&outcome), [N103, N103]);
}

#[test]
fn a_workbook_with_its_own_password_is_not_opened() {
    for name in PROTECTED {
        let mut bytes = fixture(name);
        // changes the verifier of the password
        let proof: Vec<u8> = match name {
            "msoffcrypto-protected.xlsx" => b"encryptedVerifierHashValue=\"".to_vec(),
            "libreoffice-protected.xls" => [0x2F, 0, 54, 0].to_vec(),
            "xlwt-protected.xls" => b"tonghop cryptoap".to_vec(),
            _ => b"tonghop standard".to_vec(),
        };
        let at = bytes.windows(proof.len()).position(|window| window == proof).unwrap()
            + proof.len()
            + 8;
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        assert_eq!(findings(&outcome_of(name, &bytes)), ["T102"], "{name}");
    }
}
