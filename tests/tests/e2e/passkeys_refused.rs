//! Passkeys that are refused: nothing is changed by them.

use serde_json::{Value, json};
use tests::passkey::{AddedPasskey, Ceremony, PRESENT, Passkey, begin};
use tests::{Answer, Person, cookie_named, platform};

use crate::passkeys::{options, show_passkey, sign_in, with_passkey};
use crate::two_step::{SESSION, is_signed_in, page, pending, post};

/// What is said on our page to what is asked with this cookie.
fn on_page(cookie: &str) -> Ceremony {
    Ceremony::on(&platform().site, "webauthn.get", &options(cookie))
}

/// An answer that signs nobody in.
#[track_caller]
fn is_refused(why: &str, answer: &Answer) {
    assert_eq!(answer.status, 401, "{why}: {}", answer.text());
    assert_eq!(cookie_named(answer, SESSION), None, "{why}");
}

/// What a passkey has said, with a character in the middle of a member altered.
fn altered(credential: &Value, member: &str) -> Value {
    let mut credential = credential.clone();
    let text = credential[member].as_str().unwrap();
    let (start, end) = text.split_at(text.len() / 2);
    let (first, rest) = end.split_at(1);
    let other = if first == "A" { "B" } else { "A" };
    credential[member] = json!([start, other, rest].concat());
    credential
}

/// A way in which something is not as it must be.
type Wrong = (&'static str, fn(&mut Ceremony));

const WRONG: [Wrong; 6] = [
    ("another origin", |said| "https://login.evil.example".clone_into(&mut said.origin)),
    ("another port", |said| said.origin.push('1')),
    ("another relying party", |said| "evil.example".clone_into(&mut said.relying_party)),
    ("nobody there", |said| said.flags = 0),
    ("another ceremony", |said| {
        said.kind = if said.kind == "webauthn.get" { "webauthn.create" } else { "webauthn.get" };
    }),
    ("no challenge of ours", |said| said.challenge.replace_range(..8, "AAAAAAAA")),
];

#[test]
fn what_signs_in_alone_is_as_it_must_be() {
    let (_, added) = with_passkey();
    let passkey = &added.passkey;
    let right = || Ceremony { counter: 1, ..on_page("") };
    for (why, wrong) in WRONG {
        let mut said = right();
        wrong(&mut said);
        is_refused(why, &show_passkey("", &passkey.shown(&said)));
    }
    // It knows who is there from here on: attempts that fail wait.
    assert!(is_signed_in(&sign_in(passkey)));
    let right = || Ceremony { counter: 2, ..on_page("") };
    let unverified = Ceremony { flags: PRESENT, ..right() };
    is_refused("not known who", &show_passkey("", &passkey.shown(&unverified)));
    let shown = passkey.shown(&right());
    for member in ["signature", "authenticator_data", "client_data", "user", "id"] {
        is_refused(member, &show_passkey("", &altered(&shown, member)));
    }
    let mut nobodys = shown.clone();
    nobodys.as_object_mut().unwrap().remove("user");
    is_refused("it does not say whose", &show_passkey("", &nobodys));
    is_refused("no JSON", &post("/login/passkey", "", &[("credential", "{")]));
    assert!(show_passkey("", &shown).status == 303, "it was whole before it was altered");
    is_refused("the same again", &show_passkey("", &shown));
}

/// A challenge is for one thing, for one account, and once.
#[test]
fn challenges_are_for_one_thing() {
    let ((anna, hers), (_, his)) = (with_passkey(), with_passkey());
    let pending = pending(&anna);
    let count = |counter: u32, ceremony: Ceremony| Ceremony { counter, ..ceremony };
    let for_all = hers.passkey.shown(&count(1, on_page("")));
    is_refused("for signing in, after the password", &show_passkey(&pending, &for_all));
    let for_her = hers.passkey.shown(&count(1, on_page(&pending)));
    is_refused("for the second factor, alone", &show_passkey("", &for_her));
    let others = his.passkey.shown(&count(1, on_page(&pending)));
    is_refused("another's, after her password", &show_passkey(&pending, &others));
    let to_add = begin(&platform().site, &anna, &hers.cookie);
    let to_add = Ceremony::on(&platform().site, "webauthn.get", &to_add);
    is_refused("for adding", &show_passkey("", &hers.passkey.shown(&count(1, to_add))));

    let answer = on_page(&pending);
    let first = hers.passkey.shown(&count(1, answer.clone()));
    assert_eq!(show_passkey(&pending, &first).status, 303);
    is_refused("the same again", &show_passkey(&pending, &first));
    let later = hers.passkey.shown(&count(2, answer));
    is_refused("its challenge again", &show_passkey(&pending, &later));
    // Sessions that were ended take what was begun before along.
    let begun = hers.passkey.shown(&count(3, on_page(&pending)));
    let _ = post("/login/end-sessions", &hers.cookie, &[]).expect(303);
    let late = show_passkey(&pending, &begun);
    is_refused("of an epoch before", &late);
    assert!(late.text().contains("Please sign in again"), "{}", late.text());
}

#[test]
fn what_is_added_is_as_it_must_be() {
    let person = Person::new(platform());
    let (here, elsewhere) = (person.sign_in(platform()), person.sign_in(platform()));
    let asked = begin(&platform().site, &person, &here);
    let passkey = Passkey::new(&asked);
    let right = Ceremony::on(&platform().site, "webauthn.create", &asked);
    let confirm = |cookie: &str, credential: &Value| {
        let fields = [("name", "Min"), ("credential", &credential.to_string())];
        post("/login/passkey/confirm", cookie, &fields)
    };
    for (why, wrong) in WRONG {
        let mut said = right.clone();
        wrong(&mut said);
        let refused = confirm(&here, &passkey.made(&said));
        assert_eq!(refused.status, 422, "{why}: {}", refused.text());
        assert!(refused.text().contains("No passkey was made"), "{why}");
    }
    let made = passkey.made(&right);
    assert_eq!(confirm(&here, &altered(&made, "id")).status, 422, "another id");
    let for_all = Ceremony { kind: "webauthn.create", ..on_page("") };
    assert_eq!(confirm(&here, &passkey.made(&for_all)).status, 422, "a challenge for signing in");
    let other = Person::new(platform()).sign_in(platform());
    assert_eq!(confirm(&other, &made).status, 422, "what another was asked");
    for cookie in [&here, &elsewhere, &other] {
        let shown = page(cookie);
        assert!(is_signed_in(cookie) && !shown.text().contains("/login/passkey/remove"));
    }
    let _ = confirm(&here, &made).expect(200);

    let (_, theirs) = with_passkey();
    let bo = Person::new(platform());
    let his = bo.sign_in(platform());
    let asked = begin(&platform().site, &bo, &his);
    let taken = theirs.passkey.made(&Ceremony::on(&platform().site, "webauthn.create", &asked));
    let refused = confirm(&his, &taken).expect(303);
    assert_eq!(refused.header("location"), "/login", "an id is one person's");
    assert!(!page(&his).text().contains("/login/passkey/remove"));
}

/// A counter that goes back is a sign of a copy: nobody is signed in, and the owner's log tells.
#[test]
fn one_that_counts_backwards_is_told_of() {
    let (person, AddedPasskey { passkey, .. }) = with_passkey();
    passkey.counter.set(10);
    assert!(is_signed_in(&sign_in(&passkey)));
    for counter in [11, 5, 0] {
        let answer = show_passkey("", &passkey.shown(&Ceremony { counter, ..on_page("") }));
        is_refused("behind", &answer);
    }
    assert!(is_signed_in(&sign_in(&passkey)), "the one that counted on still signs in");

    let key = &platform().ready.api_key;
    let query = format!("/api/v1/audit?action=suspect-passkey&object=user:{}", person.user);
    let told = platform().site.get(&query).bearer(key).send().expect(200).json();
    let told = told["items"].as_array().unwrap();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().all(|entry| entry["outcome"] == "refused"), "{told:?}");
}

