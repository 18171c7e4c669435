//! What a file really is, by its first bytes and never by its name.

use super::archive::Archive;
use crate::model::submission::Unreadable;
use crate::say;
use crate::text::Said;

/// What a file's bytes are.
pub(super) enum Kind<'a> {
    /// An Office Open XML workbook.
    Xlsx(Archive<'a>),
    /// A binary workbook in an archive.
    Xlsb,
    /// An `OpenDocument` spreadsheet.
    Ods(Archive<'a>),
    /// A compound file: `.xls`, an encrypted workbook, or another old program's file.
    Compound,
    /// An archive of other files.
    Archive(Archive<'a>),
}

const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Tells what a file is; the reason where it is nothing a report can be in.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind<'_>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Damaged(say!("tệp rỗng, không có nội dung nào", "the file is empty")));
    }
    if bytes.starts_with(COMPOUND) {
        return Ok(Kind::Compound);
    }
    if bytes.starts_with(b"PK") {
        return archive(Archive::open(bytes)?);
    }
    match other(bytes) {
        Some(what) => Err(Unreadable::NotSpreadsheet(what)),
        // an archive with something before it still opens
        None => match Archive::open(bytes) {
            Ok(opened) => archive(opened),
            Err(Unreadable::TooLarge(why)) => Err(Unreadable::TooLarge(why)),
            Err(_) => Err(Unreadable::NotSpreadsheet(say!("tệp không rõ loại", "a file of unknown kind"))),
        },
    }
}

