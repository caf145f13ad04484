//! Those who have cancelled a subscription.

use credential::InvitationId;
use invite::{EventKey, State};
use serde::{Deserialize, Serialize};

use super::{Cursor, FlowFacts, LeftBy, Recipient};
use crate::Moment;

/// Asks for an instance's cancellations, the last one first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListLeavers {
    /// Which of them.
    #[serde(default)]
    pub which: LeaversWhich,
    /// Those of what was subscribed to so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Those for this reason, as far as it is to be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where the stretch begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// How many at most, 1 to [`Self::MOST`]; without it, [`Self::USUAL`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl ListLeavers {
    /// The most that are listed at once.
    pub const MOST: u32 = 200;
    /// How many are listed, if it is not said.
    pub const USUAL: u32 = 50;
}

/// Which cancellations are listed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeaversWhich {
    /// All of them.
    #[default]
    All,
    /// Those about which somebody is or was to be asked.
    Asked,
    /// Those about which nobody is.
    NotAsked,
    /// Those about which somebody has answered an invitation.
    Answered,
    /// Those that were taken back.
    CameBack,
}

impl LeaversWhich {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::All, Self::Asked, Self::Answered, Self::NotAsked, Self::CameBack];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Asked => "asked",
            Self::NotAsked => "not-asked",
            Self::Answered => "answered",
            Self::CameBack => "came-back",
        }
    }
}

/// A stretch of an instance's cancellations.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LeaversListed {
    /// The stretch. Where few are wanted it may hold none, and more may be behind it.
    pub items: Vec<LeaverItem>,
    /// Where the next one begins, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// Whether the instance links answers to whom they are of. Where it does not, none is told.
    pub linked: bool,
    /// Whether whoever asks sees whose subscriptions they were.
    pub named: bool,
}

/// A subscription that was cancelled.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LeaverItem {
    /// When it was.
    pub at: Moment,
    /// What the customer's system calls it, for whoever may see whose it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<EventKey>,
    /// Whose it was, for the same, as far as it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Recipient>,
    /// What figures tell it apart by.
    pub facts: FlowFacts,
    /// Who cancelled it.
    pub by: LeftBy,
    /// Why, as the customer's system has told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<String>,
    /// Why, as they have said themselves; only where they were told before that this is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    /// Why nobody is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The invitation by which somebody is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<LeaverAsked>,
    /// Whether the subscription goes on after all.
    pub resumed: bool,
    /// Whether somebody tries out how it goes.
    pub test: bool,
}

/// An invitation, as a list of cancellations has it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LeaverAsked {
    /// Its name, for whoever may see whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<InvitationId>,
    /// How it stands.
    pub state: State,
}
