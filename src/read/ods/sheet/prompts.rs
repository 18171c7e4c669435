//! Reads the prompts of input rules and the remarks on tracked changes.

use super::text::nested_text;
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::read::grid::{CellRanges, MAX_PROMPTS, MAX_RANGES, Sheet};
use crate::read::xml::{Token, Xml, cut_short};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Texts by the name of their input rule, and remarks on changes with their table and cell.
#[derive(Default)]
pub(super) struct Prompts {
    rules: BTreeMap<String, Vec<Arc<str>>>,
    changes: Vec<(usize, CellRef, Arc<str>)>,
}

impl Prompts {
    /// Reads the texts of an opened input rule.
    pub(super) fn rule(&mut self, xml: &mut Xml<'_>, name: String) -> Result<(), Unreadable> {
        let mut texts = Vec::new();
        loop {
            match xml.next()? {
                Token::Open(tag, empty)
                    if matches!(tag.name(), "help-message" | "error-message") =>
                {
                    texts.extend(tag.get("title").map(std::borrow::Cow::into_owned));
                    texts.extend((!empty).then(|| nested_text(xml)).transpose()?);
                }
                Token::Close(tag) if tag.name() == "content-validation" => break,
                Token::End => return Err(cut_short()),
                _ => {}
            }
        }
        let texts = texts.into_iter().filter(|text| !text.trim().is_empty()).map(Arc::from);
        if self.rules.len() < MAX_PROMPTS {
            self.rules.insert(name, texts.collect());
        }
        Ok(())
    }

    /// Reads the remarks on opened tracked changes, without the previous contents.
    pub(super) fn changes(&mut self, xml: &mut Xml<'_>) -> Result<(), Unreadable> {
        let (mut table, mut at) = (0, CellRef::new(0, 0));
        loop {
            match xml.next()? {
                Token::Open(tag, _) if tag.name() == "cell-address" => {
                    let number = |name| {
                        tag.get(name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0)
                    };
                    at = CellRef::new(number("row"), number("column"));
                    table = usize::try_from(number("table")).unwrap_or(usize::MAX);
                }
                Token::Open(tag, false) if tag.name() == "change-info" => {
                    let remark = nested_text(xml)?;
                    if !remark.trim().is_empty() && self.changes.len() < MAX_PROMPTS {
                        self.changes.push((table, at, remark.into()));
                    }
                }
                Token::Close(tag) if tag.name() == "tracked-changes" => return Ok(()),
                Token::End => return Err(cut_short()),
                _ => {}
            }
        }
    }

    /// Replaces the names of input rules on a sheet by their texts.
    pub(super) fn resolve(&self, sheet: &mut Sheet) {
        let named = std::mem::take(&mut sheet.prompts);
        let texts = named.into_iter().flat_map(|(ranges, name)| {
            let texts = self.rules.get(&*name).cloned().unwrap_or_default();
            texts.into_iter().map(move |text| (ranges.clone(), text))
        });
        sheet.prompts.extend(texts);
    }

    /// Adds the remarks on changes to their sheets.
    pub(super) fn add_changes(self, sheets: &mut [Sheet]) {
        for (table, at, remark) in self.changes {
            if let Some(sheet) = sheets.get_mut(table) {
                sheet.notes.push((at, remark));
            }
        }
    }
}

/// Adds cells to those of an input rule, which is kept by its name until all rules are read.
pub(super) fn add_cells(sheet: &mut Sheet, name: &str, first: CellRef, last: CellRef) {
    let has_space = sheet.prompts.len() < MAX_PROMPTS;
    let known = sheet.prompts.iter_mut().find(|(_, known)| **known == *name);
    match known {
        Some((ranges, _)) if ranges.len() < MAX_RANGES => ranges.push((first, last)),
        None if has_space => {
            let ranges: CellRanges = vec![(first, last)];
            sheet.prompts.push((ranges, name.into()));
        }
        _ => {}
    }
}
