//! Responses that may be a machine's: kept apart, and answered alike.

use serde_json::{Value, json};
use tests::{Sample, filled, platform, response_id, stepped};

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

#[test]
fn what_comes_sooner_than_somebody_could_answer_is_kept_apart() {
    let platform = platform();
    let published = |nordsvar: Value| {
        let definition = json!({
            "elements": [{"type": "text", "name": "who"}],
            "nordsvar": nordsvar,
        });
        Sample::publish_as(&platform.site, &platform.ready.api_key, &definition)
    };
    let page =
        |sample: &Sample| platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    let hasty = published(json!({"minSeconds": 600}));
    let fields = stepped(&page(&hasty), &[("who", "By form")]);
    let thanks = platform.site.post(&hasty.path("")).form(&fields).send().expect(201);
    assert!(thanks.text().contains("id=\"thanks\""), "{}", thanks.text());

    let fields = stepped(&page(&hasty), &[]);
    let field = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.unwrap_or_else(|| panic!("{name}")).1.clone()
    };
    let id = field("nordsvar.id").parse().unwrap();
    let mut sent = Sample::submission(id, &json!({"who": "By script"}));
    sent["state"] = field("nordsvar.state").into();
    let _ = hasty.submit(&sent).expect(201);
    let mut unknown = Sample::submission(response_id(), &json!({"who": "A program"}));
    let _ = hasty.submit(&unknown).expect(201);
    unknown = Sample::submission(response_id(), &json!({"who": "Another page's"}));
    unknown["state"] = field("nordsvar.state").into();
    let _ = hasty.submit(&unknown).expect(201);
    assert_eq!(hasty.responses(10).len(), 2);
    let suspected = hasty.responses_in("suspected", 10);
    assert_eq!(suspected.len(), 2);
    for one in suspected {
        assert_eq!(one["suspect"], json!(["too-fast"]));
    }

    let calm = published(json!({}));
    let fields = stepped(&page(&calm), &[("who", "By form")]);
    let _ = platform.site.post(&calm.path("")).form(&fields).send().expect(201);
    assert_eq!(calm.responses(10).len(), 1);
}
