//! What shops and carriers send: what became of deliveries, as JSON.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;

use super::{Carriage, MAX_PARCELS, Outcome, Shipment, Window};
use crate::read::{self, Findings, Object};
use crate::store_evaluator::intake::{extra, tags};
use crate::{BatchFault, Fault, Flag, Key, Reason, Recipient};

const MEMBERS: &[&str] = &[
    "order",
    "status",
    "at",
    "parcels",
    "more_to_come",
    "promised",
    "carrier",
    "region",
    "delivery_type",
    "driver",
    "business",
    "recipient",
    "language",
    "country",
    "time_zone",
    "send_at",
    "tags",
    "extra",
    "consent",
    "test",
];

/// Reads one delivery, or a list of 1 to 500: for each the shipment, or everything that is wrong with it.
///
/// `received` is the present moment: when it happened, if it is not told.
///
/// # Errors
///
/// [`BatchFault`] if it is no list of deliveries at all.
pub fn read(
    body: &[u8],
    received: Timestamp,
) -> Result<Vec<Result<Shipment, Vec<Fault>>>, BatchFault> {
    let deliveries = read::batch(body)?.into_iter().enumerate();
    Ok(deliveries.map(|(index, delivery)| one(index, &delivery, received)).collect())
}

pub(super) fn one(
    index: usize,
    value: &Value,
    received: Timestamp,
) -> Result<Shipment, Vec<Fault>> {
    let mut findings = Findings::new(index);
    let found = &mut findings;
    let read = found.object(Some(value), "$").and_then(|object| shipment(found, object, received));
    findings.or_faults(read)
}

fn shipment(found: &mut Findings, object: Object<'_>, received: Timestamp) -> Option<Shipment> {
    found.refuse_unknown(object, MEMBERS);
    let order = found.required(object, "order");
    let outcome = outcome(found, object);
    let at = found.moment(object, "at", received);
    let parcels = parcels(found, object);
    let promised = promised(found, object, received);
    let carriage = Carriage {
        carrier: found.optional(object, "carrier"),
        region: found.optional(object, "region"),
        kind: found.optional(object, "delivery_type"),
        driver: found.optional(object, "driver"),
    };
    let recipient = recipient(found, object);
    let send_at = found.moment(object, "send_at", received);
    let (tags, extra) = (tags(found, object), extra(found, object));
    let consent = found.flag(object, "consent", true);
    let more_to_come = found.flag(object, "more_to_come", false);
    let business = found.flag(object, "business", false);
    let test = found.flag(object, "test", false);
    if outcome == Some(Outcome::Delivered) && !recipient.is_reachable() {
        found.add("$.recipient", Reason::Unreachable);
    }
    Some(Shipment {
        order: order?,
        parcels,
        outcome: outcome?,
        at: at.unwrap_or(received),
        promised,
        carriage,
        send_at,
        recipient,
        flags: (!consent).then_some(Flag::NoConsent).into_iter().collect(),
        tags,
        extra,
        more_to_come,
        business,
        test,
    })
}

fn outcome(found: &mut Findings, object: Object<'_>) -> Option<Outcome> {
    if object.member("status").is_none() {
        found.add("$.status", Reason::Missing);
    }
    let status = found.text(object, "status")?;
    let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == status);
    if outcome.is_none() {
        found.add("$.status", Reason::NotAnOutcome);
    }
    outcome
}

fn parcels(found: &mut Findings, object: Object<'_>) -> BTreeSet<Key> {
    let mut parcels = BTreeSet::new();
    let items = found.list(object, "parcels", MAX_PARCELS, Reason::TooManyParcels);
    for (at, item) in items.iter().enumerate() {
        let path = format!("$.parcels[{at}]");
        match item.as_str().map(Key::try_from) {
            None => found.add(path, Reason::NotAText),
            Some(Err(error)) => found.add(path, error.into()),
            Some(Ok(parcel)) => {
                if !parcels.insert(parcel) {
                    found.add(path, Reason::Twice);
                }
            }
        }
    }
    parcels
}

fn promised(found: &mut Findings, object: Object<'_>, received: Timestamp) -> Option<Window> {
    let window = found.object(object.member("promised"), "$.promised")?;
    found.refuse_unknown(window, &["from", "until"]);
    let from = found.moment(window, "from", received);
    if window.member("until").is_none() {
        found.add("$.promised.until", Reason::Missing);
    }
    let until = found.moment(window, "until", received)?;
    if from.is_some_and(|from| until < from) {
        found.add("$.promised.until", Reason::EndsBefore);
    }
    Some(Window { from, until })
}

fn recipient(found: &mut Findings, object: Object<'_>) -> Recipient {
    let mut recipient = Recipient {
        language: found.language(object, "language"),
        country: found.optional(object, "country"),
        time_zone: found.optional(object, "time_zone"),
        ..Recipient::default()
    };
    if let Some(person) = found.object(object.member("recipient"), "$.recipient") {
        found.refuse_unknown(person, &["email", "phone", "name"]);
        recipient.email = found.optional(person, "email");
        recipient.phone = found.optional(person, "phone");
        recipient.name = found.optional(person, "name");
    }
    recipient
}
