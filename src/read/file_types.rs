//! Recognizes files that are not reports by their first bytes.

use crate::model::submission::ForeignKind;
use crate::msg;
use crate::text::Message;

/// Number of bytes examined.
pub(super) const HEAD: u64 = 4096;

/// From this length on, the last line of a text may be cut off.
const LONG: usize = 2048;

fn head_of(bytes: &[u8]) -> &[u8] {
    usize::try_from(HEAD).ok().and_then(|head| bytes.get(..head)).unwrap_or(bytes)
}

/// Returns the description and kind of a recognized file.
pub(super) fn identify(bytes: &[u8]) -> Option<(Message, ForeignKind)> {
    let head = head_of(bytes);
    let text = text_of(head);
    by_signature(bytes, head).or_else(|| markup(&text)).or_else(|| plain_text(head, &text))
}

/// Returns whether bytes are plain text, not markup, a table or a known format.
pub(super) fn is_plain_text(bytes: &[u8]) -> bool {
    let head = head_of(bytes);
    let text = text_of(head);
    let is_marked = by_signature(bytes, head).is_some() || markup(&text).is_some();
    !is_marked && is_text(head) && !is_table(&text)
}

/// Recognizes formats by a signature at a fixed offset.
fn by_signature(bytes: &[u8], head: &[u8]) -> Option<(Message, ForeignKind)> {
    let starts = |start: &[u8]| head.starts_with(start);
    let at = |place: usize, mark: &[u8]| head.get(place..place + mark.len()) == Some(mark);
    let document = |what| (what, ForeignKind::Document);
    Some(match () {
        () if head.windows(5).take(1024).any(|part| part == b"%PDF-") => {
            document(msg!("tài liệu PDF", "a PDF document"))
        }
        () if starts(&[0xFF, 0xD8, 0xFF]) => document(msg!("ảnh JPEG", "a JPEG picture")),
        () if starts(b"\x89PNG") => document(msg!("ảnh PNG", "a PNG picture")),
        () if is_picture(head) => document(msg!("tệp ảnh", "a picture")),
        () if at(4, b"ftyp") => {
            document(msg!("ảnh hoặc phim chụp bằng điện thoại", "a photo or film from a telephone"))
        }
        () if [&b"ID3"[..], b"RIFF", b"OggS", b"\x1A\x45\xDF\xA3"].into_iter().any(starts) => {
            document(msg!("tệp ghi âm hoặc phim", "a sound or film"))
        }
        () if starts(b"{\\rtf") => document(msg!("văn bản RTF", "an RTF document")),
        () if starts(b"%!PS") || starts(b"AT&TFORM") => document(msg!(
            "tài liệu để in (PostScript, DjVu)",
            "a document for print (PostScript, DjVu)"
        )),
        () if is_packed(bytes, head) => (
            msg!(
                "tệp nén RAR, 7z, tar hoặc gzip, chương trình không mở",
                "a RAR, 7z, tar or gzip archive, which is not opened"
            ),
            ForeignKind::Packed,
        ),
        () if starts(&[0x78, 0x9F, 0x3E, 0x22]) => (
            msg!(
                "gói đính kèm của Outlook (winmail.dat)",
                "attachments packed by Outlook (winmail.dat)"
            ),
            ForeignKind::Message,
        ),
        () if is_old_workbook(head) => (
            msg!(
                "bảng tính đời rất cũ (Excel 2.0–4.0, Lotus, dBase)",
                "a very old spreadsheet (Excel 2.0–4.0, Lotus, dBase)"
            ),
            ForeignKind::Table,
        ),
        () => return other_program(head),
    })
}

/// Recognizes databases, programs and system files, which are never meant as reports.
fn other_program(head: &[u8]) -> Option<(Message, ForeignKind)> {
    let starts = |start: &[u8]| head.starts_with(start);
    let at = |place: usize, mark: &[u8]| head.get(place..place + mark.len()) == Some(mark);
    Some(match () {
        () if at(4, b"Standard Jet DB")
            || at(4, b"Standard ACE DB")
            || starts(b"SQLite format 3") =>
        {
            (msg!("cơ sở dữ liệu", "a database"), ForeignKind::Export)
        }
        () if starts(b"MZ") || starts(b"\x7FELF") || starts(b"!<arch>") => {
            (msg!("chương trình máy tính", "a computer program"), ForeignKind::Other)
        }
        () if starts(&[0x4C, 0, 0, 0, 1, 0x14, 2, 0]) => {
            (msg!("lối tắt của Windows", "a shortcut of Windows"), ForeignKind::Other)
        }
        () if starts(b"bplist00") => {
            (msg!("tệp của hệ thống Apple", "a file of Apple's system"), ForeignKind::Other)
        }
        () => return None,
    })
}

