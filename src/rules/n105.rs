//! N105: several versions and none says it replaces the other.

use super::{Check, Rule, Severity, Bars, Reporter, Spot, gathered};
use crate::model::case::{Case, Dossier, Part};
use crate::model::form::Field;
use crate::say;
use crate::text::Text;

/// See the module.
pub(super) static RULE: Rule = Rule {
    code: "N105",
    severity: Severity::Error,
    title: Text::new("Có nhiều bản, không bản nào ghi thay thế bản kia", "Several versions and none says it replaces the other"),
    why: Text::new("Bản tới sau chưa chắc là bản đúng; chọn thay đơn vị là đoán. Không bản nào được tính cho tới khi đơn vị hoặc văn phòng nói rõ.", "The version that came later need not be the right one; to choose for the unit would be to guess. None counts until the unit or the office says which."),
    bad: Text::new("Hai báo cáo 15/BC và 21/BC khác số liệu, ô Thay thế báo cáo số đều trống", "Two reports 15/BC and 21/BC with different figures, Thay thế báo cáo số blank in both"),
    good: Text::new("Bản 21/BC ghi “Thay thế báo cáo số: 15/BC”", "Report 21/BC says “Thay thế báo cáo số: 15/BC”"),
    fix: Text::new("Hỏi đơn vị bản nào là đúng; đơn vị ghi ô Thay thế báo cáo số ở bản đúng, hoặc văn phòng ghi quyết định.", "Ask the unit which is right; the unit fills in Thay thế báo cáo số on that one, or the office records its decision."),
    check: Check::Case(check),
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for dossier in &case.dossiers {
        supplements(case, dossier, out);
        let files: Vec<String> = dossier.conflicting().filter_map(|version| Some(case.submission(version)?.file.to_string())).collect();
        if files.is_empty() {
            continue;
        }
        let (count, named, name) = (files.len(), gathered::named(&files), case.name(&dossier.unit));
        let (vi, en) = (named.vi, named.en);
        let spot = Spot {
            label: Some(Field::Replaces.label().to_owned()),
            found: Some(files.join("; ")),
            expected: Some(say!("một bản, hoặc bản sau ghi rõ thay thế bản trước", "one version, or a later one that says what it replaces")),
            ..Spot::default()
        };
        let message = say!(
            "{name} có {count} bản khác nhau, không bản nào ghi thay thế bản kia: {vi}",
            "{name} sent {count} different versions, none of which says it replaces another: {en}"
        );
        out.unit(&dossier.unit, spot, message).bars = Bars::Report;
    }
}

/// A report that only adds to another: what it leaves blank must not empty the other, so that the other counts as it is.
fn supplements(case: &Case<'_>, dossier: &Dossier, out: &mut Reporter<'_>) {
    for version in dossier.versions.iter().filter(|version| version.part == Part::Supplement) {
        let whole = version.because_of.and_then(|place| case.submissions.get(place));
        let Some((submission, whole)) = case.submission(version).zip(whole) else { continue };
        let (file, name) = (&whole.file, case.name(&dossier.unit));
        let spot = Spot {
            label: Some(Field::Replaces.label().to_owned()),
            found: submission.report().and_then(|report| report.text(Field::Replaces)).map(str::to_owned),
            expected: Some(say!("một báo cáo đầy đủ, ghi thay thế báo cáo cũ", "one whole report that says it replaces the old one")),
            ..Spot::default()
        };
        let message = say!(
            "{name} gửi báo cáo bổ sung cho {file}; số liệu bổ sung chưa được tính, số liệu vẫn lấy theo {file}",
            "{name} sent a supplement to {file}; what it adds is not counted yet, the figures are still those of {file}"
        );
        out.file(&dossier.unit, version.submission, submission, spot, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Field, Sheet};
    use crate::rules::fixture::{case, codes, day, total, words};

    #[test]
    fn of_versions_that_stand_against_each_other_none_counts() {
        let fixture = case().another("A", "21/BC-A", day(2024, 4, 28), |_| {});
        assert_eq!(codes(&fixture), ["N105 A"]);
        assert_eq!(total(&fixture, "CT01").1, 2);
    }

    #[test]
    fn a_version_that_says_what_it_replaces_is_no_conflict() {
        let fixture = case().another("A", "21/BC-A", day(2024, 4, 28), |report| {
            report.info.insert(Field::Replaces, words("15", Sheet::Info, 2));
        });
        assert_eq!(codes(&fixture), ["N104 A"]);
    }
}
