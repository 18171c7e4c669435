//! `Phân công`: tasks by everyone, groups and units, with duty and role in each cell.

use super::sheet_table::{SheetColumn, SheetTable, column};
use crate::model::key::Key;
use crate::model::plain_sheet::PlainValue;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;
use toml_edit::Value;

/// Name of the sheet.
pub(super) const SHEET: &str = "Phân công";
/// The key of the list of assignments.
pub(super) const KEY: &str = "assignment";
/// Heading of the column of tasks.
pub(super) const TASK: &str = "Mã";
/// Heading of the column for all units.
pub(super) const EVERYONE: &str = "Mọi đơn vị";
/// Sign of the headings of groups that the list of units does not have.
const GROUP: &str = "Khối ";
/// Sign of the headings of units.
pub(super) const UNIT: &str = "Đơn vị ";
/// Separates duty and role in a cell.
const SEPARATOR: &str = "; ";

/// Roles: values of TOML and words.
pub(super) const ROLES: [(&str, &str); 4] =
    [("lead", "chủ trì"), ("guide", "hướng dẫn"), ("with", "phối hợp"), ("own", "tự thực hiện")];
/// Duties: values of TOML and words.
pub(super) const DUTIES: [(&str, &str); 2] =
    [("required", "phải báo cáo"), ("by-function", "theo chức năng")];

/// Names of groups by code, for headings.
pub(crate) type Names = BTreeMap<String, String>;

/// A table as leaves.
type Entry = Vec<(Vec<String>, Value)>;

/// Returns the sheet, and the entries that do not fit in it. Tasks are those of the sheet of tasks.
pub(super) fn sheet(
    entries: Vec<Entry>,
    sheets: &[SheetTable],
    names: &Names,
    lang: Lang,
) -> (SheetTable, Vec<Entry>) {
    let tasks: Vec<String> = sheets
        .last()
        .into_iter()
        .flat_map(|sheet| &sheet.rows)
        .filter_map(|row| match row.first() {
            Some(Some(PlainValue::Text(code))) => Some(code.clone()),
            _ => None,
        })
        .collect();
    let mut reach: Vec<String> = vec![EVERYONE.to_owned()];
    reach.extend(names.keys().cloned());
    let mut cells: BTreeMap<(String, String), [Option<String>; 2]> = BTreeMap::new();
    let mut rest = Vec::new();
    for entry in entries {
        let Some((whom, tasks, word)) = understood(&entry, &tasks, names) else {
            rest.push(entry);
            continue;
        };
        for (whom, task) in whom.iter().flat_map(|whom| tasks.iter().map(move |task| (whom, task)))
        {
            if !reach.contains(whom) {
                reach.push(whom.clone());
            }
            let cell = cells.entry((task.clone(), whom.clone())).or_default();
            for (place, word) in cell.iter_mut().zip(&word) {
                if word.is_some() {
                    place.clone_from(word);
                }
            }
        }
    }
    let row = |task: &String| {
        let cell = |whom: &String| {
            let words = cells.get(&(task.clone(), whom.clone()))?;
            let words: Vec<&str> = words.iter().flatten().map(String::as_str).collect();
            Some(PlainValue::Text(words.join(SEPARATOR)))
        };
        std::iter::once(Some(PlainValue::Text(task.clone())))
            .chain(reach.iter().map(cell))
            .collect()
    };
    let rows = tasks.iter().map(row).collect();
    let columns = std::iter::once(column(TASK, 9.0))
        .chain(reach.iter().map(|whom| heading(whom, names, lang)));
    (SheetTable { name: SHEET.to_owned(), columns: columns.collect(), rows }, rest)
}

/// Explanation of the column for all units.
const FOR_ALL: Text = Text::new(
    "Cho mọi đơn vị; ô của khối và của đơn vị được ưu tiên hơn",
    "For all units; cells of groups and of units come first",
);

