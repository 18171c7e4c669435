//! Tests of the display of a returned form: marked cells, corrections, and replies of the unit.

use super::{back, bytes, day, examined, found, marked, notes, number, read, same};
use crate::edits::sound;
use crate::reports::{PLAN, period};
use std::collections::BTreeMap;
use tonghop::book::{Book, Cell, Content, Highlight, Link, Role, form};
use tonghop::model::case::{Inputs, RunScope};
use tonghop::model::form::{Field, RETURNED, Sheet};
use tonghop::model::origin::CellRef;
use tonghop::model::reading::Reading;
use tonghop::model::submission::Figure;
use tonghop::outcome::examine;
use tonghop::read::Reader;
use tonghop::rules::Severity;

/// Returns the form of a report with one changed cell.
fn with(kind: Sheet, at: &str, cell: Cell) -> Book {
    let counts: Vec<u32> = (1..).map(|count| count * 137).take(PLAN.indicators.len()).collect();
    let unit = PLAN.expected(period()).next().expect("a unit");
    let mut book = form::filled(&PLAN, unit, period(), day(3, 1), &sound(&counts, &[]));
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == kind.title()).expect("a sheet");
    let at = CellRef::parse(at).expect("a cell");
    sheet.put(at.row, at.col, cell);
    book
}

fn sheet<'b>(book: &'b Book, name: &str) -> &'b tonghop::book::Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).expect("a sheet")
}

#[test]
fn wrong_cells_are_marked_explained_and_linked() {
    let was =
        examined(&bytes(&with(Sheet::Figures, "D8", Cell::text("12 buổi", Role::AnswerNumber))));
    let book = back(&was).expect("a fault");
    let bad = |(sheet, at): &(usize, CellRef)| {
        book.sheets[*sheet].cell(*at).is_some_and(|cell| cell.style.tone == Highlight::Bad)
    };
    let places: Vec<_> = marked(&book)
        .into_iter()
        .filter(bad)
        .map(|(sheet, at)| format!("{}!{at}", book.sheets[sheet].name))
        .collect();
    assert_eq!(places, ["Số liệu!D8"]);
    let cell = sheet(&book, "Số liệu").cell(CellRef::new(7, 3)).expect("a cell");
    assert_eq!(
        (&cell.content, cell.style.tone),
        (&Content::Text("12 buổi".into()), Highlight::Bad)
    );
    let note = cell.note.as_deref().unwrap_or_default();
    assert!(
        note.starts_with("G101 – Lỗi: CT03: “12 buổi” không phải là một số.\nCần làm: "),
        "{note}"
    );
    assert_eq!(book.sheets[0].name, RETURNED);
    let line = &book.sheets[0].rows[5].cells;
    let texts: Vec<_> = line
        .iter()
        .map(|cell| if let Content::Text(text) = &cell.content { text.as_str() } else { "" })
        .collect();
    let message = "CT03 (Cuộc họp, hội nghị triển khai, sơ kết): “12 buổi” không phải là một số";
    assert_eq!(texts[1..5], ["Số liệu", "D8", "12 buổi", message]);
    assert_eq!(
        (texts[6], line[2].link.clone()),
        ("G101", Some(Link::Within("Số liệu".into(), CellRef::new(7, 3))))
    );
}

#[test]
fn long_text_in_a_cell_for_a_figure_is_visible() {
    let words = "khoảng 200 lượt người, chưa thống kê đủ các xã";
    let book =
        back(&examined(&bytes(&with(Sheet::Figures, "D8", Cell::text(words, Role::AnswerNumber)))))
            .expect("a fault");
    let heights = [7, 9].map(|row| sheet(&book, "Số liệu").rows[row].height.unwrap_or_default());
    assert!(heights[0] > 45.0 && heights[1] < 30.0, "{heights:?}");
}

#[test]
fn a_correct_report_is_not_returned() {
    let book = with(Sheet::Info, "A1", Cell::default());
    assert!(back(&examined(&bytes(&book))).is_none());
}

