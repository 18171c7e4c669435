//! The register of incoming documents, and which of its lines belongs to a report.

use super::date::day_from_text;
use super::form::Field;
use super::id::UnitCode;
use super::key::Key;
use super::origin::CellRef;
use super::period::Period;
use super::scope::RunScope;
use super::submission::Submission;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// A line of the register of incoming documents (*sổ đăng ký văn bản đến*, Nghị định 30/2020/NĐ-CP, Phụ lục IV).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLine {
    /// The register's file.
    pub file: Arc<str>,
    /// Its sheet.
    pub sheet: Arc<str>,
    /// Where the day of arrival stands or should stand.
    pub at: CellRef,
    /// The day it arrived.
    pub arrived: Option<NaiveDate>,
    /// The arrival number (*số đến*).
    pub number: String,
    /// The unit that wrote it, as far as the line says so.
    pub author: Option<UnitCode>,
    /// What stands for the author.
    pub written: String,
    /// Number and symbol of the document.
    pub symbol: String,
    /// The day of the document.
    pub issued: Option<NaiveDate>,
    /// Type and subject.
    pub subject: String,
    /// Whether the author stands in a merged cell that begins in a line above.
    pub merged: bool,
    /// Why it cannot be read, where it cannot.
    pub unread: Option<Unread>,
}

/// Why a line of the register, or a whole sheet of it, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// What stands for the day of arrival is no day.
    Day(String),
    /// The sheet's headings lack columns, which are named.
    Columns(String),
    /// The sheet names units and has no headings of a register.
    NoHeadings,
    /// The sheet is hidden.
    Hidden,
}

/// Why a line of the register that names a report cannot be its arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Objection {
    /// It has no day of arrival.
    NoDay,
    /// It arrived before the report was signed.
    BeforeSigned(NaiveDate),
    /// It names another day of the document than that on which the report was signed.
    OtherDay(NaiveDate),
    /// It arrived before the period's time.
    BeforePeriod(NaiveDate),
    /// It arrived after today.
    Future,
    /// Its subject names another period.
    OtherPeriod,
}

impl RegisterLine {
    /// Its row on the sheet, from 1.
    pub const fn row(&self) -> u32 {
        self.at.row + 1
    }

    /// Why it cannot be the arrival of a report, though it may bear its number.
    pub(crate) fn objection(
        &self,
        scope: &RunScope<'_>,
        submission: &Submission,
    ) -> Option<Objection> {
        let Some(arrived) = self.arrived else {
            return Some(Objection::NoDay);
        };
        let signed = signed_on(scope, submission);
        match (signed, self.issued) {
            (Some(signed), Some(issued)) if signed != issued && swapped(signed) != Some(issued) => {
                Some(Objection::OtherDay(issued))
            }
            (signed, issued) => impossible(scope, issued.or(signed), arrived).or_else(|| {
                (issued.is_none() && self.names_another_period(scope))
                    .then_some(Objection::OtherPeriod)
            }),
        }
    }

    /// Whether it reads like a report's: by its subject or its symbol.
    pub(crate) fn looks_like_a_report(&self) -> bool {
        Key::new(&self.subject).contains(&Key::new("báo cáo"))
            || Key::new(&self.symbol).contains(&Key::new("BC"))
    }

    /// Whether its subject names another period of the plan, or only other years. Of several names that stand in it the longest
    /// is meant: “năm 2024” is a part of “6 tháng đầu năm 2024”.
    pub(crate) fn names_another_period(&self, scope: &RunScope<'_>) -> bool {
        let subject = Key::new(&self.subject);
        let names = |period: &'_ Period| {
            std::iter::once(&period.name)
                .chain(&period.aliases)
                .map(|name| Key::new(name))
                .collect::<Vec<_>>()
        };
        let known = scope
            .plan
            .periods
            .iter()
            .flat_map(|period| names(period).into_iter().map(move |name| (name, period)));
        let longest = known
            .filter(|(name, _)| subject.contains(name))
            .max_by_key(|(name, _)| name.words().count());
        if let Some((_, period)) = longest {
            return period.code != scope.period.code;
        }
        let is_year = |word: &&str| {
            word.len() == 4 && word.parse::<i32>().is_ok_and(|year| (2000..2100).contains(&year))
        };
        let years: Vec<&str> = subject.words().filter(is_year).collect();
        !years.is_empty() && !years.contains(&scope.plan.year.to_string().as_str())
    }
}

