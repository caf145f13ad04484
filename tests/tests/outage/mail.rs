//! A courier that dies, and a relay that is away.

use std::net::SocketAddr;

use crate::compiled;
use serde_json::json;
use tests::{Relay, System, eventually};

pub(crate) const ANNA: &str = "anna@example.com";

/// A little more than a courier has a mail in hand.
const LEASE_SECONDS: i64 = 5 * 60 + 1;

/// A system whose one user has asked for a new password.
pub(crate) fn asked() -> System {
    let system = System::start(&compiled());
    system.add_user("anna", ANNA);
    let call = system.site.post("/login/recover").form(&[("email", ANNA)]);
    let _ = call.header("origin", system.site.base()).send().expect(200);
    system
}

fn message_id(raw: &str) -> &str {
    raw.lines().find(|line| line.starts_with("Message-ID: ")).unwrap()
}

fn relay() -> (Relay, SocketAddr) {
    (Relay::default(), Relay::address())
}

#[test]
fn a_courier_that_dies_amid_a_mail_loses_nothing() {
    let (mut system, (relay, address)) = (asked(), relay());
    relay.listen(address);
    relay.be_silent(true);
    let courier = system.start_courier(address, 0);
    // The relay has the mail, and the courier does not hear of it.
    let waiting = courier.tick_in_background();
    eventually("a mail at the relay", || (relay.taken().len() == 1).then_some(()));
    drop(courier);
    waiting.join().unwrap();
    relay.be_silent(false);

    let courier = system.start_courier(address, 0);
    assert_eq!(courier.tick(), json!({"sent": 0, "waiting": 0, "failed": 0}), "it is another's");
    drop(courier);
    system.move_storage_clock(LEASE_SECONDS);
    let courier = system.start_courier(address, LEASE_SECONDS);
    assert_eq!(courier.tick(), json!({"sent": 1, "waiting": 0, "failed": 0}));
    assert_eq!(courier.tick(), json!({"sent": 0, "waiting": 0, "failed": 0}));
    let taken = relay.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(message_id(&taken[0]), message_id(&taken[1]));
    assert!(taken[1].contains(&format!("To: <{ANNA}>")), "{}", taken[1]);
}

#[test]
fn a_relay_that_is_away_gets_the_mail_later() {
    let (mut system, (relay, address)) = (asked(), relay());
    let courier = system.start_courier(address, 0);
    assert_eq!(courier.tick(), json!({"sent": 0, "waiting": 1, "failed": 0}));
    assert_eq!(courier.tick(), json!({"sent": 0, "waiting": 0, "failed": 0}), "it waits");
    drop(courier);
    relay.listen(address);
    system.move_storage_clock(11);
    let courier = system.start_courier(address, 11);
    assert_eq!(courier.tick(), json!({"sent": 1, "waiting": 0, "failed": 0}));
    assert_eq!(relay.taken().len(), 1);
}

#[test]
fn who_is_not_the_timer_makes_a_courier_do_nothing() {
    let (mut system, (relay, address)) = (asked(), relay());
    relay.listen(address);
    let courier = system.start_courier(address, 0);
    for status in courier.forged_ticks() {
        assert_eq!(status, 401);
    }
    assert_eq!(relay.taken().len(), 0);
    assert_eq!(courier.tick(), json!({"sent": 1, "waiting": 0, "failed": 0}));
}

#[test]
fn a_courier_refuses_a_relay_that_is_far_away() {
    let mut system = asked();
    let far = "198.51.100.7:25".parse().unwrap();
    let courier = system.start_unready_courier(far, &[]);
    assert_eq!(courier.status(), 500);
    assert!(courier.log().contains("relay_url names a public address"), "{}", courier.log());
}
