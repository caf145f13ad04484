//! What is tried against signing in through an organisation's own identity provider.

use contract::Target;
use credential::{HandOverSecret, OrganisationClaims, organisation_label};
use tests::identity::Browser;
use tests::{Answer, now, platform};

use crate::audit::Own;
use crate::organisation::{issuer, operator, set_provider, signed_in, site, with_provider};

#[test]
fn what_comes_back_is_of_this_browser_and_this_attempt() {
    let own = with_provider("nordsvar");
    let mut browser = Browser::default();
    let there = browser.to_provider(platform(), &own.tenant);
    let back = browser.at_provider(&there, &[("login", &own.person.email)]);
    assert!(back.starts_with(&site("/identity/back?")) && back.contains("iss="), "{back}");
    let lost = |browser: &mut Browser, address: &str, why: &str| {
        let page = browser.get(address);
        assert_eq!(page.status, 400, "{why}: {}", page.text());
        assert!(page.text().contains("This did not work"), "{why}: {}", page.text());
        assert!(!page.text().contains("token"), "{why}");
    };
    lost(&mut Browser::default(), &back, "a browser without an attempt");
    let mut other = Browser::default();
    let _ = other.to_provider(platform(), &own.tenant);
    lost(&mut other, &back, "another browser");
    let mut third = Browser::default();
    let theirs = third.to_provider(platform(), &own.tenant);
    let theirs = third.at_provider(&theirs, &[("login", &own.person.email)]);
    let code = |address: &str| {
        let pair = address.split(['?', '&']).find(|pair| pair.starts_with("code="));
        pair.unwrap().to_owned()
    };
    // A code that was given to somebody else's attempt: PKCE tells.
    lost(&mut third, &theirs.replace(&code(&theirs), &code(&back)), "another's code");

    // A second answer to the same attempt is worth nothing, whoever keeps the cookie.
    let mut again = Browser::default();
    let there = again.to_provider(platform(), &own.tenant);
    let back = again.at_provider(&there, &[("login", &own.person.email)]);
    let kept = again.of(platform().site.base());
    let _ = again.get(&back).expect(200);
    let path = back.strip_prefix(platform().site.base()).unwrap();
    let replayed = platform().site.get(path).header("cookie", &kept).send();
    assert_eq!(replayed.status, 400, "{}", replayed.text());
    lost(&mut again, &back, "no attempt is left");
}

#[test]
fn an_answer_of_another_provider_is_refused() {
    let own = with_provider("nordsvar");
    for (change, status, words) in [
        ("iss=https%3A%2F%2Fevil.example", 502, "did not answer as it should"),
        ("", 502, "did not answer as it should"),
        ("iss=ours&iss=ours", 400, "This did not work"),
    ] {
        let mut browser = Browser::default();
        let there = browser.to_provider(platform(), &own.tenant);
        let back = browser.at_provider(&there, &[("login", &own.person.email)]);
        let iss = back.split(['?', '&']).find(|pair| pair.starts_with("iss=")).unwrap();
        let page = browser.get(&back.replace(iss, change));
        assert_eq!(page.status, status, "{change}: {}", page.text());
        assert!(page.text().contains(words), "{change}: {}", page.text());
    }
    let mut browser = Browser::default();
    let there = browser.to_provider(platform(), &own.tenant);
    let back = browser.at_provider(&there, &[("login", "x@example.com"), ("do", "cancel")]);
    assert!(back.contains("error=access_denied"), "{back}");
    let page = browser.get(&back).expect(403);
    assert!(page.text().contains("did not let you in"), "{}", page.text());
}

#[test]
fn what_was_set_anew_meanwhile_is_not_what_was_asked() {
    let own = with_provider("nordsvar");
    let mut browser = Browser::default();
    let there = browser.to_provider(platform(), &own.tenant);
    let back = browser.at_provider(&there, &[("login", &own.person.email)]);
    set_provider(&own.tenant, issuer(), "nordsvar-public");
    let _ = browser.get(&back).expect(400);
    let removed = Target::RemoveProvider(own.tenant.parse().unwrap());
    let _ = operator(removed, Vec::new()).expect(200);
    let page = browser.get(&format!(
        "{}?for=12HUBq8qSloV9nySQ3jtiNH4XBPxo3_HNm9ZeJs7zWU",
        site(&format!("/identity/begin/{}", own.tenant))
    ));
    assert!(page.expect(404).text().contains("There is no such sign-in"));
}