/// The findings recur although the cells are others, because no form contains such values.
#[test]
fn error_values_and_formulas_without_results_are_found_again() {
    for name in ["openpyxl-uncomputed.xlsx", "by-hand-errors.xlsb", "libreoffice-struck.ods"] {
        let file = std::fs::read(crate::tree::root().join("tests/fixtures").join(name))
            .expect("a fixture");
        let was = Reader::new(
            &PLAN,
            tonghop::book::form::texts(&PLAN),
            Some(env!("CARGO_BIN_EXE_tonghop").into()),
        )
        .bytes(&name.into(), &file);
        let was = examine(
            RunScope { plan: &PLAN, period: period(), as_of: day(5, 6) },
            Inputs { submissions: was, ..Inputs::default() },
        )
        .limited_to_files();
        let Some(book) = back(&was) else { panic!("{name}: {:?}", was.findings) };
        let is = examined(&bytes(&book));
        assert_eq!(found(&was), found(&is), "{name}");
        assert!(same(read(&was), read(&is)), "{name}");
    }
}

#[test]
fn a_report_on_another_period_is_returned_for_correction() {
    let was = examined(&bytes(&with(Sheet::Info, "C6", Cell::text("Quý I năm 2024", Role::Given))));
    let mut book = back(&was).expect("a fault");
    assert_eq!(found(&examined(&bytes(&book))), found(&was));
    let cell = &mut book.sheets[1].rows[5].cells[2];
    assert_eq!((cell.style.role, cell.style.tone), (Role::Answer, Highlight::Bad));
    cell.content = Content::Text(period().name.clone());
    number(&mut book, "21/BC", &Cell::text("28/4/2024", Role::AnswerDay));
    assert!(back(&examined(&bytes(&book))).is_none());
}

#[test]
fn additional_rows_are_not_lost() {
    let mut book = with(Sheet::Figures, "D8", Cell::text("12 buổi", Role::AnswerNumber));
    let words = ["", "Số vụ khác", "vụ"].map(|words| Cell::text(words, Role::Label));
    book.sheets[2].push(words.into_iter().chain([Cell::number(3, Role::AnswerNumber)]).collect());
    let book = back(&examined(&bytes(&book))).expect("a fault");
    let said = |row: &tonghop::book::Row| format!("{:?}", row.cells[3].content);
    assert!(
        book.sheets[0].rows.iter().skip(5).any(|row| said(row).contains("Số vụ khác | vụ | 3"))
    );
}

#[test]
fn an_unreadable_file_is_answered_with_a_blank_form() {
    let read = Reader::new(&PLAN, tonghop::book::form::texts(&PLAN), None)
        .bytes(&"nhan/2024-6T/UBND huyện Thọ Xuân.xlsx".into(), b"%PDF-1.7");
    let was = examine(
        RunScope { plan: &PLAN, period: period(), as_of: day(5, 6) },
        Inputs { submissions: read, ..Inputs::default() },
    )
    .limited_to_files();
    let book = back(&was).expect("a form");
    let first = format!("{:?}", book.sheets[0]);
    assert!(
        first.contains("T104")
            && first.contains("UBND huyện Thọ Xuân.xlsx")
            && first.contains("biểu mẫu trống"),
        "{first}"
    );
    let unit = PLAN.registry.by_code("H-THOXUAN").expect("a unit");
    let blank = form::blank(&PLAN, unit, period(), day(5, 6));
    assert!(book.sheets[1..] == blank.sheets, "the rest is the blank form");
    let read = Reader::new(&PLAN, tonghop::book::form::texts(&PLAN), None)
        .bytes(&"a.xlsx".into(), &bytes(&book))
        .pop()
        .expect("a submission");
    assert_eq!(read.identity.unit.as_ref(), Some(&unit.code));
}

#[test]
fn unusual_text_survives_two_returns() {
    let words = ["=1+1", "+84 237", "-", "@ghi chú", "dòng một\ndòng hai", "<r><t>x</t></r>"]
        .map(str::to_owned);
    let long = "Đã tổ chức 12 lớp tập huấn, có “ngoặc” & dấu <>. ".repeat(62).trim().to_owned();
    assert!(long.chars().count() > 3_000);
    let mut report = sound(&(1..).take(PLAN.indicators.len()).collect::<Vec<_>>(), &[]);
    let all = words.iter().chain([&long]).cycle();
    for (Figure { note, .. }, text) in report.figures.iter_mut().zip(all.clone()) {
        *note = Some(text.as_str().into());
    }
    let any = report.tasks[0].result.clone().expect("a result");
    for (task, text) in report.tasks.iter_mut().zip(all) {
        task.result =
            Some(tonghop::model::origin::Sourced { value: text.as_str().into(), ..any.clone() });
    }
    report.figures[0] = Figure { reading: Reading::Blank, raw: None, ..report.figures[0].clone() };
    report.info = BTreeMap::from([(Field::Symbol, any.clone())]);
    let unit = PLAN.expected(period()).next().expect("a unit");
    let was = examined(&bytes(&form::filled(&PLAN, unit, period(), day(3, 1), &report)));
    let once = bytes(&back(&was).expect("a fault"));
    let is = examined(&once);
    assert_eq!((notes(read(&was)), notes(read(&is))), (notes(&report), notes(&report)));
    assert!(same(read(&was), read(&is)));
    // number and date of the new report are required on the first two
    assert!(
        back(&is).expect("a fault").sheets[2..8] == back(&was).expect("a fault").sheets[2..8],
        "returned again it is the same form"
    );
}

