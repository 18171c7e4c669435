//! `tonghop template`: writes the forms the units fill in.

use super::args::{Invocation, Issue};
use super::output::{Console, Outputs};
use super::watch::Watch;
use super::workspace::{FORMS, Workspace};
use super::{DONE, lock};
use crate::book::form;
use crate::error::Error;
use crate::model::file_name::file_name;
use crate::model::period::Period;
use crate::model::unit::Unit;
use crate::say;
use crate::xlsx;
use chrono::NaiveDate;
use rayon::prelude::*;

/// Writes the forms of a period, one a unit.
pub(super) fn run(invocation: &Invocation, asked: &Issue, console: &mut Console, watch: &mut Watch) -> Result<u8, Error> {
    let workspace = Workspace::open(invocation, console)?;
    watch.knows(&workspace);
    let (period, as_of) = workspace.when(&asked.when)?;
    watch.is_of(period, as_of);
    let units = units(&workspace, asked, period, as_of)?;
    let folder = workspace.folder(FORMS, period);
    let held = lock::hold(&workspace.root, console)?;
    let outputs = Outputs::of(&held);
    let forms = units.par_iter().map(|unit| {
        let bytes = xlsx::write(&form::blank(&workspace.plan, unit, period, as_of))?;
        outputs.add(folder.join(format!("{}.xlsx", file_name(unit.code.as_str()))), &bytes)
    });
    let stamps = forms.collect::<Result<Vec<_>, Error>>()?;
    watch.lap("lay-out", console);
    let done = outputs.appear()?;
    watch.lap("write", console);
    watch.wrote(stamps);
    console.done(&workspace.root, &done)?;
    let (count, period) = (done.written.len(), &period.code);
    console.tell(&say!(
        "Đã lập {count} biểu mẫu của kỳ {period}. Gửi mỗi tệp cho đơn vị có mã trùng tên tệp.",
        "{count} form(s) of period {period} are written. Send each file to the unit whose code is the file's name."
    ));
    Ok(DONE)
}

/// The units named, or all of whom a report is expected; for a period without a deadline, all that must report.
fn units<'w>(workspace: &'w Workspace, asked: &Issue, period: &Period, as_of: NaiveDate) -> Result<Vec<&'w Unit>, Error> {
    let registry = &workspace.plan.registry;
    if asked.units.is_empty() {
        let owes = |unit: &&Unit| match period.deadline {
            Some(_) => unit.owes_report(period),
            None => unit.must_report && unit.exists_on(as_of),
        };
        return Ok(registry.units().iter().filter(owes).collect());
    }
    let mut units = Vec::new();
    for written in &asked.units {
        let known = registry.by_code(written).or_else(|| registry.named(written).and_then(|code| registry.get(code)));
        units.push(known.ok_or_else(|| unknown(workspace, written))?);
    }
    Ok(units)
}

/// Why a unit's code is none, with the nearest that is.
pub(super) fn unknown(workspace: &Workspace, written: &str) -> Error {
    let registry = &workspace.plan.registry;
    let near = registry.units().iter().min_by_key(|unit| strsim::levenshtein(unit.code.as_str(), &written.to_uppercase()));
    let near = near.map_or_else(String::new, |unit| format!("{} ({})", unit.code, unit.name));
    say!("Danh sách đơn vị không có mã “{written}”. Mã gần nhất: {near}.", "The units have no code “{written}”. The nearest code: {near}.")
        .into()
}
