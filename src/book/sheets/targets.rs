//! Columns of targets beside the totals.

use super::context::SheetContext;
use super::unit_figures::range;
use super::{HEAD, index};
use crate::book::{Cell, Highlight, Role, Style, Value};
use crate::consolidate::Total;
use crate::model::indicator::Indicator;
use crate::model::origin::CellRef;
use crate::model::target::{NOT_REACHED, REACHED, TargetResult};
use crate::text::Text;

pub(super) const COLUMNS: [(Text, f64); 3] = [
    (Text::new("Mục tiêu", "Target"), 9.0),
    (Text::new("Kết quả so với mục tiêu", "Result"), 10.0),
    (Text::new("Số đơn vị đạt", "Units that reach it"), 9.0),
];

/// Shown in place of figures that are not totalled.
pub(super) const NO_TOTAL: &str = "–";

/// Returns the target, whether the total reaches it, and the number of units that do, given the
/// columns of totals and of their units.
pub(super) fn cells(
    context: &SheetContext<'_>,
    at: usize,
    total: &Total,
    columns: [u32; 2],
) -> [Cell; 3] {
    let Some(result) = &total.target else {
        return [Role::Code; 3].map(Cell::blank);
    };
    let indicator = context.case().scope.plan.indicator(&total.indicator);
    let row = HEAD + 2 + index(at);
    let [total_column, units] = columns.map(CellRef::column_name);
    let (operator, value) = (result.target.comparison.operator(), result.target.value.normalize());
    let compared = format!(
        "ROUND({total_column}{row},{}){operator}{value}",
        indicator.map_or(0, Indicator::places)
    );
    let [reached, not_reached] = [REACHED, NOT_REACHED].map(|text| context.say(text));
    let judged = format!(
        "IF(AND({units}{row}>0,ISNUMBER({total_column}{row})),IF({compared},\"{reached}\",\"{not_reached}\"),\"{NO_TOTAL}\")"
    );
    let of_total = Cell::formula(
        judged,
        Value::Text(context.say(result.title()).to_owned()),
        Style::highlighted(Role::Code, highlight(result)),
    );
    let of_units = result.units.map(|units| {
        let own = range(context, Some(at));
        Cell::formula(
            format!("COUNTIF({own},\"{operator}\"&{value})"),
            Value::Number(units.into()),
            Role::Number,
        )
    });
    [
        Cell::text(result.target.said().in_lang(context.lang), Role::Code),
        of_total,
        of_units.unwrap_or_else(|| Cell::blank(Role::Number)),
    ]
}

const fn highlight(result: &TargetResult) -> Highlight {
    match result.is_reached {
        Some(true) => Highlight::Good,
        Some(false) => Highlight::Watch,
        None => Highlight::None,
    }
}