/// Sends back a returned form with these answers to number, `Thay thế báo cáo số` and a figure;
/// returns the resulting findings and role.
fn sent_back(symbol: &str, replaces: Option<&str>) -> (Vec<String>, Option<String>) {
    let first = with(Sheet::Figures, "D8", Cell::text("12 buổi", Role::AnswerNumber));
    let first = bytes(&first);
    let own = read(&examined(&first)).text(Field::Symbol).expect("a number").to_owned();
    let mut book = back(&examined(&first)).expect("a fault");
    let text = |cell: &Cell| {
        if let Content::Text(text) = &cell.content { text.clone() } else { String::new() }
    };
    assert_eq!(
        [8, 9, 14].map(|row| text(&book.sheets[1].rows[row].cells[2])),
        ["", "", own.as_str()]
    );
    number(&mut book, &symbol.replace("OLD", &own), &Cell::text("29/4/2024", Role::AnswerDay));
    if let Some(replaces) = replaces {
        book.sheets[1].rows[14].cells[2].content =
            Content::Text(replaces.replace("OLD", own.split('/').next().unwrap_or_default()));
    }
    book.sheets[3].rows[7].cells[3] = Cell::number(411, Role::AnswerNumber);
    let reader = Reader::new(&PLAN, tonghop::book::form::texts(&PLAN), None);
    let files = [("nhan/2024-6T/a.xlsx", first), ("nhan/2024-6T/b.xlsx", bytes(&book))];
    let submissions =
        files.iter().flat_map(|(name, bytes)| reader.bytes(&(*name).into(), bytes)).collect();
    let outcome = examine(
        RunScope { plan: &PLAN, period: period(), as_of: day(5, 6) },
        Inputs { submissions, ..Inputs::default() },
    )
    .limited_to_files();
    let dossier = outcome.case.dossiers.first().expect("a unit");
    let current = dossier
        .current()
        .and_then(|version| outcome.case.submission(version))
        .map(|one| one.file.to_string());
    let codes = outcome
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.rule.code.to_owned());
    (
        codes.collect(),
        current.or_else(|| dossier.conflicting().next().map(|_| "conflict".to_owned())),
    )
}

#[test]
fn a_returned_form_replaces_the_report_it_answers() {
    for (symbol, replaces) in [
        ("21/BC-X", None),
        ("OLD", None),
        ("21/BC-X", Some("Báo cáo số OLD")),
        ("21/BC-X", Some("")),
        ("21/BC-X", Some("Không")),
        ("OLD", Some("OLD")),
    ] {
        assert_eq!(
            sent_back(symbol, replaces),
            (vec![], Some("nhan/2024-6T/b.xlsx".to_owned())),
            "{symbol} {replaces:?}"
        );
    }
    // a form that replaces a third report is not taken for an answer
    assert_eq!(sent_back("21/BC-X", Some("9999/BC")).1.as_deref(), Some("conflict"));
}

#[test]
fn replies_of_the_unit_are_read_and_shown() {
    let mut book = back(&examined(&bytes(&with(
        Sheet::Figures,
        "D8",
        Cell::text("12 buổi", Role::AnswerNumber),
    ))))
    .expect("a fault");
    assert_eq!(book.sheets[0].rows[5].cells[7].style.role, Role::Answer);
    book.sheets[0].rows[5].cells[7].content = Content::Text("Số này đúng, 12 là số buổi".into());
    let is = examined(&bytes(&book));
    let replies: Vec<_> =
        is.findings.iter().filter(|finding| finding.rule.code == "B111").collect();
    assert_eq!(replies.len(), 1, "{replies:?}");
    assert_eq!(replies[0].severity, Severity::Note);
    assert_eq!(
        replies[0].message.vi,
        "Ý kiến của đơn vị ở trang Cần sửa, dòng 1 (G101): “Số này đúng, 12 là số buổi”"
    );
}
