//! `Tổng quan`: the first sheet. It has the head of an administrative document, how complete the
//! figures are, key figures, action items, missing reports with their reasons and the most frequent
//! findings. Its second page has charts: reports received by date, the largest changes, punctuality
//! by group and progress by task.

mod action_items;
mod charts;
mod missing_reports;
mod trends;

use super::context::SheetContext;
use super::table::linked;
use super::{HEAD, index};
use crate::book::{
    Area, Cell, Content, Highlight, Link, Print, Role, Row, Sheet, Style, Width, measure, paper,
};
use crate::model::date::written_en;
use crate::model::file_role::VersionRole;
use crate::model::origin::CellRef;
use crate::model::status::State;
use crate::msg;
use crate::rules::Severity;
use crate::text::{Lang, MOTTO, Message, NATION, Text};

const COLUMNS: u32 = 12;
/// Width of each column.
const CHARS: f64 = 11.0;
/// First column of the right half of the head; committees have long names.
const HEAD_HALF: u32 = 7;
/// First column of the right half.
const HALF: u32 = 6;

pub(super) fn sheet(context: &SheetContext<'_>) -> Sheet {
    let width = Width { chars: CHARS, level: 0 };
    let mut sheet = Sheet {
        name: super::OVERVIEW.to_owned(),
        columns: (0..COLUMNS).map(|_| width).collect(),
        print: Print { landscape: true, ..Print::default() },
        ..Sheet::default()
    };
    head(context, &mut sheet);
    sheet.push(Vec::new());
    let first =
        if context.case().scope.period.is_ad_hoc() { told(context) } else { received(context) };
    for tiles in [first, judged(context)] {
        let (figures, names) = (sheet.next_row(), sheet.next_row() + 1);
        for (at, (name, figure, tone, link)) in tiles.into_iter().enumerate() {
            let (first, last) = (index(at) * 2, index(at) * 2 + 1);
            let tone = if figure == 0 { Highlight::None } else { tone };
            let number = Cell::number(
                u64::try_from(figure).unwrap_or(u64::MAX),
                Style::highlighted(Role::KeyFigure, tone),
            );
            across(&mut sheet, (figures, first, last), linked(number, link));
            across(
                &mut sheet,
                (names, first, last),
                Cell::text(name.in_lang(context.lang), Style::highlighted(Role::KeyName, tone)),
            );
        }
    }
    sheet.push(Vec::new());
    action_items::add(context, &mut sheet);
    missing_reports::add(context, &mut sheet);
    if !context.case().scope.period.is_ad_hoc() {
        let page = sheet.next_row();
        trends::add(context, &mut sheet);
        charts::add(context, &mut sheet);
        if let Some(row) = sheet.rows.get_mut(page as usize) {
            row.breaks_page = true;
        }
    }
    print_on_two_pages(&mut sheet);
    sheet
}

/// Sets the print area and the scale at which each page fits its part.
fn print_on_two_pages(sheet: &mut Sheet) {
    measure::fit(sheet);
    let last = sheet.next_row().saturating_sub(1);
    sheet.print.area = Some(Area::new(0, 0, last, COLUMNS - 1));
    let pages = sheet.rows.chunk_by(|_, next| !next.breaks_page);
    let of_page = |rows: &[Row]| {
        let heights = rows.iter().map(|row| row.height.unwrap_or(measure::PLAIN));
        paper::scale_of_height(sheet.print.landscape, heights.sum())
    };
    let scale = pages.map(of_page).chain([paper::scale(sheet)]).min();
    sheet.print.scale = scale.map(|scale| scale.max(LEAST_SCALE));
}

/// The minimum scale of this sheet, in percent; further content continues on the next page.
const LEAST_SCALE: u16 = 60;

/// Adds a cell that spans several columns of a row.
fn across(sheet: &mut Sheet, (row, first, last): (u32, u32, u32), cell: Cell) {
    (first + 1..=last).for_each(|col| sheet.put(row, col, Cell::blank(cell.style)));
    sheet.put(row, first, cell);
    sheet.merges.push(Area::new(row, first, row, last));
}

/// Adds a link to a text across several columns if it fits on one line: some programs do not wrap
/// the text of a link.
fn leading(cell: Cell, columns: u32, link: Option<Link>) -> Cell {
    let room = f64::from(columns) * CHARS;
    let fits = matches!(&cell.content, Content::Text(text) if measure::chars(text, cell.style.role) <= room);
    linked(cell, link.filter(|_| fits))
}

/// Adds the head (Nghị định 30/2020/NĐ-CP), the title, the period and how complete the figures are.
fn head(context: &SheetContext<'_>, sheet: &mut Sheet) {
    let (scope, right) = (&context.case().scope, COLUMNS - 1);
    let office = &scope.plan.office;
    across(sheet, (0, 0, HEAD_HALF - 1), Cell::text(office.issuer.parent_name(), Role::Parent));
    across(sheet, (0, HEAD_HALF, right), Cell::text(context.say(NATION), Role::Nation));
    across(sheet, (1, 0, HEAD_HALF - 1), Cell::text(office.issuer.organization_name(), Role::Body));
    across(sheet, (1, HEAD_HALF, right), Cell::text(context.say(MOTTO), Role::Motto));
    across(sheet, (2, HEAD_HALF, right), Cell::text(dated(context), Role::Dated));
    sheet.push(Vec::new());
    let (period, title) = (context.period(), scope.plan.title.as_str());
    let due = scope
        .period
        .deadline
        .map(|deadline| deadline.to_message().in_lang(context.lang).to_owned());
    let due = due
        .map(|day| msg!("thời hạn: {day}; ", "due {day}; ").in_lang(context.lang).to_owned())
        .unwrap_or_default();
    let cut_off = context.cut_off();
    let turnout = &context.turnout;
    let lines = [
        (
            context
                .say(Text::new(
                    "TỔNG HỢP BÁO CÁO CỦA CÁC ĐƠN VỊ",
                    "CONSOLIDATED REPORTS OF THE UNITS",
                ))
                .to_owned(),
            Style::from(Role::Title),
        ),
        (
            msg!("Kỳ báo cáo: {period}", "Period: {period}").in_lang(context.lang).to_owned(),
            Role::Subtitle.into(),
        ),
        (format!("({title}; {due}{cut_off})"), Role::Dated.into()),
        (
            context.standing(),
            Style::highlighted(
                Role::Subtitle,
                if turnout.is_provisional() { Highlight::Watch } else { Highlight::Good },
            ),
        ),
    ];
    let incomplete = context.outcome.incomplete().map(|said| {
        (said.in_lang(context.lang).to_owned(), Style::highlighted(Role::Subtitle, Highlight::Bad))
    });
    for (line, style) in incomplete.into_iter().chain(lines) {
        let row = sheet.next_row();
        across(sheet, (row, 0, right), Cell::text(line, style));
    }
}

