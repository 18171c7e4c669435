//! Paragraphs and runs.

use super::{Drawing, Xml};

/// Alignment of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::docx) enum Alignment {
    Left,
    Center,
    Right,
    Both,
}

impl Alignment {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}

/// A named style of the document; a paragraph without one has the default style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::docx) enum Style {
    Heading1,
    Heading2,
}

impl Style {
    /// Every named style, from the highest outline level down.
    pub(in crate::docx) const ALL: [Self; 2] = [Self::Heading1, Self::Heading2];

    /// Returns its id in the file.
    pub(in crate::docx) const fn id(self) -> &'static str {
        match self {
            Self::Heading1 => "Heading1",
            Self::Heading2 => "Heading2",
        }
    }

    /// Returns its built-in name, which programs recognize in every language.
    pub(in crate::docx) const fn name(self) -> &'static str {
        match self {
            Self::Heading1 => "heading 1",
            Self::Heading2 => "heading 2",
        }
    }
}

/// Unit of a line spacing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::docx) enum LineRule {
    /// In 240ths of the font's own line spacing.
    Auto,
    /// In twentieths of a point.
    Exact,
}

/// Space before a paragraph, in twentieths of a point, and its line spacing.
#[derive(Debug, Clone, Copy)]
pub(in crate::docx) struct Spacing {
    pub(in crate::docx) before: u32,
    pub(in crate::docx) line: u32,
    pub(in crate::docx) rule: LineRule,
}

impl Spacing {
    pub(in crate::docx) fn write(self, xml: &mut Xml) {
        let rule = match self.rule {
            LineRule::Auto => "auto",
            LineRule::Exact => "exact",
        };
        let (before, line) = (self.before.to_string(), self.line.to_string());
        xml.empty(
            "w:spacing",
            &[("w:before", &before), ("w:after", "0"), ("w:line", &line), ("w:lineRule", rule)],
        );
    }
}

/// Indent of a paragraph from the margins, in twentieths of a point.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::docx) struct Indent {
    pub(in crate::docx) left: u32,
    pub(in crate::docx) right: u32,
    /// Additional indent of the first line.
    pub(in crate::docx) first_line: u32,
    /// Hanging indent of the first line.
    pub(in crate::docx) hanging: u32,
}

impl Indent {
    fn write(self, xml: &mut Xml) {
        let all = [
            ("w:left", self.left),
            ("w:right", self.right),
            ("w:hanging", self.hanging),
            ("w:firstLine", self.first_line),
        ];
        let set: Vec<(&str, String)> = all
            .into_iter()
            .filter(|(_, by)| *by > 0)
            .map(|(name, by)| (name, by.to_string()))
            .collect();
        if !set.is_empty() {
            xml.empty(
                "w:ind",
                &set.iter().map(|(name, by)| (*name, by.as_str())).collect::<Vec<_>>(),
            );
        }
    }
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(in crate::docx) struct Paragraph {
    pub(in crate::docx) style: Option<Style>,
    /// Whether it stays on one page with the next paragraph.
    pub(in crate::docx) keep_next: bool,
    /// The thickness of a line above it, in eighths of a point.
    pub(in crate::docx) line_above: Option<u32>,
    pub(in crate::docx) spacing: Option<Spacing>,
    pub(in crate::docx) indent: Indent,
    pub(in crate::docx) alignment: Option<Alignment>,
    pub(in crate::docx) runs: Vec<Run>,
    /// A drawing after its text.
    pub(in crate::docx) drawing: Option<Drawing>,
}

impl Paragraph {
    pub(in crate::docx) fn keep_next(self) -> Self {
        Self { keep_next: true, ..self }
    }

    pub(in crate::docx) fn spaced(self, spacing: Spacing) -> Self {
        Self { spacing: Some(spacing), ..self }
    }

    pub(in crate::docx) fn indented(self, indent: Indent) -> Self {
        Self { indent, ..self }
    }

    pub(in crate::docx) fn below_line(self, eighths: u32) -> Self {
        Self { line_above: Some(eighths), ..self }
    }

    pub(in crate::docx) fn styled(self, style: Style) -> Self {
        Self { style: Some(style), ..self }
    }

    pub(in crate::docx) fn write(&self, xml: &mut Xml) {
        self.write_with(xml, |_| {});
    }

    /// Writes a paragraph. `last` writes the end of its properties, where a section break belongs.
    pub(super) fn write_with(&self, xml: &mut Xml, last: impl FnOnce(&mut Xml)) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                if let Some(style) = self.style {
                    xml.value("w:pStyle", style.id());
                }
                xml.flag("w:keepNext", self.keep_next);
                if let Some(eighths) = self.line_above {
                    xml.element("w:pBdr", &[], |xml| xml.border("w:top", eighths, 0));
                }
                if let Some(spacing) = self.spacing {
                    spacing.write(xml);
                }
                self.indent.write(xml);
                if let Some(alignment) = self.alignment {
                    xml.value("w:jc", alignment.name());
                }
                last(xml);
            });
            for run in &self.runs {
                run.write(xml);
            }
            if let Some(drawing) = &self.drawing {
                xml.element("w:r", &[], |xml| drawing.write(xml));
            }
        });
    }
}

/// Text in one style.
#[derive(Debug, Clone, Default)]
pub(in crate::docx) struct Run {
    pub(in crate::docx) bold: bool,
    pub(in crate::docx) italic: bool,
    /// In half points.
    pub(in crate::docx) size: u32,
    pub(in crate::docx) shade: Option<&'static str>,
    /// Text, in which line breaks and tabs are written as such.
    pub(in crate::docx) text: String,
}

impl Run {
    fn write(&self, xml: &mut Xml) {
        xml.element("w:r", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                for name in ["w:b", "w:bCs"] {
                    xml.flag(name, self.bold);
                }
                for name in ["w:i", "w:iCs"] {
                    xml.flag(name, self.italic);
                }
                for name in ["w:sz", "w:szCs"] {
                    xml.number(name, self.size);
                }
                xml.shade(self.shade);
            });
            for (place, line) in self.text.split('\n').enumerate() {
                xml.flag("w:br", place > 0);
                for (place, words) in line.split('\t').enumerate() {
                    xml.flag("w:tab", place > 0);
                    if !words.is_empty() {
                        xml.words("w:t", &[("xml:space", "preserve")], words);
                    }
                }
            }
        });
    }
}
