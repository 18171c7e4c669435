//! Edits of the figures and how they are displayed.

use super::Kind;
use crate::certainty::edited_form::{EditedForm, Sees};
use crate::units::form::{SL, Typed};
use rust_decimal::Decimal;

pub(super) const FIGURES: &[Kind] = &[
    ("a number as text", |it| number(it, |number| number.to_string())),
    ("groups by points", |it| number(it, |number| grouped(number, "."))),
    ("groups by blanks", |it| number(it, |number| grouped(number, " "))),
    ("groups by narrow blanks", |it| number(it, |number| grouped(number, "\u{202f}"))),
    ("marks of direction", |it| number(it, |number| format!("\u{202d}{number}\u{202c}"))),
    ("blanks around a number", |it| number(it, |number| format!("  {number}\u{a0}"))),
    ("two lines of numbers", |it| {
        unclear(it, &["12\n345", "5\r\n120", "1\n200\n147", "12\u{2028}7"]);
    }),
    ("two numbers beside each other", |it| {
        unclear(it, &["5\t120", "12; 15", "12/15", "12 + 15", "2650 2700"]);
    }),
    ("a range", |it| unclear(it, &["12\u{ad}15", "12-15", "12–15", "từ 12 đến 15"])),
    ("an estimate", |it| {
        unclear(it, &["~1348", "khoảng 200", "trên 20", ">5", "hơn 100", "gần 50"]);
    }),
    ("a number with words", |it| {
        unclear(it, &["12 nghìn", "2 chục", "120 lượt", "1,2 triệu", "12 (xã)"]);
    }),
    ("a tick", |it| unclear(it, &["x", "X", "✓", "v"])),
    ("nothing said", |it| nil(it, &["Không", "không phát sinh", "-", "0", "Không có"])),
    ("a line for nothing", |it| nil(it, &["-----", "--", "–", "—"])),
    ("a choice not made", |it| {
        unclear(it, &["Không/Có", "Không?", "Có", "?", "…", ".....", "_____"]);
    }),
    ("a share", |it| unclear(it, &["12%", "0,5", "1/2", "½"])),
    ("an error of a program", |it| unclear(it, &["#REF!", "#N/A", "Err:502"])),
    ("letters for digits", |it| unclear(it, &["1O4", "l2", "0x10", "1e3", "𝟏𝟐"])),
    ("marks on a number", |it| unclear(it, &["12²", "12*", "12(1)", "①", "12̶"])),
    ("a negative number", |it| unclear(it, &["-12", "－12", "(12)"])),
    ("a cleared cell", |it| {
        let place = it.any();
        it.figure(place, Typed::Nothing, Sees::Nothing);
    }),
    ("a fraction", |it| {
        let place = it.any();
        it.figure(place, Decimal::new(125, 2), Sees::Unclear);
    }),
    ("zeros that only show", |it| {
        format(
            it,
            12,
            &["0\".000\"", "0\"000\"", "0\"00\"", "0\\0", "0\"k\"", "0\" nghìn\""],
            None,
        );
    }),
    ("thousands that do not show", |it| {
        format(it, 1_348_000, &["#,##0,", "0,\"k\"", "0.0,,", "[>=1000]#,##0,\"K\";0"], None);
    }),
    ("a number that does not show", |it| format(it, 1348, &[";;;", "\"\"", "\"-\"", ";"], None)),
    ("another number shows", |it| {
        format(it, 348, &["\"15\"", "\"1\"0", "0\"-1500\"", "\\-0", "\"-\"0", "(0)"], None);
    }),
    ("a number shown as a share or a day", |it| {
        format(it, 12, &["0%", "0\"%\"", "dd/mm/yyyy", "[h]:mm"], None);
    }),
    ("words around a number by format", |it| {
        format(it, 1348, &["\"khoảng \"0", "0\"+\"", "\"trên \"#,##0", "0\" x1000\""], None);
    }),
    ("a format that changes nothing", |it| {
        let plain = [
            "0",
            "#,##0",
            "#\\.##0",
            "[$-42A]#,##0",
            "#,##0;(#,##0);\"-\"",
            "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-",
            "# ?/?",
            "0.00",
            "@",
        ];
        format(it, 1348, &plain, Some(1348));
    }),
    ("a format for large numbers on a small one", |it| {
        format(it, 12, &["[>=1000]#,##0,\"K\";0"], Some(12));
    }),
    ("a formula", |it| {
        let place = it.any();
        it.figure(
            place,
            Typed::Formula("1000+348".to_owned(), 1348.into()),
            Sees::Number(1348.into()),
        );
    }),
    ("a formula never computed", |it| {
        let place = it.any();
        it.figure(place, Typed::Formula("1000+348".to_owned(), 1348.into()), Sees::Unclear);
        it.later(move |it| {
            let at = it.cell(place);
            it.form.part(SL, move |package, part| {
                package.cell(part, &at, |cell| cell.replace("<v>1348</v>", "<v>0</v>"));
                let book = package.text("xl/workbook.xml");
                let (before, rest) = book.split_once("<calcPr").unwrap();
                let after = rest.split_once("/>").unwrap().1;
                package.put(
                    "xl/workbook.xml",
                    format!("{before}<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>{after}"),
                );
            });
        });
    }),
];

fn number(it: &mut EditedForm, written: fn(u32) -> String) {
    let (place, number) = (it.any(), it.rng.u32(1_000..1_000_000));
    it.figure(place, written(number), Sees::Number(number.into()));
}

fn grouped(number: u32, mark: &str) -> String {
    format!("{}{mark}{:03}", number / 1000, number % 1000)
}

fn unclear(it: &mut EditedForm, texts: &[&str]) {
    let (place, text) = (it.any(), it.one(texts));
    it.figure(place, text, Sees::Unclear);
}

fn nil(it: &mut EditedForm, texts: &[&str]) {
    let (place, text) = (it.any(), it.one(texts));
    it.figure(place, text, Sees::Number(Decimal::ZERO));
}

fn format(it: &mut EditedForm, number: i64, formats: &[&str], shown: Option<i64>) {
    let (place, format) = (it.any(), it.one(formats).to_owned());
    it.figure(place, number, shown.map_or(Sees::Unclear, |shown| Sees::Number(shown.into())));
    it.later(move |it| {
        let at = it.cell(place);
        it.form.format(SL, &at, &format);
    });
}
