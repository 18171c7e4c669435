use super::*;
use crate::book::{Cell, Content, Highlight, Link, Role, Sheet, Value};
use crate::model::case::RunScope;
use crate::model::form::Field;
use crate::model::origin::CellRef;
use crate::model::submission::{Incident, Observed, Unreadable};
use crate::outcome::examine;
use crate::rules::fixture::{Fixture, case, day, incident, words};

mod ad_hoc;
mod compliance;
mod figures_only;
mod formulas;
mod layout;
mod overview;

fn examined(fixture: &Fixture) -> Outcome<'_> {
    let scope =
        RunScope { plan: &fixture.plan, period: &fixture.plan.periods[0], as_of: fixture.as_of };
    examine(scope, fixture.inputs.clone())
}

fn book(fixture: &Fixture) -> Book {
    lay_out(&examined(fixture), Lang::Vi, Revision::FIRST).whole()
}

fn sheet<'b>(book: &'b Book, name: &str) -> &'b Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).expect("a sheet")
}

fn cell<'b>(book: &'b Book, name: &str, at: &str) -> &'b Cell {
    sheet(book, name).cell(CellRef::parse(at).expect("a place")).expect("a cell")
}

fn shown(cell: &Cell) -> String {
    match &cell.content {
        Content::Blank => String::new(),
        Content::Text(text) | Content::Formula { result: Value::Text(text), .. } => text.clone(),
        Content::Number(number) | Content::Formula { result: Value::Number(number), .. } => {
            number.to_string()
        }
        Content::Day(day) => day.to_string(),
    }
}

/// Returns the texts of a sheet's cells below its heading, row by row.
fn lines(book: &Book, name: &str) -> Vec<String> {
    let rows = sheet(book, name).rows.iter().skip(4);
    rows.map(|row| row.cells.iter().map(shown).collect::<Vec<_>>().join("|")).collect()
}

/// Returns a case with every kind of answer.
fn mixed() -> Fixture {
    case()
        .figure("A", "CT01", "12 buổi")
        .figure("B", "CT02", "không phát sinh")
        .figure("C", "CT05", "không thuộc nhiệm vụ")
        .figure("B", "CT05", "")
        .number("C", "CT04", 250.0)
        .task("B", "T1", Some("Không phát sinh"), None)
        .task("C", "T1", None, None)
}

#[test]
fn the_sheets_have_the_documented_order_in_both_languages() {
    let fixture = case();
    let outcome = examined(&fixture);
    for lang in [Lang::Vi, Lang::En] {
        let names: Vec<String> = lay_out(&outcome, lang, Revision::FIRST)
            .whole()
            .sheets
            .into_iter()
            .map(|sheet| sheet.name)
            .collect();
        assert_eq!(names, NAMES);
    }
    assert!(NAMES.iter().all(|name| name.chars().count() <= 31));
}

#[test]
fn long_texts_need_no_more_measurements_than_short_ones() {
    let measured = |letter: &str, letters: usize| {
        let text = letter.repeat(letters / letter.chars().count());
        let happened =
            |place| incident(Some(day(2024, 3, 2)), &format!("{place} {text}"), &"a.xlsx".into());
        let fixture = case()
            .task("A", "T1", Some("Hoàn thành"), Some(&text))
            .info("A", Field::Shortcomings, Some(&text))
            .observed("A", Observed::Outside, Some(&text))
            .figure("A", "CT01", &text)
            .report("A", |report| report.incidents = (0..3).map(happened).collect());
        let outcome = examined(&fixture);
        crate::text::width::measured::letters(|| {
            drop(lay_out(&outcome, Lang::Vi, Revision::FIRST).whole());
        })
    };
    for letter in ["字", "🙂", "chữ ", "字字字字字字字字字字\n", "-", " "] {
        let (short, long) = (measured(letter, 3_200), measured(letter, 32_000));
        // the number of measurements is the same for short and long texts and small for each; there
        // are seven such texts
        assert!(
            short > 0 && long <= short.saturating_mul(11) && long <= 7 * 32_000 * 8,
            "{letter:?}: {short} {long}"
        );
    }
}

