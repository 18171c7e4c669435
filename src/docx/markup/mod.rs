//! Writes `WordprocessingML`. The children of each element are written in the order of the schema
//! (ISO/IEC 29500-1), in whatever order they were set.

mod drawing;
mod paragraph;
mod section;
mod table;

pub(super) use drawing::{CHART, Drawing, GRAPHIC};
pub(super) use paragraph::{Alignment, Indent, LineRule, Paragraph, Run, Spacing, Style};
pub(super) use section::Section;
pub(super) use table::{Cell, Margins, Row, Table};

use quick_xml::escape::{escape, partial_escape};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pub(super) struct Xml(String);

impl Xml {
    /// Returns a part with one root element.
    pub(super) fn part(
        root: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self),
    ) -> Vec<u8> {
        let mut xml = Self(DECLARATION.to_owned());
        xml.element(root, attributes, inner);
        xml.0.into_bytes()
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.extend([" ", key, "=\"", &escape(*value), "\""]);
        }
    }

    /// Writes an element with its content.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        self.0.push('>');
        inner(self);
        self.0.extend(["</", name, ">"]);
    }

    /// Writes an empty element.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// Writes an element of text, preserving spaces.
    pub(super) fn words(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| xml.0.push_str(&partial_escape(text)));
    }

    /// Writes an element with a value, in the notation of drawings.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.empty(name, &[("val", value)]);
    }

    /// Writes an element with a value.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Writes an element with a number.
    pub(super) fn number(&mut self, name: &str, value: u32) {
        self.value(name, &value.to_string());
    }

    /// Writes an empty element if set.
    pub(super) fn flag(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.empty(name, &[]);
        }
    }

    /// Writes the shading of text or of a cell.
    fn shade(&mut self, fill: Option<&str>) {
        if let Some(fill) = fill {
            self.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
        }
    }

    /// Writes the border of one side.
    fn border(&mut self, name: &str, eighths: u32, space: u32) {
        let (size, space) = (eighths.to_string(), space.to_string());
        self.empty(
            name,
            &[("w:val", "single"), ("w:sz", &size), ("w:space", &space), ("w:color", "000000")],
        );
    }

    /// Writes a width in twentieths of a point.
    fn width(&mut self, name: &str, twips: u32) {
        self.empty(name, &[("w:w", &twips.to_string()), ("w:type", "dxa")]);
    }
}
