//! Two levels of fictional reports: communes report to their province, and provinces to the level
//! above, all under the shipped plan.

use super::units::{self, COMMUNE, PROVINCE};
use super::{Fault, Order, Round, Totals};
use std::path::Path;
use tonghop::load::shipped;

/// Folder of the workspace of the level above.
pub(crate) const NATIONAL: &str = "trung-uong";

/// A province: the folder of its workspace, and its code at the level above.
#[derive(Debug, Clone)]
pub(crate) struct Province {
    pub(crate) folder: String,
    pub(crate) code: String,
}

/// Generates the workspaces of provinces, each with reports of its share of the communes, and the
/// workspace of the level above, without reports. Returns the provinces and the totals of all
/// figures.
pub(crate) fn make(
    provinces: usize,
    communes: usize,
    root: &Path,
) -> Result<(Vec<Province>, Totals), Fault> {
    let names: Vec<String> = (0..provinces).map(|place| units::two_syllables(place * 7)).collect();
    let none = Order { reports: 0, clean: true, ..Order::default() };
    let above = Round::new(&none, national_plan(), units::only(&PROVINCE, &names))?;
    above.lay_out(&none, &root.join(NATIONAL))?;
    let (mut all, mut totals) = (Vec::new(), Totals::new());
    for (place, name) in names.iter().enumerate() {
        let reports = communes * (place + 1) / provinces - communes * place / provinces;
        let order = Order {
            reports,
            clean: true,
            seed: u64::try_from(place).unwrap_or_default(),
            ..Order::default()
        };
        let communes: Vec<String> =
            (0..reports).map(|commune| units::two_syllables(commune + place)).collect();
        let round = Round::new(&order, provincial_plan(name), units::only(&COMMUNE, &communes))?;
        let folder = format!("tinh-{place:02}");
        round.lay_out(&order, &root.join(&folder))?;
        for (indicator, sum) in round.totals(&order)? {
            *totals.entry(indicator).or_insert(0) += sum;
        }
        all.push(Province { folder, code: format!("{}-{place:05}", PROVINCE.0) });
    }
    Ok((all, totals))
}

/// Returns the shipped plan as that of a fictional province.
fn provincial_plan(name: &str) -> String {
    shipped::PLAN.replace("TỈNH THANH HÓA", &format!("TỈNH {}", name.to_uppercase()))
}

/// Returns the shipped plan as that of the level above.
fn national_plan() -> String {
    shipped::PLAN
        .replace("\"ỦY BAN NHÂN DÂN\\nTỈNH THANH HÓA\"", "\"CHÍNH PHỦ\"")
        .replace("area = \"toàn tỉnh\"", "area = \"cả nước\"")
}
