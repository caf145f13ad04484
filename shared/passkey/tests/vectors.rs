//! Passkeys that another implementation made and used, and what is refused of them.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what they cannot do ends the test that wanted it"
)]

use base64ct::{Base64UrlUnpadded, Encoding as _};
use passkey::{Assertion, ClientData, PasskeyError, PublicKey, Registration, RelyingParty, Shown};
use serde::Deserialize;

const PASSKEYS: &str = include_str!("../../../tests/vectors/passkey/passkeys.json");

#[derive(Deserialize)]
struct Vectors {
    origin: String,
    challenge: String,
    passkeys: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    id: String,
    key: String,
    made: Made,
    used: Used,
}

#[derive(Deserialize)]
struct Made {
    client_data: String,
    attestation: String,
    counter: u32,
}

#[derive(Deserialize)]
struct Used {
    client_data: String,
    authenticator_data: String,
    signature: String,
    counter: u32,
}

fn vectors() -> Vectors {
    serde_json::from_str(PASSKEYS).unwrap()
}

fn party() -> RelyingParty {
    vectors().origin.parse().unwrap()
}

fn bytes(text: &str) -> Vec<u8> {
    Base64UrlUnpadded::decode_vec(text).unwrap()
}

fn registered(
    party: &RelyingParty,
    client: &[u8],
    id: &[u8],
    attestation: &[u8],
) -> Result<Registration, PasskeyError> {
    party.registered(&ClientData::read(client)?, id, attestation)
}

fn taken(party: &RelyingParty, key: &[u8], signed: [&[u8]; 3]) -> Result<Assertion, PasskeyError> {
    let [client, authenticator_data, signature] = signed;
    let (client, key) = (ClientData::read(client)?, PublicKey::read(key)?);
    party.shown(&client, &key, Shown { authenticator_data, signature })
}

/// Each byte in turn, with each of its bits turned over and with all of them.
fn flipped(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    let masks = (0..8).map(|bit| 1 << bit).chain([0xff]);
    let all = (0..bytes.len()).flat_map(move |place| masks.clone().map(move |mask| (place, mask)));
    all.map(|(place, mask)| {
        let other = |(at, byte): (usize, &u8)| if at == place { byte ^ mask } else { *byte };
        (place, bytes.iter().enumerate().map(other).collect())
    })
}

#[test]
fn what_was_made_and_used_is_taken() {
    let Vectors { challenge, passkeys, .. } = vectors();
    for row in passkeys {
        let (name, key) = (&row.name, bytes(&row.key));
        let (client, attestation) = (bytes(&row.made.client_data), bytes(&row.made.attestation));
        let made = registered(&party(), &client, &bytes(&row.id), &attestation);
        let want = Registration { id: bytes(&row.id), key: key.clone(), counter: row.made.counter };
        assert_eq!(made, Ok(want), "{name}");
        assert_eq!(ClientData::read(&client).unwrap().challenge(), bytes(&challenge), "{name}");
        let used = &row.used;
        let parts =
            [&used.client_data, &used.authenticator_data, &used.signature].map(|t| bytes(t));
        let used = Assertion { counter: used.counter, is_verified: true };
        assert_eq!(taken(&party(), &key, parts.each_ref().map(Vec::as_slice)), Ok(used), "{name}");
    }
}

/// All that is shown is signed: nothing of it may be another.
#[test]
fn every_bit_of_what_is_shown_counts() {
    for row in vectors().passkeys {
        let key = bytes(&row.key);
        let used = &row.used;
        let parts =
            [&used.client_data, &used.authenticator_data, &used.signature].map(|t| bytes(t));
        let [client, data, signature] = parts.each_ref().map(Vec::as_slice);
        for (at, other) in flipped(client) {
            assert!(taken(&party(), &key, [&other, data, signature]).is_err(), "client data {at}");
        }
        for (at, other) in flipped(data) {
            assert!(taken(&party(), &key, [client, &other, signature]).is_err(), "data {at}");
        }
        for (at, other) in flipped(signature) {
            assert!(taken(&party(), &key, [client, data, &other]).is_err(), "signature {at}");
        }
    }
}

