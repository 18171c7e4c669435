//! `tra-lai/<unit>.docx`: one page of corrections for a unit, most severe first. Findings that do
//! not fit are only in the returned form.

use super::context::{LetterContext, body, paragraph, plain, row};
use super::eligibility::findings_to_correct;
use super::official::Paper;
use super::page::{fitting, room};
use super::typography::UPRIGHT;
use super::{Align, Block, Column, ParagraphRole, RETURNED, Table, TableRow, Written};
use crate::model::about::About;
use crate::model::case::Dossier;
use crate::model::date::to_message;
use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::status::State;
use crate::msg;
use crate::rules::{Excludes, Finding, Severity};
use crate::text::{Message, Text, counted, listed, shortened, upper_first};

/// Returns the file name of the letter to a unit.
pub(super) fn file_name(unit: &UnitCode) -> String {
    format!("{}.docx", crate::model::file_name::file_name(unit.as_str()))
}

/// Returns the letters to the units whose reports need correction.
pub(super) fn letters(context: &LetterContext<'_>) -> Vec<Written> {
    let units = context
        .case()
        .dossiers
        .iter()
        .map(|dossier| (dossier, findings_to_correct(context.outcome, dossier)));
    units
        .filter(|(_, findings)| !findings.is_empty())
        .map(|(dossier, findings)| letter(context, dossier, &findings))
        .collect()
}

fn letter(context: &LetterContext<'_>, dossier: &Dossier, findings: &[&Finding]) -> Written {
    let period = context.period();
    let about = context.said(if is_unreadable(context, dossier) {
        msg!("V/v gửi lại tệp báo cáo {period}", "Re: the file of the report of the {period}")
    } else {
        msg!(
            "V/v chỉnh sửa, hoàn thiện báo cáo {period}",
            "Re: correction of the report of the {period}"
        )
    });
    let before = vec![
        context.head(Paper::Letter, Some(about.clone())),
        context.addressees(vec![context.name(dossier).to_owned()]),
        body(received(context, dossier, findings)),
        request(context, dossier),
    ];
    let rows: Vec<TableRow> = findings
        .iter()
        .enumerate()
        .map(|(place, finding)| line(context, place + 1, finding))
        .collect();
    let columns = columns(context);
    let shown = fitting(&columns, &rows, room(&before));
    let left = findings.get(shown..).unwrap_or_default();
    let table = Table { columns, rows: rows.into_iter().take(shown).collect() };
    let mut blocks = before;
    blocks.push(Block::Table(table));
    blocks.extend(rest(context, dossier, left).map(|text| paragraph(ParagraphRole::Remark, text)));
    blocks.push(context.questions());
    Written {
        path: format!("{RETURNED}/{}", file_name(&dossier.unit)),
        letter: context.letter(about, blocks),
    }
}

fn is_unreadable(context: &LetterContext<'_>, dossier: &Dossier) -> bool {
    context.outcome.state(dossier) == State::Unreadable
}

/// Returns the number of the report to correct.
fn symbol<'a>(context: &LetterContext<'a>, dossier: &Dossier) -> Option<&'a str> {
    let case = context.case();
    let version = dossier.shown().filter(|_| dossier.conflicting().next().is_none())?;
    case.submissions.get(version.submission)?.report()?.text(Field::Symbol)
}

/// Returns the paragraph on the received report and the number of its errors.
fn received(context: &LetterContext<'_>, dossier: &Dossier, findings: &[&Finding]) -> String {
    let (office, period) = (&context.case().scope.plan.office.name, context.period());
    let number = symbol(context, dossier).map(|symbol| msg!("số {symbol}", "no. {symbol}"));
    let day = dossier
        .received
        .map(|receipt| to_message(receipt.on))
        .map(|Message { vi, en }| msg!("nhận ngày {vi}", "received on {en}"));
    let which: Vec<String> =
        [number, day].into_iter().flatten().map(|said| context.said(said)).collect();
    let which = if which.is_empty() { String::new() } else { format!(" ({})", which.join(", ")) };
    if is_unreadable(context, dossier) {
        return context.said(msg!(
            "{office} đã nhận báo cáo {period} của đơn vị{which}, nhưng tệp gửi kèm không mở được hoặc không phải là bảng tính theo biểu mẫu, nên số liệu của đơn vị tạm thời chưa đưa vào tổng hợp.",
            "{office} has your unit's report of the {period}{which}, but its file cannot be opened or is no spreadsheet of the form; none of its figures are in the totals yet."
        ));
    }
    let what = counts(context, findings);
    let left_out = findings.iter().any(|finding| finding.excludes != Excludes::Nothing);
    let left_out = if left_out {
        context.say(Text::new(
            "; số liệu liên quan tạm thời chưa đưa vào tổng hợp",
            "; the figures concerned are not in the totals yet",
        ))
    } else {
        ""
    };
    context.said(msg!(
        "{office} đã nhận báo cáo {period} của đơn vị{which}. Qua kiểm tra, báo cáo còn {what}{left_out}.",
        "{office} has your unit's report of the {period}{which}. It contains {what}{left_out}."
    ))
}

/// Returns the numbers of errors to correct and of warnings to check.
fn counts(context: &LetterContext<'_>, findings: &[&Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    let (must, should) = (context.count(errors), context.count(warnings));
    let (must_en, should_en) = (counted(errors, "error"), counted(warnings, "point"));
    let counts = [
        (errors, msg!("{must} nội dung cần chỉnh sửa", "{must_en}")),
        (warnings, msg!("{should} nội dung cần xem lại", "{should_en} to check")),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(_, said)| context.said(said)).collect();
    counts.join(context.say(Text::new(" và ", " and ")))
}

