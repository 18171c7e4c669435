//! Reads `[[assignment]]`: tasks, duties and roles of units. An entry for units overrides one for
//! groups, and that one overrides an entry for everyone; duty and role are independent.

use super::file::File;
use super::table::Table;
use super::units::Units;
use super::validate::Codes;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::plan::{Assignment, Duty, Role, Task};
use crate::msg;
use crate::text::Text;
use std::collections::BTreeMap;

/// Assignments by unit and task.
pub(super) type Assignments = BTreeMap<UnitCode, BTreeMap<TaskCode, Assignment>>;

/// Specificity of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Everyone,
    Groups,
    Units,
}

/// One `[[assignment]]`.
struct Entry {
    line: usize,
    reach: Reach,
    units: Vec<UnitCode>,
    tasks: Vec<TaskCode>,
    duty: Option<Duty>,
    role: Option<Role>,
}

/// A duty or a role with the specificity and the line of its entry.
type Known<T> = Option<(Reach, usize, T)>;

/// Duty and role of a unit in a task.
#[derive(Default)]
struct Pair {
    duty: Known<Duty>,
    role: Known<Role>,
}

/// Duties and roles by unit and task.
type Pairs = BTreeMap<UnitCode, BTreeMap<TaskCode, Pair>>;

/// Reads the assignments of a plan.
pub(super) fn read(
    file: &File,
    root: &mut Table,
    units: &Units,
    tasks: &[Task],
    codes: &Codes,
) -> Assignments {
    let before = file.count();
    let tables = root.optional("assignment").tables();
    let entries: Vec<Entry> =
        tables.into_iter().filter_map(|table| entry(file, table, units, codes)).collect();
    let pairs = combine(file, &entries);
    if file.count() == before
        && [&units.codes, &units.groups, codes].iter().all(|codes| codes.is_whole())
    {
        check_whole(file, &pairs, tasks, codes);
    }
    let settled = |pair: Pair| Some(Assignment { duty: pair.duty?.2, role: pair.role?.2 });
    let of_unit = |tasks: BTreeMap<TaskCode, Pair>| {
        tasks.into_iter().filter_map(|(task, pair)| Some((task, settled(pair)?))).collect()
    };
    pairs.into_iter().map(|(unit, tasks)| (unit, of_unit(tasks))).collect()
}

fn entry(file: &File, mut table: Table, units: &Units, codes: &Codes) -> Option<Entry> {
    let line = table.line;
    let whom = entry_units(file, &mut table, units);
    let tasks = table.required("tasks").texts();
    let duty = table
        .optional("duty")
        .word(&[("required", Duty::Required), ("by-function", Duty::ByFunction)]);
    let roles =
        [("lead", Role::Lead), ("guide", Role::Guide), ("with", Role::With), ("own", Role::Own)];
    let role = table.optional("role").word(&roles);
    if !table.has("duty") && !table.has("role") {
        file.fault(
            line,
            msg!(
                "[[assignment]] phải có duty (nghĩa vụ) hoặc role (vai trò), hoặc cả hai.",
                "[[assignment]] needs duty or role, or both."
            ),
        );
    }
    table.done();
    let tasks = tasks
        .into_iter()
        .filter(|task| codes.check(file, task))
        .map(|task| task.value.as_str().into())
        .collect();
    let (reach, units) = whom?;
    Some(Entry {
        line,
        reach,
        units,
        tasks,
        duty: duty.map(|duty| duty.value),
        role: role.map(|role| role.value),
    })
}

