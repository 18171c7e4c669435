//! Which column of a row is which, by its heading.

use crate::model::form::{Column, Sheet};
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::text::intern::SharedTextCache;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How a heading was recognised, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MatchStrength {
    /// It speaks of another period: the answers of this one stand elsewhere.
    Earlier,
    /// The heading's words stand among others, or it only says "this period".
    Within,
    /// A wording the plan knows.
    Alias,
    /// The heading itself.
    Exact,
}

/// Words by which a column says that it is of another period or adds periods up.
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

/// Words by which a column says no more than that it is of this period.
const THIS_PERIOD: [&str; 6] =
    ["kỳ này", "kỳ báo cáo", "trong kỳ", "thực hiện trong kỳ", "kỳ báo cáo này", "thực hiện"];

/// The headings of all tables, with what was made out of the texts met so far.
pub(super) struct HeadingMatcher {
    tables: [Headings; Sheet::TABLES.len()],
    /// Every heading in the form's own words or in others that the plan knows.
    known: BTreeSet<Key>,
    /// By key: other reports say the same.
    made_out: SharedTextCache<HeadingMatch>,
}

/// What a text says as a heading, for each of [`Sheet::TABLES`].
#[derive(Debug, Clone, Copy)]
pub(super) struct HeadingMatch([Option<(Column, MatchStrength)>; Sheet::TABLES.len()]);

impl HeadingMatch {
    /// What it says as a heading of a table.
    pub(super) fn in_table(self, sheet: Sheet) -> Option<(Column, MatchStrength)> {
        Sheet::TABLES
            .into_iter()
            .zip(self.0)
            .find(|(table, _)| *table == sheet)
            .and_then(|(_, matches)| matches)
    }
}

impl HeadingMatcher {
    /// The headings of the form, with the plan's other wordings.
    pub(super) fn of_plan(plan: &Plan) -> Self {
        let tables = Sheet::TABLES.map(|sheet| Headings::new(sheet, plan));
        let known = tables.iter().flat_map(|table| table.whole.keys().cloned()).collect();
        Self { tables, known, made_out: SharedTextCache::default() }
    }

    /// Whether a text is a heading of any table in the form's own words or in others that the plan knows.
    pub(super) fn knows(&self, heading: &Key) -> bool {
        self.known.contains(heading)
    }

    /// What a text says as a heading.
    pub(super) fn matches(&self, heading: &Key) -> HeadingMatch {
        self.made_out.get_or_insert(heading.as_str(), || {
            HeadingMatch(std::array::from_fn(|place| self.tables.get(place)?.recognize(heading)))
        })
    }
}

/// The headings of one table, ready for comparing.
struct Headings {
    /// The table.
    sheet: Sheet,
    /// Every heading and every wording the plan knows for one.
    whole: BTreeMap<Key, (Column, MatchStrength)>,
    /// Those of several words by their first: what may stand within a longer one.
    long: BTreeMap<String, Vec<(Column, Key)>>,
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
            whole,
            earlier: keys(&EARLIER),
            this_period: keys(&THIS_PERIOD),
            year: plan.year,
        }
    }

    /// The column a heading names.
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
        let starting = heading.words().filter_map(|word| self.long.get(word)).flatten();
        let mut within =
            starting.filter(|(_, long)| heading.contains(long)).map(|(column, _)| *column);
        // of two headings within one, neither is meant for certain
        let first = within.next()?;
        within.all(|other| other == first).then_some((first, MatchStrength::Within))
    }

    /// Whether a heading speaks of another period: in words, or by another year.
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

/// The headings of a table and their other wordings; where a wording stands for two, the form's own heading, then the first.
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

/// Headings of more than one word, by their first word.
fn long(whole: &BTreeMap<Key, (Column, MatchStrength)>) -> BTreeMap<String, Vec<(Column, Key)>> {
    let mut long: BTreeMap<String, Vec<(Column, Key)>> = BTreeMap::new();
    for (key, (column, _)) in whole.iter().filter(|(key, _)| key.words().count() > 1) {
        let first = key.words().next().unwrap_or_default();
        long.entry(first.to_owned()).or_default().push((*column, key.clone()));
    }
    long
}

/// A row's headings recognised: by place, what it says, and the column.
pub(super) type RecognizedHeadings<'a> =
    BTreeMap<u32, (HeadingText<'a>, Option<(Column, MatchStrength)>)>;

/// A heading's text: of one cell, or of two of which one stands above the other.
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

/// How well a row of headings fits a table: how many of its columns, then how exactly.
pub(super) fn fit(recognized: &RecognizedHeadings<'_>) -> (usize, usize) {
    let mut best: BTreeMap<Column, MatchStrength> = BTreeMap::new();
    for (column, how) in recognized.values().filter_map(|(_, known)| *known) {
        let known = best.entry(column).or_insert(how);
        *known = (*known).max(how);
    }
    let exactness = best.values().map(|how| *how as usize).sum();
    (best.len(), exactness)
}

/// Whether recognised headings are enough to be a table's.
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
