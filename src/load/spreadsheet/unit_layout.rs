//! The sheets of `don-vi.xlsx`.

use super::layout::{Kind, Layout, MapSheet, TableSheet, field};

/// Layout of `don-vi.xlsx`.
pub(crate) static UNITS: Layout = Layout {
    single: (
        "Tên gọi",
        &[
            field(
                "naming.suffixes",
                "Chữ có thể thêm vào sau tên",
                Kind::List,
                0.0,
                "Mỗi cách một dòng",
            ),
            field("naming.decorations", "Chữ không phân biệt đơn vị", Kind::List, 0.0, ""),
            field("naming.above", "Cơ quan cấp trên ở đầu văn bản", Kind::List, 0.0, ""),
            field("naming.lower_bodies", "Cơ quan cấp dưới của đơn vị", Kind::List, 0.0, ""),
        ],
    ),
    tables: &[
        TableSheet {
            sheet: "Đơn vị",
            key: "unit",
            essential: &["code", "name", "group", "order", "must_report"],
            fields: &[
                field(
                    "code",
                    "Mã",
                    Kind::Text,
                    16.0,
                    "Chữ hoa không dấu, số, gạch nối; cũng là tên tệp biểu mẫu",
                ),
                field("name", "Tên đơn vị", Kind::Text, 40.0, "Tên đầy đủ"),
                field("aliases", "Tên khác", Kind::List, 34.0, "Mỗi tên một dòng"),
                field("group", "Khối", Kind::Text, 24.0, "Mã khối ở trang Khối"),
                field("order", "Thứ tự", Kind::Number, 8.0, ""),
                field("must_report", "Phải báo cáo", Kind::Truth, 10.0, "có hoặc không"),
                field("valid_from", "Có từ ngày", Kind::Day, 13.0, ""),
                field("valid_to", "Đến hết ngày", Kind::Day, 13.0, ""),
                field("successor", "Đơn vị kế thừa", Kind::List, 18.0, "Mã đơn vị"),
                field("email", "Thư điện tử", Kind::Text, 26.0, ""),
                field("contact", "Người nhận", Kind::Text, 22.0, ""),
                field("phone", "Điện thoại", Kind::Text, 14.0, ""),
                field("gso_code", "Mã thống kê", Kind::Text, 10.0, ""),
            ],
        },
        TableSheet {
            sheet: "Khối",
            key: "group",
            essential: &["code", "name", "name_en"],
            fields: &[
                field("code", "Mã", Kind::Text, 26.0, "Chữ thường không dấu, gạch nối"),
                field("name", "Tên khối", Kind::Text, 40.0, ""),
                field("name_en", "Tên tiếng Anh", Kind::Text, 40.0, ""),
            ],
        },
    ],
    maps: &[MapSheet {
        sheet: "Viết tắt",
        key: "naming.abbreviations",
        keys: &["Viết tắt"],
        value: field("", "Viết đầy đủ", Kind::Text, 40.0, ""),
    }],
    needed: &["Tên gọi", "Đơn vị", "Khối"],
    matrix: None,
};
