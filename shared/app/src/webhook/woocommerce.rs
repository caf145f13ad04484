//! `WooCommerce`: the webhook `order.updated` (or `order.created`), whose body is the order as the REST API has
//! it (version 3). Its moments `.._gmt` are UTC and do not say so.

use serde_json::Value;

use super::lenient::{amount, id, line, moment_in_utc, name, products, text, value};
use super::order::{Order, Paths, Shipment};
use crate::{Product, Recipient};

pub(super) fn is_ours(topic: &str) -> bool {
    matches!(topic, "order.created" | "order.updated" | "order.restored")
}

pub(super) fn order(json: &Value) -> Order {
    Order {
        word: text(json, "/status").map(str::to_owned),
        key: id(json, "/number").or_else(|| id(json, "/id")),
        recipient: recipient(json),
        products: products(json, "/line_items", product),
        amount: amount(json, "/total", "/currency"),
        purchased_at: moment_in_utc(json, "/date_paid_gmt")
            .or_else(|| moment_in_utc(json, "/date_created_gmt")),
        shipped_at: moment_in_utc(json, "/date_completed_gmt"),
        delivered_at: None,
        flags: [].into(),
        test: false,
        shipment: Shipment {
            key: None,
            carrier: line(json, "/shipping_lines/0/method_title"),
            tracking: None,
            region: line(json, "/shipping/state").or_else(|| line(json, "/billing/state")),
        },
        paths: Paths { word: "$.status", key: "$.number", email: "$.billing.email" },
    }
}

fn recipient(json: &Value) -> Recipient {
    Recipient {
        name: name(json, "/billing/first_name", "/billing/last_name"),
        email: value(json, "/billing/email"),
        phone: value(json, "/billing/phone"),
        language: language(json),
        country: value(json, "/billing/country"),
        time_zone: None,
    }
}

/// The language that the order was placed in, where WPML says it; the core does not know any.
fn language(json: &Value) -> Option<survey::Locale> {
    let meta = json.pointer("/meta_data")?.as_array()?;
    let is_language = |entry: &&Value| text(entry, "/key") == Some("wpml_language");
    text(meta.iter().find(is_language)?, "/value")?.replace('_', "-").parse().ok()
}

fn product(item: &Value) -> Option<Product> {
    Some(Product {
        id: id(item, "/product_id").or_else(|| id(item, "/sku")).or_else(|| id(item, "/id"))?,
        name: line(item, "/parent_name").or_else(|| line(item, "/name"))?,
        url: None,
        image: value(item, "/image/src"),
        gtin: value(item, "/global_unique_id"),
    })
}
