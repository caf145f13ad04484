//! What Lighthouse says of another site's page, with the widget and without.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

use crate::bench::report::HostPage;
use crate::checkout::{Checkout, remove};
use crate::dev::demo::{self, WITHOUT};
use crate::run::Run;
use crate::setup::{chromium, lighthouse, node_program};

/// How often each page is looked at; the middle counts.
const RUNS: usize = 5;

/// The demo's pages, the one to compare with first.
const PAGES: [(&str, &str); 5] = [
    ("without a survey", "slide-in"),
    ("inline", "inline"),
    ("popup", "popup"),
    ("slide-in", "slide-in"),
    ("side tab", "side-tab"),
];

/// What is read of Lighthouse's report.
#[derive(Deserialize)]
struct Seen {
    categories: Categories,
    audits: Audits,
}

#[derive(Deserialize)]
struct Categories {
    performance: Performance,
}

#[derive(Deserialize)]
struct Performance {
    /// Of 1; none if Lighthouse could not tell.
    score: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Audits {
    total_blocking_time: Audit,
    largest_contentful_paint: Audit,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Audit {
    numeric_value: f64,
}

/// Looks at the demo's pages, with the surveys that `site` serves.
pub(crate) fn measure(
    checkout: &Checkout,
    site: &str,
    runs: Option<usize>,
    folder: &Path,
) -> anyhow::Result<Vec<HostPage>> {
    let (script, browser) = (lighthouse(checkout)?, chromium()?);
    let origin = demo::serve(Some(0), 0, site)?;
    let report = folder.join("lighthouse.json");
    let look = |url: &str| -> anyhow::Result<Seen> {
        remove(&report)?;
        Run::new(node_program(checkout))
            .arg(&script)
            .args([url, "--only-categories=performance", "--output=json", "--quiet"])
            .args(["--no-enable-error-reporting", "--chrome-flags=--headless=new --no-sandbox"])
            .arg(format!("--output-path={}", report.display()))
            .env("CHROME_PATH", &browser)
            .quiet()?;
        let text = fs::read(&report).context("Lighthouse left no report")?;
        serde_json::from_slice(&text).context("Lighthouse's report is another than it was")
    };
    PAGES
        .into_iter()
        .enumerate()
        .map(|(place, (name, page))| {
            let query = if place == 0 { format!("?{WITHOUT}") } else { String::new() };
            let url = format!("{origin}/{page}{query}");
            let seen: Vec<Seen> =
                (0..runs.unwrap_or(RUNS)).map(|_| look(&url)).collect::<anyhow::Result<_>>()?;
            host_page(name, &seen).with_context(|| format!("Lighthouse could not rate {url}"))
        })
        .collect()
}

fn host_page(name: &'static str, seen: &[Seen]) -> Option<HostPage> {
    let scores: Option<Vec<f64>> =
        seen.iter().map(|seen| Some(seen.categories.performance.score? * 100.0)).collect();
    let audit = |of: fn(&Audits) -> &Audit| {
        median(seen.iter().map(|seen| of(&seen.audits).numeric_value).collect())
    };
    Some(HostPage {
        survey: name,
        score: median(scores?)?,
        blocking_ms: audit(|audits| &audits.total_blocking_time)?,
        largest_paint_ms: audit(|audits| &audits.largest_contentful_paint)?,
    })
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_several_looks_counts() {
        let look = |score: &str, blocking: u32| {
            let json = format!(
                r#"{{"categories": {{"performance": {{"score": {score}, "title": "Performance"}}}},
                    "audits": {{"total-blocking-time": {{"numericValue": {blocking}.5}},
                    "largest-contentful-paint": {{"numericValue": 800}}, "other": {{}}}}}}"#
            );
            serde_json::from_str::<Seen>(&json).unwrap()
        };
        let page = host_page("inline", &[look("0.5", 9), look("1", 0), look("0.98", 3)]).unwrap();
        assert!((page.score - 98.0).abs() < 1e-9 && (page.blocking_ms - 3.5).abs() < 1e-9);
        assert!(host_page("inline", &[look("null", 0)]).is_none());
        assert!(host_page("inline", &[]).is_none());
    }
}
