//! Exactly once.

use std::collections::BTreeSet;
use std::thread;

use serde_json::json;
use tests::{Answer, Sample, response_id};

use crate::fresh;

/// Sends one submission `times` times from 16 clients at the same time.
fn send_at_once(sample: &Sample, submission: &serde_json::Value, times: usize) -> Vec<Answer> {
    thread::scope(|scope| {
        let clients: Vec<_> = (0..16)
            .map(|client| {
                let shares = (client..times).step_by(16).count();
                scope.spawn(move || -> Vec<_> {
                    (0..shares).map(|_| sample.submit(submission)).collect()
                })
            })
            .collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

#[test]
fn fifty_sends_from_sixteen_clients_are_one_response() {
    let (_, sample) = fresh();
    let submission = Sample::submission(response_id(), &Sample::answers());
    let answers = send_at_once(&sample, &submission, 50);
    assert_eq!(answers.len(), 50);
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    let repeated = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!((made, repeated), (1, 49));
    let bodies: BTreeSet<_> = answers.iter().map(|answer| answer.text().to_owned()).collect();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(sample.responses(10).len(), 1);
}

#[test]
fn the_first_answers_are_kept() {
    let (_, sample) = fresh();
    let id = response_id();
    let _ = sample.submit(&Sample::submission(id, &json!({"who": "First"}))).expect(201);
    let second = sample.submit(&Sample::submission(id, &json!({"who": "Second"})));
    assert_eq!(second.expect(409).problem().0, "answered-differently");
    let _ = sample.submit(&Sample::submission(id, &json!({"who": "First"}))).expect(200);
    let kept = sample.responses(10);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["answers"], json!({"who": "First"}));
}

#[test]
fn the_order_of_members_makes_no_other_answer() {
    let (platform, sample) = fresh();
    let id = response_id();
    let text = |answers: &str| {
        format!(
            r#"{{"complete":true,"answers":{answers},"language":"en","version":1,"id":"{id}"}}"#
        )
    };
    let send = |answers: &str| {
        let call = platform.site.post(&sample.path("/responses"));
        call.body("application/json", text(answers)).send()
    };
    let _ = send(r#"{"who":"A","colour":"red"}"#).expect(201);
    let _ = send(r#"{ "colour" : "red", "who" : "\u0041" }"#).expect(200);
    assert_eq!(sample.responses(10).len(), 1);
}

#[test]
fn a_flood_of_different_responses_is_all_kept() {
    let (_, sample) = fresh();
    let ids: Vec<_> = (0..200).map(|_| response_id()).collect();
    thread::scope(|scope| {
        for share in ids.chunks(ids.len().div_ceil(16)) {
            let sample = &sample;
            scope.spawn(move || {
                for id in share {
                    let submission = Sample::submission(*id, &Sample::answers());
                    let _ = sample.submit(&submission).expect(201);
                }
            });
        }
    });
    let kept = sample.responses(100);
    let kept: BTreeSet<_> = kept.iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect();
    let sent: BTreeSet<_> = ids.iter().map(ToString::to_string).collect();
    assert_eq!(kept, sent);
}
