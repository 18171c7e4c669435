use super::*;
use crate::read::grid::LegacyFont;

fn cell(at: &str, value: Value) -> Cell {
    let at = CellRef::parse(at).unwrap_or_default();
    Cell { at, value, legacy_font: LegacyFont::None, original: None, shown: None }
}

/// Formulas with what they compute over the cells of [`checked`].
const RESULTS: &[(&str, &str)] = &[
    ("1000+650", "1650"),
    ("A1+A2", "1650"),
    ("SUM(A1:A3)", "1650"),
    ("SUM(A1, $A$2, -5)*2", "3290"),
    ("-(A1-2*A2)", "300"),
    ("of:=SUM([.A1:.A3])/2", "825"),
    ("A5", "0"),
    ("10^2", "100"),
    ("A1*50%", "500"),
    ("ROUND(A2/3,0)", "217"),
    ("ROUND(-2.5,0)", "-3"),
    ("INT(ABS(-2.5))", "2"),
    ("MAX(A1:A3)-MIN(A1,A2)", "350"),
    ("AVERAGE(A1:A2)", "825"),
    ("COUNT(A1:A2)", "2"),
    ("IF(A1>A2,1,2)", "1"),
    ("IF(A1<=A2,1,2)+IF(A1<>A2,5,6)", "7"),
    ("IF(A1=\"\",\"\",A1)", "1000"),
    ("IF(A5<>\"\",\"\",7)", "7"),
    ("IFERROR(A1+N(A2),0)", "1650"),
    ("IFERROR(1/0,4)", "4"),
    ("MOD(-7,4)", "1"),
    ("ROUNDUP(-2.1,0)-ROUNDDOWN(2.9,0)", "-5"),
    ("TRUNC(2.9)+TRUNC(1.25,1)", "3.2"),
    ("IF(A5=\"\",\"\",7)", "“”"),
    ("IFERROR(1/0,\"\")", "“”"),
    ("IF(A4=\"\",1,2)", "2"),
    ("IF(A3=\"cộng\",2,3)", "2"),
    ("IF(AND(A1>0,NOT(A2>A1)),IF(A2<0,FOO(1),4),5)", "4"),
    ("A2+1.5E3", "2150"),
    ("COUNTA(A1:A3)", "3"),
    ("COUNTIF(A1:A3,\">=\"&A2)", "2"),
    ("COUNTIF(A1:A3,\"Cộng\")", "1"),
    ("COUNTIF(A5:A8,\"\")", "4"),
    ("SUMIF(A1:A3,\"<>650\")", "1000"),
    ("SUMIF('Văn bản'!B1:B2,7,A1:A2)", "1000"),
    ("SUMIFS(A1:A2,'Văn bản'!B1:B2,\">7\",A1:A2,\"<1000\")", "650"),
    ("SUMPRODUCT(A1:A2,'Văn bản'!B1:B2)", "12200"),
    ("SUBTOTAL(9,A1:A3)+SUBTOTAL(103,A1:A3)", "1653"),
    ("VLOOKUP(650,A1:A2,1,FALSE)", "650"),
    ("INDEX(A1:A3,MATCH(\"cộng\",A1:A3,0)-1)", "650"),
    ("IFERROR(VLOOKUP(9,A1:A2,1,0),3)", "3"),
    ("IF(ISERROR(A1),1,0)+IF(ISBLANK(A5),2,3)", "2"),
    ("CHOOSE(2,A1,A2)", "650"),
    ("VALUE(\"15\")+VALUE(A1)", "1015"),
    ("PRODUCT(A1:A2)", "650000"),
    ("SUMPRODUCT((A1:A3=\"cộng\")*1)", "1"),
    ("SUMPRODUCT(--(A1:A2>700),A1:A2)", "1000"),
    ("COUNTIF(A1:A3,\"C*\")+COUNTBLANK(A4:A8)", "5"),
    ("MEDIAN(A1:A2)+LARGE(A1:A2,2)", "1475"),
    ("XLOOKUP(650,A1:A2,'Văn bản'!B1:B2)+ROWS(A1:A4)", "12"),
    ("CEILING(A2,100)-FLOOR(A2,100)", "100"),
    ("SUM('Văn bản'!B:B)", "15"),
    ("_xlfn.IFNA(A1,0)", "1000"),
    ("'Văn bản'!B1+1", "8"),
    ("SUM('Văn bản'!B1:B2)", "15"),
    ("SUM('Văn bản'!$B$1:'Văn bản'!$B$2)", "15"),
    ("of:=SUM([$'Văn bản'.B1:.B2];1)", "16"),
];

