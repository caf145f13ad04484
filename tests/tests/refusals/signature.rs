//! Function signatures, straight at storage.

use contract::{Operation, Target};
use credential::{Function, UnixSeconds};
use http::{HeaderValue, Request};
use survey::{FileId, SurveyId};
use tests::{Answer, Keys, Platform, Sample, Signed, now, platform, response_id};

use crate::alone;

fn survey(platform: &Platform) -> SurveyId {
    platform.ready.survey.parse().unwrap()
}

fn send(platform: &Platform, request: Request<Vec<u8>>) -> Answer {
    platform.storage.run(request).unwrap()
}

/// Every operation on something that is there or might be.
fn targets(survey: &SurveyId) -> Vec<Target> {
    let read = |operation: &Operation| {
        let segments = operation.pattern().split('/').map(|segment| match segment {
            "{badge}" => "abcdefgh01234567".to_owned(),
            "{contact}" => response_id().to_string().replace('-', ""),
            "{file}" => FileId::new(0, &[7; 10]).to_string(),
            "{platform}" => "shopify".to_owned(),
            "{response}" => response_id().to_string(),
            "{survey}" => survey.to_string(),
            name => name.trim_matches(['{', '}']).to_owned(),
        });
        let path = segments.collect::<Vec<_>>().join("/");
        Target::read(&operation.method(), &path).unwrap_or_else(|_| panic!("{path}"))
    };
    Operation::ALL.iter().map(read).collect()
}

#[test]
fn each_function_is_held_to_its_row() {
    let _alone = alone();
    let platform = platform();
    for target in targets(&survey(platform)) {
        let operation = target.operation();
        for function in Function::deployed().filter(|function| !operation.open_to(*function)) {
            // A good API key does not widen the row of the function that presents it.
            let signed = Signed::new(function, target.clone()).bearer(&platform.ready.api_key);
            let answer = send(platform, signed.request(&platform.storage, &platform.keys));
            let what = format!("{function} at {}", operation.as_str());
            assert_eq!(answer.status, 403, "{what}: {}", answer.text());
            assert_eq!(answer.problem().0, "not-permitted", "{what}");
        }
    }
}

#[test]
fn an_app_that_is_not_deployed_is_not_heard() {
    let _alone = alone();
    let platform = platform();
    let list = Target::ListInstances("clinic".parse().unwrap());
    let signed = Signed::new(Function::Clinic, list).bearer(&platform.ready.api_key);
    let answer = send(platform, signed.request(&platform.storage, &platform.keys));
    assert_eq!(answer.status, 401, "{}", answer.text());
    assert_eq!(answer.problem().0, "signature-refused");
}

