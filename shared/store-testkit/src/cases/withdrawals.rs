//! Cases of responses that their respondents see and take away.

use contract::message::{Quota, ResponseState};
use store::{Append, Own, Record, Withdraw, Withdrawable};
use survey::SurveyId;

use super::partials::partial;
use super::personal::own_subject;
use super::responses::{append, count, record};
use super::{Store, at, save, survey_id, with_published};

async fn withdraw(
    store: &impl Store,
    survey: &SurveyId,
    of: &Record,
    what: Withdrawable,
) -> Withdraw {
    store
        .withdraw(survey, of.id, own_subject(of.id), what, at(20))
        .await
        .expect("the store answers")
}

/// A respondent sees what is kept, of their own survey alone.
pub async fn respondents_see_their_own(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let kept = record(1, r#"{"q":1}"#, 5);
    append(store, &sus, &kept).await;
    let own = store.read_own(&sus, kept.id).await.expect("read");
    let Own::Response(own) = own else { panic!("the response is there") };
    assert_eq!((own.id, &*own.answers, own.submitted_at), (kept.id, r#"{"q":1}"#, at(5)));
    let nps = survey_id("nps");
    assert_eq!(store.read_own(&nps, kept.id).await.expect("read"), Own::NotFound);
    let other = record(2, "{}", 5);
    assert_eq!(store.read_own(&sus, other.id).await.expect("read"), Own::NotFound);
}

/// What was withdrawn is gone, stays gone when it is sent again, and may be withdrawn again.
pub async fn a_withdrawn_response_stays_away(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let kept = record(1, r#"{"q":1}"#, 5);
    assert_eq!(withdraw(store, &sus, &kept, Withdrawable::Complete).await, Withdraw::NotFound);
    append(store, &sus, &kept).await;
    for outcome in [Withdraw::Done, Withdraw::Already, Withdraw::Already] {
        assert_eq!(withdraw(store, &sus, &kept, Withdrawable::Complete).await, outcome);
    }
    assert_eq!(store.read_own(&sus, kept.id).await.expect("read"), Own::Withdrawn);
    assert!(store.read_response(&acme, &sus, kept.id).await.expect("read").is_none());
    for late in [kept.clone(), record(1, r#"{"q":2}"#, 6), partial(1, 7, "{}", 6)] {
        assert_eq!(append(store, &sus, &late).await, Append::Withdrawn);
    }
    store.close(&acme, &sus, at(21)).await.expect("closed");
    assert_eq!(append(store, &sus, &kept).await, Append::Withdrawn);
    assert_eq!(count(store).await, 0);
}

/// A name that was withdrawn is free in another survey.
pub async fn withdrawals_are_a_surveys_own(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    let nps = survey_id("nps");
    save(store, &acme, &nps, "{}", at(3)).await;
    store.publish(&acme, &nps, at(4)).await.expect("published");
    let kept = record(1, "{}", 5);
    append(store, &sus, &kept).await;
    withdraw(store, &sus, &kept, Withdrawable::Complete).await;
    assert_eq!(append(store, &nps, &kept).await, Append::Now(at(5)));
    assert_eq!(withdraw(store, &nps, &kept, Withdrawable::Complete).await, Withdraw::Done);
}

/// Who withdraws gives back the places that they took, once.
pub async fn a_withdrawal_gives_its_places_back(store: &impl Store) {
    let (_, sus) = with_published(store).await;
    let counted = |number: u8| {
        let quota = |name: &str| Quota { name: name.parse().expect("a name"), limit: 1 };
        Record { quotas: vec![quota("*"), quota("men")], ..record(number, "{}", 5) }
    };
    let (first, second) = (counted(1), counted(2));
    append(store, &sus, &first).await;
    assert_eq!(append(store, &sus, &second).await, Append::QuotaFull);
    for _ in 0..3 {
        withdraw(store, &sus, &first, Withdrawable::Complete).await;
    }
    assert_eq!(append(store, &sus, &second).await, Append::Now(at(5)));
    assert_eq!(append(store, &sus, &counted(3)).await, Append::QuotaFull);
}

/// What is not complete may be taken away as such; once it is complete that leads nowhere.
pub async fn a_partial_is_withdrawn_as_one(store: &impl Store) {
    let (acme, sus) = with_published(store).await;
    for number in [1, 2] {
        append(store, &sus, &partial(number, 1, "{}", 5)).await;
    }
    let (first, second) = (record(1, "{}", 6), record(2, "{}", 6));
    append(store, &sus, &first).await;
    assert_eq!(withdraw(store, &sus, &first, Withdrawable::Partial).await, Withdraw::Complete);
    assert_eq!(withdraw(store, &sus, &second, Withdrawable::Partial).await, Withdraw::Done);
    assert_eq!(append(store, &sus, &second).await, Append::Withdrawn);
    let limit = contract::message::Limit::default();
    let left = store.list_responses(&acme, &sus, ResponseState::All, limit, None).await;
    let left: Vec<_> = left.expect("listed").expect("there").iter().map(|one| one.id).collect();
    assert_eq!(left, [first.id]);
}
