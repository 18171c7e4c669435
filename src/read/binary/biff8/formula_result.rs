//! What a formula of an `.xls` sheet gave, or that it was never computed.

use crate::read::binary::integers::u16_at;

/// What a formula's record says of its result.
pub(super) enum FormulaResult {
    Stored,
    /// An empty text.
    NoText,
    /// Never computed.
    Never,
}

impl FormulaResult {
    /// A program that cannot compute stores 0 or an empty text. It may ask for the formula to be computed when the file is
    /// opened; if not, a formula that can only give a number betrays it.
    pub(super) fn parse(data: &[u8]) -> Self {
        let zero = data.get(6..14).is_some_and(|result| result.iter().all(|byte| *byte == 0));
        let no_text = data.get(12..14) == Some(&[0xFF, 0xFF]) && data.get(6) == Some(&3);
        let asks = u16_at(data, 14) & 2 != 0;
        match () {
            () if asks && (zero || no_text) => Self::Never,
            () if no_text && gives_a_number(data.get(22..).unwrap_or_default()) => Self::Never,
            () if no_text => Self::NoText,
            () => Self::Stored,
        }
    }
}

/// Whether a formula ends in what can only give a number: an operation of arithmetic, a sum.
fn gives_a_number(tokens: &[u8]) -> bool {
    match tokens {
        [.., 0x19, 0x10, _, _] | [.., 0x22 | 0x42 | 0x62, _, 4, 0] => true,
        [.., last] => matches!(last, 0x03..=0x07 | 0x12..=0x14),
        [] => false,
    }
}
