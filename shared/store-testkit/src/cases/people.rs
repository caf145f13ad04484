//! Cases of a tenant's people and of invitations.

use std::thread;

use contract::message::Limit;
use credential::{Grant, Grants, InvitationId, Role, Scope, TenantId, UserId};
use pollster::block_on;
use store::{Changer, Invited, Joined, MAX_INVITATIONS, NewInvitation, NewPassword, PersonChanged};

use super::accounts::user;
use super::outbox::mail;
use super::{Store, at, with_tenants};

fn role(role: Role) -> Grants {
    Grants::from(Grant { role, scope: Scope::Tenant })
}

/// A store with `anna`, an owner, and `bo`, an editor, of `acme`; and another tenant.
async fn with_people(store: &impl Store) -> (TenantId, UserId, UserId, TenantId) {
    let (acme, other) = with_tenants(store).await;
    let anna = user("anna", "acme", "anna@example.com");
    let mut bo = user("bo", "acme", "bo@example.com");
    bo.grants = role(Role::Editor);
    for person in [&anna, &bo] {
        store.create_user(person, at(1)).await.expect("made");
    }
    (acme, anna.user, bo.user, other)
}

async fn epoch(store: &impl Store, who: (&TenantId, &UserId)) -> Option<u32> {
    let standing = store.read_standing(who.0, who.1).await.expect("asked");
    standing.map(|standing| standing.epoch)
}

/// A tenant's people are listed by name, as they stand, and no other's.
pub async fn people_are_listed(store: &impl Store) {
    let (acme, _, bo, other) = with_people(store).await;
    store.suspend((&acme, &bo), Changer::Owner, at(9)).await.expect("asked");
    let limit: Limit = "1".parse().expect("a limit");
    let first = store.list_people(&acme, limit, None).await.expect("listed");
    assert_eq!(first.iter().map(|one| one.user.as_str()).collect::<Vec<_>>(), ["anna"]);
    let rest = store.list_people(&acme, limit, Some("anna")).await.expect("listed");
    let [person] = rest.as_slice() else { panic!("{rest:?}") };
    assert_eq!((&person.user, person.email.as_str()), (&bo, "bo@example.com"));
    assert_eq!((&person.grants, person.has_factor), (&role(Role::Editor), false));
    assert_eq!((person.suspended_at, person.signed_in_at), (Some(at(9)), None));
    assert!(store.list_people(&acme, limit, Some("bo")).await.expect("listed").is_empty());
    assert!(store.list_people(&other, limit, None).await.expect("listed").is_empty());
}

/// Grants change for the tenant's own people; who is no owner neither makes nor changes one.
pub async fn grants_are_changed(store: &impl Store) {
    let (acme, anna, bo, other) = with_people(store).await;
    let cy: UserId = "cy".parse().expect("a name");
    for (name, tenant, person, given, by, want) in [
        ("nobody", &acme, &cy, Role::Viewer, Changer::Owner, PersonChanged::NotFound),
        ("another's", &other, &bo, Role::Viewer, Changer::Owner, PersonChanged::NotFound),
        ("by another", &acme, &bo, Role::Analyst, Changer::Other, PersonChanged::Done),
        ("an owner by another", &acme, &bo, Role::Owner, Changer::Other, PersonChanged::OwnersOnly),
        ("of an owner", &acme, &anna, Role::Viewer, Changer::Other, PersonChanged::OwnersOnly),
        ("the last owner", &acme, &anna, Role::Viewer, Changer::Owner, PersonChanged::LastOwner),
        ("the same again", &acme, &anna, Role::Owner, Changer::Owner, PersonChanged::Done),
        ("a second owner", &acme, &bo, Role::Owner, Changer::Owner, PersonChanged::Done),
        ("one of two", &acme, &anna, Role::Viewer, Changer::Owner, PersonChanged::Done),
        ("the other", &acme, &bo, Role::Viewer, Changer::Owner, PersonChanged::LastOwner),
    ] {
        let changed =
            store.set_grants((tenant, person), (&role(given), None), by).await.expect("asked");
        assert_eq!(changed, want, "{name}");
    }
    let standing = store.read_standing(&acme, &anna).await.expect("asked").expect("there");
    assert_eq!((standing.grants, standing.epoch), (role(Role::Viewer), 1));
}

