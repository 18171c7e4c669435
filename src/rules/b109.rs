//! B109: the same code in two rows, or two columns that could be the answer.

use super::{Check, Excludes, Location, Reporter, Rule, Severity};
use crate::model::case::RunScope;
use crate::model::form::{Column, Sheet};
use crate::model::id::IndicatorCode;
use crate::model::reading::{Reading, Why};
use crate::model::submission::{Figure, Observation, Observed, Report, Submission};
use crate::msg;
use crate::text::Text;

/// See the module.
pub(super) static RULE: Rule = Rule {
    code: "B109",
    severity: Severity::Error,
    title: Text::new(
        "Một mã ở hai dòng, hoặc hai cột đều có thể là câu trả lời",
        "The same code in two rows, or two columns that could be the answer",
    ),
    why: Text::new(
        "Không ai biết đơn vị muốn nói số nào; lấy một trong hai là đoán.",
        "Nobody knows which of the two the unit means; to take one of them would be to guess.",
    ),
    bad: Text::new(
        "CT04 có ở dòng 7 (28) và dòng 12 (30)",
        "CT04 stands in row 7 (28) and in row 12 (30)",
    ),
    good: Text::new("Mỗi mã một dòng, một cột Số liệu", "Each code in one row, one column Số liệu"),
    fix: Text::new(
        "Giữ một dòng cho mỗi mã và một cột Số liệu của kỳ này; bỏ dòng, cột thừa rồi gửi lại.",
        "Keep one row a code and one column Số liệu for this period; remove the others and send it again.",
    ),
    check: Check::Submission(check),
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let mut causes: Vec<Cause<'_>> = Vec::new();
    for observation in report.observed(Observed::Ambiguous) {
        // a code that contradicts its wording is one cause for both of the rows it may mean
        let shares = |cause: &Cause<'_>| {
            cause.location.sheet == observation.sheet
                && cause.location.cells.iter().any(|cell| observation.cells.contains(cell))
        };
        match causes.iter_mut().find(|cause| shares(cause)) {
            Some(cause) => cause.take(observation),
            None => causes.push(Cause {
                labels: observation.label.iter().map(String::as_str).collect(),
                location: Location::of(observation),
            }),
        }
    }
    for Cause { labels, mut location } in causes {
        let excludes = exclusions(report, &labels);
        let is_column = labels.iter().any(|label| {
            Sheet::TABLES
                .iter()
                .any(|sheet| sheet.columns().iter().any(|spec| spec.heading == *label))
        });
        let label = labels.join(", ");
        let message = if is_column {
            msg!(
                "Hai cột, hai bảng hoặc hai dòng trở lên đều có thể là câu trả lời cho “{label}”",
                "Two or more columns, tables or rows could be the answer to “{label}”"
            )
        } else {
            msg!(
                "{label}: mã ở hai dòng trở lên, hoặc mã và lời văn không khớp nhau",
                "{label}: the code stands in two or more rows, or code and wording contradict each other"
            )
        };
        location.label = Some(label);
        location.expected = Some(msg!(
            "một dòng cho mỗi mã, một cột cho mỗi tiêu đề",
            "one row a code, one column a heading"
        ));
        out.report(location, message).excludes = Excludes::Values(excludes);
    }
}

/// Observations of one cause.
struct Cause<'o> {
    labels: Vec<&'o str>,
    location: Location,
}

impl<'o> Cause<'o> {
    fn take(&mut self, observation: &'o Observation) {
        self.labels
            .extend(observation.label.as_deref().filter(|label| !self.labels.contains(label)));
        self.location.cells.extend(
            observation
                .cells
                .iter()
                .filter(|cell| !self.location.cells.contains(cell))
                .copied()
                .collect::<Vec<_>>(),
        );
    }
}

/// The figures whose answer is not certain: those of the codes, or all that have several places where a heading is.
fn exclusions(report: &Report, labels: &[&str]) -> Vec<IndicatorCode> {
    let of_codes: Vec<IndicatorCode> = report
        .figures
        .iter()
        .map(|figure| figure.indicator.clone())
        .filter(|code| labels.contains(&code.as_str()))
        .collect();
    if !labels.contains(&Sheet::Figures.heading(Column::Figure)) {
        return of_codes;
    }
    let several = |figure: &&Figure| matches!(&figure.reading, Reading::Misread(misread) if misread.why == Why::SeveralPlaces);
    report.figures.iter().filter(several).map(|figure| figure.indicator.clone()).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::origin::CellRef;
    use crate::model::reading::{Reading, Why};
    use crate::model::submission::{Observation, Observed, Report};
    use crate::rules::fixture::{case, codes, total};

    fn ambiguous(report: &mut Report, label: &str, row: u32) {
        report.observations.push(Observation {
            what: Observed::Ambiguous,
            sheet: Some("Số liệu".into()),
            cells: vec![CellRef::new(row, 3)],
            label: Some(label.to_owned()),
            found: None,
            remedy: None,
        });
    }

    fn several() -> Reading {
        Reading::misread(Why::SeveralPlaces, None)
    }

    #[test]
    fn a_code_in_two_rows_is_not_counted() {
        let fixture = case()
            .reading("A", "CT05", several(), "28", false)
            .report("A", |report| ambiguous(report, "CT05", 5));
        assert_eq!(codes(&fixture), ["B109 A"]);
        assert_eq!((total(&fixture, "CT05").1, total(&fixture, "CT01").1), (2, 3));
    }

    #[test]
    fn one_row_that_may_be_two_is_one_finding() {
        let fixture = case().report("A", |report| {
            for (label, row) in [("CT01", 1), ("CT02", 1), ("T1", 7)] {
                ambiguous(report, label, row);
            }
        });
        assert_eq!(codes(&fixture), ["B109 A", "B109 A"]);
        assert_eq!((total(&fixture, "CT01").1, total(&fixture, "CT03").1), (2, 3));
    }

    #[test]
    fn two_columns_keep_every_figure_out() {
        let fixture = ["CT01", "CT02", "CT03", "CT04", "CT05"]
            .iter()
            .fold(case(), |case, code| case.reading("A", code, several(), "1", false));
        assert_eq!(
            codes(&fixture.report("A", |report| ambiguous(report, "Số liệu", 0))),
            ["B109 A"]
        );
    }

    #[test]
    fn one_place_for_each_answer_is_silent() {
        assert_eq!(codes(&case()), [""; 0]);
    }
}
