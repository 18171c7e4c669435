mod blocks;
mod charts;
mod schema;

use super::*;
use crate::letter::{Align, Closing, Column, Head, Line, Look, ParagraphRole, Piece, TableRow};
use crate::text::Lang;
use chrono::NaiveDate;
use quick_xml::events::Event;
use std::io::{Cursor, Read};

fn line(look: Look, text: &str) -> Line {
    vec![Piece { text: text.to_owned(), look }]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(ParagraphRole::Body, line(Look::Plain, text))
}

fn table() -> Block {
    let column = |heading: &str, align| Column { heading: heading.to_owned(), width: 40, align };
    let row = |cells: [&str; 2], leads| TableRow {
        cells: cells.map(|cell| line(Look::Plain, cell)).into(),
        leads,
    };
    let columns = vec![column("Khối", Align::Left), column("Số", Align::Right)];
    Block::Table(crate::letter::Table {
        columns,
        rows: vec![row(["Sở", "1.250"], false), row(["Cộng", "1.250"], true)],
    })
}

fn head() -> Block {
    Block::Head(Box::new(Head {
        parent: "ỦY BAN".into(),
        body: "BAN CHỈ ĐẠO".into(),
        number: line(Look::Gap, "[…]"),
        about: Some("V/v đôn đốc".into()),
        nation: "CỘNG HÒA".into(),
        motto: "Độc lập - Tự do - Hạnh phúc".into(),
        dated: line(Look::Plain, "Thanh Hóa"),
    }))
}

fn closing() -> Block {
    Block::Closing(Box::new(Closing {
        label: "Nơi nhận:".into(),
        recipients: ["Như trên", "Lưu: VT"].map(|name| line(Look::Plain, name)).into(),
        post: line(Look::Strong, "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN"),
        agency_post: Some(Piece { text: "GIÁM ĐỐC".into(), look: Look::Strong }),
        signer: line(Look::Gap, "[tên]"),
    }))
}

fn letter(blocks: Vec<Block>) -> Letter {
    Letter {
        title: "Báo cáo <6 tháng> & năm".into(),
        author: "BAN CHỈ ĐẠO".into(),
        created: NaiveDate::from_ymd_opt(2024, 5, 6).expect("a day"),
        lang: Lang::Vi,
        parts: vec![Part { landscape: false, blocks }],
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

fn document(letter: &Letter) -> String {
    part(&write(letter).expect("bytes"), "word/document.xml")
}

/// Returns the text of every paragraph as displayed, with breaks as line ends.
fn read_back(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut all, mut in_text) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return all,
            Event::Start(tag) if tag.name().as_ref() == "w:p" => all.push(String::new()),
            Event::Start(tag) if tag.name().as_ref() == "w:t" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => in_text = false,
            Event::Empty(tag) if tag.name().as_ref() == "w:br" => {
                all.last_mut().expect("a paragraph").push('\n');
            }
            Event::Text(text) if in_text => {
                all.last_mut().expect("a paragraph").push_str(&text.into_inner());
            }
            Event::GeneralRef(name) if in_text => {
                let letter = quick_xml::escape::resolve_predefined_entity(&name.into_inner())
                    .expect("an entity");
                all.last_mut().expect("a paragraph").push_str(letter);
            }
            _ => {}
        }
    }
}

