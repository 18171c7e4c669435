//! The stored result of a formula in an `.xls` sheet.

use crate::read::binary::integers::u16_at;

/// State of a formula's stored result.
pub(super) enum FormulaResult {
    Stored,
    /// An empty text.
    EmptyText,
    /// Not computed.
    Missing,
}

impl FormulaResult {
    /// Reads the state from a formula record. Programs that cannot compute store 0 or an empty
    /// text. Such a result counts as missing if the record requests recalculation, or if an empty
    /// text belongs to a formula that can only return a number.
    pub(super) fn parse(data: &[u8]) -> Self {
        let zero = data.get(6..14).is_some_and(|result| result.iter().all(|byte| *byte == 0));
        let no_text = data.get(12..14) == Some(&[0xFF, 0xFF]) && data.get(6) == Some(&3);
        let asks = u16_at(data, 14) & 2 != 0;
        match () {
            () if asks && (zero || no_text) => Self::Missing,
            () if no_text && gives_a_number(data.get(22..).unwrap_or_default()) => Self::Missing,
            () if no_text => Self::EmptyText,
            () => Self::Stored,
        }
    }
}

/// Returns whether a formula ends in an operation that returns a number: arithmetic or a sum.
fn gives_a_number(tokens: &[u8]) -> bool {
    match tokens {
        [.., 0x19, 0x10, _, _] | [.., 0x22 | 0x42 | 0x62, _, 4, 0] => true,
        [.., last] => matches!(last, 0x03..=0x07 | 0x12..=0x14),
        [] => false,
    }
}
