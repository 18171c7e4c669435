//! `don-doc/`: reminders to each group of units with outstanding reports, with the deadline and the
//! plan's clause.

use super::collective::NAMED;
use super::context::{LetterContext, body, plain, quoted};
use super::eligibility::{ReminderKind, reminder};
use super::fingerprint::fingerprint;
use super::limits::WorkbookSheet;
use super::official::Paper;
use super::{Block, Days, Letter, ParagraphRole, REMINDERS, Written};
use crate::model::case::Dossier;
use crate::model::date::to_message;
use crate::model::id::{GroupCode, UnitCode};
use crate::model::period::Deadline;
use crate::model::unit::Group;
use crate::msg;
use crate::rules::{Finding, named};
use crate::text::{Message, Text, counted, upper_first};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Returns the file name of the reminder to a group, or to those of its units with an extended deadline.
pub(super) fn file_name(kind: ReminderKind, group: &GroupCode, given: Option<NaiveDate>) -> String {
    let kind = match kind {
        ReminderKind::Overdue => "qua-han",
        ReminderKind::Near => "sap-den-han",
    };
    let given = given.map(|day| format!("-{day}")).unwrap_or_default();
    format!("{kind}-{}{given}.docx", crate::model::file_name::file_name(group.as_str()))
}

/// Returns the reminders to write. An unchanged reminder keeps its earlier date, others are as of
/// today.
pub(super) fn letters(context: &LetterContext<'_>, days: &Days) -> Vec<Written> {
    due(context, |reminder| {
        let path = reminder.path();
        let day = days.get(&path).copied().unwrap_or(context.case().scope.as_of);
        Written { path, letter: reminder.letter(context, day) }
    })
}

/// Returns the fingerprint of each reminder by path, independent of the date. It covers the whole
/// text, as of the last on-time day.
pub(super) fn matters(context: &LetterContext<'_>) -> BTreeMap<String, String> {
    let matter = |reminder: &Due<'_>| {
        let letter = reminder.letter(context, reminder.deadline.last_day());
        (reminder.path(), fingerprint(&letter))
    };
    due(context, matter).into_iter().collect()
}

/// Returns the units that are reminded, each with the kind and the path of its letter.
pub(super) fn recipients(context: &LetterContext<'_>) -> Vec<(UnitCode, (ReminderKind, String))> {
    let of_letter = |reminder: &Due<'_>| {
        let units = reminder.units.iter().map(|dossier| dossier.unit.clone());
        units.map(|unit| (unit, (reminder.kind, reminder.path()))).collect::<Vec<_>>()
    };
    due(context, of_letter).into_iter().flatten().collect()
}

/// A reminder to units of a group with one deadline.
struct Due<'c> {
    /// Deadline of these units.
    deadline: Deadline,
    /// The plan's deadline, if theirs is extended.
    instead_of: Option<Deadline>,
    kind: ReminderKind,
    group: &'c Group,
    units: Vec<&'c Dossier>,
}

fn due<T>(context: &LetterContext<'_>, made: impl Fn(&Due<'_>) -> T) -> Vec<T> {
    let Some(deadline) = context.case().scope.period.deadline else {
        return Vec::new();
    };
    let of = |kind: ReminderKind| {
        let due =
            |dossier: &Dossier| reminder(context.case(), dossier).is_some_and(|due| due == kind);
        context.by_group(due).into_iter().flat_map(move |(group, units)| {
            let of_day = move |(own, units): (Deadline, Vec<_>)| {
                let instead_of = (own != deadline).then_some(deadline);
                Due { deadline: own, instead_of, kind, group, units }
            };
            by_day(deadline, units).into_iter().map(of_day)
        })
    };
    ReminderKind::ALL.into_iter().flat_map(of).map(|due| made(&due)).collect()
}

/// Returns the units by their last on-time day.
fn by_day(plan: Deadline, units: Vec<&Dossier>) -> Vec<(Deadline, Vec<&Dossier>)> {
    let mut by_day: BTreeMap<NaiveDate, (Deadline, Vec<&Dossier>)> = BTreeMap::new();
    for dossier in units {
        let own = dossier.deadline.filter(|own| own.last_day() != plan.last_day()).unwrap_or(plan);
        by_day.entry(own.last_day()).or_insert_with(|| (own, Vec::new())).1.push(dossier);
    }
    by_day.into_values().collect()
}

