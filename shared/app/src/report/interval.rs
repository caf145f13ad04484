//! How sure a figure is.

/// Where the true figure is, 19 times of 20: from the one to the other, in the figure's own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The standard normal distribution's quantile of 0.975.
const Z: f64 = 1.959_963_985;

/// That of a share, in percent (Wilson's score interval, 1927). With few answers, and with shares near
/// 0 and 100, it stays what it says, which the textbook's does not.
pub(super) fn of_share(yes: u32, n: u32) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let (yes, n) = (f64::from(yes), f64::from(n));
    let (share, square) = (yes / n, Z * Z);
    let middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    let spread = (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    let half = Z * spread / (1.0 + square / n);
    Some(Interval {
        low: (100.0 * (middle - half)).clamp(0.0, 100.0),
        high: (100.0 * (middle + half)).clamp(0.0, 100.0),
    })
}

/// That of a net promoter score, from -100 to 100: adjusted Wald, with three answers added, one and a half of
/// them in the middle (Rocks, "Interval Estimation for the Net Promoter Score", 2016). Without
/// these, a single answer would be certain. Where it leaves the score itself out, at the very ends, it
/// is drawn out to it.
pub(super) fn of_nps(promoters: u32, detractors: u32, n: u32) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let told = 100.0 * (f64::from(promoters) - f64::from(detractors)) / f64::from(n);
    let n = f64::from(n) + 3.0;
    let promoters = (f64::from(promoters) + 0.75) / n;
    let detractors = (f64::from(detractors) + 0.75) / n;
    let score = promoters - detractors;
    let half = Z * ((promoters + detractors - score * score) / n).sqrt();
    Some(Interval {
        low: (100.0 * (score - half)).clamp(-100.0, told),
        high: (100.0 * (score + half)).clamp(told, 100.0),
    })
}
