//! Missing reports with their reasons, beside the most frequent findings.

use super::super::context::SheetContext;
use super::super::index;
use super::{COLUMNS, HALF, across, leading};
use crate::book::{Cell, Highlight, Link, Role, Sheet, Style};
use crate::model::id::UnitCode;
use crate::msg;
use crate::outcome;
use crate::rules::{Rule, Severity};
use crate::text::{Text, counted};
use std::collections::{BTreeMap, BTreeSet};

/// Maximum number of kinds of findings.
const MOST: usize = 5;

pub(super) fn add(context: &SheetContext<'_>, sheet: &mut Sheet) {
    let (left, right) = (missing_reports(context), attention(context));
    let missing = context.outcome.missing_reports().len();
    let row = sheet.next_row();
    let title = msg!(
        "Đơn vị chưa có báo cáo sử dụng được và lý do ({missing} đơn vị)",
        "Missing reports and reasons ({missing} units)"
    );
    sheet.put(row, 0, Cell::text(title.in_lang(context.lang), Role::Section));
    sheet.put(
        row,
        HALF,
        Cell::text(
            context.say(Text::new("Lỗi, cảnh báo nhiều nhất", "Most frequent findings")),
            Role::Section,
        ),
    );
    let heading = |text: Text| Cell::text(context.say(text), Role::Heading);
    across(sheet, (row + 1, 0, 2), heading(Text::new("Đơn vị", "Unit")));
    across(sheet, (row + 1, 3, HALF - 1), heading(Text::new("Lý do", "Reason")));
    across(sheet, (row + 1, HALF, COLUMNS - 3), heading(Text::new("Vấn đề", "What is wrong")));
    sheet.put(row + 1, COLUMNS - 2, heading(Text::new("Số lần", "Times")));
    sheet.put(row + 1, COLUMNS - 1, heading(Text::new("Số đơn vị", "Units")));
    absent(context, sheet, row + 2, left, right.len().clamp(1, MOST + 1));
    if right.is_empty() {
        let none = Text::new("Không có lỗi, cảnh báo nào.", "Nothing was found.");
        across(
            sheet,
            (row + 2, HALF, COLUMNS - 1),
            Cell::text(context.say(none), Style::highlighted(Role::Text, Highlight::Good)),
        );
    }
    let more = right.len().saturating_sub(MOST);
    if more > 0 {
        let text = msg!(
            "… và {more} quy tắc khác, xem trang Lỗi",
            "… and {more} more rules, see the sheet Lỗi"
        );
        across(
            sheet,
            (row + 2 + index(MOST), HALF, COLUMNS - 1),
            Cell::text(text.in_lang(context.lang), Role::Text),
        );
    }
    for (line, (rule, times, units)) in right.into_iter().take(MOST).enumerate() {
        let row = row + 2 + index(line);
        let severity = rule.severity_in(context.outcome.case.scope.plan);
        let style = Style::highlighted(Role::Text, severity.highlight());
        let title =
            format!("{} {}: {}", context.say(severity.title()), rule.code, context.say(rule.title));
        let link = context.finding(|finding| finding.rule.code == rule.code);
        across(
            sheet,
            (row, HALF, COLUMNS - 3),
            leading(Cell::text(title, style), COLUMNS - 2 - HALF, link),
        );
        sheet.put(row, COLUMNS - 2, super::super::table::count(times));
        sheet.put(row, COLUMNS - 1, super::super::table::count(units));
    }
}

/// Adds missing reports from a row on: on the left beside the findings and, if they are many, on
/// both sides below.
fn absent(
    context: &SheetContext<'_>,
    sheet: &mut Sheet,
    from: u32,
    lines: Vec<MissingReport>,
    beside: usize,
) {
    if lines.is_empty() {
        let all_in = if context.case().scope.period.is_ad_hoc() {
            Text::new("Báo cáo đột xuất không có thời hạn.", "Ad hoc reports have no deadline.")
        } else {
            Text::new("Không thiếu đơn vị nào.", "Nobody is missing.")
        };
        across(
            sheet,
            (from, 0, HALF - 1),
            Cell::text(context.say(all_in), Style::highlighted(Role::Text, Highlight::Good)),
        );
    }
    // an empty row on the right
    let single = beside + 1;
    for (line, missing) in lines.into_iter().enumerate() {
        let (row, col) = place_of(line, single);
        let (row, why) = (from + index(row), Style::highlighted(Role::Text, missing.tone));
        across(
            sheet,
            (row, col, col + 2),
            leading(Cell::text(missing.who, Role::Text), 3, missing.link),
        );
        across(
            sheet,
            (row, col + 3, col + HALF - 1),
            leading(Cell::text(missing.why, why), HALF - 3, missing.because),
        );
    }
}

