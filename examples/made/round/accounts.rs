//! Whether every file that was sent is accounted for in the facts of a run, `tong-hop.json`: once, in the right role, and with the
//! right finding where it could not be read.

use super::trouble;
use super::{Fate, PERIOD, Sending, sending::Slip};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is not as it should be; nothing where every file is accounted for.
pub(crate) fn faults(facts: &Value, sent: &[Sending]) -> Vec<String> {
    let facts = Facts::of(facts);
    let mut faults: Vec<String> =
        sent.iter().filter_map(|sending| facts.fault(sending, &of_unit(sent, sending))).collect();
    let expected: BTreeMap<String, usize> =
        sent.iter().map(|sending| (listed(sending), 1)).collect();
    let unsent = facts.roles.keys().filter(|file| !expected.contains_key(**file));
    faults.extend(unsent.map(|file| format!("{file}: nobody sent it")));
    faults
}

/// The facts by file and by unit.
struct Facts<'f> {
    /// The roles of each file: one.
    roles: BTreeMap<&'f str, Vec<&'f str>>,
    /// The rules about files that cannot be read, by file.
    unread: BTreeMap<&'f str, Vec<&'f str>>,
    /// The state of the unit whose figures are those of a file.
    states: BTreeMap<&'f str, &'f str>,
    /// How many figures of a file count.
    counted: BTreeMap<&'f str, usize>,
}

impl<'f> Facts<'f> {
    fn of(facts: &'f Value) -> Self {
        let lines = |name: &str| facts.get(name).and_then(Value::as_array).into_iter().flatten();
        let word = |line: &'f Value, name: &str| {
            line.get(name).and_then(Value::as_str).unwrap_or_default()
        };
        let mut all = Self {
            roles: BTreeMap::new(),
            unread: BTreeMap::new(),
            states: BTreeMap::new(),
            counted: BTreeMap::new(),
        };
        for line in lines("files") {
            all.roles.entry(word(line, "file")).or_default().push(word(line, "role"));
        }
        for line in lines("findings").filter(|line| trouble::UNREAD.contains(&word(line, "rule"))) {
            all.unread.entry(word(line, "file")).or_default().push(word(line, "rule"));
        }
        for line in lines("units") {
            all.states.insert(word(line, "file"), word(line, "state"));
        }
        for line in lines("values")
            .filter(|line| line.get("counted").and_then(Value::as_bool) == Some(true))
        {
            let file = line.get("at").map(|at| word(at, "file")).unwrap_or_default();
            *all.counted.entry(file).or_default() += 1;
        }
        all
    }

    /// What is wrong with how a file is accounted for.
    fn fault(&self, sending: &Sending, of_unit: &[&Sending]) -> Option<String> {
        let file = listed(sending);
        let roles = self.roles.get(&*file).map_or(&[][..], Vec::as_slice);
        let unread = self.unread.get(&*file).map_or(&[][..], Vec::as_slice);
        let called_for = trouble::rules(sending.fate);
        let alone = of_unit.iter().filter(|other| other.fate == Fate::Arrived).count() < 2;
        let role_fits = match (roles, sending.fate, alone) {
            (["unreadable"], fate, _) => fate != Fate::Arrived,
            (["current"], Fate::Arrived, _) | (["superseded"], Fate::Arrived, false) => true,
            _ => false,
        };
        let finding_fits = match unread {
            [] => called_for.is_empty(),
            [rule] => called_for.contains(rule),
            _ => false,
        };
        let sound = of_unit.len() == 1
            && sending.fate == Fate::Arrived
            && matches!(sending.slip, None | Some(Slip::Late));
        let (state, counted) = (self.states.get(&*file), self.counted.get(&*file));
        let counts = !sound || state == Some(&"accepted") && counted == Some(&FIGURES);
        let fits = role_fits && finding_fits && counts;
        (!fits).then(|| {
            format!(
                "{file} ({:?}, {:?}): {roles:?}, {unread:?}, {state:?}, {counted:?} figures",
                sending.fate, sending.slip
            )
        })
    }
}

/// How many figures a report has.
const FIGURES: usize = 24;

/// All that a sending's unit sent.
fn of_unit<'s>(sent: &'s [Sending], sending: &Sending) -> Vec<&'s Sending> {
    // what a unit sends later comes one round of all units later
    let units = sent.iter().position(|other| other.version > 0).unwrap_or(sent.len());
    sent.iter().skip(sending.unit).step_by(units).collect()
}

/// A file's name in the results.
fn listed(sending: &Sending) -> String {
    format!("nhan/{PERIOD}/{}", sending.file)
}
