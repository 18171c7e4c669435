//! Lays out the mailing list: units with their addresses and the files to send to each.

use super::plain_table::plain_table;
use super::{Book, Cell, Properties, Role};
use crate::model::mailing::MailingEntry;
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
    let rows = (1_u32..).zip(entries).map(|(place, entry)| line(plan, place, entry, lang));
    let properties = Properties {
        title: title.in_lang(lang).to_owned(),
        author: plan.office.issuer.organization_name(),
        created: day,
        ..Properties::default()
    };
    let name = Text::new("Danh sách gửi", "Mailing list").in_lang(lang);
    let columns = COLUMNS.map(|(heading, chars)| (heading.in_lang(lang), chars));
    plain_table(name, "DanhSachGui", columns, rows, 3, properties)
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
