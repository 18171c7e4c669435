//! English wording of the explanations in the workbooks of the office; headings stay Vietnamese.

use super::layout::Layout;
use super::sheet_table::SheetTable;
use crate::model::plain_sheet::PlainValue;

/// Explanations in Vietnamese and in English.
const ENGLISH: [(&str, &str); 53] = [
    ("Không đổi trong năm", "Not changed during the year"),
    ("Để viện dẫn; dấu … là chỗ trống", "For citing; … is a blank"),
    ("Mỗi cách viết một dòng", "One wording a line"),
    ("Đổi biểu mẫu thì tăng thêm 1", "One more whenever the form is changed"),
    ("Mã mục, ví dụ III.2", "Code of the section, such as III.2"),
    ("Mã nhiệm vụ", "Code of a task"),
    ("Ví dụ: mục III.2", "For example: mục III.2"),
    ("Nguyên văn của kế hoạch", "In the plan's own words"),
    (
        "Alt + Enter để ngắt dòng như trên đầu văn bản",
        "Alt + Enter breaks the line as at the head of a document",
    ),
    (
        "toàn tỉnh, toàn huyện, toàn xã, toàn ngành …",
        "toàn tỉnh, toàn huyện, toàn xã, toàn ngành …",
    ),
    ("Mỗi nơi một dòng, tên đầy đủ", "One addressee a line, in full"),
    ("Mỗi nơi một dòng", "One recipient a line"),
    ("Alt + Enter để ngắt dòng", "Alt + Enter breaks the line"),
    ("Chỉ ghi khi công văn do cơ quan khác ký", "Only if another body signs the letters"),
    ("Để trống: đủ các trang kế hoạch cần", "Empty: all sheets that the plan needs"),
    ("So với kỳ trước", "Compared with the period before"),
    ("Cũng là tên thư mục, ví dụ 2026-6T", "Also the name of a folder, such as 2026-6T"),
    (
        "Trước ngày này: ngày cuối cùng của thời hạn là ngày liền trước",
        "Before this day: the last day in time is the day before",
    ),
    ("Hết ngày này vẫn đúng hạn", "In time until the end of this day"),
    ("Mã kỳ trước", "Code of the period before"),
    ("có: số của kỳ này gồm cả kỳ trước", "có: figures of this period include the one before"),
    ("Mỗi cách một dòng", "One wording a line"),
    ("Chương trình tự lập các kỳ của năm", "The program makes the periods of the year"),
    (
        "Ngày trong tháng: ngày cuối cùng của thời hạn là ngày liền trước",
        "Day of the month: the last day in time is the day before",
    ),
    ("Ngày trong tháng, vẫn đúng hạn", "Day of the month, still in time"),
    (
        "Để trống: tháng cuối của kỳ; 1 là tháng sau",
        "Empty: the last month of the period; 1 is the month after",
    ),
    ("Ví dụ 15 (của tháng trước)", "For example 15 (of the month before)"),
    ("Ví dụ 14", "For example 14"),
    ("Kỳ ngắn hơn, ví dụ tháng", "A shorter period, such as tháng"),
    ("Số mục của kế hoạch, ví dụ II.2.1", "Number of the section of the plan, such as II.2.1"),
    ("Mỗi văn bản một dòng", "One document a line"),
    (
        "Viết tiếp sau “Các đơn vị đã …”; mã chỉ tiêu trong ngoặc nhọn",
        "Continues “Các đơn vị đã …”; codes of indicators in braces",
    ),
    ("Ví dụ CT01", "For example CT01"),
    ("Để trống: số nguyên", "Empty: a whole number"),
    ("Để trống: cộng", "Empty: the sum"),
    ("Khi số chung là tỷ lệ", "If the total is a ratio"),
    ("Khi câu trả lời là chọn một", "If the answer is one of a list"),
    ("Mã chỉ tiêu ngay phía trên", "Code of the indicator just above"),
    ("Ví dụ >= 55", "For example >= 55"),
    ("Văn bản hoặc Đột xuất", "Văn bản or Đột xuất"),
    ("Mã khối, mỗi mã một dòng", "Codes of groups, one a line"),
    ("Mã đơn vị, mỗi mã một dòng", "Codes of units, one a line"),
    ("Khi loại là “không lớn hơn”", "If the kind is “không lớn hơn”"),
    ("Khi loại là “cùng có hoặc cùng không”", "If the kind is “cùng có hoặc cùng không”"),
    ("Khi loại là “tổng của các phần”", "If the kind is “tổng của các phần”"),
    (
        "Chữ hoa không dấu, số, gạch nối; cũng là tên tệp biểu mẫu",
        "Capitals without diacritics, digits, hyphens; also the name of the form's file",
    ),
    ("Tên đầy đủ", "Full name"),
    ("Mỗi tên một dòng", "One name a line"),
    ("Mã khối ở trang Khối", "Code of a group on the sheet Khối"),
    ("có hoặc không", "có (yes) or không (no)"),
    ("Mã đơn vị", "Code of a unit"),
    ("Chữ thường không dấu, gạch nối", "Small letters without diacritics, hyphens"),
    (
        "Cho mọi đơn vị; ô của khối và của đơn vị được ưu tiên hơn",
        "For all units; cells of groups and of units come first",
    ),
];

fn english(prompt: &str) -> Option<&'static str> {
    ENGLISH.iter().find(|(vi, _)| *vi == prompt).map(|(_, en)| *en)
}

/// Puts the explanations into English.
pub(crate) fn explain_in_english(sheets: &mut [SheetTable], layout: &Layout) {
    for sheet in sheets {
        for column in &mut sheet.columns {
            if let Some(prompt) = english(&column.prompt) {
                prompt.clone_into(&mut column.prompt);
            }
        }
        let rows = sheet.rows.iter_mut().filter(|_| sheet.name == layout.single.0);
        for cell in rows.filter_map(|row| row.get_mut(2)?.as_mut()) {
            if let PlainValue::Text(text) = cell
                && let Some(prompt) = english(text)
            {
                prompt.clone_into(text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::english;
    use crate::load::spreadsheet::{PLAN, UNITS};

    #[test]
    fn every_explanation_has_an_english_wording() {
        for layout in [&PLAN, &UNITS] {
            let tables = layout.tables.iter().flat_map(|table| table.fields);
            let fields = layout
                .single
                .1
                .iter()
                .chain(tables)
                .chain(layout.maps.iter().map(|map| &map.value));
            for prompt in fields.map(|field| field.prompt).filter(|prompt| !prompt.is_empty()) {
                assert!(english(prompt).is_some(), "{prompt}");
            }
        }
    }
}
