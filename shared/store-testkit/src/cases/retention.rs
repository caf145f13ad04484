//! What is over is not kept for ever.

use invite::{State, SuppressionCause};
use store::{Marks, NewAsked, NewProfile, PersonChange, PutProfile, Suppressed};

use super::asked::{add, asked, change, contact, done, invitation, keys, new, with_person, write};
use super::{Store, at};

/// Those that wait for nothing are removed by their age and that of their messages, a few at a time; what waits stays, however old it is.
pub async fn invitations_that_are_over_are_removed(store: &impl Store) {
    with_person(store).await;
    for (revision, (name, key, next_due, made_at)) in (0_u32..).zip([
        ("a", 1, None, 22),
        ("b", 2, Some(90), 20),
        ("c", 3, None, 21),
        ("d", 4, None, 30),
    ]) {
        let added = new(asked(name, State::Sent, next_due), key);
        let added = Some(NewAsked { made_at: at(made_at), ..added });
        done(store, &PersonChange { added, ..change(revision) }).await;
    }
    let changed = vec![asked("a", State::Sent, None)];
    done(store, &PersonChange { changed, messages: vec![write("m", 100, 10_000)], ..change(4) })
        .await;
    let remove =
        async |limit, before| store.remove_asked(limit, at(before)).await.expect("removed");
    let left = async || {
        let acme = super::tenant_id("acme");
        let all = store.asked_of(&acme, contact(1).id, 9).await.expect("asked");
        all.into_iter().map(|one| one.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(remove(9, 21).await, 0);
    assert_eq!(remove(1, 31).await, 1);
    assert_eq!(left().await, ["d", "b", "a"], "the oldest went first");
    assert_eq!(remove(9, 10_000).await, 1);
    assert_eq!(left().await, ["b", "a"], "a message of it may be young");
    assert_eq!(remove(9, 10_001).await, 1);
    assert_eq!(left().await, ["b"]);
    assert_eq!(remove(9, 10_001).await, 0);
    assert_eq!(store.find_asked(&invitation("a")).await.expect("asked"), None);
    let message = "m".parse().expect("a message's name");
    assert_eq!(store.find_message(&message).await.expect("asked"), None, "it went with it");
    // What happened may be told anew, as nobody knows of it.
    add(store, 5, "e", 1, None).await;
}

/// Whoever is in the customer's own list stays there, whatever they were asked.
pub async fn who_has_a_profile_is_not_forgotten(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, 0, "a", 1, None).await;
    let profile = NewProfile {
        contact: contact(1).id,
        marks: Marks { keys: keys(Some(1), None), key: Some([4; 32]) },
        words: vec![[5; 32]],
        groups: vec![[6; 32]],
        sealed: vec![1; 3],
    };
    let put = store.put_profile(&acme, &profile, at(10)).await;
    assert_eq!(put.expect("put"), PutProfile::Done);
    assert_eq!(store.remove_asked(9, at(50)).await.expect("removed"), 1);
    let stays = store.read_profile(&acme, contact(1).id).await.expect("asked");
    assert_eq!(stays.and_then(|one| one.told), Some((vec![1; 3], at(10))));
}

/// Whoever has none left is not known any more; whom nothing is sent to stays so.
pub async fn who_has_no_invitation_is_forgotten(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, 0, "a", 1, None).await;
    add(store, 1, "b", 2, Some(40)).await;
    let hash = [7; 32];
    let suppressed = vec![Suppressed { hash, cause: SuppressionCause::OptedOut, channel: None }];
    done(store, &PersonChange { suppressed, ..change(2) }).await;
    let known = async || {
        let holders = store.holders(&acme, keys(Some(1), None)).await.expect("asked");
        holders.len()
    };
    assert_eq!(store.remove_asked(9, at(50)).await.expect("removed"), 1);
    assert_eq!(known().await, 1, "one of theirs waits");
    done(store, &PersonChange { changed: vec![asked("b", State::Expired, None)], ..change(3) })
        .await;
    assert_eq!(store.remove_asked(9, at(50)).await.expect("removed"), 1);
    assert_eq!(known().await, 0);
    let stays = store.suppressed(&acme, &[hash]).await.expect("asked");
    assert_eq!(stays.len(), 1);
    // Whoever it is comes anew.
    let added = store.add_contact(&acme, &contact(1), keys(Some(1), None), at(60)).await;
    assert_eq!(added.expect("added"), store::AddContact::Done);
}
