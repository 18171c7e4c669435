//! `tonghop template`: writes the forms that units fill in.

use super::args::{Invocation, Issue};
use super::console::Console;
use super::run_context::RunContext;
use super::{DONE, lock, open, periods, shell};
use crate::book::{form, mailing_list};
use crate::docx;
use crate::error::Error;
use crate::letter;
use crate::load::{self, Source};
use crate::model::case::{Inputs, RunScope};
use crate::model::earlier::Earlier;
use crate::model::file_name::form_name;
use crate::model::id::IndicatorCode;
use crate::model::period::Period;
use crate::model::record::FileDigest;
use crate::model::result_names::MAILING_LIST;
use crate::model::unit::Unit;
use crate::msg;
use crate::outcome;
use crate::read::hash_of_file;
use crate::store::history::History;
use crate::store::layout::FACTS;
use crate::store::layout::FORMS;
use crate::store::run_records;
use crate::store::transaction::Transaction;
use crate::store::workspace::Workspace;
use crate::text::{Lang, counted, listed};
use crate::xlsx;
use chrono::NaiveDate;
use rayon::prelude::*;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Maximum number of forms listed.
const MAX_LISTED: usize = 8;

/// Writes the forms of a period, one per unit.
pub(super) fn run(
    invocation: &Invocation,
    asked: &Issue,
    console: &mut Console,
    context: &mut RunContext,
) -> Result<u8, Error> {
    let workspace = open::open(invocation, console)?;
    context.set_workspace(&workspace);
    let (period, as_of) = periods::when(&workspace, &asked.when)?;
    context.set_scope(period, as_of);
    let units = units(&workspace, asked, period, as_of)?;
    let folder = workspace.folder(FORMS, period);
    let held = lock::acquire(&workspace.root, console)?;
    let outputs = Transaction::new(&held);
    let (issued, before) = (
        run_records::issued(&workspace.root, &period.code),
        PreviousResults::read(&workspace, period)?,
    );
    let stage = |name: String, bytes: &[u8]| {
        let path = folder.join(name);
        if !asked.overwrite && is_changed(&held.name(&path), &path, bytes, &issued) {
            return Ok((None, Some(held.name(&path))));
        }
        outputs.add(path, bytes).map(|digest| (Some(digest), None))
    };
    let forms = units.par_iter().map(|unit| {
        let figures = before.figures(&workspace, unit, period);
        let form = form::after(&workspace.plan, unit, period, as_of, figures);
        stage(form_name(&unit.code), &xlsx::write(&form)?)
    });
    let mut staged = forms.collect::<Result<Vec<_>, Error>>()?;
    // the cover letter and the mailing list are for all units
    if asked.units.is_empty() {
        let scope = RunScope { plan: &workspace.plan, period, as_of };
        for (name, bytes) in papers(scope, &units, console.lang)? {
            staged.push(stage(name.to_owned(), &bytes)?);
        }
    }
    let (digests, kept): (Vec<_>, Vec<_>) = staged.into_iter().unzip();
    context.stage_done("lay-out", console);
    let done = outputs.commit()?;
    context.stage_done("write", console);
    context.set_outputs(digests.into_iter().flatten().collect());
    if console.json || !done.written.is_empty() {
        console.done(&workspace.root, &done)?;
    }
    let is_form = |path: &&PathBuf| !PAPERS.iter().any(|name| path.ends_with(name));
    let count = done.written.iter().filter(is_form).count();
    tell(invocation, period, count, &kept.into_iter().flatten().collect::<Vec<_>>(), console);
    Ok(DONE)
}

/// Names of the files beside the forms: cover letter and mailing list.
const PAPERS: [&str; 2] = [letter::COVER, MAILING_LIST];

