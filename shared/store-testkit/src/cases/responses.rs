//! Cases of responses.

use contract::message::{AppendResponse, Limit, ResponseState, Timing};
use store::{Append, Record, Stage};
use survey::{Number, ResponseId, SurveyId, Version};

use super::{Store, at, save, survey_id, tenant_id, with_published};

/// A complete response.
pub(super) fn message(number: u8, answers: &str) -> AppendResponse {
    AppendResponse {
        id: ResponseId::new(1_700_000_000_000, &[number; 10]),
        version: Version::FIRST,
        language: "sv".parse().expect("a language"),
        complete: true,
        answers: serde_json::from_str(answers).expect("answers"),
        quotas: Vec::new(),
        score: None,
        revision: None,
        suspect: Vec::new(),
        per_minute: None,
        timing: Timing::Timely,
        files: Vec::new(),
        invitation: None,
    }
}

pub(super) fn record(number: u8, answers: &str, seconds: u64) -> Record {
    Record::new(message(number, answers), at(seconds))
        .expect("a message that does not contradict itself")
}

pub(super) async fn append(store: &impl Store, survey: &SurveyId, record: &Record) -> Append {
    store.append(survey, record).await.expect("the store answers")
}

pub(super) async fn count(store: &impl Store) -> usize {
    let listed = store
        .list_responses(
            &tenant_id("acme"),
            &survey_id("sus"),
            ResponseState::All,
            Limit::default(),
            None,
        )
        .await
        .expect("the store answers");
    listed.expect("the survey is there").len()
}

