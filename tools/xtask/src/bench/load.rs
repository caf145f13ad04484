//! Load, made by oha.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use serde::Deserialize;

use crate::run::Run;

/// What is sent where, and for how long.
pub(crate) struct Load<'a> {
    /// The oha to run.
    pub(crate) oha: &'a Path,
    /// Where submissions go.
    pub(crate) url: &'a str,
    /// Submissions, one a line. oha takes lines at random, so some are sent twice.
    pub(crate) bodies: &'a Path,
    /// How many connections are kept busy.
    pub(crate) connections: u32,
    /// For how long, in seconds.
    pub(crate) seconds: u32,
}

/// What came back.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Outcome {
    /// Answers 201: the response is new, and kept.
    pub(crate) accepted: u64,
    /// Answers 200: the same response had been kept.
    pub(crate) repeats: u64,
    /// Every other answer, and requests without one, by what they were.
    pub(crate) errors: BTreeMap<String, u64>,
    /// How long the run took, in microseconds.
    pub(crate) elapsed_us: u64,
    /// Half of the answers came sooner, in microseconds.
    pub(crate) p50_us: u64,
    /// 95 of 100 answers came sooner, in microseconds.
    pub(crate) p95_us: u64,
    /// 99 of 100 answers came sooner, in microseconds.
    pub(crate) p99_us: u64,
}

impl Load<'_> {
    /// Sends submissions until the time is up, and waits for the answers to the last of them.
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let report = Run::new(self.oha)
            .args(["--no-tui", "--output-format", "json", "--wait-ongoing-requests-after-deadline"])
            .args(["-m", "POST", "-T", "application/json", "--redirect", "0"])
            .args(["-c", &self.connections.to_string()])
            .args(["-z", &format!("{}s", self.seconds)])
            .arg("-Z")
            .arg(self.bodies)
            .arg(self.url)
            .text()?;
        Outcome::read(&report)
    }
}

impl Outcome {
    /// Accepted submissions a second.
    pub(crate) fn rate(&self) -> f64 {
        per_second(self.accepted, self.elapsed_us)
    }

    /// How many requests had another answer, or none.
    pub(crate) fn error_count(&self) -> u64 {
        self.errors.values().sum()
    }

    fn read(json: &str) -> anyhow::Result<Self> {
        let report: Report = serde_json::from_str(json).context("oha's report is not as known")?;
        let mut errors = report.errors;
        let mut statuses = report.statuses;
        let accepted = statuses.remove("201").unwrap_or_default();
        let repeats = statuses.remove("200").unwrap_or_default();
        errors
            .extend(statuses.into_iter().map(|(status, count)| (format!("HTTP {status}"), count)));
        let percentile = |seconds: Option<f64>| micros(seconds.unwrap_or_default());
        Ok(Self {
            accepted,
            repeats,
            errors,
            elapsed_us: micros(report.summary.total),
            p50_us: percentile(report.percentiles.p50),
            p95_us: percentile(report.percentiles.p95),
            p99_us: percentile(report.percentiles.p99),
        })
    }
}

/// The part of oha's report that is read here.
#[derive(Deserialize)]
struct Report {
    summary: Summary,
    #[serde(rename = "latencyPercentiles")]
    percentiles: Percentiles,
    #[serde(rename = "statusCodeDistribution")]
    statuses: BTreeMap<String, u64>,
    #[serde(rename = "errorDistribution")]
    errors: BTreeMap<String, u64>,
}

/// Times in seconds.
#[derive(Deserialize)]
struct Summary {
    total: f64,
}

/// Times in seconds; none where nothing was answered.
#[derive(Deserialize)]
struct Percentiles {
    p50: Option<f64>,
    p95: Option<f64>,
    p99: Option<f64>,
}

fn micros(seconds: f64) -> u64 {
    let duration = Duration::try_from_secs_f64(seconds).unwrap_or_default();
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// `count` things in `elapsed_us` microseconds, a second.
fn per_second(count: u64, elapsed_us: u64) -> f64 {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let seconds = Duration::from_micros(elapsed_us).as_secs_f64();
    if seconds > 0.0 { f64::from(count) / seconds } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read() {
        let report = r#"{"summary": {"successRate": 1.0, "total": 2.0, "average": 0.1},
            "latencyPercentiles": {"p10": 0.001, "p50": 0.002, "p95": 0.0045, "p99": null},
            "statusCodeDistribution": {"201": 100, "200": 3, "503": 2},
            "errorDistribution": {"connection closed": 1}}"#;
        let outcome = Outcome::read(report).unwrap();
        assert_eq!((outcome.accepted, outcome.repeats), (100, 3));
        assert_eq!((outcome.p50_us, outcome.p95_us, outcome.p99_us), (2000, 4500, 0));
        assert_eq!(outcome.errors["HTTP 503"], 2);
        assert_eq!(outcome.error_count(), 3);
        assert!((outcome.rate() - 50.0).abs() < f64::EPSILON);
    }
}
