//! What somebody leaves.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Monthly;
use crate::{Amount, Currency, Key, Text};

/// A subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    /// What the seller's own system calls it.
    pub key: Key,
    /// What is subscribed to, in the seller's words.
    pub plan: Option<Text>,
    /// What it costs a term, and how long that is.
    pub price: Option<(Amount, Term)>,
    /// The day on which it began.
    pub started_on: Option<Date>,
}

/// How long a price is paid for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Term {
    /// A week.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// A year.
    Year,
}

/// How old a subscription is, as figures tell it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Age {
    /// Less than a month.
    UnderOneMonth,
    /// One month, and less than three.
    FromOneMonth,
    /// Three months, and less than a year.
    FromThreeMonths,
    /// One year, and less than two.
    FromOneYear,
    /// Two years or more.
    FromTwoYears,
}

impl Subscription {
    /// What it is worth a month, and in which currency.
    #[must_use]
    pub fn monthly(&self) -> Option<(&Currency, Monthly)> {
        let (amount, term) = self.price.as_ref()?;
        Some((&amount.currency, Monthly::of(amount, *term)))
    }

    /// How old it is on a day; nothing if that is not known.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<Age> {
        self.started_on.map(|start| Age::between(start, day))
    }
}

impl Age {
    /// All of them, the youngest first.
    pub const ALL: [Self; 5] = [
        Self::UnderOneMonth,
        Self::FromOneMonth,
        Self::FromThreeMonths,
        Self::FromOneYear,
        Self::FromTwoYears,
    ];

    /// How old something is on a day. What has not begun yet is under a month.
    #[must_use]
    pub fn between(start: Date, day: Date) -> Self {
        let reached = |months: i64| start.saturating_add(months.months()) <= day;
        if reached(24) {
            Self::FromTwoYears
        } else if reached(12) {
            Self::FromOneYear
        } else if reached(3) {
            Self::FromThreeMonths
        } else if reached(1) {
            Self::FromOneMonth
        } else {
            Self::UnderOneMonth
        }
    }

    /// Its name in storage and figures, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnderOneMonth => "under-1-month",
            Self::FromOneMonth => "1-to-3-months",
            Self::FromThreeMonths => "3-to-12-months",
            Self::FromOneYear => "1-to-2-years",
            Self::FromTwoYears => "over-2-years",
        }
    }
}

impl Term {
    /// All of them, the shortest first.
    pub const ALL: [Self; 5] = [Self::Week, Self::Month, Self::Quarter, Self::HalfYear, Self::Year];

    /// Its name in events, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half-year",
            Self::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ages() {
        for (start, day, want) in [
            (date(2026, 11, 27), date(2026, 11, 27), Age::UnderOneMonth),
            (date(2026, 12, 1), date(2026, 11, 27), Age::UnderOneMonth),
            (date(2026, 1, 31), date(2026, 2, 27), Age::UnderOneMonth),
            (date(2026, 1, 31), date(2026, 2, 28), Age::FromOneMonth),
            (date(2026, 8, 28), date(2026, 11, 27), Age::FromOneMonth),
            (date(2026, 8, 27), date(2026, 11, 27), Age::FromThreeMonths),
            (date(2025, 11, 28), date(2026, 11, 27), Age::FromThreeMonths),
            (date(2025, 11, 27), date(2026, 11, 27), Age::FromOneYear),
            (date(2024, 11, 28), date(2026, 11, 27), Age::FromOneYear),
            (date(2024, 11, 27), date(2026, 11, 27), Age::FromTwoYears),
            (date(9999, 12, 31), date(2026, 11, 27), Age::UnderOneMonth),
        ] {
            assert_eq!(Age::between(start, day), want, "{start} {day}");
        }
    }
}
