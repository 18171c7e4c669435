//! Final lines of a run: punctuality by group as bars with numbers, the most urgent action items,
//! turnout. They fit 80 columns and are complete without color.

use super::style::Style;
use super::terminal::{counts, incomplete};
use super::wrap::wrapped;
use crate::model::status::Punctuality;
use crate::outcome::{ActionItem, Outcome, PUNCTUALITY, Punctual, Turnout};
use crate::text::{Text, listed, visible_line};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Width of a terminal.
const COLUMNS: usize = 80;
/// Width of a bar.
const BAR: usize = 14;
/// Indent of every line.
const INDENT: &str = "  ";
/// Maximum number of action items shown.
const MAX_ITEMS: usize = 3;
/// Maximum number of names per line.
const MAX_NAMES: usize = 5;

/// Returns the summary of a run.
pub(crate) fn summary(outcome: &Outcome<'_>, style: Style) -> String {
    let turnout = outcome.turnout();
    incomplete(outcome, style)
        + &by_group(&turnout, style)
        + &action_items(outcome, style)
        + &counts(outcome, style)
}

/// Returns the character of a part of a bar, which distinguishes it without color.
const fn block(punctuality: Punctuality) -> &'static str {
    match punctuality {
        Punctuality::OnTime => "█",
        Punctuality::Late => "▓",
        Punctuality::Undated => "?",
        Punctuality::Awaited | Punctuality::NotDue | Punctuality::Exempt => "░",
        Punctuality::Missing => "×",
    }
}

/// Returns one line per group with its bar and numbers. Columns without units are omitted.
fn by_group(turnout: &Turnout<'_>, style: Style) -> String {
    let title = |punctuality: Punctuality| {
        format!("{} {}", block(punctuality), punctuality.title().in_lang(style.lang))
    };
    let shown: Vec<(usize, String)> = PUNCTUALITY
        .into_iter()
        .map(title)
        .enumerate()
        .zip(turnout.punctual)
        .filter_map(|(heading, units)| (units > 0).then_some(heading))
        .collect();
    if shown.is_empty() {
        return String::new();
    }
    let numbers: usize = shown.iter().map(|(_, heading)| INDENT.len() + heading.width()).sum();
    // keep some width for names even if all columns are shown
    let room = COLUMNS.saturating_sub(2 * INDENT.len() + BAR + numbers).max(BAR);
    let group =
        Text::new("Tình hình gửi báo cáo theo khối", "Punctuality by group").in_lang(style.lang);
    let total = Text::new("Tổng số", "Total").in_lang(style.lang);
    let names =
        || turnout.groups.iter().map(|(group, _)| group.in_lang(style.lang)).chain([group, total]);
    let width = names().map(UnicodeWidthStr::width).max().unwrap_or(0).min(room);
    // a name that is too long gets its own line
    let line = |name: &str, bar: &str, cells: &[String]| {
        let (above, beside) = if name.width() > width {
            (wrapped(&format!("{INDENT}{name}\n"), style.columns), "")
        } else {
            (String::new(), name)
        };
        format!("{above}{INDENT}{}{INDENT}{bar}{}\n", fitted(beside, width), cells.concat())
    };
    let cells = |text: &dyn Fn(usize) -> String| -> Vec<String> {
        shown
            .iter()
            .map(|(place, heading)| right(&text(*place), INDENT.len() + heading.width()))
            .collect()
    };
    let row = |name: &str, units: Punctual| {
        let number = |place: usize| units.get(place).copied().unwrap_or(0).to_string();
        line(name, &bar(units, style), &cells(&number))
    };
    let headings: Vec<String> =
        shown.iter().map(|(_, heading)| format!("{INDENT}{heading}")).collect();
    let mut text = style.ansi.strong(&line(group, &" ".repeat(BAR), &headings));
    for (group, units) in
        turnout.groups.iter().filter(|(_, units)| units.iter().any(|units| *units > 0))
    {
        text.push_str(&row(group.in_lang(style.lang), *units));
    }
    text.push_str(&row(total, turnout.punctual));
    text.push('\n');
    text
}

