//! Reads the texts of cells, notes, text boxes and shapes.

use super::super::styles::Styles;
use super::LONGEST;
use crate::model::submission::Unreadable;
use crate::read::xml::{Token, Xml, cut_short};
use std::sync::Arc;

/// Maximum number of styled parts examined per text.
const PARTS: usize = 32;

/// Text content of an element.
#[derive(Default)]
pub(super) struct CellText {
    pub(super) text: String,
    /// Styles of the styled parts of the text.
    pub(super) styles: Vec<String>,
    /// Texts of notes, and of text boxes and shapes.
    pub(super) notes: Vec<Arc<str>>,
    pub(super) boxes: Vec<Arc<str>>,
}

/// Reads the paragraphs of a cell, with comments and drawings separately.
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
                    let (name, said) = (tag.name() == "annotation", nested_text(xml)?);
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

/// Reads the paragraphs of an opened element, such as a comment or drawing.
pub(super) fn nested_text(xml: &mut Xml<'_>) -> Result<String, Unreadable> {
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
