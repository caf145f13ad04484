//! How deliveries went. Figures are made of counts alone: of answers, and of all deliveries that were told of, whether or not
//! somebody was asked about them.

use std::collections::BTreeMap;

use crate::Share;
use crate::report::share;

/// From how many answers on a driver's scores are told: of fewer, they say more of who answered than of
/// who drove.
pub const MIN_OF_A_DRIVER: u32 = 5;

/// How many there are of each value, or of each kind.
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

/// The share that lacks something or all, of a question whether it has come.
#[must_use]
pub fn missing(counts: &Counts) -> Share {
    among(counts, &["part", "no"], &["yes", "part", "no"])
}

/// The share whose goods were damaged, of a question whether anything was.
#[must_use]
pub fn damaged(counts: &Counts) -> Share {
    among(counts, &["goods"], &["no", "packaging", "goods"])
}

fn among(counts: &Counts, yes: &[&str], all: &[&str]) -> Share {
    let sum = |values: &[&str]| {
        let counts = values.iter().filter_map(|value| counts.get(*value));
        counts.copied().fold(0, u32::saturating_add)
    };
    share(sum(yes), sum(all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{csat, stars};

    fn counts(of: &[(&str, u32)]) -> Counts {
        of.iter().map(|(value, count)| ((*value).into(), *count)).collect()
    }

    /// How many of how many.
    fn parts(share: &Share) -> (u32, u32) {
        (share.yes, share.n)
    }

    #[test]
    fn who_does_not_answer_is_not_satisfied() {
        let none = Counts::new();
        assert_eq!((stars(&none).mean, csat(&none).percent), (None, None));
        assert_eq!((missing(&none).percent, damaged(&none).percent), (None, None));
        let overall = counts(&[("5", 1), ("2", 1)]);
        assert_eq!((stars(&overall).mean, parts(&csat(&overall))), (Some(3.5), (1, 2)));
        assert_eq!(parts(&missing(&counts(&[("yes", 1), ("part", 1), ("no", 1)]))), (2, 3));
        assert_eq!(parts(&damaged(&counts(&[("no", 1), ("goods", 1)]))), (1, 2));
    }

    #[test]
    fn what_was_promised_is_held_against_what_came() {
        let of = counts(&[
            ("delivered", 10),
            ("failed", 2),
            ("promised", 6),
            ("late", 2),
            ("late-minutes", 40),
        ]);
        assert_eq!(parts(&failed_attempts(&of)), (2, 12));
        assert_eq!(parts(&in_time(&of)), (4, 6));
        assert_eq!(lateness(&of), Lateness { n: 2, minutes: Some(20.0) });
    }

    #[test]
    fn deliveries_are_told() {
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
