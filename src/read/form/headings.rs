//! Matches headings to the columns of the form.

use crate::model::form::{Column, Sheet};
use crate::model::key::{Key, bare_words};
use crate::model::plan::Plan;
use crate::text::intern::SharedTextCache;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How well a heading matches, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MatchStrength {
    /// It names another period, so this period's answers are elsewhere.
    Earlier,
    /// It contains the heading's words among others, or only means "this period".
    Within,
    /// A heading alias of the plan.
    Alias,
    /// The form's heading.
    Exact,
}

/// Words for an earlier period or a cumulative total.
const EARLIER: [&str; 9] = [
    "kỳ trước",
    "cùng kỳ",
    "năm trước",
    "năm ngoái",
    "kỳ báo cáo trước",
    "lũy kế",
    "cộng dồn",
    "số liệu cũ",
    "tháng trước",
];

/// Words that only mean this period.
const THIS_PERIOD: [&str; 6] =
    ["kỳ này", "kỳ báo cáo", "trong kỳ", "thực hiện trong kỳ", "kỳ báo cáo này", "thực hiện"];

/// Headings of all tables, with cached matches.
pub(super) struct HeadingMatcher {
    tables: [Headings; Sheet::TABLES.len()],
    /// All headings of the form and their aliases.
    known: BTreeSet<Key>,
    /// Matches by heading key, shared by all reports.
    made_out: SharedTextCache<HeadingMatch>,
}

/// Match of a text as a heading in each of [`Sheet::TABLES`].
#[derive(Debug, Clone, Copy)]
pub(super) struct HeadingMatch([Option<(Column, MatchStrength)>; Sheet::TABLES.len()]);

impl HeadingMatch {
    /// Returns the match in a table.
    pub(super) fn in_table(self, sheet: Sheet) -> Option<(Column, MatchStrength)> {
        Sheet::TABLES
            .into_iter()
            .zip(self.0)
            .find(|(table, _)| *table == sheet)
            .and_then(|(_, matches)| matches)
    }
}

impl HeadingMatcher {
    pub(super) fn for_plan(plan: &Plan) -> Self {
        let tables = Sheet::TABLES.map(|sheet| Headings::new(sheet, plan));
        let known = tables.iter().flat_map(|table| table.whole.keys().cloned()).collect();
        Self { tables, known, made_out: SharedTextCache::default() }
    }

    /// Returns whether a text is exactly a heading of any table or an alias.
    pub(super) fn knows(&self, heading: &Key) -> bool {
        self.known.contains(heading)
    }

    /// Matches a text against the headings of all tables.
    pub(super) fn matches(&self, heading: &Key) -> HeadingMatch {
        self.made_out.get_or_insert(heading.as_str(), || {
            HeadingMatch(std::array::from_fn(|place| self.tables.get(place)?.recognize(heading)))
        })
    }
}

/// Headings of one table, prepared for comparison.
struct Headings {
    sheet: Sheet,
    /// All headings and their aliases.
    whole: BTreeMap<Key, (Column, MatchStrength)>,
    /// Headings of several words by their first word, which may be part of a longer text.
    long: BTreeMap<String, Vec<(Column, Key)>>,
    /// Columns of headings of several words without diacritics; several if the words are ambiguous.
    bare: BTreeMap<Key, BTreeSet<Column>>,
    earlier: Vec<Key>,
    this_period: Vec<Key>,
    year: i32,
}

impl Headings {
    fn new(sheet: Sheet, plan: &Plan) -> Self {
        let keys = |words: &[&str]| words.iter().map(|word| Key::new(word)).collect::<Vec<_>>();
        let whole = whole(plan, sheet);
        Self {
            sheet,
            long: long(&whole),
            bare: bare(plan, sheet),
            whole,
            earlier: keys(&EARLIER),
            this_period: keys(&THIS_PERIOD),
            year: plan.year,
        }
    }

    /// Returns the column that a heading names.
    fn recognize(&self, heading: &Key) -> Option<(Column, MatchStrength)> {
        let known = self.whole.get(heading).copied();
        if heading.is_empty() || known.is_some() {
            return known;
        }
        if self.sheet == Sheet::Figures {
            if self.is_earlier(heading) {
                return Some((Column::Figure, MatchStrength::Earlier));
            }
            if self.this_period.contains(heading) {
                return Some((Column::Figure, MatchStrength::Within));
            }
        }
        if let Some(columns) = self.bare.get(heading) {
            let column = columns.first().filter(|_| columns.len() == 1);
            return column.map(|column| (*column, MatchStrength::Within));
        }
        let starting = heading.words().filter_map(|word| self.long.get(word)).flatten();
        let mut within =
            starting.filter(|(_, long)| heading.contains(long)).map(|(column, _)| *column);
        // a text with two headings is ambiguous
        let first = within.next()?;
        within.all(|other| other == first).then_some((first, MatchStrength::Within))
    }

