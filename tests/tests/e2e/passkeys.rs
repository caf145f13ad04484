//! Passkeys: adding one, signing in with one, changing them.

use contract::Target;
use credential::Function;
use serde_json::{Value, json};
use tests::passkey::{AddedPasskey, Ceremony, PRESENT, Passkey, begin, options_on};
use tests::{
    Answer, PENDING, Person, Signed, TwoStep, cookie, cookie_named, platform, response_id,
};

use crate::two_step::{SESSION, is_signed_in, page, pending, post, show};

/// What a browser is asked for to use a passkey, by whoever sends this cookie.
#[track_caller]
pub(crate) fn options(cookie: &str) -> Value {
    post("/login/passkey/options", cookie, &[]).expect(200).json()
}

/// Sends what a passkey has said.
pub(crate) fn show_passkey(cookie: &str, credential: &Value) -> Answer {
    post("/login/passkey", cookie, &[("credential", &credential.to_string())])
}

/// The session that an answer opens.
#[track_caller]
pub(crate) fn session(answer: &Answer) -> String {
    format!("{SESSION}={}", cookie_named(answer, SESSION).unwrap())
}

/// Somebody with a passkey, and nothing else beside their password.
pub(crate) fn with_passkey() -> (Person, AddedPasskey) {
    let person = Person::new(platform());
    let session = person.sign_in(platform());
    let added = AddedPasskey::add(platform(), &person, &session);
    (person, added)
}

/// Signs in with a passkey alone; gives the session.
#[track_caller]
pub(crate) fn sign_in(passkey: &Passkey) -> String {
    let credential = passkey.answer(&platform().site, &options(""));
    session(&show_passkey("", &credential).expect(303))
}

#[test]
fn it_is_added_by_who_knows_the_password() {
    let person = Person::new(platform());
    let (here, elsewhere) = (person.sign_in(platform()), person.sign_in(platform()));
    let wrong = post("/login/passkey/begin", &here, &[("password", "a guess")]).expect(422);
    assert!(wrong.text().contains("not the password that holds now"), "{}", wrong.text());

    let right = [("password", person.password.as_str())];
    let begun = post("/login/passkey/begin", &here, &right).expect(200);
    assert_eq!(begun.header("cache-control"), "no-store");
    let policy = begun.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let asked = options_on(&begun);
    assert_eq!((&asked["rpId"], &asked["ids"]), (&json!("localhost"), &json!([])));
    assert_eq!(asked["algorithms"], json!([-7, -257]));
    let handle = asked["user"]["id"].as_str().unwrap();
    assert!(!handle.contains(person.user.as_str()), "nobody is named by it");

    let passkey = Passkey::new(&asked);
    let made = passkey.made(&Ceremony::on(&platform().site, "webauthn.create", &asked));
    let fields = [("name", " Min telefon "), ("credential", &made.to_string())];
    let added = post("/login/passkey/confirm", &here, &fields).expect(200);
    assert_eq!(added.text().matches("<li><code>").count(), 10, "the first second factor");
    let renewed = cookie(&added);
    assert!(is_signed_in(&renewed) && !is_signed_in(&here) && !is_signed_in(&elsewhere));
    let shown = page(&renewed);
    assert!(shown.text().contains("<h3>Min telefon</h3>"), "{}", shown.text());
    assert!(shown.text().contains("Not yet"), "it was not used: {}", shown.text());

    let asked = begin(&platform().site, &person, &renewed);
    assert_eq!(asked["ids"], json!([made["id"]]), "an authenticator makes no second one");
    assert_eq!(asked["user"]["id"], handle, "the account's passkeys are of one user");
    let second = AddedPasskey::add(platform(), &person, &renewed);
    assert!(second.recovery.is_empty(), "the codes are those from before");
    assert_eq!(page(&second.cookie).text().matches("/login/passkey/remove").count(), 2);
}

