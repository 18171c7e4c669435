//! Tests of the current folder, standard input and terminal capabilities.

use crate::tree::{code, printed, said, tonghop, workspace};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const WHEN: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];

fn with_input(folder: &Path, words: &[&str], input: &[u8]) -> Output {
    let mut run = Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // a run without input may end before it is written
    let _ = run.stdin.take().unwrap().write_all(input);
    run.wait_with_output().unwrap()
}

#[test]
fn the_workspace_is_found_from_a_folder_inside_it() {
    let folder = workspace();
    let office = folder.path().join("w");
    assert_eq!(code(&tonghop(&office, &["template", "--period", "2024-6T", "--unit", "S-YT"])), 0);
    let inbox = office.join("nhan/2024-6T");
    std::fs::copy(office.join("mau/2024-6T/S-YT.xlsx"), inbox.join("S-YT.xlsx")).unwrap();
    let json = |folder: &Path, file: &str| {
        let done =
            tonghop(folder, &[&["check", "--format", "json", "--quiet", file], &WHEN[..]].concat());
        assert_eq!(code(&done), 1, "{}", said(&done));
        printed(&done)
    };
    let whole = json(&office, "nhan/2024-6T/S-YT.xlsx");
    assert!(whole.contains("\"nhan/2024-6T/S-YT.xlsx\""));
    for (folder, file) in
        [(inbox.as_path(), "S-YT.xlsx"), (&office.join("mau"), "../nhan/2024-6T/S-YT.xlsx")]
    {
        assert_eq!(json(folder, file), whole, "{file}");
    }
    let done = tonghop(&inbox, &[&["consolidate", "--exit-zero"], &WHEN[..]].concat());
    assert_eq!(code(&done), 0);
    let full = office.canonicalize().unwrap().display().to_string();
    // Windows itself understands the prefix, no person writes it
    let full = full.trim_start_matches(r"\\?\");
    assert!(said(&done).contains(&format!("Thư mục làm việc: {full}")), "{}", said(&done));
    assert!(
        office.join("ket-qua/2024-6T/tong-hop.xlsx").is_file() && !inbox.join("ket-qua").exists()
    );
    // outside any workspace an error is reported, and nothing is created
    let outside = tonghop(folder.path(), &[&["check"], &WHEN[..]].concat());
    assert_eq!(code(&outside), 2);
    assert!(said(&outside).contains("tonghop init"), "{}", said(&outside));
}

#[test]
fn standard_input_can_replace_a_file() {
    let folder = workspace();
    let office = folder.path().join("w");
    assert_eq!(code(&tonghop(&office, &["template", "--period", "2024-6T", "--unit", "S-YT"])), 0);
    let form = std::fs::read(office.join("mau/2024-6T/S-YT.xlsx")).unwrap();
    let check = |input: &[u8]| {
        with_input(&office, &[&["check", "-", "--format", "json"], &WHEN[..]].concat(), input)
    };
    let done = check(&form);
    let facts: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(
        (code(&done), &facts["files"][0]["file"], &facts["files"][0]["unit"]),
        (1, &"-".into(), &"S-YT".into()),
        "{facts:#}"
    );
    let done = check(b"");
    assert!(code(&done) == 1 && printed(&done).contains("\"T101\""), "{}", printed(&done));

    let done = tonghop(
        &office,
        &[&["check", "--format", "json", "mau/2024-6T/S-YT.xlsx"], &WHEN[..]].concat(),
    );
    std::fs::write(office.join("a.json"), &done.stdout).unwrap();
    let differ =
        |words: [&str; 2]| with_input(&office, &["diff", words[0], words[1]], &done.stdout);
    assert_eq!((code(&differ(["-", "a.json"])), code(&differ(["a.json", "-"]))), (0, 0));
    let both = differ(["-", "-"]);
    assert!(code(&both) == 2 && said(&both).contains("đầu vào chuẩn"), "{}", said(&both));
}

#[test]
fn colors_follow_terminal_and_settings() {
    let folder = workspace();
    let office = folder.path().join("w");
    std::fs::write(office.join("nhan/2024-6T/a.xlsx"), "x").unwrap();
    let painted = |set: &[(&str, &str)], more: &[&str]| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
            run.env_remove(name);
        }
        let run = run
            .args(["check"])
            .args(WHEN)
            .args(more)
            .envs(set.iter().copied())
            .current_dir(&office)
            .output()
            .unwrap();
        printed(&run).contains('\u{1b}')
    };
    assert!(!painted(&[], &[]) && painted(&[], &["--color", "always"]));
    assert!(painted(&[("CLICOLOR_FORCE", "1")], &[]) && !painted(&[("CLICOLOR_FORCE", "0")], &[]));
    assert!(!painted(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!painted(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(painted(
        &[("NO_COLOR", "1"), ("TERM", "dumb"), ("CLICOLOR", "0")],
        &["--color", "always"]
    ));
}
