//! Reads the texts that show when cells are selected or pointed at.

use super::shared_strings::unescaped;
use crate::model::origin::CellRef;
use crate::read::grid::{CellRanges, MAX_PROMPTS, MAX_RANGES, Sheet};
use crate::read::xml::Tag;

/// Adds the texts of an input rule, a link or a scenario to the sheet.
pub(super) fn add(tag: &Tag<'_>, sheet: &mut Sheet) {
    let over = tag.get("sqref").or_else(|| tag.get("ref")).unwrap_or_default();
    for name in ["promptTitle", "prompt", "errorTitle", "error", "tooltip", "comment"] {
        let text = tag.get(name).map(|text| unescaped(&text).into_owned()).unwrap_or_default();
        if !text.trim().is_empty() && sheet.prompts.len() < MAX_PROMPTS {
            sheet.prompts.push((ranges(&over), text.into()));
        }
    }
}

fn ranges(over: &str) -> CellRanges {
    let range = |range: &str| {
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        Some((CellRef::parse(first)?, CellRef::parse(last)?))
    };
    over.split_whitespace().filter_map(range).take(MAX_RANGES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xml::{Token, Xml};

    #[test]
    fn prompts_and_tips_are_read_with_their_ranges() {
        let part = "<a><dataValidation sqref='D6:D7 F9' prompt='Số đúng_x000a_là 15' error=''/><hyperlink ref='D13' tooltip='Số cũ'/></a>";
        let (mut xml, mut sheet) = (Xml::in_memory(part), Sheet::default());
        while let Ok(token) = xml.next() {
            match token {
                Token::Open(tag, _) => add(&tag, &mut sheet),
                Token::End => break,
                _ => {}
            }
        }
        let at = |text| CellRef::parse(text).unwrap_or_default();
        assert_eq!(
            sheet.prompts,
            [
                (vec![(at("D6"), at("D7")), (at("F9"), at("F9"))], "Số đúng\nlà 15".into()),
                (vec![(at("D13"), at("D13"))], "Số cũ".into())
            ]
        );
    }
}
