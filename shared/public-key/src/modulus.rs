//! RS256 (RFC 8017, section 8.2.2), of which only the public half is needed: a power, and a comparison.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use sha2::{Digest as _, Sha256};

/// What stands before a hash by SHA-256: ASN.1 that names it (RFC 8017, section 9.2, note 1).
const OF_SHA256: [u8; 19] = [48, 49, 48, 13, 6, 9, 96, 134, 72, 1, 101, 3, 4, 2, 1, 5, 0, 4, 32];

/// The exponent, and how long it is.
const EXPONENT: (u64, u32) = (65537, 17);

/// An RSA key's modulus, of 2048 to 4096 bits: shorter ones are weak, longer ones slow.
#[derive(Clone, Debug)]
pub(crate) struct Modulus {
    number: Odd<BoxedUint>,
    bytes: usize,
}

impl Modulus {
    pub(crate) fn new(bytes: &[u8]) -> Option<Self> {
        let fits = (256..=512).contains(&bytes.len()) && bytes.len().is_multiple_of(8);
        if !fits || bytes.first().is_none_or(|byte| *byte < 0x80) {
            return None;
        }
        let number = Odd::new(number(bytes)?).into_option()?;
        Some(Self { number, bytes: bytes.len() })
    }

    /// Whether the signature is this key's over a message. The form that is signed has one spelling, so
    /// that it is made and compared, and never read.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let Some(given) = number(signature)
            .filter(|given| signature.len() == self.bytes && *given < *self.number)
        else {
            return false;
        };
        let (exponent, bits) = (BoxedUint::from(EXPONENT.0), EXPONENT.1);
        let modulo = BoxedMontyParams::new_vartime(self.number.clone());
        let power = BoxedMontyForm::new(given, &modulo).pow_bounded_exp(&exponent, bits);
        *power.retrieve().to_be_bytes() == *self.signed_form(message)
    }

    /// EMSA-PKCS1-v1_5 of a message (section 9.2).
    fn signed_form(&self, message: &[u8]) -> Vec<u8> {
        let hash = Sha256::digest(message);
        let filling = self.bytes.saturating_sub(3 + OF_SHA256.len() + hash.len());
        [&[0, 1], vec![0xff; filling].as_slice(), &[0], &OF_SHA256, &hash].concat()
    }
}

fn number(bytes: &[u8]) -> Option<BoxedUint> {
    let bits = u32::try_from(bytes.len().checked_mul(8)?).ok()?;
    BoxedUint::from_be_slice(bytes, bits).ok()
}
