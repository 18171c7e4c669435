//! Writes charts as parts of a document: bars with their numbers, without a workbook.

use super::markup::{CHART, GRAPHIC, Xml};
use super::{FONT, package};
use crate::letter::typography::UPRIGHT;
use crate::model::highlight::{BarPattern, Highlight};
use crate::outcome::{BarChart, BarSeries};
use crate::text::{Lang, clean};

/// Size of a chart's text, in hundredths of a point.
const SIZE: &str = "1000";
/// Height of a chart with vertical bars, in millimeters.
const HEIGHT: u32 = 62;
/// Height of a horizontal bar, and of axis and legend below such bars, in millimeters.
const BAR: u32 = 6;
const FRAME: u32 = 24;
/// Maximum number of names below vertical bars.
const NAMES: usize = 16;
/// Ids of the axis of names and of the axis of numbers.
const AXES: [&str; 2] = ["1", "2"];

/// Returns the width and height of a chart, in millimeters.
pub(super) fn size(chart: &BarChart) -> (u32, u32) {
    let bars = u32::try_from(chart.names.len()).unwrap_or(u32::MAX).min(30);
    (UPRIGHT, if chart.lying { bars * BAR + FRAME } else { HEIGHT })
}

/// Returns the title and all numbers in words.
pub(super) fn in_words(chart: &BarChart, lang: Lang) -> String {
    let parts = |at: usize| {
        let parts = chart.series.iter().filter_map(|series| {
            let number = series.numbers.get(at).filter(|number| !number.is_zero())?;
            Some(format!("{} {number}", series.title.in_lang(lang)))
        });
        parts.collect::<Vec<_>>().join(", ")
    };
    let bars = chart.names.iter().enumerate().map(|(at, name)| (name, parts(at)));
    let bars = bars.filter(|(_, parts)| !parts.is_empty());
    let bars: Vec<String> = bars.map(|(name, parts)| format!("{name}: {parts}")).collect();
    clean(&format!("{}. {}.", chart.title.in_lang(lang), bars.join("; ")))
}

/// Returns the part of a chart.
pub(super) fn part(chart: &BarChart, lang: Lang) -> Vec<u8> {
    Xml::part("c:chartSpace", &[CHART, GRAPHIC, package::RELATION], |xml| {
        xml.set("c:roundedCorners", "0");
        xml.element("c:chart", &[], |xml| {
            xml.set("c:autoTitleDeleted", "1");
            xml.element("c:plotArea", &[], |xml| {
                xml.empty("c:layout", &[]);
                bars(chart, lang, xml);
                names_axis(chart, xml);
                numbers_axis(chart, xml);
            });
            if chart.series.len() > 1 {
                xml.element("c:legend", &[], |xml| {
                    xml.set("c:legendPos", "b");
                    xml.set("c:overlay", "0");
                });
            }
            xml.set("c:plotVisOnly", "1");
            xml.set("c:dispBlanksAs", "gap");
        });
        xml.element("c:spPr", &[], |xml| {
            xml.empty("a:noFill", &[]);
            xml.element("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
        });
        text_properties(xml);
    })
}

fn bars(chart: &BarChart, lang: Lang, xml: &mut Xml) {
    xml.element("c:barChart", &[], |xml| {
        xml.set("c:barDir", if chart.lying { "bar" } else { "col" });
        // numbers can only be beside bars that are not stacked
        xml.set("c:grouping", if chart.labeled { "clustered" } else { "stacked" });
        xml.set("c:varyColors", "0");
        for (place, series) in chart.series.iter().enumerate() {
            xml.element("c:ser", &[], |xml| write_series(chart, (place, series), lang, xml));
        }
        xml.set("c:gapWidth", "50");
        xml.set("c:overlap", "100");
        for axis in AXES {
            xml.set("c:axId", axis);
        }
    });
}

fn write_series(chart: &BarChart, (place, series): (usize, &BarSeries), lang: Lang, xml: &mut Xml) {
    for name in ["c:idx", "c:order"] {
        xml.set(name, &place.to_string());
    }
    let column = char::from(b'B' + u8::try_from(place).unwrap_or(0));
    let numbers: Vec<String> = series.numbers.iter().map(ToString::to_string).collect();
    xml.element("c:tx", &[], |xml| {
        let title = [series.title.in_lang(lang).to_owned()];
        cached(("c:strRef", "c:strCache"), &format!("Sheet1!${column}$1"), &title, xml);
    });
    let is_alone = chart.series.len() == 1;
    xml.element("c:spPr", &[], |xml| fill(series.tone, is_alone, xml));
    xml.set("c:invertIfNegative", "0");
    if chart.labeled {
        xml.element("c:dLbls", &[], |xml| {
            xml.empty("c:numFmt", &[("formatCode", "#,##0.0"), ("sourceLinked", "0")]);
            xml.set("c:dLblPos", "outEnd");
            for (what, shown) in [
                ("c:showLegendKey", "0"),
                ("c:showVal", "1"),
                ("c:showCatName", "0"),
                ("c:showSerName", "0"),
                ("c:showPercent", "0"),
                ("c:showBubbleSize", "0"),
            ] {
                xml.set(what, shown);
            }
        });
    }
    let last = chart.names.len() + 1;
    xml.element("c:cat", &[], |xml| {
        let area = format!("Sheet1!$A$2:$A${last}");
        cached(("c:strRef", "c:strCache"), &area, &chart.names, xml);
    });
    xml.element("c:val", &[], |xml| {
        let area = format!("Sheet1!${column}$2:${column}${last}");
        cached(("c:numRef", "c:numCache"), &area, &numbers, xml);
    });
}

/// Writes values with the cells they would have in a workbook, which programs expect.
fn cached((reference, cache): (&str, &str), area: &str, values: &[String], xml: &mut Xml) {
    xml.element(reference, &[], |xml| {
        xml.words("c:f", &[], area);
        xml.element(cache, &[], |xml| {
            xml.set("c:ptCount", &values.len().to_string());
            for (place, value) in values.iter().enumerate() {
                xml.element("c:pt", &[("idx", &place.to_string())], |xml| {
                    xml.words("c:v", &[], &clean(value));
                });
            }
        });
    });
}

/// Writes the fill and the border of bars; a single series needs no pattern.
fn fill(tone: Highlight, is_alone: bool, xml: &mut Xml) {
    let (color, pattern) = tone.bar();
    let color = format!("{color:06X}");
    match preset(pattern).filter(|_| !is_alone) {
        None => solid(&color, xml),
        Some(preset) => xml.element("a:pattFill", &[("prst", preset)], |xml| {
            for (name, color) in [("a:fgClr", color.as_str()), ("a:bgClr", "FFFFFF")] {
                xml.element(name, &[], |xml| xml.set("a:srgbClr", color));
            }
        }),
    }
    line("404040", xml);
}

fn solid(color: &str, xml: &mut Xml) {
    xml.element("a:solidFill", &[], |xml| xml.set("a:srgbClr", color));
}

/// Writes a line half a point wide.
fn line(color: &str, xml: &mut Xml) {
    xml.element("a:ln", &[("w", "6350")], |xml| solid(color, xml));
}

/// Returns the name of a pattern in the file format, or none for a solid fill.
const fn preset(pattern: BarPattern) -> Option<&'static str> {
    match pattern {
        BarPattern::Solid => None,
        BarPattern::Lines => Some("dkHorz"),
        BarPattern::Stripes => Some("dkUpDiag"),
        BarPattern::Dots => Some("pct50"),
        BarPattern::DenseDots => Some("pct75"),
    }
}