    /// Returns whether a heading names another period or another year.
    fn is_earlier(&self, heading: &Key) -> bool {
        let other_year = |word: &str| {
            word.len() == 4
                && word
                    .parse::<i32>()
                    .is_ok_and(|year| (1990..2100).contains(&year) && year != self.year)
        };
        self.earlier.iter().any(|words| heading.contains(words)) || heading.words().any(other_year)
    }
}

/// Returns the headings of a table and their aliases. If two columns share a wording, the form's
/// heading comes first, then the first alias.
fn whole(plan: &Plan, sheet: Sheet) -> BTreeMap<Key, (Column, MatchStrength)> {
    let own = sheet
        .columns()
        .iter()
        .map(|spec| (Key::new(spec.heading), (spec.column, MatchStrength::Exact)));
    let others = sheet.columns().iter().flat_map(|spec| {
        plan.heading_aliases
            .wordings(sheet, spec.heading)
            .iter()
            .map(|other| (Key::new(other), (spec.column, MatchStrength::Alias)))
    });
    let mut whole = BTreeMap::new();
    for (key, known) in own.chain(others) {
        whole.entry(key).or_insert(known);
    }
    whole
}

/// Returns the columns of headings of several words without diacritics.
fn bare(plan: &Plan, sheet: Sheet) -> BTreeMap<Key, BTreeSet<Column>> {
    let mut bare: BTreeMap<Key, BTreeSet<Column>> = BTreeMap::new();
    for spec in sheet.columns() {
        let others = plan.heading_aliases.wordings(sheet, spec.heading).iter().map(String::as_str);
        for words in std::iter::once(spec.heading).chain(others).map(bare_words) {
            if words.len() > 1 {
                bare.entry(Key::new(&words.join(" "))).or_default().insert(spec.column);
            }
        }
    }
    bare
}

/// Returns the headings of several words by their first word.
fn long(whole: &BTreeMap<Key, (Column, MatchStrength)>) -> BTreeMap<String, Vec<(Column, Key)>> {
    let mut long: BTreeMap<String, Vec<(Column, Key)>> = BTreeMap::new();
    for (key, (column, _)) in whole.iter().filter(|(key, _)| key.words().count() > 1) {
        let first = key.words().next().unwrap_or_default();
        long.entry(first.to_owned()).or_default().push((*column, key.clone()));
    }
    long
}

/// Matched headings of a row by column: the text and its match.
pub(super) type RecognizedHeadings<'a> =
    BTreeMap<u32, (HeadingText<'a>, Option<(Column, MatchStrength)>)>;

/// Text of a heading, in one cell or in two cells above each other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HeadingText<'a> {
    pub(super) above: &'a str,
    pub(super) below: &'a str,
}

impl fmt::Display for HeadingText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { above, below } = self;
        f.write_str(above)?;
        f.write_str(if above.is_empty() || below.is_empty() { "" } else { " " })?;
        f.write_str(below)
    }
}

/// Returns how well a row of headings fits a table: the number of matched columns, then their
/// exactness.
pub(super) fn fit(recognized: &RecognizedHeadings<'_>) -> (usize, usize) {
    let mut best: BTreeMap<Column, MatchStrength> = BTreeMap::new();
    for (column, how) in recognized.values().filter_map(|(_, known)| *known) {
        let known = best.entry(column).or_insert(how);
        *known = (*known).max(how);
    }
    let exactness = best.values().map(|how| *how as usize).sum();
    (best.len(), exactness)
}

/// Returns whether the matched headings are enough for a table.
pub(super) fn is_table(sheet: Sheet, recognized: &RecognizedHeadings<'_>) -> bool {
    let has = |column: Column| {
        recognized.values().any(|(_, known)| known.is_some_and(|(known, _)| known == column))
    };
    let named = has(Column::Code) || has(Column::Name);
    match sheet {
        Sheet::Tasks => {
            named
                && [Column::Status, Column::Result, Column::Difficulty, Column::Proposal]
                    .into_iter()
                    .filter(|c| has(*c))
                    .count()
                    >= 2
        }
        Sheet::Figures => {
            (named && (has(Column::Measure) || has(Column::Figure)))
                || (has(Column::Measure) && has(Column::Figure))
        }
        Sheet::Documents => has(Column::Symbol) && has(Column::Date) && fit(recognized).0 >= 3,
        Sheet::Incidents => has(Column::Event) && fit(recognized).0 >= 3,
        Sheet::Info | Sheet::Assessment => false,
    }
}
