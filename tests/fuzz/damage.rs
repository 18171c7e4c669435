//! Damages a file: its bytes, a part of its archive, or a stream of its compound file.

use proptest::prelude::*;
use proptest::sample::select;
use std::io::{Cursor, Read as _, Seek as _, Write as _};

/// Damage at one position.
#[derive(Debug, Clone)]
pub(crate) struct Damage {
    inside: bool,
    part: usize,
    kind: Kind,
}

/// Kind of damage.
#[derive(Debug, Clone)]
enum Kind {
    Flip {
        at: usize,
        bit: u8,
    },
    Set {
        at: usize,
        bytes: Vec<u8>,
    },
    Cut {
        at: usize,
    },
    Remove {
        at: usize,
        length: usize,
    },
    Repeat {
        at: usize,
        length: usize,
        times: usize,
    },
    /// The value of an attribute, or the text of an element.
    Value {
        at: usize,
        value: &'static str,
        attribute: bool,
    },
    /// The length of a record, found by walking the records.
    Length {
        record: usize,
        length: u16,
    },
}

pub(crate) fn damages() -> impl Strategy<Value = Vec<Damage>> {
    proptest::collection::vec(damage(), 1..4)
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = || 0_usize..1 << 20;
    let numbers = select(vec![
        [0xFF; 4],
        [0; 4],
        [0, 0, 0, 0x80],
        [0xFF, 0xFF, 0, 0],
        [1, 0, 0, 0],
        [0xFE, 0xFF, 0xFF, 0x7F],
    ]);
    let values = select(vec![
        "",
        "-1",
        "0",
        "1",
        "4294967296",
        "99999999999999999999",
        "1e308",
        "NaN",
        "XFD1048576",
        "A0",
        "A1:XFD1048576",
        "Ứ",
        "&#0;",
        "&amp;",
        "&x;",
        "true",
        "s",
        "b",
        "e",
        "d",
        "inlineStr",
        "percentage",
        "date",
        "hidden",
        "../../x",
        "/",
        "rId1",
        "1048576",
        "16384",
        "0.1.2",
        "2024-13-45",
        "_x0000_",
    ]);
    let kind = prop_oneof![
        1 => (at(), 0_u8..8).prop_map(|(at, bit)| Kind::Flip { at, bit }),
        1 => (at(), numbers, 1_usize..5).prop_map(|(at, bytes, length)| Kind::Set { at, bytes: bytes[..length].to_vec() }),
        1 => (at(), proptest::collection::vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Kind::Set { at, bytes }),
        1 => at().prop_map(|at| Kind::Cut { at }),
        1 => (at(), 1_usize..400).prop_map(|(at, length)| Kind::Remove { at, length }),
        1 => (at(), 1_usize..400, 1_usize..300).prop_map(|(at, length, times)| Kind::Repeat { at, length, times }),
        4 => (at(), values, any::<bool>()).prop_map(|(at, value, attribute)| Kind::Value { at, value, attribute }),
        2 => (0_usize..400, any::<u16>()).prop_map(|(record, length)| Kind::Length { record, length }),
    ];
    (proptest::bool::weighted(0.85), 0_usize..64, kind).prop_map(|(inside, part, kind)| Damage {
        inside,
        part,
        kind,
    })
}

impl Damage {
    /// Returns the damaged file.
    pub(crate) fn on(&self, bytes: Vec<u8>) -> Vec<u8> {
        let opened = if self.inside {
            self.in_archive(&bytes).or_else(|| self.in_compound(&bytes))
        } else {
            None
        };
        opened.unwrap_or_else(|| self.kind.on(bytes))
    }

    fn in_archive(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let chosen = self.part % archive.len().max(1);
        let mut whole = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).ok()?;
            let name = part.name().ok()?.into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).ok()?;
            if place == chosen {
                content = self.kind.on(content);
            }
            whole
                .start_file(
                    name,
                    zip::write::SimpleFileOptions::default().compression_level(Some(1)),
                )
                .ok()?;
            whole.write_all(&content).ok()?;
        }
        Some(whole.finish().ok()?.into_inner())
    }

    fn in_compound(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
        let mut stream = file.open_stream("Workbook").ok()?;
        let mut content = Vec::new();
        stream.read_to_end(&mut content).ok()?;
        let content = self.kind.on(content);
        stream.set_len(0).ok()?;
        stream.rewind().ok()?;
        stream.write_all(&content).ok()?;
        stream.flush().ok()?;
        drop(stream);
        Some(file.into_inner().into_inner())
    }
}

impl Kind {
    fn on(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        let whole = bytes.len();
        let place = |at: usize| at % whole.max(1);
        let stretch = |at: usize, length: usize| place(at)..(place(at) + length).min(whole);
        match self {
            _ if bytes.is_empty() => {}
            Self::Flip { at, bit } => bytes[place(*at)] ^= 1 << bit,
            Self::Set { at, bytes: new } => {
                drop(bytes.splice(stretch(*at, new.len()), new.iter().copied()));
            }
            Self::Cut { at } => bytes.truncate(place(*at)),
            Self::Remove { at, length } => drop(bytes.drain(stretch(*at, *length))),
            Self::Repeat { at, length, times } => {
                let again = bytes[stretch(*at, *length)].repeat(*times);
                drop(bytes.splice(place(*at)..place(*at), again));
            }
            Self::Value { at, value, attribute } => {
                let (open, close) = if *attribute { (b'"', b'"') } else { (b'>', b'<') };
                let from = bytes[place(*at)..]
                    .iter()
                    .position(|byte| *byte == open)
                    .map(|from| place(*at) + from + 1);
                let Some(from) = from else { return bytes };
                let to = bytes[from..]
                    .iter()
                    .position(|byte| *byte == close)
                    .map_or(from, |to| from + to);
                drop(bytes.splice(from..to, value.bytes()));
            }
            Self::Length { record, length } => {
                let mut at = 0;
                for _ in 0..*record {
                    let Some([low, high]) = bytes.get(at + 2..at + 4) else {
                        break;
                    };
                    at += 4 + usize::from(u16::from_le_bytes([*low, *high]));
                }
                if let Some(place) = bytes.get_mut(at + 2..at + 4) {
                    place.copy_from_slice(&length.to_le_bytes());
                }
            }
        }
        bytes
    }
}
