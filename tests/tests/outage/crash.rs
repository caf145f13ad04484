//! Storage is killed while answers stream in: none is lost, none is twice, and a quota takes as many
//! as it says.

use core::sync::atomic::{AtomicUsize, Ordering};
use core::time::Duration;
use std::collections::BTreeMap;
use std::thread::{self, sleep};
use std::time::Instant;

use serde_json::{Value, json};
use survey::ResponseId;
use tests::{Client, Sample, System, response_id};

use crate::system;

const CLIENTS: usize = 16;
const SUBMISSIONS: usize = 2000;

/// After how many acknowledgements storage is killed.
const KILLS: [usize; 3] = [300, 900, 1500];

/// Whether a response was kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Delivered {
    Kept,
    QuotaFull,
}

/// Sends until there is a last word, as the page's queue does.
fn deliver(client: &Client, path: &str, submission: &Value) -> Delivered {
    let until = Instant::now() + Duration::from_mins(2);
    while Instant::now() < until {
        match client.post(path).json(submission).try_send() {
            Ok(answer) if matches!(answer.status, 200 | 201) => return Delivered::Kept,
            Ok(answer) if answer.status == 409 && answer.problem().0 == "quota-full" => {
                return Delivered::QuotaFull;
            }
            Ok(answer) => assert_eq!(answer.status, 503, "{}", answer.text()),
            Err(_) => {}
        }
        sleep(Duration::from_millis(10));
    }
    panic!("a submission was not acknowledged for two minutes");
}

/// Kills storage whenever the next number of acknowledgements is reached.
fn kill_now_and_then(system: &mut System, acknowledged: &AtomicUsize, kills: &[usize]) {
    for kill in kills {
        while acknowledged.load(Ordering::Relaxed) < *kill {
            sleep(Duration::from_millis(1));
        }
        system.kill_storage();
        sleep(Duration::from_millis(200));
        system.start_storage();
    }
}

/// Delivers a response of each name from many clients, while storage is killed now and then. Says
/// what became of each.
fn deliver_all(
    system: &mut System,
    sample: &Sample,
    ids: &[ResponseId],
    kills: &[usize],
) -> Vec<(ResponseId, Delivered)> {
    let acknowledged = AtomicUsize::new(0);
    let (site, path) = (system.site.clone(), sample.path("/responses"));
    thread::scope(|scope| {
        let clients: Vec<_> = ids
            .chunks(ids.len().div_ceil(CLIENTS))
            .enumerate()
            .map(|(client, share)| {
                let (site, path, acknowledged) = (site.clone(), &path, &acknowledged);
                let answers = json!({"who": format!("client {client}")});
                let one = move |id: &ResponseId| {
                    let delivered = deliver(&site, path, &Sample::submission(*id, &answers));
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                    (*id, delivered)
                };
                scope.spawn(move || share.iter().map(one).collect::<Vec<_>>())
            })
            .collect();
        kill_now_and_then(system, &acknowledged, kills);
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

/// How often each response is listed.
fn listed(sample: &Sample) -> BTreeMap<String, usize> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for response in sample.responses(500) {
        *counted.entry(response["id"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counted
}

#[test]
fn every_acknowledged_response_is_there_once() {
    let (mut system, sample) = system();
    let ids: Vec<_> = (0..SUBMISSIONS).map(|_| response_id()).collect();
    let delivered = deliver_all(&mut system, &sample, &ids, &KILLS);
    assert!(delivered.iter().all(|(_, outcome)| *outcome == Delivered::Kept));
    assert_eq!(delivered.len(), SUBMISSIONS);
    let counted = listed(&sample);
    let lost = ids.iter().filter(|id| !counted.contains_key(&id.to_string())).count();
    let doubled = counted.values().filter(|count| **count > 1).count();
    assert_eq!((lost, doubled, counted.len()), (0, 0, SUBMISSIONS));
}

#[test]
fn a_quota_takes_as_many_as_it_says() {
    const LIMIT: usize = 500;
    let (mut system, _) = system();
    let definition = json!({
        "elements": [{"type": "text", "name": "who"}],
        "nordsvar": {"quotas": [{"name": "all", "limit": LIMIT}]}
    });
    let sample = Sample::publish_as(&system.site, &system.api_key, &definition);
    let ids: Vec<_> = (0..LIMIT + 200).map(|_| response_id()).collect();
    let delivered = deliver_all(&mut system, &sample, &ids, &[150, 350]);
    let kept = delivered.iter().filter(|(_, outcome)| *outcome == Delivered::Kept);
    let kept: BTreeMap<_, _> = kept.map(|(id, _)| (id.to_string(), 1)).collect();
    assert_eq!(kept.len(), LIMIT);
    assert_eq!(listed(&sample), kept);
}
