//! Randomness, and what is made of it.

use invite::Policy;
use serde_json::{Value, json};

/// `SplitMix64`: small, good enough, and the same everywhere.
#[derive(Clone, Copy)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub(crate) const fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub(crate) fn index(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap();
        usize::try_from(self.below(bound)).unwrap()
    }

    /// True once in so many times.
    pub(crate) const fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.index(all.len())].clone()
    }
}

/// A policy, as its JSON, so that it is read as every other is.
pub(crate) fn policy(rng: &mut Rng) -> Policy {
    let reminders = (0..rng.below(4)).map(|_| rng.one_of(&[1, 2, 5])).collect::<Vec<u8>>();
    let quarantine = (0..rng.below(3)).map(|_| rule(rng)).collect::<Vec<_>>();
    let all = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = if rng.once_in(2) { &all[..5] } else { &all[rng.index(7)..] };
    let (from, to) = rng.one_of(&[
        ("08:00", "20:00"),
        ("07:00", "22:00"),
        ("00:00", "24:00"),
        ("09:30", "10:00"),
        ("01:00", "02:30"),
        ("02:30", "06:00"),
    ]);
    let json = json!({
        "country": rng.one_of(&["SE", "NO", "DE", "GB", "US"]),
        "zone": rng.one_of(&["Europe/Stockholm", "Australia/Lord_Howe", "UTC"]),
        "delay-minutes": rng.one_of(&[0, 60, 2880, 10080]),
        "stages": [{ "stage": "checkout", "delay-minutes": 0 }],
        "window": {
            "from": from, "to": to, "days": days,
            "holidays": rng.one_of(&[json!([]), json!(["recipient"]), json!(["SE", "GB"])]),
            "own-days-off": rng.one_of(&[json!([]), json!(["12-27", "2026-12-28"])])
        },
        "give-up-days": rng.one_of(&[1, 5, 30, 30]),
        "reminders": reminders,
        "link-days": rng.one_of(&[1, 10, 45, 45]),
        "channels": rng.one_of(&[json!(["mail", "sms"]), json!(["sms", "voice", "mail"]), json!(["mail"])]),
        "on-bounce": rng.one_of(&["stop", "next-channel"]),
        "quarantine": quarantine,
        "same-buyer-days": rng.one_of(&[0, 0, 3]),
        "same-product-days": rng.one_of(&[0, 0, 10]),
        "duplicates": rng.one_of(&["key", "key-and-stage"]),
        "test": rng.once_in(20)
    });
    Policy::parse(&json).unwrap_or_else(|faults| panic!("{json}: {faults:?}"))
}

fn rule(rng: &mut Rng) -> Value {
    let apps = json!({ "apps": ["store-evaluator"] });
    json!({
        "among": rng.one_of(&[json!("instance"), json!("person"), apps]),
        "at-most": 1 + rng.below(2),
        "days": rng.one_of(&[1, 3, 10]),
        "action": rng.one_of(&["block", "delay"])
    })
}
