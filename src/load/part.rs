//! `parent` of an indicator: the indicator directly above of which it counts a part (*trong đó*).

use super::file::{At, File};
use super::validate::{Codes, Names};
use crate::model::id::IndicatorCode;
use crate::model::indicator::{Indicator, Part};
use crate::model::key::Key;
use crate::model::plan::Relation;
use crate::msg;
use crate::text::Message;
use std::collections::BTreeMap;

/// Words before the wording of a part.
const OF_WHICH: &str = "Trong đó";

/// The parts read so far.
#[derive(Default)]
pub(super) struct Parts {
    /// Parents that are not above their part.
    misplaced: Vec<At<String>>,
    /// The wordings of the parts of each indicator: those of different parents may be equal.
    names: BTreeMap<IndicatorCode, Names>,
    /// A part is at most the whole.
    relations: Vec<At<Relation>>,
}

impl Parts {
    /// Places an indicator below its parent, which is one of those above it.
    pub(super) fn place(
        &mut self,
        file: &File,
        indicator: &mut Indicator,
        (parent, name): (At<String>, &At<String>),
        above: &[Indicator],
        names: &mut Names,
    ) {
        let Some(whole) = above.iter().find(|other| other.code.as_str() == parent.value) else {
            return self.misplaced.push(parent);
        };
        let own = own_wording(&indicator.name).to_owned();
        let full_name = format!("{}, {}: {own}", whole.full_name(), OF_WHICH.to_lowercase());
        let code = indicator.code.as_str();
        let full = At { line: name.line, value: full_name.clone() };
        names.add(file, code, &full);
        let siblings = self.names.entry(whole.code.clone()).or_default();
        siblings.add(file, code, &At { line: name.line, value: own.clone() });
        if let Some(fault) = fault(indicator, whole, above) {
            file.fault(parent.line, fault);
        } else {
            let value = Relation::AtMost(indicator.code.clone(), whole.code.clone());
            self.relations.push(At { line: parent.line, value });
        }
        if indicator.only.is_none() {
            indicator.only.clone_from(&whole.only);
        }
        indicator.name = format!("{OF_WHICH}: {own}");
        let depth = whole.depth() + 1;
        indicator.part = Some(Part { parent: whole.code.clone(), own, full_name, depth });
    }

    /// Reports the parents that are unknown or not above their part, and returns the relations of the others.
    pub(super) fn finish(self, file: &File, codes: &Codes) -> Vec<At<Relation>> {
        for parent in self.misplaced.iter().filter(|parent| codes.check(file, parent)) {
            let code = &parent.value;
            file.fault(
                parent.line,
                msg!(
                    "Chỉ tiêu trong đó phải ghi ngay dưới chỉ tiêu chứa nó; {code} không ở phía trên (hoặc là chính nó).",
                    "A part is written directly below the indicator it is part of; {code} is not above it (or is itself)."
                ),
            );
        }
        self.relations
    }
}

/// Returns why an indicator cannot be a part of another.
fn fault(part: &Indicator, whole: &Indicator, above: &[Indicator]) -> Option<Message> {
    let of = |code: &IndicatorCode| above.iter().find(|other| other.code == *code);
    let mut open = above.last();
    while let Some(one) = open.filter(|one| one.code != whole.code) {
        open = one.part.as_ref().and_then(|part| of(&part.parent));
    }
    let (code, own, measure) = (&whole.code, &part.code, &whole.measure);
    let counts = |one: &Indicator| {
        one.total.adds_up() && one.answer.number().is_some_and(|number| !number.is_signed)
    };
    Some(if open.is_none() {
        msg!(
            "{own} là một phần của {code} nên phải ghi ngay dưới {code} và các phần khác của nó.",
            "{own} is a part of {code} and is written directly below {code} and its other parts."
        )
    } else if Key::new(&part.measure) != Key::new(measure) {
        msg!(
            "{own} là một phần của {code} nên phải cùng đơn vị tính “{measure}”.",
            "{own} is a part of {code} and must have its measure “{measure}”."
        )
    } else if part.task != whole.task {
        msg!(
            "{own} là một phần của {code} nên phải thuộc cùng một nhiệm vụ (task).",
            "{own} is a part of {code} and must belong to the same task."
        )
    } else if part.only.iter().flatten().any(|unit| !whole.is_asked_of(unit)) {
        msg!(
            "{own} là một phần của {code} nên chỉ hỏi các đơn vị mà {code} hỏi (only).",
            "{own} is a part of {code} and is asked only of units that are asked for {code} (only)."
        )
    } else if !counts(part) || !counts(whole) {
        msg!(
            "Chỉ số cộng được và không âm mới có phần trong đó; {code} hoặc {own} không phải như vậy.",
            "Only numbers that add up and are not negative have parts; {code} or {own} is not such a number."
        )
    } else {
        return None;
    })
}

/// Returns a wording without *trong đó* before it.
fn own_wording(name: &str) -> &str {
    let lead = OF_WHICH.chars().count();
    let begins = name
        .chars()
        .take(lead)
        .flat_map(char::to_lowercase)
        .eq(OF_WHICH.chars().flat_map(char::to_lowercase));
    let rest = name.char_indices().nth(lead).map_or("", |(at, _)| name.get(at..).unwrap_or(""));
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    if begins && !rest.is_empty() { rest } else { name }
}
