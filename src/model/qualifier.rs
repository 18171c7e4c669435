//! Reads words that qualify figures, in headings, sheet titles, lines above tables, brackets, units
//! of measure, sheet names and the answer to `Kỳ báo cáo`, with one vocabulary.

mod bare;
mod kind;
mod lexicon;
mod phrase;
mod relation;
mod span;
#[cfg(test)]
mod tests;
mod times;
mod token;

use super::key::Key;
use bare::Bare;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use times::Times;
use token::{Kind, Tokens};

pub(crate) use kind::Qualifier;
pub(crate) use relation::TimeRelation;
pub(crate) use span::Span;

/// Qualifiers in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parsed {
    /// Qualifiers in the order of the text.
    pub qualifiers: Vec<Qualifier>,
    /// Words not understood, as written; adjacent ones are joined.
    pub rest: Vec<String>,
}

impl Parsed {
    /// Returns the time spans in the text.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.qualifiers.iter().filter_map(|qualifier| match qualifier {
            Qualifier::Period(span) => Some(*span),
            _ => None,
        })
    }
}

/// Phrases by first word.
#[derive(Debug, Clone, Default)]
struct Phrases {
    by_first: BTreeMap<String, Vec<Key>>,
    /// The phrases without diacritics.
    bare: Bare<()>,
}

impl Phrases {
    /// Returns the index after the longest phrase at a token.
    fn after(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        let phrases = self.by_first.get(tokens.key_word(at)?).into_iter().flatten();
        let known = phrases.filter_map(|phrase| tokens.after(at, phrase.words()));
        known.chain(self.bare.at(tokens, at).map(|(next, ())| next)).max()
    }
}

impl Extend<Key> for Phrases {
    fn extend<I: IntoIterator<Item = Key>>(&mut self, phrases: I) {
        for phrase in phrases {
            let Some(first) = phrase.words().next().map(str::to_owned) else {
                continue;
            };
            self.bare.insert(&phrase, ());
            self.by_first.entry(first).or_default().push(phrase);
        }
    }
}

/// Phrases that do not qualify a figure: wordings of headings, titles, names of units.
#[derive(Debug, Clone, Default)]
pub(crate) struct Neutral {
    silent: Phrases,
    /// Phrases for more than the unit, besides those of every plan.
    wider: Phrases,
}

impl Neutral {
    /// Adds phrases that make a figure one of more than the unit.
    pub(crate) fn widen(&mut self, phrases: impl IntoIterator<Item = Key>) {
        self.wider.extend(phrases);
    }
}

impl Extend<Key> for Neutral {
    fn extend<I: IntoIterator<Item = Key>>(&mut self, phrases: I) {
        self.silent.extend(phrases);
    }
}

impl FromIterator<Key> for Neutral {
    fn from_iter<I: IntoIterator<Item = Key>>(phrases: I) -> Self {
        let mut neutral = Self::default();
        neutral.extend(phrases);
        neutral
    }
}

/// Reads the qualifiers in a text.
///
/// If a neutral and a qualifying phrase start at the same word, the longer one counts; if equal,
/// the neutral one. A text without diacritics is matched only by phrases of several words, because
/// single syllables would be ambiguous.
pub(crate) fn parse(text: &str, neutral: &Neutral) -> Parsed {
    let tokens = Tokens::parse(text);
    let reader = Reader { tokens: &tokens, neutral };
    let mut parsed = Parsed::default();
    let (mut at, mut unknown) = (0, None);
    while at < tokens.len() {
        let found = reader.longest(at);
        if found.is_some() || reader.is_silent(at) {
            parsed.rest.extend(unknown.take().map(|from| tokens.text(from, at)));
        } else if unknown.is_none() {
            unknown = Some(at);
        }
        at = match found {
            Some((qualifier, next)) => {
                parsed.qualifiers.extend(qualifier);
                next
            }
            None => at + 1,
        };
    }
    parsed.rest.extend(unknown.map(|from| tokens.text(from, tokens.len())));
    join(&mut parsed.qualifiers);
    parsed
}