/// Whether there is a passkey of an id is not told, and guesses at one wait.
#[test]
fn guesses_wait() {
    let unknown = Passkey::new(&json!({ "user": { "id": "AAAA" } }));
    let (_, added) = with_passkey();
    let mut answers = [&unknown, &added.passkey].map(|passkey| {
        let said = Ceremony { flags: 0, ..on_page("") };
        show_passkey("", &passkey.shown(&said)).text().to_owned()
    });
    answers.sort();
    assert_eq!(answers[0], answers[1], "alike");
    let wait = (0..12).find_map(|_| {
        let answer = show_passkey("", &unknown.shown(&on_page("")));
        (answer.status == 429).then_some(answer)
    });
    let wait = wait.expect("not for ever");
    assert!(wait.header("retry-after").parse::<u32>().is_ok());
    assert!(is_signed_in(&sign_in(&added.passkey)), "nobody else waits");
}

#[test]
fn other_pages_change_nothing() {
    let (person, added) = with_passkey();
    let platform = platform();
    let cookies = format!("{}; {}", added.cookie, pending(&person));
    let fields = [
        ("password", person.password.as_str()),
        ("credential", "{}"),
        ("name", "x"),
        ("passkey", "AAAA"),
    ];
    for path in ["", "/options", "/begin", "/confirm", "/rename", "/remove"] {
        let path = format!("/login/passkey{path}");
        let call = platform.site.post(&path).form(&fields).header("cookie", &cookies);
        let refused = call.header("origin", "https://evil.example").send();
        assert_eq!((refused.status, refused.problem().0.as_str()), (403, "origin-refused"));
    }
    for path in ["/begin", "/confirm", "/rename", "/remove"] {
        let unsigned = post(&format!("/login/passkey{path}"), "", &fields).expect(303);
        assert_eq!(unsigned.header("location"), "/login", "{path}");
    }
    assert!(page(&added.cookie).text().contains("/login/passkey/remove"));
}
