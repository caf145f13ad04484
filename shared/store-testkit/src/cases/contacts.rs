//! Cases of people who are asked, and of those who are not to be.

use credential::TenantId;
use invite::{Channel, SuppressionCause};
use store::{AddContact, ContactKeys, PersonChange, Suppressed};

use super::asked::{change, contact, done, keys, with_person};
use super::{Store, at, tenant_id};

/// A person is found by their address or by their number, and is one tenant's.
pub async fn a_person_is_found_by_either(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let id = async |keys| {
        let found = store.find_contact(&acme, keys).await.expect("found");
        found.map(|found| found.id)
    };
    let (one, two) = (Some(contact(1).id), Some(contact(2).id));
    assert_eq!(id(keys(Some(1), None)).await, one);
    assert_eq!(id(keys(None, Some(1))).await, None);
    assert_eq!(id(ContactKeys::default()).await, None);
    store.learn_contact(&acme, contact(1).id, keys(Some(9), Some(1))).await.expect("learnt");
    assert_eq!(id(keys(None, Some(1))).await, one);
    assert_eq!(id(keys(Some(9), None)).await, None, "they had an address");
    let add = async |number, keys| store.add_contact(&acme, &contact(number), keys, at(5)).await;
    let taken = add(3, keys(None, Some(1))).await.expect("asked");
    assert_eq!(taken, AddContact::Taken);
    assert_eq!(add(2, keys(Some(2), None)).await.expect("asked"), AddContact::Done);
    store.learn_contact(&acme, contact(2).id, keys(None, Some(1))).await.expect("asked");
    let holders = async |tenant, keys| {
        let found = store.holders(tenant, keys).await.expect("asked");
        found.into_iter().map(|found| found.id).collect::<Vec<_>>()
    };
    let (first, second) = (contact(1).id, contact(2).id);
    assert_eq!(
        holders(&acme, keys(Some(9), None)).await,
        [first],
        "the second address is theirs, too"
    );
    assert_eq!(
        holders(&acme, keys(None, Some(1))).await,
        [first, second],
        "both have told the number"
    );
    assert_eq!(holders(&acme, keys(Some(2), None)).await, [second]);
    assert_eq!(holders(&acme, keys(Some(3), Some(3))).await, []);
    assert_eq!(holders(&acme, ContactKeys::default()).await, []);
    assert_eq!(holders(&tenant_id("other"), keys(Some(9), None)).await, []);
    assert_eq!(id(keys(Some(2), Some(1))).await, two, "the address goes before the number");
    assert_eq!(id(keys(None, Some(1))).await, one, "a number stays whose it is");
    let other = store.find_contact(&tenant_id("other"), keys(Some(1), None)).await;
    assert_eq!(other.expect("asked"), None);
}

/// Who is not written to is known by each cause and channel, and one tenant's.
pub async fn who_is_not_written_to_is_known(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let one = |number, cause, channel| Suppressed { hash: [number; 32], cause, channel };
    let bounced = one(1, SuppressionCause::Bounced, Some(Channel::Mail));
    let unwanted = one(2, SuppressionCause::OptedOut, None);
    let suppressed = vec![bounced, unwanted, bounced];
    done(store, &PersonChange { suppressed, ..change(0) }).await;
    let known = async |tenant: &TenantId, hashes: &[[u8; 32]]| {
        store.suppressed(tenant, hashes).await.expect("asked")
    };
    assert_eq!(known(&acme, &[[1; 32], [3; 32]]).await, [bounced]);
    assert_eq!(known(&acme, &[[1; 32], [2; 32]]).await, [bounced, unwanted]);
    assert_eq!(known(&tenant_id("other"), &[[1; 32]]).await, []);
}

/// Addresses are not written to, whether anybody is known by them or not.
pub async fn nobody_need_be_known_to_be_left_alone(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let one =
        |number| Suppressed { hash: [number; 32], cause: SuppressionCause::Erased, channel: None };
    for _ in 0..2 {
        store.suppress_all(&acme, &[one(7), one(8)]).await.expect("asked");
    }
    assert_eq!(store.suppressed(&acme, &[[7; 32], [9; 32]]).await.expect("asked"), [one(7)]);
    assert_eq!(store.suppressed(&tenant_id("other"), &[[7; 32]]).await.expect("asked"), []);
}
