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