/// The day a report was signed, where that day is possible.
pub(crate) fn signed_on(scope: &RunScope<'_>, submission: &Submission) -> Option<NaiveDate> {
    let signed =
        submission.report().and_then(|report| report.day(Field::SignedOn)).map(|day| day.date)?;
    impossible(scope, None, signed).is_none().then_some(signed)
}

/// Why a day cannot be that of arrival: it lies before the document was signed, before the period's time, or in the future.
pub(crate) fn impossible(
    scope: &RunScope<'_>,
    signed: Option<NaiveDate>,
    arrived: NaiveDate,
) -> Option<Objection> {
    match (scope.period.from, signed) {
        (Some(from), _) if arrived < from => Some(Objection::BeforePeriod(from)),
        _ if arrived > scope.as_of => Some(Objection::Future),
        (_, Some(signed)) if arrived < signed => Some(Objection::BeforeSigned(signed)),
        _ => None,
    }
}

/// The day a folder on the way to a file of the office's disk is named by, the innermost first.
pub(crate) fn folder_day(file: &str) -> Option<NaiveDate> {
    let (folders, _) = file.rsplit_once('/')?;
    folders.rsplit('/').find_map(|folder| NaiveDate::parse_from_str(folder.trim(), "%Y-%m-%d").ok())
}

/// The folder below a period's on the way to a file that seems to be named by a day, and not in the one way that is read.
pub(crate) fn unread_folder_day(file: &str) -> Option<&str> {
    let (folders, _) = file.rsplit_once('/')?;
    let below = folders.strip_prefix("nhan/")?.split('/').skip(1);
    below
        .filter(|folder| folder_day(&format!("{folder}/")).is_none())
        .find(|folder| names_a_day(folder))
}

/// Whether a day and a month stand beside each other in a name: `28.4`, `28-4-2024 lan 2`, `ngày 28 tháng 4`, `20240428`.
fn names_a_day(name: &str) -> bool {
    let month = Key::new("tháng");
    let key = Key::new(name);
    let words: Vec<&str> =
        key.words().filter(|word| *word != month.as_str() && *word != month.bare()).collect();
    let number = |word: &str| word.parse::<u32>().ok().filter(|_| word.len() <= 2);
    let is_day = |day: Option<u32>, month: Option<u32>| {
        day.is_some_and(|day| (1..=31).contains(&day))
            && month.is_some_and(|month| (1..=12).contains(&month))
    };
    let in_one_word = |word: &&str| {
        ["%Y%m%d", "%d%m%Y"].iter().any(|form| {
            word.len() == 8
                && NaiveDate::parse_from_str(word, form)
                    .is_ok_and(|day| (2000..2100).contains(&day.year()))
        })
    };
    let beside = |pair: &[&str]| match pair {
        [a, b] => is_day(number(a), number(b)),
        _ => false,
    };
    let year_first = |three: &[&str]| match three {
        [year, a, b] => year.len() == 4 && is_day(number(b), number(a)),
        _ => false,
    };
    words.iter().any(in_one_word)
        || words.windows(2).any(beside)
        || words.windows(3).any(year_first)
}

/// The day with day and month the other way round.
fn swapped(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())
}

/// The lines of a register by the units that wrote the documents.
#[derive(Debug, Default)]
pub(crate) struct ByAuthor<'r>(BTreeMap<&'r UnitCode, Vec<&'r RegisterLine>>);

impl<'r> ByAuthor<'r> {
    /// The lines of a register.
    pub(crate) fn new(register: &'r [RegisterLine]) -> Self {
        let mut lines: BTreeMap<&UnitCode, Vec<&RegisterLine>> = BTreeMap::new();
        for line in register {
            if let Some(author) = &line.author {
                lines.entry(author).or_default().push(line);
            }
        }
        Self(lines)
    }

    /// The lines of a unit, in order.
    pub(crate) fn lines(&self, unit: &UnitCode) -> &[&'r RegisterLine] {
        self.0.get(unit).map_or(&[], Vec::as_slice)
    }
}

