//! The people of a tenant, and who is invited to become one.

use credential::{Grants, InvitationId, UnixSeconds, UserId};
use serde::{Deserialize, Serialize};

use super::{Email, HashingCost, MailLanguage, PasswordParameters, Secret};
use crate::Moment;

/// For how many days access that ends by itself is given at most.
pub const MOST_ACCESS_DAYS: u32 = 366;

/// For how many days support is let in at most; never without an end.
pub const MOST_SUPPORT_DAYS: u32 = 30;

/// Somebody with an account of a tenant.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PersonItem {
    /// Their name.
    pub user: UserId,
    /// How they sign in.
    pub email: Email,
    /// What they may do.
    pub grants: Grants,
    /// Since when.
    pub since: Moment,
    /// When they signed in last.
    pub signed_in_at: Option<Moment>,
    /// Whether they have a second factor.
    pub has_factor: bool,
    /// Since when they may do nothing.
    pub suspended_at: Option<Moment>,
    /// When their access ends by itself, if it does.
    pub until: Option<Moment>,
}

/// Says what somebody may do from now on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SetGrants {
    /// When their access ends by itself, if it is to.
    pub until: Option<Moment>,
    /// What.
    pub grants: Grants,
}

/// Invites somebody by mail.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InvitePerson {
    /// Whom.
    pub email: Email,
    /// What they may do then.
    pub grants: Grants,
    /// The language of the mail: that of whoever invites.
    pub language: MailLanguage,
    /// When their access ends by itself, if it is to.
    pub until: Option<Moment>,
}

/// An invitation that is open.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InvitationItem {
    /// Its name.
    pub id: InvitationId,
    /// Who is invited.
    pub email: Email,
    /// What they may do then.
    pub grants: Grants,
    /// Who invites.
    pub invited_by: UserId,
    /// Since when.
    pub made_at: Moment,
    /// Until when.
    pub expires_at: UnixSeconds,
    /// When the access that it gives ends by itself, if it does.
    pub until: Option<Moment>,
}

/// The open invitations of a tenant, the newest first.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Invitations {
    /// All of them: there are no more than a hundred.
    pub items: Vec<InvitationItem>,
}

/// Asks whom a mail has invited, and to what.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReadJoin {
    /// What stood in the mail.
    pub token: String,
}

/// An invitation that is open, for whoever got the mail.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct JoinOpen {
    /// How they will sign in.
    pub email: Email,
    /// The company's name.
    pub organisation: String,
    /// What a password is to cost.
    pub cost: HashingCost,
}

/// Takes an invitation up, with a password.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// What stood in the mail.
    pub token: String,
    /// How the password is hashed.
    pub parameters: PasswordParameters,
    /// What Argon2id made of it.
    pub new: Secret<32>,
}

/// The account is there; who took the invitation up may sign in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Joined {}
