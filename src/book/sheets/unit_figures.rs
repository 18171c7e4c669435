//! `Số liệu đơn vị`: units and indicators. Only figures that count are numbers; the totals are
//! formulas over these cells. Others are text: `–` for nothing to report, `x` for not applicable,
//! and figures that do not count verbatim in brackets. So no sum can include a figure excluded by
//! an error.

use super::context::SheetContext;
use super::link_limit;
use super::table::{
    GROUP, Table, UNIT, UNIT_CODE, begin, break_at, counts_width, groups_width, highlighted,
    linked, names_width, remark as remark_on, text, unit,
};
use super::unit_columns::{least_width, page_starts};
use super::{HEAD, index};
use crate::book::{Area, Cell, Content, Highlight, Role, Row, RowStream, Sheet, Style};
use crate::model::case::Dossier;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::indicator::Indicator;
use crate::model::number::{rounded, to_message};
use crate::model::origin::CellRef;
use crate::model::reading::{NonNumber, Reading};
use crate::model::submission::Figure;
use crate::msg;
use crate::rules::{Excludes, Finding, Severity};
use crate::text::Text;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The mark for nothing to report.
pub(super) const NIL: &str = "–";
/// The column of group names.
const GROUPS: u32 = 2;
const FIRST: u32 = 4;
/// Maximum number of characters shown of a verbatim answer; the sheet of sources has all of it.
const SHOWN: usize = 16;

/// Returns the range of the units in the column of groups or of an indicator.
pub(super) fn range(context: &SheetContext<'_>, indicator: Option<usize>) -> String {
    let rows = index(context.reporting.len()).max(1);
    let letters = CellRef::column_name(indicator.map_or(GROUPS, |at| FIRST + index(at)));
    format!("'{}'!${letters}${}:${letters}${}", super::UNIT_FIGURES, HEAD + 2, HEAD + 1 + rows)
}

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let indicators = &context.case().scope.plan.indicators;
    let state = Text::new("Kết quả xử lý", "State");
    let mut columns = vec![
        (context.say(UNIT_CODE), 12.0),
        (context.say(UNIT), names_width(context, 60.0)),
        (context.say(GROUP), groups_width(context, 36.0)),
        (context.say(state), 17.0),
    ];
    let amounts = amounts(context);
    columns.extend(indicators.iter().map(|indicator| {
        let counted = amounts.get(&indicator.code).into_iter().flatten().copied();
        (indicator.code.as_str(), counts_width(counted, Role::Number, least_width(indicator)))
    }));
    let remark = Text::new(
        "Số = được tính; – = không phát sinh (được tính là có trả lời); x = không thuộc nhiệm vụ; ô trống = để trống hoặc chưa có báo cáo; \
         [trong ngoặc] = không tính vào tổng, lý do ở ghi chú của ô và trang Lỗi. Mỗi giá trị dẫn đến dòng của nó ở trang Nguồn.",
        "A number is counted; – = nothing to report (counts as an answer); x = not applicable; empty = left blank or no report; [in brackets] = \
         not in any total, the cell's note and the sheet Lỗi say why. Every value leads to its line on the sheet Nguồn.",
    );
    let title = Text::new("SỐ LIỆU CỦA TỪNG ĐƠN VỊ", "FIGURES BY UNIT");
    let mut sheet =
        begin(context, super::UNIT_FIGURES, (context.say(title), context.say(remark)), &columns, 2);
    for column in page_starts(indicators) {
        break_at(&mut sheet, FIRST + index(column), 1);
    }
    for (col, indicator) in indicators.iter().enumerate() {
        let note = format!("{} ({})", indicator.full_name(), indicator.measure);
        sheet.put(
            HEAD,
            FIRST + index(col),
            Cell::text(indicator.code.as_str(), Role::Heading).noted(note),
        );
    }
    if indicators.iter().any(|indicator| indicator.only.is_some()) {
        remark_on(&mut sheet, context.say(UNASKED));
    }
    let leads = Leads::within_limit(context);
    if leads != Leads::Values {
        remark_on(
            &mut sheet,
            context.say(if leads == Leads::Files { TO_FILES } else { link_limit::FEWER }),
        );
    }
    let noted = noted(context) <= MOST_NOTES;
    if !noted {
        remark_on(&mut sheet, context.say(IN_FINDINGS));
    }
    name_columns(context, &mut sheet);
    let own = Arc::clone(context);
    let lay = move |at: usize| Row {
        cells: own.reporting.get(at).map(|of| line(&own, of, leads, noted)).unwrap_or_default(),
        ..Row::default()
    };
    let decimals = context.case().scope.plan.decimals();
    let lines = RowStream::single(context.reporting.len(), lay).noted().with_decimals(decimals);
    Table::new(sheet, lines)
}

