//! Parts of a workbook, for content that the program's own writer never writes.

use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Parts of a workbook in order, each with its name.
pub(crate) struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// Opens a workbook.
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let places = 0..archive.len();
        let part = |place| {
            let mut entry = archive.by_index(place).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        };
        Self(places.map(part).collect())
    }

    /// Returns the text of a part; empty if it does not exist.
    pub(crate) fn text(&self, part: &str) -> String {
        self.0
            .iter()
            .find(|(name, _)| name == part)
            .map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap())
            .unwrap_or_default()
    }

    /// Returns the text of all XML parts, concatenated.
    pub(crate) fn all_text(&self) -> String {
        let parts = self.0.iter().filter(|(name, _)| {
            std::path::Path::new(name).extension().is_some_and(|ending| ending == "xml")
        });
        parts
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Adds or replaces a part.
    pub(crate) fn put(&mut self, part: &str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        match self.0.iter_mut().find(|(name, _)| name == part) {
            Some((_, old)) => *old = bytes,
            None => self.0.push((part.to_owned(), bytes)),
        }
    }

    pub(crate) fn remove(&mut self, part: &str) {
        self.0.retain(|(name, _)| name != part);
    }

    /// Replaces the first occurrence of a text in a part.
    pub(crate) fn replace(&mut self, part: &str, from: &str, to: &str) {
        let text = self.text(part);
        assert!(text.contains(from), "{part} has no {from}");
        self.put(part, text.replacen(from, to, 1));
    }

    /// Changes the XML of a cell.
    pub(crate) fn cell(&mut self, part: &str, at: &str, change: impl Fn(&str) -> String) {
        let text = self.text(part);
        let start = text
            .find(&format!("<c r=\"{at}\""))
            .unwrap_or_else(|| panic!("{part} has no cell {at}"));
        let rest = &text[start..];
        let tag = rest.find('>').unwrap();
        let end = if rest[..tag].ends_with('/') { tag + 1 } else { rest.find("</c>").unwrap() + 4 };
        let new = change(&rest[..end]);
        self.put(part, format!("{}{new}{}", &text[..start], &rest[end..]));
    }

    /// Sets the number format of a cell; the rest of its style is unchanged.
    pub(crate) fn format(&mut self, part: &str, at: &str, format: &str) {
        const STYLES: &str = "xl/styles.xml";
        let styles = self.text(STYLES);
        let quoted = format
            .replace('&', "&amp;")
            .replace('"', "&quot;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let id = 900 + styles.matches("<numFmt ").count();
        let number = format!("<numFmt numFmtId=\"{id}\" formatCode=\"{quoted}\"/>");
        let styles = if let Some(end) = styles.find("</numFmts>") {
            format!("{}{number}{}", &styles[..end], &styles[end..])
        } else {
            styles.replacen("<fonts", &format!("<numFmts count=\"1\">{number}</numFmts><fonts"), 1)
        };
        let (first, last) = (styles.find("<cellXfs").unwrap(), styles.find("</cellXfs>").unwrap());
        let place = styles[first..last].matches("<xf ").count();
        let new = format!(
            "<xf numFmtId=\"{id}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        );
        self.put(STYLES, format!("{}{new}{}", &styles[..last], &styles[last..]));
        self.cell(part, at, |cell| {
            let Some((before, style)) = cell.split_once(" s=\"") else {
                return cell.replacen("<c ", &format!("<c s=\"{place}\" "), 1);
            };
            format!("{before} s=\"{place}\"{}", style.split_once('"').unwrap().1)
        });
    }

    /// Adds a drawing with text boxes to a sheet.
    pub(crate) fn text_box(&mut self, part: &str, words: &str) {
        let name = part.rsplit('/').next().unwrap().to_owned();
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relations = format!("xl/worksheets/_rels/{name}.rels");
        assert!(self.text(&relations).is_empty(), "the sheet has relations");
        self.put(
            &relations,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"rId9\" Type=\"{types}/drawing\" Target=\"../drawings/drawing9.xml\"/></Relationships>"
            ),
        );
        self.put(
            "xl/drawings/drawing9.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" \
                 xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><xdr:twoCellAnchor><xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff>\
                 <xdr:row>10</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>14</xdr:row>\
                 <xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro=\"\" textlink=\"\"><xdr:nvSpPr><xdr:cNvPr id=\"2\" name=\"TextBox 1\"/><xdr:cNvSpPr txBox=\"1\"/>\
                 </xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/>\
                 </xdr:twoCellAnchor></xdr:wsDr>"
            ),
        );
        self.replace(
            part,
            "</worksheet>",
            &format!("<drawing xmlns:r=\"{types}\" r:id=\"rId9\"/></worksheet>"),
        );
        let new = "<Override PartName=\"/xl/drawings/drawing9.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawing+xml\"/></Types>";
        self.replace("[Content_Types].xml", "</Types>", new);
    }

    /// Writes the workbook.
    pub(crate) fn bytes(self) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in self.0 {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(&bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }
}
