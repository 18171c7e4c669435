//! Writes the reports of this example with the product's own form writer, those received in time into `nhan/`, those that arrive in
//! the course of the story into `den-sau/`:
//!
//! ```text
//! cargo run --release --example mot-ky
//! ```
//!
//! A folder may be named to write into another place than this example's own folder. Every figure is invented.

#[path = "../03_hai-cap/answers.rs"]
mod answers;

use answers::{day, plan, report, words};
use std::error::Error;
use std::path::{Path, PathBuf};
use tonghop::book::form;
use tonghop::model::form::Field;
use tonghop::xlsx;

/// A report: its file, unit, number, the number of the report it replaces, figures in the plan's order.
type Line = (&'static str, &'static str, &'static str, Option<&'static str>, [u32; 3]);

const LINES: [Line; 5] = [
    ("nhan/2026-6T/2026-06-17/thon-cho.xlsx", "T-CHO", "03/BC-T", None, [120, 95, 6]),
    ("nhan/2026-6T/2026-06-18/thon-song.xlsx", "T-SONG", "02/BC-T", None, [90, 670, 5]),
    ("nhan/2026-6T/2026-06-22/thon-dinh.xlsx", "T-DINH", "05/BC-T", None, [40, 51, 6]),
    ("den-sau/thon-song-gui-lai.xlsx", "T-SONG", "04/BC-T", Some("02/BC-T"), [90, 67, 5]),
    ("den-sau/thon-bai.xlsx", "T-BAI", "01/BC-T", None, [75, 60, 4]),
];

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/04_mot-ky");
    let target = std::env::args_os().nth(1).map_or_else(|| here.clone(), PathBuf::from);
    let plan = plan(&here)?;
    let period = plan.period("2026-6T").ok_or("no such period")?;
    for (file, unit, number, replaces, figures) in LINES {
        let reporter = plan.registry.by_code(unit).ok_or("no such unit")?;
        let mut report = report(&plan, number, &figures, &[]);
        report.info.extend(replaces.map(|earlier| (Field::Replaces, words(earlier))));
        let path = target.join(file);
        std::fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        std::fs::write(
            path,
            xlsx::write(&form::filled(&plan, reporter, period, day(1), &report))?,
        )?;
    }
    Ok(())
}
