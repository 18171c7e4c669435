//! A zip archive whose directory is checked before anything is inflated.

use super::limits;
use super::xml::Xml;
use crate::model::submission::Unreadable;
use crate::say;
use libdeflater::{Crc, Decompressor};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// Parts up to this size are inflated at once; larger ones as they are read.
const HELD_BYTES: u64 = 4 << 20;

/// An archive with its parts by name, case and kind of slash ignored.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    zip: ZipArchive<Cursor<&'a [u8]>>,
    parts: BTreeMap<String, Part>,
    inflater: Decompressor,
}

#[derive(Debug, Clone)]
struct Part {
    place: usize,
    name: String,
    bytes: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive and checks its directory: number of parts, sizes, names twice, parts over each other, encryption.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let declared = declared_parts(bytes);
        if declared > limits::PARTS {
            return Err(limits::too_many_parts(declared));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if zip.len() > limits::PARTS {
            return Err(limits::too_many_parts(zip.len()));
        }
        let mut parts = BTreeMap::new();
        let mut total = 0_u64;
        for place in 0..zip.len() {
            let entry = zip.by_index_raw(place).map_err(|error| damaged(&error))?;
            if entry.encrypted() {
                return Err(Unreadable::Encrypted);
            }
            if entry.is_dir() {
                continue;
            }
            let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
            let part = Part { place, bytes: entry.size(), name };
            total = total.saturating_add(part.bytes);
            let folded = folded(&part.name);
            if parts.insert(folded, part).is_some() {
                return Err(Unreadable::Damaged(say!("trong tệp có hai phần cùng tên", "two parts of the file have one name")));
            }
        }
        if total > limits::INFLATED_BYTES {
            return Err(limits::too_large_inflated(total));
        }
        if zip.has_overlapping_files().map_err(|error| damaged(&error))? {
            return Err(Unreadable::Damaged(say!("các phần trong tệp nằm chồng lên nhau", "parts of the file lie over each other")));
        }
        Ok(Self { bytes, zip, parts, inflater: Decompressor::new() })
    }

    /// The names of the parts, as written, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.values().map(|part| part.name.as_str())
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&folded(name))
    }

    /// Whether any part's name begins so.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let folder = folded(folder);
        self.parts.range(folder.clone()..).next().is_some_and(|(name, _)| name.starts_with(&folder))
    }

    /// A part's bytes; `None` where there is no such part.
    pub(super) fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(part) = self.parts.get(&folded(name)).cloned() else { return Ok(None) };
        if part.bytes > most {
            return Err(limits::too_long(&part.name));
        }
        if part.bytes <= HELD_BYTES
            && let Some(bytes) = self.inflated(&part)?
        {
            return Ok(Some(bytes));
        }
        let mut entry = self.zip.by_index(part.place).map_err(|error| damaged(&error))?;
        let mut bytes = Vec::with_capacity(usize::try_from(part.bytes.min(HELD_BYTES)).unwrap_or(0));
        entry.read_to_end(&mut bytes).map_err(|error| damaged(&ZipError::Io(error)))?;
        Ok(Some(bytes))
    }

    /// A part inflated in one piece, to the very size it declares; `None` where it is packed in another way.
    fn inflated(&mut self, part: &Part) -> Result<Option<Vec<u8>>, Unreadable> {
        let entry = self.zip.by_index_raw(part.place).map_err(|error| damaged(&error))?;
        let packed = entry.data_start().zip(Some(entry.compressed_size())).and_then(|(start, length)| {
            let start = usize::try_from(start).ok()?;
            self.bytes.get(start..start.checked_add(usize::try_from(length).ok()?)?)
        });
        let Some(packed) = packed.filter(|_| entry.compression() == CompressionMethod::Deflated) else { return Ok(None) };
        let mut bytes = vec![0; usize::try_from(part.bytes).unwrap_or(0)];
        let inflated = self.inflater.deflate_decompress(packed, &mut bytes);
        let mut sum = Crc::new();
        sum.update(&bytes);
        if inflated.is_ok_and(|length| length == bytes.len()) && sum.sum() == entry.crc32() {
            Ok(Some(bytes))
        } else {
            Err(damaged(&ZipError::InvalidArchive("Invalid checksum".into())))
        }
    }

    /// Goes through a part of XML; `None` where there is no such part.
    pub(super) fn scan<T>(
        &mut self,
        name: &str,
        most: u64,
        go: impl FnOnce(&mut Xml<'_>) -> Result<T, Unreadable>,
    ) -> Result<Option<T>, Unreadable> {
        let Some(part) = self.parts.get(&folded(name)).cloned() else { return Ok(None) };
        if part.bytes > most {
            return Err(limits::too_long(&part.name));
        }
        if part.bytes > HELD_BYTES {
            let entry = self.zip.by_index(part.place).map_err(|error| damaged(&error))?;
            return go(&mut Xml::flowing(entry)).map(Some);
        }
        let bytes = self.bytes(name, most)?.unwrap_or_default();
        go(&mut Xml::held(&text(&bytes)?)).map(Some)
    }
}

/// A part's name as it is compared: no leading slash, one kind of slash, small letters.
fn folded(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// The number of parts the archive's end record declares; 0 where there is no such record.
fn declared_parts(bytes: &[u8]) -> usize {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or(bytes);
    let record = tail.windows(12).rev().find(|window| window.starts_with(b"PK\x05\x06"));
    match record.and_then(|record| record.get(10..12)) {
        Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
        _ => 0,
    }
}

/// XML as text: UTF-8, or UTF-16 as some programs write it.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some([0xFF, 0xFE]) => u16::from_le_bytes,
        Some([0xFE, 0xFF]) => u16::from_be_bytes,
        _ => {
            let read = simdutf8::basic::from_utf8(bytes).map_err(|error| damaged(&ZipError::Io(std::io::Error::other(error))));
            return read.map(Cow::Borrowed);
        }
    };
    let units = bytes.chunks_exact(2).skip(1).map(|pair| unit([pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0)]));
    Ok(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>().into())
}

fn damaged(error: &ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => Unreadable::Encrypted,
        _ => Unreadable::Damaged(say!("nội dung tệp bị hỏng hoặc bị cắt cụt", "its content is damaged or cut short ({error})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_archive_is_damaged() {
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06", &[0; 100]] {
            assert!(matches!(Archive::open(bytes), Err(Unreadable::Damaged(_))), "{bytes:?}");
        }
    }

    #[test]
    fn an_end_record_that_declares_too_much_is_refused_before_the_directory_is_read() {
        let mut bytes = b"PK\x05\x06".to_vec();
        bytes.extend([0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert!(matches!(Archive::open(&bytes), Err(Unreadable::TooLarge(_))));
    }

    #[test]
    fn utf_16_becomes_utf_8() {
        for bytes in [&[0xFF, 0xFE, b'<', 0, b'a', 0][..], &[0xFE, 0xFF, 0, b'<', 0, b'a'], b"<a"] {
            assert_eq!(text(bytes).as_deref(), Ok("<a"));
        }
        assert!(text(&[b'<', 0xC0]).is_err());
    }
}
