//! Finds what the user names: a finding by id, a unit, or a file by part of its name. Findings and
//! files determine their period.

use crate::cli::args::{Examine, FindingFilter, Invocation, When};
use crate::cli::clock::today;
use crate::cli::console::Console;
use crate::cli::run_context::RunContext;
use crate::cli::{examine, periods, shell, template};
use crate::error::Error;
use crate::letter::AnnexPlacement;
use crate::model::id::PeriodCode;
use crate::model::period::Period;
use crate::model::submission::{Content, Submission};
use crate::model::unit::Unit;
use crate::msg;
use crate::outcome::Outcome;
use crate::rules::Finding;
use crate::store::file_system;
use crate::store::history::History;
use crate::store::layout::INBOX;
use crate::store::workspace::Workspace;
use crate::text::Message;
use chrono::NaiveDate;
use std::cell::OnceCell;
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization as _;

/// Maximum number of candidates listed.
const MAX_LISTED: usize = 8;

/// Received reports, read only if a decision needs them.
pub(super) struct Lookup<'w> {
    pub(super) invocation: &'w Invocation,
    pub(super) workspace: &'w Workspace,
    /// Requested period.
    pub(super) period: Option<&'w Period>,
    pub(super) as_of: NaiveDate,
    console: &'w Console,
    outcomes: OnceCell<Vec<Outcome<'w>>>,
}

