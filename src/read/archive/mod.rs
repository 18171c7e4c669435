//! A zip archive whose directory is validated before anything is decompressed.

mod central_directory;

use super::xml::Xml;
use super::{file_names, limits};
use crate::model::submission::Unreadable;
use crate::msg;
use libdeflater::{Crc, Decompressor};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// Parts up to this size are decompressed in memory, larger ones while they are read.
const IN_MEMORY_BYTES: u64 = 4 << 20;

type Zip<'a> = ZipArchive<Cursor<Cow<'a, [u8]>>>;

/// A zip archive with parts by name, ignoring case and the kind of slash.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    zip: Zip<'a>,
    parts: Vec<Part>,
    by_name: BTreeMap<String, Vec<usize>>,
    inflater: Decompressor,
}

#[derive(Debug, Clone)]
struct Part {
    place: usize,
    name: String,
    bytes: u64,
    sum: u32,
    fault: Option<Unreadable>,
}

impl<'a> Archive<'a> {
    /// Opens an archive and checks the number, sizes and overlap of its parts. Errors in one part
    /// are reported when that part is read.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let declared = declared_parts(bytes);
        if declared > limits::PARTS {
            return Err(limits::too_many_parts(declared));
        }
        let (mut zip, names) = directory(bytes)?;
        if zip.len() > limits::PARTS {
            return Err(limits::too_many_parts(zip.len()));
        }
        let (mut parts, mut ranges) = (Vec::new(), Vec::new());
        for place in 0..zip.len() {
            let name = names.get(place).cloned().unwrap_or_default();
            parts.extend(part(&mut zip, place, name, &mut ranges));
        }
        let total = parts.iter().fold(0_u64, |total, part| total.saturating_add(part.bytes));
        if total > limits::INFLATED_BYTES {
            return Err(limits::too_large_inflated(total));
        }
        if overlap(ranges, zip.central_directory_start()) {
            return Err(Unreadable::Damaged(msg!(
                "các phần trong tệp nằm chồng lên nhau",
                "parts of the file overlap"
            )));
        }
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, part) in parts.iter().enumerate() {
            by_name.entry(normalized(&part.name)).or_default().push(at);
        }
        Ok(Self { bytes, zip, parts, by_name, inflater: Decompressor::new() })
    }

    /// Returns the total decompressed size, in bytes.
    pub(super) fn inflated_bytes(&self) -> u64 {
        self.parts.iter().fold(0_u64, |total, part| total.saturating_add(part.bytes))
    }

    /// Returns the parts grouped and ordered by normalized name, each with its index and name.
    pub(super) fn members(&self) -> Vec<Vec<(usize, String)>> {
        let named = |at: &usize| self.parts.get(*at).map(|part| (*at, part.name.clone()));
        self.by_name.values().map(|places| places.iter().filter_map(named).collect()).collect()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&normalized(name))
    }

    /// Returns whether the name of any part begins with this path.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let folder = normalized(folder);
        self.by_name
            .range(folder.clone()..)
            .next()
            .is_some_and(|(name, _)| name.starts_with(&folder))
    }

    /// Returns whether any part in a folder has this extension. An empty folder means anywhere.
    pub(super) fn has_ending(&self, folder: &str, ending: &str) -> bool {
        self.by_name.keys().any(|name| name.starts_with(folder) && name.ends_with(ending))
    }

    /// Returns the part with a name. Fails if several different parts have the name or the part is
    /// unreadable.
    fn part(&self, name: &str) -> Result<Option<Part>, Unreadable> {
        let mut parts = self
            .by_name
            .get(&normalized(name))
            .into_iter()
            .flatten()
            .filter_map(|at| self.parts.get(*at));
        let Some(first) = parts.next() else {
            return Ok(None);
        };
        if parts.any(|other| (other.bytes, other.sum) != (first.bytes, first.sum)) {
            let name = file_names::member_path(&first.name);
            return Err(Unreadable::Doubled(msg!(
                "trong tệp có hai phần cùng tên “{name}”",
                "two parts of the file have the name “{name}”"
            )));
        }
        first.fault.clone().map_or(Ok(Some(first.clone())), Err)
    }

    /// Returns the bytes of a part, or `None` if it does not exist.
    pub(super) fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Unreadable> {
        self.part(name)?.map(|part| self.read_part(&part, most)).transpose()
    }

    /// Returns the bytes of the part at an index.
    pub(super) fn member(&mut self, at: usize, most: u64) -> Result<Vec<u8>, Unreadable> {
        let part = self.parts.get(at).cloned().ok_or_else(|| damaged(&ZipError::FileNotFound))?;
        match &part.fault {
            Some(fault) => Err(fault.clone()),
            None => self.read_part(&part, most),
        }
    }

    /// Returns the first bytes of the part at an index; empty if it cannot be read.
    pub(super) fn head(&mut self, at: usize, most: u64) -> Vec<u8> {
        let mut head = Vec::new();
        let place = self.parts.get(at).map(|part| part.place);
        if let Some(Ok(part)) = place.map(|place| self.zip.by_index(place)) {
            let _ = part.take(most).read_to_end(&mut head);
        }
        head
    }

    fn read_part(&mut self, part: &Part, most: u64) -> Result<Vec<u8>, Unreadable> {
        if part.bytes > most {
            return Err(limits::too_long(&part.name));
        }
        if part.bytes <= IN_MEMORY_BYTES
            && let Some(bytes) = self.inflated(part)?
        {
            return Ok(bytes);
        }
        let mut entry = self.zip.by_index(part.place).map_err(|error| damaged(&error))?;
        let mut bytes =
            Vec::with_capacity(usize::try_from(part.bytes.min(IN_MEMORY_BYTES)).unwrap_or(0));
        entry.read_to_end(&mut bytes).map_err(|error| damaged(&ZipError::Io(error)))?;
        Ok(bytes)
    }

    /// Decompresses a part to exactly its declared size, or returns `None` for other compression
    /// methods.
    fn inflated(&mut self, part: &Part) -> Result<Option<Vec<u8>>, Unreadable> {
        let entry = self.zip.by_index_raw(part.place).map_err(|error| damaged(&error))?;
        let packed =
            entry.data_start().zip(Some(entry.compressed_size())).and_then(|(start, length)| {
                let start = usize::try_from(start).ok()?;
                self.bytes.get(start..start.checked_add(usize::try_from(length).ok()?)?)
            });
        let Some(packed) = packed.filter(|_| entry.compression() == CompressionMethod::Deflated)
        else {
            return Ok(None);
        };
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

    /// Reads an XML part with `go`, or returns `None` if the part does not exist.
    pub(super) fn scan<T>(
        &mut self,
        name: &str,
        most: u64,
        go: impl FnOnce(&mut Xml<'_>) -> Result<T, Unreadable>,
    ) -> Result<Option<T>, Unreadable> {
        let Some(part) = self.part(name)? else {
            return Ok(None);
        };
        if part.bytes > most {
            return Err(limits::too_long(&part.name));
        }
        if part.bytes > IN_MEMORY_BYTES {
            let entry = self.zip.by_index(part.place).map_err(|error| damaged(&error))?;
            return go(&mut Xml::streaming(entry)).map(Some);
        }
        let bytes = self.read_part(&part, most)?;
        go(&mut Xml::in_memory(&text(&bytes)?)).map(Some)
    }
}

/// Opens the archive and returns the names of its parts in order.
fn directory(bytes: &[u8]) -> Result<(Zip<'_>, Vec<String>), Unreadable> {
    let open = |bytes| ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error));
    let mut zip = open(Cow::Borrowed(bytes))?;
    let entries = central_directory::entries(bytes, zip.central_directory_start());
    if entries.len() > limits::PARTS {
        return Err(limits::too_many_parts(entries.len()));
    }
    if entries.len() < zip.len() {
        let name =
            |place| zip.name_for_index(place).and_then(Result::ok).unwrap_or_default().into_owned();
        let names = (0..zip.len()).map(name).collect();
        return Ok((zip, names));
    }
    // the library keeps only the last of several entries with the same name
    if entries.len() > zip.len()
        && let Cow::Owned(apart) =
            central_directory::disambiguate(bytes, &entries).ok_or_else(doubled)?
    {
        zip = open(Cow::Owned(apart))?;
        if zip.len() != entries.len() {
            return Err(doubled());
        }
    }
    Ok((zip, entries.iter().map(central_directory::Entry::name).collect()))
}