/// Returns the bar of a group. Every kind with a unit is visible.
fn bar(units: Punctual, style: Style) -> String {
    let mut text = String::new();
    for (punctuality, length) in PUNCTUALITY.into_iter().zip(lengths(units)) {
        let part = block(punctuality).repeat(length);
        text.push_str(&style.ansi.highlighted(punctuality.highlight(), &part));
    }
    text
}

/// Returns the length of each part of a bar: at least one for any unit, together the bar's length.
fn lengths(units: Punctual) -> Punctual {
    let all: usize = units.iter().sum();
    if all == 0 {
        return [0; PUNCTUALITY.len()];
    }
    let (mut before, mut end) = (0, 0);
    let mut lengths = units.map(|units| {
        before += units;
        let start = end.min(BAR);
        // rounded, with a length of at least one
        end = ((2 * before * BAR + all) / (2 * all)).max(start + usize::from(units > 0));
        end - start
    });
    // if the last part has no space, the longest is shortened
    let over = lengths.iter().sum::<usize>().saturating_sub(BAR);
    if let Some(longest) = lengths.iter_mut().max() {
        *longest -= over;
    }
    lengths
}

/// Returns the most urgent action items, one per line.
fn action_items(outcome: &Outcome<'_>, style: Style) -> String {
    let action_items = outcome.action_items();
    let heading = Text::new("Việc cần làm trước", "To do first").in_lang(style.lang);
    let none = Text::new("Không có việc gì gấp.", "Nothing is urgent.").in_lang(style.lang);
    if action_items.is_empty() {
        return format!("{}\n\n", style.ansi.strong(none));
    }
    let mut text = format!("{}\n", style.ansi.strong(heading));
    for (place, item) in action_items.iter().take(MAX_ITEMS).enumerate() {
        let line = format!("{INDENT}{}. {}\n", place + 1, in_a_line(outcome, item, style));
        text.push_str(&wrapped(&line, style.columns));
    }
    let more = action_items.len().saturating_sub(MAX_ITEMS);
    if more > 0 {
        let _ = writeln!(
            text,
            "{INDENT}{}",
            crate::msg!("… và {more} việc khác", "… and {more} more").in_lang(style.lang)
        );
    }
    text.push('\n');
    text
}

/// Returns an action item with its first names; the board has all of them.
fn in_a_line(outcome: &Outcome<'_>, item: &ActionItem<'_>, style: Style) -> String {
    let names = listed(&item.short_names(&outcome.case), MAX_NAMES, style.lang);
    visible_line(&format!("{}: {names}", item.what.in_lang(style.lang)))
}

/// Pads a text to a width.
fn fitted(text: &str, columns: usize) -> String {
    text.to_owned() + &" ".repeat(columns.saturating_sub(text.width()))
}

