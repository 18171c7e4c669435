//! Figures: totals of the province and by group, compared with the previous period if known.

use super::super::context::{LetterContext, paragraph, row};
use super::super::typography::SIDEWAYS;
use super::super::{Align, Block, Column, ParagraphRole, Table};
use super::sentences::{Stated, compared, previous_name};
use crate::consolidate::Total;
use crate::model::case::Dossier;
use crate::model::unit::Group;
use crate::msg;
use crate::text::Text;

/// Width of the column of targets, in millimeters.
const TARGET_WIDTH: u32 = 24;

pub(super) fn blocks(context: &LetterContext<'_>) -> Vec<Block> {
    let totals = &context.outcome.consolidation.totals;
    if totals.is_empty() {
        return Vec::new();
    }
    let groups: Vec<&Group> = context
        .by_group(Dossier::is_expected_or_received)
        .into_iter()
        .map(|(group, _)| group)
        .collect();
    // a single group equals the total
    let groups = if groups.len() > 1 { groups.as_slice() } else { &[] };
    // without a previous period there are no columns for comparison
    let is_compared = totals.iter().any(|total| total.change.is_some());
    let has_targets = totals.iter().any(|total| total.target.is_some());
    let rows = totals.iter().map(|total| {
        let own = groups.iter().map(|group| {
            let of_group = total.by_group.get(&group.code);
            of_group.map_or_else(|| "–".to_owned(), |all| context.said(all.shown()))
        });
        let since = is_compared.then(|| since(context, total)).into_iter().flatten();
        let target = has_targets
            .then(|| total.target.map_or_else(String::new, |result| context.said(result.shown())));
        row(leading(context, total).into_iter().chain(since).chain(target).chain(own))
    });
    let columns = columns(context, groups, (is_compared, has_targets));
    let table = Table { columns, rows: rows.collect() };
    vec![
        Block::Table(table),
        paragraph(ParagraphRole::Remark, remark(context, groups, is_compared)),
    ]
}

fn columns(
    context: &LetterContext<'_>,
    groups: &[&Group],
    (is_compared, has_targets): (bool, bool),
) -> Vec<Column> {
    let before: u32 = if is_compared { 52 } else { 0 } + if has_targets { TARGET_WIDTH } else { 0 };
    let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    let fixed = 14 + 22 + 20 + 18 + before;
    let share = (SIDEWAYS - fixed - 40).checked_div(count).unwrap_or(0).min(24);
    let mut columns = context.columns([
        (Text::new("Mã", "Code"), 14, Align::Center),
        (Text::new("Chỉ tiêu", "Indicator"), SIDEWAYS - fixed - share * count, Align::Left),
        (Text::new("Đơn vị tính", "Measure"), 22, Align::Center),
        (Text::new("Tổng số", "Total"), 20, Align::Right),
        (Text::new("Số đơn vị có số liệu", "Units with figures"), 18, Align::Right),
    ]);
    if is_compared {
        columns.extend(context.columns([
            (Text::new("Kỳ trước", "Previous"), 18, Align::Right),
            (Text::new("Tăng, giảm", "Change"), 18, Align::Right),
            (Text::new("Số đơn vị so sánh", "Units compared"), 16, Align::Right),
        ]));
    }
    if has_targets {
        let target = Text::new("Mục tiêu", "Target");
        columns.extend(context.columns([(target, TARGET_WIDTH, Align::Center)]));
    }
    columns.extend(groups.iter().map(|group| Column {
        heading: context.group_name(group).to_owned(),
        width: share,
        align: Align::Right,
    }));
    columns
}

/// Explains the columns.
fn remark(context: &LetterContext<'_>, groups: &[&Group], is_compared: bool) -> String {
    let expected = context.outcome.consolidation.expected;
    let mut text = context.said(msg!(
        "Số liệu tổng hợp từ các báo cáo đã kiểm tra; số đơn vị có số liệu tính trên tổng số {expected} đơn vị phải báo cáo.",
        "The figures are of checked reports; {expected} units are expected to report."
    ));
    if context.case().scope.plan.indicators.iter().any(|indicator| indicator.only.is_some()) {
        text += context.say(Text::new(
            " Chỉ tiêu chỉ giao một số đơn vị thì ghi thêm số đơn vị được giao.",
            " For indicators asked only of some units, the number of these units is added.",
        ));
    }
    if is_compared {
        let before = previous_name(context);
        text += &context.said(msg!(
            " Kỳ trước là {before}; so sánh trên cùng các đơn vị có số liệu ở cả hai kỳ.",
            " The previous period is {before}; both are over the units with figures in both."
        ));
    }
    if !groups.is_empty() {
        text += context.say(Text::new(
            " Dấu “–”: không đơn vị nào của khối có số liệu.",
            " A dash: no unit of the group has a figure.",
        ));
    }
    text
}

/// Returns the previous total, the change and the number of units compared; blank if unknown.
fn since(context: &LetterContext<'_>, total: &Total) -> [String; 3] {
    let plan = context.case().scope.plan;
    let stated = plan.indicator(&total.indicator).map(|indicator| Stated { indicator, total });
    let Some(same) = stated.as_ref().and_then(|one| compared(context, one)) else {
        return <[String; 3]>::default();
    };
    [context.number(same.then), context.number(same.change()), same.units.to_string()]
}

/// Returns code, indicator, unit of measure, total and number of units.
fn leading(context: &LetterContext<'_>, total: &Total) -> Vec<String> {
    let indicator = context.case().scope.plan.indicator(&total.indicator);
    let (name, measure) = indicator
        .map_or(("", ""), |indicator| (indicator.name.as_str(), indicator.measure.as_str()));
    vec![
        total.indicator.to_string(),
        name.to_owned(),
        measure.to_owned(),
        context.said(total.all.shown()),
        if indicator.is_some_and(|indicator| indicator.only.is_some()) {
            format!("{}/{}", total.all.units, total.expected)
        } else {
            total.all.units.to_string()
        },
    ]
}
