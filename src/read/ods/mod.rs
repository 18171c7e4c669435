//! Reads `.ods` files cell by cell, without building dense sheets, so that repeated cells and
//! truncated files cannot exhaust memory.

mod conditional;
mod number_styles;
mod sheet;
mod styles;

use super::archive::Archive;
use super::grid::Workbook;
use super::limits::{self, Budget, Clock};
use super::xml::{Token, Xml};
use crate::model::submission::Unreadable;
use crate::msg;
use std::collections::BTreeMap;

/// Reads a workbook.
pub(super) fn read(archive: &mut Archive<'_>, clock: Clock) -> Result<Workbook, Unreadable> {
    if archive.scan("META-INF/manifest.xml", limits::SMALL_BYTES, is_encrypted)?.unwrap_or(false) {
        return Err(Unreadable::Encrypted);
    }
    let mut styles = styles::Styles::default();
    archive.scan("styles.xml", limits::SMALL_BYTES, |xml| styles.read(xml))?;
    let mut budget = Budget::new(clock);
    let workbook = archive.scan("content.xml", limits::INFLATED_BYTES, |xml| {
        sheet::workbook(xml, &mut styles, &mut budget)
    })?;
    let mut workbook = workbook.ok_or_else(|| {
        Unreadable::Damaged(msg!("tệp không có phần nội dung", "the file has no content part"))
    })?;
    workbook.macros = archive.has_below("Basic/") || archive.has_below("Scripts/");
    for (name, value) in
        archive.scan("meta.xml", limits::SMALL_BYTES, properties)?.unwrap_or_default()
    {
        workbook.names.entry(name).or_insert(value);
    }
    Ok(workbook)
}

fn is_encrypted(xml: &mut Xml<'_>) -> Result<bool, Unreadable> {
    loop {
        match xml.next()? {
            Token::Open(tag, _) if tag.name() == "encryption-data" => return Ok(true),
            Token::End => return Ok(false),
            _ => {}
        }
    }
}

/// Reads the custom document properties of the form's stamp.
fn properties(xml: &mut Xml<'_>) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut properties = BTreeMap::new();
    let mut name: Option<String> = None;
    loop {
        match xml.next()? {
            Token::Open(tag, _) if tag.name() == "user-defined" => {
                name = tag
                    .get("name")
                    .map(std::borrow::Cow::into_owned)
                    .filter(|name| name.starts_with("tonghop_"));
            }
            Token::Text(text) => {
                if let Some(name) = &name {
                    properties
                        .entry(name.clone())
                        .or_insert_with(String::new)
                        .push_str(text.trim());
                }
            }
            Token::Close(_) => name = None,
            Token::End => return Ok(properties),
            Token::Open(..) => {}
        }
    }
}
