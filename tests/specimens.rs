//! Tests that every rule has a specimen that shows it from the command line, and that the specimens
//! are what their program writes.

use crate::tree::{code, files, root, said, tonghop};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use tonghop::rules::RULES;

/// Findings in a specimen besides its rule, with the reason.
const COMPANIONS: [(&str, &str, &str); 2] = [
    (
        "T105",
        "N101",
        "a file that names no unit is nobody's, so that the unit which owes a report has none",
    ),
    (
        "T111",
        "N101",
        "a file that names two units is nobody's, so that the unit which owes a report has none",
    ),
];
/// Maximum total size of the specimens.
const MOST_BYTES: usize = 1_500_000;

fn specimens() -> PathBuf {
    root().join("examples/specimens")
}

/// Returns the specimen folders in a folder.
fn folders(inside: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(inside)
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_dir());
    entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// Returns the rules with findings in a specimen, in order and with repetitions.
fn found(rule: &str) -> Vec<String> {
    let run = tonghop(
        &specimens().join(rule),
        &["check", "--period", "2024-6T", "--as-of", "2024-05-06", "--format", "json"],
    );
    assert!(code(&run) < 2, "{rule}: {}", said(&run));
    let facts: Value = serde_json::from_slice(&run.stdout).unwrap();
    let findings = facts["findings"].as_array().unwrap();
    let mut rules: Vec<String> =
        findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect();
    rules.sort();
    rules
}

#[test]
fn every_rule_has_a_specimen_and_every_specimen_a_rule() {
    assert_eq!(folders(&specimens()), RULES.iter().map(|rule| rule.code.to_owned()).collect());
}

#[test]
fn each_specimen_shows_only_its_rule() {
    for rule in RULES {
        let companions = COMPANIONS
            .iter()
            .filter(|(of, ..)| *of == rule.code)
            .map(|(_, other, _)| (*other).to_owned());
        let mut expected: Vec<String> = companions.chain([rule.code.to_owned()]).collect();
        expected.sort();
        assert_eq!(found(rule.code), expected, "the specimen of {}", rule.code);
    }
}

#[test]
fn the_specimens_are_what_their_program_writes() {
    let folder = TempDir::new().unwrap();
    let built =
        Path::new(env!("CARGO_BIN_EXE_tonghop")).parent().unwrap().join("examples/specimens");
    let run = Command::new(built).arg(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let kept = |inside: &Path| -> BTreeMap<String, Vec<u8>> {
        let each = folders(inside)
            .into_iter()
            .flat_map(|name| files(&inside.join(name)))
            .chain([inside.join("README.md")]);
        let name =
            |path: &Path| path.strip_prefix(inside).unwrap().to_string_lossy().replace('\\', "/");
        let each = each.map(|path| (name(&path), std::fs::read(&path).unwrap()));
        each.filter(|(name, _)| !name.contains("/ket-qua/") && !name.contains("/mau/")).collect()
    };
    let (written, shipped) = (kept(folder.path()), kept(&specimens()));
    assert_eq!(written.keys().collect::<Vec<_>>(), shipped.keys().collect::<Vec<_>>());
    for (name, bytes) in &shipped {
        assert!(
            written[name] == *bytes,
            "{name} differs: write the specimens again and commit them"
        );
    }
    assert!(shipped.values().map(Vec::len).sum::<usize>() < MOST_BYTES);
}