/// Writes what both axes begin with. Horizontal bars are listed from the top.
fn axis(own: &str, (orientation, deleted, side): (&str, &str, &str), xml: &mut Xml) {
    xml.set("c:axId", own);
    xml.element("c:scaling", &[], |xml| xml.set("c:orientation", orientation));
    xml.set("c:delete", deleted);
    xml.set("c:axPos", side);
}

fn names_axis(chart: &BarChart, xml: &mut Xml) {
    let [names, numbers] = AXES;
    let (orientation, side) = if chart.lying { ("maxMin", "l") } else { ("minMax", "b") };
    xml.element("c:catAx", &[], |xml| {
        axis(names, (orientation, "0", side), xml);
        xml.empty("c:numFmt", &[("formatCode", "General"), ("sourceLinked", "0")]);
        xml.set("c:majorTickMark", "none");
        xml.set("c:minorTickMark", "none");
        // names stay at the edge, where no bar of a fall covers them
        xml.set("c:tickLblPos", "low");
        xml.element("c:spPr", &[], |xml| line("808080", xml));
        xml.set("c:crossAx", numbers);
        xml.set("c:crosses", "autoZero");
        xml.set("c:auto", "0");
        xml.set("c:lblAlgn", "ctr");
        xml.set("c:lblOffset", "100");
        let skip = if chart.lying { 1 } else { chart.names.len().div_ceil(NAMES).max(1) };
        xml.set("c:tickLblSkip", &skip.to_string());
        xml.set("c:noMultiLvlLbl", "1");
    });
}

fn numbers_axis(chart: &BarChart, xml: &mut Xml) {
    let [names, numbers] = AXES;
    let deleted = if chart.labeled { "1" } else { "0" };
    // the axis crosses at the last name, to be below the bars
    let (side, crosses) = if chart.lying { ("b", "max") } else { ("l", "autoZero") };
    xml.element("c:valAx", &[], |xml| {
        axis(numbers, ("minMax", deleted, side), xml);
        if !chart.labeled {
            xml.element("c:majorGridlines", &[], |xml| {
                xml.element("c:spPr", &[], |xml| line("D9D9D9", xml));
            });
        }
        xml.empty("c:numFmt", &[("formatCode", "#,##0"), ("sourceLinked", "0")]);
        xml.set("c:majorTickMark", "none");
        xml.set("c:minorTickMark", "none");
        xml.set("c:tickLblPos", "nextTo");
        xml.element("c:spPr", &[], |xml| line("808080", xml));
        xml.set("c:crossAx", names);
        xml.set("c:crosses", crosses);
        xml.set("c:crossBetween", "between");
    });
}

fn text_properties(xml: &mut Xml) {
    xml.element("c:txPr", &[], |xml| {
        xml.empty("a:bodyPr", &[]);
        xml.element("a:p", &[], |xml| {
            xml.element("a:pPr", &[], |xml| {
                xml.element("a:defRPr", &[("sz", SIZE)], |xml| {
                    for name in ["a:latin", "a:cs"] {
                        xml.empty(name, &[("typeface", FONT)]);
                    }
                });
            });
        });
    });
}
