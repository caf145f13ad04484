//! Cases of orders that come in parcels.

use std::collections::BTreeMap;

use contract::message::{Day, Parts};
use credential::{AppName, InstanceName, TenantId};
use store::{Days, DeliveryChange, DeliveryCounts, ParcelPlace};

use super::asked::{app, instance, with_person};
use super::{Store, at, tenant_id};

/// An instance, owned.
struct Owned(TenantId, AppName, InstanceName);

impl Owned {
    fn of(tenant: &str, name: &str) -> Self {
        Self(tenant_id(tenant), app(), instance(name))
    }

    const fn place(&self) -> ParcelPlace<'_> {
        ParcelPlace { tenant: &self.0, app: &self.1, instance: &self.2 }
    }
}

fn day(number: u32) -> Day {
    Day::from_number(number)
}

fn attempts(of: &[(&str, u32)]) -> DeliveryCounts {
    of.iter().map(|(what, count)| ((*what).to_owned(), *count)).collect()
}

fn more(of: &[(&str, i64)]) -> DeliveryChange {
    of.iter().map(|(what, count)| ((*what).to_owned(), *count)).collect()
}

/// What is kept of an order is what was said last, and is of an instance that is there.
pub async fn an_order_is_kept_as_it_stands(store: &impl Store) {
    let _ = with_person(store).await;
    let own = Owned::of("acme", "shop");
    let find =
        async |order: u8| store.find_order_state(own.place(), &[order; 32]).await.expect("asked");
    assert_eq!(find(1).await, None);
    for state in ["{}", "[]"] {
        let kept = store.keep_order_state(own.place(), (&[1; 32], state), at(30)).await;
        assert!(kept.expect("kept"));
        assert_eq!(find(1).await.as_deref(), Some(state));
    }
    assert_eq!(find(2).await, None);
    for nowhere in [Owned::of("acme", "club"), Owned::of("other", "shop")] {
        let kept = store.keep_order_state(nowhere.place(), (&[1; 32], "{}"), at(30)).await;
        assert!(!kept.expect("asked"));
        let found = store.find_order_state(nowhere.place(), &[1; 32]).await.expect("asked");
        assert_eq!(found, None);
    }
}

/// Orders of which nothing was told for long are forgotten, a few at a time.
pub async fn orders_are_forgotten(store: &impl Store) {
    let _ = with_person(store).await;
    let own = Owned::of("acme", "shop");
    for (order, moment) in [(1, 30), (2, 31), (3, 50)] {
        let kept = store.keep_order_state(own.place(), (&[order; 32], "{}"), at(moment)).await;
        assert!(kept.expect("kept"));
    }
    let left = async || {
        let mut left = Vec::new();
        for order in 1..=3_u8 {
            let found = store.find_order_state(own.place(), &[order; 32]).await;
            if found.expect("asked").is_some() {
                left.push(order);
            }
        }
        left
    };
    store.tidy_order_states(1, at(40)).await.expect("tidied");
    assert_eq!(left().await.len(), 2);
    store.tidy_order_states(9, at(40)).await.expect("tidied");
    assert_eq!(left().await, [3]);
}

/// Deliveries are counted by day, in all and by part.
pub async fn deliveries_are_counted(store: &impl Store) {
    let _ = with_person(store).await;
    let own = Owned::of("acme", "shop");
    let parts = |carrier: &str| -> Parts {
        let named = BTreeMap::from([("carrier".parse().expect("a name"), carrier.to_owned())]);
        named.try_into().expect("parts")
    };
    for (on, carrier, change) in [
        (7, "DHL", more(&[("delivered", 1), ("late-minutes", 90)])),
        (7, "DHL", more(&[("delivered", 2), ("failed", 1)])),
        (8, "Bring", more(&[("failed", 1)])),
        (20, "DHL", more(&[("failed", 9)])),
        // What was told of one is told of another.
        (7, "Posten", more(&[("delivered", 1), ("late", 1)])),
        (7, "Posten", more(&[("delivered", -1), ("late", -1)])),
    ] {
        let counted =
            store.count_deliveries(own.place(), (day(on), &parts(carrier)), &change).await;
        counted.expect("counted");
    }
    store
        .count_deliveries(own.place(), (day(8), &Parts::default()), &more(&[("failed", 1)]))
        .await
        .expect("counted");
    let days = Days { from: day(7), to: day(8) };
    let read = store.read_deliveries(own.place(), days).await.expect("read");
    let read: Vec<_> = read.iter().map(|one| (one.day.number(), &*one.what, one.count)).collect();
    assert_eq!(
        read,
        [(7, "delivered", 3), (7, "failed", 1), (7, "late-minutes", 90), (8, "failed", 2)]
    );
    let carrier = "carrier".parse().expect("a name");
    let by = async |most| {
        store.read_deliveries_by(own.place(), (&carrier, days), most).await.expect("read")
    };
    let dhl =
        ("DHL".to_owned(), attempts(&[("delivered", 3), ("failed", 1), ("late-minutes", 90)]));
    assert_eq!(by(9).await, [dhl.clone(), ("Bring".to_owned(), attempts(&[("failed", 1)]))]);
    assert_eq!(by(1).await, [dhl]);
    let other = Owned::of("other", "shop");
    assert_eq!(store.read_deliveries(other.place(), days).await.expect("read"), []);
}
