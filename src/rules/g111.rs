//! G111: a cell that displays something other than its content.

use super::{Check, Excludes, Reporter, Rule, Severity, cell_groups, figures};
use crate::model::case::RunScope;
use crate::model::reading::{NO_ROOM_DISPLAY, UNKNOWN_DISPLAY, Why};
use crate::model::submission::{Figure, Submission};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "G111",
    severity: Severity::Error,
    has_fixed_severity: true,
    title: Text::new(
        "Ô hiện khác với giá trị nó chứa",
        "A cell shows something else than it holds",
    ),
    why: Text::new(
        "Định dạng số có thể thêm chữ, thêm số 0, đổi sang nghìn hay phần trăm, hoặc giấu hẳn số. Đơn vị ký theo cái nhìn thấy, còn bảng tính cộng cái nằm trong ô; chọn bên nào cũng là đoán.",
        "A number format can add words or zeros, turn a number into thousands or per cent, or hide it. The unit signs what is seen, a spreadsheet adds up what is held; choosing either would be guessing.",
    ),
    bad: Text::new(
        "CT05 trong ô là 12, hiện “12 nghìn”",
        "The cell of CT05 holds 12 and shows “12 nghìn”",
    ),
    good: Text::new(
        "CT05 trong ô là 12000, hiện 12.000",
        "The cell of CT05 holds 12000, shown as 12.000",
    ),
    fix: Text::new(
        "Đặt lại ô ở định dạng số thường (General hoặc #,##0) và gõ đúng số cần báo cáo.",
        "Set the cell back to a plain number format (General or #,##0) and type the number that is meant.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

/// Maximum number of figures with the same displayed text that are reported one by one; more have
/// one cause.
const FEW: usize = 3;

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let all: Vec<(&Figure, &str)> =
        figures::misread(submission, |why| matches!(why, Why::ShownOtherwise(_)))
            .filter_map(|(figure, misread)| match &misread.why {
                Why::ShownOtherwise(shown) => Some((figure, shown.as_str())),
                _ => None,
            })
            .collect();
    let alike = |look: &str| all.iter().filter(|(_, shown)| *shown == look).count();
    let shared: Vec<&str> = ["", UNKNOWN_DISPLAY, NO_ROOM_DISPLAY]
        .into_iter()
        .filter(|look| alike(look) > FEW)
        .collect();
    for look in &shared {
        let figures = all.iter().filter(|(_, shown)| shown == look).map(|(figure, _)| *figure);
        report_alike(&figures.collect::<Vec<_>>(), look, out);
    }
    for (figure, shown) in all.iter().filter(|(_, shown)| !shared.contains(shown)) {
        let (code, found) = (&figure.indicator, figure.raw.as_deref().unwrap_or_default());
        let message = if shown.is_empty() {
            msg!(
                "{code}: ô chứa “{found}” nhưng không hiện gì",
                "{code}: the cell holds “{found}” and shows nothing"
            )
        } else if *shown == UNKNOWN_DISPLAY {
            msg!(
                "{code}: ô chứa “{found}” nhưng định dạng của ô có thể làm nó hiện khác đi hoặc không hiện",
                "{code}: the cell holds “{found}”, and its format may show it otherwise or not at all"
            )
        } else {
            msg!(
                "{code}: ô chứa “{found}” nhưng hiện “{shown}”",
                "{code}: the cell holds “{found}” and shows “{shown}”"
            )
        };
        figures::report_one(
            out,
            figure,
            msg!("ô hiện đúng số nó chứa", "a cell that shows the number it holds"),
            message,
        );
    }
}

/// Reports figures with the same displayed text, one finding per sheet.
fn report_alike(figures: &[&Figure], look: &str, out: &mut Reporter<'_>) {
    for group in cell_groups::by_sheet(figures.iter().map(|figure| figures::entry(figure))) {
        let count = group.count;
        let message = match look {
            "" => msg!(
                "{count} ô chứa số nhưng không hiện gì",
                "{count} cells hold a number and show nothing"
            ),
            NO_ROOM_DISPLAY => msg!(
                "{count} ô chứa số nhưng cột quá hẹp, không hiện số nào",
                "{count} cells hold a number and are too narrow to show it"
            ),
            _ => msg!(
                "{count} ô chứa số nhưng định dạng của ô có thể làm nó hiện khác đi hoặc không hiện",
                "{count} cells hold a number, and their format may show it otherwise or not at all"
            ),
        };
        let in_group = |figure: &&Figure| {
            group
                .sheet()
                .is_none_or(|sheet| figure.at.as_ref().is_some_and(|at| at.sheet == *sheet))
        };
        let codes = figures
            .iter()
            .copied()
            .filter(in_group)
            .map(|figure| figure.indicator.clone())
            .collect();
        let expected =
            Some(msg!("ô hiện đúng số nó chứa", "a cell that shows the number it holds"));
        out.report(group.location(expected), message).excludes = Excludes::Values(codes);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::number::count_from_number;
    use crate::rules::fixture::{case, codes, total};

    #[test]
    fn displayed_and_stored_values_are_named_and_not_counted() {
        for (shown, message) in [
            ("12 nghìn", "ô chứa “12” nhưng hiện “12 nghìn”"),
            ("", "ô chứa “12” nhưng không hiện gì"),
        ] {
            let fixture =
                case().reading("A", "CT05", count_from_number(12.0, Some(shown)), "12", false);
            assert_eq!(codes(&fixture), ["G111 A"]);
            assert_eq!(total(&fixture, "CT05").1, 2);
            assert!(
                fixture.outcome().findings[0].message.vi.ends_with(message),
                "{}",
                fixture.outcome().findings[0].message
            );
        }
    }

    #[test]
    fn a_number_displayed_unchanged_is_silent() {
        assert_eq!(codes(&case().number("A", "CT05", 12.0)), [""; 0]);
    }

    #[test]
    fn a_column_with_one_displayed_text_is_one_finding() {
        let hidden = ["CT01", "CT02", "CT03", "CT04", "CT05"].iter().fold(case(), |case, code| {
            case.reading("A", code, count_from_number(12.0, Some("")), "12", false)
        });
        assert_eq!(codes(&hidden), ["G111 A"]);
        assert_eq!((total(&hidden, "CT01").1, total(&hidden, "CT05").1), (2, 2));
    }
}
