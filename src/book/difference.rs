//! Lays out the differences between two results: every figure that changed a total, with its cells.

use super::plain_table::plain_table;
use super::{Book, Cell, Properties, Role};
use crate::consolidate::compare::{Contribution, Difference, TotalChange};
use crate::model::plan::{Indicator, Plan};
use crate::model::results::ValueEntry;
use crate::text::{Lang, Text, listed};

/// Headings and widths of the columns.
const COLUMNS: [(Text, f64); 10] = [
    (Text::new("Mã", "Mã"), 8.0),
    (Text::new("Chỉ tiêu", "Indicator"), 34.0),
    (Text::new("Mã đơn vị", "Mã đơn vị"), 16.0),
    (Text::new("Đơn vị", "Unit"), 32.0),
    (Text::new("Số trước", "Before"), 11.0),
    (Text::new("Số sau", "Now"), 11.0),
    (Text::new("Tăng, giảm", "Change"), 11.0),
    (Text::new("Lý do", "Reason"), 24.0),
    (Text::new("Ô trước", "Cell before"), 34.0),
    (Text::new("Ô sau", "Cell now"), 34.0),
];
/// Maximum number of reasons named.
const REASONS: usize = 9;

/// Returns the workbook. The plan, if known, gives the names of indicators.
pub(crate) fn difference(difference: &Difference<'_>, plan: Option<&Plan>, lang: Lang) -> Book {
    let rows = difference.totals.iter().flat_map(|total| {
        let parts = total.contributions.iter();
        parts.map(move |part| line(difference, (total, part), plan, lang))
    });
    let title = Text::new("So sánh kết quả tổng hợp", "Results compared");
    let properties = Properties {
        title: title.in_lang(lang).to_owned(),
        subject: difference.new.period.to_string(),
        created: difference.new.as_of,
        ..Properties::default()
    };
    let name = Text::new("So sánh", "Differences").in_lang(lang);
    let columns = COLUMNS.map(|(heading, chars)| (heading.in_lang(lang), chars));
    plain_table(name, "SoSanh", columns, rows, 1, properties)
}

fn line(
    difference: &Difference<'_>,
    (total, part): (&TotalChange<'_>, &Contribution<'_>),
    plan: Option<&Plan>,
    lang: Lang,
) -> Vec<Cell> {
    let text = |text: &str| Cell::text(text, Role::Text);
    let indicator = plan.and_then(|plan| plan.indicator(total.indicator));
    let unit = difference.new.unit(part.unit).or_else(|| difference.old.unit(part.unit));
    let reasons: Vec<&str> =
        part.reasons.iter().map(|reason| reason.title().in_lang(lang)).collect();
    vec![
        Cell::text(total.indicator.as_str(), Role::Code),
        text(indicator.map_or("", Indicator::full_name)),
        Cell::text(part.unit.as_str(), Role::Code),
        text(unit.map_or("", |unit| &unit.name)),
        amount(part.old),
        amount(part.new),
        Cell::number(part.change, Role::Number),
        text(&listed(&reasons, REASONS, lang)),
        text(&place(part.old)),
        text(&place(part.new)),
    ]
}

/// Returns the amount of a figure; blank if it does not count.
fn amount(figure: Option<&ValueEntry>) -> Cell {
    let amount = figure.and_then(ValueEntry::amount);
    amount.map_or_else(|| Cell::blank(Role::Number), |amount| Cell::number(amount, Role::Number))
}

/// Returns the file, sheet and cell of a figure.
fn place(figure: Option<&ValueEntry>) -> String {
    let at = figure.and_then(|figure| figure.at.as_ref());
    at.map_or_else(String::new, |at| format!("{}, {}, {}", at.file, at.sheet, at.cell))
}