/// Adds a separate year to months without a year, and joins consecutive months.
fn join(qualifiers: &mut Vec<Qualifier>) {
    let year = |qualifier: &Qualifier| match qualifier {
        Qualifier::Period(Span::Months { first: 1, last: 12, year }) => *year,
        _ => None,
    };
    let years: BTreeSet<i32> = qualifiers.iter().filter_map(year).collect();
    let open = |qualifier: &&mut Qualifier| {
        matches!(qualifier, Qualifier::Period(Span::Months { year: None, .. }))
    };
    if years.len() == 1 && qualifiers.iter_mut().filter(open).count() > 0 {
        qualifiers.retain(|qualifier| year(qualifier).is_none());
        for qualifier in qualifiers.iter_mut() {
            if let Qualifier::Period(Span::Months { year: year @ None, .. }) = qualifier {
                *year = years.first().copied();
            }
        }
    }
    let mut joined: Vec<Qualifier> = Vec::new();
    for qualifier in std::mem::take(qualifiers) {
        if let (
            Some(Qualifier::Period(Span::Months { last, year, .. })),
            Qualifier::Period(Span::Months { first: next, last: end, year: later }),
        ) = (joined.last_mut(), &qualifier)
            && *last + 1 == *next
            && (year.is_none() || later.is_none() || *year == *later)
        {
            (*last, *year) = (*end, year.or(*later));
        } else {
            joined.push(qualifier);
        }
    }
    *qualifiers = joined;
}

/// Kinds of places, followed by their names.
const PLACES: [&str; 13] = [
    "xã",
    "phường",
    "thị trấn",
    "thôn",
    "xóm",
    "huyện",
    "thị xã",
    "thành phố",
    "quận",
    "TT",
    "tỉnh",
    "P",
    "TX",
];

/// [`PLACES`] without diacritics.
static BARE_PLACES: LazyLock<Bare<()>> =
    LazyLock::new(|| PLACES.iter().map(|kind| (Key::new(kind), ())).collect());

struct Reader<'t> {
    tokens: &'t Tokens,
    neutral: &'t Neutral,
}

/// A match and the index after it; `None` for neutral words.
type Found = (Option<Qualifier>, usize);

