//! What somebody types to show that they have their second factor.

use core::str::FromStr;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{OneTimeCode, RecoveryCode};

/// A code from an app, or one that was kept for the day when the app is gone.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum FactorCode {
    /// Six digits.
    OneTime(OneTimeCode),
    /// Sixteen letters and digits.
    Recovery(RecoveryCode),
}

/// The text is neither of them. It says nothing about the text, which may be nearly right.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a code is six digits, or sixteen letters and digits")]
pub struct InvalidFactorCode;

impl FromStr for FactorCode {
    type Err = InvalidFactorCode;

    /// Blanks and hyphens count for nothing, nor does whether letters are large: people type what
    /// they see, and paste what came with it.
    fn from_str(raw: &str) -> Result<Self, InvalidFactorCode> {
        const MOST_BYTES: usize = 64;
        if raw.len() > MOST_BYTES {
            return Err(InvalidFactorCode);
        }
        let told = raw.chars().filter(|char| !char.is_whitespace() && *char != '-');
        let text: Zeroizing<String> = Zeroizing::new(told.collect::<String>().to_lowercase());
        let one_time = OneTimeCode::of_digits(&text).map(Self::OneTime);
        let either = one_time.or_else(|| RecoveryCode::of_chars(&text).map(Self::Recovery));
        either.ok_or(InvalidFactorCode)
    }
}

impl TryFrom<String> for FactorCode {
    type Error = InvalidFactorCode;

    fn try_from(raw: String) -> Result<Self, InvalidFactorCode> {
        Zeroizing::new(raw).parse()
    }
}

impl From<FactorCode> for String {
    fn from(code: FactorCode) -> Self {
        match code {
            FactorCode::OneTime(code) => code.to_string(),
            FactorCode::Recovery(code) => code.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        for (raw, want) in [
            ("012345", Some("012345")),
            (" 012 345 ", Some("012345")),
            ("012\u{a0}345", Some("012345")),
            ("012-345", Some("012345")),
            ("AAAQ eaye 7l57 z7p6", Some("aaaq-eaye-7l57-z7p6")),
            ("aaaqeaye7l57z7p6\n", Some("aaaq-eaye-7l57-z7p6")),
            ("12345", None),
            ("1234567", None),
            ("+12345", None),
            ("१२३४५६", None),
            ("", None),
            ("aaaq-eaye-7l57-z7p0", None),
            (&"1 ".repeat(40), None),
        ] {
            let read = raw.parse::<FactorCode>().ok().map(String::from);
            assert_eq!(read.as_deref(), want, "{raw:?}");
        }
    }
}
