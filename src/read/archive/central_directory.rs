//! The directory at the end of a zip archive, walked entry by entry: the library that reads archives keeps of two entries of one
//! name only the last.

use crate::read::file_names;
use std::borrow::Cow;
use std::collections::BTreeSet;

const ENTRY: &[u8] = b"PK\x01\x02";
/// The length of an entry before its name.
const HEAD: usize = 46;

/// An entry of the directory.
pub(super) struct Entry<'a> {
    /// Where its name stands.
    at: usize,
    raw: &'a [u8],
    /// Its name in Unicode, where the entry bears one beside the other.
    unicode: Option<String>,
}

impl Entry<'_> {
    /// The entry's name.
    pub(super) fn name(&self) -> String {
        self.unicode.clone().unwrap_or_else(|| file_names::decode(self.raw))
    }
}

/// The entries from where the directory starts.
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

/// The name in Unicode among an entry's extra fields, where it belongs to the name that the entry has.
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

/// The archive with every name that stands twice in its directory written otherwise the second time; nothing where a name
/// cannot be.
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

/// A name of the same length with a number in its first letters; a slash at its end stays.
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
