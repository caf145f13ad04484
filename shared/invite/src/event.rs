//! What happened, for which somebody may be invited.

use credential::AppName;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use survey::Locale;

use crate::{Channels, CountryCode, EventKey, Few, InstanceName, ProductKey, StageName, ZoneName};

/// The products of an event.
pub type Products = Few<ProductKey, 100>;

/// What an event says is the matter.
pub type Flags = Few<Flag, 5>;

/// Something that happened, brought into one form by the app that took it in.
///
/// It names nobody: whose it is stands where the invitation is kept.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Event {
    /// The app.
    pub app: AppName,
    /// Which of the tenant's instances of the app.
    pub instance: InstanceName,
    /// What the customer's system calls it.
    pub key: EventKey,
    /// What happened: one of the app's stages.
    pub stage: StageName,
    /// When it happened, or will.
    pub happened: Timestamp,
    /// When the customer wants the invitation to be sent; if not said, the policy's delay after it
    /// happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_at: Option<Timestamp>,
    /// From when on nothing is sent any more, if there is such a moment: a guest who is about to leave is not asked how
    /// it is. Tests are sent all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Timestamp>,
    /// By which channels the person can be reached.
    pub channels: Channels,
    /// The language in which they are written to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// Their time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneName>,
    /// Their country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// Which products it is about.
    #[serde(default)]
    pub products: Products,
    /// What is the matter with it.
    #[serde(default)]
    pub flags: Flags,
    /// Whether somebody tries out how it goes: it is sent at once, and kept out of all numbers.
    #[serde(default)]
    pub test: bool,
}

/// Something that is the matter with an event, for which most would not invite.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// It was cancelled.
    Cancelled,
    /// It failed: a delivery that did not arrive, a payment that was refused.
    Failed,
    /// What was bought was sent back.
    Returned,
    /// The buyer is a reseller.
    Wholesale,
    /// The person does not want to be asked.
    NoConsent,
}

impl Flag {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Cancelled, Self::Failed, Self::Returned, Self::Wholesale, Self::NoConsent];
}