/// Nothing signs what is made: what can be told is that it has the form it must have, that it is for us and
/// that somebody was there, and that it names the passkey that the browser names. What is left are the
/// make of the authenticator, its counter, what it may say in its flags, and the key where another fits.
#[test]
fn what_is_made_must_fit_together() {
    for row in vectors().passkeys {
        let (id, client) = (bytes(&row.id), bytes(&row.made.client_data));
        let attestation = bytes(&row.made.attestation);
        let want = registered(&party(), &client, &id, &attestation).unwrap();
        let is_elliptic = row.name == "ES256";
        for (at, other) in flipped(&attestation) {
            if let Ok(made) = registered(&party(), &client, &id, &other) {
                assert_eq!(made.id, want.id, "{at}");
                assert!(!is_elliptic || made.key == want.key, "{}: {at}", row.name);
            }
        }
        for (at, other) in flipped(&id) {
            let made = registered(&party(), &client, &other, &attestation);
            assert_eq!(made, Err(PasskeyError::Credential), "{at}");
        }
        for cut in 0..attestation.len() {
            let (cut, _) = attestation.split_at(cut);
            assert!(registered(&party(), &client, &id, cut).is_err());
        }
        let longer = [attestation.as_slice(), &[0]].concat();
        assert!(registered(&party(), &client, &id, &longer).is_err());
    }
}

#[test]
fn others_are_refused_for_what_they_are() {
    let rows = vectors().passkeys;
    let row = rows.first().unwrap();
    let (id, attestation) = (bytes(&row.id), bytes(&row.made.attestation));
    let client = String::from_utf8(bytes(&row.made.client_data)).unwrap();
    let with = |from: &str, to: &str| client.replacen(from, to, 1);
    let malformed = PasskeyError::Malformed("client data in another form");
    for (name, client, want) in [
        ("used", with("webauthn.create", "webauthn.get"), PasskeyError::Ceremony),
        ("a payment", with("webauthn.create", "payment.get"), PasskeyError::Ceremony),
        ("http", with("https", "http"), PasskeyError::Origin),
        ("a port", with("example.com", "example.com:444"), PasskeyError::Origin),
        ("a sibling", with("login.", "evil."), PasskeyError::Origin),
        ("a frame", with("false", "true"), PasskeyError::Origin),
        (
            "a frame, by its top",
            with("}", r#","topOrigin":"https://a.example"}"#),
            PasskeyError::Origin,
        ),
        ("two origins", with("}", r#","origin":"https://a.example"}"#), malformed),
        ("no challenge", with("challenge", "challenged"), malformed),
    ] {
        let made = registered(&party(), client.as_bytes(), &id, &attestation);
        assert_eq!(made, Err(want), "{name}");
    }
    let more = with("}", r#","other_keys_can_be_added_here":"do not compare"}"#);
    assert!(
        registered(&party(), more.as_bytes(), &id, &attestation).is_ok(),
        "browsers add members"
    );
    let sibling: RelyingParty = "https://evil.example.com".parse().unwrap();
    let there = with("login.example.com", "evil.example.com");
    let made = registered(&sibling, there.as_bytes(), &id, &attestation);
    assert_eq!(made, Err(PasskeyError::RelyingParty));
}

#[test]
fn keys_are_of_the_two_kinds() {
    let rows = vectors().passkeys;
    let [elliptic, modular] = [0, 1].map(|at: usize| bytes(&rows.get(at).unwrap().key));
    for (name, key) in [
        ("nothing", vec![]),
        ("left over", [elliptic.as_slice(), &[0]].concat()),
        (
            "ES256 said of RS256's curve",
            [&elliptic[..3], &[0x03, 0x38, 24], &elliptic[5..]].concat(),
        ),
        ("a short modulus", modular.iter().copied().take(40).collect()),
    ] {
        assert!(PublicKey::read(&key).is_err(), "{name}");
    }
}

#[test]
fn relying_parties_are_origins_with_a_name() {
    for (raw, id) in [
        ("https://login.example.com", Some("login.example.com")),
        ("https://login.example.com:8443", Some("login.example.com")),
        ("http://localhost:3000", Some("localhost")),
        ("http://localhost", Some("localhost")),
        ("http://login.example.com", None),
        ("https://127.0.0.1:3000", None),
        ("https://login.example.com/", None),
        ("https://Login.example.com", None),
        ("https://a@b.example", None),
        ("https://a.example:0", None),
        ("https://a.example:x", None),
        ("ftp://a.example", None),
        ("", None),
    ] {
        let party = raw.parse::<RelyingParty>();
        assert_eq!(party.as_ref().ok().map(RelyingParty::id), id, "{raw}");
    }
}
