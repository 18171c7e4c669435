//! Checks the order, size, style and indents of written blocks against the decree (phụ lục I).

use super::*;

/// Returns each paragraph's properties: text, half points, *b*old, *i*talic, alignment, indents and
/// space before in twips.
fn described(xml: &str) -> Vec<String> {
    let mut all = Vec::new();
    for paragraph in xml.split("<w:p>").skip(1).filter_map(|rest| rest.split("</w:p>").next()) {
        let text: String =
            read_back(&format!("<w:p>{paragraph}</w:p>")).concat().replace('\n', "/");
        if text.is_empty() {
            all.extend(
                paragraph.contains("<w:pBdr>").then(|| format!("rule {}", indents(paragraph))),
            );
            continue;
        }
        let value = |name: &str| attribute(paragraph, name, "w:val").unwrap_or_default();
        let has = |name: &str| paragraph.contains(&format!("<{name}/>"));
        let style = [("b", has("w:b")), ("i", has("w:i"))];
        let style: String =
            style.into_iter().filter(|(_, set)| *set).map(|(letter, _)| letter).collect();
        let before = attribute(paragraph, "w:spacing", "w:before").unwrap_or_else(|| "0".into());
        let described = [text, value("w:sz"), style, value("w:jc"), indents(paragraph), before];
        all.push(described.join(" "));
    }
    all
}

/// Returns an attribute of the first element of a name.
fn attribute(xml: &str, element: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{element} "))?;
    let (attributes, _) = rest.split_once('>')?;
    let (_, value) = attributes.split_once(&format!("{name}=\""))?;
    Some(value.split('"').next()?.to_owned())
}

/// Returns left, right, hanging and first-line indent.
fn indents(paragraph: &str) -> String {
    let of = |name: &str| attribute(paragraph, "w:ind", name).unwrap_or_else(|| "0".into());
    ["w:left", "w:right", "w:hanging", "w:firstLine"].map(of).join(",")
}

fn written(blocks: Vec<Block>) -> Vec<String> {
    described(&document(&letter(blocks)))
}

#[test]
fn the_head_has_issuer_number_and_subject_beside_nation_motto_and_date() {
    let head = Block::Head(Box::new(Head {
        parent: "ỦY BAN NHÂN DÂN\nTỈNH".into(),
        body: "BAN CHỈ ĐẠO".into(),
        number: vec![
            Piece { text: "Số: ".into(), look: Look::Plain },
            Piece { text: "[…]".into(), look: Look::Gap },
            Piece { text: "/BCĐ-ANND".into(), look: Look::Plain },
        ],
        about: Some("V/v đôn đốc".into()),
        nation: "CỘNG HÒA".into(),
        motto: "Độc lập - Tự do - Hạnh phúc".into(),
        dated: line(Look::Plain, "Thanh Hóa, ngày"),
    }));
    assert_eq!(
        written(vec![head]),
        [
            "ỦY BAN NHÂN DÂN/TỈNH 24  center 0,0,0,0 0",
            "BAN CHỈ ĐẠO 24 b center 0,0,0,0 0",
            // 2/5 of the name above
            "rule 1474,1474,0,0",
            "Số: […]/BCĐ-ANND 26  center 0,0,0,0 60",
            "V/v đôn đốc 24  center 0,0,0,0 120",
            "CỘNG HÒA 24 b center 0,0,0,0 0",
            "Độc lập - Tự do - Hạnh phúc 26 b center 0,0,0,0 0",
            // as long as the motto
            "rule 1276,1276,0,0",
            "Thanh Hóa, ngày 26 i center 0,0,0,0 60",
        ]
    );
}

#[test]
fn type_and_subject_are_bold_in_the_middle_with_a_rule_below() {
    let of_role = |role, text| Block::Paragraph(role, line(Look::Plain, text));
    assert_eq!(
        written(vec![
            of_role(ParagraphRole::Kind, "BÁO CÁO"),
            of_role(ParagraphRole::Subject, "Kết quả thực hiện Kế hoạch"),
        ])[..2],
        ["BÁO CÁO 28 b center 0,0,0,0 360", "Kết quả thực hiện Kế hoạch 28 b center 851,851,0,0 0"]
    );
}

#[test]
fn one_addressee_is_on_the_line_of_the_label_and_several_are_below_its_colon() {
    let names = ["Sở Nội vụ", "Sở Y tế"].map(str::to_owned);
    let block = |names: &[String]| Block::Addressees {
        label: "Kính gửi:".into(),
        names: names.to_vec(),
    };
    assert_eq!(
        written(vec![block(&names[..1])]),
        ["Kính gửi: Sở Nội vụ 28  left 2382,0,1248,0 360"]
    );
    assert_eq!(
        written(vec![block(&names)]),
        [
            "Kính gửi: 28  left 1134,0,0,0 360",
            "- Sở Nội vụ; 28  left 2325,0,171,0 0",
            "- Sở Y tế. 28  left 2325,0,171,0 0",
        ]
    );
}

#[test]
fn text_is_justified_with_an_indent_of_one_centimeter_and_six_points_before() {
    let of_role = |role| Block::Paragraph(role, line(Look::Plain, "a"));
    let roles = [
        ParagraphRole::Section,
        ParagraphRole::Item,
        ParagraphRole::Point,
        ParagraphRole::Body,
        ParagraphRole::Annex,
        ParagraphRole::AnnexTitle,
        ParagraphRole::AnnexOf,
    ];
    assert_eq!(
        written(roles.map(of_role).into()),
        [
            "a 28 b both 0,0,0,567 240",
            "a 28 b both 0,0,0,567 120",
            "a 28  both 0,0,0,567 120",
            "a 28  both 0,0,0,567 120",
            "a 28 b center 0,0,0,0 0",
            "a 28 b center 0,0,0,0 0",
            "a 28 i center 0,0,0,0 0",
        ]
    );
}

#[test]
fn recipients_are_beside_the_signer_whose_other_post_is_above_the_name() {
    assert_eq!(
        written(vec![closing()]),
        [
            "Nơi nhận: 24 bi left 0,0,0,0 0",
            "- Như trên; 22  left 114,0,114,0 0",
            "- Lưu: VT. 22  left 114,0,114,0 0",
            "KT. TRƯỞNG BAN/PHÓ TRƯỞNG BAN 28 b center 0,0,0,0 0",
            "GIÁM ĐỐC 28 b center 0,0,0,0 0",
            "[tên] 28 b center 0,0,0,0 0",
        ]
    );
}
