//! The compound file that contains an `.xls` workbook.

use super::{CompoundFile, damaged, integers};
use crate::model::submission::{ForeignKind, Unreadable};
use crate::msg;
use crate::read::limits;
use std::borrow::Cow;
use std::io::{Cursor, Read as _, Write as _};

/// Reads a stream of a compound file.
pub(super) fn stream_of(file: &mut CompoundFile<'_>, name: &str) -> Result<Vec<u8>, Unreadable> {
    let mut stream = Vec::new();
    file.open_stream(name)
        .and_then(|source| source.take(limits::FILE_BYTES).read_to_end(&mut stream))
        .map_err(|_| damaged())?;
    Ok(stream)
}

/// Pads a compound file to whole sectors. Some programs cut the last sector where its content ends.
pub(super) fn whole_sectors(bytes: &[u8]) -> Cow<'_, [u8]> {
    let sector = 1_usize << integers::u16_at(bytes, 30).clamp(9, 12);
    match bytes.len() % sector {
        0 => Cow::Borrowed(bytes),
        past => {
            let mut whole = bytes.to_vec();
            whole.resize(bytes.len() + sector - past, 0);
            Cow::Owned(whole)
        }
    }
}

/// Creates a compound file with a single stream.
pub(super) fn alone(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream(name)?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// Returns the type of a compound file without a workbook.
pub(super) fn kind_of_compound(file: &CompoundFile<'_>) -> Unreadable {
    let (what, nature) = match () {
        () if file.exists("WordDocument") => {
            (msg!("tài liệu Word (.doc)", "a Word document (.doc)"), ForeignKind::Document)
        }
        () if file.exists("PowerPoint Document") => (
            msg!("bài trình chiếu PowerPoint (.ppt)", "a PowerPoint presentation (.ppt)"),
            ForeignKind::Document,
        ),
        () if file.exists("__properties_version1.0") => {
            (msg!("thư điện tử Outlook (.msg)", "an Outlook message (.msg)"), ForeignKind::Message)
        }
        () if file.exists("VisioDocument") => {
            (msg!("bản vẽ Visio", "a Visio drawing"), ForeignKind::Document)
        }
        () => {
            (msg!("tệp của một chương trình khác", "a file of another program"), ForeignKind::Other)
        }
    };
    Unreadable::NotSpreadsheet(what, nature)
}
