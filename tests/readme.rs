//! Tests of the READMEs: their commands work, and their table of rules is the program's.

use crate::tree::{code, copy, root, said, tonghop};
use std::path::Path;
use tempfile::TempDir;
use tonghop::rules::RULES;

/// Returns the commands in a page's code blocks: those of the program and those that copy files;
/// each with the lines of following blocks without commands.
pub(crate) fn steps(page: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let mut inside = false;
    let mut steps: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if inside {
            let command = line.trim().replace("cargo run --release --quiet -- ", "tonghop ");
            let words = words(command.split('#').next().unwrap_or_default());
            if words.len() > 1 && ["tonghop", "cp"].contains(&words[0].as_str()) {
                steps.push((words, Vec::new()));
            } else if let Some((_, excerpt)) = steps.last_mut() {
                excerpt.push(line.to_owned());
            }
        }
    }
    steps
}

/// Splits a command into words like a shell, with quotation marks.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words =
        parts.flat_map(
            |(place, part)| {
                if place % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }
            },
        );
    words.map(str::to_owned).collect()
}

fn runs(page: &Path, inside: &Path, least: usize) {
    let text = std::fs::read_to_string(page).unwrap();
    let commands: Vec<Vec<String>> = steps(&text).into_iter().map(|(words, _)| words).collect();
    assert!(commands.len() >= least, "{} has {} commands", page.display(), commands.len());
    for words in commands {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if let ["cp", from, to] = words[..] {
            let from = inside.join(from);
            std::fs::copy(&from, inside.join(to).join(from.file_name().unwrap())).unwrap();
            continue;
        }
        let words = &words[1..];
        let run = tonghop(inside, words);
        // 1 means done with errors in reports, 3 an empty inbox
        assert!(
            matches!(code(&run), 0 | 1 | 3),
            "{}: tonghop {}\n{}",
            page.display(),
            words.join(" "),
            said(&run)
        );
    }
}

#[test]
fn every_command_of_the_readme_and_the_guide_works() {
    let folder = TempDir::new().unwrap();
    for part in ["examples", "data"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    runs(&root().join("README.md"), folder.path(), 1);
    runs(&root().join("docs/huong-dan.md"), folder.path(), 7);
}

#[test]
fn every_command_of_the_examples_works() {
    let folder = TempDir::new().unwrap();
    for part in ["examples", "data"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    for example in ["02_hang-quy", "03_hai-cap", "06_hang-thang", "specimens", "thanh-hoa-2024"] {
        std::fs::create_dir_all(folder.path().join("examples").join(example)).unwrap();
        runs(&root().join("examples").join(example).join("README.md"), folder.path(), 1);
    }
}

#[test]
fn the_table_of_rules_in_the_guide_is_complete() {
    let text = std::fs::read_to_string(root().join("docs/huong-dan.md")).unwrap();
    let rows: Vec<String> = text
        .lines()
        .filter(|line| line.starts_with("| ") && line.get(2..6).is_some_and(is_code))
        .map(str::to_owned)
        .collect();
    let expected: Vec<String> = RULES
        .iter()
        .map(|rule| {
            format!(
                "| {} | {} | {} | {} |",
                rule.code,
                rule.title.vi,
                rule.title.en,
                rule.severity.word()
            )
        })
        .collect();
    assert_eq!(rows, expected);
}

fn is_code(text: &str) -> bool {
    let (letter, digits) = text.split_at(1);
    letter.chars().all(|c| c.is_ascii_uppercase()) && digits.chars().all(|c| c.is_ascii_digit())
}
