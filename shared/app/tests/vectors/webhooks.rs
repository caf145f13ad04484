//! Webhooks, as platforms send them.

use app::{Fault, Mapped, Passed, Platform, Secret, Triggers};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::printed;
use crate::support::vectors;

fn platform(name: &Value) -> Platform {
    let named = |platform: &Platform| name == platform.as_str();
    Platform::ALL.into_iter().find(named).expect("a case names a platform")
}

fn told<T>(
    mapped: Result<Mapped<T>, Vec<Fault>>,
    name: &str,
    print: impl Fn(&T) -> Value,
) -> Value {
    match mapped {
        Ok(Mapped::Taken(taken)) => json!({ name: print(&taken) }),
        Ok(Mapped::Passed(Passed::OtherTopic)) => json!({ "passed": "other topic" }),
        Ok(Mapped::Passed(Passed::NoTrigger)) => json!({ "passed": "no trigger" }),
        Ok(Mapped::Passed(Passed::FarAway)) => json!({ "passed": "far away" }),
        Err(faults) => json!({ "faults": printed::faults(&faults) }),
    }
}

#[test]
fn what_platforms_send() {
    let vectors = vectors("webhooks/cases.json");
    let received: Timestamp = vectors["received"].as_str().unwrap().parse().unwrap();
    let secret = Secret::try_from(vectors["secret"].as_str().unwrap()).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() >= 40, "only {}", cases.len());
    for case in cases {
        let platform = platform(&case["platform"]);
        let text = |name: &str| case[name].as_str().unwrap();
        let verified = platform.verify(
            std::slice::from_ref(&secret),
            text("signature"),
            text("topic"),
            text("body").as_bytes(),
        );
        let (event, delivery) = match verified {
            Ok(webhook) => (
                told(
                    webhook.event(&Triggers::of_orders(platform), received),
                    "event",
                    printed::event,
                ),
                told(
                    webhook.delivery(&Triggers::of_deliveries(platform), received),
                    "delivery",
                    printed::delivery,
                ),
            ),
            Err(_) => (json!({ "refused": true }), json!({ "refused": true })),
        };
        let name = format!("{}: {}", platform.as_str(), text("name"));
        assert_eq!(event, case["event"], "{name}, as an order");
        assert_eq!(delivery, case["delivery"], "{name}, as a delivery");
    }
}

#[test]
fn every_altered_byte_is_noticed() {
    let vectors = vectors("webhooks/cases.json");
    let secret = Secret::try_from(vectors["secret"].as_str().unwrap()).unwrap();
    let case = &vectors["cases"][0];
    let signature = case["signature"].as_str().unwrap();
    let body = case["body"].as_str().unwrap().as_bytes();
    for at in 0..body.len() {
        let mut altered = body.to_vec();
        altered[at] ^= 1;
        let platform = Platform::WooCommerce;
        let verified =
            platform.verify(std::slice::from_ref(&secret), signature, "order.updated", &altered);
        assert!(verified.is_err(), "byte {at}");
    }
}

#[test]
fn a_secret_that_is_being_changed_is_one_of_two() {
    let vectors = vectors("webhooks/cases.json");
    let old = Secret::try_from(vectors["secret"].as_str().unwrap()).unwrap();
    let new = Secret::try_from("wh-the-next-secret-1").unwrap();
    let case = &vectors["cases"][0];
    let text = |name: &str| case[name].as_str().unwrap();
    for (name, secrets, want) in [
        ("before", vec![old.clone()], true),
        ("both", vec![new.clone(), old], true),
        ("after", vec![new], false),
        ("none", vec![], false),
    ] {
        let verified = Platform::WooCommerce.verify(
            &secrets,
            text("signature"),
            text("topic"),
            text("body").as_bytes(),
        );
        assert_eq!(verified.is_ok(), want, "{name}");
    }
}

#[test]
fn secrets_are_long_enough_and_never_printed() {
    for (raw, want) in [
        ("wh-3f9a1c77d2e84b60", true),
        ("0123456789abcdef", true),
        ("0123456789abcde", false),
        ("", false),
        ("0123456789 abcdef", false),
    ] {
        assert_eq!(Secret::try_from(raw).is_ok(), want, "{raw}");
    }
    let long = "x".repeat(257);
    assert!(Secret::try_from(long.as_str()).is_err());
    assert_eq!(format!("{:?}", Secret::try_from(&long[..256]).unwrap()), "Secret(..)");
}

#[test]
fn pings_of_woocommerce() {
    for (body, want) in [
        ("webhook_id=3", true),
        ("webhook_id=", false),
        ("webhook_id=3&status=completed", false),
        ("webhook_id=000000000000000000000", false),
        ("{}", false),
    ] {
        assert_eq!(Platform::WooCommerce.is_ping(body.as_bytes()), want, "{body}");
        assert!(!Platform::Shopify.is_ping(body.as_bytes()), "{body}");
    }
}