/// Writes the indicators' names above their codes; the remark moves up beside the status.
fn name_columns(context: &SheetContext<'_>, sheet: &mut Sheet) {
    let take = |sheet: &mut Sheet, row: u32| match sheet.cell(CellRef::new(row, 0)) {
        Some(Cell { content: Content::Text(text), .. }) => text.clone(),
        _ => String::new(),
    };
    let (status, remark) = (take(sheet, HEAD - 2), take(sheet, HEAD - 1));
    sheet.put(HEAD - 2, 0, Cell::text(format!("{status}\n{remark}"), Role::Remark));
    let heading = context.say(Text::new("Chỉ tiêu", "Indicator"));
    sheet.put(HEAD - 1, 0, Cell::text(heading, Role::Heading));
    (1..FIRST).for_each(|col| sheet.put(HEAD - 1, col, Cell::blank(Role::Heading)));
    for (col, indicator) in (FIRST..).zip(&context.case().scope.plan.indicators) {
        sheet.put(HEAD - 1, col, Cell::text(indicator.full_name(), Role::Upright));
    }
    sheet.merges.retain(|area| area.first.row != HEAD - 1);
    sheet.merges.push(Area::new(HEAD - 1, 0, HEAD - 1, 1));
    sheet.print.repeat = Some((HEAD - 1, HEAD));
}

const UNASKED: Text =
    Text::new(" Ô xám = không hỏi đơn vị này.", " A grey cell = not asked of the unit.");

const TO_FILES: Text = Text::new(
    " Bảng quá dài để từng giá trị có liên kết: cột “Kết quả xử lý” dẫn đến tệp của đơn vị ở trang Nguồn, ngay trên các số liệu của tệp.",
    " The table is too long for a link in every value: the column “State” leads to the unit's file on the sheet Nguồn, just above its figures.",
);

/// Maximum number of notes of a sheet; with more, spreadsheets are slow to open.
const MOST_NOTES: usize = 20_000;

const IN_FINDINGS: Text = Text::new(
    " Quá nhiều giá trị không được tính nên lý do không ghi ở từng ô: xem trang Lỗi.",
    " Too many values are not counted for a note on each: the sheet Lỗi says why.",
);

/// Returns the maximum number of values with a note: those that findings exclude or decisions
/// accept.
fn noted(context: &SheetContext<'_>) -> usize {
    let indicators = context.case().scope.plan.indicators.len();
    let values = |finding: &Finding| match &finding.excludes {
        Excludes::Nothing => 0,
        Excludes::Values(of) => of.len(),
        Excludes::Report => indicators,
    };
    context
        .outcome
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(values)
        .sum()
}

/// The links to the sheet of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leads {
    /// From every value to its own row.
    Values,
    /// From the state of a unit's report to the row of its file.
    Files,
    Nothing,
}

impl Leads {
    fn within_limit(context: &SheetContext<'_>) -> Self {
        let units = context.reporting.len();
        if link_limit::fit(units + context.files.figures()) {
            Self::Values
        } else if link_limit::fit(units * 2) {
            Self::Files
        } else {
            Self::Nothing
        }
    }
}

/// Returns the amounts that count, by indicator.
fn amounts<'a>(context: &SheetContext<'a>) -> BTreeMap<&'a IndicatorCode, Vec<Decimal>> {
    let mut all: BTreeMap<&IndicatorCode, Vec<Decimal>> = BTreeMap::new();
    for ((_, indicator), amount) in context.outcome.consolidation.amounts() {
        all.entry(indicator).or_default().push(*amount);
    }
    all
}

fn line<'a>(
    context: &SheetContext<'a>,
    dossier: &'a Dossier,
    leads: Leads,
    noted: bool,
) -> Vec<Cell> {
    let mut cells = Vec::from(unit(context, Some(&dossier.unit), leads != Leads::Nothing));
    let state = context.outcome.state(dossier);
    let to_file = if leads == Leads::Files { context.files.file(&dossier.unit) } else { None };
    cells.extend([
        text(context.group_of(dossier)),
        linked(highlighted(context.say(state.title()), state.highlight()), to_file),
    ]);
    let report = context.case().report(dossier);
    let counted = context.outcome.consolidation.counted_of(&dossier.unit);
    cells.extend(context.case().scope.plan.indicators.iter().enumerate().map(|(at, indicator)| {
        // usually in the order of the plan
        let in_order = report
            .and_then(|report| report.figures.get(at))
            .filter(|figure| figure.indicator == indicator.code);
        let figure = in_order.or_else(|| report?.figure(&indicator.code));
        let cell = figure.map(|figure| {
            value(
                context,
                (dossier, indicator),
                figure,
                counted.get(&indicator.code).copied(),
                leads,
            )
        });
        if !indicator.is_asked_of(&dossier.unit) {
            return Cell::blank(Style::highlighted(Role::Number, Highlight::Muted));
        }
        cell.map_or(Cell::blank(Role::Number), |cell| {
            if noted { cell } else { Cell { note: None, ..cell } }
        })
    }));
    cells
}

