//! What browsers and authenticators say of passkeys.

use std::sync::LazyLock;

use ::passkey::{ClientData, PublicKey, RelyingParty, Shown};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde_json::Value;

const VECTORS: &str = include_str!("../../tests/vectors/passkey/passkeys.json");

/// A passkey that another implementation made.
struct Known {
    id: Vec<u8>,
    key: PublicKey,
    /// What the browser says of the page when it is made, and when it is used.
    pages: [ClientData; 2],
    /// What has its form: what is said of the page, an attestation, what an authenticator says, a key.
    seeds: [Vec<u8>; 4],
}

static PARTY: LazyLock<RelyingParty> = LazyLock::new(|| {
    let vectors: Value = serde_json::from_str(VECTORS).expect("the vectors are JSON");
    vectors["origin"].as_str().expect("an origin").parse().expect("an origin")
});

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let vectors: Value = serde_json::from_str(VECTORS).expect("the vectors are JSON");
    vectors["passkeys"].as_array().into_iter().flatten().map(known).collect()
});

fn known(row: &Value) -> Known {
    let bytes = |of: &Value| {
        Base64UrlUnpadded::decode_vec(of.as_str().expect("a text")).expect("base64url")
    };
    let page = |of: &Value| ClientData::read(&bytes(&of["client_data"])).expect("client data");
    let (made, used, key) = (&row["made"], &row["used"], bytes(&row["key"]));
    Known {
        id: bytes(&row["id"]),
        key: PublicKey::read(&key).expect("a key"),
        pages: [page(made), page(used)],
        seeds: [
            bytes(&made["client_data"]),
            bytes(&made["attestation"]),
            bytes(&used["authenticator_data"]),
            key,
        ],
    }
}

/// Whatever it is, it is read or refused. What is taken as a new passkey has a key that is read, and an
/// id that the browser names; what nobody has signed is not taken as signed.
pub fn passkey(data: &[u8]) {
    let _ = ClientData::read(data);
    let _ = PublicKey::read(data);
    for Known { id, key, pages: [made, used], seeds } in &*KNOWN {
        if let Ok(registration) = PARTY.registered(made, id, data) {
            assert_eq!(registration.id, *id, "another id");
            PublicKey::read(&registration.key).expect("a key that was taken is read again");
        }
        let (authenticator_data, signature) = data.split_at(data.len().min(37));
        let shown = Shown { authenticator_data, signature };
        assert!(PARTY.shown(used, key, shown).is_err(), "nobody has signed this");
        let [.., authenticator_data, _] = seeds;
        let shown = Shown { authenticator_data, signature: data };
        assert!(PARTY.shown(used, key, shown).is_err(), "nobody has signed this");
    }
}

/// What is not far from what is taken.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    KNOWN.iter().flat_map(|known| known.seeds.clone()).collect()
}
