//! Splits source files into tokens, without comments and literals, and finds the modules and paths
//! they name.

/// Token: a word, `::` or a sign.
pub(super) type Token = String;

/// Returns the tokens of a text, without comments, strings and characters.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let (mut tokens, mut place) = (Vec::new(), 0);
    while let Some(&char) = chars.get(place) {
        let next = chars.get(place + 1).copied();
        place = match char {
            '/' if next == Some('/') => end_of_line(&chars, place),
            '/' if next == Some('*') => end_of_comment(&chars, place),
            '"' => end_of_string(&chars, place),
            '\'' => end_of_character(&chars, place),
            _ if char.is_alphanumeric() || char == '_' => {
                let end = end_of_word(&chars, place);
                let word: String = chars[place..end].iter().collect();
                if let Some(end) = raw_string(&chars, &word, end) {
                    end
                } else {
                    tokens.push(word);
                    end
                }
            }
            ':' if next == Some(':') => {
                tokens.push("::".to_owned());
                place + 2
            }
            _ => {
                if !char.is_whitespace() {
                    tokens.push(char.to_string());
                }
                place + 1
            }
        };
    }
    tokens
}

fn end_of_line(chars: &[char], start: usize) -> usize {
    chars[start..].iter().position(|char| *char == '\n').map_or(chars.len(), |end| start + end)
}

fn end_of_comment(chars: &[char], start: usize) -> usize {
    let end = chars[start + 2..].windows(2).position(|pair| pair == ['*', '/']);
    end.map_or(chars.len(), |end| start + end + 4)
}

fn end_of_string(chars: &[char], start: usize) -> usize {
    let mut place = start + 1;
    while let Some(char) = chars.get(place) {
        match char {
            '\\' => place += 2,
            '"' => return place + 1,
            _ => place += 1,
        }
    }
    chars.len()
}

/// Returns the end of a character literal, or of the apostrophe of a lifetime.
fn end_of_character(chars: &[char], start: usize) -> usize {
    match (chars.get(start + 1), chars.get(start + 2)) {
        (Some('\\'), _) => {
            // the escaped character may be an apostrophe
            let rest = &chars[start + 3..];
            rest.iter().position(|char| *char == '\'').map_or(chars.len(), |end| start + end + 4)
        }
        (Some(_), Some('\'')) => start + 3,
        _ => start + 1,
    }
}

fn end_of_word(chars: &[char], start: usize) -> usize {
    let rest = chars[start..].iter();
    start + rest.take_while(|char| char.is_alphanumeric() || **char == '_').count()
}

/// Returns the end of a raw string whose prefix is a word.
fn raw_string(chars: &[char], word: &str, end: usize) -> Option<usize> {
    if !matches!(word, "r" | "br") {
        return None;
    }
    let hashes = chars[end..].iter().take_while(|char| **char == '#').count();
    if chars.get(end + hashes) != Some(&'"') {
        return None;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let start = end + hashes + 1;
    let length = chars[start..].windows(close.len()).position(|part| part == close)?;
    Some(start + length + close.len())
}

/// Removes modules for tests; returns the names of those in their own files.
pub(super) fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    const ONLY_TESTS: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut files, mut place) = (Vec::new(), Vec::new(), 0);
    while let Some(token) = tokens.get(place) {
        if tokens[place..].iter().take(7).eq(ONLY_TESTS.iter()) {
            let item = end_of_item(tokens, place + 7);
            let words = &tokens[place + 7..item];
            if let Some(found) = words.iter().position(|word| word == "mod")
                && words.get(found + 2).is_some_and(|after| after == ";")
            {
                files.extend(words.get(found + 1).cloned());
            }
            place = item;
        } else {
            kept.push(token.clone());
            place += 1;
        }
    }
    (kept, files)
}

/// Returns the end of an item: its semicolon or its closing brace.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(start) {
        match token.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token == "}" {
                    return place + 1;
                }
            }
            ";" if depth == 0 => return place + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// Returns the modules that a file declares.