#[test]
fn pages_follow_the_decree_and_the_first_has_no_number() {
    let bytes = write(&letter(vec![paragraph("một")])).expect("bytes");
    let xml = part(&bytes, "word/document.xml");
    assert!(xml.contains(r#"<w:pgSz w:w="11906" w:h="16838""#), "{xml}");
    assert!(
        xml.contains(
            r#"<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567""#
        ),
        "{xml}"
    );
    assert!(
        xml.contains("<w:titlePg")
            && xml.contains(r#"<w:headerReference w:type="default""#)
            && !xml.contains(r#"w:type="first""#)
    );
    let header = part(&bytes, "word/header1.xml");
    assert!(header.contains("PAGE") && header.contains(r#"<w:jc w:val="center"/>"#), "{header}");
    assert!(part(&bytes, "word/styles.xml").contains("Times New Roman"));
}

#[test]
fn an_appendix_has_its_own_pages_and_may_be_landscape() {
    let mut letter = letter(vec![paragraph("một")]);
    letter.parts.push(Part { landscape: true, blocks: vec![table()] });
    letter.parts.push(Part { landscape: false, blocks: vec![paragraph("ba")] });
    let xml = document(&letter);
    assert_eq!(xml.matches("<w:sectPr").count(), 3);
    assert_eq!(xml.matches(r#"<w:pgNumType w:start="1""#).count(), 3);
    assert_eq!(xml.matches(r#"w:w="16838" w:h="11906" w:orient="landscape""#).count(), 1);
    assert_eq!(xml.matches("<w:titlePg").count(), 3);
}

#[test]
fn special_characters_are_escaped() {
    let odd = "<w:b/>&amp; \"x\" 'y' ]]> <w:cantSplit/><w:trHeight w:val=\"1\" w:hRule=\"atLeast\" />\u{0}\u{b}\r\nhai\tba";
    let xml = document(&letter(vec![paragraph(odd)]));
    let words = read_back(&xml).concat();
    assert_eq!(
        words,
        "<w:b/>&amp; \"x\" 'y' ]]> <w:cantSplit/><w:trHeight w:val=\"1\" w:hRule=\"atLeast\" />��\nhaiba"
    );
    assert!(xml.contains("<w:tab/>") && !xml.contains("<w:tblHeader/>"));
}

#[test]
fn long_text_is_complete() {
    let long = "Đã tổ chức tuyên truyền, diễn tập theo kế hoạch. ".repeat(60);
    assert!(read_back(&document(&letter(vec![paragraph(&long)]))).contains(&long));
}

#[test]
fn gaps_are_shaded_and_in_brackets() {
    let xml = document(&letter(vec![Block::Paragraph(
        ParagraphRole::Body,
        line(Look::Gap, "[Văn phòng ghi: số]"),
    )]));
    assert!(xml.contains(r#"w:fill="D9D9D9""#) && xml.contains("[Văn phòng ghi: số]"));
}

#[test]
fn table_headings_repeat_and_cells_equal_those_of_the_letter() {
    let xml = document(&letter(vec![paragraph("trước"), table()]));
    assert_eq!((xml.matches("<w:tblHeader/>").count(), xml.matches("<w:tr>").count()), (1, 3));
    assert!(!xml.contains("w:trHeight"));
    let words: Vec<String> = read_back(&xml).into_iter().filter(|text| !text.is_empty()).collect();
    assert_eq!(words, ["trước", "Khối", "Số", "Sở", "1.250", "Cộng", "1.250"]);
    assert!(xml.contains(r#"<w:jc w:val="right"/>"#));
}

#[test]
fn properties_equal_those_of_the_letter() {
    let bytes = write(&letter(vec![paragraph("một")])).expect("bytes");
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:title>Báo cáo &lt;6 tháng&gt; &amp; năm</dc:title><dc:creator>BAN CHỈ ĐẠO</dc:creator>"), "{core}");
    assert_eq!(core.matches("2024-05-06T00:00:00Z").count(), 2);
    assert!(!core.contains("unknown"));
    assert!(part(&bytes, "word/styles.xml").contains(r#"<w:lang w:val="vi-VN""#));
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let of = || write(&letter(vec![head(), paragraph("một"), table(), closing()])).expect("bytes");
    let bytes = of();
    let others = [1, 2, 7].map(|more| vec![paragraph("khác"); more]);
    for other in others {
        write(&letter(other)).expect("bytes");
        assert_eq!(bytes, of(), "whatever was written before it");
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
    for place in 0..archive.len() {
        let file = archive.by_index(place).expect("a file");
        assert_eq!(file.last_modified().map(|at| at.year()), Some(1980), "file {place}");
    }
    // the directory of the file names the operating system of each part; it must always be Unix
    let made_by: Vec<u8> =
        bytes.windows(6).filter(|at| at.starts_with(b"PK\x01\x02")).map(|at| at[5]).collect();
    assert_eq!(made_by, vec![3; archive.len()]);
}

#[test]
fn a_signature_is_not_alone_on_its_page() {
    let xml = document(&letter(vec![paragraph("một"), paragraph("cuối"), closing()]));
    let keeps = |text: &str| {
        let before = xml.split(text).next().expect("a paragraph");
        before.rsplit("<w:p>").next().expect("its properties").contains("<w:keepNext/>")
    };
    assert_eq!([keeps("một"), keeps("cuối")], [false, true]);
}

#[test]
fn a_subject_keeps_numbers_with_the_word_after_them() {
    let Block::Head(mut head) = head() else { panic!("a head") };
    head.about = Some("V/v báo cáo 6 tháng".into());
    assert!(document(&letter(vec![Block::Head(head)])).contains("V/v báo cáo 6\u{a0}tháng"));
}

#[test]
fn a_short_table_stays_on_one_page() {
    let kept = |rows: usize| {
        let Block::Table(mut table) = table() else { panic!("a table") };
        table.rows = vec![table.rows[0].clone(); rows];
        // the first row has the headings
        let xml = document(&letter(vec![Block::Table(table)]));
        xml.split("<w:tr>").skip(2).filter(|row| row.contains("<w:keepNext/>")).count()
    };
    assert_eq!([kept(3), kept(40)], [2, 0]);
}
