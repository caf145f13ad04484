//! What becomes of an order's parcels.

use credential::InstanceName;
use invite::EventKey;
use serde::{Deserialize, Serialize};

use super::{AskItem, Parts};
use crate::Moment;

/// Something that became of some or all parcels of an order.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ParcelsItem {
    /// The instance.
    pub instance: InstanceName,
    /// What the customer's system calls the order.
    pub key: EventKey,
    /// What it or the carrier calls the parcels: 1 to [`Self::MOST`].
    pub parcels: Vec<EventKey>,
    /// What became of them.
    pub outcome: ParcelOutcome,
    /// When, if somebody has told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// Whether other parcels of the order are on their way.
    #[serde(default)]
    pub more_to_come: bool,
    /// As what figures of deliveries count it; not at all, if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<ParcelsCounted>,
    /// Whoever is asked, if somebody is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Box<AskItem>>,
    /// Whether somebody tries out how it goes.
    #[serde(default)]
    pub test: bool,
}

impl ParcelsItem {
    /// The most parcels that are told of at once.
    pub const MOST: usize = 100;
}

/// What became of a parcel.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParcelOutcome {
    /// It came.
    Delivered,
    /// It was sent back.
    Returned,
    /// It did not come this time.
    Failed,
}

/// As what figures of deliveries count parcels.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ParcelsCounted {
    /// The moment whose day it is counted on.
    pub on: Moment,
    /// By how many whole minutes they came too late, 0 if they did not; nothing, if nothing was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<u32>,
    /// What figures are told apart by.
    #[serde(default)]
    pub parts: Parts,
}

impl ParcelsCounted {
    /// The question that reports have these figures under, with how many of each there are: `delivered`, `failed`, `promised`,
    /// `late` and `late-minutes`. No survey has a question of that name.
    pub const COUNTED_AS: &'static str = "$attempts";
}

/// Why nothing follows from what became of parcels.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Passed {
    /// Other parcels of the order are on their way, and the last one asks.
    MoreToCome,
    /// It was asked about when another parcel came.
    Asked,
    /// It was sent back, and others of the order were not.
    Returned,
    /// It did not come, and something of the order is with its recipient, or nothing had said so.
    Failed,
    /// What happened later was told before.
    Older,
}

impl Passed {
    /// Its published name, which never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MoreToCome => "more-to-come",
            Self::Asked => "asked",
            Self::Returned => "returned",
            Self::Failed => "failed",
            Self::Older => "older",
        }
    }
}
