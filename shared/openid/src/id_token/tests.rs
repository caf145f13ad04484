use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::*;

/// Made by another implementation.
const VECTORS: &str = include_str!("../../../../tests/vectors/openid/id-tokens.json");

#[derive(Deserialize)]
struct Vectors {
    issuer: Issuer,
    client_id: ClientId,
    nonce: [u8; 32],
    now: UnixSeconds,
    subject: Subject,
    keys: BTreeMap<String, Box<RawValue>>,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    keys: String,
    token: String,
    want: String,
    email: Option<String>,
}

fn vectors() -> Vectors {
    serde_json::from_str(VECTORS).unwrap()
}

impl Vectors {
    fn read(&self, keys: &str, token: &str) -> Result<Named, Fault> {
        let keys = KeySet::read(self.keys[keys].get().as_bytes()).unwrap();
        let nonce = Secret::new(self.nonce);
        let Self { issuer, client_id, now, .. } = self;
        Named::read(token, &keys, &Expected { issuer, client_id, nonce: &nonce, now: *now })
    }
}

const fn word(fault: Fault) -> &'static str {
    match fault {
        Fault::Malformed(_) => "malformed",
        Fault::Address => "address",
        Fault::Issuer => "issuer",
        Fault::Algorithm => "algorithm",
        Fault::Key => "key",
        Fault::Signature => "signature",
        Fault::Audience => "audience",
        Fault::Nonce => "nonce",
        Fault::Time => "time",
        Fault::Subject => "subject",
        Fault::Refused => "refused",
    }
}

#[test]
fn published_tokens_come_to_what_is_said_of_them() {
    let vectors = vectors();
    for row in &vectors.rows {
        let got = vectors.read(&row.keys, &row.token);
        let came_to = got.as_ref().map_or_else(|fault| word(*fault), |_| "good");
        assert_eq!(came_to, row.want, "{}: {got:?}", row.name);
        if let Ok(named) = got {
            assert_eq!(named.subject, vectors.subject, "{}", row.name);
            assert_eq!(
                named.email.as_ref().map(Email::as_str),
                row.email.as_deref(),
                "{}",
                row.name
            );
        }
    }
}

/// Whatever bit of a good token is another, it is not taken.
#[test]
fn every_flipped_bit_is_refused() {
    let vectors = vectors();
    for name in ["RS256", "ES256"] {
        let row = vectors.rows.iter().find(|row| row.name == name).unwrap();
        let keys = KeySet::read(vectors.keys[&row.keys].get().as_bytes()).unwrap();
        let nonce = Secret::new(vectors.nonce);
        let Vectors { issuer, client_id, now, .. } = &vectors;
        let expected = Expected { issuer, client_id, nonce: &nonce, now: *now };
        // A bit of each letter, and all of them over the token.
        for (index, byte) in row.token.bytes().enumerate() {
            let mut forged = row.token.clone().into_bytes();
            forged[index] = byte ^ (1 << (index % 7));
            let forged = String::from_utf8(forged).unwrap();
            assert!(Named::read(&forged, &keys, &expected).is_err(), "{name}, byte {index}");
        }
    }
}

#[test]
fn tokens_are_for_one_issuer_client_nonce_and_time() {
    let vectors = vectors();
    let row = vectors.rows.iter().find(|row| row.name == "ES256").unwrap();
    for (change, want) in [
        (
            Vectors { issuer: "https://id.example.com".parse().unwrap(), ..self::vectors() },
            "issuer",
        ),
        (Vectors { client_id: "nordsvar2".parse().unwrap(), ..self::vectors() }, "audience"),
        (Vectors { nonce: [7; 32], ..self::vectors() }, "nonce"),
        (Vectors { now: UnixSeconds::new(vectors.now.get() + 900), ..self::vectors() }, "time"),
        (Vectors { now: UnixSeconds::new(0), ..self::vectors() }, "time"),
    ] {
        let got = change.read(&row.keys, &row.token);
        assert_eq!(got.map_err(word), Err(want));
    }
}

#[test]
fn what_is_said_elsewhere_is_of_the_same_person() {
    let subject: Subject = "a1".parse().unwrap();
    let said = |json: &str| address_of(json.as_bytes(), &subject).map_err(word);
    let anna: Email = "anna@example.com".parse().unwrap();
    for (json, want) in [
        (r#"{"sub":"a1","email":"anna@example.com","email_verified":true}"#, Ok(Some(anna))),
        (r#"{"sub":"a1","email":"anna@example.com","email_verified":"true"}"#, Ok(None)),
        (r#"{"sub":"a1","email":"anna@example.com"}"#, Ok(None)),
        (r#"{"sub":"a1","email":["anna@example.com"],"email_verified":true}"#, Ok(None)),
        (r#"{"sub":"a1"}"#, Ok(None)),
        (r#"{"sub":"a2","email":"anna@example.com","email_verified":true}"#, Err("subject")),
        (r#"{"email":"anna@example.com","email_verified":true}"#, Err("malformed")),
        ("eyJhbGciOiJub25lIn0.e30.", Err("malformed")),
    ] {
        assert_eq!(said(json), want, "{json}");
    }
}

#[test]
fn sets_that_cannot_be_read_are_refused() {
    for json in ["", "[]", "{}", r#"{"keys":{}}"#] {
        assert!(KeySet::read(json.as_bytes()).is_err(), "{json}");
    }
    let none = KeySet::read(br#"{"keys":[]}"#).unwrap();
    assert_eq!(none.find(Algorithm::Es256, None).err(), Some(Fault::Key));
}
