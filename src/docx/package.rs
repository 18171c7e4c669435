//! Writes the parts of the file: content types, relationships, styles, settings, page header and
//! properties. The same letter gives the same bytes on every system.

use super::markup::{LineRule, Spacing, Style, Xml};
use super::{FONT, SIZE, half_points};
use crate::error::Error;
use crate::letter::Letter;
use crate::text::{Lang, clean};
use std::fmt::Display;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// Namespaces of text and of relationships.
pub(super) const MAIN: (&str, &str) =
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
pub(super) const RELATION: (&str, &str) =
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
/// Relationship id of the page header.
pub(super) const HEADER: &str = "rId3";

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Returns the relationship id of a chart, given its number from 1.
pub(super) fn chart_relation(number: usize) -> String {
    format!("rId{}", 3 + number)
}

/// Content type of a chart.
const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

/// Packs a letter with its main part and its charts.
pub(super) fn pack(letter: &Letter, document: &[u8], charts: &[Vec<u8>]) -> Result<Vec<u8>, Error> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    // otherwise the file names the system that wrote it
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix);
    let charts: Vec<(String, String, &[u8])> = (1..)
        .zip(charts)
        .map(|(number, chart)| {
            (chart_relation(number), format!("charts/chart{number}.xml"), chart.as_slice())
        })
        .collect();
    let mut document_relations = vec![
        ("rId1", "/styles", "styles.xml"),
        ("rId2", "/settings", "settings.xml"),
        (HEADER, "/header", "header1.xml"),
    ];
    document_relations.extend(charts.iter().map(|(id, name, _)| (id.as_str(), "/chart", &**name)));
    let parts = [
        ("[Content_Types].xml", content_types(charts.iter().map(|(_, name, _)| &**name))),
        (
            "_rels/.rels",
            relations(&[
                ("rId1", "/officeDocument", "word/document.xml"),
                ("rId2", "/core-properties", "docProps/core.xml"),
            ]),
        ),
        ("docProps/core.xml", core_properties(letter)),
        ("word/document.xml", document.to_vec()),
        ("word/_rels/document.xml.rels", relations(&document_relations)),
        ("word/styles.xml", styles(letter.lang)),
        ("word/settings.xml", settings()),
        ("word/header1.xml", header()),
    ];
    let parts = parts.into_iter().map(|(name, content)| (name.to_owned(), content));
    let charts = charts.iter().map(|(_, name, chart)| (format!("word/{name}"), chart.to_vec()));
    for (name, content) in parts.chain(charts) {
        out.start_file(name, options).map_err(failed)?;
        out.write_all(&content).map_err(failed)?;
    }
    Ok(out.finish().map_err(failed)?.into_inner())
}

fn failed(error: impl Display) -> Error {
    Error::Letter(error.to_string())
}

fn content_types<'a>(charts: impl Iterator<Item = &'a str>) -> Vec<u8> {
    Xml::part("Types", &[("xmlns", TYPES)], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, kind) in [("rels", relations), ("xml", "application/xml")] {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
        }
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        xml.empty("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", core)]);
        for (part, kind) in [
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("header1", "header"),
        ] {
            let (name, kind) = (format!("/word/{part}.xml"), format!("{OFFICE}.{kind}+xml"));
            xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
        }
        for name in charts {
            let name = format!("/word/{name}");
            xml.empty("Override", &[("PartName", &name), ("ContentType", CHART)]);
        }
    })
}

/// Returns relationships from their ids, the ends of their types, and their targets.
fn relations(all: &[(&str, &str, &str)]) -> Vec<u8> {
    Xml::part("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for (id, kind, target) in all {
            let base = if *kind == "/core-properties" {
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
            } else {
                RELATION.1
            };
            xml.empty(
                "Relationship",
                &[("Id", id), ("Type", &format!("{base}{kind}")), ("Target", target)],
            );
        }
    })
}

