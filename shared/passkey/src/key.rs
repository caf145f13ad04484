//! Public keys, as COSE has them (RFC 9053).

use public_key::Form;

use crate::PasskeyError;
use crate::cbor::Reader;

/// The kinds of keys that are taken, by COSE's numbers, the one we prefer first.
pub const ALGORITHMS: [i32; 2] = [ES256, RS256];

const ES256: i32 = -7;
const RS256: i32 = -257;

/// The public key of a passkey.
#[derive(Clone, Debug)]
pub struct PublicKey(public_key::PublicKey);

/// What members of a COSE key say.
#[derive(Default)]
struct Members<'a> {
    /// What kind it is, and which algorithm it is for.
    kind: Option<(i64, i64)>,
    /// -1: the curve's number, or an RSA key's modulus.
    first: Option<First<'a>>,
    /// -2 and -3: a point, or an exponent.
    second: Option<&'a [u8]>,
    third: Option<&'a [u8]>,
}

enum First<'a> {
    Curve(i64),
    Modulus(&'a [u8]),
}

impl PublicKey {
    /// Reads a key that is kept.
    ///
    /// # Errors
    ///
    /// [`PasskeyError::Key`] or [`PasskeyError::Malformed`].
    pub fn read(cose: &[u8]) -> Result<Self, PasskeyError> {
        let mut reader = Reader::new(cose);
        let key = Self::next(&mut reader)?;
        reader.end().map(|()| key)
    }

    /// Reads the key that comes next.
    pub(crate) fn next(reader: &mut Reader<'_>) -> Result<Self, PasskeyError> {
        let members = Members::next(reader)?;
        let key = match members {
            Members {
                kind: Some((2, algorithm)),
                first: Some(First::Curve(1)),
                second: Some(x),
                third: Some(y),
            } if algorithm == i64::from(ES256) => public_key::PublicKey::es256(x, y),
            Members {
                kind: Some((3, algorithm)),
                first: Some(First::Modulus(n)),
                second: Some(e),
                third: None,
            } if algorithm == i64::from(RS256) => public_key::PublicKey::rs256(n, e),
            Members { .. } => None,
        };
        key.map(Self).ok_or(PasskeyError::Key)
    }

    /// Checks the key's signature over a message.
    ///
    /// # Errors
    ///
    /// [`PasskeyError::Signature`].
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), PasskeyError> {
        let is_signed = self.0.has_signed(message, signature, Form::Der);
        if is_signed { Ok(()) } else { Err(PasskeyError::Signature) }
    }
}

impl<'a> Members<'a> {
    /// A key has no other members, and none of them twice.
    fn next(reader: &mut Reader<'a>) -> Result<Self, PasskeyError> {
        const TWICE: PasskeyError = PasskeyError::Malformed("a member that is there twice");
        let (mut kind, mut algorithm, mut members) = (None, None, Self::default());
        for _ in 0..reader.map()? {
            let again = match reader.number()? {
                1 => kind.replace(reader.number()?).is_some(),
                3 => algorithm.replace(reader.number()?).is_some(),
                -1 => members.first.replace(First::next(reader)?).is_some(),
                -2 => members.second.replace(reader.bytes()?).is_some(),
                -3 => members.third.replace(reader.bytes()?).is_some(),
                _ => return Err(PasskeyError::Key),
            };
            if again {
                return Err(TWICE);
            }
        }
        members.kind = kind.zip(algorithm);
        Ok(members)
    }
}

impl<'a> First<'a> {
    fn next(reader: &mut Reader<'a>) -> Result<Self, PasskeyError> {
        let mut ahead = *reader;
        if let Ok(curve) = ahead.number() {
            *reader = ahead;
            return Ok(Self::Curve(curve));
        }
        reader.bytes().map(Self::Modulus)
    }
}
