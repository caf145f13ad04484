//! What the operator does before anybody can use a platform.

use contract::Target;
use contract::message::{CreateApiKey, CreateUser, PasswordParameters, PutTenant, Secret};
use credential::{Function, Grant, Grants, Role, Scope};
use serde::Serialize;
use serde_json::Value;

use crate::keys::{Keys, now};
use crate::{Answer, Client, Signed};

/// Makes a tenant with an API key, which is given back.
pub(crate) fn seed(storage: &Client, keys: &Keys) -> String {
    let tenant = "acme".parse().expect("acme names a tenant");
    let message =
        PutTenant { name: "Acme".to_owned(), zone: keys.zone().clone(), second_factor: None };
    let _ = call(storage, keys, Target::PutTenant(tenant), &message).expect(200);
    let owner = Grant { role: Role::Owner, scope: Scope::Tenant };
    let message = CreateApiKey {
        id: "tests".parse().expect("tests names a key"),
        tenant: "acme".parse().expect("acme names a tenant"),
        label: String::new(),
        grants: Grants::try_from(vec![owner]).expect("one grant is not too many"),
        // It outlasts whatever a test's clock is moved by.
        expires_at: now().saturating_add_seconds(365 * 86_400),
    };
    let made = call(storage, keys, Target::CreateApiKey, &message);
    assert!(matches!(made.status, 200 | 201), "{}", made.status);
    let key = made.json();
    key.get("key").and_then(Value::as_str).expect("a key is shown once").to_owned()
}

/// Makes a user of that tenant, whose password nobody knows.
pub(crate) fn add_user(storage: &Client, keys: &Keys, name: &str, email: &str) {
    let salt = Secret::new([7; 16]);
    let message = CreateUser {
        user: name.parse().expect("a user's name"),
        tenant: "acme".parse().expect("acme names a tenant"),
        email: email.parse().expect("an address"),
        parameters: PasswordParameters { salt, memory_kib: 8, passes: 1, lanes: 1 },
        verifier: Secret::new([0; 32]),
        grants: Grants::default(),
    };
    let _ = call(storage, keys, Target::CreateUser, &message).expect(201);
}

fn call(storage: &Client, keys: &Keys, target: Target, message: &impl Serialize) -> Answer {
    let body = serde_json::to_vec(message).expect("messages are JSON");
    let signed = Signed::new(Function::Operator, target).body(body);
    storage.run(signed.request(storage, keys)).expect("storage answers")
}