/// Who is suspended is let in no more, their sessions end, and their keys do nothing; it can be taken back.
pub async fn people_are_suspended(store: &impl Store) {
    let (acme, anna, bo, other) = with_people(store).await;
    for (tenant, person, by, want) in [
        (&other, &bo, Changer::Owner, PersonChanged::NotFound),
        (&acme, &anna, Changer::Owner, PersonChanged::LastOwner),
        (&acme, &anna, Changer::Other, PersonChanged::OwnersOnly),
        (&acme, &bo, Changer::Other, PersonChanged::Done),
        (&acme, &bo, Changer::Owner, PersonChanged::Done),
    ] {
        let changed = store.suspend((tenant, person), by, at(5)).await.expect("asked");
        assert_eq!(changed, want, "{} {by:?}", person.as_str());
    }
    assert_eq!(epoch(store, (&acme, &bo)).await, None);
    let login = store.find_user(&acme, &bo).await.expect("asked").expect("there");
    assert_eq!((login.is_suspended, login.epoch), (true, 2), "once");
    for (tenant, want) in [(&other, PersonChanged::NotFound), (&acme, PersonChanged::Done)] {
        let restored = store.restore((tenant, &bo), Changer::Other).await.expect("asked");
        assert_eq!(restored, want);
    }
    assert_eq!(epoch(store, (&acme, &bo)).await, Some(2));
    // An owner who is suspended is none that is left.
    store
        .set_grants((&acme, &bo), (&role(Role::Owner), None), Changer::Owner)
        .await
        .expect("asked");
    store.suspend((&acme, &bo), Changer::Owner, at(6)).await.expect("asked");
    let last = store.suspend((&acme, &anna), Changer::Owner, at(7)).await.expect("asked");
    assert_eq!(last, PersonChanged::LastOwner);
    let others = store.restore((&acme, &bo), Changer::Other).await.expect("asked");
    assert_eq!(others, PersonChanged::OwnersOnly);
}

/// Access ends by itself at its moment, with the keys that its holder made; it can be given longer.
pub async fn access_ends_by_itself(store: &impl Store) {
    let (acme, anna, bo, _) = with_people(store).await;
    let key = super::api_keys::key("bos", "acme", Some("bo"));
    store.create_api_key(&key, at(1)).await.expect("made");
    let editor = role(Role::Editor);
    for (until, lets_in) in [(Some(at(20)), true), (Some(at(10)), false), (None, true)] {
        let changed = store.set_grants((&acme, &bo), (&editor, until), Changer::Owner).await;
        assert_eq!(changed.expect("asked"), PersonChanged::Done);
        let login = store.find_user(&acme, &bo).await.expect("asked").expect("there");
        assert_eq!((login.until, login.is_let_in(at(10))), (until, lets_in));
        let standing = store.read_standing(&acme, &bo).await.expect("asked").expect("there");
        assert_eq!(standing.until, until);
        let used = store.use_api_key(&acme, &key.id, at(10)).await.expect("asked");
        assert_eq!(used.is_some(), lets_in, "{until:?}");
        let people = store.list_people(&acme, Limit::default(), None).await.expect("listed");
        let ends: Vec<_> = people.iter().map(|one| (one.user.clone(), one.until)).collect();
        assert_eq!(ends, [(anna.clone(), None), (bo.clone(), until)]);
    }
    store.suspend((&acme, &bo), Changer::Owner, at(11)).await.expect("asked");
    assert!(store.use_api_key(&acme, &key.id, at(12)).await.expect("asked").is_none());
}

