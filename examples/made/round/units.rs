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
/// In order: prefix of the code, group, name, other names. Most units are communes.
const KINDS: [(&str, &str, &str, &[&str]); 20] = {
    let commune: (&str, &str, &str, &[&str]) = (
        "XA",
        "huyen-thi-xa-thanh-pho",
        "Ủy ban nhân dân xã {}",
        &["UBND xã {}", "Xã {}", "UBND X. {}"],
    );
    let mut kinds = [commune; 20];
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
        invented(&mut text, place);
    }
    text
}

/// Adds a fictional unit.
fn invented(text: &mut String, place: usize) {
    let Some((code, group, name, aliases)) = KINDS.get(place % KINDS.len()) else {
        return;
    };
    let named = |shape: &str| shape.replace("{}", &place_name(place));
    let aliases: Vec<String> =
        aliases.iter().map(|alias| format!("\"{}\"", named(alias))).collect();
    let (name, aliases, order) = (named(name), aliases.join(", "), place + 100);
    let _ = write!(
        text,
        "\n[[unit]]\ncode = \"{code}-{place:05}\"\nname = \"{name}\"\ngroup = \"{group}\"\norder = {order}\nmust_report = true\naliases = [{aliases}]\n"
    );
}

/// Returns a unique place name: two syllables and the district.
pub(super) fn place_name(place: usize) -> String {
    let (first, second) = (place % FIRST.len(), place / FIRST.len() % SECOND.len());
    let round = place / (FIRST.len() * SECOND.len());
    let district = (place + round) % DISTRICTS.len();
    let word = |words: &[&'static str], place: usize| words.get(place).copied().unwrap_or_default();
    format!(
        "{} {}, huyện {}",
        word(&FIRST, first),
        word(&SECOND, second),
        word(&DISTRICTS, district)
    )
}

/// Returns a village's name, of two syllables.
pub(super) fn village(random: &mut fastrand::Rng) -> String {
    let word = |random: &mut fastrand::Rng, words: &[&'static str]| {
        super::one_of(random, words).unwrap_or_default()
    };
    let first = word(random, &FIRST);
    format!("{first} {}", word(random, &SECOND))
}
