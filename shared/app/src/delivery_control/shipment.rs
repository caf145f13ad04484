//! What was reported of an order's delivery.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::parcels::{Follows, ParcelsTold};
use crate::{Delivery, Event, Flag, Happening, Key, Recipient, Scalar, Stage, Text};

/// The most parcels that are told of at once, and that are known of an order.
pub const MAX_PARCELS: usize = 100;

/// What was reported of some or all parcels of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Shipment {
    /// The order, which is asked about once in however many parcels it comes.
    pub order: Key,
    /// The parcels that this is about, by the carrier's numbers; none if the order is its own parcel.
    pub parcels: BTreeSet<Key>,
    /// What became of them.
    pub outcome: Outcome,
    /// When.
    pub at: Timestamp,
    /// When they should have come.
    pub promised: Option<Window>,
    /// Who carried them where and how.
    pub carriage: Carriage,
    /// When the customer wants the invitation to be sent, instead of the app's delay.
    pub send_at: Option<Timestamp>,
    /// Whom they went to.
    pub recipient: Recipient,
    /// What is the matter with it.
    pub flags: BTreeSet<Flag>,
    /// What the customer sorts deliveries by: at most 20.
    pub tags: BTreeSet<Text>,
    /// What else the customer sends along: at most 50.
    pub extra: BTreeMap<Box<str>, Scalar>,
    /// Whether other parcels of the order are on their way.
    pub more_to_come: bool,
    /// Whether a company is the recipient.
    pub business: bool,
    /// Whether somebody tries out how it goes: it is kept out of all numbers.
    pub test: bool,
}

/// What became of a parcel.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It came.
    Delivered,
    /// It was sent back.
    Returned,
    /// It did not come this time.
    Failed,
}

/// Who carried something where and how, in the customer's words. Figures are told by each of these.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carriage {
    /// Who carried it.
    pub carrier: Option<Text>,
    /// The part of the country that it went to.
    pub region: Option<Text>,
    /// How it was handed over: at the door, by a parcel locker.
    pub kind: Option<Text>,
    /// Who drove it. A number or a sign does, and says less of somebody than a name.
    pub driver: Option<Key>,
}

/// From when until when something was promised.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Window {
    /// From when, if that was told.
    pub from: Option<Timestamp>,
    /// Until when: not before `from`.
    pub until: Timestamp,
}

/// How a delivery held what was promised.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Punctuality {
    /// It came before, by so many whole minutes.
    Early(u32),
    /// It came as promised.
    Within,
    /// It came after, by so many whole minutes.
    Late(u32),
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Delivered, Self::Returned, Self::Failed];

    /// Its name in events, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Returned => "returned",
            Self::Failed => "failed",
        }
    }
}

impl Window {
    /// How something that came at this moment holds it. Its ends are in it.
    #[must_use]
    pub fn holds(self, at: Timestamp) -> Punctuality {
        let minutes = |from: Timestamp, to: Timestamp| {
            u32::try_from(to.duration_since(from).as_mins()).unwrap_or_default()
        };
        if let Some(from) = self.from.filter(|from| at < *from) {
            Punctuality::Early(minutes(at, from))
        } else if at > self.until {
            Punctuality::Late(minutes(self.until, at))
        } else {
            Punctuality::Within
        }
    }
}

impl Shipment {
    /// How it held what was promised; nothing if it did not come, or nothing was promised.
    #[must_use]
    pub fn punctuality(&self) -> Option<Punctuality> {
        match self.outcome {
            Outcome::Delivered => Some(self.promised?.holds(self.at)),
            Outcome::Returned | Outcome::Failed => None,
        }
    }

    /// What it says of the order's parcels.
    #[must_use]
    pub fn told(&self) -> ParcelsTold {
        let Self { parcels, order, outcome, more_to_come, .. } = self;
        let parcels = if parcels.is_empty() { [order.clone()].into() } else { parcels.clone() };
        ParcelsTold { parcels, outcome: *outcome, more_to_come: *more_to_come }
    }

    /// The stage that asks about it.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        if self.business { Stage::AfterBusinessDelivery } else { Stage::AfterDelivery }
    }

    /// What the machinery of invitations is told, after what follows from it; nothing if nothing does.
    #[must_use]
    pub fn event(&self, follows: Follows) -> Option<Event> {
        let happening = match (follows, self.outcome) {
            (Follows::Ask, _) => Happening::Begun(self.stage()),
            (Follows::CallOff, Outcome::Returned) => Happening::Returned,
            (Follows::CallOff, Outcome::Delivered | Outcome::Failed) => Happening::Cancelled,
            (Follows::Nothing(_), _) => return None,
        };
        let delivered = self.outcome == Outcome::Delivered;
        Some(Event {
            key: self.order.clone(),
            happening,
            happened: self.at,
            send_at: self.send_at,
            recipient: self.recipient.clone(),
            products: Vec::new(),
            amount: None,
            purchased_at: None,
            shipped_at: None,
            delivered_at: delivered.then_some(self.at),
            flags: self.flags.clone(),
            tags: self.tags.clone(),
            extra: self.extra.clone(),
            test: self.test,
        })
    }
}

