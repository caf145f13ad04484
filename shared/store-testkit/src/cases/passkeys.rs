//! Cases of passkeys.

use contract::message::{FactorRule, OwnPasskey, PasskeyName};
use credential::{TenantId, UnixSeconds, UserId};
use pollster::block_on;
use store::{
    AddedPasskey, AnsweredChallenge, MAX_PASSKEYS, NewFactor, NewPasskey, PasskeyUse, RecoveryHash,
    ShownPasskey, StoredPasskey,
};

use super::accounts::user;
use super::factors::how_many;
use super::{Store, at, with_tenants};

const CODES: [RecoveryHash; 2] = [[1; 32], [2; 32]];

fn challenge(number: u8) -> AnsweredChallenge {
    let expires = UnixSeconds::new(at(300).seconds().get());
    AnsweredChallenge { hash: [number; 32], expires }
}

fn name(text: &str) -> PasskeyName {
    text.parse().expect("a name")
}

/// A store with `anna` and `bo` of `acme`, and another tenant's name.
async fn with_people(store: &impl Store) -> (TenantId, [UserId; 2], TenantId) {
    let (acme, other) = with_tenants(store).await;
    let people = ["anna", "bo"].map(|name| user(name, "acme", &format!("{name}@example.com")));
    for person in &people {
        store.create_user(person, at(1)).await.expect("made");
    }
    (acme, people.map(|person| person.user), other)
}

async fn add(
    store: &impl Store,
    who: (&TenantId, &UserId),
    epoch: u32,
    (id, counter, number): (&[u8], u32, u8),
) -> Option<AddedPasskey> {
    let name = name("Phone");
    let new = NewPasskey { id, key: b"key", counter, name: &name, recovery_codes: &CODES };
    store.add_passkey(who, epoch, new, (challenge(number), at(2))).await.expect("asked")
}

async fn show(
    store: &impl Store,
    who: (&TenantId, &UserId),
    epoch: u32,
    (id, counter, number): (&[u8], u32, u8),
) -> PasskeyUse {
    let shown = ShownPasskey { id, counter };
    store.use_passkey(who, epoch, shown, (challenge(number), at(3))).await.expect("asked")
}

/// Adding one ends sessions; an id is nobody else's, a challenge is answered once, and there is an end.
pub async fn a_passkey_is_added_once(store: &impl Store) {
    let (acme, [anna, bo], other) = with_people(store).await;
    let (who, his) = ((&acme, &anna), (&acme, &bo));
    assert_eq!(add(store, (&other, &anna), 1, (b"one", 0, 1)).await, None, "another tenant's");
    assert_eq!(add(store, who, 2, (b"one", 0, 1)).await, None, "another epoch");
    let first = Some(AddedPasskey { epoch: 2, with_codes: true });
    assert_eq!(add(store, who, 1, (b"one", 0, 1)).await, first);
    assert_eq!(store.recovery_codes_left(&anna).await.expect("asked"), 2);
    assert_eq!(add(store, who, 2, (b"one", 0, 2)).await, None, "there");
    assert_eq!(add(store, his, 1, (b"one", 0, 3)).await, None, "another's");
    assert_eq!(add(store, his, 1, (b"two", 0, 1)).await, None, "answered before");
    assert!(store.use_recovery_code(who, 2, &[1; 32]).await.expect("asked"));
    let second = Some(AddedPasskey { epoch: 3, with_codes: false });
    assert_eq!(add(store, who, 2, (b"two", 0, 2)).await, second);
    assert_eq!(store.recovery_codes_left(&anna).await.expect("asked"), 1, "the same as before");
    for (number, epoch) in (2..MAX_PASSKEYS).zip(3..) {
        let id = number.to_be_bytes();
        let challenge = u8::try_from(number + 10).expect("not many");
        assert!(add(store, who, epoch, (&id, 0, challenge)).await.is_some(), "{number}");
    }
    assert_eq!(add(store, who, MAX_PASSKEYS + 1, (b"more", 0, 99)).await, None, "too many");
    let own = store.list_passkeys(&anna).await.expect("listed");
    assert_eq!(own.len(), MAX_PASSKEYS as usize);
    assert!(store.list_passkeys(&bo).await.expect("listed").is_empty());
    let found = store.find_passkey(b"one").await.expect("asked");
    let want = StoredPasskey { user: anna.clone(), tenant: acme.clone(), key: b"key".to_vec() };
    assert_eq!(found, Some(want));
    assert_eq!(store.find_passkey(b"none").await.expect("asked"), None);
}

