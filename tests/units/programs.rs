//! Files of other programs: parts may differ, but a person sees the same.

use super::form::{Form, SL, edited};
use super::judged::{Want, all_right, short};
use super::package::Package;
use crate::fixtures::{N103, assert_report, fixture, outcome_of};

#[test]
fn equivalent_xml_is_the_same_report() {
    type Edit = fn(&str) -> String;
    let edits: [(&str, Edit); 8] = [
        ("no dimension", |text| {
            let (before, rest) = text.split_once("<dimension").unwrap();
            format!("{before}{}", rest.split_once("/>").unwrap().1)
        }),
        ("a dimension of one cell", |text| {
            let (before, rest) = text.split_once("<dimension").unwrap();
            format!("{before}<dimension ref=\"A1\"/>{}", rest.split_once("/>").unwrap().1)
        }),
        ("a comment in a number", |text| text.replace("<v>2650</v>", "<v>26<!-- x -->50</v>")),
        ("a number in exponents", |text| text.replace("<v>2650</v>", "<v>2.65E3</v>")),
        ("a number with a tail of zeros", |text| text.replace("<v>2650</v>", "<v>2650.0</v>")),
        ("a byte order mark", |text| format!("\u{feff}{text}")),
        ("alternate content around a row", |text| {
            let (start, end) =
                (text.find("<row r=\"13\"").unwrap(), text.find("<row r=\"14\"").unwrap());
            let open = "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice Requires=\"x14ac\" \
                        xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\">";
            format!(
                "{}{open}{}</mc:Choice></mc:AlternateContent>{}",
                &text[..start],
                &text[start..end],
                &text[end..]
            )
        }),
        ("places left out", |text| {
            let mut out = text.to_owned();
            for row in 1..40 {
                out = out.replace(&format!("<row r=\"{row}\" "), "<row ");
                for col in 'A'..='G' {
                    out = out.replace(&format!(" r=\"{col}{row}\""), "");
                }
            }
            out
        }),
    ];
    let judged = |edit: Edit| {
        edited(|form| {
            form.part(SL, move |package, part| {
                // omitted rows are written as blank ones, so that positions can be omitted
                let text = package.text(part).replacen(
                    "<row r=\"5\"",
                    "<row r=\"4\"></row><row r=\"5\"",
                    1,
                );
                let text = if text.contains("<row r=\"4\" ") { package.text(part) } else { text };
                let new = edit(&text);
                assert_ne!(new, text);
                package.put(part, new);
            });
        })
    };
    let fell = |(about, edit): (&str, Edit)| {
        let judged = judged(edit);
        short(about, &judged, &[], Want::Own)
            .or_else(|| judged.has_error().then(|| format!("{about}: {:?}", judged.codes())))
    };
    all_right(edits.into_iter().filter_map(fell).collect());
}

#[test]
fn a_part_in_utf_16_and_a_workbook_without_styles_are_read() {
    let wide = edited(|form| {
        form.part(SL, |package, part| {
            let text = package.text(part).replacen("encoding=\"UTF-8\"", "encoding=\"UTF-16\"", 1);
            let bytes = std::iter::once(0xFEFF)
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>();
            package.put(part, bytes);
        });
    });
    assert_eq!(
        (wide.wrong(&[], Want::Own), wide.has_error()),
        (Vec::new(), false),
        "{:?}",
        wide.codes()
    );

    let plain = edited(|form| {
        form.part(SL, |package, _| {
            package.remove("xl/styles.xml");
            for part in ["xl/_rels/workbook.xml.rels", "[Content_Types].xml"] {
                let text = package.text(part);
                let at = text.find("styles.xml").unwrap();
                let (start, end) =
                    (text[..at].rfind('<').unwrap(), at + text[at..].find("/>").unwrap() + 2);
                package.put(part, format!("{}{}", &text[..start], &text[end..]));
            }
        });
    });
    assert_eq!(plain.wrong(&[], Want::Own), [""; 0], "{:?}", plain.codes());
}

#[test]
fn inline_strings_are_read() {
    let mut form = Form::filled();
    form.part(SL, |package, part| {
        package.cell(part, "B13", |_| {
            "<c r=\"B13\" t=\"inlineStr\"><is><r><t>Tài liệu, tờ rơi, </t></r><r><rPr><b/></rPr><t>pa nô, băng rôn</t></r></is></c>"
                .to_owned()
        });
        package.cell(part, "D5", |_| "<c r=\"D5\" t=\"str\"><v>Số liệu</v></c>".to_owned());
    });
    let judged = form.judged();
    assert_eq!((judged.wrong(&[], Want::Own), judged.codes()), (Vec::new(), Vec::new()));
}

/// Sets another code page in a legacy workbook.
fn with_code_page(mut bytes: Vec<u8>, page: u16) -> Vec<u8> {
    let at = bytes.windows(4).position(|record| record == [0x42, 0, 2, 0]).unwrap();
    bytes[at + 4..at + 6].copy_from_slice(&page.to_le_bytes());
    bytes
}

