//! C105: the count of documents or incidents differs from the list.

use super::{Check, Location, Reporter, Rule, Severity, Waiver, figures, listed};
use crate::model::case::{Case, RunScope};
use crate::model::form::Sheet;
use crate::model::incident::IncidentSource;
use crate::model::number::written_vi;
use crate::model::plan::RowsOf;
use crate::model::submission::{Observed, Report, Submission};
use crate::msg;
use crate::text::{Text, counted};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(crate) static RULE: Rule = Rule {
    code: "C105",
    severity: Severity::Warning,
    waiver: Waiver::Likely,
    title: Text::new(
        "Số đếm khác danh mục trong cùng báo cáo",
        "A count differs from the list in the same report",
    ),
    why: Text::new(
        "Số văn bản, số vụ việc phải bằng số dòng đã kê, và không ít hơn số vụ việc đơn vị đã báo cáo đột xuất trong kỳ; lệch nhau thì một trong hai còn thiếu.",
        "The number of documents or incidents must match the rows listed and must not be below the incidents the unit reported ad hoc in the period; if they differ, one of the two is incomplete.",
    ),
    bad: Text::new("CT01 = 5, trang Văn bản có 3 dòng", "CT01 = 5, the sheet Văn bản has 3 rows"),
    good: Text::new("CT01 = 3, trang Văn bản có 3 dòng", "CT01 = 3, the sheet Văn bản has 3 rows"),
    fix: Text::new(
        "Kê đủ danh mục hoặc sửa số đếm cho khớp.",
        "Complete the list or correct the count so that they agree.",
    ),
    check: Check::Both(check, check_ad_hoc),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for seen in &report.observations {
        if let Observed::Total(listed) = seen.what {
            let words = seen.found.as_deref().unwrap_or_default();
            out.report(
                Location::from_observation(seen),
                msg!(
                    "Dòng tổng “{words}” khác số dòng đã kê, là {listed}",
                    "The total “{words}” differs from the rows listed, which are {listed}"
                ),
            );
        }
    }
    for indicator in &scope.plan.indicators {
        let Some((sheet, rows)) = indicator.rows_of.map(|list| list_of(report, list)) else {
            continue;
        };
        let Some(figure) = report.figure(&indicator.code).filter(|_| !report.lacks(sheet)) else {
            continue;
        };
        let Some(amount) = figure.reading.amount().filter(|amount| *amount != Decimal::from(rows))
        else {
            continue;
        };
        let (code, list, count) = (&indicator.code, sheet.title(), written_vi(amount));
        let expected = msg!(
            "{rows}, bằng số dòng của trang “{list}”",
            "{rows}, as many as the rows of the sheet “{list}”"
        );
        let many = counted(rows, "row");
        let message = msg!(
            "{code} ghi {count}, trang “{list}” có {rows} dòng",
            "{code} says {amount}, the sheet “{list}” has {many}"
        );
        figures::report_one(out, figure, expected, message);
    }
}

/// Reports counts below the number of incidents that the unit reported ad hoc in the period. If the
/// list is long enough, [`check`] already reports the difference between count and list.
fn check_ad_hoc(case: &Case<'_>, out: &mut Reporter<'_>) {
    let scope = &case.scope;
    let counting = || {
        scope
            .plan
            .indicators
            .iter()
            .filter(|indicator| indicator.rows_of == Some(RowsOf::Incidents))
    };
    if scope.period.is_ad_hoc() {
        return;
    }
    let incidents = case.incidents();
    for dossier in &case.dossiers {
        let Some((version, submission)) =
            dossier.current().and_then(|version| Some((version, case.submission(version)?)))
        else {
            continue;
        };
        let Some(report) = submission.report().filter(|_| version.role.is_of_this_period()) else {
            continue;
        };
        let own = incidents.iter().filter(|incident| {
            *incident.unit == dossier.unit
                && incident.day().is_some_and(|day| scope.period.contains(day))
        });
        let reported: Vec<&IncidentSource<'_>> =
            own.filter_map(|incident| incident.sources().find(|source| source.ad_hoc)).collect();
        let is_below = |amount: &Decimal| *amount < Decimal::from(reported.len());
        for figure in counting().filter_map(|indicator| report.figure(&indicator.code)) {
            let is_listed =
                report.incidents.len() >= reported.len() && !report.lacks(Sheet::Incidents);
            let Some(amount) = figure.reading.amount().filter(is_below).filter(|_| !is_listed)
            else {
                continue;
            };
            let files: BTreeSet<String> =
                reported.iter().filter_map(|source| source.file()).map(str::to_owned).collect();
            let files = listed(&files.into_iter().collect::<Vec<_>>());
            let (many, incidents) = (reported.len(), counted(reported.len(), "incident"));
            let (code, count, vi, en) = (&figure.indicator, written_vi(amount), files.vi, files.en);
            let message = msg!(
                "{code} ghi {count}, trong kỳ đơn vị đã báo cáo đột xuất {many} vụ việc: {vi}",
                "{code} says {amount}, in the period the unit reported {incidents} ad hoc: {en}"
            );
            let expected = msg!(
                "ít nhất {many}, kê đủ ở trang “Đột xuất”",
                "at least {many}, all of them listed on the sheet “Đột xuất”"
            );
            out.file(
                &dossier.unit,
                version.submission,
                submission,
                figures::location(figure, expected),
                message,
            );
        }
    }
}

