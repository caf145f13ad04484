//! Quotas: exactly as many as the survey says.

use std::thread;

use serde_json::{Value, json};
use tests::{Sample, platform, response_id};

/// A survey that takes ten responses, three of them from the north.
fn limited() -> Sample {
    let definition = json!({
        "title": "Ten",
        "elements": [
            {"type": "radiogroup", "name": "where", "choices": ["north", "south"]},
            {"type": "text", "name": "who"}
        ],
        "nordsvar": {"quotas": [
            {"name": "all", "limit": 10},
            {"name": "north", "limit": 3, "if": "{where} = 'north'"}
        ]}
    });
    let platform = platform();
    Sample::publish_as(&platform.site, &platform.ready.api_key, &definition)
}

fn from(place: &str) -> Value {
    Sample::submission(response_id(), &json!({"where": place}))
}

#[test]
fn of_fifty_clients_ten_are_kept() {
    let sample = limited();
    let sent: Vec<(u16, u16)> = thread::scope(|scope| {
        let clients: Vec<_> = (0..50)
            .map(|_| {
                scope.spawn(|| {
                    let submission = from("south");
                    let first = sample.submit(&submission);
                    if first.status == 409 {
                        assert_eq!(first.problem().0, "quota-full");
                    }
                    (first.status, sample.submit(&submission).status)
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().unwrap()).collect()
    });
    let kept = sent.iter().filter(|statuses| **statuses == (201, 200)).count();
    let refused = sent.iter().filter(|statuses| **statuses == (409, 409)).count();
    assert_eq!((kept, refused), (10, 40), "{sent:?}");
    assert_eq!(sample.responses(100).len(), 10);
}

#[test]
fn a_quota_counts_what_it_is_about() {
    let sample = limited();
    for _ in 0..3 {
        let _ = sample.submit(&from("north")).expect(201);
    }
    assert_eq!(sample.submit(&from("north")).expect(409).problem().0, "quota-full");
    for _ in 0..7 {
        let _ = sample.submit(&from("south")).expect(201);
    }
    assert_eq!(sample.submit(&from("south")).expect(409).problem().0, "quota-full");
    assert_eq!(sample.responses(100).len(), 10);
}

#[test]
fn people_are_told_on_a_page_that_enough_have_answered() {
    let (platform, sample) = (platform(), limited());
    let page = platform.site.get(&sample.path("")).send().expect(200).text().to_owned();
    for _ in 0..10 {
        let _ = sample.submit(&from("south")).expect(201);
    }
    let fields = tests::filled(&page, &[("where", "south")]);
    let call = platform.site.post(&sample.path("")).form(&fields).header("accept", "text/html");
    let told = call.send().expect(409);
    assert_eq!(told.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(sample.responses(100).len(), 10);
}
