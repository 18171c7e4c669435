//! Detects text in the legacy encodings TCVN3 (ABC) and VNI and converts it to Unicode.
//!
//! Text is converted if its font or its words show a legacy encoding, that is, if words become
//! Vietnamese syllables only when decoded. A text with a letter that only Unicode has is never
//! changed, whatever its font.

mod encoding;
mod syllable;

use super::grid::{Cell, LegacyFont, Sheet, Value};
use crate::text::intern::TextCache;
use encoding::{Encoding, decode};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use syllable::is_syllable;

/// Converts a sheet's text from a legacy encoding. Returns the converted cells and the name of the
/// encoding.
pub(super) fn convert(sheet: &mut Sheet) -> Option<Converted> {
    let mut groups: BTreeMap<(LegacyFont, Option<u32>), Evidence> = BTreeMap::new();
    let mut any_unicode = false;
    for cell in &sheet.cells {
        let Value::Text(text) = &cell.value else {
            continue;
        };
        if text.is_ascii() {
            continue;
        }
        if has_unicode_letter(text) {
            any_unicode |= cell.legacy_font == LegacyFont::None;
            continue;
        }
        let evidence =
            EVIDENCE.with_borrow_mut(|known| known.get_or_insert(text, Evidence::from_text));
        groups.entry((cell.legacy_font, None)).or_default().add(evidence);
        groups.entry((cell.legacy_font, Some(cell.at.col))).or_default().add(evidence);
    }
    let encoding_of = |legacy_font: LegacyFont, col: u32| {
        // if other text in the same font is certainly Unicode, only a whole column can be legacy
        // text
        let column = (legacy_font == LegacyFont::None && any_unicode).then_some(col);
        groups.get(&(legacy_font, column)).and_then(|evidence| evidence.verdict(legacy_font))
    };
    if groups.is_empty() {
        return None;
    }
    let mut converted = Converted { cells: Vec::new(), encoding: "" };
    for cell in &mut sheet.cells {
        if let Some(encoding) =
            encoding_of(cell.legacy_font, cell.at.col).filter(|encoding| change(cell, *encoding))
        {
            converted.cells.push(cell.at);
            converted.encoding = encoding.name();
        }
    }
    (!converted.cells.is_empty()).then_some(converted)
}

/// Decodes a short text without a font, such as a sheet name. Such text is too short to be certain,
/// so the result may only be compared with expected texts.
pub(super) fn decoded(text: &str) -> Option<String> {
    if text.is_ascii() || has_unicode_letter(text) {
        return None;
    }
    let evidence = Evidence::from_text(text);
    let encoding = [LegacyFont::Tcvn3, LegacyFont::Vni]
        .into_iter()
        .find_map(|legacy_font| evidence.verdict(legacy_font))?;
    Some(decode(text, encoding))
}

/// Cells converted on a sheet.
pub(super) struct Converted {
    pub(super) cells: Vec<crate::model::origin::CellRef>,
    pub(super) encoding: &'static str,
}

fn change(cell: &mut Cell, encoding: Encoding) -> bool {
    let Value::Text(text) = &cell.value else {
        return false;
    };
    if text.is_ascii() && cell.legacy_font != LegacyFont::Tcvn3Capitals || has_unicode_letter(text)
    {
        return false;
    }
    let mut decoded = decode(text, encoding);
    if cell.legacy_font == LegacyFont::Tcvn3Capitals {
        decoded = decoded.to_uppercase();
    }
    if decoded == **text {
        return false;
    }
    cell.original = Some(Arc::clone(text));
    cell.value = Value::Text(decoded.into());
    true
}

thread_local! {
    static EVIDENCE: RefCell<TextCache<Evidence>> = RefCell::default();
}

/// Number of words that are Vietnamese syllables as stored and after decoding.
#[derive(Debug, Clone, Copy, Default)]
struct Evidence {
    words: usize,
    unicode: usize,
    tcvn3: usize,
    vni: usize,
}

impl Evidence {
    fn from_text(text: &str) -> Self {
        let mut evidence = Self::default();
        for word in text.split(|c: char| {
            c.is_ascii_punctuation() || c.is_ascii_digit() || (c.is_whitespace() && c != '\u{a0}')
        }) {
            if word.is_ascii() {
                continue;
            }
            evidence.words += 1;
            evidence.unicode += usize::from(is_syllable(word));
            evidence.tcvn3 += usize::from(is_syllable(&decode(word, Encoding::Tcvn3)));
            evidence.vni += usize::from(is_syllable(&decode(word, Encoding::Vni)));
        }
        evidence
    }

    const fn add(&mut self, other: Self) {
        self.words += other.words;
        self.unicode += other.unicode;
        self.tcvn3 += other.tcvn3;
        self.vni += other.vni;
    }

