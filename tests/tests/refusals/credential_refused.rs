//! Credentials that the edge refuses by itself.

use credential::{
    ApiKeyClaims, Audience, Function, Grant, Grants, InvitationClaims, KeyRing, ReceiptClaims,
    Role, Scope, SessionClaims, UnixSeconds,
};
use http::Method;
use survey::Version;
use tests::{Keys, Platform, now, platform, response_id};

use crate::alone;

fn owner() -> Grants {
    vec![Grant { role: Role::Owner, scope: Scope::Tenant }].try_into().unwrap()
}

fn earlier(seconds: u64) -> UnixSeconds {
    UnixSeconds::new(now().get() - seconds)
}

fn session(platform: &Platform, aud: Audience) -> SessionClaims {
    SessionClaims {
        sub: "owner".parse().unwrap(),
        ten: platform.ready.company.parse().unwrap(),
        zone: platform.keys.zone().clone(),
        aud,
        epoch: 1,
        grants: owner(),
        auth: now(),
        iat: now(),
        exp: now().saturating_add_seconds(900),
    }
}

fn api_key(platform: &Platform) -> ApiKeyClaims {
    ApiKeyClaims {
        jti: "never-made".parse().unwrap(),
        ten: platform.ready.company.parse().unwrap(),
        zone: platform.keys.zone().clone(),
        grants: owner(),
        iat: now(),
        exp: now().saturating_add_seconds(900),
    }
}

/// The token with one letter of its signature, or of what is signed, exchanged.
fn altered(token: &str, part: usize) -> String {
    let mut parts: Vec<_> = token.split('.').map(str::to_owned).collect();
    let letter = if parts[part].starts_with('A') { "B" } else { "A" };
    parts[part].replace_range(0..1, letter);
    parts.join(".")
}

/// Tokens for which storage need not be asked, each with what is wrong with it.
fn bad_tokens(platform: &Platform) -> Vec<(&'static str, String)> {
    let keys = &platform.keys;
    let api = keys.session(Audience::Api);
    let good = api.sign(&session(platform, Audience::Api)).unwrap();
    let real = platform.ready.api_key.as_str();
    let expired = SessionClaims { exp: earlier(1), ..session(platform, Audience::Api) };
    let old_key = ApiKeyClaims { exp: earlier(1), ..api_key(platform) };
    let other_zone =
        SessionClaims { zone: "fr".parse().unwrap(), ..session(platform, Audience::Api) };
    let invitation = InvitationClaims {
        jti: "one".parse().unwrap(),
        survey: platform.ready.survey.parse().unwrap(),
        zone: keys.zone().clone(),
        exp: now().saturating_add_seconds(900),
    };
    let receipt = ReceiptClaims {
        response: response_id(),
        survey: platform.ready.survey.parse().unwrap(),
        version: Version::FIRST,
        at: now(),
        zone: keys.zone().clone(),
    };
    let stranger = Keys::generate();
    let (_, unsigned) = good.split_once('.').unwrap();
    let none = "eyJhbGciOiJub25lIn0";
    vec![
        ("no token", "x".to_owned()),
        ("empty parts", "..".to_owned()),
        ("altered signature", altered(&good, 2)),
        ("altered claims", altered(&good, 1)),
        ("altered header", altered(&good, 0)),
        ("altered API key", altered(real, 1)),
        ("cut", good[..good.len() - 4].to_owned()),
        ("no signature", format!("{}.", good.rsplit_once('.').unwrap().0)),
        ("algorithm none", format!("{none}.{unsigned}")),
        ("expired session", api.sign(&expired).unwrap()),
        ("expired API key", keys.api_key().sign(&old_key).unwrap()),
        ("another zone", api.sign(&other_zone).unwrap()),
        ("invitation", keys.receipt().sign(&invitation).unwrap()),
        ("receipt", keys.receipt().sign(&receipt).unwrap()),
        ("receipt under the session's key", api.sign(&receipt).unwrap()),
        ("session under the API keys' key", signed(&keys.api_key(), platform, Audience::Api)),
        ("API key under the session's key", api.sign(&api_key(platform)).unwrap()),
        ("session for login", signed(&keys.session(Audience::Login), platform, Audience::Login)),
        ("for login, under the API's key", signed(&api, platform, Audience::Login)),
        ("function's key", signed(&keys.function(Function::Api), platform, Audience::Api)),
        ("stranger's session", signed(&stranger.session(Audience::Api), platform, Audience::Api)),
        ("stranger's API key", stranger.api_key().sign(&api_key(platform)).unwrap()),
        ("too long", format!("{good}{}", "A".repeat(5000))),
    ]
}

fn signed(ring: &KeyRing, platform: &Platform, audience: Audience) -> String {
    ring.sign(&session(platform, audience)).unwrap()
}

