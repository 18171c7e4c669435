//! `Lỗi`: the findings, what is wrong first.

use super::desk::Desk;
use super::links;
use super::table::{
    FILE, OPEN, Table, UNIT, UNIT_CODE, begin, code, file, highlighted, linked,
    remark as remark_on, text, unit,
};
use crate::book::{Cell, Lines, Row};
use crate::rules::Finding;
use crate::text::Text;
use std::sync::Arc;

/// The sheet.
pub(super) fn sheet<'a>(desk: &Arc<Desk<'a>>) -> Table<'a> {
    let headings = [
        (Text::new("Vấn đề", "What is wrong"), 36.0),
        (UNIT_CODE, 12.0),
        (UNIT, 22.0),
        (FILE, 23.0),
        (OPEN, 6.0),
        (Text::new("Trang", "Sheet"), 10.0),
        (Text::new("Ô", "Cell"), 8.0),
        (Text::new("Mục", "Label"), 11.0),
        (Text::new("Tìm thấy", "Found"), 17.0),
        (Text::new("Cần có", "Expected"), 19.0),
        (Text::new("Cần làm", "What to do"), 36.0),
        (Text::new("Quy tắc", "Rule"), 7.0),
        (Text::new("Mức độ", "Severity"), 9.0),
        (Text::new("Mã phát hiện", "Finding"), 15.0),
        (Text::new("Đã chấp nhận", "Accepted"), 18.0),
    ];
    let remark = Text::new(
        "Lỗi: giá trị không được tính. Cảnh báo: được tính nhưng cần xem lại. Ghi chú: để biết. Giải thích từng quy tắc ở trang Quy tắc.",
        "Error: the value is not counted. Warning: counted, but someone must look. Note: good to know. The sheet Quy tắc explains every rule.",
    );
    let none = Text::new("Không có lỗi, cảnh báo nào.", "Nothing was found.");
    let remark = if desk.outcome.findings.is_empty() { none } else { remark };
    let title = Text::new("LỖI VÀ ĐIỀU CẦN XEM LẠI", "FINDINGS");
    let columns = headings.map(|(heading, width)| (desk.say(heading), width));
    let mut sheet = begin(desk, super::FINDINGS, (title, desk.say(remark)), &columns, 1);
    // what is wrong stands on both pages, what to do on the second
    (sheet.print.wide, sheet.print.repeat_columns) = (2, Some((0, 0)));
    let findings = desk.outcome.findings.as_slice();
    let links = links::a_line(findings.len());
    if links < LINKS {
        remark_on(&mut sheet, desk.say(links::FEWER));
    }
    let own = Arc::clone(desk);
    let lay = move |at: usize| Row {
        cells: findings.get(at).map(|finding| line(&own, finding, links)).unwrap_or_default(),
        ..Row::default()
    };
    Table::of(sheet, Lines::single(findings.len(), lay))
}

/// As many cells of a line lead somewhere.
const LINKS: usize = 3;

fn line<'a>(desk: &Desk<'a>, finding: &'a Finding, links: usize) -> Vec<Cell> {
    let location = &finding.location;
    let [unit_code, name] = unit(desk, finding.unit.as_ref(), links > 1);
    let [path, open] = file(desk, finding.file.as_deref(), links > 0);
    let accepted = finding
        .waived
        .as_ref()
        .map_or_else(String::new, |decision| format!("{} ({})", decision.reason, decision.by));
    vec![
        text(finding.message.in_lang(desk.lang)),
        unit_code,
        name,
        path,
        open,
        code(location.sheet.as_deref().unwrap_or_default()),
        code(finding.cells().join(", ")),
        text(location.label.as_deref().unwrap_or_default()),
        text(location.found.as_deref().unwrap_or_default()),
        text(location.expected.as_ref().map_or("", |expected| expected.in_lang(desk.lang))),
        text(finding.fix.in_lang(desk.lang)),
        linked(code(finding.rule.code), super::catalogue::link(finding.rule).filter(|_| links > 2)),
        highlighted(desk.say(finding.severity.title()), finding.severity.highlight()),
        code(finding.id(&desk.case().scope)),
        text(accepted),
    ]
}