fn value(
    context: &SheetContext<'_>,
    (dossier, asked): (&Dossier, &Indicator),
    figure: &Figure,
    counted: Option<Decimal>,
    leads: Leads,
) -> Cell {
    let (unit, indicator) = (&dossier.unit, &figure.indicator);
    let style = Style::with_decimals(Role::Number, asked.decimals());
    let said = context.outcome.consolidation.non_number(unit, indicator);
    let cell = match (&figure.reading, counted) {
        (Reading::NonNumber(_), _) if said.is_some() => said.map_or_else(Cell::default, in_words),
        (Reading::Number(_), Some(amount)) => Cell {
            note: percent_note(context, asked, figure, amount),
            ..Cell::number(amount.normalize(), style)
        },
        (Reading::Misread(_), Some(amount)) => {
            Cell::number(amount.normalize(), style).noted(accepted(context, unit, indicator))
        }
        (_, Some(_)) => highlighted(NIL, Highlight::Muted),
        (Reading::Blank, None) => return Cell::blank(Role::Number),
        (Reading::Nil, None) if !asked.total.adds_up() => highlighted(NIL, Highlight::Muted),
        (Reading::NotApplicable, None) => highlighted("x", Highlight::Muted),
        (Reading::Number(_) | Reading::NonNumber(_) | Reading::Nil | Reading::Misread(_), None) => {
            let raw = figure.raw.as_deref().unwrap_or("?");
            let raw = if raw.trim().is_empty() { "?" } else { raw };
            let short: String = raw.chars().take(SHOWN).collect();
            let more = if short.len() < raw.len() { "…" } else { "" };
            Cell::text(
                format!("[{}{more}]", short.trim()),
                Style::highlighted(Role::Code, Highlight::Bad),
            )
            .noted(why_not(context, unit, indicator))
        }
    };
    if leads == Leads::Values { linked(cell, context.source(unit, indicator)) } else { cell }
}

/// Returns an answer in words: a word of the list or a date as it is, the beginning of a text.
fn in_words(said: &NonNumber) -> Cell {
    match said {
        NonNumber::Choice(word) => Cell::text(&**word, Role::Code),
        NonNumber::Day(day) => Cell::day(*day, Role::Day),
        NonNumber::Words(words) => {
            let short: String = words.chars().take(SHOWN).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            Cell::text(format!("{}{more}", short.trim()), Role::Code)
        }
    }
}

/// States that the unit's cell has a percentage as a fraction, which its format displays as
/// percent.
fn percent_note(
    context: &SheetContext<'_>,
    asked: &Indicator,
    figure: &Figure,
    amount: Decimal,
) -> Option<String> {
    let raw = figure.raw.as_deref().filter(|_| asked.is_percent() && !figure.as_text)?;
    let held = raw
        .parse::<Decimal>()
        .ok()
        .filter(|held| rounded(*held * Decimal::ONE_HUNDRED, asked.decimals()) == amount)?;
    let [held, read] = [held, amount].map(to_message);
    let (held_en, read_en) = (held.en, read.en);
    let (held, read) = (held.vi, read.vi);
    let note = msg!(
        "Ô của đơn vị có định dạng phần trăm: {held} đọc là {read}%.",
        "The unit's cell has percent format: {held_en} is read as {read_en}%."
    );
    Some(note.in_lang(context.lang).to_owned())
}

/// Returns the reason why a figure that was uncertain counts.
fn accepted(context: &SheetContext<'_>, unit: &UnitCode, indicator: &IndicatorCode) -> String {
    let concerns = |finding: &&Finding| matches!(&finding.excludes, Excludes::Values(indicators) if indicators.contains(indicator));
    let decisions = context
        .outcome
        .findings_of(unit)
        .filter(concerns)
        .filter_map(|finding| Some((finding, finding.waived.as_ref()?)));
    let said = decisions.map(|(finding, decision)| {
        format!("{}: {} ({})", finding.rule.code, decision.reason, decision.by)
    });
    let head = context.say(Text::new(
        "Được tính theo quyết định của văn phòng.",
        "Counted by the office's decision.",
    ));
    std::iter::once(head.to_owned()).chain(said).collect::<Vec<_>>().join("\n")
}

/// Returns the findings that exclude a figure from the totals.
fn why_not(context: &SheetContext<'_>, unit: &UnitCode, indicator: &IndicatorCode) -> String {
    let errors = context.outcome.findings_of(unit).filter(|finding| finding.is_unwaived_error());
    let barring = errors.filter(|finding| match &finding.excludes {
        Excludes::Nothing => false,
        Excludes::Values(indicators) => indicators.contains(indicator),
        Excludes::Report => true,
    });
    let said: Vec<String> = barring
        .map(|finding| format!("{}: {}", finding.rule.code, finding.message.in_lang(context.lang)))
        .collect();
    let head = context.say(Text::new("Không tính vào tổng.", "Not in any total."));
    std::iter::once(head.to_owned()).chain(said).collect::<Vec<_>>().join("\n")
}
