//! `Số liệu`: one row per indicator. Totals, subtotals and numbers of units are formulas over `Số liệu đơn vị`. Subtotals use
//! the group's name in the heading, so that sorting that sheet does not change them.

use super::context::SheetContext;
use super::table::{CODE, begin, code, counts_width, end, text};
use super::total_formulas::{self, Ranges};
use super::unit_figures::range;
use super::{HEAD, index};
use crate::book::{Area, Cell, Role, Sheet, Style, Value};
use crate::consolidate::{Aggregate, Change, Total};
use crate::model::id::IndicatorCode;
use crate::model::indicator::{Aggregation, Indicator};
use crate::model::origin::CellRef;
use crate::msg;
use crate::text::{Text, counted};
use rust_decimal::Decimal;

/// The column of totals.
const TOTAL: &str = "D";
/// The column of the number of units in a total.
const UNITS: u32 = 4;
/// The first column of subtotals.
const GROUPS: u32 = 6;

pub(super) fn sheet(context: &SheetContext<'_>) -> Sheet {
    let sums = context
        .outcome
        .consolidation
        .totals
        .iter()
        .map(|total| total.all.number.unwrap_or_default());
    let mut columns = vec![
        (context.say(CODE), 7.0),
        (context.say(Text::new("Chỉ tiêu", "Indicator")), 36.0),
        (context.say(Text::new("Đơn vị tính", "Measure")), 10.0),
        (context.say(Text::new("Tổng số", "Total")), counts_width(sums.clone(), Role::Total, 11.0)),
        (context.say(Text::new("Số đơn vị có số liệu", "Units with a figure")), 9.0),
        (context.say(Text::new("n/N đơn vị có số liệu", "n/N units with a figure")), 10.0),
    ];
    columns.extend(context.groups().map(|group| {
        (group.in_lang(context.lang), counts_width(sums.clone(), Role::Number, 12.0))
    }));
    let changes =
        || context.outcome.consolidation.totals.iter().filter_map(|total| total.change.as_ref());
    let before_width = counts_width(changes().map(|change| change.then), Role::Number, 10.0);
    columns.push((context.say(Text::new("Kỳ trước", "Period before")), before_width));
    columns.push((
        context.say(Text::new("Thay đổi", "Change")),
        counts_width(changes().map(|change| change.by), Role::Number, 10.0),
    ));
    let counted = Text::new(
        "Tổng số và số của từng khối là công thức cộng từ trang Số liệu đơn vị, chỉ gồm số liệu không có lỗi. “Có số liệu” gồm số, số 0 và \
         không phát sinh.",
        "Totals and sub-totals by group are formulas over the sheet Số liệu đơn vị and take in only figures without an error. “With a figure” \
         means a number, a zero, or that nothing arose.",
    );
    let remark = [context.say(counted).to_owned(), not_added(context), compared(context)];
    let remark = remark.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ");
    let title = Text::new("SỐ LIỆU TỔNG HỢP TOÀN TỈNH", "FIGURES OF THE PROVINCE");
    let mut sheet = begin(context, super::FIGURES, (title, &remark), &columns, 2);
    // subtotals can be collapsed
    let by_group = GROUPS as usize..GROUPS as usize + context.groups().count();
    sheet.columns.get_mut(by_group).into_iter().flatten().for_each(|column| column.level = 1);
    for (at, total) in context.outcome.consolidation.totals.iter().enumerate() {
        sheet.push(line(context, at, total));
    }
    let last = sheet.next_row().saturating_sub(1);
    sheet.bars.extend((last > HEAD).then(|| Area::new(HEAD + 1, UNITS, last, UNITS)));
    end(&mut sheet, 0);
    sheet
}

fn line(context: &SheetContext<'_>, at: usize, total: &Total) -> Vec<Cell> {
    let indicator = context.case().scope.plan.indicator(&total.indicator);
    let groups = range(context, None);
    let expected = context.outcome.consolidation.expected;
    let (units, decimals) = (total.all.units, decimals(indicator));
    let answered = indicator.and_then(|own| total_formulas::units(own, &ranges(context, at, own)));
    let computed = |all: Option<&Aggregate>, group, role| {
        let style = Style::with_decimals(role, decimals);
        let expr = indicator.and_then(|own| {
            total_formulas::total(own, &Ranges { group, ..ranges(context, at, own) })
        });
        if let Some(own) = indicator.filter(|own| !own.answer.choices().is_empty()) {
            let said = all.cloned().unwrap_or_else(|| Aggregate::empty(own)).shown();
            let said = Value::Text(said.vi);
            return Cell::formula(expr.unwrap_or_default(), said, Role::Code);
        }
        let Some(expr) = expr else {
            return Cell::text(
                if all.is_some_and(|all| all.units > 0) { NO_TOTAL } else { "" },
                Role::Code,
            );
        };
        let number =
            all.and_then(|all| all.number).or(total.aggregation.adds_up().then_some(Decimal::ZERO));
        let result = number
            .map_or_else(|| Value::Text(String::new()), |number| Value::Number(number.normalize()));
        Cell::formula(expr, result, style)
    };
    let mut cells = vec![
        code(total.indicator.as_str()),
        text(indicator.map_or("", |indicator| indicator.name.as_str())),
        code(indicator.map_or("", |indicator| indicator.measure.as_str())),
        computed(Some(&total.all), None, Role::Total),
        match &answered {
            Some(answered) => {
                Cell::formula(answered.clone(), Value::Number(units.into()), Role::Number)
            }
            None => Cell::number(units, Role::Number),
        },
        match &answered {
            Some(answered) => Cell::formula(
                format!("{answered}&\"/{expected}\""),
                Value::Text(format!("{units}/{expected}")),
                Role::Code,
            ),
            None => Cell::text(format!("{units}/{expected}"), Role::Code),
        },
    ];
    for (col, group) in context.groups().enumerate() {
        let heading = CellRef::column_name(GROUPS + index(col));
        let named = format!("{heading}${}", HEAD + 1);
        cells.push(computed(
            total.by_group.get(&group.code),
            Some((groups.as_str(), named)),
            Role::Number,
        ));
    }
    cells.extend(change(context, at, total));
    cells
}