/// A counter goes on or counts nothing, and an answer counts once.
pub async fn a_passkey_counts_on(store: &impl Store) {
    let (acme, [anna, bo], other) = with_people(store).await;
    let who = (&acme, &anna);
    assert!(add(store, who, 1, (b"one", 5, 1)).await.is_some());
    for (who, epoch, shown, want, why) in [
        (who, 2, (&b"one"[..], 5, 10), PasskeyUse::Behind, "as far as before"),
        (who, 2, (b"one", 0, 10), PasskeyUse::Behind, "counts nothing by now"),
        (who, 1, (b"one", 6, 10), PasskeyUse::Refused, "another epoch"),
        (who, 1, (b"one", 4, 10), PasskeyUse::Refused, "another epoch, and behind"),
        ((&other, &anna), 2, (b"one", 6, 10), PasskeyUse::Refused, "another tenant's"),
        ((&acme, &bo), 1, (b"one", 6, 10), PasskeyUse::Refused, "another's"),
        (who, 2, (b"two", 6, 10), PasskeyUse::Refused, "not there"),
        (who, 2, (b"one", 6, 1), PasskeyUse::Refused, "what was answered to add it"),
        (who, 2, (b"one", 6, 10), PasskeyUse::Taken, "on"),
        (who, 2, (b"one", 6, 10), PasskeyUse::Refused, "once more: no copy"),
        (who, 2, (b"one", 7, 10), PasskeyUse::Refused, "the same challenge"),
        (who, 2, (b"one", 90, 11), PasskeyUse::Taken, "far on"),
        (who, 2, (b"one", 89, 12), PasskeyUse::Behind, "back"),
    ] {
        assert_eq!(show(store, who, epoch, shown).await, want, "{why}");
    }
    let own = store.list_passkeys(&anna).await.expect("listed");
    let [OwnPasskey { used, since, .. }] = own.as_slice() else { panic!("one") };
    assert_eq!((*since, *used), (at(2), Some(at(3))));

    assert!(add(store, (&acme, &bo), 1, (b"none", 0, 20)).await.is_some());
    let his = (&acme, &bo);
    assert_eq!(show(store, his, 2, (b"none", 0, 21)).await, PasskeyUse::Taken);
    assert_eq!(show(store, his, 2, (b"none", 0, 22)).await, PasskeyUse::Taken);
    assert_eq!(show(store, his, 2, (b"none", 3, 23)).await, PasskeyUse::Taken, "it began to count");
    assert_eq!(show(store, his, 2, (b"none", 0, 24)).await, PasskeyUse::Behind);
}

/// Passkeys are renamed and taken away by their owners, and the last factor takes the codes along.
pub async fn passkeys_are_their_owners(store: &impl Store) {
    let (acme, [anna, bo], other) = with_people(store).await;
    let (who, his) = ((&acme, &anna), (&acme, &bo));
    assert!(add(store, who, 1, (b"one", 0, 1)).await.is_some());
    assert!(add(store, who, 2, (b"two", 0, 2)).await.is_some());
    let new = name("Key");
    for (who, epoch, id, want) in [
        (his, 1, &b"one"[..], false),
        ((&other, &anna), 3, b"one", false),
        (who, 2, b"one", false),
        (who, 3, b"none", false),
        (who, 3, b"one", true),
    ] {
        let renamed = store.rename_passkey(who, epoch, id, &new).await;
        assert_eq!(renamed.expect("asked"), want);
    }
    let names = store.list_passkeys(&anna).await.expect("listed");
    assert_eq!(names.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["Key", "Phone"]);
    for (who, epoch, id, want) in [
        (his, 1, &b"one"[..], None),
        ((&other, &anna), 3, b"one", None),
        (who, 2, b"one", None),
        (who, 3, b"none", None),
        (who, 3, b"one", Some(4)),
        (who, 4, b"one", None),
    ] {
        assert_eq!(store.remove_passkey(who, epoch, id).await.expect("asked"), want);
    }
    assert_eq!(show(store, who, 4, (b"one", 0, 9)).await, PasskeyUse::Refused);
    assert_eq!(store.recovery_codes_left(&anna).await.expect("asked"), 2, "one passkey is left");
    assert_eq!(store.remove_passkey(who, 4, b"two").await.expect("asked"), Some(5));
    assert_eq!(store.recovery_codes_left(&anna).await.expect("asked"), 0);
    assert!(!store.replace_recovery_codes(who, 5, &CODES).await.expect("asked"));
}

/// A passkey is a second factor as an app is, with the same recovery codes.
pub async fn a_passkey_is_a_second_factor(store: &impl Store) {
    let (acme, [anna, _], _) = with_people(store).await;
    let who = (&acme, &anna);
    let required = Some(FactorRule::Required);
    store.put_tenant(&acme, "Acme AB", required, at(2)).await.expect("put");
    let lacks = async || {
        store.read_standing(&acme, &anna).await.expect("asked").expect("there").lacks_factor
    };
    assert!(lacks().await);
    assert!(add(store, who, 1, (b"one", 0, 1)).await.is_some());
    assert!(!lacks().await);
    assert!(store.replace_recovery_codes(who, 2, &[[7; 32]]).await.expect("asked"));
    let app = NewFactor { secret: "sealed", step: 1, recovery_codes: &CODES };
    assert_eq!(store.add_factor(who, 2, app, at(3)).await.expect("asked"), Some(3));
    assert_eq!(store.recovery_codes_left(&anna).await.expect("asked"), 2);
    assert_eq!(store.remove_factor(who, 3).await.expect("asked"), Some(4));
    assert_eq!(store.recovery_codes_left(&anna).await.expect("asked"), 2, "the passkey's too");
    assert!(!lacks().await);
    assert_eq!(store.remove_passkey(who, 4, b"one").await.expect("asked"), Some(5));
    assert!(lacks().await);
}

/// Of eight that send the same answer at the same moment one is taken. `open` gives a client's own way
/// into the one store.
pub fn answers_at_once_count_once<S: Store + Send>(open: impl Fn() -> S) {
    let (acme, [anna, _], _) = block_on(with_people(&open()));
    let who = (&acme, &anna);
    assert!(block_on(add(&open(), who, 1, (b"one", 0, 1))).is_some());
    // It counts nothing: the challenge alone tells one answer from another.
    let taken = |store: S| block_on(show(&store, who, 2, (b"one", 0, 9))) == PasskeyUse::Taken;
    assert_eq!(how_many(&open, taken), 1);
}
