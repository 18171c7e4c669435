//! Attributes scans, texts and pictures that name no unit to the unit of the reports in the same
//! folder.

use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::key::bare_words;
use crate::model::reading::Reading;
use crate::model::submission::{Content, Figure, Report, Submission, TaskAnswer, Unreadable};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Words in the name of a scan besides the name of its report.
const SCAN_WORDS: [&str; 17] = [
    "ky", "da", "co", "dau", "dong", "ban", "goc", "quet", "scan", "scanned", "signed", "kem",
    "pdf", "word", "so", "anh", "trang",
];

/// Returns whether a form is blank: without answers or any other text.
pub(super) fn is_blank(report: &Report) -> bool {
    const ISSUED: [Field; 4] = [Field::Plan, Field::Period, Field::UnitCode, Field::UnitName];
    let unanswered = |answer: &TaskAnswer| {
        answer.status.is_none()
            && answer.result.is_none()
            && answer.difficulty.is_none()
            && answer.proposal.is_none()
    };
    let empty = |figure: &Figure| figure.reading == Reading::Blank && figure.note.is_none();
    report.info.keys().all(|field| ISSUED.contains(field))
        && report.tasks.iter().all(unanswered)
        && report.figures.iter().all(empty)
        && report.documents.is_empty()
        && report.incidents.is_empty()
        && report.observations.is_empty()
}

/// Attributes documents that name no unit to the unit of the reports in the same folder.
pub(super) fn attribute(submissions: &mut [Submission]) {
    let beside = Beside::new(submissions);
    let owners: Vec<Option<UnitCode>> =
        submissions.iter().map(|submission| beside.owner(submission).cloned()).collect();
    for (submission, owner) in submissions.iter_mut().zip(owners) {
        if owner.is_some() {
            submission.identity.unit = owner;
        }
    }
}

/// Words of a report's file name, with its unit.
type Named = (Vec<String>, Option<UnitCode>);

/// Units of the reports in each folder.
struct Beside {
    /// Units of all reports below a folder or in an archive, by its path; `None` for unknown units.
    below: BTreeMap<String, BTreeSet<Option<UnitCode>>>,
    /// Reports directly in a folder.
    named: BTreeMap<String, Vec<Named>>,
    archives: BTreeSet<String>,
}

impl Beside {
    fn new(submissions: &[Submission]) -> Self {
        let mut beside =
            Self { below: BTreeMap::new(), named: BTreeMap::new(), archives: BTreeSet::new() };
        for submission in submissions {
            let (file, unit) = (&*submission.file, &submission.identity.unit);
            match &submission.content {
                Content::Archive => {
                    beside.archives.insert(file.to_owned());
                }
                // an unread file may be a report
                Content::Report(_) | Content::Unread(_) => {
                    for folder in folders(file) {
                        beside.below.entry(folder.to_owned()).or_default().insert(unit.clone());
                    }
                    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
                    beside
                        .named
                        .entry(folder.to_owned())
                        .or_default()
                        .push((words(name), unit.clone()));
                }
                Content::Unreadable(_) | Content::Ignored => {}
            }
        }
        beside
    }

    /// Returns the unit of a document that names none.
    fn owner(&self, submission: &Submission) -> Option<&UnitCode> {
        let document = matches!(submission.unreadable(), Some(Unreadable::NotSpreadsheet(_, nature)) if nature.goes_with_a_report());
        let (identity, file) = (&submission.identity, &*submission.file);
        if !document || identity.unit.is_some() || !identity.suggestions.is_empty() {
            return None;
        }
        self.unit_of_same_name(file).or_else(|| self.of_folder(file))
    }

    /// Returns the unit of the report in the same folder with the same name, apart from the words
    /// of a scan.
    fn unit_of_same_name(&self, file: &str) -> Option<&UnitCode> {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let own = words(name);
        let rest = |report: &[String]| {
            own.strip_prefix(report)
                .filter(|rest| rest.iter().all(|word| SCAN_WORDS.contains(&word.as_str())))
        };
        let mut of_name = self
            .named
            .get(folder)?
            .iter()
            .filter(|(report, _)| !report.is_empty() && rest(report).is_some());
        let (_, unit) = of_name.next()?;
        if of_name.all(|(_, other)| other == unit) { unit.as_ref() } else { None }
    }