#[test]
fn a_total_shows_its_number_of_units() {
    let book = book(&mixed());
    // CT01: A's text is not counted
    assert_eq!(lines(&book, FIGURES)[0], "CT01|Chỉ tiêu CT01|cuộc|4|2|2/3|||2|1|2|1");
    // CT02: nothing to report is an answer
    assert_eq!(lines(&book, FIGURES)[1], "CT02|Chỉ tiêu CT02|cuộc|2|3|3/3|||1|2|1|1");
}

#[test]
fn the_previous_period_and_the_change_are_beside_the_total() {
    let figures = [("A", "CT04", "90"), ("gone", "CT04", "150"), ("A", "CT05", "1")];
    let remark = |book: &Book| shown(cell(book, FIGURES, "A3"));
    let included = book(&case().before(true, &figures));
    assert_eq!(
        lines(&included, FIGURES)[3],
        "CT04|Chỉ tiêu CT04|cuộc|300|3|3/3|240|10|1|90|100|200|2|100|1"
    );
    // A's figure is below that of the previous period and not counted, so that no unit has one in
    // both periods
    assert_eq!(lines(&included, FIGURES)[4], "CT05|Chỉ tiêu CT05|cuộc|0|2|2/3|1|||||0|1|0|1");
    assert!(lines(&included, FIGURES)[0].contains("|3/3||||||"));
    assert!(
        remark(&included).contains("Kỳ trước là 2024-Q1; chỉ tiêu cộng dồn"),
        "{}",
        remark(&included)
    );
    let note = |at| cell(&included, FIGURES, at).note.clone().unwrap_or_default();
    assert_eq!(note("G8"), "Tổng của 2 đơn vị có số liệu kỳ trước");
    assert!(
        remark(&book(&case().before(false, &figures)))
            .contains("Kỳ trước là 2024-Q1. Thay đổi chỉ so")
    );
    let mut unknown = case().before(false, &[]);
    unknown.inputs.earlier.period = None;
    assert!(remark(&book(&unknown)).contains("chưa có kết quả"));
    assert!(!remark(&book(&case())).contains("Kỳ trước"));
}

#[test]
fn the_five_kinds_of_answers_are_distinct_and_only_counted_figures_are_numbers() {
    let book = book(&mixed());
    let units = lines(&book, UNIT_FIGURES);
    assert_eq!(units[0], "A|Đơn vị A|g1|Trả lại|[12 buổi]|1|4|100|0");
    assert!(units[1].ends_with("|2|–|4|100|"), "{}", units[1]);
    assert!(units[2].ends_with("|2|1|4|250|x"), "{}", units[2]);
    let exclusions = cell(&book, UNIT_FIGURES, "E5");
    assert_eq!(exclusions.style.tone, Highlight::Bad);
    assert!(exclusions.note.as_ref().is_some_and(|note| note.contains("G101")));
}

#[test]
fn findings_name_their_indicators() {
    let found = lines(&book(&mixed()), FINDINGS).join("\n");
    assert!(found.contains("CT01 (Chỉ tiêu CT01): “12 buổi”"), "{found}");
}

#[test]
fn a_number_excluded_by_an_error_is_text() {
    let fixture = case().observed(
        "A",
        crate::model::submission::Observed::MissingColumn(crate::model::form::Sheet::Figures),
        None,
    );
    let fixture = fixture.report("A", |report| {
        report.observations[0].about = vec![crate::model::about::About::Column(
            crate::model::form::Sheet::Figures,
            crate::model::form::Column::Figure,
        )];
    });
    let book = book(&fixture);
    assert_eq!(cell(&book, UNIT_FIGURES, "E5").content, Content::Text("[2]".to_owned()));
    assert_eq!(shown(cell(&book, FIGURES, "D5")), "4");
}

#[test]
fn a_figure_links_to_its_row_of_sources() {
    let book = book(&mixed());
    let Some(Link::Within(name, at)) = &cell(&book, UNIT_FIGURES, "H7").link else {
        panic!("no link")
    };
    assert_eq!(name, SOURCES);
    let row = &sheet(&book, SOURCES).rows[at.row as usize];
    let texts: Vec<String> = row.cells.iter().map(shown).collect();
    assert_eq!([&texts[1], &texts[7], &texts[9], &texts[10]], ["C", "CT04", "250", "250"]);
}

