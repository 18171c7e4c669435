//! The period before, from the command line.

use crate::tree::{code, copy, printed, root, said, tonghop};
use std::path::Path;
use tempfile::TempDir;

/// The rules that find something in the six months of a workspace.
fn found(folder: &Path) -> Vec<String> {
    let run = tonghop(&folder.join("C102"), &["check", "--period", "2024-6T", "--as-of", "2024-05-06", "--format", "json"]);
    assert!(code(&run) < 2, "{}", said(&run));
    let facts: serde_json::Value = serde_json::from_str(&printed(&run)).unwrap();
    facts["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_period_before_is_known_from_its_results_or_else_from_its_reports() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/specimens"), folder.path());
    let workspace = folder.path().join("C102");
    assert_eq!(found(folder.path()), ["C102"]);
    let run = tonghop(&workspace, &["consolidate", "--period", "2024-Q1", "--as-of", "2024-04-02", "--exit-zero"]);
    assert_eq!(code(&run), 0, "{}", said(&run));
    std::fs::remove_dir_all(workspace.join("nhan/2024-Q1")).unwrap();
    assert_eq!(found(folder.path()), ["C102"]);
    let results = workspace.join("ket-qua/2024-Q1/tong-hop.json");
    let text = std::fs::read_to_string(&results).unwrap();
    // the results hold, not the reports
    std::fs::write(&results, text.replacen("\"value\": \"3\"", "\"value\": \"2\"", 1)).unwrap();
    assert_eq!(found(folder.path()), [""; 0]);
    std::fs::write(&results, text.split_at(text.len() / 2).0).unwrap();
    let run = tonghop(&workspace, &["check", "--period", "2024-6T", "--as-of", "2024-05-06"]);
    assert_eq!(code(&run), 2);
    assert!(said(&run).contains("ket-qua/2024-Q1/tong-hop.json:") && said(&run).contains("consolidate --period 2024-Q1"), "{}", said(&run));
    std::fs::remove_file(&results).unwrap();
    assert_eq!(found(folder.path()), [""; 0]);
}

#[test]
fn closed_results_rest_on_the_period_before_and_on_ad_hoc_reports() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/specimens"), folder.path());
    let workspace = folder.path().join("C102");
    let run = |words: &[&str]| tonghop(&workspace, words);
    let on = |command| run(&[command, "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"]);
    let verified = || run(&["verify", "--period", "2024-6T"]);
    // an ad hoc report of the same unit: what stands in the folder is recorded, whatever it is
    std::fs::create_dir_all(workspace.join("nhan/2024-DX")).unwrap();
    let plan = std::fs::read_to_string(workspace.join("ke-hoach.toml")).unwrap();
    let ad_hoc = "\n[[period]]\ncode = \"2024-DX\"\nname = \"đột xuất năm 2024\"\nname_en = \"ad hoc, 2024\"\n";
    std::fs::write(workspace.join("ke-hoach.toml"), plan + ad_hoc).unwrap();
    std::fs::write(workspace.join("nhan/2024-DX/a.pdf"), "%PDF-1.7").unwrap();
    // closed while the period before has its reports only
    assert_eq!(code(&on("close")), 0, "{}", said(&on("close")));
    assert_eq!(code(&verified()), 0, "{}", said(&verified()));
    let closing = std::fs::read_to_string(workspace.join("ket-qua/2024-6T/chot/chot.json")).unwrap();
    for input in ["nhan/2024-Q1/2024-03-28/bc-xa-suoi-co.xlsx", "nhan/2024-DX/a.pdf"] {
        assert!(closing.contains(input), "{input}: {closing}");
    }
    // results of the period before are another input, and what was closed does not rest on them
    assert_eq!(code(&run(&["consolidate", "--period", "2024-Q1", "--as-of", "2024-04-02", "--exit-zero"])), 0);
    assert_eq!(code(&verified()), 0, "{}", said(&verified()));
    let again = on("close");
    assert!(said(&again).contains("ket-qua/2024-Q1/tong-hop.json"), "{}", said(&again));
    assert_eq!(code(&verified()), 0, "{}", said(&verified()));
    assert!(workspace.join("ket-qua/2024-6T/ban-2/chot/ky-truoc.json").is_file());
    // they may be gone or changed since
    std::fs::write(workspace.join("ket-qua/2024-Q1/tong-hop.json"), "{}").unwrap();
    assert_eq!(code(&verified()), 0, "{}", said(&verified()));
    std::fs::write(workspace.join("nhan/2024-DX/a.pdf"), "%PDF-1.4").unwrap();
    let gone = verified();
    assert!(code(&gone) == 2 && said(&gone).contains("nhan/2024-DX/a.pdf"), "{}", said(&gone));
}

#[test]
fn a_folder_of_reports_that_is_not_there_is_an_empty_one() {
    let folder = crate::tree::workspace();
    let workspace = folder.path().join("w");
    let report = root().join("examples/thanh-hoa-2024/nhan/2024-6T/S-BDT.xlsx");
    std::fs::copy(report, workspace.join("nhan/2024-6T/S-BDT.xlsx")).unwrap();
    let workbook = || {
        let run = tonghop(&workspace, &["consolidate", "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"]);
        assert_eq!(code(&run), 0, "{}", said(&run));
        std::fs::read(workspace.join("ket-qua/2024-6T/tong-hop.xlsx")).unwrap()
    };
    let with = workbook();
    // as a copy or an archive of the workspace leaves it out
    std::fs::remove_dir(workspace.join("nhan/2024-DX")).unwrap();
    assert!(with == workbook());
    assert_eq!(code(&tonghop(&workspace, &["verify", "--period", "2024-6T"])), 0);
}
