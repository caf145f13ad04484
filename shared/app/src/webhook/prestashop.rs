//! `PrestaShop`: its core sends no webhooks, so a module sends this, in a form of ours that has `PrestaShop`'s own
//! names (those of its web service) wherever it has one.

use serde_json::Value;

use super::lenient::{amount, id, line, moment, name, products, text, value};
use super::order::{Order, Paths, Shipment};
use crate::{Flag, Product, Recipient};

pub(super) fn is_ours(topic: &str) -> bool {
    topic == "order.state"
}

pub(super) fn order(json: &Value) -> Order {
    let is_true = |name| json.get(name).and_then(Value::as_bool).unwrap_or_default();
    Order {
        word: id(json, "/order/current_state").map(|state| state.as_str().to_owned()),
        key: id(json, "/order/reference").or_else(|| id(json, "/order/id")),
        recipient: Recipient {
            name: name(json, "/customer/firstname", "/customer/lastname"),
            email: value(json, "/customer/email"),
            phone: value(json, "/address/phone_mobile").or_else(|| value(json, "/address/phone")),
            language: text(json, "/language").and_then(|tag| tag.parse().ok()),
            country: value(json, "/address/country"),
            time_zone: value(json, "/time_zone"),
        },
        products: products(json, "/products", product),
        amount: amount(json, "/order/total_paid", "/currency"),
        purchased_at: moment(json, "/order/date_add"),
        shipped_at: moment(json, "/order/shipping_date"),
        delivered_at: moment(json, "/order/delivery_date"),
        flags: is_true("wholesale").then_some(Flag::Wholesale).into_iter().collect(),
        test: is_true("test"),
        shipment: Shipment {
            key: None,
            carrier: line(json, "/carrier/name"),
            tracking: value(json, "/carrier/tracking_number"),
            region: line(json, "/address/state"),
        },
        paths: Paths {
            word: "$.order.current_state",
            key: "$.order.reference",
            email: "$.customer.email",
        },
    }
}

fn product(item: &Value) -> Option<Product> {
    Some(Product {
        id: id(item, "/product_id")?,
        name: line(item, "/product_name")?,
        url: value(item, "/link"),
        image: value(item, "/image"),
        gtin: value(item, "/product_ean13"),
    })
}
