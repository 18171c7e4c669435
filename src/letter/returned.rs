//! `tra-lai/<unit>.docx`: one page of what a unit must correct, most severe first. What does not fit on the page is in the form
//! that is returned with it.

use super::context::{LetterContext, body, paragraph, plain, row};
use super::eligibility::findings_to_correct;
use super::typography::{POINT, TABLE, UPRIGHT};
use super::{Align, Block, Column, ParagraphRole, RETURNED, Table, TableRow, Written};
use crate::model::case::Dossier;
use crate::model::date::said;
use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::status::State;
use crate::msg;
use crate::rules::{Finding, Severity};
use crate::text::width::lines;
use crate::text::{Message, Text, counted, listed};

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
    let about = context.said(msg!(
        "V/v sửa và gửi lại báo cáo {period}",
        "Re: correction of the report of the {period}"
    ));
    let before = vec![
        context.head("/", Some(about.clone())),
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

/// Returns the number of the report that needs correction.
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
        .map(|receipt| said(receipt.on))
        .map(|Message { vi, en }| msg!("nhận ngày {vi}", "received on {en}"));
    let which: Vec<String> =
        [number, day].into_iter().flatten().map(|said| context.said(said)).collect();
    let which = if which.is_empty() { String::new() } else { format!(" ({})", which.join(", ")) };
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    let besides = match warnings {
        0 => String::new(),
        _ => context.said({
            let points = counted(warnings, "point");
            msg!(" và {warnings} điều cần xem lại", " and {points} to look at")
        }),
    };
    context.said(if context.outcome.state(dossier) == State::Unreadable {
        msg!(
            "{office} đã nhận báo cáo {period} của đơn vị{which} nhưng chưa đọc được tệp, nên chưa có số liệu nào của đơn vị được tổng hợp.",
            "{office} has your unit's report of the {period}{which} but could not read the file; none of its figures are in the totals yet."
        )
    } else {
        let errors_en = counted(errors, "error");
        msg!(
            "{office} đã nhận báo cáo {period} của đơn vị{which}. Qua kiểm tra, có {errors} lỗi phải sửa{besides}; giá trị có lỗi chưa được cộng vào số liệu tổng hợp.",
            "{office} has your unit's report of the {period}{which}. It contains {errors_en}{besides}; values with an error are not in the totals yet."
        )
    })
}

/// Returns the request to the unit.
fn request(context: &LetterContext<'_>, dossier: &Dossier) -> Block {
    let ask = Text::new(
        "Đề nghị đơn vị rà soát, chỉnh sửa các nội dung sau và gửi lại báo cáo chậm nhất ngày ",
        "Please correct the following and resubmit the report by ",
    );
    let replaces = match symbol(context, dossier) {
        Some(symbol) => msg!(
            ". Báo cáo gửi lại mang số mới; ô “Thay thế báo cáo số” của biểu mẫu gửi trả đã ghi sẵn “{symbol}”:",
            ". Give the new report a number of its own; the returned form already has “{symbol}” in the cell “Thay thế báo cáo số”:"
        ),
        None => msg!(":", ":"),
    };
    let scope = &context.case().scope;
    let days = scope.plan.office.return_days.map(|days| chrono::Days::new(days.into()));
    let by = match days.and_then(|days| scope.as_of.checked_add_days(days)) {
        Some(day) => plain(context.said(said(day))),
        None => context.gap(Text::new("ngày gửi lại", "the resubmission deadline")),
    };
    Block::Paragraph(
        ParagraphRole::Body,
        vec![plain(context.say(ask)), by, plain(context.said(replaces))],
    )
}

fn columns(context: &LetterContext<'_>) -> Vec<Column> {
    context.columns([
        (Text::new("TT", "#"), 9, Align::Centre),
        (Text::new("Ở đâu", "Where"), 26, Align::Left),
        (Text::new("Đang ghi", "What stands there"), 30, Align::Left),
        (Text::new("Vấn đề", "What is wrong"), 42, Align::Left),
        (Text::new("Cần làm", "What to do"), 43, Align::Left),
        (Text::new("Mã", "Code"), UPRIGHT - 150, Align::Centre),
    ])
}

/// Most characters of the value found and of the message; the form has the whole texts.
const LONGEST: (usize, usize) = (60, 150);