/// Returns place and date in the form of the decree.
fn dated(context: &SheetContext<'_>) -> String {
    use chrono::Datelike;
    let (day, place) =
        (context.case().scope.as_of, context.case().scope.plan.office.place.as_str());
    let text = match context.lang {
        Lang::Vi => {
            let month = if day.month() < 3 {
                format!("{:02}", day.month())
            } else {
                day.month().to_string()
            };
            format!("{place}, ngày {:02} tháng {month} năm {}", day.day(), day.year())
        }
        Lang::En => format!("{place}, {}", written_en(day)),
    };
    text.trim_start_matches(", ").to_owned()
}

type Tile = (Message, usize, Highlight, Option<Link>);

/// Returns the key figures on received reports.
fn received(context: &SheetContext<'_>) -> [Tile; 6] {
    let turnout = &context.turnout;
    let link = || Some(Link::Within(super::TURNOUT.to_owned(), CellRef::new(HEAD, 0)));
    let [on_time, late, undated, awaited, missing] = turnout.punctual;
    let received = match turnout.voluntary {
        0 => msg!("Đã nhận", "Received"),
        more => {
            msg!("Đã nhận (ngoài ra {more} đơn vị không bắt buộc)", "Received (and {more} not due)")
        }
    };
    let late_name = match undated {
        0 => msg!("Gửi chậm", "Late"),
        more => msg!(
            "Gửi chậm (ngoài ra {more} đơn vị không rõ ngày nhận)",
            "Late (and {more} with an unknown date)"
        ),
    };
    let tile = |name: Message, units: usize, tone: Highlight| (name, units, tone, link());
    [
        tile(msg!("Phải báo cáo", "Expected"), turnout.expected, Highlight::None),
        tile(received, turnout.received, Highlight::None),
        tile(msg!("Đúng hạn", "On time"), on_time, Highlight::Good),
        tile(late_name, late, Highlight::Watch),
        tile(msg!("Chưa đến hạn", "Not yet due"), awaited, Highlight::Muted),
        tile(msg!("Quá hạn chưa gửi", "Overdue"), missing, Highlight::Bad),
    ]
}

/// Returns the key figures of an ad hoc period.
fn told(context: &SheetContext<'_>) -> [Tile; 6] {
    let (case, incidents) = (context.case(), context.case().incidents());
    let dated = |day| {
        case.scope.plan.periods.iter().any(|period| !period.is_ad_hoc() && period.contains(day))
    };
    let part = |wanted: VersionRole| {
        context
            .dossiers
            .iter()
            .flat_map(|dossier| &dossier.versions)
            .filter(|version| version.role == wanted)
            .count()
    };
    let senders = context.dossiers.iter().filter(|dossier| !dossier.is_empty()).count();
    let link = |sheet: &str| Some(Link::Within(sheet.to_owned(), CellRef::new(HEAD, 0)));
    [
        (
            msg!("Báo cáo đột xuất", "Ad hoc reports"),
            case.ad_hoc_reports().count(),
            Highlight::None,
            link(super::SOURCES),
        ),
        (msg!("Đơn vị báo cáo", "Units"), senders, Highlight::None, link(super::TURNOUT)),
        (msg!("Vụ việc", "Incidents"), incidents.len(), Highlight::None, link(super::INCIDENTS)),
        (
            msg!("Chưa rõ ngày", "Day not known"),
            incidents.iter().filter(|told| told.day().is_none()).count(),
            Highlight::Bad,
            link(super::INCIDENTS),
        ),
        (
            msg!("Ngoài các kỳ", "In no period"),
            incidents.iter().filter(|told| told.day().is_some_and(|day| !dated(day))).count(),
            Highlight::Watch,
            link(super::INCIDENTS),
        ),
        (
            msg!("Đã được thay", "Superseded"),
            part(VersionRole::Superseded),
            Highlight::Muted,
            link(super::SOURCES),
        ),
    ]
}

/// Returns the key figures on the state of reports and findings.
fn judged(context: &SheetContext<'_>) -> [Tile; 6] {
    let turnout = &context.turnout;
    let state =
        |state: State| (state.title().to_message(), turnout.state(state), state.highlight(), None);
    let found = |severity: Severity| {
        let link = context.finding(|finding| finding.is_unwaived(severity));
        (severity.title().to_message(), context.outcome.count(severity), severity.highlight(), link)
    };
    [
        state(State::Accepted),
        state(State::Returned),
        state(State::Unreadable),
        found(Severity::Error),
        found(Severity::Warning),
        found(Severity::Note),
    ]
}
