//! Public keys.

use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};

use crate::modulus::Modulus;

/// What a key is for. A key is of one algorithm, and a signature never says which.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256 (FIPS 186-5).
    Es256,
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017).
    Rs256,
}

/// How an ES256 signature is written; an RS256 signature is written in one way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// In ASN.1, as authenticators do.
    Der,
    /// Both numbers, 32 bytes each (RFC 7518, section 3.4).
    Fixed,
}

/// A public key of somebody else.
#[derive(Clone, Debug)]
pub struct PublicKey(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Es256(VerifyingKey),
    Rs256(Modulus),
}

impl PublicKey {
    /// The key of a point on P-256; `None` if it is none of the curve.
    #[must_use]
    pub fn es256(x: &[u8], y: &[u8]) -> Option<Self> {
        if x.len() != 32 || y.len() != 32 {
            return None;
        }
        // SEC 1, section 2.3.4: that the point is one of the curve is checked.
        let point = [&[4], x, y].concat();
        VerifyingKey::from_sec1_bytes(&point).ok().map(|key| Self(Kind::Es256(key)))
    }

    /// The key of a modulus and an exponent; `None` if it is weak or slow: other exponents than the one that all
    /// use are either.
    #[must_use]
    pub fn rs256(n: &[u8], e: &[u8]) -> Option<Self> {
        if e != [1, 0, 1] {
            return None;
        }
        Modulus::new(n).map(|modulus| Self(Kind::Rs256(modulus)))
    }

    /// What the key is for.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self.0 {
            Kind::Es256(_) => Algorithm::Es256,
            Kind::Rs256(_) => Algorithm::Rs256,
        }
    }

    /// Whether the signature is this key's over a message.
    #[must_use]
    pub fn has_signed(&self, message: &[u8], signature: &[u8], form: Form) -> bool {
        match &self.0 {
            Kind::Es256(key) => {
                let signature = match form {
                    Form::Der => Signature::from_der(signature),
                    Form::Fixed => Signature::from_slice(signature),
                };
                signature.is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
            Kind::Rs256(modulus) => modulus.has_signed(message, signature),
        }
    }
}
