//! Keys that are rotated while people are signed in.

use crate::compiled;
use contract::Target;
use credential::Function;
use tests::{
    Answer, Client, Keys, Operator, Person, Sample, Signed, System, TwoStep, cookie, response_id,
};

fn system() -> (System, Operator) {
    System::operated(&compiled())
}

/// An owner whom the operator made, with the password that they chose.
fn owner(system: &System, operator: &Operator, name: &str) -> Person {
    let email = format!("{name}@acme.example");
    let link = operator.done(&["owner", "make", "acme", &email]);
    let (page, token) = link.trim().split_once('#').unwrap();
    assert_eq!(page, format!("{}/login/recover", system.site.base()));
    let password = format!("fjorton gula båtar, {name}");
    let fields = [("code", token), ("new", &password)];
    let call = system.site.post("/login/recover/password").form(&fields);
    let _ = call.header("origin", system.site.base()).send().expect(303);
    Person { user: name.parse().unwrap(), email, password }
}

fn account(system: &System, session: &str) -> Answer {
    system.site.get("/login").header("cookie", session).send()
}

#[track_caller]
fn is_signed_in(system: &System, session: &str, person: &Person) -> bool {
    account(system, session).expect(200).text().contains(&person.email)
}

/// Shows a code after the password: the session.
#[track_caller]
fn sign_in_by_code(system: &System, person: &Person, code: &str) -> String {
    let pending = cookie(&person.give_password_at(&system.site, &person.password).expect(303));
    let call = system.site.post("/login/code").form(&[("code", code)]);
    let call = call.header("cookie", &pending).header("origin", system.site.base());
    cookie(&call.send().expect(303))
}

fn surveys(system: &System, key: &str) -> u16 {
    system.site.get("/api/v1/surveys").bearer(key).send().status
}

/// Has the tenant's people sign in by a provider that knows us by a secret.
fn set_provider(operator: &Operator, secret: &str) {
    let file = operator.keys.join("client-secret");
    std::fs::write(&file, secret).unwrap();
    let set = ["tenant", "identity", "set", "acme", "--issuer", "https://id.example.com"];
    let with = ["--client-id", "us", "--secret-file", file.to_str().unwrap()];
    let _ = operator.done(&[&set[..], &with].concat());
}

/// What storage tells identity of that secret.
fn provider_secret(operator: &Operator) -> String {
    let (storage, keys) = (Client::new(&operator.storage), Keys::of_folder(&operator.keys));
    let asked = Signed::new(Function::Identity, Target::ReadProvider("acme".parse().unwrap()));
    let told = storage.run(asked.request(&storage, &keys)).unwrap().expect(200).json();
    told["client_secret"].as_str().unwrap().to_owned()
}

#[test]
fn nobody_is_signed_out_by_a_rotation() {
    let (mut system, operator) = system();
    let (anna, bo) = (owner(&system, &operator, "anna"), owner(&system, &operator, "bo"));
    let session = cookie(&anna.give_password_at(&system.site, &anna.password).expect(303));
    let factor = TwoStep::add_at(&system.site, &bo);
    set_provider(&operator, "what they know us by");
    let first_key = system.api_key.clone();
    let sample = Sample::publish(&system.site, &first_key);
    let kept = Sample::submission(response_id(), &serde_json::json!({"who": "Before"}));
    let _ = sample.submit(&kept).expect(201);

    let mut session_after = String::new();
    let mut second_key = String::new();
    for step in ["prepare", "switch"] {
        let _ = operator.done(&["rotate", step]);
        system.restart(&operator);
        assert!(is_signed_in(&system, &session, &anna), "{step}");
        assert_eq!(surveys(&system, &first_key), 200, "{step}");
        session_after = cookie(&anna.give_password_at(&system.site, &anna.password).expect(303));
        second_key = operator.done(&["api-key", "make", "acme", "--role", "viewer"]);
    }
    let _ = sample.submit(&kept).expect(200);
    let changed = operator.run(&["rotate", "finish"]);
    assert_eq!(changed.code, 0, "{}", changed.err);
    assert!(changed.err.contains("1 second factors were put under k2"), "{}", changed.err);
    assert!(changed.err.contains("1 secrets of identity providers were"), "{}", changed.err);
    assert!(changed.err.contains("The keys of 1 tenants were put under k2"), "{}", changed.err);
    system.restart(&operator);
    assert_eq!(provider_secret(&operator), "what they know us by");

    // What the key before it signed is over, and nothing else is.
    assert!(!is_signed_in(&system, &session, &anna));
    assert_eq!(surveys(&system, &first_key), 401);
    assert!(is_signed_in(&system, &session_after, &anna));
    assert_eq!(surveys(&system, second_key.trim()), 200);
    let by_code = sign_in_by_code(&system, &bo, &factor.code());
    assert!(is_signed_in(&system, &by_code, &bo), "a second factor outlasts the key it was under");
    let _ = sample.submit(&kept).expect(200);
    let third_key = operator.done(&["api-key", "make", "acme", "--role", "analyst"]);
    let read = system.site.get(&sample.api_path("/responses")).bearer(third_key.trim()).send();
    let text = read.expect(200).json()["items"][0]["answers"]["who"].clone();
    assert_eq!(text, "Before", "personal data outlasts the key that its keys were under");
}

#[test]
fn a_rotation_is_not_finished_before_storage_has_the_key() {
    let (mut system, operator) = system();
    let _ = operator.done(&["rotate", "prepare"]);
    system.restart(&operator);
    let _ = operator.done(&["rotate", "switch"]);
    let early = operator.run(&["rotate", "finish"]);
    assert_eq!(early.code, 1, "{}", early.err);
    assert!(early.err.contains("storage seals with k1 still"), "{}", early.err);
    system.restart(&operator);
    let _ = operator.done(&["rotate", "finish"]);
}
