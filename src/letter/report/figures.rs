//! Figures: the totals of the province, and by group in an appendix if they fit.

use super::super::context::{LetterContext, body, row};
use super::super::typography::SIDEWAYS;
use super::super::{Align, Block, Column, ParagraphRole, Table};
use super::annex::{Annex, Annexes};
use crate::consolidate::{Aggregate, SameUnits, Total};
use crate::model::unit::Group;
use crate::msg;
use crate::text::Text;

pub(super) fn blocks(context: &LetterContext<'_>, annexes: &Annexes) -> Vec<Block> {
    let expected = context.outcome.consolidation.expected;
    let mut text = context.said(msg!(
        "Chỉ cộng số liệu không có lỗi; n/N là số đơn vị có số liệu trên {expected} đơn vị phải báo cáo.",
        "Only figures without an error are added up; n/N is how many of the {expected} units expected have a figure."
    ));
    if let Some(number) = annexes.number(Annex::Figures) {
        text += &context.said(msg!(
            " Số liệu theo từng khối ở Phụ lục {number}.",
            " Figures by group stand in appendix {number}."
        ));
    }
    let totals = || context.outcome.consolidation.totals.iter();
    // without figures of the previous period there is no column
    let is_compared = totals().any(|total| total.change.is_some());
    let name = if is_compared { 53 } else { 85 };
    let mut columns = context.columns([
        (Text::new("Mã", "Code"), 15, Align::Centre),
        (Text::new("Chỉ tiêu", "Indicator"), name, Align::Left),
        (Text::new("Đơn vị tính", "Measure"), 22, Align::Centre),
        (Text::new("Tổng số", "Total"), 25, Align::Right),
        (Text::new("n/N", "n/N"), 18, Align::Right),
    ]);
    if is_compared {
        let (before, change) =
            (Text::new("Kỳ trước", "Period before"), Text::new("Thay đổi", "Change"));
        columns.extend(context.columns([(before, 16, Align::Right), (change, 16, Align::Right)]));
    }
    let rows = totals().map(|total| {
        row(leading(context, total)
            .into_iter()
            .chain(is_compared.then(|| since(context, total)).into_iter().flatten()))
    });
    vec![body(text), Block::Table(Table { columns, rows: rows.collect() })]
}

/// Returns the total of the previous period and the change; blank if unknown.
fn since(context: &LetterContext<'_>, total: &Total) -> [String; 2] {
    total.change.as_ref().map_or_else(<[String; 2]>::default, |change| {
        let by = change.same_units.as_ref().map(SameUnits::change);
        [change.before.number, by]
            .map(|amount| amount.map(|amount| context.number(amount)).unwrap_or_default())
    })
}

/// Returns code, indicator, unit of measure, total and number of units.
fn leading(context: &LetterContext<'_>, total: &Total) -> Vec<String> {
    let indicator = context.case().scope.plan.indicator(&total.indicator);
    let Aggregate { units, .. } = total.all;
    let (name, measure) = indicator
        .map_or(("", ""), |indicator| (indicator.name.as_str(), indicator.measure.as_str()));
    let coverage = format!("{units}/{}", context.outcome.consolidation.expected);
    vec![
        total.indicator.to_string(),
        name.to_owned(),
        measure.to_owned(),
        context.said(total.all.shown()),
        coverage,
    ]
}

/// Returns the totals by group; nothing if there is only one group.
pub(super) fn by_group(context: &LetterContext<'_>) -> Vec<Block> {
    let groups: Vec<&Group> = context
        .by_group(|dossier| dossier.expected || !dossier.is_empty())
        .into_iter()
        .map(|(group, _)| group)
        .collect();
    if groups.len() < 2 {
        return Vec::new();
    }
    let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    let share = ((SIDEWAYS - 74 - 45) / count).min(20);
    let mut columns = context.columns([
        (Text::new("Mã", "Code"), 14, Align::Centre),
        (Text::new("Chỉ tiêu", "Indicator"), SIDEWAYS - 74 - share * count, Align::Left),
        (Text::new("Đơn vị tính", "Measure"), 24, Align::Centre),
        (Text::new("Tổng số", "Total"), 20, Align::Right),
        (Text::new("n/N", "n/N"), 16, Align::Right),
    ]);
    columns.extend(groups.iter().map(|group| Column {
        heading: context.group_name(group).to_owned(),
        width: share,
        align: Align::Right,
    }));
    let rows = context.outcome.consolidation.totals.iter().map(|total| {
        let own = groups.iter().map(|group| {
            total
                .by_group
                .get(&group.code)
                .map_or_else(|| "–".to_owned(), |all| context.said(all.shown()))
        });
        row(leading(context, total).into_iter().chain(own))
    });
    let remark = Text::new(
        "Dấu “–”: không đơn vị nào của khối có số liệu được tính.",
        "A dash: no unit of the group has a figure that counts.",
    );
    vec![
        Block::Table(Table { columns, rows: rows.collect() }),
        super::super::context::paragraph(ParagraphRole::Remark, context.say(remark)),
    ]
}