impl Due<'_> {
    fn path(&self) -> String {
        let given = self.instead_of.map(|_| self.deadline.last_day());
        format!("{REMINDERS}/{}", file_name(self.kind, &self.group.code, given))
    }

    /// Returns the letter as of a day.
    fn letter(&self, context: &LetterContext<'_>, day: NaiveDate) -> Letter {
        let period = context.period();
        let about = match self.kind {
            ReminderKind::Overdue => {
                msg!("V/v đôn đốc gửi báo cáo {period}", "Re: report of the {period}, overdue")
            }
            ReminderKind::Near => msg!(
                "V/v nhắc thời hạn gửi báo cáo {period}",
                "Re: deadline of the report of the {period}"
            ),
        };
        let about = context.said(about);
        let mut blocks = vec![
            context.head(Paper::Letter, Some(about.clone())),
            context.addressees(
                self.units.iter().map(|dossier| context.name(dossier).to_owned()).collect(),
            ),
            clause(context),
            body(self.standing(context, day)),
        ];
        blocks.extend(self.days_off(context).map(body));
        blocks.extend(self.request(context));
        blocks.extend(doubts(context, &self.units));
        Letter { created: day, ..context.letter(about, blocks) }
    }

    /// Returns the form of address: *đơn vị*, *các đơn vị*.
    fn whom(&self) -> &'static str {
        if self.units.len() == 1 { "đơn vị" } else { "các đơn vị" }
    }

    /// Returns the paragraph on the deadline and the days left or past.
    fn standing(&self, context: &LetterContext<'_>, day: NaiveDate) -> String {
        let office = &context.case().scope.plan.office.name;
        let Message { vi: today, en: today_en } = to_message(day);
        let (due, whom) = (context.said(self.due(context.period())), self.whom());
        let left = (self.deadline.last_day() - day).num_days();
        let days = context.count(usize::try_from(left.abs()).unwrap_or(0));
        let many = counted(left.abs(), "day");
        context.said(match self.kind {
            ReminderKind::Overdue => msg!(
                "{due} Tính đến ngày {today}, đã quá thời hạn {days} ngày, {office} chưa nhận được báo cáo của {whom}.",
                "{due} By {today_en}, {many} past the deadline, {office} has received no report from your unit."
            ),
            ReminderKind::Near => msg!(
                "{due} Tính đến ngày {today}, còn {days} ngày, {office} chưa nhận được báo cáo của {whom}.",
                "{due} On {today_en}, {many} before it, {office} has received no report from your unit."
            ),
        })
    }

    /// Returns the deadline, and the extended one.
    fn due(&self, period: &str) -> Message {
        let (Message { vi: last, en: last_en }, whom) =
            (to_message(self.deadline.last_day()), self.whom());
        let Message { vi: due, en: due_en } = in_words(self.instead_of.unwrap_or(self.deadline));
        match (self.instead_of, self.kind) {
            (Some(_), _) => msg!(
                "Thời hạn gửi báo cáo {period} là {due}; {whom} đã được gia hạn gửi báo cáo đến hết ngày {last}.",
                "The deadline of the report of the {period} is {due_en}; your unit was given time until the end of {last_en}."
            ),
            (None, ReminderKind::Overdue) => msg!(
                "Thời hạn gửi báo cáo {period} là {due}.",
                "The report of the {period} was due {due_en}."
            ),
            (None, ReminderKind::Near) => msg!(
                "Thời hạn gửi báo cáo {period} là {due}.",
                "The report of the {period} is due {due_en}."
            ),
        }
    }

    /// Returns the sentence on the last working day, if a deadline not yet past is a day off.
    fn days_off(&self, context: &LetterContext<'_>) -> Option<String> {
        context.day_off(self.deadline.last_day()).filter(|_| self.kind == ReminderKind::Near)
    }

    /// Returns the request to the units.
    fn request(&self, context: &LetterContext<'_>) -> Vec<Block> {
        let office = &context.case().scope.plan.office;
        let (name, whom) = (context.office_in_short(), self.whom());
        let place = address(&office.address);
        let (place_vi, place_en) = if place.is_empty() {
            (String::new(), String::new())
        } else {
            (format!(", địa chỉ: {place},"), format!(" ({place})"))
        };
        let ask = match self.kind {
            ReminderKind::Overdue => msg!(
                "Đề nghị {whom} khẩn trương gửi báo cáo (theo biểu mẫu đã cấp) về {name}{place_vi} ",
                "Please send the report without delay, on the form issued, to {name}{place_en} "
            ),
            ReminderKind::Near => msg!(
                "Đề nghị {whom} gửi báo cáo (theo biểu mẫu đã cấp) về {name}{place_vi} ",
                "Please send the report, on the form issued, to {name}{place_en} "
            ),
        };
        let by = match self.kind {
            ReminderKind::Overdue => vec![
                plain(context.say(Text::new("trước ", "before "))),
                context.gap(Text::new("ngày, giờ gửi chậm nhất", "the last day and hour")),
            ],
            ReminderKind::Near => {
                let Message { vi, en } = to_message(self.deadline.last_day());
                vec![plain(context.said(msg!("chậm nhất ngày {vi}", "by {en} at the latest")))]
            }
        };
        let mut line = vec![plain(context.said(ask))];
        line.extend(by);
        line.push(plain("."));
        let sent = Text::new(
            "Trường hợp đã gửi báo cáo, đề nghị cho biết số, ký hiệu, ngày gửi và nơi nhận để đối chiếu.",
            "If you have already sent it, please give its number, the day and where it was sent.",
        );
        vec![
            Block::Paragraph(ParagraphRole::Body, line),
            body(context.say(sent)),
            context.questions(),
        ]
    }
}

