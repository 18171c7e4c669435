//! Decrypts Office Open XML packages with agile or standard encryption.

use super::password_bytes;
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

/// Maximum number of hash rounds in the specification.
const MAX_ROUNDS: u32 = 10_000_000;
/// Number of hash rounds of standard encryption.
const STANDARD_ROUNDS: u32 = 50_000;
/// Segment size of agile encryption, in bytes.
const SEGMENT: usize = 4096;
/// Block size of the cipher, in bytes.
const BLOCK: usize = 16;
/// Padding of a key shorter than the cipher's.
const FILL: u8 = 0x36;

/// Block keys of agile encryption.
const VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const SECRET: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// Decrypts a package, if the password is right.
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

    /// Returns the password hashed for a number of rounds.
    fn hash_password(
        self,
        salt: &[u8],
        password: &str,
        rounds: u32,
        clock: Clock,
    ) -> Result<Vec<u8>, Unreadable> {
        let mut hash = self.digest([salt, &password_bytes(password)]);
        for round in 0..rounds {
            if round % 4096 == 0 && clock.is_over() {
                return Err(limits::too_slow());
            }
            hash = self.digest([&round.to_le_bytes(), &hash]);
        }
        Ok(hash)
    }
}

/// Encryption parameters of one element of an agile description.
struct CipherParameters {
    hash: Hash,
    key_bytes: usize,
    salt: Vec<u8>,
}

impl CipherParameters {
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

/// Password verifier and encrypted key of an agile description.
struct Password {
    parameters: CipherParameters,
    rounds: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    secret: Vec<u8>,
}

impl Password {
    fn parse(tag: &Tag<'_>) -> Option<Self> {
        let rounds = tag.get("spinCount")?.parse().ok().filter(|rounds| *rounds <= MAX_ROUNDS)?;
        let [verifier, verifier_hash, secret] =
            ["encryptedVerifierHashInput", "encryptedVerifierHashValue", "encryptedKeyValue"]
                .map(|name| decoded(tag, name));
        Some(Self {
            parameters: CipherParameters::parse(tag)?,
            rounds,
            verifier: verifier?,
            verifier_hash: verifier_hash?,
            secret: secret?,
        })
    }

    /// Returns the key of the package, or `None` if the password is wrong.
    fn package_key(&self, password: &str, clock: Clock) -> Result<Option<Vec<u8>>, Unreadable> {
        let parameters = &self.parameters;
        let hash = parameters.hash.hash_password(&parameters.salt, password, self.rounds, clock)?;
        let start = sized(parameters.salt.clone(), BLOCK);
        let open = |purpose: [u8; 8], text: &[u8]| {
            decrypt_cbc(&parameters.key(&hash, &purpose), &start, text)
        };
        let decrypted = (
            open(VERIFIER, &self.verifier),
            open(VERIFIER_HASH, &self.verifier_hash),
            open(SECRET, &self.secret),
        );
        let (Some(verifier), Some(verifier_hash), Some(mut secret)) = decrypted else {
            return Ok(None);
        };
        let known = parameters
            .hash
            .digest([verifier.get(..parameters.salt.len()).unwrap_or(&verifier), &[]]);
        secret.truncate(parameters.key_bytes);
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
                data = data.or_else(|| CipherParameters::parse(&tag));
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
    let key = words.package_key(password, clock)?.ok_or(Unreadable::Encrypted)?;
    let mut decrypted = Vec::with_capacity(encrypted.len());
    for (place, segment) in (0_u32..).zip(encrypted.get(8..).unwrap_or_default().chunks(SEGMENT)) {
        let start = sized(data.hash.digest([&data.salt, &place.to_le_bytes()]), BLOCK);
        let whole = segment.get(..segment.len() / BLOCK * BLOCK).unwrap_or_default();
        decrypted.extend(decrypt_cbc(&key, &start, whole).ok_or(Unreadable::Encrypted)?);
    }
    decrypted.truncate(length(encrypted));
    Ok(decrypted)
}

/// Returns the length of a package, stored before it.
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
    let hash = Hash::Sha1.hash_password(field(4, 16)?, password, STANDARD_ROUNDS, clock)?;
    let hash = Hash::Sha1.digest([&hash, &[0; 4]]);
    let half = |pad: u8| {
        let mixed: Vec<u8> =
            (0..64).map(|place| pad ^ hash.get(place).copied().unwrap_or(0)).collect();
        Hash::Sha1.digest([&mixed, &[]])
    };
    let mut key = [half(0x36), half(0x5C)].concat();
    key.truncate(key_bytes);
    let open = |text: &[u8]| decrypt_ecb(&key, text).ok_or(Unreadable::Encrypted);
    if !open(field(40, 32)?)?.starts_with(&Hash::Sha1.digest([&open(field(20, 16)?)?, &[]])) {
        return Err(Unreadable::Encrypted);
    }
    let mut decrypted = open(encrypted.get(8..).unwrap_or_default())?;
    decrypted.truncate(length(encrypted));
    Ok(decrypted)
}

/// Decrypts in cipher block chaining mode.
fn decrypt_cbc(key: &[u8], start: &[u8], text: &[u8]) -> Option<Vec<u8>> {
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

/// Decrypts each block separately (ECB).
fn decrypt_ecb(key: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    fn by<C: BlockCipherDecrypt + KeyInit>(key: &[u8], text: &[u8]) -> Option<Vec<u8>> {
        let cipher = C::new_from_slice(key).ok()?;
        let mut decrypted = Vec::with_capacity(text.len());
        for block in text.chunks_exact(BLOCK) {
            let mut block = Array::try_from(block).ok()?;
            cipher.decrypt_block(&mut block);
            decrypted.extend_from_slice(&block);
        }
        Some(decrypted)
    }
    match key.len() {
        16 => by::<Aes128>(key, text),
        24 => by::<Aes192>(key, text),
        32 => by::<Aes256>(key, text),
        _ => None,
    }
}
