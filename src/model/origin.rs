//! Where a value stands: every figure can be led back to a file, a sheet and a cell.

use std::fmt;
use std::sync::Arc;

/// A cell's place, counted from 0, shown as people write it (`D7`).
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
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub col: u32,
}

/// The last row and column a sheet can have (Excel's own limits), from 0.
pub(crate) const LAST: CellRef = CellRef { row: 1_048_575, col: 16_383 };

impl CellRef {
    /// A place from its row and column, both from 0.
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }

    /// Reads `D7` (with or without `$`); `None` where it is no place on a sheet.
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

    /// The column's letters, `AB`.
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

/// The file, the sheet and the cell of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The file, relative to the workspace, with `/`.
    pub file: Arc<str>,
    /// The sheet's name as it stands in the file.
    pub sheet: Arc<str>,
    /// The cell.
    pub cell: CellRef,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} · {}!{}", self.file, self.sheet, self.cell)
    }
}

/// A value with the cell it was read from and the text that stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// What stood in the cell, as a person would see it.
    pub raw: Arc<str>,
    /// Where.
    pub at: Origin,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_written_as_people_write_them() {
        assert_eq!(CellRef::new(6, 3).to_string(), "D7");
        assert_eq!(LAST.to_string(), "XFD1048576");
        assert_eq!(CellRef::parse("$D$7"), Some(CellRef::new(6, 3)));
    }

    #[test]
    fn a_place_outside_a_sheet_is_no_place() {
        for written in ["", "A0", "7", "A", "XFE1", "A1048577", "ZZZZZZZ4294967296", "A1B", "Đ1"] {
            assert_eq!(CellRef::parse(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn writing_and_reading_a_place_gives_the_place(row in 0..=LAST.row, col in 0..=LAST.col) {
            let at = CellRef::new(row, col);
            prop_assert_eq!(CellRef::parse(&at.to_string()), Some(at));
        }
    }
}
