//! Rules T: files.

use super::office::{Office, put, put_text};
use super::package::Package;
use super::specimen::{Made, Specimen};
use crate::made::Fault;
use std::io::{Cursor, Write as _};
use std::time::SystemTime;
use tonghop::book::Content;
use tonghop::model::form::Sheet;
use tonghop::xlsx;

pub(super) fn t101(office: &Office) -> Made {
    let mut bytes = xlsx::write(&office.sound()?)?;
    bytes.truncate(bytes.len() / 2);
    Ok(Specimen::of(bytes, "tệp bị cắt mất nửa sau", "the second half of the file is missing"))
}

/// Returns a password-protected workbook: a compound file with the workbook encrypted inside.
pub(super) fn t102(_: &Office) -> Made {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    for name in ["EncryptionInfo", "EncryptedPackage"] {
        file.create_stream(name)?.write_all(b"only its names are real")?;
    }
    file.set_created_time("/", SystemTime::UNIX_EPOCH)?;
    file.set_modified_time("/", SystemTime::UNIX_EPOCH)?;
    file.flush()?;
    let bytes = file.into_inner().into_inner();
    Ok(Specimen::of(
        bytes,
        "tệp đặt mật khẩu mở (phần mã hóa chỉ có tên)",
        "a file with a password to open (of the encrypted part only the name is there)",
    ))
}

/// The archive's directory declares that one part inflates to 600 MB. The program relies
/// on it and inflates nothing.
pub(super) fn t103(office: &Office) -> Made {
    let mut bytes = xlsx::write(&office.sound()?)?;
    let entry =
        bytes.windows(4).rposition(|window| window == b"PK\x01\x02").ok_or("no directory")?;
    bytes
        .get_mut(entry + 24..entry + 28)
        .ok_or("no size")?
        .copy_from_slice(&(600_u32 << 20).to_le_bytes());
    Ok(Specimen::of(
        bytes,
        "mục lục bên trong tệp ghi một phần sẽ nặng 600 MB khi giải nén",
        "the directory inside the file says that one part inflates to 600 MB",
    ))
}

#[expect(clippy::unnecessary_wraps, reason = "every specimen is made the same way")]
pub(super) fn t104(_: &Office) -> Made {
    let bytes = b"%PDF-1.4\n% a scan sent in place of the spreadsheet\n".to_vec();
    Ok(Specimen::of(bytes, "tệp .xlsx thật ra là tài liệu PDF", "the .xlsx file is a PDF document"))
}

pub(super) fn t105(office: &Office) -> Made {
    let mut book = office.sound()?;
    put_text(&mut book, Sheet::Info, "C7", "")?;
    put_text(&mut book, Sheet::Info, "C8", "UBND xã Suối Cả")?;
    book.names.clear();
    book.properties.custom.clear();
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Thông tin!C7:C8: mã để trống, tên không có trong danh sách, dấu của mẫu đã mất",
        "Thông tin!C7:C8: no code, a name that is not in the list, and the form's stamp is lost",
    ))
}

pub(super) fn t106(office: &Office) -> Made {
    let bytes = xlsx::write(&office.sound()?)?;
    let made = Specimen::of(bytes.clone(), "hai tệp giống hệt nhau", "two files that are the same");
    Ok(made.received("2024-04-26/bc-xa-suoi-co-gui-lai.xlsx", bytes))
}

pub(super) fn t107(office: &Office) -> Made {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    let link = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><externalBook r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>"#;
    let target = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{TYPE}externalLinkPath" Target="so-lieu-thon.xlsx" TargetMode="External"/></Relationships>"#
    );
    let kind = r#"<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>"#;
    let relation = format!(
        r#"<Relationship Id="rId99" Type="{TYPE}externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>"#
    );
    let bytes = Package::open(&xlsx::write(&office.sound()?)?)?
        .replaced("[Content_Types].xml", "</Types>", kind)?
        .replaced("xl/_rels/workbook.xml.rels", "</Relationships>", &relation)?
        .replaced("xl/workbook.xml", "</sheets>", r#"</sheets><externalReferences><externalReference r:id="rId99"/></externalReferences>"#)?
        .with("xl/externalLinks/externalLink1.xml", link)
        .with("xl/externalLinks/_rels/externalLink1.xml.rels", &target)
        .bytes()?;
    Ok(Specimen::of(
        bytes,
        "tệp có liên kết đến so-lieu-thon.xlsx",
        "the file has a link to so-lieu-thon.xlsx",
    ))
}

