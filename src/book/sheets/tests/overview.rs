//! The first sheet: the numbers of its charts, and missing reports.

use super::*;

/// Returns the texts of the numbers of a chart, from a column on, row by row.
fn numbers(book: &Book, from: usize, columns: usize) -> Vec<String> {
    let rows = sheet(book, OVERVIEW).rows.iter().skip(2);
    let shown = rows.map(|row| {
        let cells = row.cells.iter().skip(from).take(columns);
        cells.map(shown).collect::<Vec<_>>().join("|")
    });
    shown.take_while(|line| !line.is_empty() && line != "||").collect()
}

#[test]
fn units_are_counted_from_the_date_of_receipt() {
    let fixture = case()
        .arrived("A", Some(day(2024, 4, 29)))
        .arrived("B", Some(day(2024, 5, 3)))
        .missing("C");
    let by_day = numbers(&book(&fixture), 13, 3);
    assert_eq!(by_day.first().map(String::as_str), Some("20/4|0|0"));
    let last: Vec<&str> = by_day.iter().rev().take(5).rev().map(String::as_str).collect();
    assert_eq!(last, ["29/4|1|0", "30/4|1|0", "1/5|1|0", "2/5|1|0", "3/5|1|1"]);
}

#[test]
fn the_largest_changes_are_of_units_with_a_figure_in_both_periods() {
    let before =
        [("A", "CT04", "50"), ("gone", "CT04", "500"), ("A", "CT01", "2"), ("A", "CT02", "0")];
    let changes = numbers(&book(&case().before(false, &before)), 17, 3);
    assert_eq!(changes, ["CT04 Chỉ tiêu CT04|100|1"]);
    let none = lines(&book(&case()), OVERVIEW).join("\n");
    assert!(none.contains("Chưa có số liệu kỳ trước để so sánh"), "{none}");
}

#[test]
fn the_first_sheet_prints_on_two_pages_without_the_numbers_of_its_charts() {
    let book = book(&mixed());
    let overview = sheet(&book, OVERVIEW);
    assert_eq!(overview.rows.iter().filter(|row| row.breaks_page).count(), 1);
    assert_eq!(overview.print.area.map(|area| area.last.col), Some(11));
    let scale = f64::from(overview.print.scale.expect("a scale")) / 100.0;
    for page in overview.rows.chunk_by(|_, next| !next.breaks_page) {
        let height: f64 = page.iter().map(|row| row.height.unwrap_or(15.0)).sum();
        assert!(height * scale < 496.0, "{height}");
    }
}
