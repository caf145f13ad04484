//! How a tenant stands among others: bands, and never a number of anybody else's.

use serde::{Deserialize, Serialize};

use super::Day;

/// Says whether a tenant shares its figures of an app, and is compared.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ShareFigures {
    /// Whether it does.
    pub shared: bool,
}

/// How a tenant's figures of an app stand among those of others.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmarks {
    /// Whether the tenant shares its figures. If it does not, nothing is told.
    pub shared: bool,
    /// The first day of the full months that are counted.
    pub from: Day,
    /// The last one.
    pub to: Day,
    /// The questions of which something can be told, in the app's order.
    pub items: Vec<Benchmark>,
}

/// How a tenant's figure of one question stands.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The question's name.
    pub question: String,
    /// The tenant's own figure, in hundredths of its unit.
    pub own: i64,
    /// Of how many answers.
    pub n: u32,
    /// Where it is.
    pub band: BenchmarkBand,
    /// Below which the lower quarter is and above which the upper one, in hundredths, blurred and rounded.
    pub limits: [i64; 2],
}

/// Where a figure is among those of others.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BenchmarkBand {
    /// In the lower quarter.
    Lower,
    /// In the middle half.
    Middle,
    /// In the upper quarter.
    Upper,
}
