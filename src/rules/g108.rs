//! G108: a status that is not in the list.

use super::cell_groups::Entry;
use super::{Check, Reporter, Rule, Severity, cell_groups, figures};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::reading::{Status, Why};
use crate::model::submission::Submission;
use crate::msg;
use crate::text::Text;

pub(crate) static RULE: Rule = Rule {
    code: "G108",
    severity: Severity::Error,
    title: Text::new("Tình trạng không có trong danh sách", "A status that is not in the list"),
    why: Text::new(
        "Tiến độ được đếm theo năm tình trạng của biểu mẫu; từ khác không đếm được và không được đoán.",
        "Progress is counted by the form's five statuses; another word cannot be counted, and the program never guesses.",
    ),
    bad: Text::new("Tình trạng = “Xong rồi”", "Tình trạng = “Xong rồi”"),
    good: Text::new("Tình trạng = “Hoàn thành”", "Tình trạng = “Hoàn thành”"),
    fix: Text::new(
        "Chọn một trong: Chưa triển khai, Đang triển khai, Hoàn thành, Không phát sinh, Không thuộc nhiệm vụ.",
        "Choose one of: Chưa triển khai, Đang triển khai, Hoàn thành, Không phát sinh, Không thuộc nhiệm vụ.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for (figure, _) in figures::misread(submission, |why| *why == Why::NotAChoice) {
        let (code, found) = (&figure.indicator, figure.raw.as_deref().unwrap_or_default());
        let message = msg!(
            "{code}: “{found}” không có trong danh sách trả lời",
            "{code}: “{found}” is not in the list of answers"
        );
        figures::report_answer(out, scope, figure, figures::permitted(scope, figure), message);
    }
    let unknown = report.tasks.iter().filter_map(|answer| {
        let status = answer.status.as_ref().filter(|status| status.value.is_none())?;
        let about = answer.task.clone().map(About::Task);
        Some(Entry { at: Some(&status.at), beside: &[], about, found: Some(&*status.raw) })
    });
    for sheet in cell_groups::by_sheet(unknown) {
        let (labels, found) = (sheet.labels(), sheet.found());
        let (vi, en, found_vi, found_en) = (labels.vi, labels.en, found.vi, found.en);
        let message = msg!(
            "{vi}: tình trạng {found_vi} không có trong danh sách",
            "{en}: the status {found_en} is not in the list"
        );
        let list = Status::ALL.map(Status::word).join("; ");
        out.report(sheet.location(Some(msg!("một trong: {list}", "one of: {list}"))), message);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes};

    #[test]
    fn unknown_statuses_are_one_finding() {
        let fixture =
            case().task("A", "T1", Some("Xong rồi"), None).task("A", "T2", Some("ok"), None);
        assert_eq!(codes(&fixture), ["G108 A"]);
    }

    #[test]
    fn a_status_in_any_spelling_is_silent() {
        assert_eq!(codes(&case().task("A", "T2", Some(" HOÀN  THÀNH"), Some("Đã làm."))), [""; 0]);
    }
}
