//! When a report arrived: by decision, by the register, by a dated folder, by its own date; never by the file's.

use crate::model::case::{Brief, Evidence, Receipt, RegisterLine};
use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::key::Key;
use crate::model::submission::Submission;
use chrono::NaiveDate;

/// When a submission of a unit arrived, by the strongest evidence there is.
pub(super) fn receipt(brief: &Brief<'_>, unit: &UnitCode, submission: &Submission, register: &[RegisterLine]) -> Option<Receipt> {
    let by_register = register_line(brief, unit, submission, register).and_then(|line| line.arrived);
    let signed = submission.report().and_then(|report| report.day(Field::SignedOn)).map(|day| day.date).filter(|day| *day <= brief.as_of);
    None.or(by_register.map(|on| Receipt { on, evidence: Evidence::Register }))
        .or(folder_day(&submission.file).map(|on| Receipt { on, evidence: Evidence::Folder }))
        .or(signed.map(|on| Receipt { on, evidence: Evidence::Signed }))
}

/// The register's line of a submission: of its author and number, or, where its number cannot be read, the unit's only line.
fn register_line<'r>(brief: &Brief<'_>, unit: &UnitCode, submission: &Submission, register: &'r [RegisterLine]) -> Option<&'r RegisterLine> {
    // numbers begin anew every year (Nghị định 30/2020/NĐ-CP, Điều 15.1): a line from before the period is another document
    let in_time = |line: &&RegisterLine| line.arrived.zip(brief.period.from).is_none_or(|(arrived, from)| arrived >= from);
    let mut lines = register.iter().filter(|line| line.author == *unit).filter(in_time);
    match submission.report().and_then(|report| report.text(Field::Symbol)) {
        Some(symbol) => lines.filter(|line| same_symbol(&line.symbol, symbol)).min_by_key(|line| (line.arrived.is_none(), line.arrived, line.row)),
        None => lines.next().filter(|_| lines.next().is_none()),
    }
}

/// Whether two writings of a document's number and symbol are one: `05/BC-UBND` and `5 /BC - UBND`.
pub(super) fn same_symbol(a: &str, b: &str) -> bool {
    let key = symbol_key(a);
    !key.is_empty() && key == symbol_key(b)
}

/// A number and symbol folded for comparing: the number without leading noughts.
pub(super) fn symbol_key(symbol: &str) -> Key {
    let (key, label) = (Key::of(symbol), Key::of("Số"));
    let words = key.words().filter(|word| label.words().next() != Some(word)).map(|word| if word.chars().all(|c| c.is_ascii_digit()) { word.trim_start_matches('0') } else { word });
    Key::from_words(words.filter(|word| !word.is_empty()))
}

/// The day a folder on the way to the file is named by, the innermost first.
fn folder_day(file: &str) -> Option<NaiveDate> {
    let (folders, _) = file.rsplit_once('/')?;
    folders.rsplit('/').find_map(|folder| NaiveDate::parse_from_str(folder.trim(), "%Y-%m-%d").ok())
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

    #[test]
    fn a_dated_folder_says_when() {
        assert_eq!(folder_day("nhan/2024-6T/2024-04-28/a/b.xlsx"), NaiveDate::from_ymd_opt(2024, 4, 28));
        assert_eq!(folder_day("nhan/2024-6T/2024-04-28.xlsx"), None);
        assert_eq!(folder_day("nhan/2024-6T/2024-13-28/b.xlsx"), None);
    }
}
