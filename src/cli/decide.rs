//! `tonghop decide`: writes one decision of the office into its file, from a finding's id or from what it is about.

use super::args::{Decide, Examine, Invocation, Matter, Narrow, When};
use super::output::{Console, Outputs};
use super::watch::Watch;
use super::workspace::Workspace;
use super::{DONE, examine, lock, periods};
use crate::error::Error;
use crate::load::{decision_entry, shipped};
use crate::model::decision::{Decision, FileRef, Ruling};
use crate::model::id::UnitCode;
use crate::model::submission::Submission;
use crate::outcome::Outcome;
use crate::rules::Finding;
use crate::say;
use std::cell::OnceCell;

/// Findings that are not accepted as they stand but settled by another kind of decision.
const SETTLED_OTHERWISE: [(&str, &str); 4] = [
    ("N101", "tonghop decide exempt | tonghop decide extend"),
    ("N105", "tonghop decide file … --counts"),
    ("T105", "tonghop decide file … --unit …"),
    ("T111", "tonghop decide file … --unit …"),
];

/// Finds what the decision is about, writes the entry and shows it.
pub(super) fn run(invocation: &Invocation, asked: &Decide, console: &mut Console, watch: &mut Watch) -> Result<u8, Error> {
    let workspace = Workspace::open(invocation, console)?;
    watch.knows(&workspace);
    let held = lock::hold(&workspace.root, console)?;
    let (period, as_of) = periods::one(&workspace, invocation, &asked.when, console)?;
    let asked = &Decide { when: When { period: Some(period.code.to_string()), ..asked.when.clone() }, ..asked.clone() };
    watch.is_of(period, as_of);
    let (ruling, remark) = Inbox::new(&workspace, asked, console).settle(&asked.what)?;
    let told = |decision: &&std::sync::Arc<Decision>| decision.period == period.code && decision.ruling == ruling;
    if let Some(known) = workspace.decisions.iter().find(|decision| told(decision) && !decision.has_expired(as_of)) {
        let (line, file) = (known.line, workspace.decisions_name());
        console.tell(&say!(
            "{file}, dòng {line}, đã ghi quyết định này; không ghi thêm.",
            "{file}, line {line}, already says so; nothing was added."
        ));
        return Ok(DONE);
    }
    let decision = Decision {
        line: 0,
        period: period.code.clone(),
        ruling,
        reason: asked.reason.trim().to_owned(),
        by: asked.by.trim().to_owned(),
        on: as_of,
        until: asked.until,
    };
    let entry = decision_entry(&decision, &remark);
    let before = workspace.decisions_text()?.unwrap_or(shipped::DECISIONS);
    let text = format!("{}\n\n{entry}", before.trim_end());
    workspace.sound_decisions(&text)?;
    let outputs = Outputs::of(&held);
    let stamp = outputs.add(workspace.root.join(workspace.decisions_name()), text.as_bytes())?;
    let done = outputs.appear()?;
    watch.wrote(vec![stamp]);
    if !console.json && !console.quiet {
        console.print(&format!("{entry}\n"))?;
    }
    console.done(&workspace.root, &done)?;
    Ok(DONE)
}

/// What was received, read only where the decision needs it.
struct Inbox<'w> {
    workspace: &'w Workspace,
    asked: Examine,
    console: &'w Console,
    outcome: OnceCell<Outcome<'w>>,
}

impl<'w> Inbox<'w> {
    fn new(workspace: &'w Workspace, asked: &Decide, console: &'w Console) -> Self {
        let asked = Examine { when: asked.when.clone(), files: Vec::new(), fail_on: None, narrow: Narrow::default(), open: false };
        Self { workspace, asked, console, outcome: OnceCell::new() }
    }

