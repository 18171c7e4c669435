//! Accepts a finding unchanged, or refuses with the reason.

use super::{Resolved, period, plain};
use crate::cli::decide::lookup::{Found, Lookup, indented};
use crate::cli::decide::open_findings;
use crate::cli::settlement::{self, Settlement};
use crate::error::Error;
use crate::model::decision::Ruling;
use crate::msg;
use crate::outcome::Outcome;
use crate::rules::{Finding, Waiver};
use std::fmt::Write as _;

pub(super) fn waive(lookup: &Lookup<'_>, about: &str) -> Result<Resolved, Error> {
    let (outcome, finding) = match lookup.find(about)? {
        Found::Finding(outcome, finding) => (outcome, finding),
        Found::File(outcome, place) => single(
            about,
            waivable(outcome).filter(|(_, finding)| finding.submission == Some(place)).collect(),
        )?,
        Found::Unit(unit) => {
            let all = lookup.outcomes()?.iter().flat_map(waivable);
            single(
                about,
                all.filter(|(_, finding)| finding.unit.as_ref() == Some(&unit.code)).collect(),
            )?
        }
    };
    refuse_waiver(lookup, outcome, finding)?;
    let subject = finding.subject();
    let remark = format!("{}\n{}", subject.id(), finding.message.vi);
    Ok(plain(period(outcome), Ruling::Waive(subject), remark))
}

/// Returns the findings of an outcome that can be accepted.
fn waivable<'o>(outcome: &'o Outcome<'o>) -> impl Iterator<Item = (&'o Outcome<'o>, &'o Finding)> {
    open_findings::with_options(outcome)
        .filter(|(_, options)| options.contains(&Settlement::Waive))
        .map(move |(finding, _)| (outcome, finding))
}

/// Returns the only finding, or an error that lists all.
fn single<'o>(
    about: &str,
    mut findings: Vec<(&'o Outcome<'o>, &'o Finding)>,
) -> Result<(&'o Outcome<'o>, &'o Finding), Error> {
    match (findings.len(), findings.pop()) {
        (1, Some(one)) => Ok(one),
        (0, _) => Err(msg!(
            "“{about}” không có nội dung nào chờ chấp nhận.",
            "“{about}” has nothing that waits to be accepted."
        )
        .into()),
        (count, last) => {
            let line = |(_, finding): &(&Outcome<'_>, &Finding), message: &str| {
                format!("\n  {}  {message}", finding.id())
            };
            findings.extend(last);
            let vi = indented(findings.iter().map(|one| line(one, &one.1.message.vi)));
            let en = indented(findings.iter().map(|one| line(one, &one.1.message.en)));
            Err(msg!(
                "“{about}” có {count} nội dung; chọn một theo mã:{vi}",
                "“{about}” has {count} findings; choose one by its id:{en}"
            )
            .into())
        }
    }
}

/// Refuses to accept a finding that another decision settles or that gives nothing to count.
fn refuse_waiver(
    lookup: &Lookup<'_>,
    outcome: &Outcome<'_>,
    finding: &Finding,
) -> Result<(), Error> {
    let code = finding.rule.code;
    let others = settlement::options(outcome, finding);
    let why = match settlement::uncountable(outcome, finding) {
        Some(why) => why,
        None if !finding.may_be_waived() => {
            msg!("đây không phải là một giá trị", "this is no value")
        }
        None => return Ok(()),
    };
    let (vi, en) = (&why.vi, &why.en);
    let mut said = msg!(
        "Không thể chấp nhận giữ nguyên {code}: {vi}.",
        "{code} cannot be accepted unchanged: {en}."
    );
    if finding.unit.is_some() && finding.rule.waiver != Waiver::Never {
        said.vi.push_str(" Đề nghị đơn vị sửa và gửi lại (biểu mẫu gửi trả và công văn ở thư mục tra-lai của kết quả).");
        said.en.push_str(" Ask the unit to correct and resubmit (form and letter are in the results’ folder tra-lai).");
    }
    for option in others.iter().filter(|option| **option != Settlement::Waive) {
        let title = option.title();
        for (text, title, lang) in [
            (&mut said.vi, &title.vi, crate::text::Lang::Vi),
            (&mut said.en, &title.en, crate::text::Lang::En),
        ] {
            let _ = write!(
                text,
                "\n  {title}:\n    {}",
                option.command(lookup.invocation, outcome, finding, lang)
            );
        }
    }
    Err(said.into())
}
