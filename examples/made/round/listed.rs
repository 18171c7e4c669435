//! The documents and the incidents that a report lists.

use super::{day, one_of, units};
use chrono::{Days, NaiveDate};
use fastrand::Rng;

/// A document: number and symbol, date, type, subject, task.
pub(super) type Listed = (String, NaiveDate, &'static str, &'static str, &'static str);

const KINDS: [(&str, &str, &str, &str); 9] = [
    ("KH", "Kế hoạch", "Triển khai công tác phòng, chống khủng bố năm 2024", "III.1"),
    ("QĐ", "Quyết định", "Kiện toàn Ban Chỉ đạo phòng, chống khủng bố", "II.1"),
    ("CV", "Công văn", "Tăng cường công tác nắm tình hình, tuyên truyền dịp lễ, Tết", "II.2.1"),
    ("TB", "Thông báo", "Phân công nhiệm vụ thành viên Ban Chỉ đạo", "II.1"),
    ("CT", "Chỉ thị", "Tăng cường quản lý vũ khí, vật liệu nổ, công cụ hỗ trợ", "II.2.2"),
    (
        "CV",
        "Công văn",
        "Rà soát, bổ sung phương án phòng, chống khủng bố tại các mục tiêu trọng điểm",
        "II.2.7",
    ),
    ("KH", "Kế hoạch", "Tuyên truyền về phòng, chống phổ biến vũ khí hủy diệt hàng loạt", "II.3"),
    ("CV", "Công văn", "Đôn đốc giải quyết đơn thư, mâu thuẫn trong Nhân dân", "II.2.4"),
    ("BC", "Báo cáo", "Kết quả tự kiểm tra công tác phòng, chống khủng bố", "II.5"),
];

/// Returns the documents of a unit; the first is its own plan.
pub(super) fn documents(random: &mut Rng, organ: &str) -> Vec<Listed> {
    let (mut number, mut issued) = (random.usize(5..60), day(1, 4) + Days::new(random.u64(0..20)));
    let count = random.usize(2..=7);
    let mut all = Vec::new();
    for place in 0..count {
        let kind = if place == 0 { KINDS.first() } else { KINDS.get(random.usize(1..KINDS.len())) };
        all.extend(kind.map(|(short, kind, subject, task)| {
            (format!("{number}/{short}-{organ}"), issued, *kind, *subject, *task)
        }));
        number += random.usize(1..90);
        issued = issued + Days::new(random.u64(1..14));
    }
    all
}

/// An incident: date, place, event, measures, result.
pub(super) type Happened = (NaiveDate, String, String, &'static str, &'static str);

const EVENTS: [(&str, &str, &str); 5] = [
    (
        "Phát hiện đồ vật nghi là vật liệu nổ còn sót lại sau chiến tranh khi san ủi mặt bằng",
        "Khoanh vùng, bảo vệ hiện trường, mời lực lượng chuyên môn xử lý",
        "Đã xử lý an toàn",
    ),
    (
        "Người dân giao nộp súng kíp và đạn tự chế",
        "Lập biên bản tiếp nhận, bàn giao Ban Chỉ huy Quân sự",
        "Đã bàn giao",
    ),
    (
        "Tin nhắn đe dọa đặt chất nổ tại điểm họp dân",
        "Rà soát toàn bộ khu vực, xác minh chủ thuê bao",
        "Không có vật nổ; đã làm rõ người nhắn tin",
    ),
    (
        "Phương tiện bay không người lái bay gần khu vực trụ sở",
        "Xác minh người điều khiển, nhắc nhở, yêu cầu cam kết",
        "Đã lập hồ sơ quản lý",
    ),
    (
        "Tụ tập đông người khiếu kiện về bồi thường đất đai",
        "Đối thoại, tuyên truyền, vận động giải tán",
        "Ổn định sau 2 giờ",
    ),
];

/// Returns the incidents of a unit, usually none.
pub(super) fn incidents(random: &mut Rng) -> Vec<Happened> {
    let count = random.usize(0..25).saturating_sub(22);
    let one = |random: &mut Rng| {
        let (event, measures, result) =
            EVENTS.get(random.usize(0..EVENTS.len())).copied().unwrap_or_default();
        let part = one_of(random, &["Thôn", "Bản", "Khu phố", "Khu vực chợ", "Khu vực cầu"])
            .unwrap_or_default();
        let (happened, hour) = (day(1, 10) + Days::new(random.u64(0..85)), random.usize(5..22));
        let village = units::village(random);
        (
            happened,
            format!("{part} {village}"),
            format!("{event}; khoảng {hour} giờ, người báo tin ở thôn {village}"),
            measures,
            result,
        )
    };
    (0..count).map(|_| one(random)).collect()
}