#[test]
fn providers_that_answer_as_none_may_are_refused() {
    let own = Own::new();
    for (kind, words) in [
        ("issuer", "did not answer as it should"),
        ("inside", "did not answer as it should"),
        ("html", "did not answer as it should"),
        ("redirect", "did not answer as it should"),
        ("none", "did not answer as it should"),
        ("large", "does not answer"),
        ("down", "does not answer"),
    ] {
        set_provider(&own.tenant, &format!("{}/broken/{kind}", issuer()), "nordsvar");
        let mut browser = Browser::default();
        let begun = browser.get(&site(&format!("/login/organisation/{}", own.tenant)));
        let page = browser.get(begun.expect(303).header("location")).expect(502);
        assert!(page.text().contains(words), "{kind}: {}", page.text());
        assert_eq!(page.header("set-cookie"), "", "{kind}");
    }
    // Another host of this machine than the one that is granted.
    for there in [platform().storage.base(), "http://localhost:1", "https://127.0.0.1"] {
        set_provider(&own.tenant, there, "nordsvar");
        let mut browser = Browser::default();
        let begun = browser.get(&site(&format!("/login/organisation/{}", own.tenant)));
        let page = browser.get(begun.expect(303).header("location")).expect(502);
        assert!(page.text().contains("did not answer as it should"), "{there}: {}", page.text());
    }
    let nobody = browser_to("/login/organisation/nobody-there");
    assert!(nobody.expect(404).text().contains("There is no such sign-in"));
}

fn browser_to(path: &str) -> Answer {
    let mut browser = Browser::default();
    let begun = browser.get(&site(path)).expect(303);
    browser.get(begun.header("location"))
}

#[test]
fn what_leads_to_login_is_storages_and_of_one_browser() {
    let own = with_provider("nordsvar");
    let mut browser = Browser::default();
    let page = browser.through_provider(platform(), &own.tenant, &own.person.email).expect(200);
    let refused = |browser: &mut Browser, token: &str, why: &str| {
        let answer = browser.post(&site("/login/identity"), &[("token", token)]);
        assert_eq!(answer.status, 401, "{why}: {}", answer.text());
        assert!(!signed_in(browser), "{why}");
    };
    let token = tests::fields(page.text()).into_iter().find(|f| f.name == "token").unwrap().value;
    refused(&mut Browser::default(), &token, "no secret");
    let mut other = Browser::default();
    let _ = other.to_provider(platform(), &own.tenant);
    refused(&mut other, &token, "another browser");

    let keys = &platform().keys;
    let ring = keys.master().derive(&organisation_label(keys.zone()));
    let cookie = browser.of(platform().site.base());
    let secret = cookie.split("; ").find_map(|c| c.strip_prefix("__Host-nordsvar_organisation="));
    let mark = secret.unwrap().parse::<HandOverSecret>().unwrap().mark();
    let claims = |exp: i64, epoch: u32, zone: &str, tenant: &str| OrganisationClaims {
        sub: own.person.user.clone(),
        ten: tenant.parse().unwrap(),
        zone: zone.parse().unwrap(),
        epoch,
        mark,
        exp: credential::UnixSeconds::new(now().get().saturating_add_signed(exp)),
    };
    let other_key = keys.session(credential::Audience::Login);
    for (why, token) in [
        ("over", ring.sign(&claims(-1, 1, "se", &own.tenant)).unwrap()),
        ("of another epoch", ring.sign(&claims(60, 2, "se", &own.tenant)).unwrap()),
        ("of another zone", ring.sign(&claims(60, 1, "fr", &own.tenant)).unwrap()),
        ("of another tenant", ring.sign(&claims(60, 1, "se", "demo")).unwrap()),
        ("by another key", other_key.sign(&claims(60, 1, "se", &own.tenant)).unwrap()),
        ("a session", own.person.session(platform(), 0, 0)),
        ("nothing", String::new()),
    ] {
        let call = platform().site.post("/login/identity").form(&[("token", token.as_str())]);
        let answer = call.header("cookie", &cookie).send();
        assert_eq!(answer.status, 401, "{why}: {}", answer.text());
    }
    let _ = browser.to_login(platform(), &page).expect(303);
    assert!(signed_in(&browser));
}

/// The cookie of the way to a provider and back is the one that another site's navigation brings, and opens nothing.
#[test]
fn what_browsers_keep_is_sealed_and_short_lived() {
    let own = with_provider("nordsvar");
    let mut browser = Browser::default();
    let begun = browser.get(&site(&format!("/login/organisation/{}", own.tenant))).expect(303);
    let sent = browser.get(begun.header("location")).expect(303);
    for (answer, attributes) in [
        (&begun, ["__Host-nordsvar_organisation=", "SameSite=Strict", "Max-Age=900"]),
        (&sent, ["__Host-nordsvar_identity=", "SameSite=Lax", "Max-Age=600"]),
    ] {
        let cookie = answer.header("set-cookie");
        for part in attributes.iter().chain(&["; Secure", "; HttpOnly", "; Path=/"]) {
            assert!(cookie.contains(part), "{part}: {cookie}");
        }
    }
    let address = sent.header("location");
    let kept = browser.of(platform().site.base());
    for name in ["state=", "nonce=", "code_challenge="] {
        let value = address.split(['?', '&']).find_map(|pair| pair.strip_prefix(name));
        assert!(!kept.contains(value.unwrap()), "{name} is sealed in the cookie: {kept}");
    }
    let altered = kept.replace("__Host-nordsvar_identity=k1.", "__Host-nordsvar_identity=k1.A");
    assert_ne!(altered, kept);
    let state = address.split(['?', '&']).find(|pair| pair.starts_with("state=")).unwrap();
    let back = format!("/identity/back?code=c&{state}");
    let page = platform().site.get(&back).header("cookie", &altered).send();
    assert_eq!(page.status, 400, "{}", page.text());
}
