//! What shops send: orders, as JSON.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::Value;

use crate::read::{self, Findings, Object};
use crate::{
    Amount, BatchFault, Event, Fault, Flag, Happening, Key, MAX_EXTRA, MAX_PRODUCTS, MAX_TAGS,
    Product, Reason, Recipient, Scalar, Stage, Text,
};

const MEMBERS: &[&str] = &[
    "order",
    "stage",
    "buyer",
    "language",
    "country",
    "time_zone",
    "purchased_at",
    "shipped_at",
    "delivered_at",
    "products",
    "amount",
    "send_at",
    "tags",
    "extra",
    "wholesale",
    "consent",
    "test",
];

/// Reads one event, or a list of 1 to 500: for each the event, or everything that is wrong with it.
///
/// `received` is the present moment: when it happened, if it is not told.
///
/// # Errors
///
/// [`BatchFault`] if it is no list of events at all.
pub fn read(
    body: &[u8],
    received: Timestamp,
) -> Result<Vec<Result<Event, Vec<Fault>>>, BatchFault> {
    let events = read::batch(body)?.into_iter().enumerate();
    Ok(events.map(|(index, event)| one(index, &event, received)).collect())
}

pub(super) fn one(index: usize, value: &Value, received: Timestamp) -> Result<Event, Vec<Fault>> {
    let mut findings = Findings::new(index);
    let found = &mut findings;
    let read = found.object(Some(value), "$").and_then(|order| event(found, order, received));
    findings.or_faults(read)
}

/// When it was bought, shipped and delivered.
struct Moments {
    purchased: Option<Timestamp>,
    shipped: Option<Timestamp>,
    delivered: Option<Timestamp>,
}

fn event(found: &mut Findings, order: Object<'_>, received: Timestamp) -> Option<Event> {
    found.refuse_unknown(order, MEMBERS);
    let key = found.required(order, "order");
    let stage = stage(found, order);
    let moments = Moments {
        purchased: found.moment(order, "purchased_at", received),
        shipped: found.moment(order, "shipped_at", received),
        delivered: found.moment(order, "delivered_at", received),
    };
    let send_at = found.moment(order, "send_at", received);
    let recipient = recipient(found, order);
    let products = products(found, order);
    let amount = amount(found, order);
    let tags = tags(found, order);
    let extra = extra(found, order);
    let flags = flags(found, order);
    let test = found.flag(order, "test", false);
    let (happening, moment) = happening(stage?, &moments);
    if matches!(happening, Happening::Begun(_)) && !recipient.is_reachable() {
        found.add("$.buyer", Reason::Unreachable);
    }
    Some(Event {
        key: key?,
        happening,
        happened: moment.unwrap_or(received),
        send_at,
        recipient,
        products,
        amount,
        purchased_at: moments.purchased,
        shipped_at: moments.shipped,
        delivered_at: moments.delivered,
        flags,
        tags,
        extra,
        test,
    })
}

/// What the shop says has happened to the order.
#[derive(Clone, Copy)]
enum OrderStage {
    Checkout,
    Shipped,
    Delivered,
    Cancelled,
    Returned,
}

fn stage(found: &mut Findings, order: Object<'_>) -> Option<OrderStage> {
    if order.member("stage").is_none() {
        found.add("$.stage", Reason::Missing);
    }
    match found.text(order, "stage")? {
        "checkout" => Some(OrderStage::Checkout),
        "shipped" => Some(OrderStage::Shipped),
        "delivered" => Some(OrderStage::Delivered),
        "cancelled" => Some(OrderStage::Cancelled),
        "returned" => Some(OrderStage::Returned),
        _ => {
            found.add("$.stage", Reason::NotAStage);
            None
        }
    }
}

/// What happened and, if it was told, when.
///
/// Shipped and delivered are one stage, so that a shop which tells both asks once: the first one
/// that it tells counts.
fn happening(stage: OrderStage, moments: &Moments) -> (Happening, Option<Timestamp>) {
    match stage {
        OrderStage::Checkout => (Happening::Begun(Stage::Checkout), moments.purchased),
        OrderStage::Shipped => (Happening::Begun(Stage::AfterDelivery), moments.shipped),
        OrderStage::Delivered => (Happening::Begun(Stage::AfterDelivery), moments.delivered),
        OrderStage::Cancelled => (Happening::Cancelled, None),
        OrderStage::Returned => (Happening::Returned, None),
    }
}

