//! Checks of the sheet of figures.

use super::{Line, called, line, owed_columns, row_of};
use crate::book::Area;
use crate::book::form::count_formula::{CountFormula, SheetView};
use crate::book::form::layout::FIRST;
use crate::book::form::self_check::{Answered, column};
use crate::book::form::{Form, allowed_numbers, figures};
use crate::model::form::Sheet as Kind;
use crate::model::id::IndicatorCode;
use crate::model::indicator::{AnswerKind, Indicator};
use crate::model::number::NOT_APPLICABLE;
use crate::model::origin::CellRef;
use crate::model::plan::{Nature, Relation};
use crate::rules::named;
use rust_decimal::Decimal;

/// Adds checks of relations between figures, and with figures of the previous period.
pub(super) fn add_relations(form: &Form<'_>, look: SheetView<'_>, lines: &mut Vec<Line>) {
    let relations = form.plan.relations.iter();
    lines.extend(relations.filter_map(|relation| about_relation(form, look, relation)));
    lines.extend(about_before(form, look));
}

pub(super) fn add(form: &Form<'_>, answered: &Answered<'_>, lines: &mut Vec<Line>) {
    let (look, first) = (answered.figures, CellRef::new(FIRST, figures::FIGURE));
    let owed: Vec<bool> = form
        .indicators
        .iter()
        .map(|indicator| form.plan.requires(&form.unit.code, indicator))
        .collect();
    if owed.is_empty() {
        return;
    }
    let blanks = owed_columns(&owed, figures::FIGURE)
        .map(|area| look.blanks(area))
        .fold(CountFormula::nothing(), CountFormula::and);
    lines.push(line(
        [&named::BLANK_ANSWER],
        "Chỉ tiêu bắt buộc đã có số liệu (không có gì thì ghi 0)",
        blanks,
        Kind::Figures,
        first,
    ));
    let numbers: Vec<bool> =
        form.indicators.iter().map(|indicator| indicator.answer.number().is_some()).collect();
    let not_numbers = if numbers.iter().all(|is_number| *is_number) {
        look.not_numbers(column(look, Kind::Figures, figures::FIGURE))
    } else {
        owed_columns(&numbers, figures::FIGURE)
            .map(|area| look.not_numbers(area))
            .fold(CountFormula::nothing(), CountFormula::and)
    };
    lines.push(line(
        [&named::NOT_A_NUMBER, &named::NUMBER_AS_TEXT],
        "Ô số liệu chỉ chứa một số, không lẫn chữ",
        not_numbers,
        Kind::Figures,
        first,
    ));
    add_bounds(form, look, lines);
}

/// Adds one check for all counts, and one for each indicator with another kind of number.
fn add_bounds(form: &Form<'_>, look: SheetView<'_>, lines: &mut Vec<Line>) {
    let indicators = form.indicators.iter().copied();
    let is_count = |indicator: &Indicator| indicator.answer.is_count();
    let counts: Vec<bool> = indicators.clone().map(is_count).collect();
    let no_counts = owed_columns(&counts, figures::FIGURE)
        .map(|area| look.no_counts(area))
        .fold(CountFormula::nothing(), CountFormula::and);
    let (what, first) = ("Số liệu là số nguyên từ 0 trở lên", CellRef::new(FIRST, figures::FIGURE));
    if counts.contains(&true) {
        lines.push(line([&named::NOT_A_COUNT], what, no_counts, Kind::Figures, first));
    }
    for (row, indicator) in (FIRST..).zip(indicators).filter(|(_, indicator)| !is_count(indicator))
    {
        let cell = CellRef::new(row, figures::FIGURE);
        let named = called(form, &indicator.code);
        let (rule, what, asked) = match &indicator.answer {
            AnswerKind::Number(kind) => (
                &named::NOT_A_COUNT,
                format!("{named} là {}", kind.description().vi),
                look.not_allowed(row, figures::FIGURE, kind),
            ),
            AnswerKind::Choice(words) => {
                let words: Vec<&str> = words.iter().map(|word| &**word).collect();
                let what = format!("{named} là một trong: {}", words.join("; "));
                let known = [&words[..], &NOT_APPLICABLE[..]].concat();
                let area = Area { first: cell, last: cell };
                (&named::UNKNOWN_STATUS, what, look.not_among(area, &known))
            }
            AnswerKind::Date => {
                let what = format!("{named} ghi đúng kiểu ngày");
                (&named::NOT_A_DATE, what, look.not_days(Area { first: cell, last: cell }))
            }
            AnswerKind::Text => continue,
        };
        lines.push(line([rule], what, asked, Kind::Figures, cell));
    }
}

