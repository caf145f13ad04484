//! Figures that people know by name.

use std::collections::BTreeMap;

use super::interval::{Interval, of_nps, of_share};
use super::numbers;

/// A net promoter score: who would recommend (9 and 10) less who would not (0 to 6).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nps {
    /// Answers of 9 and 10.
    pub promoters: u32,
    /// Answers of 7 and 8.
    pub passives: u32,
    /// Answers of 0 to 6.
    pub detractors: u32,
    /// The score, from -100 to 100; nothing where nobody has answered.
    pub score: Option<f64>,
    /// Where the true score is, 19 times of 20.
    pub interval: Option<Interval>,
}

impl Nps {
    /// How many have answered.
    #[must_use]
    pub const fn n(&self) -> u32 {
        self.promoters.saturating_add(self.passives).saturating_add(self.detractors)
    }
}

/// A share of answers, or of what was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many it counts.
    pub yes: u32,
    /// Of how many.
    pub n: u32,
    /// The share, from 0 to 100; nothing where there is nothing to count.
    pub percent: Option<f64>,
    /// Where the true share is, 19 times of 20.
    pub interval: Option<Interval>,
}

/// What became of invitations. Tests are not among them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Responses {
    /// How many people were written to, less those whom nothing reached.
    pub reached: u32,
    /// How many of them have answered.
    pub answered: u32,
}

/// The net promoter score of a question from 0 to 10. Other values are passed over.
#[must_use]
pub fn nps(counts: &BTreeMap<Box<str>, u32>) -> Nps {
    let (mut promoters, mut passives, mut detractors) = (0_u32, 0_u32, 0_u32);
    for (number, count) in numbers(counts, 0, 10) {
        let group = match number {
            9.. => &mut promoters,
            7 | 8 => &mut passives,
            0..=6 => &mut detractors,
        };
        *group = group.saturating_add(count);
    }
    let mut nps = Nps { promoters, passives, detractors, score: None, interval: None };
    let n = nps.n();
    if n > 0 {
        nps.score = Some(100.0 * (f64::from(promoters) - f64::from(detractors)) / f64::from(n));
        nps.interval = of_nps(promoters, detractors, n);
    }
    nps
}

/// The share that is satisfied, of a question from 1 to 5: answers of 4 and 5. Other values are passed
/// over.
#[must_use]
pub fn csat(counts: &BTreeMap<Box<str>, u32>) -> Share {
    let all = |least| numbers(counts, least, 5).map(|(_, count)| count);
    let sum = |counts: &mut dyn Iterator<Item = u32>| counts.fold(0, u32::saturating_add);
    share(sum(&mut all(4)), sum(&mut all(1)))
}

/// The share that would buy again: `yes`, of `yes`, `maybe` and `no`.
#[must_use]
pub fn buy_again(counts: &BTreeMap<Box<str>, u32>) -> Share {
    let of = |value| counts.get(value).copied().unwrap_or_default();
    let n = ["yes", "maybe", "no"].into_iter().map(of).fold(0, u32::saturating_add);
    share(of("yes"), n)
}

/// The mean of stars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stars {
    /// How many have given some.
    pub n: u32,
    /// The mean, from 1 to 5; nothing if nobody has.
    pub mean: Option<f64>,
}

/// The mean of a question from 1 to 5. Other values are passed over.
#[must_use]
pub fn stars(counts: &BTreeMap<Box<str>, u32>) -> Stars {
    let (mut n, mut sum) = (0_u32, 0.0);
    for (stars, count) in numbers(counts, 1, 5) {
        n = n.saturating_add(count);
        sum += f64::from(stars) * f64::from(count);
    }
    Stars { n, mean: (n > 0).then(|| sum / f64::from(n)) }
}

/// The share of those who were reached that has answered.
#[must_use]
pub fn response_rate(responses: Responses) -> Share {
    share(responses.answered.min(responses.reached), responses.reached)
}

pub(crate) fn share(yes: u32, n: u32) -> Share {
    let percent = (n > 0).then(|| 100.0 * f64::from(yes) / f64::from(n));
    Share { yes, n, percent, interval: of_share(yes, n) }
}
