//! Words of a plan that are neutral in a figure's context or name its column.

use crate::model::form::{Column, Sheet};
use crate::model::key::{Key, bare_words};
use crate::model::plan::{Indicator, Plan};
use crate::model::qualifier::{Neutral, Qualifier, parse};
use crate::model::scale::converted;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Words that never affect a figure: what a report is and how it is signed.
const NEUTRAL: [&str; 95] = [
    "cộng hòa xã hội chủ nghĩa việt nam",
    "độc lập tự do hạnh phúc",
    "báo cáo",
    "báo cáo số",
    "báo cáo số liệu",
    "bảng số liệu",
    "biểu số",
    "biểu số liệu",
    "phụ lục số",
    "phụ lục số liệu",
    "trang",
    "phần",
    "mục",
    "căn cứ",
    "ban chỉ đạo tỉnh",
    "kỳ",
    "tính",
    "bc",
    "biểu",
    "biểu mẫu",
    "mẫu",
    "mẫu số",
    "mẫu biểu",
    "phụ lục",
    "bảng",
    "bảng tổng hợp",
    "tổng hợp",
    "thống kê",
    "số liệu",
    "kết quả",
    "kết quả thực hiện",
    "tình hình",
    "tình hình thực hiện",
    "thực hiện",
    "triển khai",
    "nhiệm vụ",
    "các chỉ tiêu",
    "chỉ tiêu",
    "công tác",
    "kèm theo",
    "kèm theo báo cáo",
    "kèm theo báo cáo số",
    "ban hành",
    "ban hành kèm theo",
    "theo",
    "của",
    "về",
    "và",
    "trong",
    "tại",
    "đơn vị",
    "tên đơn vị",
    "cơ quan",
    "địa phương",
    "đơn vị báo cáo",
    "kính gửi",
    "nơi nhận",
    "như trên",
    "lưu vt",
    "người lập biểu",
    "người lập",
    "người tổng hợp",
    "người ký",
    "thủ trưởng đơn vị",
    "thủ trưởng",
    "thủ trưởng cơ quan",
    "lãnh đạo",
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "phó giám đốc",
    "trưởng ban",
    "phó trưởng ban",
    "trưởng phòng",
    "xác nhận",
    "xác nhận của lãnh đạo",
    "đã ký",
    "ký tên",
    "ký tên đóng dấu",
    "ký ghi rõ họ tên",
    "ký và ghi rõ họ tên",
    "kt",
    "tm",
    "tl",
    "stt",
    "ghi chú",
    "đánh giá",
    "đánh giá chung",
    "thông tin chung",
    "danh sách",
    "danh mục",
    "tiến độ",
    "nếu có",
    "hết",
    "tiếp theo",
];

/// Words of headings that ask to fill in the column.
const FILLING: &str =
    "điền|nhập|ghi|ghi số|điền số|nhập số|số nguyên|điền số liệu|nhập số liệu|ghi số liệu";

/// Phrases in remarks that leave a figure as it is.
const HARMLESS: &str = "có|kèm|đính kèm|gửi kèm|gửi|chi tiết|cụ thể|xem|ở|tờ trình|công văn|quyết định|văn bản|giấy mời|hồ sơ|tài liệu|hình ảnh|\
                        minh chứng|thuyết minh|đã|do|với|cùng|phối hợp|tổ chức|tham gia|chủ trì|hoàn thành|tốt|đạt|vượt|kịp thời|trực tuyến|trực tiếp|\
                        lồng ghép|qua|thông qua|cổng thông tin điện tử|mạng xã hội|zalo|facebook|loa truyền thanh|sinh hoạt|theo quy định|\
                        theo hướng dẫn|theo yêu cầu|theo chỉ đạo|thường xuyên|định kỳ|công an|công an huyện|công an tỉnh|quân sự|biên phòng|dân quân|\
                        đoàn thanh niên|phụ nữ|nông dân|cựu chiến binh|mặt trận|trường học|học sinh|cán bộ|nhân dân|quần chúng|người dân|\
                        lưu|lưu tại|file|tệp|bản cứng|bản điện tử|ok|như biểu|như danh sách|không bắt buộc";

/// Words that name the column of figures besides the form's own.
const FIGURES: [&str; 12] = [
    "số liệu",
    "s liệu",
    "s l",
    "số lượng",
    "sl",
    "số",
    "tổng số",
    "tổng cộng",
    "tổng",
    "cộng",
    "kết quả",
    "thực hiện",
];

