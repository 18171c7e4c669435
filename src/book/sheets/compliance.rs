//! `Chấp hành`: each unit's punctuality, corrections and completeness over the periods whose results are closed, and this one. The
//! sheet exists only if the results of another period are closed.

use super::context::SheetContext;
use super::table::{
    GROUP, Table, UNIT, UNIT_CODE, begin, code, count_unless_0, groups_width, highlighted,
    names_width, text,
};
use crate::book::{Cell, Role, Row, RowStream, Style};
use crate::model::compliance::Compliance;
use crate::outcome::{ComplianceSums, UnitCompliance};
use crate::text::Text;
use std::sync::Arc;

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Option<Table<'a>> {
    let outcome = context.outcome;
    if outcome.case.closed.is_empty() {
        return None;
    }
    let mut columns = vec![
        (context.say(UNIT_CODE), 12.0),
        (context.say(UNIT), names_width(context, 60.0)),
        (context.say(GROUP), groups_width(context, 36.0)),
    ];
    let periods = outcome.compliance_periods();
    columns.extend(periods.iter().map(|period| (period.in_lang(context.lang), 16.0)));
    let sums = [
        Text::new("Số kỳ phải báo cáo", "Periods expected"),
        Text::new("Đúng hạn", "On time"),
        Text::new("Gửi chậm", "Late"),
        Text::new("Tổng số ngày chậm", "Days late"),
        Text::new("Quá hạn chưa gửi", "Overdue"),
        Text::new("Số lần phải chỉnh sửa", "Corrections"),
    ];
    columns.extend(sums.map(|heading| (context.say(heading), 9.0)));
    columns.push((context.say(Text::new("Mức đầy đủ (%)", "Completeness (%)")), 9.0));
    let remark = Text::new(
        "Các kỳ trước theo kết quả đã chốt, kỳ này tính đến ngày nêu trên. Số lần phải chỉnh sửa gồm các bản đã được thay và bản còn phải sửa. \
         Mức đầy đủ: phần đã trả lời trong số chỉ tiêu và nhiệm vụ bắt buộc của các báo cáo đã nhận. Đơn vị được miễn hoặc không phải báo cáo ghi rõ ở từng kỳ.",
        "Earlier periods by their closed results, this period as of the day above. Corrections include replaced versions and a report that still \
         needs correction. Completeness: answers among the required indicators and tasks of the reports received. Exempt units and units not due are named as such.",
    );
    let title = Text::new("CHẤP HÀNH CHẾ ĐỘ BÁO CÁO QUA CÁC KỲ", "COMPLIANCE OVER THE PERIODS");
    let sheet =
        begin(context, super::COMPLIANCE, (context.say(title), context.say(remark)), &columns, 2);
    let units = outcome.compliance();
    let (own, count) = (Arc::clone(context), units.len());
    let lay = move |at: usize| Row {
        cells: units.get(at).map(|unit| line(&own, unit)).unwrap_or_default(),
        ..Row::default()
    };
    Some(Table::new(sheet, RowStream::single(count, lay).with_decimals(1)))
}

fn line<'a>(context: &SheetContext<'a>, unit: &UnitCompliance<'a>) -> Vec<Cell> {
    let dossier = unit.dossier;
    let mut cells = vec![
        code(dossier.unit.as_str()),
        text(context.name(&dossier.unit)),
        text(context.group_of(dossier)),
    ];
    cells.extend(unit.periods.iter().map(|period| period_cell(context, period.as_ref())));
    let sums = unit.sums();
    let ComplianceSums { expected, on_time, late, days_late, missing, corrections, .. } = sums;
    let counts = [expected, on_time, late, days_late, missing, corrections];
    cells.extend(counts.map(count_unless_0));
    cells.push(sums.percent().map_or_else(
        || Cell::blank(Role::Number),
        |percent| Cell::number(percent, Style::with_decimals(Role::Number, 1)),
    ));
    cells
}

/// Returns the punctuality in a period; a dash if its results do not contain the unit.
fn period_cell(context: &SheetContext<'_>, period: Option<&Compliance>) -> Cell {
    let Some(period) = period else {
        return code("–");
    };
    let said = period.punctuality.message_with_days(period.days_late);
    highlighted(said.in_lang(context.lang), period.punctuality.highlight())
}
