//! Keys, sealed fields, hashes and numbers are the published ones; what was changed is refused.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a vector that is missing fails")]

use base64ct::{Base64UrlUnpadded, Encoding as _};
use credential::{KeyRing, NotSealed, TenantId};
use personal::{
    Country, Email, Generation, LookUp, LookUpSecret, Phone, Place, SubjectId, SubjectKey,
    TenantKey,
};
use serde_json::Value;
use survey::{FileId, ResponseId, SurveyId};

const ENVELOPE: &str = include_str!("../../../tests/vectors/personal/envelope.json");
const HASHES: &str = include_str!("../../../tests/vectors/personal/hashes.json");
const PHONES: &str = include_str!("../../../tests/vectors/personal/phones.json");

fn bytes(value: &Value) -> Vec<u8> {
    Base64UrlUnpadded::decode_vec(value.as_str().unwrap()).unwrap()
}

fn fixed<const N: usize>(value: &Value) -> [u8; N] {
    bytes(value).try_into().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// What was published, read.
struct Envelope {
    json: Value,
    zone: KeyRing,
    tenant: TenantId,
    subject: SubjectId,
    survey: SurveyId,
    response: ResponseId,
    file: FileId,
}

impl Envelope {
    fn read() -> Self {
        let json: Value = serde_json::from_str(ENVELOPE).unwrap();
        Self {
            zone: KeyRing::parse(text(&json["zone"])).unwrap(),
            tenant: text(&json["tenant"]).parse().unwrap(),
            subject: text(&json["subject"]).parse().unwrap(),
            survey: text(&json["survey"]).parse().unwrap(),
            response: text(&json["response"]).parse().unwrap(),
            file: text(&json["file"]).parse().unwrap(),
            json,
        }
    }

    fn tenant_key(&self) -> TenantKey {
        let generation = Generation::new(2).unwrap();
        TenantKey::new(self.tenant.clone(), generation, fixed(&self.json["tenant_key"]["secret"]))
    }

    fn subject_key(&self) -> SubjectKey {
        let secret = fixed(&self.json["subject_key"]["secret"]);
        SubjectKey::new(self.tenant.clone(), self.subject, secret)
    }

    fn place(&self, name: &str) -> Place<'_> {
        match name {
            "answers" => Place::Answers(&self.survey, self.response),
            "file_name" => Place::FileName(&self.survey, self.response, self.file),
            "file_content" => Place::FileContent(&self.survey, self.response, self.file),
            _ => Place::Contact("email"),
        }
    }
}

#[test]
fn tenant_keys_and_look_up_secrets_are_the_published_ones() {
    let all = Envelope::read();
    let (key, look_up) = (&all.json["tenant_key"], &all.json["look_up"]);
    let made = all.tenant_key().seal(&all.zone, fixed(&key["nonce"])).unwrap();
    assert_eq!(made, text(&key["sealed"]));
    let secret = LookUpSecret::new(fixed(&look_up["secret"]));
    let made = secret.seal(&all.zone, &all.tenant, fixed(&look_up["nonce"])).unwrap();
    assert_eq!(made, text(&look_up["sealed"]));
    let generation = Generation::new(2).unwrap();
    for sealed in ["sealed", "sealed_before"] {
        let sealed = text(&key[sealed]);
        let open = |tenant: &TenantId, generation| {
            TenantKey::open(&all.zone, tenant.clone(), generation, sealed)
        };
        assert!(open(&all.tenant, generation).is_ok());
        assert!(open(&"other".parse().unwrap(), generation).is_err(), "another tenant's");
        assert!(open(&all.tenant, Generation::FIRST).is_err(), "another generation");
    }
    for sealed in ["sealed", "sealed_before"] {
        let sealed = text(&look_up[sealed]);
        let opened = LookUpSecret::open(&all.zone, &all.tenant, sealed).unwrap();
        assert_eq!(opened.hash(LookUp::Email, &[]), secret.hash(LookUp::Email, &[]));
        let other = LookUpSecret::open(&all.zone, &"other".parse().unwrap(), sealed);
        assert!(other.is_err(), "another tenant's");
    }
    // One is not taken for the other.
    assert!(LookUpSecret::open(&all.zone, &all.tenant, text(&key["sealed"])).is_err());
}

#[test]
fn subject_keys_are_opened_for_their_subject_alone() {
    let all = Envelope::read();
    let (tenant_key, row) = (all.tenant_key(), &all.json["subject_key"]);
    let made = tenant_key.seal_subject(&all.subject_key(), fixed(&row["nonce"])).unwrap();
    assert_eq!(made, bytes(&row["sealed"]));
    let opened = tenant_key.open_subject(all.subject, &made).unwrap();
    let field = &all.json["fields"][0];
    let sealed = opened.seal(all.place("answers"), fixed(&field["nonce"]), b"x").unwrap();
    assert_eq!(*all.subject_key().open(all.place("answers"), &sealed).unwrap(), b"x");
    let other = SubjectId::from_bytes([0; 16]);
    assert_eq!(tenant_key.open_subject(other, &made).err(), Some(NotSealed));
    let of = |tenant: &str, secret: u8| {
        TenantKey::new(tenant.parse().unwrap(), Generation::FIRST, [secret; 32])
    };
    let again = of("acme", 9).seal_subject(&opened, [1; 24]).unwrap();
    assert!(of("acme", 9).open_subject(all.subject, &again).is_ok(), "re-wrapped");
    assert!(of("acme", 8).open_subject(all.subject, &again).is_err(), "another key");
    assert!(of("other", 9).open_subject(all.subject, &again).is_err(), "another tenant");
    assert!(of("other", 9).seal_subject(&opened, [1; 24]).is_err(), "another tenant's");
    for_each_change(&made, &|changed| tenant_key.open_subject(all.subject, changed).is_err());
}

