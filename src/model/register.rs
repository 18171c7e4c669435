//! Defines the register of incoming documents and finds the lines that refer to a report.

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

/// Line of the register of incoming documents (*sổ đăng ký văn bản đến*, Nghị định 30/2020/NĐ-CP,
/// Phụ lục IV).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLine {
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    /// Cell for the received date.
    pub at: CellRef,
    /// Received date.
    pub arrived: Option<NaiveDate>,
    /// Number of receipt (*số đến*).
    pub number: String,
    /// Unit that issued the document, if the line names one.
    pub author: Option<UnitCode>,
    /// Text in the author column.
    pub written: String,
    /// Number and symbol of the document.
    pub symbol: String,
    /// Date of the document.
    pub issued: Option<NaiveDate>,
    /// Type and subject of the document.
    pub subject: String,
    /// Whether the author is in a merged cell that starts in a line above.
    pub merged: bool,
    /// Reason why the line cannot be read, if any.
    pub unread: Option<Unread>,
}

/// Reason why a line or a sheet of the register cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// The received date is not a date; its text is given.
    Day(String),
    /// Columns are missing, which are given.
    Columns(String),
    /// The sheet names units but does not have the headings of a register.
    NoHeadings,
    Hidden,
    /// The line is struck through.
    Struck,
    /// A remark withdraws the line; it is given.
    Withdrawn(String),
}

/// Reason why a line of the register does not prove the receipt of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Objection {
    /// It has no received date.
    NoDay,
    /// It was received before the report was signed.
    BeforeSigned(NaiveDate),
    /// The date of the document differs from the signing date of the report.
    OtherDay(NaiveDate),
    /// It was received before the period.
    BeforePeriod(NaiveDate),
    /// It was received after the as-of day.
    Future,
    /// Its subject names another period.
    OtherPeriod,
}

impl RegisterLine {
    /// Returns the row on the sheet, from 1.
    pub const fn row(&self) -> u32 {
        self.at.row + 1
    }

    /// Returns the reason why the line does not prove the receipt of a report, even if it has the
    /// same number.
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

    /// Returns whether subject or symbol is that of a report.
    pub(crate) fn looks_like_a_report(&self) -> bool {
        Key::new(&self.subject).contains(&Key::new("báo cáo"))
            || Key::new(&self.symbol).contains(&Key::new("BC"))
    }

    /// Returns whether the subject names another period of the plan, or only other years. If it
    /// matches several names, the longest counts: “năm 2024” is part of “6 tháng đầu năm 2024”.
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
        let years: Vec<i32> = subject.years().collect();
        !years.is_empty() && !years.contains(&scope.plan.year)
    }
}

/// Returns the signing date of a report, if it is plausible.
pub(crate) fn signed_on(scope: &RunScope<'_>, submission: &Submission) -> Option<NaiveDate> {
    let signed =
        submission.report().and_then(|report| report.day(Field::SignedOn)).map(|day| day.date)?;
    impossible(scope, None, signed).is_none().then_some(signed)
}

/// Returns why a day cannot be the received date: before the document was signed, before the
/// period, or in the future.
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

/// Returns the date in the name of a folder that contains a file; the innermost such folder counts.
pub(crate) fn folder_day(file: &str) -> Option<NaiveDate> {
    let (folders, _) = file.rsplit_once('/')?;
    folders.rsplit('/').find_map(|folder| NaiveDate::parse_from_str(folder.trim(), "%Y-%m-%d").ok())
}

/// Returns the folder in a period's folder whose name seems to be a date but is not in the format
/// of [`folder_day`].
pub(crate) fn folder_with_other_date(file: &str) -> Option<&str> {
    let (folders, _) = file.rsplit_once('/')?;
    let below = folders.strip_prefix("nhan/")?.split('/').skip(1);
    below
        .filter(|folder| folder_day(&format!("{folder}/")).is_none())
        .find(|folder| contains_a_date(folder))
}

/// Returns whether a name contains a day followed by a month: `28.4`, `28-4-2024 lan 2`, `ngày 28
/// tháng 4`, `20240428`.
fn contains_a_date(name: &str) -> bool {
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

/// Swaps day and month.
fn swapped(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())
}

