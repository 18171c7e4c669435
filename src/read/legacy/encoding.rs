//! Decodes TCVN3 and VNI with the table in `data/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A Vietnamese encoding used before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// TCVN 5712:1993, the ABC fonts.
    Tcvn3,
    /// VNI for Windows.
    Vni,
}

impl Encoding {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }
}

const TABLE: &str = include_str!("../../../data/bang-ma.csv");

#[derive(Default)]
struct Codes {
    tcvn3: BTreeMap<char, char>,
    vni_pairs: BTreeMap<(char, char), char>,
    vni_single: BTreeMap<char, char>,
}

static CODES: LazyLock<Codes> = LazyLock::new(|| {
    let mut codes = Codes::default();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split(';');
        let mut field = || fields.next().unwrap_or_default();
        let (letter, tcvn3, lower, upper) = (field(), field(), field(), field());
        let Some(letter) = letter.chars().next() else {
            continue;
        };
        codes.tcvn3.extend(byte(tcvn3).map(|code| (code, letter)));
        codes.add_vni(lower, letter);
        codes.add_vni(upper, letter.to_uppercase().next().unwrap_or(letter));
    }
    codes
});

impl Codes {
    fn add_vni(&mut self, bytes: &str, letter: char) {
        let mut bytes = bytes.split(' ').filter_map(byte);
        match (bytes.next(), bytes.next()) {
            (Some(base), Some(mark)) => {
                // a capital may be followed by a lowercase mark, as people type it
                for mark in [mark, mark.to_lowercase().next().unwrap_or(mark)] {
                    self.vni_pairs.insert((base, mark), letter);
                }
            }
            (Some(single), None) => {
                self.vni_single.insert(single, letter);
            }
            _ => {}
        }
    }
}

fn byte(hex: &str) -> Option<char> {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
}

/// Converts text to Unicode. Characters outside the encoding are kept.
pub(super) fn decode(text: &str, encoding: Encoding) -> String {
    let decoded = match encoding {
        Encoding::Tcvn3 => {
            text.chars().map(|c| CODES.tcvn3.get(&c).copied().unwrap_or(c)).collect()
        }
        Encoding::Vni => decode_vni(text),
    };
    let decoded: String = decoded.nfc().collect();
    with_capitals(text, &decoded)
}

fn decode_vni(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(base) = letters.next() {
        if let Some(letter) = letters.peek().and_then(|mark| CODES.vni_pairs.get(&(base, *mark))) {
            letters.next();
            decoded.push(*letter);
        } else {
            decoded.push(CODES.vni_single.get(&base).copied().unwrap_or(base));
        }
    }
    decoded
}

/// Capitalizes words whose ASCII letters are all capitals, because TCVN3 has no toned capitals.
fn with_capitals(stored: &str, decoded: &str) -> String {
    let mut words = stored.split(' ');
    let capitals = |word: &str| {
        let (up, low) = word.chars().fold((0, 0), |(up, low), c| {
            (up + usize::from(c.is_ascii_uppercase()), low + usize::from(c.is_ascii_lowercase()))
        });
        up >= 2 && low == 0
    };
    let words: Vec<String> =
        decoded
            .split(' ')
            .map(|word| {
                if words.next().is_some_and(capitals) {
                    word.to_uppercase()
                } else {
                    word.to_owned()
                }
            })
            .collect();
    words.join(" ")
}

/// Encodes Unicode text in a legacy encoding.
#[cfg(test)]
pub(super) fn encode(text: &str, encoding: Encoding) -> String {
    let find = |letter: char| match encoding {
        Encoding::Tcvn3 => {
            let lower = letter.to_lowercase().next().unwrap_or(letter);
            let code = |wanted: char| {
                CODES.tcvn3.iter().find(|(_, c)| **c == wanted).map(|(code, _)| code.to_string())
            };
            code(letter).or_else(|| code(lower))
        }
        Encoding::Vni => {
            let pair = CODES
                .vni_pairs
                .iter()
                .find(|(_, c)| **c == letter)
                .map(|((base, mark), _)| format!("{base}{mark}"));
            pair.or_else(|| {
                CODES
                    .vni_single
                    .iter()
                    .find(|(_, c)| **c == letter)
                    .map(|(code, _)| code.to_string())
            })
        }
    };
    text.chars().map(|letter| find(letter).unwrap_or_else(|| letter.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_complete() {
        assert_eq!(CODES.tcvn3.len(), 74);
        assert_eq!(
            CODES
                .vni_pairs
                .values()
                .chain(CODES.vni_single.values())
                .collect::<std::collections::BTreeSet<_>>()
                .len(),
            134
        );
    }

    #[test]
    fn known_lines_are_decoded() {
        let rows = [
            (
                "Céng hßa x· héi chñ nghÜa ViÖt Nam",
                Encoding::Tcvn3,
                "Cộng hòa xã hội chủ nghĩa Việt Nam",
            ),
            ("M\u{ad}êng L¸t", Encoding::Tcvn3, "Mường Lát"),
            ("B¸O C¸O KÕT QU¶", Encoding::Tcvn3, "BÁO CÁO KẾT QUẢ"),
            (
                "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
                Encoding::Vni,
                "Cộng hòa xã hội chủ nghĩa Việt Nam",
            ),
            ("Möôøng Laùt", Encoding::Vni, "Mường Lát"),
            ("BAÙO CAÙO", Encoding::Vni, "BÁO CÁO"),
            ("Yeân Ñònh", Encoding::Vni, "Yên Định"),
        ];
        for (stored, encoding, expected) in rows {
            assert_eq!(decode(stored, encoding), expected);
        }
    }
}
