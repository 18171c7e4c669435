//! Reads a workbook part as tags and text, with a limit on the distance between tags.

mod in_memory;
mod streaming;

use crate::model::submission::Unreadable;
use crate::msg;
use in_memory::SliceReader;
use std::borrow::Cow;
use std::io::Read;
use streaming::StreamReader;

/// A token of a part.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// An opening tag; `true` if it is self-closing.
    Open(Tag<'a>, bool),
    /// A closing tag.
    Close(EndTag<'a>),
    /// Text between tags.
    Text(Cow<'a, str>),
    /// The end of the part.
    End,
}

/// An opening tag with its name and raw attributes.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'a> {
    content: Cow<'a, str>,
    name_start: usize,
    name_end: usize,
}

impl<'a> Tag<'a> {
    fn new(content: Cow<'a, str>) -> Self {
        let (mut name_start, mut name_end) = (0, content.len());
        for (place, byte) in content.bytes().enumerate() {
            if byte.is_ascii_whitespace() {
                name_end = place;
                break;
            }
            if byte == b':' && name_start == 0 {
                name_start = place + 1;
            }
        }
        Self { content, name_start, name_end }
    }

    /// Returns the name without its namespace prefix.
    pub(super) fn name(&self) -> &str {
        self.content.get(self.name_start..self.name_end).unwrap_or_default()
    }

    /// Returns the attributes by name without prefix, unescaped.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        Attributes(self.content.get(self.name_end..).unwrap_or_default())
    }

    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attributes().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Returns whether an attribute is true.
    pub(super) fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| is_true(&value))
    }
}

/// Iterates over raw attributes.
struct Attributes<'t>(&'t str);

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, Cow<'t, str>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = self.0.bytes().enumerate();
        // attributes are short, so one pass over the bytes is faster than separate searches
        let (mut start, mut local) = (None, None);
        let equals = bytes.by_ref().find_map(|(place, byte)| {
            match byte {
                b'=' => return Some(place),
                b':' => local = local.or(Some(place + 1)),
                _ if start.is_none() && !byte.is_ascii_whitespace() => start = Some(place),
                _ => {}
            }
            None
        })?;
        let (open, quote) = bytes
            .find(|(_, byte)| !byte.is_ascii_whitespace())
            .filter(|(_, byte)| matches!(byte, b'"' | b'\''))?;
        let mut plain = true;
        let (close, _) = bytes.find(|(_, byte)| {
            plain &= *byte != b'&';
            *byte == quote
        })?;
        let key = self.0.get(local.or(start)?..equals)?.trim_ascii_end();
        let value = self.0.get(open + 1..close)?;
        self.0 = self.0.get(close + 1..)?;
        Some((
            key,
            if plain {
                Cow::Borrowed(value)
            } else {
                unescaped(value).unwrap_or(Cow::Borrowed(value))
            },
        ))
    }
}

/// Returns whether an attribute value means true.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// A closing tag.
#[derive(Debug, PartialEq)]
pub(super) struct EndTag<'a>(Cow<'a, str>);

impl<'a> EndTag<'a> {
    const fn new(name: Cow<'a, str>) -> Self {
        Self(name)
    }

    /// Returns the name without its namespace prefix.
    pub(super) fn name(&self) -> &str {
        self.0.split_once(':').map_or(&self.0, |(_, local)| local)
    }
}

/// A part being read: in memory if small, streaming if large.
pub(super) enum Xml<'a> {
    InMemory(SliceReader<'a>),
    Streaming(Box<StreamReader<'a>>),
}

impl<'a> Xml<'a> {
    pub(super) fn in_memory(part: &'a str) -> Self {
        Self::InMemory(SliceReader::new(part))
    }

    pub(super) fn streaming(source: impl Read + 'a) -> Self {
        Self::Streaming(Box::new(StreamReader::new(source)))
    }

    /// Returns the next token.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Token<'_>, Unreadable> {
        match self {
            Self::InMemory(reader) => reader.next(),
            Self::Streaming(reader) => reader.next(),
        }
    }

    /// Skips the rest of an opened element.
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Token::Open(_, false) => depth += 1,
                Token::Close(_) => depth -= 1,
                Token::End => return Err(cut_short()),
                Token::Open(_, true) | Token::Text(_) => {}
            }
        }
        Ok(())
    }
}

