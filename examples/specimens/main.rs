//! Writes the specimens, one workspace per rule in `examples/specimens/<CODE>/`, and the README
//! that lists them:
//!
//! ```text
//! cargo run --example specimens
//! ```
//!
//! Each is a valid report of one commune, written by the program's own form writer, with one
//! problem for its rule to find. A specimen is a function named after its rule, listed below with
//! its code. An optional argument names another output folder.

mod files;
mod form;
#[path = "../made/mod.rs"]
mod made;
mod office;
mod package;
mod plan;
mod readme;
mod register;
mod relations;
mod report;
mod sending;
mod specimen;
mod values;

use made::Fault;
use office::Office;
use specimen::{Made, Specimen};
use std::path::Path;

/// A rule's code and the function that generates its specimen.
type Maker = (&'static str, fn(&Office) -> Made);

/// All specimens, in the order of the rule families.
const SPECIMENS: &[Maker] = &[
    ("K101", plan::k101),
    ("K102", plan::k102),
    ("K103", plan::k103),
    ("T101", files::t101),
    ("T102", files::t102),
    ("T103", files::t103),
    ("T104", files::t104),
    ("T105", files::t105),
    ("T106", files::t106),
    ("T107", files::t107),
    ("T108", files::t108),
    ("T109", files::t109),
    ("T110", files::t110),
    ("T111", files::t111),
    ("T112", files::t112),
    ("B101", form::b101),
    ("B102", form::b102),
    ("B103", form::b103),
    ("B104", form::b104),
    ("B105", form::b105),
    ("B106", form::b106),
    ("B107", form::b107),
    ("B108", form::b108),
    ("B109", form::b109),
    ("B110", form::b110),
    ("B111", form::b111),
    ("G101", values::g101),
    ("G102", values::g102),
    ("G103", values::g103),
    ("G104", values::g104),
    ("G105", values::g105),
    ("G106", values::g106),
    ("G107", values::g107),
    ("G108", values::g108),
    ("G109", values::g109),
    ("G110", values::g110),
    ("G111", values::g111),
    ("G112", values::g112),
    ("N101", sending::n101),
    ("N102", sending::n102),
    ("N103", sending::n103),
    ("N104", sending::n104),
    ("N105", sending::n105),
    ("N106", sending::n106),
    ("N107", sending::n107),
    ("N108", sending::n108),
    ("N109", sending::n109),
    ("C101", relations::c101),
    ("C102", relations::c102),
    ("C103", relations::c103),
    ("C104", relations::c104),
    ("C105", relations::c105),
    ("C106", relations::c106),
    ("L101", relations::l101),
    ("L102", relations::l102),
    ("L103", relations::l103),
    ("L104", relations::l104),
];

fn main() -> Result<(), Fault> {
    let (here, target) = made::folders("specimens");
    let office = Office::of(
        std::fs::read_to_string(here.join("ke-hoach.toml"))?,
        std::fs::read_to_string(here.join("don-vi.toml"))?,
    )?;
    let mut all = Vec::new();
    for (code, maker) in SPECIMENS {
        let specimen = maker(&office).map_err(|error| format!("{code}: {error}"))?;
        write(&target.join(code), &specimen)?;
        all.push(((*code).to_owned(), specimen));
    }
    made::write(&target.join("README.md"), readme::page(&all)?.as_bytes())
}

fn write(folder: &Path, specimen: &Specimen) -> Result<(), Fault> {
    specimen.files.iter().try_for_each(|(name, bytes)| made::write(&folder.join(name), bytes))
}
