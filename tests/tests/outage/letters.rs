//! How an instance's messages look in its room before anybody gets one, and a test that is sent.

use contract::Target;
use contract::message::{CreateUser, PasswordParameters, Secret};
use credential::{Audience, Function, Grant, Grants, Role, Scope, SessionClaims, UnixSeconds};
use serde_json::json;
use tests::{Answer, Signed, now};

use crate::asked_mail::Shop;

const HOME: &str = "/apps/store-evaluator/instances/coffee";

/// Somebody of the shop's staff, in its room.
struct Staff<'a> {
    shop: &'a Shop,
    cookie: String,
}

impl<'a> Staff<'a> {
    /// One of a role, whose password nobody knows.
    fn new(shop: &'a Shop, role: Role) -> Self {
        let grants = Grants::from(Grant { role, scope: Scope::Tenant });
        let (user, tenant) = (format!("acme-{role}"), "acme");
        let message = CreateUser {
            user: user.parse().unwrap(),
            tenant: tenant.parse().unwrap(),
            email: format!("{role}@acme.example").parse().unwrap(),
            parameters: PasswordParameters {
                salt: Secret::new([7; 16]),
                memory_kib: 8,
                passes: 1,
                lanes: 1,
            },
            verifier: Secret::new([0; 32]),
            grants: grants.clone(),
        };
        let signed = Signed::new(Function::Operator, Target::CreateUser);
        let signed = signed.body(serde_json::to_vec(&message).unwrap());
        let (storage, keys) = (shop.system.storage(), &shop.system.keys);
        let _ = storage.run(signed.request(&storage, keys)).unwrap().expect(201);
        let claims = SessionClaims {
            sub: user.parse().unwrap(),
            ten: tenant.parse().unwrap(),
            zone: keys.zone().clone(),
            aud: Audience::StoreEvaluator,
            epoch: 1,
            grants,
            auth: now(),
            iat: now(),
            exp: UnixSeconds::new(now().get() + 3600),
        };
        let token = keys.session(Audience::StoreEvaluator).sign(&claims).unwrap();
        Self { shop, cookie: format!("__Host-nordsvar_store_evaluator={token}") }
    }

    fn get(&self, path: &str) -> Answer {
        let call = self.shop.system.site.get(&format!("{HOME}{path}"));
        call.header("cookie", &self.cookie).send()
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let site = &self.shop.system.site;
        let call = site.post(&format!("{HOME}{path}")).form(fields).header("cookie", &self.cookie);
        call.header("origin", site.base()).send()
    }
}

/// A shop whose checkout asks by mail and by text message, with the survey's first question.
fn put(shop: &Shop, paused: bool) {
    let window = json!({"from": "00:00", "to": "24:00", "holidays": []});
    let setup = json!({
        "survey": shop.survey, "title": "Coffee", "paused": paused, "texts": {}, "alerts": [],
        "policy": {"delay-minutes": 600, "window": window}, "first_question": "overall",
        "settings": {"stage": "checkout"}, "sender": {"name": "Kaffe & Te"},
    });
    let target = Target::PutInstance("store-evaluator".parse().unwrap(), "coffee".parse().unwrap());
    let answer = shop.ask(target, &setup);
    assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
}

fn says(answer: &Answer, parts: &[&str]) {
    for part in parts {
        assert!(answer.text().contains(part), "{part}: {}", answer.text());
    }
}

/// The HTML of a mail, decoded from quoted-printable.
fn html(raw: &str) -> String {
    let raw = raw.replace("\r\n", "\n");
    let part = raw.split("Content-Type: text/html").nth(1).unwrap();
    let body = part.split_once("\n\n").unwrap().1.split("\n--").next().unwrap();
    let mut bytes = Vec::new();
    let mut rest = body.replace("=\n", "").into_bytes().into_iter();
    while let Some(byte) = rest.next() {
        if byte == b'=' {
            let code: Vec<u8> = rest.by_ref().take(2).collect();
            let code = String::from_utf8(code).unwrap();
            bytes.push(u8::from_str_radix(&code, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// HTML without what its links end with.
fn without_tokens(html: &str) -> String {
    let html = html.replace("\r\n", "\n");
    let mut plain = String::new();
    for (place, part) in html.trim().split_inclusive(['/', '"', '?']).enumerate() {
        let is_token = place > 0 && (plain.ends_with("/i/") || plain.ends_with("/u/"));
        plain.push_str(if is_token { &part[part.len() - 1..] } else { part });
    }
    plain
}

#[test]
fn messages_are_shown_as_they_are_sent() {
    let shop = Shop::open();
    put(&shop, false);
    let staff = Staff::new(&shop, Role::Editor);
    let shown = staff.get("/texts?kind=invitation&language=en").expect(200);
    says(&shown, &["<iframe", "sandbox=\"\"", "Messages: ", "?q=overall"]);
    // Nobody has said what a text message costs.
    assert!(!shown.text().contains("Cost"), "{}", shown.text());
    let policy = shown.header("content-security-policy");
    assert!(policy.contains("frame-src 'self'"), "{policy}");
    let mail = staff.get("/texts/preview?kind=invitation&language=en").expect(200);
    for value in 1..=5 {
        says(&mail, &[&format!("?q=overall&amp;v={value}")]);
    }
    let policy = mail.header("content-security-policy");
    assert!(policy.contains("sandbox") && policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    // What it leads to is there for nobody.
    let link = mail.text().split("http://localhost").find(|part| part.contains("/i/")).unwrap();
    let path = link.split(['"', '?']).next().unwrap();
    let opened = shop.system.site.get(path).send();
    assert!((400..500).contains(&opened.status), "{path}: {}", opened.status);
}

#[test]
fn a_test_mail_goes_the_way_of_every_other() {
    let shop = Shop::open();
    put(&shop, false);
    let staff = Staff::new(&shop, Role::Editor);
    let wrong = staff.post("/texts/test", &[("language", "en"), ("to", "elsa")]).expect(422);
    says(&wrong, &["no e-mail address", "value=\"elsa\""]);
    let fields = [("language", "en"), ("to", "elsa@customer.example")];
    let sent = staff.post("/texts/test", &fields).expect(303);
    let location = sent.header("location").strip_prefix(HOME).unwrap().to_owned();
    assert!(location.ends_with("?tested"), "{location}");
    says(&staff.get(&location).expect(200), &["The test mail is queued", "elsa@customer.example"]);
    assert_eq!(shop.courier.tick(), json!({"sent": 1, "waiting": 0, "failed": 0}));
    let taken = shop.relay.taken();
    assert!(taken[0].contains("Subject: [Test]"), "{}", taken[0]);
    let shown = staff.get("/texts/preview?kind=test&language=en").expect(200);
    assert_eq!(without_tokens(&html(&taken[0])), without_tokens(shown.text()));
    let target =
        Target::ReadInstance("store-evaluator".parse().unwrap(), "coffee".parse().unwrap());
    let counts = shop.ask(target, &serde_json::Value::Null).expect(200).json();
    assert_eq!(counts["counts"], json!({}), "it is in no number");

    let viewer = Staff::new(&shop, Role::Viewer);
    let _ = viewer.post("/texts/test", &fields).expect(403);
    put(&shop, true);
    let waits = staff.post("/texts/test", &fields).expect(303);
    assert!(waits.header("location").ends_with("/texts#test"), "{}", waits.header("location"));
    says(&staff.get("/texts").expect(200), &["no longer paused"]);
}
