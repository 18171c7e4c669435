//! Words of the plan in drop-downs, with the values of TOML.

use super::layout::Kind;

pub(super) const TOTALS: Kind = Kind::Word(&[
    ("sum", "cộng"),
    ("none", "không có số chung"),
    ("ratio", "tỷ lệ của hai chỉ tiêu"),
    ("mean", "trung bình"),
    ("latest", "số mới nhất"),
]);
pub(super) const ANSWERS: Kind = Kind::Word(&[
    ("count", "số nguyên"),
    ("decimal", "số thập phân"),
    ("yes-no", "có hoặc không"),
    ("choice", "chọn một"),
    ("text", "chữ"),
    ("date", "ngày"),
]);
pub(super) const NATURES: Kind =
    Kind::Word(&[("flow", "phát sinh trong kỳ"), ("stock", "có đến cuối kỳ")]);
pub(super) const EVERY: Kind = Kind::Word(&[
    ("month", "tháng"),
    ("quarter", "quý"),
    ("half-year", "6 tháng"),
    ("year", "năm"),
]);
pub(super) const RELATIONS: Kind = Kind::Word(&[
    ("at-most", "không lớn hơn"),
    ("together", "cùng có hoặc cùng không"),
    ("sum", "tổng của các phần"),
]);
