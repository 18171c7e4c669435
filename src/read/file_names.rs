//! Decodes file names in archives and makes duplicate names unique.

use encoding_rs::WINDOWS_1258;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Upper half of code page 437, the default of zip archives without a Unicode flag.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// Upper half of code page 850, used by Western European systems. Its `Ð` is mapped to the
/// Vietnamese `Đ` it resembles.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤đĐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
/// Vietnamese letters outside ASCII, without tone marks.
const LETTERS: &str = "ăâđêôơư";

/// Decodes a name from UTF-8, or from the code page that makes it look most Vietnamese.
pub(super) fn decode(raw: &[u8]) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.nfc().collect();
    }
    let windows: String = WINDOWS_1258.decode_without_bom_handling(raw).0.nfc().collect();
    let mut best = windows;
    for other in [decode_page(raw, CP437), decode_page(raw, CP850)] {
        if likelihood(&other) > likelihood(&best) {
            best = other;
        }
    }
    best
}

/// Decodes bytes in a code page given by its upper half.
fn decode_page(raw: &[u8], upper: &str) -> String {
    let upper: Vec<char> = upper.chars().collect();
    let letter = |byte: &u8| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(place) => {
            upper.get(usize::from(place)).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
        }
    };
    raw.iter().map(letter).collect()
}

/// Scores how Vietnamese a name looks: Vietnamese letters add to the score, symbols reduce it.
fn likelihood(name: &str) -> i32 {
    let weight = |letter: char| match letter {
        letter if letter.is_ascii() => 0,
        letter if is_vietnamese(letter) => 2,
        letter if letter.is_alphabetic() => -1,
        _ => -3,
    };
    name.chars().map(weight).sum()
}

/// Returns whether a letter is a non-ASCII Vietnamese letter.
fn is_vietnamese(letter: char) -> bool {
    let parts: Vec<char> = letter.to_lowercase().nfd().collect();
    let Some((base, marks)) = parts.split_first() else {
        return false;
    };
    let tone =
        |mark: &char| matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let shape = |mark: &char| matches!(mark, '\u{302}' | '\u{306}' | '\u{31b}');
    match marks {
        [] => *base == 'đ',
        [mark] if shape(mark) => LETTERS.contains(letter.to_lowercase().next().unwrap_or(letter)),
        [mark] => tone(mark) && "aeiouy".contains(*base),
        marks => "aeou".contains(*base) && marks.iter().all(|mark| tone(mark) || shape(mark)),
    }
}

/// Returns a member's path with `/`, without `..`, and with invisible characters replaced.
pub(super) fn member_path(name: &str) -> String {
    let steps = name
        .split(['/', '\\'])
        .map(|step| step.trim_matches(' '))
        .filter(|step| !matches!(*step, "" | "." | ".."));
    let seen = |letter: char| {
        if is_unseen(letter) { char::REPLACEMENT_CHARACTER } else { letter }
    };
    steps.map(|step| step.chars().map(seen).collect::<String>()).collect::<Vec<_>>().join("/")
}

/// Returns whether a character is invisible or changes the direction of text.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Makes names unique by numbering each repeated one, as in `a (2).xlsx`.
pub(super) fn disambiguate(names: Vec<String>) -> Vec<String> {
    let all: BTreeSet<String> = names.iter().cloned().collect();
    let mut given = BTreeSet::new();
    let mut apart = |name: String| {
        let mut number = 1;
        let mut own = name.clone();
        while !given.insert(own.clone()) {
            number += 1;
            own = numbered(&name, number);
            while all.contains(&own) {
                number += 1;
                own = numbered(&name, number);
            }
        }
        own
    };
    names.into_iter().map(&mut apart).collect()
}

/// Inserts a number before the file extension.
fn numbered(name: &str, number: usize) -> String {
    let (folders, file) =
        name.rsplit_once('/').map_or((None, name), |(folders, file)| (Some(folders), file));
    let stem = stem(file);
    let ending = file.strip_prefix(stem).unwrap_or_default();
    let folders = folders.map(|folders| format!("{folders}/")).unwrap_or_default();
    format!("{folders}{stem} ({number}){ending}")
}

/// Returns a name without its extension of up to ten ASCII letters or digits.
pub(super) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && (1..=10).contains(&ending.len())
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_decoded_in_the_most_vietnamese_code_page() {
        let windows = [
            b"B\xe1o c\xe1o huy\xea\xf2n Y\xean \xd0i\xf2nh.xlsx".as_slice(),
            b"Th\xf5 Xu\xe2n.xlsx",
            b"S\xf5\xd2 T\xe0i ch\xednh.xlsx",
        ];
        let read = windows.map(decode);
        assert_eq!(read, ["Báo cáo huyện Yên Định.xlsx", "Thơ Xuân.xlsx", "Sở Tài chính.xlsx"]);
        assert_eq!(decode(b"B\xa0o c\xa0o Th\x93ng Nh\x83t.xlsx"), "Báo cáo Thông Nhât.xlsx");
        assert_eq!(decode(b"\xd1\xa0nh gi\xa0, L\xc6m S\x93n.xlsx"), "Đánh giá, Lãm Sôn.xlsx");
        assert_eq!(decode("Thọ Xuân.xlsx".as_bytes()), "Thọ Xuân.xlsx");
        assert_eq!(
            decode(&"Thọ Xuân.xlsx".nfd().collect::<String>().into_bytes()),
            "Thọ Xuân.xlsx"
        );
        assert_eq!((CP437.chars().count(), CP850.chars().count()), (128, 128));
    }

    #[test]
    fn member_paths_cannot_leave_the_archive() {
        assert_eq!(member_path("../../etc\\bc\u{202e}xslx.\r"), "etc/bc\u{fffd}xslx.\u{fffd}");
        assert_eq!(member_path("/a//./b.xlsx"), "a/b.xlsx");
    }

    #[test]
    fn repeated_names_are_numbered() {
        let names = ["a.xlsx", "a.xlsx", "a (2).xlsx", "a.xlsx", "b.c/d", "b.c/d"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(
            disambiguate(names),
            ["a.xlsx", "a (3).xlsx", "a (2).xlsx", "a (4).xlsx", "b.c/d", "b.c/d (2)"]
        );
    }

    #[test]
    fn only_short_extensions_are_removed() {
        assert_eq!(
            ["1. huyện Thọ Xuân", "a.tar.gz", ".htaccess", "bc.xlsx"].map(stem),
            ["1. huyện Thọ Xuân", "a.tar", ".htaccess", "bc"]
        );
    }
}