pub(super) fn t108(office: &Office) -> Made {
    let bytes = patched(office, "D7", |style| format!(r#"<c r="D7"{style}><f>1+1</f></c>"#))?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D7: công thức =1+1 chưa có kết quả",
        "Số liệu!D7: the formula =1+1 without a result",
    ))
}

pub(super) fn t109(office: &Office) -> Made {
    let mut book = office.sound()?;
    put_text(&mut book, Sheet::Tasks, "E6", "§· ban hµnh kÕ ho¹ch cña x·.")?;
    put_text(&mut book, Sheet::Tasks, "E7", "§· më hai líp d¹y b¬i cho häc sinh tiÓu häc.")?;
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Nhiệm vụ!E6:E7: chữ gõ bằng bảng mã TCVN3",
        "Nhiệm vụ!E6:E7: text typed in TCVN3",
    ))
}

pub(super) fn t110(office: &Office) -> Made {
    let mut book = office.sound()?;
    put(&mut book, Sheet::Info, "A4", Content::Text("MẬT".to_owned()))?;
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Thông tin!A4: dấu “MẬT” (để thử, nội dung hư cấu)",
        "Thông tin!A4: the stamp “MẬT” (a trial, all is invented)",
    ))
}

pub(super) fn t111(office: &Office) -> Made {
    let mut book = office.sound()?;
    put_text(&mut book, Sheet::Info, "C7", "X-DOITHONG")?;
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Thông tin!C7:C8: mã của xã Đồi Thông, tên của xã Suối Cỏ",
        "Thông tin!C7:C8: the code of Đồi Thông, the name of Suối Cỏ",
    ))
}

/// Returns an archive with two different reports of the same name.
pub(super) fn t112(office: &Office) -> Made {
    const MEMBER: &str = "bc-xa-suoi-co.xlsx";
    let mut changed = office.sound()?;
    put(&mut changed, Sheet::Figures, "D7", Content::Number(3.into()))?;
    let package = Package::of([
        (MEMBER, xlsx::write(&office.sound()?)?),
        ("bc-xa-suoi-cO.xlsx", xlsx::write(&changed)?),
    ]);
    let made = Specimen::new(
        "trong tệp nén có hai tệp “bc-xa-suoi-co.xlsx” (một tên viết hoa chữ O), Số liệu!D7 khác nhau",
        "the archive holds two files “bc-xa-suoi-co.xlsx” (one with a capital O) that differ in Số liệu!D7",
    );
    Ok(made.received("2024-04-26/bc-xa-suoi-co.zip", package.bytes()?))
}

/// Returns the valid report with one cell of the sheet `Số liệu` written as XML by `written`, which
/// is given the cell's style attribute.
pub(super) fn patched(
    office: &Office,
    at: &str,
    written: impl FnOnce(&str) -> String,
) -> Result<Vec<u8>, Fault> {
    const PART: &str = "xl/worksheets/sheet3.xml";
    let package = Package::open(&xlsx::write(&office.sound()?)?)?;
    let text = package.text(PART)?;
    let start = text.find(&format!(r#"<c r="{at}""#)).ok_or_else(|| format!("no cell {at}"))?;
    let (_, cell) = text.split_at(start);
    let (cell, _) = cell.split_once("</c>").ok_or("no end of the cell")?;
    let style = cell
        .split_once(" s=\"")
        .and_then(|(_, style)| style.split_once('"'))
        .map(|(style, _)| format!(r#" s="{style}""#));
    package.replaced(PART, &format!("{cell}</c>"), &written(&style.unwrap_or_default()))?.bytes()
}
