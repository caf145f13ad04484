//! Codes that somebody keeps for the day when their phone is gone.

use core::fmt;

use base32ct::{Base32Unpadded, Encoding as _};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// 80 random bits that sign somebody in once, in place of a code from their app.
///
/// In writing: base32 in lower case, in four groups, `abcd-efgh-ijkl-mnop`. That alphabet has
/// neither 0 nor 1, so nothing in it is read as another.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<[u8; Self::BYTES]>);

impl RecoveryCode {
    /// Bytes of a code.
    pub const BYTES: usize = 10;

    /// Characters of a code, without what stands between its groups.
    const CHARS: usize = 16;

    /// Takes random bytes, from the host's secure source.
    #[must_use]
    pub fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// What is kept of it. SHA-256 is enough: who has the hash would have to try 2^80 codes, and no
    /// slower hash is needed to make that impossible. Passwords need one, for people choose them.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_slice()).into()
    }

    /// Sixteen characters of the alphabet, in lower case.
    pub(crate) fn of_chars(text: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; Self::BYTES]);
        if text.len() != Self::CHARS {
            return None;
        }
        let read = Base32Unpadded::decode(text, bytes.as_mut_slice());
        let whole = read.is_ok_and(|read| read.len() == Self::BYTES);
        whole.then_some(Self(bytes))
    }
}

impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Zeroizing::new(Base32Unpadded::encode_string(self.0.as_slice()));
        for (place, char) in text.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{char}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_written() {
        let code = RecoveryCode::new([0, 1, 2, 3, 4, 250, 251, 252, 253, 254]);
        assert_eq!(code.to_string(), "aaaq-eaye-7l57-z7p6");
        let read = RecoveryCode::of_chars("aaaqeaye7l57z7p6").unwrap();
        assert_eq!(read.hash(), code.hash());
        assert_ne!(read.hash(), RecoveryCode::new([0; 10]).hash());
        for bad in ["", "aaaqeaye7l57z7p", "aaaqeaye7l57z7p60", "AAAQEAYE7L57Z7P6"] {
            assert!(RecoveryCode::of_chars(bad).is_none(), "{bad}");
        }
        assert_eq!(format!("{code:?}"), "RecoveryCode(..)");
    }
}
