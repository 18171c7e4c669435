//! Drawings in a paragraph that show a chart part.

use super::Xml;

/// Namespace of graphics.
pub(in crate::docx) const GRAPHIC: (&str, &str) =
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
const INLINE: (&str, &str) =
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
/// Namespace of charts.
pub(in crate::docx) const CHART: (&str, &str) =
    ("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart");
/// English Metric Units in a millimeter.
const EMU: u32 = 36_000;

/// A chart as wide and high as it is shown.
#[derive(Debug, Clone)]
pub(in crate::docx) struct Drawing {
    /// Number in the document, from 1.
    pub(in crate::docx) number: usize,
    /// Relationship id of the chart part.
    pub(in crate::docx) relation: String,
    /// A description for people who cannot see it.
    pub(in crate::docx) alt: String,
    /// Width and height, in millimeters.
    pub(in crate::docx) size: (u32, u32),
}

impl Drawing {
    pub(super) fn write(&self, xml: &mut Xml) {
        let [number, width, height] = [
            self.number.to_string(),
            (self.size.0 * EMU).to_string(),
            (self.size.1 * EMU).to_string(),
        ];
        let edges = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0"), INLINE];
        xml.element("w:drawing", &[], |xml| {
            xml.element("wp:inline", &edges, |xml| {
                xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
                let name = format!("Chart {number}");
                xml.empty("wp:docPr", &[("id", &number), ("name", &name), ("descr", &self.alt)]);
                xml.empty("wp:cNvGraphicFramePr", &[]);
                xml.element("a:graphic", &[GRAPHIC], |xml| {
                    xml.element("a:graphicData", &[("uri", CHART.1)], |xml| {
                        xml.empty("c:chart", &[CHART, ("r:id", &self.relation)]);
                    });
                });
            });
        });
    }
}
