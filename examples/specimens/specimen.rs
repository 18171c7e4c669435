//! A specimen: what to look at, and the files of its workspace.

use crate::made::Fault;
use std::collections::BTreeMap;
use tonghop::text::Text;

/// A specimen, or why it could not be made.
pub(super) type Made = Result<Specimen, Fault>;

/// The file in which a report arrives: a folder of the day it came, the last on time.
pub(super) const RECEIVED: &str = "2024-04-26/bc-xa-suoi-co.xlsx";

/// A specimen.
pub(super) struct Specimen {
    /// What to look at.
    pub(super) look: Text,
    /// Its files, by their names inside its folder.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Specimen {
    /// A workspace that shares the plan and the units of all specimens, with nothing received yet.
    pub(super) fn new(vi: &'static str, en: &'static str) -> Self {
        Self { look: Text::new(vi, en), files: BTreeMap::new() }
            .settings("../ke-hoach.toml", "../don-vi.toml")
    }

    /// A workspace with one report, received in time.
    pub(super) fn of(bytes: Vec<u8>, vi: &'static str, en: &'static str) -> Self {
        Self::new(vi, en).received(RECEIVED, bytes)
    }

    /// The specimen with a file in its inbox.
    pub(super) fn received(self, name: &str, bytes: Vec<u8>) -> Self {
        self.with(&format!("nhan/2024-6T/{name}"), bytes)
    }

    /// The specimen with a plan of its own.
    pub(super) fn planned(self, plan: &str) -> Self {
        self.settings("ke-hoach.toml", "../don-vi.toml")
            .with("ke-hoach.toml", plan.as_bytes().to_vec())
    }

    /// The specimen with a plan and units of its own.
    pub(super) fn staffed(self, plan: &str, units: &str) -> Self {
        let made = self
            .settings("ke-hoach.toml", "don-vi.toml")
            .with("ke-hoach.toml", plan.as_bytes().to_vec());
        made.with("don-vi.toml", units.as_bytes().to_vec())
    }

    /// The specimen with a file.
    pub(super) fn with(mut self, name: &str, bytes: Vec<u8>) -> Self {
        self.files.insert(name.to_owned(), bytes);
        self
    }

    fn settings(self, plan: &str, units: &str) -> Self {
        let settings = format!(
            "# Kế hoạch và đơn vị dùng chung: xem ../README.md\nplan = \"{plan}\"\nunits = \"{units}\"\n"
        );
        self.with("tonghop.toml", settings.into_bytes())
    }
}
