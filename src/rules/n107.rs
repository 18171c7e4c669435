//! N107: a line of the register that names this report and cannot be its arrival, or a line that
//! cannot be read.

use super::{Check, Location, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::about::About;
use crate::model::case::{Case, Dossier};
use crate::model::date;
use crate::model::file_role::VersionRole;
use crate::model::form::Field;
use crate::model::key::Key;
use crate::model::register::{
    ByAuthor, Objection, RegisterLine, Unread, is_ditto, line_of, same_symbol,
};
use crate::model::submission::Submission;
use crate::msg;
use crate::text::{Message, Text};
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: "N107",
    severity: Severity::Warning,
    scope: Scope::Unit,
    waiver: Waiver::OnRequest,
    title: Text::new(
        "Dòng trong sổ văn bản đến không dùng được",
        "A line of the register that is of no use",
    ),
    why: Text::new(
        "Ngày đến trong sổ là căn cứ chắc chắn nhất; dòng không đọc được, hoặc không thể là của báo cáo này, thì không được tính đúng hạn hay chậm theo dòng ấy.",
        "The register is the surest evidence; a line that cannot be read, or cannot be this report's, does not decide who is late.",
    ),
    bad: Text::new(
        "Sổ ghi 45/BC-UBND đến ngày 26/02, báo cáo 45/BC-UBND ký ngày 05/11",
        "The register has 45/BC-UBND of 26/02, the report 45/BC-UBND was signed on 05/11",
    ),
    good: Text::new(
        "Mỗi dòng ghi đủ ngày đến, tác giả, số, ký hiệu; ngày đến không trước ngày ký",
        "Every line gives day of arrival, author and number; the arrival is not before the signing",
    ),
    fix: Text::new(
        "Xem lại dòng này trong sổ so-den.xlsx và ghi đủ ngày đến (30/4/2024), tác giả, số, ký hiệu, mỗi văn bản một dòng.",
        "Check the line of so-den.xlsx and enter the arrival date (30/4/2024), author and number, one line per document.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    let register = ByAuthor::new(&case.register);
    let mut lines = LineReporter { seen: BTreeSet::new(), out };
    for line in &case.register {
        if let Some(why) = line.unread.as_ref().filter(|_| line.author.is_some() || is_sheet(line))
        {
            lines.report(line, unread(line, why));
        }
    }
    for dossier in case.dossiers.iter().filter(|dossier| dossier.is_expected_or_received()) {
        let own = register.lines(&dossier.unit);
        let versions = dossier.versions.iter().filter(|version| {
            !matches!(version.role, VersionRole::OtherPeriod | VersionRole::Duplicate)
        });
        for submission in versions.filter_map(|version| case.submission(version)) {
            if line_of(&case.scope, submission, own).is_none() {
                report_lines(case, dossier, submission, own, &mut lines);
            }
        }
    }
    let concerns = |line: &&RegisterLine| {
        line.looks_like_a_report() && !line.names_another_period(&case.scope) && in_time(case, line)
    };
    for line in case.register.iter().filter(|line| line.unread.is_none()).filter(concerns) {
        if line.author.is_some() && line.arrived.is_none() {
            lines.report(line, no_day());
        } else if line.author.is_none() && is_ditto(&line.written) {
            lines.report(line, no_author());
        }
    }
}

/// Reports the lines that name a report but do not prove its receipt.
fn report_lines(
    case: &Case<'_>,
    dossier: &Dossier,
    submission: &Submission,
    own: &[&RegisterLine],
    lines: &mut LineReporter<'_, '_>,
) {
    let Some(symbol) = submission.report().and_then(|report| report.text(Field::Symbol)) else {
        return;
    };
    let name = case.name(&dossier.unit);
    let named = |line: &&RegisterLine| same_symbol(&line.symbol, symbol);
    for line in own.iter().copied().filter(named) {
        if let Some(objection) = line.objection(&case.scope, submission) {
            lines.report(line, self::objection(objection, name));
        }
    }
    // a line without a number identifies only the unit
    for line in own
        .iter()
        .copied()
        .filter(|line| line.symbol.is_empty() && in_time(case, line) && may_be_a_report(line))
    {
        lines.report(
            line,
            msg!(
                "không ghi số, ký hiệu; có thể là của báo cáo {symbol} của {name}",
                "it has no number; it may be that of report {symbol} of {name}"
            ),
        );
    }
    let has_label = Key::new(symbol).words().count() > 1;
    let without_author = |line: &&RegisterLine| {
        (line.author.is_none() || line.merged) && line.author.as_ref() != Some(&dossier.unit)
    };
    if has_label && !own.iter().any(&named) {
        for line in case.register.iter().filter(without_author).filter(named) {
            if !line
                .objection(&case.scope, submission)
                .is_some_and(|objection| objection != Objection::NoDay)
            {
                lines.report(line, other_author(line, symbol, name));
            }
        }
    }
}

/// Reports each line once.
struct LineReporter<'t, 'r> {
    seen: BTreeSet<(Arc<str>, u32)>,
    out: &'t mut Reporter<'r>,
}

impl LineReporter<'_, '_> {
    fn report(&mut self, line: &RegisterLine, why: Message) {
        if !self.seen.insert((Arc::clone(&line.sheet), line.row())) {
            return;
        }
        let written: Vec<&str> =
            [&*line.written, &*line.symbol].into_iter().filter(|text| !text.is_empty()).collect();
        let symbol = (!line.symbol.is_empty()).then(|| About::Other(line.symbol.clone()));
        let location = Location {
            sheet: Some(Arc::clone(&line.sheet)),
            cells: vec![line.at],
            about: symbol.into_iter().collect(),
            found: (!line.subject.is_empty()).then(|| line.subject.clone()),
            expected: Some(msg!(
                "đủ ngày đến, tác giả, số, ký hiệu",
                "day of arrival, author and number"
            )),
        };
        let (row, file, sheet, what) = (line.row(), &line.file, &line.sheet, written.join(", "));
        let (vi, en) = (why.vi, why.en);
        let what = if what.is_empty() { what } else { format!(" ({what})") };
        let message = match line.unread.as_ref().filter(|_| is_sheet(line)) {
            Some(_) => msg!(
                "Sổ văn bản đến {file}, trang {sheet}: {vi}",
                "Register {file}, sheet {sheet}: {en}"
            ),
            None => msg!(
                "Sổ văn bản đến {file}, trang {sheet}, dòng {row}{what}: {vi}",
                "Register {file}, sheet {sheet}, row {row}{what}: {en}"
            ),
        };
        let finding = self.out.report(location, message);
        finding.file = Some(Arc::clone(&line.file));
        finding.unit.clone_from(&line.author);
    }
}

/// Returns whether the line represents a whole sheet.
const fn is_sheet(line: &RegisterLine) -> bool {
    matches!(line.unread, Some(Unread::Columns(_) | Unread::NoHeadings | Unread::Hidden))
}

/// Returns whether a line was received during the period or has no date.
fn in_time(case: &Case<'_>, line: &RegisterLine) -> bool {
    line.arrived.is_none_or(|arrived| {
        arrived <= case.scope.as_of && case.scope.period.from.is_none_or(|from| from <= arrived)
    })
}

fn may_be_a_report(line: &RegisterLine) -> bool {
    line.subject.is_empty() || line.looks_like_a_report()
}

fn unread(line: &RegisterLine, why: &Unread) -> Message {
    match why {
        Unread::Day(written) => msg!(
            "ngày đến “{written}” không phải là một ngày; dòng này không được dùng",
            "the received date “{written}” is not a valid date; the line is not used"
        ),
        Unread::Columns(lacking) => {
            let row = line.row();
            msg!(
                "hàng tiêu đề (dòng {row}) không có cột {lacking}; không dòng nào của trang được dùng",
                "the headings (row {row}) lack {lacking}; no line of the sheet is used"
            )
        }
        Unread::NoHeadings => msg!(
            "không có hàng tiêu đề của sổ; không dòng nào của trang được dùng",
            "no headings of a register; no line of the sheet is used"
        ),
        Unread::Struck => msg!(
            "dòng có chữ bị gạch ngang; dòng này không được dùng",
            "the line has text struck through; it is not used"
        ),
        Unread::Withdrawn(remark) => msg!(
            "ghi “{remark}”; dòng này không được dùng",
            "it says “{remark}”; the line is not used"
        ),
        Unread::Hidden => msg!(
            "trang bị ẩn; không dòng nào của trang được dùng",
            "the sheet is hidden; no line of it is used"
        ),
    }
}

fn no_day() -> Message {
    msg!("không ghi ngày đến; dòng này không được dùng", "no received date; the line is not used")
}

fn no_author() -> Message {
    msg!("không ghi tác giả; dòng này không được dùng", "no author; the line is not used")
}

fn objection(objection: Objection, name: &str) -> Message {
    let (what, day) = match objection {
        Objection::NoDay => return no_day(),
        Objection::Future => {
            return msg!(
                "ngày đến ở tương lai, không thể là ngày đến của báo cáo của {name}",
                "the arrival is in the future and cannot be that of the report of {name}"
            );
        }
        Objection::OtherPeriod => {
            return msg!(
                "trích yếu ghi kỳ khác, không phải báo cáo này của {name}",
                "the subject names another period; it is not this report of {name}"
            );
        }
        Objection::BeforeSigned(day) => {
            (Text::new("đến trước ngày ký", "arrived before it was signed on"), day)
        }
        Objection::OtherDay(day) => {
            (Text::new("ghi văn bản của ngày", "is for a document of"), day)
        }
        Objection::BeforePeriod(day) => {
            (Text::new("đến trước ngày đầu kỳ", "arrived before the period's first day,"), day)
        }
    };
    let day = date::to_message(day);
    let (vi, en, day_vi, day_en) = (what.vi, what.en, day.vi, day.en);
    msg!(
        "{vi} {day_vi}, không thể là báo cáo này của {name}",
        "{en} {day_en}; it cannot be this report of {name}"
    )
}

fn other_author(line: &RegisterLine, symbol: &str, name: &str) -> Message {
    let written = &line.written;
    match (line.merged, is_ditto(written)) {
        (true, _) => msg!(
            "tác giả “{written}” nằm ở ô gộp từ dòng trên; có thể là báo cáo {symbol} của {name}, không được dùng",
            "the author “{written}” is in a cell merged from the row above; it may be report {symbol} of {name} and is not used"
        ),
        (_, true) => no_author(),
        _ => msg!(
            "tác giả “{written}” không có trong danh sách đơn vị; có thể là báo cáo {symbol} của {name}, không được dùng",
            "the author “{written}” is no unit of the list; it may be report {symbol} of {name} and is not used"
        ),
    }
}

#[cfg(test)]
mod tests;
