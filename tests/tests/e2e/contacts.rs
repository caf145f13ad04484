//! Contacts: what customers' own systems tell of people, by the API, and what becomes of it for invitations.

use std::time::Instant;

use contract::Target;
use credential::Function;
use http::Method;
use serde_json::{Value, json};
use tests::{Answer, Sample, Signed, now, platform, response_id};

use crate::audit::Own;
use crate::database::Database;

/// A tenant of a test's own, with an API key of a role.
struct Customer {
    key: String,
    tenant: String,
}

impl Customer {
    fn new(role: &str) -> Self {
        let own = Own::new();
        let tenant = own.tenant;
        Self { key: key(&tenant, role), tenant }
    }

    fn call(&self, method: Method, below: &str, body: &Value) -> Answer {
        let path = format!("/api/v1/contacts{below}");
        let call = platform().site.call(method, &path).bearer(&self.key);
        if body.is_null() { call.send() } else { call.json(body).send() }
    }

    fn put(&self, contact: &Value) -> Answer {
        self.call(Method::PUT, "", contact)
    }

    fn id(&self, contact: &Value) -> String {
        self.put(contact).json()["id"].as_str().unwrap().to_owned()
    }

    fn search(&self, by: &Value) -> Vec<Value> {
        let found = self.call(Method::POST, "/search", by).expect(200).json();
        found["items"].as_array().unwrap().clone()
    }

    fn import(&self, body: &Value) -> Value {
        self.call(Method::POST, "/import", body).expect(200).json()
    }

    /// What an app's function is answered.
    fn app(&self, target: Target, body: &Value) -> Value {
        let platform = platform();
        let signed = Signed::new(Function::StoreEvaluator, target).bearer(&self.key);
        let signed = signed.body(body.to_string().into_bytes());
        let told = platform.storage.run(signed.request(&platform.storage, &platform.keys)).unwrap();
        told.expect(200).json()
    }

    /// An instance that asks nobody twice within two weeks.
    fn with_shop(self) -> Self {
        let sample = Sample::publish(&platform().site, &self.key);
        let once = json!([{"among": "person", "at-most": 1, "days": 14, "action": "block"}]);
        let setup = json!({"survey": sample.id, "title": "A", "texts": {}, "alerts": [],
            "policy": {"delay-minutes": 43200, "quarantine": once}, "settings": {}});
        let _ = self.app(Target::PutInstance(app(), "shop".parse().unwrap()), &setup);
        self
    }

    /// What becomes of an order of somebody.
    fn order(&self, key: &str, email: &str) -> Value {
        let happened = jiff::Timestamp::from_second(now().get().try_into().unwrap()).unwrap();
        let event = json!({"app": "store-evaluator", "instance": "shop", "key": key,
            "stage": "checkout", "happened": happened.to_string(), "channels": ["mail"]});
        let item =
            json!({"ask": {"event": event, "recipient": {"email": email, "name": "Eva Ek"}}});
        self.app(Target::TakeEvents(app()), &json!({"items": [item]}))["items"][0].clone()
    }
}

fn app() -> credential::AppName {
    "store-evaluator".parse().unwrap()
}

fn key(tenant: &str, role: &str) -> String {
    let platform = platform();
    let body = json!({"id": format!("k-{}", response_id()), "tenant": tenant,
        "expires_at": 4_000_000_000_u64, "grants": [{"role": role, "scope": "tenant"}]});
    let made = Signed::new(Function::Operator, Target::CreateApiKey);
    let made = made.body(body.to_string().into_bytes());
    let made = platform.storage.run(made.request(&platform.storage, &platform.keys)).unwrap();
    made.expect(201).json()["key"].as_str().unwrap().to_owned()
}

fn anna() -> Value {
    json!({"key": "Q-quill-1", "email": "xandra.quill@example.com", "phone": "+46701740605",
        "name": "Xandra-Karin Quill", "language": "sv", "groups": ["Qlubben", "VIP"],
        "consent": {"given": true, "source": "qassan", "at": "2026-02-01"},
        "extra": {"store": "Qvarnby"}})
}

