//! A part of a workbook as a stream of tags and text, with every stretch of it bounded.

use super::limits;
use crate::model::submission::Unreadable;
use crate::say;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::io::{self, BufReader, Read};

/// One thing met while going through a part.
pub(super) enum Token<'a> {
    /// A tag opens; `true` where it closes at once.
    Open(Tag<'a>, bool),
    /// A tag closes.
    Close(EndTag<'a>),
    /// Text between tags.
    Text(Cow<'a, str>),
    /// The part ends.
    End,
}

/// An opening tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without the namespace's prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Its attributes, by name without the prefix, unescaped.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.filter_map(Result::ok).map(|attribute| (attribute.key.local_name().into_inner(), unescaped(attribute.value)))
    }

    /// One attribute.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attributes().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Whether an attribute says yes.
    pub(super) fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| says_yes(&value))
    }
}

/// Whether an attribute's value says yes.
pub(super) fn says_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// A closing tag.
pub(super) struct EndTag<'a>(BytesEnd<'a>);

impl EndTag<'_> {
    /// Its name without the namespace's prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// A part being read: from memory where it is small, as it inflates where it is not.
pub(super) enum Xml<'a> {
    /// In memory.
    Held(Reader<&'a [u8]>),
    /// As it inflates.
    Flowing(Reader<BufReader<Bounded<'a>>>, Vec<u8>),
}

impl<'a> Xml<'a> {
    pub(super) fn held(bytes: &'a [u8]) -> Self {
        Self::Held(Reader::from_reader(bytes))
    }

    pub(super) fn flowing(source: impl Read + 'a) -> Self {
        let bounded = Bounded { source: Box::new(source), allowance: limits::STRETCH };
        Self::Flowing(Reader::from_reader(BufReader::with_capacity(64 << 10, bounded)), Vec::new())
    }

    /// The next thing in the part.
    pub(super) fn next(&mut self) -> Result<Token<'_>, Unreadable> {
        loop {
            let event = match self {
                Self::Held(reader) => reader.read_event(),
                Self::Flowing(reader, buffer) => {
                    buffer.clear();
                    reader.get_mut().get_mut().allowance = limits::STRETCH;
                    reader.read_event_into(buffer).map(Event::into_owned)
                }
            };
            return Ok(match event.map_err(|error| broken(&error))? {
                Event::Start(tag) => Token::Open(Tag(tag), false),
                Event::Empty(tag) => Token::Open(Tag(tag), true),
                Event::End(tag) => Token::Close(EndTag(tag)),
                Event::Text(text) => Token::Text(text.into_inner()),
                Event::CData(text) => Token::Text(text.into_inner()),
                Event::GeneralRef(reference) => Token::Text(Cow::Owned(resolved(&reference)?)),
                Event::Eof => Token::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// Goes past the rest of an element that has been opened.
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

/// A source that gives only so much between two tags.
pub(super) struct Bounded<'a> {
    source: Box<dyn Read + 'a>,
    allowance: usize,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.allowance == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = self.source.read(buffer)?;
        self.allowance = self.allowance.saturating_sub(read);
        Ok(read)
    }
}

/// A part that ends inside an element.
pub(super) fn cut_short() -> Unreadable {
    Unreadable::Damaged(say!("một phần của tệp bị cắt ngang", "a part of the file ends in the middle"))
}

fn broken(error: &quick_xml::Error) -> Unreadable {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => limits::too_long("XML"),
        _ => Unreadable::Damaged(say!("một phần bên trong tệp bị hỏng", "a part inside the file is damaged ({error})")),
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, Unreadable> {
    let unknown = || Unreadable::Damaged(say!("tệp dùng ký hiệu thay thế không được phép", "the file uses an entity that is not allowed"));
    if let Some(letter) = reference.resolve_char_ref().map_err(|_| unknown())? {
        return Ok(letter.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).map(str::to_owned).ok_or_else(unknown)
}

fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(raw) => quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw)),
        Cow::Owned(raw) => Cow::Owned(quick_xml::escape::unescape(&raw).map(Cow::into_owned).unwrap_or(raw)),
    }
}
