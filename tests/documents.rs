//! With `--format json`, every command prints exactly one document, however it ends.

use crate::tree::{code, printed, said, tonghop, workspace};
use serde_json::Value;
use std::path::Path;

/// Returns the document of a run and its exit code.
fn document(folder: &Path, words: &[&str]) -> (Value, i32) {
    let done = tonghop(folder, &[words, &["--format", "json"]].concat());
    let text = printed(&done);
    let documents: Vec<Value> = serde_json::Deserializer::from_str(&text)
        .into_iter()
        .collect::<Result<_, _>>()
        .unwrap_or_else(|error| panic!("{words:?}: {error}\n{text}\n{}", said(&done)));
    let [document] = documents
        .try_into()
        .unwrap_or_else(|all: Vec<Value>| panic!("{words:?}: {} documents\n{text}", all.len()));
    assert!(text.ends_with('\n'), "{words:?}");
    (document, code(&done))
}

/// Commands in the order in which an office runs them: arguments, exit code, a key of the document.
const RUNS: [(&[&str], i32, &str); 27] = [
    (&["init", "new"], 0, "written"),
    (&["init", "new"], 2, "error"),
    (&["check", "--period", "2024-6T"], 3, "units"),
    (&["verify", "--period", "2024-6T"], 2, "error"),
    (&["template", "--period", "2024-6T", "--unit", "S-YT"], 0, "written"),
    (
        &["check", "--period", "2024-6T", "--as-of", "2024-05-06", "mau/2024-6T/S-YT.xlsx"],
        1,
        "units",
    ),
    (&["check", "--period", "2024-6T", "--as-of", "2024-05-06", "--quiet"], 1, "units"),
    (&["consolidate", "--period", "2024-6T", "--as-of", "2024-05-06"], 1, "units"),
    // nothing has changed since
    (&["consolidate", "--period", "2024-6T", "--as-of", "2024-05-06"], 1, "units"),
    (&["verify", "--period", "2024-6T"], 0, "record"),
    (
        &["decide", "exempt", "S-TC", "--period", "2024-6T", "--reason", "x", "--by", "y"],
        0,
        "written",
    ),
    (
        &["decide", "waive", "C101-00000000", "--period", "2024-6T", "--reason", "x", "--by", "y"],
        2,
        "error",
    ),
    (&["close", "--period", "2024-6T", "--as-of", "2024-05-06"], 1, "units"),
    (&["close", "--period", "2024-6T", "--as-of", "2024-05-06"], 1, "units"),
    (&["consolidate", "--period", "2024-6T", "--as-of", "2024-05-06"], 1, "units"),
    (&["diff", "ket-qua/2024-6T/tong-hop.json", "ket-qua/2024-6T/tong-hop.json"], 0, "totals"),
    (&["diff", "ket-qua/2024-6T/tong-hop.json", "gone.json"], 2, "error"),
    (&["explain", "g101"], 0, ""),
    (&["explain", "Z999"], 2, "error"),
    (&["schedule", "--for", "systemd"], 0, "job"),
    (&["plan", "to-excel"], 0, "written"),
    (&["completions", "bash"], 0, "script"),
    (&["man"], 0, "page"),
    (&["help"], 0, "help"),
    (&["--version"], 0, "version"),
    (&["consolidate", "--help"], 0, "help"),
    (&["chek"], 2, "error"),
];

#[test]
fn every_command_prints_one_json_document() {
    let folder = workspace();
    let office = folder.path().join("w");
    let help = printed(&tonghop(&office, &["--help", "--lang", "en"]));
    let commands = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "));
    let named = commands.filter_map(|line| {
        line.strip_prefix("  ")?.split(' ').next().filter(|name| !name.is_empty())
    });
    for name in named {
        assert!(RUNS.iter().any(|(words, ..)| words[0] == name), "{name} is not tried");
    }
    for (words, expected, key) in RUNS {
        if words[0] == "check" && words.contains(&"--quiet") {
            std::fs::copy(
                office.join("mau/2024-6T/S-YT.xlsx"),
                office.join("nhan/2024-6T/S-YT.xlsx"),
            )
            .unwrap();
        }
        let (document, code) = document(&office, words);
        assert_eq!(code, expected, "{words:?}: {document:#}");
        assert!(key.is_empty() || document.get(key).is_some(), "{words:?}: {document:#}");
        if key == "error" {
            assert_eq!(document["exit_code"], expected, "{words:?}");
            assert!(
                document["message"].as_str().is_some_and(|said| said.contains(' ')),
                "{words:?}"
            );
        }
    }
}

#[test]
fn an_invalid_workspace_gives_one_json_document() {
    let folder = workspace();
    let office = folder.path().join("w");
    let elsewhere = document(folder.path(), &["check"]);
    assert_eq!((&elsewhere.0["exit_code"], elsewhere.1), (&2.into(), 2));
    std::fs::write(office.join("ke-hoach.toml"), "[[period]\n").unwrap();
    for command in ["template", "check", "consolidate", "close"] {
        let (document, code) = document(&office, &[command, "--period", "2024-6T", "--lang", "en"]);
        assert_eq!((document["error"].as_str(), code), (Some("unsound"), 2), "{document:#}");
        assert!(document["message"].as_str().unwrap().contains("ke-hoach.toml:1"), "{document:#}");
    }
}