/// Returns the cell A9 if it stores 2650 as the result of `formula`.
fn checked(formula: &str) -> Cell {
    let own = Sheet {
        cells: vec![
            cell("A1", Value::Number(1000.0)),
            cell("A2", Value::Number(650.0)),
            cell("A3", Value::Text("Cộng".into())),
            cell("A4", Value::Text("1000".into())),
            cell("A9", Value::Number(2650.0)),
        ],
        ..Sheet::default()
    };
    let other = Sheet {
        name: "Văn bản".into(),
        cells: vec![cell("B1", Value::Number(7.0)), cell("B2", Value::Number(8.0))],
        ..Sheet::default()
    };
    let mut sheets = [own, other];
    let mut formulas = Formulas::default();
    formulas.add(CellRef::parse("A9").unwrap_or_default(), formula);
    check(&mut sheets, &[formulas]);
    let own = sheets.first().and_then(|sheet| sheet.cells.last());
    own.cloned().unwrap_or_else(|| cell("A9", Value::Uncomputed))
}

fn shown(formula: &str) -> Option<String> {
    checked(formula).shown.as_deref().map(str::to_owned)
}

#[test]
fn a_wrong_stored_result_is_replaced_by_the_computed_one() {
    for (formula, result) in RESULTS {
        let shown = shown(formula).unwrap_or_default();
        assert_eq!(shown.split(' ').next(), Some(*result), "{formula}");
    }
}

#[test]
fn a_right_or_uncomputable_result_is_kept() {
    for formula in [
        "A1+A2+1000",
        "2650",
        "SUM(A1:A2,1000)",
        "SUM(A1:A4)",
        "A4+5",
        "SUM(Sheet2!A1)",
        "Sheet2!A1+1",
        "SUMIF(A1:A4,1000)",
        "VLOOKUP(700,A1:A2,1)",
        "LET(x,A1,x)",
        "A1:A2",
        "1000+",
        "SUM(A1",
        "",
        "[1]x!A1",
        "of:=[$B.A1]+1",
        "Bảng1[Số]",
    ] {
        let cell = checked(formula);
        assert_eq!((cell.value, cell.shown), (Value::Number(2650.0), None), "{formula}");
    }
    assert_eq!(shown(&"(".repeat(300)), None);
}

#[test]
fn what_rests_on_a_wrong_result_is_wrong_too() {
    let mut sheets = [Sheet {
        cells: vec![
            cell("A1", Value::Number(10.0)),
            cell("A2", Value::Number(5.0)),
            cell("A3", Value::Number(6.0)),
            cell("A4", Value::Number(10.0)),
            cell("A5", Value::Number(7.0)),
        ],
        ..Sheet::default()
    }];
    let mut formulas = Formulas::default();
    for (at, formula) in [("A2", "A1*2"), ("A3", "A2+1"), ("A4", "A1"), ("A5", "LET(x,A1,x)")] {
        formulas.add(CellRef::parse(at).unwrap_or_default(), formula);
    }
    check(&mut sheets, &[formulas]);
    let shown = |at: &str| {
        let cell = sheets[0].get(CellRef::parse(at).unwrap_or_default());
        cell.and_then(|cell| cell.shown.as_deref())
    };
    assert_eq!(shown("A2"), Some("20 (=A1*2)"));
    assert_eq!(shown("A3"), Some("21 (=A2+1)"));
    assert_eq!(shown("A4"), None);
    assert_eq!(sheets[0].cells[4].value, Value::Uncomputed);
}

#[test]
fn a_formula_on_itself_or_on_a_deleted_cell_has_no_result() {
    for formula in ["A9+1", "SUM(A1:A9)", "SUM(A:A)", "of:=[.A9]*2"] {
        assert_eq!(checked(formula).value, Value::Uncomputed, "{formula}");
    }
    assert_eq!(checked("1/0").value, Value::Error("#DIV/0!".to_owned()));
    for formula in ["#REF!+1", "SUM('Văn bản'!#REF!)"] {
        assert_eq!(checked(formula).value, Value::Error("#REF!".to_owned()), "{formula}");
    }
}
