//! Chooses which of a unit's files counts.

use super::{Resolved, file, period, plain, reference};
use crate::cli::decide::lookup::{Found, Lookup, indented};
use crate::cli::shell;
use crate::error::Error;
use crate::model::case::{Dossier, Version};
use crate::model::decision::Ruling;
use crate::model::file_role::VersionRole;
use crate::model::submission::Submission;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::Message;

pub(super) fn choice(
    lookup: &Lookup<'_>,
    about: &str,
    which: Option<&str>,
) -> Result<Resolved, Error> {
    let (outcome, submission, remark) = match which {
        None => file(lookup, about)?,
        Some(which) => version(lookup, about, which)?,
    };
    let attributed = outcome.case.attributed();
    let own = |place: usize| attributed.get(&place).copied();
    let place = outcome.case.submissions.iter().position(|one| std::ptr::eq(one, submission));
    let path = &submission.file;
    let Some((dossier, chosen)) = place.and_then(own) else {
        let command = shell::in_workspace_as_of(
            lookup.invocation,
            &["decide", "file", path, "--unit", "…", "--reason", "…", "--by", "…"],
            lookup.as_of,
        );
        return Err(msg!(
            "Chưa rõ {path} là của đơn vị nào. Trước hết ghi tệp là của đơn vị nào:\n  {command}",
            "It is not known which unit {path} is of. First say so:\n  {command}"
        )
        .into());
    };
    let chosen = original(dossier, chosen);
    let why = match chosen.role {
        VersionRole::OtherPeriod => {
            Some(msg!("báo cáo của kỳ khác", "it reports on another period"))
        }
        VersionRole::Unreadable | VersionRole::Companion => {
            Some(msg!("không đọc được số liệu trong tệp", "no figures can be read in it"))
        }
        VersionRole::Unread => {
            Some(msg!("máy này chưa đọc được tệp", "this machine could not read it now"))
        }
        _ if dossier.versions.len() < 2 => Some(msg!(
            "đây là tệp duy nhất của đơn vị, không cần chọn",
            "it is the unit’s only file, there is nothing to choose"
        )),
        _ => None,
    };
    if let Some(Message { vi, en }) = why {
        return Err(msg!(
            "Không thể lấy số liệu theo {path}: {vi}.",
            "The figures of {path} cannot be used: {en}."
        )
        .into());
    }
    let submission = outcome.case.submission(chosen).unwrap_or(submission);
    let others = dossier.versions.iter().filter_map(|version| outcome.case.submission(version));
    let rivals = others
        .map(|one| one.sha256.clone())
        .filter(|sha256| *sha256 != submission.sha256)
        .collect();
    Ok(Resolved { rivals, ..plain(period(outcome), Ruling::Choice(reference(submission)), remark) })
}

/// Returns the original of a duplicate version.
fn original<'d>(dossier: &'d Dossier, version: &'d Version) -> &'d Version {
    let of = version.because_of.filter(|_| version.role == VersionRole::Duplicate);
    of.and_then(|place| dossier.versions.iter().find(|other| other.submission == place))
        .unwrap_or(version)
}

/// Returns the only file of a unit whose name contains `which`.
fn version<'l>(
    lookup: &'l Lookup<'_>,
    about: &str,
    which: &str,
) -> Result<(&'l Outcome<'l>, &'l Submission, String), Error> {
    let (outcomes, unit, remark): (Vec<&Outcome<'_>>, _, _) = match lookup.find(about)? {
        Found::Finding(outcome, finding) => {
            (vec![outcome], finding.unit.clone(), finding.message.vi.clone())
        }
        Found::File(outcome, place) => (
            vec![outcome],
            outcome.case.submissions.get(place).and_then(|one| one.identity.unit.clone()),
            String::new(),
        ),
        Found::Unit(unit) => {
            (lookup.outcomes()?.iter().collect(), Some(unit.code.clone()), unit.name.clone())
        }
    };
    let part = which.trim().replace('\\', "/").to_lowercase();
    let all = outcomes
        .iter()
        .flat_map(|outcome| outcome.case.submissions.iter().map(move |one| (*outcome, one)));
    let own: Vec<_> = all.filter(|(_, one)| unit.is_some() && one.identity.unit == unit).collect();
    let named: Vec<_> =
        own.iter().filter(|(_, one)| one.file.to_lowercase().contains(&part)).collect();
    if let [(outcome, one)] = named.as_slice() {
        return Ok((outcome, one, remark));
    }
    let list = indented(own.iter().map(|(_, one)| &*one.file));
    Err(msg!(
        "“{which}” không chỉ đúng một tệp của đơn vị. Các tệp của đơn vị:{list}",
        "“{which}” is not in the name of exactly one of the unit’s files. They are:{list}"
    )
    .into())
}
