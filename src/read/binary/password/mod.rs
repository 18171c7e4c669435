//! Workbooks under the password that every spreadsheet program tries by itself ([MS-OFFCRYPTO]): they open without asking, so their
//! reports are read. A program writes it where a workbook's structure is protected. No other password is tried.

mod package;
mod stream;

use crate::model::submission::Unreadable;
use crate::read::limits::Clock;

pub(super) use stream::opened;

/// The password that spreadsheet programs try.
const DEFAULT: &str = "VelvetSweatshop";

/// The package in an encrypted one.
pub(super) fn package(info: &[u8], encrypted: &[u8], clock: Clock) -> Result<Vec<u8>, Unreadable> {
    package::package(info, encrypted, DEFAULT, clock)
}

/// The password's letters as they are hashed.
fn letters(password: &str) -> Vec<u8> {
    password.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
