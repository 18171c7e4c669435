//! Going through a part that is in memory. Nothing is copied: a token is a stretch of the part, and only what has references in it
//! becomes a text of its own. It says what the general reader for parts too large to hold says ([`super::streaming`]); a test holds
//! the two together.

use super::{EndTag, Tag, Token, broken, unescaped};
use crate::model::submission::Unreadable;
use memchr::{memchr, memmem};

/// A part in memory, from where the reading stands.
pub(in crate::read) struct SliceReader<'a> {
    rest: &'a str,
    /// The names of the elements that are open, outermost first.
    open: Vec<&'a str>,
}

impl<'a> SliceReader<'a> {
    /// A part from its beginning. What is no UTF-8 ends the reading where it stands.
    pub(super) fn new(part: &'a str) -> Self {
        Self { rest: part.strip_prefix('\u{feff}').unwrap_or(part), open: Vec::new() }
    }

    /// The next thing in the part.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Token<'a>, Unreadable> {
        loop {
            match memchr(b'<', self.rest.as_bytes()) {
                Some(0) => {
                    if let Some(token) = self.markup()? {
                        return Ok(token);
                    }
                }
                None if self.rest.is_empty() => return Ok(Token::End),
                text => {
                    let text = self.take(text.unwrap_or(self.rest.len()), 0);
                    return unescaped(text).map(Token::Text);
                }
            }
        }
    }

    /// Takes so many bytes, and goes past some more.
    #[inline]
    fn take(&mut self, length: usize, past: usize) -> &'a str {
        let taken = self.rest.get(..length).unwrap_or(self.rest);
        self.rest = self.rest.get(length + past..).unwrap_or_default();
        taken
    }

    /// What begins with `<`; nothing for what says nothing.
    #[inline]
    fn markup(&mut self) -> Result<Option<Token<'a>>, Unreadable> {
        match self.rest.as_bytes().get(1) {
            Some(b'/') => self.close().map(Some),
            Some(b'!') => self.declared(),
            Some(b'?') => self.until("?>").map(|_| None),
            _ => self.tag().map(Some),
        }
    }

    /// Takes what stands before an ending, and goes past it.
    fn until(&mut self, end: &str) -> Result<&'a str, Unreadable> {
        let length = memmem::find(self.rest.as_bytes(), end.as_bytes()).ok_or_else(broken)?;
        Ok(self.take(length, end.len()))
    }

    #[inline]
    fn close(&mut self) -> Result<Token<'a>, Unreadable> {
        let end = memchr(b'>', self.rest.as_bytes()).ok_or_else(broken)?;
        let name = self.take(end, 1).get(2..).unwrap_or_default().trim_ascii_end();
        match self.open.pop() {
            Some(open) if open == name => Ok(Token::Close(EndTag::new(name.into()))),
            _ => Err(broken()),
        }
    }

    #[inline]
    fn tag(&mut self) -> Result<Token<'a>, Unreadable> {
        let end = end_of_tag(self.rest.as_bytes()).ok_or_else(broken)?;
        let content = self.take(end, 1).get(1..).unwrap_or_default();
        let empty = content.ends_with('/');
        let tag = Tag::new(content.strip_suffix('/').unwrap_or(content).into());
        if !empty {
            self.open.push(content.get(..tag.name_end).unwrap_or_default());
        }
        Ok(Token::Open(tag, empty))
    }

    /// A comment, raw text, or a declaration of the kind of document, which is gone past: what it declares is never used.
    fn declared(&mut self) -> Result<Option<Token<'a>>, Unreadable> {
        if self.rest.starts_with("<!--") {
            self.take(4, 0);
            return self.until("-->").map(|_| None);
        }
        if self.rest.starts_with("<![CDATA[") {
            self.take(9, 0);
            return self.until("]]>").map(|text| Some(Token::Text(text.into())));
        }
        let mut depth = 0_usize;
        for (place, byte) in self.rest.bytes().enumerate() {
            match byte {
                b'<' => depth += 1,
                b'>' if depth == 1 => {
                    self.take(place, 1);
                    return Ok(None);
                }
                b'>' => depth -= 1,
                _ => {}
            }
        }
        Err(broken())
    }
}

/// Where a tag ends: at the first `>` that stands in no quotes.
#[inline]
fn end_of_tag(tag: &[u8]) -> Option<usize> {
    let mut quote = 0;
    for (place, byte) in tag.iter().enumerate() {
        match *byte {
            b'>' if quote == 0 => return Some(place),
            b'"' | b'\'' if quote == 0 => quote = *byte,
            other if other == quote => quote = 0,
            _ => {}
        }
    }
    None
}
