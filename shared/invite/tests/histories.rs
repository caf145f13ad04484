//! What always holds, against random histories: a few people and app instances in a world of its own each,
//! with an outbox that sends at least once, a relay, a storage that repeats and reorders what it is told,
//! and a clock that jumps. `NORDSVAR_SEED` repeats a run, `NORDSVAR_HISTORIES` says how long it is.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that finds what may not be ends there; it is told in the environment what to repeat"
)]

mod world;

use std::collections::BTreeMap;
use std::env;

use world::{Rng, World};

/// How many invitations are followed to their end.
const HISTORIES: u64 = 100_000;

fn told(name: &str, otherwise: u64) -> u64 {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn what_always_holds() {
    let seed = told("NORDSVAR_SEED", 1);
    let wanted = told("NORDSVAR_HISTORIES", HISTORIES);
    let mut seeds = Rng::new(seed);
    let (mut histories, mut worlds) = (0, 0);
    let mut ends: BTreeMap<&str, u64> = BTreeMap::new();
    let mut happened: BTreeMap<String, u64> = BTreeMap::new();
    while histories < wanted {
        let one = seeds.next();
        // A panic ends the test; what was printed last is the world that it was in.
        let world = std::panic::catch_unwind(|| {
            let mut world = World::new(Rng::new(one));
            world.live();
            world.come_to_an_end();
            world
        });
        let world = world.unwrap_or_else(|_| panic!("world {one} of seed {seed}"));
        for what in world.happened() {
            *happened.entry(what).or_default() += 1;
        }
        for end in world.ends() {
            *ends.entry(end).or_default() += 1;
            histories += 1;
        }
        worlds += 1;
    }
    println!("seed {seed}: {histories} histories in {worlds} worlds");
    println!("ended: {ends:?}");
    println!("happened: {happened:?}");
    if wanted >= HISTORIES {
        // Where something never happens nothing is shown of it.
        assert_eq!(ends.len(), 9, "some end was never come to");
        assert!(
            happened.contains_key("skipped no-longer"),
            "nothing was ever too late to be wanted"
        );
        for wanted in ["invitation", "reminder-1", "reminder-2", "reminder-3", "resend-1"] {
            let step = format!("written {wanted}");
            let counts = happened.iter().filter(|(what, _)| what.starts_with(&step));
            assert!(counts.map(|(_, count)| count).sum::<u64>() >= 100, "{wanted}: hardly written");
        }
    }
}
