//! Writes the reports of this example with the program's own form writer: those received in time
//! into `nhan/`, later ones into `den-sau/`:
//!
//! ```text
//! cargo run --release --example mot-ky
//! ```
//!
//! An optional argument names another output folder. All figures are fictional.

#[path = "../made/mod.rs"]
mod made;

use made::Fault;
use made::answers::{simple, words};
use tonghop::model::form::Field;

/// A report: its file, unit, number, the number of the report it replaces, figures in the plan's
/// order.
type Line = (&'static str, &'static str, &'static str, Option<&'static str>, [u32; 3]);

const LINES: [Line; 5] = [
    ("nhan/2026-6T/2026-06-17/thon-cho.xlsx", "T-CHO", "03/BC-T", None, [120, 95, 6]),
    ("nhan/2026-6T/2026-06-18/thon-song.xlsx", "T-SONG", "02/BC-T", None, [90, 670, 5]),
    ("nhan/2026-6T/2026-06-22/thon-dinh.xlsx", "T-DINH", "05/BC-T", None, [40, 51, 6]),
    ("den-sau/thon-song-gui-lai.xlsx", "T-SONG", "04/BC-T", Some("02/BC-T"), [90, 67, 5]),
    ("den-sau/thon-bai.xlsx", "T-BAI", "01/BC-T", None, [75, 60, 4]),
];

fn main() -> Result<(), Fault> {
    let (here, target) = made::folders("04_mot-ky");
    let plan = made::plan_of(&here)?;
    for (file, unit, number, replaces, figures) in LINES {
        let mut report = simple(&plan, number, &figures, &[])?;
        report.info.extend(replaces.map(|earlier| (Field::Replaces, words(earlier))));
        let bytes = made::filled(&plan, unit, "2026-6T", "2026-06-01".parse()?, &report)?;
        made::write(&target.join(file), &bytes)?;
    }
    Ok(())
}