#[test]
fn a_rightly_signed_request_is_answered() {
    let _alone = alone();
    let platform = platform();
    let read = Signed::new(Function::Submit, Target::ReadPublished(survey(platform)));
    let answer = send(platform, read.request(&platform.storage, &platform.keys));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let list = Signed::new(Function::Api, Target::ListSurveys).bearer(&platform.ready.api_key);
    let answer = send(platform, list.request(&platform.storage, &platform.keys));
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[test]
fn attempts_are_counted_by_network_too() {
    let _alone = alone();
    let platform = platform();
    let attempt = |number: usize, network: &str| {
        let email = format!("guess-{number}-{}@example.com", response_id());
        let body = serde_json::json!({ "email": email, "network": network }).to_string();
        let signed = Signed::new(Function::Login, Target::LoginParameters).body(body.into_bytes());
        send(platform, signed.request(&platform.storage, &platform.keys))
    };
    // From 2001:db8::/32, which is for examples (RFC 3849): one that no other run has used.
    let [.., a, b, c, d] = *response_id().as_bytes();
    let network = format!("2001:db8:{a:x}{b:02x}:{c:x}{d:02x}::");
    for number in 0..100 {
        let answer = attempt(number, &network);
        assert_eq!(answer.status, 200, "{number}: {}", answer.text());
    }
    let early = attempt(100, &network);
    assert_eq!((early.status, early.problem().0.as_str()), (429, "too-many-attempts"));
    assert_eq!(early.header("retry-after"), "10");
    assert_eq!(attempt(101, "192.0.2.7").status, 200);
    let whole = attempt(102, "2001:db8::1");
    assert_eq!((whole.status, whole.problem().0.as_str()), (400, "body-unreadable"));
}

fn append(platform: &Platform) -> Signed {
    let body = Sample::submission(response_id(), &serde_json::json!({})).to_string();
    let target = Target::AppendResponse(survey(platform));
    Signed::new(Function::Submit, target).body(body.into_bytes())
}

/// A rightly signed request that was changed on its way.
fn changed(change: impl FnOnce(&mut Request<Vec<u8>>)) -> Request<Vec<u8>> {
    let platform = platform();
    let mut request = append(platform).request(&platform.storage, &platform.keys);
    change(&mut request);
    request
}

fn without(header: &'static str) -> Request<Vec<u8>> {
    changed(|request| {
        request.headers_mut().remove(header).unwrap();
    })
}

fn with_uri(rest: &str) -> Request<Vec<u8>> {
    let uri = format!("{}{rest}", platform().storage.base());
    changed(|request| *request.uri_mut() = uri.parse().unwrap())
}

/// A listing that was signed, sent as if it were a response to keep.
fn posted(platform: &Platform) -> Request<Vec<u8>> {
    let target = Target::ListResponses(survey(platform));
    let mut request = Signed::new(Function::Api, target).request(&platform.storage, &platform.keys);
    *request.method_mut() = http::Method::POST;
    request
}

#[test]
fn what_is_not_signed_as_it_stands_is_refused() {
    let _alone = alone();
    let platform = platform();
    let ago = |seconds: u64| UnixSeconds::new(now().get() - seconds);
    let ahead = now().saturating_add_seconds(120);
    let made = |signed: Signed| signed.request(&platform.storage, &platform.keys);
    let published = format!("/v1/published/{}", platform.ready.survey);
    let stranger = Keys::generate();
    for (name, request) in [
        ("replayed too late", made(append(platform).created(ago(62)))),
        ("from the future", made(append(platform).created(ahead))),
        ("changed body", changed(|request| request.body_mut().push(b' '))),
        ("emptied body", changed(|request| request.body_mut().clear())),
        ("no digest", without("content-digest")),
        ("no signature", without("signature")),
        ("no signature input", without("signature-input")),
        ("another path", with_uri("/v1/surveys/another/responses")),
        ("another operation", with_uri("/v1/login/verify")),
        (
            "a query added",
            with_uri(&format!("/v1/surveys/{}/responses?a=1", platform.ready.survey)),
        ),
        ("another method", posted(platform)),
        (
            "a credential added",
            changed(|request| {
                let token = HeaderValue::from_static("Bearer x");
                request.headers_mut().insert("authorization", token);
            }),
        ),
        (
            "another digest",
            changed(|request| {
                let digest = HeaderValue::from_static(
                    "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:",
                );
                request.headers_mut().insert("content-digest", digest);
            }),
        ),
        (
            "another function's key",
            append(platform)
                .request_with(&platform.storage, &platform.keys.function(Function::Api)),
        ),
        (
            "a stranger's key",
            append(platform).request_with(&platform.storage, &stranger.function(Function::Submit)),
        ),
    ] {
        let answer = send(platform, request);
        assert_eq!(answer.status, 401, "{name}: {}", answer.text());
        assert_eq!(answer.problem().0, "signature-refused", "{name}");
    }
    let unsigned = platform.storage.get(&published).send();
    assert_eq!(unsigned.expect(401).problem().0, "signature-refused");
}

#[test]
fn a_credential_is_covered_by_the_signature() {
    let _alone = alone();
    let platform = platform();
    let signed = Signed::new(Function::Api, Target::ListSurveys).bearer("someone-else");
    let mut request = signed.request(&platform.storage, &platform.keys);
    let token = format!("Bearer {}", platform.ready.api_key);
    request.headers_mut().insert("authorization", token.parse().unwrap());
    assert_eq!(send(platform, request).expect(401).problem().0, "signature-refused");
}
