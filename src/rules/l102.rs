//! L102: “không phát sinh” beside figures or results.

use super::cell_groups::Entry;
use super::{Check, Excludes, Reporter, Rule, Severity, cell_groups, listed};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::id::{IndicatorCode, TaskCode};
use crate::model::key::Key;
use crate::model::number::{is_nil, written_vi};
use crate::model::origin::{CellRef, Sourced};
use crate::model::reading::Status;
use crate::model::submission::{Report, Submission, TaskAnswer};
use crate::msg;
use crate::text::{Message, Text};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "L102",
    severity: Severity::Warning,
    title: Text::new(
        "Ghi không phát sinh nhưng có số liệu hoặc kết quả",
        "“Không phát sinh” beside figures or results",
    ),
    why: Text::new(
        "Tình trạng và số liệu nói ngược nhau; số vẫn được tính nhưng một trong hai cần sửa.",
        "The status contradicts the figures; the figures count, but one of the two needs correcting.",
    ),
    bad: Text::new("II.5: “Không phát sinh”, CT21 = 4", "II.5: “Không phát sinh”, CT21 = 4"),
    good: Text::new("II.5: “Hoàn thành”, CT21 = 4", "II.5: “Hoàn thành”, CT21 = 4"),
    fix: Text::new(
        "Sửa tình trạng, hoặc ghi 0 vào chỉ tiêu và bỏ phần kết quả.",
        "Correct the status, or enter 0 for the figures and clear the result.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let contradicted: Vec<Contradicted<'_>> =
        report.tasks.iter().filter_map(|answer| contradicted(scope, report, answer)).collect();
    let entries = contradicted.iter().map(|of| Entry {
        at: Some(&of.status.at),
        beside: &of.beside,
        about: Some(About::Task(of.task.clone())),
        found: Some(&*of.status.raw),
    });
    for sheet in cell_groups::by_sheet(entries) {
        let list = |words: fn(&Contradicted<'_>) -> String| {
            listed(&contradicted.iter().map(words).collect::<Vec<_>>())
        };
        let (vi, en) = (list(|of| of.said.vi.clone()).vi, list(|of| of.said.en.clone()).en);
        let finding = out.report(
            sheet.location(None),
            msg!(
                "Tình trạng nói là không có gì, trong khi: {vi}",
                "The status says that there was nothing, yet: {en}"
            ),
        );
        finding.excludes =
            Excludes::Values(contradicted.iter().flat_map(|of| of.codes.iter().cloned()).collect());
    }
}

/// Task with a status of “nothing to report” that figures or a result contradict.
struct Contradicted<'r> {
    task: &'r TaskCode,
    status: &'r Sourced<Option<Status>>,
    beside: Vec<CellRef>,
    codes: Vec<IndicatorCode>,
    said: Message,
}

fn contradicted<'r>(
    scope: &RunScope<'_>,
    report: &'r Report,
    answer: &'r TaskAnswer,
) -> Option<Contradicted<'r>> {
    let (task, status) = answer.task.as_ref().zip(answer.status.as_ref())?;
    status.value.filter(|status| matches!(status, Status::NothingArose | Status::NotApplicable))?;
    let above = figures_of(scope, report, task);
    let figures = above
        .iter()
        .map(|(code, amount)| format!("{code} = {}", written_vi(*amount)))
        .collect::<Vec<_>>()
        .join(", ");
    let result = answer.result.as_ref().filter(|result| !repeats_nothing(&result.value));
    let said = match (figures.is_empty(), result) {
        (true, None) => return None,
        (true, Some(_)) => msg!("{task} có kết quả thực hiện", "{task} has a result"),
        (false, _) => msg!("{task} có {figures}", "{task} has {figures}"),
    };
    Some(Contradicted {
        task,
        status,
        beside: result.map(|result| result.at.cell).into_iter().collect(),
        codes: above.into_iter().map(|(code, _)| code.clone()).collect(),
        said,
    })
}

/// Returns the task's figures other than 0.
fn figures_of<'p>(
    scope: &RunScope<'p>,
    report: &Report,
    task: &TaskCode,
) -> Vec<(&'p IndicatorCode, Decimal)> {
    let own =
        scope.plan.indicators.iter().filter(|indicator| indicator.task.as_ref() == Some(task));
    let above = own.filter_map(|indicator| {
        let amount = report.figure(&indicator.code)?.reading.amount()?;
        (!amount.is_zero()).then_some((&indicator.code, amount))
    });
    above.collect()
}

/// Returns whether a text only repeats that there is nothing to report.
fn repeats_nothing(text: &str) -> bool {
    let key = Key::new(text);
    let said = ["không phát sinh", "chưa phát sinh", "không có phát sinh", "không thuộc"]
        .iter()
        .any(|words| key.contains(&Key::new(words)));
    let is_short = key.words().count() <= 12 && !text.chars().any(|c| c.is_ascii_digit());
    is_nil(text) || (said && is_short)
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes};

    #[test]
    fn nothing_to_report_with_figures_or_results_is_found() {
        assert_eq!(codes(&case().task("A", "T1", Some("Không phát sinh"), None)), ["L102 A"]);
        assert_eq!(
            codes(&case().task(
                "A",
                "T2",
                Some("Không thuộc nhiệm vụ"),
                Some("Đã tổ chức 02 hội nghị")
            )),
            ["L102 A"]
        );
        let both = case().task("A", "T1", Some("Không phát sinh"), None).task(
            "A",
            "T2",
            Some("Không phát sinh"),
            Some("Đã làm"),
        );
        assert_eq!(codes(&both), ["L102 A"]);
    }

    #[test]
    fn a_repeated_nothing_to_report_is_silent() {
        for result in [
            None,
            Some("Không phát sinh."),
            Some("Trong kỳ không phát sinh vụ việc nào"),
            Some("-"),
        ] {
            assert_eq!(
                codes(&case().task("A", "T2", Some("Không phát sinh"), result)),
                [""; 0],
                "{result:?}"
            );
        }
    }
}
