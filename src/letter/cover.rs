//! `cong-van.docx`: the letter with which the forms are sent to the units.

use super::Letter;
use super::context::{LetterContext, body, plain};
use super::official::Paper;
use super::reminder::{address, in_words};
use super::{Block, ParagraphRole};
use crate::model::period::Deadline;
use crate::model::unit::Unit;
use crate::msg;
use crate::text::{Message, Text};

/// Returns the letter to some units.
pub(super) fn letter(context: &LetterContext<'_>, units: &[&Unit]) -> Letter {
    let period = context.period();
    let about = context
        .said(msg!("V/v gửi biểu mẫu báo cáo {period}", "Re: form of the report of the {period}"));
    let mut blocks = vec![
        context.head(Paper::Letter, Some(about.clone())),
        context.addressees(units.iter().map(|unit| unit.name.clone()).collect()),
        opening(context),
        body(request(context)),
    ];
    let last = context.case().scope.period.deadline.map(Deadline::last_day);
    blocks.extend(last.and_then(|last| context.day_off(last)).map(body));
    blocks.push(context.questions());
    context.letter(about, blocks)
}

fn opening(context: &LetterContext<'_>) -> Block {
    let (office, period) = (&context.case().scope.plan.office.name, context.period());
    let place = context.reporting_place();
    let mut line = vec![plain(context.say(Text::new("Thực hiện ", "Under ")))];
    line.extend(context.cited_plan());
    line.push(plain(context.said(msg!(
        "{place}, {office} gửi các đơn vị biểu mẫu báo cáo {period} kèm theo công văn này; mỗi đơn vị một tệp, tên tệp là mã đơn vị.",
        "{place}, {office} sends the units the form of the report of the {period} with this letter: a file for each unit, named by its code."
    ))));
    Block::Paragraph(ParagraphRole::Body, line)
}

fn request(context: &LetterContext<'_>) -> String {
    let office = &context.case().scope.plan.office;
    let (name, place) = (context.office_in_short(), address(&office.address));
    let (place, place_en) = if place.is_empty() {
        (String::new(), String::new())
    } else {
        (format!(", địa chỉ: {place},"), format!(" ({place})"))
    };
    let by = match context.case().scope.period.deadline.map(in_words) {
        Some(Message { vi, en }) => (format!(" {vi}"), format!(" {en}")),
        None => (" khi có vụ việc phát sinh".to_owned(), " when something arises".to_owned()),
    };
    let (by, by_en) = by;
    context.said(msg!(
        "Đề nghị các đơn vị ghi báo cáo vào biểu mẫu theo hướng dẫn ở trang “Hướng dẫn”, giữ nguyên tên trang, tiêu đề cột và mã chỉ tiêu, gửi tệp bảng tính về {name}{place}{by}.",
        "Please fill in the form as its sheet “Hướng dẫn” says, keep names of sheets, headings and codes, and send the spreadsheet to {name}{place_en}{by_en}."
    ))
}