#[test]
fn a_contact_is_told_by_key_and_found_by_each_part() {
    let customer = Customer::new("editor");
    let told = customer.put(&anna()).expect(201).json();
    for (name, want) in anna().as_object().unwrap() {
        assert_eq!(&told[name], want, "{name}");
    }
    let again = customer.put(&anna()).expect(200).json();
    assert_eq!(again, told, "nothing is changed");
    let id = told["id"].as_str().unwrap();
    let other = json!({"key": "K-2", "email": "bo@example.com", "name": "Bo Quill"});
    let bo = customer.id(&other);
    for (by, want) in [
        (json!({"email": "Xandra.Quill@Example.com"}), vec![id]),
        (json!({"phone": "+46701740605"}), vec![id]),
        (json!({"key": "Q-quill-1"}), vec![id]),
        (json!({"name": "quill XANDRA"}), vec![id]),
        (json!({"name": "Quill"}), vec![&*bo, id]),
        (json!({"group": "VIP"}), vec![id]),
        (json!({"group": "vip"}), vec![]),
        (json!({"name": "Quill", "group": "VIP"}), vec![id]),
        (json!({"email": "bo@example.com", "name": "Xandra"}), vec![]),
        (json!({"email": "nobody@example.com"}), vec![]),
        (json!({}), vec![&*bo, id]),
    ] {
        let found = customer.search(&by);
        let found: Vec<_> = found.iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(found, want, "{by}");
    }
    let first = customer.call(Method::GET, "?limit=1", &Value::Null).expect(200).json();
    let next = format!("?limit=1&cursor={}", first["next"].as_str().unwrap());
    let second = customer.call(Method::GET, &next, &Value::Null).expect(200).json();
    assert_eq!((&first["items"][0]["id"], &second["items"][0]["id"]), (&json!(bo), &json!(id)));
    let groups = customer.call(Method::GET, "/groups", &Value::Null).expect(200).json();
    let klubben = json!({"group": "Qlubben", "contacts": 1});
    assert_eq!(groups, json!({"items": [klubben, {"group": "VIP", "contacts": 1}]}));
    let others = Customer::new("owner");
    assert_eq!(others.search(&json!({})), Vec::<Value>::new());
    let below = format!("/{id}");
    assert_eq!(others.call(Method::GET, &below, &Value::Null).expect(404).problem().0, "not-found");
    let moved = json!({"key": "Q-quill-1", "email": "anna@example.org"});
    let put = customer.call(Method::PUT, &below, &moved).expect(200).json();
    assert_eq!((&put["email"], &put["name"]), (&moved["email"], &Value::Null), "all is replaced");
    assert_eq!(customer.search(&json!({"name": "Xandra"})), Vec::<Value>::new());
    let texts = Database::open().texts();
    for text in ["xandra", "Xandra", "Qlubben", "Q-quill-1", "701740605", "Qvarnby", "qassan"] {
        assert!(!texts.contains(text), "{text} is in clear");
    }
}

