//! The files that units send: sender, version, date, name and condition.

use super::bad_files::{self, Condition};
use super::{Fault, Order, day, random};
use chrono::{Days, NaiveDate};
use tonghop::model::plan::Plan;
use tonghop::model::unit::Unit;

/// A file that a unit sends.
#[derive(Debug, Clone)]
pub(crate) struct Sending {
    /// Index among all files.
    pub(crate) place: usize,
    /// The unit's index in the list of units.
    pub(crate) unit: usize,
    /// Number of earlier files of the unit.
    pub(crate) version: usize,
    /// Number among the unit's documents.
    pub(crate) number: usize,
    pub(crate) signed: NaiveDate,
    pub(crate) arrived: NaiveDate,
    /// Whether the register has the date of arrival; otherwise the folder's name does.
    pub(crate) registered: bool,
    /// Name in the period's inbox.
    pub(crate) file: String,
    /// The mistake in its content.
    pub(crate) mistake: Option<Mistake>,
    /// The condition in which it arrives.
    pub(crate) condition: Condition,
}

/// A common mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// A figure is left blank.
    Blank,
    /// A figure is in words.
    Words,
    /// A figure is a number written as text.
    Text,
    /// A status is not in the list.
    Status,
    /// A relation between figures does not hold.
    Relation,
    /// A task is reported as done without a result.
    NoResult,
    /// The report arrives after the deadline.
    Late,
}

const MISTAKES: [Mistake; 7] = [
    Mistake::Blank,
    Mistake::Words,
    Mistake::Text,
    Mistake::Status,
    Mistake::Relation,
    Mistake::NoResult,
    Mistake::Late,
];

/// Returns the number of units that send files.
pub(super) fn units(order: &Order) -> usize {
    let later = if order.clean { 0 } else { order.reports / 20 };
    order.units.unwrap_or(order.reports - later).clamp(1, order.reports.max(1))
}

/// Returns the number of units that should report but do not.
pub(super) fn silent(order: &Order) -> usize {
    if order.clean { 0 } else { units(order) / 50 }
}

/// Returns all files.
pub(super) fn all(order: &Order, plan: &Plan) -> Result<Vec<Sending>, Fault> {
    if order.damaged + order.encrypted + order.hostile > order.reports {
        return Err("more files in trouble than files".into());
    }
    let mut sent: Vec<Sending> = (0..order.reports).map(|place| one(order, plan, place)).collect();
    let conditions = (0..order.damaged)
        .map(Condition::Damaged)
        .chain((0..order.encrypted).map(|_| Condition::Encrypted));
    let conditions: Vec<Condition> =
        conditions.chain((0..order.hostile).map(Condition::Hostile)).collect();
    for (place, condition) in conditions.iter().enumerate() {
        // spread evenly
        if let Some(sending) =
            sent.get_mut((2 * place + 1) * order.reports / (2 * conditions.len()))
        {
            sending.condition = *condition;
            sending.file = format!(
                "{}{}",
                sending.file.trim_end_matches(".xlsx"),
                bad_files::extension(*condition)
            );
        }
    }
    Ok(sent)
}

fn one(order: &Order, plan: &Plan, place: usize) -> Sending {
    // independent of the generator of the answers
    let mut random = random(!order.seed, place);
    let units = units(order);
    let (unit, version) = (place % units, place / units);
    let versions = order.reports.div_ceil(units);
    let mistake =
        (!order.clean && random.usize(0..100) < 3).then(|| random.choice(MISTAKES)).flatten();
    let offset = u64::try_from(version * 12 / versions + unit % 4).unwrap_or_default();
    let signed =
        if mistake == Some(Mistake::Late) { day(4, 29) } else { day(4, 8) + Days::new(offset) };
    let arrived = signed
        + Days::new(if mistake == Some(Mistake::Late) {
            random.u64(4..=7)
        } else {
            random.u64(0..=3)
        });
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
        mistake,
        condition: Condition::Intact,
    }
}

/// Returns a file's name, usually that of the form issued to the unit.
fn name(unit: &Unit, version: usize, random: &mut fastrand::Rng) -> String {
    let again = if version == 0 { String::new() } else { format!(" (lần {})", version + 1) };
    let named = match random.usize(0..10) {
        0 => format!("Báo cáo 6 tháng {}", unit.code),
        1 => unit.name.replace(['/', ':'], "-"),
        _ => unit.code.to_string(),
    };
    format!("{named}{again}.xlsx")
}