/// Lines of the register by unit.
#[derive(Debug, Default)]
pub(crate) struct ByAuthor<'r>(BTreeMap<&'r UnitCode, Vec<&'r RegisterLine>>);

impl<'r> ByAuthor<'r> {
    pub(crate) fn new(register: &'r [RegisterLine]) -> Self {
        let mut lines: BTreeMap<&UnitCode, Vec<&RegisterLine>> = BTreeMap::new();
        for line in register {
            if let Some(author) = &line.author {
                lines.entry(author).or_default().push(line);
            }
        }
        Self(lines)
    }

    /// Returns the lines of a unit, in order.
    pub(crate) fn lines(&self, unit: &UnitCode) -> &[&'r RegisterLine] {
        self.0.get(unit).map_or(&[], Vec::as_slice)
    }
}

/// Returns the line of the register that proves the receipt of a submission: among the lines of its
/// unit the one with its number or, if the number cannot be read, the only line.
pub(crate) fn line_of<'r>(
    scope: &RunScope<'_>,
    submission: &Submission,
    own: &[&'r RegisterLine],
) -> Option<&'r RegisterLine> {
    // numbers restart every year (Nghị định 30/2020/NĐ-CP, Điều 15.1), so that another document
    // may have the same number
    let lines = || own.iter().copied().filter(|line| line.objection(scope, submission).is_none());
    match submission.report().and_then(|report| report.text(Field::Symbol)) {
        Some(symbol) => lines()
            .filter(|line| same_symbol(&line.symbol, symbol))
            .min_by_key(|line| (line.arrived, line.at))
            .or_else(|| {
                let signed = signed_on(scope, submission);
                // only if the unit has no other document with that number and the line is about
                // a report
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

/// Returns the only item; `None` if there are several.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// Returns the number in a document's number and symbol.
fn number_of(symbol: &str) -> Option<String> {
    let key = symbol_key(symbol);
    key.words().find(|word| word.chars().all(|c| c.is_ascii_digit())).map(str::to_owned)
}

/// Returns whether the symbol of a report consists only of the number in a complete one: `215` for
/// `215/BC-UBND`.
fn is_number_alone(symbol: &str, whole: &str) -> bool {
    let number = number_of(symbol);
    number.is_some() && number == number_of(whole) && symbol_key(symbol).words().count() == 1
}

/// Returns whether two symbols are equal: `05/BC-UBND` and `5 /BC - UBND`.
pub(crate) fn same_symbol(a: &str, b: &str) -> bool {
    let key = symbol_key(a);
    !key.is_empty() && key == symbol_key(b)
}

/// Folds a symbol for comparison, without leading zeros in the number.
pub(crate) fn symbol_key(symbol: &str) -> Key {
    let (key, label) = (Key::new(symbol), Key::new("Số"));
    let words = key.words().filter(|word| label.words().next() != Some(word)).map(|word| {
        if word.chars().all(|c| c.is_ascii_digit()) { word.trim_start_matches('0') } else { word }
    });
    Key::from_words(words.filter(|word| !word.is_empty()))
}

/// Returns whether a text only refers to the line above: a ditto mark, *nt*, *như trên*.
pub(crate) fn is_ditto(text: &str) -> bool {
    let marks = |c: char| matches!(c, '"' | '“' | '”' | '″' | '〃' | '\'' | ',' | '-' | '.' | ' ');
    text.is_empty()
        || text.chars().all(marks)
        || ["nt", "như trên", "cùng cơ quan", "như dòng trên"]
            .map(Key::new)
            .contains(&Key::new(text))
}

/// Returns whether a text refers to a document by its symbol, or by its number alone without other
/// meaningful words, and does not give another date: `Báo cáo số 139`, `BC 139`, `số 139 ngày
/// 22/4/2024`.
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
        named.words().filter(|word| !GENERIC_WORDS.iter().any(|known| known == word)).collect();
    !symbol.is_empty() && (named.contains(&symbol) || number.is_some_and(|number| said == [number]))
}

/// Words around a document's number that do not identify it, as keys.
static GENERIC_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = Key::new(
        "báo cáo bc văn bản vb công cv thay thế cho bản của đơn vị đã gửi trước đây bổ sung",
    );
    words.words().map(str::to_owned).collect()
});

#[cfg(test)]
mod tests;