/// What the user named.
#[derive(Clone, Copy)]
pub(super) enum Found<'o> {
    Finding(&'o Outcome<'o>, &'o Finding),
    File(&'o Outcome<'o>, usize),
    Unit(&'o Unit),
}

impl<'w> Lookup<'w> {
    /// Searches the requested period, or all periods of the plan.
    ///
    /// # Errors
    /// Returns an error if the plan has no such period.
    pub(super) fn new(
        invocation: &'w Invocation,
        workspace: &'w Workspace,
        when: &When,
        console: &'w Console,
    ) -> Result<Self, Error> {
        let period = when
            .period
            .as_ref()
            .map(|_| periods::when(workspace, when).map(|(period, _)| period))
            .transpose()?;
        Ok(Self {
            invocation,
            workspace,
            period,
            as_of: when.as_of.unwrap_or_else(today),
            console,
            outcomes: OnceCell::new(),
        })
    }

    /// Returns the command that shows the received files and their findings.
    pub(super) fn check(&self) -> String {
        let period = self.period.map(|period| ["--period", period.code.as_str()]);
        let words = std::iter::once("check").chain(period.into_iter().flatten());
        let words: Vec<&str> = words.collect();
        shell::in_workspace_as_of(self.invocation, &words, self.as_of)
    }

    /// Returns the requested period, or all.
    fn periods(&self) -> impl Iterator<Item = &'w Period> {
        let periods = self.workspace.plan.periods.iter();
        periods.filter(|period| self.period.is_none_or(|asked| asked.code == period.code))
    }

    /// Returns the outcome of each period with received files.
    ///
    /// # Errors
    /// Returns an error if files cannot be listed.
    pub(super) fn outcomes(&self) -> Result<&[Outcome<'w>], Error> {
        if let Some(outcomes) = self.outcomes.get() {
            return Ok(outcomes);
        }
        let mut outcomes = Vec::new();
        for period in self.periods() {
            // a period without files has no findings or files to name
            let inbox = self.workspace.folder(INBOX, period);
            if self.period.is_none() && !file_system::has_files(&inbox) {
                continue;
            }
            let when = When { period: Some(period.code.to_string()), as_of: Some(self.as_of) };
            let asked = Examine {
                when,
                files: Vec::new(),
                fail_on: None,
                filter: FindingFilter::default(),
                open: false,
                annexes: AnnexPlacement::default(),
            };
            match examine::outcome(self.workspace, &asked, self.console, &mut RunContext::start()) {
                Ok(outcome) if self.period.is_none() && outcome.case.submissions.is_empty() => {}
                Ok(outcome) => outcomes.push(outcome),
                Err(Error::NoReports(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.outcomes.get_or_init(|| outcomes))
    }

    /// Finds what the user named.
    ///
    /// # Errors
    /// Returns an error if nothing or several things match.
    pub(super) fn find(&self, about: &str) -> Result<Found<'_>, Error> {
        let about = about.trim();
        if is_id(about) {
            let (outcome, finding) = self.finding(about)?;
            return Ok(Found::Finding(outcome, finding));
        }
        if let Some(unit) = self.unit(about) {
            return Ok(Found::Unit(unit));
        }
        match self.file(about)? {
            Some((outcome, place)) => Ok(Found::File(outcome, place)),
            None => Err(self.no_match(about)),
        }
    }

    /// Returns the unit with a code or name.
    pub(super) fn unit(&self, written: &str) -> Option<&Unit> {
        let registry = &self.workspace.plan.registry;
        registry.by_code(written).or_else(|| registry.get(registry.named(written)?))
    }

    fn finding(&self, id: &str) -> Result<(&Outcome<'w>, &Finding), Error> {
        let mut found: Vec<(&Outcome<'w>, &Finding)> = Vec::new();
        for outcome in self.outcomes()? {
            let mut named =
                outcome.findings.iter().filter(|finding| finding.id().eq_ignore_ascii_case(id));
            let Some(first) = named.next() else { continue };
            if named.any(|other| other.subject() != first.subject()) {
                return Err(msg!(
                    "Mã {id} chỉ nhiều nội dung khác nhau; ghi quyết định bằng tay vào tệp quyết định.",
                    "The id {id} names several findings; write the decision into the file by hand."
                )
                .into());
            }
            found.push((outcome, first));
        }
        match found.as_slice() {
            [] => Err(self.unknown(id)),
            [one] => Ok(*one),
            several => {
                let periods = several
                    .iter()
                    .map(|(outcome, _)| outcome.case.scope.period.code.as_str())
                    .collect::<Vec<_>>()
                    .join(", ");
                Err(msg!(
                    "Mã {id} có ở nhiều kỳ: {periods}. Ghi thêm --period và kỳ cần quyết định.",
                    "The id {id} is in several periods: {periods}. Add --period with the one meant."
                )
                .into())
            }
        }
    }

    /// Returns the file with a path, name or part of a name.
    fn file(&self, about: &str) -> Result<Option<(&Outcome<'w>, usize)>, Error> {
        let (path, part) = (self.workspace.name_of(&about.replace('\\', "/")), normal(about));
        let (whole, exact) = (normal(&path), part.trim_start_matches("./").to_owned());
        let steps: [&dyn Fn(&str) -> bool; 3] = [
            &|file| file == whole || file == exact,
            &|file| file.rsplit('/').next() == Some(part.as_str()),
            &|file| !part.is_empty() && file.contains(&part),
        ];
        let outcomes = self.outcomes()?;
        for step in steps {
            for is_ignored in [false, true] {
                let all = outcomes.iter().flat_map(|outcome| {
                    outcome
                        .case
                        .submissions
                        .iter()
                        .enumerate()
                        .map(move |(place, one)| (outcome, place, one))
                });
                let named: Vec<_> = all
                    .filter(|(.., one)| {
                        !one.sha256.is_empty()
                            && matches!(one.content, Content::Ignored) == is_ignored
                            && step(&normal(&one.file))
                    })
                    .collect();
                let Some((outcome, place, first)) = named.first() else {
                    continue;
                };
                if named.iter().any(|(.., other)| other.sha256 != first.sha256) {
                    return Err(ambiguous(
                        about,
                        &named.iter().map(|(.., one)| *one).collect::<Vec<_>>(),
                    ));
                }
                return Ok(Some((outcome, *place)));
            }
        }
        Ok(None)
    }

    /// Returns the error for an unknown id, with its last known finding and the current ones.
    fn unknown(&self, id: &str) -> Error {
        let check = self.check();
        let mut said = msg!(
            "Không có lỗi, cảnh báo nào mang mã “{id}”. Giá trị đã đổi thì mã cũng đổi; xem các mã:\n  {check}",
            "No finding has the id “{id}”. Ids change when values change; to see them:\n  {check}"
        );
        let Some((period, before)) = self.earlier_finding(id) else {
            return said.into();
        };
        let _ = write!(
            said.vi,
            "\nTrong kết quả đã lập của kỳ {period}, mã này là: {}.",
            before.message.vi
        );
        let _ =
            write!(said.en, "\nIn the results of period {period} it was: {}.", before.message.en);
        let rule = id.split('-').next().unwrap_or_default().to_uppercase();
        let outcomes = self.outcomes.get().map(Vec::as_slice).unwrap_or_default();
        let now = outcomes
            .iter()
            .filter(|outcome| outcome.case.scope.period.code == period)
            .flat_map(|outcome| {
                outcome
                    .findings
                    .iter()
                    .filter(|finding| finding.unit == before.unit && finding.rule.code == rule)
                    .map(move |finding| (outcome, finding))
            });
        let now: Vec<(String, &Message)> =
            now.map(|(_, finding)| (finding.id(), &finding.message)).take(MAX_LISTED).collect();
        if now.is_empty() {
            said.vi.push_str("\nNay không còn nội dung này, không cần quyết định.");
            said.en.push_str("\nIt is no longer there; no decision is needed.");
        }
        for (id, Message { vi, en }) in now {
            let _ = write!(said.vi, "\nNay: {id}  {vi}");
            let _ = write!(said.en, "\nNow: {id}  {en}");
        }
        said.into()
    }

    /// Returns the finding with an id in results written earlier.
    fn earlier_finding(
        &self,
        id: &str,
    ) -> Option<(PeriodCode, crate::model::results::FindingEntry)> {
        self.periods().map(|period| &period.code).find_map(|period| {
            let history = History::read(&self.workspace.root, period).ok()?;
            let revisions = std::iter::once(history.revisions.open).chain(history.revisions.closed);
            let mut facts = revisions.filter_map(|revision| history.facts(revision).ok());
            facts
                .find_map(|facts| {
                    facts.findings.into_iter().find(|finding| finding.id.eq_ignore_ascii_case(id))
                })
                .map(|found| (period.clone(), found))
        })
    }

    /// Returns the error for words that match nothing.
    fn no_match(&self, about: &str) -> Error {
        if about.contains(['.', '/', '\\']) {
            let check = self.check();
            return msg!(
                "“{about}” không phải là một tệp đã nhận trong nhan/. Xem tên các tệp:\n  {check}",
                "“{about}” is not a file received in nhan/. To see the files:\n  {check}"
            )
            .into();
        }
        template::unknown_unit(self.workspace, about)
    }
}

/// Returns whether a word has the form of a finding id.
pub(super) fn is_id(word: &str) -> bool {
    let hash =
        |rest: &str| rest.len() == 8 && rest.chars().all(|letter| letter.is_ascii_hexdigit());
    word.split_once('-')
        .is_some_and(|(rule, rest)| crate::rules::by_code(rule).is_some() && hash(rest))
}

/// Normalizes a path or part of one, from any system.
fn normal(path: &str) -> String {
    path.trim().replace('\\', "/").nfc().flat_map(char::to_lowercase).collect()
}

fn ambiguous(about: &str, named: &[&Submission]) -> Error {
    let (count, more) = (named.len(), if named.len() > MAX_LISTED { "\n  …" } else { "" });
    let list = indented(named.iter().take(MAX_LISTED).map(|one| &*one.file));
    msg!(
        "“{about}” có trong tên của {count} tệp; ghi rõ hơn:{list}{more}",
        "“{about}” is in the names of {count} files; be more precise:{list}{more}"
    )
    .into()
}

/// Formats lines as an indented list.
pub(super) fn indented<T: std::fmt::Display>(lines: impl IntoIterator<Item = T>) -> String {
    lines.into_iter().fold(String::new(), |mut text, line| {
        let _ = write!(text, "\n  {line}");
        text
    })
}
