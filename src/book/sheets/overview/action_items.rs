//! The office's action items, most urgent first.

use super::super::context::SheetContext;
use super::super::index;
use super::{COLUMNS, HALF, across, leading};
use crate::book::{Cell, Link, Role, Sheet};
use crate::outcome::ActionItem;
use crate::text::{Text, listed};

/// Maximum number of names in a line; the linked sheets have all of them.
const NAMED: usize = 3;

/// Adds the list, if there is an action item.
pub(super) fn add(context: &SheetContext<'_>, sheet: &mut Sheet) {
    let action_items = context.outcome.action_items();
    if action_items.is_empty() {
        return;
    }
    let row = sheet.next_row();
    sheet.put(
        row,
        0,
        Cell::text(
            context.say(Text::new("Việc cần làm hôm nay", "What to do today")),
            Role::Section,
        ),
    );
    for (line, action_items) in action_items.iter().enumerate() {
        let row = row + 1 + index(line);
        let what = action_items.what.in_lang(context.lang);
        across(
            sheet,
            (row, 0, HALF - 1),
            leading(Cell::text(what, Role::Text), HALF, link(context, action_items)),
        );
        let names = listed(&action_items.short_names(context.case()), NAMED, context.lang);
        across(sheet, (row, HALF, COLUMNS - 1), Cell::text(names, Role::Text));
    }
    sheet.push(Vec::new());
}

/// Returns the link to the first unit, or to the first finding about a file without a unit.
fn link(context: &SheetContext<'_>, item: &ActionItem<'_>) -> Option<Link> {
    let file = item.files.first().map(|submission| &submission.file);
    let unit = item.units.first().and_then(|dossier| context.unit(&dossier.unit));
    unit.or_else(|| context.finding(|finding| finding.file.as_ref() == file))
}
