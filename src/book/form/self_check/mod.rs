//! `Tự kiểm tra`: missing or contradictory answers, as formulas with stored results, under the
//! codes of the office's rules.

mod lines;

use super::Form;
use super::count_formula::SheetView;
use super::layout::{FIRST, GAP, HEAD, last_column, titled};
use crate::book::{Area, Cell, Link, Role, Sheet, Value};
use crate::model::form::{SELF_CHECK, Sheet as Kind};
use crate::model::origin::CellRef;
use crate::model::plan::{Plan, Ratio, Relation, RowsOf};
use lines::Line;
use rust_decimal::Decimal;

/// Conclusion of a check without errors, and of a form without errors.
pub(super) const PASSED: &str = "✓ Đạt";
pub(super) const COMPLETE: &str = "✓ Biểu mẫu đã đủ, có thể gửi";

/// The headings. None is also a heading of the form, because this sheet has no answers.
const HEADINGS: [&str; 5] = ["Quy tắc", "Điều cần đúng", "Số chỗ sai", "Kết luận", "Xem ở"];
const COUNT: u32 = 2;

/// The sheets with answers.
pub(super) struct Answered<'a> {
    pub(super) info: SheetView<'a>,
    pub(super) tasks: SheetView<'a>,
    pub(super) figures: SheetView<'a>,
    pub(super) documents: SheetView<'a>,
    pub(super) incidents: SheetView<'a>,
}

pub(super) fn sheet(form: &Form<'_>, answers: &[Sheet; 6]) -> Sheet {
    let [info, tasks, figures, documents, incidents, _] = answers;
    let answered = Answered {
        info: SheetView(info),
        tasks: SheetView(tasks),
        figures: SheetView(figures),
        documents: SheetView(documents),
        incidents: SheetView(incidents),
    };
    let lines = lines::all(form, &answered);
    let remark = "Trang này tự tính lại khi biểu mẫu thay đổi. Văn phòng kiểm tra lại bằng cùng những quy tắc này, và đầy đủ hơn.";
    let mut sheet = titled(
        form,
        SELF_CHECK,
        &[10.0, 48.0, 8.5, 15.0, 17.0],
        "TỰ KIỂM TRA TRƯỚC KHI GỬI",
        remark,
    );
    sum_up(&mut sheet, &lines);
    sheet.push(HEADINGS.iter().map(|heading| Cell::text(*heading, Role::Heading)).collect());
    for line in &lines {
        let row = sheet.next_row();
        sheet.push(cells(line, row));
    }
    sheet.freeze = Some(CellRef::new(FIRST, 0));
    sheet.print.repeat = Some((HEAD, HEAD));
    sheet
}

fn cells(line: &Line, row: u32) -> Vec<Cell> {
    let count = CellRef::new(row, COUNT);
    let said = if line.asked.count == 0 {
        PASSED.to_owned()
    } else {
        format!("✗ Còn {} chỗ", line.asked.count)
    };
    let place = line.place.title();
    let codes: Vec<&str> = line.rules.iter().map(|rule| rule.code).collect();
    vec![
        Cell::text(codes.join(", "), Role::Code),
        Cell::text(line.what.as_str(), Role::Label),
        Cell::formula(
            format!("IFERROR({},1)", line.asked.expr),
            number(line.asked.count),
            Role::Number,
        ),
        Cell::formula(
            format!("IF({count}=0,\"{PASSED}\",\"✗ Còn \"&{count}&\" chỗ\")"),
            Value::Text(said),
            Role::Code,
        ),
        Cell::text(format!("Trang {place}"), Role::Code)
            .leading_to(Link::Within(place.to_owned(), line.cell)),
    ]
}

/// Returns the statements in the wording of earlier versions of the form, which units still send.
pub(super) fn earlier_wordings(plan: &Plan) -> Vec<String> {
    let of_relations = plan.relations.iter().map(|relation| match relation {
        Relation::AtMost(a, b) => format!("{a} không lớn hơn {b}"),
        Relation::Together(a, b) => format!("{a} và {b} cùng có hoặc cùng không"),
        Relation::Sum(total, parts) => format!(
            "{total} bằng {}",
            parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ")
        ),
        Relation::Ratio(figure, Ratio { of, per, .. }, _) => {
            format!("{figure} bằng {of} chia {per}")
        }
    });
    let of_lists = plan.indicators.iter().filter_map(|indicator| {
        let (of, kind) = match indicator.rows_of? {
            RowsOf::Documents => ("văn bản", Kind::Documents),
            RowsOf::Incidents => ("vụ việc", Kind::Incidents),
        };
        Some(format!("{} bằng số {of} đã kê ở trang {}", indicator.code, kind.title()))
    });
    let own_plan = [
        "Đã ghi số, ký hiệu và ngày ban hành kế hoạch của đơn vị",
        "Ngày ký và ngày ban hành ghi đúng kiểu ngày",
    ];
    of_relations.chain(of_lists).chain(own_plan.map(str::to_owned)).collect()
}

/// Adds the overall conclusion above the checks.
fn sum_up(sheet: &mut Sheet, lines: &[Line]) {
    let left: usize = lines.iter().map(|line| line.asked.count).sum();
    let last = FIRST + u32::try_from(lines.len()).unwrap_or(0);
    let sum = format!(
        "SUM({}:{})",
        CellRef::new(FIRST, COUNT),
        CellRef::new(last.saturating_sub(1), COUNT)
    );
    let said =
        if left == 0 { COMPLETE.to_owned() } else { format!("✗ Còn {left} điểm cần xem") };
    let expr = format!("IF({sum}=0,\"{COMPLETE}\",\"✗ Còn \"&{sum}&\" điểm cần xem\")");
    sheet.put(GAP, 0, Cell::formula(expr, Value::Text(said), Role::Title));
    if let Some(row) = sheet.rows.get_mut(GAP as usize) {
        row.height = Some(27.0);
    }
    sheet.merges.push(Area::new(GAP, 0, GAP, last_column(sheet)));
}

fn number(count: usize) -> Value {
    Value::Number(Decimal::from(count))
}

/// Returns the rows of a table in one column, with spare rows below a list.
fn column(look: SheetView<'_>, kind: Kind, col: u32) -> Area {
    let last = look.0.next_row().saturating_sub(1).max(FIRST);
    let grows = matches!(kind, Kind::Documents | Kind::Incidents);
    Area::new(FIRST, col, if grows { last + 200 } else { last }, col)
}
