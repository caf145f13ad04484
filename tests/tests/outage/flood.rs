//! Very many who sign in at once, beside whom others answer surveys.

use core::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use serde_json::json;
use tests::{Answer, Client, Sample, System, eventually, response_id};

use crate::compiled;

/// How many sign in, and by how many connections.
const LOGINS: usize = 1000;
const CONNECTIONS: usize = 100;

/// How many passwords are hashed in a second, and how many at once when nobody came before: those of two
/// seconds.
const EACH_SECOND: usize = 5;
const AT_ONCE: usize = 2 * EACH_SECOND;

fn sign_in(site: &Client) -> Answer {
    // Each by an address of its own, so that no account's limit is met; that it has no account is not
    // known before the hash.
    let email = format!("flood-{}@example.com", response_id());
    let body = json!({"email": email, "password": "fjorton gula båtar"});
    site.post("/login/token").json(&body).send()
}

/// Submits until told to end; gives how many were kept.
fn submit(sample: &Sample, ended: &AtomicBool) -> usize {
    let mut kept = 0;
    while !ended.load(Ordering::Relaxed) {
        let _ = sample.submit(&Sample::submission(response_id(), &Sample::answers())).expect(201);
        kept += 1;
    }
    kept
}

#[test]
fn who_answers_is_not_kept_waiting_by_a_thousand_who_sign_in() {
    let system = System::with_hashes(&compiled(), EACH_SECOND);
    let site = &system.site;
    let sample = Sample::publish(site, &system.api_key);
    let (begun, ended) = (Instant::now(), AtomicBool::new(false));
    let (answers, kept) = thread::scope(|scope| {
        let submitting: Vec<_> = (0..4).map(|_| scope.spawn(|| submit(&sample, &ended))).collect();
        let signing_in = (0..CONNECTIONS).map(|_| {
            let each = || (0..LOGINS / CONNECTIONS).map(|_| sign_in(site)).collect::<Vec<_>>();
            scope.spawn(each)
        });
        let signing_in: Vec<_> = signing_in.collect();
        let answers: Vec<_> = signing_in.into_iter().flat_map(|one| one.join().unwrap()).collect();
        ended.store(true, Ordering::Relaxed);
        let kept: usize = submitting.into_iter().map(|one| one.join().unwrap()).sum();
        (answers, kept)
    });
    let seconds = usize::try_from(begun.elapsed().as_secs()).unwrap() + 1;
    let hashed = answers.iter().filter(|answer| answer.status == 401).count();
    let most = AT_ONCE + EACH_SECOND * seconds;
    assert!((AT_ONCE..=most).contains(&hashed), "{hashed} of at most {most} in {seconds} s");
    for answer in answers.iter().filter(|answer| answer.status != 401) {
        assert_eq!(answer.status, 429, "{}", answer.text());
        assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
    }
    // No submission was refused, and all are there.
    assert!(kept > 0);
    assert_eq!(sample.responses(500).len(), kept);
    eventually("time for one more", || (sign_in(site).status == 401).then_some(()));
}
