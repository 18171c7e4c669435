//! Checks of the lists of documents and incidents.

use super::{Line, called, line, row_of};
use crate::book::Area;
use crate::book::form::count_formula::{CountFormula, SheetView, beside};
use crate::book::form::self_check::{Answered, column};
use crate::book::form::{Form, figures};
use crate::model::form::Sheet as Kind;
use crate::model::origin::CellRef;
use crate::model::plan::{Indicator, RowsOf};
use crate::rules::named;
use rust_decimal::Decimal;

pub(super) fn add(form: &Form<'_>, answered: &Answered<'_>, lines: &mut Vec<Line>) {
    let documents = column(answered.documents, Kind::Documents, 2);
    let incidents = column(answered.incidents, Kind::Incidents, 1);
    let days = answered.documents.not_days(documents);
    lines.push(line(
        [&named::NOT_A_DATE],
        "Ngày ban hành văn bản ghi đúng kiểu ngày",
        days,
        Kind::Documents,
        documents.first,
    ));
    let days = answered.incidents.not_days(incidents);
    lines.push(line(
        [&named::NOT_A_DATE],
        "Ngày xảy ra vụ việc ghi đúng kiểu ngày",
        days,
        Kind::Incidents,
        incidents.first,
    ));
    if form.period.is_ad_hoc() {
        lines.push(line(
            [&named::BLANK_ANSWER],
            "Đã kê vụ việc; vụ việc nào cũng có ngày xảy ra",
            undated(answered.incidents, incidents),
            Kind::Incidents,
            incidents.first,
        ));
    }
    let counted = form.plan.indicators.iter();
    lines.extend(counted.filter_map(|indicator| about_count(form, answered, indicator)));
}

/// Returns the check of an indicator that counts the rows of a list.
fn about_count(form: &Form<'_>, answered: &Answered<'_>, indicator: &Indicator) -> Option<Line> {
    let (look, kind, columns, of) = match indicator.rows_of {
        Some(RowsOf::Documents) => (answered.documents, Kind::Documents, 1..=4, "văn bản"),
        Some(RowsOf::Incidents) => (answered.incidents, Kind::Incidents, 1..=5, "vụ việc"),
        None => return None,
    };
    let row = row_of(form, &indicator.code)?;
    let (judged, amount) = answered.figures.amount(row, figures::FIGURE, indicator);
    let entries = column(look, kind, 1);
    let filled = columns
        .clone()
        .map(|col| format!("(TRIM({})<>\"\")", look.area(beside(entries, col))))
        .collect::<Vec<_>>()
        .join("+");
    let listed = (entries.first.row..=entries.last.row)
        .filter(|row| columns.clone().any(|col| !look.is_blank(*row, col)))
        .count();
    let cell = answered.figures.cell(row, figures::FIGURE);
    let expr = format!("IF({judged},IF(N({cell})<>SUMPRODUCT(--(({filled})>0)),1,0),0)");
    let wrong = amount.is_some_and(|amount| amount != Decimal::from(listed));
    let what =
        format!("{} bằng số {of} đã kê ở trang {}", called(form, &indicator.code), kind.title());
    Some(line(
        [&named::COUNT_DIFFERS_FROM_LIST],
        what,
        CountFormula { expr, count: usize::from(wrong) },
        Kind::Figures,
        CellRef::new(row, figures::FIGURE),
    ))
}

/// Counts incidents without a date; 1 if none is listed.
fn undated(look: SheetView<'_>, days: Area) -> CountFormula {
    let event = beside(days, 3);
    let (day, said) = (look.area(days), look.area(event));
    let expr = format!(
        "SUMPRODUCT((TRIM({said})<>\"\")*(TRIM({day})=\"\"))+(SUMPRODUCT(--(TRIM({said})<>\"\"))=0)"
    );
    let told: Vec<u32> = (days.first.row..=days.last.row)
        .filter(|row| !look.is_blank(*row, event.first.col))
        .collect();
    let count = told.iter().filter(|row| look.is_blank(**row, days.first.col)).count()
        + usize::from(told.is_empty());
    CountFormula { expr, count }
}
