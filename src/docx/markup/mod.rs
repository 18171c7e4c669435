//! `WordprocessingML`: each kind of element writes its children in the order of the schema (ISO/IEC 29500-1), whatever the order in
//! which they were set. What is no text of a letter stands nowhere else.

mod paragraph;
mod section;
mod table;

pub(super) use paragraph::{Alignment, Border, Indent, LineRule, Paragraph, Run, Spacing, Style};
pub(super) use section::Section;
pub(super) use table::{Cell, Margins, Row, Table};

use quick_xml::escape::{escape, partial_escape};

/// The declaration that begins every part.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A part in the making.
pub(super) struct Xml(String);

impl Xml {
    /// A part of one root element.
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

    /// An element with what stands in it.
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

    /// An element in which nothing stands.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// An element of text, its spaces kept.
    pub(super) fn words(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| xml.0.push_str(&partial_escape(text)));
    }

    /// A property with its value.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// A property with its number.
    pub(super) fn number(&mut self, name: &str, value: u32) {
        self.value(name, &value.to_string());
    }

    /// A property that is there or not.
    pub(super) fn flag(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.empty(name, &[]);
        }
    }

    /// The shade behind words or a cell.
    fn shade(&mut self, fill: Option<&str>) {
        if let Some(fill) = fill {
            self.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
        }
    }

    /// A line along a side.
    fn border(&mut self, name: &str, eighths: u32, space: u32) {
        let (size, space) = (eighths.to_string(), space.to_string());
        self.empty(
            name,
            &[("w:val", "single"), ("w:sz", &size), ("w:space", &space), ("w:color", "000000")],
        );
    }

    /// A width in twentieths of a point.
    fn width(&mut self, name: &str, twips: u32) {
        self.empty(name, &[("w:w", &twips.to_string()), ("w:type", "dxa")]);
    }
}
