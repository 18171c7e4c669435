//! Reads `.ods` files cell by cell, without building dense sheets, so that repeated cells and
//! truncated files cannot exhaust memory.

mod conditional;
mod number_styles;
mod sheet;
mod styles;

use super::archive::Archive;
use super::grid::{Value, Workbook};
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
    if archive.scan("settings.xml", limits::SMALL_BYTES, hides_zeros)?.unwrap_or_default() {
        let cells = workbook.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells);
        for cell in cells.filter(|cell| cell.value == Value::Number(0.0)) {
            cell.shown = Some("".into());
        }
    }
    workbook.macros = archive.has_below("Basic/") || archive.has_below("Scripts/");
    for (name, value) in
        archive.scan("meta.xml", limits::SMALL_BYTES, properties)?.unwrap_or_default()
    {
        workbook.names.entry(name).or_insert(value);
    }
    Ok(workbook)
}

/// Reads whether the document leaves zeros out.
fn hides_zeros(xml: &mut Xml<'_>) -> Result<bool, Unreadable> {
    let mut is_about_zeros = false;
    loop {
        match xml.next()? {
            Token::Open(tag, _) => {
                is_about_zeros = tag.get("name").as_deref() == Some("ShowZeroValues");
            }
            Token::Text(text) if is_about_zeros && text.trim() == "false" => return Ok(true),
            Token::End => return Ok(false),
            Token::Text(_) | Token::Close(_) => {}
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_says_whether_it_leaves_zeros_out() {
        let hides = |item: &str| {
            let part = format!(
                "<a><config:config-item config:name='HasSheetTabs'>false</config:config-item>{item}</a>"
            );
            hides_zeros(&mut Xml::in_memory(&part)).unwrap_or_default()
        };
        let zeros = "<config:config-item config:name='ShowZeroValues'>";
        assert!(hides(&format!("{zeros}false</config:config-item>")));
        assert!(!hides(&format!("{zeros}true</config:config-item>")) && !hides(""));
    }
}
