//! `Hướng dẫn`: one printed page of instructions.

use super::Form;
use super::layout::{last_column, titled};
use crate::book::{Area, Cell, Role, Sheet};
use crate::model::date::written_vi;
use crate::model::form::{GUIDE, Sheet as Kind};
use crate::model::indicator::AnswerKind;
use crate::model::period::Deadline;
use crate::model::reading::Status;

pub(super) fn sheet(form: &Form<'_>) -> Sheet {
    let office = &form.plan.office.short_name;
    let remark = format!(
        "Biểu mẫu do {office} tự đặt để tổng hợp nhanh và đúng, không phải mẫu của trung ương; báo cáo bằng văn bản \
         của đơn vị vẫn gửi theo quy định."
    );
    let mut sheet = titled(form, GUIDE, &[26.0, 62.0], "HƯỚNG DẪN ĐIỀN BIỂU MẪU", &remark);
    let mut sections = vec![("Hạn và nơi gửi", sending(form)), ("Điền vào đâu", filling(form))];
    if form.period.is_ad_hoc() {
        sections.push(("Vụ việc", telling()));
    }
    if form.asks(Kind::Tasks) {
        let statuses = Status::ALL.map(|status| (status.word(), meaning(status).to_owned()));
        sections.push(("Tình trạng của nhiệm vụ", statuses.into()));
    }
    if form.asks(Kind::Figures) {
        sections.push(("Ô số liệu", counting(form)));
    }
    sections.push(("Trước khi gửi", before_sending(form)));
    for (number, (heading, rows)) in (1..).zip(sections) {
        section(&mut sheet, &format!("{number}. {heading}"), &rows);
    }
    sheet.print.one_page = true;
    sheet
}

/// Adds a heading with its rows: a word and its meaning, or a paragraph across the whole width.
fn section(sheet: &mut Sheet, heading: &str, rows: &[(&str, String)]) {
    sheet.push(vec![Cell::text(heading, Role::Section)]);
    for (word, text) in rows {
        if word.is_empty() {
            let row = sheet.push(vec![Cell::text(text.as_str(), Role::Paragraph)]);
            sheet.merges.push(Area::new(row, 0, row, last_column(sheet)));
        } else {
            sheet.push(vec![Cell::text(*word, Role::Label), Cell::text(text.as_str(), Role::Text)]);
        }
    }
}

