//! Cases of responses that are not complete yet, and of suspected ones.

use std::thread;

use contract::message::{AppendResponse, Limit, Quota, ResponseState, Revision, Suspicion};
use pollster::block_on;
use store::{Append, Record, Stage, StoredResponse};
use survey::{ResponseId, SurveyId};

use super::responses::{append, message, record};
use super::{Store, at, tenant_id, with_published};

fn revision(number: u32) -> Revision {
    Revision::try_from(number).expect("a revision")
}

/// A response that is not complete, sent so often.
pub(super) fn partial(number: u8, revision_number: u32, answers: &str, seconds: u64) -> Record {
    let revision = Some(revision(revision_number));
    let message = AppendResponse { complete: false, revision, ..message(number, answers) };
    Record::new(message, at(seconds)).expect("a message that does not contradict itself")
}

async fn listed(store: &impl Store, sus: &SurveyId, state: ResponseState) -> Vec<StoredResponse> {
    let listed = store.list_responses(&tenant_id("acme"), sus, state, Limit::default(), None).await;
    listed.expect("listed").expect("the survey is there")
}

async fn read(store: &impl Store, sus: &SurveyId, id: ResponseId) -> StoredResponse {
    let read = store.read_response(&tenant_id("acme"), sus, id).await;
    read.expect("read").expect("there")
}