/// The register's line of a submission, among those of its unit: of its number, or, where that cannot be read, the unit's only
/// line; and only where it can be its arrival.
pub(crate) fn line_of<'r>(
    scope: &RunScope<'_>,
    submission: &Submission,
    own: &[&'r RegisterLine],
) -> Option<&'r RegisterLine> {
    // numbers begin anew every year (Nghị định 30/2020/NĐ-CP, Điều 15.1): of one number there may be another document
    let lines = || own.iter().copied().filter(|line| line.objection(scope, submission).is_none());
    match submission.report().and_then(|report| report.text(Field::Symbol)) {
        Some(symbol) => lines()
            .filter(|line| same_symbol(&line.symbol, symbol))
            .min_by_key(|line| (line.arrived, line.at))
            .or_else(|| {
                let signed = signed_on(scope, submission);
                // of the unit's documents of that number the only one, and a report
                let number = number_of(symbol);
                only(lines().filter(|line| number_of(&line.symbol) == number)).filter(|line| {
                    line.looks_like_a_report()
                        && (names_document(&line.symbol, symbol, signed)
                            || is_number_alone(symbol, &line.symbol))
                })
            }),
        None => only(lines()),
    }
}

/// What there is one of; `None` of several.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The number of a document's number and symbol.
fn number_of(symbol: &str) -> Option<String> {
    let key = symbol_key(symbol);
    key.words().find(|word| word.chars().all(|c| c.is_ascii_digit())).map(str::to_owned)
}

/// Whether a report's number and symbol are only the number of another writing: `215` for `215/BC-UBND`.
fn is_number_alone(symbol: &str, whole: &str) -> bool {
    let number = number_of(symbol);
    number.is_some() && number == number_of(whole) && symbol_key(symbol).words().count() == 1
}

/// Whether two writings of a document's number and symbol are one: `05/BC-UBND` and `5 /BC - UBND`.
pub(crate) fn same_symbol(a: &str, b: &str) -> bool {
    let key = symbol_key(a);
    !key.is_empty() && key == symbol_key(b)
}

/// A number and symbol folded for comparing: the number without leading noughts.
pub(crate) fn symbol_key(symbol: &str) -> Key {
    let (key, label) = (Key::new(symbol), Key::new("Số"));
    let words = key.words().filter(|word| label.words().next() != Some(word)).map(|word| {
        if word.chars().all(|c| c.is_ascii_digit()) { word.trim_start_matches('0') } else { word }
    });
    Key::from_words(words.filter(|word| !word.is_empty()))
}

/// Whether a text only points at the line above: a ditto mark, *nt*, *như trên*.
pub(crate) fn is_ditto(text: &str) -> bool {
    let marks = |c: char| matches!(c, '"' | '“' | '”' | '″' | '〃' | '\'' | ',' | '-' | '.' | ' ');
    text.is_empty()
        || text.chars().all(marks)
        || ["nt", "như trên", "cùng cơ quan", "như dòng trên"]
            .map(Key::new)
            .contains(&Key::new(text))
}

/// Whether words name a document of a number and symbol, and of a day where they give one: the whole number, or the number alone
/// among words that say nothing else, `Báo cáo số 139`, `BC 139`, `số 139 ngày 22/4/2024`.
pub(crate) fn names_document(words: &str, symbol: &str, signed: Option<NaiveDate>) -> bool {
    let (words, day) =
        match words.to_lowercase().find("ngày").and_then(|at| words.split_at_checked(at)) {
            Some((before, day)) => {
                (before, day_from_text(day.trim_end_matches(['.', ')', ';', ' '])))
            }
            None => (words, None),
        };
    if day.zip(signed).is_some_and(|(day, signed)| day != signed) {
        return false;
    }
    let (named, symbol) = (symbol_key(words), symbol_key(symbol));
    let number = symbol.words().next().filter(|number| number.chars().all(|c| c.is_ascii_digit()));
    let said: Vec<&str> =
        named.words().filter(|word| !SAYS_NOTHING.iter().any(|known| known == word)).collect();
    !symbol.is_empty() && (named.contains(&symbol) || number.is_some_and(|number| said == [number]))
}

/// The words beside a document's number that do not say which it is, as keys write them.
static SAYS_NOTHING: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = Key::new(
        "báo cáo bc văn bản vb công cv thay thế cho bản của đơn vị đã gửi trước đây bổ sung",
    );
    words.words().map(str::to_owned).collect()
});

#[cfg(test)]
mod tests;
