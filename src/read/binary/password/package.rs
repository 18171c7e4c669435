//! An Office Open XML package under a password: agile and standard encryption.

use super::letters;
use crate::model::submission::Unreadable;
use crate::read::binary::integers::{u16_at, u32_at};
use crate::read::limits::{self, Clock};
use crate::read::xml::{Tag, Token, Xml};
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{Array, BlockCipherDecrypt, BlockModeDecrypt, KeyInit, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Most rounds of hashing that the specification allows.
const ROUNDS: u32 = 10_000_000;
/// The rounds of standard encryption.
const STANDARD_ROUNDS: u32 = 50_000;
/// The stretches in which agile encryption encrypts.
const SEGMENT: usize = 4096;
/// The blocks of the cipher, in bytes.
const BLOCK: usize = 16;
/// What fills a key that is shorter than the cipher's.
const FILL: u8 = 0x36;

/// What the parts of a key are for.
const VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const SECRET: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// The package in an encrypted one, where a password opens it.
pub(super) fn package(
    info: &[u8],
    encrypted: &[u8],
    password: &str,
    clock: Clock,
) -> Result<Vec<u8>, Unreadable> {
    match (u16_at(info, 0), u16_at(info, 2)) {
        (4, 4) => {
            let text = info
                .get(8..)
                .and_then(|text| std::str::from_utf8(text).ok())
                .ok_or(Unreadable::Encrypted)?;
            agile(
                &mut Xml::in_memory(text.trim_start_matches('\u{feff}')),
                encrypted,
                password,
                clock,
            )
        }
        (2..=4, 2) => standard(info, encrypted, password, clock),
        _ => Err(Unreadable::Encrypted),
    }
}

/// A function that hashes.
#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "SHA1" | "SHA-1" => Self::Sha1,
            "SHA256" | "SHA-256" => Self::Sha256,
            "SHA384" | "SHA-384" => Self::Sha384,
            "SHA512" | "SHA-512" => Self::Sha512,
            _ => return None,
        })
    }

    fn digest(self, parts: [&[u8]; 2]) -> Vec<u8> {
        fn digest<D: Digest>([first, second]: [&[u8]; 2]) -> Vec<u8> {
            D::new().chain_update(first).chain_update(second).finalize().to_vec()
        }
        match self {
            Self::Sha1 => digest::<Sha1>(parts),
            Self::Sha256 => digest::<Sha256>(parts),
            Self::Sha384 => digest::<Sha384>(parts),
            Self::Sha512 => digest::<Sha512>(parts),
        }
    }

    /// A password hashed as many times as a file asks.
    fn of_password(
        self,
        salt: &[u8],
        password: &str,
        rounds: u32,
        clock: Clock,
    ) -> Result<Vec<u8>, Unreadable> {
        let mut hash = self.digest([salt, &letters(password)]);
        for round in 0..rounds {
            if round % 4096 == 0 && clock.is_over() {
                return Err(limits::too_slow());
            }
            hash = self.digest([&round.to_le_bytes(), &hash]);
        }
        Ok(hash)
    }
}

/// What one part of an agile description says of how it is encrypted.
struct Way {
    hash: Hash,
    key_bytes: usize,
    salt: Vec<u8>,
}

impl Way {
    fn parse(tag: &Tag<'_>) -> Option<Self> {
        let is = |name: &str, value: &str| tag.get(name).is_some_and(|found| found == value);
        let key_bytes = tag.get("keyBits")?.parse::<usize>().ok()? / 8;
        let known = is("cipherAlgorithm", "AES")
            && is("cipherChaining", "ChainingModeCBC")
            && is("blockSize", "16");
        known.then_some(Self {
            hash: Hash::named(&tag.get("hashAlgorithm")?)?,
            key_bytes,
            salt: decoded(tag, "saltValue")?,
        })
    }

    fn key(&self, hash: &[u8], purpose: &[u8]) -> Vec<u8> {
        sized(self.hash.digest([hash, purpose]), self.key_bytes)
    }
}

fn decoded(tag: &Tag<'_>, name: &str) -> Option<Vec<u8>> {
    STANDARD.decode(tag.get(name)?.as_bytes()).ok()
}

fn sized(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, FILL);
    bytes
}

/// What an agile description says of the password.
struct Password {
    way: Way,
    rounds: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    secret: Vec<u8>,
}

impl Password {
    fn parse(tag: &Tag<'_>) -> Option<Self> {
        let rounds = tag.get("spinCount")?.parse().ok().filter(|rounds| *rounds <= ROUNDS)?;
        let [verifier, verifier_hash, secret] =
            ["encryptedVerifierHashInput", "encryptedVerifierHashValue", "encryptedKeyValue"]
                .map(|name| decoded(tag, name));
        Some(Self {
            way: Way::parse(tag)?,
            rounds,
            verifier: verifier?,
            verifier_hash: verifier_hash?,
            secret: secret?,
        })
    }

