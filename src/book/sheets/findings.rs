//! `Lỗi`: the findings, errors first.

use super::context::SheetContext;
use super::link_limit;
use super::table::{
    FILE, OPEN, Table, UNIT, UNIT_CODE, begin, break_at, code, file, highlighted, linked,
    remark as remark_on, text, unit,
};
use crate::book::{Cell, Row, RowStream};
use crate::model::cell_range;
use crate::rules::Finding;
use crate::text::Text;
use std::sync::Arc;

/// The column of the expected value.
const EXPECTED: u32 = 9;

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let headings = [
        (Text::new("Vấn đề", "What is wrong"), 36.0),
        (UNIT_CODE, 12.0),
        (UNIT, 26.0),
        (FILE, 28.0),
        (OPEN, 6.0),
        (Text::new("Trang", "Sheet"), 10.0),
        (Text::new("Ô", "Cell"), 8.0),
        (Text::new("Mục", "Label"), 30.0),
        (Text::new("Đang ghi", "Found"), 17.0),
        (Text::new("Phải là", "Expected"), 26.0),
        (Text::new("Cần làm", "What to do"), 48.0),
        (Text::new("Quy tắc", "Rule"), 8.0),
        (Text::new("Mức độ", "Severity"), 9.0),
        (Text::new("Mã lỗi, cảnh báo", "Finding"), 17.0),
        (Text::new("Đã chấp nhận", "Accepted"), 18.0),
    ];
    let remark = Text::new(
        "Lỗi: giá trị không được tính. Cảnh báo: được tính nhưng cần xem lại. Ghi chú: để biết. Giải thích từng quy tắc ở trang Quy tắc.",
        "Error: the value is not counted. Warning: counted, but someone must look. Note: good to know. The sheet Quy tắc explains every rule.",
    );
    let none = Text::new("Không có lỗi, cảnh báo nào.", "Nothing was found.");
    let remark = if context.outcome.findings.is_empty() { none } else { remark };
    let title = Text::new("LỖI, CẢNH BÁO VÀ GHI CHÚ", "FINDINGS");
    let columns = headings.map(|(heading, width)| (context.say(heading), width));
    let mut sheet =
        begin(context, super::FINDINGS, (context.say(title), context.say(remark)), &columns, 1);
    // the problem is on both pages, the correction on the second
    break_at(&mut sheet, EXPECTED, 0);
    let findings = context.outcome.findings.as_slice();
    let links = link_limit::per_row(findings.len());
    if links < LINKS {
        remark_on(&mut sheet, context.say(link_limit::FEWER));
    }
    let own = Arc::clone(context);
    let lay = move |at: usize| Row {
        cells: findings.get(at).map(|finding| line(&own, finding, links)).unwrap_or_default(),
        ..Row::default()
    };
    Table::new(sheet, RowStream::single(findings.len(), lay))
}

/// Linked cells per row.
const LINKS: usize = 3;

fn line<'a>(context: &SheetContext<'a>, finding: &'a Finding, links: usize) -> Vec<Cell> {
    let location = &finding.location;
    let [unit_code, name] = unit(context, finding.unit.as_ref(), links > 1);
    let [path, open] = file(context, finding.file.as_deref(), links > 0);
    let accepted = finding
        .waived
        .as_ref()
        .map_or_else(String::new, |decision| format!("{} ({})", decision.reason, decision.by));
    vec![
        text(finding.message_with_names(context.case().scope.plan, context.lang)),
        unit_code,
        name,
        path,
        open,
        code(location.sheet.as_deref().unwrap_or_default()),
        code(cell_range::ranges(&location.cells).join(", ")),
        text(location.label().unwrap_or_default()),
        text(location.found.as_deref().unwrap_or_default()),
        text(location.expected.as_ref().map_or("", |expected| expected.in_lang(context.lang))),
        text(finding.fix.in_lang(context.lang)),
        linked(code(finding.rule.code), super::catalogue::link(finding.rule).filter(|_| links > 2)),
        highlighted(context.say(finding.severity.title()), finding.severity.highlight()),
        code(finding.id()),
        text(accepted),
    ]
}