/// Returns an address as used within a sentence.
pub(super) fn address(written: &str) -> String {
    written.strip_prefix("Số ").map_or_else(|| written.to_owned(), |rest| format!("số {rest}"))
}

/// Quotes the plan's clause on reporting.
fn clause(context: &LetterContext<'_>) -> Block {
    let (clause, place) =
        (&context.case().scope.plan.office.reporting_clause, context.reporting_place());
    let mut line = context.cited_plan();
    if clause.is_empty() {
        line.insert(0, plain(context.say(Text::new("Căn cứ ", "Under "))));
        line.push(plain(format!("{place}.")));
    } else {
        if let Some(first) = line.first_mut() {
            first.text = upper_first(&first.text);
        }
        line.push(plain(context.said(msg!("{place} quy định: ", "{place} says: "))));
        line.push(quoted(clause.trim_end_matches('.')));
        line.push(plain("."));
    }
    Block::Paragraph(ParagraphRole::Body, line)
}

/// Returns the deadline in words: *trước ngày 01/5/2024 (chậm nhất hết ngày 30/4/2024)*.
pub(super) fn in_words(deadline: Deadline) -> Message {
    let Message { vi: last, en: last_en } = to_message(deadline.last_day());
    match deadline {
        Deadline::Before(day) => {
            let Message { vi, en } = to_message(day);
            msg!(
                "trước ngày {vi} (chậm nhất hết ngày {last})",
                "before {en} (by the end of {last_en} at the latest)"
            )
        }
        Deadline::By(_) => {
            msg!("chậm nhất hết ngày {last}", "by the end of {last_en} at the latest")
        }
    }
}

/// Returns notes on what the office must check before sending: reports in the register without a
/// file, files of unknown units.
fn doubts(context: &LetterContext<'_>, units: &[&Dossier]) -> Vec<Block> {
    let findings = || context.outcome.findings.iter();
    let units: BTreeSet<&UnitCode> = units.iter().map(|dossier| &dossier.unit).collect();
    let of_these = findings()
        .filter(|finding| finding.is_of_rule(&named::REGISTERED_WITHOUT_FILE))
        .filter_map(|finding| Some((finding.unit.as_ref()?, finding)));
    let registered: Vec<_> = of_these.filter(|(unit, _)| units.contains(unit)).collect();
    let one = |(unit, finding): &(&UnitCode, &Finding)| {
        format!("{}: {}", context.case().name(unit), finding.message.in_lang(context.lang))
    };
    let mut doubts: Vec<String> = match registered.len() {
        0..=NAMED => registered.iter().map(one).collect(),
        count => {
            let on = context.names_on(WorkbookSheet::Findings);
            let code = named::REGISTERED_WITHOUT_FILE.code;
            let said = msg!(
                "{count} đơn vị có báo cáo trong sổ văn bản đến nhưng chưa có tệp ({code}), {on}",
                "the register has the reports of {count} units whose files are not there ({code}), {on}"
            );
            vec![context.said(said)]
        }
    };
    let unknown = findings().filter(|finding| finding.is_of_rule(&named::UNKNOWN_UNIT)).count();
    if unknown > 0 {
        let files = counted(unknown, "file");
        doubts.push(
            context
                .said(msg!("có {unknown} tệp chưa rõ của đơn vị nào", "{files} of no known unit")),
        );
    }
    let unread = context.case().unread().filter(|file| file.identity.unit.is_none()).count();
    if unread > 0 {
        let files = counted(unread, "file");
        doubts.push(context.said(msg!(
            "máy này chưa đọc được {unread} tệp chưa rõ của đơn vị nào; đọc được rồi mới gửi",
            "this machine could not read {files} of no known unit; send it only when they are read"
        )));
    }
    doubts.iter().map(|doubt| context.reminder_to_check(doubt)).collect()
}
