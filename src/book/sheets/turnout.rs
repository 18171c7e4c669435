//! `Tình hình gửi`: one row per unit, including those not expected to report.

use super::context::SheetContext;
use super::index;
use super::link_limit;
use super::table::{
    FILE, GROUP, OPEN, ORDINAL, Table, UNIT, UNIT_CODE, begin, break_at, code, count_unless_0,
    file, groups_width, highlighted, linked, names_width, remark as remark_on, text,
};
use crate::book::{Cell, Highlight, Role, Row, RowStream};
use crate::model::case::Dossier;
use crate::model::file_role::VersionRole;
use crate::model::status::{Punctuality, State};
use crate::model::submission::Report;
use crate::rules::Severity;
use crate::text::Text;
use std::sync::Arc;

/// The first column about the files.
const SENDING: u32 = 10;

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let headings = [
        (ORDINAL, 5.0),
        (UNIT_CODE, 12.0),
        (UNIT, names_width(context, 60.0)),
        (GROUP, groups_width(context, 36.0)),
        (Text::new("Phải báo cáo", "Expected"), 8.0),
        (Text::new("Tình trạng gửi", "Punctuality"), 15.0),
        (Text::new("Số ngày chậm", "Days late"), 7.0),
        (Text::new("Ngày nhận", "Received"), 11.0),
        (Text::new("Căn cứ ngày nhận", "Evidence"), 20.0),
        (Text::new("Kết quả xử lý", "State"), 17.0),
        (Text::new("Lần gửi", "Version"), 7.0),
        (Text::new("Không phát sinh", "Nil report"), 8.0),
        (Text::new("Lỗi", "Errors"), 6.0),
        (Text::new("Cảnh báo", "Warnings"), 6.0),
        (Text::new("Ghi chú", "Notes"), 6.0),
        (FILE, 48.0),
        (OPEN, 6.0),
        (Text::new("Tệp đã bị thay thế", "Superseded files"), 26.0),
    ];
    let remark = Text::new(
        "Đúng hạn hay chậm xét theo lần gửi đầu tiên, số liệu lấy theo lần gửi cuối được chấp nhận. Mã đơn vị dẫn đến số liệu của đơn vị, số lỗi dẫn \
         đến trang Lỗi.",
        "Punctuality goes by the first report received, figures by the last accepted. A unit's code leads to its figures, the number of \
         errors to the sheet Lỗi.",
    );
    let title = Text::new("TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC ĐƠN VỊ", "WHO HAS REPORTED");
    let columns = headings.map(|(heading, width)| (context.say(heading), width));
    let mut sheet =
        begin(context, super::TURNOUT, (context.say(title), context.say(remark)), &columns, 3);
    // punctuality is on the first page, the files on the second
    break_at(&mut sheet, SENDING, 2);
    let links = link_limit::per_row(context.dossiers.len());
    if links < LINKS {
        remark_on(&mut sheet, context.say(link_limit::FEWER));
    }
    let own = Arc::clone(context);
    let lay = move |at: usize| Row {
        cells: own.dossiers.get(at).map(|of| line(&own, at, of, links)).unwrap_or_default(),
        ..Row::default()
    };
    Table::new(sheet, RowStream::single(context.dossiers.len(), lay))
}

/// Links per row.
const LINKS: usize = 5;

fn line<'a>(
    context: &SheetContext<'a>,
    at: usize,
    dossier: &'a Dossier,
    links: usize,
) -> Vec<Cell> {
    let (case, unit) = (context.case(), &dossier.unit);
    let state = context.outcome.state(dossier);
    let nil = context.report(dossier).is_some_and(Report::is_nil);
    let shown = dossier
        .shown()
        .and_then(|version| case.submission(version))
        .map(|submission| &*submission.file);
    let superseded =
        dossier.versions.iter().filter(|version| version.role == VersionRole::Superseded);
    let superseded: Vec<&str> = superseded
        .filter_map(|version| case.submission(version))
        .map(|submission| &*submission.file)
        .collect();
    let (yes, no) = (Text::new("có", "yes"), Text::new("không", "no"));
    // a unit that is not expected and sent nothing has no state
    let silent = state == State::None && !dossier.expected;
    let late = usize::try_from(dossier.days_late).unwrap_or(0);
    let mut cells = vec![
        Cell::number(index(at) + 1, Role::Code),
        linked(code(unit.as_str()), context.unit_figures(unit).filter(|_| links > 0)),
        text(context.name(unit)),
        text(context.group_of(dossier)),
        if dossier.expected {
            code(context.say(yes))
        } else {
            highlighted(context.say(no), Highlight::Muted)
        },
        highlighted(context.say(dossier.punctuality.title()), dossier.punctuality.highlight()),
        count_unless_0(if dossier.punctuality == Punctuality::Late { late } else { 0 }),
        dossier.received.map_or(Cell::blank(Role::Day), |receipt| Cell::day(receipt.on, Role::Day)),
        code(dossier.received.map_or("", |receipt| context.say(receipt.evidence.title()))),
        if silent { code("") } else { highlighted(context.say(state.title()), state.highlight()) },
        // ad hoc reports are not versions of each other
        count_unless_0(if case.scope.period.is_ad_hoc() { 0 } else { dossier.version() }),
        code(if nil { context.say(yes) } else { "" }),
    ];
    for (at, severity) in
        [Severity::Error, Severity::Warning, Severity::Note].into_iter().enumerate()
    {
        let found = context
            .outcome
            .findings_of(unit)
            .filter(|finding| finding.is_unwaived(severity))
            .count();
        cells.push(linked(
            count_unless_0(found),
            context.finding_of(unit, severity).filter(|_| links > 2 + at),
        ));
    }
    cells.extend(file(context, shown, links > 1));
    cells.push(text(superseded.join("\n")));
    cells
}
