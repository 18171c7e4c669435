//! Charts: their parts, what they show, and their elements in the order of the schema.

use super::*;
use crate::model::highlight::Highlight;
use crate::outcome::{BarChart, BarSeries};
use crate::text::Text;

/// Elements of drawings and charts, like [`super::schema::ELEMENTS`]. Further elements of charts
/// have only a value.
pub(super) const ELEMENTS: [(&str, &str, &str); 44] = [
    ("w:drawing", "", "wp:inline"),
    (
        "wp:inline",
        "distT distB distL distR xmlns:wp",
        "wp:extent wp:docPr wp:cNvGraphicFramePr a:graphic",
    ),
    ("wp:extent", "cx cy", ""),
    ("wp:docPr", "id name descr", ""),
    ("wp:cNvGraphicFramePr", "", ""),
    ("a:graphic", "xmlns:a", "a:graphicData"),
    ("a:graphicData", "uri", "c:chart"),
    ("c:chartSpace", "xmlns:c xmlns:a xmlns:r", "c:roundedCorners c:chart c:spPr c:txPr"),
    (
        "c:chart",
        "xmlns:c r:id",
        "c:autoTitleDeleted c:plotArea c:legend c:plotVisOnly c:dispBlanksAs",
    ),
    ("c:plotArea", "", "c:layout c:barChart c:catAx c:valAx"),
    ("c:layout", "", ""),
    ("c:barChart", "", "c:barDir c:grouping c:varyColors c:ser* c:gapWidth c:overlap c:axId*"),
    ("c:ser", "", "c:idx c:order c:tx c:spPr c:invertIfNegative c:dLbls c:cat c:val"),
    ("c:tx", "", "c:strRef"),
    ("c:cat", "", "c:strRef"),
    ("c:val", "", "c:numRef"),
    ("c:strRef", "", "c:f c:strCache"),
    ("c:numRef", "", "c:f c:numCache"),
    ("c:f", "", ""),
    ("c:strCache", "", "c:ptCount c:pt*"),
    ("c:numCache", "", "c:ptCount c:pt*"),
    ("c:pt", "idx", "c:v"),
    ("c:v", "", ""),
    (
        "c:dLbls",
        "",
        "c:numFmt c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize",
    ),
    (
        "c:catAx",
        "",
        "c:axId c:scaling c:delete c:axPos c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos \
         c:spPr c:crossAx c:crosses c:auto c:lblAlgn c:lblOffset c:tickLblSkip c:noMultiLvlLbl",
    ),
    (
        "c:valAx",
        "",
        "c:axId c:scaling c:delete c:axPos c:majorGridlines c:numFmt c:majorTickMark \
         c:minorTickMark c:tickLblPos c:spPr c:crossAx c:crosses c:crossBetween",
    ),
    ("c:scaling", "", "c:orientation"),
    ("c:numFmt", "formatCode sourceLinked", ""),
    ("c:majorGridlines", "", "c:spPr"),
    ("c:legend", "", "c:legendPos c:overlay"),
    ("c:spPr", "", "a:noFill|a:solidFill|a:pattFill a:ln"),
    ("c:txPr", "", "a:bodyPr a:p"),
    ("a:ln", "w", "a:noFill|a:solidFill"),
    ("a:noFill", "", ""),
    ("a:bodyPr", "", ""),
    ("a:solidFill", "", "a:srgbClr"),
    ("a:pattFill", "prst", "a:fgClr a:bgClr"),
    ("a:fgClr", "", "a:srgbClr"),
    ("a:bgClr", "", "a:srgbClr"),
    ("a:p", "", "a:pPr"),
    ("a:pPr", "", "a:defRPr"),
    ("a:defRPr", "sz", "a:latin a:cs"),
    ("a:latin", "typeface", ""),
    ("a:cs", "typeface", ""),
];

/// Returns a chart of two bars with one or two series.
pub(super) fn chart(lying: bool, labeled: bool, series: usize) -> Block {
    let of = |title, tone, numbers: [i64; 2]| BarSeries {
        title: Text::new(title, "second"),
        tone,
        numbers: numbers.map(Into::into).into(),
    };
    let all = [of("đúng hạn", Highlight::Good, [12, -3]), of("chậm", Highlight::Watch, [1, 0])];
    Block::Chart(BarChart {
        title: Text::new("Số đơn vị", "Units"),
        names: vec!["Sở & ngành".into(), "Xã".into()],
        series: all.into_iter().take(series).collect(),
        lying,
        labeled,
    })
}

#[test]
fn a_chart_shows_its_numbers_below_its_title_and_says_them() {
    let bytes = write(&letter(vec![chart(true, false, 2)])).expect("bytes");
    let document = part(&bytes, "word/document.xml");
    assert_eq!(read_back(&document)[..2], ["Số đơn vị".to_owned(), String::new()]);
    let alt = "descr=\"Số đơn vị. Sở &amp; ngành: đúng hạn 12, chậm 1; Xã: đúng hạn -3.\"";
    assert!(document.contains(alt), "{document}");
    // as wide as the text: 165 mm in English Metric Units
    assert!(document.contains("<wp:extent cx=\"5940000\""), "{document}");
    let chart = part(&bytes, "word/charts/chart1.xml");
    for cached in [
        "<c:pt idx=\"0\"><c:v>Sở &amp; ngành</c:v></c:pt><c:pt idx=\"1\"><c:v>Xã</c:v></c:pt>",
        "<c:pt idx=\"0\"><c:v>12</c:v></c:pt><c:pt idx=\"1\"><c:v>-3</c:v></c:pt>",
        "<c:v>đúng hạn</c:v>",
        "<c:v>chậm</c:v>",
    ] {
        assert!(chart.contains(cached), "{cached}: {chart}");
    }
}

#[test]
fn bars_of_several_series_differ_in_black_and_white() {
    let fills = |series| {
        let bytes = write(&letter(vec![chart(false, false, series)])).expect("bytes");
        let chart = part(&bytes, "word/charts/chart1.xml");
        let (_, series) = chart.split_once("<c:ser>").expect("a series");
        (series.matches("<a:pattFill ").count(), chart.contains("<c:legend>"))
    };
    assert_eq!(fills(2), (1, true));
    assert_eq!(fills(1), (0, false));
}

#[test]
fn every_chart_of_a_document_has_its_own_part() {
    let mut letter = letter(vec![chart(false, false, 2), chart(true, true, 1)]);
    letter.parts.push(Part { landscape: true, blocks: vec![chart(true, false, 2)] });
    let bytes = write(&letter).expect("bytes");
    let document = part(&bytes, "word/document.xml");
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    for number in 1..=3 {
        let relation = format!("Id=\"rId{}\"", number + 3);
        assert!(document.contains(&format!("<wp:docPr id=\"{number}\"")));
        assert!(document.contains(&format!("r:id=\"rId{}\"", number + 3)));
        assert!(relations.contains(&relation) && relations.contains(&format!("chart{number}.xml")));
        assert!(part(&bytes, &format!("word/charts/chart{number}.xml")).contains("<c:barChart>"));
    }
}
