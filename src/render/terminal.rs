//! The results of a run as text: turnout, findings, corrections.

use super::findings::{Commands, findings};
use super::received;
use super::style::Style;
use super::wrap::wrapped;
use crate::model::date;
use crate::model::form::Sheet;
use crate::model::status::State;
use crate::model::submission::Submission;
use crate::msg;
use crate::outcome::{Outcome, Turnout};
use crate::rules::Severity;
use crate::text::{Lang, Message, Text, counted, visible_line};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Returns the report of a run: period, units, findings. The summary follows it ([`super::summary`]).
pub(crate) fn report(outcome: &Outcome<'_>, commands: Commands<'_>, style: Style) -> String {
    let mut text = incomplete(outcome, style) + &head(outcome, style);
    text.push_str(&received::units(outcome, style));
    text.push_str(&findings(outcome, commands, style));
    if !outcome.findings.is_empty() {
        text.push('\n');
    }
    text.push_str(&proposed_aliases(outcome, style));
    text
}

/// Returns why the results are incomplete, if they are.
pub(super) fn incomplete(outcome: &Outcome<'_>, style: Style) -> String {
    let said = |said: Message| {
        wrapped(
            &format!("{}\n\n", style.ansi.bad(&visible_line(said.in_lang(style.lang)))),
            style.columns,
        )
    };
    outcome.incomplete().map_or_else(String::new, said)
}

/// Returns the period, the as-of date and the deadline.
pub(crate) fn head(outcome: &Outcome<'_>, style: Style) -> String {
    let scope = &outcome.case.scope;
    let (code, as_of) = (&scope.period.code, date::to_message(scope.as_of));
    let as_of = as_of.in_lang(style.lang);
    let deadline =
        scope.period.deadline.map(|deadline| deadline.to_message().in_lang(style.lang).to_owned());
    let line = match style.lang {
        Lang::Vi => format!("Kỳ báo cáo: {} ({code}). Tính đến ngày {as_of}.", scope.period.name),
        Lang::En => format!("Period: {} ({code}). As of {as_of}.", scope.period.name_en),
    };
    let due = deadline
        .map(|day| format!(" {}: {day}.", Text::new("Thời hạn", "Due").in_lang(style.lang)))
        .unwrap_or_default();
    wrapped(&format!("{}\n\n", style.ansi.strong(&(line + &due))), style.columns)
}

/// Returns aliases that the office may add to its plan, so that headings matched by wording become
/// certain.
fn proposed_aliases(outcome: &Outcome<'_>, style: Style) -> String {
    let reports = outcome.case.submissions.iter().filter_map(Submission::report);
    let mut aliases: BTreeMap<String, BTreeMap<(Sheet, &str), BTreeSet<&str>>> = BTreeMap::new();
    for alias in
        reports.flat_map(|report| &report.observations).filter_map(|seen| seen.remedy.as_ref())
    {
        aliases
            .entry(alias.table())
            .or_default()
            .entry((alias.sheet, alias.heading))
            .or_default()
            .insert(&alias.wording);
    }
    if aliases.is_empty() {
        return String::new();
    }
    let title = Text::new(
        "Tiêu đề bị đổi. Nếu hiểu như trên là đúng, thay dòng cùng tên trong ke-hoach.toml (trang Tiêu đề của ke-hoach.xlsx) để lần sau nhận ra chắc chắn:",
        "Changed headings. Where they were understood rightly, put these lines in place of those in ke-hoach.toml (the sheet Tiêu đề of ke-hoach.xlsx):",
    );
    let mut text =
        wrapped(&format!("{}\n", style.ansi.strong(title.in_lang(style.lang))), style.columns);
    for (table, lines) in aliases {
        let _ = writeln!(text, "  {}", visible_line(&table));
        for ((sheet, heading), wordings) in lines {
            let _ = writeln!(
                text,
                "  {}",
                visible_line(
                    &outcome.case.scope.plan.heading_aliases.line(sheet, heading, wordings)
                )
            );
        }
    }
    text.push('\n');
    text
}

