//! Display of numbers: a figure counts as a person sees it.

use super::form::{SL, Typed, edited};
use super::judged::{Want, all_right, short};
use rust_decimal::Decimal;

/// Tests numbers in the cell of CT08 with number formats.
fn shown(rows: &[(i64, &str, Want)]) {
    let judged = |number: i64, format: &str| {
        edited(|form| {
            form.figure("CT08", number).format(SL, "D13", format);
        })
    };
    let fell = |(number, format, want): &(i64, &str, Want)| {
        short(
            &format!("{number} as {format}"),
            &judged(*number, format),
            &[("CT08", *want)],
            Want::Own,
        )
    };
    all_right(rows.iter().filter_map(fell).collect());
}

#[test]
fn a_number_displayed_as_another_is_not_counted() {
    shown(&[
        (12, "0\".000\"", Want::Not),
        (12, "0\"000\"", Want::Not),
        (12, "0\"00\"", Want::Not),
        (12, "0\\0", Want::Not),
        (348, "\"1\"0", Want::Not),
        (348, "\\10", Want::Not),
        (1348, "\"15\"", Want::Not),
        (1348, "\"15\";\"15\";\"15\";\"15\"", Want::Not),
        (1348, "0\"-1500\"", Want::Not),
        (1348, "\"-\"0", Want::Not),
        (1348, "\\-0", Want::Not),
        (1348, "(0)", Want::Not),
        (12, "0\\K", Want::Not),
        (12, "0\"k\"", Want::Not),
        (12, "0\" chục\"", Want::Not),
        (12, "0\" nghìn\"", Want::Not),
        (12, "0\" triệu\"", Want::Not),
        (12, "0\" x1000\"", Want::Not),
        (12, "0\"%\"", Want::Not),
        (12, "0\\%", Want::Not),
        (12, "0%", Want::Not),
        (1_348_000, "#,##0,", Want::Not),
        (1_348_000, "0,\"k\"", Want::Not),
        (1_348_000, "[>=1000]#,##0,\"K\";0", Want::Not),
        (1348, "0.0,", Want::Not),
        (1348, "\"khoảng \"0", Want::Not),
        (1348, "\"trên \"0", Want::Not),
        (1348, "0\"+\"", Want::Not),
        (1348, "0\"?\"", Want::Not),
        (45404, "dd/mm/yyyy", Want::Not),
        (1348, "mm\\-yy", Want::Not),
        (1348, "[h]:mm", Want::Not),
        (1348, "0.00E+00", Want::MayBe(1348)),
    ]);
}

#[test]
fn a_cell_that_displays_nothing_is_not_counted() {
    shown(&[
        (1348, ";;;", Want::Not),
        (1348, "\"\"", Want::Not),
        (1348, "\"-\"", Want::Not),
        (1348, "\" \"", Want::Not),
        (1348, ";", Want::Not),
        (1348, "[=1348]\"\";0", Want::Not),
        (1348, "[White]0", Want::MayBe(1348)),
    ]);
}

#[test]
fn a_number_displayed_unchanged_counts_silently() {
    let formats = [
        "General",
        "0",
        "#,##0",
        "#\\.##0",
        "#\\ ##0",
        "[$-42A]#,##0",
        "[$-409]#,##0;[Red]-#,##0",
        "#,##0;(#,##0);\"-\"",
        "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)",
        "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-",
        "@",
        "# ?/?",
        "0.00",
        "#,##0.0",
        "[Blue]0",
        "[>=1000]#,##0;0",
        "0_)",
        "00000",
    ];
    let fell = |format: &&str| {
        let judged = edited(|form| {
            form.figure("CT08", 1348).format(SL, "D13", format);
        });
        short(format, &judged, &[("CT08", Want::Is(1348))], Want::Own)
            .or_else(|| judged.has_error().then(|| format!("{format}: {:?}", judged.codes())))
    };
    all_right(formats.iter().filter_map(fell).collect());
    // a format that scales large numbers displays a small one unchanged
    shown(&[
        (12, "[>=1000]#,##0,\"K\";0", Want::Is(12)),
        (0, "#,##0;-#,##0;\"-\"", Want::Is(0)),
        (12, "0\" bản\"", Want::MayBe(12)),
    ]);
}

