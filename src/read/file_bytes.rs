//! Reads and hashes files on disk. Only regular files are opened, because opening a pipe or device
//! may block or have effects.

use super::failure::Failure;
use super::limits;
use crate::model::submission::Unreadable;
use crate::msg;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// Reads a regular file up to the size limit.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let about = std::fs::symlink_metadata(path).map_err(|error| Failure::from_io(&error))?;
    if !about.is_file() {
        let what = msg!(
            "không phải tệp thông thường (lối tắt, thiết bị)",
            "not an ordinary file (a link, a device)"
        );
        return Err(Unreadable::Damaged(what).into());
    }
    if about.len() > limits::FILE_BYTES {
        return Err(limits::too_large_on_disk(about.len()).into());
    }
    let mut bytes = Vec::new();
    // the file may grow while it is read
    let read =
        File::open(path).and_then(|file| file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes));
    match read.map_err(|error| Failure::from_io(&error))? as u64 {
        size if size > limits::FILE_BYTES => Err(limits::too_large_on_disk(size).into()),
        _ => Ok(bytes),
    }
}

/// Reads a stream up to the size limit.
pub(super) fn read_stream(from: &mut dyn io::Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match from
        .take(limits::FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::from_io(&error))? as u64
    {
        size if size > limits::FILE_BYTES => Err(limits::too_large_on_disk(size).into()),
        _ => Ok(bytes),
    }
}

/// Returns the SHA-256 of bytes in hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    crate::text::hex(&Sha256::digest(bytes))
}

/// Returns a file's hash and size, reading it in blocks. Both are empty if the file cannot be read
/// or is not regular.
pub(crate) fn hash_of_file(path: &Path) -> (String, u64) {
    hashed(path, u64::MAX)
}

/// Returns the hash and size of a received file. Files above the size limit are not read and have
/// no hash.
pub(crate) fn hash_of_input(path: &Path) -> (String, u64) {
    hashed(path, limits::FILE_BYTES)
}

fn hashed(path: &Path, most: u64) -> (String, u64) {
    let about = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file);
    match about.map(|about| about.len()) {
        None => (String::new(), 0),
        Some(size) if size > most => (String::new(), size),
        Some(_) => whole(path).unwrap_or_default(),
    }
}

fn whole(path: &Path) -> io::Result<(String, u64)> {
    let (mut file, mut digest, mut size, mut buffer) =
        (File::open(path)?, Sha256::new(), 0_u64, vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok((crate::text::hex(&digest.finalize()), size)),
            Ok(read) => {
                digest.update(buffer.get(..read).unwrap_or_default());
                size += u64::try_from(read).unwrap_or(0);
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn a_file_above_the_limit_has_a_size_but_no_hash() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.xlsx");
        // a sparse file uses no disk space but would take minutes to read
        File::create(&path).unwrap().set_len(100 << 30).unwrap();
        assert_eq!(hash_of_input(&path), (String::new(), 100 << 30));
        assert!(matches!(read_file(&path), Err(Failure::File(Unreadable::TooLarge(_)))));
    }

    #[test]
    fn a_missing_file_is_a_machine_failure() {
        let folder = TempDir::new().unwrap();
        assert!(matches!(read_file(&folder.path().join("a.xlsx")), Err(Failure::Machine(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_a_device_and_a_link_are_never_opened() {
        let folder = TempDir::new().unwrap();
        let (pipe, link) = (folder.path().join("pipe"), folder.path().join("link"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for path in [&pipe, &link] {
            assert!(matches!(read_file(path), Err(Failure::File(Unreadable::Damaged(_)))));
            assert_eq!(
                (hash_of_file(path), hash_of_input(path)),
                ((String::new(), 0), (String::new(), 0))
            );
        }
    }
}
