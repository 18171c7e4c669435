//! Reads a part while it is decompressed, for parts too large to hold in memory.

use super::{EndTag, Tag, Token, broken, unescaped};
use crate::model::submission::Unreadable;
use crate::read::limits;
use quick_xml::events::{BytesRef, Event};
use quick_xml::reader::Reader;
use std::io::{self, BufReader, Read};

/// A part being decompressed.
pub(in crate::read) struct StreamReader<'a> {
    reader: Reader<BufReader<Bounded<'a>>>,
    buffer: Vec<u8>,
}

impl<'a> StreamReader<'a> {
    pub(super) fn new(source: impl Read + 'a) -> Self {
        let bounded = Bounded { source: Box::new(source), allowance: limits::MAX_TAG_DISTANCE };
        Self {
            reader: Reader::from_reader(BufReader::with_capacity(64 << 10, bounded)),
            buffer: Vec::new(),
        }
    }

    /// Returns the next token.
    pub(super) fn next(&mut self) -> Result<Token<'_>, Unreadable> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().get_mut().allowance = limits::MAX_TAG_DISTANCE;
            let event = self.reader.read_event_into(&mut self.buffer).map(Event::into_owned);
            return Ok(match event.map_err(|error| convert_error(&error))? {
                Event::Start(tag) => Token::Open(Tag::new(tag.to_string().into()), false),
                Event::Empty(tag) => Token::Open(Tag::new(tag.to_string().into()), true),
                Event::End(tag) => {
                    Token::Close(EndTag::new(tag.name().into_inner().to_owned().into()))
                }
                Event::Text(text) => Token::Text(text.into_inner()),
                Event::CData(text) => Token::Text(text.into_inner()),
                Event::GeneralRef(reference) => Token::Text(resolved(&reference)?.into()),
                Event::Eof => Token::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }
}

/// A source that limits the number of bytes between two tags.
struct Bounded<'a> {
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

fn convert_error(error: &quick_xml::Error) -> Unreadable {
    match error {
        quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            limits::too_long("XML")
        }
        _ => broken(),
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, Unreadable> {
    let written = reference.xml10_content();
    unescaped(&format!("&{written};")).map(std::borrow::Cow::into_owned)
}
