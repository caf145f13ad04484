//! A new password by mail.

use credential::{RecoveryClaims, UnixSeconds, recovery_label};
use tests::{Answer, Mail, Person, TwoStep, cookie, cookie_named, now, platform};

use crate::two_step::{is_signed_in, post};

const NEW: &str = "fjorton gula båtar";

fn ask(address: &str) -> Answer {
    post("/login/recover", "", &[("email", address)])
}

fn set(code: &str, new: &str) -> Answer {
    post("/login/recover/password", "", &[("code", code), ("new", new)])
}

fn mailed(person: &Person, count: usize) -> Mail {
    Mail::wait(&platform().ready.mail, &person.email, count)
}

/// The token that a mail brought.
fn asked(person: &Person) -> String {
    let sent = ask(&person.email).expect(200);
    assert!(sent.text().contains("a mail is on its way"), "{}", sent.text());
    mailed(person, 1).token()
}

/// A code that is worth nothing.
fn refused(answer: Answer) {
    let answer = answer.expect(422);
    assert!(answer.text().contains("This code does not hold"), "{}", answer.text());
    assert_eq!(answer.header("set-cookie"), "");
}

#[test]
fn a_password_is_recovered_by_a_mail_that_was_received() {
    let person = Person::new(platform());
    let session = person.sign_in(platform());
    let token = asked(&person);
    let mail = mailed(&person, 1);
    assert_eq!(mail.subject, "Choose a new password");
    assert!(mail.message_id.ends_with("@nordsvar.example"), "{}", mail.message_id);
    assert!(mail.raw.contains("Auto-Submitted: auto-generated"), "{}", mail.raw);
    assert!(mail.html.contains(&format!("/login/recover#{token}\"")), "{}", mail.html);
    assert!(is_signed_in(&session), "nothing has changed yet");

    for (new, told) in [("elva tecken", "12 characters"), (&*person.email, "too easy")] {
        let answer = set(&token, new).expect(422);
        assert!(answer.text().contains(told), "{}", answer.text());
        assert!(answer.text().contains(&token), "the code need not be pasted again");
    }
    // As a mail program may break it.
    let (head, tail) = token.split_at(70);
    let done = set(&format!(" {head}\r\n{tail} "), NEW).expect(303);
    assert_eq!(done.header("location"), "/login?password=recovered");
    assert_eq!(cookie_named(&done, crate::two_step::SESSION).as_deref(), Some(""));

    assert!(!is_signed_in(&session), "all sessions have ended");
    let _ = person.give_password(platform(), &person.password).expect(401);
    assert!(is_signed_in(&cookie(&person.give_password(platform(), NEW).expect(303))));
    assert_eq!(mailed(&person, 2).subject, "Your password was changed");
    refused(set(&token, "femton blå båtar"));
}

#[test]
fn a_mail_is_in_the_readers_language() {
    let person = Person::new(platform());
    let call = platform().site.post("/login/recover").form(&[("email", &person.email)]);
    let call = call.header("accept-language", "sv").header("origin", platform().site.base());
    let sent = call.send().expect(200);
    assert!(sent.text().contains("ett mejl på väg"), "{}", sent.text());
    let mail = mailed(&person, 1);
    assert_eq!(mail.subject, "Välj ett nytt lösenord");
    assert!(mail.text.contains("Någon, troligen du"), "{}", mail.text);
}

#[test]
fn an_address_without_an_account_is_answered_alike() {
    let person = Person::new(platform());
    let nobody = format!("no-{}", person.email);
    let same = |answer: Answer| (answer.status, answer.text().to_owned());
    assert_eq!(same(ask(&nobody)), same(ask(&person.email)));
    assert_eq!(same(ask("no address")), same(ask(&person.email)));
    for address in [&nobody, &person.email] {
        let statuses: Vec<u16> = (0..3).map(|_| ask(address).status).collect();
        assert!(statuses.ends_with(&[429]), "{address}: {statuses:?}");
        assert!(ask(address).text().contains("too many attempts"), "{address}");
    }
    let _ = mailed(&person, 2);
    assert_eq!(Mail::all(&platform().ready.mail, &nobody).len(), 0);
}

#[test]
fn other_ways_to_end_sessions_end_a_mails_worth() {
    let person = Person::new(platform());
    let token = asked(&person);
    let session = person.sign_in(platform());
    let change = [("current", person.password.as_str()), ("new", NEW)];
    let _ = post("/login/password", &session, &change).expect(303);
    refused(set(&token, "femton blå båtar"));
    assert_eq!(mailed(&person, 2).subject, "Your password was changed");
}

#[test]
fn only_what_storage_has_made_counts() {
    let (person, other) = (Person::new(platform()), Person::new(platform()));
    let keys = &platform().keys;
    let ring = keys.master().derive(&recovery_label(keys.zone()));
    let claims = |seconds: u64| RecoveryClaims {
        sub: person.user.clone(),
        ten: platform().ready.company.parse().unwrap(),
        zone: keys.zone().clone(),
        epoch: 1,
        exp: UnixSeconds::new(now().get() + 1000 - seconds),
    };
    let good = ring.sign(&claims(0)).unwrap();
    let later = RecoveryClaims { epoch: 2, ..claims(0) };
    let foreign = RecoveryClaims { ten: "another".parse().unwrap(), ..claims(0) };
    let zone = RecoveryClaims { zone: "fr".parse().unwrap(), ..claims(0) };
    let cut = good.get(..good.len() - 1).unwrap().to_owned();
    for (name, token) in [
        ("expired", ring.sign(&claims(1001)).unwrap()),
        ("of another epoch", ring.sign(&later).unwrap()),
        ("of another tenant", ring.sign(&foreign).unwrap()),
        ("of another zone", ring.sign(&zone).unwrap()),
        ("by another key", keys.receipt().sign(&claims(0)).unwrap()),
        ("cut", cut),
        ("a session", other.sign_in(platform()).split_once('=').unwrap().1.to_owned()),
        ("nothing", "x".to_owned()),
    ] {
        let answer = set(&token, NEW);
        assert_eq!(answer.status, 422, "{name}");
        refused(answer);
    }
    let _ = set(&good, NEW).expect(303);
    let _ = other.sign_in(platform());
}

#[test]
fn a_second_factor_stays() {
    let person = Person::new(platform());
    let _app = TwoStep::add(platform(), &person);
    let token = asked(&person);
    let _ = set(&token, NEW).expect(303);
    let answer = person.give_password(platform(), NEW).expect(303);
    assert_eq!(cookie_named(&answer, crate::two_step::SESSION), None, "nobody is signed in yet");
    assert!(cookie_named(&answer, tests::PENDING).is_some());
}

#[test]
fn another_sites_page_asks_for_nothing() {
    let person = Person::new(platform());
    for path in ["/login/recover", "/login/recover/password"] {
        let fields = [("email", person.email.as_str()), ("code", "x"), ("new", NEW)];
        let call =
            platform().site.post(path).form(&fields).header("origin", "https://evil.example");
        assert_eq!(call.send().status, 403, "{path}");
    }
}
