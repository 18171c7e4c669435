//! The sheets of `don-vi.xlsx`.

use super::layout::{Kind, Layout, MapSheet, TableSheet, field};

/// Layout of `don-vi.xlsx`.
pub(crate) static UNITS: Layout = Layout {
    single: (
        "Tên gọi",
        &[
            field("naming.suffixes", "Chữ có thể thêm vào sau tên", Kind::List, 0.0).explained("Mỗi cách một dòng", "One wording a line"),
            field("naming.decorations", "Chữ không phân biệt đơn vị", Kind::List, 0.0),
            field("naming.above", "Cơ quan cấp trên ở đầu văn bản", Kind::List, 0.0),
            field("naming.lower_bodies", "Cơ quan cấp dưới của đơn vị", Kind::List, 0.0),
        ],
    ),
    tables: &[
        TableSheet {
            sheet: "Đơn vị",
            key: "unit",
            essential: &["code", "name", "group", "order", "must_report"],
            fields: &[
                field("code", "Mã", Kind::Text, 16.0).explained("Chữ hoa không dấu, số, gạch nối; cũng là tên tệp biểu mẫu", "Capitals without diacritics, digits, hyphens; also the name of the form's file"),
                field("name", "Tên đơn vị", Kind::Text, 40.0).explained("Tên đầy đủ", "Full name"),
                field("aliases", "Tên khác", Kind::List, 34.0).explained("Mỗi tên một dòng", "One name a line"),
                field("group", "Khối", Kind::Text, 24.0).explained("Mã khối ở trang Khối", "Code of a group on the sheet Khối"),
                field("order", "Thứ tự", Kind::Number, 8.0),
                field("must_report", "Phải báo cáo", Kind::Truth, 10.0).explained("có hoặc không", "có (yes) or không (no)"),
                field("valid_from", "Có từ ngày", Kind::Day, 13.0),
                field("valid_to", "Đến hết ngày", Kind::Day, 13.0),
                field("successor", "Đơn vị kế thừa", Kind::List, 18.0).explained("Mã đơn vị", "Code of a unit"),
                field("email", "Thư điện tử", Kind::Text, 26.0),
                field("contact", "Người nhận", Kind::Text, 22.0),
                field("phone", "Điện thoại", Kind::Text, 14.0),
                field("gso_code", "Mã thống kê", Kind::Text, 10.0),
            ],
        },
        TableSheet {
            sheet: "Khối",
            key: "group",
            essential: &["code", "name", "name_en"],
            fields: &[
                field("code", "Mã", Kind::Text, 26.0).explained("Chữ thường không dấu, gạch nối", "Small letters without diacritics, hyphens"),
                field("name", "Tên khối", Kind::Text, 40.0),
                field("name_en", "Tên tiếng Anh", Kind::Text, 40.0),
            ],
        },
    ],
    maps: &[MapSheet {
        sheet: "Viết tắt",
        key: "naming.abbreviations",
        keys: &["Viết tắt"],
        value: field("", "Viết đầy đủ", Kind::Text, 40.0),
    }],
    needed: &["Tên gọi", "Đơn vị", "Khối"],
    matrix: None,
};
