//! K103: a decision that matched nothing, or has expired.

use super::{Check, Rule, Severity, Reporter, Spot, gathered};
use crate::model::case::Case;
use crate::model::decision::{Decision, FileRef, Ruling};
use crate::model::id::UnitCode;
use crate::say;
use crate::text::{Said, Text};
use std::collections::BTreeSet;

/// See the module.
pub(super) static RULE: Rule = Rule {
    code: "K103",
    severity: Severity::Warning,
    title: Text::new("Quyết định không khớp với gì, hoặc đã hết hiệu lực", "A decision that matched nothing, or has expired"),
    why: Text::new("Quyết định gắn với đúng một giá trị, một tệp hoặc một đơn vị. Khi đơn vị sửa giá trị hay gửi tệp khác, quyết định cũ không còn nói về điều đang có; để nguyên thì người đọc tưởng là nó vẫn đang được áp dụng.", "A decision is bound to one value, one file or one unit. Once the unit changes the value or sends another file the decision no longer speaks of what is there; left as it is, a reader would think that it still applies."),
    bad: Text::new("Quyết định chấp nhận CT05 = “12 buổi”, đơn vị đã sửa thành 12", "CT05 = “12 buổi” was accepted, the unit has since changed it to 12"),
    good: Text::new("Mỗi quyết định trong tệp đều đang được áp dụng", "Every decision in the file applies"),
    fix: Text::new("Xem lại dòng đó trong tệp quyết định: không còn cần thì xóa, còn cần thì ghi quyết định mới cho điều đang có.", "Look at that line of the file of decisions: delete it where it is no longer needed, otherwise record a new decision on what is there now."),
    check: Check::Decisions(check),
};

fn check(case: &Case<'_>, used: &BTreeSet<usize>, out: &mut Reporter<'_>) {
    // what a decision is about may stand in a file that this machine could not read now
    let is_unsure = case.unread().next().is_some();
    for decision in case.decisions.iter().filter(|decision| !used.contains(&decision.line)) {
        if is_unsure && !decision.has_expired(case.brief.as_of) && !matches!(decision.ruling, Ruling::Extend { .. } | Ruling::Exempt(_)) {
            continue;
        }
        let line = decision.line;
        let what = what(case, decision);
        let (vi, en) = (&what.vi, &what.en);
        let message = match decision.until.filter(|_| decision.has_expired(case.brief.as_of)).map(gathered::day) {
            Some(Said { vi: day, en: day_en }) => say!(
                "Quyết định ở dòng {line} ({vi}) chỉ có hiệu lực đến hết ngày {day}",
                "The decision on line {line} ({en}) held until {day_en} only"
            ),
            None => say!(
                "Quyết định ở dòng {line} ({vi}) không khớp với điều gì đang có trong kỳ này",
                "The decision on line {line} ({en}) matches nothing that is there in this period"
            ),
        };
        let label = say!("dòng {line}", "line {line}");
        out.report(Spot { label: Some(label.vi), found: Some(what.vi), ..Spot::default() }, message);
    }
}

/// What was decided, in a few words.
fn what(case: &Case<'_>, decision: &Decision) -> Said {
    let name = |unit: &UnitCode| case.name(unit).to_owned();
    match &decision.ruling {
        Ruling::Waive(subject) => {
            let about = subject.unit.as_ref().map(name).into_iter().chain(subject.at.clone()).collect::<Vec<_>>().join(", ");
            let (id, rule) = (subject.id(), &subject.rule);
            say!("chấp nhận {rule}, {about}, mã {id}", "accept {rule}, {about}, id {id}")
        }
        Ruling::Extend { unit, to } => {
            let (name, day) = (name(unit), gathered::day(*to));
            let (vi, en) = (day.vi, day.en);
            say!("gia hạn cho {name} đến hết ngày {vi}", "more time for {name} until {en}")
        }
        Ruling::Exempt(unit) => {
            let name = name(unit);
            say!("miễn báo cáo cho {name}", "no report asked of {name}")
        }
        Ruling::Receipt { file: FileRef { path, .. }, received } => {
            let day = gathered::day(*received);
            let (vi, en) = (day.vi, day.en);
            say!("nhận tệp {path} ngày {vi}", "{path} received on {en}")
        }
        Ruling::Identity { file: FileRef { path, .. }, unit } => {
            let name = name(unit);
            say!("tệp {path} là của {name}", "{path} is a file of {name}")
        }
        Ruling::Choice(FileRef { path, .. }) => say!("số liệu lấy theo tệp {path}", "the figures are those of {path}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::decision::Ruling;
    use crate::rules::fixture::{case, codes, day};

    #[test]
    fn a_decision_about_what_is_there_is_used() {
        assert_eq!(codes(&case().missing("A").decided(Ruling::Exempt("A".into()))), [""; 0]);
    }

    #[test]
    fn a_decision_about_nothing_is_found() {
        let extension = Ruling::Extend { unit: "X".into(), to: day(2024, 5, 10) };
        assert_eq!(codes(&case().decided(extension)), ["K103 -"]);
    }

    #[test]
    fn a_decision_holds_to_the_end_of_its_last_day() {
        let until = |last| {
            let mut fixture = case().missing("A").decided(Ruling::Exempt("A".into()));
            fixture.decision(|decision| decision.until = Some(last));
            codes(&fixture)
        };
        assert_eq!(until(day(2024, 5, 6)), [""; 0]);
        assert_eq!(until(day(2024, 5, 5)), ["N101 A", "K103 -"]);
    }

    #[test]
    fn a_decision_of_another_period_is_no_concern_of_this_one() {
        let mut fixture = case().decided(Ruling::Exempt("X".into()));
        fixture.decision(|decision| decision.period = "2024-NAM".into());
        assert_eq!(codes(&fixture), [""; 0]);
    }
}
