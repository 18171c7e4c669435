//! `Số liệu`: one row per indicator. Totals, subtotals and numbers of units are formulas over
//! `Số liệu đơn vị`. Subtotals use the group's name in the heading, so that sorting that sheet does
//! not change them.

use super::context::SheetContext;
use super::table::{CODE, begin, break_at, code, counts_width, end, text};
use super::targets::{self, NO_TOTAL};
use super::total_formulas::{self, Ranges};
use super::unit_figures::range;
use super::{HEAD, index};
use crate::book::{Area, Cell, Content, Role, Sheet, Style, Value};
use crate::consolidate::{Aggregate, Change, Total};
use crate::model::id::IndicatorCode;
use crate::model::indicator::{Aggregation, Indicator};
use crate::model::origin::CellRef;
use crate::model::unit::Group;
use crate::msg;
use crate::text::{Text, counted};
use rust_decimal::Decimal;

/// The column of totals.
const TOTAL: u32 = UNITS - 1;
/// The column of the number of units in a total.
const UNITS: u32 = 4;
/// The first column of the comparison with the previous period.
const BEFORE: u32 = 6;

struct Columns {
    /// Whether totals are compared with the previous period.
    is_compared: bool,
    /// Whether totals are compared with targets, in the columns after the comparison.
    has_targets: bool,
    /// The first column of subtotals; each is followed by the number of its units.
    groups: u32,
}

impl Columns {
    fn new(context: &SheetContext<'_>) -> Self {
        let is_compared =
            context.outcome.consolidation.totals.iter().any(|total| total.change.is_some());
        let comparison = if is_compared { COMPARISON.len() } else { ALWAYS };
        let has_targets =
            context.outcome.consolidation.totals.iter().any(|total| total.target.is_some());
        let targets = if has_targets { targets::COLUMNS.len() } else { 0 };
        Self { is_compared, has_targets, groups: BEFORE + index(comparison + targets) }
    }

    fn comparison(&self) -> &'static [Text] {
        if self.is_compared { &COMPARISON } else { &COMPARISON[..ALWAYS] }
    }
}

const COMPARISON: [Text; 5] = [
    Text::new("Kỳ trước", "Previous period"),
    Text::new("Thay đổi", "Change"),
    Text::new("Số đơn vị so sánh", "Units compared"),
    Text::new("Kỳ trước, cùng đơn vị", "Previous period, same units"),
    Text::new("Kỳ này, cùng đơn vị", "This period, same units"),
];
/// Number of comparison columns without a previous period.
const ALWAYS: usize = 2;

pub(super) fn sheet(context: &SheetContext<'_>) -> Sheet {
    let totals = &context.outcome.consolidation.totals;
    let sums = totals.iter().map(|total| total.all.number.unwrap_or_default());
    let layout = Columns::new(context);
    let name = |group: &Group| {
        let name = group.in_lang(context.lang);
        [
            name.to_owned(),
            msg!("{name}: số đơn vị", "{name}: units").in_lang(context.lang).to_owned(),
        ]
    };
    let names: Vec<[String; 2]> = context.groups().map(name).collect();
    let mut columns = vec![
        (context.say(CODE), 7.0),
        (context.say(Text::new("Chỉ tiêu", "Indicator")), 42.0),
        (context.say(Text::new("Đơn vị tính", "Measure")), 12.0),
        (context.say(Text::new("Tổng số", "Total")), counts_width(sums.clone(), Role::Total, 11.0)),
        (context.say(Text::new("Số đơn vị có số liệu", "Units with a figure")), 9.0),
        (context.say(Text::new("n/N đơn vị có số liệu", "n/N units with a figure")), 10.0),
    ];
    let changes = totals.iter().filter_map(|total| total.change.as_ref());
    let width = counts_width(changes.filter_map(|change| change.before.number), Role::Number, 10.0);
    columns.extend(layout.comparison().iter().map(|heading| (context.say(*heading), width)));
    if layout.has_targets {
        columns.extend(targets::COLUMNS.map(|(heading, width)| (context.say(heading), width)));
    }
    columns.extend(names.iter().flat_map(|[name, units]| {
        [(name.as_str(), counts_width(sums.clone(), Role::Number, 12.0)), (units.as_str(), 12.0)]
    }));
    let counted = Text::new(
        "Tổng số và số của từng khối là công thức cộng từ trang Số liệu đơn vị, chỉ gồm số liệu không có lỗi; khối không đơn vị nào có số liệu \
         thì để trống. “Có số liệu” gồm số, số 0 và không phát sinh.",
        "Totals and subtotals are formulas over the sheet Số liệu đơn vị and include only figures without an error; the subtotal of a group \
         without a figure is blank. “With a figure” means a number, a zero, or nothing to report.",
    );
    let remark = [context.say(counted).to_owned(), not_added(context), compared(context)];
    let remark = remark.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ");
    let Text { vi, en } = context.case().scope.plan.office.area.text();
    let title = msg!("Số liệu tổng hợp {vi}", "Figures of {en}");
    let title = title.in_lang(context.lang).to_uppercase();
    let mut sheet = begin(context, super::FIGURES, (&title, &remark), &columns, 2);
    break_at(&mut sheet, layout.groups, 1);
    // subtotals can be collapsed
    sheet.columns.iter_mut().skip(layout.groups as usize).for_each(|column| column.level = 1);
    for (at, total) in totals.iter().enumerate() {
        sheet.push(line(context, &layout, at, total));
    }
    let last = sheet.next_row().saturating_sub(1);
    sheet.bars.extend((last > HEAD).then(|| Area::new(HEAD + 1, UNITS, last, UNITS)));
    end(&mut sheet, 0);
    sheet
}

