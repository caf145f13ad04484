//! `POST /api/v1/apps/{app}/webhooks/{platform}/{hook}`: what a shop's platform sends.

use app::{Platform, Verified};
use bytes::Bytes;
use contract::message::{HookPlatform, HookRead, IntakeItem, SignedHook, TakeHooked};
use credential::HookId;
use host::{Host, json};
use http::{Request, Response};
use problem::{Kind, Problem};
use serde_json::json;

use super::ask::Wrong;
use super::result::Outcome;
use super::{Open, items_of, received};
use crate::{AppRoom, Settings};

/// The platform, as storage knows it.
pub(crate) const fn kept(platform: Platform) -> HookPlatform {
    match platform {
        Platform::PrestaShop => HookPlatform::PrestaShop,
        Platform::Shopify => HookPlatform::Shopify,
        Platform::WooCommerce => HookPlatform::WooCommerce,
    }
}

/// Takes a webhook. What is signed is answered with 200, whatever it comes to: a platform sends again what is not, and
/// in the end no more. Storage, which has the secret, says whether it is.
pub(crate) async fn take(
    host: &Host,
    (own, settings): (&'static AppRoom, &Settings),
    (platform, hook): (Platform, &HookId),
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let body = request.body();
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let topic = header(platform.topic_header()).unwrap_or_default();
    // Of neither anything follows, whoever has sent it.
    if platform.is_ping(body) || (!topic.is_empty() && !platform.looks_at(topic)) {
        return Ok(json(&json!({"result": "passed"})));
    }
    let signature = header(platform.signature_header()).ok_or(Kind::CredentialRefused)?;
    let text = core::str::from_utf8(body).map_err(|_| Kind::BodyUnreadable)?;
    let sent = SignedHook { signature: signature.to_owned(), body: text.to_owned() };
    let storage = settings.room.storage(host, None);
    let opened = storage.open_hook(hook, &sent).await?;
    if opened.platform != kept(platform) {
        return Err(Problem::new(Kind::NotFound));
    }
    let app = own.app.name().map_err(|_| Problem::new(Kind::Internal))?;
    let (policy, settings) = (opened.policy, opened.settings);
    let open = Open::of(own.app, IntakeItem { instance: opened.instance, policy, settings });
    let webhook = Verified::elsewhere(platform, topic, body);
    let received = received(host)?;
    let (_, read) = own.webhooks.ok_or(Kind::NotFound)?;
    let (read, mut outcome) = match read(&webhook, received) {
        Ok(Some(told)) => match items_of(&app, (&*told, received), &[open]) {
            Ok(items) => match items.into_iter().next() {
                Some(item) => (HookRead::Event(Box::new(item)), Outcome::Waiting),
                None => (HookRead::Nothing, Outcome::NoInstance),
            },
            Err(outcome @ (Outcome::NoInstance | Outcome::Passed(_))) => {
                (HookRead::Nothing, outcome)
            }
            Err(outcome) => (HookRead::Unreadable, outcome),
        },
        Ok(None) => (HookRead::Nothing, Outcome::Passed(None)),
        Err(faults) => {
            let wrong = faults.iter().map(Wrong::of).collect();
            (HookRead::Unreadable, Outcome::Rejected(wrong))
        }
    };
    for result in storage.take_hooked(hook, &TakeHooked { sent, read }).await?.items {
        outcome.add(result);
    }
    Ok(json(&outcome.json()))
}
