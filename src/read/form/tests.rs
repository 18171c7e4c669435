use super::FormReader;
use crate::model::form::Field;
use crate::model::form_texts::FormTexts;
use crate::model::heading_aliases::HeadingAliases;
use crate::model::indicator::{Aggregation, AnswerKind};
use crate::model::origin::CellRef;
use crate::model::period::Calendar;
use crate::model::plan::{Area, Citation, Indicator, Nature, Office, Plan, Thresholds};
use crate::model::reading::{Reading as Answer, Why};
use crate::model::submission::Report;
use crate::model::unit::Registry;
use crate::read::grid::Cell;
use crate::read::grid::{LegacyFont, Sheet as Grid, Value, Workbook};
use std::collections::BTreeMap;

fn plan() -> Plan {
    let indicator = |code: &str, name: &str| Indicator {
        code: code.into(),
        name: name.to_owned(),
        part: None,
        only: None,
        measure: "cuộc".to_owned(),
        measure_aliases: Vec::new(),
        task: None,
        nature: Nature::Flow,
        aliases: Vec::new(),
        rows_of: None,
        thresholds: Thresholds::default(),
        answer: AnswerKind::default(),
        total: Aggregation::default(),
        target: None,
    };
    Plan {
        id: String::new(),
        sha256: String::new(),
        title: String::new(),
        topics: Vec::new(),
        citation: Citation::default(),
        year: 2024,
        office: Office::default(),
        form_version: 1,
        sheets: crate::model::form::Sheet::ALL.to_vec(),
        periods: Vec::new(),
        tasks: Vec::new(),
        indicators: vec![
            indicator("CT01", "Cuộc họp"),
            indicator("CT02", "Cuộc kiểm tra"),
            indicator("CT03", "Lớp tập huấn"),
        ],
        relations: Vec::new(),
        assignments: BTreeMap::new(),
        registry: Registry::default(),
        own_plan_task: None,
        calendar: Calendar::default(),
        heading_aliases: HeadingAliases::default(),
        severities: BTreeMap::new(),
    }
}

/// Returns the reading of a figure on a sheet with these rows.
fn read(rows: &[[&str; 4]], code: &str) -> Answer {
    read_sheet("Số liệu", rows, code)
}

fn read_sheet(name: &str, rows: &[[&str; 4]], code: &str) -> Answer {
    let head = ["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu"];
    let rows: Vec<_> = std::iter::once(head).chain(rows.iter().copied()).collect();
    report(name, &rows).figure(&code.into()).map_or(Answer::Blank, |figure| figure.reading.clone())
}

/// Reads a workbook with one sheet of these rows.
fn report(name: &str, rows: &[[&str; 4]]) -> Report {
    report_in(&plan(), name, rows)
}

fn report_in(plan: &Plan, name: &str, rows: &[[&str; 4]]) -> Report {
    let cell = |row: usize, col: usize, text: &str| {
        let place = |n: usize| u32::try_from(n).unwrap_or_default();
        Cell {
            at: CellRef::new(place(row), place(col)),
            value: Value::Text(text.into()),
            legacy_font: LegacyFont::None,
            original: None,
            shown: None,
        }
    };
    let cells = rows
        .iter()
        .enumerate()
        .flat_map(|(row, texts)| {
            texts.iter().enumerate().map(move |(col, text)| cell(row, col, text))
        })
        .collect();
    let workbook = Workbook {
        sheets: vec![Grid { name: name.into(), cells, ..Grid::default() }],
        ..Workbook::default()
    };
    let (report, _) = FormReader::new(plan, FormTexts::default())
        .report(&"a.xlsx".into(), workbook)
        .unwrap_or_else(|_| panic!("a report"));
    report
}

#[test]
fn a_code_that_contradicts_its_wording_blocks_both_figures() {
    let rows = [["CT01", "Cuộc kiểm tra", "cuộc", "3"], ["CT03", "Lớp tập huấn", "cuộc", "2"]];
    for code in ["CT01", "CT02"] {
        assert_eq!(read(&rows, code), Answer::misread(Why::SeveralPlaces, None), "{code}");
    }
    assert_eq!(read(&rows, "CT03"), Answer::Number(2.into()));
}

#[test]
fn the_guide_sheet_holds_no_answers() {
    let rows = [["CT03", "Lớp tập huấn", "cuộc", "2"]];
    assert_eq!(read_sheet("Hướng dẫn", &rows, "CT03"), Answer::Blank);
}

#[test]
fn a_label_whose_answer_names_a_year_heads_no_table() {
    let rows = [
        ["Số, ký hiệu báo cáo", "215/2023/BC-UBND", "", ""],
        ["Người ký", "Lê Thị Bình", "", ""],
        ["Chức vụ người ký", "Phó Chủ tịch", "", ""],
    ];
    let report = report("Thông tin", &rows);
    assert_eq!(report.text(Field::Symbol), Some("215/2023/BC-UBND"));
    assert_eq!(report.text(Field::Signer), Some("Lê Thị Bình"));
}

#[test]
fn figures_of_the_whole_area_of_the_office_are_not_those_of_a_unit() {
    let mut plan = plan();
    plan.office.place = "Sông Lam".to_owned();
    let head = ["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu"];
    let figure = ["CT03", "Lớp tập huấn", "cuộc", "2"];
    let mut is_read = |title: &str, area: Area| {
        plan.office.area = area;
        let report = report_in(&plan, "Số liệu", &[[title, "", "", ""], head, figure]);
        report.figure(&"CT03".into()).map(|figure| figure.reading.clone())
            == Some(Answer::Number(2.into()))
    };
    for title in [
        "Số liệu toàn huyện",
        "SỐ LIỆU CẢ HUYỆN",
        "So lieu toan huyen",
        "Số liệu trên địa bàn huyện",
    ] {
        assert!(!is_read(title, Area::District), "{title}");
    }
    assert!(!is_read("Số liệu toàn huyện Sông Lam", Area::District));
    assert!(is_read("Số liệu toàn huyện", Area::Province));
    assert!(!is_read("Số liệu toàn tỉnh", Area::Province));
    assert!(!is_read("Số liệu toàn ngành", Area::Sector));
    assert!(is_read("Số liệu", Area::District));
}