    /// Returns the only unit with reports in the file's folder, or in the nearest parent folder
    /// that has any.
    fn of_folder(&self, file: &str) -> Option<&UnitCode> {
        let nearest = folders(file)
            .filter(|folder| self.is_of_a_sender(folder))
            .find_map(|folder| self.below.get(folder))?;
        let mut units = nearest.iter();
        units.next().filter(|_| units.next().is_none())?.as_ref()
    }

    /// Returns whether a folder can be that of one sender: in an archive, or below the period's
    /// folder and not named by a date.
    fn is_of_a_sender(&self, folder: &str) -> bool {
        let in_archive = self.archives.contains(folder)
            || folders(folder).any(|outer| self.archives.contains(outer));
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let of_a_day = NaiveDate::parse_from_str(name.trim(), "%Y-%m-%d").is_ok();
        in_archive || folder.starts_with("nhan/") && folder.split('/').count() > 2 && !of_a_day
    }
}

/// Returns the folders and archives that contain a file, nearest first.
fn folders(file: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(file.rsplit_once('/').map(|(folder, _)| folder), |folder| {
        folder.rsplit_once('/').map(|(outer, _)| outer)
    })
}

/// Returns the words of a file's name without its extension.
fn words(name: &str) -> Vec<String> {
    bare_words(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::submission::{ForeignKind, Identity};
    use crate::msg;

    fn file(name: &str, unit: Option<&str>, content: Content) -> Submission {
        let identity = Identity { unit: unit.map(UnitCode::from), ..Identity::default() };
        Submission {
            file: name.into(),
            on_disk: None,
            sha256: name.to_owned(),
            bytes: 1,
            identity,
            content,
        }
    }

    fn report(name: &str, unit: &str) -> Submission {
        file(name, Some(unit), Content::Report(Box::<Report>::default()))
    }

    fn scan(name: &str) -> Submission {
        file(
            name,
            None,
            Content::Unreadable(Unreadable::NotSpreadsheet(
                msg!("tài liệu PDF", "a PDF document"),
                ForeignKind::Document,
            )),
        )
    }

    fn owner(mut files: Vec<Submission>) -> Option<String> {
        attribute(&mut files);
        files.last()?.identity.unit.as_ref().map(ToString::to_string)
    }

    #[test]
    fn a_scan_is_attributed_to_the_unit_of_its_folder_or_archive() {
        let archive = || file("nhan/P/gửi.zip", None, Content::Archive);
        for files in [
            vec![report("nhan/P/1/bc.xlsx", "A"), scan("nhan/P/1/001.pdf")],
            vec![report("nhan/P/1/bc.xlsx", "A"), scan("nhan/P/1/ảnh/001.jpg")],
            vec![
                archive(),
                report("nhan/P/gửi.zip/bc.xlsx", "A"),
                scan("nhan/P/gửi.zip/scan/001.pdf"),
            ],
            vec![report("nhan/P/bc.xlsx", "A"), scan("nhan/P/bc.pdf")],
            vec![
                report("nhan/P/bc.xlsx", "A"),
                report("nhan/P/khac.xlsx", "B"),
                scan("nhan/P/BC đã ký.pdf"),
            ],
        ] {
            let name = files.last().unwrap().file.to_string();
            assert_eq!(owner(files).as_deref(), Some("A"), "{name}");
        }
    }

    #[test]
    fn an_ambiguous_scan_is_not_attributed() {
        for files in [
            vec![report("nhan/P/bc.xlsx", "A"), scan("nhan/P/001.pdf")],
            vec![report("nhan/P/2024-04-28/bc.xlsx", "A"), scan("nhan/P/2024-04-28/001.pdf")],
            vec![
                report("nhan/P/1/bc.xlsx", "A"),
                report("nhan/P/1/b.xlsx", "B"),
                scan("nhan/P/1/001.pdf"),
            ],
            vec![report("nhan/P/bc.xlsx", "A"), scan("nhan/P/bc 2.pdf")],
        ] {
            let name = files.last().unwrap().file.to_string();
            assert_eq!(owner(files), None, "{name}");
        }
    }
}