/// Pads a text on the left to a width.
fn right(text: &str, columns: usize) -> String {
    " ".repeat(columns.saturating_sub(text.width())) + text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::submission::Unreadable;
    use crate::render::ansi::Ansi;
    use crate::rules::fixture::{Fixture, case, day};
    use crate::text::Lang;
    use unicode_normalization::UnicodeNormalization;

    fn said(fixture: &Fixture, lang: Lang) -> String {
        summary(&fixture.outcome(), Style { lang, ansi: Ansi(false), columns: None })
    }

    fn mixed() -> Fixture {
        case()
            .missing("A")
            .arrived("B", Some(day(2024, 5, 3)))
            .unreadable("C", Unreadable::Encrypted)
    }

    #[test]
    fn the_summary_has_bars_action_items_and_counts() {
        let text = "\
\x20 Tình hình gửi báo cáo theo khối                  █ đúng hạn  ▓ chậm  × quá hạn
\x20 g1                               ▓▓▓▓▓▓▓×××××××           0       1          1
\x20 g2                               ██████████████           1       0          0
\x20 Tổng số                          █████▓▓▓▓×××××           1       1          1

Việc cần làm trước
\x20 1. Đôn đốc 1 đơn vị quá hạn chưa gửi: Đơn vị A
\x20 2. Đề nghị 1 đơn vị gửi lại tệp (tệp đã gửi không mở được): Đơn vị C

Đã nhận báo cáo của 2/3 đơn vị (1 đúng hạn, 1 chậm); 1 đơn vị quá hạn chưa gửi.
Chấp nhận 1, trả lại 0, không đọc được 1.
Kết quả kiểm tra: 2 lỗi, 1 cảnh báo, 0 ghi chú.
";
        assert_eq!(said(&mixed(), Lang::Vi), text);
    }

    #[test]
    fn the_summary_is_in_english_if_requested() {
        let text = "\
\x20 Punctuality by group                  █ on time  ▓ late  × overdue
\x20 g1                    ▓▓▓▓▓▓▓×××××××          0       1          1
\x20 g2                    ██████████████          1       0          0
\x20 Total                 █████▓▓▓▓×××××          1       1          1

To do first
\x20 1. Remind 1 overdue unit: Đơn vị A
\x20 2. Ask 1 unit to resend a file that cannot be opened: Đơn vị C

Received from 2/3 units (1 on time, 1 late); 1 overdue.
1 accepted, 0 need correction, 1 unreadable.
Findings: 2 errors, 1 warning, 0 notes.
";
        assert_eq!(said(&mixed(), Lang::En), text);
    }

    #[test]
    fn nothing_is_urgent_without_problems() {
        assert!(
            said(&case(), Lang::Vi)
                .contains("\n\nKhông có việc gì gấp.\n\nĐã nhận báo cáo của 3/3 đơn vị")
        );
        assert!(
            said(&case().exempt_all(), Lang::Vi)
                .starts_with("Không có việc gì gấp.\n\nĐã nhận báo cáo của 0/0 đơn vị"),
            "no bars of nobody"
        );
    }

    #[test]
    fn names_are_wrapped_on_a_terminal_and_never_cut() {
        let long = "Ủy ban nhân dân ".repeat(9);
        for name in [long.clone(), long.nfd().collect()] {
            let named = mixed().plan(|plan| {
                let mut units = plan.registry.units().to_vec();
                let mut groups = plan.registry.groups().to_vec();
                for unit in &mut units {
                    unit.name = format!("{name}{}", unit.code);
                }
                for group in &mut groups {
                    group.name.clone_from(&name);
                }
                plan.registry = crate::model::unit::Registry::new(
                    groups,
                    units,
                    &crate::model::unit::Naming::default(),
                )
                .0;
            });
            let text = summary(
                &named.outcome(),
                Style { lang: Lang::Vi, ansi: Ansi(false), columns: Some(COLUMNS) },
            );
            assert!(text.lines().all(|line| line.width() <= COLUMNS), "{text}");
            let whole = said(&named, Lang::Vi);
            assert!(whole.contains(name.trim_end()) && !whole.contains('…'), "{whole}");
        }
    }

    #[test]
    fn bars_are_full_and_show_every_kind() {
        for units in [
            [1, 0, 0, 0, 0],
            [100, 1, 0, 0, 1],
            [1, 1, 1, 1, 1],
            [0, 0, 0, 3, 1],
            [1, 1, 1, 1, 997],
        ] {
            let lengths = lengths(units);
            assert_eq!(lengths.iter().sum::<usize>(), BAR, "{units:?}");
            assert!(
                units.iter().zip(lengths).all(|(units, length)| (*units > 0) == (length > 0)),
                "{units:?} {lengths:?}"
            );
        }
        assert_eq!(lengths([0; 5]), [0; 5]);
    }

    #[test]
    fn color_adds_no_information() {
        let outcome_of = mixed();
        let outcome = outcome_of.outcome();
        let painted = summary(&outcome, Style { lang: Lang::Vi, ansi: Ansi(true), columns: None });
        let mut bare = String::new();
        let mut escaped = false;
        for c in painted.chars() {
            escaped = escaped || c == '\u{1b}';
            if !escaped {
                bare.push(c);
            }
            escaped = escaped && c != 'm';
        }
        assert_ne!(painted, bare);
        assert_eq!(bare, said(&mixed(), Lang::Vi));
    }
}
