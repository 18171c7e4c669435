//! The register of incoming documents, and which of its lines belongs to a report.

use super::case::Brief;
use super::form::Field;
use super::id::UnitCode;
use super::key::Key;
use super::submission::Submission;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A line of the register of incoming documents (*sổ đăng ký văn bản đến*, Nghị định 30/2020/NĐ-CP, Phụ lục IV).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLine {
    /// Its row on the sheet, from 1.
    pub row: u32,
    /// The day it arrived.
    pub arrived: Option<NaiveDate>,
    /// The arrival number (*số đến*).
    pub number: String,
    /// The unit that wrote it.
    pub author: UnitCode,
    /// Number and symbol of the document.
    pub symbol: String,
    /// Type and subject.
    pub subject: String,
}

/// The lines of a register by the units that wrote the documents.
#[derive(Debug, Default)]
pub struct ByAuthor<'r>(BTreeMap<&'r UnitCode, Vec<&'r RegisterLine>>);

impl<'r> ByAuthor<'r> {
    /// The lines of a register.
    #[must_use]
    pub fn of(register: &'r [RegisterLine]) -> Self {
        let mut lines: BTreeMap<&UnitCode, Vec<&RegisterLine>> = BTreeMap::new();
        for line in register {
            lines.entry(&line.author).or_default().push(line);
        }
        Self(lines)
    }

    /// The lines of a unit, in order.
    #[must_use]
    pub fn lines(&self, unit: &UnitCode) -> &[&'r RegisterLine] {
        self.0.get(unit).map_or(&[], Vec::as_slice)
    }
}

/// The register's line of a submission, among those of its unit: of its number, or, where that cannot be read, the unit's only line.
#[must_use]
pub fn line_of<'r>(brief: &Brief<'_>, submission: &Submission, own: &[&'r RegisterLine]) -> Option<&'r RegisterLine> {
    // numbers begin anew every year (Nghị định 30/2020/NĐ-CP, Điều 15.1): a line from before the period is another document
    let in_time = |line: &&'r RegisterLine| line.arrived.zip(brief.period.from).is_none_or(|(arrived, from)| arrived >= from);
    let mut lines = own.iter().copied().filter(in_time);
    match submission.report().and_then(|report| report.text(Field::Symbol)) {
        Some(symbol) => {
            lines.filter(|line| same_symbol(&line.symbol, symbol)).min_by_key(|line| (line.arrived.is_none(), line.arrived, line.row))
        }
        None => lines.next().filter(|_| lines.next().is_none()),
    }
}

/// Whether two writings of a document's number and symbol are one: `05/BC-UBND` and `5 /BC - UBND`.
#[must_use]
pub fn same_symbol(a: &str, b: &str) -> bool {
    let key = symbol_key(a);
    !key.is_empty() && key == symbol_key(b)
}

/// A number and symbol folded for comparing: the number without leading noughts.
#[must_use]
pub fn symbol_key(symbol: &str) -> Key {
    let (key, label) = (Key::of(symbol), Key::of("Số"));
    let words = key
        .words()
        .filter(|word| label.words().next() != Some(word))
        .map(|word| if word.chars().all(|c| c.is_ascii_digit()) { word.trim_start_matches('0') } else { word });
    Key::from_words(words.filter(|word| !word.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_however_they_are_written() {
        assert!(same_symbol("05/BC-UBND", "5 /BC - UBND"));
        assert!(same_symbol("Số: 15/BC-SYT", "15/bc-syt"));
        assert!(!same_symbol("15/BC-UBND", "51/BC-UBND"));
        assert!(!same_symbol("", ""));
    }
}
