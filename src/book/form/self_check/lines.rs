//! The lines of the sheet, in the order of the form.

use super::super::count_formula::{CountFormula, SheetView, beside, is_nil, is_same, nil_words};
use super::super::{Form, figures, info, tasks};
use super::{Answered, column};
use crate::book::Area;
use crate::book::form::layout::FIRST;
use crate::model::form::{Field, Sheet as Kind};
use crate::model::id::IndicatorCode;
use crate::model::origin::CellRef;
use crate::model::plan::{Nature, Relation, RowsOf};
use crate::model::reading::Status;
use crate::rules::{Rule, named};
use rust_decimal::Decimal;

/// A line: what must be so, how many places are not, and where to look.
pub(super) struct Line {
    /// The rules that the line mirrors.
    pub(super) rules: Vec<&'static Rule>,
    pub(super) what: String,
    pub(super) asked: CountFormula,
    pub(super) place: Kind,
    pub(super) cell: CellRef,
}

/// All lines.
pub(super) fn all(form: &Form<'_>, answered: &Answered<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    about_info(form, answered, &mut lines);
    about_tasks(form, answered, &mut lines);
    about_figures(form, answered, &mut lines);
    about_lists(form, answered, &mut lines);
    lines.extend(
        form.plan
            .relations
            .iter()
            .filter_map(|relation| about_relation(form, answered.figures, relation)),
    );
    lines.extend(about_before(form, answered.figures));
    lines.retain(|line| form.asks(line.place) && !line.asked.expr.is_empty());
    lines
}

fn line(
    rules: impl IntoIterator<Item = &'static Rule>,
    what: impl Into<String>,
    asked: CountFormula,
    place: Kind,
    cell: CellRef,
) -> Line {
    Line { rules: rules.into_iter().collect(), what: what.into(), asked, place, cell }
}

