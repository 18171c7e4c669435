//! Describes the machine.

use crate::entrant::python;
use crate::measured;
use std::process::Command;

/// Returns a paragraph on the machine and the versions, with the Python packages used.
pub(crate) fn described(mut packages: Vec<String>) -> String {
    let model = field("/proc/cpuinfo", "model name", ':')
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = field("/proc/meminfo", "MemTotal", ':')
        .and_then(|size| size.split_whitespace().next()?.parse::<u64>().ok());
    let memory = memory.map_or_else(String::new, |kilobytes| {
        format!(", {} GB of memory", (kilobytes >> 10).div_ceil(1024))
    });
    let system = field("/etc/os-release", "PRETTY_NAME", '=')
        .unwrap_or_else(|| std::env::consts::OS.to_owned());
    let system = system.trim_matches('"');
    let mut versions = vec![
        said(Command::new("rustc").arg("--version")),
        said(Command::new(env!("CARGO_BIN_EXE_tonghop")).arg("--version")),
    ];
    packages.sort();
    packages.dedup();
    if !packages.is_empty() {
        versions.push(said(python().arg("--version")));
    }
    versions.extend(packages);
    format!("{model}, {cores} cores{memory}, {system}; {}.\n", versions.join(", "))
}

/// Returns the first line that a program prints.
fn said(command: &mut Command) -> String {
    let printed = measured::run(command).map(|(_, printed)| printed).unwrap_or_default();
    printed.lines().next().unwrap_or_default().to_owned()
}

/// Returns the value of a field in a system file.
fn field(file: &str, name: &str, between: char) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(between)?.1.trim().to_owned())
}
