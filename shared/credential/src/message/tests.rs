//! Tests of signed requests, against the published vectors and by changing them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64ct::{Base64, Encoding};
use http::request::Parts;
use http::{HeaderValue, Request};
use serde::Deserialize;

use super::*;
use crate::key::{BLOCK_BYTES, hmac_sha256};
use crate::{Function, KeyRing, UnixSeconds};

/// Made by another implementation.
const REQUESTS: &str = include_str!("../../../../tests/vectors/credential/signed-requests.json");

#[derive(Deserialize)]
struct Requests {
    function_keys: String,
    requests: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    function: String,
    method: String,
    target: String,
    authorization: Option<String>,
    body: String,
    created: UnixSeconds,
    signature_base: String,
    headers: BTreeMap<String, String>,
}

impl Row {
    fn unsigned(&self) -> Parts {
        parts(&self.method, &self.target, self.authorization.as_deref())
    }

    fn signed(&self) -> Parts {
        let mut parts = self.unsigned();
        for (name, value) in &self.headers {
            set(&mut parts, name, value);
        }
        parts
    }

    fn function(&self) -> Function {
        self.function.parse().unwrap()
    }
}

fn parts(method: &str, target: &str, authorization: Option<&str>) -> Parts {
    let mut request = Request::builder().method(method).uri(target);
    if let Some(authorization) = authorization {
        request = request.header("authorization", authorization);
    }
    request.body(()).unwrap().into_parts().0
}

fn set(parts: &mut Parts, name: &str, value: &str) {
    let name: http::HeaderName = name.parse().unwrap();
    parts.headers.insert(name, HeaderValue::from_str(value).unwrap());
}

fn published() -> (FunctionKeys, Vec<Row>) {
    let requests: Requests = serde_json::from_str(REQUESTS).unwrap();
    (FunctionKeys::parse(&requests.function_keys).unwrap(), requests.requests)
}

fn ring(function: Function) -> KeyRing {
    let requests: Requests = serde_json::from_str(REQUESTS).unwrap();
    let prefix = format!("{function}=");
    let text = requests.function_keys.split(';').find_map(|entry| entry.strip_prefix(&prefix));
    KeyRing::parse(text.unwrap()).unwrap()
}

/// The example of RFC 9421, appendix B.2.5, with the key of appendix B.1.5.
#[test]
fn the_example_of_the_standard() {
    let secret =
        "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
    let components = [
        ("date", Cow::Borrowed("Tue, 20 Apr 2021 02:07:55 GMT")),
        ("@authority", Cow::Borrowed("example.com")),
        ("content-type", Cow::Borrowed("application/json")),
    ];
    let params =
        format!("{};created=1618884473;keyid=\"test-shared-secret\"", base::listed(&components));
    let message = base::signature_base(&components, &params);
    assert_eq!(
        message,
        "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\
         \"@authority\": example.com\n\
         \"content-type\": application/json\n\
         \"@signature-params\": (\"date\" \"@authority\" \"content-type\")\
         ;created=1618884473;keyid=\"test-shared-secret\""
    );
    let block: [u8; BLOCK_BYTES] = Base64::decode_vec(secret).unwrap().try_into().unwrap();
    let tag = hmac_sha256(&block, &[message.as_bytes()]);
    assert_eq!(Base64::encode_string(&tag), "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");
}

/// The examples of RFC 9530, appendices B.1 and B.2.
#[test]
fn the_digests_of_the_standard() {
    for (body, want) in [
        ("{\"hello\": \"world\"}\n", "RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg="),
        ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ] {
        assert_eq!(base::content_digest(body.as_bytes()), format!("sha-256=:{want}:"), "{body}");
    }
}

#[test]
fn published_requests_verify_and_are_signed_alike() {
    let (keys, rows) = published();
    for row in rows {
        let name = &row.name;
        let signed = row.signed();
        let digest = signed.headers["content-digest"].to_str().unwrap();
        let components = base::components(&signed, digest, row.authorization.as_deref());
        let params = &row.headers["signature-input"][base::LABEL.len()..];
        assert_eq!(base::signature_base(&components, params), row.signature_base, "{name}");

        let got = keys.verify_request(&signed, row.body.as_bytes(), row.created);
        assert_eq!(got, Ok(row.function()), "{name}");

        let mut made = row.unsigned();
        let ring = ring(row.function());
        sign_request(row.function(), &ring, &mut made, row.body.as_bytes(), row.created).unwrap();
        assert_eq!(made.headers, signed.headers, "{name}");
    }
}

#[test]
fn signing_again_replaces_the_signature() {
    let (keys, rows) = published();
    let row = &rows[0];
    let (mut parts, later) = (row.signed(), row.created.saturating_add_seconds(600));
    sign_request(row.function(), &ring(row.function()), &mut parts, b"other", later).unwrap();
    assert_eq!(keys.verify_request(&parts, b"other", later), Ok(row.function()));
}

