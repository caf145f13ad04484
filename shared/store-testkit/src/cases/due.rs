//! What waits for its time, and what holds it back.

use invite::{Channel, State};
use store::{PersonChange, PutInstance};

use super::asked::{add, asked, change, done, invitation, put, subject, with_person, write};
use super::{Store, at};

/// What is due is found, longest first, and not where nothing is sent for now.
pub async fn what_is_due_is_found(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, 0, "a", 1, Some(40)).await;
    add(store, 1, "b", 2, Some(30)).await;
    add(store, 2, "c", 3, None).await;
    let due = async |limit, now| {
        let due = store.due_asked(limit, at(now)).await.expect("asked");
        due.into_iter().map(|one| one.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due(9, 29).await, [""; 0]);
    assert_eq!(due(9, 40).await, ["b", "a"]);
    assert_eq!(due(1, 40).await, ["b"]);
    assert_eq!(put(store, &acme, "shop", true, subject(100, false)).await, PutInstance::Done);
    assert_eq!(due(9, 40).await, [""; 0]);
}

/// What waits of an instance that is paused is held back, whenever it came, and goes on with it.
pub async fn what_is_paused_goes_on(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let pause = async |paused| {
        let put = put(store, &acme, "shop", paused, subject(100, false)).await;
        assert_eq!(put, PutInstance::Done);
    };
    let there = async || {
        let due = store.due_asked(9, at(50)).await.expect("asked");
        let due = due.into_iter().map(|one| one.id.to_string());
        let claimed = store.claim_messages(Channel::Mail, 9, at(150)).await.expect("asked");
        due.chain(claimed.into_iter().map(|one| one.id.to_string())).collect::<Vec<_>>()
    };
    add(store, 0, "a", 1, Some(40)).await;
    add(store, 1, "b", 2, None).await;
    pause(true).await;
    let changed = vec![asked("b", State::Sent, Some(41))];
    done(store, &PersonChange { changed, messages: vec![write("m", 100, 10_000)], ..change(2) })
        .await;
    add(store, 3, "c", 3, Some(42)).await;
    assert_eq!(there().await, [""; 0]);
    pause(false).await;
    assert_eq!(there().await, ["a", "b", "c", "m"]);
    pause(true).await;
    assert_eq!(there().await, [""; 0]);
    pause(false).await;
    assert_eq!(there().await, ["a", "b", "c"], "the message is in somebody's hand");
}

/// An invitation that cannot be looked at now waits, and one that waits for nothing goes on waiting for nothing.
pub async fn an_invitation_is_looked_at_later(store: &impl Store) {
    with_person(store).await;
    add(store, 0, "a", 1, Some(30)).await;
    add(store, 1, "b", 2, None).await;
    for name in ["a", "b", "c"] {
        store.look_later(&invitation(name), at(60)).await.expect("asked");
    }
    assert_eq!(store.due_asked(9, at(59)).await.expect("asked"), []);
    let due = store.due_asked(9, at(60)).await.expect("asked");
    assert_eq!(due.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a"]);
}
