//! One attempt to sign in: what goes out with it, and what must come back.

use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use contract::message::{ClientId, Issuer};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::encode::pairs;
use crate::{Fault, Metadata};

/// Bytes of each secret of an attempt.
const SECRET_BYTES: usize = 32;

/// The longest code that is taken, in bytes.
const MAX_CODE_BYTES: usize = 2048;

/// 256 random bits as base64url.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(from = "String", into = "String")]
pub struct Secret(Zeroizing<String>);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> Self {
        secret.expose().to_owned()
    }
}

impl Secret {
    /// Takes random bytes, from the host's secure source.
    #[must_use]
    pub fn new(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(Zeroizing::new(Base64UrlUnpadded::encode_string(&bytes)))
    }

    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// What one browser's attempt is known by. It stays with that browser, sealed, and each part of it comes back another way.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// Comes back in the address.
    pub state: Secret,
    /// Comes back in the ID token.
    pub nonce: Secret,
    /// Is shown with the code; what went out was its hash.
    pub verifier: Secret,
}

/// What a browser brought back from the provider.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    /// The state.
    pub state: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// Which provider it comes from.
    pub iss: Option<String>,
    /// That there is no code, and why.
    pub error: Option<String>,
}

impl Returned {
    /// Reads the pairs of a query; what has no meaning here is passed over.
    ///
    /// # Errors
    ///
    /// [`Fault::Malformed`] if something is there twice.
    pub fn read(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, Fault> {
        let mut returned = Self::default();
        for (name, value) in pairs {
            let place = match name.as_str() {
                "state" => &mut returned.state,
                "code" => &mut returned.code,
                "iss" => &mut returned.iss,
                "error" => &mut returned.error,
                _ => continue,
            };
            if place.replace(value).is_some() {
                return Err(Fault::Malformed("something that came back twice"));
            }
        }
        Ok(returned)
    }
}

impl Attempt {
    /// Where the browser is sent: asks for a code that comes back to `redirect_uri`.
    #[must_use]
    pub fn address(&self, metadata: &Metadata, client_id: &ClientId, redirect_uri: &str) -> String {
        let challenge = Sha256::digest(self.verifier.expose());
        let challenge = Base64UrlUnpadded::encode_string(&challenge);
        let asked = pairs(&[
            ("response_type", "code"),
            ("scope", "openid email"),
            ("client_id", client_id.as_str()),
            ("redirect_uri", redirect_uri),
            ("state", self.state.expose()),
            ("nonce", self.nonce.expose()),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        let endpoint = metadata.authorization_endpoint.as_str();
        let joint = if endpoint.contains('?') { '&' } else { '?' };
        format!("{endpoint}{joint}{asked}")
    }

    /// Whether what came back answers this attempt.
    #[must_use]
    pub fn is_answered(&self, returned: &Returned) -> bool {
        returned.state.as_deref() == Some(self.state.expose())
    }
}

/// The code that came back from the provider that was asked, of which [`Attempt::is_answered`] is known.
impl Returned {
    /// The code.
    ///
    /// # Errors
    ///
    /// [`Fault::Issuer`] if another provider sent the browser back (RFC 9207), [`Fault::Refused`] if the provider lets
    /// nobody in, [`Fault::Malformed`].
    pub fn code(&self, issuer: &Issuer, metadata: &Metadata) -> Result<&str, Fault> {
        match &self.iss {
            Some(iss) if iss != issuer.as_str() => return Err(Fault::Issuer),
            None if metadata.says_who_answers => return Err(Fault::Issuer),
            Some(_) | None => {}
        }
        if self.error.is_some() {
            return Err(Fault::Refused);
        }
        let fits = |code: &&str| {
            (1..=MAX_CODE_BYTES).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_graphic())
        };
        self.code.as_deref().filter(fits).ok_or(Fault::Malformed("no code"))
    }
}

#[cfg(test)]
mod tests;
