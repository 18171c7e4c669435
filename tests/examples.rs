//! Tests that the shipped example is what its documented command writes, and that consolidating it
//! gives the expected results.

mod levels;

use crate::tree::{code, copy, files, root, said, tonghop};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn example() -> PathBuf {
    root().join("examples/thanh-hoa-2024")
}

/// Consolidates a copy of the example, as the README says.
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

/// Runs the command of an example in a new folder.
fn written_anew(example: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let built =
        Path::new(env!("CARGO_BIN_EXE_tonghop")).parent().unwrap().join("examples").join(example);
    let run = Command::new(built).arg(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    folder
}

#[test]
fn the_example_is_up_to_date() {
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
fn the_example_contains_the_usual_cases() {
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
    // otherwise the reports are correct: no other findings
    let errors = facts["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .count();
    assert_eq!(errors, 12, "{rules:?}");
}

#[test]
fn order_and_names_of_files_do_not_matter() {
    let (folder, facts) = consolidated();
    let w = folder.path().join("examples/thanh-hoa-2024");
    // names in reverse order; files that cannot be opened are identified only by name
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
fn totals_are_sums_of_counted_values() {
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

fn facts_of(results: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(results).unwrap()).unwrap()
}

#[test]
fn the_small_examples_are_up_to_date() {
    for (example, folder, reports) in [
        ("hang-quy", "02_hang-quy", 20),
        ("hai-cap", "03_hai-cap", 4),
        ("mot-ky", "04_mot-ky", 5),
        ("hang-thang", "06_hang-thang", 20),
    ] {
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