    fn verdict(&self, legacy_font: LegacyFont) -> Option<Encoding> {
        let (encoding, decoded) = if self.vni > self.tcvn3 {
            (Encoding::Vni, self.vni)
        } else {
            (Encoding::Tcvn3, self.tcvn3)
        };
        let sure = match legacy_font {
            // the font supports it, so it is enough that the text does not read better undecoded
            LegacyFont::Tcvn3 | LegacyFont::Tcvn3Capitals => {
                encoding == Encoding::Tcvn3
                    && decoded >= self.unicode
                    && decoded * 10 >= self.words * 6
            }
            LegacyFont::Vni => {
                encoding == Encoding::Vni
                    && decoded >= self.unicode
                    && decoded * 10 >= self.words * 6
            }
            LegacyFont::None => {
                decoded >= 3 && decoded * 10 >= self.words * 8 && decoded >= self.unicode * 2 + 2
            }
        };
        (sure && decoded > 0).then_some(encoding)
    }
}

/// Returns whether a text has a Vietnamese letter that no legacy encoding stores, so that it is
/// certainly Unicode.
fn has_unicode_letter(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{300}'..='\u{36f}' | '\u{1ea0}'..='\u{1ef9}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::origin::CellRef;

    const PLAIN: [&str; 4] = [
        "Báo cáo kết quả công tác phòng, chống khủng bố 6 tháng đầu năm 2024",
        "Ủy ban nhân dân huyện Mường Lát",
        "Thường trực đơn vị đã rà soát lại phân công trách nhiệm",
        "Hoàn thành",
    ];

    fn sheet(texts: &[&str], legacy_font: LegacyFont) -> Sheet {
        let cell = |(row, text): (usize, &&str)| Cell {
            at: CellRef::new(u32::try_from(row).unwrap_or(0), 0),
            value: Value::Text((*text).into()),
            legacy_font,
            original: None,
            shown: None,
        };
        Sheet { cells: texts.iter().enumerate().map(cell).collect(), ..Sheet::default() }
    }

    fn texts(sheet: &Sheet) -> Vec<String> {
        sheet.cells.iter().map(|cell| cell.value.seen().into_owned()).collect()
    }

    #[test]
    fn legacy_text_is_converted_by_font_or_by_its_words() {
        for (encoding, font) in
            [(Encoding::Tcvn3, LegacyFont::Tcvn3), (Encoding::Vni, LegacyFont::Vni)]
        {
            let old: Vec<String> =
                PLAIN.iter().map(|text| encoding::encode(text, encoding)).collect();
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            for legacy_font in [font, LegacyFont::None] {
                let mut sheet = sheet(&old, legacy_font);
                let converted = convert(&mut sheet).map(|converted| converted.encoding);
                assert_eq!(converted, Some(encoding.name()), "{legacy_font:?}");
                let lower = |texts: Vec<String>| {
                    texts.iter().map(|text| text.to_lowercase()).collect::<Vec<_>>()
                };
                assert_eq!(lower(texts(&sheet)), PLAIN.map(str::to_lowercase), "{legacy_font:?}");
                assert_eq!(sheet.cells[0].original.as_deref(), Some(old[0]));
            }
        }
    }

    #[test]
    fn a_legacy_sheet_name_is_decoded() {
        assert_eq!(
            ["Sè liÖu", "§¸nh gi¸", "Số liệu", "Sheet1"].map(decoded),
            [Some("Số liệu".into()), Some("Đánh giá".into()), None, None]
        );
    }

    #[test]
    fn unicode_text_is_never_touched_whatever_its_font() {
        let latin_1 = [
            "Công an",
            "Thanh Hóa",
            "hoà",
            "HOÀ TOÀN TOÁN",
            "Ðiều 3",
            "§ 5 © ® « tài »",
            "café",
            "0,5 ½",
        ];
        for texts in [&PLAIN[..], &latin_1[..]] {
            for legacy_font in [LegacyFont::None, LegacyFont::Tcvn3, LegacyFont::Vni] {
                assert!(
                    convert(&mut sheet(texts, legacy_font)).is_none(),
                    "{texts:?} {legacy_font:?}"
                );
            }
        }
    }

    #[test]
    fn a_legacy_column_beside_unicode_headings_is_converted() {
        let mut mixed = sheet(&["Nhiệm vụ"], LegacyFont::None);
        for (row, text) in PLAIN.iter().enumerate() {
            let at = CellRef::new(u32::try_from(row).unwrap_or(0) + 1, 1);
            mixed.cells.push(Cell {
                at,
                value: Value::Text(encoding::encode(text, Encoding::Tcvn3).into()),
                legacy_font: LegacyFont::None,
                original: None,
                shown: None,
            });
        }
        assert_eq!(convert(&mut mixed).map(|converted| converted.cells.len()), Some(4));
        assert_eq!(mixed.cells[0].value.seen(), "Nhiệm vụ");
    }

    #[test]
    fn the_capitals_font_makes_capitals() {
        let mut sheet = sheet(&["Céng hßa x· héi chñ nghÜa ViÖt Nam"], LegacyFont::Tcvn3Capitals);
        assert!(convert(&mut sheet).is_some());
        assert_eq!(texts(&sheet), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]);
    }
}
