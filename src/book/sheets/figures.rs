//! `Số liệu`: one row an indicator. Totals, sub-totals and the number of units behind them are live formulas over
//! `Số liệu đơn vị`; sub-totals go by the group's name in the heading, so that sorting that sheet changes none of them.

use super::desk::Desk;
use super::table::{CODE, HEAD, begin, code, counts_width, end, place, text};
use super::unit_figures::{NIL, range};
use crate::book::{Area, Cell, Role, Sheet, Value};
use crate::consolidate::{Sum, Total};
use crate::model::origin::CellRef;
use crate::text::Text;

/// The column of how many units a total is made of.
const UNITS: u32 = 4;
/// The first column of sub-totals.
const GROUPS: u32 = 6;

/// The sheet.
pub(super) fn sheet(desk: &Desk<'_>) -> Sheet {
    let sums = desk.outcome.consolidation.totals.iter().map(|total| total.all.sum);
    let mut columns = vec![
        (desk.say(CODE), 7.0),
        (desk.say(Text::new("Chỉ tiêu", "Indicator")), 36.0),
        (desk.say(Text::new("Đơn vị tính", "Measure")), 10.0),
        (desk.say(Text::new("Tổng số", "Total")), counts_width(sums.clone(), Role::Total, 11.0)),
        (desk.say(Text::new("Số đơn vị có số liệu", "Units with a figure")), 9.0),
        (desk.say(Text::new("n/N đơn vị có số liệu", "n/N units with a figure")), 10.0),
    ];
    columns.extend(desk.groups().map(|group| (group.in_lang(desk.lang), counts_width(sums.clone(), Role::Number, 12.0))));
    columns.push((desk.say(Text::new("Kỳ trước", "Period before")), 10.0));
    columns.push((desk.say(Text::new("Thay đổi", "Change")), 10.0));
    let remark = Text::new(
        "Tổng số và số của từng khối là công thức cộng từ trang Số liệu đơn vị, chỉ gồm số liệu không có lỗi. “Có số liệu” gồm số, số 0 và \
         không phát sinh.",
        "Totals and sub-totals by group are formulas over the sheet Số liệu đơn vị and take in only figures without an error. “With a figure” \
         means a number, a zero, or that nothing arose.",
    );
    let title = Text::new("SỐ LIỆU TỔNG HỢP TOÀN TỈNH", "FIGURES OF THE PROVINCE");
    let mut sheet = begin(desk, super::FIGURES, (title, desk.say(remark)), &columns, 2);
    // the sub-totals fold away
    let by_group = GROUPS as usize..GROUPS as usize + desk.groups().count();
    sheet.columns.get_mut(by_group).into_iter().flatten().for_each(|column| column.level = 1);
    for (at, total) in desk.outcome.consolidation.totals.iter().enumerate() {
        sheet.push(line(desk, at, total));
    }
    let last = sheet.next_row().saturating_sub(1);
    sheet.bars.extend((last > HEAD).then(|| Area::new(HEAD + 1, UNITS, last, UNITS)));
    end(&mut sheet);
    sheet
}

fn line(desk: &Desk<'_>, at: usize, total: &Total) -> Vec<Cell> {
    let indicator = desk.case().brief.plan.indicator(&total.indicator);
    let (figures, groups) = (range(desk, Some(at)), range(desk, None));
    let expected = desk.outcome.consolidation.expected;
    let answered = format!("COUNT({figures})+COUNTIF({figures},\"{NIL}\")");
    let Sum { sum, units } = total.all;
    let mut cells = vec![
        code(total.indicator.as_str()),
        text(indicator.map_or("", |indicator| indicator.name.as_str())),
        code(indicator.map_or("", |indicator| indicator.measure.as_str())),
        Cell::formula(format!("SUM({figures})"), Value::Number(sum.normalize()), Role::Total),
        Cell::formula(answered.clone(), Value::Number(units.into()), Role::Number),
        Cell::formula(format!("{answered}&\"/{expected}\""), Value::Text(format!("{units}/{expected}")), Role::Code),
    ];
    for (col, group) in desk.groups().enumerate() {
        let heading = CellRef::column_name(GROUPS + place(col));
        let sum = total.by_group.get(&group.code).copied().unwrap_or_default().sum;
        let expr = format!("SUMIF({groups},{heading}${},{figures})", HEAD + 1);
        cells.push(Cell::formula(expr, Value::Number(sum.normalize()), Role::Number));
    }
    cells.extend([Cell::blank(Role::Number), Cell::blank(Role::Number)]);
    cells
}
