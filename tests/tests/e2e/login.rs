//! Signing in.

use std::thread;

use serde_json::{Value, json};
use tests::{Answer, platform, response_id};

fn token(email: &str, password: &str) -> Answer {
    let call = platform().site.post("/login/token");
    call.json(&json!({"email": email, "password": password})).send()
}

fn form(origin: Option<&str>, password: &str) -> Answer {
    let platform = platform();
    let email = platform.ready.owner_email.as_str();
    let call = platform.site.post("/login").form(&[("email", email), ("password", password)]);
    match origin {
        Some(origin) => call.header("origin", origin).send(),
        None => call.send(),
    }
}

/// A problem without what differs from one occurrence to the next.
fn words(answer: &Answer) -> Value {
    let mut problem = answer.json();
    problem.as_object_mut().unwrap().remove("request_id");
    problem
}

#[test]
fn a_session_is_good_for_the_api() {
    let platform = platform();
    let answer = token(&platform.ready.owner_email, &platform.ready.owner_password).expect(200);
    assert_eq!(answer.json()["expires_in"], 900);
    let session = answer.json()["token"].as_str().unwrap().to_owned();
    let listed = platform.site.get("/api/v1/surveys").bearer(&session).send().expect(200).json();
    assert!(listed["items"].is_array());
    let survey = &platform.ready.survey;
    let path = format!("/api/v1/surveys/{survey}/responses");
    let _ = platform.site.get(&path).bearer(&session).send().expect(200);
}

#[test]
fn an_address_is_found_however_it_is_written() {
    let platform = platform();
    let email = format!(" {} ", platform.ready.owner_email.to_uppercase());
    let _ = token(&email, &platform.ready.owner_password).expect(200);
}

#[test]
fn refusals_do_not_tell_whether_an_account_exists() {
    let platform = platform();
    let wrong = token(&platform.ready.owner_email, "not the password").expect(401);
    assert_eq!(wrong.problem().0, "sign-in-refused");
    for (name, email) in [("unknown", "nobody@example.com"), ("none at all", "nobody")] {
        let unknown = token(email, &platform.ready.owner_password).expect(401);
        assert_eq!(words(&unknown), words(&wrong), "{name}");
    }
    let empty = token(&platform.ready.owner_email, "").expect(401);
    assert_eq!(words(&empty), words(&wrong), "no password");
}

#[test]
fn what_is_no_credential_is_refused_without_repeating_it() {
    let platform = platform();
    for (name, body) in [
        ("no password", r#"{"email":"a@example.com"}"#),
        ("more", r#"{"email":"a@example.com","password":"my-secret","x":1}"#),
        ("twice", r#"{"email":"a@example.com","password":"my-secret","password":"b"}"#),
        ("number", r#"{"email":"a@example.com","password":7}"#),
        ("cut", r#"{"email":"a@example.com","password":"my-secret"#),
    ] {
        let call = platform.site.post("/login/token").body("application/json", body);
        let answer = call.send().expect(400);
        assert_eq!(answer.problem().0, "body-unreadable", "{name}");
        assert!(!answer.text().contains("my-secret"), "{name}: {}", answer.text());
    }
}

#[test]
fn the_form_sets_a_cookie_that_scripts_and_others_do_not_see() {
    let platform = platform();
    let answer = form(Some(platform.site.base()), &platform.ready.owner_password).expect(303);
    assert_eq!(answer.header("location"), "/login");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-nordsvar_login="), "{cookie}");
    for attribute in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.split("; ").any(|part| part == attribute), "{attribute}: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let kept = cookie.split(';').next().unwrap();
    let page = platform.site.get("/login").header("cookie", kept).send().expect(200);
    assert!(page.text().contains(&platform.ready.company), "the page does not know who it is");

    let session = kept.split_once('=').unwrap().1;
    let call = platform.site.get("/api/v1/surveys").bearer(session);
    assert_eq!(call.send().status, 401, "a session of login is not one of the API");
}

#[test]
fn the_form_is_shown_again_after_a_wrong_password() {
    let platform = platform();
    let answer = form(Some(platform.site.base()), "my-wrong-password").expect(401);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("set-cookie"), "");
    assert!(answer.text().contains("<form") && !answer.text().contains("my-wrong-password"));
}

/// An address that no other test signs in with.
fn new_address() -> String {
    format!("guessed-{}@example.com", response_id())
}

#[test]
fn guesses_wait_longer_and_longer() {
    let address = new_address();
    for _ in 0..10 {
        let _ = token(&address, "a guess").expect(401);
    }
    let early = token(&format!(" {} ", address.to_uppercase()), "a guess").expect(429);
    assert_eq!(early.problem().0, "too-many-attempts");
    let seconds: u32 = early.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&seconds), "{seconds}");
    let _ = token(&new_address(), "a guess").expect(401);

    let platform = platform();
    let fields = [("email", address.as_str()), ("password", "a guess")];
    let call = platform.site.post("/login").form(&fields).header("accept-language", "sv");
    let page = call.header("origin", platform.site.base()).send().expect(429);
    assert_eq!(page.header("set-cookie"), "");
    assert!(!page.header("retry-after").is_empty());
    let told = page.text().contains("för många försök") && page.text().contains("sekunder");
    assert!(told && page.text().contains("<form"), "{}", page.text());
}

#[test]
fn guesses_at_once_are_counted_exactly() {
    let address = new_address();
    let guesses = || (0..5).map(|_| token(&address, "a guess").status).collect::<Vec<_>>();
    let mut statuses: Vec<u16> = thread::scope(|scope| {
        let running: Vec<_> = (0..8).map(|_| scope.spawn(guesses)).collect();
        running.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![401; 10], vec![429; 30]].concat());
}

#[test]
fn forms_of_other_pages_are_refused() {
    let platform = platform();
    for origin in ["https://evil.example", "null"] {
        let answer = form(Some(origin), &platform.ready.owner_password);
        assert_eq!(answer.expect(403).header("set-cookie"), "", "{origin}");
    }
    let call = platform.site.post("/login/logout").header("origin", "https://evil.example");
    let _ = call.send().expect(403);
}
