//! What an app reports, made of counts: how often each value was answered in each period. Nothing in it
//! is anybody's.

mod interval;
mod marks;
mod scores;
#[cfg(test)]
mod tests;
mod trend;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use interval::Interval;
pub use marks::{Mark, Marks};
pub(crate) use scores::share;
pub use scores::{Nps, Responses, Share, Stars, buy_again, csat, nps, response_rate, stars};
pub use trend::{Period, Point, trend};

/// How often each value of a question was answered in a period.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RollupRow {
    /// The question's name.
    pub question: Box<str>,
    /// The period's first day.
    pub from: Date,
    /// How many responses have each value: a number in its digits, or a choice's value.
    pub counts: BTreeMap<Box<str>, u32>,
}

/// Counts of several rows together.
pub(crate) fn total<'a>(
    counts: impl IntoIterator<Item = &'a BTreeMap<Box<str>, u32>>,
) -> BTreeMap<Box<str>, u32> {
    let mut sum = BTreeMap::new();
    for (value, count) in counts.into_iter().flatten() {
        let so_far: &mut u32 = sum.entry(value.clone()).or_default();
        *so_far = so_far.saturating_add(*count);
    }
    sum
}

/// The counts of values that are whole numbers from `least` to `most`, by the number.
pub(crate) fn numbers(
    counts: &BTreeMap<Box<str>, u32>,
    least: u8,
    most: u8,
) -> impl Iterator<Item = (u8, u32)> {
    counts.iter().filter_map(move |(value, count)| {
        let number = value.parse().ok()?;
        (least..=most).contains(&number).then_some((number, *count))
    })
}
