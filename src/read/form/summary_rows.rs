//! Recognizes totals and group headings in a list. They add nothing if all their words are known
//! and their number agrees with the rows.

use super::context::ReportReading;
use super::extra_content::ExtraRows;
use super::table::Table;
use crate::model::about::About;
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::submission::Observed;
use crate::read::grid::Cell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// First words of a total.
const TOTALS: [&str; 4] = ["tổng cộng", "tổng số", "cộng", "tổng"];
/// Other words of a total.
const TOTAL_WORDS: &str = "tổng cộng số văn bản vụ việc sự các danh mục đã ban hành xảy ra là có gồm tất cả trong kỳ dòng";
/// Kinds of documents.
const KINDS: [&str; 12] = [
    "kế hoạch",
    "công văn",
    "quyết định",
    "báo cáo",
    "chỉ thị",
    "hướng dẫn",
    "thông báo",
    "tờ trình",
    "nghị quyết",
    "chương trình",
    "giấy mời",
    "công điện",
];
/// Other words of a group heading: its bodies and kinds.
const HEADING_WORDS: [&str; 3] = [
    "văn bản của do các cấp loại nhóm mục phần danh sách đã ban hành triển khai thực hiện chỉ đạo điều hành tổ chức và về khác",
    "huyện xã tỉnh thị thành phố phường trấn ủy ban nhân dân ubnd hđnd hội đồng bcđ ban công an quân sự phòng sở ngành đoàn thể cơ quan \
     đơn vị đảng chính quyền mặt trận trung ương trực thuộc",
    "vụ việc sự cố tai nạn giao thông cháy nổ an ninh trật tự xã hội hình sự thiên tai đột xuất trên địa bàn",
];
/// Maximum length of a heading or total, in words.
const MAX_WORDS: usize = 16;
/// Maximum digits of a count; a longer number may be a year.
const MAX_DIGITS: usize = 3;

/// A row of a list that is not an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Summary {
    /// A total, with its number.
    Total(Option<usize>),
    /// The heading of a group.
    Heading {
        number: Option<usize>,
        /// Whether it names the kind of its documents.
        has_kind: bool,
        /// Whether it has a group number or letter.
        is_marked: bool,
    },
}

struct Words {
    totals: Vec<Vec<String>>,
    in_totals: BTreeSet<String>,
    kinds: Vec<Key>,
    in_headings: BTreeSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |text: &str| Key::new(text).words().map(str::to_owned).collect::<Vec<String>>();
    Words {
        totals: TOTALS.iter().map(|text| of(text)).collect(),
        in_totals: of(TOTAL_WORDS).into_iter().collect(),
        kinds: KINDS.iter().map(|text| Key::new(text)).collect(),
        in_headings: HEADING_WORDS.iter().chain(&KINDS).flat_map(|text| of(text)).collect(),
    }
});

/// Returns the summary in a row if all its words are known.
pub(super) fn find(cells: &[Cell]) -> Option<Summary> {
    let said: Vec<Key> = cells.iter().map(|cell| Key::new(&cell.value.seen())).collect();
    let words: Vec<&str> = said.iter().flat_map(Key::words).collect();
    if words.is_empty() || words.len() > MAX_WORDS {
        return None;
    }
    let is_total = WORDS
        .totals
        .iter()
        .any(|total| words.starts_with(&total.iter().map(String::as_str).collect::<Vec<_>>()));
    if is_total {
        return Some(Summary::Total(count(&words, |word| WORDS.in_totals.contains(word)).ok()?));
    }
    let marked = words
        .split_first()
        .filter(|(first, _)| is_marker(first))
        .map_or(words.as_slice(), |(_, rest)| rest);
    let number = count(marked, |word| WORDS.in_headings.contains(word)).ok()?;
    let whole = Key::from_words(marked.iter().copied());
    let has_kind = WORDS.kinds.iter().any(|kind| whole.contains(kind));
    let heading = Summary::Heading { number, has_kind, is_marked: marked.len() < words.len() };
    marked.iter().any(|word| WORDS.in_headings.contains(*word)).then_some(heading)
}

/// A word that is not known, or a second number.
struct Unknown;

