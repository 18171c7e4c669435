//! Reads text outside the cells of a sheet: notes, replies, text boxes and shapes.

use super::relations::{Relation, relations};
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::read::archive::Archive;
use crate::read::limits;
use crate::read::xml::{Token, Xml};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Maximum number of notes and boxes kept per sheet.
const MAX_NOTES: usize = 2_000;

/// Text outside the cells of a sheet.
#[derive(Default)]
pub(in crate::read) struct Annotations {
    pub(in crate::read) notes: Vec<(CellRef, Arc<str>)>,
    pub(in crate::read) boxes: Vec<Arc<str>>,
}

/// Reads the related parts of a sheet. From a damaged part, the text before the damage is kept.
pub(in crate::read) fn annotations(
    archive: &mut Archive<'_>,
    related: &[Relation],
) -> Result<Annotations, Unreadable> {
    let mut annotations = Annotations::default();
    let parts = |kind: &'static str| related.iter().filter(move |relation| relation.kind == kind);
    for part in parts("threadedComment") {
        scan(archive, &part.target, |xml| {
            notes(xml, "threadedComment", "text", &mut annotations.notes);
        })?;
    }
    let threads: BTreeSet<CellRef> = annotations.notes.iter().map(|(at, _)| *at).collect();
    let mut plain = Vec::new();
    for part in parts("comments") {
        scan(archive, &part.target, |xml| notes(xml, "comment", "t", &mut plain))?;
    }
    // the plain notes repeat the threads for older programs
    annotations.notes.extend(plain.into_iter().filter(|(at, _)| !threads.contains(at)));
    for part in parts("drawing") {
        scan(archive, &part.target, |xml| boxes(xml, "txBody", &mut annotations.boxes))?;
        for inner in relations(archive, &part.target)? {
            let element = match inner.kind.as_str() {
                "chart" | "chartEx" => "rich",
                "diagramData" => "t",
                _ => continue,
            };
            scan(archive, &inner.target, |xml| boxes(xml, element, &mut annotations.boxes))?;
        }
    }
    for part in parts("vmlDrawing") {
        scan(archive, &part.target, |xml| boxes(xml, "textbox", &mut annotations.boxes))?;
    }
    Ok(annotations)
}

/// Scans a part and ignores one that is not XML.
fn scan(
    archive: &mut Archive<'_>,
    part: &str,
    go: impl FnOnce(&mut Xml<'_>),
) -> Result<(), Unreadable> {
    match archive.scan(part, limits::STRINGS_BYTES, |xml| {
        go(xml);
        Ok(())
    }) {
        Ok(_) | Err(Unreadable::Damaged(_)) => Ok(()),
        Err(why) => Err(why),
    }
}

/// Adds notes: `element` has the cell, and `words` elements in it have the text.
fn notes(xml: &mut Xml<'_>, element: &str, words: &str, notes: &mut Vec<(CellRef, Arc<str>)>) {
    let (mut at, mut text, mut inside, mut phonetic) = (None, String::new(), false, false);
    while let Ok(token) = xml.next() {
        match token {
            Token::Open(tag, empty) if tag.name() == element => {
                at = tag.get("ref").and_then(|at| CellRef::parse(at.trim())).filter(|_| !empty);
                text.clear();
            }
            Token::Open(tag, empty) => {
                inside = tag.name() == words && !empty;
                phonetic |= tag.name() == "rPh";
            }
            Token::Text(part) if inside && !phonetic && text.len() < limits::MAX_TAG_DISTANCE => {
                text.push_str(&part);
            }
            Token::Close(tag) if tag.name() == element => {
                let said =
                    Some(text.trim()).filter(|said| !said.is_empty() && notes.len() < MAX_NOTES);
                notes.extend(at.take().zip(said).map(|(at, said)| (at, Arc::from(said))));
            }
            Token::Close(tag) => {
                inside = false;
                phonetic &= tag.name() != "rPh";
            }
            Token::Text(_) => {}
            Token::End => return,
        }
    }
}

/// Adds the text of each `element` of a drawing, one line per paragraph.
fn boxes(xml: &mut Xml<'_>, element: &str, boxes: &mut Vec<Arc<str>>) {
    let (mut text, mut depth) = (String::new(), 0_usize);
    while let Ok(token) = xml.next() {
        match token {
            Token::Open(tag, empty) if depth > 0 => {
                text.push_str(if matches!(tag.name(), "br" | "div") { "\n" } else { "" });
                depth += usize::from(!empty);
            }
            Token::Open(tag, false) if tag.name() == element => depth = 1,
            Token::Text(part) if depth > 0 && text.len() < limits::MAX_TAG_DISTANCE => {
                text.push_str(&part);
            }
            Token::Close(tag) if depth > 0 => {
                text.push_str(if tag.name() == "p" { "\n" } else { "" });
                depth -= 1;
                if depth == 0 {
                    let lines: Vec<&str> =
                        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                    boxes.extend(
                        (!lines.is_empty() && boxes.len() < MAX_NOTES)
                            .then(|| lines.join("\n").into()),
                    );
                    text.clear();
                }
            }
            Token::End => return,
            Token::Open(..) | Token::Close(_) | Token::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_threads_are_read_with_their_cells() {
        let mut found = Vec::new();
        let part = "<comments><authors><author>An</author></authors><commentList><comment ref='B2' authorId='0'><text><r><t>Số đúng </t></r><r><t>là 15</t></r></text></comment></commentList></comments>";
        notes(&mut Xml::in_memory(part), "comment", "t", &mut found);
        let part = "<ThreadedComments><threadedComment ref='C3' id='x'><text>Xem lại</text></threadedComment></ThreadedComments>";
        notes(&mut Xml::in_memory(part), "threadedComment", "text", &mut found);
        assert_eq!(
            found,
            [
                (CellRef::new(1, 1), Arc::from("Số đúng là 15")),
                (CellRef::new(2, 2), Arc::from("Xem lại"))
            ]
        );
    }

    #[test]
    fn each_box_is_a_text_with_a_line_for_each_paragraph() {
        let mut found = Vec::new();
        let part = "<xdr:wsDr><xdr:sp><xdr:txBody><a:p><a:r><a:t>Số đúng</a:t></a:r></a:p><a:p><a:r><a:t>là 15</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:pic/></xdr:wsDr>";
        boxes(&mut Xml::in_memory(part), "txBody", &mut found);
        boxes(
            &mut Xml::in_memory(
                "<xml><v:textbox><div><font>MẬT</font></div></v:textbox><v:textbox><div/></v:textbox><br>",
            ),
            "textbox",
            &mut found,
        );
        assert_eq!(found, [Arc::from("Số đúng\nlà 15"), Arc::from("MẬT")]);
    }
}
