//! What shops and their platforms send to the external apps.

use std::sync::LazyLock;

use ::app::delivery_control::{self, Columns, OrderState, Outcome, Parcels, RowDefaults, Shipment};
use ::app::{Event, Mapped, Platform, Secret, Triggers, store_evaluator};
use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

const SECRET: &str = "a-secret-of-fuzzing";

/// The topics that are looked at, and one that is not.
const TOPICS: [(Platform, &str); 5] = [
    (Platform::WooCommerce, "order.updated"),
    (Platform::Shopify, "orders/paid"),
    (Platform::Shopify, "fulfillments/update"),
    (Platform::PrestaShop, "order.state"),
    (Platform::Shopify, "app/uninstalled"),
];

static NOW: LazyLock<Timestamp> =
    LazyLock::new(|| "2026-11-27T12:00:00Z".parse().expect("a moment"));

/// Whatever it is, it is read or refused with reasons, the same each time; what is taken is within its
/// bounds. What is altered is not taken for signed.
pub fn app(data: &[u8]) {
    let read = store_evaluator::read(data, *NOW);
    assert_eq!(read, store_evaluator::read(data, *NOW), "it came to something else");
    for event in read.into_iter().flatten() {
        match event {
            Ok(event) => check(&event),
            Err(faults) => assert!((1..=20).contains(&faults.len()), "{} faults", faults.len()),
        }
    }
    deliveries(data);
    rows(data);
    let secrets = [Secret::try_from(SECRET).expect("a secret")];
    let mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any key will do");
    let signature = Base64::encode_string(&mac.chain_update(data).finalize().into_bytes());
    for (platform, topic) in TOPICS {
        let longer = [data, b" "].concat();
        assert!(
            platform.verify(&secrets, &signature, topic, &longer).is_err(),
            "nobody signed this"
        );
        let webhook = platform.verify(&secrets, &signature, topic, data).expect("it is signed");
        if let Ok(Mapped::Taken(event)) = webhook.event(&Triggers::of_orders(platform), *NOW) {
            check(&event);
        }
        let delivery = webhook.delivery(&Triggers::of_deliveries(platform), *NOW);
        if let Ok(Mapped::Taken(delivery)) = delivery {
            check(&delivery.event);
            follow(&(*delivery).into());
        }
    }
    subscriptions(data);
}

/// The same of deliveries.
fn deliveries(data: &[u8]) {
    let read = delivery_control::read(data, *NOW);
    assert_eq!(read, delivery_control::read(data, *NOW), "it came to something else");
    for delivery in read.into_iter().flatten() {
        match delivery {
            Ok(shipment) => follow(&shipment),
            Err(faults) => assert!((1..=20).contains(&faults.len()), "{} faults", faults.len()),
        }
    }
}

/// And of a table: lines of cells, of which the first one has the headers.
fn rows(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.lines().map(|line| line.split(';').collect::<Vec<_>>());
    let headers = lines.next().unwrap_or_default();
    let Ok(columns) = Columns::new(&headers, &Columns::guess(&headers)) else { return };
    let defaults = RowDefaults { status: Some(Outcome::Delivered), ..RowDefaults::default() };
    for (row, cells) in lines.enumerate() {
        match columns.read(row, &cells, &defaults, *NOW) {
            Ok(shipment) => follow(&shipment),
            Err(faults) => {
                assert!(!faults.is_empty(), "refused without a reason");
                let width = headers.len().max(cells.len());
                let placed = |column: Option<usize>| column.is_none_or(|at| at < width);
                assert!(faults.iter().all(|fault| fault.row == row && placed(fault.column)));
            }
        }
    }
}

/// An order is asked about once, however often it is told of.
fn follow(shipment: &Shipment) {
    assert!(shipment.parcels.len() <= delivery_control::MAX_PARCELS, "too many parcels");
    assert!(
        shipment
            .promised
            .is_none_or(|promised| promised.from.is_none_or(|from| from <= promised.until))
    );
    let mut parcels = Parcels::default();
    let told = shipment.told();
    let first = shipment.event(parcels.report(&told));
    first.iter().for_each(check);
    let again = parcels.report(&told);
    assert!(!matches!(again, delivery_control::Follows::Ask), "it is asked about twice");
    let (mut kept, at) = (OrderState::default(), (Some(shipment.at), None));
    let _ = kept.take(&told, at);
    let again = kept.take(&told, at);
    assert!(!matches!(again.follows, delivery_control::Follows::Ask), "it is asked about twice");
    assert_eq!((again.delivered, again.failed), (0, 0), "it is counted twice");
}

fn check(event: &Event) {
    assert!((1..=128).contains(&event.key.as_str().len()), "the key is too long");
    assert!(event.products.len() <= ::app::MAX_PRODUCTS, "too many products");
    assert!(event.tags.len() <= ::app::MAX_TAGS, "too many tags");
    assert!(event.extra.len() <= ::app::MAX_EXTRA, "too many fields");
    let told = format!("{event:?}");
    if let Some(email) = &event.recipient.email {
        assert!(!told.contains(email.as_str()), "an address is printed");
    }
}

/// The same of what sellers of subscriptions send.
fn subscriptions(data: &[u8]) {
    use ::app::why_cancel;

    let read = why_cancel::read(data, *NOW);
    assert_eq!(read, why_cancel::read(data, *NOW), "it came to something else");
    for event in read.into_iter().flatten().flatten() {
        let asked = why_cancel::after(&event, None);
        assert!(
            event.consent != Some(false) || asked.is_err(),
            "somebody is asked who did not want to be"
        );
    }
    if let Ok(start) = why_cancel::Start::read(data, *NOW) {
        assert!(start.cancel_url.as_str().starts_with("https://"), "there is no way out");
        let band =
            start.subscription.monthly().map(|(_, value)| why_cancel::Band::of(value).ends());
        assert!(band.is_none_or(|(from, to)| to.is_none_or(|to| from < to)), "a band of nothing");
    }
    if let Ok(setup) = why_cancel::Setup::read(data) {
        assert!(setup.offers.len() <= why_cancel::MAX_OFFERS, "too many offers");
        assert!(setup.win_back.len() <= why_cancel::MAX_WIN_BACKS, "too many rules");
        let made = |rule: &why_cancel::WinBack| {
            rule.offer.as_ref().is_none_or(|offer| setup.offer(offer).is_some())
        };
        assert!(setup.win_back.iter().all(made), "a rule offers what there is not");
        let offer = setup.ask_back.as_ref().and_then(|ask| ask.offer.as_ref());
        assert!(offer.is_none_or(|offer| setup.offer(offer).is_some()), "there is no such offer");
    }
}
