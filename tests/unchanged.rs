//! Tests that results with the same bytes are not rewritten.

use crate::tree::{code, files, printed, root, said, tonghop, workspace};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

const WHEN: [&str; 5] = ["consolidate", "--period", "2024-6T", "--as-of", "2024-05-06"];

#[test]
fn a_second_run_writes_only_its_record() {
    let folder = workspace();
    let office = folder.path().join("w");
    std::fs::create_dir_all(office.join("nhan/2024-6T")).unwrap();
    for name in ["H-THOXUAN.xlsx", "S-BDT.xlsx"] {
        let report = root().join("examples/thanh-hoa-2024/nhan/2024-6T").join(name);
        std::fs::copy(report, office.join("nhan/2024-6T").join(name)).unwrap();
    }
    let written = || -> BTreeMap<PathBuf, SystemTime> {
        let modified = |path: &PathBuf| std::fs::metadata(path).unwrap().modified().unwrap();
        files(&office.join("ket-qua/2024-6T"))
            .into_iter()
            .filter(|path| !path.to_string_lossy().contains("nhat-ky"))
            .map(|path| (path.clone(), modified(&path)))
            .collect()
    };
    let (first, before) = (tonghop(&office, &WHEN), written());
    let (again, after) = (tonghop(&office, &WHEN), written());
    assert_eq!([code(&first), code(&again)], [1, 1], "{}", said(&again));
    // kept reminders are not listed again
    let but_reminders = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.contains("/don-doc/")).map(str::to_owned).collect()
    };
    assert_eq!(but_reminders(&printed(&first)), but_reminders(&printed(&again)));
    assert_eq!(before, after);
    assert_eq!(files(&office.join("ket-qua/2024-6T/nhat-ky")).len(), 2);
    // the JSON output is the same too
    let json = tonghop(&office, &[&WHEN[..], &["--format", "json"]].concat());
    assert!(printed(&json).starts_with('{') && printed(&json).contains("\"schema\": 2"));
    assert_eq!(code(&tonghop(&office, &["verify", "--period", "2024-6T"])), 0);
}
