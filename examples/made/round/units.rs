//! The units of a large round: those of the shipped list, then fictional communes with their
//! bodies.

use std::fmt::Write as _;
use tonghop::load::shipped;

const FIRST: [&str; 30] = [
    "Xuân",
    "Thọ",
    "Hoằng",
    "Quảng",
    "Vĩnh",
    "Hà",
    "Nga",
    "Yên",
    "Thiệu",
    "Đông",
    "Triệu",
    "Tân",
    "Minh",
    "Cẩm",
    "Ngọc",
    "Thành",
    "Bình",
    "Lương",
    "Điền",
    "Trung",
    "Sơn",
    "Tam",
    "Phú",
    "Hiền",
    "Nam",
    "Định",
    "Hợp",
    "Kiên",
    "Hải",
    "Trường",
];
const SECOND: [&str; 30] = [
    "Sơn",
    "Lâm",
    "Giang",
    "Thịnh",
    "Lộc",
    "Phong",
    "Quang",
    "Tiến",
    "Thắng",
    "Hòa",
    "Long",
    "Vân",
    "Ninh",
    "Trạch",
    "Lĩnh",
    "Châu",
    "Ngọc",
    "Khê",
    "Đức",
    "Thủy",
    "Liên",
    "Hưng",
    "Mỹ",
    "Cát",
    "Bái",
    "Tâm",
    "Thái",
    "Lai",
    "Điền",
    "Thượng",
];
const DISTRICTS: [&str; 27] = [
    "Mường Lát",
    "Quan Hóa",
    "Bá Thước",
    "Quan Sơn",
    "Lang Chánh",
    "Ngọc Lặc",
    "Cẩm Thủy",
    "Thạch Thành",
    "Hà Trung",
    "Vĩnh Lộc",
    "Yên Định",
    "Thọ Xuân",
    "Thường Xuân",
    "Triệu Sơn",
    "Thiệu Hóa",
    "Hoằng Hóa",
    "Hậu Lộc",
    "Nga Sơn",
    "Như Xuân",
    "Như Thanh",
    "Nông Cống",
    "Đông Sơn",
    "Quảng Xương",
    "Tĩnh Giang",
    "Bỉm Lĩnh",
    "Sầm Hải",
    "Nghi Xuân",
];
/// Kind of fictional units: prefix of the code, group, name, other names.
pub(super) type Kind = (&'static str, &'static str, &'static str, &'static [&'static str]);

pub(super) const COMMUNE: Kind = (
    "XA",
    "huyen-thi-xa-thanh-pho",
    "Ủy ban nhân dân xã {}",
    &["UBND xã {}", "Xã {}", "UBND X. {}"],
);
pub(super) const PROVINCE: Kind =
    ("T", "huyen-thi-xa-thanh-pho", "Ủy ban nhân dân tỉnh {}", &["UBND tỉnh {}", "Tỉnh {}"]);

/// Most units are communes.
const KINDS: [Kind; 20] = {
    let mut kinds = [COMMUNE; 20];
    kinds[3] = ("TRUONG", "su-nghiep", "Trường Trung học phổ thông {}", &["Trường THPT {}"]);
    kinds[7] = ("CTY", "doanh-nghiep", "Công ty cổ phần {}", &["Công ty CP {}", "CTCP {}"]);
    kinds[11] = ("ND", "doan-the", "Hội Nông dân xã {}", &["HND xã {}"]);
    kinds[15] = ("HAT", "so-nganh", "Hạt Kiểm lâm {}", &["HKL {}"]);
    kinds[17] = ("QS", "luc-luong-vu-trang", "Ban Chỉ huy Quân sự xã {}", &["Ban CHQS xã {}"]);
    kinds[19] = ("BD", "nganh-doc", "Bưu điện {}", &["BĐ {}"]);
    kinds
};

/// Returns the list of units, `don-vi.toml`: units that send files, then some that should report
/// but do not.
pub(super) fn registry(sending: usize, silent: usize) -> String {
    let count = sending + silent;
    let mut place = 0;
    let mut text = String::new();
    for line in shipped::UNITS.lines() {
        if line.starts_with("must_report") {
            place += 1;
            let _ = writeln!(text, "must_report = {}", place <= count);
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    for place in place..count {
        if let Some(kind) = KINDS.get(place % KINDS.len()) {
            text.push_str(&invented(kind, place, &place_name(place)));
        }
    }
    text
}

/// Returns a list of units of which only fictional provinces or communes report. It also has the
/// units of the shipped plan, because that plan names them, and its groups.
pub(super) fn only(kind: &Kind, names: &[String]) -> String {
    let (head, units) = shipped::UNITS.split_once("[[unit]]").unwrap_or_default();
    let mut text = head.to_owned();
    for (place, name) in names.iter().enumerate() {
        text.push_str(&invented(kind, place, name));
    }
    text.push_str("\n[[unit]]");
    text.push_str(&units.replace("must_report = true", "must_report = false"));
    text
}

/// Returns the entry of a fictional unit.
fn invented((code, group, name, aliases): &Kind, place: usize, called: &str) -> String {
    let named = |shape: &str| shape.replace("{}", called);
    let aliases: Vec<String> =
        aliases.iter().map(|alias| format!("\"{}\"", named(alias))).collect();
    let (name, aliases, order) = (named(name), aliases.join(", "), place + 100);
    format!(
        "\n[[unit]]\ncode = \"{code}-{place:05}\"\nname = \"{name}\"\ngroup = \"{group}\"\norder = {order}\nmust_report = true\naliases = [{aliases}]\n"
    )
}

/// Returns a unique place name: two syllables and the district.
pub(super) fn place_name(place: usize) -> String {
    let round = place / (FIRST.len() * SECOND.len());
    let district = DISTRICTS.get((place + round) % DISTRICTS.len()).copied().unwrap_or_default();
    format!("{}, huyện {district}", two_syllables(place))
}

/// Returns a name of two syllables, the same only after 900 places.
pub(super) fn two_syllables(place: usize) -> String {
    let (first, second) = (place % FIRST.len(), place / FIRST.len() % SECOND.len());
    let word = |words: &[&'static str], place: usize| words.get(place).copied().unwrap_or_default();
    format!("{} {}", word(&FIRST, first), word(&SECOND, second))
}

/// Returns a village's name, of two syllables.
pub(super) fn village(random: &mut fastrand::Rng) -> String {
    let word = |random: &mut fastrand::Rng, words: &[&'static str]| {
        super::one_of(random, words).unwrap_or_default()
    };
    let first = word(random, &FIRST);
    format!("{first} {}", word(random, &SECOND))
}