fn line(context: &SheetContext<'_>, layout: &Columns, at: usize, total: &Total) -> Vec<Cell> {
    let indicator = context.case().scope.plan.indicator(&total.indicator);
    let expected = total.expected;
    let units = total.all.units;
    let answered = count(context, at, indicator, (&total.all, None));
    let coverage = match &answered.content {
        Content::Formula { expr, .. } => {
            let result = Value::Text(format!("{units}/{expected}"));
            Cell::formula(format!("{expr}&\"/{expected}\""), result, Role::Code)
        }
        _ => Cell::text(format!("{units}/{expected}"), Role::Code),
    };
    let mut cells = vec![
        code(total.indicator.as_str()),
        text(indicator.map_or("", Indicator::full_name)),
        code(indicator.map_or("", |indicator| indicator.measure.as_str())),
        computed(context, (at, total), Some(&total.all), None, Role::Total),
        answered,
        coverage,
    ];
    cells.extend(change(context, layout, at, total));
    if layout.has_targets {
        cells.extend(targets::cells(context, at, total, [TOTAL, UNITS]));
    }
    let none = Aggregate::default();
    for (place, group) in context.groups().enumerate() {
        let col = layout.groups + 2 * index(place);
        let own = total.by_group.get(&group.code);
        let named =
            || Some((range(context, None), format!("{}${}", CellRef::column_name(col), HEAD + 1)));
        let counted = CellRef::new(HEAD + 1 + index(at), col + 1);
        let subtotal = computed(context, (at, total), own, named(), Role::Number);
        cells.extend([
            blank_without_units(subtotal, counted, own.is_none()),
            blank_if_0(count(context, at, indicator, (own.unwrap_or(&none), named()))),
        ]);
    }
    cells
}

/// The range of group names, and the cell with one of them.
type OfGroup = Option<(String, String)>;

