//! What is found again by a keyed hash.

use core::fmt;

use credential::{KeyRing, NONCE_BYTES, NotSealed, TenantId};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::seal::as_key;
use crate::{Email, KEY_BYTES, Phone, SubjectId};

/// Bytes that HMAC-SHA-256 keys its hash with.
const BLOCK_BYTES: usize = 64;

const INFO_PREFIX: &[u8] = b"nordsvar/personal/1/";

/// What is looked up. Hashes of two kinds never meet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LookUp {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// What the customer's own system calls a person.
    ExternalKey,
    /// Who is not to be asked again, also after they were erased.
    Suppression,
    /// A response as it was sent: two sends with one hash are one response.
    Response,
    /// A file as it was sent.
    File,
    /// What a file is called, within its response.
    FileName,
    /// The subject of a response that nobody was asked for by name.
    OwnSubject,
    /// What shows a customer's program that an alert is ours.
    AlertSecret,
}

impl LookUp {
    /// All of them.
    const ALL: [Self; 9] = [
        Self::Email,
        Self::Phone,
        Self::ExternalKey,
        Self::Suppression,
        Self::Response,
        Self::File,
        Self::FileName,
        Self::OwnSubject,
        Self::AlertSecret,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::ExternalKey => "external-key",
            Self::Suppression => "suppression",
            Self::Response => "response",
            Self::File => "file",
            Self::FileName => "file-name",
            Self::OwnSubject => "own-subject",
            Self::AlertSecret => "alert-secret",
        }
    }
}

/// The secret by which a tenant's people are found. It stays the same when keys are rotated; its
/// memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct LookUpSecret {
    secret: Zeroizing<[u8; KEY_BYTES]>,
    /// The key of each kind, derived once, in the order of the kinds.
    keys: [Zeroizing<[u8; KEY_BYTES]>; LookUp::ALL.len()],
}

impl LookUpSecret {
    /// A new secret. `random` must come from the host's secure source.
    #[must_use]
    pub fn new(random: [u8; KEY_BYTES]) -> Self {
        Self::of(Zeroizing::new(random))
    }

    fn of(secret: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        let keys = LookUp::ALL.map(|what| derived(&secret, what));
        Self { secret, keys }
    }

    /// Seals it for its tenant with the zone's current key.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] never, for a secret is short.
    pub fn seal(
        &self,
        zone: &KeyRing,
        tenant: &TenantId,
        nonce: [u8; NONCE_BYTES],
    ) -> Result<String, NotSealed> {
        zone.seal(nonce, about(tenant).as_bytes(), self.secret.as_slice())
    }

    /// The secret that was sealed for this tenant by one of the zone's keys.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] if it was not.
    pub fn open(zone: &KeyRing, tenant: &TenantId, sealed: &str) -> Result<Self, NotSealed> {
        as_key(&zone.unseal(sealed, about(tenant).as_bytes())?).map(Self::of)
    }

    /// The hash of what is looked up, part by part.
    #[must_use]
    pub fn hash(&self, what: LookUp, parts: &[&[u8]]) -> [u8; KEY_BYTES] {
        let mut mac = Hmac::<Sha256>::new((&*self.block(what)).into());
        for part in parts {
            let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
            mac.update(&length.to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// By which a person with this address is found.
    #[must_use]
    pub fn email(&self, email: &Email) -> [u8; KEY_BYTES] {
        self.hash(LookUp::Email, &[email.look_up().as_bytes()])
    }

    /// By which a person with this number is found.
    #[must_use]
    pub fn phone(&self, phone: &Phone) -> [u8; KEY_BYTES] {
        self.hash(LookUp::Phone, &[phone.as_str().as_bytes()])
    }

    /// By which an address that is not to be written to is known, also once nothing else is.
    #[must_use]
    pub fn suppressed_email(&self, email: &Email) -> [u8; KEY_BYTES] {
        self.hash(LookUp::Suppression, &[b"email", email.look_up().as_bytes()])
    }

    /// By which a number that is not to be written to is known, also once nothing else is.
    #[must_use]
    pub fn suppressed_phone(&self, phone: &Phone) -> [u8; KEY_BYTES] {
        self.hash(LookUp::Suppression, &[b"phone", phone.as_str().as_bytes()])
    }

    /// A subject that follows from what is its own, and from which that does not follow.
    #[must_use]
    pub fn own_subject(&self, parts: &[&[u8]]) -> SubjectId {
        let hash = u128_of(self.hash(LookUp::OwnSubject, parts));
        SubjectId::from_bytes(hash.to_be_bytes())
    }

    /// The key of a kind, filled up with zero bytes to a block of SHA-256 (RFC 2104).
    fn block(&self, what: LookUp) -> Zeroizing<[u8; BLOCK_BYTES]> {
        let mut block = Zeroizing::new([0; BLOCK_BYTES]);
        let key = LookUp::ALL.iter().zip(&self.keys).find(|(kind, _)| **kind == what);
        for (byte, key) in block.iter_mut().zip(key.iter().flat_map(|(_, key)| key.iter())) {
            *byte = *key;
        }
        block
    }
}

/// The key of a kind, under which what is looked up is hashed.
#[expect(clippy::expect_used, reason = "HKDF-SHA-256 gives up to 8160 bytes; 32 are asked for")]
fn derived(secret: &[u8; KEY_BYTES], what: LookUp) -> Zeroizing<[u8; KEY_BYTES]> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    Hkdf::<Sha256>::new(None, secret.as_slice())
        .expand_multi_info(&[INFO_PREFIX, what.word().as_bytes()], key.as_mut())
        .expect("32 bytes are within what HKDF gives");
    key
}

/// The first half of a hash.
fn u128_of(hash: [u8; KEY_BYTES]) -> u128 {
    hash.iter().take(SubjectId::BYTES).fold(0, |number, byte| (number << 8) | u128::from(*byte))
}

/// What a sealed secret is about.
fn about(tenant: &TenantId) -> String {
    format!("personal look-up {tenant}")
}

impl fmt::Debug for LookUpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LookUpSecret(..)")
    }
}
