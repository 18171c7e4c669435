//! Defines the content of one received file. Reading never fails: content that cannot be read stays
//! in the model with location and reason.

use super::id::UnitCode;
use super::origin::{CellRef, Origin};
use crate::text::Message;
use std::sync::Arc;

pub(crate) use super::foreign_kind::ForeignKind;
pub(crate) use super::observation::Surplus;
pub use super::observation::{Observation, Observed};
pub use super::report::{Document, Figure, Incident, PeriodClaim, Report, TaskAnswer};

/// File received for a period (*bài nộp*), of any kind.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Path relative to the workspace, with `/`, in NFC; for a member of an archive it contains the
    /// archive.
    pub file: Arc<str>,
    /// Name on the disk if it differs, for example if its letters are decomposed; `None` for a
    /// member of an archive.
    pub on_disk: Option<Arc<str>>,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    pub identity: Identity,
    pub content: Content,
}

/// Content of a file received.
#[derive(Debug, Clone)]
pub enum Content {
    Report(Box<Report>),
    /// A file that cannot be read although it should be a report.
    Unreadable(Unreadable),
    /// A file that this machine cannot read now, with the reason; says nothing about the file or
    /// its unit.
    Unread(Message),
    /// An archive; its members are submissions of their own.
    Archive,
    /// A file that is not meant as a report: temporary files of programs and deleted copies.
    Ignored,
}

impl Submission {
    /// Returns the report, if the file could be read.
    pub fn report(&self) -> Option<&Report> {
        if let Content::Report(report) = &self.content { Some(report) } else { None }
    }

    /// Returns the reason why the file is unreadable.
    pub fn unreadable(&self) -> Option<&Unreadable> {
        if let Content::Unreadable(why) = &self.content { Some(why) } else { None }
    }

    /// Returns the reason why this machine cannot read the file now.
    pub fn unread(&self) -> Option<&Message> {
        if let Content::Unread(why) = &self.content { Some(why) } else { None }
    }
}

/// Reason why a file is unreadable.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Unreadable {
    /// Damaged; the message tells how.
    Damaged(Message),
    /// Empty; the message tells in what way.
    Empty(Message),
    /// Two parts or members with the same name, which is given.
    Doubled(Message),
    /// Password-protected.
    Encrypted,
    /// Exceeds a limit, which is given.
    TooLarge(Message),
    /// Not a spreadsheet; the message tells the actual format.
    NotSpreadsheet(Message, ForeignKind),
    /// Marked with a secrecy stamp; nothing else was read.
    Classified {
        sheet: Arc<str>,
        /// Cell of the stamp; `None` in a page header or footer.
        cell: Option<CellRef>,
        stamp: String,
    },
}

/// Indication in a file of the unit it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub by: ClaimedBy,
    /// Text of the indication.
    pub written: String,
    /// Unit named; `None` if the text does not name a unit.
    pub unit: Option<UnitCode>,
    pub at: Option<Origin>,
}

/// Kind of an indication of the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimedBy {
    /// Answer to `Mã đơn vị`.
    Code,
    /// Answer to `Tên đơn vị`.
    Name,
    /// Stamp of the form.
    Stamp,
    /// Title above the tables.
    Title,
    /// Name of the file; used only if the file cannot be opened.
    FileName,
}

/// Unit of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// Unit, if certain.
    pub unit: Option<UnitCode>,
    /// All indications in the file.
    pub claims: Vec<Claim>,
    /// Whether the indications name different units (T111).
    pub conflict: bool,
    /// Possible units, for a person to judge.
    pub suggestions: Vec<UnitCode>,
}
