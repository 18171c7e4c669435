//! Tests of the help: its language, and its examples, which run as printed.

use super::{forms, receive, workspace};
use crate::tree::{code, printed, said, tonghop};
use std::path::Path;

#[test]
fn help_is_in_the_requested_language() {
    let help = |words: &[&str]| {
        let run = tonghop(Path::new("."), words);
        assert_eq!(code(&run), 0);
        printed(&run)
    };
    assert!(help(&["--help"]).contains("Cách dùng:"));
    assert!(
        help(&["consolidate", "--help", "--lang", "en"])
            .contains("Usage: tonghop consolidate [OPTIONS]")
    );
    assert!(help(&["--version"]).starts_with("tonghop "));
}

/// Returns the commands named in help.
fn commands(help: &str) -> Vec<String> {
    let mut lines = help
        .lines()
        .skip_while(|line| !line.starts_with("Các lệnh:") && !line.starts_with("Commands:"))
        .skip(1);
    let named = lines.by_ref().take_while(|line| !line.is_empty());
    // continuation lines of an explanation are indented further
    named
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect()
}

/// Returns the examples on a help page, one command line each.
fn help_examples(help: &str) -> Vec<Vec<String>> {
    let after =
        help.lines().skip_while(|line| !line.starts_with("Ví dụ:") && !line.starts_with("Example"));
    after
        .filter_map(|line| {
            Some(line.split_once("tonghop ")?.1.split_whitespace().map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn every_example_in_help_runs() {
    for lang in ["vi", "en"] {
        let folder = workspace();
        forms(&folder, &["H-THOXUAN"]);
        receive(&folder, "H-THOXUAN");
        let help = |command: &[&str]| {
            printed(&tonghop(folder.path(), &[command, &["--help", "--lang", lang]].concat()))
        };
        let overall = help(&[]);
        let commands = commands(&overall);
        assert!(commands.len() >= 5, "{commands:?}");
        for words in help_examples(&overall) {
            // these create a workspace and continue in it, still empty
            runs(folder.path(), &words, &[0, 3]);
        }
        for command in commands {
            let page = help(&[&command]);
            let examples = help_examples(&page);
            assert!(!examples.is_empty(), "{command} has no example: {page}");
            for words in examples {
                assert_eq!(words[0], command);
                if command == "diff" {
                    later_results(&folder.path().join("w/ket-qua/2024-6T"));
                }
                runs(&folder.path().join("w"), &words, &[0, 1]);
            }
        }
    }
}

/// Copies results as those of a later run.
fn later_results(results: &Path) {
    std::fs::create_dir_all(results.join("ban-2")).unwrap();
    std::fs::copy(results.join("tong-hop.json"), results.join("ban-2/tong-hop.json")).unwrap();
}

fn runs(folder: &Path, words: &[String], codes: &[i32]) {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let run = tonghop(folder, &words);
    assert!(
        codes.contains(&code(&run)),
        "tonghop {} gives {}: {}",
        words.join(" "),
        code(&run),
        said(&run)
    );
}