#[test]
fn what_is_not_a_contact_is_refused() {
    let customer = Customer::new("administrator");
    let _ = customer.put(&anna()).expect(201);
    let bo = customer.id(&json!({"key": "K-2", "email": "bo@example.com"}));
    for (name, body, want) in [
        ("no key", json!({"email": "x@example.com"}), "parameter-rejected"),
        ("nobody to reach", json!({"key": "K-9"}), "parameter-rejected"),
        ("no address", json!({"key": "K-9", "email": "x"}), "body-unreadable"),
        (
            "unknown field",
            json!({"key": "K-9", "email": "x@example.com", "age": 4}),
            "body-unreadable",
        ),
        (
            "agreed nowhere",
            json!({"key": "K-9", "email": "x@example.com", "consent": {"given": true, "at": "2026-02-01"}}),
            "parameter-rejected",
        ),
        (
            "another's address",
            json!({"key": "K-9", "email": "bo@example.com"}),
            "parameter-rejected",
        ),
        (
            "another's number",
            json!({"key": "K-2", "email": "bo@example.com", "phone": "+46701740605"}),
            "parameter-rejected",
        ),
    ] {
        let refused = customer.put(&body);
        assert_eq!(refused.problem().0, want, "{name}: {}", refused.text());
        assert!(!refused.text().contains("example.com"), "{name}");
    }
    let merge = customer.call(Method::POST, &format!("/{bo}/merge"), &json!({"from": bo}));
    assert_eq!(merge.problem().0, "parameter-rejected");
    for by in [json!({"limit": 0}), json!({"limit": 201}), json!({"name": "a b c d e"})] {
        let refused = customer.call(Method::POST, "/search", &by);
        assert_eq!(refused.problem().0, "parameter-rejected", "{by}");
    }
    let viewer = Customer { key: key(&customer.tenant, "viewer"), tenant: customer.tenant.clone() };
    for (method, below) in [(Method::GET, String::new()), (Method::DELETE, format!("/{bo}"))] {
        let refused = viewer.call(method, &below, &Value::Null);
        assert_eq!(refused.expect(403).problem().0, "not-permitted");
    }
    let officer = key(&customer.tenant, "personal-data-officer");
    let officer = Customer { key: officer, tenant: customer.tenant };
    let gone = officer.call(Method::DELETE, &format!("/{bo}"), &Value::Null).expect(200).json();
    assert_eq!(gone, json!({"invitations": 0}));
    assert_eq!(officer.search(&json!({"email": "bo@example.com"})), Vec::<Value>::new());
}

#[test]
fn two_are_made_one_and_asked_as_one() {
    let customer = Customer::new("owner").with_shop();
    assert!(customer.order("1", "anna@example.com")["scheduled"].is_object());
    // They are known by the event, though nobody has told of them.
    let by_event = customer.search(&json!({"email": "anna@example.com"}));
    assert_eq!(
        (&by_event[0]["name"], &by_event[0]["updated_at"]),
        (&json!("Eva Ek"), &Value::Null)
    );
    let from = by_event[0]["id"].as_str().unwrap();
    let mut whole = anna();
    whole["email"] = json!("other@example.com");
    let into = customer.id(&whole);
    let merge = |dry_run: bool| {
        let body = json!({"from": from, "dry_run": dry_run});
        customer.call(Method::POST, &format!("/{into}/merge"), &body).expect(200).json()
    };
    let preview = merge(true);
    assert_eq!((&preview["invitations"], &preview["contact"]["id"]), (&json!(1), &json!(into)));
    assert_eq!(preview["also"], json!({"emails": ["anna@example.com"]}));
    assert_eq!(customer.search(&json!({})).len(), 2, "nothing is done");
    let merged = merge(false);
    assert_eq!((&merged["also"], &merged["invitations"]), (&preview["also"], &json!(1)));
    let found = customer.search(&json!({"email": "anna@example.com"}));
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["id"], &found[0]["email"]), (&json!(into), &json!("other@example.com")));
    let read = customer.call(Method::GET, &format!("/{into}"), &Value::Null).expect(200).json();
    assert_eq!(read["invitations"][0]["key"], "1");
    assert_eq!(read["also"], preview["also"]);
    let gone = customer.call(Method::GET, &format!("/{from}"), &Value::Null);
    assert_eq!(gone.status, 404);
    // The quarantine sees one person, whichever of the addresses an order has.
    for (key, email) in [("2", "other@example.com"), ("3", "anna@example.com")] {
        let taken = customer.order(key, email);
        assert!(taken["skipped"]["reason"].to_string().contains("quarantine"), "{taken}");
    }
    let erased = customer.call(Method::DELETE, &format!("/{into}"), &Value::Null).expect(200);
    assert_eq!(erased.json()["invitations"], 3);
    for (key, email) in [("4", "other@example.com"), ("5", "anna@example.com")] {
        let taken = customer.order(key, email);
        assert!(taken["skipped"]["reason"].to_string().contains("erased"), "{taken}");
    }
    assert_eq!(customer.search(&json!({})), Vec::<Value>::new());
}

