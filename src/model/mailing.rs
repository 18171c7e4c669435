//! Defines which unit is sent which papers.

use super::id::UnitCode;
use super::unit::Contact;
use crate::text::Text;

/// Unit with the files to send to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailingEntry {
    pub unit: UnitCode,
    pub contact: Contact,
    /// Description of the papers.
    pub what: Text,
    /// Paths from the folder of the list, with `/`.
    pub files: Vec<String>,
}
