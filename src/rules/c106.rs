//! C106: one figure, or a running series, through many rows of a report.

use super::{Check, Excludes, Reporter, Rule, Severity, Waiver, cell_groups, figures};
use crate::model::case::RunScope;
use crate::model::number::written_vi;
use crate::model::reading::Reading;
use crate::model::submission::{Figure, Submission};
use crate::msg;
use crate::text::Text;
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "C106",
    severity: Severity::Warning,
    waiver: Waiver::Likely,
    title: Text::new(
        "Một số, hoặc dãy số tăng đều, kéo qua nhiều chỉ tiêu",
        "One figure, or a running series, through many rows",
    ),
    why: Text::new(
        "Kéo ô xuống trong bảng tính điền cùng một số hoặc dãy 1, 2, 3 vào các dòng dưới; các số ấy không phải số liệu.",
        "Dragging a cell down fills the rows below with one number or with 1, 2, 3; these are not real figures.",
    ),
    bad: Text::new("CT01 đến CT10 lần lượt là 1, 2, 3 … 10", "CT01 to CT10 are 1, 2, 3 … 10"),
    good: Text::new("Mỗi chỉ tiêu có số của mình", "Every indicator has its own figure"),
    fix: Text::new(
        "Đối chiếu các số này với sổ sách của đơn vị; nếu do kéo ô thì ghi lại số đúng.",
        "Compare these figures with the unit's records; if a cell was dragged, enter the right ones.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

/// Minimum length of a run; shorter ones occur by chance.
const MANY: usize = 8;

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for (run, step) in runs(&report.figures) {
        for sheet in cell_groups::by_sheet(run.iter().map(|(figure, _)| figures::entry(figure))) {
            let (count, labels) = (run.len(), sheet.labels());
            let (vi, en) = (labels.vi, labels.en);
            let (first, by) =
                (written_vi(run.first().map_or(step, |(_, number)| *number)), written_vi(step));
            let message = if step.is_zero() {
                msg!(
                    "{count} chỉ tiêu liền nhau cùng ghi {first}: {vi}",
                    "{count} indicators in a row all say {first}: {en}"
                )
            } else {
                msg!(
                    "{count} chỉ tiêu liền nhau là dãy số cách đều {by}, từ {first}: {vi}",
                    "{count} indicators in a row run on from {first} by {by}: {en}"
                )
            };
            let codes = run.iter().map(|(figure, _)| figure.indicator.clone()).collect();
            out.report(sheet.location(None), message).excludes = Excludes::Values(codes);
        }
    }
}

type Numbered<'r> = (&'r Figure, Decimal);

/// Returns the runs of consecutive figures that are equal or have equal differences, each with the
/// difference.
fn runs(figures: &[Figure]) -> Vec<(Vec<Numbered<'_>>, Decimal)> {
    let mut runs = Vec::new();
    let mut run: Vec<Numbered<'_>> = Vec::new();
    let mut step = None;
    for figure in figures {
        let number = match &figure.reading {
            Reading::Number(number) => Some(*number),
            _ => None,
        };
        let from_last = number.zip(run.last()).map(|(number, (_, last))| number - *last);
        if from_last.is_none() || (step.is_some() && step != from_last) {
            // the last figure of a run may start the next one
            let last = run.last().copied().filter(|_| from_last.is_some());
            end(&mut runs, std::mem::take(&mut run), step);
            run.extend(last);
            step = None;
        }
        step = step.or(from_last);
        run.extend(number.map(|number| (figure, number)));
    }
    end(&mut runs, run, step);
    runs
}

fn end<'r>(
    runs: &mut Vec<(Vec<Numbered<'r>>, Decimal)>,
    run: Vec<Numbered<'r>>,
    step: Option<Decimal>,
) {
    let Some(step) = step else { return };
    let all_nothing = step.is_zero() && run.first().is_some_and(|(_, number)| number.is_zero());
    if run.len() >= MANY && !all_nothing {
        runs.push((run, step));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fixture::case;

    fn found(numbers: &[i64]) -> Vec<(usize, Decimal)> {
        let fixture = case();
        let any = fixture.inputs.submissions[0].report().expect("a report").figures[0].clone();
        let figure = |number: &i64| Figure {
            reading: if *number < 0 { Reading::Nil } else { Reading::Number((*number).into()) },
            ..any.clone()
        };
        let figures: Vec<Figure> = numbers.iter().map(figure).collect();
        runs(&figures).into_iter().map(|(run, step)| (run.len(), step)).collect()
    }

    #[test]
    fn equal_numbers_and_series_in_eight_rows_are_found() {
        assert_eq!(found(&[3, 5, 5, 5, 5, 5, 5, 5, 5, 1]), [(8, 0.into())]);
        assert_eq!(found(&[7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 40]), [(9, 1.into())]);
        assert_eq!(found(&[20, 18, 16, 14, 12, 10, 8, 6]), [(8, (-2).into())]);
        assert_eq!(
            found(&[5, 5, 5, 5, 5, 5, 5, 5, 6, 7, 8, 9, 10, 11, 12]),
            [(8, 0.into()), (8, 1.into())]
        );
    }

    #[test]
    fn short_runs_zeros_and_gaps_are_silent() {
        for numbers in [
            &[5, 5, 5, 5, 5, 5, 5][..],
            &[0; 24],
            &[1, 2, 3, 4, 5, 6, 7],
            &[5, 5, 5, 5, -1, 5, 5, 5, 5],
            &[5, 2, 4, 17, 1348, 23, 214, 2650],
            &[],
        ] {
            assert_eq!(found(numbers), [], "{numbers:?}");
        }
    }
}
