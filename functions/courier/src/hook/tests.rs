use super::*;
use crate::sample::{hook, settings};

const HOSTS: &str = "hooks.example.com Other.Example=http://127.0.0.1:8080/";

#[test]
fn hosts_are_names() {
    for (raw, want) in [
        (HOSTS, true),
        ("", true),
        ("hooks.example.com\n  b.example", true),
        ("localhost", false),
        ("10.0.0.1", false),
        ("127.0.0.1.", false),
        ("[::1]", false),
        ("2130706433", false),
        ("0x7f.1", false),
        ("db.internal", false),
        ("printer.local", false),
        ("https://hooks.example.com", false),
        ("hooks.example.com:443", false),
        ("hooks.example.com=http://example.com", false),
        ("a..example", false),
        ("å.example", false),
    ] {
        assert_eq!(raw.parse::<HookHosts>().is_ok(), want, "{raw}");
    }
}

#[test]
fn only_hosts_that_the_operator_names_are_reached() {
    let hosts: HookHosts = HOSTS.parse().unwrap();
    for (to, want) in [
        ("https://hooks.example.com/a?b=c", Some("https://hooks.example.com/a?b=c")),
        ("https://HOOKS.example.com:443", Some("https://hooks.example.com/")),
        ("https://hooks.example.com?x=1", Some("https://hooks.example.com/?x=1")),
        ("https://other.example/hook", Some("http://127.0.0.1:8080/hook")),
        ("https://hooks.example.com:8443/", None),
        ("http://hooks.example.com/", None),
        ("https://user@hooks.example.com/", None),
        ("https://evil.example/", None),
        ("https://hooks.example.com.evil.example/", None),
        ("https://10.0.0.1/", None),
        ("https://[::1]/", None),
        ("https://localhost/", None),
    ] {
        assert_eq!(hosts.reached(to).as_deref(), want, "{to}");
    }
    assert_eq!(HookHosts::default().reached("https://hooks.example.com/"), None);
}

#[test]
fn what_is_told_is_signed() {
    let mut settings = settings();
    let now = Moment::from_unix_millis(1_795_463_400_123);
    assert_eq!(request(&hook(), &settings, now).unwrap_err().to_string(), "5.7.1");
    settings.hook_hosts = HOSTS.parse().unwrap();
    let request = request(&hook(), &settings, now).unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://hooks.example.com/alerts");
    assert_eq!(request.headers()["content-type"], "application/json");
    let body = request.body();
    assert_eq!(request.headers()["content-length"], body.len().to_string().as_str());
    let json: serde_json::Value = serde_json::from_slice(body).unwrap();
    assert_eq!(json["rule"], "unhappy");
    assert_eq!(json["score"], 2);
    assert_eq!(json["raised"], "2026-11-23T21:50:00.000Z");
    assert_eq!(
        json["link"],
        "https://apps.example/apps/store-evaluator/instances/shop/alerts/alert-1"
    );
    let told = request.headers()["nordsvar-signature"].to_str().unwrap();
    let tag = told.strip_prefix("t=1795463400,v1=").unwrap();
    assert_eq!(tag.len(), 64);
    let secret: SharedSecret = String::from(hook().secret).parse().unwrap();
    let bytes: Vec<_> =
        (0..32).map(|at| u8::from_str_radix(&tag[2 * at..2 * at + 2], 16).unwrap()).collect();
    let tag = Base64::encode_string(&bytes);
    assert_eq!(secret.verify(now.seconds(), body, &tag, now.seconds()), Ok(()));
}

#[test]
fn verdicts() {
    let answer = |status: u16| Ok(Response::builder().status(status).body(Bytes::new()).unwrap());
    for (name, answer, want) in [
        ("taken", answer(200), None),
        ("taken without a word", answer(204), None),
        ("elsewhere", answer(307), Some("4.5.0")),
        ("not found yet", answer(404), Some("4.3.2")),
        ("broken", answer(500), Some("4.3.2")),
        ("wants no more", answer(410), Some("5.1.6")),
        ("away", Err(Unreachable), Some("4.4.1")),
    ] {
        let got = verdict(answer).err().map(|status| status.to_string());
        assert_eq!(got.as_deref(), want, "{name}");
    }
}
