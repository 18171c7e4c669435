//! Damaged, encrypted and hostile files among correct ones: every file is accounted for once, and
//! the correct ones count. With ten thousand files: `cargo bench --bench compare -- trust`.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use crate::made::round::{self, AS_OF, Order, PERIOD, accounts};
use crate::tree::{code, said, tonghop};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const ORDER: Order =
    Order { reports: 60, units: None, seed: 7, clean: false, damaged: 6, encrypted: 3, hostile: 5 };

/// Returns the results for generated reports.
fn consolidated(order: &Order, folder: &Path) -> Value {
    assert_eq!(round::make(order, folder).unwrap(), order.reports);
    let run = tonghop(
        folder,
        &["consolidate", "--period", PERIOD, "--as-of", AS_OF, "--exit-zero", "--quiet"],
    );
    assert_eq!(code(&run), 0, "{}", said(&run));
    serde_json::from_slice(
        &std::fs::read(folder.join("ket-qua").join(PERIOD).join("tong-hop.json")).unwrap(),
    )
    .unwrap()
}

#[test]
fn every_file_is_accounted_for_once() {
    let folder = TempDir::new().unwrap();
    let mut facts = consolidated(&ORDER, folder.path());
    let sent = round::sent(&ORDER).unwrap();
    assert_eq!(accounts::faults(&facts, &sent), [""; 0]);

    // the check itself detects files that are omitted, repeated, in another role, or not counted
    let files = facts["files"].as_array().unwrap().clone();
    let role = |role: &str| files.iter().position(|file| file["role"] == role).unwrap();
    let mut with = |changed: Vec<Value>| {
        facts["files"] = Value::Array(changed);
        accounts::faults(&facts, &sent).len()
    };
    assert_eq!(with(files[1..].to_vec()), 1);
    assert_eq!(with([&files[..1], &files[..]].concat()), 1);
    let mut changed = files.clone();
    changed[role("current")]["role"] = json!("ignored");
    changed[role("unreadable")]["role"] = json!("current");
    assert_eq!(with(changed), 2);
    facts["files"] = Value::Array(files);
    facts["values"] = json!([]);
    assert!(accounts::faults(&facts, &sent).len() > 30);
}

#[test]
fn totals_agree_with_the_generated_reports() {
    let (order, folder) =
        (Order { reports: 30, clean: true, ..Order::default() }, TempDir::new().unwrap());
    let facts = consolidated(&order, folder.path());
    let totals = facts["totals"].as_array().unwrap().iter();
    let totals: Vec<(String, String)> = totals
        .map(|line| {
            (
                line["indicator"].as_str().unwrap().to_owned(),
                line["sum"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let made: Vec<(String, String)> = round::totals(&order)
        .unwrap()
        .into_iter()
        .map(|(code, total)| (code.to_string(), total.to_string()))
        .collect();
    assert_eq!(totals, made);
}

#[test]
fn generated_files_depend_only_on_the_order() {
    let made_by = |seed: u64| -> Vec<(String, Vec<u8>)> {
        let folder = TempDir::new().unwrap();
        round::make(
            &Order { reports: 12, seed, damaged: 2, encrypted: 1, ..Order::default() },
            folder.path(),
        )
        .unwrap();
        let named = |path: std::path::PathBuf| {
            (
                path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned(),
                std::fs::read(&path).unwrap(),
            )
        };
        crate::tree::files(folder.path()).into_iter().map(named).collect()
    };
    assert!(made_by(1) == made_by(1));
    assert!(made_by(1) != made_by(2));
}
