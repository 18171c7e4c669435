//! `tonghop init`: lays out a workspace.

use super::args::Invocation;
use super::console::Console;
use super::lock::{acquire, recover};
use super::{DONE, scripts, shell};
use crate::book::register;
use crate::error::Error;
use crate::load::shipped;
use crate::msg;
use crate::read::EXAMPLE;
use crate::store::file_system::make_folder;
use crate::store::layout::SETTINGS;
use crate::store::layout::{FORMS, INBOX, RESULTS};
use crate::store::transaction::{Committed, Transaction};
use crate::xlsx;
use std::path::Path;

/// The name of the register of incoming documents.
const REGISTER: &str = "so-den.xlsx";

/// Writes the office's own files and makes the folders; nothing that is there is touched.
pub(super) fn run(invocation: &Invocation, dir: &Path, console: &Console) -> Result<u8, Error> {
    let files = [
        (SETTINGS, shipped::SETTINGS),
        ("ke-hoach.toml", shipped::PLAN),
        ("don-vi.toml", shipped::UNITS),
        ("quyet-dinh.toml", shipped::DECISIONS),
    ];
    let plan = shipped::plan()?;
    let register = xlsx::write(&register(plan.year, EXAMPLE))?;
    if recover(dir, console)?.is_some_and(|finished| finished.command == console.command) {
        scripts::make_executable(dir, console.lang)?;
        let written = files
            .map(|(name, _)| name)
            .into_iter()
            .chain([REGISTER])
            .map(|name| dir.join(name))
            .collect();
        return done(invocation, dir, &Committed { written, removed: Vec::new() }, console);
    }
    let there: Vec<&str> = files
        .iter()
        .map(|(name, _)| *name)
        .chain([REGISTER])
        .filter(|name| dir.join(name).exists())
        .collect();
    if !there.is_empty() {
        let use_it =
            shell::in_workspace(&Invocation { root: dir.to_owned(), ..invocation.clone() }, &[]);
        let (dir, there) = (dir.display(), there.join(", "));
        return Err(msg!(
            "{dir} đã có {there}; không ghi đè. Chọn thư mục khác, hoặc dùng thư mục này:\n  {use_it}",
            "{dir} already has {there}; nothing was overwritten. Choose another folder, or use this one:\n  {use_it}"
        )
        .into());
    }
    let held = acquire(dir, console)?;
    let outputs = Transaction::new(&held);
    for (name, text) in files {
        outputs.add(dir.join(name), text.as_bytes())?;
    }
    for (name, text) in
        scripts::all(console.lang).into_iter().filter(|(name, _)| !dir.join(name).exists())
    {
        outputs.add(dir.join(name), text.as_bytes())?;
    }
    outputs.add(dir.join(REGISTER), &register)?;
    for folder in [FORMS, INBOX, RESULTS] {
        for period in &plan.periods {
            let folder = dir.join(folder).join(period.code.as_str());
            make_folder(&folder).map_err(|error| Error::write(&folder, error))?;
        }
    }
    let appeared = outputs.commit()?;
    scripts::make_executable(dir, console.lang)?;
    done(invocation, dir, &appeared, console)
}

fn done(
    invocation: &Invocation,
    dir: &Path,
    appeared: &Committed,
    console: &Console,
) -> Result<u8, Error> {
    console.done(dir, appeared)?;
    let shown = dir.display();
    let next = shell::in_workspace(&Invocation { root: dir.to_owned(), ..invocation.clone() }, &[]);
    console.tell(&msg!(
        "Đã lập {shown}. Việc tiếp theo: xem lại ke-hoach.toml và don-vi.toml trong đó, rồi xem việc cần làm:\n  {next}",
        "{shown} is laid out. Next: look over its ke-hoach.toml and don-vi.toml, then see what to do:\n  {next}"
    ));
    Ok(DONE)
}
