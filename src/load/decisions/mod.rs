//! Reads the office's decisions from `quyet-dinh.toml`.

mod entry;

use super::file::{At, File};
use super::suggestion::{did_you_mean, quoted};
use super::table::Table;
use super::{Source, sound};
use crate::error::Error;
use crate::model::decision::{Decision, Decisions, FileRef, Ruling, Undone};
use crate::model::id::{PeriodCode, UnitCode};
use crate::model::plan::Plan;
use crate::model::subject::Subject;
use crate::msg;
use std::sync::Arc;

pub(crate) use entry::{decision_entry, withdrawal_lines};

/// Kinds of decisions: names of their tables.
const KINDS: [&str; 5] = ["waive", "extend", "exempt", "receipt", "file"];

/// Reads the decisions of a file, in order.
///
/// # Errors
///
/// Returns [`Error::Unsound`] with all errors, ordered by line.
pub fn decisions(source: Source<'_>, plan: &Plan, rules: &[&str]) -> Result<Decisions, Error> {
    let file = File::open(source);
    let known = Known { file: &file, plan, rules };
    let read = Table::root(&file).map(|mut root| {
        let mut all: Vec<Decision> = Vec::new();
        for kind in KINDS {
            all.extend(
                root.optional(kind)
                    .tables()
                    .into_iter()
                    .filter_map(|table| known.decision(kind, table)),
            );
        }
        root.done();
        all.sort_by_key(|decision| decision.line);
        all.into_iter()
            .zip(1..)
            .map(|(decision, number)| Arc::new(Decision { number, ..decision }))
            .collect()
    });
    sound(read, [file])
}

/// Codes that decisions may refer to.
struct Known<'k> {
    file: &'k File<'k>,
    plan: &'k Plan,
    rules: &'k [&'k str],
}

