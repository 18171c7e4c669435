//! Checks of the sheet of general information.

use super::{Line, line, own_plan};
use crate::book::Area;
use crate::book::form::count_formula::CountFormula;
use crate::book::form::self_check::Answered;
use crate::book::form::{Form, info};
use crate::model::form::{Field, Sheet as Kind};
use crate::model::origin::CellRef;
use crate::rules::named;

pub(super) fn add(form: &Form<'_>, answered: &Answered<'_>, lines: &mut Vec<Line>) {
    let at = |field| CellRef::new(info::row_of(field), info::ANSWER);
    let missing = |fields: [Field; 2]| {
        let blank = |field: Field| {
            let at = at(field);
            let expr = format!("(TRIM({})=\"\")", answered.info.cell(at.row, at.col));
            CountFormula { expr, count: usize::from(answered.info.is_blank(at.row, at.col)) }
        };
        let [one, other] = fields.map(blank);
        one.and(other)
    };
    let (signed, planned) =
        ([Field::Symbol, Field::SignedOn], [Field::OwnPlan, Field::OwnPlanDate]);
    lines.push(line(
        [&named::BLANK_ANSWER],
        "Đã ghi số, ký hiệu và ngày ký báo cáo",
        missing(signed),
        Kind::Info,
        at(Field::Symbol),
    ));
    let one = |field| Area { first: at(field), last: at(field) };
    let signed_on = answered.info.not_days(one(Field::SignedOn));
    if form.period.is_ad_hoc() || form.plan.own_plan_task.is_none() {
        lines.push(line(
            [&named::NOT_A_DATE],
            "Ngày ký ghi đúng kiểu ngày",
            signed_on,
            Kind::Info,
            at(Field::SignedOn),
        ));
        return;
    }
    if let Some(status) = own_plan::is_done(form, answered) {
        // the rule requires it if the unit reports its plan as done
        let CountFormula { expr, count } = missing(planned);
        let asked = CountFormula {
            expr: format!("IF({},{expr},0)", status.expr),
            count: if status.count > 0 { count } else { 0 },
        };
        let what = "Kế hoạch của đơn vị đã ban hành (tình trạng Hoàn thành) thì ghi số, ký hiệu và ngày ban hành";
        lines.push(line([&named::BLANK_ANSWER], what, asked, Kind::Info, at(Field::OwnPlan)));
    }
    let days = signed_on.and(answered.info.not_days(one(Field::OwnPlanDate)));
    lines.push(line(
        [&named::NOT_A_DATE],
        "Ngày ký và ngày ban hành ghi đúng kiểu ngày",
        days,
        Kind::Info,
        at(Field::SignedOn),
    ));
}
