//! Writes a file while hashing and counting its bytes.

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Buffered file writer that computes SHA-256 and size, and keeps the first error of the disk.
pub(super) struct HashingWriter {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
    error: Option<io::Error>,
}

impl Write for HashingWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes).map_err(|error| self.keep(error))?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += u64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| self.keep(error))
    }
}

impl HashingWriter {
    pub(super) fn new(file: File) -> Self {
        Self {
            file: BufWriter::with_capacity(1 << 16, file),
            hash: Sha256::new(),
            bytes: 0,
            error: None,
        }
    }

    /// Flushes and returns the hash and the size.
    ///
    /// # Errors
    /// Returns the first error of the disk, even if the writing code replaced it with its own.
    pub(super) fn finish(mut self) -> io::Result<(String, u64)> {
        let flushed = self.flush();
        match self.error.take() {
            Some(error) => Err(error),
            None => flushed.map(|()| (crate::text::hex(&self.hash.finalize()), self.bytes)),
        }
    }

    fn keep(&mut self, error: io::Error) -> io::Error {
        let same =
            error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error);
        if error.kind() != io::ErrorKind::Interrupted {
            self.error.get_or_insert(error);
        }
        same
    }
}
