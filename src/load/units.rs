//! Reads groups, units and naming rules from `don-vi.toml`.

use super::file::{At, File};
use super::suggestion::quoted;
use super::table::Table;
use super::validate::{Codes, FILE_CODE, check_shape, is_file_code};
use crate::model::id::UnitCode;
use crate::model::key::Key;
use crate::model::unit::{Contact, Group, Naming, Registry, Unit};
use crate::msg;
use crate::text::{Lang, Text, listed};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Units that could be read, with codes for references.
pub(super) struct Units {
    pub(super) registry: Registry,
    pub(super) codes: Codes,
    pub(super) groups: Codes,
}

/// Reads the units; errors are recorded in the file.
pub(super) fn read(file: &File) -> Units {
    let mut codes = Codes::new(Text::new("đơn vị", "unit"), str::to_uppercase);
    let mut groups = Codes::new(Text::new("khối", "group"), str::to_uppercase);
    let Some(mut root) = Table::root(file) else {
        codes.mark_incomplete();
        groups.mark_incomplete();
        return Units { registry: Registry::default(), codes, groups };
    };
    let list: Vec<Group> = root
        .required("group")
        .tables()
        .into_iter()
        .filter_map(|table| group(file, table, &mut groups))
        .collect();
    let mut entries: Vec<Entry> = root
        .required("unit")
        .tables()
        .into_iter()
        .filter_map(|table| entry(file, table, &mut codes))
        .collect();
    let naming =
        root.optional("naming").table().map(|table| naming(file, table)).unwrap_or_default();
    root.done();
    check(file, &entries, &codes, &groups);
    entries.sort_by_key(|entry| entry.order.value);
    let lines: BTreeMap<(UnitCode, String), usize> =
        entries.iter().flat_map(Entry::lines).collect();
    let (registry, clashes) =
        Registry::new(list, entries.into_iter().map(|entry| entry.unit).collect(), &naming);
    check_names(file, clashes, &lines);
    Units { registry, codes, groups }
}