fn is_picture(head: &[u8]) -> bool {
    let starts = |start: &[u8]| head.starts_with(start);
    let webp = starts(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    webp || [
        b"GIF8".as_slice(),
        b"BM",
        b"II*\0",
        b"MM\0*",
        b"8BPS",
        b"\x01\0\0\0l\0\0\0",
        b"\xD7\xCD\xC6\x9A",
        b"\xFF\x0A",
        b"\0\0\0\x0CjP",
    ]
    .into_iter()
    .any(starts)
}

/// Returns whether a file is an archive that is not opened: RAR, 7z, gzip, bzip2, xz, zstd,
/// compress, cabinet, ARJ, LZH, tar.
fn is_packed(bytes: &[u8], head: &[u8]) -> bool {
    let marks: [&[u8]; 11] = [
        b"Rar!",
        b"7z\xBC\xAF",
        &[0x1F, 0x8B],
        b"BZh",
        b"\xFD7zXZ",
        &[0x28, 0xB5, 0x2F, 0xFD],
        &[0x1F, 0x9D],
        b"MSCF",
        &[0x60, 0xEA],
        b"LZIP",
        b"xar!",
    ];
    let lzh = head.get(2..5) == Some(b"-lh") && head.get(6) == Some(&b'-');
    let disc = bytes.get(0x8001..0x8006) == Some(b"CD001");
    marks.into_iter().any(|mark| head.starts_with(mark))
        || lzh
        || disc
        || head.get(257..262) == Some(b"ustar")
}

/// Returns whether a file is a spreadsheet older than the compound file format.
fn is_old_workbook(head: &[u8]) -> bool {
    let excel = head.get(..2).is_some_and(|start| matches!(start, [9, 0 | 2 | 4]))
        && head.get(3) == Some(&0);
    let lotus = head.starts_with(&[0, 0, 2, 0]) || head.starts_with(&[0, 0, 0x1A, 0]);
    let dbase =
        matches!(head, [0x03 | 0x30 | 0x83 | 0x8B, _, 1..=12, 1..=31, ..]) && head.len() > 32;
    excel || lotus || dbase
}

/// Decodes the first bytes as lowercase text.
fn text_of(head: &[u8]) -> String {
    let text = match head.get(..2) {
        Some([0xFF, 0xFE] | [0xFE, 0xFF]) => {
            head.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect::<String>()
        }
        _ => String::from_utf8_lossy(head).into_owned(),
    };
    text.trim_start_matches(['\u{feff}', 'ÿ', 'þ']).trim_start().to_lowercase()
}

/// Recognizes XML, HTML and email messages.
fn markup(text: &str) -> Option<(Message, ForeignKind)> {
    let has = |words: &str| text.contains(words);
    let any = |all: &[&str]| all.iter().any(|words| text.contains(words));
    let document = |what| Some((what, ForeignKind::Document));
    let table = |what| Some((what, ForeignKind::Table));
    match () {
        () if has("urn:schemas-microsoft-com:office:spreadsheet") => table(msg!(
            "bảng tính XML 2003 (SpreadsheetML)",
            "an XML 2003 spreadsheet (SpreadsheetML)"
        )),
        () if has("office:document") && has("opendocument.spreadsheet") => table(msg!(
            "bảng tính OpenDocument dạng XML (.fods)",
            "an OpenDocument spreadsheet as XML (.fods)"
        )),
        () if has("office:document") && has("opendocument.") => {
            document(msg!("tài liệu OpenDocument dạng XML", "an OpenDocument document as XML"))
        }
        () if any(&["office:word", "word.document", "2003/wordml", "wordprocessingml"])
            && text.starts_with("<?xml") =>
        {
            document(msg!("tài liệu Word dạng XML", "a Word document as XML"))
        }
        () if is_message(text) => {
            Some((msg!("thư điện tử", "an e-mail message"), ForeignKind::Message))
        }
        () if has("mime-version:") => table(msg!(
            "trang web lưu trong một tệp (MHTML)",
            "a web page saved in one file (MHTML)"
        )),
        () if has("<svg") => document(msg!("hình vẽ SVG", "an SVG drawing")),
        () if any(&["<html", "<!doctype html", "<table", "<head", "<body", "<meta"]) => {
            table(msg!("trang web (HTML)", "a web page (HTML)"))
        }
        () if text.starts_with("<?xml") => table(msg!("tệp XML", "an XML file")),
        () => None,
    }
}

/// Returns whether a text begins with email headers. Saved web pages have them too, but name the
/// browser that saved them.
fn is_message(text: &str) -> bool {
    let fields = [
        "from:",
        "to:",
        "subject:",
        "received:",
        "return-path:",
        "message-id:",
        "delivered-to:",
        "date:",
    ];
    let lines = || text.lines().take(60).take_while(|line| !line.trim().is_empty());
    let saved = lines()
        .any(|line| line.starts_with("snapshot-content-location:") || line.contains("saved by"));
    let identify =
        fields.iter().filter(|field| lines().any(|line| line.starts_with(**field))).count();
    let first = fields.iter().chain(&[
        "mime-version:",
        "x-",
        "from ",
        "content-type:",
        "dkim-signature:",
        "authentication-results:",
    ]);
    !saved && identify >= 2 && first.into_iter().any(|field| text.starts_with(field))
}

/// Recognizes text without markup.
fn plain_text(head: &[u8], text: &str) -> Option<(Message, ForeignKind)> {
    if !is_text(head) {
        return None;
    }
    Some(if is_table(text) {
        (
            msg!("tệp văn bản có dấu phân cách (CSV)", "a text file with separators (CSV)"),
            ForeignKind::Table,
        )
    } else {
        (msg!("tệp văn bản thuần", "a plain text file"), ForeignKind::Document)
    })
}

/// Returns whether lines are table rows: the same separators in most lines, or SYLK or DIF.
fn is_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let whole = lines
        .get(..lines.len().saturating_sub(usize::from(text.len() >= LONG)))
        .unwrap_or_default();
    let parted = |mark: char| {
        let mut counts = whole.iter().map(|line| line.matches(mark).count());
        let first = counts.next().unwrap_or(0);
        first > 0
            && whole.len() > 1
            && counts.filter(|count| *count == first).count() * 2 > whole.len() - 1
    };
    ['\t', ';', ',', '|'].into_iter().any(parted)
        || text.starts_with("id;p")
        || text.starts_with("table\r\n0,1")
        || text.starts_with("sep=")
}

