//! Turnout: in words, by group, by name.

use super::super::context::{LetterContext, body, leading, paragraph, plain, row, strong};
use super::super::limits::{MOST, WorkbookSheet};
use super::super::{Align, Block, ParagraphRole, Table, TableRow};
use crate::model::case::Dossier;
use crate::model::status::{Punctuality, State};
use crate::model::unit::Group;
use crate::msg;
use crate::outcome::{PUNCTUALITY, Punctual};
use crate::rules::Severity;
use crate::text::{Message, Text, counted};

pub(super) fn blocks(context: &LetterContext<'_>) -> Vec<Block> {
    let mut blocks = vec![
        item(context, 1, Text::new("Tiến độ gửi báo cáo", "When they came")),
        body(in_words(context)),
        by_group(context),
    ];
    blocks.extend(named(
        context,
        Text::new("Gửi chậm", "Late"),
        |dossier| dossier.punctuality == Punctuality::Late,
        |dossier| {
            let days = dossier.days_late;
            Some({
                let many = counted(days, "day");
                msg!("chậm {days} ngày", "{many}")
            })
        },
    ));
    blocks.push(item(context, 2, Text::new("Đơn vị chưa có báo cáo", "Units without a report")));
    let before = blocks.len();
    for wanted in [Punctuality::Missing, Punctuality::Awaited] {
        blocks.extend(by_group_named(context, wanted));
    }
    let unusable = |dossier: &Dossier| {
        dossier.expected
            && !dossier.is_empty()
            && context.case().report_on_period(dossier).is_none()
    };
    blocks.extend(named(
        context,
        Text::new("Đã gửi nhưng chưa dùng được", "Sent, but of no use yet"),
        unusable,
        |dossier| {
            context
                .outcome
                .findings_of(&dossier.unit)
                .find(|finding| finding.severity == Severity::Error)
                .map(|finding| finding.message.clone())
        },
    ));
    if blocks.len() == before {
        blocks.push(body(context.say(Text::new(
            "Không thiếu báo cáo của đơn vị nào.",
            "No unit's report is wanting.",
        ))));
    }
    blocks.push(item(context, 3, Text::new("Báo cáo trả lại để sửa", "Reports sent back")));
    blocks.extend(returned(context));
    blocks
}

fn item(context: &LetterContext<'_>, number: usize, title: Text) -> Block {
    paragraph(ParagraphRole::Item, format!("{number}. {}", context.say(title)))
}

/// Counts of units.
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

