//! What one file says. Reading never fails: what could not be read stays in the model, with where and why.

use super::id::UnitCode;
use super::origin::{CellRef, Origin};
use crate::text::Message;
use std::sync::Arc;

pub(crate) use super::foreign_kind::ForeignKind;
pub(crate) use super::observation::Surplus;
pub use super::observation::{Observation, Observed};
pub use super::report::{Document, Figure, Incident, PeriodClaim, Report, TaskAnswer};

/// One file received (*bài nộp*), whatever it turned out to be.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The file, relative to the workspace, with `/`, NFC; a member of an archive has the archive in its path.
    pub file: Arc<str>,
    /// Its name on the disk where that is another one, as with letters that are not composed there; a member of an archive has none.
    pub on_disk: Option<Arc<str>>,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Whose report it is.
    pub identity: Identity,
    /// What it says, or why it could not be read.
    pub content: Content,
}

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub enum Content {
    /// A report.
    Report(Box<Report>),
    /// Something that should have been one.
    Unreadable(Unreadable),
    /// Received, but this machine could not read it now: why. It says nothing of the file or its unit.
    Unread(Message),
    /// An archive whose members are listed by themselves.
    Archive,
    /// Not meant as a report: what programs leave behind, and deleted copies.
    Ignored,
}

impl Submission {
    /// The report, where the file could be read.
    pub fn report(&self) -> Option<&Report> {
        if let Content::Report(report) = &self.content { Some(report) } else { None }
    }

    /// Why the file could not be read.
    pub fn unreadable(&self) -> Option<&Unreadable> {
        if let Content::Unreadable(why) = &self.content { Some(why) } else { None }
    }

    /// Why this machine could not read the file now.
    pub fn unread(&self) -> Option<&Message> {
        if let Content::Unread(why) = &self.content { Some(why) } else { None }
    }
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Unreadable {
    /// Damaged: what is broken.
    Damaged(Message),
    /// Nothing is in it: in what way.
    Empty(Message),
    /// Two parts or members of one name: which they are.
    Doubled(Message),
    /// Password-protected.
    Encrypted,
    /// Past a limit: which.
    TooLarge(Message),
    /// Not a spreadsheet: what it really is, and of what nature.
    NotSpreadsheet(Message, ForeignKind),
    /// A secrecy stamp stands in it; nothing more was read.
    Classified {
        /// The sheet.
        sheet: Arc<str>,
        /// The cell; `None` in a page header or footer.
        cell: Option<CellRef>,
        /// The stamp.
        stamp: String,
    },
}

/// Something in a file that says whose report it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What says so.
    pub by: ClaimedBy,
    /// The words.
    pub written: String,
    /// The unit they name; `None` where they name none.
    pub unit: Option<UnitCode>,
    /// Where they stand.
    pub at: Option<Origin>,
}

/// What in a file says whose report it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimedBy {
    /// The answer to `Mã đơn vị`.
    Code,
    /// The answer to `Tên đơn vị`.
    Name,
    /// The form's stamp.
    Stamp,
    /// A title above the tables.
    Title,
    /// The file's name; used only where the file cannot be opened.
    FileName,
}

/// Whose report a file is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// The unit, where it is certain.
    pub unit: Option<UnitCode>,
    /// All that the file says of it.
    pub claims: Vec<Claim>,
    /// Whether the claims point to different units (T111).
    pub conflict: bool,
    /// Units it might be, for a person to judge.
    pub suggestions: Vec<UnitCode>,
}
