//! Writes the reports of this example, those of three communes to their province and that of the other province to the level
//! above, with the product's own form writer:
//!
//! ```text
//! cargo run --release --example hai-cap
//! ```
//!
//! A folder may be named to write into another place than this example's own folder. Every figure is invented.

mod answers;

use answers::{day, plan, report};
use std::error::Error;
use std::path::{Path, PathBuf};
use tonghop::book::form;
use tonghop::xlsx;

/// A report: workspace, period, folder of the day it arrived, unit, number, figures in the plan's order, incidents.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    [u32; 5],
    &'static [&'static str],
);

const LINES: [Line; 4] = [
    ("tinh", "2026-6T", "2026-06-17", "X-SUOICO", "21/BC-UBND", [120, 118, 4, 1, 0], &[]),
    (
        "tinh",
        "2026-6T",
        "2026-06-18",
        "X-DOITHONG",
        "17/BC-UBND",
        [85, 80, 2, 0, 1],
        &["Hai mươi hộ dân cùng nộp đơn về đường vào xóm"],
    ),
    ("tinh", "2026-6T", "2026-06-19", "X-BENDA", "33/BC-UBND", [64, 64, 3, 0, 0], &[]),
    (
        "trung-uong",
        "2026-H1",
        "2026-06-25",
        "T-HAVAN",
        "140/BC-UBND",
        [500, 481, 12, 3, 1],
        &["Ba mươi hộ dân cùng nộp đơn về chợ"],
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/03_hai-cap");
    let target = std::env::args_os().nth(1).map_or_else(|| here.clone(), PathBuf::from);
    for (workspace, period, arrived, unit, number, figures, incidents) in LINES {
        let plan = plan(&here.join(workspace))?;
        let period = plan.period(period).ok_or("no such period")?;
        let reporter = plan.registry.by_code(unit).ok_or("no such unit")?;
        let report = report(&plan, number, &figures, incidents);
        let bytes = xlsx::write(&form::filled(&plan, reporter, period, day(1), &report))?;
        let folder = target.join(workspace).join("nhan").join(period.code.as_str()).join(arrived);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{unit}.xlsx")), bytes)?;
    }
    Ok(())
}
