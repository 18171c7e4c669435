//! Completes units that have only a name with values to be confirmed.

use super::headings::Columns;
use super::pairs;
use super::text::{BareNames, Writer, place};
use super::toml_text::{string, strings};
use super::unit_codes;
use crate::load::file::UNCONFIRMED;
use crate::load::shipped;
use crate::model::origin::CellRef;
use crate::model::plain_sheet::PlainSheet;
use crate::msg;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Heading of the codes.
pub(super) const CODE: &str = "Mã";
/// Heading of the names.
pub(super) const NAME: &str = "Tên đơn vị";
/// Headings of the other columns that are completed.
const ALIASES: &str = "Tên khác";
const GROUP: &str = "Khối";
const ORDER: &str = "Thứ tự";
const MUST_REPORT: &str = "Phải báo cáo";

/// Words of the names of units, with the groups.
type Grouped = Vec<(Vec<String>, String)>;

/// The units of a sheet and of the lists shipped, from which values are proposed.
pub(super) struct KnownUnits {
    codes: BTreeSet<String>,
    /// Words of names with the group.
    grouped: Grouped,
    /// The same of the lists shipped.
    shipped: OnceCell<[Grouped; 2]>,
    last_order: u32,
}

impl KnownUnits {
    pub(super) fn in_sheet(sheet: &PlainSheet, head: &Columns) -> Self {
        let (mut codes, mut grouped, mut last_order) = (BTreeSet::new(), Vec::new(), 0);
        for (_, cells) in head.rows(sheet) {
            codes.insert(head.text(&cells, CODE));
            let (name, group) = (head.text(&cells, NAME), head.text(&cells, GROUP));
            if !group.is_empty() && !group.contains(UNCONFIRMED) {
                grouped.push((unit_codes::words(&name), group));
            }
            let order = head.text(&cells, ORDER).replace(UNCONFIRMED, "").trim().parse();
            last_order = last_order.max(order.unwrap_or_default());
        }
        Self { codes, grouped, shipped: OnceCell::new(), last_order }
    }

    /// Returns a code that is not taken, and takes it.
    fn code(&mut self, name: &str) -> String {
        let code = unit_codes::code(name, |code| self.codes.contains(code));
        self.codes.insert(code.clone());
        code
    }

    /// Returns the group of the units that begin with the same words, in this list or else in
    /// those shipped; `None` if they are of several groups.
    fn group(&self, name: &str) -> Option<String> {
        let words = unit_codes::words(name);
        common_group(&self.grouped, &words).or_else(|| {
            let lists = || [shipped::UNITS_2026, shipped::UNITS].map(grouped);
            let lists = self.shipped.get_or_init(lists);
            lists.iter().find_map(|units| common_group(units, &words))
        })
    }
}

/// Returns the only group of the units that share most words at the beginning.
fn common_group(units: &[(Vec<String>, String)], words: &[String]) -> Option<String> {
    let shared = |other: &[String]| words.iter().zip(other).take_while(|(a, b)| a == b).count();
    let most = units.iter().map(|(other, _)| shared(other)).max().filter(|count| *count > 0)?;
    let groups: BTreeSet<&String> =
        units.iter().filter(|(other, _)| shared(other) == most).map(|(_, group)| group).collect();
    groups.first().filter(|_| groups.len() == 1).map(|group| (*group).clone())
}

/// Returns the names and groups of a list of units.
fn grouped(units: &str) -> Grouped {
    let named = pairs(units, "unit", ["name", "group"]).into_iter();
    named.map(|(name, group)| (unit_codes::words(&name), group)).collect()
}

impl Writer<'_> {
    /// Reports a unit without a code with the one proposed, or gives it what is proposed.
    pub(super) fn bare_name(
        &mut self,
        sheet: &PlainSheet,
        row: u32,
        head: &Columns,
        name: &str,
        known: &mut KnownUnits,
    ) {
        let code = known.code(name);
        if self.bare == BareNames::Completed {
            let mut complete = |heading: &str, line: String| {
                if head.has_no(heading, sheet, row) {
                    self.lists.push((line, place(sheet, CellRef::new(row, head.column(heading)))));
                }
            };
            let marked = |text: &str| string(&format!("{text} {UNCONFIRMED}"));
            complete(CODE, format!("code = {}", marked(&code)));
            let aliases = unit_codes::aliases(name);
            if !aliases.is_empty() {
                let aliases = strings(aliases.iter().map(String::as_str));
                complete(ALIASES, format!("aliases = {aliases}"));
            }
            if let Some(group) = known.group(name) {
                complete(GROUP, format!("group = {}", marked(&group)));
            }
            if head.has_no(ORDER, sheet, row) {
                known.last_order += 1;
            }
            complete(ORDER, format!("order = {}", marked(&known.last_order.to_string())));
            complete(MUST_REPORT, format!("must_report = {}", marked("có")));
            return;
        }
        self.fault(sheet, CellRef::new(row, head.column(CODE)), msg!(
            "đơn vị “{name}” chưa có mã; đề nghị “{code}”. Ghi mã vào ô này, hoặc chạy “tonghop plan to-excel” để điền mã, tên khác, khối và thứ tự đề nghị cho mọi đơn vị chưa có",
            "the unit “{name}” has no code; “{code}” is proposed. Enter a code, or run “tonghop plan to-excel” to fill in proposed codes, other names, groups and order for all such units"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::{common_group, grouped};
    use crate::load::shipped;
    use crate::load::spreadsheet::unit_codes::words;

    #[test]
    fn groups_follow_the_first_words_of_the_names() {
        let units = grouped(shipped::UNITS_2026);
        for (name, wanted) in [
            ("UBND xã Xuân Lai", Some("xa-phuong")),
            ("Ủy ban nhân dân phường Mới", Some("xa-phuong")),
            ("Sở Du lịch", Some("so-nganh")),
            ("Công an tỉnh Thanh Hóa", Some("luc-luong-vu-trang")),
            ("Câu lạc bộ Hàm Rồng", None),
        ] {
            assert_eq!(common_group(&units, &words(name)).as_deref(), wanted, "{name}");
        }
    }
}
