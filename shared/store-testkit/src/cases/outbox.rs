//! Cases of mails that are to be sent.

use std::thread;

use contract::Moment;
use contract::message::{MailFailure, MailStatus};
use credential::{MailId, UserId};
use pollster::block_on;
use store::{
    Allowance, Attempted, ClaimedMail, MailKind, MailStanding, NewMail, NewPassword, Resend,
};

use super::accounts::user;
use super::{Store, at, with_tenants};

/// The lease in whole seconds.
const LEASE: u64 = Resend::LEASE_MS as u64 / 1000;

const DAY_MS: u32 = 24 * 60 * 60_000;

fn id(name: &str) -> MailId {
    name.parse().expect("a mail's name")
}

/// A mail to `user` that is worth something for an hour.
pub(super) fn mail(name: &str, user: Option<&UserId>) -> NewMail {
    NewMail {
        id: id(name),
        user: user.cloned(),
        kind: MailKind::PasswordChanged,
        content: format!("sealed {name}"),
        quiet_ms: 0,
        expires_at: at(3600),
    }
}

async fn with_anna(store: &impl Store) -> UserId {
    with_tenants(store).await;
    let anna = user("anna", "acme", "anna@example.com");
    store.create_user(&anna, at(0)).await.expect("made");
    anna.user
}

async fn put(store: &impl Store, mail: &NewMail, now: Moment) {
    store.put_mail(mail, now).await.expect("put");
}

async fn claim(store: &impl Store, limit: u32, now: Moment) -> Vec<(String, u32)> {
    let claimed = store.claim_mail(limit, now).await.expect("asked");
    let mut claimed: Vec<_> = claimed
        .into_iter()
        .map(|ClaimedMail { id, attempt, content }| {
            assert_eq!(content, format!("sealed {id}"));
            (id.to_string(), attempt)
        })
        .collect();
    claimed.sort();
    claimed
}

fn claimed(names: &[&str], attempt: u32) -> Vec<(String, u32)> {
    names.iter().map(|name| ((*name).to_owned(), attempt)).collect()
}

async fn fail(store: &impl Store, name: &str, failure: (u32, &str), again: u64, now: u64) -> bool {
    let (attempt, status) = failure;
    let failure = MailFailure { attempt, status: status.parse().expect("a status") };
    store.mail_failed(&id(name), failure, at(again), at(now)).await.expect("asked")
}

async fn standing(store: &impl Store, name: &str) -> Option<MailStanding> {
    store.read_mail(&id(name)).await.expect("asked")
}

/// A mail is one courier's until its lease is over; then it is another's, under the same name.
pub async fn a_mail_is_in_one_hand(store: &impl Store) {
    let anna = with_anna(store).await;
    for (name, second) in [("a", 1), ("b", 2), ("c", 3)] {
        put(store, &mail(name, Some(&anna)), at(second)).await;
        put(store, &mail(name, Some(&anna)), at(second)).await;
    }
    assert_eq!(claim(store, 2, at(4)).await, claimed(&["a", "b"], 1));
    assert_eq!(claim(store, 50, at(5)).await, claimed(&["c"], 1));
    assert_eq!(claim(store, 50, at(3 + LEASE)).await, []);
    assert_eq!(claim(store, 50, at(4 + LEASE)).await, claimed(&["a", "b"], 2));
    assert!(store.mail_sent(&id("a"), at(5 + LEASE)).await.expect("asked"));
    assert!(!store.mail_sent(&id("a"), at(6 + LEASE)).await.expect("asked"));
    assert!(!store.mail_sent(&id("z"), at(6 + LEASE)).await.expect("asked"));
    assert_eq!(standing(store, "a").await, Some(MailStanding::Sent));
    assert_eq!(standing(store, "z").await, None);
    // What was sent is never claimed again.
    assert_eq!(claim(store, 50, at(3000)).await, [claimed(&["b"], 3), claimed(&["c"], 2)].concat());
}

