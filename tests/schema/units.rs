//! Shape of `don-vi.toml`.

use super::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// don-vi.toml: danh sách đơn vị · the units
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "don-vi.toml")]
pub(super) struct Units {
    group: Vec<Group>,
    unit: Vec<Unit>,
    naming: Option<Naming>,
}

/// Khối · a group
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Group {
    code: String,
    name: String,
    name_en: String,
}

/// Đơn vị · a unit
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Unit {
    code: String,
    name: String,
    /// Khối · its group
    group: String,
    /// Thứ tự trong các bảng · its place in tables
    #[schemars(range(min = 1, max = 9999))]
    order: u32,
    /// Có phải gửi báo cáo không · whether it must report
    must_report: bool,
    #[serde(default)]
    aliases: Vec<String>,
    /// Thư điện tử nhận văn bản · e-mail for papers
    email: Option<String>,
    /// Người nhận · whom to write to
    contact: Option<String>,
    /// Điện thoại · telephone
    phone: Option<String>,
    /// Mã của Tổng cục Thống kê · the code of the General Statistics Office
    gso_code: Option<String>,
    /// Ngày đầu tiên tồn tại · the first day it exists
    valid_from: Option<Day>,
    /// Ngày cuối cùng tồn tại · the last day it exists
    valid_to: Option<Day>,
    /// Đơn vị kế thừa · successors
    successor: Option<OneOrMore>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// Cách viết tên đơn vị · how names of units are written
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Naming {
    #[serde(default)]
    suffixes: Vec<String>,
    #[serde(default)]
    decorations: Vec<String>,
    #[serde(default)]
    above: Vec<String>,
    #[serde(default)]
    lower_bodies: Vec<String>,
    /// Từ viết tắt · abbreviations
    #[serde(default)]
    abbreviations: BTreeMap<String, String>,
}