/// Returns the formula of a total or a subtotal with its result.
fn computed(
    context: &SheetContext<'_>,
    (at, total): (usize, &Total),
    all: Option<&Aggregate>,
    group: OfGroup,
    role: Role,
) -> Cell {
    let indicator = context.case().scope.plan.indicator(&total.indicator);
    let expr = indicator
        .and_then(|own| total_formulas::total(own, &Ranges { group, ..ranges(context, at, own) }));
    if let Some(own) = indicator.filter(|own| !own.answer.choices().is_empty()) {
        let said = all.cloned().unwrap_or_else(|| Aggregate::empty(own)).shown();
        let said = Value::Text(said.in_lang(context.lang).to_owned());
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
    Cell::formula(expr, result, Style::with_decimals(role, decimals(indicator)))
}

/// Returns the formula of the number of units in a total; the number itself if no formula can count
/// them.
fn count(
    context: &SheetContext<'_>,
    at: usize,
    indicator: Option<&Indicator>,
    (all, group): (&Aggregate, OfGroup),
) -> Cell {
    let expr = indicator
        .and_then(|own| total_formulas::units(own, &Ranges { group, ..ranges(context, at, own) }));
    match expr {
        Some(expr) => Cell::formula(expr, Value::Number(all.units.into()), Role::Number),
        None => Cell::number(all.units, Role::Number),
    }
}

/// Makes a subtotal blank if it has no unit.
fn blank_without_units(cell: Cell, counted: CellRef, is_empty: bool) -> Cell {
    let Content::Formula { expr, result } = cell.content else { return cell };
    let result = if is_empty { Value::Text(String::new()) } else { result };
    let expr = format!("IF(N({counted})=0,\"\",{expr})");
    Cell { content: Content::Formula { expr, result }, ..cell }
}

fn blank_if_0(cell: Cell) -> Cell {
    match cell.content {
        Content::Formula { expr, result } => {
            let is_0 = result == Value::Number(Decimal::ZERO);
            let result = if is_0 { Value::Text(String::new()) } else { result };
            let expr = format!("IF({expr}=0,\"\",{expr})");
            Cell { content: Content::Formula { expr, result }, ..cell }
        }
        Content::Number(number) if number.is_zero() => Cell::blank(cell.style),
        _ => cell,
    }
}

fn decimals(indicator: Option<&Indicator>) -> u32 {
    indicator.map_or(0, Indicator::places)
}

/// Returns the ranges of an indicator's figures, and of the two indicators of a ratio.
fn ranges(context: &SheetContext<'_>, at: usize, indicator: &Indicator) -> Ranges {
    let indicators = &context.case().scope.plan.indicators;
    let place =
        |code: &IndicatorCode| indicators.iter().position(|indicator| indicator.code == *code);
    let sides = match &indicator.total {
        Aggregation::Ratio(ratio) => place(&ratio.of)
            .zip(place(&ratio.per))
            .map(|(of, per)| [of, per].map(|at| range(context, Some(at)))),
        _ => None,
    };
    Ranges { own: range(context, Some(at)), sides, group: None, lang: context.lang }
}

/// Explains the totals of indicators that are not added.
fn not_added(context: &SheetContext<'_>) -> String {
    let totals = &context.outcome.consolidation.totals;
    if totals.iter().all(|total| total.aggregation.adds_up()) {
        return String::new();
    }
    let said = Text::new(
        "Tỷ lệ là thương của hai tổng, chỉ gồm đơn vị có cả hai số; điểm trung bình là trung bình các đơn vị; chỉ tiêu không tính số chung ghi “–”.",
        "A rate divides two sums over the units that have both figures; a mean is over the units; indicators without a total have a dash.",
    );
    context.say(said).to_owned()
}

/// Returns a note that names the previous period.
fn compared(context: &SheetContext<'_>) -> String {
    let case = context.case();
    let Some(previous) = &case.scope.period.previous else {
        return String::new();
    };
    let code = &previous.code;
    let (same_vi, same_en) = (
        "Thay đổi chỉ so các đơn vị có số liệu cả hai kỳ.",
        "Change compares only units with a figure in both periods.",
    );
    let said = if case.earlier.period.is_none() {
        msg!(
            "Kỳ trước là {code}: chưa có kết quả trong thư mục làm việc.",
            "The previous period is {code}: it has no results in the workspace."
        )
    } else if previous.included {
        msg!(
            "Kỳ trước là {code}; chỉ tiêu cộng dồn của kỳ này gồm cả kỳ trước, nên Thay đổi là phần tăng thêm. {same_vi}",
            "The previous period is {code}; cumulative indicators include it, so Change is the increase since. {same_en}"
        )
    } else {
        msg!("Kỳ trước là {code}. {same_vi}", "The previous period is {code}. {same_en}")
    };
    said.in_lang(context.lang).to_owned()
}

/// Returns the total of the previous period and the change over the same units; blank if unknown.
fn change(context: &SheetContext<'_>, layout: &Columns, at: usize, total: &Total) -> Vec<Cell> {
    let indicator = context.case().scope.plan.indicator(&total.indicator);
    let style = Style::with_decimals(Role::Number, decimals(indicator));
    let mut cells = vec![Cell::blank(style); layout.comparison().len()];
    let Some(Change { before, same_units }) = &total.change else {
        return cells;
    };
    let units = counted(before.units, "unit");
    let then = before.units;
    let made_of = msg!(
        "Tổng của {then} đơn vị có số liệu kỳ trước",
        "The total of {units} with a figure then"
    );
    let number = |number: Decimal| Cell::number(number.normalize(), style);
    let before = before.number.map(|before| number(before).noted(made_of.in_lang(context.lang)));
    let same = same_units.as_ref().map(|same| {
        let (row, first) = (HEAD + 2 + index(at), BEFORE + 3);
        let [then, now] = [first, first + 1].map(CellRef::column_name);
        let change = Value::Number(same.change().normalize());
        [
            Cell::formula(format!("{now}{row}-{then}{row}"), change, style),
            Cell::number(same.units, Role::Number),
            number(same.then),
            number(same.now),
        ]
    });
    for (place, cell) in cells.iter_mut().zip(before.into_iter().chain(same.into_iter().flatten()))
    {
        *place = cell;
    }
    cells
}
