//! Reads `[severity]`: severities set by the office.

use super::file::{At, File};
use super::suggestion::{did_you_mean, quoted};
use super::table::Table;
use crate::model::severity::{Grade, Severity};
use crate::msg;
use std::collections::BTreeMap;

/// Reads the severities by rule code.
pub(super) fn read(file: &File, root: &mut Table, grades: &[Grade]) -> BTreeMap<String, Severity> {
    let Some(mut table) = root.optional("severity").table() else {
        return BTreeMap::new();
    };
    let words = Severity::ALL.map(|severity| (severity.word(), severity));
    let mut severities = BTreeMap::new();
    for code in table.keys() {
        let severity = table.required(&code.value).word(&words);
        let Some(grade) = grades.iter().find(|grade| grade.rule == code.value) else {
            unknown(file, &code, grades);
            continue;
        };
        let Some(severity) = severity else { continue };
        if grade.fixed && severity.value != grade.severity {
            let (code, word) = (grade.rule, grade.severity.word());
            file.fault(
                severity.line,
                msg!(
                    "{code} luôn là \"{word}\": khi có lỗi này thì không có gì để tính, hoặc không biết là của ai. Bỏ dòng này.",
                    "{code} is always \"{word}\": if it is found, nothing can be counted or the unit is unknown. Remove this line."
                ),
            );
        }
        severities.insert(code.value, severity.value);
    }
    severities
}

fn unknown(file: &File, code: &At<String>, grades: &[Grade]) {
    let (written, hint) =
        (quoted(&code.value), did_you_mean(&code.value, grades.iter().map(|grade| grade.rule)));
    let (ask_vi, ask_en) = (hint.vi, hint.en);
    file.fault(
        code.line,
        msg!("Không có quy tắc {written}{ask_vi}", "There is no rule {written}{ask_en}"),
    );
}
