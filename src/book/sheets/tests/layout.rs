//! Headings, links, charts and pages.

use super::*;
use crate::book::NamedTable;

#[test]
fn every_table_has_its_own_name_a_frozen_heading_in_row_four_and_a_print_setup() {
    let book = book(&mixed());
    let mut names = std::collections::BTreeSet::new();
    for sheet in book.sheets.iter().skip(1) {
        let NamedTable { name, area } = sheet.table.clone().expect("a table");
        assert!(
            name.chars().all(|c| c.is_ascii_alphanumeric()) && names.insert(name.clone()),
            "{name}"
        );
        assert_eq!(
            (area.first, area.last.col as usize + 1),
            (CellRef::new(3, 0), sheet.columns.len()),
            "{}",
            sheet.name
        );
        assert_eq!(sheet.freeze.map(|at| at.row), Some(4));
        assert_eq!(sheet.print.repeat.map(|(_, last)| last), Some(3));
        assert!(sheet.print.landscape && !sheet.protected);
        let head: Vec<String> = sheet.rows[3].cells.iter().map(shown).collect();
        assert!(head.iter().all(|heading| !heading.is_empty()), "{head:?}");
        let inside = sheet.rows.iter().take(area.last.row as usize + 1).skip(4);
        assert!(
            inside.into_iter().all(|row| row.cells.len() == sheet.columns.len()),
            "{}",
            sheet.name
        );
        let mut headings: Vec<String> = head.iter().map(|heading| heading.to_lowercase()).collect();
        headings.sort();
        headings.dedup();
        assert_eq!(headings.len(), head.len(), "{head:?}");
        assert!(sheet.rows[3].cells.iter().all(|cell| cell.style.role == Role::Heading));
    }
}

#[test]
fn links_within_the_workbook_reach_existing_rows() {
    for lang in [Lang::Vi, Lang::En] {
        let fixture = mixed().arrived("A", Some(day(2024, 5, 3)));
        let book = lay_out(&examined(&fixture), lang, Revision::FIRST).whole();
        for cell in book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells) {
            match &cell.link {
                Some(Link::Within(name, at)) => {
                    assert!((at.row as usize) < sheet(&book, name).rows.len(), "{name} {at}");
                }
                Some(Link::File(file)) => assert!(file.starts_with("../../nhan/"), "{file}"),
                None => {}
            }
        }
    }
}

#[test]
fn the_charts_cover_no_cell() {
    let before = [("A", "CT04", "90"), ("B", "CT04", "80")];
    let book = book(&mixed().before(false, &before));
    let overview = sheet(&book, OVERVIEW);
    assert_eq!(overview.charts.len(), 4);
    for chart in &overview.charts {
        let heights = overview
            .rows
            .iter()
            .skip(chart.at.row as usize)
            .map(|row| row.height.unwrap_or(15.0) / 0.75);
        let mut left = f64::from(chart.size.1);
        for (row, height) in (chart.at.row..).zip(heights) {
            if left > 0.5 {
                let covered =
                    overview.rows[row as usize].cells.iter().skip(chart.at.col as usize).take(6);
                assert!(
                    covered.into_iter().all(|cell| cell.content == Content::Blank),
                    "row {row}"
                );
            }
            left -= height;
        }
        let heading: Vec<String> =
            chart.series.iter().filter_map(|(at, ..)| overview.cell(*at)).map(shown).collect();
        assert_eq!(heading.len(), chart.series.len());
        assert!(heading.iter().all(|name| !name.is_empty()));
    }
}

#[test]
fn wide_tables_print_on_two_pages_that_both_name_their_rows() {
    let book = book(&case());
    for (name, heading, second) in [
        (TURNOUT, "Đơn vị", "Lần gửi"),
        (INCIDENTS, "Đơn vị", "Nguồn"),
        (FINDINGS, "Vấn đề", "Phải là"),
    ] {
        let sheet = sheet(&book, name);
        let shown = |col| shown(sheet.cell(CellRef::new(HEAD, col)).expect("a heading"));
        let (first, last) = sheet.print.repeat_columns.expect("columns");
        assert_eq!((first, shown(last).as_str()), (0, heading), "{name}");
        let begin = sheet.print.column_breaks[0];
        assert_eq!(shown(begin), second, "{name}");
        // lines above the table end at the edge of the first page
        let above = sheet.merges.iter().filter(|area| area.first.row < HEAD);
        assert!(above.into_iter().all(|area| area.last.col < begin), "{name}");
    }
}

#[test]
fn indicators_are_named_above_their_codes() {
    let book = book(&case());
    let sheet = sheet(&book, UNIT_FIGURES);
    let names: Vec<String> = sheet.rows[2].cells.iter().skip(4).map(shown).collect();
    assert_eq!(names.first().map(String::as_str), Some("Chỉ tiêu CT01"));
    assert_eq!(sheet.print.repeat, Some((2, 3)));
    assert!(shown(&sheet.rows[1].cells[0]).contains("Số = được tính"));
}

#[test]
fn only_the_first_page_of_the_sources_is_printed() {
    let fixture = case();
    let book = book(&fixture);
    let area = sheet(&book, SOURCES).print.area.expect("an area");
    assert_eq!((area.first, area.last.row), (CellRef::new(0, 0), area.last.row.clamp(5, 60)));
}
