//! A person's own account: its page, its password, its sessions.

use serde_json::json;
use tests::{Answer, Person, cookie, platform};

const NEW: &str = "fjorton gula båtar";

/// The page, with a cookie.
fn page(cookie: &str) -> Answer {
    platform().site.get("/login").header("cookie", cookie).send().expect(200)
}

fn is_signed_in(cookie: &str) -> bool {
    page(cookie).text().contains("/login/end-sessions")
}

fn post(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let platform = platform();
    let call = platform.site.post(path).form(fields).header("cookie", cookie);
    call.header("origin", platform.site.base()).send()
}

fn change(cookie: &str, current: &str, new: &str) -> Answer {
    post("/login/password", cookie, &[("current", current), ("new", new)])
}

fn token_status(email: &str, password: &str) -> u16 {
    let body = json!({"email": email, "password": password});
    platform().site.post("/login/token").json(&body).send().status
}

#[test]
fn the_page_says_who_is_signed_in_and_since_when() {
    let person = Person::new(platform());
    assert_eq!(token_status(&person.email, &person.password), 200);
    let cookie = person.sign_in(platform());
    let page = page(&cookie);
    for told in [&person.email, "Demobolaget", "Firefox, Windows", "a program", "/login/password"] {
        assert!(page.text().contains(told), "{told}: {}", page.text());
    }
    assert_eq!(page.header("cache-control"), "no-store");
}

#[test]
fn a_password_is_changed_by_who_knows_it() {
    let person = Person::new(platform());
    let (here, elsewhere) = (person.sign_in(platform()), person.sign_in(platform()));
    for (name, current, new) in [
        ("wrong", "not the password", NEW),
        ("no current", "", NEW),
        ("short", &*person.password, "elva tecken"),
        ("common", &person.password, "1qaz2wsx3edc"),
        ("plain", &person.password, "aaaabbbbaaaa"),
        ("the address", &person.password, &person.email),
    ] {
        let answer = change(&here, current, new);
        assert_eq!((answer.status, answer.header("set-cookie")), (422, ""), "{name}");
        let told = answer.text().contains("aria-invalid=\"true\"");
        assert!(told && !answer.text().contains(&person.password), "{name}: {}", answer.text());
    }
    assert!(is_signed_in(&here) && is_signed_in(&elsewhere));

    let changed = change(&here, &person.password, NEW).expect(303);
    assert_eq!(changed.header("location"), "/login?password=changed");
    let renewed = cookie(&changed);
    assert!(is_signed_in(&renewed));
    assert!(!is_signed_in(&here) && !is_signed_in(&elsewhere), "sessions from before have ended");
    assert_eq!(token_status(&person.email, &person.password), 401);
    assert_eq!(token_status(&person.email, NEW), 200);
}

#[test]
fn guesses_at_the_current_password_are_limited() {
    let person = Person::new(platform());
    let cookie = person.sign_in(platform());
    for _ in 0..10 {
        assert!(change(&cookie, "a guess", NEW).text().contains("not the password that holds now"));
    }
    let early = change(&cookie, &person.password, NEW).expect(422);
    assert!(early.text().contains("too many attempts"), "{}", early.text());
    assert_eq!(token_status(&person.email, &person.password), 429);
}

#[test]
fn all_sessions_end_at_once() {
    let platform = platform();
    let person = Person::new(platform);
    let (here, elsewhere) = (person.sign_in(platform), person.sign_in(platform));
    let body = json!({"email": person.email, "password": person.password});
    let token = platform.site.post("/login/token").json(&body).send().expect(200).json();
    let session = token["token"].as_str().unwrap();
    let _ = platform.site.get("/api/v1/surveys").bearer(session).send().expect(200);

    let ended = post("/login/end-sessions", &here, &[]).expect(303);
    assert!(ended.header("set-cookie").contains("Max-Age=0"));
    assert!(!is_signed_in(&here) && !is_signed_in(&elsewhere));
    let refused = platform.site.get("/api/v1/surveys").bearer(session).send();
    assert_eq!((refused.status, refused.problem().0.as_str()), (401, "credential-refused"));
    assert!(is_signed_in(&person.sign_in(platform)), "signing in again is possible");
    let _ = post("/login/end-sessions", "", &[]).expect(303);
}

#[test]
fn a_session_in_use_is_issued_anew_until_it_is_twelve_hours_old() {
    let platform = platform();
    let person = Person::new(platform);
    for (name, age, since_password, want) in [
        ("young", 60, 60, false),
        ("in use", 6 * 60, 6 * 60, true),
        ("in use for long", 6 * 60, 11 * 60 * 60, true),
        ("for too long", 6 * 60, 12 * 60 * 60 - 60, false),
    ] {
        let answer = page(&person.session(platform, age, since_password));
        assert!(answer.text().contains("/login/end-sessions"), "{name}: {}", answer.text());
        let renewed = cookie(&answer);
        assert_eq!(!renewed.is_empty(), want, "{name}");
        assert!(renewed.is_empty() || is_signed_in(&renewed), "{name}");
    }
}

#[test]
fn other_pages_change_nothing() {
    let platform = platform();
    let person = Person::new(platform);
    let cookie = person.sign_in(platform);
    let fields = [("current", person.password.as_str()), ("new", NEW)];
    for path in ["/login/password", "/login/end-sessions"] {
        let call = platform.site.post(path).form(&fields).header("cookie", &cookie);
        let refused = call.header("origin", "https://evil.example").send();
        assert_eq!((refused.status, refused.problem().0.as_str()), (403, "origin-refused"));
        let unsigned = post(path, "", &fields).expect(303);
        assert_eq!(unsigned.header("location"), "/login", "{path}");
    }
    assert!(is_signed_in(&cookie));
    assert_eq!(token_status(&person.email, &person.password), 200);
}
