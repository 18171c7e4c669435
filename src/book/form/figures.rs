//! `Số liệu`: the indicators, those the unit does not owe among them.

use super::layout::{FIRST, add_headings, ask, at_least, titled};
use super::{Form, answers};
use crate::book::{Area, Cell, Highlight, InputKind, Role, Sheet, Style};
use crate::model::form::{NOT_REQUIRED, Sheet as Kind};
use crate::model::plan::Indicator;

/// The column of the figures.
pub(super) const FIGURE: u32 = 3;
/// The height of a row, in points.
const ROOM: f64 = 21.0;

/// Lays the sheet out.
pub(super) fn sheet(form: &Form<'_>) -> Sheet {
    let remark = "Mỗi ô một số nguyên, không ghi chữ hay đơn vị tính; giải thích ghi ở cột Ghi chú. Không có gì thì ghi 0 hoặc “Không phát \
                  sinh”; không phải việc của đơn vị thì ghi “Không thuộc nhiệm vụ”. Để trống là chưa trả lời.";
    let mut sheet = titled(
        form,
        Kind::Figures.title(),
        &[7.5, 42.0, 12.0, 15.0, 20.0],
        "SỐ LIỆU TRONG KỲ BÁO CÁO",
        remark,
    );
    add_headings(&mut sheet, Kind::Figures, 2);
    for indicator in &form.plan.indicators {
        let row = sheet.push(row(form, indicator));
        at_least(&mut sheet, row, ROOM);
    }
    if let Some(last) = sheet.next_row().checked_sub(1).filter(|last| *last >= FIRST) {
        let prompt = "Ghi một số nguyên từ 0 trở lên. Không có gì để đếm: 0 hoặc “Không phát sinh”. Không phải việc của đơn vị: “Không \
                      thuộc nhiệm vụ”.";
        let error = "Ô này nhận một số nguyên từ 0 trở lên, “Không phát sinh” hoặc “Không thuộc nhiệm vụ”. Lời giải thích ghi ở cột Ghi chú.";
        ask(
            &mut sheet,
            Area::new(FIRST, FIGURE, last, FIGURE),
            InputKind::Count,
            "Số liệu",
            prompt,
            error,
        );
    }
    sheet
}

fn row(form: &Form<'_>, indicator: &Indicator) -> Vec<Cell> {
    let owed = form.plan.requires(&form.unit.code, indicator);
    let figure = form.report.figure(&indicator.code);
    let note = figure.and_then(|figure| figure.note.as_deref());
    let style =
        |role| Style::highlighted(role, if owed { Highlight::None } else { Highlight::Muted });
    vec![
        Cell::text(indicator.code.as_str(), style(Role::Code)),
        Cell::text(indicator.name.as_str(), style(Role::Label)),
        Cell::text(indicator.measure.as_str(), style(Role::Code)),
        answers::figure(figure),
        Cell::text(note.unwrap_or(if owed { "" } else { NOT_REQUIRED }), Role::Answer),
    ]
}
