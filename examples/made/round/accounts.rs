//! Checks a run's results, `tong-hop.json`: every file sent must occur once, in the right role,
//! with the right finding if it is unreadable.

use super::bad_files;
use super::{Condition, PERIOD, Sending, sending::Mistake};
use serde_json::Value;
use std::collections::BTreeMap;

/// Returns a message for each file that is not listed as expected.
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

/// The results by file and by unit.
struct Facts<'f> {
    /// The roles of each file; there should be one.
    roles: BTreeMap<&'f str, Vec<&'f str>>,
    /// The rules about unreadable files, by file.
    unread: BTreeMap<&'f str, Vec<&'f str>>,
    /// The state of the unit with a file's figures.
    states: BTreeMap<&'f str, &'f str>,
    /// The number of figures of a file that count.
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
        for line in lines("findings").filter(|line| bad_files::UNREAD.contains(&word(line, "rule")))
        {
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

    /// Returns a message if a file is not listed as expected.
    fn fault(&self, sending: &Sending, of_unit: &[&Sending]) -> Option<String> {
        let file = listed(sending);
        let roles = self.roles.get(&*file).map_or(&[][..], Vec::as_slice);
        let unread = self.unread.get(&*file).map_or(&[][..], Vec::as_slice);
        let called_for = bad_files::rules(sending.condition);
        let alone = of_unit.iter().filter(|other| other.condition == Condition::Intact).count() < 2;
        let role_fits = match (roles, sending.condition, alone) {
            (["unreadable"], condition, _) => condition != Condition::Intact,
            (["current"], Condition::Intact, _) | (["superseded"], Condition::Intact, false) => {
                true
            }
            _ => false,
        };
        let finding_fits = match unread {
            [] => called_for.is_empty(),
            [rule] => called_for.contains(rule),
            _ => false,
        };
        let sound = of_unit.len() == 1
            && sending.condition == Condition::Intact
            && matches!(sending.mistake, None | Some(Mistake::Late));
        let (state, counted) = (self.states.get(&*file), self.counted.get(&*file));
        let counts = !sound || state == Some(&"accepted") && counted == Some(&FIGURES);
        let fits = role_fits && finding_fits && counts;
        (!fits).then(|| {
            format!(
                "{file} ({:?}, {:?}): {roles:?}, {unread:?}, {state:?}, {counted:?} figures",
                sending.condition, sending.mistake
            )
        })
    }
}

/// Number of figures in a report.
const FIGURES: usize = 24;

/// Returns all files that the unit of a file sent.
fn of_unit<'s>(sent: &'s [Sending], sending: &Sending) -> Vec<&'s Sending> {
    // later versions follow in rounds of all units
    let units = sent.iter().position(|other| other.version > 0).unwrap_or(sent.len());
    sent.iter().skip(sending.unit).step_by(units).collect()
}

/// Returns a file's name in the results.
fn listed(sending: &Sending) -> String {
    format!("nhan/{PERIOD}/{}", sending.file)
}
