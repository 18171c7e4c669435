//! Headings, links, charts and pages.

use super::*;

#[test]
fn every_table_has_its_heading_in_the_fourth_row_with_filter_freeze_and_print() {
    let book = book(&mixed());
    for sheet in book.sheets.iter().skip(1) {
        let filter = sheet.filter.expect("a filter");
        assert_eq!(
            (filter.first, filter.last.col as usize + 1),
            (CellRef::new(3, 0), sheet.columns.len()),
            "{}",
            sheet.name
        );
        assert_eq!(sheet.freeze.map(|at| at.row), Some(4));
        assert_eq!(sheet.print.repeat, Some((3, 3)));
        assert!(sheet.print.landscape && !sheet.protected);
        let head: Vec<String> = sheet.rows[3].cells.iter().map(shown).collect();
        assert!(head.iter().all(|heading| !heading.is_empty()), "{head:?}");
        let inside = filter.first.row as usize + 1..=filter.last.row as usize;
        assert!(
            sheet.rows[inside].iter().all(|row| row.cells.len() == sheet.columns.len()),
            "{}",
            sheet.name
        );
        assert!(sheet.rows[3].cells.iter().all(|cell| cell.style.role == Role::Heading));
    }
}

#[test]
fn links_within_the_workbook_lead_to_rows_that_are_there() {
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
    let book = book(&mixed());
    let overview = sheet(&book, OVERVIEW);
    assert_eq!(overview.charts.len(), 2);
    for chart in &overview.charts {
        let heights = overview
            .rows
            .iter()
            .skip(chart.at.row as usize)
            .map(|row| row.height.unwrap_or(15.0) / 0.75);
        let mut left = f64::from(chart.size.1);
        for (row, height) in (chart.at.row..).zip(heights) {
            if left > 0.5 {
                let covered = overview.rows[row as usize].cells.iter().skip(chart.at.col as usize);
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
fn what_is_too_wide_for_a_page_prints_over_two_and_both_name_their_rows() {
    let book = book(&case());
    for (name, heading) in [(TURNOUT, "Đơn vị"), (INCIDENTS, "Đơn vị"), (FINDINGS, "Vấn đề")]
    {
        let sheet = sheet(&book, name);
        let (first, last) = sheet.print.repeat_columns.expect("columns");
        assert_eq!((sheet.print.wide, first), (2, 0), "{name}");
        assert_eq!(
            shown(sheet.cell(CellRef::new(HEAD, last)).expect("a heading")),
            heading,
            "{name}"
        );
    }
}
