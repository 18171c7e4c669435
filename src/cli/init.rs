//! `tonghop init`: lays out a workspace.

use super::DONE;
use super::lock::{hold, settle};
use super::office::SETTINGS;
use super::output::{Console, Done, Outputs};
use super::paste;
use super::platform::make_folder;
use super::workspace::{FORMS, INBOX, RESULTS};
use crate::book::register;
use crate::error::Error;
use crate::load::shipped;
use crate::read::EXAMPLE;
use crate::say;
use crate::xlsx;
use std::path::Path;

/// The name of the register of incoming documents.
const REGISTER: &str = "so-den.xlsx";

/// Writes the office's own files and makes the folders; nothing that is there is touched.
pub(super) fn run(dir: &Path, console: &Console) -> Result<u8, Error> {
    let files = [
        (SETTINGS, shipped::SETTINGS),
        ("ke-hoach.toml", shipped::PLAN),
        ("don-vi.toml", shipped::UNITS),
        ("quyet-dinh.toml", shipped::DECISIONS),
    ];
    let plan = shipped::plan()?;
    let register = xlsx::write(&register(plan.year, EXAMPLE))?;
    if settle(dir, console)?.is_some_and(|finished| finished.command == console.command) {
        let written = files.map(|(name, _)| name).into_iter().chain([REGISTER]).map(|name| dir.join(name)).collect();
        return done(dir, &Done { written, removed: Vec::new() }, console);
    }
    let there: Vec<&str> = files.iter().map(|(name, _)| *name).chain([REGISTER]).filter(|name| dir.join(name).exists()).collect();
    if !there.is_empty() {
        let (dir, there) = (dir.display(), there.join(", "));
        return Err(say!(
            "{dir} đã có {there}; không ghi đè. Chọn thư mục khác, hoặc dùng thư mục này: tonghop -C {dir} …",
            "{dir} already has {there}; nothing was overwritten. Choose another folder, or use this one: tonghop -C {dir} …"
        )
        .into());
    }
    let held = hold(dir, console)?;
    let outputs = Outputs::of(&held);
    for (name, text) in files {
        outputs.add(dir.join(name), text.as_bytes())?;
    }
    outputs.add(dir.join(REGISTER), &register)?;
    for folder in [FORMS, INBOX, RESULTS] {
        for period in &plan.periods {
            let folder = dir.join(folder).join(period.code.as_str());
            make_folder(&folder).map_err(|error| Error::write(&folder, error))?;
        }
    }
    let appeared = outputs.appear()?;
    done(dir, &appeared, console)
}

fn done(dir: &Path, appeared: &Done, console: &Console) -> Result<u8, Error> {
    console.done(dir, appeared)?;
    let (shown, command) = (dir.display(), paste::command(dir, &["template"]));
    console.tell(&say!(
        "Đã lập {shown}. Việc tiếp theo: xem lại ke-hoach.toml và don-vi.toml, rồi lập biểu mẫu: {command}",
        "{shown} is laid out. Next: look over ke-hoach.toml and don-vi.toml, then write the forms: {command}"
    ));
    Ok(DONE)
}