/// Returns the cover letter and the mailing list.
fn papers(
    scope: RunScope<'_>,
    units: &[&Unit],
    lang: Lang,
) -> Result<[(&'static str, Vec<u8>); 2], Error> {
    let (plan, as_of) = (scope.plan, scope.as_of);
    let no_reports = outcome::examine(scope, Inputs::default());
    let (cover, entries) = letter::cover(&no_reports, lang, units);
    let [name, list] = PAPERS;
    let mailing_list = mailing_list(plan, &entries, as_of, lang);
    Ok([(name, docx::write(&cover)?), (list, xlsx::write(&mailing_list)?)])
}

/// Returns whether an existing form is neither as issued nor as it would be written now. A form
/// without a record counts as changed.
fn is_changed(name: &str, path: &Path, now: &[u8], issued: &BTreeSet<(String, String)>) -> bool {
    if !path.try_exists().unwrap_or(true) {
        return false;
    }
    let (sha256, _) = hash_of_file(path);
    sha256 != FileDigest::new(String::new(), now).sha256
        && !issued.contains(&(name.to_owned(), sha256))
}

/// Reports which forms were written and which were kept.
fn tell(
    invocation: &Invocation,
    period: &Period,
    count: usize,
    kept: &[String],
    console: &Console,
) {
    let code = &period.code;
    if count > 0 {
        let forms = counted(count, "form");
        console.tell(&msg!(
            "Đã lập {count} biểu mẫu của kỳ {code}. Gửi mỗi tệp cho đơn vị có mã trùng tên tệp.",
            "{forms} of period {code} written. Send each file to the unit whose code is the file name."
        ));
    }
    if !kept.is_empty() {
        let (left, vi, en) =
            (kept.len(), listed(kept, MAX_LISTED, Lang::Vi), listed(kept, MAX_LISTED, Lang::En));
        let files = counted(left, "file");
        let are_forms = !kept.iter().any(|name| PAPERS.iter().any(|paper| name.ends_with(paper)));
        let few = if left <= MAX_LISTED && are_forms { kept } else { &[] };
        let units = few
            .iter()
            .filter_map(|name| name.rsplit('/').next()?.strip_suffix(".xlsx"))
            .flat_map(|unit| ["--unit", unit]);
        let words: Vec<&str> = ["template", "--period", code.as_str(), "--overwrite"]
            .into_iter()
            .chain(units)
            .collect();
        let command = shell::in_workspace(invocation, &words);
        console.warn(
            "forms-kept",
            &msg!(
                "Để nguyên {left} tệp đã thay đổi từ khi cấp: {vi}.\nLập lại, bỏ những thay đổi đó: {command}",
                "Kept {files} changed since issued: {en}.\nTo write them again and lose those changes: {command}"
            ),
        );
    }
}

/// Closed results of the previous period, if its figures are included in this one.
struct PreviousResults(Option<Earlier>);

impl PreviousResults {
    fn read(workspace: &Workspace, period: &Period) -> Result<Self, Error> {
        let Some(previous) = period.previous.as_ref().filter(|previous| previous.included) else {
            return Ok(Self(None));
        };
        let history = History::read(&workspace.root, &previous.code)?;
        let Some(closed) = history.revisions.closed else {
            return Ok(Self(None));
        };
        let name = history.name(&history.folder(closed).join(FACTS));
        load::results(Source { name: &name, text: &history.text(closed)? }, &previous.code)
            .map(|earlier| Self(Some(earlier)))
    }

    /// Returns a unit's figures, including those of units it succeeded.
    fn figures(
        &self,
        workspace: &Workspace,
        unit: &Unit,
        period: &Period,
    ) -> BTreeMap<IndicatorCode, Decimal> {
        let Some((earlier, deadline)) = self.0.as_ref().zip(period.deadline) else {
            return BTreeMap::new();
        };
        let inherited = earlier.inherited(&workspace.plan.registry, deadline.last_day());
        let codes = workspace.plan.indicators.iter().map(|indicator| &indicator.code);
        codes
            .filter_map(|code| {
                Some((code.clone(), inherited.comparative(&unit.code, code)?.amount))
            })
            .collect()
    }
}

/// Returns the named units, or all that must report. Without a deadline, these are the units that
/// exist on the as-of date.
fn units<'w>(
    workspace: &'w Workspace,
    asked: &Issue,
    period: &Period,
    as_of: NaiveDate,
) -> Result<Vec<&'w Unit>, Error> {
    let registry = &workspace.plan.registry;
    if asked.units.is_empty() {
        let owes = |unit: &&Unit| match period.deadline {
            Some(_) => unit.must_report_in(period),
            None => unit.must_report && unit.exists_on(as_of),
        };
        return Ok(registry.units().iter().filter(owes).collect());
    }
    let mut units = Vec::new();
    for written in &asked.units {
        let known = registry
            .by_code(written)
            .or_else(|| registry.named(written).and_then(|code| registry.get(code)));
        units.push(known.ok_or_else(|| unknown_unit(workspace, written))?);
    }
    Ok(units)
}

/// Returns the error for an unknown unit code, with the nearest known one.
pub(super) fn unknown_unit(workspace: &Workspace, written: &str) -> Error {
    let registry = &workspace.plan.registry;
    let near = registry
        .units()
        .iter()
        .min_by_key(|unit| strsim::levenshtein(unit.code.as_str(), &written.to_uppercase()));
    let near = near.map_or_else(String::new, |unit| format!("{} ({})", unit.code, unit.name));
    msg!(
        "Danh sách đơn vị không có mã “{written}”. Mã gần nhất: {near}.",
        "The units have no code “{written}”. The nearest code: {near}."
    )
    .into()
}
