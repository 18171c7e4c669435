//! `Văn bản` and `Đột xuất`: lists with spare rows.

use super::layout::{FIRST, HEAD, add_headings, ask, ask_day, titled};
use super::{Form, answers};
use crate::book::{Area, Cell, InputKind, Role, Sheet};
use crate::model::form::Sheet as Kind;
use crate::model::plan::RowsOf;
use crate::model::submission::{Document, Incident};

/// Widths of the columns of documents.
const WIDTHS: [f64; 6] = [5.5, 21.0, 14.0, 16.0, 66.0, 13.0];
/// Rows of a list, which fill one printed page.
const ROWS: usize = 20;
/// Spare rows below a long list.
const SPARE: usize = 10;
/// The types of documents offered (Nghị định 30/2020/NĐ-CP, Điều 7).
const KINDS: [&str; 16] = [
    "Kế hoạch",
    "Công văn",
    "Quyết định",
    "Chỉ thị",
    "Nghị quyết",
    "Chương trình",
    "Phương án",
    "Đề án",
    "Quy chế",
    "Quy định",
    "Hướng dẫn",
    "Thông báo",
    "Báo cáo",
    "Tờ trình",
    "Công điện",
    "Khác",
];

pub(super) fn documents(form: &Form<'_>) -> Sheet {
    let counted = form.plan.indicators.iter().any(|one| one.rows_of == Some(RowsOf::Documents));
    let remark = [
        "Mỗi văn bản một dòng, ghi liền từ trên xuống.",
        if counted {
            "Số văn bản ở đây phải bằng chỉ tiêu tương ứng ở trang Số liệu."
        } else {
            ""
        },
        "Thiếu dòng thì chèn thêm dòng vào giữa danh sách.",
    ];
    let remark = remark.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ");
    // without tasks there is no column for them, the last
    let columns = if form.asks(Kind::Tasks) { WIDTHS.len() } else { WIDTHS.len() - 1 };
    let mut sheet = titled(
        form,
        Kind::Documents.title(),
        WIDTHS.get(..columns).unwrap_or_default(),
        "DANH SÁCH VĂN BẢN ĐÃ BAN HÀNH",
        &remark,
    );
    add_headings(&mut sheet, Kind::Documents, 2);
    let answers = form.report.documents.iter().map(Some).chain(std::iter::repeat(None));
    for (place, document) in (1_usize..).zip(answers.take(rows(form.report.documents.len()))) {
        sheet.push(document_row(place, document));
    }
    let last = sheet.next_row().saturating_sub(1);
    let column = |col| Area::new(FIRST, col, last, col);
    ask_day(form, &mut sheet, column(2), "Ngày ban hành");
    let kinds = KINDS.map(str::to_owned).to_vec();
    ask(
        &mut sheet,
        column(3),
        InputKind::Words(kinds),
        "Loại văn bản",
        "Chọn loại văn bản.",
        "Chọn một loại trong danh sách; loại khác thì chọn “Khác”.",
    );
    sheet.rows.iter_mut().for_each(|row| row.cells.truncate(columns));
    let tasks = u32::try_from(form.tasks().count()).unwrap_or(0);
    if tasks > 0 && form.asks(Kind::Tasks) {
        let codes = format!("'{}'!$A${}:$A${}", Kind::Tasks.title(), FIRST + 1, HEAD + 1 + tasks);
        let prompt = "Chọn mã của nhiệm vụ mà văn bản phục vụ (cột Mã ở trang Nhiệm vụ).";
        ask(
            &mut sheet,
            column(5),
            InputKind::Range(codes),
            "Mã nhiệm vụ",
            prompt,
            "Chọn một mã trong danh sách, hoặc để trống.",
        );
    }
    sheet.print.landscape = true;
    sheet
}

pub(super) fn incidents(form: &Form<'_>) -> Sheet {
    let remark = if form.period.is_ad_hoc() {
        "Mỗi vụ việc một dòng, ghi liền từ trên xuống; vụ việc nào cũng phải có ngày xảy ra. Thiếu dòng thì chèn thêm dòng vào giữa danh sách."
    } else {
        "Mỗi vụ việc một dòng, ghi liền từ trên xuống; không có vụ việc thì để trống cả trang. Thiếu dòng thì chèn thêm dòng vào giữa danh \
         sách."
    };
    let mut sheet = titled(
        form,
        Kind::Incidents.title(),
        &[5.5, 14.0, 25.0, 42.0, 28.0, 22.0],
        "DANH SÁCH VỤ VIỆC ĐỘT XUẤT",
        remark,
    );
    add_headings(&mut sheet, Kind::Incidents, 2);
    let answers = form.report.incidents.iter().map(Some).chain(std::iter::repeat(None));
    for (place, incident) in (1_usize..).zip(answers.take(rows(form.report.incidents.len()))) {
        sheet.push(incident_row(place, incident));
    }
    let last = sheet.next_row().saturating_sub(1);
    ask_day(form, &mut sheet, Area::new(FIRST, 1, last, 1), "Ngày xảy ra");
    sheet.print.landscape = true;
    sheet
}

fn rows(answered: usize) -> usize {
    ROWS.max(answered + SPARE)
}

fn document_row(place: usize, document: Option<&Document>) -> Vec<Cell> {
    vec![
        Cell::number(place, Role::Code),
        answers::words(document.and_then(|document| document.symbol.as_ref()), Role::Answer),
        answers::day(document.and_then(|document| document.issued.as_ref())),
        answers::words(document.and_then(|document| document.kind.as_ref()), Role::AnswerChoice),
        answers::words(document.and_then(|document| document.subject.as_ref()), Role::Answer),
        answers::words(document.and_then(|document| document.task.as_ref()), Role::AnswerChoice),
    ]
}

fn incident_row(place: usize, incident: Option<&Incident>) -> Vec<Cell> {
    let text =
        |part: Option<&Option<_>>| answers::words(part.and_then(Option::as_ref), Role::Answer);
    vec![
        Cell::number(place, Role::Code),
        answers::day(incident.and_then(|incident| incident.happened.as_ref())),
        text(incident.map(|incident| &incident.place)),
        text(incident.map(|incident| &incident.event)),
        text(incident.map(|incident| &incident.measures)),
        text(incident.map(|incident| &incident.result)),
    ]
}
