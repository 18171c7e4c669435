//! The shipped example is what its documented command writes, and the main job on it gives what it should.

use crate::tree::{code, copy, files, printed, root, said, tonghop};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn example() -> PathBuf {
    root().join("examples/thanh-hoa-2024")
}

/// The example consolidated in a folder of its own, as the README says.
fn consolidated() -> (TempDir, Value) {
    let folder = TempDir::new().unwrap();
    let w = folder.path().join("examples/thanh-hoa-2024");
    copy(&example(), &w);
    let run = tonghop(
        &w,
        &["consolidate", "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"],
    );
    assert_eq!(code(&run), 0, "{}", said(&run));
    let facts =
        serde_json::from_slice(&std::fs::read(w.join("ket-qua/2024-6T/tong-hop.json")).unwrap())
            .unwrap();
    (folder, facts)
}

/// What an example's own command writes, in a folder of its own.
fn written_anew(example: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let built =
        Path::new(env!("CARGO_BIN_EXE_tonghop")).parent().unwrap().join("examples").join(example);
    let run = Command::new(built).arg(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    folder
}

#[test]
fn the_examples_files_are_what_its_command_writes() {
    let folder = written_anew("thanh-hoa-2024");
    let kept = |folder: &Path| -> BTreeMap<PathBuf, Vec<u8>> {
        let office = ["so-den.xlsx", "ke-hoach.toml", "don-vi.toml"].map(|name| folder.join(name));
        let inputs = files(&folder.join("nhan")).into_iter().chain(office);
        inputs
            .map(|path| {
                (path.strip_prefix(folder).unwrap().to_owned(), std::fs::read(&path).unwrap())
            })
            .collect()
    };
    let (written, shipped) = (kept(folder.path()), kept(&example()));
    assert_eq!(written.keys().collect::<Vec<_>>(), shipped.keys().collect::<Vec<_>>());
    for (name, bytes) in &shipped {
        assert!(
            written[name] == *bytes,
            "{} differs: write the example again and commit it",
            name.display()
        );
    }
    assert!(shipped.len() > 50);
}

#[test]
fn the_example_holds_what_happens_in_a_standing_office() {
    let (_folder, facts) = consolidated();
    let of = |unit: &str| {
        facts["units"].as_array().unwrap().iter().find(|line| line["unit"] == unit).unwrap().clone()
    };
    assert_eq!(of("H-NONGCONG")["punctuality"], "late");
    assert_eq!(of("H-NONGCONG")["days_late"], 3);
    assert_eq!(of("S-KHCN")["punctuality"], "missing");
    assert_eq!(of("S-NGV")["nil"], true);
    assert_eq!(of("H-VINHLOC")["state"], "unreadable");
    assert_eq!(of("H-THACHTHANH")["version"], 2);
    assert_eq!(of("H-BATHUOC")["state"], "accepted");
    let rules: Vec<(&str, &str)> = facts["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["rule"].as_str().unwrap(), finding["unit"].as_str().unwrap_or("-")))
        .collect();
    for expected in [
        ("T101", "H-VINHLOC"),
        ("T104", "S-TTT"),
        ("T106", "S-NV"),
        ("G101", "H-THOXUAN"),
        ("G101", "S-CT"),
        ("G103", "H-CAMTHUY"),
        ("G104", "H-HOANGHOA"),
        ("G106", "S-YT"),
        ("G107", "S-GTVT"),
        ("G108", "S-TNMT"),
        ("N101", "S-KHCN"),
        ("N101", "H-NHUXUAN"),
        ("N102", "H-NONGCONG"),
        ("N102", "S-XD"),
        ("N103", "K-KSKL"),
        ("N104", "H-THACHTHANH"),
        ("N106", "S-KHCN"),
        ("C101", "H-HATRUNG"),
        ("C105", "S-KHDT"),
        ("L101", "H-MUONGLAT"),
    ] {
        assert!(rules.contains(&expected), "{expected:?} is not among {rules:?}");
    }
    // apart from these the reports are in order: nothing is found where nothing is wrong
    let errors = facts["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .count();
    assert_eq!(errors, 12, "{rules:?}");
}

#[test]
fn the_order_and_the_names_of_files_change_nothing() {
    let (folder, facts) = consolidated();
    let w = folder.path().join("examples/thanh-hoa-2024");
    // names in the opposite order; the names of what cannot be opened are all there is to know it by
    for path in files(&w.join("nhan")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let first = name.bytes().next().unwrap();
        std::fs::rename(&path, path.with_file_name(format!("{:03} {name}", 255 - first))).unwrap();
    }
    let run = tonghop(
        &w,
        &[
            "consolidate",
            "--period",
            "2024-6T",
            "--as-of",
            "2024-05-06",
            "--exit-zero",
            "--format",
            "json",
        ],
    );
    let renamed: Value = serde_json::from_slice(&run.stdout).unwrap();
    let without_files = |facts: &Value, part: &str, keys: &[&str]| -> Vec<Vec<Value>> {
        facts[part]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| keys.iter().map(|key| line[*key].clone()).collect())
            .collect()
    };
    for (part, keys) in [
        ("units", &["unit", "punctuality", "days_late", "received", "state", "nil", "version"][..]),
        ("values", &["unit", "indicator", "value", "answer", "counted", "raw"]),
        ("tasks", &["unit", "task", "status"]),
        ("totals", &["indicator", "sum", "units", "expected"]),
    ] {
        assert_eq!(
            without_files(&facts, part, keys),
            without_files(&renamed, part, keys),
            "{part}"
        );
    }
}

#[test]
fn totals_are_the_sums_of_what_counts() {
    let (_folder, facts) = consolidated();
    let values = facts["values"].as_array().unwrap();
    for total in facts["totals"].as_array().unwrap() {
        let counted = values
            .iter()
            .filter(|value| value["indicator"] == total["indicator"] && value["counted"] == true);
        let amounts: Vec<i64> = counted
            .map(|value| value["value"].as_str().map_or(0, |number| number.parse().unwrap()))
            .collect();
        assert_eq!(
            total["sum"].as_str().unwrap().parse::<i64>().unwrap(),
            amounts.iter().sum::<i64>(),
            "{}",
            total["indicator"]
        );
        assert_eq!(total["units"], amounts.len());
        assert!(amounts.len() > 20, "{}", total["indicator"]);
    }
}

#[test]
fn another_plan_is_a_matter_of_toml_only() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/02_ke-hoach-khac"), folder.path());
    let made = tonghop(folder.path(), &["template", "--period", "2026-H1"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let forms: Vec<String> = printed(&made).lines().map(str::to_owned).collect();
    assert!(forms.len() > 2);
    std::fs::create_dir_all(folder.path().join("nhan/2026-H1")).unwrap();
    for form in &forms {
        std::fs::copy(folder.path().join(form), folder.path().join(form.replace("mau", "nhan")))
            .unwrap();
    }
    let checked = tonghop(
        folder.path(),
        &["check", "--period", "2026-H1", "--as-of", "2026-06-22", "--format", "json"],
    );
    let facts: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert!(facts["files"].as_array().unwrap().iter().all(|file| file["role"] == "current"));
}

/// The two levels, each consolidated as the README says, the lower one's report sent up; with what the lower one said of it.
fn two_levels() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/03_hai-cap"), folder.path());
    let up = [
        "-C",
        "tinh",
        "consolidate",
        "--period",
        "2026-6T",
        "--as-of",
        "2026-06-22",
        "--as-report",
        "trung-uong",
    ];
    let run = tonghop(folder.path(), &up);
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

fn facts_of(results: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(results).unwrap()).unwrap()
}

/// What stands in a cell of a workbook, so many columns to the right of a place.
fn standing_at(workspace: &Path, at: &Value, right: u32) -> calamine::Data {
    let cell = tonghop::model::origin::CellRef::parse(at["cell"].as_str().unwrap()).unwrap();
    let mut workbook =
        calamine::open_workbook_auto(workspace.join(at["file"].as_str().unwrap())).unwrap();
    let range =
        calamine::Reader::worksheet_range(&mut workbook, at["sheet"].as_str().unwrap()).unwrap();
    range.get_value((cell.row, cell.col + right)).unwrap().clone()
}

#[test]
fn a_figure_of_the_level_above_can_be_followed_to_the_cells_it_is_made_of() {
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
        // the note beside the figure says where to go on
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
fn what_the_two_levels_do_not_share_is_said_and_stays_blank() {
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
fn who_reports_and_on_which_period_is_never_guessed() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/03_hai-cap"), folder.path());
    let words = [
        "-C",
        "tinh",
        "consolidate",
        "--period",
        "2026-6T",
        "--as-of",
        "2026-06-22",
        "--as-report",
    ];
    let run = |more: &[&str]| tonghop(folder.path(), &[&words[..], more].concat());
    // the plan's file with the units beside it will do
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

#[test]
fn the_reports_of_the_small_examples_are_what_their_commands_write() {
    for (example, folder, reports) in [("hai-cap", "03_hai-cap", 4), ("mot-ky", "04_mot-ky", 5)] {
        let anew = written_anew(example);
        let written = files(anew.path());
        assert_eq!(written.len(), reports);
        for path in written {
            let shipped =
                root().join("examples").join(folder).join(path.strip_prefix(anew.path()).unwrap());
            assert!(
                std::fs::read(&path).unwrap() == std::fs::read(&shipped).unwrap(),
                "{} differs: write it again",
                shipped.display()
            );
        }
    }
}
