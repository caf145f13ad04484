//! Whom passkeys are for, and what is checked for them.

use core::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::authenticator::{AuthenticatorData, within};
use crate::{Ceremony, ClientData, PasskeyError, PublicKey};

/// The longest id of a passkey, in bytes (section 4).
pub const MAX_CREDENTIAL_ID_BYTES: usize = 1023;

/// Where passkeys are made and used: an origin, and its host, which is what they are bound to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RelyingParty {
    origin: String,
    id: String,
    id_hash: [u8; 32],
}

/// The text is no origin that passkeys can be for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the origin of a site that has a name: https://host, or http://localhost")]
pub struct InvalidRelyingParty;

impl FromStr for RelyingParty {
    type Err = InvalidRelyingParty;

    /// Reads an origin: `https://host` or `http://localhost`, either with a port.
    fn from_str(raw: &str) -> Result<Self, InvalidRelyingParty> {
        let (scheme, authority) = raw.split_once("://").ok_or(InvalidRelyingParty)?;
        let (id, port) = authority.split_once(':').map_or((authority, None), |(h, p)| (h, Some(p)));
        let plain =
            |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'.' | b'-');
        // An address is no name that passkeys can be bound to.
        let named = id.bytes().any(|c| c.is_ascii_lowercase()) && id.bytes().all(plain);
        let numbered = port.is_none_or(|port| port.parse().is_ok_and(|port: u16| port > 0));
        let secure = scheme == "https" || (scheme == "http" && id == "localhost");
        if !(named && numbered && secure) {
            return Err(InvalidRelyingParty);
        }
        let id_hash = Sha256::digest(id).into();
        Ok(Self { origin: raw.to_owned(), id: id.to_owned(), id_hash })
    }
}

/// A passkey that was made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Registration {
    /// Its id.
    pub id: Vec<u8>,
    /// Its public key, as COSE has it: [`PublicKey::read`] reads it.
    pub key: Vec<u8>,
    /// How often it has signed.
    pub counter: u32,
}

/// What an authenticator has signed.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Its data.
    pub authenticator_data: &'a [u8],
    /// Its signature.
    pub signature: &'a [u8],
}

/// A passkey that was used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Assertion {
    /// How often it has signed, as it counts; 0 if it does not.
    pub counter: u32,
    /// Whether it says by whom it was used: by a PIN, a finger, a face.
    pub is_verified: bool,
}

impl RelyingParty {
    /// The host.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(crate) const fn id_hash(&self) -> &[u8; 32] {
        &self.id_hash
    }

    fn check(&self, client: &ClientData, ceremony: Ceremony) -> Result<(), PasskeyError> {
        if client.ceremony != ceremony {
            return Err(PasskeyError::Ceremony);
        }
        if client.is_framed || client.origin != self.origin {
            return Err(PasskeyError::Origin);
        }
        Ok(())
    }

    /// Checks a new passkey, named `id` by the browser, in an attestation object (section 7.1). The
    /// challenge is the caller's to check.
    ///
    /// # Errors
    ///
    /// [`PasskeyError`], all of which but [`PasskeyError::Signature`] may be.
    pub fn registered(
        &self,
        client: &ClientData,
        id: &[u8],
        attestation: &[u8],
    ) -> Result<Registration, PasskeyError> {
        self.check(client, Ceremony::Create)?;
        let data = AuthenticatorData::read(within(attestation)?)?;
        data.check(self)?;
        let (made, key) =
            data.credential.ok_or(PasskeyError::Malformed("no passkey in what was made"))?;
        if made != id {
            return Err(PasskeyError::Credential);
        }
        Ok(Registration { id: made.to_vec(), key: key.to_vec(), counter: data.counter })
    }

    /// Checks that the passkey of `key` has signed (section 7.2). The challenge and the counter are the
    /// caller's to check, and whether it must be known who used it.
    ///
    /// # Errors
    ///
    /// [`PasskeyError`].
    pub fn shown(
        &self,
        client: &ClientData,
        key: &PublicKey,
        shown: Shown<'_>,
    ) -> Result<Assertion, PasskeyError> {
        self.check(client, Ceremony::Get)?;
        let Shown { authenticator_data, signature } = shown;
        let data = AuthenticatorData::read(authenticator_data)?;
        data.check(self)?;
        let message = [authenticator_data, client.hash().as_slice()].concat();
        key.verify(&message, signature)?;
        Ok(Assertion { counter: data.counter, is_verified: data.is_verified() })
    }
}
