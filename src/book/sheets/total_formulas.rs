//! The formulas of totals over the figures of units, in spreadsheets of 2010 and later and without array input.

use super::unit_figures::NIL;
use crate::model::indicator::{Aggregation, Indicator};

/// The ranges that a total is computed from.
pub(super) struct Ranges<'r> {
    /// The indicator's own figures.
    pub(super) own: String,
    /// The figures of the numerator and the denominator of a ratio.
    pub(super) sides: Option<[String; 2]>,
    /// The groups of the units, and the cell that names one, of the total of a group.
    pub(super) group: Option<(&'r str, String)>,
}

/// Returns the formula of a total; `None` if the figures make none.
pub(super) fn total(indicator: &Indicator, ranges: &Ranges<'_>) -> Option<String> {
    let (own, places) = (&ranges.own, indicator.places());
    match &indicator.total {
        Aggregation::Sum | Aggregation::Latest => Some(match &ranges.group {
            None => format!("SUM({own})"),
            Some((groups, name)) => format!("SUMIF({groups},{name},{own})"),
        }),
        Aggregation::None => None,
        Aggregation::Mean => {
            let mean = match &ranges.group {
                None => format!("AVERAGE({own})"),
                Some((groups, name)) => format!("AVERAGEIF({groups},{name},{own})"),
            };
            Some(format!("IFERROR(ROUND({mean},{places}),\"\")"))
        }
        Aggregation::Ratio(ratio) => {
            let [of, per] = ranges.sides.as_ref()?;
            let group = match &ranges.group {
                None => String::new(),
                Some((groups, name)) => format!("({groups}={name})*"),
            };
            let sum = |amounts: &str, other: &str| {
                format!("SUMPRODUCT({group}{},{amounts})", has_amount(other))
            };
            let (over, under, times) = (sum(of, per), sum(per, of), ratio.times);
            Some(format!("IFERROR(ROUND({times}*{over}/{under},{places}),\"\")"))
        }
    }
}

/// Returns the formula of how many units a total is made of.
pub(super) fn units(indicator: &Indicator, ranges: &Ranges<'_>) -> String {
    let own = &ranges.own;
    match (&indicator.total, &ranges.sides) {
        (Aggregation::Ratio(_), Some([of, per])) => {
            format!("SUMPRODUCT({}*{})", has_amount(of), has_amount(per))
        }
        _ if indicator.total.adds_up() => format!("COUNT({own})+COUNTIF({own},\"{NIL}\")"),
        _ => format!("COUNT({own})"),
    }
}

/// 1 for each cell with a number or the mark that nothing arose, 0 for others.
fn has_amount(range: &str) -> String {
    format!("(ISNUMBER({range})+({range}=\"{NIL}\"))")
}