#[test]
fn it_signs_in_alone() {
    let (person, added) = with_passkey();
    let form = platform().site.get("/login").send().expect(200);
    for told in ["data-passkey=\"/login/passkey/options\" hidden", "/login/assets/passkey-"] {
        assert!(form.text().contains(told), "{told}: {}", form.text());
    }
    let asked = options("");
    assert_eq!(asked["ids"], json!([]), "it is alike for everybody");
    assert_eq!(asked["verification"], "required");
    let session = sign_in(&added.passkey);
    let shown = page(&session);
    assert!(shown.text().contains(&person.email), "{}", shown.text());
    assert!(shown.text().contains("with a passkey"), "{}", shown.text());
    assert!(!shown.text().contains("Not yet"), "it was used: {}", shown.text());
    assert!(is_signed_in(&added.cookie), "signing in ends no other session");
    assert!(is_signed_in(&sign_in(&added.passkey)), "again");
}

/// Many passkeys count nothing.
#[test]
fn one_that_counts_nothing_signs_in() {
    let (_, added) = with_passkey();
    for _ in 0..2 {
        let ceremony = Ceremony::on(&platform().site, "webauthn.get", &options(""));
        let answer = show_passkey("", &added.passkey.shown(&ceremony)).expect(303);
        assert!(is_signed_in(&session(&answer)));
    }
}

#[test]
fn it_is_a_second_factor() {
    let (person, added) = with_passkey();
    let pending = pending(&person);
    let asked = page(&pending);
    assert!(asked.text().contains("action=\"/login/passkey\""), "{}", asked.text());
    assert!(!asked.text().contains("/login?code=1"), "there is no app: {}", asked.text());
    let options = options(&pending);
    let id = added.passkey.made(&Ceremony::on(&platform().site, "", &options))["id"].clone();
    assert_eq!(options["ids"], json!([id]), "who knows the password learns which");
    // That somebody knows the password is the other factor: it need not be known who is there.
    let ceremony = Ceremony::on(&platform().site, "webauthn.get", &options);
    let ceremony = Ceremony { flags: PRESENT, counter: 1, ..ceremony };
    let signed_in = show_passkey(&pending, &added.passkey.shown(&ceremony)).expect(303);
    assert_eq!(cookie_named(&signed_in, PENDING).as_deref(), Some(""), "used");
    assert!(page(&session(&signed_in)).text().contains("with a passkey"));

    let code = added.recovery.first().unwrap();
    let signed_in = show(&crate::two_step::pending(&person), code).expect(303);
    assert!(
        page(&session(&signed_in)).text().contains("<dd>9</dd>"),
        "a recovery code does it too"
    );
}

#[test]
fn it_stands_beside_an_app() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let added = AddedPasskey::add(platform(), &person, &two_step.cookie);
    assert!(added.recovery.is_empty(), "those of the app hold for both");
    let pending = pending(&person);
    let by_app = platform().site.get("/login?code=1").header("cookie", &pending).send();
    assert!(by_app.text().contains("action=\"/login/code\""), "{}", by_app.text());
    assert!(page(&pending).text().contains("/login?code=1"), "either is offered");
    let by_code = session(&show(&pending, &two_step.code()).expect(303));
    let credential = added.passkey.answer(&platform().site, &options(&pending));
    let by_passkey = session(&show_passkey(&pending, &credential).expect(303));
    assert!(is_signed_in(&by_code) && is_signed_in(&by_passkey));

    let code = two_step.recovery.first().unwrap().as_str();
    let right = [("password", person.password.as_str()), ("code", code)];
    let removed = post("/login/factor/remove", &by_code, &right).expect(303);
    let shown = page(&cookie(&removed));
    assert!(shown.text().contains("<dd>9</dd>"), "the codes stay: {}", shown.text());
    let asked = page(&crate::two_step::pending(&person));
    assert!(asked.text().contains("action=\"/login/passkey\""), "{}", asked.text());
}

