//! C101: a relation of the plan is broken.

use super::{Check, Excludes, Location, Reporter, Rule, Severity, Waiver, cell_groups, figures};
use crate::model::case::RunScope;
use crate::model::id::IndicatorCode;
use crate::model::number::written_vi;
use crate::model::plan::{Plan, Ratio, Relation};
use crate::model::submission::{Report, Submission};
use crate::msg;
use crate::text::{Message, Text};
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "C101",
    severity: Severity::Error,
    waiver: Waiver::Likely,
    title: Text::new(
        "Số liệu mâu thuẫn với quan hệ của kế hoạch",
        "A relation of the plan is broken",
    ),
    why: Text::new(
        "Các số phải khớp nhau: phần không lớn hơn toàn bộ, có buổi thì có người dự, tổng bằng các phần cộng lại. Không biết số nào sai nên cả hai đều không tính.",
        "Figures must agree: a part is no larger than the whole, sessions have participants, a sum equals its parts. Nobody knows which figure is wrong, so neither counts.",
    ),
    bad: Text::new("CT01 = 3, CT02 (trong đó) = 5", "CT01 = 3, CT02 (of which) = 5"),
    good: Text::new("CT01 = 5, CT02 = 3", "CT01 = 5, CT02 = 3"),
    fix: Text::new(
        "Xem lại các số này, sửa số sai rồi gửi lại.",
        "Check these figures, correct the wrong one and resubmit.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let broken: Vec<&Relation> = scope
        .plan
        .relations
        .iter()
        .filter(|relation| relation.is_broken(|code| amount(scope.plan, report, code)))
        .collect();
    for relation in &broken {
        let sides = relation.indicators();
        // a violated “both or neither” includes “at most” for the same pair
        let is_same_pair =
            |other: &Relation| other.indicators().iter().all(|side| sides.contains(side));
        let together = broken
            .iter()
            .any(|other| matches!(other, Relation::Together(..)) && is_same_pair(other));
        if matches!(relation, Relation::AtMost(..)) && together {
            continue;
        }
        let figures = sides.iter().filter_map(|code| report.figure(code));
        let found = sides
            .iter()
            .map(|code| format!("{code} = {}", shown(scope.plan, report, code)))
            .collect::<Vec<_>>()
            .join("; ");
        let (expected, message) = words(relation, &found);
        let Some(group) = cell_groups::by_sheet(figures.map(figures::entry)).into_iter().next()
        else {
            continue;
        };
        let location = Location { found: Some(found), ..group.location(Some(expected)) };
        out.report(location, message).excludes =
            Excludes::Values(sides.into_iter().cloned().collect());
    }
}

fn amount(plan: &Plan, report: &Report, code: &IndicatorCode) -> Option<Decimal> {
    plan.indicator(code)?.amount(&report.figure(code)?.reading)
}

fn shown(plan: &Plan, report: &Report, code: &IndicatorCode) -> String {
    amount(plan, report, code).map(written_vi).unwrap_or_default()
}

/// Returns the expectation and the message.
fn words(relation: &Relation, found: &str) -> (Message, Message) {
    match relation {
        Relation::AtMost(part, whole) => (
            msg!("{part} không lớn hơn {whole}", "{part} at most {whole}"),
            msg!("{part} lớn hơn {whole}: {found}", "{part} is more than {whole}: {found}"),
        ),
        Relation::Together(a, b) => (
            msg!(
                "{a} và {b} cùng bằng 0 hoặc cùng lớn hơn 0",
                "{a} and {b} both 0 or both above 0"
            ),
            msg!(
                "{a} và {b} phải cùng có hoặc cùng không: {found}",
                "{a} and {b} go together or are both 0: {found}"
            ),
        ),
        Relation::Sum(total, parts) => {
            let parts = parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ");
            (
                msg!("{total} = {parts}", "{total} = {parts}"),
                msg!(
                    "{total} khác tổng {parts}: {found}",
                    "{total} is not the sum {parts}: {found}"
                ),
            )
        }
        Relation::Ratio(figure, ratio, _) => {
            let quotient = quotient(ratio);
            (
                msg!("{figure} = {quotient}", "{figure} = {quotient}"),
                msg!("{figure} khác {quotient}: {found}", "{figure} is not {quotient}: {found}"),
            )
        }
    }
}

/// Formats a ratio as a formula: `CT02 / CT01 × 100`.
fn quotient(Ratio { of, per, times }: &Ratio) -> String {
    match times {
        1 => format!("{of} / {per}"),
        times => format!("{of} / {per} × {times}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::plan::Relation;
    use crate::rules::fixture::{case, codes, total};

    #[test]
    fn a_part_larger_than_the_whole_excludes_both() {
        let fixture = case().number("A", "CT02", 3.0);
        assert_eq!(codes(&fixture), ["C101 A"]);
        assert_eq!(
            (total(&fixture, "CT01").1, total(&fixture, "CT02").1, total(&fixture, "CT03").1),
            (2, 2, 3)
        );
        assert_eq!(codes(&case().number("A", "CT02", 2.0)), [""; 0]);
    }

    #[test]
    fn two_violated_relations_of_one_pair_are_one_finding() {
        assert_eq!(codes(&case().number("A", "CT04", 0.0)), ["C101 A"]);
        assert_eq!(codes(&case().figure("A", "CT03", "Không phát sinh")), ["C101 A"]);
        assert_eq!(codes(&case().number("A", "CT03", 0.0).figure("A", "CT04", "-")), [""; 0]);
    }

    #[test]
    fn a_sum_must_equal_its_parts() {
        let sum = Relation::Sum("CT04".into(), vec!["CT03".into(), "CT05".into()]);
        let fixture = || case().plan(|plan| plan.relations.push(sum.clone()));
        assert_eq!(
            codes(&fixture().number("B", "CT05", 96.0).number("C", "CT05", 96.0)),
            ["C101 A"]
        );
        assert_eq!(
            codes(
                &["A", "B", "C"]
                    .iter()
                    .fold(fixture(), |case, unit| case.number(unit, "CT05", 96.0))
            ),
            [""; 0]
        );
    }

    #[test]
    fn unreadable_figures_violate_no_relation() {
        assert_eq!(codes(&case().figure("A", "CT04", "12 buổi")), ["G101 A"]);
    }
}
