//! Webhooks of shops' platforms: how they are set up, and how they are brought.

use core::fmt;
use core::str::FromStr;

use ::survey::StrictJson;
use credential::{HookId, InstanceName};
use serde::{Deserialize, Serialize};

use super::EventItem;
use crate::Moment;

/// Who sends webhooks.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HookPlatform {
    /// `PrestaShop`.
    PrestaShop,
    /// Shopify.
    Shopify,
    /// `WooCommerce`.
    WooCommerce,
}

impl HookPlatform {
    /// All of them, by name.
    pub const ALL: [Self; 3] = [Self::PrestaShop, Self::Shopify, Self::WooCommerce];

    /// Its name in addresses and storage.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PrestaShop => "prestashop",
            Self::Shopify => "shopify",
            Self::WooCommerce => "woocommerce",
        }
    }
}

impl fmt::Display for HookPlatform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for HookPlatform {
    type Err = InvalidHookPlatform;

    fn from_str(raw: &str) -> Result<Self, InvalidHookPlatform> {
        Self::ALL.into_iter().find(|one| one.as_str() == raw).ok_or(InvalidHookPlatform)
    }
}

/// The text names no [`HookPlatform`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a platform is prestashop, shopify or woocommerce")]
pub struct InvalidHookPlatform;

/// Why a webhook was refused.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HookRefusal {
    /// Nobody who knows the secret has signed it.
    NotSigned,
    /// It is signed, and says too little to ask anybody anything, or is not to be read.
    Unreadable,
}

impl HookRefusal {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::NotSigned, Self::Unreadable];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSigned => "not-signed",
            Self::Unreadable => "unreadable",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// Sets a platform's webhook up, or changes what it is signed with.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PutHook {
    /// What the platform signs with: 16 to 256 visible ASCII characters. Without one, storage makes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// An instance's webhooks.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Hooks {
    /// One for each platform that has one, by its name.
    pub items: Vec<HookItem>,
}

/// A platform's webhook of an instance.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HookItem {
    /// Its name, which stands in its address.
    pub hook: HookId,
    /// Who sends it.
    pub platform: HookPlatform,
    /// What it is signed with.
    pub secret: String,
    /// When it was set up first.
    pub made_at: Moment,
    /// When one came last that was in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<Moment>,
    /// What was refused since it was set up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<HookRefused>,
}

/// What was refused.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HookRefused {
    /// How many. Of those that are not signed, one a minute is counted.
    pub count: u64,
    /// When the last.
    pub at: Moment,
    /// Why the last.
    pub why: HookRefusal,
}

/// Whether a webhook was removed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HookRemoved {
    /// Whether there was one.
    pub changed: bool,
}

/// What a platform sent, as it came.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SignedHook {
    /// Base64 of HMAC-SHA-256 over the body, as its header has it.
    pub signature: String,
    /// The body.
    pub body: String,
}

impl SignedHook {
    /// The longest signature.
    pub const MAX_SIGNATURE_BYTES: usize = 64;
    /// The longest body.
    pub const MAX_BODY_BYTES: usize = 1_000_000;
}

/// What a webhook that is signed is for.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HookOpened {
    /// Who sends it.
    pub platform: HookPlatform,
    /// The instance.
    pub instance: InstanceName,
    /// When somebody is invited.
    pub policy: StrictJson,
    /// What is the app's own.
    pub settings: StrictJson,
}

/// Takes what a webhook comes to. Its signature is checked again: an app does nothing by itself.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TakeHooked {
    /// What the platform sent.
    pub sent: SignedHook,
    /// What the app reads in it.
    pub read: HookRead,
}

/// What an app reads in a webhook.
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HookRead {
    /// Something happened: it is for the webhook's own instance.
    Event(Box<EventItem>),
    /// Nothing follows from it.
    Nothing,
    /// It says too little, or is not to be read.
    Unreadable,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_and_refusals_have_names() {
        for platform in HookPlatform::ALL {
            assert_eq!(platform.as_str().parse(), Ok(platform));
            assert_eq!(serde_json::to_value(platform).unwrap(), platform.as_str());
        }
        assert_eq!("magento".parse::<HookPlatform>(), Err(InvalidHookPlatform));
        for refusal in HookRefusal::ALL {
            assert_eq!(HookRefusal::named(refusal.as_str()), Some(refusal));
            assert_eq!(serde_json::to_value(refusal).unwrap(), refusal.as_str());
        }
        assert_eq!(HookRefusal::named("late"), None);
    }
}