/// An invitation says when the access that it gives ends.
pub async fn invited_access_ends(store: &impl Store) {
    let (acme, ..) = with_people(store).await;
    let new = NewInvitation { until: Some(at(70)), ..invitation("i-1", &acme, "cy@example.com") };
    store.invite(&new, (&mail("m-1", None), at(10))).await.expect("asked");
    let [open] = &store.list_invitations(&acme, at(11)).await.expect("listed")[..] else {
        panic!("there is one");
    };
    assert_eq!(open.until, Some(at(70)));
    let (cy, password) = ("cy".parse().expect("a name"), password());
    let joined = store.join((&acme, &new.id), &cy, &password, at(12)).await.expect("asked");
    assert_eq!(joined, Joined::Now);
    let login = store.find_user(&acme, &cy).await.expect("asked").expect("there");
    assert_eq!(login.until, Some(at(70)));
}

/// Who is removed is gone, with all that is theirs; their address can have another account.
pub async fn people_are_removed(store: &impl Store) {
    let (acme, anna, bo, other) = with_people(store).await;
    store.put_mail(&mail("m-1", Some(&bo)), at(3)).await.expect("written");
    for (tenant, person, by, want) in [
        (&other, &bo, Changer::Owner, PersonChanged::NotFound),
        (&acme, &anna, Changer::Owner, PersonChanged::LastOwner),
        (&acme, &anna, Changer::Other, PersonChanged::OwnersOnly),
        (&acme, &bo, Changer::Other, PersonChanged::Done),
        (&acme, &bo, Changer::Other, PersonChanged::NotFound),
    ] {
        let removed = store.remove((tenant, person), by).await.expect("asked");
        assert_eq!(removed, want, "{} {by:?}", person.as_str());
    }
    assert!(store.find_user(&acme, &bo).await.expect("asked").is_none());
    assert!(store.claim_mail(9, at(4)).await.expect("asked").is_empty());
    assert_eq!(epoch(store, (&acme, &anna)).await, Some(1), "others stay as they are");
    let again = store.create_user(&user("cy", "acme", "bo@example.com"), at(5)).await;
    assert_eq!(again.expect("made"), store::UserMade::Now);
}

fn invitation(id: &str, tenant: &TenantId, address: &str) -> NewInvitation {
    NewInvitation {
        id: id.parse().expect("an invitation's name"),
        tenant: tenant.clone(),
        email: address.parse().expect("an address"),
        grants: role(Role::Editor),
        invited_by: "anna".parse().expect("a name"),
        expires_at: at(1000).seconds(),
        until: None,
    }
}

fn password() -> NewPassword {
    let of = user("x", "acme", "x@example.com");
    NewPassword { parameters: of.parameters, verifier: of.verifier }
}

async fn join(store: &impl Store, tenant: &TenantId, id: &str, seconds: u64) -> Joined {
    let (id, name): (InvitationId, UserId) =
        (id.parse().expect("a name"), format!("of-{id}").parse().expect("a name"));
    store.join((tenant, &id), &name, &password(), at(seconds)).await.expect("asked")
}

