//! Writes a ZIP package part by part. A part is compressed in independent chunks, so that several
//! processors can work on it. The same chunks give the same bytes.

use crate::error::Error;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use std::io::Write;

/// Compression level. Higher levels were measured to cost more time than the saved space is worth.
const EFFORT: u32 = 2;
/// Empty block at the end of a part.
const END: [u8; 2] = [0x03, 0x00];
/// 1 January 1980, the earliest date of the ZIP format.
const FIRST_DAY: u16 = 0x21;
/// Flags and method: deflated, with sizes and checksum after the part.
const METHOD: [u8; 4] = [0x08, 0x00, 0x08, 0x00];
/// Version needed to extract.
const VERSION: u16 = 20;

/// A compressed chunk of a part.
pub(super) struct Deflated {
    bytes: Vec<u8>,
    crc: Crc,
    length: usize,
}

impl Deflated {
    /// Compresses a chunk.
    pub(super) fn new(raw: &[u8]) -> Result<Self, Error> {
        let mut deflate = Compress::new(Compression::new(EFFORT), false);
        let mut bytes = Vec::with_capacity(raw.len() / 8 + 1024);
        loop {
            let done = usize::try_from(deflate.total_in()).unwrap_or(usize::MAX);
            let left = raw.get(done..).unwrap_or_default();
            let status = deflate
                .compress_vec(left, &mut bytes, FlushCompress::Sync)
                .map_err(super::failed)?;
            let all_in = deflate.total_in() == raw.len() as u64;
            // a flush that filled the buffer may be incomplete
            if all_in && (bytes.len() < bytes.capacity() || status == Status::BufError) {
                break;
            }
            bytes.reserve(bytes.capacity().max(1024));
        }
        let mut crc = Crc::new();
        crc.update(raw);
        Ok(Self { bytes, crc, length: raw.len() })
    }
}

/// A package being written.
pub(super) struct Package<'w> {
    to: &'w mut dyn Write,
    at: u64,
    directory: Vec<u8>,
    parts: u16,
}

/// A part being written.
pub(super) struct Part {
    name: String,
    begin: u32,
    crc: Crc,
    packed: u64,
    length: u64,
}

impl<'w> Package<'w> {
    pub(super) fn new(to: &'w mut dyn Write) -> Self {
        Self { to, at: 0, directory: Vec::new(), parts: 0 }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.at += bytes.len() as u64;
        self.to.write_all(bytes).map_err(super::failed)
    }

    /// Begins a part.
    pub(super) fn begin(&mut self, name: &str) -> Result<Part, Error> {
        let begin = small(self.at)?;
        let mut head = Vec::with_capacity(30 + name.len());
        head.extend(b"PK\x03\x04");
        head.extend(VERSION.to_le_bytes());
        head.extend(METHOD);
        head.extend([0, 0]);
        head.extend(FIRST_DAY.to_le_bytes());
        head.extend([0; 12]);
        head.extend(length_of(name)?.to_le_bytes());
        head.extend([0, 0]);
        head.extend(name.as_bytes());
        self.put(&head)?;
        Ok(Part { name: name.to_owned(), begin, crc: Crc::new(), packed: 0, length: 0 })
    }

    /// Adds a chunk to a part.
    pub(super) fn add(&mut self, part: &mut Part, stretch: &Deflated) -> Result<(), Error> {
        part.crc.combine(&stretch.crc);
        part.packed += stretch.bytes.len() as u64;
        part.length += stretch.length as u64;
        self.put(&stretch.bytes)
    }

    /// Ends a part.
    pub(super) fn end(&mut self, mut part: Part) -> Result<(), Error> {
        part.packed += END.len() as u64;
        self.put(&END)?;
        let mut sizes = Vec::with_capacity(12);
        sizes.extend(part.crc.sum().to_le_bytes());
        sizes.extend(small(part.packed)?.to_le_bytes());
        sizes.extend(small(part.length)?.to_le_bytes());
        self.put(b"PK\x07\x08")?;
        self.put(&sizes)?;
        let directory = &mut self.directory;
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(VERSION.to_le_bytes());
        directory.extend(METHOD);
        directory.extend([0, 0]);
        directory.extend(FIRST_DAY.to_le_bytes());
        directory.extend(&sizes);
        directory.extend(length_of(&part.name)?.to_le_bytes());
        directory.extend([0; 12]);
        directory.extend(part.begin.to_le_bytes());
        directory.extend(part.name.as_bytes());
        self.parts += 1;
        Ok(())
    }

    /// Writes a complete part.
    pub(super) fn whole(&mut self, name: &str, content: &[u8]) -> Result<(), Error> {
        let mut part = self.begin(name)?;
        self.add(&mut part, &Deflated::new(content)?)?;
        self.end(part)
    }

    /// Ends the package.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let (begin, directory) = (small(self.at)?, std::mem::take(&mut self.directory));
        self.put(&directory)?;
        let mut end = Vec::with_capacity(22);
        end.extend(b"PK\x05\x06\0\0\0\0");
        end.extend(self.parts.to_le_bytes());
        end.extend(self.parts.to_le_bytes());
        end.extend(small(directory.len() as u64)?.to_le_bytes());
        end.extend(begin.to_le_bytes());
        end.extend([0, 0]);
        self.put(&end)?;
        self.to.flush().map_err(super::failed)
    }
}

/// Returns a size in the 32 bits of the format without extensions.
fn small(size: u64) -> Result<u32, Error> {
    u32::try_from(size).map_err(|_| super::failed("a part of more than 4 GB"))
}

fn length_of(name: &str) -> Result<u16, Error> {
    u16::try_from(name.len()).map_err(super::failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{Cursor, Read as _};

    fn packed(stretches: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut package = Package::new(&mut bytes);
        package.whole("a.xml", b"<a/>").expect("a part");
        let mut part = package.begin("xl/b.xml").expect("a part");
        for stretch in stretches {
            package.add(&mut part, &Deflated::new(stretch).expect("deflated")).expect("a stretch");
        }
        package.end(part).expect("a part");
        package.whole("empty", b"").expect("a part");
        package.finish().expect("a package");
        bytes
    }

    proptest! {
        #[test]
        fn chunks_are_unpacked_as_one_part(
            stretches in prop::collection::vec(prop_oneof![prop::collection::vec(any::<u8>(), 0..5000), "[ab<>/ ]{0,3000}".prop_map(String::into_bytes)], 0..6),
        ) {
            let bytes = packed(&stretches);
            prop_assert_eq!(&bytes, &packed(&stretches));
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
            for (name, content) in [("a.xml", b"<a/>".to_vec()), ("xl/b.xml", stretches.concat()), ("empty", Vec::new())] {
                let mut read = Vec::new();
                archive.by_name(name).expect("a part").read_to_end(&mut read).expect("its bytes");
                prop_assert_eq!(read, content);
            }
        }
    }
}
