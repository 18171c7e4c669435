use super::*;
use crate::read::number_format::Rendered;

#[test]
fn number_styles_display_like_their_format_code() {
    let seen = |style: &str, value: f64| {
        let part = format!(
            "<a>{style}<style:style style:name='A' style:data-style-name='N'/><style:style style:name='B' style:parent-style-name='A'/></a>"
        );
        let mut styles = Styles::default();
        styles.read(&mut Xml::in_memory(&part)).map(|()| styles.format("B").number(value)).ok()
    };
    let digits = "<number:number number:decimal-places='0' number:min-integer-digits='1' number:grouping='true'/>";
    let same = [
        format!("<number:number-style style:name='N'>{digits}</number:number-style>"),
        "<number:number-style style:name='N'><number:number number:min-integer-digits='1'/></number:number-style>".to_owned(),
        format!("<number:number-style style:name='O'><number:text>x</number:text></number:number-style><number:number-style style:name='N'>{digits}<style:map style:condition='value()&gt;=5000' style:apply-style-name='O'/></number:number-style>"),
        "<number:number-style style:name='N'><number:number number:decimal-places='0' number:min-integer-digits='4'><number:embedded-text number:position='3'>.</number:embedded-text></number:number></number:number-style>".to_owned(),
    ];
    for style in same {
        assert_eq!(seen(&style, 1348.0), Some(Rendered::Same), "{style}");
    }
    let otherwise = [
        (format!("<number:number-style style:name='N'>{digits}<number:text>000</number:text></number:number-style>"), "1,348000"),
        (format!("<number:number-style style:name='N'>{digits}<number:text> nghìn</number:text></number:number-style>"), "1,348 nghìn"),
        (format!("<number:number-style style:name='N'><number:text>khoảng </number:text>{digits}</number:number-style>"), "khoảng 1,348"),
        ("<number:number-style style:name='N'/>".to_owned(), ""),
        ("<number:number-style style:name='N'><number:text>-</number:text></number:number-style>".to_owned(), "-"),
        (format!("<number:percentage-style style:name='N'>{digits}<number:text>%</number:text></number:percentage-style>"), "134,800%"),
        ("<number:number-style style:name='N'><number:number number:decimal-places='0' number:min-integer-digits='1' number:display-factor='1000'/></number:number-style>".to_owned(), "1"),
        (format!("<number:number-style style:name='O'/><number:number-style style:name='N'>{digits}<style:map style:condition='value()&gt;=0' style:apply-style-name='O'/></number:number-style>"), ""),
    ];
    for (style, shown) in otherwise {
        assert_eq!(seen(&style, 1348.0), Some(Rendered::Other(shown.into())), "{style}");
    }
    assert_eq!(
        seen("<number:date-style style:name='N'><number:year/></number:date-style>", 45_000.0),
        Some(Rendered::Day)
    );
}

#[test]
fn text_in_the_fill_color_is_invisible() {
    let part = "<a><style:style style:name='A'><style:text-properties fo:color='#ffffff'/></style:style>\
                <style:style style:name='B' style:parent-style-name='A'><style:table-cell-properties fo:background-color='#1f3864'/></style:style>\
                <style:style style:name='C' style:parent-style-name='B'><style:table-cell-properties fo:background-color='transparent'/></style:style></a>";
    let mut styles = Styles::default();
    assert!(styles.read(&mut Xml::in_memory(part)).is_ok());
    assert_eq!(
        ["A", "B", "C", "D"].map(|style| styles.legibility(style) == Legibility::Invisible),
        [true, false, true, false]
    );
}

#[test]
fn text_effects_are_read_from_keywords_and_percentages() {
    let effect = |attributes: &str| {
        let part = format!(
            "<a><style:style style:name='T'><style:text-properties {attributes}/></style:style></a>"
        );
        let mut styles = Styles::default();
        styles.read(&mut Xml::in_memory(&part)).map(|()| styles.effect("T")).ok()
    };
    let rows = [
        ("style:text-position='33% 58%'", TextEffect::Superscript),
        ("style:text-position='super 58%'", TextEffect::Superscript),
        ("style:text-position='-33% 58%'", TextEffect::Subscript),
        ("style:text-position='0% 100%'", TextEffect::None),
        (
            "style:text-line-through-type='single' style:text-position='0% 100%'",
            TextEffect::Strikethrough,
        ),
        ("style:text-line-through-style='solid'", TextEffect::Strikethrough),
        (
            "style:text-line-through-style='none' style:text-line-through-type='none'",
            TextEffect::None,
        ),
    ];
    for (attributes, expected) in rows {
        assert_eq!(effect(attributes), Some(expected), "{attributes}");
    }
}
