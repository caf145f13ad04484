//! Webhooks of shop platforms: who sent one is known before it is read.

mod lenient;
mod order;
mod prestashop;
mod shopify;
mod triggers;
mod woocommerce;

use core::fmt;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Delivery, Event, Fault, Reason, read};
use order::Order;
pub use triggers::{InvalidTriggers, Triggers};

/// The most bytes of a webhook's body.
pub const MAX_WEBHOOK_BYTES: usize = 1_000_000;

/// A shop platform that sends webhooks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Platform {
    /// `WooCommerce`, by its own webhooks of orders.
    WooCommerce,
    /// Shopify, by its own webhooks of orders and fulfillments.
    Shopify,
    /// `PrestaShop`, by a module: its core has no webhooks. The form is ours.
    PrestaShop,
}

/// What a platform signs with: 16 to 256 bytes that only the shop and we know. Its memory is overwritten
/// when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

/// The text is no [`Secret`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a webhook's secret is 16 to 256 bytes without control characters and blanks")]
pub struct InvalidSecret;

impl TryFrom<&str> for Secret {
    type Error = InvalidSecret;

    fn try_from(raw: &str) -> Result<Self, InvalidSecret> {
        let plain = raw.bytes().all(|byte| byte.is_ascii_graphic());
        if plain && (16..=256).contains(&raw.len()) {
            Ok(Self(Zeroizing::new(raw.as_bytes().to_vec())))
        } else {
            Err(InvalidSecret)
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Nobody who knows the secret has signed what was sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the webhook is not signed with this instance's secret")]
pub struct NotSigned;

/// A webhook that the platform has signed. Only such a one can be read: who signed it was checked here, or by whoever
/// keeps the secret.
///
/// The topic stands in a header, which no platform signs: what is read is held to it.
#[derive(Clone, Copy)]
pub struct Verified<'a> {
    platform: Platform,
    topic: &'a str,
    body: &'a [u8],
}

/// What a webhook comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Mapped<T> {
    /// Something happened.
    Taken(Box<T>),
    /// It is in order, and nothing follows from it.
    Passed(Passed),
}

impl<T> Mapped<T> {
    /// What happened, if anything follows from it.
    #[must_use]
    pub fn taken(self) -> Option<T> {
        match self {
            Self::Taken(taken) => Some(*taken),
            Self::Passed(_) => None,
        }
    }
}

/// Why nothing follows from a webhook.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Passed {
    /// Its topic is none that we look at.
    OtherTopic,
    /// Its status is none that triggers.
    NoTrigger,
    /// It is about something of more than two years ago.
    FarAway,
}

impl Platform {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WooCommerce, Self::Shopify, Self::PrestaShop];

    /// Its name in addresses and storage, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WooCommerce => "woocommerce",
            Self::Shopify => "shopify",
            Self::PrestaShop => "prestashop",
        }
    }

    /// The header that has the signature, in small letters.
    #[must_use]
    pub const fn signature_header(self) -> &'static str {
        match self {
            Self::WooCommerce => "x-wc-webhook-signature",
            Self::Shopify => "x-shopify-hmac-sha256",
            Self::PrestaShop => "x-nordsvar-hmac-sha256",
        }
    }

    /// The header that has the topic, in small letters.
    #[must_use]
    pub const fn topic_header(self) -> &'static str {
        match self {
            Self::WooCommerce => "x-wc-webhook-topic",
            Self::Shopify => "x-shopify-topic",
            Self::PrestaShop => "x-nordsvar-topic",
        }
    }

    /// Whether a topic is one that we look at: of any other nothing follows, whoever has sent it.
    #[must_use]
    pub fn looks_at(self, topic: &str) -> bool {
        match self {
            Self::WooCommerce => woocommerce::is_ours(topic),
            Self::Shopify => shopify::is_ours(topic),
            Self::PrestaShop => prestashop::is_ours(topic),
        }
    }

    /// Whether this is what `WooCommerce` sends when somebody saves a webhook, unsigned: it wants a 200,
    /// and nothing else.
    #[must_use]
    pub fn is_ping(self, body: &[u8]) -> bool {
        match self {
            Self::WooCommerce => body.strip_prefix(b"webhook_id=").is_some_and(|id| {
                (1..=20).contains(&id.len()) && id.iter().all(u8::is_ascii_digit)
            }),
            Self::Shopify | Self::PrestaShop => false,
        }
    }

    /// Checks who sent a webhook, before anything of it is read. `signature` and `topic` are the
    /// headers of these names; one of the secrets must have signed it, so that they can be changed.
    ///
    /// All three sign alike: base64 of HMAC-SHA-256 (RFC 2104) over the body's bytes. It is compared
    /// in constant time.
    ///
    /// # Errors
    ///
    /// [`NotSigned`].
    pub fn verify<'a>(
        self,
        secrets: &[Secret],
        signature: &str,
        topic: &'a str,
        body: &'a [u8],
    ) -> Result<Verified<'a>, NotSigned> {
        let mut tag = [0; 32];
        let decoded = Base64::decode(signature, &mut tag).map_err(|_| NotSigned)?.len();
        let signed = |secret: &Secret| {
            let mac = Hmac::<Sha256>::new_from_slice(&secret.0);
            mac.is_ok_and(|mac| mac.chain_update(body).verify_slice(&tag).is_ok())
        };
        if decoded == tag.len() && secrets.iter().any(signed) {
            Ok(Verified { platform: self, topic, body })
        } else {
            Err(NotSigned)
        }
    }
}