#[test]
fn a_fraction_displayed_as_a_whole_number_is_not_counted_as_one() {
    let judged = edited(|form| {
        form.figure("CT08", Decimal::new(26504, 1)).format(SL, "D13", "0");
    });
    assert_eq!(
        judged.wrong(&[("CT08", Want::MayBe(2650))], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
}

#[test]
fn a_hidden_column_counts_and_is_reported() {
    for how in ["width=\"0\" customWidth=\"1\"", "width=\"9\" hidden=\"1\" customWidth=\"1\""] {
        let judged = edited(|form| _ = form.hide_column(SL, "D", how));
        assert_eq!(judged.wrong(&[], Want::OwnOrNot), [""; 0], "{how}");
        assert!(judged.has("B108") || judged.has("G111"), "{how}: {:?}", judged.codes());
    }
}

#[test]
fn a_formula_counts_only_with_a_stored_result() {
    let sum = || Typed::Formula("1000+348".to_owned(), Decimal::from(1348));
    let judged = edited(|form| _ = form.figure("CT08", sum()));
    assert_eq!(
        judged.wrong(&[("CT08", Want::Is(1348))], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );

    let placeholder = |value: &'static str, calculated: &'static str| {
        edited(|form| {
            form.figure("CT08", sum()).part(SL, move |package, part| {
                package.cell(part, "D13", |cell| cell.replace("<v>1348</v>", value));
                let book = package.text("xl/workbook.xml");
                let (before, rest) = book.split_once("<calcPr").unwrap();
                let after = rest.split_once("/>").unwrap().1;
                package.put(
                    "xl/workbook.xml",
                    format!("{before}<calcPr calcId=\"124519\"{calculated}/>{after}"),
                );
            });
        })
    };
    for (value, calculated) in [
        ("<v>0</v>", " fullCalcOnLoad=\"1\""),
        ("", ""),
        ("<v></v>", ""),
        ("<v/>", " fullCalcOnLoad=\"1\""),
    ] {
        let judged = placeholder(value, calculated);
        assert_eq!(
            judged.wrong(&[("CT08", Want::Not)], Want::Own),
            [""; 0],
            "{value} {:?}",
            judged.codes()
        );
    }
    // text that a formula returns is read like other text
    let judged = edited(|form| {
        form.figure("CT08", sum()).part(SL, |package, part| {
            package.cell(part, "D13", |cell| cell.replace("<c ", "<c t=\"str\" "));
        });
    });
    assert_eq!(
        judged.wrong(&[("CT08", Want::Is(1348))], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
}

/// Returns the results with a conditional format on the cell of CT08, which contains 2650.
fn under(rule: &str, look: &str) -> super::judged::Judged {
    edited(|form| {
        let (rule, look) = (rule.to_owned(), look.to_owned());
        form.part(SL, move |package, part| {
            let styles = package.text("xl/styles.xml");
            let start = styles.find("<dxfs").unwrap();
            let end = start + styles[start..].find("<tableStyles").unwrap();
            let dxfs = format!("<dxfs count=\"1\"><dxf>{look}</dxf></dxfs>");
            package.put("xl/styles.xml", format!("{}{dxfs}{}", &styles[..start], &styles[end..]));
            let text = package.text(part);
            let at = text.find("</sheetData>").unwrap() + "</sheetData>".len();
            let at = ["</sheetProtection>", "<sheetProtection"]
                .iter()
                .find_map(|tag| {
                    let tag_at = at + text[at..].find(tag)?;
                    Some(tag_at + text[tag_at..].find('>')? + 1)
                })
                .unwrap_or(at);
            let format = format!(
                "<conditionalFormatting sqref=\"D6:D13 D20\">{rule}</conditionalFormatting>"
            );
            package.put(part, format!("{}{format}{}", &text[..at], &text[at..]));
        });
    })
}

#[test]
fn a_conditional_format_that_may_change_the_display_makes_the_figure_uncertain() {
    let hidden = "<numFmt numFmtId=\"170\" formatCode=\";;;\"/>";
    let white = "<font><color rgb=\"FFFFFFFF\"/></font>";
    let grey = "<font><color rgb=\"FFF2F2F2\"/></font>";
    let black = "<fill><patternFill><bgColor rgb=\"FF000000\"/></patternFill></fill>";
    let struck = "<font><strike/></font>";
    let thousands = "<numFmt numFmtId=\"170\" formatCode=\"#,##0,\"/>";
    let filled = "<font><b/><color rgb=\"FF9C0006\"/></font><fill><patternFill><bgColor rgb=\"FFFFC7CE\"/></patternFill></fill>";
    let seen = "<font><color theme=\"0\"/></font><fill><patternFill><bgColor rgb=\"FF000080\"/></patternFill></fill>";
    let grouped = "<numFmt numFmtId=\"170\" formatCode=\"#,##0\"/>";
    let expression =
        "<cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><formula>$F13=1</formula></cfRule>";
    let cell_is = |operator: &str, operand: &str| {
        format!(
            "<cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"{operator}\"><formula>{operand}</formula></cfRule>"
        )
    };
    let icons = "<cfRule type=\"iconSet\" priority=\"1\"><iconSet iconSet=\"3Arrows\" showValue=\"0\"><cfvo type=\"percent\" val=\"0\"/></iconSet></cfRule>";
    for (rule, look) in [
        (expression.to_owned(), hidden),
        (expression.to_owned(), white),
        (expression.to_owned(), grey),
        (expression.to_owned(), black),
        (expression.to_owned(), struck),
        (expression.to_owned(), thousands),
        (cell_is("greaterThan", "1000"), hidden),
        (cell_is("equal", "$F$1"), hidden),
        (icons.to_owned(), ""),
        ("<cfRule type=\"top10\" dxfId=\"0\" priority=\"1\" rank=\"1\"/>".to_owned(), hidden),
    ] {
        let judged = under(&rule, look);
        assert!(
            judged.counted("CT08").is_none() && judged.has("G111"),
            "{rule} {look}: {:?}",
            judged.codes()
        );
    }
    for (rule, look) in [
        (expression.to_owned(), filled),
        (expression.to_owned(), seen),
        (expression.to_owned(), grouped),
        (cell_is("lessThan", "0"), hidden),
        (cell_is("equal", "0"), hidden),
        (cell_is("equal", "\"\""), hidden),
        (icons.replace(" showValue=\"0\"", ""), ""),
    ] {
        let judged = under(&rule, look);
        assert_eq!(judged.codes(), [""; 0], "{rule} {look}");
        assert_eq!(judged.counted("CT08"), Some(Decimal::from(2650)), "{rule} {look}");
    }
}