/// A later revision takes the place of an earlier one; an earlier one, and the same one, change
/// nothing.
pub async fn the_latest_revision_is_kept(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let second = partial(1, 2, r#"{"q":2}"#, 6);
    assert_eq!(append(store, &sus, &partial(1, 1, r#"{"q":1}"#, 5)).await, Append::Now(at(5)));
    assert_eq!(append(store, &sus, &second).await, Append::Now(at(6)));
    let superseded = Append::Superseded(at(6), revision(2));
    let repeated = Record { submitted_at: at(9), ..second };
    assert_eq!(append(store, &sus, &repeated).await, Append::Already(at(6)));
    assert_eq!(append(store, &sus, &partial(1, 1, r#"{"q":1}"#, 9)).await, superseded);
    let other = partial(1, 2, r#"{"q":3}"#, 9);
    assert_eq!(append(store, &sus, &other).await, superseded);
    let kept = read(store, &sus, other.id).await;
    assert_eq!((&*kept.answers, kept.submitted_at), (r#"{"q":2}"#, at(6)));
    assert_eq!(kept.stage, Stage::Partial(revision(2)));
    assert_eq!(append(store, &sus, &partial(1, 9, r#"{"q":9}"#, 10)).await, Append::Now(at(10)));
    assert_eq!(read(store, &sus, other.id).await.answers, r#"{"q":9}"#);
    assert_eq!(listed(store, &sus, ResponseState::All).await.len(), 1);
}

/// A response and its completion are one, and the completion is where a reader finds it who
/// remembers the place of what came before.
pub async fn a_completion_takes_the_place_of_its_partial(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    append(store, &sus, &partial(1, 1, r#"{"q":1}"#, 5)).await;
    append(store, &sus, &record(2, "{}", 6)).await;
    let last = listed(store, &sus, ResponseState::All).await.last().map(|last| last.sequence);
    let complete = record(1, r#"{"q":2}"#, 7);
    assert_eq!(append(store, &sus, &complete).await, Append::Now(at(7)));
    let later = store
        .list_responses(&acme, &sus, ResponseState::Complete, Limit::default(), last)
        .await
        .expect("listed")
        .expect("the survey is there");
    let [kept] = later.as_slice() else { panic!("one response is later") };
    assert_eq!((kept.id, &*kept.answers, kept.submitted_at), (complete.id, r#"{"q":2}"#, at(7)));
    assert_eq!(kept.stage, Stage::Complete);
    assert_eq!(listed(store, &sus, ResponseState::All).await.len(), 2);
    let repeat = Record { submitted_at: at(9), ..complete };
    assert_eq!(append(store, &sus, &repeat).await, Append::Already(at(7)));
}

/// What is complete is not opened again by a revision that was late.
pub async fn a_partial_does_not_follow_its_completion(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    append(store, &sus, &partial(1, 1, r#"{"q":1}"#, 5)).await;
    append(store, &sus, &record(1, r#"{"q":2}"#, 6)).await;
    for late in [1, 2] {
        let late = partial(1, late, r#"{"q":1}"#, 7);
        assert_eq!(append(store, &sus, &late).await, Append::Complete);
    }
    assert_eq!(read(store, &sus, record(1, "{}", 0).id).await.answers, r#"{"q":2}"#);
    let other = record(1, r#"{"q":3}"#, 8);
    assert_eq!(append(store, &sus, &other).await, Append::Conflict);
}

/// A closed survey takes neither a first, nor a later revision, nor a completion.
pub async fn a_closed_survey_takes_no_partials(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    append(store, &sus, &partial(1, 1, "{}", 5)).await;
    store.close(&acme, &sus, at(6)).await.expect("closed");
    for late in [partial(2, 1, "{}", 7), partial(1, 2, "{}", 7), record(1, "{}", 7)] {
        assert_eq!(append(store, &sus, &late).await, Append::Closed);
    }
    assert_eq!(append(store, &sus, &partial(1, 1, "{}", 8)).await, Append::Already(at(5)));
    assert_eq!(listed(store, &sus, ResponseState::Partial).await.len(), 1);
}

/// A completion takes the places of its quotas; if there is none, its partial is still there.
pub async fn a_completion_takes_its_places(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let men = || vec![Quota { name: "men".parse().expect("a name"), limit: 1 }];
    for number in [1, 2] {
        append(store, &sus, &partial(number, 1, r#"{"q":1}"#, 5)).await;
    }
    let first = Record { quotas: men(), ..record(1, "{}", 6) };
    let second = Record { quotas: men(), ..record(2, "{}", 6) };
    assert_eq!(append(store, &sus, &first).await, Append::Now(at(6)));
    assert_eq!(append(store, &sus, &second).await, Append::QuotaFull);
    let kept = read(store, &sus, second.id).await;
    assert_eq!((kept.stage, &*kept.answers), (Stage::Partial(revision(1)), r#"{"q":1}"#));
    assert_eq!(append(store, &sus, &partial(2, 2, "{}", 7)).await, Append::Now(at(7)));
}

/// Each state lists its own, and all of them are listed once.
pub async fn listings_tell_states_apart(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let suspect = vec![Suspicion::Honeypot, Suspicion::TooFast];
    let suspected = Record { suspect: suspect.clone(), ..record(3, "{}", 7) };
    append(store, &sus, &partial(1, 1, "{}", 5)).await;
    append(store, &sus, &record(2, "{}", 6)).await;
    append(store, &sus, &suspected).await;
    let ids = [1, 2, 3].map(|number| record(number, "{}", 0).id);
    for (state, want) in [
        (ResponseState::Partial, &ids[..1]),
        (ResponseState::Complete, &ids[1..2]),
        (ResponseState::Suspected, &ids[2..]),
        (ResponseState::All, &ids[..]),
    ] {
        let found: Vec<_> = listed(store, &sus, state).await.iter().map(|r| r.id).collect();
        assert_eq!(found, want, "{}", state.as_str());
    }
    assert_eq!(read(store, &sus, suspected.id).await.suspect, suspect);
}

/// However 8 clients interleave 40 revisions of one response with its completion, one row is left:
/// the completion, once it was sent. `open` gives a client's own way into the one store.
pub fn revisions_hold_among_clients<S: Store + Send>(open: impl Fn() -> S) {
    let store = open();
    let (_, sus) = block_on(with_published(&store));
    let (clients, sus): ([S; 8], _) = ([(); 8].map(|()| open()), &sus);
    thread::scope(|scope| {
        for (client, store) in (0..).zip(clients) {
            scope.spawn(move || block_on(sent_by(client, &store, sus)));
        }
    });
    let all = block_on(listed(&store, sus, ResponseState::All));
    let [kept] = all.as_slice() else { panic!("there is one row") };
    assert_eq!((kept.stage, &*kept.answers), (Stage::Complete, r#"{"done":true}"#));
}

/// The revisions of one of eight clients, and the completion after half of one client's.
async fn sent_by(client: u32, store: &impl Store, sus: &SurveyId) {
    for round in 0..5 {
        if client == 3 && round == 2 {
            let complete = record(1, r#"{"done":true}"#, 5);
            assert_eq!(append(store, sus, &complete).await, Append::Now(at(5)));
        }
        let sent = partial(1, round * 8 + client + 1, "{}", 5);
        let outcome = append(store, sus, &sent).await;
        let fits = match outcome {
            Append::Now(_) | Append::Complete | Append::Already(_) => true,
            Append::Superseded(_, kept) => Stage::Partial(kept) != sent.stage,
            Append::Conflict
            | Append::Closed
            | Append::FileMissing(_)
            | Append::KeyChanged
            | Append::NotFound
            | Append::QuotaFull
            | Append::TooMany(_)
            | Append::Withdrawn => false,
        };
        assert!(fits, "{outcome:?}");
    }
}
