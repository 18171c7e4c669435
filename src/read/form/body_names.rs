//! Finds the unit or other body that a line of a report names.

use crate::model::id::UnitCode;
use crate::model::key::Key;
use crate::model::qualifier::{Neutral, Qualifier, parse};
use crate::model::unit::Registry;
use crate::text::intern::SharedTextCache;
use std::sync::LazyLock;

/// Prefixes of a signature, followed by the body signed for.
const SIGNED: [&str; 11] = [
    "TM.",
    "T/M",
    "T.M",
    "TM ",
    "KT.",
    "Q.",
    "CHỦ TỊCH ",
    "Chủ tịch ",
    "PHÓ CHỦ TỊCH ",
    "Phó Chủ tịch ",
    "Phó chủ tịch ",
];

/// First words of the names of bodies.
const BODIES: &str = "ủy ban nhân dân|UBND|HĐND|sở|công an xã|công an huyện|công an phường|công an thị trấn|công an thị xã|\
    công an thành phố|công an tỉnh|CA xã|CA huyện|CA phường|bộ chỉ huy|ban chỉ huy quân sự|ban CHQS|phòng|huyện|thị xã|thành phố|xã|phường|\
    thị trấn|huyện ủy|thị ủy|thành ủy|đảng ủy|tòa án nhân dân|TAND|viện kiểm sát|VKSND|ngân hàng|NHCSXH|agribank|chi nhánh|kho bạc|KBNN|\
    bảo hiểm xã hội|BHXH|chi cục|cục|hạt kiểm lâm|đồn biên phòng|đồn công an|trạm y tế|trung tâm|bệnh viện|trường THPT|trường THCS|\
    trường tiểu học|trường mầm non|trường đại học|trường cao đẳng|trường trung cấp|trường PTDT|công ty|hợp tác xã|HTX|nhà máy|chợ|\
    ban quản lý|BQL|huyện đoàn|thị đoàn|hội nông dân|hội phụ nữ|hội LHPN|hội cựu chiến binh|hội CCB|UBMTTQ|thanh tra huyện|điện lực|\
    bưu điện|viễn thông|đội quản lý thị trường";

/// Phrases that begin like the name of a body but are none.
const NO_BODIES: &str = "phòng chống|xã hội|cục bộ|sở hữu|thành phố có|xã phường|huyện thị";

/// Words in a line that do not help to tell whose report it is.
const NEUTRAL_WORDS: &str = "báo cáo|kỳ|kỳ báo cáo|số liệu|biểu mẫu|biểu|mẫu|mẫu số|biểu số|kết quả|kết quả thực hiện|phụ lục|của|đơn vị|đơn vị báo cáo|\
    tên đơn vị|đơn vị gửi|cơ quan báo cáo|cơ quan|tổng hợp|kèm theo|kế hoạch";

static HEADS: LazyLock<Vec<Key>> =
    LazyLock::new(|| BODIES.split('|').map(|head| Key::new(head.trim())).collect());
static NO_HEADS: LazyLock<Vec<Key>> =
    LazyLock::new(|| NO_BODIES.split('|').map(Key::new).collect());
static NEUTRAL: LazyLock<Neutral> =
    LazyLock::new(|| NEUTRAL_WORDS.split('|').map(|word| Key::new(word.trim())).collect());

/// Names of a committee before its level.
static COMMITTEES: LazyLock<[Key; 2]> = LazyLock::new(|| ["UBND", "Ủy ban nhân dân"].map(Key::new));

static STEERING_COMMITTEE: LazyLock<Key> = LazyLock::new(|| Key::new("Ban Chỉ đạo"));
static COMMUNE: LazyLock<Key> = LazyLock::new(|| Key::new("xã"));
static SOCIETY: LazyLock<Key> = LazyLock::new(|| Key::new("xã hội"));

/// First two words of a report's title.
static TITLES: LazyLock<Vec<Key>> = LazyLock::new(|| {
    ["báo cáo", "số liệu", "kết quả", "tổng hợp", "biểu mẫu"].map(Key::new).into()
});

static DAY: LazyLock<Key> = LazyLock::new(|| Key::new("ngày"));
static MONTH: LazyLock<Key> = LazyLock::new(|| Key::new("tháng"));
static ADDRESSED: LazyLock<Key> = LazyLock::new(|| Key::new("kính gửi"));
static ATTACHED: LazyLock<[Key; 2]> =
    LazyLock::new(|| ["kèm theo", "ban hành kèm theo"].map(Key::new));

/// Bodies named by lines above the tables, cached because most lines recur in many reports.
#[derive(Default)]
pub(super) struct BodyNames(SharedTextCache<BodyNamed>);

impl BodyNames {
    /// Returns what a line above or below the tables names.
    pub(super) fn find(&self, registry: &Registry, line: &str, above: bool) -> BodyNamed {
        let find = || BodyNamed::find(registry, line, above);
        if above { self.0.get_or_insert(line, find) } else { find() }
    }
}

/// The body that a line names.
#[derive(Debug, Clone)]
pub(super) enum BodyNamed {
    Unit(UnitCode),
    /// A body that is not a unit.
    Other,
    Nothing,
}

impl BodyNamed {
    /// Returns what a line above or below the tables names.
    pub(super) fn find(registry: &Registry, line: &str, above: bool) -> Self {
        let Some(text) = name_in(line, above) else {
            return Self::Nothing;
        };
        if let Some(unit) = registry.named(&text) {
            return Self::Unit(unit.clone());
        }
        let key = Key::new(&text);
        // a generic word without a name is not a body
        let begins = |head: &Key| {
            key.as_str().strip_prefix(head.as_str()).is_some_and(|rest| rest.starts_with(' '))
        };
        // a committee named only by its level: Chủ tịch UBND huyện
        let is_unnamed = COMMITTEES.iter().any(|committee| {
            let level = key.as_str().strip_prefix(committee.as_str());
            level.is_some_and(|level| registry.is_level(&Key::new(level)))
        });
        let is_body = !is_unnamed
            && (HEADS.iter().any(begins) || is_committee_of_commune(&key))
            && !NO_HEADS.iter().any(|head| key == *head || begins(head))
            && !registry.is_above(&text);
        if is_body { Self::Other } else { Self::Nothing }
    }

