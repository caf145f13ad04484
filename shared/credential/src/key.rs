//! Keys, and lists of them as configuration holds them.

use core::iter;

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::KeyId;

/// Bytes of every key and of every tag.
pub(crate) const KEY_BYTES: usize = 32;

/// Bytes that HMAC-SHA-256 keys its hash with: one block of SHA-256.
pub(crate) const BLOCK_BYTES: usize = 64;

/// The most keys that one ring holds.
const MAX_KEYS: usize = 8;

/// The most characters of one entry: name, colon, base64url without padding, comma.
const MAX_ENTRY_CHARS: usize = 16 + 1 + 43 + 1;

/// The text is not a key ring: `<kid>:<32 bytes as base64url without padding>`, up to eight of
/// them with a comma between, each `kid` once.
///
/// It says nothing about the text, since that holds keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a key ring is <kid>:<32 bytes as base64url>, one or more with commas between")]
pub struct InvalidKeyRing;

/// HMAC-SHA-256 (RFC 2104) of `parts`, one after the other.
///
/// `block` is the key, filled up with zero bytes as the RFC fills it up.
pub(crate) fn hmac_sha256(block: &[u8; BLOCK_BYTES], parts: &[&[u8]]) -> [u8; KEY_BYTES] {
    let mut mac = Hmac::<Sha256>::new(block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// `secret` as the block that [`hmac_sha256`] takes.
pub(crate) fn padded(secret: &[u8; KEY_BYTES]) -> Zeroizing<[u8; BLOCK_BYTES]> {
    let mut block = Zeroizing::new([0; BLOCK_BYTES]);
    for (byte, secret) in block.iter_mut().zip(secret) {
        *byte = *secret;
    }
    block
}

/// A secret key and its name. Its memory is overwritten when it is dropped.
#[derive(Clone)]
pub(crate) struct Key {
    id: KeyId,
    secret: Zeroizing<[u8; KEY_BYTES]>,
}

impl Key {
    pub(crate) const fn new(id: KeyId, secret: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self { id, secret }
    }

    pub(crate) const fn id(&self) -> &KeyId {
        &self.id
    }

    pub(crate) fn secret(&self) -> &[u8; KEY_BYTES] {
        &self.secret
    }

    /// The tag of `parts`, one after the other.
    pub(crate) fn tag(&self, parts: &[&[u8]]) -> [u8; KEY_BYTES] {
        hmac_sha256(&padded(&self.secret), parts)
    }

    /// Whether `tag` is the tag of `message`; takes as long for every wrong tag.
    pub(crate) fn is_tag_of(&self, message: &[u8], tag: &[u8; KEY_BYTES]) -> bool {
        self.tag(&[message]).ct_eq(tag).into()
    }

    fn parse(raw: &str) -> Result<Self, InvalidKeyRing> {
        let (id, text) = raw.split_once(':').ok_or(InvalidKeyRing)?;
        let id = id.parse().map_err(|_| InvalidKeyRing)?;
        let mut secret = Zeroizing::new([0; KEY_BYTES]);
        match Base64UrlUnpadded::decode(text, secret.as_mut()) {
            Ok(bytes) if bytes.len() == KEY_BYTES => Ok(Self { id, secret }),
            Ok(_) | Err(_) => Err(InvalidKeyRing),
        }
    }

    fn write(&self, text: &mut String) {
        let secret = Zeroizing::new(Base64UrlUnpadded::encode_string(self.secret()));
        text.push_str(self.id.as_str());
        text.push(':');
        text.push_str(&secret);
    }
}

/// One to eight keys with different names: the one that signs, then those that only verify.
#[derive(Clone)]
pub(crate) struct KeyList {
    current: Key,
    previous: Vec<Key>,
}

impl KeyList {
    pub(crate) const fn of_one(key: Key) -> Self {
        Self { current: key, previous: Vec::new() }
    }

    pub(crate) const fn current(&self) -> &Key {
        &self.current
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Key> {
        iter::once(&self.current).chain(&self.previous)
    }

    /// The same names in the same order, each with another secret.
    pub(crate) fn map(&self, other: impl Fn(&Key) -> Key) -> Self {
        Self { current: other(&self.current), previous: self.previous.iter().map(other).collect() }
    }

    pub(crate) fn parse(raw: &str) -> Result<Self, InvalidKeyRing> {
        let mut keys = raw.split(',').map(Key::parse);
        let current = keys.next().ok_or(InvalidKeyRing)??;
        let mut list = Self::of_one(current);
        for key in keys {
            let key = key?;
            let known = list.iter().any(|one| one.id == key.id);
            if known || list.previous.len() + 1 >= MAX_KEYS {
                return Err(InvalidKeyRing);
            }
            list.previous.push(key);
        }
        Ok(list)
    }

    pub(crate) fn to_config(&self) -> Zeroizing<String> {
        // Room for all of it at once: text that grows leaves copies of itself behind.
        let mut text = Zeroizing::new(String::with_capacity(MAX_KEYS * MAX_ENTRY_CHARS));
        for key in self.iter() {
            if !text.is_empty() {
                text.push(',');
            }
            key.write(&mut text);
        }
        text
    }
}