#[test]
fn text_of_a_legacy_workbook_is_unicode_despite_its_code_page() {
    for page in [0xFDE9, 0x272D, 0, 0x16F, 874, 932, 1250, 1258, 20127, 65000] {
        let outcome = outcome_of("bc.xls", &with_code_page(fixture("libreoffice-form.xls"), page));
        assert_report(&format!("code page {page:#x}"), &outcome, &[], &[N103]);
    }
}

#[test]
fn a_legacy_workbook_with_a_short_last_sector_is_read() {
    let whole = fixture("libreoffice-form.xls");
    let zeros = whole.iter().rev().take_while(|byte| **byte == 0).count();
    for short in [1, 40, 200, 511].into_iter().filter(|short| *short <= zeros) {
        assert_report(
            &format!("{short} bytes short"),
            &outcome_of("bc.xls", &whole[..whole.len() - short]),
            &[],
            &[N103],
        );
    }
    let mut long = whole;
    long.extend([0; 37]);
    assert_report("37 bytes long", &outcome_of("bc.xls", &long), &[], &[N103]);
}

#[test]
fn an_open_document_without_its_mime_type_is_read() {
    let mut package = Package::open(&fixture("libreoffice-form.ods"));
    package.remove("mimetype");
    assert_report("no mimetype", &outcome_of("bc.ods", &package.bytes()), &[], &[N103]);
}

/// Changes a cell of the figures in the open document, found by its number.
fn open_cell(number: i64, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut package = Package::open(&fixture("libreoffice-form.ods"));
    let text = package.text("content.xml");
    let table = text.find("table:name=\"Số liệu\"").unwrap();
    let at = table + text[table..].find(&format!("office:value=\"{number}\"")).unwrap();
    let start = text[..at].rfind("<table:table-cell").unwrap();
    let end = at + text[at..].find("</table:table-cell>").unwrap() + "</table:table-cell>".len();
    let new = change(&text[start..end]);
    let new = format!("{}{new}{}", &text[..start], &text[end..]);
    package.put("content.xml", new);
    package.bytes()
}

#[test]
fn a_value_covered_by_a_merge_in_an_open_document_is_not_counted() {
    let mut package = Package::open(&open_cell(4500, |cell| {
        cell.replace("<table:table-cell", "<table:covered-table-cell")
            .replace("</table:table-cell>", "</table:covered-table-cell>")
    }));
    let text = package.text("content.xml");
    let table = text.find("table:name=\"Số liệu\"").unwrap();
    let at = table + text[table..].find("office:value=\"180\"").unwrap();
    let start = text[..at].rfind("<table:table-cell").unwrap() + "<table:table-cell".len();
    let new = format!(
        "{} table:number-columns-spanned=\"1\" table:number-rows-spanned=\"2\"{}",
        &text[..start],
        &text[start..]
    );
    package.put("content.xml", new);
    let judged = super::judged::Judged::of("bc.ods", &package.bytes());
    let counted = ["CT07", "CT08"].map(|code| judged.counted(code));
    assert_eq!(counted, [None, None], "{:?}", judged.codes());
}

#[test]
fn a_number_displayed_differently_in_an_open_document_is_not_counted() {
    let shown = open_cell(4500, |cell| {
        cell.replace("<text:p>4500</text:p>", "<text:p>45</text:p>")
            .replace("<text:p>4.500</text:p>", "<text:p>45</text:p>")
            .replace("<text:p>4,500</text:p>", "<text:p>45</text:p>")
    });
    let judged = super::judged::Judged::of("bc.ods", &shown);
    assert_eq!(judged.counted("CT08"), None, "{:?}", judged.codes());
}

#[test]
fn the_page_header_of_every_open_document_sheet_is_read() {
    let with = |page: &str, words: &str| {
        let mut package = Package::open(&fixture("libreoffice-again.ods"));
        let text = package.text("styles.xml");
        let at = text.find(&format!("<style:master-page style:name=\"{page}\"")).unwrap();
        let head = at + text[at..].find("<style:header>").unwrap() + "<style:header>".len();
        package.put(
            "styles.xml",
            format!("{}<text:p>{words}</text:p>{}", &text[..head], &text[head..]),
        );
        super::judged::Judged::of("bc.ods", &package.bytes())
    };
    for (page, sheet) in [
        ("PageStyle_5f_Thông_20_tin", "Thông tin"),
        ("PageStyle_5f_Số_20_liệu", "Số liệu"),
        ("PageStyle_5f_Đánh_20_giá", "Đánh giá"),
    ] {
        let figures = if sheet == "Số liệu" { " D6 D7 D8 D9" } else { "" };
        assert_eq!(with(page, "Số liệu tạm 77-QZ").codes(), [format!("B111 {sheet}{figures}")]);
        assert_eq!(with(page, "MẬT").codes(), [format!("T110 {sheet}")]);
    }
}
