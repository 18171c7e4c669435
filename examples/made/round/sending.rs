//! What is sent: by whom, in which version, when, under which name, and what befalls it.

use super::trouble::{self, Fate};
use super::{Fault, Order, day, random};
use chrono::{Days, NaiveDate};
use tonghop::model::plan::Plan;
use tonghop::model::unit::Unit;

/// A file that a unit sends.
#[derive(Debug, Clone)]
pub(crate) struct Sending {
    /// Its place among all.
    pub(crate) place: usize,
    /// The unit's place in the list of units.
    pub(crate) unit: usize,
    /// How many of the unit's came before it.
    pub(crate) version: usize,
    /// Its number among the unit's documents.
    pub(crate) number: usize,
    /// The day it was signed.
    pub(crate) signed: NaiveDate,
    /// The day it arrived.
    pub(crate) arrived: NaiveDate,
    /// Whether the register says so; a folder named by the day does otherwise.
    pub(crate) registered: bool,
    /// Its name in the period's inbox.
    pub(crate) file: String,
    /// What is wrong with what it says.
    pub(crate) slip: Option<Slip>,
    /// What became of it on its way.
    pub(crate) fate: Fate,
}

/// An ordinary fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// A figure is left blank.
    Blank,
    /// A figure is words.
    Words,
    /// A figure is a number written as text.
    Text,
    /// A status is not in the list.
    Status,
    /// A relation does not hold.
    Relation,
    /// Work is said to be done and not told.
    Untold,
    /// The report comes after the deadline.
    Late,
}

const SLIPS: [Slip; 7] =
    [Slip::Blank, Slip::Words, Slip::Text, Slip::Status, Slip::Relation, Slip::Untold, Slip::Late];

/// How many units send something.
pub(super) fn units(order: &Order) -> usize {
    let later = if order.clean { 0 } else { order.reports / 20 };
    order.units.unwrap_or(order.reports - later).clamp(1, order.reports.max(1))
}

/// How many units owe a report and send none.
pub(super) fn silent(order: &Order) -> usize {
    if order.clean { 0 } else { units(order) / 50 }
}

/// Everything that is sent.
pub(super) fn all(order: &Order, plan: &Plan) -> Result<Vec<Sending>, Fault> {
    if order.damaged + order.encrypted + order.hostile > order.reports {
        return Err("more files in trouble than files".into());
    }
    let mut sent: Vec<Sending> = (0..order.reports).map(|place| one(order, plan, place)).collect();
    let fates =
        (0..order.damaged).map(Fate::Damaged).chain((0..order.encrypted).map(|_| Fate::Encrypted));
    let fates: Vec<Fate> = fates.chain((0..order.hostile).map(Fate::Hostile)).collect();
    for (place, fate) in fates.iter().enumerate() {
        // spread evenly
        if let Some(sending) = sent.get_mut((2 * place + 1) * order.reports / (2 * fates.len())) {
            sending.fate = *fate;
            sending.file =
                format!("{}{}", sending.file.trim_end_matches(".xlsx"), trouble::ending(*fate));
        }
    }
    Ok(sent)
}

fn one(order: &Order, plan: &Plan, place: usize) -> Sending {
    // apart from the chance that draws the answers
    let mut random = random(!order.seed, place);
    let units = units(order);
    let (unit, version) = (place % units, place / units);
    let versions = order.reports.div_ceil(units);
    let slip = (!order.clean && random.usize(0..100) < 3).then(|| random.choice(SLIPS)).flatten();
    let offset = u64::try_from(version * 12 / versions + unit % 4).unwrap_or_default();
    let signed = if slip == Some(Slip::Late) { day(4, 29) } else { day(4, 8) + Days::new(offset) };
    let arrived = signed
        + Days::new(if slip == Some(Slip::Late) { random.u64(4..=7) } else { random.u64(0..=3) });
    let registered = random.usize(0..10) > 0;
    let named = plan
        .registry
        .units()
        .get(unit)
        .map_or_else(String::new, |unit| name(unit, version, &mut random));
    let file = if registered { named } else { format!("{arrived}/{named}") };
    let number = 20 + unit * 7 % 90 + version * 3;
    Sending {
        place,
        unit,
        version,
        number,
        signed,
        arrived,
        registered,
        file,
        slip,
        fate: Fate::Arrived,
    }
}

/// A file's name: mostly that under which the form was issued.
fn name(unit: &Unit, version: usize, random: &mut fastrand::Rng) -> String {
    let again = if version == 0 { String::new() } else { format!(" (lần {})", version + 1) };
    let named = match random.usize(0..10) {
        0 => format!("Báo cáo 6 tháng {}", unit.code),
        1 => unit.name.replace(['/', ':'], "-"),
        _ => unit.code.to_string(),
    };
    format!("{named}{again}.xlsx")
}
