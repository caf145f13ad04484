//! How a question was answered over time.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{RollupRow, numbers, total};

/// How long the periods of a trend are.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday (ISO 8601).
    Week,
    /// A month.
    Month,
}

/// A period of a trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its first day.
    pub from: Date,
    /// How many have answered.
    pub n: u32,
    /// The mean of the answers that are whole numbers from 0 to 100; nothing if none is one.
    pub mean: Option<f64>,
    /// How many have each value.
    pub counts: BTreeMap<Box<str>, u32>,
}

/// The most periods of a trend. Of more, the latest ones are told.
const MOST: usize = 1000;

impl Period {
    /// The first day of the period that a day is in.
    #[must_use]
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.saturating_sub(day.weekday().to_monday_zero_offset().days()),
            Self::Month => day.first_of_month(),
        }
    }

    /// The first day of the period after the one that begins so.
    fn next(self, start: Date) -> Date {
        match self {
            Self::Day => start.saturating_add(1.day()),
            Self::Week => start.saturating_add(1.week()),
            Self::Month => start.saturating_add(1.month()),
        }
    }
}

/// A question's trend: a point for each period from the first that has answers to the last, those between
/// that have none among them. Rows of shorter periods come together; one that begins in a period counts to it.
#[must_use]
pub fn trend(rows: &[RollupRow], question: &str, period: Period) -> Vec<Point> {
    let mut periods: BTreeMap<Date, Vec<&BTreeMap<Box<str>, u32>>> = BTreeMap::new();
    for row in rows.iter().filter(|row| *row.question == *question) {
        periods.entry(period.start(row.from)).or_default().push(&row.counts);
    }
    let (Some((first, _)), Some((last, _))) = (periods.first_key_value(), periods.last_key_value())
    else {
        return Vec::new();
    };
    let earliest = earliest(period, *last).max(*first);
    let starts = core::iter::successors(Some(period.start(earliest)), |start| {
        Some(period.next(*start)).filter(|next| next <= last && next > start)
    });
    let counts = |start: &Date| total(periods.get(start).into_iter().flatten().copied());
    starts.map(|start| point(start, counts(&start))).collect()
}

/// The first period that is told of a trend which ends with this one.
fn earliest(period: Period, last: Date) -> Date {
    let back = i64::try_from(MOST - 1).unwrap_or_default();
    last.saturating_sub(match period {
        Period::Day => back.days(),
        Period::Week => back.weeks(),
        Period::Month => back.months(),
    })
}

fn point(from: Date, counts: BTreeMap<Box<str>, u32>) -> Point {
    let n = counts.values().copied().fold(0, u32::saturating_add);
    let (mut sum, mut numbered) = (0.0, 0.0);
    for (number, count) in numbers(&counts, 0, 100) {
        sum += f64::from(number) * f64::from(count);
        numbered += f64::from(count);
    }
    let mean = (numbered > 0.0).then(|| sum / numbered);
    Point { from, n, mean, counts }
}
