//! Codes that an app on somebody's phone makes: TOTP (RFC 6238), SHA-1, six digits, 30 seconds.
//!
//! These parameters are what every authenticator app can do; several leave out any others without
//! a word and then show codes that are never right. HMAC does not need SHA-1 to resist collisions.

use core::fmt;

use base32ct::{Base32UpperUnpadded, Encoding as _};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::UnixSeconds;
use crate::key::BLOCK_BYTES;

/// How long a code is shown, in seconds.
pub const STEP_SECONDS: u64 = 30;

/// How many steps early or late a code may be, for clocks differ and typing takes a while
/// (RFC 6238, section 5.2).
const WINDOW_STEPS: u64 = 1;

/// Six digits.
const CODES: u32 = 1_000_000;

/// What an authenticator app and storage share. Its memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct OneTimeSecret(Zeroizing<[u8; Self::BYTES]>);

/// The text is not the base32 of as many bytes as a secret has.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not the base32 of 20 bytes")]
pub struct InvalidOneTimeSecret;

/// Six digits that an authenticator app shows.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct OneTimeCode(u32);

impl OneTimeSecret {
    /// As many as RFC 4226, section 4, recommends.
    pub const BYTES: usize = 20;

    /// Takes random bytes, from the host's secure source.
    #[must_use]
    pub fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes.
    #[must_use]
    pub fn expose(&self) -> &[u8; Self::BYTES] {
        &self.0
    }

    /// The secret as apps take it: base32 without padding (RFC 4648, section 6), 32 characters.
    #[must_use]
    pub fn to_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(Base32UpperUnpadded::encode_string(self.0.as_slice()))
    }

    /// Reads what [`Self::to_base32`] writes.
    ///
    /// # Errors
    ///
    /// [`InvalidOneTimeSecret`].
    pub fn from_base32(text: &str) -> Result<Self, InvalidOneTimeSecret> {
        let mut bytes = Zeroizing::new([0; Self::BYTES]);
        let read = Base32UpperUnpadded::decode(text, bytes.as_mut_slice());
        let whole = read.is_ok_and(|read| read.len() == Self::BYTES);
        if whole { Ok(Self(bytes)) } else { Err(InvalidOneTimeSecret) }
    }

    /// The code that is shown during a step: RFC 4226 with the step as its counter.
    #[must_use]
    pub fn code_of_step(&self, step: u64) -> OneTimeCode {
        OneTimeCode(self.truncated(step) % CODES)
    }

    /// The step whose code this is, if it is of one that is near enough to `now`.
    ///
    /// If it is the code of two, it is the later one: whoever remembers the last step that was used
    /// has then taken both.
    #[must_use]
    pub fn step_of(&self, code: OneTimeCode, now: UnixSeconds) -> Option<u64> {
        let step = now.get() / STEP_SECONDS;
        let mut found = None;
        // All are tried, whichever it is.
        for near in step.saturating_sub(WINDOW_STEPS)..=step.saturating_add(WINDOW_STEPS) {
            if bool::from(self.code_of_step(near).0.ct_eq(&code.0)) {
                found = Some(near);
            }
        }
        found
    }

    /// The dynamic truncation of RFC 4226, section 5.3: 31 bits.
    fn truncated(&self, counter: u64) -> u32 {
        let mut block = Zeroizing::new([0; BLOCK_BYTES]);
        for (byte, secret) in block.iter_mut().zip(self.0.iter()) {
            *byte = *secret;
        }
        let mut mac = Hmac::<Sha1>::new((&*block).into());
        mac.update(&counter.to_be_bytes());
        let tag: [u8; 20] = mac.finalize().into_bytes().into();
        let [.., last] = tag;
        let at = usize::from(last & 0x0f);
        let four = tag.iter().skip(at).take(4);
        four.fold(0_u32, |word, byte| (word << 8) | u32::from(*byte)) & 0x7fff_ffff
    }
}

impl fmt::Debug for OneTimeSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeSecret(..)")
    }
}

impl OneTimeCode {
    const DIGITS: usize = 6;

    /// Six digits and nothing else.
    pub(crate) fn of_digits(text: &str) -> Option<Self> {
        let digits = text.len() == Self::DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().ok().map(Self) } else { None }
    }
}

impl fmt::Display for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    /// The RFCs' own examples.
    const CODES_OF_RFCS: &str =
        include_str!("../../../tests/vectors/credential/one-time-codes.json");

    #[derive(Deserialize)]
    struct Published {
        secret: String,
        by_counter: Vec<Counted>,
        by_time: Vec<Timed>,
    }

    #[derive(Deserialize)]
    struct Counted {
        counter: u64,
        truncated: u32,
        code: String,
    }

    #[derive(Deserialize)]
    struct Timed {
        unix_seconds: UnixSeconds,
        step: u64,
        eight_digits: String,
        code: String,
    }

    fn published() -> (OneTimeSecret, Published) {
        let published: Published = serde_json::from_str(CODES_OF_RFCS).unwrap();
        (OneTimeSecret::from_base32(&published.secret).unwrap(), published)
    }

    #[test]
    fn codes_are_those_of_the_rfcs() {
        let (secret, published) = published();
        for Counted { counter, truncated, code } in published.by_counter {
            assert_eq!(secret.truncated(counter), truncated, "{counter}");
            assert_eq!(secret.code_of_step(counter).to_string(), code, "{counter}");
        }
        for Timed { unix_seconds, step, eight_digits, code } in published.by_time {
            let eight = format!("{:08}", secret.truncated(step) % 100_000_000);
            assert_eq!(eight, eight_digits, "{unix_seconds}");
            let code = OneTimeCode::of_digits(&code).unwrap();
            assert_eq!(secret.step_of(code, unix_seconds), Some(step), "{unix_seconds}");
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late() {
        let (secret, _) = published();
        let code = secret.code_of_step(1000);
        for (seconds, want) in [
            (999 * 30 - 1, None),
            (999 * 30, Some(1000)),
            (1000 * 30, Some(1000)),
            (1002 * 30 - 1, Some(1000)),
            (1002 * 30, None),
        ] {
            assert_eq!(secret.step_of(code, UnixSeconds::new(seconds)), want, "{seconds}");
        }
        assert_eq!(secret.step_of(secret.code_of_step(0), UnixSeconds::new(0)), Some(0));
        assert_eq!(secret.step_of(code, UnixSeconds::new(u64::MAX)), None);
    }

    #[test]
    fn secrets_are_read_as_they_are_written() {
        let secret = OneTimeSecret::new([7; 20]);
        let text = secret.to_base32();
        assert_eq!(text.len(), 32);
        assert_eq!(OneTimeSecret::from_base32(&text).unwrap().expose(), secret.expose());
        for bad in ["", &text[1..], &text.to_lowercase(), "0EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"] {
            assert!(OneTimeSecret::from_base32(bad).is_err(), "{bad}");
        }
        assert_eq!(format!("{secret:?}"), "OneTimeSecret(..)");
    }
}
