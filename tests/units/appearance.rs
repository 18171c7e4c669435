//! Appearance of numbers: if something else or nothing is displayed, the number does not count.

use super::form::{Form, SL, edited};
use super::judged::{Judged, Want, all_right, short};

/// Returns the form with another cell of CT08 in its part.
fn with_cell(inside: &'static str) -> Judged {
    edited(|form| {
        form.part(SL, move |package, part| {
            package.cell(part, "D13", |cell| {
                let style = cell.split_once(" s=\"").unwrap().1.split('"').next().unwrap();
                format!("<c r=\"D13\" s=\"{style}\" {inside}</c>")
            });
        });
    })
}

/// Returns the form with another font and alignment for all cells.
fn with_look(font: &'static str, alignment: &'static str) -> Judged {
    edited(|form| look(form, font, alignment))
}

fn look(form: &mut Form, font: &'static str, alignment: &'static str) {
    form.format(SL, "D13", "0").part(SL, move |package, _| {
        let styles = package.text("xl/styles.xml");
        // the format just assigned to the cell is the last
        let (before, last) = styles.split_at(styles.rfind("<xf ").unwrap());
        let (fonts, rest) = before.split_once("</fonts>").unwrap();
        let number = fonts.split_once("<fonts").unwrap().1.matches("<font>").count();
        let end = last.find("</cellXfs>").unwrap();
        let xf = format!("<xf numFmtId=\"0\" fontId=\"{number}\" applyFont=\"1\" applyAlignment=\"1\"><alignment {alignment}/></xf>");
        package.put(
            "xl/styles.xml",
            format!("{fonts}<font>{font}</font></fonts>{rest}{xf}{}", &last[end..]),
        );
    });
}

#[test]
fn a_partly_invisible_number_is_not_counted() {
    let looks = [
        "<color rgb=\"FFFFFFFF\"/>",
        "<color theme=\"0\"/>",
        "<color indexed=\"9\"/>",
        "<sz val=\"1\"/>",
        "<rFont val=\"Wingdings\"/>",
        "<strike/>",
        "<vertAlign val=\"superscript\"/>",
        "<vertAlign val=\"subscript\"/>",
    ];
    let fell = |look: &&str| {
        let inside =
            format!("t=\"inlineStr\"><is><r><t>265</t></r><r><rPr>{look}</rPr><t>0</t></r></is>");
        short(look, &with_cell(inside.leak()), &[("CT08", Want::Not)], Want::Own)
    };
    all_right(looks.iter().filter_map(fell).collect());
    let seen = with_cell(
        "t=\"inlineStr\"><is><r><rPr><b/><color rgb=\"FFC00000\"/><sz val=\"12\"/><rFont val=\"Arial\"/></rPr><t>2650</t></r></is>",
    );
    assert_eq!(seen.wrong(&[], Want::Own), [""; 0]);
    assert!(!seen.has_error(), "{:?}", seen.codes());
}

#[test]
fn a_number_in_an_unreadable_font_is_not_counted() {
    let rows = [
        ("<sz val=\"1\"/><name val=\"Arial\"/>", "horizontal=\"right\""),
        ("<sz val=\"11\"/><name val=\"Wingdings\"/>", "horizontal=\"right\""),
        ("<sz val=\"11\"/><name val=\"Webdings\"/>", "horizontal=\"right\""),
        ("<sz val=\"11\"/><color rgb=\"FFFFFFFF\"/><name val=\"Arial\"/>", "horizontal=\"right\""),
        ("<sz val=\"11\"/><name val=\"Arial\"/>", "horizontal=\"fill\""),
    ];
    let fell = |(font, alignment): &(&'static str, &'static str)| {
        let judged = with_look(font, alignment);
        short(font, &judged, &[("CT08", Want::Not)], Want::Own)
            .or_else(|| (!judged.has("G111")).then(|| format!("{font}: {:?}", judged.codes())))
    };
    all_right(rows.iter().filter_map(fell).collect());
    for (font, alignment) in [
        ("<sz val=\"6\"/><name val=\"Symbol\"/>", "horizontal=\"right\""),
        ("<sz val=\"11\"/><color rgb=\"FF1F3864\"/><name val=\"Arial\"/>", "horizontal=\"center\""),
    ] {
        let judged = with_look(font, alignment);
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{font}");
        assert!(!judged.has_error(), "{font}: {:?}", judged.codes());
    }
}

