//! B109: the same code in two rows, or two columns that could be the answer.

use super::{Check, Excludes, Location, Marks, Reporter, Rule, Severity};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::form::{Column, Sheet};
use crate::model::id::IndicatorCode;
use crate::model::reading::{Reading, Why};
use crate::model::submission::{Figure, Observation, Observed, Report, Submission};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "B109",
    severity: Severity::Error,
    has_fixed_severity: true,
    marks: Marks::AnswersOrColumns,
    title: Text::new(
        "Một mã ở hai dòng, hoặc hai cột đều có thể là câu trả lời",
        "The same code in two rows, or two columns that could be the answer",
    ),
    why: Text::new(
        "Không ai biết đơn vị muốn nói số nào; lấy một trong hai là đoán.",
        "Nobody knows which of the two the unit means; choosing one would be guessing.",
    ),
    bad: Text::new(
        "CT04 có ở dòng 7 (28) và dòng 12 (30)",
        "CT04 is in row 7 (28) and in row 12 (30)",
    ),
    good: Text::new("Mỗi mã một dòng, một cột Số liệu", "Each code in one row, one column Số liệu"),
    fix: Text::new(
        "Giữ một dòng cho mỗi mã và một cột Số liệu của kỳ này; bỏ dòng, cột thừa rồi gửi lại.",
        "Keep one row per code and one column Số liệu for this period; remove the others and resubmit.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let mut causes: Vec<Location> = Vec::new();
    for observation in report.observed(Observed::Ambiguous) {
        // a code that contradicts its wording is one cause for both rows
        let shares = |cause: &Location| {
            cause.sheet == observation.sheet
                && cause.cells.iter().any(|cell| observation.cells.contains(cell))
        };
        match causes.iter_mut().find(|cause| shares(cause)) {
            Some(cause) => merge(cause, observation),
            None => causes.push(Location::from_observation(observation)),
        }
    }
    for observation in report.observed(Observed::Shifted) {
        let count = observation.cells.len();
        let location = Location {
            expected: Some(msg!(
                "mỗi số ở đúng dòng của chỉ tiêu",
                "each figure in the row of its indicator"
            )),
            ..Location::from_observation(observation)
        };
        let excludes = exclusions(report, &observation.about);
        let message = msg!(
            "Các số liệu có thể bị lệch dòng so với chỉ tiêu; {count} ô chưa được tính",
            "The figures may be in the rows of other indicators; {count} cells not counted"
        );
        out.report(location, message).excludes = Excludes::Values(excludes);
    }
    for mut location in causes {
        let excludes = exclusions(report, &location.about);
        let is_column = location.about.iter().any(|about| matches!(about, About::Column(..)));
        let label = location.label().unwrap_or_default();
        let message = if is_column {
            msg!(
                "Hai cột, hai bảng hoặc hai dòng trở lên đều có thể là câu trả lời cho “{label}”",
                "Two or more columns, tables or rows could be the answer to “{label}”"
            )
        } else {
            msg!(
                "{label}: mã ở hai dòng trở lên, hoặc mã và lời văn không khớp nhau",
                "{label}: the code is in two or more rows, or code and wording contradict each other"
            )
        };
        location.expected = Some(msg!(
            "một dòng cho mỗi mã, một cột cho mỗi tiêu đề",
            "one row a code, one column a heading"
        ));
        out.report(location, message).excludes = Excludes::Values(excludes);
    }
}

fn merge(cause: &mut Location, observation: &Observation) {
    for about in &observation.about {
        if !cause.about.contains(about) {
            cause.about.push(about.clone());
        }
    }
    for cell in &observation.cells {
        if !cause.cells.contains(cell) {
            cause.cells.push(*cell);
        }
    }
}

/// Returns the figures without a certain answer: those of the codes or, if a column is ambiguous,
/// all figures with several possible cells.
fn exclusions(report: &Report, about: &[About]) -> Vec<IndicatorCode> {
    let is_uncertain = |figure: &&Figure| {
        if about.contains(&About::Column(Sheet::Figures, Column::Figure)) {
            matches!(&figure.reading, Reading::Misread(misread) if misread.why == Why::SeveralPlaces)
        } else {
            about.contains(&About::Indicator(figure.indicator.clone()))
        }
    };
    report.figures.iter().filter(is_uncertain).map(|figure| figure.indicator.clone()).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::about::About;
    use crate::model::form::{Column, Sheet};
    use crate::model::origin::CellRef;
    use crate::model::reading::{Reading, Why};
    use crate::model::submission::{Observation, Observed, Report};
    use crate::rules::fixture::{case, codes, total};

    fn ambiguous(report: &mut Report, about: About, row: u32) {
        report.observations.push(Observation {
            what: Observed::Ambiguous,
            sheet: Some("Số liệu".into()),
            cells: vec![CellRef::new(row, 3)],
            about: vec![about],
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
            .report("A", |report| ambiguous(report, About::Indicator("CT05".into()), 5));
        assert_eq!(codes(&fixture), ["B109 A"]);
        assert_eq!((total(&fixture, "CT05").1, total(&fixture, "CT01").1), (2, 3));
    }

    #[test]
    fn an_ambiguous_row_is_one_finding() {
        let fixture = case().report("A", |report| {
            for (label, row) in [("CT01", 1), ("CT02", 1)] {
                ambiguous(report, About::Indicator(label.into()), row);
            }
            ambiguous(report, About::Task("T1".into()), 7);
        });
        assert_eq!(codes(&fixture), ["B109 A", "B109 A"]);
        assert_eq!((total(&fixture, "CT01").1, total(&fixture, "CT03").1), (2, 3));
    }

    #[test]
    fn two_possible_columns_exclude_every_figure() {
        let fixture = ["CT01", "CT02", "CT03", "CT04", "CT05"]
            .iter()
            .fold(case(), |case, code| case.reading("A", code, several(), "1", false));
        assert_eq!(
            codes(&fixture.report("A", |report| ambiguous(
                report,
                About::Column(Sheet::Figures, Column::Figure),
                0
            ))),
            ["B109 A"]
        );
    }

    #[test]
    fn figures_a_row_off_are_not_counted() {
        let fixture = ["CT01", "CT02"]
            .iter()
            .fold(case(), |case, code| case.reading("A", code, several(), "1", false))
            .report("A", |report| {
                ambiguous(report, About::Column(Sheet::Figures, Column::Figure), 0);
                report.observations.iter_mut().for_each(|seen| seen.what = Observed::Shifted);
            });
        assert_eq!(codes(&fixture), ["B109 A"]);
        assert_eq!((total(&fixture, "CT01").1, total(&fixture, "CT05").1), (2, 3));
    }
}