/// Tries all bad tokens: each is refused, in the same words as the others.
fn refuse_all(platform: &Platform) {
    let path = format!("/api/v1/surveys/{}/responses", platform.ready.survey);
    for (name, token) in bad_tokens(platform) {
        let answer = platform.site.get(&path).bearer(&token).send();
        assert_eq!(answer.status, 401, "{name}: {}", answer.text());
        let (slug, _) = answer.problem();
        let expired = name.starts_with("expired");
        let want = if expired { "credential-expired" } else { "credential-refused" };
        assert_eq!(slug, want, "{name}");
        assert_eq!(answer.header("www-authenticate"), "Bearer", "{name}");
        assert!(!answer.text().contains(&token) || token.len() < 8, "{name}");
    }
}

/// Does something three times at most, of which storage must not hear. What is asked of it in answer is
/// asked each time; the courier asks too, but only now and then, by a clock of its own. So there is a
/// round in which nobody asked.
fn without_storage(platform: &Platform, what: impl Fn()) {
    let asked = |_| {
        let before = platform.requests_to_storage();
        what();
        platform.requests_to_storage() - before
    };
    assert!((0..3).map(asked).any(|requests| requests == 0), "storage was asked");
}

#[test]
fn bad_credentials_never_reach_storage() {
    let _alone = alone();
    let platform = platform();
    without_storage(platform, || refuse_all(platform));
}

#[test]
fn no_route_of_the_api_is_open() {
    let _alone = alone();
    let platform = platform();
    without_storage(platform, || try_without_a_credential(platform));
}

fn try_without_a_credential(platform: &Platform) {
    let survey = format!("/api/v1/surveys/{}", platform.ready.survey);
    let response = format!("{survey}/responses/{}", response_id());
    for (method, path) in [
        (Method::GET, "/api/v1/surveys"),
        (Method::POST, "/api/v1/surveys"),
        (Method::GET, &survey),
        (Method::PUT, &survey),
        (Method::POST, &format!("{survey}/publish")),
        (Method::POST, &format!("{survey}/close")),
        (Method::GET, &format!("{survey}/responses")),
        (Method::GET, &response),
    ] {
        let call = |header: Option<&str>| {
            let call = platform.site.call(method.clone(), path);
            header.into_iter().fold(call, |call, value| call.header("authorization", value)).send()
        };
        let basic = format!("Basic {}", platform.ready.api_key);
        for header in [None, Some("Bearer"), Some("Bearer "), Some(basic.as_str())] {
            let answer = call(header);
            assert_eq!(answer.status, 401, "{method} {path}: {header:?}");
        }
        let twice = platform.site.call(method.clone(), path).bearer(&platform.ready.api_key);
        let twice = twice.bearer(&platform.ready.api_key).send();
        assert!(twice.status >= 400, "{method} {path}: two credentials");
    }
}

#[test]
fn a_good_credential_that_allows_too_little_is_403_at_the_edge() {
    let _alone = alone();
    let platform = platform();
    without_storage(platform, || try_with_too_little(platform));
}

fn try_with_too_little(platform: &Platform) {
    let of_other: Scope = "survey:another".to_owned().try_into().unwrap();
    for (name, grant) in [
        ("nothing but billing", Grant { role: Role::Billing, scope: Scope::Tenant }),
        ("owner of another survey", Grant { role: Role::Owner, scope: of_other.clone() }),
    ] {
        let grants = vec![grant].try_into().unwrap();
        let claims = SessionClaims { grants, ..session(platform, Audience::Api) };
        let token = platform.keys.session(Audience::Api).sign(&claims).unwrap();
        let path = format!("/api/v1/surveys/{}/responses", platform.ready.survey);
        let answer = platform.site.get(&path).bearer(&token).send().expect(403);
        assert_eq!(answer.problem().0, "not-permitted", "{name}");
    }
}

#[test]
fn what_only_storage_knows_is_checked_by_storage() {
    let _alone = alone();
    let platform = platform();
    let api = platform.keys.session(Audience::Api);
    let unknown_key = platform.keys.api_key().sign(&api_key(platform)).unwrap();
    let unknown_user =
        SessionClaims { sub: "nobody".parse().unwrap(), ..session(platform, Audience::Api) };
    for (name, token) in [
        ("API key that storage never made", unknown_key),
        ("user who is not there", api.sign(&unknown_user).unwrap()),
    ] {
        let before = platform.requests_to_storage();
        let answer = platform.site.get("/api/v1/surveys").bearer(&token).send().expect(401);
        assert_eq!(answer.problem().0, "credential-refused", "{name}");
        assert_eq!(platform.requests_to_storage(), before + 1, "{name}");
    }
}
