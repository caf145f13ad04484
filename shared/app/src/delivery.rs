//! A delivery: what the apps that look at deliveries take in.

use crate::{Event, Key, Text};

/// Something that was delivered, or was not.
///
/// The event's key is the shipment: an order may come in several.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// What happened to the shipment.
    pub event: Event,
    /// The order that it is of.
    pub order: Key,
    /// Who carried it, or how it was sent, in the shop's words.
    pub carrier: Option<Text>,
    /// The carrier's number for it.
    pub tracking: Option<Key>,
    /// The part of the country that it went to, in the shop's words.
    pub region: Option<Text>,
}
