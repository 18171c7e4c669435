//! JSON records in the folder of results.

use crate::error::Error;
use crate::msg;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// Reads a record.
///
/// # Errors
/// Returns an error if it cannot be read or parsed.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::read(path, error))?;
    serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error.to_string()))
}

/// Returns the error of a record that cannot be used.
pub(super) fn damaged(path: &Path, why: &str) -> Error {
    let path = path.display();
    msg!(
        "{path} bị hỏng hoặc do phiên bản khác ghi.\nLấy lại tệp này từ bản lưu rồi chạy lại.",
        "{path} is damaged or was written by another version ({why}).\nRestore it from a copy, then run again."
    )
    .into()
}

/// Returns a record as text.
pub(super) fn pretty<T: Serialize>(record: &T) -> String {
    serde_json::to_string_pretty(record).unwrap_or_default() + "\n"
}

/// Returns the names in a folder, none if it does not exist.
///
/// # Errors
/// Returns an error if the folder cannot be listed.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let failed = |error| Error::read(folder, error);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    entries
        .map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned()))
        .collect()
}
