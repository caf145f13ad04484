//! ID tokens (`OpenID` Connect Core 1.0, section 2), and what else a provider says of a person.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use contract::message::{ClientId, Email, Issuer, Subject};
use credential::UnixSeconds;
use public_key::{Algorithm, Form};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::jwks::name;
use crate::{Fault, KeySet, Secret};

/// The longest token that is read, in bytes.
const MAX_BYTES: usize = 32 * 1024;

/// How far a provider's clock may be from ours, in seconds.
pub const SKEW_SECONDS: u64 = 3 * 60;

/// How old a token may be, in seconds: it was made for a code that came just now.
const LONGEST_SECONDS: u64 = 10 * 60;

/// What a token is held to.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// Who makes it.
    pub issuer: &'a Issuer,
    /// Whom it is for.
    pub client_id: &'a ClientId,
    /// What was asked with.
    pub nonce: &'a Secret,
    /// When it is shown.
    pub now: UnixSeconds,
}

/// Whom a provider has named.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Named {
    /// What it calls them.
    pub subject: Subject,
    /// Their address, if it says one that it has verified.
    pub email: Option<Email>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    /// What must be understood by whoever reads it: nothing is.
    crit: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: u64,
    iat: u64,
    nonce: Option<String>,
    #[serde(flatten)]
    address: Address,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Some(Vec<String>),
}

/// What is said of somebody's address.
#[derive(Deserialize)]
struct Address {
    email: Option<Value>,
    email_verified: Option<Value>,
}

#[derive(Deserialize)]
struct UserInfo {
    sub: String,
    #[serde(flatten)]
    address: Address,
}

impl Named {
    /// Checks a token: first its signature, by the key that it names, and nothing is believed before.
    ///
    /// # Errors
    ///
    /// [`Fault`].
    pub fn read(token: &str, keys: &KeySet, expected: &Expected<'_>) -> Result<Self, Fault> {
        let claims = verified(token, keys)?;
        let Expected { issuer, client_id, nonce, now } = *expected;
        let is_ours = |party: &str| party == client_id.as_str();
        let for_us = match &claims.aud {
            Audience::One(one) => is_ours(one),
            Audience::Some(all) => !all.is_empty() && all.iter().all(|one| is_ours(one)),
        };
        let now = now.get();
        let in_time = now < claims.exp.saturating_add(SKEW_SECONDS)
            && claims.iat <= now.saturating_add(SKEW_SECONDS)
            && now <= claims.iat.saturating_add(LONGEST_SECONDS);
        if claims.iss != issuer.as_str() {
            Err(Fault::Issuer)
        } else if !for_us || claims.azp.as_deref().is_some_and(|party| !is_ours(party)) {
            Err(Fault::Audience)
        } else if claims.nonce.as_deref() != Some(nonce.expose()) {
            Err(Fault::Nonce)
        } else if !in_time {
            Err(Fault::Time)
        } else {
            let subject = claims.sub.parse();
            let subject = subject.map_err(|_| Fault::Malformed("a subject that is none"))?;
            Ok(Self { subject, email: claims.address.verified() })
        }
    }
}

/// The claims of a token that one of the keys has signed.
fn verified(token: &str, keys: &KeySet) -> Result<Claims, Fault> {
    const FORM: Fault = Fault::Malformed("a token that cannot be read");
    if token.len() > MAX_BYTES {
        return Err(FORM);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(FORM)?;
    let (header, claims) = signed.split_once('.').ok_or(FORM)?;
    if claims.contains('.') {
        return Err(FORM);
    }
    let part = |text: &str| Base64UrlUnpadded::decode_vec(text).map_err(|_| FORM);
    let header: Header = serde_json::from_slice(&part(header)?).map_err(|_| FORM)?;
    let of_id = header.typ.as_deref().is_none_or(|typ| typ.eq_ignore_ascii_case("jwt"));
    if header.crit.is_some() || !of_id {
        return Err(FORM);
    }
    let known = [Algorithm::Es256, Algorithm::Rs256];
    let algorithm = known.into_iter().find(|algorithm| name(*algorithm) == header.alg);
    let algorithm = algorithm.ok_or(Fault::Algorithm)?;
    let key = keys.find(algorithm, header.kid.as_deref())?;
    if !key.has_signed(signed.as_bytes(), &part(signature)?, Form::Fixed) {
        return Err(Fault::Signature);
    }
    serde_json::from_slice(&part(claims)?).map_err(|_| FORM)
}

/// The address that a `UserInfo` answer (section 5.3) says of the person whom an ID token has named.
///
/// # Errors
///
/// [`Fault::Subject`] if it is about somebody else, [`Fault::Malformed`].
pub fn address_of(json: &[u8], subject: &Subject) -> Result<Option<Email>, Fault> {
    let info: UserInfo = serde_json::from_slice(json)
        .map_err(|_| Fault::Malformed("what cannot be read of a person"))?;
    if info.sub == subject.as_str() { Ok(info.address.verified()) } else { Err(Fault::Subject) }
}

impl Address {
    fn verified(self) -> Option<Email> {
        let Some(Value::String(email)) = self.email else { return None };
        let says_so = self.email_verified == Some(Value::Bool(true));
        email.parse().ok().filter(|_| says_so)
    }
}

#[cfg(test)]
mod tests;