#[test]
fn a_units_text_is_complete_and_never_a_formula() {
    let formula = "=HYPERLINK(\"http://a\";\"b\")";
    let long = "Kết quả rất dài. ".repeat(200);
    let fixture = case()
        .task("A", "T1", Some("Hoàn thành"), Some(formula))
        .task("B", "T1", Some("Hoàn thành"), Some(&long))
        .info("C", Field::Outlook, Some("+84"))
        .info("C", Field::Strengths, Some("@a"))
        .report("B", |report| {
            let answer = &mut report.tasks[1];
            answer.difficulty = Some(words("-thiếu kinh phí", crate::model::form::Sheet::Tasks, 5));
            let event = Some(words("Vụ việc", crate::model::form::Sheet::Incidents, 3));
            report.incidents.push(Incident { event, ..Incident::default() });
        });
    let book = book(&fixture);
    let all: Vec<&Content> = book
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .flat_map(|row| &row.cells)
        .map(|cell| &cell.content)
        .collect();
    for text in [formula, "+84", "@a", "-thiếu kinh phí", "Vụ việc", "1/KH"] {
        assert!(all.contains(&&Content::Text(text.to_owned())), "{text}");
    }
    // text too long for a row continues in the next
    let of_b = sheet(&book, RESULTS)
        .rows
        .iter()
        .skip(4)
        .map(|row| row.cells.iter().map(shown).collect::<Vec<_>>());
    let parts: Vec<String> =
        of_b.filter(|row| row[0] == "T1" && row[2] == "B").map(|row| row[6].clone()).collect();
    assert!(parts.len() > 1);
    assert_eq!(parts.join(" "), long.trim_end());
}

#[test]
fn units_with_nothing_to_report_share_a_row() {
    let fixture = case().task("A", "T1", Some("Không phát sinh"), None).task(
        "C",
        "T1",
        Some("Không phát sinh"),
        None,
    );
    let book = book(&fixture);
    let first: Vec<String> =
        lines(&book, RESULTS).into_iter().filter(|line| line.starts_with("T1|")).collect();
    assert_eq!(first.len(), 2);
    assert!(first[1].contains("Không phát sinh: 2 đơn vị: Đơn vị A; Đơn vị C."), "{}", first[1]);
}

#[test]
fn every_sheet_states_an_incomplete_consolidation() {
    let book = book(&case().missing("B"));
    for name in NAMES {
        let said = sheet(&book, name)
            .rows
            .iter()
            .take(12)
            .flat_map(|row| &row.cells)
            .any(|cell| shown(cell).contains("TỔNG HỢP TẠM"));
        assert!(said, "{name}");
    }
    let overview = lines(&book, OVERVIEW).join("\n");
    assert!(overview.contains("Đơn vị B|||Chưa gửi, quá hạn 6 ngày"), "{overview}");
    let complete = lay_out(&examined(&case()), Lang::Vi, Revision::FIRST).whole();
    assert!(lines(&complete, OVERVIEW).join("\n").contains("Đã có báo cáo của 3/3 đơn vị"));
}

#[test]
fn before_the_deadline_a_report_is_awaited_and_nobody_is_overdue() {
    let mut fixture = case().missing("B");
    fixture.as_of = day(2024, 4, 28);
    let overview = lines(&book(&fixture), OVERVIEW).join("\n");
    assert!(overview.contains("Đơn vị B|||Chưa gửi, còn 2 ngày đến hạn"), "{overview}");
    assert!(overview.contains("TỔNG HỢP TẠM"));
}

#[test]
fn an_unreadable_file_is_listed_and_its_report_is_missing() {
    let book = book(&case().unreadable("C", Unreadable::Encrypted));
    assert!(
        lines(&book, SOURCES)
            .iter()
            .any(|line| line.contains("nhan/P/C.xlsx") && line.contains("không đọc được"))
    );
    assert!(
        lines(&book, OVERVIEW).join("\n").contains("TỔNG HỢP TẠM: mới có báo cáo của 2/3 đơn vị")
    );
    assert!(lines(&book, TURNOUT)[2].contains("Không đọc được"));
}