/// Returns the row and the column of a line; the first `single` rows have a line on the left only.
const fn place_of(line: usize, single: usize) -> (usize, u32) {
    match line.checked_sub(single) {
        None => (line, 0),
        Some(below) => (single + below / 2, if below.is_multiple_of(2) { 0 } else { HALF }),
    }
}

struct MissingReport {
    who: String,
    why: String,
    tone: Highlight,
    /// The link to the unit.
    link: Option<Link>,
    /// The link to the reason.
    because: Option<Link>,
}

/// Maximum number of missing reports listed individually; others are counted by group and reason.
const NAMED: usize = 16;

fn missing_reports(context: &SheetContext<'_>) -> Vec<MissingReport> {
    let absent = context.outcome.missing_reports();
    let mut lines = if absent.len() > NAMED {
        counted_by_group(context, &absent)
    } else {
        absent.iter().map(|absent| named(context, absent)).collect()
    };
    let files = context.outcome.unattributed_files().len();
    if files > 0 {
        let many = counted(files, "file");
        let who = msg!("{files} tệp chưa rõ của đơn vị nào", "{many} of no known unit")
            .in_lang(context.lang)
            .to_owned();
        let why = Text::new(
            "xem trang Lỗi; có thể là báo cáo còn thiếu",
            "see the sheet Lỗi; may be a missing report",
        );
        let because = context.finding(|finding| finding.unit.is_none() && finding.file.is_some());
        lines.push(MissingReport {
            who,
            why: context.say(why).to_owned(),
            tone: Highlight::Watch,
            link: None,
            because,
        });
    }
    lines
}

/// Returns the line of one unit.
fn named(context: &SheetContext<'_>, absent: &outcome::MissingReport<'_>) -> MissingReport {
    let unit = &absent.dossier.unit;
    MissingReport {
        who: context.case().name(unit).to_owned(),
        why: absent.why.in_lang(context.lang).to_owned(),
        tone: absent.severity.highlight(),
        link: context.unit(unit),
        because: context.finding_of(unit, Severity::Error),
    }
}

/// Returns a line for each group and reason, with the number of units.
fn counted_by_group(
    context: &SheetContext<'_>,
    absent: &[outcome::MissingReport<'_>],
) -> Vec<MissingReport> {
    let expected = |group: &str| {
        let members = context.dossiers.iter().filter(|dossier| dossier.expected);
        members.filter(|dossier| context.group_of(dossier) == group).count()
    };
    let mut lines: Vec<(&str, &str, usize, MissingReport)> = Vec::new();
    for absent in absent {
        let (group, why) = (context.group_of(absent.dossier), absent.why.in_lang(context.lang));
        match lines.iter_mut().find(|(of, because, ..)| *of == group && *because == why) {
            Some((_, _, units, _)) => *units += 1,
            None => lines.push((group, why, 1, named(context, absent))),
        }
    }
    let line = |(group, _, units, first): (&str, &str, usize, MissingReport)| {
        let (all, many) = (expected(group), counted(units, "unit"));
        let who = msg!("{units}/{all} đơn vị, khối {group}", "{many} of {all}, group {group}");
        MissingReport { who: who.in_lang(context.lang).to_owned(), ..first }
    };
    lines.into_iter().map(line).collect()
}

/// Returns the rules by number of findings, with the number of units; notes are omitted.
fn attention(context: &SheetContext<'_>) -> Vec<(&'static Rule, usize, usize)> {
    let mut by_rule: BTreeMap<&str, (&'static Rule, usize, BTreeSet<&UnitCode>)> = BTreeMap::new();
    for finding in context
        .outcome
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note && finding.waived.is_none())
    {
        let entry = by_rule.entry(finding.rule.code).or_insert((finding.rule, 0, BTreeSet::new()));
        entry.1 += 1;
        entry.2.extend(finding.unit.as_ref());
    }
    let mut found: Vec<_> =
        by_rule.into_values().map(|(rule, times, units)| (rule, times, units.len())).collect();
    found.sort_by_key(|(rule, times, _)| {
        (std::cmp::Reverse(*times), rule.severity_in(context.outcome.case.scope.plan), rule.code)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_lines_use_both_sides_below_the_findings() {
        let places: Vec<(usize, u32)> = (0..7).map(|line| place_of(line, 3)).collect();
        assert_eq!(places, [(0, 0), (1, 0), (2, 0), (3, 0), (3, HALF), (4, 0), (4, HALF)]);
    }
}