#[test]
fn an_absolute_address_is_signed_as_its_path() {
    let (keys, rows) = published();
    let row = &rows[1];
    let mut parts = row.signed();
    parts.uri = format!("http://storage.example:3001{}", row.target).parse().unwrap();
    assert_eq!(keys.verify_request(&parts, b"", row.created), Ok(row.function()));
}

#[test]
fn every_changed_byte_of_the_request_line_and_the_credential_is_refused() {
    let (keys, rows) = published();
    for row in rows {
        let authorization = row.authorization.as_deref();
        // What follows a number sign never reaches the wire, and so is not covered.
        let sent = |target: &String| {
            target.starts_with('/') && !target.contains('#') && target.parse::<http::Uri>().is_ok()
        };
        let mut changes: Vec<_> = Vec::new();
        changes
            .extend(changed(&row.method).map(|method| parts(&method, &row.target, authorization)));
        let targets = changed(&row.target).filter(sent);
        changes.extend(targets.map(|target| parts(&row.method, &target, authorization)));
        let credentials = authorization.into_iter().flat_map(changed);
        changes.extend(credentials.map(|value| parts(&row.method, &row.target, Some(&value))));
        for mut parts in changes {
            parts.headers.extend(row.signed().headers.into_iter().filter_map(|(name, value)| {
                name.filter(|name| name != "authorization").map(|name| (name, value))
            }));
            let got = keys.verify_request(&parts, row.body.as_bytes(), row.created);
            let sent = (&parts.method, &parts.uri);
            assert_eq!(got, Err(SignatureError::Forged), "{}, {sent:?}", row.name);
        }
    }
}

#[test]
fn every_changed_byte_of_the_signature_headers_is_refused() {
    let (keys, rows) = published();
    for row in rows {
        for (name, value) in &row.headers {
            for value in changed(value) {
                let mut parts = row.signed();
                set(&mut parts, name, &value);
                let got = keys.verify_request(&parts, row.body.as_bytes(), row.created);
                let refused =
                    matches!(got, Err(SignatureError::Forged | SignatureError::Malformed));
                assert!(refused, "{}, {name}: {value}", row.name);
            }
        }
    }
}

#[test]
fn every_changed_byte_of_the_body_is_refused() {
    let (keys, rows) = published();
    for row in rows {
        let mut bodies: Vec<_> = (0..row.body.len())
            .map(|index| {
                let mut body = row.body.clone().into_bytes();
                body[index] ^= 1;
                body
            })
            .collect();
        bodies.push([row.body.as_bytes(), b" "].concat());
        for body in bodies {
            let got = keys.verify_request(&row.signed(), &body, row.created);
            assert_eq!(got, Err(SignatureError::Digest), "{}", row.name);
        }
    }
}

/// `text` with one byte changed, at every place.
fn changed(text: &str) -> impl Iterator<Item = String> {
    let bytes = text.as_bytes().to_vec();
    (0..bytes.len()).filter_map(move |index| {
        let mut bytes = bytes.clone();
        // An ASCII letter changes into another one, and a sign into another sign.
        bytes[index] ^= if bytes[index].is_ascii_alphanumeric() { 1 } else { 2 };
        String::from_utf8(bytes).ok()
    })
}

