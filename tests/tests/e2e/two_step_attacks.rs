//! What does not get somebody past a second factor.

use std::fs;
use std::path::Path;
use std::thread;

use credential::{
    Audience, SecondFactorClaims, UnixSeconds, factor_secret_label, second_factor_label,
};
use tests::{Answer, PENDING, Person, TwoStep, cookie_named, now, platform, response_id};

use crate::two_step::{SESSION, is_signed_in, page, pending, post, show};

#[test]
fn a_code_counts_once() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let added_by = two_step.used_code();
    let _ = show(&pending(&person), &added_by).expect(401);
    let code = two_step.code();
    let (first, second) = (pending(&person), pending(&person));
    let _ = show(&first, &code).expect(303);
    for pending in [&first, &second] {
        let replayed = show(pending, &code).expect(401);
        assert_eq!(cookie_named(&replayed, SESSION), None);
    }
}

#[test]
fn codes_of_others_count_for_nothing() {
    let (anna, bo) = (Person::new(platform()), Person::new(platform()));
    let (annas, bos) = (TwoStep::add(platform(), &anna), TwoStep::add(platform(), &bo));
    let pending = pending(&anna);
    let bos_recovery = bos.recovery.first().unwrap();
    for code in [bos.code(), bos_recovery.clone()] {
        let refused = show(&pending, &code).expect(401);
        assert_eq!(cookie_named(&refused, SESSION), None);
    }
    let _ = show(&pending, &annas.code()).expect(303);
}

/// As many clients as this try at the same moment.
fn at_once(code: &str, person: &Person) -> Vec<u16> {
    let all: Vec<_> = (0..6).map(|_| pending(person)).collect();
    thread::scope(|scope| {
        let running: Vec<_> =
            all.iter().map(|pending| scope.spawn(|| show(pending, code).status)).collect();
        running.into_iter().map(|client| client.join().unwrap()).collect()
    })
}

#[test]
fn of_many_with_one_code_one_signs_in() {
    for by_recovery in [true, false] {
        let person = Person::new(platform());
        let two_step = TwoStep::add(platform(), &person);
        let recovery = two_step.recovery.first().unwrap().clone();
        let code = if by_recovery { recovery } else { two_step.code() };
        let mut statuses = at_once(&code, &person);
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 401, 401, 401, 401, 401], "recovery: {by_recovery}");
    }
}

#[test]
fn what_the_password_was_good_for_opens_nothing_else() {
    let platform = platform();
    let person = Person::new(platform);
    let two_step = TwoStep::add(platform, &person);
    let pending = pending(&person);
    let token = pending.split_once('=').unwrap().1.to_owned();
    assert!(!is_signed_in(&format!("{SESSION}={token}")), "it is no session");
    let api = platform.site.get("/api/v1/surveys").bearer(&token).send();
    assert_eq!(api.status, 401);
    // Nor is a session one: signed in before, or forged with the keys that login has.
    let session = two_step.cookie.split_once('=').unwrap().1;
    let keys = &platform.keys;
    let claims = |exp: UnixSeconds, zone: &str, epoch: u32| SecondFactorClaims {
        sub: person.user.clone(),
        ten: platform.ready.company.parse().unwrap(),
        zone: zone.parse().unwrap(),
        epoch,
        org: false,
        exp,
    };
    let later = now().saturating_add_seconds(200);
    let ring = keys.master().derive(&second_factor_label(keys.zone()));
    let good = ring.sign(&claims(later, "se", 2)).unwrap();
    let code = two_step.code();
    for (name, token) in [
        ("a session", session.to_owned()),
        ("nothing", "x".to_owned()),
        ("cut", good[..good.len() - 2].to_owned()),
        (
            "the session's keys",
            keys.session(Audience::Login).sign(&claims(later, "se", 2)).unwrap(),
        ),
        (
            "another label's keys",
            keys.master()
                .derive(&factor_secret_label(keys.zone()))
                .sign(&claims(later, "se", 2))
                .unwrap(),
        ),
        ("too late", ring.sign(&claims(UnixSeconds::new(now().get() - 1), "se", 2)).unwrap()),
        ("another zone", ring.sign(&claims(later, "fr", 2)).unwrap()),
        ("an epoch from before", ring.sign(&claims(later, "se", 1)).unwrap()),
    ] {
        let refused = show(&format!("{PENDING}={token}"), &code);
        assert_eq!(refused.status, 401, "{name}");
        assert_eq!(cookie_named(&refused, SESSION), None, "{name}");
        assert!(refused.text().contains("took too long"), "{name}: {}", refused.text());
    }
    let _ = show(&format!("{PENDING}={good}"), &code).expect(303);
}