/// Shown if figures make no total.
const NO_TOTAL: &str = "–";

fn decimals(indicator: Option<&Indicator>) -> u32 {
    indicator.map_or(0, Indicator::places)
}

/// Returns the ranges of an indicator's figures, and of the two indicators of a ratio.
fn ranges<'r>(context: &SheetContext<'_>, at: usize, indicator: &Indicator) -> Ranges<'r> {
    let indicators = &context.case().scope.plan.indicators;
    let place =
        |code: &IndicatorCode| indicators.iter().position(|indicator| indicator.code == *code);
    let sides = match &indicator.total {
        Aggregation::Ratio(ratio) => place(&ratio.of)
            .zip(place(&ratio.per))
            .map(|(of, per)| [of, per].map(|at| range(context, Some(at)))),
        _ => None,
    };
    Ranges { own: range(context, Some(at)), sides, group: None }
}

/// What the totals are of indicators that do not add up.
fn not_added(context: &SheetContext<'_>) -> String {
    let totals = &context.outcome.consolidation.totals;
    if totals.iter().all(|total| total.aggregation.adds_up()) {
        return String::new();
    }
    let said = Text::new(
        "Tỷ lệ là thương của hai tổng, chỉ gồm đơn vị có cả hai số; điểm trung bình là trung bình các đơn vị; chỉ tiêu không tính số chung ghi “–”.",
        "A rate is the quotient of two sums over the units that have both; a mean is that of the units; what makes no total has a dash.",
    );
    context.say(said).to_owned()
}

/// Names the previous period.
fn compared(context: &SheetContext<'_>) -> String {
    let case = context.case();
    let Some(previous) = &case.scope.period.previous else {
        return String::new();
    };
    let code = &previous.code;
    let said = if case.earlier.period.is_none() {
        msg!(
            "Kỳ trước là {code}: chưa có kết quả trong thư mục làm việc.",
            "The period before is {code}: its results are not at hand."
        )
    } else if previous.included {
        msg!(
            "Kỳ trước là {code}; chỉ tiêu cộng dồn của kỳ này gồm cả kỳ trước, nên Thay đổi là phần tăng thêm.",
            "The period before is {code}; what adds up takes it in, so that Change is what has been added since."
        )
    } else {
        msg!("Kỳ trước là {code}.", "The period before is {code}.")
    };
    said.in_lang(context.lang).to_owned()
}

/// Returns the total of the previous period and the change since; blank if unknown.
fn change(context: &SheetContext<'_>, at: usize, total: &Total) -> [Cell; 2] {
    let Some(Change { before, then: amount, by }) = &total.change else {
        return [Cell::blank(Role::Number), Cell::blank(Role::Number)];
    };
    let indicator = context.case().scope.plan.indicator(&total.indicator);
    let style = Style::with_decimals(Role::Number, decimals(indicator));
    let (then, now) = (before.units, total.all.units);
    let units = counted(then, "unit");
    let made_of = msg!(
        "Tổng của {then} đơn vị có số liệu kỳ trước",
        "The total of {units} with a figure then"
    );
    let between = msg!(
        "Kỳ trước {then} đơn vị, kỳ này {now} đơn vị có số liệu",
        "{units} with a figure then, {now} now"
    );
    let (row, column) =
        (HEAD + 2 + index(at), CellRef::column_name(GROUPS + index(context.groups().count())));
    let changed =
        Cell::formula(format!("{TOTAL}{row}-{column}{row}"), Value::Number(by.normalize()), style);
    [
        Cell::number(amount.normalize(), style).noted(made_of.in_lang(context.lang)),
        Cell { note: (then != now).then(|| between.in_lang(context.lang).to_owned()), ..changed },
    ]
}