/// One change to a signed request.
enum Change {
    Remove(&'static str),
    Repeat(&'static str),
    Replace(&'static str, &'static str, &'static str),
}

impl Change {
    fn make(&self, parts: &mut Parts) {
        match self {
            Self::Remove(name) => {
                parts.headers.remove(*name).unwrap();
            }
            Self::Repeat(name) => {
                let value = parts.headers[*name].clone();
                parts.headers.append(*name, value);
            }
            Self::Replace(name, from, to) => {
                let value = parts.headers[*name].to_str().unwrap();
                assert!(value.contains(from), "{name} has no {from}");
                let value = value.replace(from, to);
                set(parts, name, &value);
            }
        }
    }
}

fn check_changes(rows: &[(&str, Change)], want: SignatureError) {
    let (keys, requests) = published();
    let request = &requests[1];
    for (name, change) in rows {
        let mut parts = request.signed();
        change.make(&mut parts);
        assert_eq!(keys.verify_request(&parts, b"", request.created), Err(want), "{name}");
    }
}

#[test]
fn headers_that_are_missing_or_repeated() {
    let missing = [
        ("no digest", Change::Remove("content-digest")),
        ("no input", Change::Remove("signature-input")),
        ("no signature", Change::Remove("signature")),
    ];
    check_changes(&missing, SignatureError::Missing);
    let malformed = [
        ("two digests", Change::Repeat("content-digest")),
        ("two inputs", Change::Repeat("signature-input")),
        ("two signatures", Change::Repeat("signature")),
        ("two credentials", Change::Repeat("authorization")),
        ("a credential covered but not sent", Change::Remove("authorization")),
    ];
    check_changes(&malformed, SignatureError::Malformed);
}

#[test]
fn inputs_of_another_form() {
    let input = |from, to| Change::Replace("signature-input", from, to);
    let malformed = [
        ("the credential uncovered", input(" \"authorization\"", "")),
        ("the digest uncovered", input(" \"content-digest\"", "")),
        ("another order", input("\"@path\" \"@query\"", "\"@query\" \"@path\"")),
        ("another algorithm", input("hmac-sha256", "ed25519")),
        ("one parameter more", input(";alg", ";nonce=\"1\";alg")),
        ("a second member", input("hmac-sha256\"", "hmac-sha256\", b=()")),
        ("a time with a sign", input("created=", "created=+")),
        ("a time with a zero before it", input("created=", "created=0")),
        ("a time that is too large", input("created=", "created=99999999999")),
        ("an unknown function", input("api:", "keeper:")),
        ("another label", input("nordsvar=", "sig1=")),
        ("another label of the signature", Change::Replace("signature", "nordsvar=", "sig1=")),
        ("an unpadded signature", Change::Replace("signature", "=:", ":")),
    ];
    check_changes(&malformed, SignatureError::Malformed);
    let forged = [
        ("another function", input("api:", "submit:")),
        ("an unknown key", input(":k2", ":k9")),
        ("the previous key", input(":k2", ":k1")),
        ("two digests", Change::Replace("content-digest", "sha-256", "sha-512=:AA==:, sha-256")),
    ];
    check_changes(&forged, SignatureError::Forged);
}

#[test]
fn the_window() {
    let (keys, rows) = published();
    let row = &rows[0];
    let created = row.created.get();
    for (name, now, body, want) in [
        ("at once", created, row.body.as_str(), Ok(Function::Submit)),
        ("60 s later", created + 60, &row.body, Ok(Function::Submit)),
        ("61 s later", created + 61, &row.body, Err(SignatureError::Window)),
        ("60 s early", created - 60, &row.body, Ok(Function::Submit)),
        ("61 s early", created - 61, &row.body, Err(SignatureError::Window)),
        ("much later", u64::MAX, &row.body, Err(SignatureError::Window)),
        ("much earlier", 0, &row.body, Err(SignatureError::Window)),
        ("another body, in time", created, "", Err(SignatureError::Digest)),
        ("another body, too late", created + 61, "", Err(SignatureError::Window)),
    ] {
        let got = keys.verify_request(&row.signed(), body.as_bytes(), UnixSeconds::new(now));
        assert_eq!(got, want, "{name}");
    }
}

#[test]
fn rotation() {
    let (keys, rows) = published();
    let row = &rows[0];
    let text = ring(Function::Submit).to_config();
    let (current, previous) = text.split_once(',').unwrap();
    for (name, ring, known, want) in [
        ("the previous key signs", previous, text.as_str(), Ok(Function::Submit)),
        ("the previous key is gone", previous, current, Err(SignatureError::Forged)),
        ("the new key is not known yet", current, previous, Err(SignatureError::Forged)),
    ] {
        let ring = KeyRing::parse(ring).unwrap();
        let keys = FunctionKeys::parse(&format!("submit={known}")).unwrap();
        let mut parts = row.unsigned();
        sign_request(Function::Submit, &ring, &mut parts, b"", row.created).unwrap();
        assert_eq!(keys.verify_request(&parts, b"", row.created), want, "{name}");
    }
    // A function that signs with its own key in another's name.
    let mut parts = row.unsigned();
    sign_request(Function::Api, &ring(Function::Submit), &mut parts, b"", row.created).unwrap();
    let got = keys.verify_request(&parts, b"", row.created);
    assert_eq!(got, Err(SignatureError::Forged));
}

#[test]
fn what_cannot_be_signed() {
    let ring = ring(Function::Api);
    for (name, values, want) in [
        ("none", &[][..], Ok(())),
        ("one", &[&b"Bearer a"[..]], Ok(())),
        ("two", &[&b"Bearer a"[..], b"Bearer b"], Err(SigningError)),
        ("not ASCII", &[&b"Bearer \xe5"[..]], Err(SigningError)),
    ] {
        let mut parts = parts("GET", "/", None);
        for value in values {
            parts.headers.append("authorization", HeaderValue::from_bytes(value).unwrap());
        }
        let got = sign_request(Function::Api, &ring, &mut parts, b"", UnixSeconds::new(0));
        assert_eq!(got, want, "{name}");
        assert_eq!(parts.headers.contains_key("signature"), want.is_ok(), "{name}");
    }
}

#[test]
fn function_keys() {
    let ring = ring(Function::Api).to_config();
    let ring = ring.as_str();
    for (name, raw, want) in [
        ("one", format!("api={ring}"), true),
        ("two", format!("api={ring};submit={ring}"), true),
        ("empty", String::new(), false),
        ("a function twice", format!("api={ring};api={ring}"), false),
        ("an unknown function", format!("storage={ring}"), false),
        ("no ring", "api=".to_owned(), false),
        ("no function", ring.to_owned(), false),
        ("a semicolon at the end", format!("api={ring};"), false),
        ("a space", format!("api={ring}; submit={ring}"), false),
    ] {
        let read = FunctionKeys::parse(&raw);
        assert_eq!(read.is_ok(), want, "{name}");
        if let Ok(keys) = read {
            assert_eq!(*keys.to_config(), raw, "{name}");
        }
    }
}