/// Returns the units of an entry: everyone, groups, or listed units.
fn entry_units(file: &File, table: &mut Table, units: &Units) -> Option<(Reach, Vec<UnitCode>)> {
    let keys = ["everyone", "groups", "units"];
    if keys.iter().filter(|key| table.has(key)).count() != 1 {
        for key in keys {
            table.optional(key);
        }
        file.fault(
            table.line,
            msg!(
                "[[assignment]] phải có đúng một trong ba khóa everyone = true, groups = […], units = […].",
                "[[assignment]] needs exactly one of everyone = true, groups = […], units = […]."
            ),
        );
        return None;
    }
    let all = units.registry.units();
    if let Some(everyone) = table.optional("everyone").boolean() {
        if !everyone.value {
            file.fault(
                everyone.line,
                msg!(
                    "“everyone” chỉ ghi true; nếu không thì dùng groups hoặc units.",
                    "“everyone” is only ever true; otherwise use groups or units."
                ),
            );
            return None;
        }
        return Some((Reach::Everyone, all.iter().map(|unit| unit.code.clone()).collect()));
    }
    if table.has("groups") {
        let mut groups = table.required("groups").texts();
        groups.retain(|group| units.groups.check(file, group));
        let named = |code: &str| groups.iter().any(|group| group.value == code);
        let members =
            all.iter().filter(|unit| named(unit.group.as_str())).map(|unit| unit.code.clone());
        return Some((Reach::Groups, members.collect()));
    }
    let listed = table.has("units").then(|| table.required("units").texts())?;
    let known = listed.into_iter().filter(|unit| units.codes.check(file, unit));
    Some((Reach::Units, known.map(|unit| unit.value.as_str().into()).collect()))
}

/// Combines the entries. Two values of the same specificity are an error.
fn combine(file: &File, entries: &[Entry]) -> Pairs {
    let mut pairs = Pairs::new();
    for entry in entries {
        let mut twice: BTreeMap<usize, (&UnitCode, &TaskCode)> = BTreeMap::new();
        for (unit, task) in
            entry.units.iter().flat_map(|unit| entry.tasks.iter().map(move |task| (unit, task)))
        {
            let pair = pairs.entry(unit.clone()).or_default().entry(task.clone()).or_default();
            let duty = set(&mut pair.duty, entry, entry.duty);
            let role = set(&mut pair.role, entry, entry.role);
            for other in duty.into_iter().chain(role) {
                twice.entry(other).or_insert((unit, task));
            }
        }
        for (other, (unit, task)) in twice {
            file.fault(
                entry.line,
                msg!(
                    "Phân công này trùng với phân công ở dòng {other} (ví dụ {unit}, nhiệm vụ {task}); giữ một trong hai.",
                    "This assignment says again what line {other} says (for instance {unit}, task {task}); keep one of them."
                ),
            );
        }
    }
    pairs
}

/// Sets a value unless a more specific one is known; returns the line of another value of the same
/// specificity.
fn set<T>(known: &mut Known<T>, entry: &Entry, value: Option<T>) -> Option<usize> {
    let value = value?;
    match known {
        Some((reach, line, _)) if *reach == entry.reach => Some(*line),
        Some((reach, ..)) if *reach > entry.reach => None,
        _ => {
            *known = Some((entry.reach, entry.line, value));
            None
        }
    }
}

/// Checks that every assignment has duty and role, and every task has a unit. Used only if all
/// entries could be read.
fn check_whole(file: &File, pairs: &Pairs, tasks: &[Task], codes: &Codes) {
    let mut halves: BTreeMap<usize, (&UnitCode, &TaskCode, Text)> = BTreeMap::new();
    for (unit, task, pair) in pairs
        .iter()
        .flat_map(|(unit, tasks)| tasks.iter().map(move |(task, pair)| (unit, task, pair)))
    {
        let lacking = match (pair.duty, pair.role) {
            (Some((_, line, _)), None) => Some((line, Text::new("vai trò (role)", "role"))),
            (None, Some((_, line, _))) => Some((line, Text::new("nghĩa vụ (duty)", "duty"))),
            _ => None,
        };
        if let Some((line, key)) = lacking {
            halves.entry(line).or_insert((unit, task, key));
        }
    }
    for (line, (unit, task, Text { vi, en })) in halves {
        file.fault(
            line,
            msg!(
                "Nhiệm vụ {task} của {unit} chưa có {vi}: ghi thêm ở đây, hoặc ở phân công của khối hay của mọi đơn vị.",
                "The task {task} of {unit} has no {en}: say it here, or in an assignment of the group or of everyone."
            ),
        );
    }
    for task in
        tasks.iter().filter(|task| !pairs.values().any(|owed| owed.contains_key(&task.code)))
    {
        let (line, code) = (codes.place(task.code.as_str()).map_or(1, |at| at.line), &task.code);
        file.fault(
            line,
            msg!(
                "Nhiệm vụ {code} chưa giao cho đơn vị nào; thêm vào một mục [[assignment]].",
                "The task {code} has no unit; add it to an [[assignment]]."
            ),
        );
    }
}
