//! The sheets of `ke-hoach.xlsx`.

use super::layout::{Kind, Layout, MapSheet, TableSheet, field};
use super::matrix;
use super::plan_words::{ANSWERS, EVERY, NATURES, RELATIONS, TOTALS};

/// Layout of `ke-hoach.xlsx`.
pub(crate) static PLAN: Layout = Layout {
    single: (
        "Kế hoạch",
        &[
            field("plan.id", "Mã kế hoạch", Kind::Text, 0.0)
                .explained("Không đổi trong năm", "Not changed during the year"),
            field("plan.title", "Tên kế hoạch", Kind::Text, 0.0),
            field("plan.year", "Năm", Kind::Number, 0.0),
            field("plan.number", "Số, ký hiệu", Kind::Text, 0.0)
                .explained("Để viện dẫn; dấu … là chỗ trống", "For citing; … is a blank"),
            field("plan.date", "Ngày ban hành", Kind::Day, 0.0),
            field("plan.issuer", "Cơ quan ban hành kế hoạch", Kind::Text, 0.0),
            field("plan.topics", "Lĩnh vực", Kind::List, 0.0)
                .explained("Mỗi cách viết một dòng", "One wording a line"),
            field("plan.form_version", "Phiên bản biểu mẫu", Kind::Number, 0.0)
                .explained("Đổi biểu mẫu thì tăng thêm 1", "One more whenever the form is changed"),
            field("plan.reporting_duty", "Mục quy định chế độ báo cáo", Kind::Text, 0.0)
                .explained("Mã mục, ví dụ III.2", "Code of the section, such as III.2"),
            field("plan.own_plan_task", "Nhiệm vụ lập kế hoạch của đơn vị", Kind::Text, 0.0)
                .explained("Mã nhiệm vụ", "Code of a task"),
            field("plan.reporting_clause_place", "Chế độ báo cáo ở đâu", Kind::Text, 0.0)
                .explained("Ví dụ: mục III.2", "For example: mục III.2"),
            field("plan.reporting_clause", "Lời về chế độ báo cáo", Kind::Text, 0.0)
                .explained("Nguyên văn của kế hoạch", "In the plan's own words"),
            field("office.parent", "Cơ quan chủ quản", Kind::Text, 0.0).explained(
                "Alt + Enter để ngắt dòng như trên đầu văn bản",
                "Alt + Enter breaks the line as at the head of a document",
            ),
            field("office.body", "Cơ quan lập báo cáo", Kind::Text, 0.0).explained(
                "Alt + Enter để ngắt dòng như trên đầu văn bản",
                "Alt + Enter breaks the line as at the head of a document",
            ),
            field("office.name", "Tên văn phòng", Kind::Text, 0.0),
            field("office.short_name", "Cách gọi văn phòng trong câu", Kind::Text, 0.0),
            field("office.area", "Phạm vi của số liệu", Kind::Text, 0.0).explained(
                "toàn tỉnh, toàn huyện, toàn xã, toàn ngành …",
                "toàn tỉnh, toàn huyện, toàn xã, toàn ngành …",
            ),
            field("office.place", "Địa danh", Kind::Text, 0.0),
            field("office.address", "Địa chỉ", Kind::Text, 0.0),
            field("office.addressees", "Nơi báo cáo gửi lên", Kind::List, 0.0)
                .explained("Mỗi nơi một dòng, tên đầy đủ", "One addressee a line, in full"),
            field("office.recipients", "Nơi nhận", Kind::List, 0.0)
                .explained("Mỗi nơi một dòng", "One recipient a line"),
            field("office.letter_symbol", "Ký hiệu công văn", Kind::Text, 0.0),
            field("office.report_symbol", "Ký hiệu báo cáo", Kind::Text, 0.0),
            field("office.signer_post", "Quyền hạn, chức vụ người ký", Kind::Text, 0.0)
                .explained("Alt + Enter để ngắt dòng", "Alt + Enter breaks the line"),
            field("office.signer_agency_post", "Chức vụ ở cơ quan có con dấu", Kind::Text, 0.0),
            field("office.signer", "Người ký", Kind::Text, 0.0),
            field("office.contact", "Người liên hệ", Kind::Text, 0.0),
            field("office.phone", "Điện thoại liên hệ", Kind::Text, 0.0),
            field("office.return_days", "Số ngày để đơn vị gửi lại", Kind::Number, 0.0),
            field("office.letters.parent", "Công văn: cơ quan chủ quản", Kind::Text, 0.0)
                .explained(
                    "Chỉ ghi khi công văn do cơ quan khác ký",
                    "Only if another body signs the letters",
                ),
            field("office.letters.body", "Công văn: cơ quan ban hành", Kind::Text, 0.0),
            field("office.letters.signer_post", "Công văn: quyền hạn, chức vụ", Kind::Text, 0.0),
            field(
                "office.letters.signer_agency_post",
                "Công văn: chức vụ ở cơ quan có con dấu",
                Kind::Text,
                0.0,
            ),
            field("office.letters.signer", "Công văn: người ký", Kind::Text, 0.0),
            field("form.sheets", "Các trang của biểu mẫu", Kind::List, 0.0).explained(
                "Để trống: đủ các trang kế hoạch cần",
                "Empty: all sheets that the plan needs",
            ),
            field("thresholds.change_percent", "Báo khi tăng, giảm quá (%)", Kind::Number, 0.0)
                .explained("So với kỳ trước", "Compared with the period before"),
            field("thresholds.change_floor", "… và ít nhất (số)", Kind::Number, 0.0),
            field("thresholds.outlier", "Báo khi khác khối quá (điểm z)", Kind::Number, 0.0),
            field("thresholds.outlier_floor", "… và ít nhất cách trung vị (số)", Kind::Number, 0.0),
        ],
    ),
    tables: &[
        TableSheet {
            sheet: "Kỳ",
            key: "period",
            essential: &["code", "name"],
            fields: &[
                field("code", "Mã", Kind::Text, 12.0).explained(
                    "Cũng là tên thư mục, ví dụ 2026-6T",
                    "Also the name of a folder, such as 2026-6T",
                ),
                field("name", "Tên kỳ", Kind::Text, 28.0),
                field("name_en", "Tên tiếng Anh", Kind::Text, 28.0),
                field("before", "Trước ngày", Kind::Day, 14.0).explained(
                    "Trước ngày này: ngày cuối cùng của thời hạn là ngày liền trước",
                    "Before this day: the last day in time is the day before",
                ),
                field("by", "Chậm nhất ngày", Kind::Day, 14.0)
                    .explained("Hết ngày này vẫn đúng hạn", "In time until the end of this day"),
                field("from", "Số liệu từ ngày", Kind::Day, 14.0),
                field("to", "Số liệu đến ngày", Kind::Day, 14.0),
                field("previous", "Kỳ đem so", Kind::Text, 12.0)
                    .explained("Mã kỳ trước", "Code of the period before"),
                field("includes_previous", "Gồm cả kỳ trước", Kind::Truth, 12.0).explained(
                    "có: số của kỳ này gồm cả kỳ trước",
                    "có: figures of this period include the one before",
                ),
                field("aliases", "Cách viết khác", Kind::List, 50.0)
                    .explained("Mỗi cách một dòng", "One wording a line"),
            ],
        },
        TableSheet {
            sheet: "Loạt kỳ",
            key: "series",
            essential: &["every"],
            fields: &[
                field("every", "Báo cáo hằng", EVERY, 14.0).explained(
                    "Chương trình tự lập các kỳ của năm",
                    "The program makes the periods of the year",
                ),
                field("due.before", "Trước ngày", Kind::Number, 12.0).explained(
                    "Ngày trong tháng: ngày cuối cùng của thời hạn là ngày liền trước",
                    "Day of the month: the last day in time is the day before",
                ),
                field("due.by", "Chậm nhất ngày", Kind::Number, 14.0)
                    .explained("Ngày trong tháng, vẫn đúng hạn", "Day of the month, still in time"),
                field("due.months_after", "Hạn ở mấy tháng sau", Kind::Number, 14.0).explained(
                    "Để trống: tháng cuối của kỳ; 1 là tháng sau",
                    "Empty: the last month of the period; 1 is the month after",
                ),
                field("window.from", "Số liệu từ ngày", Kind::Number, 14.0).explained(
                    "Ví dụ 15 (của tháng trước)",
                    "For example 15 (of the month before)",
                ),
                field("window.to", "Số liệu đến ngày", Kind::Number, 14.0)
                    .explained("Ví dụ 14", "For example 14"),
                field("cumulative", "Cộng dồn từ đầu năm", Kind::Truth, 14.0),
                field("sum_of", "Bằng tổng các kỳ", EVERY, 14.0)
                    .explained("Kỳ ngắn hơn, ví dụ tháng", "A shorter period, such as tháng"),
            ],
        },
        TableSheet {
            sheet: "Nhiệm vụ",
            key: "task",
            essential: &["code", "title", "text"],
            fields: &[
                field("code", "Mã", Kind::Text, 9.0).explained(
                    "Số mục của kế hoạch, ví dụ II.2.1",
                    "Number of the section of the plan, such as II.2.1",
                ),
                field("title", "Tên ngắn", Kind::Text, 34.0),
                field("text", "Lời của kế hoạch", Kind::Text, 70.0),
                field("basis", "Căn cứ", Kind::List, 34.0)
                    .explained("Mỗi văn bản một dòng", "One document a line"),
                field("aliases", "Cách viết khác", Kind::List, 34.0)
                    .explained("Mỗi cách một dòng", "One wording a line"),
                field("sentence", "Câu trong báo cáo", Kind::Text, 50.0).explained(
                    "Viết tiếp sau “Các đơn vị đã …”; mã chỉ tiêu trong ngoặc nhọn",
                    "Continues “Các đơn vị đã …”; codes of indicators in braces",
                ),
            ],
        },
        TableSheet {
            sheet: "Chỉ tiêu",
            key: "indicator",
            essential: &["code", "name", "measure", "nature"],
            fields: &[
                field("code", "Mã", Kind::Text, 9.0).explained("Ví dụ CT01", "For example CT01"),
                field("name", "Chỉ tiêu", Kind::Text, 44.0),
                field("measure", "Đơn vị tính", Kind::Text, 14.0),
                field("task", "Nhiệm vụ", Kind::Text, 10.0)
                    .explained("Mã nhiệm vụ", "Code of a task"),
                field("nature", "Tính chất", NATURES, 18.0),
                field("answer", "Câu trả lời", ANSWERS, 16.0)
                    .explained("Để trống: số nguyên", "Empty: a whole number"),
                field("total", "Số chung", TOTALS, 18.0)
                    .explained("Để trống: cộng", "Empty: the sum"),
                field("of", "Tử số", Kind::Text, 9.0)
                    .explained("Khi số chung là tỷ lệ", "If the total is a ratio"),
                field("per", "Mẫu số", Kind::Text, 9.0)
                    .explained("Khi số chung là tỷ lệ", "If the total is a ratio"),
                field("decimals", "Số chữ số thập phân", Kind::Number, 10.0),
                field("min", "Ít nhất", Kind::Number, 9.0),
                field("max", "Nhiều nhất", Kind::Number, 9.0),
                field("signed", "Có thể âm", Kind::Truth, 9.0),
                field("choices", "Các câu để chọn", Kind::List, 24.0)
                    .explained("Khi câu trả lời là chọn một", "If the answer is one of a list"),
                field("parent", "Là phần của", Kind::Text, 9.0)
                    .explained("Mã chỉ tiêu ngay phía trên", "Code of the indicator just above"),
                field("target", "Mục tiêu", Kind::Text, 10.0)
                    .explained("Ví dụ >= 55", "For example >= 55"),
                field("rows_of", "Bằng số dòng của trang", Kind::Text, 14.0)
                    .explained("Văn bản hoặc Đột xuất", "Văn bản or Đột xuất"),
                field("only.groups", "Chỉ hỏi các khối", Kind::List, 20.0)
                    .explained("Mã khối, mỗi mã một dòng", "Codes of groups, one a line"),
                field("only.units", "Chỉ hỏi các đơn vị", Kind::List, 20.0)
                    .explained("Mã đơn vị, mỗi mã một dòng", "Codes of units, one a line"),
                field("measure_aliases", "Đơn vị tính viết khác", Kind::List, 18.0),
                field("aliases", "Cách viết khác", Kind::List, 44.0),
            ],
        },
        TableSheet {
            sheet: "Quan hệ",
            key: "relation",
            essential: &["kind"],
            fields: &[
                field("kind", "Loại", RELATIONS, 24.0),
                field("smaller", "Số nhỏ hơn", Kind::Text, 12.0)
                    .explained("Khi loại là “không lớn hơn”", "If the kind is “không lớn hơn”"),
                field("larger", "Số lớn hơn", Kind::Text, 12.0),
                field("both", "Hai chỉ tiêu", Kind::List, 16.0).explained(
                    "Khi loại là “cùng có hoặc cùng không”",
                    "If the kind is “cùng có hoặc cùng không”",
                ),
                field("total", "Tổng", Kind::Text, 12.0).explained(
                    "Khi loại là “tổng của các phần”",
                    "If the kind is “tổng của các phần”",
                ),
                field("parts", "Các phần", Kind::List, 20.0),
            ],
        },
    ],
    maps: &[
        MapSheet {
            sheet: "Tiêu đề",
            key: "headings",
            keys: &["Trang", "Tiêu đề"],
            value: field("", "Cách viết khác", Kind::List, 60.0)
                .explained("Mỗi cách một dòng", "One wording a line"),
        },
        MapSheet {
            sheet: "Mức độ",
            key: "severity",
            keys: &["Quy tắc"],
            value: field(
                "",
                "Mức độ",
                Kind::Word(&[("error", "lỗi"), ("warning", "cảnh báo"), ("note", "ghi chú")]),
                14.0,
            ),
        },
    ],
    needed: &["Kế hoạch", "Kỳ"],
    matrix: Some(matrix::SHEET),
};
