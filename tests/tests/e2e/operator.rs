//! What the operator's program does.

use tests::{Operator, Person, platform, response_id};

use crate::two_step::{is_signed_in, post};

pub(crate) fn operator() -> Operator {
    let platform = platform();
    Operator {
        keys: platform.ready.data.clone(),
        storage: platform.ready.storage.clone(),
        login: platform.ready.site.clone(),
    }
}

/// A tenant of the test's own.
fn tenant() -> String {
    let tenant = format!("t-{}", response_id());
    make_tenant(&tenant);
    tenant
}

/// Makes a tenant.
pub(crate) fn make_tenant(tenant: &str) {
    let _ = operator().done(&["tenant", "make", tenant, "Aktiebolaget"]);
}

fn surveys(key: &str) -> u16 {
    platform().site.get("/api/v1/surveys").bearer(key).send().status
}

#[test]
fn a_first_owner_chooses_a_password_by_a_link() {
    let tenant = tenant();
    assert!(operator().done(&["tenant", "list"]).contains(&format!("{tenant}\tAktiebolaget\t")));
    let email = format!("{tenant}@example.com");
    let made = operator().run(&["owner", "make", &tenant, &email]);
    assert_eq!(made.code, 0, "{}", made.err);
    let link = made.out.trim();
    let (page, token) = link.split_once('#').unwrap();
    assert_eq!(page, format!("{}/login/recover", platform().ready.site));
    assert!(!made.err.contains(token), "what is secret is on the standard output alone");

    let password = format!("fjorton gula båtar {tenant}");
    let fields = [("code", token), ("new", password.as_str())];
    let _ = post("/login/recover/password", "", &fields).expect(303);
    let person =
        Person { user: "owner".parse().unwrap(), email: email.clone(), password: password.clone() };
    assert!(is_signed_in(&person.sign_in(platform())));
    let _ = post("/login/recover/password", "", &fields).expect(422);

    let again = operator().run(&["owner", "make", &tenant, &email]);
    assert_eq!(again.code, 1, "{}", again.err);
    assert!(again.err.contains("has an account, which stays as it is"), "{}", again.err);
    let other = operator().done(&["owner", "link", &email]);
    assert!(other.contains("/login/recover#") && other.trim() != link);
    let nobody = operator().run(&["owner", "link", &format!("no-{email}")]);
    assert_eq!((nobody.code, nobody.out.as_str()), (4, ""), "{}", nobody.err);
}

#[test]
fn an_api_key_is_made_seen_and_revoked() {
    let tenant = tenant();
    let whose = ["api-key", "make", &tenant, "--role", "viewer"];
    let made = operator().run(&[&whose[..], &["--label", "Kassan", "--days", "9"]].concat());
    assert_eq!(made.code, 0, "{}", made.err);
    let key = made.out.trim();
    assert!(!made.err.contains(key));
    let name = made.err.split(' ').next().unwrap();
    let listed = || operator().done(&["api-key", "list", &tenant]);
    let line = listed();
    for part in [name, "viewer of tenant", "by operator", "never used", "Kassan"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(!line.contains(key), "a key is shown once");

    assert_eq!(surveys(key), 200);
    assert!(listed().contains("\tused 2"), "{}", listed());
    let draft = platform().site.put("/api/v1/surveys/a-draft").bearer(key);
    let _ = draft.json(&serde_json::json!({"title": "A"})).send().expect(403);

    for _ in 0..2 {
        let _ = operator().done(&["api-key", "revoke", &tenant, name]);
        assert_eq!(surveys(key), 401);
    }
    assert!(listed().contains("\trevoked 2"), "{}", listed());
    let other = operator().run(&["api-key", "revoke", &tenant, "no-such-key"]);
    assert_eq!(other.code, 4, "{}", other.err);
}

#[test]
fn a_key_for_one_survey_reads_no_other() {
    let tenant = tenant();
    let whole = operator().done(&["api-key", "make", &tenant, "--role", "owner"]);
    let names = ["a", "b"].map(|letter| format!("{letter}-{}", response_id()));
    for name in &names {
        let path = format!("/api/v1/surveys/{name}");
        let call = platform().site.put(&path).bearer(whole.trim());
        let elements = serde_json::json!([{"type": "text", "name": "a"}]);
        let _ = call.json(&serde_json::json!({"elements": elements})).send().expect(201);
    }
    let of_one = ["api-key", "make", &tenant, "--role", "editor", "--survey", &names[0]];
    let key = operator().done(&of_one);
    let read = |name: &str| {
        let path = format!("/api/v1/surveys/{name}");
        platform().site.get(&path).bearer(key.trim()).send().status
    };
    assert_eq!((read(&names[0]), read(&names[1])), (200, 403));
}

#[test]
fn the_program_says_what_is_amiss() {
    let right = operator();
    let dead = Operator { storage: "http://127.0.0.1:9".to_owned(), ..right.clone() };
    let folder = tests::Temporary::new();
    let stranger = Operator { keys: folder.path().to_owned(), ..right.clone() };
    for (name, operator, arguments, code, told) in [
        ("no storage", &dead, &["tenant", "list"][..], 3, "storage does not answer"),
        ("no keys", &stranger, &["tenant", "list"], 1, "is not there; --keys names its folder"),
        ("no tenant", &right, &["owner", "make", "no-such", "a@example.com"], 4, "no such tenant"),
        ("no command", &right, &["tenant", "drop"], 2, "unrecognized subcommand"),
        ("no name", &right, &["tenant", "make", "Å", "A"], 2, "invalid value"),
        ("keys that are there", &right, &["init"], 1, "is there already"),
    ] {
        let said = operator.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (code, ""), "{name}: {}", said.err);
        assert!(said.err.contains(told), "{name}: {}", said.err);
    }
    let _ = stranger.done(&["init"]);
    let refused = stranger.run(&["tenant", "list"]);
    assert_eq!(refused.code, 4, "{}", refused.err);
    assert!(refused.err.contains("are these the keys it has"), "{}", refused.err);
}
