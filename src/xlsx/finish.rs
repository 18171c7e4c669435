//! Adds what the writing library cannot write: a first page without a number, several print areas
//! on a sheet, and `#` in the name of a linked file.

use super::links::HASH;
use super::markup::replace_once;
use super::page::{AREAS, PRINT_AREA};
use crate::error::Error;
use std::fmt::Display;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Repacks the parts with these additions.
pub(super) fn finish(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    // otherwise the file names the system that wrote it
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix);
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).map_err(failed)?;
        let name = part.name().map_err(failed)?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).map_err(failed)?;
        content = finished(&name, content)?;
        out.start_file(name, options).map_err(failed)?;
        out.write_all(&content).map_err(failed)?;
    }
    Ok(out.finish().map_err(failed)?.into_inner())
}

/// Returns a part with these additions.
pub(super) fn finished(name: &str, content: Vec<u8>) -> Result<Vec<u8>, Error> {
    if name.starts_with("xl/worksheets/sheet") {
        let text = String::from_utf8(content).map_err(failed)?;
        let text = replace_once(&text, "<headerFooter ", "<headerFooter differentFirst=\"1\" ")?;
        return Ok(text.into_bytes());
    }
    if name == "xl/workbook.xml" {
        let text = String::from_utf8(content).map_err(failed)?;
        let [placed, own] = [AREAS, PRINT_AREA].map(|name| format!("<definedName name=\"{name}\""));
        return Ok(text.replace(&placed, &own).into_bytes());
    }
    if name.starts_with("xl/worksheets/_rels/") {
        return Ok(String::from_utf8(content).map_err(failed)?.replace(HASH, "%23").into_bytes());
    }
    Ok(content)
}

fn failed(error: impl Display) -> Error {
    Error::Workbook(error.to_string())
}
