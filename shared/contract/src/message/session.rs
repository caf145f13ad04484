//! A person's own account, for whoever is signed in to it.

use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Email, MailLanguage, OwnFactor, PasswordParameters, Secret};
use crate::Moment;

/// What somebody signs in with, coarsely: `Firefox, Windows`. 1 to 40 printable ASCII characters.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Agent(String);

/// The text is not an [`Agent`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not 1 to 40 printable characters")]
pub struct InvalidAgent;

impl Agent {
    const MAX_CHARS: usize = 40;

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Agent {
    type Err = InvalidAgent;

    fn from_str(raw: &str) -> Result<Self, InvalidAgent> {
        let printable = raw.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
        if printable && (1..=Self::MAX_CHARS).contains(&raw.len()) {
            Ok(Self(raw.to_owned()))
        } else {
            Err(InvalidAgent)
        }
    }
}

impl TryFrom<String> for Agent {
    type Error = InvalidAgent;

    fn try_from(raw: String) -> Result<Self, InvalidAgent> {
        raw.parse()
    }
}

impl From<Agent> for String {
    fn from(agent: Agent) -> Self {
        agent.0
    }
}

/// What somebody signed in by.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignInWay {
    /// The password alone.
    #[default]
    Password,
    /// The password and a code from an app.
    Code,
    /// The password and a recovery code, which is used up.
    RecoveryCode,
    /// A passkey, alone or after the password.
    Passkey,
    /// The organisation's identity provider, alone or before a second factor.
    Organisation,
}

/// That somebody signed in.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// When.
    pub at: Moment,
    /// With what, if that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Agent>,
    /// By what.
    #[serde(default)]
    pub way: SignInWay,
}

/// What hashing a password costs: Argon2id (RFC 9106).
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HashingCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl HashingCost {
    /// The parameters that cost this, with a salt.
    #[must_use]
    pub const fn with_salt(self, salt: Secret<16>) -> PasswordParameters {
        let Self { memory_kib, passes, lanes } = self;
        PasswordParameters { salt, memory_kib, passes, lanes }
    }

    /// Whether hashing with these parameters costs this.
    #[must_use]
    pub const fn is_of(self, parameters: &PasswordParameters) -> bool {
        self.memory_kib == parameters.memory_kib
            && self.passes == parameters.passes
            && self.lanes == parameters.lanes
    }
}

/// The account of whoever asks.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnAccount {
    /// How they sign in.
    pub email: Email,
    /// Their company's name.
    pub organisation: String,
    /// How their password was hashed.
    pub parameters: PasswordParameters,
    /// What a new password is to cost.
    pub cost: HashingCost,
    /// Their second factor.
    pub second_factor: OwnFactor,
    /// When they last signed in, the newest first.
    pub sign_ins: Vec<SignIn>,
}

/// Changes the password of whoever asks, which ends all their sessions.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// What Argon2id made of the password that holds now.
    pub current: Secret<32>,
    /// How the new one was hashed.
    pub parameters: PasswordParameters,
    /// What Argon2id made of the new one.
    pub new: Secret<32>,
    /// The language of the page, in which the owner is told.
    pub language: MailLanguage,
}

/// All sessions of whoever asks have ended.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SessionsEnded {
    /// The account's epoch from now on.
    pub epoch: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_are_short_and_printable() {
        let long = "a".repeat(41);
        for (raw, good) in [
            ("Firefox, Windows", true),
            ("", false),
            ("a\nb", false),
            ("Füchsin", false),
            (long.as_str(), false),
        ] {
            assert_eq!(raw.parse::<Agent>().is_ok(), good, "{raw}");
        }
    }
}
