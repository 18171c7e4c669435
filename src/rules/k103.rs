//! K103: a decision that matched nothing, or has expired.

use super::{Check, Location, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::about::About;
use crate::model::case::Case;
use crate::model::date;
use crate::model::decision::{Applied, Decision, Ruling};
use crate::msg;
use crate::text::{Message, Text};
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: "K103",
    severity: Severity::Warning,
    scope: Scope::Office,
    waiver: Waiver::OnRequest,
    title: Text::new(
        "Quyết định không khớp với gì, hoặc đã hết hiệu lực",
        "A decision that matched nothing, or has expired",
    ),
    why: Text::new(
        "Quyết định gắn với đúng một giá trị, một tệp hoặc một đơn vị. Khi đơn vị sửa giá trị hay gửi tệp khác, quyết định cũ không còn nói về điều đang có; để nguyên thì người đọc hiểu nhầm là còn hiệu lực.",
        "A decision applies to one value, one file or one unit. Once the unit changes the value or sends another file, the decision no longer applies, but readers may think it does.",
    ),
    bad: Text::new(
        "Quyết định chấp nhận CT05 = “12 buổi”, đơn vị đã sửa thành 12",
        "CT05 = “12 buổi” was accepted, the unit has since changed it to 12",
    ),
    good: Text::new(
        "Mỗi quyết định trong tệp đều đang được áp dụng",
        "Every decision in the file applies",
    ),
    fix: Text::new(
        "Xem lại quyết định đó (tonghop decide list): không còn cần thì hủy (tonghop decide undo), còn cần thì ghi quyết định mới cho nội dung đang có.",
        "Review the decision (tonghop decide list): undo it if it is no longer needed (tonghop decide undo), otherwise record a new one for the current value or file.",
    ),
    check: Check::Decisions(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, applied: &Applied, out: &mut Reporter<'_>) {
    // the subject of a decision may be in a file that this machine cannot read now
    let is_unsure = case.unread().next().is_some();
    let idle = |decision: &&Arc<Decision>| {
        decision.undone.is_none() && !applied.used.contains(&decision.line)
    };
    for decision in case.decisions.iter().filter(idle) {
        if is_unsure
            && !decision.has_expired(case.scope.as_of)
            && !matches!(decision.ruling, Ruling::Extend { .. } | Ruling::Exempt(_))
        {
            continue;
        }
        let line = decision.line;
        let what = decision.ruling.to_message(|unit| case.name(unit));
        let history = history(applied, decision, &what);
        let message = history.clone().unwrap_or_else(|| message(case, decision, &what));
        let finding = out.report(
            Location {
                about: vec![About::Other(format!("dòng {line}"))],
                found: Some(what.vi),
                ..Location::default()
            },
            message,
        );
        if history.is_some() {
            finding.severity = finding.severity.max(Severity::Note);
            finding.fix = HISTORY.to_message();
        }
    }
}

/// Correction for a decision that no longer needs attention.
const HISTORY: Text = Text::new(
    "Không cần làm gì: dòng cũ được giữ lại để biết trước đây đã quyết định thế nào.",
    "No action needed: the old entry stays as a record of what was decided before.",
);

/// Explains why a decision no longer needs attention, if so.
fn history(applied: &Applied, decision: &Decision, what: &Message) -> Option<Message> {
    let (number, line, vi, en) = (decision.number, decision.line, &what.vi, &what.en);
    if let Some(by) = applied.replaced.get(&line) {
        return Some(msg!(
            "Quyết định số {number}, dòng {line} ({vi}) đã được thay bằng quyết định số {by}",
            "Decision {number}, line {line} ({en}) was replaced by decision {by}"
        ));
    }
    applied.corrected.contains(&line).then(|| {
        msg!(
            "Quyết định số {number}, dòng {line} ({vi}) không còn cần: đơn vị đã sửa nội dung này",
            "Decision {number}, line {line} ({en}) is no longer needed: the unit has corrected it"
        )
    })
}

/// Explains why a decision has no effect.
fn message(case: &Case<'_>, decision: &Decision, what: &Message) -> Message {
    let (number, line, vi, en) = (decision.number, decision.line, &what.vi, &what.en);
    match decision.until.filter(|_| decision.has_expired(case.scope.as_of)).map(date::to_message) {
        Some(Message { vi: day, en: day_en }) => msg!(
            "Quyết định số {number}, dòng {line} ({vi}) chỉ có hiệu lực đến hết ngày {day}",
            "Decision {number}, line {line} ({en}) expired at the end of {day_en}"
        ),
        None => msg!(
            "Quyết định số {number}, dòng {line} ({vi}) không khớp với điều gì đang có trong kỳ này",
            "Decision {number}, line {line} ({en}) matches no current finding, file or unit of this period"
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::decision::{Ruling, Undone};
    use crate::model::subject::Subject;
    use crate::rules::Severity;
    use crate::rules::fixture::{case, codes, day};

    #[test]
    fn a_decision_with_a_subject_is_used() {
        assert_eq!(codes(&case().missing("A").decided(Ruling::Exempt("A".into()))), [""; 0]);
    }

    #[test]
    fn a_decision_without_a_subject_is_found() {
        let extension = Ruling::Extend { unit: "X".into(), to: day(2024, 5, 10) };
        assert_eq!(codes(&case().decided(extension)), ["K103 -"]);
    }

    #[test]
    fn a_decision_applies_until_the_end_of_its_last_day() {
        let until = |last| {
            let mut fixture = case().missing("A").decided(Ruling::Exempt("A".into()));
            fixture.decision(|decision| decision.until = Some(last));
            codes(&fixture)
        };
        assert_eq!(until(day(2024, 5, 6)), [""; 0]);
        assert_eq!(until(day(2024, 5, 5)), ["N101 A", "K103 -"]);
    }

    #[test]
    fn replaced_and_unnecessary_decisions_are_notes() {
        let to = |day| Ruling::Extend { unit: "A".into(), to: day };
        let fixture =
            case().missing("A").decided(to(day(2024, 5, 10))).decided(to(day(2024, 5, 12)));
        let outcome = fixture.outcome();
        let told: Vec<_> = outcome
            .findings
            .iter()
            .map(|finding| (finding.rule.code, finding.severity, finding.message.en.as_str()))
            .collect();
        let expected = "Decision 1, line 1 (extension for Đơn vị A until 10 May 2024) was replaced by decision 2";
        assert_eq!(told, [("K103", Severity::Note, expected)]);
        let waived = Ruling::Waive(Subject {
            rule: "G104".to_owned(),
            unit: Some("A".into()),
            file: None,
            at: Some("CT05".to_owned()),
            value: Some("-3".to_owned()),
        });
        let outcome = case().decided(waived.clone());
        assert_eq!(
            outcome.outcome().findings.iter().map(|finding| finding.severity).collect::<Vec<_>>(),
            [Severity::Note]
        );
        let missing = case().missing("A").decided(waived);
        assert!(missing.outcome().findings.iter().any(|finding| finding.rule.code == "K103" && finding.severity == Severity::Warning));
    }

    #[test]
    fn a_withdrawn_decision_has_no_effect_and_no_finding() {
        let mut fixture = case().missing("A").decided(Ruling::Exempt("A".into()));
        fixture.decision(|decision| {
            decision.undone =
                Some(Undone { by: "C".to_owned(), on: day(2024, 5, 6), reason: None });
        });
        assert_eq!(codes(&fixture), ["N101 A"]);
    }

    #[test]
    fn decisions_for_other_periods_are_ignored() {
        let mut fixture = case().decided(Ruling::Exempt("X".into()));
        fixture.decision(|decision| decision.period = "2024-NAM".into());
        assert_eq!(codes(&fixture), [""; 0]);
    }
}
