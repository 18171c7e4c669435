//! Lays out an empty register of incoming documents: its headings (Nghị định 30/2020/NĐ-CP, Phụ lục
//! IV) and one example line.

use super::plain_table::plain_table;
use super::{Book, Cell, Highlight, Properties, Role};
use chrono::NaiveDate;

/// The columns with their widths.
const COLUMNS: [(&str, f64); 10] = [
    ("Ngày đến", 12.0),
    ("Số đến", 9.0),
    ("Tác giả", 34.0),
    ("Số, ký hiệu", 18.0),
    ("Ngày tháng", 12.0),
    ("Tên loại và trích yếu nội dung", 46.0),
    ("Đơn vị hoặc người nhận", 22.0),
    ("Ngày chuyển", 12.0),
    ("Ký nhận", 12.0),
    ("Ghi chú", 22.0),
];

fn example(author: &str, year: i32) -> [String; 10] {
    let day = |day: &str| format!("{day}/4/{year}");
    [
        day("26"),
        "152".to_owned(),
        format!("{author} UBND huyện A"),
        "15/BC-UBND".to_owned(),
        day("24"),
        "Báo cáo kết quả 6 tháng".to_owned(),
        "Văn phòng".to_owned(),
        day("26"),
        String::new(),
        "Dòng ví dụ, chương trình không đọc; xóa được".to_owned(),
    ]
}

/// Returns an empty register for a year; the author in its example starts with `begins`.
pub fn register(year: i32, begins: &str) -> Book {
    let grey = |text: String| {
        let mut cell = Cell::text(text, Role::Text);
        cell.style.tone = Highlight::Muted;
        cell
    };
    let properties = Properties {
        title: "Sổ đăng ký văn bản đến".to_owned(),
        created: NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default(),
        ..Properties::default()
    };
    let row = example(begins, year).map(grey).to_vec();
    plain_table("Sổ văn bản đến", "SoVanBanDen", COLUMNS, [row], 0, properties)
}
