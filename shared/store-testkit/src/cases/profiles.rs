//! Cases of what is known of people, and of one person made of two.

use contract::Moment;
use credential::TenantId;
use invite::State;
use personal::SubjectId;
use store::{
    AddContact, Marks, NewProfile, PersonChange, ProfileFilter, PutProfile, StoredProfile,
};

use super::asked::{asked, change, contact, done, invitation, keys, new, with_person};
use super::{Store, at, tenant_id};

const fn hash(number: u8) -> [u8; 32] {
    [number; 32]
}

fn marks(email: Option<u8>, phone: Option<u8>, key: Option<u8>) -> Marks {
    Marks { keys: keys(email, phone), key: key.map(hash) }
}

fn profile(number: u8, marks: Marks, words: &[u8], groups: &[u8]) -> NewProfile {
    let hashes = |numbers: &[u8]| numbers.iter().copied().map(hash).collect();
    NewProfile {
        contact: contact(number).id,
        marks,
        words: hashes(words),
        groups: hashes(groups),
        sealed: vec![number; 3],
    }
}

async fn put(store: &impl Store, tenant: &TenantId, profile: &NewProfile) -> PutProfile {
    store.put_profile(tenant, profile, at(50)).await.expect("asked")
}

/// Adds the person of this number, who came then.
async fn add(store: &impl Store, tenant: &TenantId, number: u8, came: Moment) {
    let added = store.add_contact(tenant, &contact(number), keys(Some(number), None), came).await;
    assert_eq!(added.expect("added"), AddContact::Done);
}

fn ids(found: &[StoredProfile]) -> Vec<SubjectId> {
    found.iter().map(|one| one.contact.id).collect()
}

async fn found(store: &impl Store, tenant: &TenantId, marks: Marks) -> Vec<SubjectId> {
    ids(&store.find_profiles(tenant, marks).await.expect("asked"))
}

/// What is known of somebody comes back, and they are found by each part of it.
pub async fn people_are_found_by_what_is_known(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let one = contact(1).id;
    let before = store.read_profile(&acme, one).await.expect("asked").expect("there");
    assert_eq!((before.told, before.made_at), (None, at(4)));
    let new = profile(1, marks(Some(2), Some(3), Some(4)), &[5], &[6]);
    assert_eq!(put(store, &acme, &new).await, PutProfile::Done);
    for (name, by) in [
        ("address", marks(Some(2), None, None)),
        ("number", marks(None, Some(3), None)),
        ("key", marks(None, None, Some(4))),
        ("any", marks(Some(9), Some(3), None)),
    ] {
        assert_eq!(found(store, &acme, by).await, [one], "{name}");
        assert_eq!(found(store, &tenant_id("other"), by).await, [], "{name}");
    }
    assert_eq!(found(store, &acme, marks(Some(1), None, None)).await, [], "the address before");
    let holders = store.holders(&acme, keys(Some(1), None)).await.expect("asked");
    assert_eq!(holders.len(), 1, "which they have held");
    assert_eq!(found(store, &acme, Marks::default()).await, []);
    let now = store.read_profile(&acme, one).await.expect("asked").expect("there");
    assert_eq!(now.told, Some((vec![1; 3], at(50))));
    assert_eq!(now.marks, new.marks);
    let asked = store.find_contact(&acme, keys(Some(2), None)).await.expect("asked");
    assert_eq!(asked.map(|found| found.id), Some(one), "who is asked is the same");
    assert_eq!(store.read_profile(&tenant_id("other"), one).await.expect("asked"), None);
}

