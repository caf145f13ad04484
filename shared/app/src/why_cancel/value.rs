//! What subscriptions are worth.

use core::fmt;
use std::collections::BTreeMap;

use super::Term;
use crate::{Amount, Currency};

/// What a subscription is worth a month, in ten-thousandths of its currency.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Monthly(u64);

impl Monthly {
    /// So many ten-thousandths.
    #[must_use]
    pub const fn from_parts(parts: u64) -> Self {
        Self(parts)
    }

    /// How many ten-thousandths.
    #[must_use]
    pub const fn parts(self) -> u64 {
        self.0
    }

    /// What a price comes to a month, if it is paid once a term: half a part is one. A year has 52 weeks and 12 months.
    #[must_use]
    pub fn of(price: &Amount, term: Term) -> Self {
        let (whole, fraction) = price.decimal().split_once('.').unwrap_or((price.decimal(), ""));
        let digits = |text: &str| text.parse::<u64>().unwrap_or_default();
        // An amount has at most 12 digits, and 4 behind the point: nothing here is too large.
        let parts = digits(whole) * 10_000 + digits(&format!("{fraction:0<4}"));
        let (times, months) = match term {
            Term::Week => (52, 12),
            Term::Month => (1, 1),
            Term::Quarter => (1, 3),
            Term::HalfYear => (1, 6),
            Term::Year => (1, 12),
        };
        Self((parts * times + months / 2) / months)
    }
}

impl fmt::Display for Monthly {
    /// As money is written, with two digits behind the point: half a cent is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.0.saturating_add(50) / 100;
        write!(f, "{}.{:02}", cents / 100, cents % 100)
    }
}

/// Between which steps of 1, 2, 5, 10, 20, 50 and so on a month's value is. They are the same for ever, so that what was counted
/// stays comparable.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Band(u8);

impl Band {
    const STEPS: [u64; 18] = [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000,
        200_000, 500_000,
    ];

    /// In which band a value is.
    #[must_use]
    pub fn of(value: Monthly) -> Self {
        let reached = Self::STEPS.iter().filter(|step| value.0 >= **step * 10_000).count();
        Self(u8::try_from(reached).unwrap_or(u8::MAX))
    }

    /// The value from which on it is, and the one before which it ends; the highest one has no end.
    #[must_use]
    pub fn ends(self) -> (u64, Option<u64>) {
        let step = |at: usize| Self::STEPS.get(at).copied();
        let at = usize::from(self.0);
        (at.checked_sub(1).and_then(step).unwrap_or_default(), step(at))
    }
}

/// Values of several subscriptions together, each currency by itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Values(BTreeMap<Currency, Monthly>);

impl Values {
    /// Adds to the sum of a currency.
    pub(super) fn add(&mut self, currency: &Currency, value: Monthly) {
        let sum = self.0.entry(currency.clone()).or_default();
        *sum = Monthly(sum.0.saturating_add(value.0));
    }

    /// What it comes to in each currency.
    pub fn iter(&self) -> impl Iterator<Item = (&Currency, Monthly)> {
        self.0.iter().map(|(currency, value)| (currency, *value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monthly(decimal: &str, term: Term) -> Monthly {
        let sek = Currency::try_from("SEK").unwrap();
        Monthly::of(&Amount::new(decimal, sek).unwrap(), term)
    }

    #[test]
    fn what_prices_come_to_a_month() {
        for (decimal, term, parts, told) in [
            ("99", Term::Month, 990_000, "99.00"),
            ("99.9", Term::Month, 999_000, "99.90"),
            ("1200", Term::Year, 1_000_000, "100.00"),
            ("100", Term::Year, 83_333, "8.33"),
            ("0.0001", Term::Year, 0, "0.00"),
            ("0.0006", Term::Year, 1, "0.00"),
            ("0.005", Term::Month, 50, "0.01"),
            ("300.30", Term::Quarter, 1_001_000, "100.10"),
            ("6", Term::HalfYear, 10_000, "1.00"),
            ("12", Term::Week, 520_000, "52.00"),
            ("999999999999.9999", Term::Week, 43_333_333_333_333_329, "4333333333333.33"),
        ] {
            let value = monthly(decimal, term);
            let name = format!("{decimal} {term:?}");
            assert_eq!((value.parts(), value.to_string().as_str()), (parts, told), "{name}");
        }
    }

    #[test]
    fn bands() {
        for (decimal, want) in [
            ("0", (0, Some(1))),
            ("0.9999", (0, Some(1))),
            ("1", (1, Some(2))),
            ("99.99", (50, Some(100))),
            ("100", (100, Some(200))),
            ("499999.9999", (200_000, Some(500_000))),
            ("500000", (500_000, None)),
            ("999999999999.9999", (500_000, None)),
        ] {
            assert_eq!(Band::of(monthly(decimal, Term::Month)).ends(), want, "{decimal}");
        }
    }
}
