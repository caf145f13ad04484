//! Signing in through an organisation's own identity provider, which is a real one.

use contract::Target;
use contract::message::{ClientSecret, SetProvider};
use credential::Function;
use tests::identity::Browser;
use tests::{Answer, Person, Signed, TwoStep, platform};

use crate::audit::{Own, get as api_get};
use crate::two_step::is_signed_in;

/// The provider of the tests, and what it knows us by.
const SECRET: &str = "a secret: of tests & development";

pub(crate) fn issuer() -> &'static str {
    let issuer = platform().ready.identity_provider.as_deref();
    issuer.unwrap_or_else(|| panic!("run `cargo xtask test`, or dev with --identity-provider 0"))
}

pub(crate) fn operator(target: Target, body: Vec<u8>) -> Answer {
    let platform = platform();
    let signed = Signed::new(Function::Operator, target).body(body);
    platform.storage.run(signed.request(&platform.storage, &platform.keys)).unwrap()
}

/// Has a tenant's people sign in by a provider.
pub(crate) fn set_provider(tenant: &str, issuer: &str, client: &str) {
    let secret = (client == "nordsvar").then(|| SECRET.parse::<ClientSecret>().unwrap());
    let message = SetProvider {
        issuer: issuer.parse().unwrap(),
        client_id: client.parse().unwrap(),
        client_secret: secret,
    };
    let body = serde_json::to_vec(&message).unwrap();
    let _ = operator(Target::PutProvider(tenant.parse().unwrap()), body).expect(200);
}

/// A tenant of a test's own that has a provider, with an owner.
pub(crate) fn with_provider(client: &str) -> Own {
    let own = Own::new();
    set_provider(&own.tenant, issuer(), client);
    own
}

pub(crate) fn site(path: &str) -> String {
    format!("{}{path}", platform().site.base())
}

fn account(browser: &mut Browser) -> String {
    browser.get(&site("/login")).expect(200).text().to_owned()
}

pub(crate) fn signed_in(browser: &Browser) -> bool {
    is_signed_in(&browser.of(platform().site.base()))
}

#[test]
fn people_sign_in_through_their_organisation() {
    for client in ["nordsvar", "nordsvar-public"] {
        let own = with_provider(client);
        let mut browser = Browser::default();
        let named = browser.get(&site("/login/organisation")).expect(200);
        assert!(named.text().contains("Sign in with your organisation"));
        let form = [("organisation", own.tenant.as_str())];
        let onward = browser.post(&site("/login/organisation"), &form).expect(200);
        assert!(onward.text().contains(&format!("url=/login/organisation/{}", own.tenant)));

        let page = browser.through_provider(platform(), &own.tenant, &own.person.email).expect(200);
        assert!(page.text().contains(&own.person.email), "{}", page.text());
        assert!(page.text().contains("Own AB"), "{}", page.text());
        assert_eq!(page.header("cache-control"), "no-store");
        let policy = page.header("content-security-policy");
        assert!(policy.contains(&format!("form-action {}", site(""))), "{policy}");
        assert!(!signed_in(&browser), "{client}: not before the form was sent");
        let sent = browser.to_login(platform(), &page).expect(303);
        assert_eq!(sent.header("location"), "/login");
        assert!(signed_in(&browser), "{client}");
        let account = account(&mut browser);
        assert!(account.contains("through your organisation"), "{account}");
        assert!(account.contains("Firefox, Windows"), "{account}");
    }
}

#[test]
fn somebody_is_known_again_whatever_their_address_is() {
    let own = with_provider("nordsvar");
    let page = Browser::default().through_provider(platform(), &own.tenant, &own.person.email);
    let _ = page.expect(200);
    // The provider gives them another address, and theirs to somebody else.
    let mut browser = Browser::default();
    let there = browser.to_provider(platform(), &own.tenant);
    let renamed = [("login", own.person.email.as_str()), ("email", "anna.new@example.com")];
    let back = browser.at_provider(&there, &renamed);
    let page = browser.get(&back).expect(200);
    assert!(page.text().contains(&own.person.email), "{}", page.text());
    let _ = browser.to_login(platform(), &page).expect(303);
    assert!(signed_in(&browser));
    let mut other = Browser::default();
    let there = other.to_provider(platform(), &own.tenant);
    let taken = [("login", "somebody.else@example.com"), ("email", own.person.email.as_str())];
    let back = other.at_provider(&there, &taken);
    let page = other.get(&back).expect(403);
    assert!(page.text().contains("There is no account for you here"), "{}", page.text());
}

