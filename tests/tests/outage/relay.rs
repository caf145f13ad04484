//! A relay of another make: npm's `smtp-server`, over TLS and in the clear.

use serde_json::{Value, json};
use tests::{Authority, Courier, Identity, LOGIN, MailServer, MailServing, System};

use crate::mail::{ANNA, asked};

const NAME: &str = "relay.example.com";

/// When certificates of tests end that hold.
const LATER: i32 = 2199;

/// A courier that speaks TLS with `relay`, if `authority` says that it is [`NAME`].
fn courier(system: &mut System, relay: &MailServer, authority: &Authority) -> Courier {
    let (user, password) = LOGIN;
    let variables = [
        ("RELAY_NAME", NAME),
        ("RELAY_CA", &authority.pem()),
        ("RELAY_USER", user),
        ("RELAY_PASSWORD", password),
    ];
    system.start_courier_with(relay.address, &variables)
}

fn secured<'a>(identity: &'a Identity, max_tls: &'a str) -> MailServing<'a> {
    MailServing { identity: Some(identity), login: true, max_tls, signs: false }
}

fn round(sent: u32, waiting: u32, failed: u32) -> Value {
    json!({"sent": sent, "waiting": waiting, "failed": failed})
}

/// The whole way of a new password, by a mail that crossed TLS.
#[test]
fn a_password_is_recovered_by_a_mail_over_tls() {
    let (authority, mut system) = (Authority::new(), asked());
    let identity = authority.certify(NAME, LATER);
    let relay = MailServer::start(&secured(&identity, ""));
    assert_eq!(courier(&mut system, &relay, &authority).tick(), round(1, 0, 0));

    let [received] = &relay.mails()[..] else { panic!("one mail") };
    assert!(received.secure);
    assert_eq!(received.protocol, "TLSv1.3");
    assert_eq!(received.user, LOGIN.0);
    assert_eq!(received.from, "noreply@nordsvar.example");
    assert_eq!(received.mail.to, [ANNA]);
    assert_eq!(received.mail.subject, "Choose a new password");
    assert!(received.mail.html.contains("/login/recover#"), "{}", received.mail.html);

    let new = "fjorton gula båtar";
    let origin = system.site.base().to_owned();
    let set = [("code", &*received.mail.token()), ("new", new)];
    let set = system.site.post("/login/recover/password").form(&set);
    let set = set.header("origin", &origin).send().expect(303);
    assert_eq!(set.header("location"), "/login?password=recovered");
    let sign_in = system.site.post("/login").form(&[("email", ANNA), ("password", new)]);
    let _ = sign_in.header("origin", &origin).send().expect(303);
}

#[test]
fn tls_has_keys_of_256_bits_in_both_versions() {
    for (max_tls, protocol) in [("TLSv1.3", "TLSv1.3"), ("TLSv1.2", "TLSv1.2")] {
        let (authority, mut system) = (Authority::new(), asked());
        let identity = authority.certify(NAME, LATER);
        let relay = MailServer::start(&secured(&identity, max_tls));
        assert_eq!(courier(&mut system, &relay, &authority).tick(), round(1, 0, 0), "{max_tls}");
        let [received] = &relay.mails()[..] else { panic!("one mail") };
        assert_eq!(received.protocol, protocol);
        let strong = ["AES_256", "AES256", "CHACHA20"].map(|name| received.cipher.contains(name));
        assert!(strong.contains(&true), "{}", received.cipher);
    }
}

/// Whoever is not the relay gets neither a mail nor the password.
#[test]
fn who_is_not_the_relay_gets_nothing() {
    let (authority, other) = (Authority::new(), Authority::new());
    for (what, identity) in [
        ("another name", authority.certify("relay.example.org", LATER)),
        ("another authority", other.certify(NAME, LATER)),
        ("its time is up", authority.certify(NAME, 2025)),
    ] {
        let mut system = asked();
        let relay = MailServer::start(&secured(&identity, ""));
        let courier = courier(&mut system, &relay, &authority);
        assert_eq!(courier.tick(), round(0, 1, 0), "{what}");
        assert_eq!(relay.said("connected").len(), 1, "{what}");
        assert_eq!(relay.said("signed_in").len(), 0, "{what}");
        assert_eq!(relay.mails().len(), 0, "{what}");
    }
}

/// Somebody in between who takes STARTTLS out of what the relay offers learns nothing.
#[test]
fn without_tls_nothing_goes_to_a_relay_that_has_a_name() {
    let (authority, mut system) = (Authority::new(), asked());
    let relay = MailServer::start(&MailServing::default());
    let courier = courier(&mut system, &relay, &authority);
    assert_eq!(courier.tick(), round(0, 1, 0));
    assert_eq!(relay.said("connected").len(), 1);
    assert_eq!(relay.mails().len(), 0);
}

#[test]
fn who_is_not_let_in_keeps_the_mail() {
    let (authority, mut system) = (Authority::new(), asked());
    let identity = authority.certify(NAME, LATER);
    let relay = MailServer::start(&secured(&identity, ""));
    let ca = authority.pem();
    let wrong = [("RELAY_USER", "nordsvar"), ("RELAY_PASSWORD", "another password")];
    let variables = [&wrong[..], &[("RELAY_NAME", NAME), ("RELAY_CA", &ca)]].concat();
    let courier = system.start_courier_with(relay.address, &variables);
    assert_eq!(courier.tick(), round(0, 1, 0));
    let [said] = &relay.said("signed_in")[..] else { panic!("it was tried once") };
    assert_eq!((&said["signed_in"], &said["secure"]), (&json!(false), &json!(true)));
    assert_eq!(relay.mails().len(), 0);
}

/// A relay that is near may be spoken to in the clear; what it refuses for good is given up.
#[test]
fn a_relay_that_is_near_takes_mail_in_the_clear() {
    let mut system = asked();
    let gone = "gone-bo@example.com";
    system.add_user("bo", gone);
    let call = system.site.post("/login/recover").form(&[("email", gone)]);
    let _ = call.header("origin", system.site.base()).send().expect(200);
    let relay = MailServer::start(&MailServing::default());
    let courier = system.start_courier(relay.address, 0);
    assert_eq!(courier.tick(), round(1, 0, 1));
    assert_eq!(courier.tick(), round(0, 0, 0));
    let [received] = &relay.mails()[..] else { panic!("one mail") };
    assert!(!received.secure);
    assert_eq!(received.mail.to, [ANNA]);
}

/// What would be trusted must be readable, and an authority alone names no relay.
#[test]
fn a_courier_with_half_a_configuration_is_not_well() {
    let mut system = asked();
    let pem = Authority::new().pem();
    for (variables, told) in [
        (&[("RELAY_NAME", NAME), ("RELAY_CA", "none")][..], "relay_ca is not usable"),
        (&[("RELAY_NAME", "a b")], "relay_name is not usable"),
        (&[("RELAY_CA", &*pem)], "relay_name is missing"),
    ] {
        let courier = system.start_unready_courier("127.0.0.1:25".parse().unwrap(), variables);
        assert_eq!(courier.status(), 500);
        assert!(courier.log().contains(told), "{told}: {}", courier.log());
    }
}
