//! The bytes of files on the disk. Only ordinary files are opened: to open a pipe or a device may wait for ever, or do something.

use super::failure::Failure;
use super::limits;
use crate::model::submission::Unreadable;
use crate::msg;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// A file's bytes, where it is an ordinary file and not too large.
pub(super) fn held(path: &Path) -> Result<Vec<u8>, Failure> {
    let about = std::fs::symlink_metadata(path).map_err(|error| Failure::of_disk(&error))?;
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
    // a file may grow while it is read
    let read =
        File::open(path).and_then(|file| file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes));
    match read.map_err(|error| Failure::of_disk(&error))? as u64 {
        size if size > limits::FILE_BYTES => Err(limits::too_large_on_disk(size).into()),
        _ => Ok(bytes),
    }
}

/// The bytes of a stream, where they are not too many.
pub(super) fn streamed(from: &mut dyn io::Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match from
        .take(limits::FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::of_disk(&error))? as u64
    {
        size if size > limits::FILE_BYTES => Err(limits::too_large_on_disk(size).into()),
        _ => Ok(bytes),
    }
}

/// The hash of bytes, in hex.
pub(super) fn hash(bytes: &[u8]) -> String {
    crate::text::hex(&Sha256::digest(bytes))
}

/// A file's hash and size, without holding it; nothing where it cannot be read or is no ordinary file.
pub(crate) fn hash_of_file(path: &Path) -> (String, u64) {
    hashed(path, u64::MAX)
}

/// The hash and size of a file that was received; of one past the limit on files only its size, since it is not read.
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
    fn a_file_past_the_limit_is_not_read_and_only_its_size_is_known() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.xlsx");
        // sparse: it takes no room, and would take minutes to read
        File::create(&path).unwrap().set_len(100 << 30).unwrap();
        assert_eq!(hash_of_input(&path), (String::new(), 100 << 30));
        assert!(matches!(held(&path), Err(Failure::File(Unreadable::TooLarge(_)))));
    }

    #[test]
    fn what_is_gone_is_no_fault_of_the_file() {
        let folder = TempDir::new().unwrap();
        assert!(matches!(held(&folder.path().join("a.xlsx")), Err(Failure::Machine(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_a_device_and_a_link_are_never_opened() {
        let folder = TempDir::new().unwrap();
        let (pipe, link) = (folder.path().join("pipe"), folder.path().join("link"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for path in [&pipe, &link] {
            assert!(matches!(held(path), Err(Failure::File(Unreadable::Damaged(_)))));
            assert_eq!(
                (hash_of_file(path), hash_of_input(path)),
                ((String::new(), 0), (String::new(), 0))
            );
        }
    }
}
