//! Tests of the example of two levels: figures of the upper level lead to cells of the lower one.

use super::facts_of;
use crate::tree::{code, copy, root, said, tonghop};
use serde_json::Value;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// Consolidates the lower level and writes its report to the upper one; the first word is the upper
/// plan.
fn send_up(folder: &Path, words: &[&str]) -> Output {
    let period = ["--period", "2026-6T", "--as-of", "2026-06-22"];
    let consolidate = ["-C", "tinh", "consolidate"];
    tonghop(folder, &[&consolidate[..], &period, &["--as-report"], words].concat())
}

/// Consolidates both levels as the README says; returns also the output of the lower one.
fn two_levels() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/03_hai-cap"), folder.path());
    let run = send_up(folder.path(), &["trung-uong"]);
    assert_eq!(code(&run), 0, "{}", said(&run));
    let report = folder.path().join("tinh/ket-qua/2026-6T/bao-cao-cap-tren/T-SAOKHUE.xlsx");
    std::fs::copy(report, folder.path().join("trung-uong/nhan/2026-H1/2026-06-25/T-SAOKHUE.xlsx"))
        .unwrap();
    let run_above = tonghop(
        folder.path(),
        &["-C", "trung-uong", "consolidate", "--period", "2026-H1", "--as-of", "2026-07-01"],
    );
    assert_eq!(code(&run_above), 1, "{}", said(&run_above));
    (folder, said(&run))
}

/// Returns the cell at a distance to the right of a location.
fn standing_at(workspace: &Path, at: &Value, right: u32) -> calamine::Data {
    let cell = tonghop::model::origin::CellRef::parse(at["cell"].as_str().unwrap()).unwrap();
    let mut workbook =
        calamine::open_workbook_auto(workspace.join(at["file"].as_str().unwrap())).unwrap();
    let range =
        calamine::Reader::worksheet_range(&mut workbook, at["sheet"].as_str().unwrap()).unwrap();
    range.get_value((cell.row, cell.col + right)).unwrap().clone()
}

#[test]
fn figures_of_the_level_above_lead_to_cells() {
    let (folder, _) = two_levels();
    let [above, below] = ["trung-uong", "tinh"].map(|workspace| folder.path().join(workspace));
    let national = facts_of(&above.join("ket-qua/2026-H1/tong-hop.json"));
    let of = |facts: &Value, part: &str, indicator: &str| -> Vec<Value> {
        facts[part]
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["indicator"] == indicator)
            .cloned()
            .collect()
    };
    for (asked, ours) in [("QG01", "TH01"), ("QG02", "TH02"), ("QG03", "TH03"), ("QG05", "TH05")] {
        let values = of(&national, "values", asked);
        let sent = values.iter().find(|value| value["unit"] == "T-SAOKHUE").unwrap();
        assert_eq!(sent["counted"], true, "{asked}");
        // the note beside the figure leads to the lower level
        let note = standing_at(&above, &sent["at"], 1).to_string();
        let (coverage, place) = note.split_once("; ").unwrap();
        assert_eq!(coverage, "Tổng hợp từ 3/3 đơn vị");
        let (code, results) = place.split_once(", ").unwrap();
        assert_eq!(code, ours);
        let communes = of(&facts_of(&below.join(results)), "values", code);
        assert_eq!(communes.len(), 3);
        let cells: i64 = communes
            .iter()
            .map(|value| standing_at(&below, &value["at"], 0).to_string().parse::<i64>().unwrap())
            .sum();
        assert_eq!(sent["value"].as_str().unwrap().parse::<i64>().unwrap(), cells, "{asked}");
        let other = values.iter().find(|value| value["unit"] == "T-HAVAN").unwrap();
        let all = cells + other["value"].as_str().unwrap().parse::<i64>().unwrap();
        assert_eq!(
            of(&national, "totals", asked)[0]["sum"].as_str().unwrap().parse::<i64>().unwrap(),
            all,
            "{asked}"
        );
    }
}

#[test]
fn unshared_items_of_two_levels_are_reported_and_blank() {
    let (folder, said) = two_levels();
    for named in [
        "3 Sửa chữa nơi tiếp dân của xã",
        "TH04 Nơi tiếp dân đã sửa chữa (nơi)",
        "II.3 Kết nối cơ sở dữ liệu",
        "QG04 Cơ sở dữ liệu đã kết nối",
    ] {
        assert!(said.contains(named), "{named} is not in {said}");
    }
    let national = facts_of(&folder.path().join("trung-uong/ket-qua/2026-H1/tong-hop.json"));
    let sent = |part: &str, key: &str, code: &str| {
        national[part]
            .as_array()
            .unwrap()
            .iter()
            .find(|line| line["unit"] == "T-SAOKHUE" && line[key] == code)
            .unwrap()
            .clone()
    };
    assert_eq!(sent("values", "indicator", "QG04")["answer"], "blank");
    assert_eq!(sent("tasks", "task", "II.3")["status"], "unreported");
    assert_eq!(sent("tasks", "task", "II.1")["status"], "in-progress");
    let about: Vec<&str> = national["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["unit"] == "T-SAOKHUE")
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    assert_eq!(about, ["G103", "L101"]);
}

#[test]
fn unit_and_period_of_a_rollup_are_never_guessed() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/03_hai-cap"), folder.path());
    let run = |more: &[&str]| send_up(folder.path(), more);
    // the plan file is accepted if the units are in the same folder
    assert_eq!(code(&run(&["trung-uong/ke-hoach.toml", "--as-unit", "T-HAVAN"])), 0);
    assert!(folder.path().join("tinh/ket-qua/2026-6T/bao-cao-cap-tren/T-HAVAN.xlsx").is_file());
    let unknown = run(&["trung-uong", "--as-unit", "T-KHAC"]);
    assert_eq!(code(&unknown), 2);
    assert!(said(&unknown).contains("T-SAOKHUE, T-HAVAN"), "{}", said(&unknown));
    let units = folder.path().join("trung-uong/don-vi.toml");
    let text = std::fs::read_to_string(&units).unwrap();
    std::fs::write(&units, text.replace(", \"Ban Chỉ đạo cải cách hành chính tỉnh Sao Khuê\"", ""))
        .unwrap();
    let nobody = run(&["trung-uong"]);
    assert_eq!(code(&nobody), 2);
    assert!(said(&nobody).contains("--as-unit"), "{}", said(&nobody));
    let plan = folder.path().join("trung-uong/ke-hoach.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, text.replace("6 tháng đầu năm 2026", "nửa đầu năm 2026")).unwrap();
    let no_period = run(&["trung-uong", "--as-unit", "T-SAOKHUE"]);
    assert_eq!(code(&no_period), 2);
    assert!(said(&no_period).contains("2026-H1 (nửa đầu năm 2026)"), "{}", said(&no_period));
}
