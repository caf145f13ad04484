//! Two-step sign-in: adding it, using it, changing it.

use contract::Target;
use credential::Function;
use serde_json::json;
use tests::{
    Answer, PENDING, Person, Signed, TwoStep, cookie, cookie_named, fields, platform, response_id,
};

pub(crate) const SESSION: &str = "__Host-nordsvar_login";

pub(crate) fn page(cookie: &str) -> Answer {
    platform().site.get("/login").header("cookie", cookie).send().expect(200)
}

pub(crate) fn is_signed_in(cookie: &str) -> bool {
    page(cookie).text().contains("/login/end-sessions")
}

pub(crate) fn post(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let platform = platform();
    let call = platform.site.post(path).form(fields).header("cookie", cookie);
    call.header("origin", platform.site.base()).send()
}

/// Gives the right password; gives the cookie that goes with the code.
#[track_caller]
pub(crate) fn pending(person: &Person) -> String {
    let answer = person.give_password(platform(), &person.password).expect(303);
    assert_eq!(answer.header("location"), "/login");
    assert_eq!(cookie_named(&answer, SESSION), None, "nobody is signed in yet");
    let token = cookie_named(&answer, PENDING).unwrap();
    format!("{PENDING}={token}")
}

/// Sends a code.
pub(crate) fn show(pending: &str, code: &str) -> Answer {
    post("/login/code", pending, &[("code", code)])
}

fn token(person: &Person, code: Option<&str>) -> Answer {
    let mut body = json!({"email": person.email, "password": person.password});
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    platform().site.post("/login/token").json(&body).send()
}

#[test]
fn it_is_added_by_who_knows_the_password_and_shows_a_code() {
    let person = Person::new(platform());
    let (here, elsewhere) = (person.sign_in(platform()), person.sign_in(platform()));
    let wrong = post("/login/factor", &here, &[("password", "a guess")]).expect(422);
    assert!(wrong.text().contains("not the password that holds now"), "{}", wrong.text());

    let begun = post("/login/factor", &here, &[("password", &person.password)]).expect(200);
    assert_eq!(begun.header("cache-control"), "no-store");
    for told in ["<svg", "otpauth://totp/Nordsvar:", "autocomplete=\"one-time-code\""] {
        assert!(begun.text().contains(told), "{told}: {}", begun.text());
    }
    let value = |name: &str| {
        fields(begun.text()).into_iter().find(|field| field.name == name).unwrap().value
    };
    let (secret, sealed) = (value("secret"), value("sealed"));
    let again = [("secret", secret.as_str()), ("sealed", &sealed), ("code", "12345")];
    let refused = post("/login/factor/confirm", &here, &again).expect(422);
    assert!(refused.text().contains(&secret) && refused.text().contains("aria-invalid=\"true\""));
    assert!(is_signed_in(&elsewhere), "nothing has changed");
    let other = Person::new(platform());
    let theirs = other.sign_in(platform());
    let code = credential::OneTimeSecret::from_base32(&secret).unwrap();
    let code = code.code_of_step(tests::now().get() / 30).to_string();
    let right = [("secret", secret.as_str()), ("sealed", &sealed), ("code", &code)];
    let foreign = post("/login/factor/confirm", &theirs, &right).expect(303);
    assert_eq!(cookie_named(&foreign, SESSION), None, "what was given to another adds nothing");

    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let right = [("secret", secret.as_str()), ("sealed", &sealed), ("code", &spaced)];
    let added = post("/login/factor/confirm", &here, &right).expect(200);
    assert_eq!(added.text().matches("<li><code>").count(), 10);
    assert!(added.header("content-security-policy").contains("script-src 'self'"));
    let renewed = cookie(&added);
    assert!(is_signed_in(&renewed) && !is_signed_in(&here) && !is_signed_in(&elsewhere));
    let twice = post("/login/factor/confirm", &renewed, &right).expect(303);
    assert_eq!(twice.header("location"), "/login");
    assert!(page(&renewed).text().contains("/login/factor/remove"));
}

#[test]
fn a_code_signs_in_after_the_password() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let pending = pending(&person);
    let asked = page(&pending);
    for told in
        ["action=\"/login/code\"", "inputmode=\"numeric\"", "autocomplete=\"one-time-code\""]
    {
        assert!(asked.text().contains(told), "{told}: {}", asked.text());
    }
    assert!(asked.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(asked.header("cache-control"), "no-store");
    let wrong = show(&pending, &two_step.wrong_codes().next().unwrap()).expect(401);
    assert!(wrong.text().contains("action=\"/login/code\""), "{}", wrong.text());
    assert_eq!(cookie_named(&wrong, SESSION), None);

    let signed_in = show(&pending, &two_step.code()).expect(303);
    assert_eq!(cookie_named(&signed_in, PENDING).as_deref(), Some(""), "used");
    let session = format!("{SESSION}={}", cookie_named(&signed_in, SESSION).unwrap());
    assert!(page(&session).text().contains(&person.email));
    assert!(is_signed_in(&two_step.cookie), "signing in ends no other session");
}

#[test]
fn a_recovery_code_signs_in_once_and_is_named() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let code = two_step.recovery.first().unwrap();
    let asked = platform().site.get("/login?recovery=1").header("cookie", &pending(&person)).send();
    assert!(asked.text().contains("action=\"/login/code?recovery=1\""), "{}", asked.text());
    assert!(!asked.text().contains("inputmode"), "letters are needed");
    let typed = code.replace('-', " ").to_uppercase();
    let signed_in = show(&pending(&person), &typed).expect(303);
    let page = page(&cookie(&signed_in));
    assert!(page.text().contains("with a recovery code"), "{}", page.text());
    assert!(page.text().contains("<dd>9</dd>"), "one is used: {}", page.text());
    let _ = show(&pending(&person), code).expect(401);
}

