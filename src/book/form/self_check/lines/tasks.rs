//! Checks of the sheet of tasks.

use super::{Line, line, owed_columns, own_plan};
use crate::book::Area;
use crate::book::form::count_formula::{
    CountFormula, SheetView, beside, is_nil, is_same, nil_words,
};
use crate::book::form::layout::FIRST;
use crate::book::form::self_check::{Answered, column};
use crate::book::form::{Form, figures, tasks};
use crate::model::form::Sheet as Kind;
use crate::model::origin::CellRef;
use crate::model::reading::Status;
use crate::rules::named;
use rust_decimal::Decimal;

pub(super) fn add(form: &Form<'_>, answered: &Answered<'_>, lines: &mut Vec<Line>) {
    let (look, first) = (answered.tasks, CellRef::new(FIRST, tasks::STATUS));
    let owed: Vec<bool> = form.tasks().map(|task| form.owes(&task.code)).collect();
    if owed.is_empty() {
        return;
    }
    let all = owed_columns(&owed, tasks::STATUS)
        .map(|area| unanswered(look, area))
        .fold(CountFormula::nothing(), CountFormula::and);
    let unanswered = own_plan::without(form, answered, all);
    lines.push(line(
        [&named::INCOMPLETE_TASK],
        "Nhiệm vụ bắt buộc có tình trạng; đang làm hoặc đã xong thì có kết quả",
        unanswered,
        Kind::Tasks,
        first,
    ));
    let statuses = column(look, Kind::Tasks, tasks::STATUS);
    let words = Status::ALL.map(Status::word);
    lines.push(line(
        [&named::UNKNOWN_STATUS],
        "Tình trạng là một trong năm từ của danh sách",
        look.not_among(statuses, &words),
        Kind::Tasks,
        first,
    ));
    let what = "“Không phát sinh” thì không ghi kết quả và không có số liệu";
    let beside_figures = figures_beside_nil(form, answered);
    lines.push(line(
        [&named::CONTRADICTED_STATUS],
        what,
        results_beside_nil(look, statuses).and(beside_figures),
        Kind::Tasks,
        first,
    ));
}

/// Counts required tasks without a status, or without the result that their status requires.
fn unanswered(look: SheetView<'_>, statuses: Area) -> CountFormula {
    let (status, result) = (look.area(statuses), look.area(beside(statuses, tasks::STATUS + 1)));
    let codes = look.area(beside(statuses, 0));
    let asking: Vec<&str> = Status::ALL
        .into_iter()
        .filter(|status| status.requires_result())
        .map(Status::word)
        .collect();
    let asks = asking
        .iter()
        .map(|word| format!("(TRIM({status})=\"{word}\")"))
        .collect::<Vec<_>>()
        .join("+");
    let expr = format!(
        "SUMPRODUCT(({codes}<>\"\")*((TRIM({status})=\"\")+({asks})*(TRIM({result})=\"\")))"
    );
    let left = |row: &u32| {
        let said = look.text(*row, tasks::STATUS);
        let needs = asking.iter().any(|word| is_same(word, &said))
            && look.is_blank(*row, tasks::STATUS + 1);
        !look.is_blank(*row, 0) && (said.is_empty() || needs)
    };
    CountFormula { expr, count: (statuses.first.row..=statuses.last.row).filter(left).count() }
}

fn results_beside_nil(look: SheetView<'_>, statuses: Area) -> CountFormula {
    let (status, result) = (look.area(statuses), look.area(beside(statuses, tasks::STATUS + 1)));
    let nil = Status::NothingArose.word();
    let of_status = format!("(TRIM({status})=\"{nil}\")");
    let expr = format!(
        "SUMPRODUCT({of_status}*(TRIM({result})<>\"\"))-SUMPRODUCT({of_status}*(TRIM({result})={{{}}}))",
        nil_words()
    );
    let wrong = |row: &u32| {
        let result = look.text(*row, tasks::STATUS + 1);
        is_same(&look.text(*row, tasks::STATUS), nil) && !result.is_empty() && !is_nil(&result)
    };
    CountFormula { expr, count: (statuses.first.row..=statuses.last.row).filter(wrong).count() }
}

/// Counts tasks with nothing to report although their figures are above 0.
fn figures_beside_nil(form: &Form<'_>, answered: &Answered<'_>) -> CountFormula {
    let nil = Status::NothingArose.word();
    (FIRST..)
        .zip(form.tasks())
        .filter_map(|(row, task)| {
            let places: Vec<u32> = (FIRST..)
                .zip(&form.indicators)
                .filter(|(_, indicator)| indicator.task.as_ref() == Some(&task.code))
                .map(|(row, _)| row)
                .collect();
            let cells: Vec<String> =
                places.iter().map(|row| answered.figures.cell(*row, figures::FIGURE)).collect();
            let expr = format!(
                "(TRIM({})=\"{nil}\")*(SUM({})>0)",
                answered.tasks.cell(row, tasks::STATUS),
                cells.join(",")
            );
            let numbers =
                places.iter().filter_map(|row| answered.figures.number(*row, figures::FIGURE));
            let sum = numbers.fold(Decimal::ZERO, Decimal::saturating_add);
            let wrong =
                is_same(&answered.tasks.text(row, tasks::STATUS), nil) && sum > Decimal::ZERO;
            (!cells.is_empty()).then_some(CountFormula { expr, count: usize::from(wrong) })
        })
        .fold(CountFormula::nothing(), CountFormula::and)
}