#[test]
fn nobody_is_let_in_who_has_no_account_there() {
    let (own, other) = (with_provider("nordsvar"), with_provider("nordsvar"));
    let suspended = Person::of(platform(), &own.tenant);
    let visitor = crate::room::Visitor::new(&own.person);
    let path = format!("/zone/people/{}/suspend", suspended.user.as_str());
    let _ = visitor.post(&path, &[]).expect(303);
    let unverified = format!("unverified.{}", own.person.email);
    for login in ["nobody@example.com", &other.person.email, &suspended.email, &unverified] {
        let mut browser = Browser::default();
        let page = browser.through_provider(platform(), &own.tenant, login).expect(403);
        assert!(page.text().contains("There is no account for you here"), "{}", page.text());
        for kept in [login, other.tenant.as_str()] {
            assert!(!page.text().contains(kept), "{kept}: {}", page.text());
        }
        assert!(!browser.of(platform().site.base()).contains("nordsvar_identity"));
    }
}

#[test]
fn a_second_factor_is_asked_for_all_the_same() {
    let own = with_provider("nordsvar-public");
    let two_step = TwoStep::add(platform(), &own.person);
    let mut browser = Browser::default();
    let page = browser.through_provider(platform(), &own.tenant, &own.person.email).expect(200);
    let _ = browser.to_login(platform(), &page).expect(303);
    assert!(!signed_in(&browser));
    let asked = account(&mut browser);
    assert!(asked.contains("name=\"code\""), "{asked}");
    let _ = browser.post(&site("/login/code"), &[("code", &two_step.code())]).expect(303);
    assert!(account(&mut browser).contains("through your organisation"));

    // Where the organisation wants one, whoever has none may do nothing but add it.
    let own = with_provider("nordsvar-public");
    let visitor = crate::room::Visitor::new(&own.person);
    let rule = [("second_factor", "required")];
    let _ = visitor.post("/zone/security", &rule).expect(303);
    let mut browser = Browser::default();
    let page = browser.through_provider(platform(), &own.tenant, &own.person.email).expect(200);
    let _ = browser.to_login(platform(), &page).expect(303);
    let zone = browser.get(&site("/login/zone?for=12HUBq8qSloV9nySQ3jtiNH4XBPxo3_HNm9ZeJs7zWU"));
    assert_eq!(zone.expect(303).header("location"), "/login");
}

#[test]
fn the_way_goes_on_to_where_somebody_wanted_to_go() {
    let own = with_provider("nordsvar");
    let mut browser = Browser::default();
    let sent = browser.get(&site("/zone")).expect(303);
    let wanted = sent.header("location").to_owned();
    assert_eq!(browser.get(&wanted).expect(303).header("location"), "/login");
    let page = browser.through_provider(platform(), &own.tenant, &own.person.email).expect(200);
    let onward = browser.to_login(platform(), &page).expect(303);
    let path = wanted.strip_prefix(platform().site.base()).unwrap();
    assert_eq!(onward.header("location"), path);
}