fn sending(form: &Form<'_>) -> Vec<(&'static str, String)> {
    let (office, period) = (&form.plan.office, form.period);
    let mut rows = vec![("Hạn gửi", deadline(form))];
    if let (Some(from), Some(to), false) = (period.from, period.to, period.is_ad_hoc()) {
        rows.push((
            "Số liệu của thời gian",
            format!("Từ {} đến hết {}.", written_vi(from), written_vi(to)),
        ));
    }
    if !office.name.is_empty() || !office.address.is_empty() {
        let place: Vec<&str> = [office.name.as_str(), office.address.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        rows.push(("Nơi nhận", format!("{}.", place.join(". Địa chỉ: "))));
    }
    let asked: Vec<&str> = [office.contact.as_str(), office.phone.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if !asked.is_empty() {
        rows.push(("Liên hệ khi vướng mắc", format!("{}.", asked.join(", điện thoại "))));
    }
    rows
}

fn deadline(form: &Form<'_>) -> String {
    let Some(deadline) = form.period.deadline else {
        return "Ngay khi có tình hình đột xuất phát sinh; không có thời hạn cố định.".to_owned();
    };
    let last = deadline.last_day();
    let said = match deadline {
        Deadline::Before(day) => format!(
            "Trước ngày {}: ngày cuối cùng còn đúng hạn là {}.",
            written_vi(day),
            written_vi(last)
        ),
        Deadline::By(day) => format!("Chậm nhất là hết ngày {}.", written_vi(day)),
    };
    let working = form.plan.calendar.last_working_day(last);
    if working == last {
        return said;
    }
    format!("{said} Đó là ngày nghỉ; ngày làm việc gần nhất trước đó là {}.", written_vi(working))
}

fn filling(form: &Form<'_>) -> Vec<(&'static str, String)> {
    let lists = [Kind::Documents, Kind::Incidents].into_iter().filter(|list| form.asks(*list));
    let lists: Vec<&str> = lists.map(Kind::title).collect();
    let lists = match lists.join(", ") {
        lists if lists.is_empty() => lists,
        lists => format!("; thiếu dòng ở trang {lists} thì chèn thêm"),
    };
    let growing =
        format!("Cột và dòng kéo rộng, kéo cao được{lists}. Ngày ghi theo thứ tự ngày/tháng/năm.");
    let rows = [
        "Chỉ điền vào ô nền vàng nhạt. Không sửa mã, tên chỉ tiêu và tiêu đề cột; không đổi tên, không xóa trang.",
        growing.as_str(),
        "Không ghi nội dung thuộc danh mục bí mật nhà nước vào biểu mẫu này; nội dung đó gửi bằng đường công văn riêng theo quy định.",
    ];
    rows.map(|text| ("", format!("- {text}"))).to_vec()
}

const fn meaning(status: Status) -> &'static str {
    match status {
        Status::NotStarted => {
            "Có nhiệm vụ, trong kỳ chưa làm. Nên ghi lý do ở cột Khó khăn, vướng mắc."
        }
        Status::InProgress => "Đang làm. Ghi những việc đã làm ở cột Kết quả thực hiện.",
        Status::Done => "Đã làm xong phần việc của kỳ. Ghi kết quả ở cột Kết quả thực hiện.",
        Status::NothingArose => {
            "Có nhiệm vụ nhưng trong kỳ không có việc phải làm. Không ghi kết quả, không ghi số liệu."
        }
        Status::NotApplicable => "Đơn vị không có chức năng này.",
    }
}

/// Returns the instructions on cells of figures: one per kind of answer in the unit's form, then
/// those for all kinds.
fn counting(form: &Form<'_>) -> Vec<(&'static str, String)> {
    let rows = [
        (
            "0 hoặc Không phát sinh",
            "Đã xem xét, trong kỳ không có. Ghi dấu “-” hoặc “KPS” cũng hiểu như vậy.",
        ),
        ("Không thuộc nhiệm vụ", "Chỉ tiêu không phải việc của đơn vị."),
        (
            "Để trống",
            "Chưa trả lời. Chỉ tiêu bắt buộc để trống sẽ bị trả lại; dòng chữ xám là không bắt buộc.",
        ),
    ];
    let all = asked(form).into_iter().chain(rows);
    all.map(|(word, text)| (word, text.to_owned())).collect()
}

fn asked(form: &Form<'_>) -> Vec<(&'static str, &'static str)> {
    let is_asked = |wanted: fn(&AnswerKind) -> bool| {
        form.indicators.iter().any(|indicator| wanted(&indicator.answer))
    };
    let kinds: [(bool, &str, &str); 6] = [
        (
            is_asked(|answer| answer.number().is_some_and(|number| number.is_count)),
            "Một số nguyên",
            "Số đếm trong kỳ, từ 0 trở lên; chỉ ghi số, ví dụ 1250. Đơn vị tính đã ghi sẵn.",
        ),
        (
            is_asked(|answer| answer.number().is_some_and(|number| !number.is_count)),
            "Một số có phần lẻ",
            "Chỉ ghi số, phần lẻ theo cách máy đang dùng, ví dụ 12,5. Đơn vị tính đã ghi sẵn; số lẻ nhiều nhất mấy chữ số ghi ở lời nhắc của ô.",
        ),
        (
            is_asked(|answer| answer.number().is_some_and(|number| number.is_percent)),
            "Một tỷ lệ %",
            "98,75% ghi 98,75; tỷ lệ từ 1% trở xuống ghi cả dấu %.",
        ),
        (
            is_asked(|answer| !answer.choices().is_empty()),
            "Một câu trả lời có sẵn",
            "Bấm vào ô rồi chọn trong danh sách, ví dụ Có hoặc Không.",
        ),
        (
            is_asked(|answer| *answer == AnswerKind::Date),
            "Một ngày",
            "Ghi ngày/tháng/năm, năm đủ bốn chữ số.",
        ),
        (
            is_asked(|answer| *answer == AnswerKind::Text),
            "Một câu trả lời bằng chữ",
            "Trả lời ngắn gọn, đúng nội dung hỏi.",
        ),
    ];
    let asked = kinds.into_iter().filter(|(is_asked, ..)| *is_asked);
    asked.map(|(_, word, text)| (word, text)).collect()
}

fn telling() -> Vec<(&'static str, String)> {
    let rows = [
        (
            "Ngày xảy ra",
            "Ngày của vụ việc, không phải ngày báo cáo; kỳ báo cáo mà vụ việc thuộc về lấy theo ngày này.",
        ),
        ("Nội dung vụ việc", "Việc gì, ai liên quan, hậu quả; viết ngắn gọn."),
        (
            "Biện pháp xử lý, Kết quả",
            "Đã làm gì, đến đâu. Chưa có kết quả thì để trống, báo cáo tiếp khi có.",
        ),
        (
            "Báo cáo định kỳ",
            "Vụ việc đã báo cáo đột xuất vẫn tính và kê trong báo cáo định kỳ, giữ nguyên ngày và nội dung.",
        ),
    ];
    rows.map(|(word, text)| (word, text.to_owned())).to_vec()
}

fn before_sending(form: &Form<'_>) -> Vec<(&'static str, String)> {
    let again = if form.period.is_ad_hoc() {
        "Báo cáo thay báo cáo đột xuất đã gửi về cùng vụ việc thì ghi số, ký hiệu báo cáo cũ vào ô Thay thế báo cáo số ở trang Thông tin."
    } else {
        "Gửi lại để thay báo cáo đã gửi trong cùng kỳ thì ghi số, ký hiệu báo cáo cũ vào ô Thay thế báo cáo số ở trang Thông tin."
    };
    let rows = [
        "Xem trang Tự kiểm tra: còn dấu ✗ ở dòng nào thì bấm vào cột cuối của dòng đó để đến chỗ phải sửa.",
        "Lưu đúng kiểu bảng tính (.xlsx) rồi gửi cả tệp; không gửi ảnh chụp, bản PDF hay bản chép sang tệp khác thay cho tệp này.",
        again,
    ];
    rows.map(|text| ("", format!("- {text}"))).to_vec()
}
