use super::*;
use proptest::prelude::*;

fn seen(code: &str, value: f64) -> Rendered {
    NumberFormat::from_code(code).number(value)
}

#[test]
fn grouping_rounding_and_padding_show_the_number() {
    let rows = [
        ("General", 1348.0),
        ("[>=1000]#,##0,\"K\";0", 12.0),
        ("[$-42A]#,##0", 1348.0),
        ("#\\.##0", 1348.0),
        ("# ##0", 1348.0),
        ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 1348.0),
        ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 0.0),
        ("[Red]0;[Blue]-0", 12.0),
        ("#,##0_ ;[Red]\\-#,##0\\ ", 12.0),
        ("0;-0;0;@", 12.0),
        ("000", 12.0),
        ("@", 12.0),
        ("@\" bản\"", 12.0),
        ("0.00", 12.0),
        ("#,##0.0000", 1348.0),
        ("# ?/?", 1348.0),
        ("0\"\"", 7.0),
        ("\"\"General", 7.0),
        ("[=0]\"-\";0", 0.0),
        ("0.0", 1.25),
    ];
    for (code, value) in rows {
        assert_eq!(seen(code, value), Rendered::Same, "{code}");
    }
}

#[test]
fn other_formats_return_the_displayed_text() {
    let rows = [
        ("0\".000\"", 12.0, "12.000"),
        ("0\"00\"", 12.0, "1200"),
        ("0\\K", 12.0, "12K"),
        ("0\" x1000\"", 12.0, "12 x1000"),
        ("0\"%\"", 12.0, "12%"),
        ("0%", 0.15, "15%"),
        ("#,##0,", 12_600.0, "13"),
        ("0.0,,\" tr\"", 12_500_000.0, "12.5 tr"),
        (";;;", 1348.0, ""),
        ("0;;", 0.0, ""),
        ("#,###", 0.0, ""),
        ("\"\"", 1348.0, ""),
        ("\"-\"", 1348.0, "-"),
        ("\"15\"", 1348.0, "15"),
        ("\"-\"0", 1348.0, "-1348"),
        ("\"1\"0", 348.0, "1348"),
        ("\"khoảng \"0", 1348.0, "khoảng 1348"),
        ("0\"-1500\"", 1348.0, "1348-1500"),
        ("(0)", 12.0, "(12)"),
        ("0*0", 12.0, "120"),
        ("0.000", 2.0, "2.000"),
        ("[>5]0", 3.0, "?"),
        ("[White]0", 3.0, ""),
        ("General\" nghìn\"", 12.0, "12 nghìn"),
        ("#,##0 [$₫-42A]", 12.0, "12 ₫"),
        ("[>=1000]#,##0,\"K\";0", 2600.0, "3K"),
    ];
    for (code, value, shown) in rows {
        assert_eq!(seen(code, value), Rendered::Other(shown.into()), "{code}");
    }
}

#[test]
fn date_formats_are_recognized() {
    for code in
        ["dd/mm/yyyy", "[$-42A]d mmmm yyyy;@", "yyyy\\-mm\\-dd", "h:mm", "[h]:mm", "\"Ngày \"d"]
    {
        assert_eq!(seen(code, 45_000.0), Rendered::Day, "{code}");
    }
    assert_eq!(NumberFormat::built_in(14).number(45_000.0), Rendered::Day);
    assert_eq!(NumberFormat::built_in(9).number(12.0), Rendered::Other("1200%".into()));
    assert_eq!(NumberFormat::built_in(12).number(1348.0), Rendered::Same);
    assert_eq!(NumberFormat::built_in(41).number(0.0), Rendered::Same);
}

#[test]
fn a_text_is_shown_by_the_section_for_texts() {
    assert_eq!(NumberFormat::from_code(";;;").text("Không"), Some("".into()));
    assert_eq!(NumberFormat::from_code("0;-0;0;\"-\"").text("15"), Some("-".into()));
    assert_eq!(NumberFormat::from_code("@\" nghìn\"").text("15"), Some("15 nghìn".into()));
    for code in
        ["0;-0;0;@", "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", "\"-\"", "0.000", "General"]
    {
        assert_eq!(NumberFormat::from_code(code).text("15"), None, "{code}");
    }
}

proptest! {
    #[test]
    fn any_code_can_be_formatted(code in "[0#?.,%;@\"\\\\_*\\[\\]<>=$EeGgdmys kK\\-]{0,24}", value in -10.0_f64..1e12) {
        let _ = (NumberFormat::from_code(&code).number(value), NumberFormat::from_code(&code).text("chữ"));
    }
}