/// An invitation is taken up once, while it is open, by whoever has no account yet.
pub async fn invitations_are_taken_up_once(store: &impl Store) {
    let (acme, anna, _, other) = with_people(store).await;
    for (id, address, want) in [
        ("i-1", "cy@example.com", Invited::Now),
        ("i-2", "cy@example.com", Invited::Now),
        ("i-3", "bo@example.com", Invited::Already),
        ("i-4", "di@example.com", Invited::Now),
        ("i-5", "eb@example.com", Invited::Now),
    ] {
        let new = invitation(id, &acme, address);
        let written = mail(&format!("m-{id}"), Some(&anna));
        assert_eq!(store.invite(&new, (&written, at(10))).await.expect("asked"), want, "{id}");
    }
    assert_eq!(store.claim_mail(9, at(11)).await.expect("asked").len(), 4, "a mail for each");
    let listed = store.list_invitations(&acme, at(11)).await.expect("listed");
    let mut names: Vec<_> = listed.iter().map(|item| item.id.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["i-2", "i-4", "i-5"]);
    assert!(store.list_invitations(&other, at(11)).await.expect("listed").is_empty());
    let open = |id: &str| id.parse::<InvitationId>().expect("a name");
    let found = store.find_invitation(&acme, &open("i-2"), at(11)).await.expect("asked");
    let found = found.expect("open");
    assert_eq!((found.email.as_str(), found.organisation.as_str()), ("cy@example.com", "Acme AB"));
    assert!(store.withdraw_invitation(&acme, &open("i-4"), at(11)).await.expect("asked"));
    assert!(!store.withdraw_invitation(&acme, &open("i-4"), at(11)).await.expect("asked"));
    assert!(!store.withdraw_invitation(&other, &open("i-5"), at(11)).await.expect("asked"));
    for (name, tenant, id, seconds, want) in [
        ("sent anew since", &acme, "i-1", 12, Joined::NotOpen),
        ("another tenant's", &other, "i-2", 12, Joined::NotOpen),
        ("taken back", &acme, "i-4", 12, Joined::NotOpen),
        ("too late", &acme, "i-5", 1000, Joined::NotOpen),
        ("in time", &acme, "i-2", 12, Joined::Now),
        ("again", &acme, "i-2", 13, Joined::NotOpen),
    ] {
        assert_eq!(join(store, tenant, id, seconds).await, want, "{name}");
    }
    let login = store.find_login(&"cy@example.com".parse().expect("an address")).await;
    let login = login.expect("asked").expect("there");
    assert_eq!(
        (login.user.as_str(), login.tenant, login.grants),
        ("of-i-2", acme.clone(), role(Role::Editor))
    );
    store.create_user(&user("eb", "other", "eb@example.com"), at(14)).await.expect("made");
    assert_eq!(join(store, &acme, "i-5", 15).await, Joined::HasAccount);
}

/// A tenant invites so many at once, and others are not counted.
pub async fn invitations_have_a_bound(store: &impl Store) {
    let (acme, anna, _, other) = with_people(store).await;
    let invite = async |number: u32, tenant: &TenantId| {
        let new = invitation(&format!("i-{number}"), tenant, &format!("a{number}@example.com"));
        let written = mail(&format!("m-{number}"), Some(&anna));
        store.invite(&new, (&written, at(10))).await.expect("asked")
    };
    for number in 0..MAX_INVITATIONS {
        assert_eq!(invite(number, &acme).await, Invited::Now, "{number}");
    }
    assert_eq!(invite(MAX_INVITATIONS, &acme).await, Invited::TooMany);
    assert_eq!(invite(MAX_INVITATIONS + 1, &other).await, Invited::Now);
}

/// Of two owners who remove each other at the same moment one stays. `open` gives a client's own way into
/// the one store.
pub fn an_owner_is_always_left<S: Store + Send>(open: impl Fn() -> S) {
    let store = open();
    let (acme, anna, bo, _) = block_on(with_people(&store));
    let made = block_on(store.set_grants((&acme, &bo), (&role(Role::Owner), None), Changer::Owner));
    assert_eq!(made.expect("asked"), PersonChanged::Done);
    let both = [(open(), anna), (open(), bo)];
    let acme = &acme;
    let changed: Vec<_> = thread::scope(|scope| {
        let removing = both.map(|(store, who)| {
            scope
                .spawn(move || block_on(store.remove((acme, &who), Changer::Owner)).expect("asked"))
        });
        removing.map(|one| one.join().expect("a client ends")).into_iter().collect()
    });
    let done = changed.iter().filter(|one| **one == PersonChanged::Done).count();
    assert_eq!(done, 1, "{changed:?}");
}
