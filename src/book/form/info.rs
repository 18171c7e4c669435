//! `Thông tin`: the reporting unit, the period and the report's header.

use super::layout::{HEAD, ask, ask_day, at_least, titled};
use super::{Form, answers};
use crate::book::{Area, Cell, InputKind, Role, Sheet};
use crate::model::form::{Field, Sheet as Kind};
use crate::model::submission::PeriodClaim;

/// Height of a row, in points.
const ROOM: f64 = 19.5;
pub(super) const ANSWER: u32 = 2;

pub(super) fn row_of(field: Field) -> u32 {
    let place = Kind::Info.fields().iter().position(|known| *known == field);
    HEAD + place.map_or(0, |place| u32::try_from(place).unwrap_or(0))
}

pub(super) fn sheet(form: &Form<'_>) -> Sheet {
    let remark = "Mẫu do văn phòng tự đặt. Chỉ điền vào ô nền vàng nhạt; điền xong xem trang Tự kiểm tra, cách điền ở trang Hướng dẫn.";
    let widths = [2.0, 40.0, 46.0];
    let title = if form.period.is_ad_hoc() {
        "BIỂU MẪU BÁO CÁO ĐỘT XUẤT".to_owned()
    } else {
        let kind = form.plan.document_type().to_uppercase();
        format!("BIỂU MẪU BÁO CÁO KẾT QUẢ THỰC HIỆN {kind}")
    };
    let mut sheet = titled(form, Kind::Info.title(), &widths, &title, remark);
    for field in form.plan.info_fields(form.period) {
        let answer = answer(form, field);
        let row = sheet.push(vec![Cell::default(), Cell::text(field.label(), Role::Label), answer]);
        at_least(&mut sheet, row, ROOM);
        let area = Area::new(row, ANSWER, row, ANSWER);
        if field.is_date() {
            ask_day(form, &mut sheet, area, field.label());
        } else if let Some(prompt) = prompt(form, field) {
            // prompts have short titles
            let title = field.label().split(" (").next().unwrap_or_default();
            ask(&mut sheet, area, InputKind::Anything, title, prompt, "");
        }
    }
    sheet.print.one_page = true;
    sheet
}

fn answer(form: &Form<'_>, field: Field) -> Cell {
    let said = form.report.info.get(&field);
    let given = match field {
        Field::Plan => form.plan.title.as_str(),
        Field::Period => of_period(form),
        Field::UnitCode => form.unit.code.as_str(),
        Field::UnitName => form.unit.name.as_str(),
        _ if field.is_date() => {
            let day = form.report.days.get(&field);
            return if day.is_some() {
                answers::day(day)
            } else {
                answers::words(said, Role::AnswerDay)
            };
        }
        _ => return answers::words(said, Role::Answer),
    };
    Cell::text(said.map_or(given, |said| &*said.value), Role::Given)
}

/// Returns the period's name; another period's if only the stamp of the unit's file states it.
fn of_period<'a>(form: &Form<'a>) -> &'a str {
    match &form.report.period {
        PeriodClaim::Named(code) => {
            form.plan.period(code.as_str()).unwrap_or(form.period).name.as_str()
        }
        _ => form.period.name.as_str(),
    }
}

fn prompt(form: &Form<'_>, field: Field) -> Option<&'static str> {
    match field {
        Field::Symbol => {
            Some("Ghi số và ký hiệu của báo cáo bằng văn bản kèm theo, ví dụ 15/BC-UBND.")
        }
        Field::Signer => Some("Ghi họ và tên người ký báo cáo."),
        Field::Phone => Some("Ghi số điện thoại của cán bộ tổng hợp để văn phòng liên hệ khi cần."),
        Field::Replaces if form.period.is_ad_hoc() => Some(
            "Chỉ ghi khi báo cáo này thay một báo cáo đột xuất đã gửi về cùng vụ việc: số, ký hiệu của báo cáo cũ. Vụ việc khác thì để trống.",
        ),
        Field::Replaces => Some(
            "Chỉ ghi khi báo cáo này thay báo cáo đã gửi trong cùng kỳ: số, ký hiệu của báo cáo cũ. Không thay thì để trống.",
        ),
        Field::OwnPlan => {
            Some("Ghi số, ký hiệu kế hoạch của đơn vị triển khai kế hoạch này, ví dụ 32/KH-UBND.")
        }
        _ => None,
    }
}