fn doubled() -> Unreadable {
    Unreadable::Doubled(msg!(
        "trong tệp có hai phần cùng tên",
        "two parts of the file have one name"
    ))
}

/// Returns an archive part, or `None` for a folder, and adds its byte range to `ranges`.
fn part(
    zip: &mut Zip<'_>,
    place: usize,
    name: String,
    ranges: &mut Vec<Range<u64>>,
) -> Option<Part> {
    let entry = match zip.by_index_raw(place) {
        Ok(entry) => entry,
        Err(error) => {
            return Some(Part { place, name, bytes: 0, sum: 0, fault: Some(damaged(&error)) });
        }
    };
    if entry.is_dir() || name.ends_with(['/', '\\']) && entry.size() == 0 {
        return None;
    }
    if let Some(start) = entry.data_start().filter(|_| entry.compressed_size() > 0) {
        ranges.push(start..start.saturating_add(entry.compressed_size()));
    }
    let fault = entry.encrypted().then_some(Unreadable::Encrypted);
    Some(Part { place, name, bytes: entry.size(), sum: entry.crc32(), fault })
}

/// Returns whether two parts, or a part and the directory, share bytes.
fn overlap(mut ranges: Vec<Range<u64>>, directory: u64) -> bool {
    ranges.sort_by_key(|range| (range.start, range.end));
    let pairs = ranges.windows(2);
    let mut over = pairs.filter_map(|pair| Some(pair.first()?.end > pair.last()?.start));
    over.any(|over| over)
        || ranges.iter().any(|range| range.start < directory && range.end > directory)
}

