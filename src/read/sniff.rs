//! Detects the type of a file from its content, never from its name.

use super::archive::Archive;
use super::file_types;
use crate::model::submission::{ForeignKind, Unreadable};
use crate::msg;
use crate::text::Message;

/// Detected type of a file that may hold a report.
pub(super) enum Kind<'a> {
    Xlsx(Archive<'a>),
    /// An `.xlsb` workbook.
    Xlsb,
    Ods(Archive<'a>),
    /// A compound file: an `.xls` or encrypted workbook, or a file of another old program.
    Compound,
    /// An archive of other files.
    Archive(Archive<'a>),
}

const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Detects the type of a file, or returns why it cannot hold a report.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind<'_>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty(msg!("tệp 0 byte", "a file of 0 bytes")));
    }
    if bytes.iter().take(4096).all(|byte| *byte == 0) {
        let what =
            msg!("tệp chỉ gồm byte 0, nội dung đã mất", "only zero bytes; the content is lost");
        return Err(Unreadable::NotSpreadsheet(what, ForeignKind::Other));
    }
    if bytes.starts_with(COMPOUND) {
        return Ok(Kind::Compound);
    }
    if bytes.starts_with(b"PK") {
        return archive(Archive::open(bytes)?);
    }
    match file_types::identify(bytes) {
        Some((what, nature)) => Err(Unreadable::NotSpreadsheet(what, nature)),
        // an archive with leading data still opens
        None => match Archive::open(bytes) {
            Ok(opened) => archive(opened),
            Err(Unreadable::TooLarge(why)) => Err(Unreadable::TooLarge(why)),
            Err(_) => Err(Unreadable::NotSpreadsheet(
                msg!("tệp không rõ loại", "a file of unknown kind"),
                ForeignKind::Other,
            )),
        },
    }
}

/// Returns whether bytes begin with the signature of a workbook or archive.
pub(super) fn begins_as_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND) || bytes.starts_with(b"PK\x03\x04")
}

