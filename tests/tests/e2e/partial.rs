//! Responses that are not complete yet: one row with their completion.

use std::thread;

use serde_json::{Value, json};
use survey::ResponseId;
use tests::{Sample, platform, response_id};

use crate::fresh;

/// A survey that keeps responses before they are complete.
fn keeping() -> Sample {
    let definition = json!({
        "title": "Half",
        "partialSendEnabled": true,
        "pages": [
            {"elements": [
                {"type": "text", "name": "who", "isRequired": true},
                {"type": "radiogroup", "name": "where", "choices": ["north", "south"]}
            ]},
            {"elements": [{"type": "comment", "name": "why", "isRequired": true}]}
        ],
        "nordsvar": {"quotas": [{"name": "north", "limit": 1, "if": "{where} = 'north'"}]}
    });
    let platform = platform();
    Sample::publish_as(&platform.site, &platform.ready.api_key, &definition)
}

fn partial(id: ResponseId, revision: u32, answers: &Value) -> Value {
    let mut sent = Sample::submission(id, answers);
    sent["complete"] = json!(false);
    sent["revision"] = json!(revision);
    sent
}

#[test]
fn a_partial_and_its_completion_are_one_response() {
    let sample = keeping();
    let id = response_id();
    let first = partial(id, 1, &json!({"where": "north"}));
    let told = sample.submit(&first).expect(201).json();
    let token = told["resume"].as_str().unwrap().to_owned();
    assert_eq!(told["links"]["resume"], json!(format!("/s/{}/response#{token}", sample.id)));
    assert_eq!((&told["revision"], &told["kept"]), (&json!(1), &json!(true)));
    // A repeat is told the same.
    assert_eq!(sample.submit(&first).expect(200).json(), told);
    let _ = sample.submit(&partial(id, 3, &json!({"who": "A", "where": "north"}))).expect(201);
    let late = sample.submit(&partial(id, 2, &json!({"who": "late"}))).expect(200).json();
    assert_eq!((&late["revision"], &late["kept"]), (&json!(3), &json!(false)));
    assert_eq!(late.get("resume"), None);
    assert_eq!(sample.responses(10), Vec::<Value>::new());
    let kept = sample.responses_in("partial", 10);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["complete"], json!(false));
    assert_eq!(kept[0]["answers"], json!({"who": "A", "where": "north"}));
    let answers = json!({"who": "A", "where": "north", "why": "so"});
    let done = sample.submit(&Sample::submission(id, &answers)).expect(201).json();
    assert!(done["access"].is_string());
    let all = sample.responses_in("all", 10);
    assert_eq!(all.len(), 1);
    assert_eq!((&all[0]["complete"], &all[0]["answers"]), (&json!(true), &answers));
    let after = sample.submit(&partial(id, 9, &json!({"who": "B"}))).expect(409);
    assert_eq!(after.problem().0, "response-complete");
    assert_eq!(sample.responses(10)[0]["answers"], answers);
}

#[test]
fn a_reader_who_remembers_its_place_finds_the_completion() {
    let sample = keeping();
    let ids = [(); 3].map(|()| response_id());
    for id in ids {
        let _ = sample.submit(&partial(id, 1, &json!({}))).expect(201);
    }
    let seen = sample.responses_in("all", 10).len();
    assert_eq!(seen, 3);
    let answers = json!({"who": "A", "why": "so"});
    let _ = sample.submit(&Sample::submission(ids[0], &answers)).expect(201);
    let order: Vec<_> = sample
        .responses_in("all", 1)
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(order, [ids[1], ids[2], ids[0]].map(|id| id.to_string()));
}

#[test]
fn a_partial_counts_to_nothing_and_is_asked_for_nothing() {
    let sample = keeping();
    for _ in 0..3 {
        let sent = partial(response_id(), 1, &json!({"where": "north"}));
        let _ = sample.submit(&sent).expect(201);
    }
    let whole = json!({"who": "A", "where": "north", "why": "so"});
    let _ = sample.submit(&Sample::submission(response_id(), &whole)).expect(201);
    let refused = sample.submit(&Sample::submission(response_id(), &whole)).expect(409);
    assert_eq!(refused.problem().0, "quota-full");
    let west = sample.submit(&partial(response_id(), 1, &json!({"where": "west"}))).expect(422);
    assert_eq!(west.problem(), ("answers-rejected".to_owned(), vec!["where".to_owned()]));
}

#[test]
fn a_survey_that_does_not_say_so_keeps_no_partials() {
    let (_, sample) = fresh();
    let sent = partial(response_id(), 1, &json!({"who": "A"}));
    let refused = sample.submit(&sent).expect(422);
    assert_eq!(refused.problem(), ("answers-rejected".to_owned(), vec!["complete".to_owned()]));
    assert_eq!(sample.responses_in("all", 10), Vec::<Value>::new());
}

#[test]
fn listings_know_four_states() {
    let (platform, sample) = fresh();
    let list = |query: &str| {
        let path = sample.api_path(&format!("/responses?{query}"));
        platform.site.get(&path).bearer(&platform.ready.api_key).send()
    };
    for state in ["complete", "partial", "suspected", "all"] {
        let _ = list(&format!("state={state}")).expect(200);
    }
    for query in ["state=done", "state=", "state=all&state=all"] {
        let refused = list(query).expect(400);
        assert_eq!(refused.problem(), ("parameter-rejected".to_owned(), vec!["state".to_owned()]));
    }
}

/// However revisions and the completion cross each other, what is left is the completion.
#[test]
fn many_revisions_at_once_leave_one_row() {
    let sample = keeping();
    let id = response_id();
    let whole = json!({"who": "done", "why": "so"});
    thread::scope(|scope| {
        for client in 0..8 {
            let (sample, whole) = (&sample, &whole);
            scope.spawn(move || {
                for round in 0..6 {
                    if client == 5 && round == 3 {
                        let _ = sample.submit(&Sample::submission(id, whole)).expect(201);
                    }
                    let sent = partial(id, round * 8 + client + 1, &json!({"who": "half"}));
                    let status = sample.submit(&sent).status;
                    assert!(matches!(status, 200 | 201 | 409), "{status}");
                }
            });
        }
    });
    let all = sample.responses_in("all", 10);
    assert_eq!(all.len(), 1);
    assert_eq!((&all[0]["complete"], &all[0]["answers"]), (&json!(true), &whole));
}
