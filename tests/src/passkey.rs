//! An authenticator that keeps passkeys, and says exactly what it is told to say.

use core::cell::Cell;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::two_step::{codes_on, posted};
use crate::{Answer, Client, Person, Platform, attribute_of, cookie};

/// That somebody was there, and that it is known who.
pub const PRESENT_AND_VERIFIED: u8 = 0b101;

/// That somebody was there.
pub const PRESENT: u8 = 0b001;

/// That a passkey comes along.
const WITH_CREDENTIAL: u8 = 0b100_0000;

/// A passkey (ES256), in an authenticator of its own.
#[derive(Debug)]
pub struct Passkey {
    /// Its id.
    pub id: Vec<u8>,
    /// How often it has signed.
    pub counter: Cell<u32>,
    key: SigningKey,
    user: String,
}

/// What an authenticator and a browser say together. All of it may be something else.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// `webauthn.create` or `webauthn.get`.
    pub kind: &'static str,
    /// The challenge, in base64url.
    pub challenge: String,
    /// The page's origin.
    pub origin: String,
    /// The host that the passkey is for.
    pub relying_party: String,
    /// What the authenticator knows of who uses it.
    pub flags: u8,
    /// How often it has signed.
    pub counter: u32,
}

/// A passkey that somebody has added.
#[derive(Debug)]
pub struct AddedPasskey {
    /// The passkey.
    pub passkey: Passkey,
    /// The session in which it was added.
    pub cookie: String,
    /// The recovery codes that were shown with it.
    pub recovery: Vec<String>,
}

impl Ceremony {
    /// What is said on a page of `site`, asked for by these options.
    #[must_use]
    pub fn on(site: &Client, kind: &'static str, options: &Value) -> Self {
        let text =
            |name: &str| options.get(name).and_then(Value::as_str).expect("a text").to_owned();
        Self {
            kind,
            challenge: text("challenge"),
            origin: site.base().to_owned(),
            relying_party: text("rpId"),
            flags: PRESENT_AND_VERIFIED,
            counter: 0,
        }
    }

    fn client_data(&self) -> String {
        let Self { kind, challenge, origin, .. } = self;
        json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false })
            .to_string()
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let host = Sha256::digest(&self.relying_party);
        [host.as_slice(), &[self.flags | flags], &self.counter.to_be_bytes()].concat()
    }
}

impl Passkey {
    /// Makes a passkey for whom options say; nobody knows of it yet.
    #[must_use]
    pub fn new(options: &Value) -> Self {
        let mut drawn = [0; 64];
        getrandom::fill(&mut drawn).expect("randomness");
        let (id, secret) = drawn.split_at(32);
        let user =
            options.pointer("/user/id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let key = SigningKey::from_slice(secret).expect("all but every number is a key");
        Self { id: id.to_vec(), counter: Cell::new(0), key, user }
    }

    /// What the script sends of a passkey that was made.
    #[must_use]
    pub fn made(&self, ceremony: &Ceremony) -> Value {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (_, x_and_y) = point.as_bytes().split_at(1);
        let (x, y) = x_and_y.split_at(32);
        // A COSE key: EC2, ES256, P-256.
        let cose = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y];
        let mut data = ceremony.authenticator_data(WITH_CREDENTIAL);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("a short id").to_be_bytes());
        data.extend_from_slice(&self.id);
        data.extend(cose.concat());
        let length = [u8::try_from(data.len()).expect("not much")];
        let head = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58";
        let attestation = [head.as_slice(), &length, &data].concat();
        json!({
            "id": text(&self.id),
            "client_data": text(ceremony.client_data().as_bytes()),
            "attestation": text(&attestation),
        })
    }

    /// What the script sends of a passkey that was used.
    #[must_use]
    pub fn shown(&self, ceremony: &Ceremony) -> Value {
        let (client, data) = (ceremony.client_data(), ceremony.authenticator_data(0));
        let message = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&message);
        json!({
            "id": text(&self.id),
            "client_data": text(client.as_bytes()),
            "authenticator_data": text(&data),
            "signature": text(signature.to_der().as_bytes()),
            "user": self.user,
        })
    }

    /// Counts on, and answers what is asked on the page as it should be.
    #[must_use]
    pub fn answer(&self, site: &Client, options: &Value) -> Value {
        self.counter.set(self.counter.get() + 1);
        let ceremony = Ceremony::on(site, "webauthn.get", options);
        self.shown(&Ceremony { counter: self.counter.get(), ..ceremony })
    }
}

impl AddedPasskey {
    /// Adds a passkey to somebody's account, in a session that is there.
    #[must_use]
    #[track_caller]
    pub fn add(platform: &Platform, person: &Person, session: &str) -> Self {
        let site = &platform.site;
        let options = begin(site, person, session);
        let passkey = Passkey::new(&options);
        let credential = passkey.made(&Ceremony::on(site, "webauthn.create", &options)).to_string();
        let fields = [("name", "Telefonen"), ("credential", &credential)];
        let added = posted(site, "/login/passkey/confirm", session, &fields);
        assert!([200, 303].contains(&added.status), "{}", added.text());
        Self { passkey, cookie: cookie(&added), recovery: codes_on(&added) }
    }
}

/// What the page asks of a browser that is to make a passkey.
#[must_use]
#[track_caller]
pub fn begin(site: &Client, person: &Person, session: &str) -> Value {
    let fields = [("password", person.password.as_str())];
    let begun = posted(site, "/login/passkey/begin", session, &fields).expect(200);
    options_on(&begun)
}

/// What a page asks of a browser that is to make a passkey.
#[must_use]
pub fn options_on(page: &Answer) -> Value {
    let options = attribute_of(page.text(), "form", "data-options");
    serde_json::from_str(&options).expect("options are JSON")
}

/// Bytes, as the script sends them.
fn text(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}
