//! Reads and validates the office's files of a workspace.

use super::file_system::canonical;
use super::office_files::OfficeFiles;
pub(super) use super::office_workbooks::plan;
use super::run_records;
use crate::error::Error;
use crate::load::{self, Source, shipped};
use crate::model::decision::Decisions;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::{FileDigest, Input, InputKind};
use crate::model::register::RegisterLine;
use crate::msg;
use crate::outcome::Outcome;
use crate::read::{name_in_results, register_lines};
use crate::rules::RULES;
use std::path::{Path, PathBuf};

/// Workspace with valid files.
pub(crate) struct Workspace {
    pub root: PathBuf,
    pub plan: Plan,
    pub decisions: Decisions,
    pub files: OfficeFiles,
}

impl Workspace {
    /// Validates the office's files.
    ///
    /// # Errors
    /// Returns all errors in the files.
    pub(crate) fn new(root: &Path, files: OfficeFiles) -> Result<Self, Error> {
        let plan = plan(&files)?;
        let written = files.source(InputKind::Decisions)?.unwrap_or(MISSING);
        let decisions = decisions(written, &plan)?;
        Ok(Self { root: root.to_owned(), plan, decisions, files })
    }

    /// Checks that decisions and register exist if the previous run used them; continuing would
    /// lose their content.
    ///
    /// # Errors
    /// Returns an error that names the missing file.
    pub(crate) fn require_used_files(&self) -> Result<(), Error> {
        let empty = FileDigest::new(String::new(), shipped::DECISIONS.as_bytes()).sha256;
        for kind in [InputKind::Decisions, InputKind::Register] {
            let missing = self.files.bytes(kind).is_none();
            match run_records::last_use(&self.root, &self.plan, kind).filter(|_| missing) {
                Some((record, digest)) if digest.sha256 != empty => {
                    return Err(missing_file(kind, &record, &digest.file));
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(crate) fn plan_name(&self) -> &str {
        &self.files.settings.plan
    }

    pub(crate) fn decisions_name(&self) -> &str {
        &self.files.settings.decisions
    }

    /// Returns the text of the file of decisions, or `None` if there is no such file.
    ///
    /// # Errors
    /// Returns an error if it is not Unicode text.
    pub(crate) fn decisions_text(&self) -> Result<Option<&str>, Error> {
        Ok(self.files.source(InputKind::Decisions)?.map(|source| source.text))
    }

    /// Parses and validates decisions.
    ///
    /// # Errors
    /// Returns all errors in the text.
    pub(crate) fn parse_decisions(&self, text: &str) -> Result<Decisions, Error> {
        decisions(Source { name: self.decisions_name(), text }, &self.plan)
    }

    /// Returns the name of a file in results. The path may be relative to the workspace or to the
    /// current folder.
    pub(crate) fn name_of(&self, written: &str) -> String {
        let (path, root) =
            (Path::new(written), canonical(&self.root).unwrap_or_else(|_| self.root.clone()));
        let found =
            [self.root.join(path), path.to_owned()].iter().find_map(|path| canonical(path).ok());
        name_in_results(&root, found.as_deref().unwrap_or(path))
    }

    /// Reads the lines of the register of incoming documents; none if there is no register.
    ///
    /// # Errors
    /// Returns an error if it cannot be read.
    pub(crate) fn register(&self) -> Result<Vec<RegisterLine>, Error> {
        let program = std::env::current_exe().ok();
        let read = self
            .files
            .bytes(InputKind::Register)
            .map(|(name, bytes)| register_lines(name, bytes, &self.plan, program.as_deref()));
        Ok(read.transpose()?.unwrap_or_default())
    }

    /// Returns all inputs of an outcome.
    pub(crate) fn inputs(&self, outcome: &Outcome<'_>) -> Vec<Input> {
        self.files.inputs().chain(outcome.inputs()).collect()
    }

    /// Returns the folder of a period in one of the workspace's folders.
    pub(crate) fn folder(&self, of: &str, period: &Period) -> PathBuf {
        self.root.join(of).join(period.code.as_str())
    }
}

/// Returns the error for a missing file that the previous run used.
fn missing_file(kind: InputKind, record: &str, name: &str) -> Error {
    let (held, else_vi, else_en) = if kind == InputKind::Register {
        (
            msg!("ngày đến đã ghi", "the days of arrival"),
            "Nếu văn phòng không dùng sổ nữa, để lại sổ chỉ có hàng tiêu đề.",
            "Where the office keeps no register any more, leave one with nothing but its headings.",
        )
    } else {
        (
            msg!(
                "quyết định, gia hạn, miễn báo cáo đã ghi",
                "the decisions, extensions and exemptions recorded"
            ),
            "Nếu không còn gì để ghi, lập một tệp trống cùng tên.",
            "Where there is nothing left to record, make an empty file of that name.",
        )
    };
    let (vi, en) = (held.vi, held.en);
    msg!(
        "Lần chạy trước đã dùng {name}, nay không có tệp này; chạy tiếp thì mất {vi} trong đó.\nĐưa tệp về chỗ cũ rồi chạy lại. {else_vi}\nLần chạy trước: {record}.",
        "The run before used {name}, which is not there; continuing would discard {en} in it.\nPut the file back, then run again. {else_en}\nThe run before: {record}."
    )
    .into()
}

fn decisions(source: Source<'_>, plan: &Plan) -> Result<Decisions, Error> {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    load::decisions(source, plan, &codes)
}

/// Source for a missing file.
const MISSING: Source<'_> = Source { name: "", text: "" };

/// Reads the plan of another workspace, or a plan file with the file of units in the same folder.
///
/// # Errors
/// Returns all errors in the files.
pub(crate) fn read_plan(path: &Path) -> Result<Plan, Error> {
    plan(&if path.is_dir() {
        OfficeFiles::from_workspace(path)?
    } else {
        OfficeFiles::from_plan(path)?
    })
}
