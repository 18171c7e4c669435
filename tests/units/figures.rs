//! Content of the cell of a figure.

use super::form::{Form, SL, Typed, edited};
use super::judged::{Want, all_right, short};
use rust_decimal::Decimal;

/// Tests one text in the cell of CT08, everything else as filled in.
fn typed(rows: &[(&str, Want)]) {
    let judged = |text: &str| edited(|form| _ = form.figure("CT08", text));
    all_right(
        rows.iter()
            .filter_map(|(text, want)| {
                short(&format!("{text:?}"), &judged(text), &[("CT08", *want)], Want::Own)
            })
            .collect(),
    );
}

#[test]
fn a_correctly_filled_in_form_counts_without_findings() {
    let judged = edited(|_| ());
    assert_eq!((judged.wrong(&[], Want::Own), judged.codes()), (Vec::new(), Vec::new()));
    for unit in ["S-NV", "V-CAT", "H-YENDINH"] {
        let judged = Form::of(unit).judged().about(unit);
        assert_eq!(
            (judged.wrong(&[], Want::Own), judged.codes()),
            (Vec::new(), Vec::new()),
            "{unit}"
        );
    }
}

#[test]
fn numbers_with_one_reading_are_read() {
    typed(&[
        ("1348", Want::Is(1348)),
        ("1.348", Want::Is(1348)),
        ("1 348", Want::Is(1348)),
        ("1\u{2009}348", Want::Is(1348)),
        ("1\u{202f}348", Want::Is(1348)),
        ("1\u{a0}348", Want::Is(1348)),
        ("1.348.000", Want::Is(1_348_000)),
        ("1.200.147", Want::Is(1_200_147)),
        // the Windows calculator, and right-to-left marks, leave invisible characters
        ("\u{202d}1348\u{202c}", Want::Is(1348)),
        ("\u{2066}1348\u{2069}", Want::Is(1348)),
        ("\u{200f}1348\u{200f}", Want::Is(1348)),
        ("\u{200e}1348", Want::Is(1348)),
        ("1348\u{200b}", Want::Is(1348)),
        ("\u{feff}1348", Want::Is(1348)),
        ("  1348  ", Want::Is(1348)),
    ]);
}

#[test]
fn two_numbers_in_one_cell_are_not_counted() {
    typed(&[
        ("12\n345", Want::Not),
        ("5\r\n120", Want::Not),
        ("5\t120", Want::Not),
        ("12\u{ad}15", Want::Not),
        ("1\n200\n147", Want::Not),
        ("1\u{b}200", Want::Not),
        ("12\u{2028}345", Want::Not),
        ("12; 345", Want::Not),
        ("12/345", Want::Not),
        ("12-15", Want::Not),
        ("12–15", Want::Not),
        ("12 + 15", Want::Not),
        ("12, 15", Want::Not),
        ("12  345 678 90", Want::Not),
        ("1.34.8", Want::Not),
        ("13.48", Want::Not),
        ("2650 2700", Want::Not),
    ]);
}

#[test]
fn look_alikes_of_numbers_are_not_counted() {
    typed(&[
        ("khoảng 200", Want::Not),
        ("~1348", Want::Not),
        ("≈1348", Want::Not),
        (">1348", Want::Not),
        ("≥ 1348", Want::Not),
        ("Trên 20", Want::Not),
        ("hơn 20", Want::Not),
        ("dưới 20", Want::Not),
        ("12(1)", Want::Not),
        ("12*", Want::Not),
        ("134O", Want::Not),
        ("I2", Want::Not),
        ("0x10", Want::Not),
        ("1e3", Want::Not),
        ("1E3", Want::Not),
        ("𝟏𝟐", Want::Not),
        ("①", Want::Not),
        ("½", Want::Not),
        ("12²", Want::Not),
        ("－12", Want::Not),
        ("-12", Want::Not),
        ("(12)", Want::Not),
        ("12%", Want::Not),
        ("12 nghìn", Want::Not),
        ("2 chục", Want::Not),
        ("1348\nlượt", Want::Not),
        ("12,5", Want::Not),
        ("=12+3", Want::Not),
        ("#REF!", Want::Not),
        ("N/A", Want::Not),
        ("∞", Want::Not),
    ]);
}

