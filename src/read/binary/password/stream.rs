//! Decrypts the RC4-encrypted stream of an `.xls` workbook, in both revisions.

use super::{DEFAULT, password_bytes};
use crate::model::submission::Unreadable;
use crate::read::binary::biff8::Records;
use crate::read::binary::integers::{u16_at, u32_at};
use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha1::{Digest, Sha1};

/// Record that marks an encrypted stream.
const FILE_PASS: u16 = 0x002F;
/// Unused record type that replaces the `FilePass` record.
const WRITE_ACCESS: u16 = 0x005C;
/// Record types that are never encrypted.
const PLAIN: [u16; 7] = [0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];
/// Number of bytes encrypted with one key.
const BLOCK: usize = 1024;

/// Returns the stream, decrypted with the default password if necessary.
pub(in super::super) fn decrypted(stream: Vec<u8>) -> Result<Vec<u8>, Unreadable> {
    with(stream, DEFAULT)
}

fn with(mut stream: Vec<u8>, password: &str) -> Result<Vec<u8>, Unreadable> {
    let globals = || (Records { stream: &stream, place: 0 }).take_while(|(_, id, _)| *id != 0x000A);
    let Some((place, pass)) =
        globals().find(|(_, id, _)| *id == FILE_PASS).map(|(place, _, data)| (place, data))
    else {
        return Ok(stream);
    };
    let cipher = Cipher::parse(pass, password).ok_or(Unreadable::Encrypted)?;
    let mut plain = stream.clone();
    for (number, block) in (0..).zip(plain.chunks_mut(BLOCK)) {
        cipher.apply(number, block);
    }
    // record headers, some record types and sheet offsets are never encrypted
    for (place, id, data) in (Records { stream: &stream, place: 0 }) {
        let kept = match id {
            0x0085 => 8,
            id if PLAIN.contains(&id) => 4 + data.len(),
            _ => 4,
        };
        let range = place..(place + kept).min(place + 4 + data.len());
        if let (Some(to), Some(from)) = (plain.get_mut(range.clone()), stream.get(range)) {
            to.copy_from_slice(from);
        }
    }
    if let Some(id) = plain.get_mut(place..place + 2) {
        id.copy_from_slice(&WRITE_ACCESS.to_le_bytes());
    }
    stream = plain;
    Ok(stream)
}

/// Password hash from which the key of each block is derived.
enum Cipher {
    /// Office 97: five bytes of an MD5 hash.
    First(Vec<u8>),
    /// Office 2002: a SHA-1 hash and the key length in bits.
    Second(Vec<u8>, u32),
}

impl Cipher {
    /// Reads the cipher from a `FilePass` record, or returns `None` if the password is wrong or the
    /// description is unknown.
    fn parse(pass: &[u8], password: &str) -> Option<Self> {
        let password_bytes = password_bytes(password);
        let (cipher, verifier) = match (u16_at(pass, 0), u16_at(pass, 2), u16_at(pass, 4)) {
            (1, 1, 1) => {
                let salt = pass.get(6..22)?;
                let first = Md5::digest(&password_bytes);
                let mut both = Vec::new();
                for _ in 0..16 {
                    both.extend_from_slice(first.get(..5)?);
                    both.extend_from_slice(salt);
                }
                (Self::First(Md5::digest(&both).get(..5)?.to_vec()), pass.get(22..54)?)
            }
            (1, 2..=4, 2) => {
                let header = usize::try_from(u32_at(pass, 10)).ok()?;
                let verifier = pass.get(14_usize.checked_add(header)?..)?;
                let bits = match u32_at(pass, 14 + 16) {
                    0 => 40,
                    bits @ 40..=128 => bits,
                    _ => return None,
                };
                let hash = Sha1::new()
                    .chain_update(verifier.get(4..20)?)
                    .chain_update(&password_bytes)
                    .finalize()
                    .to_vec();
                let mut known = verifier.get(20..36)?.to_vec();
                known.extend_from_slice(verifier.get(40..60)?);
                return Self::Second(hash, bits).verified(&known);
            }
            _ => return None,
        };
        cipher.verified(verifier)
    }

    /// Returns the cipher if the encrypted verifier matches its hash.
    fn verified(self, encrypted: &[u8]) -> Option<Self> {
        let mut plain = encrypted.to_vec();
        self.apply(0, &mut plain);
        let (verifier, hash) = plain.split_at_checked(16)?;
        let belongs = match self {
            Self::First(_) => Md5::digest(verifier).as_slice() == hash,
            Self::Second(..) => Sha1::digest(verifier).as_slice() == hash,
        };
        belongs.then_some(self)
    }

    /// Encrypts or decrypts a block.
    fn apply(&self, number: u32, block: &mut [u8]) {
        let number = number.to_le_bytes();
        let key = match self {
            Self::First(hash) => {
                Md5::new().chain_update(hash).chain_update(number).finalize().to_vec()
            }
            Self::Second(hash, bits) => {
                let mut key =
                    Sha1::new().chain_update(hash).chain_update(number).finalize().to_vec();
                key.truncate(usize::try_from(bits / 8).unwrap_or(16));
                // 40-bit keys are padded
                if *bits == 40 {
                    key.resize(16, 0);
                }
                key
            }
        };
        if let Ok(mut cipher) = Rc4::new_from_slice(&key) {
            cipher.apply_keystream(block);
        }
    }
}