/// Reports two units that share names, once for all names.
fn check_names(
    file: &File,
    clashes: Vec<(UnitCode, UnitCode, String)>,
    lines: &BTreeMap<(UnitCode, String), usize>,
) {
    let mut pairs: BTreeMap<(UnitCode, UnitCode), Vec<String>> = BTreeMap::new();
    for (other, unit, name) in clashes {
        let names = pairs.entry((other, unit)).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for ((other, unit), names) in pairs {
        let line_of = |name: &String| lines.get(&(unit.clone(), name.clone())).copied();
        let line = names.first().and_then(line_of).unwrap_or(1);
        let other_line =
            lines.iter().find(|((code, _), _)| *code == other).map_or(1, |(_, line)| *line);
        let quoted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
        let (list_vi, list_en) = (listed(&quoted, 3, Lang::Vi), listed(&quoted, 3, Lang::En));
        file.fault(
            line,
            msg!(
                "{list_vi} của {unit} cũng là tên của {other} (dòng {other_line}); hai đơn vị không được chung một tên, bỏ một trong hai.",
                "{list_en} of {unit} is also a name of {other} (line {other_line}); two units must not share a name, drop one of them."
            ),
        );
    }
}

fn group(file: &File, mut table: Table, codes: &mut Codes) -> Option<Group> {
    let code = table.required("code").text();
    let (name, name_en) = (table.required("name").text(), table.required("name_en").text());
    table.done();
    codes.add(file, code.as_ref());
    Some(Group { code: code?.value.as_str().into(), name: name?.value, name_en: name_en?.value })
}

/// Unit with the lines of its keys.
struct Entry {
    unit: Unit,
    group: At<String>,
    order: At<u32>,
    names: Vec<At<String>>,
    until: Option<At<NaiveDate>>,
    successors: Vec<At<String>>,
}

impl Entry {
    /// Returns the line of each name.
    fn lines(&self) -> Vec<((UnitCode, String), usize)> {
        self.names
            .iter()
            .map(|name| ((self.unit.code.clone(), name.value.clone()), name.line))
            .collect()
    }
}

fn entry(file: &File, mut table: Table, codes: &mut Codes) -> Option<Entry> {
    let code = table.required("code").text();
    let (name, group) = (table.required("name").text(), table.required("group").text());
    let (order, must_report) =
        (table.required("order").number(1..=9999), table.required("must_report").boolean());
    let (from, until) = (table.optional("valid_from").day(), table.optional("valid_to").day());
    let successors = table.optional("successor").text_or_texts();
    let aliases = table.optional("aliases").texts();
    let contact = contact(&mut table);
    check_shape(
        file,
        table.optional("gso_code").text().as_ref(),
        |code| code.chars().all(|c| c.is_ascii_digit()),
        Text::new("chỉ chữ số", "digits only"),
    );
    table.done();
    check_shape(file, code.as_ref(), is_file_code, FILE_CODE);
    codes.add(file, code.as_ref());
    let (name, group) = (name?, group?);
    let unit = Unit {
        code: code?.value.as_str().into(),
        name: name.value.clone(),
        group: group.value.as_str().into(),
        aliases: aliases.iter().map(|alias| alias.value.clone()).collect(),
        must_report: must_report?.value,
        contact,
        valid_from: from.map(|day| day.value),
        valid_to: until.as_ref().map(|day| day.value),
        successors: successors.iter().map(|code| code.value.as_str().into()).collect(),
    };
    let names = std::iter::once(name).chain(aliases).collect();
    Some(Entry { unit, group, order: order?, names, until, successors })
}

fn contact(table: &mut Table) -> Contact {
    let mut text = |key| table.optional(key).lines().map(|text| text.value).unwrap_or_default();
    Contact { email: text("email"), person: text("contact"), phone: text("phone") }
}

fn check(file: &File, entries: &[Entry], codes: &Codes, groups: &Codes) {
    let mut orders = BTreeMap::new();
    for entry in entries {
        let At { line, value: order } = entry.order;
        groups.check(file, &entry.group);
        if let Some(first) = orders.insert(order, line) {
            file.fault(
                line,
                msg!(
                    "Thứ tự {order} đã dùng ở dòng {first}; mỗi số chỉ dùng một lần.",
                    "The order {order} is used on line {first}; a number is used once."
                ),
            );
        }
        if let (Some(from), Some(until)) = (entry.unit.valid_from, &entry.until)
            && from > until.value
        {
            let until_day = until.value;
            file.fault(
                until.line,
                msg!(
                    "valid_to ({until_day}) sớm hơn valid_from ({from}).",
                    "valid_to ({until_day}) is before valid_from ({from})."
                ),
            );
        }
        check_successors(file, entry, entries, codes);
    }
}

fn check_successors(file: &File, entry: &Entry, entries: &[Entry], codes: &Codes) {
    let Some(first) = entry.successors.first() else {
        return;
    };
    let Some(until) = &entry.until else {
        file.fault(
            first.line,
            msg!(
                "Có đơn vị kế thừa (successor) thì phải có ngày cuối cùng tồn tại (valid_to).",
                "A unit with a successor needs its last day (valid_to)."
            ),
        );
        return;
    };
    let mut seen = BTreeSet::new();
    for successor in &entry.successors {
        let code = &successor.value;
        if !codes.check(file, successor) {
            continue;
        }
        if *code == entry.unit.code.as_str() {
            file.fault(
                successor.line,
                msg!(
                    "Một đơn vị không thể kế thừa chính nó.",
                    "A unit cannot be its own successor."
                ),
            );
        } else if !seen.insert(code) {
            file.fault(
                successor.line,
                msg!(
                    "Đơn vị kế thừa {code} ghi hai lần; bỏ một.",
                    "The successor {code} is named twice; drop one of them."
                ),
            );
        } else if let Some(next) = until.value.succ_opt()
            && entries
                .iter()
                .any(|other| *code == other.unit.code.as_str() && !other.unit.exists_on(next))
        {
            // every step of a succession is later than the previous one, so that there are no
            // circles
            let unit = &entry.unit.code;
            file.fault(
                successor.line,
                msg!(
                    "{code} không tồn tại vào ngày {next}, ngày đầu tiên sau khi {unit} kết thúc, nên không thể kế thừa {unit}.",
                    "{code} does not exist on {next}, the first day after the end of {unit}, and cannot succeed it."
                ),
            );
        }
    }
}

fn naming(file: &File, mut table: Table) -> Naming {
    let plain = |names: Vec<At<String>>| names.into_iter().map(|name| name.value).collect();
    let suffixes = plain(table.optional("suffixes").texts());
    let decorations = plain(table.optional("decorations").texts());
    let above = plain(table.optional("above").texts());
    let lower_bodies = plain(table.optional("lower_bodies").texts());
    let abbreviations = table
        .optional("abbreviations")
        .table()
        .map(|table| abbreviations(file, table))
        .unwrap_or_default();
    table.done();
    Naming { abbreviations, suffixes, decorations, above, lower_bodies }
}

fn abbreviations(file: &File, mut table: Table) -> Vec<(String, String)> {
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for At { line, value: short } in table.keys() {
        let (long, key, written) =
            (table.required(&short).text(), Key::new(&short), quoted(&short));
        if key.words().count() != 1 {
            file.fault(
                line,
                msg!(
                    "Từ viết tắt {written} phải là một từ liền.",
                    "The abbreviation {written} must be a single word."
                ),
            );
        }
        if let Some(first) = seen.insert(key, line) {
            file.fault(
                line,
                msg!(
                    "Từ viết tắt {written} đã ghi ở dòng {first}.",
                    "The abbreviation {written} is already on line {first}."
                ),
            );
        }
        pairs.extend(long.map(|long| (short, long.value)));
    }
    pairs
}
