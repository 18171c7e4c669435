//! Reads a part in memory without copying: a token is a slice of the part, and only text with
//! entities is allocated. It returns the same tokens as [`super::streaming`]; a test compares both.

use super::{EndTag, Tag, Token, broken, unescaped};
use crate::model::submission::Unreadable;
use memchr::{memchr, memmem};

/// The unread rest of a part in memory.
pub(in crate::read) struct SliceReader<'a> {
    rest: &'a str,
    /// Names of the open elements, outermost first.
    open: Vec<&'a str>,
}

impl<'a> SliceReader<'a> {
    pub(super) fn new(part: &'a str) -> Self {
        Self { rest: part.strip_prefix('\u{feff}').unwrap_or(part), open: Vec::new() }
    }

    /// Returns the next token.
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

    /// Takes `length` bytes and skips `past` more.
    #[inline]
    fn take(&mut self, length: usize, past: usize) -> &'a str {
        let taken = self.rest.get(..length).unwrap_or(self.rest);
        self.rest = self.rest.get(length + past..).unwrap_or_default();
        taken
    }

    /// Reads markup that begins with `<`, or returns `None` for markup without content, such as a
    /// comment.
    #[inline]
    fn markup(&mut self) -> Result<Option<Token<'a>>, Unreadable> {
        match self.rest.as_bytes().get(1) {
            Some(b'/') => self.close().map(Some),
            Some(b'!') => self.declared(),
            Some(b'?') => self.until("?>").map(|_| None),
            _ => self.tag().map(Some),
        }
    }

    /// Takes the text before `end` and skips `end`.
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

    /// Reads a comment, CDATA section or document type declaration. Declared entities are never
    /// used.
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

/// Returns the end of a tag: the first `>` outside quotes.
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