#[test]
fn ticks_choices_and_blank_lines_are_not_answers() {
    let asked = |text: &str| {
        let judged = edited(|form| _ = form.figure("CT08", text));
        let nothing = matches!(judged.counted("CT08"), Some(number) if number.is_zero());
        let told = judged.has_error();
        (nothing || !told)
            .then(|| format!("{text:?}: {:?} | {:?}", judged.counted("CT08"), judged.codes()))
    };
    let texts = [
        "x",
        "X",
        "✓",
        "v",
        "Có",
        "Không/Có",
        "Có/Không",
        "Không?",
        "?",
        ".....",
        "…",
        "_____",
        "Chưa báo cáo",
        "Chưa có số liệu",
        "đang thống kê",
    ];
    all_right(texts.into_iter().filter_map(asked).collect());
}

#[test]
fn nothing_to_report_is_read_as_nil() {
    for text in
        ["-", "--", "-----", "–", "—", "Không", "Không có", "không phát sinh", "KHÔNG", "0", "00"]
    {
        let judged = edited(|form| {
            form.figure("CT22", text).figure("CT23", text);
        });
        let wrong = judged.wrong(&[("CT22", Want::MayBe(0)), ("CT23", Want::MayBe(0))], Want::Own);
        assert!(wrong.is_empty() && !judged.has_error(), "{text}: {wrong:?} {:?}", judged.codes());
    }
}

#[test]
fn struck_out_text_is_not_used() {
    let struck = |cells: &'static [&'static str]| {
        edited(|form| {
            form.part(super::form::SL, move |package, part| {
                let styles = package.text("xl/styles.xml");
                let place = styles.split("</fonts>").next().unwrap().matches("<font>").count();
                let styles =
                    styles.replacen("</fonts>", "<font><strike/><sz val=\"12\"/><name val=\"Times New Roman\"/></font></fonts>", 1);
                let end = styles.find("</cellXfs>").unwrap();
                let style = styles[styles.find("<cellXfs").unwrap()..end].matches("<xf ").count();
                let xf = format!("<xf numFmtId=\"0\" fontId=\"{place}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>");
                package.put("xl/styles.xml", format!("{}{xf}{}", &styles[..end], &styles[end..]));
                for at in cells {
                    package.cell(part, at, |cell| {
                        let (before, rest) = cell.split_once(" s=\"").unwrap();
                        format!("{before} s=\"{style}\"{}", rest.split_once('"').unwrap().1)
                    });
                }
            });
        })
    };
    let rows = [
        ("the figure", &["D13"][..]),
        ("code and wording", &["A13", "B13", "C13"][..]),
        ("the whole row", &["A13", "B13", "C13", "D13"][..]),
    ];
    all_right(
        rows.into_iter()
            .filter_map(|(about, cells)| {
                short(about, &struck(cells), &[("CT08", Want::Not)], Want::Own)
            })
            .collect(),
    );
}

#[test]
fn a_struck_out_number_before_its_correction_is_not_counted() {
    let judged = edited(|form| {
        form.part(super::form::SL, |package, part| {
            package.cell(part, "D13", |_| {
                "<c r=\"D13\" t=\"inlineStr\"><is><r><rPr><strike val=\"1\"/></rPr><t>2650</t></r><r><rPr><color rgb=\"FFFF0000\"/></rPr>\
                 <t xml:space=\"preserve\"> 2700</t></r></is></c>"
                    .to_owned()
            });
        });
    });
    assert_eq!(judged.wrong(&[("CT08", Want::Not)], Want::Own), [""; 0], "{:?}", judged.codes());
}

#[test]
fn a_note_that_retracts_a_figure_is_reported_with_its_cell() {
    for words in [
        "số này là tờ, không phải bản",
        "số tạm",
        "tạm thời",
        "quy đổi ra tờ",
        "hai huyện",
        "chờ",
        "dự phòng",
        "tương đối",
        "số liệu khảo sát",
        "số áng",
        "theo dõi",
        "báo cáo sau",
        "không phát sinh",
    ] {
        let judged = edited(|form| _ = form.put(SL, "E13", words));
        assert!(
            judged.counted("CT08").is_none() || judged.names("CT08"),
            "{words}: {:?}",
            judged.codes()
        );
    }
    let judged = edited(|form| {
        form.put(SL, "E13", Typed::Formula("1+1".to_owned(), Decimal::ZERO)).part(
            SL,
            |package, part| {
                package.cell(part, "E13", |cell| cell.replace("<v>0</v>", ""));
            },
        );
    });
    assert!(judged.has("T108"), "{:?}", judged.codes());
}
