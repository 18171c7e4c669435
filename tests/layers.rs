//! The floors of the house: a floor uses only lower floors, and rooms on one floor do not see each other.

use crate::tree::{root, sources};

/// The rooms of each floor, from the ground up.
const FLOORS: [&[&str]; 7] = [
    &["text"],
    &["model", "error"],
    &["load", "read", "rules", "consolidate"],
    &["outcome"],
    &["book", "letter", "rollup"],
    &["xlsx", "docx", "render"],
    &["cli"],
];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms a text names, `crate::room::…` or `crate::{room::…, …}`.
fn rooms_named(text: &str) -> Vec<&str> {
    let after = text.split("crate::").skip(1);
    after
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
        })
        .collect()
}

#[test]
fn every_room_has_a_floor() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rooms: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(rooms.len() >= 10);
    for room in rooms {
        assert!(floor(room).is_some(), "{room} stands on no floor");
    }
}

#[test]
fn no_floor_looks_up_and_no_room_sideways() {
    let mut broken = Vec::new();
    for (name, text) in sources() {
        let room = name
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .split('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        let Some(own) = floor(&room) else { continue };
        // what only tests see may look anywhere
        if name.contains("/fixture") || name.ends_with("tests.rs") || name.contains("/tests/") {
            continue;
        }
        for used in rooms_named(text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default()) {
            let Some(other) = floor(used) else { continue };
            let beside = other == own && used != room;
            if other > own || beside {
                broken.push(format!("{name} uses {used}"));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

#[test]
fn libraries_that_know_a_file_format_stay_in_their_room() {
    for (library, room) in [
        ("rust_xlsxwriter", "src/xlsx"),
        ("calamine", "src/read"),
        ("clap", "src/cli"),
        ("clap_complete", "src/cli"),
        ("clap_mangen", "src/cli"),
        ("indicatif", "src/cli"),
        ("dialoguer", "src/cli"),
    ] {
        for (name, text) in sources() {
            let uses = text.lines().any(|line| {
                line.contains(&format!("{library}::")) && !line.trim_start().starts_with("//")
            });
            assert!(!uses || name.starts_with(room), "{name} uses {library}");
        }
    }
}

#[test]
fn nothing_below_the_command_line_asks_the_clock_or_prints() {
    for (name, text) in sources().into_iter().filter(|(name, _)| !name.starts_with("src/cli")) {
        for forbidden in [
            "Utc::now",
            "Local::now",
            "SystemTime::now",
            "println!",
            "eprintln!",
            "io::stdout",
            "io::stderr",
        ] {
            assert!(!text.contains(forbidden), "{name} has {forbidden}");
        }
    }
}

#[test]
fn no_source_file_is_longer_than_one_reads_in_a_sitting() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > LONGEST)
        .map(|(name, text)| format!("{name}: {}", text.lines().count()))
        .collect();
    assert_eq!(long, [""; 0]);
}

/// The longest a source file may be, its tests included.
const LONGEST: usize = 620;
