//! The worked example: one period from the first run to a late file. Every excerpt in its README is
//! what the program prints.

use crate::readme::steps;
use crate::tree::{code, copy, files, printed, root, said, tonghop};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const RESULTS: &str = "examples/04_mot-ky/ket-qua/2026-6T";

fn total(folder: &Path, results: &str, indicator: &str) -> (String, u64) {
    let facts: Value =
        serde_json::from_slice(&std::fs::read(folder.join(RESULTS).join(results)).unwrap())
            .unwrap();
    let line = facts["totals"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["indicator"] == indicator)
        .unwrap();
    (line["sum"].as_str().unwrap().to_owned(), line["units"].as_u64().unwrap())
}

#[test]
fn the_worked_example_agrees_with_its_readme() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/04_mot-ky"), &folder.path().join("examples/04_mot-ky"));
    let text = std::fs::read_to_string(root().join("examples/04_mot-ky/README.md")).unwrap();
    let mut codes = Vec::new();
    let mut frozen = Vec::new();
    for (words, excerpt) in steps(&text) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if let ["cp", from, to] = words[..] {
            let from = folder.path().join(from);
            std::fs::copy(&from, folder.path().join(to).join(from.file_name().unwrap())).unwrap();
            continue;
        }
        let run = tonghop(folder.path(), &words[1..]);
        // a printed command names the program as it was started
        let all = (printed(&run) + &said(&run)).replace(env!("CARGO_BIN_EXE_tonghop"), "tonghop");
        let mut lines = all.lines();
        for line in excerpt.iter().filter(|line| *line != "…") {
            assert!(
                lines.any(|other| other == line),
                "{words:?} does not print, in this order:\n{line}\nbut:\n{all}"
            );
        }
        let command = if words[1] == "-C" { words[3] } else { words[1] };
        codes.push((command.to_owned(), code(&run)));
        if command == "close" {
            let results = files(&folder.path().join(RESULTS)).into_iter().filter(|path| {
                !["nhat-ky", "DOC-TOI-TRUOC.txt"]
                    .iter()
                    .any(|other| path.to_string_lossy().contains(other))
            });
            frozen = results.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
            assert_eq!(total(folder.path(), "tong-hop.json", "MT02"), ("213".to_owned(), 3));
        }
    }
    let expected = [
        ("check", 1),
        ("decide", 0),
        ("decide", 0),
        ("decide", 0),
        ("decide", 0),
        ("decide", 0),
        ("check", 1),
        ("check", 1),
        ("consolidate", 1),
        ("close", 1),
        ("check", 0),
        ("consolidate", 0),
        ("diff", 0),
        ("verify", 0),
    ];
    assert_eq!(codes, expected.map(|(command, code)| (command.to_owned(), code)));
    assert!(frozen.len() > 3);
    for (path, bytes) in frozen {
        assert!(std::fs::read(&path).unwrap() == bytes, "{} changed", path.display());
    }
    assert_eq!(total(folder.path(), "ban-2/tong-hop.json", "MT02"), ("273".to_owned(), 4));
}
