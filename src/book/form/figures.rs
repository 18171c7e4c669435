//! `Số liệu`: the indicators, including those that the unit need not answer.

use super::layout::{FIRST, add_headings, ask, ask_day, at_least, titled};
use super::{Form, answers};
use crate::book::{Area, Cell, Highlight, InputKind, Role, Sheet, Style};
use crate::model::form::{NOT_REQUIRED, Sheet as Kind};
use crate::model::indicator::{AnswerKind, Indicator};
use crate::model::reading::Status;

pub(super) const FIGURE: u32 = 3;
/// Height of a row, in points.
const ROOM: f64 = 21.0;

const COUNTS: &str = "Mỗi ô một số nguyên, không ghi chữ hay đơn vị tính";
const NUMBERS: &str = "Mỗi ô một số, không ghi chữ hay đơn vị tính";
const ANSWERS: &str =
    "Mỗi ô một câu trả lời theo lời nhắc của ô; ô số không ghi chữ hay đơn vị tính";

/// Returns every remark of the sheet, also those of forms issued before an indicator was added.
pub(super) fn remarks() -> [String; 3] {
    [COUNTS, NUMBERS, ANSWERS].map(remark)
}

fn remark(what: &str) -> String {
    format!(
        "{what}; giải thích ghi ở cột Ghi chú. Không có gì thì ghi 0 hoặc “Không phát \
         sinh”; không phải việc của đơn vị thì ghi “Không thuộc nhiệm vụ”. Để trống là chưa trả lời."
    )
}

pub(super) fn sheet(form: &Form<'_>) -> Sheet {
    let all = |wanted: fn(&AnswerKind) -> bool| {
        form.indicators.iter().all(|indicator| wanted(&indicator.answer))
    };
    let what = if all(AnswerKind::is_count) {
        COUNTS
    } else if all(|answer| answer.number().is_some()) {
        NUMBERS
    } else {
        ANSWERS
    };
    let remark = remark(what);
    let mut sheet = titled(
        form,
        Kind::Figures.title(),
        &[7.5, 42.0, 12.0, 15.0, 20.0],
        "SỐ LIỆU TRONG KỲ BÁO CÁO",
        &remark,
    );
    add_headings(&mut sheet, Kind::Figures, 2);
    for indicator in &form.indicators {
        let row = sheet.push(row(form, indicator));
        at_least(&mut sheet, row, ROOM);
    }
    let rows: Vec<(u32, &Indicator)> = (FIRST..).zip(form.indicators.iter().copied()).collect();
    for alike in rows.chunk_by(|(_, one), (_, next)| one.answer == next.answer) {
        if let (Some((first, indicator)), Some((last, _))) = (alike.first(), alike.last()) {
            ask_figures(form, &mut sheet, Area::new(*first, FIGURE, *last, FIGURE), indicator);
        }
    }
    sheet
}

/// Adds the input rules of consecutive indicators with the same kind of answer.
fn ask_figures(form: &Form<'_>, sheet: &mut Sheet, area: Area, indicator: &Indicator) {
    let not_ours = Status::NotApplicable.word();
    let kind = match &indicator.answer {
        AnswerKind::Number(kind) => kind,
        AnswerKind::Choice(words) => {
            let list: Vec<String> =
                words.iter().map(|word| &**word).chain([not_ours]).map(str::to_owned).collect();
            let prompt = format!("Chọn một trong: {}.", list.join("; "));
            return ask(sheet, area, InputKind::Words(list), "Số liệu", &prompt, &prompt);
        }
        AnswerKind::Text => {
            let prompt = "Trả lời ngắn gọn bằng chữ.";
            return ask(sheet, area, InputKind::Anything, "Số liệu", prompt, prompt);
        }
        AnswerKind::Date => return ask_day(form, sheet, area, "Số liệu"),
    };
    let said = kind.description().vi;
    let nothing = if indicator.answer.is_count() {
        "Không có gì để đếm: 0 hoặc “Không phát sinh”."
    } else {
        "Không có: “Không phát sinh”."
    };
    let percent = if kind.is_percent {
        " 98,75% ghi 98,75; tỷ lệ từ 1% trở xuống ghi cả dấu %."
    } else {
        ""
    };
    let prompt = format!(
        "Ghi một {said}.{percent} {nothing} Không phải việc của đơn vị: “Không thuộc nhiệm vụ”."
    );
    let error = format!(
        "Ô này nhận một {said}, “Không phát sinh” hoặc “Không thuộc nhiệm vụ”. Lời giải thích ghi ở cột Ghi chú."
    );
    let input = InputKind::Number {
        least: kind.least().map(|least| least.normalize()),
        most: kind.max,
        is_whole: kind.is_count,
    };
    ask(sheet, area, input, "Số liệu", &prompt, &error);
}

fn row(form: &Form<'_>, indicator: &Indicator) -> Vec<Cell> {
    let owed = form.plan.requires(&form.unit.code, indicator);
    let figure = form.report.figure(&indicator.code);
    let note = figure.and_then(|figure| figure.note.as_deref());
    let style =
        |role| Style::highlighted(role, if owed { Highlight::None } else { Highlight::Muted });
    vec![
        Cell::text(indicator.code.as_str(), style(Role::Code)),
        Cell::text(
            indicator.name.as_str(),
            Style { indent: indicator.depth(), ..style(Role::Label) },
        ),
        Cell::text(indicator.measure.as_str(), style(Role::Code)),
        answers::figure(figure, &indicator.answer),
        Cell::text(note.unwrap_or(if owed { "" } else { NOT_REQUIRED }), Role::Answer),
    ]
}
