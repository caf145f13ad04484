//! Tokens: signed claims in the compact form of JWS (RFC 7515, section 3.1), HS256 only.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value};

use crate::key::KEY_BYTES;
use crate::{Claims, KeyId, KeyRing, Purpose, UnixSeconds};

/// The longest token, in bytes. A longer one is refused before any of it is looked at.
pub const MAX_TOKEN_BYTES: usize = 4096;

/// The token grants nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CredentialError {
    /// It is not a token, or its claims are not those of its purpose.
    #[error("the credential is not one of ours")]
    Malformed,
    /// None of the ring's keys made it, or it was made for another purpose.
    #[error("the credential's signature is not valid")]
    Forged,
    /// It was good, and its time is up.
    #[error("the credential's time is up")]
    Expired,
}

/// The claims do not fit into [`MAX_TOKEN_BYTES`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the claims are too long for a token")]
pub struct UnsignableClaims;

impl KeyRing {
    /// Makes a token of `claims` with the current key.
    ///
    /// The header is `{"alg":"HS256","kid":"<kid>","typ":"nordsvar-<purpose>"}`, byte for byte.
    ///
    /// # Errors
    ///
    /// [`UnsignableClaims`] if the token would be longer than [`MAX_TOKEN_BYTES`]; many grants
    /// on surveys with long names may come to that.
    pub fn sign<C: Claims>(&self, claims: &C) -> Result<String, UnsignableClaims> {
        let key = self.current();
        let claims = serde_json::to_vec(claims).map_err(|_| UnsignableClaims)?;
        let mut token = encoded_header(key.id(), C::PURPOSE);
        token.push('.');
        token.push_str(&Base64UrlUnpadded::encode_string(&claims));
        let tag = key.tag(&[token.as_bytes()]);
        token.push('.');
        token.push_str(&Base64UrlUnpadded::encode_string(&tag));
        if token.len() <= MAX_TOKEN_BYTES { Ok(token) } else { Err(UnsignableClaims) }
    }

    /// Checks `token` and returns its claims.
    ///
    /// The header is compared, not interpreted: it must be, byte for byte, the one that a key of
    /// this ring gives to tokens for this purpose. The tag is then compared in constant time, and
    /// only then are the claims read, so a forged token cannot steer the parser. `now` is the
    /// request's one reading of the clock; a token holds while `now` is before its end.
    ///
    /// Whether the claims are for this audience, zone or survey is the caller's to ask.
    ///
    /// # Errors
    ///
    /// [`CredentialError::Malformed`] and [`CredentialError::Forged`] are told to the client
    /// alike; [`CredentialError::Expired`] is told apart, since signing in again mends it.
    pub fn verify<C: Claims>(&self, token: &str, now: UnixSeconds) -> Result<C, CredentialError> {
        let claims = self.authentic(C::PURPOSE, token)?;
        let claims: C = serde_json::from_slice(&claims).map_err(|_| CredentialError::Malformed)?;
        match claims.expires() {
            Some(expires) if now >= expires => Err(CredentialError::Expired),
            Some(_) | None => Ok(claims),
        }
    }

    /// Checks `token` and returns its claims as they stand, for whoever needs few of them: a type
    /// of their own is more code. One without an end, `exp`, holds for ever.
    ///
    /// # Errors
    ///
    /// As [`Self::verify`].
    pub fn claims(
        &self,
        purpose: Purpose,
        token: &str,
        now: UnixSeconds,
    ) -> Result<Map<String, Value>, CredentialError> {
        let claims = self.authentic(purpose, token)?;
        let Ok(Value::Object(claims)) = serde_json::from_slice(&claims) else {
            return Err(CredentialError::Malformed);
        };
        match claims.get("exp").map(Value::as_u64) {
            Some(None) => Err(CredentialError::Malformed),
            Some(Some(expires)) if now.get() >= expires => Err(CredentialError::Expired),
            Some(Some(_)) | None => Ok(claims),
        }
    }

    /// What the middle part of `token` holds, once one of the ring's keys is known to have signed it.
    fn authentic(&self, purpose: Purpose, token: &str) -> Result<Vec<u8>, CredentialError> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(CredentialError::Malformed);
        }
        let (signed, tag) = token.rsplit_once('.').ok_or(CredentialError::Malformed)?;
        let (header, claims) = signed.split_once('.').ok_or(CredentialError::Malformed)?;
        let tag = decoded_tag(tag).ok_or(CredentialError::Malformed)?;
        let key = self
            .keys()
            .find(|key| encoded_header(key.id(), purpose) == header)
            .ok_or(CredentialError::Forged)?;
        if !key.is_tag_of(signed.as_bytes(), &tag) {
            return Err(CredentialError::Forged);
        }
        Base64UrlUnpadded::decode_vec(claims).map_err(|_| CredentialError::Malformed)
    }
}

fn encoded_header(kid: &KeyId, purpose: Purpose) -> String {
    // A key's name and a purpose hold nothing that JSON would escape.
    let header = format!(r#"{{"alg":"HS256","kid":"{kid}","typ":"nordsvar-{purpose}"}}"#);
    Base64UrlUnpadded::encode_string(header.as_bytes())
}

fn decoded_tag(text: &str) -> Option<[u8; KEY_BYTES]> {
    let mut tag = [0; KEY_BYTES];
    match Base64UrlUnpadded::decode(text, &mut tag) {
        Ok(bytes) if bytes.len() == KEY_BYTES => Some(tag),
        Ok(_) | Err(_) => None,
    }
}

#[cfg(test)]
mod tests;