#[test]
fn an_owner_says_by_which_provider() {
    let own = Own::new();
    let visitor = crate::room::Visitor::new(&own.person);
    let before = visitor.get("/zone/security").expect(200);
    assert!(before.text().contains("There is none yet."), "{}", before.text());
    assert!(before.text().contains(&site("/identity/back")), "{}", before.text());
    let form = |issuer, client, secret| {
        [("issuer", issuer), ("client_id", client), ("client_secret", secret)]
    };
    let set = |fields: &[(&str, &str)]| visitor.post("/zone/security/provider", fields);
    let wrong = set(&form("http://id.example.com", "nordsvar", "s3cret-s3cret")).expect(422);
    assert!(wrong.text().contains("begins with https://"), "{}", wrong.text());
    assert!(!wrong.text().contains("s3cret-s3cret"), "a secret is not shown again");
    let _ = set(&form(issuer(), "nordsvar", SECRET)).expect(303);
    let shown = visitor.get("/zone/security").expect(200);
    for part in [issuer(), "nordsvar", "with a client secret", &own.tenant] {
        assert!(shown.text().contains(part), "{part}: {}", shown.text());
    }
    assert!(!shown.text().contains("tests &amp; development"), "{}", shown.text());
    let mut browser = Browser::default();
    let page = browser.through_provider(platform(), &own.tenant, &own.person.email).expect(200);
    let _ = browser.to_login(platform(), &page).expect(303);

    let editor = Person::as_role(platform(), &own.tenant, credential::Role::Administrator);
    let editor = crate::room::Visitor::new(&editor);
    let fields = form(issuer(), "nordsvar", "");
    let _ = editor.post("/zone/security/provider", &fields).expect(403);
    let _ = editor.post("/zone/security/provider/remove", &[]).expect(403);
    let asked = visitor.get("/zone/security/provider/remove").expect(200);
    assert!(asked.text().contains("Nobody can sign in by it any more."), "{}", asked.text());
    let _ = visitor.post("/zone/security/provider/remove", &[]).expect(303);
    let after = visitor.get("/zone/security").expect(200);
    assert!(after.text().contains("There is none yet."), "{}", after.text());

    let session = own.token();
    let log = api_get(&session, "/api/v1/audit?limit=100").expect(200).text().to_owned();
    let told = |what: &str| log.matches(what).count();
    assert_eq!(told("\"set-provider\""), 2, "set and removed: {log}");
    assert_eq!(told("\"bind-identity\""), 1, "{log}");
    for kept in [issuer(), "s3cret", SECRET] {
        assert!(!log.contains(kept), "{kept}");
    }
}

#[test]
fn the_operator_says_by_which_provider() {
    let own = Own::new();
    let operator = crate::operator::operator();
    let none = operator.run(&["tenant", "identity", "show", &own.tenant]);
    assert_eq!((none.code, none.out.as_str()), (0, ""), "{}", none.err);
    let folder = tests::Temporary::new();
    let file = folder.path().join("secret");
    std::fs::write(&file, format!("{SECRET}\n")).unwrap();
    let file = file.to_str().unwrap();
    let set = ["tenant", "identity", "set", &own.tenant, "--issuer", issuer(), "--client-id"];
    let done = operator.run(&[&set[..], &["nordsvar", "--secret-file", file]].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(!done.err.contains(SECRET) && done.out.is_empty(), "{}", done.err);
    let shown = operator.done(&["tenant", "identity", "show", &own.tenant]);
    assert!(
        shown.starts_with(&format!("{}\tnordsvar\twith a secret\tsince ", issuer())),
        "{shown}"
    );
    let page = Browser::default().through_provider(platform(), &own.tenant, &own.person.email);
    let _ = page.expect(200);
    for wrong in ["http://id.example.com", "https://10.0.0.1", "id.example.com"] {
        let set = ["tenant", "identity", "set", &own.tenant, "--client-id", "a", "--issuer", wrong];
        assert_eq!(operator.run(&set).code, 2, "{wrong}");
    }
    let set =
        ["tenant", "identity", "set", "nobody-there", "--client-id", "a", "--issuer", issuer()];
    assert_eq!(operator.run(&set).code, 4);
    let _ = operator.done(&["tenant", "identity", "remove", &own.tenant]);
    let none = operator.run(&["tenant", "identity", "show", &own.tenant]);
    assert_eq!((none.code, none.out.as_str()), (0, ""), "{}", none.err);
}
