//! Second factors.

use credential::FactorCode;
use serde::{Deserialize, Serialize};

use super::{Agent, Cursor, Network, OwnPasskey, Secret, SignedIn};
use crate::Moment;

/// What a right password comes to.
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginVerified {
    /// Who signed in.
    SignedIn(SignedIn),
    /// The account has a second factor. Nobody is signed in yet.
    SecondFactor {
        /// What storage made, and alone can read: it goes with the code or the passkey.
        token: String,
        /// By what it goes on.
        ways: FactorWays,
    },
}

/// By what somebody may show their second factor, beside a recovery code.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorWays {
    /// By a code from an app.
    Code,
    /// By a passkey.
    Passkey,
    /// By either.
    Either,
}

/// What became of a stretch of what is sealed by a key of the zone.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SealedAnew {
    /// The name of the key that seals: all of the stretch is under it.
    pub key: String,
    /// How many were under another.
    pub changed: u32,
    /// Where the next stretch begins; absent when nothing is left.
    pub next: Option<Cursor>,
}

/// Shows the second factor, after the right password.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyFactor {
    /// What the right password came to.
    pub token: String,
    /// What was typed.
    pub code: FactorCode,
    /// Where the attempt comes from, if it can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// What it is made with, for the list of sign-ins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Agent>,
}

/// Asks for a secret for an authenticator app. Nothing is kept yet.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BeginFactor {
    /// What Argon2id made of the password that holds now.
    pub password: Secret<32>,
}

/// A new secret, which counts for nothing until a code of it was shown.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FactorBegun {
    /// The secret, in base32, for the app.
    pub secret: String,
    /// The same, sealed by storage: it goes with the first code. So the password was given by whoever
    /// has it, and storage keeps nothing of those who go no further.
    pub sealed: String,
}

/// Adds the second factor, which ends all sessions.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmFactor {
    /// The secret as storage sealed it.
    pub sealed: String,
    /// A code of it.
    pub code: FactorCode,
}

/// The second factor is there.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FactorAdded {
    /// The account from now on.
    pub who: SignedIn,
    /// The recovery codes, which are told once.
    pub recovery_codes: Vec<String>,
}

/// Changes what belongs to the second factor: a session that was left open is not enough.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeFactor {
    /// What Argon2id made of the password that holds now.
    pub password: Secret<32>,
    /// A code of the factor that holds now.
    pub code: FactorCode,
}

/// New recovery codes, which are told once. Those from before are worth nothing.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryCodes {
    /// The codes.
    pub recovery_codes: Vec<String>,
}

/// Whether whoever asks has a second factor, and must have one.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFactor {
    /// Whether their tenant wants one.
    pub required: bool,
    /// The app that they have added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<FactorThere>,
    /// Their passkeys, the oldest first.
    pub passkeys: Vec<OwnPasskey>,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
}

/// An app that somebody has added.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FactorThere {
    /// Since when.
    pub since: Moment,
}

/// Whether a tenant's people must have a second factor.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorRule {
    /// Each of them decides.
    Optional,
    /// Whoever has none may do nothing but add one.
    Required,
}

impl FactorRule {
    /// The rule, by whether one is required.
    #[must_use]
    pub const fn of(is_required: bool) -> Self {
        if is_required { Self::Required } else { Self::Optional }
    }

    /// Whether one is required.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required)
    }
}
