//! `Đánh giá`: the unit's own assessment.

use super::layout::{at_least, titled};
use super::{Form, answers};
use crate::book::{Cell, Role, Sheet};
use crate::model::form::Sheet as Kind;

/// Height of an assessment, in points.
const ROOM: f64 = 120.0;

pub(super) fn sheet(form: &Form<'_>) -> Sheet {
    let remark = "Ghi ngắn gọn, mỗi ý một dòng (Alt + Enter để xuống dòng trong ô). Không có nội dung thì để trống.";
    let mut sheet = titled(
        form,
        Kind::Assessment.title(),
        &[2.0, 22.0, 64.0],
        "ĐÁNH GIÁ CHUNG CỦA ĐƠN VỊ",
        remark,
    );
    for field in Kind::Assessment.fields() {
        let answer = answers::words(form.report.info.get(field), Role::Answer);
        let row = sheet.push(vec![Cell::default(), Cell::text(field.label(), Role::Label), answer]);
        at_least(&mut sheet, row, ROOM);
    }
    sheet
}