#[test]
fn they_are_named_and_removed_by_their_owner() {
    let (person, added) = with_passkey();
    let here = &added.cookie;
    let id = options(&pending(&person))["ids"][0].as_str().unwrap().to_owned();
    let rename = |cookie: &str, name: &str| {
        post("/login/passkey/rename", cookie, &[("passkey", &id), ("name", name)]).expect(303)
    };
    assert_eq!(rename(here, "Nyckeln <b>").header("location"), "/login?passkey=renamed");
    let long = "x".repeat(61);
    for name in ["", " ", &long] {
        assert_eq!(rename(here, name).header("location"), "/login", "nothing is changed");
    }
    let other = Person::new(platform()).sign_in(platform());
    assert_eq!(rename(&other, "Min").header("location"), "/login", "another's is not");
    assert!(page(here).text().contains("<h3>Nyckeln &lt;b&gt;</h3>"), "{}", page(here).text());

    let elsewhere = sign_in(&added.passkey);
    let remove = |cookie: &str, password: &str| {
        post("/login/passkey/remove", cookie, &[("passkey", &id), ("password", password)])
    };
    let _ = remove(here, "a guess").expect(422);
    let removed = remove(here, &person.password).expect(303);
    assert_eq!(removed.header("location"), "/login?passkey=removed");
    assert!(is_signed_in(&cookie(&removed)) && !is_signed_in(here) && !is_signed_in(&elsewhere));
    let credential = added.passkey.answer(&platform().site, &options(""));
    let refused = show_passkey("", &credential).expect(401);
    assert!(refused.text().contains("This passkey is not taken"), "{}", refused.text());
    let alone = person.sign_in(platform());
    assert!(is_signed_in(&alone), "the password alone signs in");
    assert!(!page(&alone).text().contains("/login/factor/codes"), "the recovery codes are gone");
}

#[test]
fn recovery_codes_are_renewed_without_an_app() {
    let (person, added) = with_passkey();
    let (here, code) = (&added.cookie, added.recovery.first().unwrap().as_str());
    let fields = |password, code| [("password", password), ("code", code)];
    for (password, code) in [("a guess", code), (&person.password, "000")] {
        let refused = post("/login/factor/codes", here, &fields(password, code)).expect(422);
        assert!(refused.text().contains("do not go together"), "{}", refused.text());
    }
    let renewed = post("/login/factor/codes", here, &fields(&person.password, code)).expect(200);
    assert_eq!(renewed.text().matches("<li><code>").count(), 10);
    let right = fields(&person.password, added.recovery[1].as_str());
    let no_app = post("/login/factor/remove", here, &right).expect(303);
    assert_eq!(no_app.header("location"), "/login", "there is no app to be removed");
}

#[test]
fn it_is_what_an_organisation_wants() {
    let platform = platform();
    let tenant = format!("keyed-{}", response_id());
    let body = json!({"name": "Keyed AB", "zone": "se", "second_factor": "required"}).to_string();
    let target = Target::PutTenant(tenant.parse().unwrap());
    let signed = Signed::new(Function::Operator, target).body(body.into_bytes());
    let made = platform.storage.run(signed.request(&platform.storage, &platform.keys));
    let _ = made.unwrap().expect(200);
    let person = Person::of(platform, &tenant);
    let session = person.sign_in(platform);
    let before = page(&session);
    assert!(before.text().contains("Your organisation wants"), "{}", before.text());
    let added = AddedPasskey::add(platform, &person, &session);
    assert!(page(&added.cookie).text().contains("action=\"/login/password\""));
    let token = |code: Option<&str>| {
        let body = json!({"email": person.email, "password": person.password, "code": code});
        platform.site.post("/login/token").json(&body).send()
    };
    assert_eq!(token(None).expect(403).problem().0, "second-factor-required");
    let _ = token(added.recovery.first().map(String::as_str)).expect(200);
}
