//! What the library has no word for: headings that are repeated on every page, the language, title and author, and that parts are
//! compressed. Text from outside never looks like markup here, since the library has escaped it.

use super::tables::REPEATED;
use crate::error::Error;
use crate::letter::Letter;
use crate::text::{Lang, clean};
use docx_rs::XMLDocx;
use std::fmt::Display;
use std::io::Cursor;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Packs a document, finished.
pub(super) fn finish(letter: &Letter, mut docx: XMLDocx) -> Result<Vec<u8>, Error> {
    let repeated = format!(r#"<w:trHeight w:val="{REPEATED}" w:hRule="atLeast" />"#);
    docx.document = replaced(docx.document, &repeated, "<w:tblHeader />");
    let language = match letter.lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    };
    let defaults = "</w:rPr></w:rPrDefault>";
    docx.styles = replaced(docx.styles, defaults, &format!(r#"<w:lang w:val="{language}" />{defaults}"#));
    let (title, author) = (escaped(&letter.title), escaped(&letter.author));
    let properties = &mut docx.doc_props.core;
    *properties = replaced(
        std::mem::take(properties),
        "<dc:creator>unknown</dc:creator>",
        &format!("<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"),
    );
    *properties = replaced(std::mem::take(properties), ">unknown</cp:lastModifiedBy>", &format!(">{author}</cp:lastModifiedBy>"));
    let mut stored = Cursor::new(Vec::new());
    docx.pack(&mut stored).map_err(failed)?;
    compressed(stored)
}

/// The same parts in the same order, compressed: letters go by mail. Folders are no parts.
fn compressed(stored: Cursor<Vec<u8>>) -> Result<Vec<u8>, Error> {
    let mut parts = ZipArchive::new(stored).map_err(failed)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).map_err(failed)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name().map_err(failed)?.into_owned();
        out.start_file(name, options).map_err(failed)?;
        std::io::copy(&mut part, &mut out).map_err(failed)?;
    }
    Ok(out.finish().map_err(failed)?.into_inner())
}

fn failed(error: impl Display) -> Error {
    Error::Letter(error.to_string())
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(clean(text)).into_owned()
}

/// A part of the file with some of its markup replaced.
fn replaced(part: Vec<u8>, markup: &str, by: &str) -> Vec<u8> {
    match String::from_utf8(part) {
        Ok(text) => text.replace(markup, by).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}
