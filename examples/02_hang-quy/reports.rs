//! Writes the twenty reports of this example with the program's own form writer:
//!
//! ```text
//! cargo run --release --example hang-quy
//! ```
//!
//! An optional argument names another output folder. All figures are fictional.

#[path = "../made/mod.rs"]
mod made;

use made::Fault;
use made::answers::{of_unit, words};
use tonghop::model::form::Field;

/// A report: the folder named by the date of arrival, unit, number, answers in the order of its form.
type Line = (&'static str, &'static str, &'static str, &'static [&'static str]);

const LINES: [Line; 20] = [
    (
        "2026-09-17",
        "S-TC",
        "31/BC-TC",
        &["Có", "Có", "449", "436", "13", "368", "97.1", "81.96", "80.7"],
    ),
    (
        "2026-09-17",
        "S-NNMT",
        "33/BC-NNMT",
        &["Có", "Có", "416", "412", "4", "295", "99.04", "70.91", "89.6"],
    ),
    (
        "2026-09-18",
        "S-XD",
        "35/BC-XD",
        &["Không", "Có", "914", "860", "54", "767", "94.09", "83.92", "85.6"],
    ),
    (
        "2026-09-18",
        "S-YT",
        "37/BC-YT",
        &["Có", "Có", "2030", "1970", "60", "1421", "97.04", "70", "86.3"],
    ),
    (
        "2026-09-16",
        "S-GDDT",
        "39/BC-GDDT",
        &["Có", "Có", "654", "648", "6", "320", "99.08", "48.93", "85.2"],
    ),
    (
        "2026-09-16",
        "P-SUOIHONG",
        "41/BC-UBND",
        &["Có", "Có", "405", "397", "8", "336", "98.02", "82.96", "76.6", "1"],
    ),
    (
        "2026-09-18",
        "X-DONGLUA",
        "43/BC-UBND",
        &["Có", "Có", "1278", "1278", "0", "869", "100", "68", "75.8", "4"],
    ),
    (
        "2026-09-15",
        "X-BENLAU",
        "45/BC-UBND",
        &["Có", "Có", "484", "475", "9", "324", "98.14", "66.94", "86.1", "2"],
    ),
    (
        "2026-09-16",
        "X-GOMAY",
        "47/BC-UBND",
        &["Có", "Không", "1179", "1144", "35", "884", "97.03", "74.98", "81.9", "2"],
    ),
    (
        "2026-09-16",
        "X-KHENUOC",
        "49/BC-UBND",
        &["Có", "Có", "389", "382", "19", "357", "98.2", "91.77", "86.2", "12"],
    ),
    (
        "2026-09-15",
        "X-HOSEN",
        "51/BC-UBND",
        &["Có", "Có", "1237", "1237", "0", "717", "100", "57.96", "KPS", "12"],
    ),
    (
        "2026-09-17",
        "P-CAUTRE",
        "53/BC-UBND",
        &["Rồi", "Có", "1261", "1236", "25", "1084", "98.02", "85.96", "91.8", "5"],
    ),
    (
        "2026-09-16",
        "X-DOITHONG",
        "55/BC-UBND",
        &["Có", "Có", "522", "512", "10", "307", "98.08", "104", "90.2", "4"],
    ),
    (
        "2026-09-18",
        "X-BENDA",
        "57/BC-UBND",
        &["Có", "Có", "670", "650", "20", "616", "97.01", "91.94", "79.1", "9"],
    ),
    (
        "2026-09-21",
        "X-SUOICO",
        "59/BC-UBND",
        &["Có", "Có", "908", "908", "0", "417", "100", "45.93", "86", "5"],
    ),
    (
        "2026-09-15",
        "X-NUONGDAU",
        "61/BC-UBND",
        &["Có", "Có", "1419", "1391", "28", "1035", "98.03", "72.94", "98.4", "6"],
    ),
    (
        "2026-09-16",
        "X-AOVUA",
        "63/BC-UBND",
        &["Có", "Không", "631", "631", "0", "372", "100", "58.95", "79", "6"],
    ),
    (
        "2026-09-17",
        "X-DAMSAY",
        "65/BC-UBND",
        &["Có", "Có", "1168", "1098", "70", "981", "94.01", "83.99", "86.2", "11"],
    ),
    (
        "2026-09-16",
        "X-RUNGTRUC",
        "67/BC-UBND",
        &["Có", "Có", "1497", "1497", "0", "1302", "100", "86.97", "97.2", "7"],
    ),
    (
        "2026-09-18",
        "X-VUONCAU",
        "69/BC-UBND",
        &["Có", "Có", "1159", "1148", "11", "834", "99.05", "71.96", "76.2", "12"],
    ),
];

fn main() -> Result<(), Fault> {
    let (here, target) = made::folders("02_hang-quy");
    let plan = made::plan_of(&here)?;
    for (arrived, unit, number, answers) in LINES {
        let mut report = of_unit(&plan, unit, (number, "2026-09-14"), answers)?;
        let strengths = "Hồ sơ được nhận và trả đúng quy định.";
        report.info.insert(Field::Strengths, words(strengths));
        let bytes = made::filled(&plan, unit, "2026-Q3", "2026-09-01".parse()?, &report)?;
        made::write(&target.join(format!("nhan/2026-Q3/{arrived}/{unit}.xlsx")), &bytes)?;
    }
    Ok(())
}