#[test]
fn fields_are_opened_in_their_place_alone() {
    let all = Envelope::read();
    let key = all.subject_key();
    let elsewhere = SubjectKey::new(all.tenant.clone(), SubjectId::from_bytes([0; 16]), {
        fixed(&all.json["subject_key"]["secret"])
    });
    let fields = all.json["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 4);
    for field in fields {
        let (name, sealed) = (text(&field["place"]), bytes(&field["sealed"]));
        let (place, content) = (all.place(name), text(&field["text"]).as_bytes());
        assert_eq!(key.seal(place, fixed(&field["nonce"]), content).unwrap(), sealed, "{name}");
        assert_eq!(*key.open(place, &sealed).unwrap(), content, "{name}");
        assert!(elsewhere.open(place, &sealed).is_err(), "{name}: another subject");
        for other in fields.iter().map(|other| text(&other["place"])).filter(|o| *o != name) {
            assert!(key.open(all.place(other), &sealed).is_err(), "{name} in {other}");
        }
        assert!(key.open(Place::Answers(&all.survey, other_response()), &sealed).is_err());
        assert!(key.open(Place::Contact("phone"), &sealed).is_err());
        for_each_change(&sealed, &|changed| key.open(place, changed).is_err());
    }
}

fn other_response() -> ResponseId {
    "01932c07-209e-7cde-8c1d-3f2a1b4c5d6f".parse().unwrap()
}

/// Each byte with each bit flipped, each beginning, and one byte more.
fn for_each_change(sealed: &[u8], is_refused: &dyn Fn(&[u8]) -> bool) {
    for at in 0..sealed.len() {
        for bit in 0..8 {
            let mut changed = sealed.to_vec();
            changed[at] ^= 1 << bit;
            assert!(is_refused(&changed), "byte {at}, bit {bit}");
        }
        assert!(is_refused(&sealed[..at]), "cut at {at}");
    }
    assert!(is_refused(&[sealed, &[0]].concat()));
}

#[test]
fn hashes_are_the_published_ones() {
    let all: Value = serde_json::from_str(HASHES).unwrap();
    let secret = LookUpSecret::new(fixed(&all["secret"]));
    let mut seen = Vec::new();
    for row in all["rows"].as_array().unwrap() {
        let kind = match text(&row["kind"]) {
            "email" => LookUp::Email,
            "phone" => LookUp::Phone,
            "external-key" => LookUp::ExternalKey,
            "suppression" => LookUp::Suppression,
            "response" => LookUp::Response,
            "file" => LookUp::File,
            "file-name" => LookUp::FileName,
            "alert-secret" => LookUp::AlertSecret,
            _ => LookUp::OwnSubject,
        };
        let parts: Vec<_> = row["parts"].as_array().unwrap().iter().map(text).collect();
        let parts: Vec<_> = parts.iter().map(|part| part.as_bytes()).collect();
        let hash = secret.hash(kind, &parts);
        assert_eq!(hash.to_vec(), bytes(&row["hash"]), "{row}");
        assert!(!seen.contains(&hash), "{row}: the hash of something else");
        seen.push(hash);
    }
    let email: Email = "Anna@Example.com".parse().unwrap();
    let phone: Phone = "+46 70 174 06 05".parse().unwrap();
    let hashes = [secret.email(&email), secret.phone(&phone)]
        .into_iter()
        .chain([secret.suppressed_email(&email), secret.suppressed_phone(&phone)]);
    for (hash, place) in hashes.zip([0, 1, 3, 4]) {
        assert_eq!(hash, seen[place]);
    }
    assert_ne!(LookUpSecret::new([1; 32]).email(&email), seen[0], "another tenant's");
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let all: Value = serde_json::from_str(PHONES).unwrap();
    for row in all["rows"].as_array().unwrap() {
        let home = row["home"].as_str().map(|letters| letters.parse::<Country>().unwrap());
        let read = Phone::read(text(&row["raw"]), home);
        assert_eq!(read.as_ref().ok().map(Phone::as_str), row["phone"].as_str(), "{row}");
        if let Ok(phone) = read {
            assert_eq!(phone.as_str().parse::<Phone>().as_ref(), Ok(&phone), "{row}");
            assert_eq!(format!("{phone:?}"), "Phone(..)");
        }
    }
    assert!("ZZ".parse::<Country>().is_err());
}
