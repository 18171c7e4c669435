//! `Quy tắc`: the rules, each with its reason and its correction.

use super::context::SheetContext;
use super::table::{CODE, begin, code, count_unless_0, end, highlighted, text};
use super::{HEAD, index};
use crate::book::{Link, Sheet};
use crate::model::origin::CellRef;
use crate::msg;
use crate::rules::{RULES, Rule, Severity};
use crate::text::Text;

pub(super) fn sheet(context: &SheetContext<'_>) -> Sheet {
    let headings = [
        (CODE, 7.0),
        (Text::new("Mức độ", "Severity"), 12.0),
        (Text::new("Quy tắc", "Rule"), 32.0),
        (Text::new("Vì sao", "Why"), 50.0),
        (Text::new("Cần làm", "What to do"), 50.0),
        (Text::new("Số lần trong kỳ", "Times found"), 8.0),
    ];
    let remark = Text::new(
        "Lỗi: giá trị không được tính. Cảnh báo: được tính nhưng cần xem lại. Ghi chú: để biết.",
        "Error: the value is not counted. Warning: counted, but someone must look. Note: good to know.",
    );
    let title = Text::new("QUY TẮC KIỂM TRA", "THE RULES");
    let columns = headings.map(|(heading, width)| (context.say(heading), width));
    let mut sheet =
        begin(context, super::CATALOGUE, (context.say(title), context.say(remark)), &columns, 1);
    for rule in RULES {
        let found = context
            .outcome
            .findings
            .iter()
            .filter(|finding| finding.rule.code == rule.code)
            .count();
        let severity = rule.severity_in(context.outcome.case.scope.plan);
        sheet.push(vec![
            code(rule.code),
            highlighted(in_force(rule, severity, context), severity.highlight()),
            text(context.say(rule.title)),
            text(context.say(rule.why)),
            text(context.say(rule.fix)),
            count_unless_0(found),
        ]);
    }
    end(&mut sheet, 0);
    sheet
}

/// Returns the severity and, if the plan changed it, the rule's default.
fn in_force(rule: &Rule, severity: Severity, context: &SheetContext<'_>) -> String {
    let (now, own) = (context.say(severity.title()), context.say(rule.severity.title()));
    if severity == rule.severity {
        return now.to_owned();
    }
    msg!("{now} (kế hoạch đổi; vốn là {own})", "{now} (changed in the plan; by itself {own})")
        .in_lang(context.lang)
        .to_owned()
}

/// Returns the link to a rule's row.
pub(super) fn link(rule: &Rule) -> Option<Link> {
    let row = RULES.iter().position(|other| other.code == rule.code)?;
    Some(Link::Within(super::CATALOGUE.to_owned(), CellRef::new(HEAD + 1 + index(row), 0)))
}
