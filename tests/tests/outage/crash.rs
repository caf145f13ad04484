//! Storage is killed while answers stream in: none is lost, none is twice.

use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use std::collections::BTreeMap;
use std::thread::{self, sleep};
use std::time::Instant;

use serde_json::{Value, json};
use tests::{Client, Sample, System, response_id};

use crate::system;

const CLIENTS: usize = 16;
const SUBMISSIONS: usize = 2000;

/// After how many acknowledgements storage is killed.
const KILLS: [usize; 3] = [300, 900, 1500];

/// Sends until it is acknowledged, as the page's queue does.
fn deliver(client: &Client, path: &str, submission: &Value) {
    let until = Instant::now() + Duration::from_mins(2);
    while Instant::now() < until {
        match client.post(path).json(submission).try_send() {
            Ok(answer) if matches!(answer.status, 200 | 201) => return,
            Ok(answer) => assert_eq!(answer.status, 503, "{}", answer.text()),
            Err(_) => {}
        }
        sleep(Duration::from_millis(10));
    }
    panic!("a submission was not acknowledged for two minutes");
}

/// Kills storage whenever the next number of acknowledgements is reached.
fn kill_now_and_then(system: &mut System, acknowledged: &AtomicUsize) {
    for kill in KILLS {
        while acknowledged.load(Ordering::Relaxed) < kill {
            sleep(Duration::from_millis(1));
        }
        system.kill_storage();
        sleep(Duration::from_millis(200));
        system.start_storage();
    }
}

#[test]
fn every_acknowledged_response_is_there_once() {
    let (mut system, sample) = system();
    let ids: Vec<_> = (0..SUBMISSIONS).map(|_| response_id()).collect();
    let acknowledged = AtomicUsize::new(0);
    let site = system.site.clone();
    let path = sample.path("/responses");
    thread::scope(|scope| {
        for (client, share) in ids.chunks(SUBMISSIONS.div_ceil(CLIENTS)).enumerate() {
            let (site, path, acknowledged) = (site.clone(), &path, &acknowledged);
            scope.spawn(move || {
                for id in share {
                    let answers = json!({"who": format!("client {client}")});
                    deliver(&site, path, &Sample::submission(*id, &answers));
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        kill_now_and_then(&mut system, &acknowledged);
    });
    assert_eq!(acknowledged.load(Ordering::Relaxed), SUBMISSIONS);

    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for response in sample.responses(500) {
        *counted.entry(response["id"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let lost = ids.iter().filter(|id| !counted.contains_key(&id.to_string())).count();
    let doubled = counted.values().filter(|count| **count > 1).count();
    assert_eq!((lost, doubled, counted.len()), (0, 0, SUBMISSIONS));
}
