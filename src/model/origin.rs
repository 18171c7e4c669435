//! Defines the location of a value: every figure can be traced to file, sheet and cell.

use std::fmt;
use std::sync::Arc;

/// Position of a cell, displayed in A1 notation.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
}

/// Last row and column of a sheet in Excel, from 0.
pub(crate) const LAST: CellRef = CellRef { row: 1_048_575, col: 16_383 };

impl CellRef {
    /// Returns a position from row and column, both from 0.
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }

    /// Parses A1 notation, with or without `$`; `None` if the position is not on a sheet.
    pub fn parse(written: &str) -> Option<Self> {
        let (mut col, mut row, mut digits) = (0_u32, 0_u32, 0);
        for byte in written.bytes().filter(|b| *b != b'$') {
            match byte {
                b'A'..=b'Z' if digits == 0 => {
                    col = col.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)?;
                }
                b'a'..=b'z' if digits == 0 => {
                    col = col.checked_mul(26)?.checked_add(u32::from(byte - b'a') + 1)?;
                }
                b'0'..=b'9' => {
                    digits += 1;
                    row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
                }
                _ => return None,
            }
        }
        let at = Self { row: row.checked_sub(1)?, col: col.checked_sub(1)? };
        (at.row <= LAST.row && at.col <= LAST.col).then_some(at)
    }

    /// Returns the letters of a column, such as `AB`.
    pub(crate) fn column_name(col: u32) -> String {
        let mut letters = Vec::new();
        let mut rest = col + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        letters.iter().rev().collect()
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Self::column_name(self.col), self.row + 1)
    }
}

/// File, sheet and cell of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Path relative to the workspace, with `/`.
    pub file: Arc<str>,
    /// Name of the sheet in the file.
    pub sheet: Arc<str>,
    pub cell: CellRef,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} · {}!{}", self.file, self.sheet, self.cell)
    }
}

/// Value with its location and the text displayed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    pub value: T,
    /// Text of the cell as displayed.
    pub raw: Arc<str>,
    pub at: Origin,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn positions_are_displayed_in_a1_notation() {
        assert_eq!(CellRef::new(6, 3).to_string(), "D7");
        assert_eq!(LAST.to_string(), "XFD1048576");
        assert_eq!(CellRef::parse("$D$7"), Some(CellRef::new(6, 3)));
    }

    #[test]
    fn positions_outside_a_sheet_are_rejected() {
        for written in ["", "A0", "7", "A", "XFE1", "A1048577", "ZZZZZZZ4294967296", "A1B", "Đ1"] {
            assert_eq!(CellRef::parse(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn a_position_survives_display_and_parse(row in 0..=LAST.row, col in 0..=LAST.col) {
            let at = CellRef::new(row, col);
            prop_assert_eq!(CellRef::parse(&at.to_string()), Some(at));
        }
    }
}