/// Normalizes a part's name for comparison: no leading slash, `/` only, lowercase, NFC.
fn normalized(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    let name = name.trim_start_matches("./").trim_start_matches('/');
    if name.is_ascii() { name.to_owned() } else { name.nfc().collect() }
}

/// Returns the number of parts declared in the end record, or 0 without such a record.
fn declared_parts(bytes: &[u8]) -> usize {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or(bytes);
    let record = tail.windows(12).rev().find(|window| window.starts_with(b"PK\x05\x06"));
    match record.and_then(|record| record.get(10..12)) {
        Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
        _ => 0,
    }
}

/// Decodes an XML part as UTF-8, or as UTF-16, which some programs write.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some([0xFF, 0xFE]) => u16::from_le_bytes,
        Some([0xFE, 0xFF]) => u16::from_be_bytes,
        _ => {
            let read = simdutf8::basic::from_utf8(bytes)
                .map_err(|error| damaged(&ZipError::Io(std::io::Error::other(error))));
            return read.map(Cow::Borrowed);
        }
    };
    let units = bytes
        .chunks_exact(2)
        .skip(1)
        .map(|pair| unit([pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0)]));
    Ok(char::decode_utf16(units)
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect::<String>()
        .into())
}

fn damaged(error: &ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => {
            Unreadable::Encrypted
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Unreadable::Damaged(msg!(
                "được nén theo cách chương trình không mở được",
                "it is compressed in a way the program cannot open"
            ))
        }
        _ => Unreadable::Damaged(msg!(
            "nội dung tệp bị hỏng hoặc bị cắt cụt",
            "its content is damaged or cut short"
        )),
    }
}

#[cfg(test)]
mod tests;