    /// The key of the package; nothing where the password is another.
    fn secret(&self, password: &str, clock: Clock) -> Result<Option<Vec<u8>>, Unreadable> {
        let way = &self.way;
        let hash = way.hash.of_password(&way.salt, password, self.rounds, clock)?;
        let start = sized(way.salt.clone(), BLOCK);
        let open = |purpose: [u8; 8], text: &[u8]| chained(&way.key(&hash, &purpose), &start, text);
        let opened = (
            open(VERIFIER, &self.verifier),
            open(VERIFIER_HASH, &self.verifier_hash),
            open(SECRET, &self.secret),
        );
        let (Some(verifier), Some(verifier_hash), Some(mut secret)) = opened else {
            return Ok(None);
        };
        let known = way.hash.digest([verifier.get(..way.salt.len()).unwrap_or(&verifier), &[]]);
        secret.truncate(way.key_bytes);
        Ok(verifier_hash.starts_with(&known).then_some(secret))
    }
}

fn agile(
    xml: &mut Xml<'_>,
    encrypted: &[u8],
    password: &str,
    clock: Clock,
) -> Result<Vec<u8>, Unreadable> {
    let (mut data, mut words) = (None, None);
    loop {
        match xml.next()? {
            Token::Open(tag, _) if tag.name() == "keyData" => {
                data = data.or_else(|| Way::parse(&tag));
            }
            Token::Open(tag, _) if tag.name() == "encryptedKey" => {
                words = words.or_else(|| Password::parse(&tag));
            }
            Token::End => break,
            Token::Open(..) | Token::Text(_) | Token::Close(_) => {}
        }
    }
    let (Some(data), Some(words)) = (data, words) else {
        return Err(Unreadable::Encrypted);
    };
    let key = words.secret(password, clock)?.ok_or(Unreadable::Encrypted)?;
    let mut opened = Vec::with_capacity(encrypted.len());
    for (place, segment) in (0_u32..).zip(encrypted.get(8..).unwrap_or_default().chunks(SEGMENT)) {
        let start = sized(data.hash.digest([&data.salt, &place.to_le_bytes()]), BLOCK);
        let whole = segment.get(..segment.len() / BLOCK * BLOCK).unwrap_or_default();
        opened.extend(chained(&key, &start, whole).ok_or(Unreadable::Encrypted)?);
    }
    opened.truncate(length(encrypted));
    Ok(opened)
}

/// The length of a package, which stands before it.
fn length(encrypted: &[u8]) -> usize {
    usize::try_from(u32_at(encrypted, 0)).unwrap_or(usize::MAX)
}

fn standard(
    info: &[u8],
    encrypted: &[u8],
    password: &str,
    clock: Clock,
) -> Result<Vec<u8>, Unreadable> {
    let header = 12_usize;
    let key_bytes = match u32_at(info, header + 8) {
        0x660E => 16,
        0x660F => 24,
        0x6610 => 32,
        _ => return Err(Unreadable::Encrypted),
    };
    let verifier = header.saturating_add(usize::try_from(u32_at(info, 8)).unwrap_or(usize::MAX));
    let field = |from: usize, length: usize| {
        let from = verifier.saturating_add(from);
        info.get(from..from.saturating_add(length)).ok_or(Unreadable::Encrypted)
    };
    let hash = Hash::Sha1.of_password(field(4, 16)?, password, STANDARD_ROUNDS, clock)?;
    let hash = Hash::Sha1.digest([&hash, &[0; 4]]);
    let half = |pad: u8| {
        let mixed: Vec<u8> =
            (0..64).map(|place| pad ^ hash.get(place).copied().unwrap_or(0)).collect();
        Hash::Sha1.digest([&mixed, &[]])
    };
    let mut key = [half(0x36), half(0x5C)].concat();
    key.truncate(key_bytes);
    let open = |text: &[u8]| unchained(&key, text).ok_or(Unreadable::Encrypted);
    if !open(field(40, 32)?)?.starts_with(&Hash::Sha1.digest([&open(field(20, 16)?)?, &[]])) {
        return Err(Unreadable::Encrypted);
    }
    let mut opened = open(encrypted.get(8..).unwrap_or_default())?;
    opened.truncate(length(encrypted));
    Ok(opened)
}

/// Blocks of which each is encrypted with the one before it.
fn chained(key: &[u8], start: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    fn by<C: BlockCipherDecrypt + KeyInit>(key: &[u8], start: &[u8], text: &[u8]) -> Option<Vec<u8>>
    where
        cbc::Decryptor<C>: KeyIvInit + BlockModeDecrypt,
    {
        cbc::Decryptor::<C>::new_from_slices(key, start)
            .ok()?
            .decrypt_padded_vec::<NoPadding>(text)
            .ok()
    }
    match key.len() {
        16 => by::<Aes128>(key, start, text),
        24 => by::<Aes192>(key, start, text),
        32 => by::<Aes256>(key, start, text),
        _ => None,
    }
}

/// Blocks encrypted each by itself.
fn unchained(key: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    fn by<C: BlockCipherDecrypt + KeyInit>(key: &[u8], text: &[u8]) -> Option<Vec<u8>> {
        let cipher = C::new_from_slice(key).ok()?;
        let mut opened = Vec::with_capacity(text.len());
        for block in text.chunks_exact(BLOCK) {
            let mut block = Array::try_from(block).ok()?;
            cipher.decrypt_block(&mut block);
            opened.extend_from_slice(&block);
        }
        Some(opened)
    }
    match key.len() {
        16 => by::<Aes128>(key, text),
        24 => by::<Aes192>(key, text),
        32 => by::<Aes256>(key, text),
        _ => None,
    }
}
