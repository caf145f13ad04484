//! Cases of those who have cancelled a subscription.

use credential::TenantId;
use invite::State;
use store::{ContactKeys, LeaverFilter, StoredLeaver};

use super::asked::{add, app, instance, invitation, with_person};
use super::{Store, at, tenant_id};

fn leaver(id: u8, event: u8, cancelled_at: u64) -> StoredLeaver {
    StoredLeaver {
        id: [id; 16],
        tenant: tenant_id("acme"),
        app: app(),
        instance: instance("shop"),
        event: [event; 32],
        keys: ContactKeys { email: Some([event; 32]), phone: None },
        asked: None,
        sealed: vec![id; 3],
        cancelled_at: at(cancelled_at),
        made_at: at(40),
        resumed_at: None,
        test: false,
    }
}

async fn listed(
    store: &impl Store,
    before: Option<(u64, u8)>,
    limit: u32,
) -> Vec<(u8, Option<State>)> {
    let (app, instance) = (app(), instance("shop"));
    let before = before.map(|(moment, id)| (at(moment), [id; 16]));
    let filter = LeaverFilter { app: &app, instance: &instance, before, limit };
    let listed = store.list_leavers(&tenant_id("acme"), filter).await.expect("listed");
    listed.into_iter().map(|(leaver, state)| (leaver.id[0], state)).collect()
}

async fn of(store: &impl Store, tenant: &TenantId, event: u8) -> Vec<StoredLeaver> {
    store.leavers_of(tenant, &[event; 32], 9).await.expect("asked")
}

/// A cancellation is of an instance that is there, and is kept in place of what was kept under its name.
pub async fn a_leaver_is_kept_once(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let kept = leaver(1, 1, 30);
    assert!(store.keep_leaver(&kept).await.expect("kept"));
    let nowhere = StoredLeaver { instance: instance("club"), ..leaver(2, 1, 30) };
    assert!(!store.keep_leaver(&nowhere).await.expect("asked"));
    let others = StoredLeaver { tenant: tenant_id("other"), ..leaver(2, 1, 30) };
    assert!(!store.keep_leaver(&others).await.expect("asked"));
    assert_eq!(of(store, &acme, 1).await, core::slice::from_ref(&kept));
    let changed = StoredLeaver {
        keys: ContactKeys { email: None, phone: Some([7; 32]) },
        asked: Some(invitation("a")),
        sealed: vec![9],
        cancelled_at: at(31),
        resumed_at: Some(at(35)),
        test: true,
        ..kept
    };
    assert!(store.keep_leaver(&changed).await.expect("kept"));
    assert_eq!(of(store, &acme, 1).await, [changed]);
    assert_eq!(of(store, &tenant_id("other"), 1).await, []);
    // Its invitation is not there, or no more.
    assert_eq!(listed(store, None, 9).await, [(1, None)]);
}

/// Cancellations are listed with how their invitations stand, the last one first.
pub async fn leavers_are_listed(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, 0, "a", 1, None).await;
    let asked = StoredLeaver { asked: Some(invitation("a")), ..leaver(4, 1, 31) };
    for one in [leaver(1, 1, 30), asked, leaver(3, 2, 31), leaver(2, 3, 50)] {
        assert!(store.keep_leaver(&one).await.expect("kept"));
    }
    let state = Some(State::Scheduled);
    assert_eq!(listed(store, None, 9).await, [(2, None), (4, state), (3, None), (1, None)]);
    assert_eq!(listed(store, None, 2).await, [(2, None), (4, state)]);
    assert_eq!(listed(store, Some((31, 4)), 9).await, [(3, None), (1, None)]);
    let names: Vec<_> = of(store, &acme, 1).await.into_iter().map(|one| one.id[0]).collect();
    assert_eq!(names, [4, 1]);
}

/// Who is erased is in it no more, nor is what was told of long ago.
pub async fn leavers_are_forgotten(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let by_phone = ContactKeys { email: None, phone: Some([9; 32]) };
    let nobody = StoredLeaver { keys: ContactKeys::default(), ..leaver(3, 3, 30) };
    let old = StoredLeaver { made_at: at(20), ..leaver(4, 4, 30) };
    let reached = StoredLeaver { keys: by_phone, ..leaver(2, 2, 30) };
    for one in [leaver(1, 1, 30), reached, nobody, old] {
        assert!(store.keep_leaver(&one).await.expect("kept"));
    }
    let left = async || -> Vec<u8> {
        listed(store, None, 9).await.into_iter().map(|(id, _)| id).collect()
    };
    store.forget_leavers(&acme, ContactKeys::default()).await.expect("asked");
    store.forget_leavers(&tenant_id("other"), by_phone).await.expect("asked");
    assert_eq!(left().await, [4, 3, 2, 1]);
    store.forget_leavers(&acme, by_phone).await.expect("forgotten");
    assert_eq!(left().await, [4, 3, 1]);
    let keys = ContactKeys { email: Some([1; 32]), phone: Some([8; 32]) };
    store.forget_leavers(&acme, keys).await.expect("forgotten");
    assert_eq!(left().await, [4, 3]);
    store.tidy_leavers(9, at(20)).await.expect("tidied");
    assert_eq!(left().await, [4, 3]);
    store.tidy_leavers(1, at(41)).await.expect("tidied");
    assert_eq!(left().await.len(), 1);
    store.tidy_leavers(9, at(41)).await.expect("tidied");
    assert_eq!(left().await, Vec::<u8>::new());
}
