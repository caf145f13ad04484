//! Events as JSON, for the vectors to say what they are.

use app::{Delivery, Event, Fault, Flag, Happening, Product, Recipient, Scalar};
use serde_json::{Map, Value, json};

/// An object of the members that there are.
pub(crate) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let present = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}

pub(crate) fn event(event: &Event) -> Value {
    let moment = |moment: Option<jiff::Timestamp>| moment.map(|at| Value::from(at.to_string()));
    let happening = match event.happening {
        Happening::Begun(stage) => stage.as_str(),
        Happening::Cancelled => "cancelled",
        Happening::Returned => "returned",
    };
    let flag = |flag: &Flag| match flag {
        Flag::Wholesale => "wholesale",
        Flag::NoConsent => "no-consent",
    };
    let flags: Vec<_> = event.flags.iter().map(flag).collect();
    let tags: Vec<_> = event.tags.iter().map(app::Text::as_str).collect();
    let scalar = |scalar: &Scalar| match scalar {
        Scalar::Text(text) => Value::from(&**text),
        Scalar::Number(number) => Value::from(number.clone()),
        Scalar::Flag(flag) => Value::from(*flag),
    };
    let extra: Map<_, _> =
        event.extra.iter().map(|(name, value)| (name.to_string(), scalar(value))).collect();
    let amount = event.amount.as_ref();
    let amount = amount.map(|sum| format!("{} {}", sum.decimal(), sum.currency.as_str()));
    object([
        ("key", Some(event.key.as_str().into())),
        ("happening", Some(happening.into())),
        ("happened", moment(Some(event.happened))),
        ("send_at", moment(event.send_at)),
        ("recipient", Some(recipient(&event.recipient))),
        ("products", Some(event.products.iter().map(product).collect())),
        ("amount", amount.map(Value::from)),
        ("purchased_at", moment(event.purchased_at)),
        ("shipped_at", moment(event.shipped_at)),
        ("delivered_at", moment(event.delivered_at)),
        ("flags", (!flags.is_empty()).then(|| json!(flags))),
        ("tags", (!tags.is_empty()).then(|| json!(tags))),
        ("extra", (!extra.is_empty()).then_some(Value::Object(extra))),
        ("test", Some(event.test.into())),
    ])
}

pub(crate) fn recipient(recipient: &Recipient) -> Value {
    object([
        ("name", recipient.name.as_ref().map(|name| name.as_str().into())),
        ("email", recipient.email.as_ref().map(|email| email.as_str().into())),
        ("phone", recipient.phone.as_ref().map(|phone| phone.as_str().into())),
        ("language", recipient.language.as_ref().map(|language| language.as_str().into())),
        ("country", recipient.country.as_ref().map(|country| country.as_str().into())),
        ("time_zone", recipient.time_zone.as_ref().map(|zone| zone.as_str().into())),
    ])
}

fn product(product: &Product) -> Value {
    object([
        ("id", Some(product.id.as_str().into())),
        ("name", Some(product.name.as_str().into())),
        ("url", product.url.as_ref().map(|url| url.as_str().into())),
        ("image", product.image.as_ref().map(|image| image.as_str().into())),
        ("gtin", product.gtin.as_ref().map(|gtin| gtin.as_str().into())),
    ])
}

pub(crate) fn delivery(delivery: &Delivery) -> Value {
    object([
        ("event", Some(event(&delivery.event))),
        ("order", Some(delivery.order.as_str().into())),
        ("carrier", delivery.carrier.as_ref().map(|carrier| carrier.as_str().into())),
        ("tracking", delivery.tracking.as_ref().map(|tracking| tracking.as_str().into())),
        ("region", delivery.region.as_ref().map(|region| region.as_str().into())),
    ])
}

/// Each with its path and its reason.
pub(crate) fn faults(faults: &[Fault]) -> Value {
    faults.iter().map(|fault| json!([fault.path, fault.reason.to_string()])).collect()
}