impl Known<'_> {
    fn decision(&self, kind: &str, mut table: Table) -> Option<Decision> {
        let line = table.line;
        let period = table.required("period").text().and_then(|code| self.period(&code));
        let ruling = match kind {
            "waive" => self.waive(&mut table),
            "extend" => self
                .unit(table.required("unit").text())
                .zip(table.required("to").day())
                .map(|(unit, to)| Ruling::Extend { unit, to: to.value }),
            "exempt" => self.unit(table.required("unit").text()).map(Ruling::Exempt),
            "receipt" => self
                .file_ref(&mut table)
                .zip(table.required("received").day())
                .map(|(file, day)| Ruling::Receipt { file, received: day.value }),
            _ => self.of_file(&mut table),
        };
        let (reason, by) = (table.required("reason").text(), table.required("by").text());
        let (on, until) = (table.required("on").day(), table.optional("until").day());
        let undone = withdrawal(&mut table, self.file);
        table.done();
        if let Some((until, on)) =
            until.as_ref().zip(on.as_ref()).filter(|(until, on)| until.value < on.value)
        {
            let (until_day, on_day) = (until.value, on.value);
            self.file.fault(
                until.line,
                msg!(
                    "Quyết định hết hiệu lực (until = {until_day}) trước ngày ra quyết định (on = {on_day}).",
                    "The decision ends (until = {until_day}) before the day it was made (on = {on_day})."
                ),
            );
        }
        let until = until.map(|day| day.value);
        let (reason, by, on) = (reason?.value, by?.value, on?.value);
        Some(Decision {
            number: 0,
            line,
            period: period?,
            ruling: ruling?,
            reason,
            by,
            on,
            until,
            undone,
        })
    }

    fn waive(&self, table: &mut Table) -> Option<Ruling> {
        let rule = table.required("rule").text().and_then(|code| self.rule(code));
        let (unit, file) = (table.optional("unit").text(), table.optional("file").verbatim());
        let (at, value) = (table.optional("at").verbatim(), table.optional("value").verbatim());
        let unit = match unit {
            Some(code) => Some(self.unit(Some(code))?),
            None => None,
        };
        let text = |slot: Option<At<String>>| slot.map(|text| text.value);
        Some(Ruling::Waive(Subject {
            rule: rule?,
            unit,
            file: text(file),
            at: text(at),
            value: text(value),
        }))
    }

    fn of_file(&self, table: &mut Table) -> Option<Ruling> {
        let file = self.file_ref(table);
        let (unit, counts, ignore) = (
            table.optional("unit").text(),
            table.optional("counts").boolean(),
            table.optional("ignore").boolean(),
        );
        match (unit, counts, ignore) {
            (Some(code), None, None) => {
                Some(Ruling::Identity { file: file?, unit: self.unit(Some(code))? })
            }
            (None, Some(At { value: true, .. }), None) => Some(Ruling::Choice(file?)),
            (None, None, Some(At { value: true, .. })) => Some(Ruling::Ignore(file?)),
            _ => {
                let what = msg!(
                    "[[file]] phải có một trong ba: unit = \"mã đơn vị\" (tệp là của đơn vị nào), counts = true (số liệu lấy theo tệp này), hoặc ignore = true (tệp không phải là báo cáo).",
                    "[[file]] needs one of three: unit = \"the unit's code\" (whose file it is), counts = true (the figures are those of this file), or ignore = true (the file is no report)."
                );
                self.file.fault(table.line, what);
                None
            }
        }
    }

    fn file_ref(&self, table: &mut Table) -> Option<FileRef> {
        let (path, sha256) = (table.required("file").text(), table.required("sha256").text());
        let is_hash = |text: &str| text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit());
        if let Some(bad) = sha256.as_ref().filter(|sha256| !is_hash(&sha256.value)) {
            let what = msg!(
                "“sha256” phải là 64 chữ số thập lục phân; lệnh tonghop decide ghi sẵn giá trị này.",
                "“sha256” must be 64 hexadecimal digits; tonghop decide writes it for you."
            );
            self.file.fault(bad.line, what);
            return None;
        }
        Some(FileRef { path: path?.value, sha256: sha256?.value.to_lowercase() })
    }

    fn period(&self, code: &At<String>) -> Option<PeriodCode> {
        let codes = self.plan.periods.iter().map(|period| period.code.as_str());
        self.known(code, codes).then(|| code.value.as_str().into())
    }

    fn unit(&self, code: Option<At<String>>) -> Option<UnitCode> {
        let code = code?;
        let codes = self.plan.registry.units().iter().map(|unit| unit.code.as_str());
        self.known(&code, codes).then(|| code.value.as_str().into())
    }

    fn rule(&self, code: At<String>) -> Option<String> {
        let codes = self.rules.iter().copied();
        self.known(&code, codes).then_some(code.value)
    }

    /// Returns whether a code is known; if not, reports an error with the most similar code.
    fn known<'c>(&self, code: &At<String>, codes: impl Iterator<Item = &'c str> + Clone) -> bool {
        let is_known = codes.clone().any(|known| known == code.value);
        if !is_known {
            let (written, hint) = (quoted(&code.value), did_you_mean(&code.value, codes));
            let (ask_vi, ask_en) = (hint.vi, hint.en);
            self.file.fault(
                code.line,
                msg!("Không có mã {written}{ask_vi}", "There is no code {written}{ask_en}"),
            );
        }
        is_known
    }
}

/// Reads the withdrawal of a decision; author and date are both required.
fn withdrawal(table: &mut Table, file: &File<'_>) -> Option<Undone> {
    let (by, on, reason) = (
        table.optional("undone_by").text(),
        table.optional("undone_on").day(),
        table.optional("undone_reason").text(),
    );
    if by.is_none() && on.is_none() && reason.is_none() {
        return None;
    }
    let (Some(by), Some(on)) = (by, on) else {
        let what = msg!(
            "Quyết định đã hủy phải ghi cả undone_by (người hủy) và undone_on (ngày hủy).",
            "A decision that was undone needs both undone_by (who) and undone_on (the day)."
        );
        file.fault(table.line, what);
        return None;
    };
    Some(Undone { by: by.value, on: on.value, reason: reason.map(|reason| reason.value) })
}

#[cfg(test)]
mod tests;
