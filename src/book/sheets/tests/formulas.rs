//! Recomputes every formula from the cells.

use super::*;
use rust_decimal::Decimal;

/// Computes the few shapes of formulas that the workbook uses, from the cells and not from the
/// outcome.
fn evaluate(book: &Book, home: &str, expr: &str) -> String {
    let choice = expr.strip_prefix("IF(").and_then(|inner| inner.strip_suffix(')'));
    if let Some((counted, otherwise)) = choice.and_then(|inner| inner.split_once("=0,\"\",")) {
        let at = counted.strip_prefix("N(").and_then(|at| at.strip_suffix(')'));
        let count =
            at.map_or_else(|| evaluate(book, home, counted), |at| shown(cell(book, home, at)));
        let is_0 = count.is_empty() || count == "0";
        return if is_0 { String::new() } else { evaluate(book, home, otherwise) };
    }
    if let Some((left, right)) = expr.split_once('&') {
        return evaluate(book, home, left) + right.trim_matches('"');
    }
    if let Some((left, right)) = expr.split_once('-').filter(|_| !expr.contains('(')) {
        let number = |at| shown(cell(book, home, at)).parse::<Decimal>().expect("a number");
        return (number(left) - number(right)).normalize().to_string();
    }
    let terms = expr.split(")+").map(|term| call(book, home, term.trim_end_matches(')')));
    terms.sum::<Decimal>().normalize().to_string()
}

fn call(book: &Book, home: &str, term: &str) -> Decimal {
    let (name, arguments) = term.split_once('(').expect("a call");
    let arguments: Vec<&str> = arguments.split(',').collect();
    let cells = |range: &str| -> Vec<Content> {
        let (name, range) = range
            .rsplit_once('!')
            .map_or((home, range), |(name, range)| (name.trim_matches('\''), range));
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        let (first, last) =
            (CellRef::parse(first).expect("a place"), CellRef::parse(last).expect("a place"));
        assert_eq!(first.col, last.col);
        let at = |row| {
            sheet(book, name)
                .cell(CellRef::new(row, first.col))
                .map(|cell| cell.content.clone())
                .unwrap_or_default()
        };
        (first.row..=last.row).map(at).collect()
    };
    let number = |content: &Content| match content {
        Content::Number(number) => Some(*number),
        _ => None,
    };
    let all = cells(arguments[0]);
    match name {
        "SUM" => all.iter().filter_map(number).sum(),
        "COUNT" => all.iter().filter_map(number).count().into(),
        "COUNTIF" => all
            .iter()
            .filter(|content| **content == Content::Text(arguments[1].trim_matches('"').to_owned()))
            .count()
            .into(),
        "COUNTIFS" => {
            let wanted = &cells(arguments[1])[0];
            let criterion = arguments[3].trim_matches('"');
            let meets = |value: &Content| match criterion {
                ">-1E+300" => number(value).is_some(),
                word => *value == Content::Text(word.to_owned()),
            };
            let rows = all.iter().zip(cells(arguments[2]));
            rows.filter(|(key, value)| *key == wanted && meets(value)).count().into()
        }
        "SUMIF" => {
            let wanted = &cells(arguments[1])[0];
            all.iter()
                .zip(cells(arguments[2]))
                .filter(|(key, _)| *key == wanted)
                .filter_map(|(_, value)| number(&value))
                .sum()
        }
        other => panic!("{other}"),
    }
}

#[test]
fn every_stored_result_equals_that_of_its_formula() {
    let compared = mixed().before(true, &[("A", "CT04", "90"), ("gone", "CT05", "1.5")]);
    let fixtures = [
        case(),
        mixed(),
        compared,
        case().missing("A"),
        case().missing("A").missing("B").missing("C"),
    ];
    for fixture in fixtures {
        let book = book(&fixture);
        let mut formulas = 0;
        for sheet in &book.sheets {
            for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
                if let Content::Formula { expr, .. } = &cell.content {
                    assert_eq!(
                        evaluate(&book, &sheet.name, expr),
                        shown(cell),
                        "{}: {expr}",
                        sheet.name
                    );
                    formulas += 1;
                }
            }
        }
        assert!(formulas > 30, "{formulas}");
    }
}
