//! Lays out the mailing list: units with their addresses and the files to send to each.

use super::{Book, Cell, Print, Properties, Role, Sheet, Width, measure};
use crate::model::mailing::MailingEntry;
use crate::model::origin::CellRef;
use crate::model::plan::Plan;
use crate::text::{Lang, Text};
use chrono::NaiveDate;

/// Headings and widths of the columns.
const COLUMNS: [(Text, f64); 8] = [
    (Text::new("TT", "No."), 5.0),
    (Text::new("Mã đơn vị", "Mã đơn vị"), 19.0),
    (Text::new("Đơn vị", "Unit"), 38.0),
    (Text::new("Thư điện tử", "E-mail"), 26.0),
    (Text::new("Người liên hệ", "Contact"), 22.0),
    (Text::new("Điện thoại", "Telephone"), 14.0),
    (Text::new("Nội dung", "Subject"), 24.0),
    (Text::new("Tệp gửi kèm", "Files to attach"), 40.0),
];

/// Returns the mailing list as of a day.
pub fn mailing_list(plan: &Plan, entries: &[MailingEntry], day: NaiveDate, lang: Lang) -> Book {
    let title = Text::new("Danh sách gửi văn bản cho các đơn vị", "Papers to send to the units");
    let name = Text::new("Danh sách gửi", "Mailing list").in_lang(lang).to_owned();
    let mut sheet = Sheet { name, ..Sheet::default() };
    sheet.columns = COLUMNS.map(|(_, chars)| Width { chars, level: 0 }).to_vec();
    let heading = |(heading, _): (Text, f64)| Cell::text(heading.in_lang(lang), Role::Heading);
    sheet.push(COLUMNS.map(heading).to_vec());
    for (place, entry) in (1_u32..).zip(entries) {
        sheet.push(line(plan, place, entry, lang));
    }
    sheet.freeze = Some(CellRef::new(1, 3));
    sheet.print = Print { landscape: true, repeat: Some((0, 0)), ..Print::default() };
    measure::fit(&mut sheet);
    Book {
        sheets: vec![sheet],
        names: Vec::new(),
        properties: Properties {
            title: title.in_lang(lang).to_owned(),
            author: plan.office.issuer.organization_name(),
            created: day,
            ..Properties::default()
        },
    }
}

fn line(plan: &Plan, place: u32, entry: &MailingEntry, lang: Lang) -> Vec<Cell> {
    let MailingEntry { unit, contact, what, files } = entry;
    let name = plan.registry.get(unit).map_or(unit.as_str(), |unit| unit.name.as_str());
    let text = |text: &str| Cell::text(text, Role::Text);
    vec![
        Cell::number(place, Role::Code),
        Cell::text(unit.as_str(), Role::Code),
        text(name),
        text(&contact.email),
        text(&contact.person),
        text(&contact.phone),
        text(what.in_lang(lang)),
        text(&files.join("\n")),
    ]
}
