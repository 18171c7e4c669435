//! T111: code, name, letterhead and stamp point to different units, or to a body below the unit.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::origin::Origin;
use crate::model::submission::{Claim, ClaimedBy, Submission};
use crate::msg;
use crate::text::{Lang, Text};

pub(crate) static RULE: Rule = Rule {
    code: "T111",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::Never,
    remedies: &[Remedy::Identity, Remedy::Ignore],
    title: Text::new(
        "Mã, tên, tiêu đề, dấu của mẫu chỉ các đơn vị khác nhau hoặc cơ quan cấp dưới",
        "Code, name, letterhead and stamp point to different units or to a body below",
    ),
    why: Text::new(
        "Tên hoặc tiêu đề của cơ quan khác (xã, phường, phòng, bệnh viện …) đi với mã của đơn vị thì số liệu có thể chỉ là một phần. Lấy nhầm biểu mẫu của đơn vị khác thì số liệu của đơn vị này vào tên đơn vị kia. Tệp không thuộc đơn vị nào cho đến khi xác định lại.",
        "If the unit's code appears with the name or letterhead of another body (a commune, an office, a hospital …), the figures may cover only a part. If another unit's form was used, figures would be counted for the wrong unit. The file counts for no unit until this is resolved.",
    ),
    bad: Text::new(
        "Mã đơn vị = S-YT; Tên đơn vị = Sở Tư pháp",
        "Mã đơn vị = S-YT; Tên đơn vị = Sở Tư pháp",
    ),
    good: Text::new(
        "Mã đơn vị = S-TP; Tên đơn vị = Sở Tư pháp",
        "Mã đơn vị = S-TP; Tên đơn vị = Sở Tư pháp",
    ),
    fix: Text::new(
        "Chép câu trả lời vào biểu mẫu cấp cho chính đơn vị rồi gửi lại; hoặc báo văn phòng để quyết định tệp là của đơn vị nào.",
        "Copy the answers into the form issued to the unit itself and resubmit; or the office decides which unit the file belongs to.",
    ),
    unit_fix: Some(Text::new(
        "Chép câu trả lời vào biểu mẫu cấp cho chính đơn vị rồi gửi lại.",
        "Copy the answers into the form issued to the unit itself and send it again.",
    )),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let identity = &submission.identity;
    if !identity.conflict {
        return;
    }
    let one = |claim: &Claim, lang| {
        let unit = claim
            .unit
            .as_ref()
            .map_or_else(|| UNLISTED.in_lang(lang).to_owned(), |code| name(scope, code));
        let at = claim
            .at
            .as_ref()
            .filter(|_| claim.by == ClaimedBy::Title)
            .map(|at| format!(" ({}!{})", at.sheet, at.cell));
        format!(
            "{}{}: “{}” → {unit}",
            title(claim.by).in_lang(lang),
            at.unwrap_or_default(),
            claim.written
        )
    };
    let list =
        |lang| identity.claims.iter().map(|claim| one(claim, lang)).collect::<Vec<_>>().join("; ");
    let (vi, en) = (list(Lang::Vi), list(Lang::En));
    let places: Vec<&Origin> =
        identity.claims.iter().filter_map(|claim| claim.at.as_ref()).collect();
    // locate the text that names another body
    let other = identity
        .claims
        .iter()
        .find(|claim| claim.unit.is_none())
        .and_then(|claim| claim.at.as_ref());
    let sheet = other.or(places.first().copied()).map(|at| &at.sheet);
    let location = Location {
        sheet: sheet.cloned(),
        cells: places.iter().filter(|at| Some(&at.sheet) == sheet).map(|at| at.cell).collect(),
        about: vec![About::Field(Field::UnitCode)],
        found: Some(vi.clone()),
        expected: Some(msg!(
            "mã, tên, tiêu đề và dấu của mẫu là của một đơn vị",
            "code, name, letterhead and stamp of one unit"
        )),
    };
    out.report(
        location,
        msg!(
            "Các dấu hiệu trong tệp không chỉ cùng một đơn vị ({vi})",
            "What the file says of its unit does not agree ({en})"
        ),
    );
}

/// Name of a body that is not in the unit list.
const UNLISTED: Text =
    Text::new("cơ quan không có trong danh sách đơn vị", "a body that is not in the list of units");

fn name(scope: &RunScope<'_>, code: &UnitCode) -> String {
    scope.plan.registry.get(code).map_or_else(|| code.to_string(), |unit| unit.name.clone())
}

const fn title(by: ClaimedBy) -> Text {
    match by {
        ClaimedBy::Code => Text::new("mã đơn vị", "code"),
        ClaimedBy::Name => Text::new("tên đơn vị", "name"),
        ClaimedBy::Stamp => Text::new("dấu của mẫu", "stamp"),
        ClaimedBy::Title => Text::new("tiêu đề, phần ký", "letterhead or signature"),
        ClaimedBy::FileName => Text::new("tên tệp", "file name"),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::submission::{Claim, ClaimedBy};
    use crate::rules::fixture::{case, codes};

    #[test]
    fn claims_for_two_units_leave_the_file_unattributed() {
        let fixture = case().figure("A", "CT01", "12 buổi").edit("A", |submission| {
            let claim = |by, unit: &str| Claim {
                by,
                written: unit.to_owned(),
                unit: Some(unit.into()),
                at: None,
            };
            submission.identity.claims =
                vec![claim(ClaimedBy::Code, "A"), claim(ClaimedBy::Stamp, "B")];
            (submission.identity.unit, submission.identity.conflict) = (None, true);
        });
        // other errors are reported once the unit is known
        assert_eq!(codes(&fixture), ["T111 -", "N101 A"]);
    }

    #[test]
    fn a_body_that_is_not_a_unit_is_named() {
        let fixture = case().edit("A", |submission| {
            let claim = |by, written: &str, unit: Option<&str>| Claim {
                by,
                written: written.to_owned(),
                unit: unit.map(Into::into),
                at: None,
            };
            submission.identity.claims = vec![
                claim(ClaimedBy::Code, "A", Some("A")),
                claim(ClaimedBy::Title, "UBND xã A", None),
            ];
            (submission.identity.unit, submission.identity.conflict) = (None, true);
        });
        let outcome = fixture.outcome();
        assert!(outcome.findings.iter().any(|finding| {
            finding.message.vi.contains("“UBND xã A” → cơ quan không có trong danh sách")
        }));
    }

    #[test]
    fn claims_for_one_unit_are_silent() {
        let fixture = case().edit("A", |submission| {
            let claim =
                |by| Claim { by, written: "A".to_owned(), unit: Some("A".into()), at: None };
            submission.identity.claims = vec![claim(ClaimedBy::Code), claim(ClaimedBy::Name)];
        });
        assert_eq!(codes(&fixture), [""; 0]);
    }
}