/// What may pass is tried again when that was said, and what will not pass never; a courier that was
/// too slow changes nothing of what another does.
pub async fn failures_wait_or_end(store: &impl Store) {
    let anna = with_anna(store).await;
    for name in ["a", "b"] {
        put(store, &mail(name, Some(&anna)), at(1)).await;
    }
    assert_eq!(claim(store, 50, at(1)).await, claimed(&["a", "b"], 1));
    assert!(fail(store, "a", (1, "4.4.1"), 20, 2).await);
    let waiting = MailStanding::Waiting { attempts: 1, next_at: at(20) };
    assert_eq!(standing(store, "a").await, Some(waiting));
    assert!(fail(store, "b", (1, "5.1.1"), 20, 2).await);
    let refused = MailStanding::Failed("5.1.1".parse().expect("a status"));
    assert_eq!(standing(store, "b").await, Some(refused));
    assert_eq!(claim(store, 50, at(19)).await, []);
    assert_eq!(claim(store, 50, at(20)).await, claimed(&["a"], 2));
    assert!(!fail(store, "a", (1, "5.0.0"), 21, 21).await, "another's attempt");
    assert!(!fail(store, "b", (1, "4.4.1"), 21, 21).await, "given up");
    assert!(!fail(store, "z", (1, "4.4.1"), 21, 21).await, "not there");
    // The relay took it after all.
    assert!(store.mail_sent(&id("b"), at(22)).await.expect("asked"));
    assert_eq!(standing(store, "b").await, Some(MailStanding::Sent));
}

/// A mail is given up when it is worth nothing any more, with the last that was said of it, and
/// forgotten much later.
pub async fn mails_are_given_up_in_the_end(store: &impl Store) {
    let anna = with_anna(store).await;
    put(store, &mail("a", Some(&anna)), at(1)).await;
    put(store, &mail("b", Some(&anna)), at(1)).await;
    assert_eq!(claim(store, 1, at(1)).await.len(), 1);
    assert!(fail(store, "a", (1, "4.3.2"), 3700, 2).await);
    assert_eq!(claim(store, 50, at(3600)).await, [], "b is not worth it");
    assert_eq!(claim(store, 50, at(3700)).await, []);
    for (name, want) in [("a", "4.3.2"), ("b", "4.4.7")] {
        let want = MailStanding::Failed(want.parse().expect("a status"));
        assert_eq!(standing(store, name).await, Some(want), "{name}");
    }
    let forgotten = 3700 + Resend::REMEMBERED_MS / 1000;
    assert_eq!(claim(store, 50, at(forgotten)).await, []);
    assert_eq!((standing(store, "a").await, standing(store, "b").await), (None, None));
}

/// However often a relay says that it cannot now, there is a last attempt.
pub async fn a_mail_is_tried_so_often(store: &impl Store) {
    let anna = with_anna(store).await;
    put(store, &NewMail { expires_at: at(100_000), ..mail("a", Some(&anna)) }, at(0)).await;
    for attempt in 1..=Resend::MAX_ATTEMPTS {
        let now = u64::from(attempt);
        assert_eq!(claim(store, 1, at(now)).await, claimed(&["a"], attempt));
        assert!(fail(store, "a", (attempt, "4.5.0"), now + 1, now).await);
    }
    assert_eq!(claim(store, 1, at(1000)).await, []);
    let given_up = MailStanding::Failed(MailStatus::PROTOCOL);
    assert_eq!(standing(store, "a").await, Some(given_up));
}

/// A mail to nobody is written and never sent.
pub async fn mails_to_nobody_are_not_sent(store: &impl Store) {
    let anna = with_anna(store).await;
    put(store, &mail("a", None), at(1)).await;
    put(store, &mail("b", Some(&anna)), at(1)).await;
    assert_eq!(claim(store, 50, at(1)).await, claimed(&["b"], 1));
    assert_eq!(standing(store, "a").await, None);
}

