//! Decrypts workbooks protected with the default password of spreadsheet programs ([MS-OFFCRYPTO]),
//! which open without asking for one. Programs write it if only the structure of a workbook is
//! protected. No other password is tried.

mod package;
mod stream;

use crate::model::submission::Unreadable;
use crate::read::limits::Clock;

pub(super) use stream::decrypted;

/// The default password.
const DEFAULT: &str = "VelvetSweatshop";

/// Decrypts an encrypted package.
pub(super) fn package(info: &[u8], encrypted: &[u8], clock: Clock) -> Result<Vec<u8>, Unreadable> {
    package::package(info, encrypted, DEFAULT, clock)
}

/// Returns the password's characters as hashed.
fn password_bytes(password: &str) -> Vec<u8> {
    password.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
