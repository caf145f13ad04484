//! Cases of how many responses a survey takes in a minute, and of those that are not timely.

use std::thread;

use contract::message::{Quota, Suspicion, Timing};
use pollster::block_on;
use store::{Append, Record};
use survey::SurveyId;

use super::partials::partial;
use super::responses::{append, count, record};
use super::{Store, at, save, survey_id, with_published};

/// A response to a survey that takes two in a minute.
fn rated(number: u8, seconds: u64) -> Record {
    Record { per_minute: Some(2), ..record(number, "{}", seconds) }
}

/// A minute begins with the first response after the last one is over, and has room for as many as
/// the response says.
pub async fn a_minute_takes_as_many_as_it_says(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    for (number, seconds, want) in [
        (1, 100, Append::Now(at(100))),
        (2, 130, Append::Now(at(130))),
        (3, 131, Append::TooMany(at(160))),
        // A request may read its clock before another, and come after it.
        (3, 99, Append::TooMany(at(160))),
        (3, 159, Append::TooMany(at(160))),
        (3, 160, Append::Now(at(160))),
        (4, 161, Append::Now(at(161))),
        (5, 162, Append::TooMany(at(220))),
        // Nobody came for long.
        (5, 1000, Append::Now(at(1000))),
        // The clock was set back.
        (6, 500, Append::Now(at(500))),
        (7, 501, Append::Now(at(501))),
        (8, 502, Append::TooMany(at(560))),
    ] {
        assert_eq!(append(store, &sus, &rated(number, seconds)).await, want, "{number} {seconds}");
    }
    assert_eq!(count(store).await, 7);
    // What says nothing of a minute is not counted, and another survey counts by itself.
    assert_eq!(append(store, &sus, &record(20, "{}", 502)).await, Append::Now(at(502)));
    let nps = survey_id("nps");
    save(store, &acme, &nps, "{}", at(3)).await;
    store.publish(&acme, &nps, at(4)).await.expect("published");
    assert_eq!(append(store, &nps, &rated(8, 502)).await, Append::Now(at(502)));
}

/// What was kept before is answered so however many have come since.
pub async fn a_repeat_is_not_counted_again(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    for _ in 0..5 {
        append(store, &sus, &rated(1, 100)).await;
    }
    assert_eq!(append(store, &sus, &rated(2, 101)).await, Append::Now(at(101)));
    assert_eq!(append(store, &sus, &rated(3, 102)).await, Append::TooMany(at(160)));
    assert_eq!(append(store, &sus, &rated(1, 103)).await, Append::Already(at(100)));
    let mut other = rated(1, 104);
    other.digest[0] ^= 1;
    assert_eq!(append(store, &sus, &other).await, Append::Conflict);
}

/// What has no place elsewhere takes none of the minute, and the other way round; what is not
/// complete takes none; what is suspected takes none of the others'.
pub async fn what_is_not_kept_is_not_counted(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let limited = |number, seconds, limit| {
        let quota = |limit| Quota { name: "few".parse().expect("a name"), limit };
        Record { quotas: vec![quota(limit)], ..rated(number, seconds) }
    };
    let suspect = vec![Suspicion::Honeypot];
    let suspected = |number, seconds| Record { suspect: suspect.clone(), ..rated(number, seconds) };
    for number in 1..4 {
        assert_eq!(append(store, &sus, &limited(number, 100, 0)).await, Append::QuotaFull);
        let unfinished = partial(number, 1, "{}", 100);
        assert_eq!(append(store, &sus, &unfinished).await, Append::Now(at(100)));
    }
    for number in [4, 5] {
        assert_eq!(append(store, &sus, &suspected(number, 100)).await, Append::Now(at(100)));
    }
    assert_eq!(append(store, &sus, &suspected(6, 100)).await, Append::TooMany(at(160)));
    assert_eq!(append(store, &sus, &limited(1, 101, 2)).await, Append::Now(at(101)));
    assert_eq!(append(store, &sus, &rated(2, 102)).await, Append::Now(at(102)));
    assert_eq!(append(store, &sus, &limited(3, 103, 2)).await, Append::TooMany(at(161)));
    assert_eq!(append(store, &sus, &limited(3, 161, 2)).await, Append::Now(at(161)));
    assert_eq!(append(store, &sus, &limited(7, 162, 2)).await, Append::QuotaFull);
}

/// A response that comes outside of its survey's times is not kept; one that was kept in time is
/// told of.
pub async fn what_is_not_timely_is_but_asked_for(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let late = |record: Record| Record { timing: Timing::Untimely, ..record };
    append(store, &sus, &rated(1, 100)).await;
    append(store, &sus, &partial(2, 2, "{}", 100)).await;
    for (name, sent, want) in [
        ("kept", late(rated(1, 500)), Append::Already(at(100))),
        ("other answers", late(record(1, r#"{"q":1}"#, 500)), Append::Conflict),
        ("not kept", late(rated(3, 500)), Append::Closed),
        ("its partial is kept", late(rated(2, 500)), Append::Closed),
        ("the partial again", late(partial(2, 2, "{}", 500)), Append::Already(at(100))),
        ("a later partial", late(partial(2, 3, "{}", 500)), Append::Closed),
    ] {
        assert_eq!(append(store, &sus, &sent).await, want, "{name}");
    }
    let missing = survey_id("missing");
    assert_eq!(append(store, &missing, &late(rated(1, 500))).await, Append::NotFound);
    assert_eq!(count(store).await, 2);
}

/// Of 64 responses that 16 clients send at the same time, each twice, exactly as many are kept as
/// a minute has room for. `open` gives a client's own way into the one store.
pub fn minutes_hold_among_clients<S: Store + Send>(open: impl Fn() -> S) {
    let store = open();
    let (_, sus) = block_on(with_published(&store));
    let (clients, sus): ([S; 16], _) = ([(); 16].map(|()| open()), &sus);
    let kept: usize = thread::scope(|scope| {
        let running: Vec<_> = (0..)
            .zip(clients)
            .map(|(client, store)| scope.spawn(move || sent_by(client, &store, sus)))
            .collect();
        running.into_iter().map(|client| client.join().expect("a client ends")).sum()
    });
    assert_eq!((kept, block_on(count(&store))), (10, 10));
}

/// How many of a client's four responses were kept.
fn sent_by(client: u8, store: &impl Store, sus: &SurveyId) -> usize {
    let numbers = (0..4).map(|response| client * 4 + response);
    let sent = numbers.map(|number| {
        let record = Record { per_minute: Some(10), ..record(number, "{}", 100) };
        let first = block_on(append(store, sus, &record));
        let again = block_on(append(store, sus, &record));
        let kept = matches!(first, Append::Now(_));
        if kept {
            assert_eq!(again, Append::Already(at(100)));
        } else {
            assert_eq!((first, again), (Append::TooMany(at(160)), first));
        }
        usize::from(kept)
    });
    sent.sum()
}