#[test]
fn recovery_codes_are_renewed() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let code = two_step.code();
    let fields = |password, code| [("password", password), ("code", code)];
    let here = &two_step.cookie;
    for (password, given) in [("a guess", code.as_str()), (&person.password, "000"), ("", "")] {
        let refused = post("/login/factor/codes", here, &fields(password, given)).expect(422);
        assert!(refused.text().contains("aria-invalid=\"true\""), "{}", refused.text());
    }
    let renewed = post("/login/factor/codes", here, &fields(&person.password, &code)).expect(200);
    assert_eq!(renewed.text().matches("<li><code>").count(), 10);
    assert!(is_signed_in(here), "no session ends");
    let old = two_step.recovery.first().unwrap();
    assert!(!renewed.text().contains(old));
    let _ = show(&pending(&person), old).expect(401);
}

#[test]
fn it_is_removed_by_who_has_it() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let elsewhere = cookie(&show(&pending(&person), &two_step.code()).expect(303));
    let code = two_step.recovery.first().unwrap().as_str();
    let here = &two_step.cookie;
    let wrong = [("password", person.password.as_str()), ("code", "123456")];
    let _ = post("/login/factor/remove", here, &wrong).expect(422);
    let right = [("password", person.password.as_str()), ("code", code)];
    let removed = post("/login/factor/remove", here, &right).expect(303);
    assert_eq!(removed.header("location"), "/login?two-step=removed");
    assert!(is_signed_in(&cookie(&removed)));
    assert!(!is_signed_in(here) && !is_signed_in(&elsewhere));
    assert!(is_signed_in(&person.sign_in(platform())), "the password alone signs in");
}

#[test]
fn programs_send_the_code_along() {
    let person = Person::new(platform());
    let two_step = TwoStep::add(platform(), &person);
    let without = token(&person, None).expect(403);
    assert_eq!(without.problem().0, "second-factor-required");
    let wrong = token(&person, Some("12345")).expect(401);
    assert_eq!(wrong.problem().0, "code-refused");
    let signed_in = token(&person, Some(&two_step.code())).expect(200).json();
    let session = signed_in["token"].as_str().unwrap();
    let _ = platform().site.get("/api/v1/surveys").bearer(session).send().expect(200);
}

#[test]
fn an_organisation_may_want_it() {
    let platform = platform();
    let tenant = format!("strict-{}", response_id());
    let put = |rule: Option<&str>| {
        let mut body = json!({"name": "Strict AB", "zone": "se"});
        if let Some(rule) = rule {
            body["second_factor"] = json!(rule);
        }
        let target = Target::PutTenant(tenant.parse().unwrap());
        let signed = Signed::new(Function::Operator, target).body(body.to_string().into_bytes());
        let request = signed.request(&platform.storage, &platform.keys);
        platform.storage.run(request).unwrap().expect(200)
    };
    let _ = put(None);
    let person = Person::of(platform, &tenant);
    let before = person.sign_in(platform);
    let session = token(&person, None).expect(200).json()["token"].as_str().unwrap().to_owned();
    let surveys = || platform.site.get("/api/v1/surveys").bearer(&session).send();
    let _ = surveys().expect(200);
    let _ = put(Some("required"));
    let _ = put(None);
    assert_eq!(surveys().expect(403).problem().0, "second-factor-required", "at once");

    for cookie in [before, person.sign_in(platform)] {
        let page = page(&cookie);
        assert!(page.text().contains("Your organisation wants"), "{}", page.text());
        assert!(!page.text().contains("action=\"/login/password\""), "nothing else is offered");
        let change = [("current", person.password.as_str()), ("new", "fjorton gula båtar")];
        let refused = post("/login/password", &cookie, &change).expect(403);
        assert_eq!(refused.problem().0, "second-factor-required");
    }
    let two_step = TwoStep::add(platform, &person);
    assert!(page(&two_step.cookie).text().contains("action=\"/login/password\""));
    let signed_in = token(&person, Some(&two_step.code())).expect(200).json();
    let session = signed_in["token"].as_str().unwrap();
    let _ = platform.site.get("/api/v1/surveys").bearer(session).send().expect(200);
}

#[test]
fn other_pages_change_nothing() {
    let platform = platform();
    let person = Person::new(platform);
    let two_step = TwoStep::add(platform, &person);
    let code = two_step.recovery.first().unwrap();
    let fields =
        [("password", person.password.as_str()), ("code", code), ("secret", "x"), ("sealed", "x")];
    let cookies = format!("{}; {}", two_step.cookie, pending(&person));
    for path in ["/code", "/factor", "/factor/confirm", "/factor/codes", "/factor/remove"] {
        let path = format!("/login{path}");
        let call = platform.site.post(&path).form(&fields).header("cookie", &cookies);
        let refused = call.header("origin", "https://evil.example").send();
        assert_eq!((refused.status, refused.problem().0.as_str()), (403, "origin-refused"));
        let unsigned = post(&path, "", &fields).expect(303);
        assert_eq!(unsigned.header("location"), "/login", "{path}");
    }
    assert!(page(&two_step.cookie).text().contains("<dd>10</dd>"));
}
