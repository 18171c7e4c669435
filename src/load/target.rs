//! `target` of an indicator: `">= 55"`, `"<= 3.5"`, `"= 100"`.

use super::file::{At, File};
use super::suggestion::quoted;
use crate::model::indicator::Indicator;
use crate::model::target::{Comparison, Target};
use crate::msg;
use rust_decimal::Decimal;

/// Reads the target of an indicator.
pub(super) fn read(file: &File, written: &At<String>, indicator: &Indicator) -> Option<Target> {
    let line = written.line;
    if indicator.answer.number().is_none() {
        file.fault(
            line,
            msg!(
                "“target” chỉ dùng với câu trả lời là số.",
                "“target” goes with answers that are numbers."
            ),
        );
        return None;
    }
    let Some(target) = parse(&written.value) else {
        let written = quoted(&written.value);
        file.fault(
            line,
            msg!(
                "Mục tiêu {written} viết chưa đúng; ghi dấu >=, <= hoặc = rồi một số, ví dụ \">= 55\", \"<= 3.5\".",
                "The target {written} is not well written; write >=, <= or = and a number, like \">= 55\", \"<= 3.5\"."
            ),
        );
        return None;
    };
    let places = indicator.places();
    if target.value.scale() > places {
        file.fault(
            line,
            msg!(
                "Mục tiêu có nhiều chữ số thập phân hơn số liệu của chỉ tiêu (nhiều nhất {places}).",
                "The target has more decimal places than the indicator's figures (at most {places})."
            ),
        );
    }
    Some(target)
}

fn parse(written: &str) -> Option<Target> {
    let written = written.trim();
    let (comparison, rest) = Comparison::ALL
        .into_iter()
        .find_map(|(one, operator)| Some((one, written.strip_prefix(operator)?)))?;
    let value = Decimal::from_str_exact(rest.trim()).ok()?;
    Some(Target { comparison, value })
}
