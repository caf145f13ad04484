//! What binds a hand-over to the browser that asked for it.

use core::fmt;
use core::str::FromStr;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// Bytes of a secret.
const SECRET_BYTES: usize = 16;

/// 128 random bits that an audience gives a browser, which brings them back with what login has signed. As text:
/// base64url without padding.
#[derive(Clone)]
pub struct HandOverSecret(Zeroizing<[u8; SECRET_BYTES]>);

/// SHA-256 of a [`HandOverSecret`]. It goes to login in an address: who reads it there can do nothing with it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct HandOverMark([u8; 32]);

/// The text is not the base64url of as many bytes as are asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the base64url of the right number of bytes")]
pub struct InvalidHandOver;

impl HandOverSecret {
    /// Takes random bytes, from the host's secure source.
    #[must_use]
    pub fn new(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// What login is told of it.
    #[must_use]
    pub fn mark(&self) -> HandOverMark {
        HandOverMark(Sha256::digest(self.0.as_slice()).into())
    }

    /// The secret as a cookie has it.
    #[must_use]
    pub fn expose(&self) -> String {
        Base64UrlUnpadded::encode_string(self.0.as_slice())
    }
}

impl fmt::Debug for HandOverSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandOverSecret(..)")
    }
}

impl FromStr for HandOverSecret {
    type Err = InvalidHandOver;

    fn from_str(raw: &str) -> Result<Self, InvalidHandOver> {
        decoded(raw).map(Self::new)
    }
}

impl FromStr for HandOverMark {
    type Err = InvalidHandOver;

    fn from_str(raw: &str) -> Result<Self, InvalidHandOver> {
        decoded(raw).map(Self)
    }
}

impl TryFrom<String> for HandOverMark {
    type Error = InvalidHandOver;

    fn try_from(raw: String) -> Result<Self, InvalidHandOver> {
        raw.parse()
    }
}

impl From<HandOverMark> for String {
    fn from(mark: HandOverMark) -> Self {
        mark.to_string()
    }
}

impl fmt::Display for HandOverMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

fn decoded<const N: usize>(raw: &str) -> Result<[u8; N], InvalidHandOver> {
    let mut bytes = [0; N];
    match Base64UrlUnpadded::decode(raw, &mut bytes) {
        Ok(read) if read.len() == N => Ok(bytes),
        Ok(_) | Err(_) => Err(InvalidHandOver),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_one_secret() {
        let secret = HandOverSecret::new([7; 16]);
        let read: HandOverSecret = secret.expose().parse().unwrap();
        assert_eq!(read.mark(), secret.mark());
        assert_eq!(secret.mark().to_string().parse(), Ok(secret.mark()));
        assert_ne!(secret.mark(), HandOverSecret::new([8; 16]).mark());
        for bad in ["", "AAAA", "no base64url at all..", &secret.mark().to_string()] {
            assert!(bad.parse::<HandOverSecret>().is_err(), "{bad}");
        }
        assert!(secret.expose().parse::<HandOverMark>().is_err());
        assert_eq!(format!("{secret:?}"), "HandOverSecret(..)");
    }
}