impl From<Delivery> for Shipment {
    /// What a shop platform's webhook says. It calls off what it also says of a delivery that failed.
    fn from(delivery: Delivery) -> Self {
        let Delivery { event, order, carrier, tracking, region } = delivery;
        let mut flags = event.flags;
        // Whom a shop sells to for resale is a company, and is asked as one.
        let wholesale = flags.remove(&Flag::Wholesale);
        let (outcome, business) = match event.happening {
            Happening::Begun(Stage::AfterBusinessDelivery) => (Outcome::Delivered, true),
            // No webhook tells of a stay.
            Happening::Begun(
                Stage::AfterDelivery
                | Stage::Checkout
                | Stage::InStay
                | Stage::PostStay
                | Stage::Cancelled
                | Stage::WinBack
                | Stage::Further(_),
            ) => (Outcome::Delivered, wholesale),
            Happening::Returned => (Outcome::Returned, wholesale),
            Happening::Cancelled => (Outcome::Failed, wholesale),
        };
        // The shipment's own name stays the same; a tracking number may be told late, or change.
        let parcel = if event.key == order { tracking } else { Some(event.key) };
        Self {
            order,
            parcels: parcel.into_iter().collect(),
            outcome,
            at: event.happened,
            promised: None,
            carriage: Carriage { carrier, region, ..Carriage::default() },
            send_at: event.send_at,
            recipient: event.recipient,
            flags,
            tags: event.tags,
            extra: event.extra,
            more_to_come: false,
            business,
            test: event.test,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn what_was_promised_and_what_came() {
        let (from, until) = (at("2026-11-27T08:00:00Z"), at("2026-11-27T12:00:00Z"));
        for (name, from, came, want) in [
            ("in the middle", Some(from), "2026-11-27T10:00:00Z", Punctuality::Within),
            ("at its beginning", Some(from), "2026-11-27T08:00:00Z", Punctuality::Within),
            ("at its end", Some(from), "2026-11-27T12:00:00Z", Punctuality::Within),
            ("before", Some(from), "2026-11-27T07:28:30Z", Punctuality::Early(31)),
            ("just after", Some(from), "2026-11-27T12:00:01Z", Punctuality::Late(0)),
            ("the day after", Some(from), "2026-11-28T12:00:00Z", Punctuality::Late(24 * 60)),
            ("before an end alone", None, "2026-11-20T12:00:00Z", Punctuality::Within),
        ] {
            assert_eq!(Window { from, until }.holds(at(came)), want, "{name}");
        }
    }

    #[test]
    fn what_a_platform_tells_is_a_shipment() {
        let received = at("2026-11-27T12:00:00Z");
        let told = |key: &str, stage: &str, wholesale: bool, tracking: Option<&str>| {
            let body = serde_json::json!({
                "order": key, "stage": stage, "buyer": {"email": "elsa@example.com"},
                "wholesale": wholesale,
            });
            let events = crate::store_evaluator::read(body.to_string().as_bytes(), received);
            let event = events.unwrap().remove(0).unwrap();
            let order = Key::try_from("7").unwrap();
            let tracking = tracking.map(|number| Key::try_from(number).unwrap());
            Shipment::from(Delivery { event, order, carrier: None, tracking, region: None })
        };
        for (name, shipment, parcel, outcome, stage) in [
            (
                "a shipment by its name",
                told("7.1", "delivered", false, Some("T1")),
                Some("7.1"),
                Outcome::Delivered,
                Stage::AfterDelivery,
            ),
            (
                "an order by its tracking number",
                told("7", "delivered", false, Some("T1")),
                Some("T1"),
                Outcome::Delivered,
                Stage::AfterDelivery,
            ),
            (
                "an order of a reseller",
                told("7", "delivered", true, None),
                None,
                Outcome::Delivered,
                Stage::AfterBusinessDelivery,
            ),
            (
                "called off",
                told("7.1", "cancelled", false, None),
                Some("7.1"),
                Outcome::Failed,
                Stage::AfterDelivery,
            ),
            (
                "sent back",
                told("7", "returned", false, None),
                None,
                Outcome::Returned,
                Stage::AfterDelivery,
            ),
        ] {
            assert_eq!(shipment.order.as_str(), "7", "{name}");
            assert_eq!(shipment.parcels.first().map(Key::as_str), parcel, "{name}");
            assert_eq!((shipment.outcome, shipment.stage()), (outcome, stage), "{name}");
            assert_eq!(shipment.flags, BTreeSet::new(), "{name}");
        }
    }
}
