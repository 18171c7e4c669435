//! Strategies for edits of whole sheets and of the table of figures.

use super::hand::Edit;
use super::words;
use proptest::prelude::*;
use proptest::sample::select;

/// Lines above a table.
const TITLES: [&str; 6] = [
    "",
    "ỦY BAN NHÂN DÂN TỈNH THANH HÓA",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Biểu số 02",
    "Đơn vị tính: cuộc",
    "Số liệu",
];

/// Rows added by a unit: code, wording, number.
const OWN_ROWS: [(&str, &str, Option<u32>); 9] = [
    ("", "", None),
    ("I", "Công tác tuyên truyền", None),
    ("", "Công tác tuyên truyền", Some(12)),
    ("", "Tổng cộng", Some(99_999)),
    ("", "Cộng", Some(1)),
    ("CT25", "Chỉ tiêu riêng của đơn vị", Some(77)),
    ("25", "Số vụ khác", Some(3)),
    ("", "Trong đó:", None),
    ("CT01.1", "Công văn", Some(2)),
];

/// Headings of other periods and other figures.
const OTHER_HEADINGS: [&str; 12] = [
    "Kỳ trước",
    "Số liệu kỳ trước",
    "Số liệu cùng kỳ",
    "Lũy kế",
    "Lũy kế từ đầu năm",
    "Năm 2023",
    "6 tháng đầu năm 2023",
    "Số liệu năm 2023",
    "So sánh",
    "Tăng, giảm",
    "Kế hoạch",
    "Chỉ tiêu giao",
];

/// Other wordings of the heading of the figures.
const FIGURE_HEADINGS: [&str; 9] = [
    "Kết quả",
    "Số lượng",
    "Kỳ này",
    "Thực hiện",
    "6 tháng đầu năm 2024",
    "Năm 2024",
    "Số liệu 6 tháng",
    "SL",
    "Tổng số",
];

/// Other names of sheets.
const NAMES: [&str; 7] =
    ["Sheet1", "Báo cáo", "Số liệu ", "SO LIEU", "Biểu 2", "Trang tính 3", "Nhiệm vụ (2)"];

const NOTES: [&str; 6] =
    ["15", "tăng 3 so với kỳ trước", "CT02", "Không phát sinh", "Trong đó: kế hoạch", "văn bản"];

/// Returns a strategy for a few consecutive edits.
pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![9 => of_sheets(), 12 => of_figures()];
    proptest::collection::vec(edit, 1..5)
}

fn of_sheets() -> impl Strategy<Value = Edit> {
    let sheet = || 0_usize..6;
    let above = proptest::collection::vec(select(&TITLES[..]), 1..4);
    prop_oneof![
        (sheet(), above).prop_map(|(sheet, titles)| Edit::RowsAbove { sheet, titles }),
        (sheet(), any::<bool>()).prop_map(|(sheet, letters)| Edit::Numbers { sheet, letters }),
        (sheet(), 0_usize..5).prop_map(|(sheet, at)| Edit::Column { sheet, at }),
        (sheet(), any::<bool>()).prop_map(|(sheet, split)| Edit::TwoRows { sheet, split }),
        (sheet(), select(&NAMES[..])).prop_map(|(sheet, name)| Edit::Rename { sheet, name }),
        (sheet(), words::slips(), 1_usize..5).prop_map(|(sheet, slip, every)| Edit::Retype {
            sheet,
            slip,
            every
        }),
        (sheet(), any::<bool>(), any::<bool>()).prop_map(|(sheet, blank, first)| Edit::Duplicate {
            sheet,
            blank,
            first
        }),
        Just(Edit::NoStamp),
        (sheet(), sheet()).prop_map(|(from, to)| Edit::Join { from, to })
    ]
}

fn of_figures() -> impl Strategy<Value = Edit> {
    let some = || 1_usize..5;
    prop_oneof![
        (0_usize..25, select(&OWN_ROWS[..])).prop_map(|(at, (code, wording, number))| {
            Edit::RowBetween { at, code, wording, number }
        }),
        (1_usize..24).prop_map(|at| Edit::HeadingsAgain { at }),
        Just(Edit::Ordinals),
        (0_usize..6, 0_usize..6).prop_map(|(from, to)| Edit::MoveColumn { from, to }),
        (select(&OTHER_HEADINGS[..]), any::<bool>(), 1_u32..90_000)
            .prop_map(|(heading, before, from)| { Edit::OtherPeriod { heading, before, from } }),
        select(&FIGURE_HEADINGS[..]).prop_map(|words| Edit::Heading { words }),
        (1_usize..24).prop_map(|by| Edit::Permute { by }),
        (0_usize..8, some()).prop_map(|(style, every)| Edit::Codes { style, every }),
        some().prop_map(|every| Edit::Wordings { every }),
        (0_usize..7, some()).prop_map(|(style, every)| Edit::Text { style, every }),
        (select(&NOTES[..]), some()).prop_map(|(text, every)| Edit::Notes { text, every }),
        (0_usize..24).prop_map(|row| Edit::Delete { row }),
        (0_usize..24, 1_u32..90_000).prop_map(|(row, number)| Edit::Twice { row, number })
    ]
}
