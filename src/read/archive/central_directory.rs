//! Reads the central directory of a zip archive, because the zip library keeps only the last of
//! several entries with the same name.

use crate::read::file_names;
use std::borrow::Cow;
use std::collections::BTreeSet;

const ENTRY: &[u8] = b"PK\x01\x02";
/// Length of an entry's fixed fields before its name.
const HEAD: usize = 46;

pub(super) struct Entry<'a> {
    /// Offset of the name.
    at: usize,
    raw: &'a [u8],
    /// Unicode name from the extra fields, if there is one.
    unicode: Option<String>,
}

impl Entry<'_> {
    pub(super) fn name(&self) -> String {
        self.unicode.clone().unwrap_or_else(|| file_names::decode(self.raw))
    }
}

/// Reads the entries of the directory at an offset.
pub(super) fn entries(bytes: &[u8], start: u64) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut at = usize::try_from(start).unwrap_or(usize::MAX);
    while let Some((entry, next)) = entry(bytes, at) {
        entries.push(entry);
        at = next;
    }
    entries
}

fn entry(bytes: &[u8], at: usize) -> Option<(Entry<'_>, usize)> {
    let head = bytes.get(at..at.checked_add(HEAD)?)?;
    if !head.starts_with(ENTRY) {
        return None;
    }
    let length =
        |at: usize| Some(usize::from(u16::from_le_bytes([*head.get(at)?, *head.get(at + 1)?])));
    let (name, extra, comment) = (at + HEAD, length(30)?, length(32)?);
    let after = name + length(28)?;
    let raw = bytes.get(name..after)?;
    let unicode = bytes.get(after..after + extra).and_then(|extra| unicode_name(extra, raw));
    Some((Entry { at: name, raw, unicode }, after + extra + comment))
}

/// Returns the Unicode name from the extra fields if its checksum matches the entry's name.
fn unicode_name(mut extra: &[u8], raw: &[u8]) -> Option<String> {
    while let [a, b, c, d, rest @ ..] = extra {
        let (id, length) =
            (u16::from_le_bytes([*a, *b]), usize::from(u16::from_le_bytes([*c, *d])));
        let field = rest.get(..length)?;
        if id == 0x7075
            && let [1, sum @ ..] = field
            && let Some((sum, name)) = sum.split_first_chunk::<4>()
        {
            let mut own = libdeflater::Crc::new();
            own.update(raw);
            return std::str::from_utf8(name)
                .ok()
                .filter(|_| u32::from_le_bytes(*sum) == own.sum())
                .map(|name| file_names::decode(name.as_bytes()));
        }
        extra = rest.get(length..)?;
    }
    None
}

/// Returns the archive with repeated names changed in the directory, or `None` if that is
/// impossible.
pub(super) fn disambiguate<'a>(bytes: &'a [u8], entries: &[Entry<'_>]) -> Option<Cow<'a, [u8]>> {
    let all: BTreeSet<&[u8]> = entries.iter().map(|entry| entry.raw).collect();
    if all.len() == entries.len() {
        return Some(Cow::Borrowed(bytes));
    }
    let mut given: BTreeSet<Vec<u8>> = all.iter().map(|name| name.to_vec()).collect();
    let (mut first, mut patched) = (BTreeSet::new(), bytes.to_vec());
    for entry in entries.iter().filter(|entry| !first.insert(entry.raw)) {
        let name = (0..=u16::MAX)
            .map(|number| varied(entry.raw, number))
            .find(|name| !given.contains(name))?;
        patched.get_mut(entry.at..entry.at + name.len())?.copy_from_slice(&name);
        given.insert(name);
    }
    Some(Cow::Owned(patched))
}

/// Returns a name of the same length with a number written over its first letters; slashes are
/// kept.
fn varied(name: &[u8], number: u16) -> Vec<u8> {
    let digits = format!("{number:04x}");
    let mut varied = name.to_vec();
    for (letter, digit) in
        varied.iter_mut().filter(|letter| **letter != b'/').zip(digits.bytes().rev())
    {
        *letter = digit;
    }
    varied
}
