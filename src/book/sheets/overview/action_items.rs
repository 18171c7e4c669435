//! What the office has to do today, most urgent first.

use super::super::desk::Desk;
use super::super::table::place as at;
use super::{COLUMNS, HALF, across, leading};
use crate::book::{Cell, Link, Role, Sheet};
use crate::outcome::ActionItem;
use crate::text::{Text, listed};

/// So many names stand in a line; all of them stand on the sheets it leads to.
const NAMED: usize = 3;

/// Lays the list out, over the whole width; nothing where nothing is to be done.
pub(super) fn place(desk: &Desk<'_>, sheet: &mut Sheet) {
    let action_items = desk.outcome.action_items();
    if action_items.is_empty() {
        return;
    }
    let row = sheet.next_row();
    sheet.put(
        row,
        0,
        Cell::text(desk.say(Text::new("Việc cần làm hôm nay", "What to do today")), Role::Section),
    );
    for (line, action_items) in action_items.iter().enumerate() {
        let row = row + 1 + at(line);
        let what = action_items.what.in_lang(desk.lang);
        across(
            sheet,
            (row, 0, HALF - 1),
            leading(Cell::text(what, Role::Text), HALF, link(desk, action_items)),
        );
        let names = listed(&action_items.names(desk.case()), NAMED, desk.lang);
        across(sheet, (row, HALF, COLUMNS - 1), Cell::text(names, Role::Text));
    }
    sheet.push(Vec::new());
}

/// The line of the first unit; of a file that is nobody's the first finding about it.
fn link(desk: &Desk<'_>, action_items: &ActionItem<'_>) -> Option<Link> {
    let file = action_items.files.first().map(|submission| &submission.file);
    let unit = action_items.units.first().and_then(|dossier| desk.unit(&dossier.unit));
    unit.or_else(|| desk.finding(|finding| finding.file.as_ref() == file))
}