    fn outcome(&self) -> Result<&Outcome<'w>, Error> {
        if let Some(outcome) = self.outcome.get() {
            return Ok(outcome);
        }
        let outcome = examine::outcome(self.workspace, &self.asked, self.console, &mut Watch::start())?;
        Ok(self.outcome.get_or_init(|| outcome))
    }

    /// The ruling, and what it is about in words.
    fn settle(&self, matter: &Matter) -> Result<(Ruling, String), Error> {
        Ok(match matter {
            Matter::Waive { finding } => self.waive(finding)?,
            Matter::Receipt { about, received } => {
                let (file, remark) = self.file(about)?;
                (Ruling::Receipt { file, received: *received }, remark)
            }
            Matter::Extend { about, to } => {
                let (unit, remark) = self.unit(about)?;
                (Ruling::Extend { unit, to: *to }, remark)
            }
            Matter::Exempt { about } => {
                let (unit, remark) = self.unit(about)?;
                (Ruling::Exempt(unit), remark)
            }
            Matter::Identity { about, unit } => {
                let (file, remark) = self.file(about)?;
                let (unit, name) = self.unit(unit)?;
                (Ruling::Identity { file, unit }, format!("{remark}\n→ {name}"))
            }
            Matter::Choice { about } => {
                let (file, remark) = self.file(about)?;
                (Ruling::Choice(file), remark)
            }
        })
    }

    fn waive(&self, id: &str) -> Result<(Ruling, String), Error> {
        let (outcome, finding) = (self.outcome()?, self.finding(id)?.ok_or_else(|| unknown(id))?);
        let code = finding.rule.code;
        if let Some((_, instead)) = SETTLED_OTHERWISE.iter().find(|(rule, _)| *rule == code) {
            return Err(say!(
                "{code} không phải là điều để chấp nhận nguyên trạng; dùng: {instead}",
                "{code} is not accepted as it stands; use: {instead}"
            )
            .into());
        }
        let subject = finding.subject(&outcome.case.brief);
        let remark = format!("{}\n{}", subject.id(), finding.message.vi);
        Ok((Ruling::Waive(subject), remark))
    }

    /// A unit, by its code or by a finding about it.
    fn unit(&self, about: &str) -> Result<(UnitCode, String), Error> {
        let registry = &self.workspace.plan.registry;
        if let Some(unit) = registry.by_code(about) {
            return Ok((unit.code.clone(), unit.name.clone()));
        }
        let finding = if is_id(about) { self.finding(about)? } else { None };
        match finding.and_then(|finding| Some((finding, registry.get(finding.unit.as_ref()?)?))) {
            Some((finding, unit)) => Ok((unit.code.clone(), finding.message.vi.clone())),
            None if is_id(about) => Err(unknown(about)),
            None => Err(super::template::unknown(self.workspace, about)),
        }
    }

    /// A file, by its path or by a finding about it.
    fn file(&self, about: &str) -> Result<(FileRef, String), Error> {
        let submissions = &self.outcome()?.case.submissions;
        let given = self.workspace.name_of(about);
        let named = submissions.iter().find(|submission| *submission.file == *given);
        let (submission, remark) = match named {
            Some(submission) => (Some(submission), String::new()),
            None => match self.finding(about)? {
                Some(finding) => (finding.submission.and_then(|place| submissions.get(place)), finding.message.vi.clone()),
                None => (None, String::new()),
            },
        };
        let known = submission.filter(|submission| !submission.sha256.is_empty());
        let Some(Submission { file, sha256, .. }) = known else {
            return Err(say!(
                "“{about}” không phải là một tệp đã nhận trong kỳ, cũng không phải mã của một phát hiện về một tệp. Xem tên tệp và mã: tonghop check",
                "“{about}” is neither a file received in the period nor the id of a finding about one. To see files and ids: tonghop check"
            )
            .into());
        };
        Ok((FileRef { path: file.to_string(), sha256: sha256.clone() }, remark))
    }

    /// The finding of an id.
    fn finding(&self, id: &str) -> Result<Option<&Finding>, Error> {
        let outcome = self.outcome()?;
        let brief = &outcome.case.brief;
        let mut named = outcome.findings.iter().filter(|finding| finding.id(brief).eq_ignore_ascii_case(id.trim()));
        let Some(first) = named.next() else { return Ok(None) };
        if named.any(|other| other.subject(brief) != first.subject(brief)) {
            return Err(say!(
                "Mã {id} chỉ nhiều phát hiện khác nhau; ghi quyết định bằng tay vào tệp quyết định.",
                "The id {id} stands for several findings; write the decision into the file by hand."
            )
            .into());
        }
        Ok(Some(first))
    }
}

/// Whether a word has the shape of a finding's id.
fn is_id(word: &str) -> bool {
    word.split_once('-').is_some_and(|(rule, rest)| crate::rules::by_code(rule).is_some() && rest.len() == 8)
}

fn unknown(id: &str) -> Error {
    say!(
        "Không có phát hiện nào mang mã “{id}” trong kỳ này. Giá trị đã đổi thì mã cũng đổi; xem các mã: tonghop check",
        "No finding of this period has the id “{id}”. Where a value changed so did the id; to see them: tonghop check"
    )
    .into()
}
