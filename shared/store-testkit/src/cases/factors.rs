//! Cases of second factors.

use std::thread;

use contract::message::FactorRule;
use credential::{TenantId, UserId};
use pollster::block_on;
use store::{Allowance, Attempted, NewFactor, RecoveryHash};

use super::accounts::user;
use super::{Store, at, with_tenants};

const CODES: [RecoveryHash; 3] = [[1; 32], [2; 32], [3; 32]];

fn new_factor(step: u64) -> NewFactor<'static> {
    NewFactor { secret: "sealed", step, recovery_codes: &CODES }
}

/// A store with `anna` of `acme`, and another tenant's name.
async fn with_anna(store: &impl Store) -> (TenantId, UserId, TenantId) {
    let (acme, other) = with_tenants(store).await;
    let anna = user("anna", "acme", "anna@example.com");
    store.create_user(&anna, at(1)).await.expect("made");
    (acme, anna.user, other)
}

/// The same, where she has a second factor since the step 100: her epoch is 2.
async fn with_factor(store: &impl Store) -> (TenantId, UserId, TenantId) {
    let (acme, anna, other) = with_anna(store).await;
    let added = store.add_factor((&acme, &anna), 1, new_factor(100), at(2)).await;
    assert_eq!(added.expect("asked"), Some(2));
    (acme, anna, other)
}

/// A second factor is its tenant's user's own, is added once, and ends sessions.
pub async fn a_second_factor_is_added_once(store: &impl Store) {
    let (acme, anna, other) = with_anna(store).await;
    assert_eq!(store.find_factor(&anna).await.expect("asked"), None);
    for (tenant, epoch, want) in [
        (&other, 1, None),
        (&acme, 2, None),
        (&acme, 1, Some(2)),
        (&acme, 1, None),
        (&acme, 2, None),
    ] {
        let added = store.add_factor((tenant, &anna), epoch, new_factor(100), at(2)).await;
        assert_eq!(added.expect("asked"), want, "{} {epoch}", tenant.as_str());
    }
    let factor = store.find_factor(&anna).await.expect("asked").expect("there");
    assert_eq!((factor.secret.as_str(), factor.there.since), ("sealed", at(2)));
    assert_eq!(store.recovery_codes_left(&anna).await.expect("asked"), 3);
    let standing = store.read_standing(&acme, &anna).await.expect("asked").expect("there");
    assert_eq!(standing.epoch, 2);
}

/// A step counts once, and none before it counts after it.
pub async fn a_code_counts_once(store: &impl Store) {
    let (acme, anna, _) = with_factor(store).await;
    for (step, want) in
        [(99, false), (100, false), (102, true), (102, false), (101, false), (103, true)]
    {
        let used = store.use_step((&acme, &anna), 2, step, &format!("sealed {step}")).await;
        assert_eq!(used.expect("asked"), want, "{step}");
    }
    let factor = store.find_factor(&anna).await.expect("asked").expect("there");
    assert_eq!(factor.secret, "sealed 103");
}

/// A recovery code counts once, and those from before new ones not at all.
pub async fn a_recovery_code_counts_once(store: &impl Store) {
    let (acme, anna, _) = with_factor(store).await;
    let [one, two, _] = CODES;
    for (code, want) in [(one, true), (one, false), ([9; 32], false)] {
        let used = store.use_recovery_code((&acme, &anna), 2, &code).await;
        assert_eq!(used.expect("asked"), want, "{code:?}");
    }
    assert_eq!(store.recovery_codes_left(&anna).await.expect("asked"), 2);
    let new = [[7; 32], [8; 32]];
    assert!(store.replace_recovery_codes((&acme, &anna), 2, &new).await.expect("asked"));
    assert!(!store.use_recovery_code((&acme, &anna), 2, &two).await.expect("asked"));
    assert!(store.use_recovery_code((&acme, &anna), 2, &[8; 32]).await.expect("asked"));
}

/// Nothing is used or changed for an epoch from before, or for another tenant.
pub async fn what_was_begun_before_does_not_count(store: &impl Store) {
    let (acme, anna, other) = with_factor(store).await;
    let [one, ..] = CODES;
    for (tenant, epoch) in [(&acme, 1), (&acme, 3), (&other, 2)] {
        let who = (tenant, &anna);
        assert!(!store.use_step(who, epoch, 200, "x").await.expect("asked"));
        assert!(!store.use_recovery_code(who, epoch, &one).await.expect("asked"));
        assert!(!store.replace_recovery_codes(who, epoch, &[[7; 32]]).await.expect("asked"));
        assert_eq!(store.remove_factor(who, epoch).await.expect("asked"), None);
    }
    let factor = store.find_factor(&anna).await.expect("asked").expect("there");
    let left = store.recovery_codes_left(&anna).await.expect("asked");
    assert_eq!((factor.secret.as_str(), left), ("sealed", 3));
}

