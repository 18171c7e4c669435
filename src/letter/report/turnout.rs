//! Turnout in words and by group. Superior bodies are told which reports are outstanding, but not
//! about unreadable files.

use super::super::context::{LetterContext, body, leading, row};
use super::super::{Align, Block, Table, TableRow};
use super::annex::Annexes;
use super::compliance;
use crate::model::case::Dossier;
use crate::model::date::to_message;
use crate::model::period::Deadline;
use crate::model::status::{Punctuality, State};
use crate::msg;
use crate::outcome::{PUNCTUALITY, Punctual};
use crate::text::{Message, Text};

pub(super) fn blocks(context: &LetterContext<'_>, annexes: &Annexes) -> Vec<Block> {
    let mut blocks = vec![body(deadline(context) + &in_words(context)), body(in_use(context))];
    blocks.extend(compliance::in_words(context, annexes).map(body));
    blocks.push(by_group(context));
    blocks.extend(super::chart(context.outcome.received_by_day()));
    blocks
}

/// Returns the sentence on the deadline.
fn deadline(context: &LetterContext<'_>) -> String {
    let Some(deadline) = context.case().scope.period.deadline else { return String::new() };
    let Message { vi: last, en: last_en } = to_message(deadline.last_day());
    context.said(match deadline {
        Deadline::Before(day) => {
            let Message { vi, en } = to_message(day);
            msg!(
                "Thời hạn gửi báo cáo là trước ngày {vi} (chậm nhất hết ngày {last}). ",
                "Reports were due before {en} (by the end of {last_en} at the latest). "
            )
        }
        Deadline::By(_) => msg!(
            "Thời hạn gửi báo cáo là hết ngày {last}. ",
            "Reports were due by the end of {last_en}. "
        ),
    })
}

/// Numbers of units.
struct Count {
    expected: usize,
    received: usize,
    by: Punctual,
}

fn count(dossiers: &[&Dossier]) -> Count {
    let punctual = |wanted: Punctuality| {
        dossiers.iter().filter(|dossier| dossier.punctuality == wanted).count()
    };
    let received = dossiers.iter().filter(|dossier| !dossier.is_empty()).count();
    Count { expected: dossiers.len(), received, by: PUNCTUALITY.map(punctual) }
}

/// Returns who has reported, and the others by short name or by group.
fn in_words(context: &LetterContext<'_>) -> String {
    let Count { expected, received, by: [on_time, late, undated, awaited, missing] } =
        count(&context.units(|dossier| dossier.expected));
    let today = context.today();
    let many = |count: usize| context.count(count);
    let (on_time_said, late_said, undated_said) = (many(on_time), many(late), many(undated));
    let in_time = [
        (on_time, msg!("{on_time_said} đơn vị đúng hạn", "{on_time_said} on time")),
        (late, msg!("{late_said} đơn vị chậm", "{late_said} late")),
        (
            undated,
            msg!("{undated_said} đơn vị chưa rõ ngày gửi", "{undated_said} with an unknown date"),
        ),
    ];
    let in_time = in_time.into_iter().filter(|(count, _)| *count > 0);
    let in_time: Vec<String> = in_time.map(|(_, said)| context.said(said)).collect();
    let in_time =
        if in_time.is_empty() { String::new() } else { format!(" ({})", in_time.join(", ")) };
    let mut text = context.said(msg!(
        "Tính đến ngày {today}, đã nhận báo cáo của {received}/{expected} đơn vị{in_time}",
        "By {today}, reports were received from {received} of {expected} units{in_time}"
    ));
    for (count, wanted, said) in [
        (missing, Punctuality::Missing, Text::new("quá thời hạn chưa gửi", "overdue")),
        (awaited, Punctuality::Awaited, Text::new("chưa gửi, chưa đến hạn", "not yet due")),
    ] {
        if count == 0 {
            continue;
        }
        let units = context.units(|dossier| dossier.expected && dossier.punctuality == wanted);
        let names = context.collectively(&units, |dossier| dossier.expected);
        let (count, said) = (many(count), context.say(said));
        text += &context
            .said(msg!("; còn {count} đơn vị {said}: {names}", "; {count} are {said}: {names}"));
    }
    text + "."
}

/// Returns how many reports the figures are based on, and how many are being corrected.
fn in_use(context: &LetterContext<'_>) -> String {
    let (outcome, case) = (context.outcome, context.case());
    let of = |wanted: &dyn Fn(&Dossier) -> bool| {
        context
            .units(|dossier| {
                dossier.is_expected_or_received() && !dossier.is_empty() && wanted(dossier)
            })
            .len()
    };
    let used = of(&|dossier| case.report_on_period(dossier).is_some());
    let corrected = of(&|dossier| {
        case.report_on_period(dossier).is_some() && outcome.state(dossier) == State::Returned
    });
    let again = of(&|dossier| case.report_on_period(dossier).is_none());
    let (used, corrected_said, again_said) =
        (context.count(used), context.count(corrected), context.count(again));
    let mut text =
        context.said(msg!("{used} báo cáo đã được tổng hợp", "{used} reports are consolidated"));
    if corrected > 0 {
        text += &context.said(msg!(
            ", trong đó {corrected_said} báo cáo đang đề nghị đơn vị chỉnh sửa một số nội dung",
            ", {corrected_said} of them returned to units for corrections"
        ));
    }
    if again > 0 {
        text += &context.said(msg!(
            "; {again_said} báo cáo đang đề nghị đơn vị gửi lại",
            "; {again_said} must be resent"
        ));
    }
    text + "."
}

fn by_group(context: &LetterContext<'_>) -> Block {
    let all = count(&context.units(|dossier| dossier.expected));
    let [.., undated, _, _] = all.by;
    let mut columns = vec![
        (Text::new("Khối", "Group"), if undated > 0 { 39 } else { 57 }, Align::Left),
        (Text::new("Phải báo cáo", "Due"), 18, Align::Right),
        (Text::new("Đã gửi", "Sent"), 18, Align::Right),
        (Text::new("Đúng hạn", "On time"), 18, Align::Right),
        (Text::new("Chậm", "Late"), 18, Align::Right),
        (Text::new("Chưa đến hạn", "Not yet due"), 18, Align::Right),
        (Text::new("Quá hạn chưa gửi", "Overdue"), 18, Align::Right),
    ];
    if undated > 0 {
        columns.insert(5, (Text::new("Chưa rõ ngày", "Date unknown"), 18, Align::Right));
    }
    let columns = context.columns(columns);
    let cells = |name: &str, count: Count| {
        let by = PUNCTUALITY
            .into_iter()
            .zip(count.by)
            .filter(|(one, _)| *one != Punctuality::Undated || undated > 0);
        let figures =
            [count.expected, count.received].into_iter().chain(by.map(|(_, units)| units));
        std::iter::once(name.to_owned())
            .chain(figures.map(|figure| figure.to_string()))
            .collect::<Vec<_>>()
    };
    let groups = context.by_group(|dossier| dossier.expected);
    let mut rows: Vec<TableRow> = groups
        .iter()
        .map(|(group, dossiers)| row(cells(context.group_name(group), count(dossiers))))
        .collect();
    rows.push(leading(cells(context.say(Text::new("Cộng", "All")), all)));
    Block::Table(Table { columns, rows })
}