/// Returns the request to the unit.
fn request(context: &LetterContext<'_>, dossier: &Dossier) -> Block {
    let ask = if is_unreadable(context, dossier) {
        Text::new(
            "Đề nghị đơn vị kiểm tra và gửi lại tệp báo cáo chậm nhất ngày ",
            "Please check the file and resubmit the report by ",
        )
    } else {
        Text::new(
            "Đề nghị đơn vị rà soát, chỉnh sửa các nội dung sau và gửi lại báo cáo chậm nhất ngày ",
            "Please correct the following and resubmit the report by ",
        )
    };
    let replaces = match symbol(context, dossier) {
        Some(symbol) => msg!(
            " (báo cáo gửi lại mang số mới; ô “Thay thế báo cáo số” của biểu mẫu gửi trả đã ghi sẵn “{symbol}”):",
            " (give the new report a number of its own; the returned form already has “{symbol}” in the cell “Thay thế báo cáo số”):"
        ),
        None => msg!(":", ":"),
    };
    let scope = &context.case().scope;
    let days = scope.plan.office.return_days.map(|days| chrono::Days::new(days.into()));
    let by = match days.and_then(|days| scope.as_of.checked_add_days(days)) {
        Some(day) => plain(context.said(to_message(day))),
        None => context.gap(Text::new("ngày gửi lại", "the resubmission deadline")),
    };
    Block::Paragraph(
        ParagraphRole::Body,
        vec![plain(context.say(ask)), by, plain(context.said(replaces))],
    )
}

fn columns(context: &LetterContext<'_>) -> Vec<Column> {
    context.columns([
        (Text::new("TT", "#"), 9, Align::Center),
        (Text::new("Vị trí", "Where"), 45, Align::Left),
        (Text::new("Nội dung đã ghi", "Current value"), 27, Align::Left),
        (Text::new("Nội dung cần chỉnh sửa", "What is wrong"), 42, Align::Left),
        (Text::new("Đề nghị", "What to do"), UPRIGHT - 123, Align::Left),
    ])
}

/// Maximum lengths of the found value and of the other texts, in characters; the form has the full
/// texts.
const MAX_CHARS: (usize, usize) = (60, 150);
/// Maximum number of items named with a finding.
const NAMED: usize = 2;

fn line(context: &LetterContext<'_>, place: usize, finding: &Finding) -> TableRow {
    let lang = context.lang;
    let found = finding.location.found.as_deref().unwrap_or("–");
    row([
        place.to_string(),
        shortened(&position(context, finding), MAX_CHARS.1),
        shortened(found, MAX_CHARS.0),
        shortened(&wrong(context, finding), MAX_CHARS.1),
        shortened(finding.unit_fix(lang), MAX_CHARS.1),
    ])
}

/// Returns the place of a finding: the names of the items concerned, sheet and cells, or else the
/// file.
fn position(context: &LetterContext<'_>, finding: &Finding) -> String {
    let location = &finding.location;
    let plan = context.case().scope.plan;
    let named = |about: &About| match about {
        About::Indicator(code) => {
            let name = &plan.indicator(code)?.name;
            Some(context.said(msg!("Chỉ tiêu {code} ({name})", "Indicator {code} ({name})")))
        }
        About::Task(code) => {
            let title = &plan.task(code)?.title;
            Some(context.said(msg!("Nhiệm vụ {code} ({title})", "Task {code} ({title})")))
        }
        About::Field(field) => Some(format!("“{}”", field.label())),
        About::Column(..) | About::Sheet(_) | About::Other(_) => None,
    };
    let mut lines: Vec<String> = location.about.iter().filter_map(named).collect();
    let more = lines.len().saturating_sub(NAMED);
    if more > 0 {
        lines.truncate(NAMED);
        lines.push(context.said(msg!("… và {more} mục khác", "… and {more} more")));
    }
    let cells = listed(&finding.cells(), 6, context.lang);
    lines.extend(location.sheet.as_deref().map(|sheet| {
        if cells.is_empty() {
            context.said(msg!("Trang “{sheet}”", "Sheet “{sheet}”"))
        } else {
            context.said(msg!("Trang “{sheet}”, ô {cells}", "Sheet “{sheet}”, {cells}"))
        }
    }));
    if lines.is_empty() {
        let file = finding.file.as_deref().and_then(|file| file.rsplit('/').next());
        lines.extend(file.map(str::to_owned));
    }
    lines.join("\n")
}

/// Returns the problem, without a code that the place already names.
fn wrong(context: &LetterContext<'_>, finding: &Finding) -> String {
    let message = finding.message.in_lang(context.lang);
    let label = finding.location.label().unwrap_or_default();
    let rest = message.strip_prefix(&label).and_then(|rest| rest.strip_prefix(": "));
    let rest = rest.filter(|_| !label.is_empty()).unwrap_or(message);
    upper_first(rest)
}

/// Returns the line on findings that are only in the form.
fn rest(context: &LetterContext<'_>, dossier: &Dossier, left: &[&Finding]) -> Option<String> {
    let (counts, unit) = (counts(context, left), &dossier.unit);
    (!left.is_empty()).then(|| {
        context.said(msg!(
            "Còn {counts}, ghi đủ trong biểu mẫu gửi trả kèm theo (tệp {unit}.xlsx).",
            "{counts} more are in the form that is returned with this letter ({unit}.xlsx)."
        ))
    })
}
