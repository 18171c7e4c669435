use super::*;
use crate::load::shipped;
use crate::rules::fixture::{case, codes, total};

type Cells<'c> = &'c [(&'c str, i64)];

/// Lists the indicators of the shipped plan that a text contradicts, for cells with these amounts.
fn found(plan: &Plan, text: &str, cells: Cells<'_>) -> Vec<String> {
    let text = tokens(text);
    let counts = counts(plan, &wordings(plan), &text);
    let cell = |code: &str| {
        cells.iter().find(|(of, _)| *of == code).map(|(_, amount)| Decimal::from(*amount))
    };
    let against = counts.iter().filter(|(indicator, _)| {
        cell(indicator.code.as_str()).is_some_and(|amount| !explains(&text, amount))
    });
    against.map(|(indicator, number)| format!("{} {number}", indicator.code)).collect()
}

/// Texts with the figures beside them and the contradictions found.
const FOUND: [(&str, Cells<'_>, &[&str]); 22] = [
    ("Tổ chức 12 buổi tuyên truyền trực tiếp cho 540 lượt người.", &[("CT04", 21)], &["CT04 12"]),
    ("Tổ chức 12 buổi tuyên truyền trực tiếp.", &[("CT04", 0)], &["CT04 12"]),
    ("Tổ chức 12 BUỔI TUYÊN TRUYỀN TRỰC TIẾP", &[("CT04", 21)], &["CT04 12"]),
    (
        "Đã tổ chức 12 buổi tuyên truyền cho cán bộ, đảng viên, quần chúng.",
        &[("CT04", 21)],
        &["CT04 12"],
    ),
    (
        "Trong 6 tháng đầu năm tổ chức được 12 buổi tuyên truyền trực tiếp, cấp phát 300 tờ rơi.",
        &[("CT04", 21)],
        &["CT04 12"],
    ),
    ("Tổ chức 12 buổi tuyên truyền trực tiếp và 3 buổi tọa đàm.", &[("CT04", 21)], &["CT04 12"]),
    (
        "Tổ chức 35 buổi tuyên truyền trực tiếp (có hình ảnh kèm theo).",
        &[("CT04", 21)],
        &["CT04 35"],
    ),
    ("Số buổi tuyên truyền trực tiếp: 12.", &[("CT04", 21)], &["CT04 12"]),
    ("Mở 3 lớp tập huấn, bồi dưỡng cho 120 lượt cán bộ.", &[("CT09", 5)], &["CT09 3"]),
    ("Mở 3 lớp tập huấn cho cán bộ cơ sở", &[("CT09", 5)], &["CT09 3"]),
    ("Hiện có 14 mô hình tự quản về an ninh trật tự được duy trì.", &[("CT11", 20)], &["CT11 14"]),
    ("Ra mắt 3 mô hình tự quản về ANTT xây dựng mới.", &[("CT12", 5)], &["CT12 3"]),
    ("Có 7 phương án đã được phê duyệt, 1 phương án đang trình.", &[("CT15", 5)], &["CT15 7"]),
    ("Rà soát xong 8 phương án phải xây dựng.", &[("CT13", 9)], &["CT13 8"]),
    (
        "Tổ chức 2 cuộc diễn tập, luyện tập với 85 lượt người tham gia.",
        &[("CT16", 1), ("CT17", 85)],
        &["CT16 2"],
    ),
    (
        "Tiến hành 4 cuộc kiểm tra, tự kiểm tra; 9 đơn vị được kiểm tra.",
        &[("CT20", 6), ("CT21", 10)],
        &["CT20 4", "CT21 9"],
    ),
    ("Đến nay có 5 kiến nghị đã khắc phục.", &[("CT23", 2)], &["CT23 5"]),
    ("Họp 4 cuộc họp, hội nghị triển khai, sơ kết.", &[("CT03", 2)], &["CT03 4"]),
    (
        "Tổ chức 4 cuộc họp, hội nghị để triển khai và kiểm điểm công việc.",
        &[("CT03", 2)],
        &["CT03 4"],
    ),
    ("Đăng, phát 18 tin, bài, phóng sự.", &[("CT06", 20)], &["CT06 18"]),
    (
        "Duy trì 1.350 lượt phát trên hệ thống truyền thanh cơ sở.",
        &[("CT07", 1200)],
        &["CT07 1350"],
    ),
    (
        "Tổ chức 02 hội nghị, lớp về phòng, chống phổ biến VKHDHL cho 150 lượt người.",
        &[("CT18", 3)],
        &["CT18 2"],
    ),
];

#[test]
fn contradictions_are_found() {
    let plan = shipped::plan().expect("sound");
    for (text, cells, expected) in FOUND {
        assert_eq!(found(&plan, text, cells), expected, "{text}");
    }
}

#[test]
fn texts_with_other_explanations_are_silent() {
    let plan = shipped::plan().expect("sound");
    let cells = [
        ("CT03", 2),
        ("CT04", 21),
        ("CT07", 1250),
        ("CT09", 5),
        ("CT11", 40),
        ("CT12", 5),
        ("CT14", 9),
        ("CT15", 5),
        ("CT20", 6),
        ("CT22", 9),
    ];
    for text in [
        "Tổ chức 21 buổi tuyên truyền trực tiếp cho 540 lượt người.",
        "Tổ chức khoảng 12 buổi tuyên truyền trực tiếp.",
        "Tổ chức hơn 12 buổi tuyên truyền trực tiếp.",
        "Tổ chức ít nhất 12 buổi tuyên truyền trực tiếp.",
        "Tổ chức 12 - 15 buổi tuyên truyền trực tiếp.",
        "Tổ chức 12/21 buổi tuyên truyền trực tiếp.",
        "Tổ chức mười hai buổi tuyên truyền trực tiếp.",
        "Năm 2023 tổ chức 12 buổi tuyên truyền trực tiếp.",
        "Trong tháng 3 tổ chức 12 buổi tuyên truyền trực tiếp.",
        "Quý I tổ chức 12 buổi tuyên truyền trực tiếp.",
        "Dự kiến tổ chức thêm 12 buổi tuyên truyền trực tiếp.",
        "Tăng 12 buổi tuyên truyền trực tiếp so với cùng kỳ.",
        "Đã hoàn thành, trong đó 12 buổi tuyên truyền trực tiếp cho học sinh.",
        "Riêng thị trấn tổ chức 12 buổi tuyên truyền trực tiếp.",
        "Mỗi xã tổ chức 2 buổi tuyên truyền trực tiếp.",
        "Tổ chức 12 buổi tuyên truyền trực tiếp ở trường học và 9 buổi ở khu dân cư.",
        "Tổ chức 12 buổi tuyên truyền trực tiếp cho học sinh, 9 buổi cho công nhân.",
        "Tổ chức 3 hội nghị và 18 buổi tuyên truyền trực tiếp.",
        "Tổng số 21; cụ thể 12 buổi tuyên truyền trực tiếp.",
        "Tổ chức 12 buổi tuyên truyền trực tiếp tại các chợ.",
        "Tổ chức 12 buổi tuyên truyền lưu động bằng xe loa.",
        "Tổ chức 12 buổi tuyên truyền về phòng cháy, chữa cháy.",
        "Tổ chức 12 buổi tuyên truyền, phổ biến pháp luật.",
        "Buổi tuyên truyền trực tiếp ngày 12/4/2024 có 85 người dự.",
        "Công văn số 12/CV-UBND về tổ chức buổi tuyên truyền trực tiếp.",
        "Lần thứ 12 buổi tuyên truyền trực tiếp được tổ chức.",
        "Lồng ghép vào sinh hoạt ở cơ sở: 18 buổi, 1.350 lượt người dự; cấp phát 1.134 tài liệu, tờ rơi.",
        "Phát 1 300 lượt phát trên hệ thống truyền thanh cơ sở.",
        "Đạt 95% lượt phát trên hệ thống truyền thanh cơ sở.",
        "Duy trì 38 mô hình tự quản về an ninh trật tự; xây dựng mới 3 mô hình.",
        "Tổ chức 4 cuộc họp giao ban.",
        "Đã xây dựng 7/8 phương án, trong đó 7 phương án đã được phê duyệt.",
        "Đã xây dựng 7 phương án.",
        "Đã tự kiểm tra 2 cuộc; có 5 kiến nghị sau kiểm tra, đã khắc phục 5.",
        "Đề nghị tỉnh mở 3 lớp tập huấn cho cán bộ cơ sở.",
        "Tham gia 1 lớp tập huấn do Công an tỉnh mở.",
    ] {
        assert_eq!(found(&plan, text, &cells), [""; 0], "{text}");
    }
}

#[test]
fn texts_of_other_tasks_are_ignored_and_the_figure_is_counted() {
    let told = |task| {
        let named =
            case().plan(|plan| plan.indicators[3].name = "Cuộc tuyên truyền trực tiếp".to_owned());
        named.task(
            "A",
            task,
            Some("Hoàn thành"),
            Some("Đã tổ chức 12 cuộc tuyên truyền trực tiếp."),
        )
    };
    assert_eq!(codes(&told("T1")), ["L104 A"]);
    assert_eq!(total(&told("T1"), "CT04").1, 3);
    let fixture = told("T1");
    assert_eq!(
        fixture.outcome().findings[0].message.vi,
        "CT04 ghi 100, lời văn ở Nhiệm vụ!E2 ghi 12"
    );
    assert_eq!(codes(&told("T2")), [""; 0]);
}
