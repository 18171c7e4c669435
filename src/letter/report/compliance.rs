//! Compliance of the units over the periods of the plan: a sentence and an appendix, if the results
//! of another period are closed.

use super::super::context::{LetterContext, paragraph};
use super::super::typography::SIDEWAYS;
use super::super::{Align, Block, ParagraphRole};
use super::annex::{Annex, Annexes};
use super::units::{UNIT_WIDTHS, table};
use crate::model::case::Dossier;
use crate::model::compliance::Compliance;
use crate::model::id::UnitCode;
use crate::model::status::Punctuality;
use crate::msg;
use crate::outcome::{ComplianceSums, UnitCompliance};
use crate::text::{Text, upper_first};
use std::collections::BTreeMap;

/// Maximum number of periods with a column each.
const SIDE_BY_SIDE: usize = 4;
/// Width of a column of sums, and maximum width of a period's column, in millimeters.
const WIDTHS: (u32, u32) = (16, 34);

/// Returns the compliance of the units that had to report, or were exempt, in any period; empty
/// without closed results of another period.
fn compliance<'a>(context: &'a LetterContext<'_>) -> BTreeMap<&'a UnitCode, UnitCompliance<'a>> {
    if context.case().closed.is_empty() {
        return BTreeMap::new();
    }
    let concerns =
        |period: &Compliance| period.expected || period.punctuality == Punctuality::Exempt;
    let all = context.outcome.compliance().into_iter();
    all.filter(|unit| unit.periods.iter().flatten().any(concerns))
        .map(|unit| (&unit.dossier.unit, unit))
        .collect()
}

/// Returns the sentence on punctuality over the periods.
pub(super) fn in_words(context: &LetterContext<'_>, annexes: &Annexes) -> Option<String> {
    let compliance = compliance(context);
    let sums: BTreeMap<&UnitCode, ComplianceSums> =
        compliance.iter().map(|(unit, one)| (*unit, one.sums())).collect();
    let units = |wanted: &dyn Fn(&ComplianceSums) -> bool| {
        context.units(|dossier| sums.get(&dossier.unit).is_some_and(wanted))
    };
    let expected = units(&|sums| sums.expected > 0);
    let on_time = units(&|sums| sums.expected > 0 && sums.on_time == sums.expected).len();
    let all = expected.len();
    let periods = context.outcome.compliance_periods();
    let names: Vec<&str> = periods.iter().map(|period| period.in_lang(context.lang)).collect();
    let (count, names) = (context.count(names.len()), names.join("; "));
    let mut text = context.said(msg!(
        "Qua {count} kỳ báo cáo ({names}), {on_time}/{all} đơn vị gửi đúng hạn ở mọi kỳ phải báo cáo",
        "Over {count} periods ({names}), {on_time} of {all} units reported on time in every period in which they had to report"
    ));
    for (units, said) in [
        (units(&|sums| sums.late > 0), Text::new("có kỳ gửi chậm", "were late at least once")),
        (
            units(&|sums| sums.missing > 0),
            Text::new("có kỳ quá thời hạn chưa gửi", "had an overdue report at least once"),
        ),
    ] {
        if units.is_empty() {
            continue;
        }
        let (count, said) = (context.count(units.len()), context.say(said));
        let names = context
            .collectively(&units, |dossier| expected.iter().any(|one| one.unit == dossier.unit));
        text +=
            &context.said(msg!("; {count} đơn vị {said} ({names})", "; {count} {said} ({names})"));
    }
    if let Some(number) = annexes.number(Annex::Compliance) {
        text += &context
            .said(msg!("; chi tiết tại Phụ lục {number}", "; details are in appendix {number}"));
    }
    (!compliance.is_empty()).then(|| text + ".")
}

/// Returns the table of all units, or nothing without closed results.
pub(super) fn blocks(context: &LetterContext<'_>) -> Vec<Block> {
    let compliance = compliance(context);
    let periods = context.outcome.compliance_periods();
    let shows_periods = periods.len() <= SIDE_BY_SIDE;
    let sums = [
        Text::new("Số kỳ phải báo cáo", "Periods due"),
        Text::new("Đúng hạn", "On time"),
        Text::new("Gửi chậm", "Late"),
        Text::new("Tổng số ngày chậm", "Days late"),
        Text::new("Quá hạn chưa gửi", "Overdue"),
        Text::new("Số lần chỉnh sửa", "Times corrected"),
        Text::new("Mức đầy đủ (%)", "Complete (%)"),
    ];
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let left = SIDEWAYS - UNIT_WIDTHS.0 - UNIT_WIDTHS.1 - count(sums.len()) * WIDTHS.0;
    let width = left.checked_div(count(periods.len())).unwrap_or(left).min(WIDTHS.1);
    let shown = if shows_periods { periods.as_slice() } else { &[] };
    let mut columns: Vec<_> = shown
        .iter()
        .map(|period| {
            super::units::column(upper_first(period.in_lang(context.lang)), width, Align::Left)
        })
        .collect();
    columns.extend(context.columns(sums.map(|heading| (heading, WIDTHS.0, Align::Right))));
    let not_due = Text::new("Số kỳ được miễn, không phải báo cáo", "Periods exempt or not due");
    columns.extend(context.columns((!shows_periods).then_some((not_due, 28, Align::Right))));
    let cells = |dossier: &Dossier| match compliance.get(&dossier.unit) {
        Some(unit) => cells(context, unit, shows_periods),
        None => Vec::new(),
    };
    let groups = context.by_group(|dossier| compliance.contains_key(&dossier.unit));
    let Some(table) = table(context, &groups, columns, cells) else { return Vec::new() };
    vec![Block::Table(table), paragraph(ParagraphRole::Remark, remark(context))]
}

fn cells(
    context: &LetterContext<'_>,
    unit: &UnitCompliance<'_>,
    shows_periods: bool,
) -> Vec<String> {
    let periods = unit.periods.iter().map(|period| match period {
        Some(period) => context.punctuality(period.punctuality, period.days_late),
        None => "–".to_owned(),
    });
    let sums = unit.sums();
    let ComplianceSums { expected, on_time, late, days_late, missing, corrections, .. } = sums;
    let counts = [expected, on_time, late, days_late, missing, corrections];
    let percent = sums.percent().map_or_else(String::new, |percent| context.number(percent));
    let not_due = (unit.periods.len() - expected).to_string();
    let periods = shows_periods.then_some(periods).into_iter().flatten();
    periods
        .chain(counts.map(|count| count.to_string()))
        .chain([percent])
        .chain((!shows_periods).then_some(not_due))
        .collect()
}

/// Explains the columns.
fn remark(context: &LetterContext<'_>) -> String {
    let today = context.today();
    context.said(msg!(
        "Các kỳ trước theo kết quả đã chốt, kỳ này tính đến ngày {today}. Số lần chỉnh sửa gồm các bản đã được thay và bản còn phải sửa. \
         Mức đầy đủ: phần đã báo cáo trong số chỉ tiêu và nhiệm vụ bắt buộc. Đơn vị không phải báo cáo ở mọi kỳ không có trong bảng.",
        "Earlier periods by their closed results, this period as of {today}. Corrections include replaced versions and a report that still \
         needs correction. Completeness: answers among the required indicators and tasks. Units that are not due in any period are omitted."
    ))
}
