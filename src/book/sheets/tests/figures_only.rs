//! A plan without tasks, whose form only asks for figures.

use super::*;

#[test]
fn sheets_that_the_plan_does_not_need_are_left_out() {
    let book = book(&case().of_figures_only());
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let needed = [OVERVIEW, TURNOUT, FIGURES, UNIT_FIGURES, FINDINGS, SOURCES, CATALOGUE];
    assert_eq!(names, needed);
    let overview = lines(&book, OVERVIEW).concat();
    assert!(!overview.contains("Tình trạng nhiệm vụ") && overview.contains("theo khối"));
}

#[test]
fn assessments_keep_their_sheets_without_columns_of_tasks() {
    let fixture = case().of_figures_only().plan(|plan| {
        plan.sheets = vec![Kind::Info, Kind::Figures, Kind::Documents, Kind::Assessment];
    });
    let fixture = fixture.info("A", Field::Strengths, Some("Làm tốt"));
    let book = book(&fixture);
    let rows = |name| sheet(&book, name).rows.iter().skip(3).map(|row| row.cells.len());
    for (name, columns) in [(RESULTS, 6), (PROPOSALS, 7), (DOCUMENTS, 8)] {
        assert!(rows(name).all(|cells| cells == columns), "{name}");
    }
    assert_eq!(lines(&book, RESULTS).len(), 1);
    assert_eq!(shown(cell(&book, RESULTS, "B4")), "Nội dung");
}

#[test]
fn the_title_of_the_figures_names_the_area_of_the_office() {
    let title = |fixture: &Fixture| shown(cell(&book(fixture), FIGURES, "A1"));
    assert_eq!(title(&case()), "SỐ LIỆU TỔNG HỢP TOÀN TỈNH");
    let district = case().plan(|plan| plan.office.area = crate::model::plan::Area::District);
    assert_eq!(title(&district), "SỐ LIỆU TỔNG HỢP TOÀN HUYỆN");
}
