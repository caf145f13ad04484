//! A provider's keys (RFC 7517).

use base64ct::{Base64UrlUnpadded, Encoding as _};
use public_key::{Algorithm, PublicKey};
use serde::Deserialize;

use crate::Fault;

/// How many keys of a set are looked at.
const MAX_KEYS: usize = 64;

/// A provider's keys, as far as they may have signed ID tokens in a way that we take.
#[derive(Clone, Debug)]
pub struct KeySet(Vec<Named>);

#[derive(Clone, Debug)]
struct Named {
    name: Option<String>,
    key: PublicKey,
}

#[derive(Deserialize)]
struct Wire {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Read {
    #[serde(rename = "kty")]
    kind: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

/// What an algorithm is called in tokens and keys (RFC 7518).
pub(crate) const fn name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Es256 => "ES256",
        Algorithm::Rs256 => "RS256",
    }
}

impl KeySet {
    /// Reads a set. Keys that are of other kinds, for other uses, or not readable are passed over: a provider may have them
    /// for others.
    ///
    /// # Errors
    ///
    /// [`Fault::Malformed`].
    pub fn read(json: &[u8]) -> Result<Self, Fault> {
        let wire: Wire = serde_json::from_slice(json)
            .map_err(|_| Fault::Malformed("a key set that cannot be read"))?;
        let keys = wire.keys.into_iter().take(MAX_KEYS);
        let keys = keys.filter_map(|key| serde_json::from_value::<Read>(key).ok());
        Ok(Self(keys.filter_map(Read::usable).collect()))
    }

    /// The one key that may have signed what says it is signed so, by a key of that name.
    ///
    /// # Errors
    ///
    /// [`Fault::Key`] if there is none, or more than one.
    pub(crate) fn find(
        &self,
        algorithm: Algorithm,
        named: Option<&str>,
    ) -> Result<&PublicKey, Fault> {
        let fits = |there: &&Named| {
            there.key.algorithm() == algorithm
                && named.is_none_or(|named| there.name.as_deref() == Some(named))
        };
        let mut fitting = self.0.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => Ok(&one.key),
            (Some(_), Some(_)) | (None, _) => Err(Fault::Key),
        }
    }
}

impl Read {
    fn usable(self) -> Option<Named> {
        let key = match (self.kind.as_str(), self.crv.as_deref()) {
            ("EC", Some("P-256")) => {
                let (x, y) = (decoded(self.x.as_deref())?, decoded(self.y.as_deref())?);
                PublicKey::es256(&x, &y)?
            }
            ("RSA", _) => {
                let (n, e) = (decoded(self.n.as_deref())?, decoded(self.e.as_deref())?);
                PublicKey::rs256(&n, &e)?
            }
            _ => return None,
        };
        let signs = self.purpose.is_none_or(|purpose| purpose == "sig")
            && self.key_ops.is_none_or(|ops| ops.iter().any(|op| op == "verify"))
            && self.alg.is_none_or(|alg| alg == name(key.algorithm()));
        signs.then_some(Named { name: self.kid, key })
    }
}

fn decoded(text: Option<&str>) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text?).ok()
}