impl<'a> Verified<'a> {
    /// A webhook whose signature was checked by whoever keeps the secret.
    #[must_use]
    pub const fn elsewhere(platform: Platform, topic: &'a str, body: &'a [u8]) -> Self {
        Self { platform, topic, body }
    }

    /// Whose webhook it is.
    #[must_use]
    pub const fn platform(&self) -> Platform {
        self.platform
    }

    /// What happened to an order, for Store Evaluator. `received` is the present moment.
    ///
    /// What the platform sends beside what we look at is passed over; what we could do without, and
    /// cannot read, is left out.
    ///
    /// # Errors
    ///
    /// What is missing or not readable, and without which nobody can be invited.
    pub fn event(
        &self,
        triggers: &Triggers,
        received: Timestamp,
    ) -> Result<Mapped<Event>, Vec<Fault>> {
        self.map(triggers, |order, happening| order.into_event(happening, received))
    }

    /// What happened to a shipment, for the apps that look at deliveries.
    ///
    /// # Errors
    ///
    /// As [`Self::event`].
    pub fn delivery(
        &self,
        triggers: &Triggers,
        received: Timestamp,
    ) -> Result<Mapped<Delivery>, Vec<Fault>> {
        self.map(triggers, |order, happening| order.into_delivery(happening, received))
    }

    fn map<T>(
        &self,
        triggers: &Triggers,
        take: impl FnOnce(Order, crate::Happening) -> Result<Mapped<T>, Vec<Fault>>,
    ) -> Result<Mapped<T>, Vec<Fault>> {
        if !self.platform.looks_at(self.topic) {
            return Ok(Mapped::Passed(Passed::OtherTopic));
        }
        let json = read::json(self.body, MAX_WEBHOOK_BYTES).map_err(|fault| {
            vec![Fault { index: 0, path: "$".to_owned(), reason: fault.into() }]
        })?;
        if !json.is_object() {
            let reason = Reason::NotAnObject;
            return Err(vec![Fault { index: 0, path: "$".to_owned(), reason }]);
        }
        let order = match self.platform {
            Platform::WooCommerce => woocommerce::order(&json),
            Platform::Shopify => shopify::order(self.topic, &json),
            Platform::PrestaShop => prestashop::order(&json),
        };
        let Some(word) = order.word.as_deref() else {
            let path = order.paths.word.to_owned();
            return Err(vec![Fault { index: 0, path, reason: Reason::Missing }]);
        };
        match triggers.of(word) {
            Some(happening) => take(order, happening),
            None => Ok(Mapped::Passed(Passed::NoTrigger)),
        }
    }
}