/// A response comes back as it was kept.
pub async fn a_response_is_kept_once(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let kept = record(1, r#"{"q1":3,"q0":"hej"}"#, 5);
    assert_eq!(append(store, &sus, &kept).await, Append::Now(at(5)));
    let read = store.read_response(&acme, &sus, kept.id).await.expect("read").expect("there");
    assert_eq!(read.answers, r#"{"q0":"hej","q1":3}"#);
    assert_eq!(read.submitted_at, at(5));
    assert_eq!((read.version, read.language.as_str()), (Version::FIRST, "sv"));
    assert_eq!((read.stage, read.suspect), (Stage::Complete, Vec::new()));
    assert_eq!(count(store).await, 1);
}

/// The same response sent later is the one that is there.
pub async fn a_repeat_is_recognised(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    append(store, &sus, &record(1, r#"{"a":1,"b":2}"#, 5)).await;
    let repeat = record(1, r#"{"b":2,"a":1}"#, 9);
    assert_eq!(append(store, &sus, &repeat).await, Append::Already(at(5)));
    assert_eq!(count(store).await, 1);
}

/// A respondent whose first send was kept is told so, also when the survey closed meanwhile.
pub async fn a_repeat_is_recognised_after_closing(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    append(store, &sus, &record(1, "{}", 5)).await;
    store.close(&acme, &sus, at(6)).await.expect("closed");
    assert_eq!(append(store, &sus, &record(1, "{}", 9)).await, Append::Already(at(5)));
}

/// The first answers under a name stay.
pub async fn other_answers_under_the_same_name_conflict(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let first = record(1, r#"{"q":1}"#, 5);
    append(store, &sus, &first).await;
    assert_eq!(append(store, &sus, &record(1, r#"{"q":2}"#, 6)).await, Append::Conflict);
    let mut other_language = record(1, r#"{"q":1}"#, 6);
    other_language.digest[0] ^= 1;
    assert_eq!(append(store, &sus, &other_language).await, Append::Conflict);
    let read = store.read_response(&acme, &sus, first.id).await.expect("read").expect("there");
    assert_eq!(read.answers, r#"{"q":1}"#);
}

/// Names are a survey's own, so nobody learns from a conflict what another survey holds.
pub async fn the_same_name_in_another_survey_is_another_response(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let nps = survey_id("nps");
    save(store, &acme, &nps, "{}", at(3)).await;
    store.publish(&acme, &nps, at(4)).await.expect("published");
    assert_eq!(append(store, &sus, &record(1, r#"{"q":1}"#, 5)).await, Append::Now(at(5)));
    assert_eq!(append(store, &nps, &record(1, r#"{"q":2}"#, 6)).await, Append::Now(at(6)));
}

/// A version that was never published, and a survey that is not there, take nothing.
pub async fn unpublished_versions_take_no_answers(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let mut second = record(1, "{}", 5);
    second.version = Version::FIRST.next();
    assert_eq!(append(store, &sus, &second).await, Append::NotFound);
    save(store, &acme, &sus, "{}", at(6)).await;
    assert_eq!(append(store, &sus, &second).await, Append::NotFound);
    let none = survey_id("none");
    assert_eq!(append(store, &none, &record(1, "{}", 5)).await, Append::NotFound);
    assert_eq!(count(store).await, 0);
}

/// Closing ends it; publishing again opens it.
pub async fn a_closed_survey_takes_no_answers(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    store.close(&acme, &sus, at(6)).await.expect("closed");
    assert_eq!(append(store, &sus, &record(1, "{}", 7)).await, Append::Closed);
    store.publish(&acme, &sus, at(8)).await.expect("published");
    assert_eq!(append(store, &sus, &record(1, "{}", 9)).await, Append::Now(at(9)));
}

/// Who began to answer before a new version came may finish.
pub async fn an_older_version_still_takes_answers(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    save(store, &acme, &sus, r#"{"title":"two"}"#, at(3)).await;
    store.publish(&acme, &sus, at(4)).await.expect("published");
    assert_eq!(append(store, &sus, &record(1, "{}", 5)).await, Append::Now(at(5)));
    let mut newer = record(2, "{}", 6);
    newer.version = Version::FIRST.next();
    assert_eq!(append(store, &sus, &newer).await, Append::Now(at(6)));
}

/// Following the places visits each response once, in the order in which they were kept.
pub async fn listing_visits_each_response_once_in_order(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let mut want = Vec::new();
    for number in [9, 3, 7, 1, 5] {
        let kept = record(number, "{}", 5);
        append(store, &sus, &kept).await;
        want.push(kept.id);
    }
    let two = "2".parse().expect("a limit");
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let stretch = store
            .list_responses(&acme, &sus, ResponseState::Complete, two, after)
            .await
            .expect("listed");
        let stretch = stretch.expect("the survey is there");
        let Some(last) = stretch.last() else { break };
        after = Some(last.sequence);
        seen.extend(stretch.iter().map(|response| response.id));
    }
    assert_eq!(seen, want);
}

/// A score comes back as the number it was, and is none where none was given.
pub async fn scores_come_back(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let scores = [None, Some(0.0), Some(7.0), Some(-2.5), Some(0.1 + 0.2)];
    let scores = scores.map(|score| score.and_then(Number::new));
    for (number, score) in (0..).zip(scores) {
        let mut kept = record(number, "{}", 5);
        kept.score = score;
        append(store, &sus, &kept).await;
        let read = store.read_response(&acme, &sus, kept.id).await.expect("read").expect("there");
        assert_eq!(read.score, score);
    }
    let listed = store
        .list_responses(&acme, &sus, ResponseState::Complete, Limit::default(), None)
        .await
        .expect("listed");
    let listed = listed.expect("the survey is there").into_iter().map(|response| response.score);
    assert!(listed.eq(scores));
}

/// Another tenant sees neither the survey nor its responses.
pub async fn responses_are_the_tenants_own(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let kept = record(1, "{}", 5);
    append(store, &sus, &kept).await;
    let other = tenant_id("other");
    let listed = store
        .list_responses(&other, &sus, ResponseState::Complete, Limit::default(), None)
        .await
        .expect("listed");
    assert!(listed.is_none());
    assert!(store.read_response(&other, &sus, kept.id).await.expect("read").is_none());
}