/// Words of a plan, prepared once for all files.
pub(super) struct Lexicon {
    /// Heading of the figures and its aliases.
    pub(super) figures: Vec<Key>,
    /// Words that do not affect a figure, including units of measure.
    pub(super) neutral: Neutral,
    /// The same with names of units and of the office, for titles.
    pub(super) titles: Neutral,
    /// Words of remarks that leave a figure as it is.
    pub(super) remarks: Neutral,
    /// Words that name the column of figures.
    pub(super) naming: Vec<Key>,
    /// The figures heading and its aliases of several words, without diacritics and spaces.
    pub(super) bare_figures: BTreeSet<String>,
    /// Neutral words of headings, which may also say who fills in the column.
    pub(super) headings: Neutral,
    /// Units of measure of all indicators.
    pub(super) measures: BTreeSet<Key>,
}

impl Lexicon {
    pub(super) fn new(plan: &Plan) -> Self {
        let keys = |words: &[&str]| words.iter().map(|word| Key::new(word)).collect::<Vec<_>>();
        let heading = Sheet::Figures.heading(Column::Figure);
        let aliases = plan
            .heading_aliases
            .wordings(Sheet::Figures, heading)
            .iter()
            .map(|alias| Key::new(alias));
        let figures: Vec<Key> = std::iter::once(Key::new(heading)).chain(aliases).collect();
        let measures = plan.indicators.iter().flat_map(Indicator::measures);
        let mut neutral: Neutral = keys(&NEUTRAL).into_iter().collect();
        neutral.extend(figures.iter().cloned().chain(keys(&FIGURES)));
        // a unit of measure that also qualifies figures, such as *kế hoạch*, is not neutral
        neutral.extend(
            measures
                .filter(|measure| parse(measure, &Neutral::default()).qualifiers.is_empty())
                .map(|measure| Key::new(measure)),
        );
        neutral.extend(scaled(plan));
        neutral.extend(plan.topics.iter().map(|topic| Key::new(topic)));
        let office = &plan.office;
        let level = office.area.level();
        let of_area = office.area.wordings();
        let with_place = of_area.iter().map(|words| Key::new(&format!("{words} {}", office.place)));
        neutral.widen(of_area.iter().map(|words| Key::new(words)).chain(with_place));
        let names = [
            &plan.title,
            &plan.citation.issuer,
            &office.issuer.parent,
            &office.issuer.body,
            &office.name,
            &office.place,
        ]
        .map(String::as_str);
        let units = plan.registry.units().iter().flat_map(crate::model::unit::Unit::names);
        let places = [
            format!("{level} {}", office.place),
            format!("UBND {level} {}", office.place),
            format!("Ủy ban nhân dân {level} {}", office.place),
        ];
        let mut titles = neutral.clone();
        titles.extend(names.into_iter().chain(units).map(Key::new).filter(|key| !key.is_empty()));
        titles.extend(places.iter().map(|place| Key::new(place)));
        titles.extend(Sheet::ALL.iter().map(|sheet| Key::new(sheet.title())));
        let mut naming = keys(&FIGURES);
        naming.extend(figures.iter().cloned());
        let measures = plan.indicators.iter().flat_map(Indicator::measures);
        let measures = measures.map(|measure| Key::new(measure)).collect();
        let others = plan.heading_aliases.wordings(Sheet::Figures, heading);
        let bare_figures = std::iter::once(heading).chain(others.iter().map(String::as_str));
        let bare_figures = bare_figures.map(bare_words).filter(|words| words.len() > 1);
        let bare_figures = bare_figures.map(|words| words.concat()).collect();
        let mut headings = neutral.clone();
        headings.extend(FILLING.split('|').map(Key::new));
        let mut remarks = neutral.clone();
        remarks.extend(HARMLESS.split('|').map(Key::new));
        Self { figures, neutral, titles, remarks, naming, bare_figures, headings, measures }
    }
}

/// Returns the measures with a scale, *triệu đồng*, that cannot be confused with another measure of
/// the plan. They repeat what the rows state.
fn scaled(plan: &Plan) -> Vec<Key> {
    let measures = || plan.indicators.iter().flat_map(Indicator::measures);
    let parsed = |measure: &String| parse(measure, &Neutral::default());
    let scale = |measure: &String| match parsed(measure).qualifiers.as_slice() {
        [Qualifier::Scale(power)] => Some(*power),
        _ => None,
    };
    let scales: BTreeSet<u32> = measures().filter_map(scale).collect();
    let with_scale: Vec<&String> = measures().filter(|measure| scale(measure).is_some()).collect();
    let is_base = |measure: &String| {
        scale(measure).is_none()
            && with_scale.iter().any(|other| converted(Decimal::ONE, measure, other).is_some())
    };
    if scales.len() > 1 || measures().any(is_base) {
        return Vec::new();
    }
    with_scale.into_iter().map(|measure| Key::new(measure)).collect()
}
