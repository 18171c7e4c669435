//! The formulas of totals over the figures of units, for Excel 2010 and later and without array
//! input.

use super::unit_figures::NIL;
use crate::model::indicator::{Aggregation, AnswerKind, Indicator};
use crate::model::non_number::counted_choice;
use crate::text::Lang;

/// The ranges that a total is computed from.
pub(super) struct Ranges {
    /// The indicator's own figures.
    pub(super) own: String,
    /// The figures of the numerator and the denominator of a ratio.
    pub(super) sides: Option<[String; 2]>,
    /// For the total of a group: the groups of the units, and the cell with the group's name.
    pub(super) group: Option<(String, String)>,
    /// The language of words in the result.
    pub(super) lang: Lang,
}

/// Returns the formula of a total; `None` if the figures have none.
pub(super) fn total(indicator: &Indicator, ranges: &Ranges) -> Option<String> {
    let (own, places) = (&ranges.own, indicator.places());
    if let Some(answers) = answers(indicator, ranges) {
        return Some(answers);
    }
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

/// Returns the formula that counts the units for each answer of a list: `22 có / 1 không`.
fn answers(indicator: &Indicator, ranges: &Ranges) -> Option<String> {
    let own = &ranges.own;
    let all: Vec<String> = indicator
        .answer
        .choices()
        .iter()
        .map(|word| {
            let count = match &ranges.group {
                None => format!("COUNTIF({own},\"{word}\")"),
                Some((groups, name)) => format!("COUNTIFS({groups},{name},{own},\"{word}\")"),
            };
            format!("{count}&\" {}\"", counted_choice(word).in_lang(ranges.lang))
        })
        .collect();
    (!all.is_empty()).then(|| all.join("&\" / \"&"))
}

/// Returns the formula of the number of units in a total; `None` for answers in text, which no
/// formula can distinguish from a remark.
pub(super) fn units(indicator: &Indicator, ranges: &Ranges) -> Option<String> {
    let own = &ranges.own;
    let equal = |word: &str| match &ranges.group {
        None => format!("COUNTIF({own},\"{word}\")"),
        Some((groups, name)) => format!("COUNTIFS({groups},{name},{own},\"{word}\")"),
    };
    let choices = indicator.answer.choices();
    if !choices.is_empty() {
        return Some(choices.iter().map(|word| equal(word)).collect::<Vec<_>>().join("+"));
    }
    if indicator.answer == AnswerKind::Text {
        return None;
    }
    let numbers = match &ranges.group {
        None => format!("COUNT({own})"),
        Some((groups, name)) => format!("COUNTIFS({groups},{name},{own},\"{ANY_NUMBER}\")"),
    };
    Some(match (&indicator.total, &ranges.sides) {
        (Aggregation::Ratio(_), Some([of, per])) => {
            let group = ranges.group.as_ref();
            let group =
                group.map_or_else(String::new, |(groups, name)| format!("({groups}={name})*"));
            format!("SUMPRODUCT({group}{}*{})", has_amount(of), has_amount(per))
        }
        _ if indicator.total.adds_up() => format!("{numbers}+{}", equal(NIL)),
        _ => numbers,
    })
}

/// A criterion that every number satisfies, and no text.
const ANY_NUMBER: &str = ">-1E+300";

/// Returns 1 for each cell with a number or the mark for nothing to report, 0 for others.
fn has_amount(range: &str) -> String {
    format!("(ISNUMBER({range})+({range}=\"{NIL}\"))")
}
