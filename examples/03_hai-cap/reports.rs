//! Writes the reports of this example with the program's own form writer: those of three communes
//! to their province, and the other province's to the level above:
//!
//! ```text
//! cargo run --release --example hai-cap
//! ```
//!
//! An optional argument names another output folder. All figures are fictional.

#[path = "../made/mod.rs"]
mod made;

use made::Fault;
use made::answers::simple;

/// A report: workspace, period, folder named by the date of arrival, unit, number, figures in the
/// plan's order, incidents.
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

fn main() -> Result<(), Fault> {
    let (here, target) = made::folders("03_hai-cap");
    for (workspace, period, arrived, unit, number, figures, incidents) in LINES {
        let plan = made::plan_of(&here.join(workspace))?;
        let report = simple(&plan, number, &figures, incidents)?;
        let bytes = made::filled(&plan, unit, period, "2026-06-01".parse()?, &report)?;
        let folder = target.join(workspace).join("nhan").join(period).join(arrived);
        made::write(&folder.join(format!("{unit}.xlsx")), &bytes)?;
    }
    Ok(())
}