fn about_info(form: &Form<'_>, answered: &Answered<'_>, lines: &mut Vec<Line>) {
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
    if form.period.is_ad_hoc() {
        lines.push(line(
            [&named::NOT_A_DATE],
            "Ngày ký ghi đúng kiểu ngày",
            signed_on,
            Kind::Info,
            at(Field::SignedOn),
        ));
        return;
    }
    if let Some(status) = own_plan_status(form, answered) {
        // the rule asks for it where the unit says that its plan is done
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

/// The row of the task that is the unit's own plan, where the unit owes it.
fn own_plan_row(form: &Form<'_>) -> Option<u32> {
    let own = form.plan.own_plan_task.as_ref().filter(|task| form.owes(task))?;
    (FIRST..).zip(form.tasks()).find(|(_, task)| task.code == *own).map(|(row, _)| row)
}

/// Whether the unit says that its own plan is done; `None` where it owes none.
fn own_plan_status(form: &Form<'_>, answered: &Answered<'_>) -> Option<CountFormula> {
    let (row, done) = (own_plan_row(form)?, Status::Done.word());
    let expr = format!("TRIM({})=\"{done}\"", answered.tasks.cell(row, tasks::STATUS));
    Some(CountFormula {
        expr,
        count: usize::from(is_same(&answered.tasks.text(row, tasks::STATUS), done)),
    })
}

/// An indicator by its code and its wording, as a person knows it.
fn called(form: &Form<'_>, code: &IndicatorCode) -> String {
    let name = form
        .plan
        .indicators
        .iter()
        .find(|indicator| indicator.code == *code)
        .map(|indicator| indicator.name.as_str());
    name.map_or_else(|| code.to_string(), |name| format!("{code} ({name})"))
}

fn about_tasks(form: &Form<'_>, answered: &Answered<'_>, lines: &mut Vec<Line>) {
    let (look, first) = (answered.tasks, CellRef::new(FIRST, tasks::STATUS));
    let owed: Vec<bool> = form.tasks().map(|task| form.owes(&task.code)).collect();
    if owed.is_empty() {
        return;
    }
    let all = owed_columns(&owed, tasks::STATUS)
        .map(|area| unanswered(look, area))
        .fold(CountFormula::nothing(), CountFormula::and);
    let unanswered = without_own_plan(form, answered, all);
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

/// Required tasks without a status, or without the result their status asks for.
fn unanswered(look: SheetView<'_>, statuses: Area) -> CountFormula {
    let (status, result) = (look.area(statuses), look.area(beside(statuses, tasks::STATUS + 1)));
    let codes = look.area(beside(statuses, 0));
    let asking: Vec<&str> = Status::ALL
        .into_iter()
        .filter(|status| status.asks_for_result())
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

/// The unit's own plan is the result of its task: done, or with its number given, the task needs no other.
fn without_own_plan(form: &Form<'_>, answered: &Answered<'_>, all: CountFormula) -> CountFormula {
    let Some(row) = own_plan_row(form) else {
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

/// Tasks said to have brought nothing although their figures are above 0.
fn figures_beside_nil(form: &Form<'_>, answered: &Answered<'_>) -> CountFormula {
    let nil = Status::NothingArose.word();
    (FIRST..)
        .zip(form.tasks())
        .filter_map(|(row, task)| {
            let places: Vec<u32> = (FIRST..)
                .zip(&form.plan.indicators)
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

fn about_figures(form: &Form<'_>, answered: &Answered<'_>, lines: &mut Vec<Line>) {
    let (look, first) = (answered.figures, CellRef::new(FIRST, figures::FIGURE));
    let owed: Vec<bool> = form
        .plan
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
    let all = column(look, Kind::Figures, figures::FIGURE);
    lines.push(line(
        [&named::NOT_A_NUMBER, &named::NUMBER_AS_TEXT],
        "Ô số liệu chỉ chứa một số, không lẫn chữ",
        look.not_numbers(all),
        Kind::Figures,
        first,
    ));
    lines.push(line(
        [&named::NOT_A_COUNT],
        "Số liệu là số nguyên từ 0 trở lên",
        look.no_counts(all),
        Kind::Figures,
        first,
    ));
}

/// Figures that take in those of the period before, each with what the unit had then.
fn about_before(form: &Form<'_>, look: SheetView<'_>) -> Vec<Line> {
    let Some(previous) = form.period.previous.as_ref().filter(|previous| previous.included) else {
        return Vec::new();
    };
    let name = form
        .plan
        .period(previous.code.as_str())
        .map_or(previous.code.as_str(), |period| period.name.as_str());
    let flows = form.plan.indicators.iter().filter(|indicator| indicator.nature == Nature::Flow);
    flows
        .filter_map(|indicator| {
            let before = form
                .before
                .get(&indicator.code)
                .filter(|before| **before > Decimal::ZERO)?
                .normalize();
            let row = row_of(form, &indicator.code)?;
            let ((judged, amount), cell) =
                (look.amount(row, figures::FIGURE), look.cell(row, figures::FIGURE));
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

/// The stretches of rows that are owed, in a column.
fn owed_columns(owed: &[bool], col: u32) -> impl Iterator<Item = Area> {
    let rows: Vec<u32> =
        (FIRST..).zip(owed).filter(|(_, owed)| **owed).map(|(row, _)| row).collect();
    let stretches: Vec<Area> = rows
        .chunk_by(|one, next| one + 1 == *next)
        .filter_map(|stretch| Some(Area::new(*stretch.first()?, col, *stretch.last()?, col)))
        .collect();
    stretches.into_iter()
}

fn about_lists(form: &Form<'_>, answered: &Answered<'_>, lines: &mut Vec<Line>) {
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
    for indicator in &form.plan.indicators {
        let (look, kind, columns, of) = match indicator.rows_of {
            Some(RowsOf::Documents) => (answered.documents, Kind::Documents, 1..=4, "văn bản"),
            Some(RowsOf::Incidents) => (answered.incidents, Kind::Incidents, 1..=5, "vụ việc"),
            None => continue,
        };
        let Some(row) = row_of(form, &indicator.code) else {
            continue;
        };
        let (judged, amount) = answered.figures.amount(row, figures::FIGURE);
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
        let what = format!(
            "{} bằng số {of} đã kê ở trang {}",
            called(form, &indicator.code),
            kind.title()
        );
        lines.push(line(
            [&named::COUNT_DIFFERS_FROM_LIST],
            what,
            CountFormula { expr, count: usize::from(wrong) },
            Kind::Figures,
            CellRef::new(row, figures::FIGURE),
        ));
    }
}

/// Incidents without a day; one where none is listed.
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

/// The row of an indicator.
fn row_of(form: &Form<'_>, code: &IndicatorCode) -> Option<u32> {
    (FIRST..)
        .zip(&form.plan.indicators)
        .find(|(_, indicator)| indicator.code == *code)
        .map(|(row, _)| row)
}

/// A relation, judged where all its sides can be.
fn about_relation(form: &Form<'_>, look: SheetView<'_>, relation: &Relation) -> Option<Line> {
    let rows: Vec<u32> =
        relation.sides().into_iter().map(|code| row_of(form, code)).collect::<Option<_>>()?;
    let judged: Vec<String> = rows.iter().map(|row| look.amount(*row, figures::FIGURE).0).collect();
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
    };
    let wrong = relation.is_broken(|code| look.amount(row_of(form, code)?, figures::FIGURE).1);
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
