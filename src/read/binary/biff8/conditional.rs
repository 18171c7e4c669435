//! Conditional formats of an `.xls` sheet ([MS-XLS] 2.4.42, 2.4.56) that change what cells show.

use super::{ranges_at, string};
use crate::model::origin::CellRef;
use crate::read::binary::cell_styles::{CellStyles, RecordColor};
use crate::read::binary::integers::{u16_at, u32_at};
use crate::read::color::Color;
use crate::read::conditional::{Condition, ConditionalEffect, ConditionalFormat};
use crate::read::legibility::Legibility;
use crate::read::number_format::NumberFormat;

/// Offset of the formatting in a record.
const FORMATTING_START: usize = 6;

/// Reads the ranges of a conditional format.
pub(super) fn areas(data: &[u8]) -> Vec<(CellRef, CellRef)> {
    ranges_at(data, 12).collect()
}

/// Reads a conditional format, or returns `None` if it does not change what cells show.
pub(super) fn format(
    data: &[u8],
    areas: &[(CellRef, CellRef)],
    styles: &CellStyles,
) -> Option<ConditionalFormat> {
    let (effect, end) = effect(data, styles)?;
    Some(ConditionalFormat {
        areas: areas.into(),
        effect: effect?,
        condition: condition(data, end),
    })
}

/// Returns the effect of a format and the offset of its formulas.
fn effect(data: &[u8], styles: &CellStyles) -> Option<(Option<ConditionalEffect>, usize)> {
    let flags = u32_at(data, FORMATTING_START);
    let has = |bit: u32| flags & (1 << bit) != 0;
    let mut at = FORMATTING_START + 6;
    let mut number_format = None;
    if has(25) {
        if u16_at(data, FORMATTING_START + 4) & 1 != 0 {
            number_format = Some(NumberFormat::from_code(&string(data, at + 2)));
            at += usize::from(u16_at(data, at));
        } else {
            number_format = Some(NumberFormat::built_in(u32::from(*data.get(at + 1)?)));
            at += 2;
        }
    }
    let (mut letters, mut is_struck) = (None, false);
    if has(26) {
        let number = u16::try_from(u32_at(data, at + 80)).ok().filter(|number| *number < 0x7FFF);
        letters = number.map(|number| styles.color(&RecordColor::Palette(number)));
        // strikethrough is on and marked as set
        is_struck = u32_at(data, at + 68) & 0x80 != 0 && u32_at(data, at + 88) & 0x80 == 0;
        at += 118;
    }
    at += if has(27) { 8 } else { 0 } + if has(28) { 8 } else { 0 };
    let mut grounds = Vec::new();
    if has(29) {
        let numbers = u16_at(data, at + 2);
        let ground = |bit: u32, number: u16| {
            (!has(bit)).then(|| styles.color(&RecordColor::Palette(number & 0x7F)))
        };
        grounds.extend(ground(17, numbers));
        grounds.extend(ground(18, numbers >> 7));
        at += 4;
    }
    at += if has(30) { 2 } else { 0 };
    let is_coloured = letters.is_some() || !grounds.is_empty();
    let letters = letters.unwrap_or(Color::BLACK);
    let unseen = |ground| Legibility::from_colors(&letters, ground) == Legibility::Invisible;
    let is_unseen = match grounds.as_slice() {
        [] => unseen(None),
        grounds => grounds.iter().all(|ground| unseen(Some(ground))),
    };
    let is_hidden = is_coloured && is_unseen;
    let effect = ConditionalEffect::from_look(is_hidden, is_struck, number_format);
    Some((effect, at))
}

/// Reads a condition that compares with constants; others are returned as unknown.
fn condition(data: &[u8], at: usize) -> Condition {
    const OPERATORS: [&str; 8] = [
        "between",
        "notBetween",
        "equal",
        "notEqual",
        "greaterThan",
        "lessThan",
        "greaterThanOrEqual",
        "lessThanOrEqual",
    ];
    let place = data.get(1).and_then(|operator| usize::from(*operator).checked_sub(1));
    let operator = place.and_then(|place| OPERATORS.get(place));
    let (first, second) = (usize::from(u16_at(data, 2)), usize::from(u16_at(data, 4)));
    let operand = |at: usize, length: usize| number(data.get(at..at + length)?);
    let operands = [operand(at, first), operand(at + first, second)];
    match (data.first(), operator) {
        (Some(1), Some(operator)) => Condition {
            kind: "cellIs".to_owned(),
            operator: (*operator).to_owned(),
            operands: operands.into_iter().flatten().map(|number| number.to_string()).collect(),
        },
        _ => Condition::default(),
    }
}

/// Returns the value of a formula that is a single number.
fn number(tokens: &[u8]) -> Option<f64> {
    match tokens {
        [0x1E, low, high] => Some(f64::from(u16::from_le_bytes([*low, *high]))),
        [0x1F, bytes @ ..] => Some(f64::from_le_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a format for numbers above 1,000 with a font color and strikethrough flags.
    fn format_above_1000(color: u32, struck: [u32; 2]) -> Option<ConditionalFormat> {
        let mut font = vec![0_u8; 118];
        for (at, number) in [(68, struck[0]), (80, color), (88, struck[1])] {
            font.splice(at..at + 4, number.to_le_bytes());
        }
        let data: Vec<u8> = [1, 5, 3, 0, 0, 0]
            .into_iter()
            .chain((1_u32 << 26).to_le_bytes())
            .chain([0, 0])
            .chain(font)
            .chain([0x1E, 0xE8, 0x03])
            .collect();
        format(&data, &[(CellRef::new(0, 0), CellRef::new(9, 9))], &CellStyles::default())
    }

    #[test]
    fn formats_that_hide_or_strike_numbers_are_read_with_their_condition() {
        let white = format_above_1000(9, [0, 0x80]).expect("a format");
        assert!(matches!(white.effect, ConditionalEffect::Hides));
        assert_eq!(
            (white.condition.operator.as_str(), white.condition.operands.as_slice()),
            ("greaterThan", ["1000".to_owned()].as_slice())
        );
        let struck = format_above_1000(0x7FFF, [0x80, 0]).expect("a format");
        assert!(matches!(struck.effect, ConditionalEffect::Strikes));
        assert!(format_above_1000(10, [0, 0x80]).is_none(), "red");
        assert!(format(&[], &[], &CellStyles::default()).is_none());
    }
}
