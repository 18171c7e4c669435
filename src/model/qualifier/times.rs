//! Reads time spans as people write them.

use super::lexicon::{BARE, LEXICON, Lex};
use super::span::{Edge, Span, between, full_year, lower, upper};
use super::token::Tokens;
use crate::model::key::Key;
use chrono::NaiveDate;

/// Months of two words.
const TEENS: [(&str, u32); 2] = [("mười một", 11), ("mười hai", 12)];

/// Reader of time spans at positions in a text.
#[derive(Clone, Copy)]
pub(super) struct Times<'t>(pub(super) &'t Tokens);

impl Times<'_> {
    /// Returns the longest time span that starts at a token, and the index after it.
    pub(super) fn span(self, at: usize) -> Option<(Span, usize)> {
        let ways = [
            self.range(at),
            self.until(at),
            self.list(at, Lex::Quarter, 4),
            self.list(at, Lex::Month, 12),
            self.half(at),
            self.count(at),
            self.month(at).map(|(month, year, next)| {
                (Span::Months { first: month, last: month, year }, next)
            }),
            self.years(at),
            self.coded(at),
        ];
        // the first of equally long matches wins
        ways.into_iter().flatten().rev().max_by_key(|(_, next)| *next)
    }

    /// Returns the date that starts at a token: `22/4/2024`, `ngày 22 tháng 4 năm 2024`,
    /// `2024-04-22`.
    pub(super) fn day(self, at: usize) -> Option<(NaiveDate, usize)> {
        let at = self.skip(at, &[Lex::Day]);
        let first = self.0.number(at)?;
        let sign = self.0.sign(at + 1).filter(|sign| "/-.".contains(*sign));
        if sign.is_some() && self.0.sign(at + 3) == sign {
            let (second, third) = (self.0.number(at + 2)?, self.0.number(at + 4)?);
            let ymd = if first >= 1990 {
                (first, second, third)
            } else {
                (full_year(third)?, second, first)
            };
            return NaiveDate::from_ymd_opt(i32::try_from(ymd.0).ok()?, ymd.1, ymd.2)
                .map(|day| (day, at + 5));
        }
        let month_at = self.lex(at + 1).filter(|lex| *lex == Lex::Month).map(|_| at + 2)?;
        let (month, next) = self.small(month_at, 12)?;
        let (year, next) = self.year(next)?;
        NaiveDate::from_ymd_opt(year, month, first).map(|day| (day, next))
    }

    fn lex(self, at: usize) -> Option<Lex> {
        let word = self.0.word(at)?;
        let known = LEXICON.get(word);
        known
            .or_else(|| {
                BARE.iter().find(|(bare, _)| self.0.bare && *bare == word).map(|(_, lex)| lex)
            })
            .copied()
    }

    /// Skips a word if it is one of the given ones.
    fn skip(self, at: usize, any: &[Lex]) -> usize {
        if self.lex(at).is_some_and(|lex| any.contains(&lex)) { at + 1 } else { at }
    }

    fn signed(self, at: usize, signs: &str) -> bool {
        self.0.sign(at).is_some_and(|sign| signs.contains(sign))
    }

    /// Reads a number from 1 to a maximum, in digits, Roman numerals or words; it may be repeated
    /// in brackets: `Sáu (06)`.
    fn small(self, at: usize, most: u32) -> Option<(u32, usize)> {
        let value = |at: usize| match self.lex(at) {
            Some(Lex::Number(value)) => Some(value),
            Some(Lex::One) => Some(1),
            _ => self.0.digits(at).filter(|digits| digits.len() <= 2)?.parse().ok(),
        };
        // năm means five before tháng, otherwise year
        let five = self.lex(at) == Some(Lex::Year) && self.lex(at + 1) == Some(Lex::Month);
        let teen = |(words, number): &(&str, u32)| {
            Some((*number, self.0.after(at, Key::new(words).words())?))
        };
        let one = if five { Some(5) } else { value(at) }.map(|number| (number, at + 1));
        let is_ten = one.filter(|(number, _)| *number == 10);
        let two_words = is_ten.and_then(|_| TEENS.iter().find_map(teen));
        let (number, next) = two_words.or(one).filter(|(number, _)| (1..=most).contains(number))?;
        let again =
            self.signed(next, "(") && self.signed(next + 2, ")") && value(next + 1) == Some(number);
        Some((number, if again { next + 3 } else { next }))
    }

    /// Reads a year after other words: `2024`, `/2024`, `/24`, `năm 2024`, `(năm 2024)`, `của
    /// năm/2024`.
    fn year(self, at: usize) -> Option<(i32, usize)> {
        let bracket = self.signed(at, "(");
        let slash = self.signed(at, "/");
        let mut place = if self.signed(at, "/-–.,_(") { at + 1 } else { at };
        place = self.skip(place, &[Lex::Of]);
        place = self.skip(place, &[Lex::Year]);
        place = if self.signed(place, "/:") { place + 1 } else { place };
        let digits = self.0.digits(place)?;
        let number: u32 = digits.parse().ok()?;
        let year = if digits.len() == 4 {
            number
        } else {
            full_year(number).filter(|_| slash && digits.len() == 2)?
        };
        let next = place + 1;
        // 5/2024/QĐ-UBND is the symbol of a document
        let document = self.signed(next, "/") && self.0.get(next).is_some_and(|sign| sign.glued);
        let closed = !bracket || self.signed(next, ")");
        (closed && !document && (1990..2100).contains(&year))
            .then_some((i32::try_from(year).ok()?, next + usize::from(bracket)))
    }

    /// Returns whether the number behind a short word counts months: `TH 6T` is no June.
    fn counts_months(self, at: usize, behind: usize) -> bool {
        let is_short = self.0.word(at).is_some_and(|word| word.len() <= 2);
        is_short && self.lex(behind) == Some(Lex::Month)
    }

    /// Reads a month: `tháng 4`, `tháng tư năm 2024`, `T4/2024`, `4/2024`.
    fn month(self, at: usize) -> Option<(u32, Option<i32>, usize)> {
        if self.lex(at) == Some(Lex::Month) {
            let (month, next) = self.small(at + 1, 12)?;
            if self.0.digits(at + 1).is_none()
                && self.0.word(at).is_some_and(|word| word.len() == 1)
            {
                return None;
            }
            if self.counts_months(at, next) {
                return None;
            }
            let year = self.year(next);
            return Some((month, year.map(|(year, _)| year), year.map_or(next, |(_, next)| next)));
        }
        let month = self
            .0
            .digits(at)
            .filter(|digits| digits.len() <= 2)?
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        let preceded = at > 0 && self.signed(at - 1, "/");
        let (year, next) = self.year(at + 1).filter(|_| self.signed(at + 1, "/-.") && !preceded)?;
        Some((month, Some(year), next))
    }

    fn edge(self, at: usize) -> Option<(Edge, usize)> {
        if let Some((day, next)) = self.day(at) {
            return Some((Edge::Day(day), next));
        }
        if let Some((month, year, next)) = self.month(at) {
            return Some((Edge::Month(month, year), next));
        }
        let at = self.skip(at, &[Lex::Day]);
        let day = self.0.number(at)?;
        let between = self.signed(at + 1, "/-.") || self.lex(at + 1) == Some(Lex::Month);
        let month = self.0.number(at + 2).filter(|_| between)?;
        ((1..=31).contains(&day) && (1..=12).contains(&month))
            .then_some((Edge::DayOfMonth(day, month), at + 3))
    }

    /// Skips the connector of a range: `đến`, `-`, `->`.
    fn to(self, at: usize) -> Option<usize> {
        let at = if self.signed(at, ",") { at + 1 } else { at };
        if self.lex(at) == Some(Lex::To) {
            return Some(self.skip(at + 1, &[Lex::Until]));
        }
        let arrow = usize::from(self.signed(at + 1, ">"));
        self.signed(at, "-–—→~÷").then_some(at + 1 + arrow)
    }

    /// Reads a range: `từ 01/11/2023 đến 30/4/2024`, `11/2023 - 4/2024`, `tháng 1-6/2024`.
    fn range(self, at: usize) -> Option<(Span, usize)> {
        let start = self.skip(at, &[Lex::From]);
        let (first, next) = self.edge(start)?;
        let second = self
            .to(next)
            .and_then(|place| self.edge(place).or_else(|| self.bare_month(first, place)));
        match second {
            Some((second, next)) => between(first, second).map(|span| (span, next)),
            None if start > at => Some((Span::Days { from: Some(lower(first)?), to: None }, next)),
            None => None,
        }
    }

    /// Reads the second month in `tháng 1 - 6`.
    fn bare_month(self, first: Edge, at: usize) -> Option<(Edge, usize)> {
        let (month, next) = self.small(at, 12).filter(|_| matches!(first, Edge::Month(_, None)))?;
        let year = self.year(next);
        Some((Edge::Month(month, year.map(|(year, _)| year)), year.map_or(next, |(_, next)| next)))
    }

    /// Reads a span without start: `đến hết 30/4/2024`.
    fn until(self, at: usize) -> Option<(Span, usize)> {
        let start = self.to(at).filter(|_| self.lex(at) == Some(Lex::To))?;
        let (last, next) = self.edge(start)?;
        Some((Span::Days { from: None, to: Some(upper(last)?) }, next))
    }

    /// Reads consecutive quarters or months: `quý I, II năm 2024`, `tháng 1, 2, 3/2024`.
    fn list(self, at: usize, unit: Lex, most: u32) -> Option<(Span, usize)> {
        let short = |at: usize| self.0.word(at).is_some_and(|word| word.len() == 1);
        let (first, mut next) = match self
            .0
            .word(at)
            .and_then(|word| word.strip_prefix('q'))
            .and_then(|roman| LEXICON.get(roman))
        {
            Some(Lex::Number(number)) if unit == Lex::Quarter && *number <= 4 => (*number, at + 1),
            _ if self.lex(at) == Some(unit) && !(short(at) && unit == Lex::Month) => {
                self.small(at + 1, most).filter(|(_, next)| !self.counts_months(at, *next))?
            }
            _ => return None,
        };
        let (mut last, mut broken) = (first, false);
        loop {
            let one_more = if self.signed(next, ",+&;") || self.lex(next) == Some(Lex::And) {
                Some(next + 1)
            } else {
                None
            };
            let up_to = self.to(next);
            let Some(place) = one_more.or(up_to) else {
                break;
            };
            let place = self.skip(self.skip(place, &[Lex::And]), &[unit]);
            let Some((number, behind)) =
                self.small(place, most).filter(|_| self.year(place).is_none())
            else {
                break;
            };
            broken |= number <= last || (one_more.is_some() && number != last + 1);
            (last, next) = (number, behind);
        }
        let year = self.year(next).or_else(|| self.year(self.skip(next, &[Lex::Year])));
        let months = if unit == Lex::Quarter { 3 } else { 1 };
        let span = Span::Months {
            first: (first - 1) * months + 1,
            last: last * months,
            year: year.map(|(year, _)| year),
        };
        (!broken).then_some((span, year.map_or(next, |(_, next)| next)))
    }

    /// Reads a half-year: `nửa đầu năm 2024`, `H1/2024`, `kỳ I năm 2024`.
    fn half(self, at: usize) -> Option<(Span, usize)> {
        let (half, next) = match self.lex(at) {
            Some(Lex::Half) => {
                let place = self.skip(at + 1, &[Lex::Year]);
                let last = self.lex(place) == Some(Lex::Last);
                let said = last || self.lex(place) == Some(Lex::First);
                let next = if said { place + 1 } else { place };
                (if last { 2 } else { 1 }, next)
            }
            Some(Lex::Term) => self.small(at + 1, 2)?,
            _ if self.0.word(at) == Some("h")
                && self.0.get(at + 1).is_some_and(|number| number.glued) =>
            {
                self.small(at + 1, 2)?
            }
            _ => return None,
        };
        // kỳ 1 without a year may be a year or its first half
        let digits = self.lex(at) == Some(Lex::Term) && self.0.digits(at + 1).is_some();
        let year = self.year(next);
        if digits && year.is_none() {
            return None;
        }
        let next = year.map_or_else(|| self.skip(next, &[Lex::Year]), |(_, next)| next);
        Some((
            Span::Months { first: half * 6 - 5, last: half * 6, year: year.map(|(year, _)| year) },
            next,
        ))
    }

    /// Reads a number of months: `6 tháng đầu năm 2024`, `06 tháng/2024`, `6T`, `9 tháng cuối năm`.
    fn count(self, at: usize) -> Option<(Span, usize)> {
        let (months, next) = self.small(at, 12)?;
        let place = (self.lex(next) == Some(Lex::Month)).then_some(next + 1)?;
        // 6 tháng 4 is a date
        if self.0.digits(place).is_some_and(|digits| digits.len() <= 2) {
            return None;
        }
        let last = self.lex(place) == Some(Lex::Last);
        let next = self.skip(place, &[Lex::First, Lex::Last]);
        let (first, end) = if last { (13 - months, 12) } else { (1, months) };
        let behind = self.skip(self.skip(next, &[Lex::Of]), &[Lex::Year]);
        let year = self.year(next).or_else(|| self.year(behind));
        let span = Span::Months { first, last: end, year: year.map(|(year, _)| year) };
        Some((span, year.map_or(behind, |(_, next)| next)))
    }

    /// Reads a year or several: `năm 2024`, `cả năm`, `1 năm 2024`, `2024`, `2023 - 2025`.
    fn years(self, at: usize) -> Option<(Span, usize)> {
        let one =
            self.0.number(at) == Some(1) || matches!(self.lex(at), Some(Lex::Whole | Lex::One));
        let whole = one && self.lex(at + 1) == Some(Lex::Year);
        let start = if whole { at + 1 } else { self.skip(at, &[Lex::From]) };
        let glued = self.0.get(start).is_some_and(|token| token.glued)
            && start > 0
            && !self.signed(start - 1, "(-–");
        let Some((first, next)) =
            self.year(start).filter(|_| !glued && self.0.sign(start).is_none())
        else {
            return whole.then_some((Span::Months { first: 1, last: 12, year: None }, at + 2));
        };
        let later = self
            .to(next)
            .and_then(|place| self.year(place).filter(|_| self.0.sign(place).is_none()));
        match later {
            Some((last, next)) if last > first => Some((Span::Years { first, last }, next)),
            _ => Some((Span::Months { first: 1, last: 12, year: Some(first) }, next)),
        }
    }

    /// Reads the code of a period: `2024-6T`, `2024-NAM`.
    fn coded(self, at: usize) -> Option<(Span, usize)> {
        let (year, next) = self.year(at).filter(|(_, next)| *next == at + 1)?;
        let place = if self.signed(next, "-_ ") {
            next + 1
        } else {
            return None;
        };
        if self.lex(place) == Some(Lex::Year) || self.0.word(place) == Some("nam") {
            return Some((Span::Months { first: 1, last: 12, year: Some(year) }, place + 1));
        }
        let (span, next) = self
            .count(place)
            .or_else(|| self.half(place))
            .or_else(|| self.list(place, Lex::Quarter, 4))?;
        match span {
            Span::Months { first, last, year: None } => {
                Some((Span::Months { first, last, year: Some(year) }, next))
            }
            _ => None,
        }
    }
}