    pub(super) const fn is_body(&self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

/// Returns whether a name is that of a commune's steering committee: `Ban Chỉ đạo PCKB xã Xuân Lai`.
fn is_committee_of_commune(name: &Key) -> bool {
    let rest = name.as_str().strip_prefix(STEERING_COMMITTEE.as_str());
    rest.is_some_and(|rest| {
        let rest = Key::new(rest);
        rest.contains(&COMMUNE) && !rest.contains(&SOCIETY)
    })
}

/// Returns the part of a line that may name a body. Below the tables, only signatures and lines in
/// capitals may.
fn name_in(line: &str, above: bool) -> Option<String> {
    let (text, signed) = signed_for(attached_to(line));
    let key = Key::new(text);
    // a place and date, or an addressee
    let says_nothing = (key.contains(&DAY) && key.contains(&MONTH)) || key.contains(&ADDRESSED);
    if says_nothing || (!above && !signed && text.chars().any(char::is_lowercase)) {
        return None;
    }
    let time = |qualifier: &Qualifier| {
        matches!(qualifier, Qualifier::Period(_) | Qualifier::Day(_) | Qualifier::ThisPeriod)
    };
    let silent = |part: &&str| {
        let parsed = parse(part, &NEUTRAL);
        parsed.rest.is_empty() && parsed.qualifiers.iter().all(time)
    };
    let parts: Vec<&str> = text
        .split(['–', '—', ':', '|', ';'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !silent(part)).collect();
    (!parts.is_empty()).then(|| before_title(&parts.join(" - ")))
}

/// Returns the reporting body from a line such as *(Kèm theo Báo cáo số … của UBND huyện …)*, or
/// the whole line.
fn attached_to(text: &str) -> &str {
    let key = Key::new(text);
    let attached = ATTACHED.iter().any(|words| key.as_str().starts_with(words.as_str()));
    let body = text
        .rsplit_once(" của ")
        .map(|(_, body)| body.trim_end_matches(|c: char| !c.is_alphanumeric()));
    body.filter(|_| attached).unwrap_or(text)
}

/// Returns the words after `TM.` or the signer's post, and whether there was such a prefix.
pub(super) fn signed_for(text: &str) -> (&str, bool) {
    let (mut text, mut signed) = (text.trim(), false);
    while let Some(rest) = SIGNED.iter().find_map(|mark| text.strip_prefix(mark)) {
        (text, signed) = (rest.trim_start(), true);
    }
    (text, signed)
}

/// Returns the words before a report's title in a line such as `SỞ NỘI VỤ BÁO CÁO SỐ LIỆU`.
fn before_title(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_title = |pair: &[&str]| TITLES.contains(&Key::new(&pair.join(" ")));
    let title = words.windows(2).position(is_title).filter(|place| *place > 0);
    words.get(..title.unwrap_or(words.len())).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::shipped;

    #[test]
    fn a_line_names_a_unit_another_body_or_nothing() {
        let plan = shipped::plan().expect("sound");
        let found = |text: &str, above| match BodyNamed::find(&plan.registry, text, above) {
            BodyNamed::Unit(unit) => unit.to_string(),
            BodyNamed::Other => "other".to_owned(),
            BodyNamed::Nothing => String::new(),
        };
        for (text, expected) in [
            ("Kỳ 6 tháng đầu năm 2024 – Ủy ban nhân dân huyện Thọ Xuân", "H-THOXUAN"),
            ("UBND HUYỆN THỌ XUÂN", "H-THOXUAN"),
            ("Đơn vị báo cáo: Sở Nội vụ", "S-NV"),
            ("ỦY BAN NHÂN DÂN XÃ XUÂN LAI", "other"),
            ("UBND xã Xuân Lai - Kỳ 6 tháng đầu năm 2024", "other"),
            ("Bệnh viện Nhi - Sở Y tế", "other"),
            ("UBND TỈNH THANH HÓA", ""),
            ("BAN CHỈ ĐẠO PCKB TỈNH", ""),
            ("SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024", ""),
            ("PHÒNG, CHỐNG KHỦNG BỐ", ""),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""),
            ("Kính gửi: Công an tỉnh", ""),
            ("UBND huyện Thọ Xuân báo cáo số liệu như sau:", "H-THOXUAN"),
            ("Thành phố Thanh Hóa, ngày 22 tháng 4 năm 2024", ""),
            ("PHÒNG PA02", "other"),
            (
                "(Kèm theo Báo cáo số 12/BC-UBND ngày 22/4/2024 của UBND huyện Thọ Xuân)",
                "H-THOXUAN",
            ),
            ("(Kèm theo Kế hoạch số 5/KH-UBND của UBND tỉnh Thanh Hóa)", ""),
            ("BIỂU MẪU BÁO CÁO KẾT QUẢ THỰC HIỆN KẾ HOẠCH", ""),
        ] {
            assert_eq!(found(text, true), expected, "{text}");
        }
        assert_eq!(found("TM. UBND XÃ XUÂN LAI", false), "other");
        assert_eq!(found("TM. ỦY BAN NHÂN DÂN", false), "");
        assert_eq!(found("CHỦ TỊCH UBND XÃ XUÂN LAI", false), "other");
        assert_eq!(found("- UBND huyện Thọ Xuân;", false), "");
    }
}
