//! Writes the specimens, one workspace a rule in `examples/specimens/<CODE>/`, and the README that lists them:
//!
//! ```text
//! cargo run --example specimens
//! ```
//!
//! Each is a sound report of one commune, written by the product's own form writer, with the one thing in it that its rule
//! finds. A specimen is a function named after its rule, and its name in the list below. A folder may be named to write into
//! another place than this example's own folder.

mod office;
mod package;
mod readme;
mod register;
mod report;
mod specimen;

use office::Office;
use specimen::{Made, Specimen};
use std::error::Error;
use std::path::{Path, PathBuf};

/// A specimen's rule and the function that makes it.
type Maker = (&'static str, fn(&Office) -> Made);

macro_rules! specimens {
    ($($family:ident: $($rule:ident)+;)+) => {
        $(mod $family;)+

        /// Every specimen, in order of code.
        const SPECIMENS: &[Maker] = &[$($((stringify!($rule), $family::$rule)),+),+];
    };
}

specimens! {
    plan: k101 k102 k103;
    files: t101 t102 t103 t104 t105 t106 t107 t108 t109 t110 t111 t112;
    form: b101 b102 b103 b104 b105 b106 b107 b108 b109 b110 b111;
    values: g101 g102 g103 g104 g105 g106 g107 g108 g109 g110 g111 g112;
    sending: n101 n102 n103 n104 n105 n106 n107 n108 n109;
    answers: c101 c102 c103 c104 c105 c106 l101 l102 l103 l104;
}

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/specimens");
    let target = std::env::args_os().nth(1).map_or_else(|| here.clone(), PathBuf::from);
    let office = Office::of(
        std::fs::read_to_string(here.join("ke-hoach.toml"))?,
        std::fs::read_to_string(here.join("don-vi.toml"))?,
    )?;
    let mut made = Vec::new();
    for (name, maker) in SPECIMENS {
        let code = name.to_uppercase();
        let specimen = maker(&office).map_err(|error| format!("{code}: {error}"))?;
        write(&target.join(&code), &specimen)?;
        made.push((code, specimen));
    }
    std::fs::write(target.join("README.md"), readme::page(&made)?)?;
    Ok(())
}

fn write(folder: &Path, specimen: &Specimen) -> Result<(), Box<dyn Error>> {
    for (name, bytes) in &specimen.files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