fn archive(archive: Archive<'_>) -> Result<Kind<'_>, Unreadable> {
    match () {
        () if archive.has("xl/workbook.bin") => Ok(Kind::Xlsb),
        () if archive.has_below("word/") => Err(Unreadable::NotSpreadsheet(say!("tài liệu Word (.docx)", "a Word document (.docx)"))),
        () if archive.has_below("ppt/") => {
            Err(Unreadable::NotSpreadsheet(say!("bài trình chiếu PowerPoint (.pptx)", "a PowerPoint presentation (.pptx)")))
        }
        () if archive.has("[Content_Types].xml") || archive.has("_rels/.rels") || archive.has("xl/workbook.xml") => Ok(Kind::Xlsx(archive)),
        () if archive.has("content.xml")
            && (archive.has("mimetype") || archive.has("META-INF/manifest.xml") || archive.has("styles.xml")) =>
        {
            open_document(archive)
        }
        () => Ok(Kind::Archive(archive)),
    }
}

fn open_document(mut archive: Archive<'_>) -> Result<Kind<'_>, Unreadable> {
    // a program may leave the kind out; then the list of parts says it, or the content itself
    let kind = match archive.bytes("mimetype", 1 << 10)? {
        Some(kind) => kind,
        None => archive.bytes("META-INF/manifest.xml", 1 << 20)?.unwrap_or_default(),
    };
    let says = |bytes: &[u8]| bytes.windows(18).any(|part| part == b"office:spreadsheet");
    if !kind.windows(12).any(|part| part == b"opendocument") && says(&archive.bytes("content.xml", 64 << 20)?.unwrap_or_default()) {
        return Ok(Kind::Ods(archive));
    }
    match () {
        () if kind.windows(11).any(|part| part == b"spreadsheet") => Ok(Kind::Ods(archive)),
        () if kind.windows(4).any(|part| part == b"text") => {
            Err(Unreadable::NotSpreadsheet(say!("văn bản OpenDocument (.odt)", "an OpenDocument text (.odt)")))
        }
        () => Err(Unreadable::NotSpreadsheet(say!(
            "tài liệu OpenDocument không phải bảng tính",
            "an OpenDocument file that is no spreadsheet"
        ))),
    }
}

/// Kinds of file known by how they begin.
fn other(bytes: &[u8]) -> Option<Said> {
    let starts = |start: &[u8]| bytes.starts_with(start);
    let head: Vec<u8> = bytes.iter().take(2048).copied().collect();
    let text = match head.get(..2) {
        Some([0xFF, 0xFE] | [0xFE, 0xFF]) => head.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect::<String>(),
        _ => String::from_utf8_lossy(&head).into_owned(),
    };
    let text = text.trim_start_matches(['\u{feff}', 'ÿ', 'þ']).trim_start().to_lowercase();
    Some(match () {
        () if head.windows(5).take(1024).any(|part| part == b"%PDF-") => say!("tài liệu PDF", "a PDF document"),
        () if starts(&[0xFF, 0xD8, 0xFF]) => say!("ảnh JPEG", "a JPEG picture"),
        () if starts(b"\x89PNG") => say!("ảnh PNG", "a PNG picture"),
        () if starts(b"GIF8") || starts(b"BM") || starts(b"II*\0") || starts(b"MM\0*") => say!("tệp ảnh", "a picture"),
        () if head.get(4..8) == Some(b"ftyp") => say!("ảnh hoặc phim chụp bằng điện thoại", "a photo or film from a telephone"),
        () if starts(b"Rar!") || starts(b"7z\xBC\xAF") || starts(&[0x1F, 0x8B]) => {
            say!("tệp nén RAR, 7z hoặc gzip, chương trình không mở", "a RAR, 7z or gzip archive, which is not opened")
        }
        () if starts(b"{\\rtf") => say!("văn bản RTF", "an RTF document"),
        () if head.get(..2).is_some_and(|start| matches!(start, [9, 0 | 2 | 4])) && head.get(3) == Some(&0) => {
            say!("bảng tính Excel đời rất cũ (2.0–4.0)", "a spreadsheet of a very old Excel (2.0–4.0)")
        }
        () if text.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
            say!("bảng tính XML 2003 (SpreadsheetML)", "an XML 2003 spreadsheet (SpreadsheetML)")
        }
        () if text.contains("mime-version:") => say!("trang web lưu (MHTML) hoặc thư điện tử", "a saved web page (MHTML) or a message"),
        () if ["<html", "<!doctype html", "<table", "<head", "<body", "<meta"].iter().any(|tag| text.contains(tag)) => {
            say!("trang web (HTML)", "a web page (HTML)")
        }
        () if text.starts_with("<?xml") => say!("tệp XML", "an XML file"),
        () if starts(b"MZ") || starts(b"\x7FELF") => say!("chương trình máy tính", "a computer program"),
        () if is_text(&head) && (text.contains(';') || text.contains(',') || text.contains('\t')) => {
            say!("tệp văn bản có dấu phân cách (CSV)", "a text file with separators (CSV)")
        }
        () if is_text(&head) => say!("tệp văn bản thuần", "a plain text file"),
        () => return None,
    })
}

/// Whether bytes are letters: no control codes but line ends and tabs.
fn is_text(head: &[u8]) -> bool {
    let utf16 = matches!(head.get(..2), Some([0xFF, 0xFE] | [0xFE, 0xFF]));
    utf16 || head.iter().all(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(bytes: &[u8]) -> String {
        match kind(bytes) {
            Err(Unreadable::NotSpreadsheet(what)) => what.en,
            Err(Unreadable::Damaged(_)) => "damaged".to_owned(),
            Err(_) => "other".to_owned(),
            Ok(Kind::Compound) => "compound".to_owned(),
            Ok(_) => "archive".to_owned(),
        }
    }

    #[test]
    fn a_file_is_known_by_what_is_in_it() {
        let rows: [(&[u8], &str); 14] = [
            (b"", "damaged"),
            (b"PK\x03\x04 cut", "damaged"),
            (b"%PDF-1.7\n", "a PDF document"),
            (b"\xFF\xD8\xFF\xE0", "a JPEG picture"),
            (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
            (b"<html><table>", "a web page (HTML)"),
            (
                b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
                "an XML 2003 spreadsheet (SpreadsheetML)",
            ),
            (b"a;b;c\r\n1;2;3", "a text file with separators (CSV)"),
            (b"\xFF\xFEa\0;\0b\0", "a text file with separators (CSV)"),
            ("Kính gửi".as_bytes(), "a plain text file"),
            (b"{\\rtf1", "an RTF document"),
            (b"Rar!\x1a\x07", "a RAR, 7z or gzip archive, which is not opened"),
            (&[9, 4, 6, 0, 0, 0, 16, 0], "a spreadsheet of a very old Excel (2.0–4.0)"),
            (&[1, 2, 3, 0, 0xFF], "a file of unknown kind"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(what(bytes), expected);
        }
        assert_eq!(what(&[COMPOUND, &[0; 8]].concat()), "compound");
    }
}