/// Within its quiet time there is one mail of a kind to a user.
pub async fn mails_have_a_quiet_time(store: &impl Store) {
    let anna = with_anna(store).await;
    let bo = user("bo", "acme", "bo@example.com");
    store.create_user(&bo, at(0)).await.expect("made");
    let quiet = |name: &str, user: &UserId, kind| NewMail {
        quiet_ms: DAY_MS,
        kind,
        expires_at: at(1_000_000),
        ..mail(name, Some(user))
    };
    let day = u64::from(DAY_MS) / 1000;
    for (name, user, kind, second) in [
        ("a", &anna, MailKind::SignInAttempts, 1),
        ("b", &anna, MailKind::SignInAttempts, day),
        ("c", &bo.user, MailKind::SignInAttempts, day),
        ("d", &anna, MailKind::Recovery, day),
        ("e", &anna, MailKind::SignInAttempts, day + 1),
    ] {
        put(store, &quiet(name, user, kind), at(second)).await;
    }
    assert_eq!(claim(store, 50, at(day + 2)).await, claimed(&["a", "c", "d", "e"], 1));
}

/// A changed password tells its owner, and one that is not changed does not.
pub async fn a_changed_password_is_told(store: &impl Store) {
    let anna = with_anna(store).await;
    let acme = "acme".parse().expect("a tenant's name");
    let made = user("anna", "acme", "anna@example.com");
    let password = NewPassword { parameters: made.parameters, verifier: made.verifier };
    for (name, epoch, want) in [("a", 7, None), ("b", 1, Some(2)), ("c", 1, None)] {
        let notice = mail(name, Some(&anna));
        let changed =
            store.change_password((&acme, &anna), epoch, &password, (&notice, at(1))).await;
        assert_eq!(changed.expect("asked"), want, "{name}");
    }
    assert_eq!(claim(store, 50, at(1)).await, claimed(&["b"], 1));
}

/// The first attempt beyond the free ones is told, and no other.
pub async fn many_attempts_are_told(store: &impl Store) {
    let anna = with_anna(store).await;
    let allowance = Allowance {
        free: 2,
        first_wait_ms: 10_000,
        longest_wait_ms: 20_000,
        forgotten_after_ms: 600_000,
    };
    // The network has had its free attempts one sooner: that tells nobody.
    let by = [([1; 32], allowance), ([2; 32], Allowance { free: 1, ..allowance })];
    for (name, second, free) in
        [("a", 0, true), ("b", 30, true), ("c", 35, false), ("d", 60, true), ("e", 90, true)]
    {
        let notice = mail(name, Some(&anna));
        let attempted = store.attempt(&by, (Some(&notice), None), at(second)).await.expect("asked");
        assert_eq!(attempted == Attempted::Free, free, "{name}");
    }
    assert_eq!(claim(store, 50, at(90)).await, claimed(&["d"], 1));
}

/// Of many couriers that ask at the same moment, each mail is one's. `open` gives a courier's own way
/// into the one store.
pub fn couriers_at_once_share<S: Store + Send>(open: impl Fn() -> S) {
    let store = open();
    let anna = block_on(with_anna(&store));
    for number in 0..40 {
        block_on(put(&store, &mail(&format!("m{number}"), Some(&anna)), at(1)));
    }
    let mut all: Vec<(String, u32)> = thread::scope(|scope| {
        let running: Vec<_> = [(); 8]
            .map(|()| open())
            .into_iter()
            .map(|store| {
                scope.spawn(move || {
                    (0..4).flat_map(|_| block_on(claim(&store, 2, at(2)))).collect::<Vec<_>>()
                })
            })
            .collect();
        running.into_iter().flat_map(|courier| courier.join().expect("a courier ends")).collect()
    });
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 40);
    assert!(all.iter().all(|(_, attempt)| *attempt == 1));
}
