//! Defines the phrases that qualify figures.

use super::bare::Bare;
use super::kind::Qualifier;
use crate::model::key::Key;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Meaning of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    Previous,
    Cumulative,
    Planned,
    Change,
    Share,
    Correction,
    Old,
    Whole,
    This,
    Wider,
    Actual,
    Part,
    Scale(u32),
    /// Conjunctions without meaning of their own.
    Nothing,
}

impl Sense {
    /// Returns the qualifier for a phrase as written.
    pub(super) fn qualifier(self, written: String) -> Option<Qualifier> {
        Some(match self {
            Self::Previous => Qualifier::PreviousPeriod,
            Self::Cumulative => Qualifier::Cumulative,
            Self::Planned => Qualifier::Planned,
            Self::Change => Qualifier::Change,
            Self::Share => Qualifier::Share,
            Self::Correction => Qualifier::Correction,
            Self::Old => Qualifier::Old,
            Self::Whole => Qualifier::Whole,
            Self::This => Qualifier::ThisPeriod,
            Self::Wider => Qualifier::Wider,
            Self::Actual => Qualifier::Actual,
            Self::Part => Qualifier::Part(written),
            Self::Scale(power) => Qualifier::Scale(power),
            Self::Nothing => return None,
        })
    }
}

const PHRASES: &[(Sense, &str)] = &[
    (
        Sense::Previous,
        "kỳ trước|kì trước|cùng kỳ|cùng kì|cùng kỳ năm trước|cùng kỳ năm ngoái|năm trước|năm ngoái|kỳ báo cáo trước|kỳ trước đó|tháng trước|\
         quý trước|kỳ trước chuyển sang|năm trước chuyển sang|kỳ trước chuyển qua|kỳ liền trước|năm liền trước|kỳ gốc|CK",
    ),
    (
        Sense::Cumulative,
        "lũy kế|luỹ kế|cộng dồn|tích lũy|từ trước đến nay|từ trước tới nay|từ đầu năm|từ đầu năm đến nay|từ đầu nhiệm kỳ|từ đầu kỳ|đến nay|\
         tới nay|tính đến nay|lũy tiến|LK|lũy kế từ đầu năm|lũy kế đến nay|tổng lũy kế",
    ),
    (
        Sense::Planned,
        "kế hoạch|KH|kế hoạch giao|kế hoạch năm|chỉ tiêu giao|chỉ tiêu được giao|chỉ tiêu kế hoạch|giao|được giao|nhiệm vụ giao|ước|ước tính|\
         ước đạt|ước thực hiện|ước TH|ƯTH|dự kiến|dự toán|dự báo|mục tiêu|phấn đấu|đăng ký|kỳ tới|kỳ sau|kỳ tiếp theo|năm tiếp theo|quý tiếp theo|tháng tiếp theo|thời gian tiếp theo|năm tới|năm sau|tháng tới|quý tới|\
         tạm tính|phải thực hiện|cần thực hiện|sẽ thực hiện",
    ),
    (
        Sense::Change,
        "tăng|giảm|tăng giảm|tăng hoặc giảm|so sánh|so|so với|so với cùng kỳ|chênh lệch|biến động|mức tăng|mức giảm|số tăng|số giảm|tốc độ tăng|\
         tăng thêm|giảm đi|phát sinh tăng|phát sinh giảm",
    ),
    (
        Sense::Share,
        "tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|phần trăm|cơ cấu|tỷ số|tỉ số|tỷ suất|tỉ suất|TL|mức độ hoàn thành",
    ),
    (
        Sense::Correction,
        "đính chính|sửa|sửa lại|đã sửa|sau sửa|sau khi sửa|điều chỉnh|sau điều chỉnh|sau khi điều chỉnh|hiệu chỉnh|mới|số mới|đúng|số đúng|\
         bổ sung|cập nhật|số liệu mới|số liệu đúng|chính xác|thay thế|chính thức|sửa đổi|sửa thành|nay sửa|\
         xem lại|kiểm tra lại|rà soát lại|nhầm|ghi nhầm|nhập nhầm|nhầm lẫn|trùng với|trùng lặp|tính trùng|bị trùng|\
         chưa được duyệt|chưa duyệt|chưa được lãnh đạo duyệt|chưa được lãnh đạo phê duyệt|chưa thẩm định|chưa chính xác|chưa đầy đủ|\
         chưa đủ|còn thiếu|chưa tổng hợp|chưa cập nhật|không đầy đủ|không chính xác|bản thảo|chưa thống nhất|chờ xác minh|chưa xác minh|\
         chưa thống kê|chưa kiểm tra|chưa kiểm đếm|chưa chốt|chưa khớp|chưa gửi|chưa ký|trùng|làm tròn|chưa thẩm tra|chưa đúng|không đúng|không khớp|chưa đối chiếu|chưa rà soát|chưa chính thức|chưa xác nhận|chưa nắm|chưa rõ|chưa hết|\
         không phải|tạm|tạm thời|số tạm|số liệu tạm|số liệu tạm thời|quy đổi|quy ra|tính bằng|chưa có báo cáo|chưa báo cáo|thiếu số liệu|thống kê thiếu|tính thiếu|bị thiếu|bỏ sót|còn sót|không chắc|không rõ|ước lượng|áng chừng|\
         khoảng|phỏng chừng|kể cả|tính cả|gồm cả|bao gồm cả|gộp|gộp chung|tính gộp|đang thống kê|đang tổng hợp|đang kiểm tra|đang rà soát",
    ),
    (
        Sense::Old,
        "cũ|số cũ|số liệu mẫu|số mẫu|số liệu thử|số thử|số liệu cũ|trước khi sửa|trước sửa|trước điều chỉnh|trước khi điều chỉnh|ban đầu|sai|số sai|nháp|bản nháp|dự thảo|bỏ|\
         không dùng|không sử dụng|không lấy|hết hiệu lực|sơ bộ|hủy|hủy bỏ|đã hủy|hủy số|hủy số liệu|xóa số liệu|xóa số này|thu hồi số liệu|rút số liệu",
    ),
    (
        Sense::Whole,
        "tổng số|tổng cộng|cộng|tổng|TS|tất cả|toàn bộ|cộng chung|tổng chung|tổng số chung|toàn huyện|toàn thị xã|toàn thành phố|toàn đơn vị|\
         toàn ngành|toàn cơ quan|cả huyện|cả đơn vị|toàn sở|toàn ban|toàn công ty",
    ),
    (
        Sense::This,
        "kỳ này|kì này|trong kỳ|kỳ báo cáo|kỳ báo cáo này|trong kỳ báo cáo|phát sinh trong kỳ|kỳ hiện tại|thực hiện trong kỳ|thực hiện kỳ này|\
         trong kỳ này",
    ),
    (
        Sense::Wider,
        "toàn tỉnh|cả tỉnh|cả nước|toàn quốc|toàn vùng|trên địa bàn tỉnh|trong cả nước|trên cả nước|toàn quân|khu vực",
    ),
    (
        Sense::Actual,
        "thực hiện|đã thực hiện|kết quả|kết quả thực hiện|thực tế|đạt được|đã đạt|TH|KQ|KQTH|KQ TH|kết quả TH|T hiện|Th hiện",
    ),
    (
        Sense::Part,
        "trong đó|nữ|nam|riêng|chưa kể|không kể|không tính|chưa tính|không bao gồm|chưa bao gồm|ngoài ra|trừ|loại trừ|một phần|chỉ tính|chỉ|\
         cấp xã|cấp huyện|cấp tỉnh|cấp trên|cấp dưới|quý|hàng quý|theo quý|tháng|hàng tháng|theo tháng|trong tháng|tháng này|quý này|trong quý|\
         tuần|hàng tuần|trong tuần|tuần này|cụm|xã|phường|thị trấn|thôn|theo xã|các xã|xã phường|xã phường thị trấn|đợt|mỗi đơn vị|bình quân|\
         trung bình|cao nhất|thấp nhất",
    ),
    (Sense::Scale(1), "chục"),
    (Sense::Scale(2), "trăm"),
    (Sense::Scale(3), "nghìn|ngàn|nghìn đồng|ngàn đồng"),
    (Sense::Scale(4), "chục nghìn|chục ngàn|vạn|mười nghìn|mười ngàn"),
    (Sense::Scale(5), "trăm nghìn|trăm ngàn"),
    (Sense::Scale(6), "triệu|triệu đồng|tr|trđ"),
    (Sense::Scale(7), "chục triệu"),
    (Sense::Scale(8), "trăm triệu"),
    (Sense::Scale(9), "tỷ|tỉ|tỷ đồng|tỉ đồng|nghìn triệu"),
    (
        Sense::Nothing,
        "của|là|các|những|được|gồm|bao gồm|và|xã hội|tổ chức|hủy diệt|tiêu hủy|phá hủy|rút kinh nghiệm",
    ),
];

/// Phrases by first word.
static BY_FIRST: LazyLock<BTreeMap<String, Vec<(Key, Sense)>>> = LazyLock::new(|| {
    let mut by_first: BTreeMap<String, Vec<(Key, Sense)>> = BTreeMap::new();
    for (sense, phrases) in PHRASES {
        for key in phrases.split('|').map(Key::new) {
            let first = key.words().next().unwrap_or_default().to_owned();
            by_first.entry(first).or_default().push((key, *sense));
        }
    }
    by_first
});

static BARE: LazyLock<Bare<Sense>> = LazyLock::new(|| {
    let long = BY_FIRST.values().flatten().filter(|(key, _)| key.words().nth(1).is_some());
    long.cloned().collect()
});

/// Returns the phrases of several words without diacritics.
pub(super) fn bare() -> &'static Bare<Sense> {
    &BARE
}

/// Returns the phrases that start with a word.
pub(super) fn beginning(word: &str) -> impl Iterator<Item = &'static (Key, Sense)> {
    BY_FIRST.get(word).into_iter().flatten()
}
