//! Choosing a new password without the old one.

use credential::UnixSeconds;
use serde::{Deserialize, Serialize};

use super::{Email, HashingCost, MailLanguage, Network, PasswordParameters, Secret};

/// Asks for a mail that leads to a new password.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RequestRecovery {
    /// Whose.
    pub email: Email,
    /// Where the request comes from, if it can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// The language of the page, which is the mail's.
    pub language: MailLanguage,
}

/// The mail is on its way, if there is such an account. Nobody is told whether there is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryRequested {}

/// Makes what leads an account's owner to a new password, to be handed over by the operator.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IssueRecovery {
    /// How the owner signs in.
    pub email: Email,
}

/// What leads to a new password, shown once.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryIssued {
    /// What the page of new passwords takes.
    pub token: String,
    /// Until when.
    pub expires_at: UnixSeconds,
}

/// Asks whose account a mail was for.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReadRecovery {
    /// What stood in the mail.
    pub token: String,
}

/// The account that a mail was for.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryOpen {
    /// How its owner signs in.
    pub email: Email,
    /// What a new password is to cost.
    pub cost: HashingCost,
}

/// Sets a new password, which ends all sessions.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Recover {
    /// What stood in the mail.
    pub token: String,
    /// How the new password was hashed.
    pub parameters: PasswordParameters,
    /// What Argon2id made of it.
    pub new: Secret<32>,
    /// The language of the page, in which the owner is told.
    pub language: MailLanguage,
}

/// The password is another, and nobody is signed in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Recovered {}
