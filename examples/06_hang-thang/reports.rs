//! Writes the twenty reports of this example with the program's own form writer:
//!
//! ```text
//! cargo run --release --example hang-thang
//! ```
//!
//! An optional argument names another output folder. All figures are fictional.

#[path = "../made/mod.rs"]
mod made;

use made::Fault;
use made::answers::of_unit;

/// A report: the folder named by the date of arrival, unit, number, answers in the order of its form.
type Line = (&'static str, &'static str, &'static str, &'static [&'static str]);

const LINES: [Line; 20] = [
    (
        "2026-08-14",
        "BQL-GT",
        "20/BC-BQL",
        &[
            "225825.3",
            "90330.1",
            "119868.1",
            "45549.9",
            "53.08",
            "-80",
            "11",
            "0",
            "4",
            "Chậm bàn giao mặt bằng hai tuyến đường",
        ],
    ),
    (
        "2026-08-17",
        "BQL-DD",
        "23/BC-BQL",
        &["243381", "146028.6", "75983.5", "43310.6", "31.22", "1200.5", "21", "0", "0", "KPS"],
    ),
    (
        "2026-08-14",
        "BQL-NN",
        "26/BC-BQL",
        &[
            "265394.1",
            "106157.6",
            "114384.9",
            "43466.2",
            "43.1",
            "KPS",
            "35",
            "0",
            "4",
            "Nhà thầu thiếu nhân lực",
        ],
    ),
    (
        "2026-08-15",
        "BQL-KCN",
        "29/BC-BQL",
        &["183633.2", "110179.9", "125017.5", "71260", "68.08", "1200.5", "11", "3", "0", "KPS"],
    ),
    (
        "2026-08-14",
        "P-SUOIHONG",
        "32/BC-UBND",
        &[
            "1810.5",
            "1086.3",
            "654.7",
            "373.2",
            "36.16",
            "-250.5",
            "8",
            "0",
            "Chờ điều chỉnh thiết kế",
        ],
    ),
    (
        "2026-08-15",
        "X-DONGLUA",
        "35/BC-UBND",
        &["8683", "4341.5", "5492.9", "2609.1", "63.26", "-80", "4", "0", "KPS"],
    ),
    (
        "2026-08-15",
        "X-BENLAU",
        "38/BC-UBND",
        &["6081", "2432.4", "3815.8", "1450", "62.75", "-80", "3", "0", "KPS"],
    ),
    (
        "2026-08-17",
        "X-GOMAY",
        "41/BC-UBND",
        &["7706.6", "4624", "4758.1", "2712.1", "61.74", "500", "7", "1", "Thiếu vốn đối ứng"],
    ),
    (
        "2026-08-16",
        "X-KHENUOC",
        "44/BC-UBND",
        &["5939.3", "2969.6", "2553.9", "1213.1", "70", "KPS", "5", "0", "KPS"],
    ),
    (
        "2026-08-14",
        "X-HOSEN",
        "47/BC-UBND",
        &["8083.8", "4041.9", "khoảng 900", "1887.6", "49.16", "-80", "9", "2", "KPS"],
    ),
    (
        "2026-08-17",
        "P-CAUTRE",
        "50/BC-UBND",
        &["2747.5", "1648.5", "1486.7", "", "54.11", "KPS", "7", "0", "KPS"],
    ),
    (
        "2026-08-16",
        "X-DOITHONG",
        "53/BC-UBND",
        &["6727.2", "2690.9", "6877.7", "1789.4", "100", "KPS", "7", "1", "KPS"],
    ),
    (
        "2026-08-16",
        "X-BENDA",
        "56/BC-UBND",
        &["8990.5", "4495.2", "5871.7", "2789", "65.31", "500", "3", "0", "KPS"],
    ),
    (
        "2026-08-20",
        "X-SUOICO",
        "59/BC-UBND",
        &["7414.1", "4448.5", "5211.4", "2970.5", "70.29", "KPS", "2", "0", "KPS"],
    ),
    (
        "2026-08-17",
        "X-NUONGDAU",
        "62/BC-UBND",
        &["4930.2", "2958.1", "2550.9", "1454", "51.74", "-80", "7", "0", "KPS"],
    ),
    (
        "2026-08-15",
        "X-AOVUA",
        "65/BC-UBND",
        &["5859.1", "2343.6", "3903.9", "1483.5", "66.63", "KPS", "9", "0", "KPS"],
    ),
    (
        "2026-08-17",
        "X-DAMSAY",
        "68/BC-UBND",
        &["4967.4", "1987", "3729.5", "1417.2", "75.08", "KPS", "8", "1", "KPS"],
    ),
    (
        "2026-08-17",
        "X-RUNGTRUC",
        "71/BC-UBND",
        &["2256.1", "902.4", "1260.9", "479.1", "55.89", "500", "6", "0", "KPS"],
    ),
    (
        "2026-08-17",
        "X-VUONCAU",
        "74/BC-UBND",
        &["8411.8", "4205.9", "6114.5", "2904.4", "72.69", "500", "7", "2", "KPS"],
    ),
    (
        "2026-08-15",
        "X-DOICHE",
        "77/BC-UBND",
        &["4224.5", "1689.8", "1378", "523.7", "32.62", "KPS", "4", "0", "KPS"],
    ),
];

fn main() -> Result<(), Fault> {
    let (here, target) = made::folders("06_hang-thang");
    let plan = made::plan_of(&here)?;
    for (arrived, unit, number, answers) in LINES {
        let report = of_unit(&plan, unit, (number, "2026-08-14"), answers)?;
        let bytes = made::filled(&plan, unit, "2026-T08", "2026-08-01".parse()?, &report)?;
        made::write(&target.join(format!("nhan/2026-T08/{arrived}/{unit}.xlsx")), &bytes)?;
    }
    Ok(())
}