/// An address, a number and a key are one person's.
pub async fn a_mark_is_one_persons(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, &acme, 2, at(5)).await;
    let first = profile(1, marks(Some(1), Some(1), Some(1)), &[], &[]);
    assert_eq!(put(store, &acme, &first).await, PutProfile::Done);
    assert_eq!(put(store, &acme, &first).await, PutProfile::Done, "again");
    for (name, taken) in [
        ("address", marks(Some(1), None, None)),
        ("number", marks(Some(2), Some(1), None)),
        ("key", marks(Some(2), None, Some(1))),
    ] {
        let outcome = put(store, &acme, &profile(2, taken, &[], &[])).await;
        assert_eq!(outcome, PutProfile::Taken, "{name}");
    }
    let second = store.read_profile(&acme, contact(2).id).await.expect("asked").expect("there");
    assert_eq!((second.marks, second.told), (marks(Some(2), None, None), None));
    let nobody = profile(3, marks(Some(3), None, None), &[], &[]);
    assert_eq!(put(store, &acme, &nobody).await, PutProfile::NotFound);
    let moved = profile(1, marks(Some(7), None, None), &[], &[]);
    assert_eq!(put(store, &acme, &moved).await, PutProfile::Done);
    let free = profile(2, marks(Some(1), Some(1), Some(1)), &[], &[]);
    assert_eq!(put(store, &acme, &free).await, PutProfile::Done, "what somebody gives up is free");
}

/// People are listed by when they came; by words of their names and by groups, too.
pub async fn people_are_listed_newest_first(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    for number in 2..=4 {
        add(store, &acme, number, at(if number == 4 { 6 } else { 5 })).await;
    }
    for (number, words, groups) in
        [(1, &[10, 11][..], &[20][..]), (2, &[10], &[]), (3, &[11], &[20])]
    {
        let new = profile(number, marks(Some(number), None, None), words, groups);
        assert_eq!(put(store, &acme, &new).await, PutProfile::Done);
    }
    let list = async |filter: ProfileFilter| {
        let found = store.list_profiles(&acme, &filter).await.expect("asked");
        found.iter().map(|one| one.contact.id.as_bytes()[0]).collect::<Vec<_>>()
    };
    let all = ProfileFilter { limit: 10, ..ProfileFilter::default() };
    assert_eq!(list(all.clone()).await, [4, 3, 2, 1]);
    assert_eq!(list(ProfileFilter { limit: 2, ..all.clone() }).await, [4, 3]);
    let before = Some((at(5), contact(3).id));
    assert_eq!(list(ProfileFilter { before, ..all.clone() }).await, [2, 1]);
    let words = |words: &[u8]| words.iter().copied().map(hash).collect::<Vec<_>>();
    assert_eq!(list(ProfileFilter { words: words(&[10]), ..all.clone() }).await, [2, 1]);
    assert_eq!(list(ProfileFilter { words: words(&[10, 11]), ..all.clone() }).await, [1]);
    let group = Some(hash(20));
    assert_eq!(list(ProfileFilter { group, ..all.clone() }).await, [3, 1]);
    assert_eq!(list(ProfileFilter { group, words: words(&[10]), ..all.clone() }).await, [1]);
    let renamed = profile(1, marks(Some(1), None, None), &[12], &[]);
    assert_eq!(put(store, &acme, &renamed).await, PutProfile::Done);
    assert_eq!(list(ProfileFilter { words: words(&[10]), ..all.clone() }).await, [2]);
    assert_eq!(list(ProfileFilter { group, ..all.clone() }).await, [3]);
    let others = store.list_profiles(&tenant_id("other"), &all).await.expect("asked");
    assert_eq!(ids(&others), []);
}

/// A group is listed with how many are in it, and is gone with the last of them.
pub async fn a_group_is_there_while_somebody_is_in_it(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, &acme, 2, at(5)).await;
    let put_in = async |number: u8, groups: &[u8]| {
        let new = profile(number, marks(Some(number), None, None), &[], groups);
        assert_eq!(put(store, &acme, &new).await, PutProfile::Done);
    };
    let groups = async |limit| {
        let found = store.list_groups(&acme, limit).await.expect("asked");
        let row = |one: &store::StoredGroup| (one.group[0], one.contacts, one.one.told.is_some());
        found.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(groups(10).await, []);
    put_in(1, &[30]).await;
    put_in(2, &[30, 20]).await;
    assert_eq!(groups(10).await, [(30, 2, true), (20, 1, true)]);
    assert_eq!(groups(1).await, [(30, 2, true)]);
    assert_eq!(store.list_groups(&tenant_id("other"), 10).await.expect("asked"), []);
    put_in(2, &[]).await;
    assert_eq!(groups(10).await, [(30, 1, true)]);
}

