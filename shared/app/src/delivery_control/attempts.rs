//! Figures of all deliveries that were told of, whether or not somebody was asked about them.

use std::collections::BTreeMap;

use crate::Share;
use crate::report::share;

/// How many deliveries there were of each kind.
type Counts = BTreeMap<Box<str>, u32>;

/// How late deliveries were that were late.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lateness {
    /// How many were.
    pub n: u32,
    /// By how many minutes on the whole; nothing if none was.
    pub minutes: Option<f64>,
}

fn of(counts: &Counts, kind: &str) -> u32 {
    counts.get(kind).copied().unwrap_or_default()
}

/// The share of attempts that failed.
#[must_use]
pub fn failed_attempts(counts: &Counts) -> Share {
    let failed = of(counts, "failed");
    share(failed, failed.saturating_add(of(counts, "delivered")))
}

/// The share of what came that came before the end of what was promised, or at it; of what was promised at all.
#[must_use]
pub fn in_time(counts: &Counts) -> Share {
    let promised = of(counts, "promised");
    share(promised.saturating_sub(of(counts, "late")), promised)
}

/// How late what was late came.
#[must_use]
pub fn lateness(counts: &Counts) -> Lateness {
    let n = of(counts, "late");
    let minutes = (n > 0).then(|| f64::from(of(counts, "late-minutes")) / f64::from(n));
    Lateness { n, minutes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deliveries_are_told() {
        let counts = |of: &[(&str, u32)]| -> Counts {
            of.iter().map(|(kind, count)| ((*kind).into(), *count)).collect()
        };
        for (given, failed, punctual, late) in [
            (counts(&[]), (None, 0), (None, 0), (None, 0)),
            (counts(&[("delivered", 3), ("failed", 1)]), (Some(25.0), 4), (None, 0), (None, 0)),
            (
                counts(&[("delivered", 4), ("promised", 4), ("late", 1), ("late-minutes", 90)]),
                (Some(0.0), 4),
                (Some(75.0), 4),
                (Some(90.0), 1),
            ),
        ] {
            let told = |share: Share| (share.percent, share.n);
            assert_eq!(told(failed_attempts(&given)), failed);
            assert_eq!(told(in_time(&given)), punctual);
            let Lateness { n, minutes } = lateness(&given);
            assert_eq!((minutes, n), late);
        }
    }
}
