//! `Cần sửa`: the first sheet of a returned form. Each finding has a line with its correction and
//! links to its cells. Findings without a cell in the form come last, with the content of the
//! unit's file.

use super::Form;
use super::form_cell::FormCell;
use super::layout::{HEAD, titled};
use super::marks::MarkedFinding;
use crate::book::{Cell, Content, Link, Role, Sheet, measure};
use crate::model::date::written_vi;
use crate::model::form::{REPLY, RETURNED};
use crate::model::number;
use crate::model::origin::CellRef;
use crate::text::{Lang, listed, shortened};

/// The headings. Only the first is also a heading of the form, because this sheet has no answers.
const HEADINGS: [(&str, f64); 8] = [
    ("STT", 5.0),
    ("Trang", 13.0),
    ("Ô", 8.0),
    ("Đang ghi", 25.0),
    ("Vấn đề", 34.0),
    ("Cần làm", 32.0),
    ("Quy tắc", 8.0),
    (REPLY, 26.0),
];
/// Maximum number of characters shown of a cell; the form's own cell has the whole text.
const SHOWN: usize = 161;
/// Maximum number of lines of a row; longer text continues in the next row.
const MOST: u32 = 16;
/// Maximum number of cells of the unit's file named in a line.
const NAMED: usize = 8;

/// The text above the table.
const MEND: &str = "Các ô sai được tô màu và có ghi chú (đưa con trỏ vào ô để đọc); bấm vào cột Ô để đến nơi. Chỉ sửa những ô ấy, \
                    chỗ đúng giữ nguyên. Nếu số liệu đã đúng, ghi lý do vào cột Ý kiến của đơn vị.\nSửa xong: ở trang Thông tin ghi số, ký hiệu và \
                    ngày ký của báo cáo gửi lại (ô Thay thế báo cáo số đã ghi sẵn số báo cáo cũ); xem trang Tự kiểm tra; gửi lại cả tệp này.";
const FILL: &str = "Không đọc được tệp đã gửi, vì vậy đây là biểu mẫu trống của đơn vị. Lý do ghi dưới đây; điền vào biểu mẫu này rồi gửi \
                    lại cả tệp. Trang này không phải điền.";

/// Lays out the returned file, if it was readable, and its findings.
pub(super) fn sheet(
    form: &Form<'_>,
    file: Option<&str>,
    faults: &[MarkedFinding<'_>],
    answers: &[Sheet; 6],
) -> Sheet {
    let remark = file.map_or_else(
        || FILL.to_owned(),
        |file| format!("Trả lại báo cáo trong tệp “{}”. {MEND}", name_of(file)),
    );
    let widths = HEADINGS.map(|(_, width)| width);
    let mut sheet = titled(form, RETURNED, &widths, "NHỮNG CHỖ CẦN SỬA TRONG BÁO CÁO", &remark);
    sheet.push(HEADINGS.iter().map(|(heading, _)| Cell::text(*heading, Role::Heading)).collect());
    for (ordinal, fault) in (1_usize..).zip(faults) {
        for (line, place) in lines(fault, answers).into_iter().enumerate() {
            let first = line == 0;
            sheet.push(row(form, fault, first.then_some(ordinal), place));
        }
    }
    sheet.freeze = Some(CellRef::new(HEAD + 1, 0));
    sheet.print.repeat = Some((HEAD, HEAD));
    sheet.print.landscape = true;
    sheet
}

/// Returns a file's name without the office's folders.
fn name_of(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// A cell that a line links to, and its content.
#[derive(Default)]
struct Line {
    sheet: String,
    cell: Cell,
    found: String,
}

fn row(
    form: &Form<'_>,
    fault: &MarkedFinding<'_>,
    ordinal: Option<usize>,
    line: Line,
) -> Vec<Cell> {
    let rule = fault.finding.rule;
    let once = |text: &str, role| Cell::text(if ordinal.is_some() { text } else { "" }, role);
    let file = fault.finding.file.as_deref().filter(|_| !fault.own);
    let message = fault.finding.message_with_names(form.plan, Lang::Vi);
    let message = match file {
        Some(file) => format!("Tệp “{}”: {message}", name_of(file)),
        None => message,
    };
    vec![
        ordinal
            .map_or_else(|| Cell::blank(Role::Code), |ordinal| Cell::number(ordinal, Role::Code)),
        Cell::text(line.sheet, Role::Code),
        line.cell,
        Cell::text(line.found, Role::Text),
        once(&message, Role::Text),
        once(fault.finding.unit_fix(Lang::Vi), Role::Text),
        once(rule.code, Role::Code),
        Cell::blank(if ordinal.is_some() { Role::Answer } else { Role::Text }),
    ]
}

fn lines(fault: &MarkedFinding<'_>, answers: &[Sheet; 6]) -> Vec<Line> {
    if fault.cells.is_empty() {
        in_the_file(fault)
    } else {
        fault.cells.iter().map(|place| in_the_form(*place, answers)).collect()
    }
}

fn in_the_form(place: FormCell, answers: &[Sheet; 6]) -> Line {
    let title = place.kind.title();
    let content = answers
        .iter()
        .find(|sheet| sheet.name == title)
        .and_then(|sheet| sheet.cell(place.cell))
        .map(|cell| &cell.content);
    let found = match content {
        Some(Content::Text(text)) => shortened(text, SHOWN),
        Some(Content::Number(number)) => number::written_vi(*number),
        Some(Content::Day(day)) => written_vi(*day),
        Some(Content::Blank | Content::Formula { .. }) | None => "(để trống)".to_owned(),
    };
    let link = Link::Within(title.to_owned(), place.cell);
    Line {
        sheet: title.to_owned(),
        cell: Cell::text(place.cell.to_string(), Role::Code).leading_to(link),
        found,
    }
}

/// Returns findings without a cell in the form, with the content of the unit's file. A finding
/// about the whole file shows none of it, because a secrecy stamp alone in a cell would make the
/// form unreadable.
fn in_the_file(fault: &MarkedFinding<'_>) -> Vec<Line> {
    let location = &fault.finding.location;
    let Some(sheet) = location.sheet.as_deref().filter(|_| fault.own) else {
        return vec![Line {
            sheet: "(cả tệp)".to_owned(),
            cell: Cell::blank(Role::Code),
            ..Line::default()
        }];
    };
    let (_, found_width) = HEADINGS[3];
    let found = location.found.as_deref().unwrap_or_default();
    let place = || {
        (
            format!("{sheet} (tệp đã gửi)"),
            Cell::text(listed(&location.cells, NAMED, Lang::Vi), Role::Code),
        )
    };
    let parts = measure::parts(found, Role::Text, found_width, MOST).into_iter().enumerate();
    let line = |(part, found): (usize, String)| {
        let (sheet, cell) =
            if part == 0 { place() } else { (String::new(), Cell::blank(Role::Code)) };
        Line { sheet, cell, found }
    };
    parts.map(line).collect()
}