/// Returns the numbers of reports received, reports accepted and findings.
pub(crate) fn counts(outcome: &Outcome<'_>, style: Style) -> String {
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| outcome.count(severity));
    let waived = outcome.waived();
    let accepted = (waived > 0).then(|| {
        msg!(" Đã chấp nhận {waived} mục theo quyết định.", " {waived} accepted by decision.")
    });
    let (waived_vi, waived_en) = accepted.map(|said| (said.vi, said.en)).unwrap_or_default();
    let Message { vi, en } =
        if outcome.case.scope.period.is_ad_hoc() { ad_hoc(outcome) } else { received(outcome) };
    let [errors_en, warnings_en, notes_en] =
        [(errors, "error"), (warnings, "warning"), (notes, "note")]
            .map(|(count, what)| counted(count, what));
    let text = msg!(
        "{vi}\nKết quả kiểm tra: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú.{waived_vi}\n",
        "{en}\nFindings: {errors_en}, {warnings_en}, {notes_en}.{waived_en}\n"
    );
    wrapped(&style.ansi.strong(text.in_lang(style.lang)), style.columns)
}

/// Returns the number of received reports by state.
fn received(outcome: &Outcome<'_>) -> Message {
    let turnout = outcome.turnout();
    let Turnout {
        received,
        expected,
        voluntary,
        punctual: [on_time, late, undated, awaited, missing],
        ..
    } = turnout;
    let [accepted, returned, unreadable] =
        [State::Accepted, State::Returned, State::Unreadable].map(|state| turnout.state(state));
    let part = |count: usize, said: Message| if count > 0 { said } else { msg!("", "") };
    let Message { vi: day_vi, en: day_en } =
        part(undated, msg!(", {undated} không rõ ngày nhận", ", {undated} undated"));
    let Message { vi: due_vi, en: due_en } =
        part(awaited, msg!("; {awaited} đơn vị chưa đến hạn", "; {awaited} not yet due"));
    let Message { vi: overdue_vi, en: overdue_en } =
        part(missing, msg!("; {missing} đơn vị quá hạn chưa gửi", "; {missing} overdue"));
    let units = counted(voluntary, "unit");
    let Message { vi: more_vi, en: more_en } = part(
        voluntary,
        msg!(
            " Ngoài ra {voluntary} đơn vị không bắt buộc cũng gửi.",
            " {units} not required to report sent one too."
        ),
    );
    msg!(
        "Đã nhận báo cáo của {received}/{expected} đơn vị ({on_time} đúng hạn, {late} chậm{day_vi}){due_vi}{overdue_vi}.{more_vi}\n\
         Chấp nhận {accepted}, trả lại {returned}, không đọc được {unreadable}.",
        "Received from {received}/{expected} units ({on_time} on time, {late} late{day_en}){due_en}{overdue_en}.{more_en}\n\
         {accepted} accepted, {returned} need correction, {unreadable} unreadable."
    )
}

/// Returns the number of reports in an ad hoc period.
fn ad_hoc(outcome: &Outcome<'_>) -> Message {
    let (reports, incidents) = (outcome.case.ad_hoc_reports().count(), outcome.case.incidents());
    let (all, undated) =
        (incidents.len(), incidents.iter().filter(|told| told.day().is_none()).count());
    let (received, told) = (counted(reports, "ad hoc report"), counted(all, "incident"));
    msg!(
        "Đã nhận {reports} báo cáo đột xuất, {all} vụ việc, trong đó {undated} chưa rõ ngày.",
        "Received {received}, {told}, {undated} of them without a date."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::heading_aliases::HeadingAlias;
    use crate::model::submission::Observed;
    use crate::render::ansi::Ansi;
    use crate::rules::fixture::case;

    #[test]
    fn changed_headings_are_proposed_one_line_each() {
        let renamed = |wording: &str| HeadingAlias {
            sheet: Sheet::Figures,
            heading: "Số liệu",
            wording: wording.to_owned(),
        };
        let fixture = ["A", "B"].into_iter().fold(case(), |case, unit| {
            case.observed(unit, Observed::ColumnByWording, Some("x")).report(unit, |report| {
                report.observations[0].remedy = Some(renamed(&format!("Số liệu của {unit}")));
            })
        });
        let style = Style { lang: Lang::Vi, ansi: Ansi(false), columns: None };
        let text = proposed_aliases(&fixture.outcome(), style);
        assert!(text.ends_with("  [headings.\"Số liệu\"]\n  \"Số liệu\" = [\"Số liệu của A\", \"Số liệu của B\"]\n\n"), "{text}");
        assert_eq!(proposed_aliases(&case().outcome(), style), "");
    }
}