/// Nothing is known of whoever was forgotten, and what found them is free.
pub async fn who_is_forgotten_has_no_profile(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    let new = profile(1, marks(Some(1), Some(2), Some(3)), &[10], &[20]);
    assert_eq!(put(store, &acme, &new).await, PutProfile::Done);
    done(store, &PersonChange { forget: true, ..change(0) }).await;
    assert_eq!(found(store, &acme, new.marks).await, []);
    assert_eq!(store.read_profile(&acme, contact(1).id).await.expect("asked"), None);
    assert_eq!(store.list_groups(&acme, 10).await.expect("asked"), []);
    let filter = ProfileFilter { limit: 10, ..ProfileFilter::default() };
    assert_eq!(store.list_profiles(&acme, &filter).await.expect("asked"), []);
    add(store, &acme, 2, at(5)).await;
    let next = profile(2, new.marks, &[], &[]);
    assert_eq!(put(store, &acme, &next).await, PutProfile::Done);
}

/// Whoever was merged into another is gone; what found them finds the other, whose their invitations are.
pub async fn one_is_made_of_two(store: &impl Store) {
    let (acme, _) = with_person(store).await;
    add(store, &acme, 2, at(3)).await;
    let (one, two) = (contact(1).id, contact(2).id);
    for new in [
        profile(1, marks(Some(1), None, Some(1)), &[10], &[]),
        profile(2, marks(Some(2), Some(2), Some(2)), &[11], &[20]),
    ] {
        assert_eq!(put(store, &acme, &new).await, PutProfile::Done);
    }
    let added = Some(new(asked("i-1", State::Scheduled, None), 9));
    done(store, &PersonChange { contact: two, added, ..change(0) }).await;
    let left = store.merge(&acme, two, one).await;
    assert!(left.is_err(), "an invitation is left");
    let id = || invitation("i-1");
    store.move_asked(&acme, (one, two), &[(id(), vec![8])]).await.expect("asked");
    let unmoved = store.find_asked(&id()).await.expect("asked").expect("there");
    assert_eq!(unmoved.rest.map(|rest| rest.contact), Some(two), "it is not theirs to move");
    store.move_asked(&acme, (two, one), &[(id(), vec![9])]).await.expect("moved");
    store.merge(&acme, two, one).await.expect("merged");
    let moved = store.find_asked(&id()).await.expect("asked").expect("there");
    let rest = moved.rest.expect("theirs");
    assert_eq!((rest.contact, rest.sealed, rest.revision), (one, vec![9], 1));
    assert_eq!(store.read_profile(&acme, two).await.expect("asked"), None);
    for (name, by) in [
        ("own address", marks(Some(1), None, None)),
        ("other address", marks(Some(2), None, None)),
        ("other number", marks(None, Some(2), None)),
        ("other key", marks(None, None, Some(2))),
    ] {
        assert_eq!(found(store, &acme, by).await, [one], "{name}");
    }
    for keys in [keys(Some(2), None), keys(None, Some(2))] {
        let asked = store.find_contact(&acme, keys).await.expect("asked");
        assert_eq!(asked.map(|found| found.id), Some(one), "who is asked is one");
        let holders = store.holders(&acme, keys).await.expect("asked");
        assert_eq!(holders.iter().map(|one| one.id).collect::<Vec<_>>(), [one]);
    }
    let taken = store.add_contact(&acme, &contact(3), keys(Some(2), None), at(9)).await;
    assert_eq!(taken.expect("asked"), AddContact::Taken);
    add(store, &acme, 4, at(9)).await;
    let theirs = profile(4, marks(Some(2), None, None), &[], &[]);
    assert_eq!(put(store, &acme, &theirs).await, PutProfile::Taken);
    let stays = store.read_profile(&acme, one).await.expect("asked").expect("there");
    assert_eq!((stays.made_at, stays.marks), (at(3), marks(Some(1), None, Some(1))));
    let whole = profile(1, marks(Some(1), Some(2), Some(1)), &[10], &[20]);
    assert_eq!(put(store, &acme, &whole).await, PutProfile::Done, "they have the other's number");
    done(store, &PersonChange { forget: true, ..change(1) }).await;
    assert_eq!(found(store, &acme, marks(Some(2), Some(2), Some(2))).await, [], "all of it goes");
}
