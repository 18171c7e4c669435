//! A specimen: where to look, and the files of its workspace.

use crate::made::Fault;
use std::collections::BTreeMap;
use tonghop::text::Text;

pub(super) type Made = Result<Specimen, Fault>;

/// A report's file, in a folder named by the last date that is on time.
pub(super) const RECEIVED: &str = "2024-04-26/bc-xa-suoi-co.xlsx";

pub(super) struct Specimen {
    /// Where to look.
    pub(super) look: Text,
    /// The files, by name within its folder.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Specimen {
    /// Returns a workspace with the shared plan and units, with nothing received yet.
    pub(super) fn new(vi: &'static str, en: &'static str) -> Self {
        Self { look: Text::new(vi, en), files: BTreeMap::new() }
            .settings("../ke-hoach.toml", "../don-vi.toml")
    }

    /// Returns a workspace with one report, received in time.
    pub(super) fn of(bytes: Vec<u8>, vi: &'static str, en: &'static str) -> Self {
        Self::new(vi, en).received(RECEIVED, bytes)
    }

    /// Adds a file to the inbox.
    pub(super) fn received(self, name: &str, bytes: Vec<u8>) -> Self {
        self.with(&format!("nhan/2024-6T/{name}"), bytes)
    }

    /// Gives the specimen its own plan.
    pub(super) fn with_plan(self, plan: &str) -> Self {
        self.settings("ke-hoach.toml", "../don-vi.toml")
            .with("ke-hoach.toml", plan.as_bytes().to_vec())
    }

    /// Gives the specimen its own plan and units.
    pub(super) fn with_plan_and_units(self, plan: &str, units: &str) -> Self {
        let made = self
            .settings("ke-hoach.toml", "don-vi.toml")
            .with("ke-hoach.toml", plan.as_bytes().to_vec());
        made.with("don-vi.toml", units.as_bytes().to_vec())
    }

    /// Adds a file.
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
