//! What every answer says, on every route of every function.

use http::Method;
use tests::{Answer, platform};

fn complete(what: &str, answer: &Answer) {
    let header = |name: &str| answer.header(name);
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    assert!(!header("x-request-id").is_empty(), "{what}: x-request-id");
    assert!(header("strict-transport-security").starts_with("max-age="), "{what}: HSTS");
    assert!(!header("referrer-policy").is_empty(), "{what}: referrer-policy");
    let policy = header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{what}: {policy}");
    for bad in ["unsafe-inline", "unsafe-eval", "*"] {
        let framed = policy.contains("frame-ancestors *") && bad == "*";
        assert!(framed || !policy.contains(bad), "{what}: {policy}");
    }
    let embedder = header("cross-origin-resource-policy");
    let framed = policy.contains("frame-ancestors *");
    assert!(!framed || embedder == "cross-origin", "{what}: {embedder}");
    assert!(["cross-origin", "same-origin"].contains(&embedder), "{what}: {embedder}");
    assert!(header("set-cookie").is_empty(), "{what}: sets a cookie");
    assert!(header("access-control-allow-credentials").is_empty(), "{what}");
}

#[test]
fn every_answer_is_complete() {
    let platform = platform();
    let survey = format!("/s/{}", platform.ready.survey);
    let paths = [
        "/",
        "/healthz",
        "/assets/healthz",
        "/login",
        "/login/healthz",
        "/login/token",
        "/login/code",
        "/login/factor",
        "/login/factor/confirm",
        "/login/factor/codes",
        "/login/factor/remove",
        "/login/organisation",
        "/login/identity",
        "/identity/healthz",
        "/identity/begin/acme",
        "/identity/nothing",
        "/api/v1/audit",
        "/api/v1/audit/export",
        "/api/v1/surveys",
        "/api/healthz",
        "/api/v1/nothing",
        "/api/v1/survey.schema.json",
        "/zone/none",
        "/zone/healthz",
        "/tool/none",
        "/tool/healthz",
        "/tool/surveys/NOT",
        "/widget.js",
        "/s/there-is-none",
        "/assets/none.js",
    ];
    let of_survey = ["", "/definition", "/responses", "/receipt"];
    let paths = paths.iter().map(|path| (*path).to_owned());
    let paths = paths.chain(of_survey.iter().map(|rest| format!("{survey}{rest}")));
    for path in paths {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let what = format!("{method} {path}");
            let answer = platform.site.call(method, &path).send();
            complete(&what, &answer);
            // `wrangler dev` rewrites HTML on its way and streams it; workerd itself says how long.
            let html = answer.header("content-type").starts_with("text/html");
            if platform.ready.control.edge.is_some() || !html {
                let length = answer.header("content-length");
                assert_eq!(length, answer.body.len().to_string(), "{what}: content-length");
            }
            let lasting = ["/widget.js", "/api/v1/survey.schema.json"];
            let cached = lasting.contains(&path.as_str()) && answer.status == 200;
            assert_eq!(answer.header("cache-control") == "no-store", !cached, "{what}");
            if answer.status >= 400 && !answer.header("content-type").starts_with("text/html") {
                let _ = answer.problem();
            }
        }
    }
}

#[test]
fn every_function_says_that_it_is_well() {
    let platform = platform();
    for path in [
        "/healthz",
        "/assets/healthz",
        "/login/healthz",
        "/api/healthz",
        "/zone/healthz",
        "/tool/healthz",
    ] {
        let answer = platform.site.get(path).send().expect(200);
        assert_eq!(answer.json(), serde_json::json!({"status": "ok"}), "{path}");
    }
    let storage = platform.storage.get("/v1/healthz").send().expect(200);
    assert_eq!(storage.json(), serde_json::json!({"status": "ok"}));
}

#[test]
fn a_head_has_the_headers_and_no_body() {
    let platform = platform();
    let path = format!("/s/{}", platform.ready.survey);
    let head = platform.site.call(Method::HEAD, &path).send().expect(200);
    assert!(head.body.is_empty());
    complete("HEAD", &head);
}

#[test]
fn a_request_id_from_outside_is_not_believed() {
    let platform = platform();
    let answer = platform.site.get("/healthz").header("x-request-id", "mine").send();
    assert_ne!(answer.header("x-request-id"), "mine");
}

#[test]
fn what_pages_load_is_cached_for_good() {
    let platform = platform();
    let page = platform.site.get(&format!("/s/{}", platform.ready.survey)).send().expect(200);
    let assets: Vec<_> = page.text().split('"').filter(|t| t.starts_with("/assets/")).collect();
    assert!(assets.len() >= 2, "{assets:?}");
    for path in assets {
        let asset = platform.site.get(path).send().expect(200);
        assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable", "{path}");
        complete(path, &asset);
    }
}
