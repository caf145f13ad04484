//! What identity providers say.

use std::sync::LazyLock;

use ::openid::{Called, Expected, KeySet, Metadata, Named, Secret, Tokens, address_of};
use contract::message::{ClientId, Issuer, Subject};
use credential::UnixSeconds;
use serde_json::{Value, json};

const VECTORS: &str = include_str!("../../tests/vectors/openid/id-tokens.json");

/// A provider that another implementation made, and its tokens.
struct Known {
    issuer: Issuer,
    client_id: ClientId,
    subject: Subject,
    nonce: Secret,
    now: UnixSeconds,
    keys: KeySet,
    seeds: Vec<Vec<u8>>,
    /// What its keys have signed, by header and claims.
    signed: Vec<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let vectors: Value = serde_json::from_str(VECTORS).expect("the vectors are JSON");
    let text = |name: &str| vectors[name].as_str().expect("a text").to_owned();
    let rows = || vectors["rows"].as_array().into_iter().flatten();
    let token = |row: &Value| row["token"].as_str().expect("a token").to_owned();
    // What another of the sets refuses may still be signed by a key of this one.
    let signed = rows().filter(|row| row["want"] == "good" || row["keys"] != "all");
    let signed = signed.map(|row| body(&token(row)).to_owned()).collect();
    let set = vectors["keys"]["all"].to_string();
    let issuer = text("issuer");
    let metadata = json!({
        "issuer": issuer, "authorization_endpoint": issuer, "token_endpoint": issuer, "jwks_uri": issuer,
    });
    let info = json!({ "sub": text("subject"), "email": "a@b", "email_verified": true });
    let said = [set.clone(), metadata.to_string(), info.to_string()];
    Known {
        issuer: issuer.parse().expect("an issuer"),
        client_id: text("client_id").parse().expect("a client"),
        subject: text("subject").parse().expect("a subject"),
        nonce: Secret::new(serde_json::from_value(vectors["nonce"].clone()).expect("bytes")),
        now: UnixSeconds::new(vectors["now"].as_u64().expect("a moment")),
        keys: KeySet::read(set.as_bytes()).expect("a set"),
        seeds: rows().map(token).chain(said).map(String::into_bytes).collect(),
        signed,
    }
});

/// What of a token is signed.
fn body(token: &str) -> &str {
    token.rsplit_once('.').map_or(token, |(body, _)| body)
}

/// Whatever it is, it is read or refused; what no key has signed names nobody.
pub fn openid(data: &[u8]) {
    let Known { issuer, client_id, subject, nonce, now, keys, signed, .. } = &*KNOWN;
    let _ = KeySet::read(data);
    let _ = Metadata::read(data, issuer, &Called::public());
    let _ = Tokens::read(data);
    let _ = address_of(data, subject);
    let Ok(token) = core::str::from_utf8(data) else { return };
    let expected = Expected { issuer, client_id, nonce, now: *now };
    if Named::read(token, keys, &expected).is_ok() {
        assert!(signed.iter().any(|known| known == body(token)), "nobody has signed this");
    }
}

/// What is not far from what is taken.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    KNOWN.seeds.iter().filter(|seed| seed.len() <= 8192).cloned().collect()
}
