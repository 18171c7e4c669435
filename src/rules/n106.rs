//! N106: in the register, but its file is not in the inbox.

use super::{Check, Location, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::about::About;
use crate::model::case::{Case, Dossier, RunScope};
use crate::model::date;
use crate::model::form::Field;
use crate::model::register::{ByAuthor, RegisterLine, line_of, same_symbol};
use crate::msg;
use crate::text::Text;
use std::sync::Arc;

pub(crate) static RULE: Rule = Rule {
    code: "N106",
    severity: Severity::Warning,
    scope: Scope::Unit,
    waiver: Waiver::OnRequest,
    title: Text::new(
        "Có trong sổ văn bản đến nhưng không có tệp",
        "In the register, but its file is not in the inbox",
    ),
    why: Text::new(
        "Báo cáo đã đến cơ quan mà tệp chưa vào thư mục nhận thì đơn vị bị tính là thiếu, hoặc bản thay thế bị bỏ sót.",
        "If a report reached the office but its file is not in the inbox, the unit counts as missing, or its replacement is overlooked.",
    ),
    bad: Text::new(
        "Sổ ghi báo cáo 45/BC-UBND đến ngày 26/4; thư mục nhận không có tệp mang số đó",
        "The register has report 45/BC-UBND of 26/4; no file in the folder has that number",
    ),
    good: Text::new(
        "Mỗi báo cáo trong sổ có một tệp trong thư mục nhận",
        "Every report in the register has a file in the folder",
    ),
    fix: Text::new(
        "Tìm tệp của văn bản này và đặt vào thư mục nhận. Nếu văn bản không phải báo cáo của kỳ này thì bỏ qua.",
        "Find the document's file and put it into the inbox. If it is not a report of this period, no action is needed.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    let register = ByAuthor::new(&case.register);
    for dossier in
        case.dossiers.iter().filter(|dossier| dossier.expected && !dossier.is_partly_unread())
    {
        let own = register.lines(&dossier.unit);
        let known = lines_of(case, dossier, own);
        // N107 reports lines with a report's number that do not prove its receipt
        let numbers = symbols_of(case, dossier);
        let has_file = |line: &RegisterLine| {
            known.contains(&line) || numbers.iter().any(|number| same_symbol(number, &line.symbol))
        };
        let asked = |line: &&RegisterLine| {
            in_time(&case.scope, line)
                && line.looks_like_a_report()
                && !line.names_another_period(&case.scope)
        };
        for line in own
            .iter()
            .copied()
            .filter(asked)
            .filter(|line| !has_file(line) && !is_of_unattributed_file(case, line))
        {
            let (symbol, row) = (&line.symbol, line.row());
            let arrived = line.arrived.map(date::to_message);
            let (vi, en) = arrived.map(|day| (day.vi, day.en)).unwrap_or_default();
            let location = Location {
                sheet: Some(Arc::clone(&line.sheet)),
                cells: vec![line.at],
                about: vec![About::Other(symbol.clone())],
                found: Some(line.subject.clone()),
                expected: None,
            };
            let message = msg!(
                "Sổ văn bản đến (dòng {row}) có {symbol} đến ngày {vi}; thư mục nhận không có tệp này",
                "The register (row {row}) has {symbol}, arrived on {en}; the folder has no such file"
            );
            out.unit(&dossier.unit, location, message).file = Some(Arc::clone(&line.file));
        }
    }
}

/// Returns whether a file of an unknown unit has the line's number; T105 or T111 reports that file.
fn is_of_unattributed_file(case: &Case<'_>, line: &RegisterLine) -> bool {
    let unattributed =
        case.submissions.iter().filter(|submission| submission.identity.unit.is_none());
    let symbols = unattributed.filter_map(|submission| submission.report()?.text(Field::Symbol));
    symbols.into_iter().any(|symbol| same_symbol(symbol, &line.symbol))
}

/// Returns the lines that prove the receipt of the unit's files.
fn lines_of<'c>(
    case: &'c Case<'_>,
    dossier: &Dossier,
    own: &[&'c RegisterLine],
) -> Vec<&'c RegisterLine> {
    let submissions = dossier.versions.iter().filter_map(|version| case.submission(version));
    submissions.filter_map(|submission| line_of(&case.scope, submission, own)).collect()
}

/// Returns the numbers of the unit's reports.
fn symbols_of<'c>(case: &'c Case<'_>, dossier: &Dossier) -> Vec<&'c str> {
    let submissions = dossier.versions.iter().filter_map(|version| case.submission(version));
    submissions.filter_map(|submission| submission.report()?.text(Field::Symbol)).collect()
}

/// Returns whether a line was received during the period.
fn in_time(scope: &RunScope<'_>, line: &RegisterLine) -> bool {
    line.arrived.is_some_and(|arrived| {
        arrived <= scope.as_of && scope.period.from.is_none_or(|from| from <= arrived)
    })
}

#[cfg(test)]
mod tests {
    use crate::model::origin::CellRef;
    use crate::model::register::RegisterLine;
    use crate::rules::fixture::{Fixture, case, codes, day, line};

    fn with_line(subject: &str, symbol: &str, on: (i32, u32, u32)) -> Fixture {
        let mut fixture = case();
        let line = line("A", symbol, day(on.0, on.1, on.2));
        fixture.inputs.register.push(RegisterLine {
            at: CellRef::new(8, 0),
            subject: subject.to_owned(),
            ..line
        });
        fixture
    }

    #[test]
    fn a_report_in_the_register_without_its_file_is_found() {
        assert_eq!(
            codes(&with_line("Báo cáo kết quả 6 tháng đầu năm 2024", "45/UBND", (2024, 4, 26))),
            ["N106 A"]
        );
        assert_eq!(
            codes(&with_line("Về kết quả công tác", "45/BC-UBND", (2024, 4, 26))),
            ["N106 A"]
        );
        let mut missing = case();
        missing.inputs.submissions.remove(0);
        assert_eq!(codes(&missing), ["N101 A", "N106 A"]);
    }

    #[test]
    fn lines_of_received_files_and_other_documents_are_silent() {
        assert_eq!(codes(&with_line("Báo cáo", "15 /BC-A", (2024, 4, 29))), [""; 0]);
        assert_eq!(codes(&with_line("Giấy mời họp", "45/GM-UBND", (2024, 4, 26))), [""; 0]);
        assert_eq!(codes(&with_line("Báo cáo", "45/BC-UBND", (2023, 10, 31))), [""; 0]);
        assert_eq!(codes(&with_line("Báo cáo năm 2023", "45/BC-UBND", (2023, 11, 3))), [""; 0]);
        let other =
            with_line("Báo cáo đột xuất năm 2024", "45/BC-UBND", (2024, 4, 26)).plan(|plan| {
                let mut other = plan.periods[0].clone();
                (other.code, other.name, other.deadline) =
                    ("2024-DX".into(), "đột xuất".to_owned(), None);
                plan.periods.push(other);
            });
        assert_eq!(codes(&other), [""; 0]);
    }
}