/// Returns the only number among words that are otherwise known.
fn count(words: &[&str], known: impl Fn(&str) -> bool) -> Result<Option<usize>, Unknown> {
    let mut number = None;
    for word in words.iter().filter(|word| !known(word)) {
        let digits = word.chars().all(|c| c.is_ascii_digit()) && word.len() <= MAX_DIGITS;
        if !digits || number.is_some() {
            return Err(Unknown);
        }
        number = Some(word.parse().map_err(|_| Unknown)?);
    }
    Ok(number)
}

/// Returns whether a word numbers a group: a Roman numeral or a letter.
fn is_marker(word: &str) -> bool {
    let one_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    one_letter || (word.len() <= 5 && word.chars().all(|c| "ivx".contains(c)))
}

/// Rows of a list in order, so that summaries can be checked when all rows are known.
#[derive(Default)]
pub(super) struct ListRows {
    entries: Vec<bool>,
    summaries: Vec<(u32, usize, Summary)>,
    nil: Vec<u32>,
}

impl ListRows {
    /// Adds an entry. `has_kind` is whether it states its kind.
    pub(super) fn entry(&mut self, has_kind: bool) {
        self.entries.push(has_kind);
    }

    /// Adds a total or heading.
    pub(super) fn summary(&mut self, row: u32, summary: Summary) {
        self.summaries.push((row, self.entries.len(), summary));
    }

    /// Adds a row that says that there is nothing to list.
    pub(super) fn nil(&mut self, row: u32) {
        self.nil.push(row);
    }

    /// Accounts for summaries that add nothing and reports the others.
    pub(super) fn settle(
        self,
        reading: &mut ReportReading<'_, '_>,
        table: &Table<'_>,
        extra: &mut ExtraRows,
    ) {
        let all = self.entries.len();
        let is_heading = |summary: &Summary| matches!(summary, Summary::Heading { .. });
        for (place, (row, from, summary)) in self.summaries.iter().enumerate() {
            let cells = table.grid.between(*row..=*row);
            let before = self.summaries.get(..place).unwrap_or_default();
            let group = before
                .iter()
                .rev()
                .find(|(_, _, other)| is_heading(other))
                .map_or(0, |(_, at, _)| *at);
            let after = self.summaries.get(place + 1..).unwrap_or_default();
            let end =
                after.iter().find(|(_, _, other)| is_heading(other)).map_or(all, |(_, at, _)| *at);
            let below: Range<usize> = *from..end;
            match summary {
                Summary::Total(Some(number)) if ![all, *from, from - group].contains(number) => {
                    note_total(reading, table, cells, if *from > 0 { *from } else { all });
                }
                Summary::Heading { number: Some(number), .. } if *number != below.len() => {
                    note_total(reading, table, cells, below.len());
                }
                // report a kind that its entries do not state, and a heading without entries
                Summary::Heading { has_kind, is_marked, .. }
                    if (*has_kind
                        && self
                            .entries
                            .get(below.clone())
                            .unwrap_or_default()
                            .contains(&false))
                        || (!is_marked && below.is_empty()) =>
                {
                    extra.add(cells, cells.iter());
                    continue;
                }
                Summary::Total(_) | Summary::Heading { .. } => {}
            }
            reading.accounting.account_all(table.place, table.grid, |cell| cell.at.row == *row);
        }
        // “nothing to list” beside entries is a contradiction, except for one group among several
        let grouped = self.summaries.iter().any(|(_, _, summary)| is_heading(summary));
        for row in &self.nil {
            let cells = table.grid.between(*row..=*row);
            if all > 0 && !grouped {
                extra.add(
                    cells,
                    cells.iter().filter(|cell| cell.value.seen().chars().any(char::is_alphabetic)),
                );
            } else {
                reading.accounting.account_all(table.place, table.grid, |cell| cell.at.row == *row);
            }
        }
    }
}

/// Reports a total that differs from its rows.
fn note_total(
    reading: &mut ReportReading<'_, '_>,
    table: &Table<'_>,
    cells: &[Cell],
    listed: usize,
) {
    let said: Vec<String> =
        cells.iter().map(Cell::tidied).filter(|said| !said.is_empty()).collect();
    let at: Vec<CellRef> = cells.iter().map(|cell| cell.at).collect();
    let label = said.join(" ");
    reading.observations.add(
        Observed::Total(listed),
        Some(&table.grid.name),
        at,
        &[About::Other(label.clone())],
        Some(label),
    );
}
