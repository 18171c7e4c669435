//! N105: several versions and none says it replaces the other.

use super::{Check, Excludes, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver, listed};
use crate::model::about::About;
use crate::model::case::{Case, Dossier};
use crate::model::file_role::VersionRole;
use crate::model::form::Field;
use crate::model::number::is_nil;
use crate::model::register::names_document;
use crate::model::submission::Report;
use crate::msg;
use crate::text::{Message, Text};

pub(crate) static RULE: Rule = Rule {
    code: "N105",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::Versions,
    waiver: Waiver::Never,
    remedies: &[Remedy::Choice],
    title: Text::new(
        "Có nhiều bản, không bản nào ghi thay thế bản kia",
        "Several versions and none says it replaces the other",
    ),
    why: Text::new(
        "Bản đến sau chưa chắc là bản đúng; chọn thay đơn vị là đoán. Không bản nào được tính cho đến khi đơn vị hoặc văn phòng nói rõ.",
        "The later version is not always the right one; choosing for the unit would be guessing. None counts until the unit or the office says which.",
    ),
    bad: Text::new(
        "Hai báo cáo 15/BC và 21/BC khác số liệu, ô Thay thế báo cáo số đều trống",
        "Two reports 15/BC and 21/BC with different figures, Thay thế báo cáo số blank in both",
    ),
    good: Text::new(
        "Bản 21/BC ghi “Thay thế báo cáo số: 15/BC”",
        "Report 21/BC says “Thay thế báo cáo số: 15/BC”",
    ),
    fix: Text::new(
        "Hỏi đơn vị bản nào là đúng; đơn vị ghi ô Thay thế báo cáo số ở bản đúng, hoặc văn phòng ghi quyết định.",
        "Ask the unit which is right; the unit fills in Thay thế báo cáo số on that one, or the office records its decision.",
    ),
    unit_fix: Some(Text::new(
        "Cho biết bản nào đúng: ghi số, ký hiệu của bản kia vào ô Thay thế báo cáo số của bản đúng rồi gửi lại.",
        "Say which is right: put the number of the other into Thay thế báo cáo số on that one and send it again.",
    )),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for dossier in &case.dossiers {
        supplements(case, dossier, out);
        let files: Vec<String> = dossier
            .conflicting()
            .filter_map(|version| Some(case.submission(version)?.file.to_string()))
            .collect();
        if files.is_empty() {
            continue;
        }
        let (count, named, name) = (files.len(), listed(&files), case.name(&dossier.unit));
        let unmatched = unmatched(case, dossier);
        let (vi, en, unmatched_vi, unmatched_en) = (named.vi, named.en, unmatched.vi, unmatched.en);
        let location = Location {
            about: vec![About::Field(Field::Replaces)],
            found: Some(files.join("; ")),
            expected: Some(msg!(
                "một bản, hoặc bản sau ghi rõ thay thế bản trước",
                "one version, or a later one that says what it replaces"
            )),
            ..Location::default()
        };
        let message = msg!(
            "{name} có {count} bản khác nhau, không bản nào ghi thay thế bản kia: {vi}{unmatched_vi}",
            "{name} sent {count} different versions, none of which says it replaces another: {en}{unmatched_en}"
        );
        out.unit(&dossier.unit, location, message).excludes = Excludes::Report;
    }
}