fn archive(mut archive: Archive<'_>) -> Result<Kind<'_>, Unreadable> {
    let package = archive.has("[Content_Types].xml") || archive.has("_rels/.rels");
    match () {
        () if archive.has("xl/workbook.bin") => Ok(Kind::Xlsb),
        () if archive.has("xl/workbook.xml") => Ok(Kind::Xlsx(archive)),
        () if archive.has("content.xml")
            && ["mimetype", "META-INF/manifest.xml", "styles.xml"]
                .iter()
                .any(|part| archive.has(part)) =>
        {
            open_document(archive)
        }
        () => match document(&archive, package).or_else(|| typed(&mut archive)) {
            Some((what, nature)) => Err(Unreadable::NotSpreadsheet(what, nature)),
            None if package => Ok(Kind::Xlsx(archive)),
            None => Ok(Kind::Archive(archive)),
        },
    }
}

/// Recognizes documents and programs that are zip archives.
fn document(archive: &Archive<'_>, package: bool) -> Option<(Message, ForeignKind)> {
    let has = |name| archive.has(name);
    let below = |folder| archive.has_below(folder);
    let apple = has("Index.zip") || has("index.apxl") || archive.has_ending("index/", ".iwa");
    Some(match () {
        () if package && below("word/") => {
            (msg!("tài liệu Word (.docx)", "a Word document (.docx)"), ForeignKind::Document)
        }
        () if package && below("ppt/") => (
            msg!("bài trình chiếu PowerPoint (.pptx)", "a PowerPoint presentation (.pptx)"),
            ForeignKind::Document,
        ),
        () if package && below("visio/") => {
            (msg!("bản vẽ Visio", "a Visio drawing"), ForeignKind::Document)
        }
        () if archive.has_ending("", ".fdseq") => {
            (msg!("tài liệu XPS", "an XPS document"), ForeignKind::Document)
        }
        () if apple && archive.has_ending("index/", "slide.iwa") || has("index.apxl") => (
            msg!("bài trình chiếu Apple Keynote", "an Apple Keynote presentation"),
            ForeignKind::Document,
        ),
        () if apple => (
            msg!(
                "bảng tính hoặc tài liệu Apple (Numbers, Pages)",
                "an Apple spreadsheet or document (Numbers, Pages)"
            ),
            ForeignKind::Export,
        ),
        () if has("index.xml") && has("buildVersionHistory.plist") => (
            msg!("tài liệu Apple iWork đời cũ", "a document of an older Apple iWork"),
            ForeignKind::Export,
        ),
        () if has("META-INF/container.xml") => {
            (msg!("sách điện tử (EPUB)", "an electronic book (EPUB)"), ForeignKind::Document)
        }
        () if has("AndroidManifest.xml")
            || has("classes.dex")
            || has("META-INF/MANIFEST.MF")
            || below("Payload/") =>
        {
            (
                msg!(
                    "chương trình máy tính hoặc ứng dụng điện thoại",
                    "a computer program or an app"
                ),
                ForeignKind::Other,
            )
        }
        () if has("doc.kml") => (msg!("bản đồ (.kmz)", "a map (.kmz)"), ForeignKind::Document),
        () => return None,
    })
}

/// Recognizes a document by its `mimetype` part, as in e-books and drawings.
fn typed(archive: &mut Archive<'_>) -> Option<(Message, ForeignKind)> {
    let declared = archive.bytes("mimetype", 1 << 10).ok()??;
    let kind = String::from_utf8(declared)
        .ok()
        .filter(|kind| kind.starts_with("application/") || kind.starts_with("image/"))?;
    let what = match kind.trim() {
        "application/epub+zip" => msg!("sách điện tử (EPUB)", "an electronic book (EPUB)"),
        _ => msg!("tài liệu của một chương trình khác", "a document of another program"),
    };
    Some((what, ForeignKind::Document))
}

/// Detects the type of an `OpenDocument` file by its declared type, or else by its manifest or
/// content.
fn open_document(mut archive: Archive<'_>) -> Result<Kind<'_>, Unreadable> {
    let mut kind = archive.bytes("mimetype", 1 << 10)?.unwrap_or_default();
    if !kind.starts_with(b"application/") {
        let manifest = archive.bytes("META-INF/manifest.xml", 1 << 20)?.unwrap_or_default();
        kind = String::from_utf8_lossy(&manifest)
            .split("opendocument.")
            .nth(1)
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect::<String>()
            .into();
    }
    if kind.is_empty() {
        // some programs write neither `mimetype` nor a manifest
        let content = archive.bytes("content.xml", 64 << 20)?.unwrap_or_default();
        kind.extend(
            content.windows(18).find(|part| *part == b"office:spreadsheet").unwrap_or_default(),
        );
    }
    let declares = |word: &[u8]| kind.windows(word.len()).any(|part| part == word);
    let document = |what| Err(Unreadable::NotSpreadsheet(what, ForeignKind::Document));
    match () {
        () if declares(b"spreadsheet") => Ok(Kind::Ods(archive)),
        () if declares(b"text") => {
            document(msg!("văn bản OpenDocument (.odt)", "an OpenDocument text (.odt)"))
        }
        () if declares(b"presentation") => document(msg!(
            "bài trình chiếu OpenDocument (.odp)",
            "an OpenDocument presentation (.odp)"
        )),
        () => document(msg!(
            "tài liệu OpenDocument không phải bảng tính",
            "an OpenDocument file that is no spreadsheet"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};

    fn detected_type(bytes: &[u8]) -> String {
        match kind(bytes) {
            Err(Unreadable::NotSpreadsheet(what, nature)) => format!("{nature:?}: {}", what.en),
            Err(why) => format!("{why:?}").chars().take_while(char::is_ascii_alphabetic).collect(),
            Ok(Kind::Compound) => "compound".to_owned(),
            Ok(Kind::Xlsx(_)) => "xlsx".to_owned(),
            Ok(Kind::Ods(_)) => "ods".to_owned(),
            Ok(_) => "archive".to_owned(),
        }
    }

    fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn file_types_are_detected_by_content() {
        let rows: [(&[u8], &str); 6] = [
            (b"", "Empty"),
            (&[0; 5000], "Other: only zero bytes; the content is lost"),
            (b"PK\x03\x04 cut", "Damaged"),
            (b"%PDF-1.7\n", "Document: a PDF document"),
            (&[1, 2, 3, 0, 0xFF], "Other: a file of unknown kind"),
            (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "compound"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(detected_type(bytes), expected);
        }
    }

    #[test]
    fn a_zipped_document_is_one_document() {
        let numbers = [
            ("Index/Document.iwa", ""),
            ("Index/CalculationEngine.iwa", ""),
            ("Index/Tables/DataList.iwa", "x"),
        ];
        let manifest = "<manifest:file-entry manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>";
        let rows: [(&[(&str, &str)], &str); 15] = [
            (&numbers, "Export: an Apple spreadsheet or document (Numbers, Pages)"),
            (
                &[("Index/Document.iwa", "x")],
                "Export: an Apple spreadsheet or document (Numbers, Pages)",
            ),
            (&[("Index/Slide.iwa", "x")], "Document: an Apple Keynote presentation"),
            (
                &[("mimetype", "application/epub+zip"), ("META-INF/container.xml", "")],
                "Document: an electronic book (EPUB)",
            ),
            (
                &[("mimetype", "application/epub+zip"), ("a.xhtml", "")],
                "Document: an electronic book (EPUB)",
            ),
            (
                &[("mimetype", "application/x-krita"), ("maindoc.xml", "")],
                "Document: a document of another program",
            ),
            (
                &[("[Content_Types].xml", ""), ("word/document.xml", "")],
                "Document: a Word document (.docx)",
            ),
            (&[("META-INF/MANIFEST.MF", "")], "Other: a computer program or an app"),
            (
                &[("FixedDocSeq.fdseq", ""), ("[Content_Types].xml", "")],
                "Document: an XPS document",
            ),
            (
                &[("content.xml", ""), ("mimetype", "application/vnd.oasis.opendocument.text")],
                "Document: an OpenDocument text (.odt)",
            ),
            (&[("content.xml", ""), ("META-INF/manifest.xml", manifest)], "ods"),
            (
                &[
                    ("content.xml", ""),
                    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ],
                "ods",
            ),
            (&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")], "xlsx"),
            (&[("word/bc.xlsx", "a folder of reports")], "archive"),
            (&[("bc.numbers/Index/Document.iwa", "x"), ("bc.xlsx", "x")], "archive"),
        ];
        for (parts, expected) in rows {
            assert_eq!(detected_type(&zip(parts)), expected, "{parts:?}");
        }
    }
}
