//! Derives the plan for another year as a skeleton. Dates are moved by whole years, codes and names
//! of periods with them. Dates, numbers, names of documents and dissolved units are marked.

use super::{UNCONFIRMED, code, marked, tables, year_of};
use crate::error::Error;
use crate::model::key::Key;
use crate::msg;
use chrono::{Datelike, Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::visit_mut::{VisitMut, visit_table_like_kv_mut, visit_value_mut};
use toml_edit::{DocumentMut, Item, KeyMut, Value, value};

/// Words for documents, whose numbers and dates belong to one year.
const DOCUMENTS: [&str; 10] = [
    "nghị định",
    "nghị quyết",
    "quyết định",
    "kế hoạch số",
    "công văn số",
    "thông tư",
    "chỉ thị số",
    "luật số",
    "hướng dẫn số",
    "văn bản số",
];

/// Levels abolished on 1 July 2025 (Nghị quyết 1686/NQ-UBTVQH15).
const ABOLISHED: [&str; 3] = ["huyện", "thị xã", "thành phố"];

/// First year that begins without them.
const WITHOUT_DISTRICTS: i32 = 2026;

/// Keys whose texts name a period; their years are moved without confirmation.
const PERIOD_TEXTS: [&str; 5] = ["code", "name", "name_en", "previous", "aliases"];

/// Returns the plan for another year as a skeleton.
///
/// # Errors
///
/// Returns an error if the old plan has no year or a year not before the new one.
pub(super) fn plan_skeleton(
    mut old: DocumentMut,
    year: i32,
    old_units: &DocumentMut,
    units: &DocumentMut,
) -> Result<String, Error> {
    let from = year_of(&old).filter(|from| *from < year).ok_or_else(|| {
        msg!(
            "Kế hoạch cũ không ghi năm, hoặc không phải của năm trước năm {year}.",
            "The old plan names no year, or none before {year}."
        )
    })?;
    let proposals = proposals(old_units, units);
    let mut skeleton = Skeleton { from, year, proposals, path: Vec::new() };
    skeleton.visit_document_mut(&mut old);
    if let Some(plan) = old.get_mut("plan").and_then(Item::as_table_like_mut) {
        let text = |key: &str| plan.get(key).and_then(Item::as_str).map(str::to_owned);
        let (id, title, number) = (text("id"), text("title"), text("number"));
        plan.insert("year", value(i64::from(year)));
        if let Some(id) = id {
            let moved = moved_years(&id, from, year);
            let id = if moved == id { format!("{id}-{year}") } else { moved };
            plan.insert("id", value(id));
        }
        if let Some(title) = title {
            plan.insert("title", value(marked(&title)));
        }
        // the new plan has a number of its own
        if let Some(number) = number {
            let symbol = number.split_once('/').map_or("", |(_, symbol)| symbol);
            plan.insert("number", value(format!("…/{symbol}")));
        }
    }
    Ok(format!(
        "# KẾ HOẠCH NĂM {year}: lập từ kế hoạch năm {from}, CHƯA xác nhận. Mỗi chỗ có chữ {UNCONFIRMED} phải sửa cho đúng với kế hoạch\n\
         # mới rồi xóa chữ đó (ngày viết lại không có dấu nháy, ví dụ before = {year}-05-01); còn chữ đó thì chưa làm được việc nào.\n\n{old}"
    ))
}

/// Returns a text for each code that the new list of units lacks: the only successor, or for a group
/// the only new group; else the code with its name and that it is no longer there.
fn proposals(old: &DocumentMut, new: &DocumentMut) -> BTreeMap<String, String> {
    let codes = |document: &DocumentMut, name: &str| -> BTreeSet<String> {
        tables(document, name).filter_map(code).collect()
    };
    let mut proposals = BTreeMap::new();
    for name in ["group", "unit"] {
        let (was, now) = (codes(old, name), codes(new, name));
        let added: Vec<&String> = now.difference(&was).collect();
        for table in tables(old, name) {
            let Some(code) = code(table).filter(|code| !now.contains(code)) else { continue };
            let successor = match added.as_slice() {
                [group] if name == "group" => Some((*group).clone()),
                _ => table
                    .get("successor")
                    .and_then(Item::as_str)
                    .filter(|successor| now.contains(*successor))
                    .map(str::to_owned),
            };
            let title = table.get("name").and_then(Item::as_str).unwrap_or_default();
            let proposal =
                successor.unwrap_or_else(|| format!("{code} ({title} không còn trong danh sách)"));
            proposals.insert(code, proposal);
        }
    }
    proposals
}

/// Editor of a plan for another year.
struct Skeleton {
    from: i32,
    year: i32,
    /// Texts for the codes of units and groups that are no longer in the list.
    proposals: BTreeMap<String, String>,
    /// Keys on the path to the current value.
    path: Vec<String>,
}

impl Skeleton {
    /// Returns the new value of a text.
    fn text(&self, text: &str) -> String {
        let at = |depth: usize| self.path.get(depth).map(String::as_str);
        let (room, key) = (at(0).unwrap_or_default(), at(1).unwrap_or_default());
        match (room, key) {
            ("plan", "id") => text.to_owned(),
            ("period", key) if PERIOD_TEXTS.contains(&key) => {
                moved_years(text, self.from, self.year)
            }
            // one place to confirm a series with its days
            ("series", "every") => marked(text),
            ("assignment" | "indicator", "units" | "groups" | "only") => self
                .proposals
                .get(text)
                .map_or_else(|| text.to_owned(), |proposal| marked(proposal)),
            _ if self.must_be_confirmed(text) => marked(text),
            _ => text.to_owned(),
        }
    }

    /// Returns whether a text names a document, the old year or an abolished level.
    fn must_be_confirmed(&self, text: &str) -> bool {
        let key = Key::new(text);
        let names = |words: &[&str]| words.iter().any(|word| key.contains(&Key::new(word)));
        names(&DOCUMENTS)
            || text.contains(&self.from.to_string())
            || (self.year >= WITHOUT_DISTRICTS && names(&ABOLISHED))
    }

    fn value(&self, value: &mut Value) {
        let decor = value.decor().clone();
        let changed = match &*value {
            Value::String(text) => self.text(text.value()),
            Value::Datetime(day) => {
                let day = day.value().to_string();
                marked(&moved_day(&day, self.year - self.from).unwrap_or(day))
            }
            _ => return,
        };
        if value.as_str() != Some(changed.as_str()) {
            *value = Value::from(changed);
            *value.decor_mut() = decor;
        }
    }
}

impl VisitMut for Skeleton {
    fn visit_table_like_kv_mut(&mut self, key: KeyMut<'_>, node: &mut Item) {
        self.path.push(key.get().to_owned());
        visit_table_like_kv_mut(self, key, node);
        self.path.pop();
    }

    fn visit_value_mut(&mut self, node: &mut Value) {
        match node {
            Value::String(_) | Value::Datetime(_) => self.value(node),
            _ => visit_value_mut(self, node),
        }
    }
}

/// Moves the years in a text by the distance between the plans.
fn moved_years(text: &str, from: i32, to: i32) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, digits) = rest.split_at(start);
        let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let (number, after) = digits.split_at(length);
        moved.push_str(before);
        match number.parse::<i32>() {
            Ok(year) if number.len() == 4 && (year - from).abs() <= 5 => {
                moved.push_str(&(year + to - from).to_string());
            }
            _ => moved.push_str(number),
        }
        rest = after;
    }
    moved + rest
}

/// Moves a date by some years, in TOML format; the last day of February stays the last.
fn moved_day(day: &str, years: i32) -> Option<String> {
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    let moved = day.checked_add_months(Months::new(u32::try_from(years).ok()? * 12))?;
    let is_last = |day: NaiveDate| day.succ_opt().is_some_and(|next| next.month() != day.month());
    let last = day.month() == 2 && is_last(day) && !is_last(moved);
    Some(if last { moved.succ_opt()? } else { moved }.to_string())
}
