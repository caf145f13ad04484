//! Secrets that we share with somebody else's system, by which each knows what the other sends.

use core::fmt;
use core::str::FromStr;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::UnixSeconds;

/// How far, in seconds, the moment of signing may lie from the clock of who checks it, either way.
pub const SHARED_WINDOW_SECONDS: u64 = 5 * 60;

/// One or two secrets with a space between: the first signs, each of them verifies, so that it can be
/// changed. Each is 16 to 256 printable ASCII characters without blanks.
///
/// What is signed is `<unix seconds>.<body>`, by HMAC-SHA-256 (RFC 2104); the tag is written in base64.
/// Its memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct SharedSecret {
    current: Zeroizing<String>,
    other: Option<Zeroizing<String>>,
}

/// The text is no [`SharedSecret`]. It says nothing about the text.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a shared secret is 16 to 256 printable ASCII characters without blanks, or two of them")]
pub struct InvalidSharedSecret;

/// Nobody who knows the secret has signed it just now.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NotShared {
    /// The tag is missing, or not of this secret over this body and moment.
    #[error("it is not signed with the shared secret")]
    Forged,
    /// It is signed, and was too long ago or is yet to come.
    #[error("it was not signed just now")]
    Window,
}

impl SharedSecret {
    /// The tag of a body that is sent now.
    #[must_use]
    pub fn sign(&self, now: UnixSeconds, body: &[u8]) -> String {
        let tag = mac(&self.current, now, body).map(|mac| mac.finalize().into_bytes());
        tag.map(|tag| Base64::encode_string(&tag)).unwrap_or_default()
    }

    /// Checks the tag of a body that says it was signed `at`: the tag in constant time, then the time.
    ///
    /// Within the window the same body may come again: what it does must be safe to repeat.
    ///
    /// # Errors
    ///
    /// [`NotShared`].
    pub fn verify(
        &self,
        at: UnixSeconds,
        body: &[u8],
        tag: &str,
        now: UnixSeconds,
    ) -> Result<(), NotShared> {
        let mut bytes = [0; 32];
        let decoded = Base64::decode(tag, &mut bytes).map_err(|_| NotShared::Forged)?.len();
        let made = |secret: &Zeroizing<String>| {
            mac(secret, at, body).is_some_and(|mac| mac.verify_slice(&bytes).is_ok())
        };
        if decoded != bytes.len() || !(made(&self.current) || self.other.iter().any(made)) {
            return Err(NotShared::Forged);
        }
        if at.get().abs_diff(now.get()) > SHARED_WINDOW_SECONDS {
            return Err(NotShared::Window);
        }
        Ok(())
    }
}

fn mac(secret: &str, at: UnixSeconds, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    Some(mac.chain_update(at.get().to_string()).chain_update(b".").chain_update(body))
}

impl FromStr for SharedSecret {
    type Err = InvalidSharedSecret;

    fn from_str(raw: &str) -> Result<Self, InvalidSharedSecret> {
        let secret = |text: &str| {
            let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
            let long = (16..=256).contains(&text.len());
            if plain && long {
                Ok(Zeroizing::new(text.to_owned()))
            } else {
                Err(InvalidSharedSecret)
            }
        };
        match raw.split_once(' ') {
            None => Ok(Self { current: secret(raw)?, other: None }),
            Some((current, other)) => {
                Ok(Self { current: secret(current)?, other: Some(secret(other)?) })
            }
        }
    }
}

impl fmt::Debug for SharedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedSecret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "0123456789abcdef";
    const TWO: &str = "fedcba9876543210";

    fn secret(raw: &str) -> SharedSecret {
        raw.parse().unwrap()
    }

    #[test]
    fn secrets() {
        for (name, raw, want) in [
            ("one", ONE.to_owned(), true),
            ("two", format!("{ONE} {TWO}"), true),
            ("three", format!("{ONE} {TWO} {ONE}"), false),
            ("short", ONE[1..].to_owned(), false),
            ("the second is short", format!("{ONE} {}", &TWO[1..]), false),
            ("long", "a".repeat(257), false),
            ("a line feed", format!("{ONE}\n"), false),
            ("a letter of another alphabet", format!("{ONE}å"), false),
            ("nothing", String::new(), false),
        ] {
            assert_eq!(raw.parse::<SharedSecret>().is_ok(), want, "{name}");
        }
        assert_eq!(format!("{:?}", secret(ONE)), "SharedSecret(..)");
    }

    #[test]
    fn what_was_signed_just_now_with_it_is_taken() {
        let at = UnixSeconds::new(1_764_000_000);
        let (later, body) = (|seconds| UnixSeconds::new(at.get() + seconds), b"{}");
        let tag = secret(ONE).sign(at, body);
        // HMAC-SHA-256("0123456789abcdef", "1764000000.{}"), by another implementation.
        assert_eq!(tag, "fTBncXDu+QiB0n1O1DwvvW3JuDRPpqvih1H+JnIqM0I=");
        for (name, ring, at, body, tag, now, want) in [
            ("now", ONE, at, &b"{}"[..], &*tag, at, Ok(())),
            (
                "while it is changed",
                "fedcba9876543210 0123456789abcdef",
                at,
                b"{}",
                &tag,
                at,
                Ok(()),
            ),
            ("at the end", ONE, at, b"{}", &tag, later(300), Ok(())),
            ("too late", ONE, at, b"{}", &tag, later(301), Err(NotShared::Window)),
            ("yet to come", ONE, at, b"{}", &tag, UnixSeconds::new(0), Err(NotShared::Window)),
            ("another moment", ONE, later(1), b"{}", &tag, at, Err(NotShared::Forged)),
            ("another body", ONE, at, b"[]", &tag, at, Err(NotShared::Forged)),
            ("another secret", TWO, at, b"{}", &tag, at, Err(NotShared::Forged)),
            ("no tag", ONE, at, b"{}", "", at, Err(NotShared::Forged)),
            ("no base64", ONE, at, b"{}", "????", at, Err(NotShared::Forged)),
            ("a shorter tag", ONE, at, b"{}", "AAAA", at, Err(NotShared::Forged)),
        ] {
            assert_eq!(secret(ring).verify(at, body, tag, now), want, "{name}");
        }
    }

    #[test]
    fn no_bit_of_a_tag_may_be_another() {
        let at = UnixSeconds::new(7);
        let tag = Base64::decode_vec(&secret(ONE).sign(at, b"x")).unwrap();
        for bit in 0..tag.len() * 8 {
            let mut other = tag.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            let other = Base64::encode_string(&other);
            assert_eq!(secret(ONE).verify(at, b"x", &other, at), Err(NotShared::Forged), "{bit}");
        }
    }
}