fn heading(whom: &str, names: &Names, lang: Lang) -> SheetColumn {
    let heading = names.get(whom).cloned().unwrap_or_else(|| whom.to_owned());
    let prompt = if whom == EVERYONE { FOR_ALL.in_lang(lang) } else { "" };
    SheetColumn { words: words(), prompt: prompt.to_owned(), ..column(&heading, 20.0) }
}

/// Returns the words of a cell.
fn words() -> Vec<String> {
    let roles = || ROLES.iter().map(|(_, word)| (*word).to_owned());
    let duties = || DUTIES.iter().map(|(_, word)| (*word).to_owned());
    let both =
        roles().flat_map(|role| duties().map(move |duty| format!("{role}{SEPARATOR}{duty}")));
    both.chain(roles()).chain(duties()).collect()
}

/// For whom, which tasks, and the words of role and duty.
type Understood = (Vec<String>, Vec<String>, [Option<String>; 2]);

/// Returns what an entry says; `None` if the table cannot say it.
fn understood(entry: &Entry, known: &[String], names: &Names) -> Option<Understood> {
    let (mut whom, mut tasks, mut word) = (Vec::new(), Vec::new(), [None, None]);
    let texts = |value: &Value| -> Option<Vec<String>> {
        value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
    };
    let said = |words: &[(&str, &str)], value: &Value| {
        let word = words.iter().find(|(written, _)| value.as_str() == Some(written));
        word.map(|(_, shown)| (*shown).to_owned())
    };
    for (path, value) in entry {
        match path.join(".").as_str() {
            "everyone" if value.as_bool() == Some(true) => whom.push(EVERYONE.to_owned()),
            "groups" => {
                let known = |group: String| {
                    if names.contains_key(&group) { group } else { format!("{GROUP}{group}") }
                };
                whom.extend(texts(value)?.into_iter().map(known));
            }
            "units" => whom.extend(texts(value)?.into_iter().map(|unit| format!("{UNIT}{unit}"))),
            "tasks" => tasks = texts(value)?,
            "role" => word[0] = Some(said(&ROLES, value)?),
            "duty" => word[1] = Some(said(&DUTIES, value)?),
            _ => return None,
        }
    }
    let is_whole = !whom.is_empty() && !tasks.is_empty() && word.iter().any(Option::is_some);
    (is_whole && tasks.iter().all(|task| known.contains(task))).then_some((whom, tasks, word))
}

/// Returns the line of TOML that says for whom a column is; `None` if its heading is unknown.
pub(super) fn whom(heading: &str, names: &Names) -> Option<String> {
    let is = |written: &str| Key::new(written) == Key::new(heading);
    let group = names.iter().find(|(code, name)| is(name) || *code == heading);
    let group = group.map(|(code, _)| code.as_str()).or_else(|| heading.strip_prefix(GROUP));
    match (group, heading.strip_prefix(UNIT)) {
        _ if is(EVERYONE) => Some("everyone = true".to_owned()),
        (Some(code), _) => Some(format!("groups = {}", list(code.trim()))),
        (None, Some(unit)) => Some(format!("units = {}", list(unit.trim()))),
        (None, None) => None,
    }
}

/// Returns the lines of TOML for a cell: for whom it is, its task and its words; `None` if the words
/// are not understood.
pub(super) fn entry(whom: String, task: &str, written: &str) -> Option<Vec<String>> {
    let mut lines = vec![whom, format!("tasks = {}", list(task))];
    for word in written.split([';', ',']).map(str::trim).filter(|word| !word.is_empty()) {
        let is =
            |(value, shown): &&(&str, &str)| *value == word || Key::new(shown) == Key::new(word);
        let role = ROLES.iter().find(is).map(|(value, _)| ("role", value));
        let (name, value) =
            role.or_else(|| DUTIES.iter().find(is).map(|(value, _)| ("duty", value)))?;
        lines.push(format!("{name} = {}", super::toml_text::string(value)));
    }
    (lines.len() > 2).then_some(lines)
}

fn list(one: &str) -> String {
    super::toml_text::strings(std::iter::once(one))
}
