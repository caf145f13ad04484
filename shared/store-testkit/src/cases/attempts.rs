//! Cases of attempts to sign in.

use std::thread;

use contract::Moment;
use pollster::block_on;
use store::{Allowance, AttemptBy, Attempted, Hashing};

use super::{Store, at};

/// Two need not wait; then 10, 20, 40, and 60 seconds.
const FEW: Allowance = Allowance {
    free: 2,
    first_wait_ms: 10_000,
    longest_wait_ms: 60_000,
    forgotten_after_ms: 600_000,
};

const MANY: Allowance = Allowance { free: 100, ..FEW };

const ANNA: AttemptBy = [1; 32];
const BO: AttemptBy = [2; 32];
const OFFICE: AttemptBy = [3; 32];

async fn attempt(store: &impl Store, by: &[(AttemptBy, Allowance)], now: Moment) -> Attempted {
    store.attempt(by, (None, None), now).await.expect("asked")
}

/// Each wait is twice the one before it, up to the longest; what came too early counts to nothing;
/// everything is forgotten in the end.
pub async fn attempts_wait_longer_and_longer(store: &impl Store) {
    let anna = [(ANNA, FEW)];
    for (second, want) in [
        (0, Attempted::Free),
        (0, Attempted::Free),
        (1, Attempted::WaitUntil(at(10))),
        (9, Attempted::WaitUntil(at(10))),
        (10, Attempted::Free),
        (10, Attempted::WaitUntil(at(30))),
        (30, Attempted::Free),
        (69, Attempted::WaitUntil(at(70))),
        (70, Attempted::Free),
        (129, Attempted::WaitUntil(at(130))),
        (130, Attempted::Free),
        (189, Attempted::WaitUntil(at(190))),
        (730, Attempted::Free),
        (730, Attempted::Free),
        (730, Attempted::WaitUntil(at(740))),
    ] {
        assert_eq!(attempt(store, &anna, at(second)).await, want, "{second}");
    }
    assert_eq!(attempt(store, &[(BO, FEW)], at(730)).await, Attempted::Free, "another's");
}

/// Two passwords a second are hashed, one after the other, up to a second and a half ahead; who comes beyond
/// waits, and is not counted.
pub async fn hashing_takes_its_time(store: &impl Store) {
    let hashing = Hashing { takes_us: 500_000, ahead_us: 1_500_000 };
    let wait = |millis: u64| Attempted::WaitUntil(Moment::from_unix_millis(millis));
    let from = |millis: u64| Attempted::FreeFrom(Moment::from_unix_millis(millis));
    let few = Allowance { free: 1, ..FEW };
    for (who, millis, want) in [
        (1, 10_000, Attempted::Free),
        (2, 10_000, from(10_500)),
        (3, 10_000, from(11_000)),
        (4, 10_000, wait(10_500)),
        // One that overtook another, so that its moment is an earlier one.
        (4, 9_990, wait(10_500)),
        (4, 10_499, wait(10_500)),
        (4, 10_500, from(11_500)),
        (5, 10_999, wait(11_000)),
        // Who must wait for other reasons takes no time.
        (4, 11_000, wait(20_500)),
        (5, 11_000, from(12_000)),
        (6, 30_000, Attempted::Free),
        (7, 30_000, from(30_500)),
        // The clock was put back, by more than requests overtake each other.
        (8, 12_000, Attempted::Free),
    ] {
        let by = [([who; 32], few)];
        let now = Moment::from_unix_millis(millis);
        let attempted = store.attempt(&by, (None, Some(hashing)), now).await.expect("asked");
        assert_eq!(attempted, want, "{who} at {millis}");
    }
    let large = Hashing { takes_us: 9_000_000, ..hashing };
    let by = [([9; 32], few)];
    let alone = store.attempt(&by, (None, Some(large)), at(100)).await.expect("asked");
    assert_eq!(alone, Attempted::Free, "one that takes more than is given ahead");
}

/// Of attempts that come at once a later one may be counted first: those that need not wait do not.
pub async fn attempts_that_overtake_each_other_are_free(store: &impl Store) {
    let anna = [(ANNA, FEW)];
    for (second, want) in [
        (5, Attempted::Free),
        (4, Attempted::Free),
        (5, Attempted::WaitUntil(at(15))),
        (14, Attempted::WaitUntil(at(15))),
        (15, Attempted::Free),
    ] {
        assert_eq!(attempt(store, &anna, at(second)).await, want, "{second}");
    }
}

/// Whoever must wait for an address is not counted to the network, and the other way round.
pub async fn what_must_wait_for_one_is_counted_to_none(store: &impl Store) {
    let both = [(OFFICE, MANY), (ANNA, FEW)];
    for _ in 0..2 {
        assert_eq!(attempt(store, &both, at(0)).await, Attempted::Free);
    }
    for _ in 0..200 {
        assert_eq!(attempt(store, &both, at(1)).await, Attempted::WaitUntil(at(10)));
    }
    for _ in 0..98 {
        assert_eq!(attempt(store, &[(OFFICE, MANY)], at(1)).await, Attempted::Free);
    }
    let (full, bo) = ([(OFFICE, MANY), (BO, FEW)], [(BO, FEW)]);
    assert_eq!(attempt(store, &full, at(1)).await, Attempted::WaitUntil(at(11)));
    for _ in 0..2 {
        assert_eq!(attempt(store, &bo, at(1)).await, Attempted::Free);
    }
    assert_eq!(attempt(store, &bo, at(1)).await, Attempted::WaitUntil(at(11)));
}

/// A success forgets the address's attempts, and takes back its own one of the network's.
pub async fn what_succeeds_is_not_held_against_anybody(store: &impl Store) {
    let tight = Allowance { free: 3, ..FEW };
    let both = [(OFFICE, tight), (ANNA, FEW)];
    for _ in 0..20 {
        assert_eq!(attempt(store, &both, at(0)).await, Attempted::Free);
        store.attempt_succeeded(&ANNA, Some(&OFFICE)).await.expect("taken back");
    }
    for _ in 0..2 {
        assert_eq!(attempt(store, &both, at(0)).await, Attempted::Free);
    }
    store.attempt_succeeded(&ANNA, Some(&OFFICE)).await.expect("taken back");
    for _ in 0..2 {
        assert_eq!(attempt(store, &both, at(0)).await, Attempted::Free);
    }
    assert_eq!(attempt(store, &both, at(0)).await, Attempted::WaitUntil(at(10)));
    store.attempt_succeeded(&BO, None).await.expect("there was none");
}

/// Of 160 attempts that 16 clients make at the same moment, as many are let through as are free.
/// `open` gives a client's own way into the one store.
pub fn attempts_at_once_are_counted_exactly<S: Store + Send>(open: impl Fn() -> S) {
    let free: usize = thread::scope(|scope| {
        let running: Vec<_> = [(); 16]
            .map(|()| open())
            .into_iter()
            .map(|store| scope.spawn(move || let_through(&store)))
            .collect();
        running.into_iter().map(|client| client.join().expect("a client ends")).sum()
    });
    assert_eq!(free, 100);
}

fn let_through(store: &impl Store) -> usize {
    let attempts = (0..10).map(|_| block_on(attempt(store, &[(OFFICE, MANY)], at(0))));
    attempts.filter(|attempted| *attempted == Attempted::Free).count()
}