fn core_properties(letter: &Letter) -> Vec<u8> {
    let day = letter.created.format("%Y-%m-%dT00:00:00Z").to_string();
    let names = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let (title, author) = (clean(&letter.title), clean(&letter.author));
    Xml::part("cp:coreProperties", &names, |xml| {
        for (name, text) in [
            ("dc:title", title.as_str()),
            ("dc:creator", &author),
            ("dc:language", tag(letter.lang)),
            ("cp:lastModifiedBy", &author),
        ] {
            xml.words(name, &[], text);
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.words(name, &[("xsi:type", "dcterms:W3CDTF")], &day);
        }
    })
}

const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    }
}

fn styles(lang: Lang) -> Vec<u8> {
    Xml::part("w:styles", &[MAIN], |xml| {
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| {
                xml.element("w:rPr", &[], |xml| default_text(lang, xml));
            });
            let lines = Spacing { before: 0, line: 240, rule: LineRule::Auto };
            xml.element("w:pPrDefault", &[], |xml| {
                xml.element("w:pPr", &[], |xml| lines.write(xml));
            });
        });
        default_style(xml, ("paragraph", "Normal", "Normal"), |xml| xml.flag("w:qFormat", true));
        let unseen = |xml: &mut Xml| {
            xml.number("w:uiPriority", 99);
            xml.flag("w:semiHidden", true);
            xml.flag("w:unhideWhenUsed", true);
        };
        default_style(xml, ("character", "DefaultParagraphFont", "Default Paragraph Font"), unseen);
        default_style(xml, ("table", "TableNormal", "Normal Table"), unseen);
        default_style(xml, ("numbering", "NoList", "No List"), unseen);
        for (level, style) in (0..).zip(Style::ALL) {
            heading(style, level, xml);
        }
    })
}

/// Writes the default font, size and language.
fn default_text(lang: Lang, xml: &mut Xml) {
    xml.empty(
        "w:rFonts",
        &[("w:ascii", FONT), ("w:hAnsi", FONT), ("w:eastAsia", FONT), ("w:cs", FONT)],
    );
    for name in ["w:sz", "w:szCs"] {
        xml.number(name, half_points(SIZE));
    }
    xml.empty("w:lang", &[("w:val", tag(lang)), ("w:eastAsia", tag(lang)), ("w:bidi", "ar-SA")]);
}

/// Writes the default style of a kind.
fn default_style(xml: &mut Xml, (kind, id, name): (&str, &str, &str), more: impl FnOnce(&mut Xml)) {
    xml.element("w:style", &[("w:type", kind), ("w:default", "1"), ("w:styleId", id)], |xml| {
        xml.value("w:name", name);
        more(xml);
    });
}

/// Writes a heading style, from which programs derive the outline.
fn heading(style: Style, level: u32, xml: &mut Xml) {
    xml.element("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id())], |xml| {
        xml.value("w:name", style.name());
        xml.value("w:basedOn", "Normal");
        xml.value("w:next", "Normal");
        xml.number("w:uiPriority", 9);
        xml.flag("w:qFormat", true);
        xml.element("w:pPr", &[], |xml| {
            xml.flag("w:keepNext", true);
            xml.number("w:outlineLvl", level);
        });
        xml.element("w:rPr", &[], |xml| {
            xml.flag("w:b", true);
            xml.flag("w:bCs", true);
        });
    });
}

/// Returns the settings, which request the current layout engine.
fn settings() -> Vec<u8> {
    Xml::part("w:settings", &[MAIN], |xml| {
        xml.number("w:defaultTabStop", 720);
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            for (name, value) in [
                ("compatibilityMode", "15"),
                ("overrideTableStyleFontSizeAndJustification", "1"),
                ("enableOpenTypeFeatures", "1"),
                ("doNotFlipMirrorIndents", "1"),
                ("differentiateMultirowTableHeaders", "1"),
            ] {
                let uri = "http://schemas.microsoft.com/office/word";
                xml.empty("w:compatSetting", &[("w:name", name), ("w:uri", uri), ("w:val", value)]);
            }
        });
    })
}

/// Returns the page header with the centered page number.
fn header() -> Vec<u8> {
    Xml::part("w:hdr", &[MAIN], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:jc", "center"));
            xml.element("w:fldSimple", &[("w:instr", "PAGE")], |xml| {
                xml.element("w:r", &[], |xml| xml.words("w:t", &[], "1"));
            });
        });
    })
}
