//! When a report arrived: by decision, by the register, by a dated folder, by its own date; never by the file's.

use super::ledger::Ledger;
use crate::model::case::{Brief, Evidence, Receipt};
use crate::model::form::Field;
use crate::model::register::{RegisterLine, line_of};
use crate::model::submission::Submission;
use chrono::NaiveDate;

/// When a submission of a unit arrived, by the strongest evidence there is. The lines are those of its unit in the register.
pub(super) fn receipt(brief: &Brief<'_>, submission: &Submission, own: &[&RegisterLine], ledger: &mut Ledger) -> Option<Receipt> {
    let decided = ledger.received(submission).map(|on| Receipt { on, evidence: Evidence::Decision });
    let by_register = line_of(brief, submission, own).and_then(|line| line.arrived);
    let signed = submission.report().and_then(|report| report.day(Field::SignedOn)).map(|day| day.date).filter(|day| *day <= brief.as_of);
    decided
        .or(by_register.map(|on| Receipt { on, evidence: Evidence::Register }))
        .or(folder_day(&submission.file).map(|on| Receipt { on, evidence: Evidence::Folder }))
        .or(signed.map(|on| Receipt { on, evidence: Evidence::Signed }))
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
    fn a_dated_folder_says_when() {
        assert_eq!(folder_day("nhan/2024-6T/2024-04-28/a/b.xlsx"), NaiveDate::from_ymd_opt(2024, 4, 28));
        assert_eq!(folder_day("nhan/2024-6T/2024-04-28.xlsx"), None);
        assert_eq!(folder_day("nhan/2024-6T/2024-13-28/b.xlsx"), None);
    }
}
