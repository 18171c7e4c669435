//! What the library has no word for: headings that are repeated on every page, the language, title and author. Text from outside
//! never looks like markup here, since the library has escaped it.

use super::tables::REPEATED;
use crate::error::Error;
use crate::letter::Letter;
use crate::text::{Lang, clean};
use docx_rs::XMLDocx;
use std::io::Cursor;

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
    let mut bytes = Cursor::new(Vec::new());
    docx.pack(&mut bytes).map_err(|error| Error::Letter(error.to_string()))?;
    Ok(bytes.into_inner())
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