#[test]
fn a_changed_password_ends_what_was_begun() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let begun = pending(&person);
    let fields = [("current", person.password.as_str()), ("new", "fjorton gula båtar")];
    let _ = post("/login/password", &two_step.cookie, &fields).expect(303);
    for code in [two_step.code(), two_step.recovery.first().unwrap().clone()] {
        let refused = show(&begun, &code).expect(401);
        assert!(refused.text().contains("took too long"), "{}", refused.text());
        assert_eq!(cookie_named(&refused, PENDING).as_deref(), Some(""), "it is forgotten");
    }
}

/// What an answer says, without what differs between any two.
fn words(answer: &Answer, email: &str) -> (u16, String) {
    (answer.status, answer.text().replace(email, "EMAIL"))
}

#[test]
fn a_wrong_password_does_not_tell_who_has_one() {
    let (with, without) = (Person::new(platform()), Person::new(platform()));
    let _ = TwoStep::add(platform(), &with);
    let unknown =
        Person { email: format!("{}@example.com", response_id()), ..Person::new(platform()) };
    let told = |person: &Person| {
        let answer = person.give_password(platform(), "a guess");
        assert_eq!(answer.header("set-cookie"), "");
        words(&answer, &person.email)
    };
    assert_eq!(told(&with), told(&without));
    assert_eq!(told(&with), told(&unknown));
}

#[test]
fn guesses_are_limited_and_told_when_to_go_on() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let pending = pending(&person);
    let mut wrong = two_step.wrong_codes();
    for number in 0..10 {
        let refused = show(&pending, &wrong.next().unwrap());
        assert_eq!(refused.status, 401, "{number}");
    }
    for code in [wrong.next().unwrap(), two_step.code()] {
        let early = show(&pending, &code).expect(429);
        let seconds: u32 = early.header("retry-after").parse().unwrap();
        assert!((1..=10).contains(&seconds), "{seconds}");
        assert!(early.text().contains("too many attempts") && early.text().contains("<form"));
        assert_eq!(cookie_named(&early, SESSION), None);
    }
    // A new start with the right password gives no new guesses.
    let again = crate::two_step::pending(&person);
    let _ = show(&again, &wrong.next().unwrap()).expect(429);
    let fields = [("password", person.password.as_str()), ("code", "123456")];
    let here = post("/login/factor/remove", &two_step.cookie, &fields).expect(422);
    assert!(here.text().contains("too many attempts"), "{}", here.text());
}

#[test]
fn nothing_that_is_kept_gives_a_code_away() {
    let platform = platform();
    let person = Person::new(platform);
    let two_step = TwoStep::add(platform, &person);
    let _ = page(&two_step.cookie);
    let secret = two_step.secret.to_base32();
    let recovery = two_step.recovery.first().unwrap();
    let pending = pending(&person);
    let token = pending.split_once('=').unwrap().1;
    let texts = [secret.as_str(), recovery, &recovery.replace('-', ""), token];
    let mut needles: Vec<_> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    needles.push(two_step.secret.expose().to_vec());
    let mut files = 0;
    each_file(&platform.ready.data, &mut |path, bytes| {
        files += 1;
        for needle in &needles {
            let found = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!found, "{} gives it away", path.display());
        }
    });
    assert!(files > 1, "there is a database, and there are logs");
}

fn each_file(folder: &Path, look: &mut dyn FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_file(&path, look);
        } else if let Ok(bytes) = fs::read(&path) {
            look(&path, &bytes);
        }
    }
}