/// Returns the failure for a part that ends inside an element.
pub(super) fn cut_short() -> Unreadable {
    Unreadable::Damaged(msg!(
        "một phần của tệp bị cắt ngang",
        "a part of the file ends in the middle"
    ))
}

fn broken() -> Unreadable {
    Unreadable::Damaged(msg!("một phần bên trong tệp bị hỏng", "a part inside the file is damaged"))
}

/// Resolves the predefined entities and character references in text.
fn unescaped(text: &str) -> Result<Cow<'_, str>, Unreadable> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Ok(Cow::Borrowed(text));
    }
    quick_xml::escape::unescape(text).map_err(|_| {
        Unreadable::Damaged(msg!(
            "tệp dùng ký hiệu thay thế không được phép",
            "the file uses an entity that is not allowed"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Returns the tokens of a part as text, with adjacent texts joined, and whether it was read to
    /// its end.
    fn tokens(mut xml: Xml<'_>) -> (Vec<String>, bool) {
        let (mut tokens, mut text) = (Vec::new(), String::new());
        loop {
            let token = xml.next();
            if let Ok(Token::Text(part)) = &token {
                text.push_str(part);
                continue;
            }
            tokens.extend((!text.is_empty()).then(|| std::mem::take(&mut text)));
            match token {
                Ok(Token::Open(tag, empty)) => {
                    let attributes: Vec<String> =
                        tag.attributes().map(|(key, value)| format!("{key}={value}")).collect();
                    tokens.push(format!(
                        "<{} {}{}>",
                        tag.name(),
                        attributes.join(" "),
                        if empty { "/" } else { "" }
                    ));
                }
                Ok(Token::Close(tag)) => tokens.push(format!("</{}>", tag.name())),
                Ok(Token::Text(_)) => {}
                Ok(Token::End) => return (tokens, true),
                Err(_) => return (tokens, false),
            }
        }
    }

    fn both(part: &str) -> [(Vec<String>, bool); 2] {
        [tokens(Xml::in_memory(part)), tokens(Xml::streaming(part.as_bytes()))]
    }

    #[test]
    fn a_part_is_read_as_tags_and_text() {
        let part = "\u{feff}<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><x:a r='1>2' s = \"&lt;\" ><!-- <b> -->\
                    Số &amp; liệu<![CDATA[<1>]]><b/><c x:d='e'\n/></x:a>";
        let [in_memory, streaming] = both(part);
        assert_eq!(in_memory.0, ["<a r=1>2 s=<>", "Số & liệu<1>", "<b />", "<c d=e/>", "</a>"]);
        assert!(in_memory.1);
        assert_eq!(in_memory, streaming);
    }

    #[test]
    fn damaged_parts_fail_in_both_readers() {
        for part in [
            "<a",
            "<a><b></a>",
            "</a>",
            "<a>&nothing;</a>",
            "<a>&</a>",
            "<!-- a",
            "<![CDATA[a",
            "<a b='1>",
            "<?a",
            "<!a",
        ] {
            let [in_memory, streaming] = both(part);
            assert!(!in_memory.1 && !streaming.1, "{part}: {in_memory:?} {streaming:?}");
        }
    }

    proptest! {
        #[test]
        fn both_readers_return_the_same_tokens(
            pieces in proptest::collection::vec(select(vec![
                "<a>", "</a>", "<b c='1'>", "</b>", "<b/>", "<x:d e=\"&amp;\" f='>'/>", "chữ", " ", "&lt;", "&#432;", "<!-- - -->", "<![CDATA[&]]>", "<?p q?>",
            ]), 0..24),
        ) {
            let [in_memory, streaming] = both(&pieces.concat());
            prop_assert_eq!(in_memory, streaming);
        }
    }
}
