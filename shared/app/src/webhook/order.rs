//! An order as any of the platforms tells of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Mapped, Passed};
use crate::read::is_near;
use crate::{
    Amount, Delivery, Event, Fault, Flag, Happening, Key, Product, Reason, Recipient, Stage, Text,
};

/// What a webhook says of an order, as far as it can be used.
pub(super) struct Order {
    /// The word that may trigger something.
    pub(super) word: Option<String>,
    pub(super) key: Option<Key>,
    pub(super) recipient: Recipient,
    pub(super) products: Vec<Product>,
    pub(super) amount: Option<Amount>,
    pub(super) purchased_at: Option<Timestamp>,
    pub(super) shipped_at: Option<Timestamp>,
    pub(super) delivered_at: Option<Timestamp>,
    pub(super) flags: BTreeSet<Flag>,
    pub(super) test: bool,
    pub(super) shipment: Shipment,
    /// Where these would stand.
    pub(super) paths: Paths,
}

/// What is said of how an order is sent.
#[derive(Default)]
pub(super) struct Shipment {
    /// Its own name, if it is not the order's.
    pub(super) key: Option<Key>,
    pub(super) carrier: Option<Text>,
    pub(super) tracking: Option<Key>,
    pub(super) region: Option<Text>,
}

/// Where in the platform's JSON what we need stands.
#[derive(Clone, Copy)]
pub(super) struct Paths {
    pub(super) word: &'static str,
    pub(super) key: &'static str,
    pub(super) email: &'static str,
}

impl Order {
    pub(super) fn into_event(
        self,
        happening: Happening,
        received: Timestamp,
    ) -> Result<Mapped<Event>, Vec<Fault>> {
        let happened = self.happened(happening).unwrap_or(received);
        if !is_near(happened, received) {
            return Ok(Mapped::Passed(Passed::FarAway));
        }
        let Some(key) = self.key.clone() else {
            return Err(vec![fault(self.paths.key, Reason::Missing)]);
        };
        if matches!(happening, Happening::Begun(_)) && !self.recipient.is_reachable() {
            return Err(vec![fault(self.paths.email, Reason::Unreachable)]);
        }
        Ok(Mapped::Taken(Box::new(self.event(key, happening, happened))))
    }

    pub(super) fn into_delivery(
        mut self,
        happening: Happening,
        received: Timestamp,
    ) -> Result<Mapped<Delivery>, Vec<Fault>> {
        let order = self.key.clone();
        let Shipment { key, carrier, tracking, region } = core::mem::take(&mut self.shipment);
        self.key = key.or(self.key);
        Ok(match (self.into_event(happening, received)?, order) {
            (Mapped::Taken(event), Some(order)) => Mapped::Taken(Box::new(Delivery {
                event: *event,
                order,
                carrier,
                tracking,
                region,
            })),
            (Mapped::Taken(event), None) => {
                let order = event.key.clone();
                Mapped::Taken(Box::new(Delivery {
                    event: *event,
                    order,
                    carrier,
                    tracking,
                    region,
                }))
            }
            (Mapped::Passed(passed), _) => Mapped::Passed(passed),
        })
    }

    /// When it happened, if the platform tells that.
    fn happened(&self, happening: Happening) -> Option<Timestamp> {
        match happening {
            Happening::Begun(Stage::Checkout) => self.purchased_at,
            Happening::Begun(Stage::AfterDelivery | Stage::AfterBusinessDelivery) => {
                self.delivered_at.or(self.shipped_at)
            }
            // No order is a stay, or a subscription.
            Happening::Begun(
                Stage::InStay
                | Stage::PostStay
                | Stage::Cancelled
                | Stage::WinBack
                | Stage::Further(_),
            )
            | Happening::Cancelled
            | Happening::Returned => None,
        }
    }

    fn event(self, key: Key, happening: Happening, happened: Timestamp) -> Event {
        Event {
            key,
            happening,
            happened,
            send_at: None,
            recipient: self.recipient,
            products: self.products,
            amount: self.amount,
            purchased_at: self.purchased_at,
            shipped_at: self.shipped_at,
            delivered_at: self.delivered_at,
            flags: self.flags,
            tags: BTreeSet::new(),
            extra: BTreeMap::new(),
            test: self.test,
        }
    }
}

fn fault(path: &str, reason: Reason) -> Fault {
    Fault { index: 0, path: path.to_owned(), reason }
}
