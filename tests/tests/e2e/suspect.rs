//! Responses that may be a machine's: kept apart, and answered alike.

use serde_json::{Value, json};
use tests::{Sample, filled, platform, response_id};

use crate::fresh;

#[test]
fn a_field_that_nobody_sees_tells_machines_apart() {
    let (platform, sample) = fresh();
    let page = platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    assert!(page.contains("name=\"nordsvar.more\""), "{page}");
    let fields = filled(&page, &[("who", "Machine"), ("nordsvar.more", "https://spam.example")]);
    let call = platform.site.post(&sample.path("")).form(&fields).header("accept", "text/html");
    let thanks = call.send().expect(201);
    assert!(thanks.text().contains("id=\"thanks\""), "{}", thanks.text());
    let mut sent = Sample::submission(response_id(), &json!({"who": "Machine too"}));
    sent["more"] = json!("x");
    let _ = sample.submit(&sent).expect(201);
    let mut person = Sample::submission(response_id(), &json!({"who": "Person"}));
    person["more"] = json!("");
    let _ = sample.submit(&person).expect(201);
    let listed = sample.responses(10);
    assert_eq!(listed.len(), 1);
    assert_eq!((&listed[0]["answers"]["who"], listed[0].get("suspect")), (&json!("Person"), None));
    let suspected = sample.responses_in("suspected", 10);
    assert_eq!(suspected.len(), 2);
    for one in suspected {
        assert_eq!(one["suspect"], json!(["honeypot"]));
    }
}

#[test]
fn what_is_suspected_takes_no_place() {
    let definition = json!({
        "elements": [{"type": "text", "name": "who"}],
        "nordsvar": {"limit": 1, "quotas": [{"name": "all", "limit": 1}]}
    });
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let mut sent = Sample::submission(response_id(), &json!({"who": "Machine"}));
    sent["more"] = json!("x");
    let _ = sample.submit(&sent).expect(201);
    let person = Sample::submission(response_id(), &json!({"who": "Person"}));
    let _ = sample.submit(&person).expect(201);
    assert_eq!(sample.responses(10).len(), 1);
    assert_eq!(sample.responses_in("all", 10).len(), 2);
    assert_eq!(sample.responses_in("partial", 10), Vec::<Value>::new());
}
