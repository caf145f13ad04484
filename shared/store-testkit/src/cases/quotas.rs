//! Cases of quotas.

use std::thread;

use contract::message::{PublishedState, Quota};
use pollster::block_on;
use store::{Append, Draft, Record};
use survey::{SurveyId, Version};

use super::responses::{append, count, record};
use super::{Store, at, save, survey_id, with_published};

/// A response that counts to `quotas`, each a name and a limit.
fn counted(number: u8, quotas: &[(&str, u32)]) -> Record {
    let quota =
        |(name, limit): &(&str, u32)| Quota { name: name.parse().expect("a name"), limit: *limit };
    Record { quotas: quotas.iter().map(quota).collect(), ..record(number, "{}", 5) }
}

/// The next response after the limit is refused, and one that counts to nothing is kept.
pub async fn a_quota_takes_as_many_as_it_says(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    for (number, want) in [(1, Append::Now(at(5))), (2, Append::Now(at(5))), (3, Append::QuotaFull)]
    {
        assert_eq!(append(store, &sus, &counted(number, &[("men", 2)])).await, want);
    }
    assert_eq!(append(store, &sus, &counted(4, &[("none", 0)])).await, Append::QuotaFull);
    assert_eq!(count(store).await, 2);
    assert_eq!(append(store, &sus, &record(5, "{}", 5)).await, Append::Now(at(5)));
    assert_eq!(append(store, &sus, &counted(3, &[("men", 3)])).await, Append::Now(at(5)));
}

/// However often a response is sent it has one place, and a full quota does not refuse a repeat.
pub async fn a_repeat_takes_one_place(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let first = counted(1, &[("men", 2)]);
    append(store, &sus, &first).await;
    for _ in 0..5 {
        assert_eq!(append(store, &sus, &first).await, Append::Already(at(5)));
    }
    assert_eq!(append(store, &sus, &counted(2, &[("men", 2)])).await, Append::Now(at(5)));
    assert_eq!(append(store, &sus, &counted(3, &[("men", 2)])).await, Append::QuotaFull);
    assert_eq!(append(store, &sus, &first).await, Append::Already(at(5)));
}

/// A response that one quota has no room for takes no place of the others.
pub async fn one_full_quota_takes_no_place_of_others(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    append(store, &sus, &counted(1, &[("north", 1)])).await;
    for number in 2..5 {
        let both = counted(number, &[("men", 1), ("north", 1), ("young", 1)]);
        assert_eq!(append(store, &sus, &both).await, Append::QuotaFull);
    }
    let others = counted(5, &[("men", 1), ("young", 1)]);
    assert_eq!(append(store, &sus, &others).await, Append::Now(at(5)));
    assert_eq!(count(store).await, 2);
}

/// The same name in another survey is another quota.
pub async fn a_survey_counts_by_itself(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let nps = survey_id("nps");
    save(store, &acme, &nps, "{}", at(3)).await;
    store.publish(&acme, &nps, at(4)).await.expect("published");
    let response = counted(1, &[("men", 1)]);
    assert_eq!(append(store, &sus, &response).await, Append::Now(at(5)));
    assert_eq!(append(store, &nps, &response).await, Append::Now(at(5)));
    assert_eq!(append(store, &nps, &counted(2, &[("men", 1)])).await, Append::QuotaFull);
}

/// A new version goes on counting where the one before was; its limit is its own.
pub async fn all_versions_count_together(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    append(store, &sus, &counted(1, &[("men", 1)])).await;
    save(store, &acme, &sus, "two", at(3)).await;
    store.publish(&acme, &sus, at(4)).await.expect("published");
    let second = |number, limit| Record {
        version: Version::FIRST.next(),
        ..counted(number, &[("men", limit)])
    };
    assert_eq!(append(store, &sus, &second(2, 1)).await, Append::QuotaFull);
    assert_eq!(append(store, &sus, &second(2, 2)).await, Append::Now(at(5)));
    assert_eq!(append(store, &sus, &counted(3, &[("men", 1)])).await, Append::QuotaFull);
}

/// A conflict, a closed survey and a version that is not there take no place.
pub async fn what_is_not_kept_takes_no_place(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    append(store, &sus, &counted(1, &[("men", 2)])).await;
    let mut other = counted(1, &[("men", 2)]);
    other.digest[0] ^= 1;
    assert_eq!(append(store, &sus, &other).await, Append::Conflict);
    let mut unknown = counted(2, &[("men", 2)]);
    unknown.version = Version::FIRST.next();
    assert_eq!(append(store, &sus, &unknown).await, Append::NotFound);
    let missing = survey_id("missing");
    assert_eq!(append(store, &missing, &counted(2, &[("men", 2)])).await, Append::NotFound);
    store.close(&acme, &sus, at(6)).await.expect("closed");
    let late = counted(2, &[("men", 2)]);
    assert_eq!(append(store, &sus, &late).await, Append::Closed);
    store.publish(&acme, &sus, at(8)).await.expect("published");
    assert_eq!(append(store, &sus, &late).await, Append::Now(at(5)));
    assert_eq!(append(store, &sus, &counted(3, &[("men", 2)])).await, Append::QuotaFull);
}

/// A survey that takes so many responses says that it is full once they are there, and how many
/// that is each version says.
pub async fn a_whole_survey_is_full(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let state = async || {
        let read = store.read_published(&sus, None).await.expect("read");
        read.expect("published").state
    };
    let limited = async |limit| {
        let draft = Draft {
            source: "two",
            compiled: "compiled two",
            limit: Some(limit),
            barred: None,
            title: None,
        };
        store.save_draft(&acme, &sus, draft, at(3)).await.expect("saved");
        store.publish(&acme, &sus, at(4)).await.expect("published");
    };
    append(store, &sus, &counted(1, &[("*", 1)])).await;
    assert_eq!(state().await, PublishedState::Open);
    limited(2).await;
    assert_eq!(state().await, PublishedState::Open);
    append(store, &sus, &counted(2, &[("*", 2)])).await;
    assert_eq!(state().await, PublishedState::Full);
    limited(3).await;
    assert_eq!(state().await, PublishedState::Open);
    limited(1).await;
    assert_eq!(state().await, PublishedState::Full);
    store.close(&acme, &sus, at(6)).await.expect("closed");
    assert_eq!(state().await, PublishedState::Closed);
}

/// Of 64 responses that 16 clients send at the same time, each twice, exactly as many are kept as
/// the smaller of two limits says. `open` gives a client's own way into the one store.
pub fn quotas_hold_among_clients<S: Store + Send>(open: impl Fn() -> S) {
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
        let record = counted(number, &[("few", 10), ("many", 40)]);
        let first = block_on(append(store, sus, &record));
        let again = block_on(append(store, sus, &record));
        let kept = matches!(first, Append::Now(_));
        if kept {
            assert!(matches!(again, Append::Already(_)));
        } else {
            assert_eq!((first, again), (Append::QuotaFull, Append::QuotaFull));
        }
        usize::from(kept)
    });
    sent.sum()
}