/// Somebody of a file, by number.
fn person(number: u32) -> Value {
    json!({"key": format!("K-{number}"), "email": format!("person.{number}@example.com"),
        "phone": format!("+4670{:07}", 1_740_000 + number), "name": format!("Person Number{number}"),
        "groups": ["Import"], "extra": {"store": "Umeå"}})
}

fn counts(new: u32, changed: u32, same: u32) -> Value {
    json!({"new": new, "changed": changed, "same": same, "duplicates": 0, "refused": 0})
}

#[test]
fn a_thousand_are_taken_all_of_them_or_none() {
    const MANY: u32 = 1_000;
    let customer = Customer::new("administrator");
    let people: Vec<_> = (0..MANY).map(person).collect();
    let dry = customer.import(&json!({"dry_run": true, "contacts": people}));
    assert_eq!((&dry["done"], &dry["counts"]), (&json!(false), &counts(MANY, 0, 0)));
    assert_eq!(customer.search(&json!({})), Vec::<Value>::new());
    let other = customer.import(&json!({"agreed": counts(1, 0, 0), "contacts": people}));
    assert_eq!(other["done"], false, "it is not what was agreed to");
    assert_eq!(customer.search(&json!({})), Vec::<Value>::new());
    let began = Instant::now();
    let done = customer.import(&json!({"agreed": dry["counts"], "contacts": people}));
    println!("{MANY} contacts were imported in {:?}", began.elapsed());
    assert_eq!((&done["done"], &done["counts"]), (&json!(true), &counts(MANY, 0, 0)));
    let groups = customer.call(Method::GET, "/groups", &Value::Null).expect(200).json();
    assert_eq!(groups["items"], json!([{"group": "Import", "contacts": MANY}]));
    let again = customer.import(&json!({"contacts": people}));
    assert_eq!(again["counts"], counts(0, 0, MANY), "the same file again changes nothing");
    let mut some = vec![person(MANY), person(3), person(4)];
    some[1]["name"] = json!("Renamed");
    let mixed = customer.import(&json!({"contacts": some}));
    assert_eq!(mixed["counts"], counts(1, 1, 1));
    assert_eq!(mixed["changed"], json!([{"line": 2, "fields": ["name"]}]));
    assert_eq!(customer.search(&json!({"name": "renamed"})).len(), 1);
    // One that cannot be: nothing of the others either.
    let faulty = json!({"email": "x@example.com", "consent": {"given": true}});
    let refused =
        customer.call(Method::POST, "/import", &json!({"contacts": [person(9_000), faulty]}));
    assert_eq!(refused.problem().0, "parameter-rejected");
    assert_eq!(customer.search(&json!({"key": "K-9000"})), Vec::<Value>::new());
}

#[test]
fn who_is_known_by_what_they_had_before_is_not_new() {
    let customer = Customer::new("owner");
    let one = customer.id(&json!({"key": "A", "email": "a@example.com"}));
    let other = customer.id(&json!({"key": "B", "email": "b@example.com"}));
    let merge = format!("/{one}/merge");
    let _ = customer.call(Method::POST, &merge, &json!({"from": other})).expect(200);
    for row in [json!({"email": "b@example.com"}), json!({"key": "B"})] {
        let told = customer.import(&json!({"contacts": [row]}));
        assert_eq!(told["counts"], counts(0, 0, 1), "{row}");
    }
    let told =
        customer.put(&json!({"key": "B", "email": "a@example.com", "name": "Ab"})).expect(200);
    assert_eq!((&told.json()["key"], &told.json()["id"]), (&json!("A"), &json!(one)));
    let twice = json!({"contacts": [{"email": "c@example.com"}, {"email": "C@example.com"}]});
    assert_eq!(customer.import(&twice)["counts"]["duplicates"], 1);
    let shop = json!({"contacts": [{"key": "Z"}]});
    let refused = customer.import(&shop);
    assert_eq!(refused["refused"][0]["reason"], "unreachable");
}
