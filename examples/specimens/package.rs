//! A workbook's parts, for content that the program's own writer never writes.

use crate::made::Fault;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// The parts of a workbook with their names, in order.
pub(super) struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    /// Reads the parts of a workbook.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut parts = Vec::new();
        for place in 0..archive.len() {
            let mut entry = archive.by_index(place)?;
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            parts.push((entry.name()?.into_owned(), bytes));
        }
        Ok(Self(parts))
    }

    /// Returns a package of parts.
    pub(super) fn of<const N: usize>(parts: [(&str, Vec<u8>); N]) -> Self {
        Self(parts.map(|(name, bytes)| (name.to_owned(), bytes)).to_vec())
    }

    /// Returns a part's text.
    pub(super) fn text(&self, part: &str) -> Result<String, Fault> {
        let found = self.0.iter().find(|(name, _)| name == part);
        let (_, bytes) = found.ok_or_else(|| format!("no part {part}"))?;
        Ok(String::from_utf8(bytes.clone())?)
    }

    /// Replaces the first occurrence of a text in a part.
    pub(super) fn replaced(mut self, part: &str, from: &str, to: &str) -> Result<Self, Fault> {
        let text = self.text(part)?;
        if !text.contains(from) {
            return Err(format!("{part} has no {from}").into());
        }
        for (_, bytes) in self.0.iter_mut().filter(|(name, _)| name == part) {
            *bytes = text.replacen(from, to, 1).into_bytes();
        }
        Ok(self)
    }

    /// Adds a part.
    pub(super) fn with(mut self, part: &str, text: &str) -> Self {
        self.0.push((part.to_owned(), text.as_bytes().to_vec()));
        self
    }

    /// Returns the bytes of the workbook.
    pub(super) fn bytes(self) -> Result<Vec<u8>, Fault> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .system(System::Unix);
        for (name, bytes) in self.0 {
            archive.start_file(name, options)?;
            archive.write_all(&bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    }
}