fn in_words(context: &LetterContext<'_>) -> String {
    let Count { expected, received, by: [on_time, late, undated, awaited, missing] } =
        count(&context.units(|dossier| dossier.expected));
    let today = context.today();
    let due = context.case().scope.period.deadline.map(|deadline| context.said(deadline.said()));
    let due = due
        .map(|due| context.said(msg!("Thời hạn gửi báo cáo: {due}. ", "Reports were due {due}. ")))
        .unwrap_or_default();
    let mut text = due
        + &context.said(msg!(
            "Đến ngày {today}, đã có {received}/{expected} đơn vị gửi báo cáo: {on_time} đúng hạn, {late} chậm",
            "By {today}, {received}/{expected} units have sent a report: {on_time} on time, {late} late"
        ));
    let waiting = [
        (undated, msg!(", {undated} không rõ ngày nhận", ", {undated} on no known day")),
        (
            awaited,
            msg!(
                "; {awaited} đơn vị chưa gửi, chưa đến hạn",
                "; {awaited} have not, and it is not yet due"
            ),
        ),
        (missing, msg!("; {missing} đơn vị quá hạn chưa gửi", "; {missing} are overdue")),
    ];
    text.extend(
        waiting.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| context.said(said)),
    );
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
        (Text::new("Muộn", "Late"), 18, Align::Right),
        (Text::new("Chưa đến hạn", "Not yet due"), 18, Align::Right),
        (Text::new("Quá hạn", "Overdue"), 18, Align::Right),
    ];
    if undated > 0 {
        columns.insert(5, (Text::new("Không rõ ngày", "No known day"), 18, Align::Right));
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

/// Returns a paragraph that names units, each with a reason; `None` without such units.
fn named(
    context: &LetterContext<'_>,
    title: Text,
    wanted: impl Fn(&Dossier) -> bool,
    why: impl Fn(&Dossier) -> Option<Message>,
) -> Option<Block> {
    let units = context.units(wanted);
    let one = |dossier: &&Dossier| match why(dossier) {
        Some(why) => format!("{} ({})", context.case().name(&dossier.unit), context.said(why)),
        None => context.case().name(&dossier.unit).to_owned(),
    };
    let list = if units.len() > MOST {
        context.listed(&units, WorkbookSheet::Turnout)
    } else {
        units.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let title = format!("{} ({}): ", context.say(title), units.len());
    (!units.is_empty())
        .then(|| Block::Paragraph(ParagraphRole::Body, vec![strong(title), plain(list + ".")]))
}

/// Returns the names of units by punctuality and group.
fn by_group_named(context: &LetterContext<'_>, wanted: Punctuality) -> Vec<Block> {
    let title = context.say(match wanted {
        Punctuality::Missing => Text::new("Quá hạn chưa gửi", "Overdue"),
        _ => Text::new("Chưa gửi, chưa đến hạn", "Not yet due"),
    });
    let groups = context.by_group(|dossier| dossier.punctuality == wanted);
    let one = |(group, units): (&_, Vec<&Dossier>)| {
        let lead = format!("{title}, {} ({}): ", context.group_name(group), units.len());
        let names = if units.len() > MOST {
            context.names_on(WorkbookSheet::Turnout)
        } else {
            context.names(&units)
        };
        Block::Paragraph(ParagraphRole::Body, vec![strong(lead), plain(names + ".")])
    };
    groups.into_iter().map(one).collect()
}

/// Returns the units whose reports need correction, with the number of errors; by group if they are more than a letter names.
fn returned(context: &LetterContext<'_>) -> Vec<Block> {
    let back = |dossier: &Dossier| {
        matches!(context.outcome.state(dossier), State::Returned | State::Unreadable)
    };
    let groups = context.by_group(back);
    let count: usize = groups.iter().map(|(_, dossiers)| dossiers.len()).sum();
    if count == 0 {
        return vec![body(context.say(Text::new("Không có.", "None.")))];
    }
    let errors = |dossier: &Dossier| {
        context
            .outcome
            .findings_of(&dossier.unit)
            .filter(|finding| finding.severity == Severity::Error)
            .count()
    };
    if count > MOST {
        let columns = context.columns([
            (Text::new("Khối", "Group"), 107, Align::Left),
            (Text::new("Số báo cáo", "Reports"), 35, Align::Right),
            (Text::new("Số lỗi", "Errors"), 23, Align::Right),
        ]);
        let one = |(group, dossiers): &(&Group, Vec<&Dossier>)| {
            let errors: usize = dossiers.iter().map(|dossier| errors(dossier)).sum();
            row([
                context.group_name(group).to_owned(),
                dossiers.len().to_string(),
                errors.to_string(),
            ])
        };
        let names = context.names_on(WorkbookSheet::Turnout);
        let text =
            msg!("Trả lại {count} báo cáo; {names}.", "{count} reports are sent back; {names}.");
        return vec![
            body(context.said(text)),
            Block::Table(Table { columns, rows: groups.iter().map(one).collect() }),
        ];
    }
    let columns = context.columns([
        (Text::new("TT", "No."), 12, Align::Centre),
        (Text::new("Đơn vị", "Unit"), 95, Align::Left),
        (Text::new("Kết quả xử lý", "State"), 35, Align::Centre),
        (Text::new("Số lỗi", "Errors"), 23, Align::Right),
    ]);
    let one = |(place, dossier): (usize, &&Dossier)| {
        let state = context.say(context.outcome.state(dossier).title());
        row([
            (place + 1).to_string(),
            context.case().name(&dossier.unit).to_owned(),
            state.to_owned(),
            errors(dossier).to_string(),
        ])
    };
    vec![Block::Table(Table {
        columns,
        rows: groups.iter().flat_map(|(_, dossiers)| dossiers).enumerate().map(one).collect(),
    })]
}
