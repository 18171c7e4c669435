//! `tonghop consolidate --as-report`: writes the consolidation in the form of the parent level.

use super::args::ParentLevel;
use super::console::Console;
use crate::book::form;
use crate::error::Error;
use crate::model::file_name::form_name;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::unit::Unit;
use crate::outcome::Outcome;
use crate::rollup;
use crate::store::layout::FACTS;
use crate::store::layout::RESULTS;
use crate::store::transaction::Transaction;
use crate::store::workspace::read_plan;
use crate::{msg, xlsx};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folder of reports to the parent level, in the results of a period.
const REPORTS: &str = "bao-cao-cap-tren";

/// A report to the parent level, and what has no counterpart there or here.
pub(super) struct Report {
    name: String,
    bytes: Vec<u8>,
    unasked: Vec<String>,
    unanswered: Vec<String>,
}

/// Creates the report.
///
/// # Errors
/// Returns an error if the parent level has no such plan, unit or period.
pub(super) fn report(outcome: &Outcome<'_>, asked: &ParentLevel) -> Result<Report, Error> {
    let (scope, above) = (&outcome.case.scope, read_plan(&asked.plan)?);
    let unit = unit(scope.plan, &above, asked.unit.as_deref())?;
    let period = period(scope.period, &above)?;
    let facts = format!("{RESULTS}/{}/{FACTS}", scope.period.code);
    let rollup = rollup::report(outcome, &above, &facts);
    let bytes = xlsx::write(&form::filled(&above, unit, period, scope.as_of, &rollup.report))?;
    Ok(Report {
        name: format!("{REPORTS}/{}", form_name(&unit.code)),
        bytes,
        unasked: rollup.not_requested,
        unanswered: rollup.unanswered,
    })
}

impl Report {
    /// Adds the report to a transaction and returns its path.
    ///
    /// # Errors
    /// Returns [`Error::Write`] if it cannot be written.
    pub(super) fn stage(
        &self,
        outputs: &Transaction<'_>,
        results: &Path,
    ) -> Result<PathBuf, Error> {
        let path = results.join(&self.name);
        outputs.add(path.clone(), &self.bytes).map(|_| path)
    }

    /// Reports what has no counterpart.
    pub(super) fn tell(&self, console: &Console) {
        let (unasked, unanswered) = (self.unasked.join("\n  "), self.unanswered.join("\n  "));
        // omissions are reported even if quiet
        if !unasked.is_empty() {
            let said = msg!(
                "Cấp trên không hỏi, không đưa vào báo cáo:\n  {unasked}",
                "The level above does not ask for these, left out:\n  {unasked}"
            );
            console.warn_text(said.in_lang(console.lang));
        }
        if !unanswered.is_empty() {
            let said = msg!(
                "Cấp trên hỏi mà kế hoạch này không có, để trống:\n  {unanswered}",
                "Asked above and not in this plan, left blank:\n  {unanswered}"
            );
            console.warn_text(said.in_lang(console.lang));
        }
    }
}

/// Returns the reporting unit of the parent level: the given one, or the one with the office's
/// name.
fn unit<'a>(own: &Plan, above: &'a Plan, code: Option<&str>) -> Result<&'a Unit, Error> {
    let registry = &above.registry;
    if let Some(code) = code {
        return registry.by_code(code).ok_or_else(|| {
            let known = registry
                .units()
                .iter()
                .map(|unit| unit.code.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            msg!(
                "Danh sách đơn vị của cấp trên không có mã “{code}”. Các mã: {known}.",
                "The units above have no code “{code}”. Their codes: {known}."
            )
            .into()
        });
    }
    let body = own.office.issuer.organization_name();
    let names = [&body, &own.office.name, &own.citation.issuer];
    let codes: BTreeSet<_> = names.into_iter().filter_map(|name| registry.named(name)).collect();
    let only =
        if codes.len() == 1 { codes.first().and_then(|code| registry.get(code)) } else { None };
    only.ok_or_else(|| {
        msg!(
            "Chưa rõ “{body}” là đơn vị nào của cấp trên. Ghi thêm --as-unit MÃ, hoặc thêm tên này vào tên khác của đơn vị trong danh sách đơn vị \
             của cấp trên.",
            "The level above has no unit known as “{body}”. Add --as-unit CODE, or add this name to the unit's other names in the \
             list of units of the level above."
        )
        .into()
    })
}

/// Returns the period of the parent level with the same code, or else the same name.
fn period<'a>(own: &Period, above: &'a Plan) -> Result<&'a Period, Error> {
    let is_named = |period: &&Period| {
        std::iter::once(&own.name).chain(&own.aliases).any(|name| period.is_named(name))
    };
    let found = above.period(own.code.as_str()).or_else(|| above.periods.iter().find(is_named));
    found.ok_or_else(|| {
        let (code, name) = (&own.code, &own.name);
        let known = above.periods.iter().map(|period| format!("{} ({})", period.code, period.name)).collect::<Vec<_>>().join(", ");
        msg!(
            "Kế hoạch của cấp trên không có kỳ {code} ({name}). Các kỳ: {known}. Nếu là một trong số đó, thêm tên ấy vào cách viết khác \
             của kỳ trong kế hoạch.",
            "The plan above has no period {code} ({name}). Its periods: {known}. Where it is one of them, put that name into the period's \
             other names in the plan."
        )
        .into()
    })
}
