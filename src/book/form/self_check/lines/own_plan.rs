//! The unit's own plan, which is the result of a task.

use crate::book::form::count_formula::{CountFormula, is_same};
use crate::book::form::layout::FIRST;
use crate::book::form::self_check::Answered;
use crate::book::form::{Form, info, tasks};
use crate::model::form::Field;
use crate::model::origin::CellRef;
use crate::model::reading::Status;

/// Returns the row of the task, if the unit must answer it.
fn row(form: &Form<'_>) -> Option<u32> {
    let own = form.plan.own_plan_task.as_ref().filter(|task| form.owes(task))?;
    (FIRST..).zip(form.tasks()).find(|(_, task)| task.code == *own).map(|(row, _)| row)
}

/// Returns whether the unit reports its plan as done; `None` if it needs none.
pub(super) fn is_done(form: &Form<'_>, answered: &Answered<'_>) -> Option<CountFormula> {
    let (row, done) = (row(form)?, Status::Done.word());
    let expr = format!("TRIM({})=\"{done}\"", answered.tasks.cell(row, tasks::STATUS));
    Some(CountFormula {
        expr,
        count: usize::from(is_same(&answered.tasks.text(row, tasks::STATUS), done)),
    })
}

/// Subtracts the task from a count of missing results if it is done, or in progress with the plan's
/// number given, because the plan is its result.
pub(super) fn without(form: &Form<'_>, answered: &Answered<'_>, all: CountFormula) -> CountFormula {
    let Some(row) = row(form) else {
        return all;
    };
    let (status, result) =
        (answered.tasks.cell(row, tasks::STATUS), answered.tasks.cell(row, tasks::STATUS + 1));
    let number = CellRef::new(info::row_of(Field::OwnPlan), info::ANSWER);
    let named = format!("TRIM({})<>\"\"", answered.info.cell(number.row, number.col));
    let (done, doing) = (Status::Done.word(), Status::InProgress.word());
    let is_result =
        format!("OR(TRIM({status})=\"{done}\",AND(TRIM({status})=\"{doing}\",{named}))");
    let expr = format!("{}-IF(AND(TRIM({result})=\"\",{is_result}),1,0)", all.expr);
    let said = answered.tasks.text(row, tasks::STATUS);
    let counted = answered.tasks.is_blank(row, tasks::STATUS + 1)
        && (is_same(&said, done)
            || is_same(&said, doing) && !answered.info.is_blank(number.row, number.col));
    CountFormula { expr, count: all.count.saturating_sub(usize::from(counted)) }
}
