//! Two thresholds that say of a figure whether it is low or good, whatever its own scale is.

use crate::Reason;
use crate::read::{Findings, Object};

/// Two thresholds from 0 to 100, of which the one is not above the other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Marks {
    low: u8,
    good: u8,
}

/// What a figure is by two thresholds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mark {
    /// Below the lower one.
    Low,
    /// Between them.
    Middle,
    /// At the upper one, or above it.
    Good,
}

impl Default for Marks {
    fn default() -> Self {
        Self { low: 60, good: 80 }
    }
}

/// So near to a threshold a figure is at it: what arithmetic takes away from 80 is not told as less.
const NEAR: f64 = 1e-9;

impl Marks {
    /// Two thresholds; nothing if the lower one is above the upper one, or one is above 100.
    #[must_use]
    pub const fn new(low: u8, good: u8) -> Option<Self> {
        if low <= good && good <= 100 { Some(Self { low, good }) } else { None }
    }

    /// Both on a scale from the one number to the other: 0 is its least, 100 its greatest, and what lies between has
    /// even steps.
    #[must_use]
    pub fn on(self, (least, greatest): (f64, f64)) -> [f64; 2] {
        [self.low, self.good].map(|mark| least + f64::from(mark) / 100.0 * (greatest - least))
    }

    /// What a figure of a scale is, the greatest of which is the best.
    #[must_use]
    pub fn of(self, figure: f64, scale: (f64, f64)) -> Mark {
        let [low, good] = self.on(scale);
        if figure + NEAR >= good {
            Mark::Good
        } else if figure + NEAR < low {
            Mark::Low
        } else {
            Mark::Middle
        }
    }

    /// Reads both.
    pub(crate) fn read(found: &mut Findings, told: Object<'_>) -> Option<Self> {
        found.refuse_unknown(told, &["low", "good"]);
        let wanted = crate::InvalidValue("a whole number from 0 to 100");
        let mut of = |name: &str| {
            let Some(value) = told.member(name) else {
                found.add(told.path_of(name), Reason::Missing);
                return None;
            };
            let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
            let number = number.filter(|number| *number <= 100);
            if number.is_none() {
                found.add(told.path_of(name), wanted.into());
            }
            number
        };
        let (low, good) = (of("low"), of("good"));
        let marks = Self::new(low?, good?);
        if marks.is_none() {
            found.add(told.path, crate::InvalidValue("such that low is not above good").into());
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STARS: (f64, f64) = (1.0, 5.0);
    const TEN: (f64, f64) = (0.0, 10.0);
    const SHARE: (f64, f64) = (0.0, 100.0);
    const NPS: (f64, f64) = (-100.0, 100.0);

    #[test]
    fn thresholds_are_converted() {
        let close = |got: [f64; 2], want: [f64; 2]| {
            got.iter().zip(want).all(|(got, want)| (got - want).abs() < 1e-6)
        };
        for (name, scale, want) in [
            ("stars", STARS, [3.4, 4.2]),
            ("from 0 to 10", TEN, [6.0, 8.0]),
            ("a share", SHARE, [60.0, 80.0]),
            ("NPS", NPS, [20.0, 60.0]),
        ] {
            assert!(close(Marks::default().on(scale), want), "{name}");
        }
    }

    #[test]
    fn figures_are_marked() {
        let marks = Marks::default();
        for (name, figure, scale, want) in [
            ("below", 3.39, STARS, Mark::Low),
            ("at the lower one", 3.4, STARS, Mark::Middle),
            ("below the upper one", 4.19, STARS, Mark::Middle),
            ("at the upper one", 4.2, STARS, Mark::Good),
            ("the least", 1.0, STARS, Mark::Low),
            ("the greatest", 5.0, STARS, Mark::Good),
            ("NPS of nothing", 0.0, NPS, Mark::Low),
            ("NPS between", 20.0, NPS, Mark::Middle),
            ("NPS", 60.0, NPS, Mark::Good),
            ("a share", 79.999, SHARE, Mark::Middle),
            // 0.1 * 3 and its like are never quite what they should be.
            ("what is not quite written", 0.8 * 10.0 - 1e-12, TEN, Mark::Good),
        ] {
            assert_eq!(marks.of(figure, scale), want, "{name}");
        }
        let equal = Marks::new(70, 70).unwrap();
        assert_eq!(equal.of(70.0, SHARE), Mark::Good);
        assert_eq!(equal.of(69.0, SHARE), Mark::Low);
    }

    #[test]
    fn thresholds_are_in_their_order() {
        for (low, good, is_taken) in
            [(0, 0, true), (60, 80, true), (100, 100, true), (81, 80, false), (0, 101, false)]
        {
            assert_eq!(Marks::new(low, good).is_some(), is_taken, "{low} {good}");
        }
    }
}
