//! Sections: size, margins and numbering of their pages.

use super::{Paragraph, Xml};

/// A section. Its pages are numbered from 1, and the first has no header.
#[derive(Debug, Clone, Copy)]
pub(in crate::docx) struct Section {
    /// Width and height of the paper, in twentieths of a point.
    pub(in crate::docx) paper: (u32, u32),
    pub(in crate::docx) top: u32,
    pub(in crate::docx) right: u32,
    pub(in crate::docx) bottom: u32,
    pub(in crate::docx) left: u32,
    /// Distance of header and footer from the edge of the paper.
    pub(in crate::docx) edge: u32,
    /// Relationship id of the header part.
    pub(in crate::docx) header: &'static str,
}

impl Section {
    pub(in crate::docx) fn write(&self, xml: &mut Xml) {
        let (width, height) = self.paper;
        let [w, h, top, right, bottom, left, edge] =
            [width, height, self.top, self.right, self.bottom, self.left, self.edge]
                .map(|twips| twips.to_string());
        let mut size = vec![("w:w", w.as_str()), ("w:h", h.as_str())];
        size.extend((width > height).then_some(("w:orient", "landscape")));
        let margins = [
            ("w:top", top.as_str()),
            ("w:right", &right),
            ("w:bottom", &bottom),
            ("w:left", &left),
            ("w:header", &edge),
            ("w:footer", &edge),
            ("w:gutter", "0"),
        ];
        xml.element("w:sectPr", &[], |xml| {
            xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", self.header)]);
            xml.empty("w:pgSz", &size);
            xml.empty("w:pgMar", &margins);
            xml.empty("w:pgNumType", &[("w:start", "1")]);
            xml.empty("w:cols", &[("w:space", "425")]);
            xml.flag("w:titlePg", true);
        });
    }

    /// Ends a section before another one, with its properties in its last paragraph.
    pub(in crate::docx) fn end(&self, last: &Paragraph, xml: &mut Xml) {
        last.write_with(xml, |xml| self.write(xml));
    }
}
