//! Reads `.xlsx` and `.xlsm` files from their parts. This reader is our own because one bad cell or
//! sheet must not lose a report, and because the rules need hidden rows, fonts, missing formula
//! results and the position of bad cells.

mod annotations;
mod color;
mod conditional;
mod differential;
mod layout;
mod letters;
mod prompts;
mod relations;
mod shared_formulas;
mod shared_strings;
mod sheet;
mod styles;

use super::archive::Archive;
use super::grid::{Sheet, Workbook};
use super::limits::{self, Budget, Clock};
use super::stale_results::{self, Formulas};
use super::xml::{Token, Xml};
use crate::model::submission::Unreadable;
use crate::msg;
use std::collections::BTreeMap;

pub(super) use annotations::annotations;
pub(super) use relations::{Relation, relations};

/// Content of the workbook part.
#[derive(Default)]
struct Contents {
    sheets: Vec<(String, bool, String)>,
    from_1904: bool,
    asks_to_compute: bool,
    names: BTreeMap<String, String>,
}

/// Reads a workbook.
pub(super) fn read(archive: &mut Archive<'_>, clock: Clock) -> Result<Workbook, Unreadable> {
    let mut budget = Budget::new(clock);
    let root = relations(archive, "")?;
    let main = target(&root, "officeDocument").unwrap_or("xl/workbook.xml").to_owned();
    let contents = archive.scan(&main, limits::SMALL_BYTES, contents)?;
    let contents = contents.ok_or_else(|| {
        Unreadable::Damaged(msg!(
            "tệp không có phần danh mục trang tính",
            "the file has no list of its sheets"
        ))
    })?;
    let related = relations(archive, &main)?;
    let strings = match target(&related, "sharedStrings") {
        Some(part) => archive
            .scan(part, limits::STRINGS_BYTES, |xml| shared_strings::read(xml, &mut budget))?
            .unwrap_or_default(),
        None => Vec::new(),
    };
    let styles = match target(&related, "styles") {
        Some(part) => archive.scan(part, limits::SMALL_BYTES, styles::read)?.unwrap_or_default(),
        None => styles::Styles::default(),
    };
    let mut workbook = Workbook {
        names: contents.names,
        macros: archive.has_below("xl/vbaproject") || archive.has_below("xl/macrosheets/"),
        links: archive.has_below("xl/externallinks/"),
        ..Workbook::default()
    };
    for (name, value) in stamp_properties(archive, &root)? {
        workbook.names.entry(name).or_insert(value);
    }
    let mut reader = sheet::SheetReader {
        strings: &strings,
        styles: &styles,
        from_1904: contents.from_1904,
        asks_to_compute: contents.asks_to_compute,
        budget,
        written: String::new(),
        formulas: Formulas::default(),
    };
    let mut formulas = Vec::new();
    for (place, (name, hidden, id)) in contents.sheets.into_iter().enumerate() {
        let Some(part) = part_of_sheet(&related, &id, place) else {
            continue;
        };
        let read = archive
            .scan(&part, limits::INFLATED_BYTES, |xml| reader.sheet(xml))?
            .unwrap_or_default();
        formulas.push(std::mem::take(&mut reader.formulas));
        let related = relations(archive, &part)?;
        let around = annotations(archive, &related)?;
        workbook.sheets.push(Sheet {
            name: name.into(),
            hidden,
            notes: around.notes,
            boxes: around.boxes,
            ..read
        });
    }
    stale_results::check(&mut workbook.sheets, &formulas);
    Ok(workbook)
}

/// Returns the part of a worksheet, or `None` for chart, dialog and macro sheets, which hold no
/// report.
fn part_of_sheet(related: &[Relation], id: &str, place: usize) -> Option<String> {
    match related.iter().find(|relation| relation.id == id) {
        Some(relation) if relation.kind == "worksheet" => Some(relation.target.clone()),
        Some(_) => None,
        None => Some(format!("xl/worksheets/sheet{}.xml", place + 1)),
    }
}

fn target<'a>(relations: &'a [Relation], kind: &str) -> Option<&'a str> {
    relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
}

/// Reads the workbook part: sheets, date system and the stamp's names.
fn contents(xml: &mut Xml<'_>) -> Result<Contents, Unreadable> {
    let mut contents = Contents::default();
    let mut name: Option<String> = None;
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "calcPr" => contents.asks_to_compute = tag.is("fullCalcOnLoad"),
                "workbookPr" => contents.from_1904 = tag.is("date1904"),
                "sheet" => {
                    let get = |key| tag.get(key).unwrap_or_default().into_owned();
                    let hidden = get("state").to_lowercase().contains("hidden");
                    contents.sheets.push((get("name"), hidden, get("id")));
                    if contents.sheets.len() > limits::SHEETS {
                        return Err(limits::too_many_parts(contents.sheets.len()));
                    }
                }
                "definedName" if !empty => name = tag.get("name").map(std::borrow::Cow::into_owned),
                _ => {}
            },
            Token::Text(text) => {
                if let Some(name) = name.as_ref().filter(|name| name.starts_with("tonghop_")) {
                    contents
                        .names
                        .entry(name.clone())
                        .or_default()
                        .push_str(text.trim_matches('"'));
                }
            }
            Token::Close(_) => name = None,
            Token::End => return Ok(contents),
        }
    }
}

/// Reads the form's stamp from the custom document properties.
pub(super) fn stamp_properties(
    archive: &mut Archive<'_>,
    root: &[Relation],
) -> Result<BTreeMap<String, String>, Unreadable> {
    let properties = target(root, "custom-properties")
        .map(|part| archive.scan(part, limits::SMALL_BYTES, properties))
        .transpose()?;
    Ok(properties.flatten().unwrap_or_default())
}

fn properties(xml: &mut Xml<'_>) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut properties = BTreeMap::new();
    let mut name: Option<String> = None;
    loop {
        match xml.next()? {
            Token::Open(tag, _) if tag.name() == "property" => {
                name = tag.get("name").map(std::borrow::Cow::into_owned);
            }
            Token::Text(text) => {
                if let Some(name) = name.as_ref().filter(|name| name.starts_with("tonghop_")) {
                    properties
                        .entry(name.clone())
                        .or_insert_with(String::new)
                        .push_str(text.trim());
                }
            }
            Token::End => return Ok(properties),
            Token::Open(..) | Token::Close(_) => {}
        }
    }
}
