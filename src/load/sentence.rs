//! `sentence` of a `[[task]]`: how the report states the task's figures.

use super::file::{At, File};
use super::suggestion::quoted;
use super::table::Table;
use super::validate::Codes;
use crate::model::id::TaskCode;
use crate::model::plan::{Indicator, Sentence};
use crate::msg;
use std::collections::BTreeSet;

/// Reads the sentence of a task.
pub(super) fn read(file: &File, table: &mut Table) -> Option<At<Sentence>> {
    let written = table.optional("sentence").text()?;
    let sentence = Sentence::parse(&written.value);
    if sentence.is_none() {
        file.fault(
            written.line,
            msg!(
                "“sentence” viết chưa đúng: mỗi vế, ngăn cách bằng dấu chấm phẩy, có ít nhất một mã chỉ tiêu trong ngoặc nhọn, ví dụ “tổ chức {{CT04}} buổi”.",
                "“sentence” is not right: each clause, between semicolons, has at least one indicator's code in braces, like “tổ chức {{CT04}} buổi”."
            ),
        );
    }
    sentence.map(|value| At { line: written.line, value })
}

/// Reports codes in sentences that are no indicator, or one of another task, and codes that are named twice.
pub(super) fn check(
    file: &File,
    sentences: &[(TaskCode, At<Sentence>)],
    (indicators, codes): (&[Indicator], &Codes),
    tasks: &Codes,
) {
    for (task, At { line, value: sentence }) in sentences {
        let mut seen = BTreeSet::new();
        for code in sentence.indicators() {
            if !codes.check(file, &At { line: *line, value: code.as_str().to_owned() }) {
                continue;
            }
            let written = quoted(code.as_str());
            // a task that is unknown is reported where the indicator names it
            let is_known = |other: &TaskCode| tasks.place(other.as_str()).is_some();
            let is_other = indicators.iter().any(|indicator| {
                let of = indicator.task.as_ref();
                indicator.code == *code && of != Some(task) && of.is_none_or(is_known)
            });
            if is_other {
                file.fault(
                    *line,
                    msg!(
                        "“sentence” của nhiệm vụ {task} dẫn chỉ tiêu {written} không thuộc nhiệm vụ này.",
                        "“sentence” of task {task} names the indicator {written}, which is not of this task."
                    ),
                );
            }
            if !seen.insert(code) {
                file.fault(
                    *line,
                    msg!(
                        "“sentence” dẫn chỉ tiêu {written} hai lần; bỏ một.",
                        "“sentence” names the indicator {written} twice; drop one of them."
                    ),
                );
            }
        }
    }
}
