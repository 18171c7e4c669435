//! Proposes a code and other names for a unit that has only a name.

use crate::model::key::{Key, bare_words};

/// First words of a name, the beginning of its code, and the beginnings of its other names.
type NameKind = (&'static str, &'static str, &'static [&'static str]);

const KINDS: [NameKind; 9] = [
    ("xã", "X", &["UBND xã", "Ủy ban nhân dân xã"]),
    ("phường", "P", &["UBND phường", "Ủy ban nhân dân phường", "UBND P."]),
    ("thị trấn", "TT", &["UBND thị trấn", "Ủy ban nhân dân thị trấn"]),
    ("huyện", "H", &["UBND huyện", "Ủy ban nhân dân huyện"]),
    ("thị xã", "TX", &["UBND thị xã", "Ủy ban nhân dân thị xã"]),
    ("thành phố", "TP", &["UBND thành phố", "Ủy ban nhân dân thành phố", "UBND TP"]),
    ("tỉnh", "T", &["UBND tỉnh", "Ủy ban nhân dân tỉnh"]),
    ("sở", "S", &[]),
    ("ban", "B", &[]),
];
/// Beginnings of names before the kind of a place.
const COMMITTEES: [&str; 2] = ["ủy ban nhân dân ", "ubnd "];

/// Returns the words of a name for comparison, without those for the committee of a place.
pub(super) fn words(name: &str) -> Vec<String> {
    without_committee(name).split(' ').map(str::to_owned).collect()
}

fn without_committee(name: &str) -> String {
    let key = Key::new(name);
    let mut rest = key.as_str();
    for committee in COMMITTEES {
        let begin = format!("{} ", Key::new(committee).as_str());
        rest = rest.strip_prefix(&begin).unwrap_or(rest);
    }
    rest.to_owned()
}

/// Returns the kind of a name and its words after the kind.
fn parsed(name: &str) -> (Option<&'static NameKind>, String) {
    let rest = without_committee(name);
    let begins =
        |kind: &str| rest.strip_prefix(&format!("{} ", Key::new(kind).as_str())).map(str::to_owned);
    let count = |words: &str| words.split(' ').count();
    let found = KINDS.iter().filter_map(|kind| Some((kind, begins(kind.0)?)));
    let found = found.max_by_key(|(kind, _)| count(kind.0));
    let words: Vec<&str> = name.split_whitespace().collect();
    match found {
        Some((kind, own)) => {
            let own = words.get(words.len().saturating_sub(count(&own))..).unwrap_or_default();
            (Some(kind), own.join(" "))
        }
        None => (None, words.join(" ")),
    }
}

/// Returns a code that is not taken: `X-XUANLAI` for *Xã Xuân Lai*, `S-NV` for *Sở Nội vụ*.
pub(super) fn code(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let (kind, own) = parsed(name);
    let words: Vec<String> = bare_words(&own)
        .iter()
        .map(|word| {
            word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase()
        })
        .filter(|word| !word.is_empty())
        .collect();
    let initials = || {
        words.iter().filter(|word| *word != "VA").filter_map(|word| word.chars().next()).collect()
    };
    let own: String = match kind {
        Some((_, _, others)) if !others.is_empty() => words.concat(),
        _ => initials(),
    };
    let base = kind.map_or_else(|| own.clone(), |(_, begin, _)| format!("{begin}-{own}"));
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    std::iter::once(base.clone()).chain(numbered).find(|code| !is_taken(code)).unwrap_or_default()
}

/// Returns the usual other names of a place.
pub(super) fn aliases(name: &str) -> Vec<String> {
    let (kind, own) = parsed(name);
    let others = kind.map_or(&[][..], |(_, _, others)| others);
    let known = Key::new(name);
    let names = others.iter().map(|begin| format!("{begin} {own}"));
    names.filter(|other| Key::new(other) != known).collect()
}

#[cfg(test)]
mod tests {
    use super::{aliases, code};

    #[test]
    fn codes_follow_the_kind_of_the_unit() {
        let free = |_: &str| false;
        for (name, wanted) in [
            ("Xã Xuân Lai", "X-XUANLAI"),
            ("Ủy ban nhân dân phường Đông Tiến", "P-DONGTIEN"),
            ("UBND thị xã Nghi Sơn", "TX-NGHISON"),
            ("Sở Nông nghiệp và Môi trường", "S-NNMT"),
            ("Ban Dân tộc", "B-DT"),
            ("Điện lực Thanh Hóa", "DLTH"),
        ] {
            assert_eq!(code(name, free), wanted, "{name}");
        }
        assert_eq!(code("Xã Xuân Lai", |code| code == "X-XUANLAI"), "X-XUANLAI-2");
    }

    #[test]
    fn places_have_the_names_of_their_committees() {
        assert_eq!(aliases("Xã Xuân Lai"), ["UBND xã Xuân Lai", "Ủy ban nhân dân xã Xuân Lai"]);
        assert_eq!(aliases("Sở Nội vụ"), [""; 0]);
    }
}
