//! Instances of external apps, and what happened for which somebody may be invited.

use std::collections::BTreeMap;

use ::survey::{StrictJson, SurveyId};
use credential::{AppName, InstanceName, InvitationId};
use invite::{Event, EventKey, Skip, State, Unchanged};
use personal::{Email, PersonName, Phone};
use serde::{Deserialize, Serialize};

use super::{BadgeSetup, Left, ParcelsItem, Parts, Passed};
use crate::Moment;

/// Sets an instance of an app up, or changes how it is.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PutInstance {
    /// The survey that it invites to.
    pub survey: SurveyId,
    /// What staff call it: one line of 1 to [`Self::MAX_TITLE_CHARS`] characters.
    pub title: String,
    /// Whether nothing is sent for now.
    #[serde(default)]
    pub paused: bool,
    /// When somebody is invited (docs/invitations.md).
    pub policy: StrictJson,
    /// What messages say (docs/invitation-texts.md). The app has checked it; at most
    /// [`Self::MAX_TEXTS_BYTES`].
    pub texts: StrictJson,
    /// Who is told of which responses.
    pub alerts: StrictJson,
    /// What is played in calls (docs/voice.md); without it nobody is called. At most [`Self::MAX_CALLS_BYTES`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<StrictJson>,
    /// Whom messages are from.
    #[serde(default)]
    pub sender: InstanceSender,
    /// The question that a message asks by itself, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_question: Option<String>,
    /// What everybody may see of it, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<BadgeSetup>,
    /// What is the app's own; at most [`Self::MAX_SETTINGS_BYTES`].
    pub settings: StrictJson,
    /// When it was changed last, as far as whoever changes it now has seen: if that is not so any more,
    /// nothing is changed. Without it, it is set up so whatever it was. Kept nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Moment>,
}

impl PutInstance {
    /// The longest title.
    pub const MAX_TITLE_CHARS: usize = 100;
    /// The most that texts come to as JSON.
    pub const MAX_TEXTS_BYTES: usize = 256 * 1024;
    /// The most that the recordings of calls come to as JSON.
    pub const MAX_CALLS_BYTES: usize = 64 * 1024;
    /// The most that the app's own settings come to as JSON.
    pub const MAX_SETTINGS_BYTES: usize = 64 * 1024;
    /// The most instances that a tenant has of an app.
    pub const MOST: usize = 100;
}

/// Whom messages are from.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InstanceSender {
    /// The name; without one, the tenant's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// Where answers by mail go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Email>,
}

/// An instance of an app.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InstanceItem {
    /// The app.
    pub app: AppName,
    /// Its name.
    pub instance: InstanceName,
    /// When it was set up first.
    pub made_at: Moment,
    /// When it was changed last.
    pub changed_at: Moment,
    /// How many invitations stand how. Tests are not counted.
    pub counts: BTreeMap<State, u64>,
    /// How it is set up.
    pub setup: PutInstance,
}

/// The instances of an app, by name.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Instances {
    /// All of them.
    pub items: Vec<InstanceSummary>,
}

/// An instance of an app, in a list.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InstanceSummary {
    /// Its name.
    pub instance: InstanceName,
    /// What staff call it.
    pub title: String,
    /// The survey that it invites to.
    pub survey: SurveyId,
    /// Whether nothing is sent for now.
    pub paused: bool,
    /// When it was set up first.
    pub made_at: Moment,
    /// How many invitations stand how. Tests are not counted.
    pub counts: BTreeMap<State, u64>,
}

/// Tells what happened.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TakeEvents {
    /// Whether it is only said what would become of it.
    #[serde(default)]
    pub dry_run: bool,
    /// What happened: 1 to [`Self::MOST`].
    pub items: Vec<EventItem>,
}

impl TakeEvents {
    /// The most that is told at once.
    pub const MOST: usize = 500;
}

/// Something that happened.
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventItem {
    /// Somebody may be invited for it.
    Ask(Box<AskItem>),
    /// It was called off: what was not sent yet is not sent, whatever its stage.
    Cancel {
        /// The instance.
        instance: InstanceName,
        /// What the customer's system calls it.
        key: EventKey,
    },
    /// A subscription is cancelled, and nobody is asked about it: what becomes of its flow is to be known all the same.
    Settle {
        /// The instance.
        instance: InstanceName,
        /// What the customer's system calls it.
        key: EventKey,
        /// What is told of it.
        left: Box<Left>,
        /// Whose it was, as far as that is told.
        #[serde(default)]
        recipient: Recipient,
    },
    /// Something became of an order's parcels: what follows depends on what is known of its others.
    Parcels(Box<ParcelsItem>),
}

/// Something for which somebody may be invited.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AskItem {
    /// What happened. It names nobody.
    pub event: Event,
    /// Whom it happened to.
    pub recipient: Recipient,
    /// What the instance's texts may name: up to [`Self::MAX_VALUES`].
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// What the survey is told from the start, by question: up to [`Self::MAX_VALUES`].
    #[serde(default)]
    pub known: BTreeMap<String, String>,
    /// What figures are told apart by.
    #[serde(default)]
    pub parts: Parts,
    /// Whether nobody has told when it happened, so that it is said to have when it came.
    #[serde(default)]
    pub undated: bool,
    /// What is told of it where it is a subscription that was cancelled, which is counted whoever is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Box<Left>>,
}

impl AskItem {
    /// The most values.
    pub const MAX_VALUES: usize = 50;
    /// The longest name of a value, in bytes.
    pub const MAX_NAME_BYTES: usize = 64;
    /// The longest value, in bytes.
    pub const MAX_VALUE_BYTES: usize = 1000;
}

/// Somebody who may be invited. There is an address or a number at least.
#[derive(Clone, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// Their address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Their number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}

impl Recipient {
    /// Whether there is any way to write to them.
    #[must_use]
    pub const fn is_reachable(&self) -> bool {
        self.email.is_some() || self.phone.is_some()
    }
}

/// What became of what happened, in the order in which it was told.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EventsTaken {
    /// One result each.
    pub items: Vec<EventResult>,
}

/// What became of something that happened.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventResult {
    /// Somebody is going to be invited.
    Scheduled {
        /// The invitation; none if it was only asked what would be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        invitation: Option<InvitationId>,
        /// When.
        at: Moment,
    },
    /// Nobody is invited.
    Skipped {
        /// The invitation that is kept to say so, if one is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        invitation: Option<InvitationId>,
        /// Why.
        reason: Skip,
    },
    /// The same was told before.
    Duplicate {
        /// The invitation that was made of it then.
        invitation: InvitationId,
        /// How that stands.
        state: State,
    },
    /// Otherwise than before was told of the same, of which nothing is written yet: it is changed.
    Changed {
        /// The invitation.
        invitation: InvitationId,
        /// What becomes of it now.
        to: ChangedTo,
    },
    /// An invitation was cancelled.
    Cancelled {
        /// Which one.
        invitation: InvitationId,
    },
    /// An invitation was to be changed or cancelled, and is as it was.
    Unchanged {
        /// Which one.
        invitation: InvitationId,
        /// Why.
        why: Unchanged,
    },
    /// Nothing follows from it.
    Passed(Passed),
    /// Nothing is known of what was called off.
    Unknown,
    /// There is no such instance.
    NoInstance,
    /// Something of it is not as it may be: too many values, too long ones, or an app of another name.
    Refused,
}

/// What becomes of an invitation that was changed.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangedTo {
    /// It is sent then.
    Scheduled(Moment),
    /// Nobody is invited any more.
    Skipped(Skip),
}
