//! Tables with fixed column widths.

use super::{Alignment, Paragraph, Xml};

/// Margins of a cell, in twentieths of a point.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::docx) struct Margins {
    pub(in crate::docx) above_and_below: u32,
    pub(in crate::docx) beside: u32,
}

#[derive(Debug, Clone, Default)]
pub(in crate::docx) struct Table {
    /// Column widths, in twentieths of a point.
    pub(in crate::docx) widths: Vec<u32>,
    pub(in crate::docx) is_centered: bool,
    pub(in crate::docx) has_borders: bool,
    pub(in crate::docx) margins: Margins,
    pub(in crate::docx) rows: Vec<Row>,
}

/// A row, which stays on one page.
#[derive(Debug, Clone, Default)]
pub(in crate::docx) struct Row {
    /// Whether it is repeated on every page.
    pub(in crate::docx) is_heading: bool,
    /// Cells; if there are fewer than columns, the last one spans the rest.
    pub(in crate::docx) cells: Vec<Cell>,
}

#[derive(Debug, Clone, Default)]
pub(in crate::docx) struct Cell {
    pub(in crate::docx) shade: Option<&'static str>,
    /// Whether its text is vertically centered.
    pub(in crate::docx) is_middle: bool,
    pub(in crate::docx) paragraphs: Vec<Paragraph>,
}

impl Table {
    pub(in crate::docx) fn write(&self, xml: &mut Xml) {
        xml.element("w:tbl", &[], |xml| {
            xml.element("w:tblPr", &[], |xml| self.write_properties(xml));
            xml.element("w:tblGrid", &[], |xml| {
                for width in &self.widths {
                    xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
                }
            });
            for row in &self.rows {
                self.write_row(row, xml);
            }
        });
    }

    fn write_properties(&self, xml: &mut Xml) {
        xml.width("w:tblW", self.widths.iter().sum());
        xml.value(
            "w:jc",
            if self.is_centered { Alignment::Center } else { Alignment::Left }.name(),
        );
        if self.has_borders {
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    xml.border(side, 2, 0);
                }
            });
        }
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let Margins { above_and_below, beside } = self.margins;
        xml.element("w:tblCellMar", &[], |xml| {
            for (side, width) in [
                ("w:top", above_and_below),
                ("w:left", beside),
                ("w:bottom", above_and_below),
                ("w:right", beside),
            ] {
                xml.width(side, width);
            }
        });
    }

    fn write_row(&self, row: &Row, xml: &mut Xml) {
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.flag("w:cantSplit", true);
                xml.flag("w:tblHeader", row.is_heading);
            });
            let mut widths = self.widths.as_slice();
            for (place, cell) in row.cells.iter().enumerate() {
                let is_last = place + 1 == row.cells.len();
                let (own, rest) =
                    widths.split_at(if is_last { widths.len() } else { widths.len().min(1) });
                widths = rest;
                cell.write(own, xml);
            }
        });
    }
}

impl Cell {
    /// Writes a cell that spans columns of these widths.
    fn write(&self, widths: &[u32], xml: &mut Xml) {
        xml.element("w:tc", &[], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                xml.width("w:tcW", widths.iter().sum());
                if widths.len() > 1 {
                    xml.value("w:gridSpan", &widths.len().to_string());
                }
                xml.shade(self.shade);
                xml.value("w:vAlign", if self.is_middle { "center" } else { "top" });
            });
            for paragraph in &self.paragraphs {
                paragraph.write(xml);
            }
        });
    }
}