impl Reader<'_> {
    /// Returns the longest match at a token.
    fn longest(&self, at: usize) -> Option<Found> {
        let times = Times(self.tokens);
        let ways = [
            self.neutral(at).map(|next| (None, next)),
            times.day(at).map(|(day, next)| (Some(Qualifier::Day(day)), next)),
            times.span(at).map(|(span, next)| (Some(Qualifier::Period(span)), next)),
            self.wider(at),
            self.whole(at),
            self.part(at),
            self.phrase(at),
            self.scale(at),
            self.sign(at),
        ];
        // the first of equally long matches wins
        ways.into_iter().flatten().rev().max_by_key(|(_, next)| *next)
    }

    /// Returns whether a token is a sign without meaning.
    fn is_silent(&self, at: usize) -> bool {
        matches!(self.tokens.get(at).map(|token| &token.kind), Some(Kind::Sign(_)))
    }

    /// Returns the index after the longest neutral phrase.
    fn neutral(&self, at: usize) -> Option<usize> {
        self.neutral.silent.after(self.tokens, at)
    }

    fn first_word(&self, at: usize) -> Option<&str> {
        self.tokens.key_word(at)
    }

    fn phrase(&self, at: usize) -> Option<Found> {
        let first = self.first_word(at)?;
        let ends = phrase::beginning(first)
            .filter_map(|(key, sense)| Some((self.tokens.after(at, key.words())?, *sense)));
        let (next, sense) =
            ends.chain(phrase::bare().at(self.tokens, at)).max_by_key(|(next, _)| *next)?;
        Some((sense.qualifier(self.tokens.text(at, next)), next))
    }

    /// Matches more than the unit: `toàn huyện` in a plan of a district.
    fn wider(&self, at: usize) -> Option<Found> {
        let next = self.neutral.wider.after(self.tokens, at)?;
        Some((Some(Qualifier::Wider), next))
    }

    /// Matches the whole of the unit: `toàn huyện Thọ Xuân`, `trên địa bàn huyện Thọ Xuân`, if the
    /// name is neutral.
    fn whole(&self, at: usize) -> Option<Found> {
        let heads = ["toàn", "cả", "trên địa bàn", "toàn bộ", "toàn thể"];
        let ends = heads.iter().filter_map(|head| self.tokens.after(at, Key::new(head).words()));
        ends.filter_map(|end| self.neutral(end)).max().map(|next| (Some(Qualifier::Whole), next))
    }

    /// Matches a part of the unit: a kind of place or body and its name, such as `xã Xuân Lai`,
    /// `bản Lát`, `cụm 3`.
    fn part(&self, at: usize) -> Option<Found> {
        const OTHERS: [&str; 13] = [
            "bản",
            "tổ",
            "cụm",
            "đội",
            "khu phố",
            "tổ dân phố",
            "làng",
            "ấp",
            "khối",
            "phòng",
            "trạm",
            "đồn",
            "chi nhánh",
        ];
        let end_of = |kind: &&str| self.tokens.after(at, Key::new(kind).words());
        let place = PLACES
            .iter()
            .filter_map(end_of)
            .chain(BARE_PLACES.at(self.tokens, at).map(|(end, ())| end))
            .max();
        let start = place.or_else(|| OTHERS.iter().filter_map(end_of).max())?;
        // bản 2 is a version
        let is_copy = self.tokens.after(at, Key::new("bản").words()) == Some(start);
        if is_copy && self.tokens.digits(start).is_some() {
            return None;
        }
        let start = if self.tokens.sign(start) == Some('.') { start + 1 } else { start };
        let mut end = start;
        while end < start + 4 && self.is_name(end, end > start, place.is_some()) {
            end += 1;
        }
        (end > start).then(|| (Some(Qualifier::Part(self.tokens.text(at, end))), end))
    }

    /// Returns whether a token can be part of a name: a capitalized word or a number. In a text all
    /// in capitals, only words after the kind of a place, up to the next word that is understood.
    fn is_name(&self, at: usize, goes_on: bool, place: bool) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let capital = match &token.kind {
            Kind::Number(_) => return !goes_on,
            Kind::Sign(_) => return false,
            Kind::Word(_) => token.raw.chars().next().is_some_and(char::is_uppercase),
        };
        if !self.tokens.capitals {
            return capital;
        }
        let understood = self.neutral(at).is_some()
            || self.phrase(at).is_some()
            || Times(self.tokens).span(at).is_some();
        place && !understood
    }

    /// Matches a factor: `x1000`, `× 1.000`, `1.000 đồng`, `10^3`.
    fn scale(&self, at: usize) -> Option<Found> {
        let times = self.tokens.is(at, &["x"]) || matches!(self.tokens.sign(at), Some('×' | '*'));
        let start = if times { at + 1 } else { at };
        let mut digits = self.tokens.digits(start)?.to_owned();
        let mut next = start + 1;
        if digits == "10" && self.tokens.sign(next) == Some('^') {
            let power = self.tokens.number(next + 1)?;
            return Some((Some(Qualifier::Scale(power)), next + 2));
        }
        while matches!(self.tokens.sign(next), Some('.' | ','))
            && self.tokens.digits(next + 1) == Some("000")
        {
            digits.push_str("000");
            next += 2;
        }
        let zeros =
            digits.strip_prefix('1').filter(|zeros| zeros.chars().all(|zero| zero == '0'))?.len();
        let before_word = self.tokens.word(next).is_some();
        let enough = zeros >= 3 || (zeros >= 1 && (times || before_word));
        enough.then(|| (u32::try_from(zeros).ok().map(Qualifier::Scale), next))
    }

    /// Matches a sign: `%`, `±`, `(+/-)`.
    fn sign(&self, at: usize) -> Option<Found> {
        match self.tokens.sign(at)? {
            '%' | '‰' => Some((Some(Qualifier::Share), at + 1)),
            '±' | '+' => Some((Some(Qualifier::Change), at + 1)),
            _ => None,
        }
    }
}