/// Quotes what conflicting versions claim to replace, with the reasons why that does not settle the
/// conflict.
fn unmatched(case: &Case<'_>, dossier: &Dossier) -> Message {
    let reports = || dossier.conflicting().filter_map(|version| case.submission(version)?.report());
    let symbols: Vec<&str> = reports().filter_map(|report| report.text(Field::Symbol)).collect();
    let mut said = Message { vi: String::new(), en: String::new() };
    for report in reports() {
        let Some(replaces) = report.text(Field::Replaces).filter(|replaces| !is_nil(replaces))
        else {
            continue;
        };
        let own = report.text(Field::Symbol);
        let label = Field::Replaces.label();
        let day = |report: &Report| report.day(Field::SignedOn).map(|day| day.date);
        let others = || reports().filter(|other| other.text(Field::Symbol) != own);
        let named = |other: &Report, day| {
            other.text(Field::Symbol).is_some_and(|symbol| names_document(replaces, symbol, day))
        };
        let why = if own.is_some_and(|own| names_document(replaces, own, None)) {
            msg!("là số của chính bản ấy", "that is its own number")
        } else if others().any(|other| named(other, day(other))) {
            msg!(
                "hai bản cùng ghi thay thế, hoặc thay thế lẫn nhau",
                "two versions say so, or each replaces the other"
            )
        } else if others().any(|other| named(other, None)) {
            msg!(
                "bản mang số đó ký ngày khác",
                "the version of that number was signed on another day"
            )
        } else {
            let list = symbols.join(", ");
            msg!(
                "không trùng số của bản nào đã nhận ({list})",
                "that is the number of none received ({list})"
            )
        };
        let (from, why_vi, why_en) = (own.unwrap_or("…"), why.vi, why.en);
        let one = msg!(
            "; bản {from} ghi {label} “{replaces}”, {why_vi}",
            "; {from} says {label} “{replaces}”: {why_en}"
        );
        said.vi.push_str(&one.vi);
        said.en.push_str(&one.en);
    }
    said
}

/// Reports supplements to another report. Their blanks must not erase answers, so that the other
/// report counts unchanged.
fn supplements(case: &Case<'_>, dossier: &Dossier, out: &mut Reporter<'_>) {
    for version in dossier.versions.iter().filter(|version| version.role == VersionRole::Supplement)
    {
        let whole = version.because_of.and_then(|place| case.submissions.get(place));
        let Some((submission, whole)) = case.submission(version).zip(whole) else {
            continue;
        };
        let (file, name) = (&whole.file, case.name(&dossier.unit));
        let location = Location {
            about: vec![About::Field(Field::Replaces)],
            found: submission
                .report()
                .and_then(|report| report.text(Field::Replaces))
                .map(str::to_owned),
            expected: Some(msg!(
                "một báo cáo đầy đủ, ghi thay thế báo cáo cũ",
                "one whole report that says it replaces the old one"
            )),
            ..Location::default()
        };
        let message = msg!(
            "{name} gửi báo cáo bổ sung cho {file}; số liệu bổ sung chưa được tính, số liệu vẫn lấy theo {file}",
            "{name} sent a supplement to {file}; what it adds is not counted yet, the figures are still those of {file}"
        );
        out.file(&dossier.unit, version.submission, submission, location, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Field, Sheet};
    use crate::rules::fixture::{case, codes, day, total, words};

    #[test]
    fn conflicting_versions_are_not_counted() {
        let fixture = case().another("A", "21/BC-A", day(2024, 4, 28), |_| {});
        assert_eq!(codes(&fixture), ["N105 A"]);
        assert_eq!(total(&fixture, "CT01").1, 2);
    }

    #[test]
    fn a_declared_replacement_is_no_conflict() {
        for replaces in ["15", "Báo cáo số 15", "BC 15", "số 15 ngày 22/4/2024", "15/BC-A"] {
            let fixture = case().another("A", "21/BC-A", day(2024, 4, 28), |report| {
                report.info.insert(Field::Replaces, words(replaces, Sheet::Info, 2));
            });
            assert_eq!(codes(&fixture), ["N104 A"], "{replaces}");
        }
    }

    #[test]
    fn an_unmatched_replacement_is_quoted_with_the_reason() {
        for (replaces, why) in [
            ("99/BC-A", "“99/BC-A”, không trùng số của bản nào đã nhận (15/BC-A, 21/BC-A)"),
            ("21", "“21”, là số của chính bản ấy"),
            ("15/BC-A ngày 01/3/2024", "“15/BC-A ngày 01/3/2024”, bản mang số đó ký ngày khác"),
        ] {
            let fixture = case().another("A", "21/BC-A", day(2024, 4, 28), |report| {
                report.info.insert(Field::Replaces, words(replaces, Sheet::Info, 2));
            });
            assert_eq!(codes(&fixture), ["N105 A"], "{replaces}");
            let message = &fixture.outcome().findings[0].message;
            assert!(
                message.vi.ends_with(&format!("; bản 21/BC-A ghi Thay thế báo cáo số {why}")),
                "{message}"
            );
        }
    }
}
