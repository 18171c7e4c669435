//! A zip archive whose directory is checked before anything is inflated.

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

/// Parts up to this size are inflated at once; larger ones as they are read.
const HELD_BYTES: u64 = 4 << 20;

/// The library's view of an archive.
type Zip<'a> = ZipArchive<Cursor<Cow<'a, [u8]>>>;

/// An archive with its parts by name, case and kind of slash ignored.
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
    /// Opens an archive and checks its directory: number of parts, sizes, parts over each other. What is wrong with one part is
    /// said when it is asked for.
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
                "parts of the file lie over each other"
            )));
        }
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, part) in parts.iter().enumerate() {
            by_name.entry(folded(&part.name)).or_default().push(at);
        }
        Ok(Self { bytes, zip, parts, by_name, inflater: Decompressor::new() })
    }

    /// What all parts inflate to, in bytes.
    pub(super) fn inflated_bytes(&self) -> u64 {
        self.parts.iter().fold(0_u64, |total, part| total.saturating_add(part.bytes))
    }

    /// The parts as they are named, in order of their names, those of one name together; each with its place.
    pub(super) fn members(&self) -> Vec<Vec<(usize, String)>> {
        let named = |at: &usize| self.parts.get(*at).map(|part| (*at, part.name.clone()));
        self.by_name.values().map(|places| places.iter().filter_map(named).collect()).collect()
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&folded(name))
    }

    /// Whether any part's name begins so.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let folder = folded(folder);
        self.by_name
            .range(folder.clone()..)
            .next()
            .is_some_and(|(name, _)| name.starts_with(&folder))
    }

    /// Whether any part at the top or below a folder has a name that ends so.
    pub(super) fn has_ending(&self, folder: &str, ending: &str) -> bool {
        self.by_name.keys().any(|name| name.starts_with(folder) && name.ends_with(ending))
    }

    /// The part of a name; an error where several are of that name and not the same, or it cannot be read.
    fn part(&self, name: &str) -> Result<Option<Part>, Unreadable> {
        let mut parts = self
            .by_name
            .get(&folded(name))
            .into_iter()
            .flatten()
            .filter_map(|at| self.parts.get(*at));
        let Some(first) = parts.next() else {
            return Ok(None);
        };
        if parts.any(|other| (other.bytes, other.sum) != (first.bytes, first.sum)) {
            let name = file_names::inside(&first.name);
            return Err(Unreadable::Doubled(msg!(
                "trong tệp có hai phần cùng tên “{name}”",
                "two parts of the file have the name “{name}”"
            )));
        }
        first.fault.clone().map_or(Ok(Some(first.clone())), Err)
    }

    /// A part's bytes; `None` where there is no such part.
    pub(super) fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Unreadable> {
        self.part(name)?.map(|part| self.held(&part, most)).transpose()
    }

    /// The bytes of the part at a place.
    pub(super) fn member(&mut self, at: usize, most: u64) -> Result<Vec<u8>, Unreadable> {
        let part = self.parts.get(at).cloned().ok_or_else(|| damaged(&ZipError::FileNotFound))?;
        match &part.fault {
            Some(fault) => Err(fault.clone()),
            None => self.held(&part, most),
        }
    }

    /// The first bytes of the part at a place; none where it cannot be read.
    pub(super) fn head(&mut self, at: usize, most: u64) -> Vec<u8> {
        let mut head = Vec::new();
        let place = self.parts.get(at).map(|part| part.place);
        if let Some(Ok(part)) = place.map(|place| self.zip.by_index(place)) {
            let _ = part.take(most).read_to_end(&mut head);
        }
        head
    }

    fn held(&mut self, part: &Part, most: u64) -> Result<Vec<u8>, Unreadable> {
        if part.bytes > most {
            return Err(limits::too_long(&part.name));
        }
        if part.bytes <= HELD_BYTES
            && let Some(bytes) = self.inflated(part)?
        {
            return Ok(bytes);
        }
        let mut entry = self.zip.by_index(part.place).map_err(|error| damaged(&error))?;
        let mut bytes =
            Vec::with_capacity(usize::try_from(part.bytes.min(HELD_BYTES)).unwrap_or(0));
        entry.read_to_end(&mut bytes).map_err(|error| damaged(&ZipError::Io(error)))?;
        Ok(bytes)
    }

    /// A part inflated in one piece, to the very size it declares; `None` where it is packed in another way.
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

    /// Goes through a part of XML; `None` where there is no such part.
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
        if part.bytes > HELD_BYTES {
            let entry = self.zip.by_index(part.place).map_err(|error| damaged(&error))?;
            return go(&mut Xml::streaming(entry)).map(Some);
        }
        let bytes = self.held(&part, most)?;
        go(&mut Xml::in_memory(&text(&bytes)?)).map(Some)
    }
}

/// Opens the archive's directory; with the parts' names in their order.
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
    // the library keeps the last of several entries of one name
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

/// A part of the archive, unless it is a folder; where its bytes lie is added to the ranges.
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

/// Whether bytes belong to two parts, or to a part and the directory.
fn overlap(mut ranges: Vec<Range<u64>>, directory: u64) -> bool {
    ranges.sort_by_key(|range| (range.start, range.end));
    let pairs = ranges.windows(2);
    let mut over = pairs.filter_map(|pair| Some(pair.first()?.end > pair.last()?.start));
    over.any(|over| over)
        || ranges.iter().any(|range| range.start < directory && range.end > directory)
}

/// A part's name as it is compared: no leading slash, one kind of slash, small letters, composed.
fn folded(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    let name = name.trim_start_matches("./").trim_start_matches('/');
    if name.is_ascii() { name.to_owned() } else { name.nfc().collect() }
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
