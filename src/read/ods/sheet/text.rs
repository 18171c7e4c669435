//! The texts of cells, notes, boxes and shapes.

use super::super::styles::Styles;
use super::LONGEST;
use crate::model::submission::Unreadable;
use crate::read::xml::{Token, Xml, cut_short};
use std::sync::Arc;

/// Most parts of a text whose styles are looked at.
const PARTS: usize = 32;

/// What stands in an element.
#[derive(Default)]
pub(super) struct CellText {
    pub(super) text: String,
    /// The styles of the parts of the text that have one.
    pub(super) styles: Vec<String>,
    /// The texts of notes and of boxes and shapes in it.
    pub(super) notes: Vec<Arc<str>>,
    pub(super) boxes: Vec<Arc<str>>,
}

/// The text of a cell: its paragraphs, with the texts of comments and drawings by themselves.
pub(super) fn text(
    xml: &mut Xml<'_>,
    element: &str,
    styles: &Styles,
) -> Result<CellText, Unreadable> {
    let (mut words, mut text, mut paragraphs, mut inside, mut effects) =
        (CellText::default(), String::new(), 0, 0_u32, Vec::new());
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "p" | "h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                    inside += u32::from(!empty);
                }
                "s" => {
                    let spaces =
                        tag.get("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                    text.extend(std::iter::repeat_n(
                        ' ',
                        spaces.min(LONGEST.saturating_sub(text.len())),
                    ));
                }
                "span" if !empty => {
                    let style = tag.get("style-name").unwrap_or_default();
                    effects.push(styles.effect(&style));
                    if words.styles.len() < PARTS && !words.styles.iter().any(|one| *one == style) {
                        words.styles.push(style.into_owned());
                    }
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "annotation" | "frame" | "custom-shape" | "note" | "table" | "rect" | "ellipse"
                | "line" | "connector" | "caption" | "polygon" | "path"
                    if !empty =>
                {
                    let (name, said) = (tag.name() == "annotation", beside(xml)?);
                    let list = if name { &mut words.notes } else { &mut words.boxes };
                    list.extend(Some(said).filter(|said| !said.trim().is_empty()).map(Arc::from));
                }
                _ => {}
            },
            Token::Text(part) if inside > 0 && text.len() <= LONGEST => {
                text.push_str(
                    &effects
                        .iter()
                        .rev()
                        .fold(part, |part, effect| effect.apply(&part).into_owned().into()),
                );
            }
            Token::Text(_) => {}
            Token::Close(tag) => match tag.name() {
                "p" | "h" => inside = inside.saturating_sub(1),
                "span" => drop(effects.pop()),
                name if name == element => {
                    words.text = text;
                    return Ok(words);
                }
                _ => {}
            },
            Token::End => return Err(cut_short()),
        }
    }
}

/// The paragraphs of an element that has been opened, whatever stands around them.
fn beside(xml: &mut Xml<'_>) -> Result<String, Unreadable> {
    let (mut text, mut depth, mut inside) = (String::new(), 1_usize, 0_usize);
    while depth > 0 {
        match xml.next()? {
            Token::Open(tag, empty) => {
                match tag.name() {
                    "p" | "h" => {
                        text.push_str(if text.is_empty() { "" } else { "\n" });
                        inside += usize::from(!empty);
                    }
                    "s" | "tab" => text.push(' '),
                    "line-break" => text.push('\n'),
                    _ => {}
                }
                depth += usize::from(!empty);
            }
            Token::Text(part) if inside > 0 && text.len() <= LONGEST => text.push_str(&part),
            Token::Text(_) => {}
            Token::Close(tag) => {
                inside -= usize::from(matches!(tag.name(), "p" | "h") && inside > 0);
                depth -= 1;
            }
            Token::End => return Err(cut_short()),
        }
    }
    Ok(text)
}
