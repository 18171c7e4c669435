//! Damaged and encrypted files, and files designed to crash or exhaust a program.

use super::Fault;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Number of kinds of damage.
const DAMAGES: usize = 5;
/// Number of kinds of hostile files.
const ATTACKS: usize = 5;
const SHEET: &str = "xl/worksheets/sheet3.xml";
const SHEET_HEAD: &str =
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;
const STRINGS: &str = "xl/sharedStrings.xml";
const STRINGS_HEAD: &str =
    r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;
const ENTITIES: &str = concat!(
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>",
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row><c t=\"inlineStr\"><is><t>&c;</t>",
    "</is></c></row></sheetData></worksheet>"
);

/// The condition in which a file arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Condition {
    Intact,
    /// The number is the kind of damage.
    Damaged(usize),
    /// Password-protected.
    Encrypted,
    /// Designed to crash or exhaust a program; the number is the kind.
    Hostile(usize),
}

/// The rules about unreadable files.
pub(super) const UNREAD: [&str; 4] = ["T101", "T102", "T103", "T104"];

/// Returns the rules one of which must report the file.
pub(super) fn rules(condition: Condition) -> &'static [&'static str] {
    match condition {
        Condition::Intact => &[],
        Condition::Damaged(how) if how % DAMAGES < 3 => &["T101"],
        Condition::Damaged(_) => &["T104"],
        Condition::Encrypted => &["T102"],
        Condition::Hostile(how) if how % ATTACKS < 3 => &["T103"],
        Condition::Hostile(_) => &["T101", "T103"],
    }
}

/// Returns the extension of the file's name.
pub(super) fn extension(condition: Condition) -> &'static str {
    if matches!(condition, Condition::Hostile(how) if how % ATTACKS == 3) {
        ".xls"
    } else {
        ".xlsx"
    }
}

/// Brings an intact file into a condition.
pub(super) fn in_condition(condition: Condition, good: Vec<u8>) -> Result<Vec<u8>, Fault> {
    match condition {
        Condition::Intact => Ok(good),
        Condition::Damaged(how) => damaged(how, good),
        Condition::Encrypted => encrypted(&good),
        Condition::Hostile(how) => hostile(how, &good),
    }
}

fn damaged(how: usize, mut good: Vec<u8>) -> Result<Vec<u8>, Fault> {
    match how % DAMAGES {
        0 => good.truncate(good.len() * 2 / 3),
        1 => {
            // in the middle of a sheet's compressed data, which no reader may skip
            let (start, length) = packed(&good)?;
            good.iter_mut()
                .skip(start + length / 3)
                .take(length / 3)
                .step_by(5)
                .for_each(|byte| *byte ^= 0x55);
        }
        2 => good.clear(),
        3 => good = b"%PDF-1.4\n% a scan sent in place of the spreadsheet\n".to_vec(),
        // a full disk: the right length without content
        _ => good.fill(0),
    }
    Ok(good)
}

/// Returns start and length of a sheet's compressed data.
fn packed(bytes: &[u8]) -> Result<(usize, usize), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let part = archive.by_name(SHEET)?;
    let start = part.data_start().ok_or("the sheet's place is not known")?;
    Ok((usize::try_from(start)?, usize::try_from(part.compressed_size())?))
}

/// Returns an office program's password-protected workbook, which is no ZIP archive.
fn encrypted(good: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    compound.create_stream("EncryptionInfo")?.write_all(&[4, 0, 4, 0, 0x40, 0, 0, 0])?;
    let scrambled: Vec<u8> = good.iter().map(|byte| byte.rotate_left(3) ^ 0xA7).collect();
    compound.create_stream("EncryptedPackage")?.write_all(&scrambled)?;
    compound.flush()?;
    Ok(compound.into_inner().into_inner())
}

fn hostile(how: usize, good: &[u8]) -> Result<Vec<u8>, Fault> {
    let closed = std::iter::once("</sheetData></worksheet>".to_owned());
    match how % ATTACKS {
        // inflates to more than half a gigabyte
        0 => {
            let blanks = std::iter::repeat_with(|| " ".repeat(1 << 20)).take(520);
            repacked(
                good,
                SHEET,
                std::iter::once(SHEET_HEAD.to_owned()).chain(blanks).chain(closed),
            )
        }
        // more shared strings than fit into memory
        1 => {
            let strings = std::iter::repeat_with(|| "<si><t>x</t></si>".repeat(100_000)).take(70);
            let pieces = std::iter::once(STRINGS_HEAD.to_owned())
                .chain(strings)
                .chain(std::iter::once("</sst>".to_owned()));
            repacked(good, STRINGS, pieces)
        }
        // very many cells, the last one far away
        2 => {
            let row =
                |row: usize| format!(r#"<row r="{row}">{}</row>"#, "<c><v>1</v></c>".repeat(100));
            let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#.to_owned();
            let cells = (1..=2_100).map(row).chain(std::iter::once(far));
            repacked(good, SHEET, std::iter::once(SHEET_HEAD.to_owned()).chain(cells).chain(closed))
        }
        3 => Ok(cyclic()),
        // nested entities
        _ => repacked(good, SHEET, std::iter::once(ENTITIES.to_owned())),
    }
}

/// Returns a workbook with one part replaced, written in pieces.
fn repacked(
    good: &[u8],
    changed: &str,
    pieces: impl Iterator<Item = String>,
) -> Result<Vec<u8>, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(good))?;
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place)?;
        let name = part.name()?.into_owned();
        if name != changed {
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes)?;
            whole.start_file(name, options)?;
            whole.write_all(&bytes)?;
        }
    }
    whole.start_file(changed, options)?;
    for piece in pieces {
        whole.write_all(piece.as_bytes())?;
    }
    Ok(whole.finish()?.into_inner())
}

/// Returns a compound file with a cyclic sector chain.
fn cyclic() -> Vec<u8> {
    let mut head = vec![0_u8; 512];
    let fields: [(usize, &[u8]); 5] = [
        (0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (24, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6]),
        (44, &[1]),
        (48, &[1]),
        (76, &[0]),
    ];
    for (place, bytes) in fields {
        head.iter_mut().skip(place).zip(bytes).for_each(|(byte, field)| *byte = *field);
    }
    // every sector of the table points to sector 1, which points to itself
    [head, [1, 0, 0, 0].repeat(128), vec![0; 1024]].concat()
}
