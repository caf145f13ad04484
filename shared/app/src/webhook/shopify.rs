//! Shopify: webhooks of orders and of fulfillments, which are its shipments, as its REST Admin API has them.
//! Which of the two it is, is said by the topic.

use serde_json::Value;

use super::lenient::{amount, id, line, moment, name, products, text, value};
use super::order::{Order, Paths, Shipment};
use crate::{Flag, Key, Product, Recipient};

pub(super) fn is_ours(topic: &str) -> bool {
    matches!(
        topic,
        "orders/paid"
            | "orders/fulfilled"
            | "orders/cancelled"
            | "fulfillments/create"
            | "fulfillments/update"
    )
}

pub(super) fn order(topic: &str, json: &Value) -> Order {
    if topic.starts_with("fulfillments/") { of_fulfillment(json) } else { of_order(topic, json) }
}

fn of_order(topic: &str, json: &Value) -> Order {
    // A fulfillment that says it is an order has an order's id beside its own, and is none.
    let is_order = json.get("order_id").is_none_or(Value::is_null);
    Order {
        word: is_order.then(|| topic.to_owned()),
        key: id(json, "/name").or_else(|| id(json, "/order_number")),
        recipient: Recipient {
            name: name(json, "/customer/first_name", "/customer/last_name").or_else(|| {
                name(json, "/shipping_address/first_name", "/shipping_address/last_name")
            }),
            email: value(json, "/contact_email").or_else(|| value(json, "/email")),
            phone: value(json, "/phone").or_else(|| value(json, "/shipping_address/phone")),
            language: text(json, "/customer_locale").and_then(|tag| tag.parse().ok()),
            country: value(json, "/shipping_address/country_code")
                .or_else(|| value(json, "/billing_address/country_code")),
            time_zone: None,
        },
        products: products(json, "/line_items", product),
        amount: amount(json, "/total_price", "/currency"),
        purchased_at: moment(json, "/processed_at").or_else(|| moment(json, "/created_at")),
        shipped_at: moment(json, "/fulfillments/0/created_at"),
        delivered_at: None,
        // An order of a company is one of Shopify's B2B.
        flags: json
            .get("company")
            .and_then(Value::as_object)
            .map(|_| Flag::Wholesale)
            .into_iter()
            .collect(),
        test: json.get("test").and_then(Value::as_bool).unwrap_or_default(),
        shipment: Shipment {
            key: None,
            carrier: line(json, "/fulfillments/0/tracking_company"),
            tracking: value(json, "/fulfillments/0/tracking_number"),
            region: line(json, "/shipping_address/province"),
        },
        paths: Paths { word: "$.id", key: "$.name", email: "$.contact_email" },
    }
}

fn of_fulfillment(json: &Value) -> Order {
    let status = text(json, "/shipment_status");
    let cancelled = text(json, "/status") == Some("cancelled");
    let is_fulfillment = json.get("order_id").is_some_and(Value::is_number);
    // One that nobody follows has no status of its own yet.
    let word = if cancelled { "cancelled" } else { status.unwrap_or("created") };
    Order {
        word: is_fulfillment.then(|| format!("fulfillments/{word}")),
        key: order_of(text(json, "/name")).or_else(|| id(json, "/order_id")),
        recipient: Recipient {
            name: name(json, "/destination/first_name", "/destination/last_name"),
            email: value(json, "/email"),
            phone: value(json, "/destination/phone"),
            language: None,
            country: value(json, "/destination/country_code"),
            time_zone: None,
        },
        products: products(json, "/line_items", product),
        amount: None,
        purchased_at: None,
        shipped_at: moment(json, "/created_at"),
        delivered_at: moment(json, "/updated_at").filter(|_| status == Some("delivered")),
        flags: [].into(),
        test: false,
        shipment: Shipment {
            key: value(json, "/name").or_else(|| id(json, "/id")),
            carrier: line(json, "/tracking_company"),
            tracking: value(json, "/tracking_number"),
            region: line(json, "/destination/province"),
        },
        paths: Paths { word: "$.order_id", key: "$.name", email: "$.email" },
    }
}

/// The order of a fulfillment: `#1001.2` is the second one of `#1001`.
fn order_of(name: Option<&str>) -> Option<Key> {
    let (order, count) = name?.rsplit_once('.')?;
    let counts = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    Key::try_from(order).ok().filter(|_| counts)
}

fn product(item: &Value) -> Option<Product> {
    Some(Product {
        id: id(item, "/product_id").or_else(|| id(item, "/sku")).or_else(|| id(item, "/id"))?,
        name: line(item, "/title").or_else(|| line(item, "/name"))?,
        url: None,
        image: None,
        gtin: None,
    })
}
