//! What storage found that bears on an event or an invitation.

use credential::{AppName, InvitationId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Channel, EventKey, InstanceName, Products, State, SuppressionCause};

/// What is known of the same event and the same person, read in the transaction that acts on it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Seen {
    /// The invitation that the same event has made already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same: Option<Known>,
    /// Whether the person is not to be written to.
    #[serde(default)]
    pub suppressions: Vec<Suppression>,
    /// The person's other invitations: what [`Invitation::earlier`](crate::Invitation::earlier) said
    /// of each, as far back as the longest time of the policy's rules, a year at most; of more than 500
    /// the latest.
    #[serde(default)]
    pub earlier: Vec<Earlier>,
}

/// An invitation that is there already.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Known {
    /// Its name.
    pub invitation: InvitationId,
    /// How it stands.
    pub state: State,
}

/// Somebody is not written to any more.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Suppression {
    /// Why not.
    pub cause: SuppressionCause,
    /// By which channel; none for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
}

/// Another invitation of the same person. Tests are never among them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Earlier {
    /// Its name.
    pub invitation: InvitationId,
    /// Its app.
    pub app: AppName,
    /// Its instance.
    pub instance: InstanceName,
    /// Its event.
    pub key: EventKey,
    /// When its first message was written, or is going to be.
    pub at: Timestamp,
    /// Whether it is only going to be.
    pub planned: bool,
    /// The products that it asks about.
    pub products: Products,
}
