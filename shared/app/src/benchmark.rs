//! How a customer's figures stand among those of others who ask the same: made of counts, told as bands alone.
//!
//! All numbers are whole hundredths of a figure's own unit, so that what comes out is the same everywhere.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::report::numbers;

/// From how many customers on they are compared, whoever asks among them.
pub const MIN_CUSTOMERS: usize = 10;

/// From how many answers on a customer is one of them.
pub const MIN_ANSWERS: u32 = 30;

/// Over how many full months answers are counted.
pub const MONTHS: u8 = 3;

/// A question of ours that asks everywhere the same, for its name stands in one of our surveys alone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Standard {
    /// Its name, which never changes.
    pub question: &'static str,
    /// What figure is made of it.
    pub measure: Measure,
}

/// What figure is made of a question.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Measure {
    /// The net promoter score, from -100 to 100, of answers from 0 to 10.
    Promoters,
    /// The share of `yes`, of `yes`, `maybe` and `no`.
    Again,
    /// The mean of answers from 1 to 5.
    Stars,
}

/// How often each value of a question was given.
pub type Counts = BTreeMap<Box<str>, u32>;

/// A customer's figure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Figure {
    /// In hundredths.
    pub hundredths: i64,
    /// Of how many answers.
    pub n: u32,
}

/// Where a figure is among those of others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Band {
    /// In the lower quarter.
    Lower,
    /// In the middle half.
    Middle,
    /// In the upper quarter.
    Upper,
}

/// What a customer is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Compared {
    /// Their own figure.
    pub own: Figure,
    /// Where it is.
    pub band: Band,
    /// Below which the lower quarter is and above which the upper one, in hundredths, blurred and rounded.
    pub limits: [i64; 2],
}

const RECOMMEND: Standard = Standard { question: "recommend", measure: Measure::Promoters };
const AGAIN: Standard = Standard { question: "again", measure: Measure::Again };

const fn stars(question: &'static str) -> Standard {
    Standard { question, measure: Measure::Stars }
}

/// Those of Store Evaluator.
pub(crate) static OF_STORES: [Standard; 4] =
    [RECOMMEND, AGAIN, stars("product-quality"), stars("easy")];

/// Those of Stay Evaluator.
pub(crate) static OF_STAYS: [Standard; 4] =
    [RECOMMEND, AGAIN, stars("cleanliness"), stars("value")];

/// Those of deliveries: both of the app's surveys ask how it went as a whole, and mean the same delivery.
pub(crate) static OF_DELIVERIES: [Standard; 1] = [stars("overall")];

impl Measure {
    /// The least and the greatest that it can be, in hundredths.
    #[must_use]
    pub const fn scale(self) -> [i64; 2] {
        match self {
            Self::Promoters => [-10_000, 10_000],
            Self::Again => [0, 10_000],
            Self::Stars => [100, 500],
        }
    }

    /// How coarse limits of bands are told, in hundredths.
    #[must_use]
    pub const fn step(self) -> i64 {
        match self {
            Self::Promoters => 1000,
            Self::Again => 500,
            Self::Stars => 20,
        }
    }

    /// The figure; nothing without answers, and nothing if one is not of this scale: then it is another question that
    /// has the same name.
    #[must_use]
    pub fn figure(self, counts: &Counts) -> Option<Figure> {
        let weighed: Vec<(i64, u32)> = match self {
            Self::Promoters => numbers(counts, 0, 10)
                .map(|(answer, count)| match answer {
                    9.. => (100, count),
                    7 | 8 => (0, count),
                    0..=6 => (-100, count),
                })
                .collect(),
            Self::Stars => {
                numbers(counts, 1, 5).map(|(answer, count)| (answer.into(), count)).collect()
            }
            Self::Again => {
                let of = |value: &str, weight| (weight, counts.get(value).copied().unwrap_or(0));
                vec![of("yes", 100), of("maybe", 0), of("no", 0)]
            }
        };
        let n = weighed.iter().fold(0_u32, |sum, (_, count)| sum.saturating_add(*count));
        let all = counts.values().fold(0_u32, |sum, count| sum.saturating_add(*count));
        if n == 0 || n != all {
            return None;
        }
        let sum: i64 = weighed.iter().map(|(weight, count)| weight * i64::from(*count)).sum();
        let hundredths = to_nearest(100 * sum, i64::from(n));
        Some(Figure { hundredths, n })
    }
}

/// A whole part of a number, to the nearest one, up at the middle.
const fn to_nearest(number: i64, of: i64) -> i64 {
    (2 * number + of).div_euclid(2 * of)
}

/// A customer's figure among those of all who share theirs, by what each is called.
///
/// Nothing where they are fewer than [`MIN_CUSTOMERS`] with [`MIN_ANSWERS`] each, or the one who asks is none of them:
/// whoever gives nothing gets nothing. `chance` is what each limit is blurred by, from -100 to 100 of a step's
/// hundredths, and is to be the same for all who ask about the same question and months.
#[must_use]
pub fn compare<K: Ord>(
    measure: Measure,
    customers: &BTreeMap<K, Counts>,
    own: &K,
    chance: [i8; 2],
) -> Option<Compared> {
    let figure = |counts| measure.figure(counts).filter(|figure| figure.n >= MIN_ANSWERS);
    let own = figure(customers.get(own)?)?;
    let figures = customers.values().filter_map(figure).map(|figure| figure.hundredths);
    let limits = limits(measure, figures.collect(), chance)?;
    let [lower, upper] = limits;
    // As coarse as the limits: less than a step tells nobody apart.
    let place = told(measure, own.hundredths, 0);
    let band = if place < lower {
        Band::Lower
    } else if place > upper {
        Band::Upper
    } else {
        Band::Middle
    };
    Some(Compared { own, band, limits })
}

/// Where the quarters end, blurred and rounded; nothing of too few.
///
/// A quarter's end is the mean of three figures next to each other, so that it is never anybody's own; it moves no
/// further than to the figures beside them, whatever becomes of one.
fn limits(measure: Measure, mut figures: Vec<i64>, chance: [i8; 2]) -> Option<[i64; 2]> {
    if figures.len() < MIN_CUSTOMERS {
        return None;
    }
    figures.sort_unstable();
    let place = figures.len().saturating_add(1) / 4;
    let end = |figures: &mut dyn Iterator<Item = &i64>| -> i64 {
        to_nearest(figures.skip(place.saturating_sub(1)).take(3).sum(), 3)
    };
    let ends = [end(&mut figures.iter()), end(&mut figures.iter().rev())];
    let [first, second] = chance;
    let [lower, upper] = [(ends.first(), first), (ends.last(), second)]
        .map(|(end, chance)| told(measure, end.copied().unwrap_or_default(), chance));
    Some([lower.min(upper), lower.max(upper)])
}

/// A figure, or the end of a quarter, as coarse as it is told.
fn told(measure: Measure, end: i64, chance: i8) -> i64 {
    let (step, [least, most]) = (measure.step(), measure.scale());
    let blurred = end + i64::from(chance.clamp(-100, 100)) * step / 100;
    // Steps are counted from the scale's least, so that a limit is never beside it.
    (to_nearest(blurred - least, step) * step + least).clamp(least, most)
}
