//! Opening times: what a survey says of itself.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use contract::Target;
use credential::Function;
use serde_json::json;
use survey::ResponseId;
use tests::{Sample, Signed, platform, response_id};

/// A moment so many seconds from now, as RFC 3339 writes it.
fn moment(seconds: i64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let at = now.checked_add_signed(seconds).unwrap();
    let at = i64::try_from(at).unwrap();
    jiff::Timestamp::from_second(at).unwrap().to_string()
}

fn timed(nordsvar: &serde_json::Value) -> Sample {
    let definition = json!({
        "title": "Timed",
        "elements": [{"type": "text", "name": "who"}],
        "nordsvar": nordsvar
    });
    let platform = platform();
    Sample::publish_as(&platform.site, &platform.ready.api_key, &definition)
}

fn begun(seconds_ago: u64) -> ResponseId {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let at = now.saturating_sub(Duration::from_secs(seconds_ago));
    let fresh = response_id();
    let random: [u8; 10] = fresh.as_bytes()[6..].try_into().unwrap();
    ResponseId::new(at.as_millis().try_into().unwrap(), &random)
}

#[test]
fn a_survey_that_opens_later_takes_nothing_yet() {
    let sample = timed(&json!({"opens": moment(3600), "closes": moment(7200)}));
    let site = &platform().site;
    let page = site.get(&sample.path("?lang=en")).header("accept", "text/html").send().expect(403);
    assert!(page.text().contains("This survey is not open yet"), "{}", page.text());
    let sent = Sample::submission(response_id(), &json!({"who": "A"}));
    assert_eq!(sample.submit(&sent).expect(403).problem().0, "survey-not-open");
    let told = site.get(&sample.path("/definition")).send().expect(200).json();
    assert_eq!(told["state"], json!("not-open"));
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn a_survey_that_has_closed_takes_what_was_begun_before() {
    let sample = timed(&json!({"opens": moment(-7200), "closes": moment(-60)}));
    let site = &platform().site;
    let page = site.get(&sample.path("?lang=en")).header("accept", "text/html").send().expect(410);
    assert!(page.text().contains("This survey is closed"), "{}", page.text());
    let late = Sample::submission(begun(10), &json!({"who": "late"}));
    assert_eq!(sample.submit(&late).expect(409).problem().0, "survey-closed");
    let waited = Sample::submission(begun(120), &json!({"who": "waited"}));
    let _ = sample.submit(&waited).expect(201);
    let _ = sample.submit(&waited).expect(200);
    assert_eq!(sample.responses(10).len(), 1);
    let long_ago = timed(&json!({"closes": moment(-90_000)}));
    let waited = Sample::submission(begun(100_000), &json!({"who": "too long"}));
    assert_eq!(long_ago.submit(&waited).expect(409).problem().0, "survey-closed");
}

#[test]
fn what_was_kept_in_time_has_its_receipt_for_good() {
    let (platform, sample) = (platform(), timed(&json!({"closes": moment(-90_000)})));
    let id = begun(100_000);
    // It was kept when it was time.
    let append = json!({
        "id": id, "version": 1, "language": "en", "complete": true, "answers": {"who": "In time"},
    });
    let target = Target::AppendResponse(sample.id.parse().unwrap());
    let signed = Signed::new(Function::Submit, target).body(append.to_string().into_bytes());
    let kept = signed.request(&platform.storage, &platform.keys);
    let _ = platform.storage.run(kept).unwrap().expect(201);

    let again = Sample::submission(id, &json!({"who": "In time"}));
    let received = sample.submit(&again).expect(200);
    assert!(received.json()["receipt"].is_string(), "{}", received.text());
    assert_eq!(sample.submit(&again).expect(200).body, received.body);
    let form = |id: ResponseId, who: &str| {
        let id = id.to_string();
        let fields = [
            ("nordsvar.id", &*id),
            ("nordsvar.version", "1"),
            ("nordsvar.language", "en"),
            ("who", who),
        ];
        platform.site.post(&sample.path("")).form(&fields).send()
    };
    let thanks = form(id, "In time").expect(200);
    assert!(thanks.text().contains("id=\"thanks\""), "{}", thanks.text());

    let other = Sample::submission(id, &json!({"who": "Another"}));
    assert_eq!(sample.submit(&other).expect(409).problem().0, "answered-differently");
    assert_eq!(form(begun(100_000), "Late").expect(409).problem().0, "survey-closed");
    // What could not be taken anyway is not asked to be put right.
    let wrong = Sample::submission(begun(100_000), &json!({"what": 1}));
    assert_eq!(sample.submit(&wrong).expect(409).problem().0, "survey-closed");
    assert_eq!(sample.responses(10).len(), 1);
}
