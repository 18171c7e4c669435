//! Reads from the lines above and below the tables whose report it is.

use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::origin::{CellRef, Origin};
use crate::model::submission::{Claim, ClaimedBy};
use crate::model::unit::Registry;
use crate::read::form::body_names::{BodyNamed, signed_for};
use crate::read::form::context::{ReportReading, is_explanation};
use crate::read::form::observations::SheetOrigin;
use crate::read::grid::{Cell, Sheet, Value, Workbook};
use crate::read::tidy::tidy;
use std::collections::{BTreeMap, BTreeSet};

/// Maximum length of a line examined, in characters.
const MAX_LINE_CHARS: usize = 160;

/// Number of rows examined on a sheet without a table.
const TOP_ROWS: u32 = 12;

/// A line of text outside the tables.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) at: Origin,
    /// Whether it is above the first table of its sheet.
    pub(super) above: bool,
}

/// Returns the lines above the first and below the last table or label of each visible sheet.
pub(super) fn lines(reading: &ReportReading<'_, '_>, workbook: &Workbook) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, sheet) in workbook
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| !sheet.hidden && !is_explanation(sheet))
    {
        let no_rows = Vec::new();
        let taken = reading.table_rows.get(&place).unwrap_or(&no_rows);
        let labels = reading.form.labels.find(sheet, taken).labels;
        let labelled = || labels.iter().map(|(_, at)| at.row);
        let first =
            taken.iter().map(|rows| *rows.start()).chain(labelled()).min().unwrap_or(TOP_ROWS);
        let last = taken.iter().map(|rows| *rows.end()).chain(labelled()).max();
        let listed = if last.is_none() { listed(sheet) } else { BTreeSet::new() };
        for cell in sheet.cells.iter().filter(|cell| !listed.contains(&cell.at)) {
            let above = cell.at.row < first;
            if !above && last.is_none_or(|last| cell.at.row <= last) {
                continue;
            }
            if let Value::Text(text) = &cell.value {
                let at = SheetOrigin::new(reading.file, sheet).at(cell.at);
                let texts = text
                    .lines()
                    .map(|line| tidy(line).into_owned())
                    .filter(|line| !line.is_empty());
                lines.extend(
                    texts.filter(|line| line.chars().count() <= MAX_LINE_CHARS).map(|text| Line {
                        text,
                        at: at.clone(),
                        above,
                    }),
                );
            }
        }
    }
    lines
}

/// Returns the texts of a list on a sheet without a table of the form: those of one column, from
/// the first to the last in a row with a number, if there are at least two.
fn listed(sheet: &Sheet) -> BTreeSet<CellRef> {
    let is_number = |cell: &Cell| matches!(cell.value, Value::Number(_));
    let is_text = |cell: &&Cell| matches!(cell.value, Value::Text(_));
    let rows = sheet.rows().filter(|(_, cells)| cells.iter().any(is_number));
    let mut columns: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for cell in rows.flat_map(|(_, cells)| cells).filter(is_text) {
        columns.entry(cell.at.col).or_default().push(cell.at.row);
    }
    let is_listed = |at: &CellRef| match columns.get(&at.col).map(Vec::as_slice) {
        Some([first, .., last]) => (*first..=*last).contains(&at.row),
        _ => false,
    };
    sheet.cells.iter().filter(is_text).map(|cell| cell.at).filter(is_listed).collect()
}

/// Returns the bodies named by the lines: the lowest line of a letterhead, and the body signed for.
pub(super) fn claims(reading: &ReportReading<'_, '_>, workbook: &Workbook) -> Vec<Claim> {
    let registry = &reading.form.plan.registry;
    let lines = lines(reading, workbook);
    let mut claims: Vec<Claim> = signer_claim(reading).into_iter().collect();
    let named: Vec<BodyNamed> = lines
        .iter()
        .map(|line| reading.form.bodies.find(registry, &line.text, line.above))
        .collect();
    for (place, (line, body)) in lines.iter().zip(&named).enumerate() {
        let next = lines.get(place + 1).filter(|next| follows(line, next));
        // the upper line of a letterhead is the parent body
        let is_parent = next.and(named.get(place + 1)).is_some_and(BodyNamed::is_body);
        let unit = match body {
            BodyNamed::Nothing => continue,
            _ if is_parent => continue,
            BodyNamed::Unit(unit) => Some(unit.clone()),
            BodyNamed::Other => wrapped(registry, &lines, place),
        };
        let claim = Claim {
            by: ClaimedBy::Title,
            written: line.text.clone(),
            unit,
            at: Some(line.at.clone()),
        };
        if !claims.iter().any(|known| {
            known.unit == claim.unit && (claim.unit.is_some() || known.written == claim.written)
        }) {
            claims.push(claim);
        }
    }
    claims
}

/// Returns whether a line directly follows another, in the same cell or in the next row of the
/// column.
fn follows(line: &Line, next: &Line) -> bool {
    let (a, b) = (line.at.cell, next.at.cell);
    line.at.sheet == next.at.sheet
        && line.above == next.above
        && a.col == b.col
        && (b.row == a.row || b.row == a.row + 1)
}

/// Returns the unit whose name continues from one line to the next.
fn wrapped(registry: &Registry, lines: &[Line], place: usize) -> Option<UnitCode> {
    let joined = |from: usize, to: usize| {
        let part = lines.get(from..to)?;
        let whole = part.windows(2).all(|pair| matches!(pair, [a, b] if follows(a, b)));
        let text = part.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        registry.named(&text).filter(|_| whole).cloned()
    };
    let ways = [
        place.checked_sub(1).map(|before| (before, place + 1)),
        Some((place, place + 2)),
        Some((place, place + 3)),
    ];
    ways.into_iter().flatten().find_map(|(from, to)| joined(from, to))
}

/// Returns the body in which the signer holds a post: `Chủ tịch UBND xã Xuân Lai`.
fn signer_claim(reading: &ReportReading<'_, '_>) -> Option<Claim> {
    let post = reading.report.info.get(&Field::SignerTitle)?;
    let (body, true) = signed_for(&post.value) else {
        return None;
    };
    let unit = match BodyNamed::find(&reading.form.plan.registry, body, true) {
        BodyNamed::Nothing => return None,
        BodyNamed::Unit(unit) => Some(unit),
        BodyNamed::Other => None,
    };
    Some(Claim {
        by: ClaimedBy::Title,
        written: post.value.to_string(),
        unit,
        at: Some(post.at.clone()),
    })
}
