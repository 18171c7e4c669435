//! Tests of the code layout: a floor uses only lower floors, rooms of one floor are independent,
//! and modules of one folder do not import each other in a circle. The floors are read from
//! `src/lib.rs`.

mod modules;
mod source;

use crate::tree::{root, sources, sources_of};
use modules::{Modules, Path, circles};
use std::collections::{BTreeMap, BTreeSet};

/// Maximum number of lines of a source file, including its tests.
const LONGEST: usize = 350;

/// Returns the rooms of each floor, lowest first, from `src/lib.rs`.
fn floors() -> Vec<Vec<String>> {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rooms = rooms(&lib);
    let mut floors: Vec<(usize, Vec<String>)> = Vec::new();
    for line in lib.lines().filter_map(|line| line.strip_prefix("//! ")) {
        let mut words = line.split_whitespace();
        let number = words.next().and_then(|word| word.parse().ok());
        let named: Vec<String> = words
            .take_while(|word| rooms.iter().any(|room| room == word))
            .map(str::to_owned)
            .collect();
        floors.extend(number.filter(|_| !named.is_empty()).map(|number| (number, named)));
    }
    floors.reverse();
    assert!(floors.iter().map(|(number, _)| *number).eq(0..floors.len()), "{floors:?}");
    floors.into_iter().map(|(_, rooms)| rooms).collect()
}

/// Returns the rooms declared by the crate.
fn rooms(lib: &str) -> Vec<String> {
    source::declared(&source::without_tests(&source::tokens(lib)).0)
}

fn floor(floors: &[Vec<String>], room: &str) -> Option<usize> {
    floors.iter().position(|rooms| rooms.iter().any(|known| known == room))
}

#[test]
fn every_room_has_one_floor() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let drawn: Vec<String> = floors().concat();
    let (mut drawn, mut rooms) = (drawn, rooms(&lib));
    assert!(rooms.len() >= 10);
    drawn.sort();
    rooms.sort();
    assert_eq!(drawn, rooms);
}

#[test]
fn floors_use_only_lower_floors() {
    let (floors, modules) = (floors(), Modules::read());
    let mut broken = Vec::new();
    for (path, module) in &modules.0 {
        let Some(room) = path.first() else { continue };
        let own = floor(&floors, room);
        for used in modules.used(path) {
            let Some(other) = used.first() else { continue };
            let above = floor(&floors, other);
            if above > own || above == own && other != room {
                broken.push(format!("{} uses {}", module.file, used.join("::")));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

/// Returns for each module of a folder the modules of the same folder that it, or a module inside
/// it, imports. Its own parent is not included: a submodule is part of its parent.
fn beside(modules: &Modules) -> BTreeMap<Path, BTreeSet<Path>> {
    let mut beside: BTreeMap<Path, BTreeSet<Path>> = BTreeMap::new();
    for path in modules.0.keys() {
        for used in modules.used(path) {
            let shared = path.iter().zip(used).take_while(|(own, other)| own == other).count();
            if let (Some(own), Some(other)) = (path.get(..=shared), used.get(..=shared)) {
                beside.entry(own.to_vec()).or_default().insert(other.to_vec());
            }
        }
    }
    beside
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
    let beside = beside(&Modules::read());
    let graph = beside.iter().map(|(path, used)| (path, used.iter().collect())).collect();
    let found: Vec<Vec<String>> = circles(&graph)
        .iter()
        .map(|circle| circle.iter().map(|path| path.join("::")).collect())
        .collect();
    assert_eq!(found, [[""; 0]; 0]);
}

/// Returns the types that a module defines for other rooms.
fn public_types(tokens: &[source::Token]) -> Vec<&str> {
    let kinds = ["struct", "enum", "trait", "type", "union"];
    let public = [&["pub"][..], &["pub", "(", "crate", ")"]];
    let defined = tokens.windows(2).enumerate().filter(|(place, part)| {
        kinds.contains(&&*part[0])
            && public.iter().any(|words| {
                let before =
                    place.checked_sub(words.len()).and_then(|from| tokens.get(from..*place));
                before.is_some_and(|before| before == *words)
            })
    });
    defined.map(|(_, part)| part[1].as_str()).collect()
}

#[test]
fn no_floor_has_two_public_types_of_one_name() {
    let floors = floors();
    let mut defined: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (path, module) in &Modules::read().0 {
        let floor = path.first().and_then(|room| floor(&floors, room));
        for name in public_types(&module.tokens) {
            let name = format!("{name} on floor {floor:?}");
            defined.entry(name).or_default().push(path.join("::"));
        }
    }
    defined.retain(|_, places| places.len() > 1);
    assert!(defined.is_empty(), "{defined:#?}");
}

#[test]
fn no_function_is_called_of() {
    let of = |text: &str| text.lines().filter(|line| line.contains("fn of(")).count();
    let found: usize = sources().iter().map(|(_, text)| of(text)).sum();
    assert_eq!(found, 0);
}

#[test]
fn no_module_has_a_vague_name() {
    let vague = ["utils", "util", "common", "helpers", "helper", "misc"];
    let modules = Modules::read();
    let found: Vec<&Path> =
        modules.0.keys().filter(|path| path.iter().any(|name| vague.contains(&&**name))).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn format_libraries_are_used_in_one_room() {
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
fn source_files_are_not_too_long() {
    let long: Vec<String> = sources_of(&["src", "tests", "benches", "examples"])
        .into_iter()
        .filter(|(_, text)| text.lines().count() > LONGEST)
        .map(|(name, text)| format!("{name}: {}", text.lines().count()))
        .collect();
    assert_eq!(long, [""; 0]);
}