pub(super) fn declared(tokens: &[Token]) -> Vec<String> {
    let modules = tokens.windows(3).filter(|part| part[0] == "mod" && part[2] == ";");
    modules.map(|part| part[1].clone()).collect()
}

/// Path used in a file, with the name under which it is imported, if any.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) path: Vec<String>,
    pub(super) import: Option<String>,
}

/// Returns all paths in a file: those in `use` declarations and those in code.
pub(super) fn paths(tokens: &[Token]) -> Vec<Named> {
    let (mut named, mut place) = (Vec::new(), 0);
    while let Some(token) = tokens.get(place) {
        // `use<'a>` lists captured lifetimes
        if token == "use" && tokens.get(place + 1).is_some_and(|next| next != "<") {
            place = use_tree(tokens, place + 1, &[], &mut named);
        } else if is_word(token) && tokens.get(place + 1).is_some_and(|next| next == "::") {
            let (path, end) = path(tokens, place);
            named.push(Named { path, import: None });
            place = end;
        } else {
            place += 1;
        }
    }
    named
}

fn is_word(token: &str) -> bool {
    token.starts_with(|char: char| char.is_alphabetic() || char == '_')
}

/// Returns the path at a position, and its end.
fn path(tokens: &[Token], start: usize) -> (Vec<String>, usize) {
    let (mut path, mut place) = (vec![tokens[start].clone()], start + 1);
    while tokens.get(place).is_some_and(|sign| sign == "::")
        && tokens.get(place + 1).is_some_and(|word| is_word(word))
    {
        path.push(tokens[place + 1].clone());
        place += 2;
    }
    (path, place)
}

/// Reads a part of a `use` declaration with a prefix; returns its end.
fn use_tree(tokens: &[Token], start: usize, prefix: &[String], named: &mut Vec<Named>) -> usize {
    let start = start + usize::from(tokens.get(start).is_some_and(|sign| sign == "::"));
    let (own, mut place) = match tokens.get(start) {
        Some(token) if is_word(token) => path(tokens, start),
        _ => (Vec::new(), start),
    };
    let mut whole = [prefix, &own[..]].concat();
    place += usize::from(tokens.get(place).is_some_and(|sign| sign == "::"));
    match tokens.get(place).map(String::as_str) {
        Some("{") => {
            place += 1;
            while tokens.get(place).is_some_and(|token| token != "}") {
                place = use_tree(tokens, place, &whole, named);
                place += usize::from(tokens.get(place).is_some_and(|sign| sign == ","));
            }
            place + 1
        }
        Some("*") => {
            named.push(Named { path: whole, import: Some("*".to_owned()) });
            place + 1
        }
        next => {
            let alias = (next == Some("as")).then(|| tokens[place + 1].clone());
            place += if alias.is_some() { 2 } else { 0 };
            if own.last().is_some_and(|word| word == "self") {
                whole.pop();
            }
            let import = alias.or_else(|| whole.last().cloned());
            named.push(Named { path: whole, import });
            place
        }
    }
}

#[test]
fn paths_are_read_from_groups_and_code() {
    let text = r##"
        //! crate::no::comment
        use crate::{a::{self, B as C}, d::*};
        pub(crate) use super::super::e::{F, self};
        mod child;
        fn f<'a>(c: char) -> impl use<'a> Sized { c == '\'' || "crate::no::text" == r#"crate::"no"# ; child::g::<u8>(self::h) }
        #[cfg(test)]
        mod tests { use crate::never; }
        #[cfg(test)]
        mod fixture;
    "##;
    let (kept, files) = without_tests(&tokens(text));
    assert_eq!((declared(&kept), files), (vec!["child".to_owned()], vec!["fixture".to_owned()]));
    let lines: Vec<String> = paths(&kept)
        .iter()
        .map(|named| {
            format!("{} {}", named.path.join("::"), named.import.as_deref().unwrap_or("-"))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "crate::a a",
            "crate::a::B C",
            "crate::d *",
            "super::super::e::F F",
            "super::super::e e",
            "child::g -",
            "self::h -",
        ]
    );
}