/// Taking it away ends sessions, leaves nothing of it, and makes room for another.
pub async fn a_second_factor_is_taken_away(store: &impl Store) {
    let (acme, anna, _) = with_factor(store).await;
    let who = (&acme, &anna);
    assert_eq!(store.remove_factor(who, 2).await.expect("asked"), Some(3));
    assert_eq!(store.remove_factor(who, 3).await.expect("asked"), None);
    assert_eq!(store.find_factor(&anna).await.expect("asked"), None);
    assert!(!store.use_step(who, 3, 200, "x").await.expect("asked"));
    assert!(!store.use_recovery_code(who, 3, &[1; 32]).await.expect("asked"));
    assert!(!store.replace_recovery_codes(who, 3, &CODES).await.expect("asked"));
    let added = store.add_factor(who, 3, new_factor(5), at(3)).await;
    assert_eq!(added.expect("asked"), Some(4));
}

/// A tenant that wants second factors lacks those of its people who have none, and no others'.
pub async fn tenants_may_want_a_second_factor(store: &impl Store) {
    let (acme, anna, other) = with_anna(store).await;
    let bo = user("bo", "other", "bo@example.com");
    store.create_user(&bo, at(1)).await.expect("made");
    for (rule, lacks) in [
        (None, false),
        (Some(FactorRule::Required), true),
        (None, true),
        (Some(FactorRule::Optional), false),
        (Some(FactorRule::Required), true),
    ] {
        store.put_tenant(&acme, "Acme AB", rule, at(2)).await.expect("put");
        let standing = store.read_standing(&acme, &anna).await.expect("asked").expect("there");
        assert_eq!(standing.lacks_factor, lacks, "{rule:?}");
        let login = store.find_user(&acme, &anna).await.expect("asked").expect("there");
        assert_eq!(login.factor_required, lacks, "{rule:?}");
    }
    let added = store.add_factor((&acme, &anna), 1, new_factor(100), at(2)).await;
    assert_eq!(added.expect("asked"), Some(2));
    let standing = store.read_standing(&acme, &anna).await.expect("asked").expect("there");
    assert!(!standing.lacks_factor);
    let others = store.read_standing(&other, &bo.user).await.expect("asked").expect("there");
    assert!(!others.lacks_factor);
}

/// Whoever guesses at a code, and waits as long as they are told each time, has tried ten thousand
/// after a hundred days: three in a million are right at any time.
pub async fn guesses_at_a_code_are_limited(store: &impl Store) {
    const DAY_MS: u64 = 24 * 60 * 60_000;
    let (start, mut now, mut tried) = (at(0), at(0), 0);
    while tried < 10_000 {
        match store
            .attempt(&[([7; 32], Allowance::ACCOUNT)], (None, None), now)
            .await
            .expect("asked")
        {
            Attempted::Free | Attempted::FreeFrom(_) => tried += 1,
            Attempted::WaitUntil(then) => now = then,
        }
    }
    let days = (now.unix_millis() - start.unix_millis()) / DAY_MS;
    assert!((100..110).contains(&days), "{days}");
}

/// Whoever seals secrets anew goes through all of them, and puts none in the place of a later one.
pub async fn secrets_are_sealed_anew(store: &impl Store) {
    let (acme, anna, _) = with_factor(store).await;
    for name in ["bo", "cy"] {
        let other = user(name, "acme", &format!("{name}@example.com"));
        store.create_user(&other, at(1)).await.expect("made");
        let added = store.add_factor((&acme, &other.user), 1, new_factor(100), at(2)).await;
        assert_eq!(added.expect("asked"), Some(2));
    }
    let listed = async |after| {
        let limit = "2".parse().expect("a limit");
        let stretch = store.list_secrets(limit, after).await.expect("listed");
        stretch.into_iter().map(|(user, _)| user.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(None).await, ["anna", "bo"]);
    assert_eq!(listed(Some("bo")).await, ["cy"]);
    assert_eq!(listed(Some("cy")).await, [""; 0]);
    for (was, new, want) in [("sealed", "anew", true), ("sealed", "late", false)] {
        assert_eq!(store.replace_secret(&anna, was, new).await.expect("asked"), want);
    }
    let secret = async |name: &str| {
        let user = name.parse().expect("a user's name");
        store.find_factor(&user).await.expect("asked").expect("there").secret
    };
    assert_eq!(
        (secret("anna").await, secret("bo").await),
        ("anew".to_owned(), "sealed".to_owned())
    );
    assert!(store.use_step((&acme, &anna), 2, 101, "used").await.expect("asked"));
}

/// Of eight that use the same code at the same moment one does; the same of a recovery code. `open`
/// gives a client's own way into the one store.
pub fn codes_at_once_count_once<S: Store + Send>(open: impl Fn() -> S) {
    let (acme, anna, _) = block_on(with_factor(&open()));
    let who = (&acme, &anna);
    let step = |store: S| block_on(store.use_step(who, 2, 101, "sealed")).expect("asked");
    assert_eq!(how_many(&open, step), 1);
    let code = |store: S| block_on(store.use_recovery_code(who, 2, &[2; 32])).expect("asked");
    assert_eq!(how_many(&open, code), 1);
}

/// For how many of eight clients at once something comes to pass.
pub(super) fn how_many<S: Send>(open: &impl Fn() -> S, passes: impl Fn(S) -> bool + Sync) -> usize {
    let passes = &passes;
    thread::scope(|scope| {
        let clients = [(); 8].map(|()| open());
        let running = clients.map(|store| scope.spawn(move || passes(store)));
        running
            .into_iter()
            .map(|client| client.join().expect("a client ends"))
            .filter(|passed| *passed)
            .count()
    })
}