/// Returns whether bytes have no control codes except line breaks, tabs and form feeds.
fn is_text(head: &[u8]) -> bool {
    let utf16 = matches!(head.get(..2), Some([0xFF, 0xFE] | [0xFE, 0xFF]));
    utf16 || head.iter().all(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected_type(bytes: &[u8]) -> String {
        identify(bytes)
            .map_or("unknown".to_owned(), |(what, nature)| format!("{nature:?}: {}", what.en))
    }

    #[test]
    fn a_table_of_another_program_is_to_be_saved_as_a_workbook() {
        let rows: [(&[u8], &str); 9] = [
            (b"<html><table>", "Table: a web page (HTML)"),
            (
                b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
                "Table: an XML 2003 spreadsheet (SpreadsheetML)",
            ),
            (
                b"<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>",
                "Table: an OpenDocument spreadsheet as XML (.fods)",
            ),
            (b"a;b;c\r\n1;2;3", "Table: a text file with separators (CSV)"),
            (b"a\tb\n1\t2\n", "Table: a text file with separators (CSV)"),
            (b"\xFF\xFEa\0;\0b\0\n\0c\0;\0d\0", "Table: a text file with separators (CSV)"),
            (b"ID;PWXL;N;E\r\n", "Table: a text file with separators (CSV)"),
            (&[9, 4, 6, 0, 0, 0, 16, 0], "Table: a very old spreadsheet (Excel 2.0\u{2013}4.0, Lotus, dBase)"),
            (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n\n<html>", "Table: a web page saved in one file (MHTML)"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(detected_type(bytes), expected);
        }
    }

    #[test]
    fn attachments_of_a_report_are_documents() {
        let rows: [(&[u8], &str); 7] = [
            (b"\xFF\xD8\xFF\xE0", "Document: a JPEG picture"),
            (b"\x89PNG\r\n\x1a\n", "Document: a PNG picture"),
            (b"RIFF\0\0\0\0WEBP", "Document: a picture"),
            (b"{\\rtf1", "Document: an RTF document"),
            (
                "Kính gửi: Văn phòng,\nBáo cáo, xin gửi kèm, trân trọng.".as_bytes(),
                "Document: a plain text file",
            ),
            (
                b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>",
                "Document: a Word document as XML",
            ),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Document: an SVG drawing"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(detected_type(bytes), expected);
        }
    }

    #[test]
    fn messages_and_archives_are_told_from_documents() {
        let rows: [(&[u8], &str); 6] = [
            (b"Rar!\x1a\x07", "Packed: a RAR, 7z, tar or gzip archive, which is not opened"),
            (&[0x1F, 0x8B, 8, 0], "Packed: a RAR, 7z, tar or gzip archive, which is not opened"),
            (
                b"Return-Path: <a@b>\nSubject: BC\nMIME-Version: 1.0\n\n",
                "Message: an e-mail message",
            ),
            (
                b"From: <Saved by Blink>\nSubject: BC\nMIME-Version: 1.0\n\n",
                "Table: a web page saved in one file (MHTML)",
            ),
            (&[0x78, 0x9F, 0x3E, 0x22, 1], "Message: attachments packed by Outlook (winmail.dat)"),
            (&[0, 5, 0x16, 7, 0], "unknown"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(detected_type(bytes), expected);
        }
    }
}
