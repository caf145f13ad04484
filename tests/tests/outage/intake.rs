//! Many events, and a courier that is killed amid their mails: none is missing, and none comes twice but one whose
//! acceptance nobody heard of.

use core::time::Duration;
use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::Instant;

use serde_json::{Value, json};
use tests::{Courier, Relay};

use crate::invited::Shop;

const EVENTS: usize = 20_000;

/// How many are told at once: as many as may be.
const BATCH: usize = 500;

/// After how many mails the courier is killed.
const KILLS: [usize; 5] = [1_500, 5_000, 9_000, 13_000, 18_000];

/// How many rounds go on at once.
const ROUNDS: usize = 3;

/// A little more than a courier has a mail in hand.
const LEASE_SECONDS: i64 = 5 * 60 + 1;

/// The most that all of it may take where the tests run.
const MOST: Duration = Duration::from_mins(9);

/// Tells of orders from one up to another, all of different buyers.
fn tell(shop: &Shop, from: usize, to: usize) {
    let orders: Vec<_> = (from..to)
        .map(|at| {
            json!({
                "order": at.to_string(), "stage": "checkout",
                "buyer": {"email": format!("buyer{at}@customer.example"), "name": "Elsa Exempel"},
            })
        })
        .collect();
    let orders = Value::Array(orders);
    let path = "/api/v1/apps/store-evaluator/events";
    let call = shop.system.site.post(path).json(&orders).bearer(shop.key());
    let taken = call.send().expect(202).json();
    let results = taken["items"].as_array().unwrap();
    assert_eq!(results.len(), to - from);
    for result in results {
        assert_eq!(result["result"], "scheduled", "{result}");
    }
}

/// Has rounds go on, until so many mails came, and leaves the courier amid them.
fn run_until(courier: &Courier, relay: &Relay, count: usize) {
    let mut rounds: Vec<_> = (0..ROUNDS).map(|_| courier.tick_in_background()).collect();
    while relay.count() < count {
        for round in &mut rounds {
            if round.is_finished() {
                *round = courier.tick_in_background();
            }
        }
        sleep(Duration::from_millis(1));
    }
}

/// Has rounds go on until one finds nothing to do.
fn run_out(courier: &Courier) {
    let idle = json!({"sent": 0, "waiting": 0, "failed": 0});
    while courier.tick() != idle {}
}

#[test]
fn no_mail_of_many_is_lost_by_a_courier_that_is_killed() {
    let mut shop = Shop::of_orders();
    let (relay, address) = (Relay::default(), Relay::address());
    relay.be_brief();
    relay.listen(address);
    let begun = Instant::now();
    for from in (0..EVENTS).step_by(BATCH) {
        tell(&shop, from, from + BATCH);
    }
    eprintln!("{EVENTS} events in {:?}", begun.elapsed());
    for kill in KILLS {
        let courier = shop.system.start_courier(address, 0);
        run_until(&courier, &relay, kill);
        drop(courier);
    }
    let courier = shop.system.start_courier(address, 0);
    run_out(&courier);
    drop(courier);
    eprintln!("{} mails in {:?}", relay.count(), begun.elapsed());
    // What was in hand is free again.
    shop.system.move_storage_clock(LEASE_SECONDS);
    let courier = shop.system.start_courier(address, LEASE_SECONDS);
    run_out(&courier);
    eprintln!("{} mails in {:?}", relay.count(), begun.elapsed());

    let mut came: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((_, to), id) in relay.envelopes().into_iter().zip(relay.taken()) {
        came.entry(to).or_default().push(id);
    }
    assert_eq!(came.len(), EVENTS, "one for each buyer");
    let mut ids: Vec<_> = came.values().map(|ids| ids.first().unwrap()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), EVENTS, "each has a name of its own");
    let twice: Vec<_> = came.iter().filter(|(_, ids)| ids.len() > 1).collect();
    for (to, ids) in &twice {
        assert!(ids.len() == 2 && ids.first() == ids.last(), "{to}: {ids:?}");
    }
    // A round that dies has no more than one mail whose acceptance it did not hear or tell of.
    assert!(twice.len() <= KILLS.len() * ROUNDS, "{} came twice", twice.len());
    assert!(begun.elapsed() < MOST, "{:?}", begun.elapsed());
}
