//! A file that is hashed and counted while it is written.

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Hashes and counts what goes through, and remembers what the disk said where it took no more.
pub(super) struct Sink {
    to: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
    trouble: Option<io::Error>,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes).map_err(|error| self.remembered(error))?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        self.bytes += u64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush().map_err(|error| self.remembered(error))
    }
}

impl Sink {
    pub(super) fn into_file(file: File) -> Self {
        Self {
            to: BufWriter::with_capacity(1 << 16, file),
            digest: Sha256::new(),
            bytes: 0,
            trouble: None,
        }
    }

    /// The hash and the size, once all of it is in the file.
    ///
    /// # Errors
    /// What the disk said first, where it took no more, whatever was made of that since.
    pub(super) fn finish(mut self) -> io::Result<(String, u64)> {
        let flushed = self.flush();
        match self.trouble.take() {
            Some(error) => Err(error),
            None => flushed.map(|()| (crate::text::hex(&self.digest.finalize()), self.bytes)),
        }
    }

    /// Keeps what the disk said, since who writes through this may say it otherwise.
    fn remembered(&mut self, error: io::Error) -> io::Error {
        let same =
            error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error);
        if error.kind() != io::ErrorKind::Interrupted {
            self.trouble.get_or_insert(error);
        }
        same
    }
}