#[test]
fn text_in_the_background_color_is_not_counted() {
    let judged = edited(|form| {
        form.figure("CT08", "2650");
        look(
            form,
            "<sz val=\"11\"/><color rgb=\"FFFFFFFF\"/><name val=\"Arial\"/>",
            "horizontal=\"right\"",
        );
    });
    assert_eq!(judged.wrong(&[("CT08", Want::Not)], Want::Own), [""; 0]);
    assert_eq!(judged.codes(), ["G111 Số liệu D13"]);
}

#[test]
fn a_number_wider_than_its_column_is_not_counted() {
    let width = |how: &'static str| edited(|form| _ = form.hide_column(SL, "D", how));
    let judged = width("width=\"0.8\" customWidth=\"1\"");
    assert_eq!(judged.wrong(&[], Want::Not), [""; 0]);
    let wants = [("CT05", Want::Not), ("CT08", Want::Not)];
    let judged = width("width=\"2.7\" customWidth=\"1\"");
    assert_eq!(judged.wrong(&wants, Want::Own), [""; 0]);
    let judged = width("width=\"4.7\" customWidth=\"1\"");
    assert_eq!(judged.wrong(&[], Want::Own), [""; 0]);
    assert!(!judged.has_error(), "{:?}", judged.codes());
}

#[test]
fn a_wrong_stored_result_is_not_counted() {
    let fell = |(inside, want): &(&'static str, Want)| {
        short(inside, &with_cell(inside), &[("CT08", *want)], Want::Own)
    };
    let rows = [
        ("><f>1000+650</f><v>2650</v>", Want::Not),
        ("><f>SUM(D6:D7)</f><v>2650</v>", Want::Not),
        ("><f>D6+D7</f><v>0</v>", Want::Not),
        ("><f>2000+650</f><v>2650</v>", Want::Is(2650)),
        ("><f>SUM(D6:D7,2643)</f><v>2650</v>", Want::Is(2650)),
        ("><f>SUM(D5:D7)+2643</f><v>2650</v>", Want::Is(2650)),
        ("><f>ROUND(1,0)</f><v>2650</v>", Want::Not),
        ("><f>'Văn bản'!A7</f><v>2650</v>", Want::Not),
        ("><f>SUM('Văn bản'!A6:A7)+2647</f><v>2650</v>", Want::Is(2650)),
        ("><f>D13+1</f><v>2650</v>", Want::Not),
        ("><f>#REF!+1</f><v>2650</v>", Want::Not),
        ("><f>COUNTA(D6:D7)</f><v>2650</v>", Want::Not),
        ("><f>LET(x,2650,x)</f><v>2650</v>", Want::Is(2650)),
        (" t=\"inlineStr\"><is><t>2700</t></is><v>2650</v>", Want::Not),
        ("><f>'Văn bản'!A1+1</f><v>2650</v>", Want::Is(2650)),
    ];
    all_right(rows.iter().filter_map(fell).collect());
    let judged = with_cell("><f>1000+650</f><v>2650</v>");
    assert_eq!(judged.codes(), ["G111 Số liệu D13"]);
    assert!(judged.quotes("1650 (=1000+650)"));
}

#[test]
fn a_formula_shared_with_other_cells_is_computed_in_each() {
    let with_shared = |result: &'static str| {
        edited(|form| {
            form.part(SL, move |package, part| {
                let cell = |at: &str, inside: &str| format!("<c r=\"{at}\">{inside}</c>");
                package.cell(part, "D13", |_| {
                    cell(
                        "D13",
                        "<f t=\"shared\" ref=\"D13:D14\" si=\"0\">D16-D17+2639</f><v>2650</v>",
                    )
                });
                package.cell(part, "D15", |_| {
                    cell("D15", &format!("<f t=\"shared\" si=\"0\"/><v>{result}</v>"))
                });
            });
        })
    };
    let right = with_shared("2640");
    assert_eq!(right.wrong(&[("CT10", Want::Is(2640))], Want::Own), [""; 0], "{:?}", right.codes());
    let stale = with_shared("96");
    assert_eq!(stale.wrong(&[("CT10", Want::Not)], Want::Own), [""; 0], "{:?}", stale.codes());
}
