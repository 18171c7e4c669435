//! The closed results of earlier periods of the plan, for the compliance of units, and of the periods
//! that make up this one.

use super::history::History;
use super::input_source::InputSource;
use super::layout::FACTS;
use crate::error::Error;
use crate::model::case::RunScope;
use crate::model::compliance::ClosedPeriod;
use crate::model::id::PeriodCode;
use crate::model::record::{FileDigest, InputKind};
use crate::msg;

/// Reads the closed results of the periods with an earlier deadline and of this period's parts, in order of the deadlines; if a
/// record is rebuilt, those that it names.
///
/// # Errors
/// Returns an error if they cannot be read.
pub(crate) fn read(
    source: &InputSource<'_>,
    scope: &RunScope<'_>,
) -> Result<Vec<ClosedPeriod>, Error> {
    let plan = scope.plan;
    if source.recorded.is_some() {
        let kept = source.workspace.files.all(InputKind::Closed);
        return kept.map(|(name, bytes)| parse(scope, name, bytes)).collect();
    }
    let Some(deadline) = scope.period.deadline else {
        return Ok(Vec::new());
    };
    let mut earlier: Vec<_> = plan
        .periods
        .iter()
        .filter_map(|period| Some((period.deadline?.last_day(), &period.code)))
        .filter(|(day, code)| *day < deadline.last_day() || scope.period.parts.contains(code))
        .collect();
    earlier.sort();
    let mut closed = Vec::new();
    for (_, code) in earlier {
        if let Some((name, bytes)) = facts(source, code)? {
            closed.push(parse(scope, &name, &bytes)?);
        }
    }
    Ok(closed)
}

/// Returns name and content of the last closed results of a period.
fn facts(
    source: &InputSource<'_>,
    period: &PeriodCode,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    let history = History::read(&source.workspace.root, period)?;
    let Some(revision) = history.revisions.closed else {
        return Ok(None);
    };
    let path = history.folder(revision).join(FACTS);
    let bytes = std::fs::read(&path).map_err(|error| Error::read(&path, error))?;
    Ok(Some((history.name(&path), bytes)))
}

fn parse(scope: &RunScope<'_>, name: &str, bytes: &[u8]) -> Result<ClosedPeriod, Error> {
    let digest = FileDigest::new(name.to_owned(), bytes);
    ClosedPeriod::parse(scope.plan, digest, bytes).map_err(|error| {
        msg!(
            "Không dùng được kết quả đã chốt {name} (chi tiết kỹ thuật: {error}).\nLấy lại tệp này từ bản lưu rồi chạy lại.",
            "The closed results {name} cannot be used ({error}).\nRestore the file from a copy, then run again."
        )
        .into()
    })
}