/// Returns a formula that is true if a figure is neither the rounded nor the truncated quotient, at
/// any permitted number of places.
fn no_ratio(figure: &str, quotient: &str, places: u32) -> String {
    let short = (0..=places).flat_map(|to| {
        ["ROUND", "TRUNC"].map(|cut| format!("ROUND({figure}-{cut}({quotient},{to}),9)=0"))
    });
    let all: Vec<String> = short.collect();
    format!("NOT(IFERROR(OR({}),TRUE))", all.join(","))
}

/// Returns a check for each figure that includes that of the previous period.
fn about_before(form: &Form<'_>, look: SheetView<'_>) -> Vec<Line> {
    let Some(previous) = form.period.previous.as_ref().filter(|previous| previous.included) else {
        return Vec::new();
    };
    let name = form
        .plan
        .period(previous.code.as_str())
        .map_or(previous.code.as_str(), |period| period.name.as_str());
    let flows = form.indicators.iter().filter(|indicator| indicator.nature == Nature::Flow);
    flows
        .filter_map(|indicator| {
            let before = form
                .before
                .get(&indicator.code)
                .filter(|before| **before > Decimal::ZERO)?
                .normalize();
            let row = row_of(form, &indicator.code)?;
            let ((judged, amount), cell) =
                (look.amount(row, figures::FIGURE, indicator), look.cell(row, figures::FIGURE));
            let expr = format!("IF({judged},IF(N({cell})<{before},1,0),0)");
            let what = format!(
                "{} không thấp hơn số {name} của đơn vị: {before}",
                called(form, &indicator.code)
            );
            let asked = CountFormula {
                expr,
                count: usize::from(amount.is_some_and(|amount| amount < before)),
            };
            Some(line(
                [&named::BELOW_PREVIOUS_PERIOD],
                what,
                asked,
                Kind::Figures,
                CellRef::new(row, figures::FIGURE),
            ))
        })
        .collect()
}

/// Returns the check of a relation, which needs all of its figures to be numbers.
fn about_relation(form: &Form<'_>, look: SheetView<'_>, relation: &Relation) -> Option<Line> {
    let rows: Vec<u32> =
        relation.indicators().into_iter().map(|code| row_of(form, code)).collect::<Option<_>>()?;
    let amount = |code: &IndicatorCode| {
        Some(look.amount(row_of(form, code)?, figures::FIGURE, form.plan.indicator(code)?))
    };
    let judged: Vec<String> = relation
        .indicators()
        .into_iter()
        .map(|code| Some(amount(code)?.0))
        .collect::<Option<_>>()?;
    let cells: Vec<String> = rows.iter().map(|row| look.cell(*row, figures::FIGURE)).collect();
    let (first, rest) = cells.split_first()?;
    let other = rest.first()?;
    let (what, broken) = match relation {
        Relation::AtMost(a, b) => (
            format!("{} không lớn hơn {}", called(form, a), called(form, b)),
            format!("N({first})>N({other})"),
        ),
        Relation::Together(a, b) => (
            format!("{} và {} cùng bằng 0 hoặc cùng lớn hơn 0", called(form, a), called(form, b)),
            format!("(N({first})>0)<>(N({other})>0)"),
        ),
        Relation::Sum(total, parts) => {
            let parts = parts.iter().map(|part| called(form, part)).collect::<Vec<_>>().join(" + ");
            (
                format!("{} bằng {parts}", called(form, total)),
                format!("N({first})<>SUM({})", rest.join(",")),
            )
        }
        Relation::Ratio(figure, ratio, places) => (
            format!(
                "{} bằng {} chia {}",
                called(form, figure),
                called(form, &ratio.of),
                called(form, &ratio.per)
            ),
            no_ratio(
                &allowed_numbers::number(first, form.plan.indicator(figure)?.answer.number()?),
                &format!("{}*N({other})/N({})", ratio.times, rest.get(1)?),
                *places,
            ),
        ),
    };
    let wrong = relation.is_broken(|code| amount(code)?.1);
    let expr = format!("IF(AND({}),IF({broken},1,0),0)", judged.join(","));
    let cell = CellRef::new(*rows.first()?, figures::FIGURE);
    Some(line(
        [&named::BROKEN_RELATION],
        what,
        CountFormula { expr, count: usize::from(wrong) },
        Kind::Figures,
        cell,
    ))
}
