//! What the browser says of the page: client data, a JSON object (section 5.8.1).

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::PasskeyError;

/// The longest client data, in bytes: a challenge, an origin, and what browsers add.
const MAX_BYTES: usize = 4096;

/// What is done with a passkey.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ceremony {
    /// It is made.
    Create,
    /// It is used.
    Get,
}

/// What the browser says of the page, not checked yet but for its form.
#[derive(Clone, Debug)]
pub struct ClientData {
    pub(crate) ceremony: Ceremony,
    pub(crate) origin: String,
    pub(crate) is_framed: bool,
    challenge: Vec<u8>,
    hash: [u8; 32],
}

/// Browsers add members that nobody knows, so that nobody takes the set for closed. None may be there
/// twice.
#[derive(Deserialize)]
struct Said {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: Option<bool>,
    #[serde(default, rename = "topOrigin")]
    top_origin: Option<String>,
}

impl ClientData {
    /// Reads client data.
    ///
    /// # Errors
    ///
    /// [`PasskeyError::Malformed`] or [`PasskeyError::Ceremony`].
    pub fn read(bytes: &[u8]) -> Result<Self, PasskeyError> {
        const WRONG: PasskeyError = PasskeyError::Malformed("client data in another form");
        if bytes.len() > MAX_BYTES {
            return Err(WRONG);
        }
        let said: Said = serde_json::from_slice(bytes).map_err(|_| WRONG)?;
        let ceremony = match said.kind.as_str() {
            "webauthn.create" => Ceremony::Create,
            "webauthn.get" => Ceremony::Get,
            _ => return Err(PasskeyError::Ceremony),
        };
        let challenge = Base64UrlUnpadded::decode_vec(&said.challenge).map_err(|_| WRONG)?;
        let is_framed = said.cross_origin == Some(true) || said.top_origin.is_some();
        let hash = Sha256::digest(bytes).into();
        Ok(Self { ceremony, origin: said.origin, is_framed, challenge, hash })
    }

    /// The challenge that was answered.
    #[must_use]
    pub fn challenge(&self) -> &[u8] {
        &self.challenge
    }

    /// SHA-256 of it all, which is what is signed.
    pub(crate) const fn hash(&self) -> &[u8; 32] {
        &self.hash
    }
}
