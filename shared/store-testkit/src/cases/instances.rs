//! Instances of apps, and who changes them.

use contract::Moment;
use store::PutInstance;

use super::asked::{app, instance, put, put_as_seen, subject, with_person};
use super::{Store, tenant_id};

/// An instance is set up for a survey of its own tenant; as many as there may be.
pub async fn an_instance_is_set_up(store: &impl Store) {
    let (acme, other) = (with_person(store).await.0, tenant_id("other"));
    let again = put(store, &acme, "shop", true, subject(100, false)).await;
    assert_eq!(again, PutInstance::Done);
    let changed = put(store, &acme, "shop", true, subject(101, false)).await;
    assert_eq!(changed, PutInstance::KeyChanged);
    assert_eq!(put(store, &acme, "club", false, subject(102, true)).await, PutInstance::Done);
    assert_eq!(put(store, &acme, "third", false, subject(103, true)).await, PutInstance::TooMany);
    let foreign = put(store, &other, "shop", false, subject(104, true)).await;
    assert_eq!(foreign, PutInstance::NoSurvey);
    let read = store.read_instance(&acme, &app(), &instance("shop")).await.expect("read");
    let read = read.expect("there");
    assert!(read.paused);
    assert_eq!((read.organisation.as_str(), read.survey.as_str()), ("Acme AB", "sus"));
    assert_eq!(read.locked.key, Some(subject(100, false).key));
    let names = |all: Vec<store::StoredInstance>| {
        all.into_iter().map(|one| one.instance.to_string()).collect::<Vec<_>>()
    };
    let listed = store.list_instances(&acme, &app()).await.expect("listed");
    assert_eq!(names(listed), ["club", "shop"]);
    let foreign = store.list_instances(&other, &app()).await.expect("listed");
    assert_eq!(names(foreign), [""; 0]);
}

/// Of two who have seen the same, one changes an instance; whoever says nothing of that changes it as it is.
pub async fn an_instance_is_changed_as_it_was_seen(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let key = || subject(100, false);
    let read = async || {
        let read = store.read_instance(&acme, &app(), &instance("shop")).await.expect("read");
        read.map(|read| (read.paused, read.changed_at)).expect("there")
    };
    let put = async |paused, seen| put_as_seen(store, &acme, ("shop", paused), key(), seen).await;
    let (_, seen) = read().await;
    assert_eq!(put(true, Some(seen)).await, PutInstance::Done);
    let (paused, later) = read().await;
    // In the same millisecond, and told apart all the same.
    assert!(paused && later > seen);
    assert_eq!(put(false, Some(seen)).await, PutInstance::Changed);
    assert_eq!(read().await, (true, later));
    assert_eq!(put(false, Some(later)).await, PutInstance::Done);
    assert_eq!(put(true, None).await, PutInstance::Done);
    let unknown = Some(Moment::from_unix_millis(1));
    let new = put_as_seen(store, &acme, ("club", false), subject(102, true), unknown).await;
    assert_eq!(new, PutInstance::Changed);
    assert_eq!(store.list_instances(&acme, &app()).await.expect("listed").len(), 1);
}