fn recipient(found: &mut Findings, order: Object<'_>) -> Recipient {
    let mut recipient = Recipient {
        language: found.language(order, "language"),
        country: found.optional(order, "country"),
        time_zone: found.optional(order, "time_zone"),
        ..Recipient::default()
    };
    if let Some(buyer) = found.object(order.member("buyer"), "$.buyer") {
        found.refuse_unknown(buyer, &["email", "phone", "name"]);
        recipient.email = found.optional(buyer, "email");
        recipient.phone = found.optional(buyer, "phone");
        recipient.name = found.optional(buyer, "name");
    }
    recipient
}

fn products(found: &mut Findings, order: Object<'_>) -> Vec<Product> {
    let items = found.list(order, "products", MAX_PRODUCTS, Reason::TooManyProducts);
    let mut seen = BTreeSet::new();
    let mut products = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let path = format!("$.products[{at}]");
        let Some(item) = found.object(Some(item), &path) else { continue };
        found.refuse_unknown(item, &["id", "name", "url", "image", "gtin"]);
        let id: Option<Key> = found.required(item, "id");
        let name = found.required(item, "name");
        let (url, image) = (found.optional(item, "url"), found.optional(item, "image"));
        let gtin = found.optional(item, "gtin");
        let (Some(id), Some(name)) = (id, name) else { continue };
        if seen.insert(id.clone()) {
            products.push(Product { id, name, url, image, gtin });
        } else {
            found.add(item.path_of("id"), Reason::Twice);
        }
    }
    products
}

pub(crate) fn amount(found: &mut Findings, order: Object<'_>) -> Option<Amount> {
    let amount = found.object(order.member("amount"), "$.amount")?;
    found.refuse_unknown(amount, &["value", "currency"]);
    let currency = found.required(amount, "currency");
    if amount.member("value").is_none() {
        found.add("$.amount.value", Reason::Missing);
    }
    let decimal = found.text(amount, "value")?;
    let sum = Amount::new(decimal, currency?);
    sum.map_err(|error| found.add("$.amount.value", error.into())).ok()
}

pub(crate) fn tags(found: &mut Findings, order: Object<'_>) -> BTreeSet<Text> {
    let mut tags = BTreeSet::new();
    let items = found.list(order, "tags", MAX_TAGS, Reason::TooManyTags);
    for (at, item) in items.iter().enumerate() {
        let path = format!("$.tags[{at}]");
        match item.as_str().map(Text::try_from) {
            None => found.add(path, Reason::NotAText),
            Some(Err(error)) => found.add(path, error.into()),
            Some(Ok(tag)) => {
                if !tags.insert(tag) {
                    found.add(path, Reason::Twice);
                }
            }
        }
    }
    tags
}

pub(crate) fn extra(found: &mut Findings, order: Object<'_>) -> BTreeMap<Box<str>, Scalar> {
    let mut extra = BTreeMap::new();
    let Some(fields) = found.object(order.member("extra"), "$.extra") else { return extra };
    if fields.members.len() > MAX_EXTRA {
        found.add("$.extra", Reason::TooManyFields);
        return extra;
    }
    for (name, value) in fields.members {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
        if !(1..=64).contains(&name.len()) || !name.bytes().all(plain) {
            found.add("$.extra", Reason::NotAName);
            continue;
        }
        match Scalar::from_json(value) {
            Some(scalar) => drop(extra.insert(name.as_str().into(), scalar)),
            None => found.add("$.extra", Reason::NotAScalar),
        }
    }
    extra
}

fn flags(found: &mut Findings, order: Object<'_>) -> BTreeSet<Flag> {
    let wholesale = found.flag(order, "wholesale", false).then_some(Flag::Wholesale);
    let consent = found.flag(order, "consent", true);
    wholesale.into_iter().chain((!consent).then_some(Flag::NoConsent)).collect()
}