fn line(context: &LetterContext<'_>, place: usize, finding: &Finding) -> TableRow {
    let lang = context.lang;
    let location = &finding.location;
    let file = finding.file.as_deref().and_then(|file| file.rsplit('/').next()).unwrap_or_default();
    let at = match &location.sheet {
        Some(sheet) => format!("“{sheet}”\n{}", listed(&finding.cells(), 6, lang)),
        None => file.to_owned(),
    };
    let code =
        format!("{}\n{}", finding.rule.code, context.say(finding.severity.title()).to_lowercase());
    let found = location.found.as_deref().unwrap_or("–");
    row([
        place.to_string(),
        cut(at.trim_end(), LONGEST.1),
        cut(found, LONGEST.0),
        cut(finding.message.in_lang(lang), LONGEST.1),
        cut(finding.asked(lang), LONGEST.1),
        code,
    ])
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        text.to_owned()
    } else {
        text.chars().take(most - 1).chain(['…']).collect()
    }
}

/// Returns the line on findings that are in the form only.
fn rest(context: &LetterContext<'_>, dossier: &Dossier, left: &[&Finding]) -> Option<String> {
    let errors = left.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = left.len() - errors;
    let counts = [
        (errors, {
            let many = counted(errors, "error");
            msg!("{errors} lỗi", "{many}")
        }),
        (warnings, {
            let many = counted(warnings, "point");
            msg!("{warnings} điều cần xem lại", "{many} to look at")
        }),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, said)| context.said(said))
        .collect();
    let (counts, unit) = (counts.join(context.say(Text::new(" và ", " and "))), &dossier.unit);
    (!left.is_empty()).then(|| {
        context.said(msg!(
            "Còn {counts}, ghi đủ trong biểu mẫu trả lại kèm theo (tệp {unit}.xlsx).",
            "{counts} more stand in the form that goes back with this letter ({unit}.xlsx)."
        ))
    })
}

/// Height of a page's text, in points, less the end of the letter: remarks, the last paragraph, recipients and signer.
const PAGE: f64 = 257.0 / POINT - 165.0;
/// Line spacing of tables and heads, as a multiple of the size.
const PITCH: f64 = 1.16;
/// Line spacing of text.
const TEXT_PITCH: f64 = PITCH * 1.08;
/// Margins of a table's cell, in millimetres across and in points down.
const BESIDE: (f64, f64) = (4.0, 4.0);

/// Returns the space below the blocks before a table.
fn room(before: &[Block]) -> f64 {
    let wide = |text: &str, size: f64, width: u32| height(text, size, f64::from(width));
    let of = |block: &Block| match block {
        Block::Head(head) => {
            let about = head.about.as_deref().unwrap_or_default();
            wide(&head.parent, 13.0, 62) + wide(&head.body, 13.0, 60) + wide(about, 13.0, 60) + 44.0
        }
        Block::Addressees { names, .. } => {
            names.iter().map(|name| wide(name, 14.0, UPRIGHT - 40)).sum::<f64>() + 18.0
        }
        Block::Paragraph(role, line) => {
            let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
            wide(&text, role.size(), UPRIGHT - 6) + 6.0
        }
        Block::Table(_) | Block::Closing(_) => 0.0,
    };
    PAGE - before.iter().map(of).sum::<f64>()
}

/// Returns the number of rows that fit; at least one.
fn fitting(columns: &[Column], rows: &[TableRow], room: f64) -> usize {
    let of = |row: &TableRow| {
        let cells = row.cells.iter().zip(columns).map(|(cell, column)| {
            let text: String = cell.iter().map(|piece| piece.text.as_str()).collect();
            height(&text, TABLE, f64::from(column.width) - BESIDE.0)
        });
        cells.fold(0.0, f64::max) + BESIDE.1
    };
    let mut left = room - 2.0 * TABLE * PITCH - BESIDE.1;
    let fitting = rows.iter().take_while(|row| {
        left -= of(row);
        left >= 0.0
    });
    fitting.count().max(1)
}

/// Returns the height of a text over a width in millimetres.
fn height(text: &str, size: f64, width: f64) -> f64 {
    f64::from(lines(text, width / POINT / size * 1000.0))
        * size
        * if size > 13.0 { TEXT_PITCH } else { PITCH }
}