fn list_of(report: &Report, list: RowsOf) -> (Sheet, usize) {
    match list {
        RowsOf::Documents => (Sheet::Documents, report.documents.len()),
        RowsOf::Incidents => (Sheet::Incidents, report.incidents.len()),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::Sheet;
    use crate::model::plan::RowsOf;
    use crate::rules::fixture::{Fixture, case, codes, day, document, incident, total};

    #[test]
    fn a_count_that_differs_from_its_list_is_found_and_counted() {
        let fixture = case().number("A", "CT01", 3.0);
        assert_eq!(codes(&fixture), ["C105 A"]);
        assert_eq!(total(&fixture, "CT01").1, 3);
        assert_eq!(
            codes(&case().report("A", |report| report.documents.push(document("3/CV")))),
            ["C105 A"]
        );
    }

    #[test]
    fn a_missing_list_is_reported_by_another_rule() {
        assert_eq!(codes(&case().without_sheet("A", Sheet::Documents)), ["B101 A"]);
    }

    /// Builds a case with a unit's count and list of incidents. The unit reported incidents ad hoc
    /// on the first and the last day of the period, and on the days before and after.
    fn with_ad_hoc_incidents(count: f64, listed: usize) -> Fixture {
        let days = [(2023, 10, 31), (2023, 11, 1), (2024, 4, 30), (2024, 5, 1)]
            .map(|(y, m, d)| Some(day(y, m, d)));
        let [before, first, last, after] = days;
        case()
            .plan(|plan| plan.indicators[4].rows_of = Some(RowsOf::Incidents))
            .number("A", "CT05", count)
            .report("A", |report| {
                report.incidents = (0..listed)
                    .map(|n| incident(first, &format!("Vụ {n}"), &"a.xlsx".into()))
                    .collect();
            })
            .ad_hoc("A", "1/BC", &[(before, "Trước kỳ"), (first, "Ngày đầu")])
            .ad_hoc("A", "2/BC", &[(last, "Ngày cuối"), (after, "Sau kỳ")])
    }

    #[test]
    fn a_count_below_what_was_reported_ad_hoc_names_the_files() {
        let fixture = with_ad_hoc_incidents(1.0, 1);
        assert_eq!(codes(&fixture), ["C105 A"]);
        let message = "CT05 ghi 1, trong kỳ đơn vị đã báo cáo đột xuất 2 vụ việc: nhan/2024-DX/A-1-BC.xlsx, nhan/2024-DX/A-2-BC.xlsx";
        assert_eq!(fixture.outcome().findings[0].message.vi, message);
        assert_eq!(codes(&with_ad_hoc_incidents(0.0, 0)), ["C105 A"]);
    }

    #[test]
    fn a_count_of_all_ad_hoc_incidents_is_silent() {
        assert_eq!(codes(&with_ad_hoc_incidents(2.0, 2)), [""; 0]);
        assert_eq!(codes(&with_ad_hoc_incidents(3.0, 3)), [""; 0]);
        // one cause is one finding
        assert_eq!(codes(&with_ad_hoc_incidents(3.0, 2)), ["C105 A"]);
        assert_eq!(codes(&with_ad_hoc_incidents(1.0, 2)), ["C105 A"]);
    }
}
